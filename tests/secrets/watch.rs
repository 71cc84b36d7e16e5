//! An allocator that reads what it is given back.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    slice,
};

/// The system's allocator; on a thread that [`watch`]es, each block that is freed is searched first.
pub struct Watched;

thread_local! {
    /// What this thread looks for; leaked, so that the allocator meets no destructor.
    static WANTED: Cell<&'static [Vec<u8>]> = const { Cell::new(&[]) };
    /// Which of them was found, as bits.
    static FOUND: Cell<u64> = const { Cell::new(0) };
}

/// Which of `wanted` stood in a block that `act` gave back.
pub fn watch(wanted: &[Vec<u8>], act: impl FnOnce()) -> Vec<usize> {
    assert!((1..=64).contains(&wanted.len()) && wanted.iter().all(|bytes| bytes.len() >= 8));
    FOUND.set(0);
    WANTED.set(Vec::leak(wanted.to_vec()));
    act();
    WANTED.set(&[]);
    let found = FOUND.get();
    (0..wanted.len())
        .filter(|at| found >> at & 1 == 1)
        .collect()
}

fn look_through(block: &[u8], wanted: &[Vec<u8>]) {
    for (at, bytes) in wanted.iter().enumerate() {
        let begins = |window: &[u8]| window[0] == bytes[0] && window == bytes;
        if block.windows(bytes.len()).any(begins) {
            FOUND.set(FOUND.get() | 1 << at);
        }
    }
}

#[expect(
    unsafe_code,
    reason = "only the allocator sees a block between the last use of it and its end"
)]
// SAFETY: the system's allocator does the work. `realloc` is the trait's own, a new block and this
// `dealloc` of the old one, so that nothing moves unseen.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract, which is the same. Zeroed, because the end of a
        // block that was never written to is read all the same.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let wanted = WANTED.try_with(Cell::get).unwrap_or_default();
        if !wanted.is_empty() {
            // SAFETY: the block is `layout.size()` bytes long, initialised above, and its owner's.
            look_through(
                unsafe { slice::from_raw_parts(block, layout.size()) },
                wanted,
            );
        }
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

//! Runs the parsers of the program on what the fuzzer makes up, with little memory.
//!
//! What each of them must hold stands beside it, in the `fuzzing` modules of the program; here is
//! only what the fuzzer adds. `make fuzz` runs them all, `cargo fuzz run links` one of them.

use std::{alloc::System, panic, sync::Once};

use cap::Cap;
use handover::fuzzing::TARGETS;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes that a parser may take whatever it is given: Argon2 is not among them, the tables of the
/// ciphers and the runtime of the service are.
const ALWAYS: usize = 8 << 20;
/// Bytes that it may take for each byte that it is given.
const FOR_EACH: usize = 256;

/// Runs one target; more memory than it may take ends the process.
///
/// # Panics
/// When a promise is broken.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, target) = target.expect("each target is named as its parser");
    static ONCE: Once = Once::new();
    ONCE.call_once(speak_freely);
    let most = MEMORY.allocated() + ALWAYS + FOR_EACH * data.len();
    MEMORY.set_limit(most).expect("more than is taken now");
    target(data);
    MEMORY.set_limit(usize::MAX).expect("there is no limit");
}

/// Whoever says which promise was broken, and where, needs memory for that.
fn speak_freely() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |broken| {
        MEMORY.set_limit(usize::MAX).expect("there is no limit");
        usual(broken);
    }));
}

//! Room for bodies: how many bytes of them one process holds, from their first byte to the store's word.
//!
//! The first [`FREE`] bytes of a body need no room. So openings, confirmations and bundles of
//! passwords never wait behind files, and whoever wants room has sent something first. Room goes to
//! who asked first. Whoever has it and sends slowly is hurried while others wait for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// What each body may have without room, in bytes.
pub const FREE: usize = 16 * 1024;
/// What all bodies together may have besides, in bytes.
pub const ROOM: usize = 64 << 20;
/// How long a body waits for room: longer than a hurried one of 1 MiB has it.
pub(super) const WAIT: Duration = Duration::from_secs(15);

/// The room of one process.
#[derive(Debug)]
pub struct Room {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// A part of the room, given back when dropped.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            free: Arc::new(Semaphore::new(ROOM)),
            waiting: AtomicUsize::new(0),
        }
    }
}

impl Room {
    /// Room for a body of so many bytes; none if none was given back for [`WAIT`].
    pub async fn take(&self, bytes: usize) -> Option<Place> {
        let permits = u32::try_from(bytes).ok()?;
        let free = Arc::clone(&self.free);
        if let Ok(permit) = Arc::clone(&free).try_acquire_many_owned(permits) {
            return Some(Place { _permit: permit });
        }
        let _waiting = Waiting::new(&self.waiting);
        let permit = timeout(WAIT, free.acquire_many_owned(permits)).await;
        Some(Place {
            _permit: permit.ok()?.ok()?,
        })
    }

    /// Whether a body waits for room.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// How many bytes are taken.
    #[must_use]
    pub fn taken(&self) -> usize {
        ROOM - self.free.available_permits()
    }
}

/// One body that waits, until dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn no_more_is_given_than_there_is_and_all_of_it_comes_back() {
        let room = Room::default();
        let half = room.take(ROOM / 2).await.expect("room");
        let other = room.take(ROOM / 2).await.expect("room");
        assert_eq!((room.taken(), room.is_wanted()), (ROOM, false));
        let start = Instant::now();
        assert!(room.take(1).await.is_none());
        assert_eq!(start.elapsed(), WAIT);
        drop((half, other));
        assert_eq!((room.taken(), room.is_wanted()), (0, false));
        assert!(room.take(ROOM + 1).await.is_none(), "more than there is");
    }

    #[tokio::test(start_paused = true)]
    async fn who_asked_first_is_served_first_and_a_small_wish_does_not_push_in() {
        let room = Room::default();
        let most = room.take(ROOM - 10).await.expect("room");
        let mut large = Box::pin(room.take(ROOM));
        assert!((&mut large).now_or_never().is_none(), "waits");
        let mut small = Box::pin(room.take(1));
        assert!((&mut small).now_or_never().is_none(), "waits");
        assert!(room.is_wanted());
        drop(most);
        let large = large.await.expect("room");
        assert!((&mut small).now_or_never().is_none(), "waits");
        drop(large);
        assert!(small.await.is_some());
        assert!(!room.is_wanted());
    }
}

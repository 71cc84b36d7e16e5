//! That the server is about to end.
//!
//! HTTP/1.1 knows no word for it but to close, and who closes a connection that is kept may cross the
//! next request on its way. So from the notice on each answer is the last one of its connection, and
//! who has more to ask comes by another, to another instance or to the next process.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the notice was given.
#[derive(Default)]
pub struct Ending(AtomicBool);

impl Ending {
    /// From now on.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

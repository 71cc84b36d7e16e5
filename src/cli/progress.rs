//! A sign of life for what takes longer than half a second, on a terminal only.

use std::{
    io::IsTerminal,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

const PATIENCE: Duration = Duration::from_millis(500);
const FRAME: Duration = Duration::from_millis(120);

/// Does it, and shows that it is being done.
pub(crate) fn busy<T>(doing: &'static str, work: impl FnOnce() -> T) -> T {
    let _busy = Busy::new(doing);
    work()
}

/// Shows what is being done until it is dropped.
struct Busy(Option<(Sender<()>, JoinHandle<()>)>);

impl Busy {
    /// `doing` in the -ing form: `sealing`, `opening`.
    fn new(doing: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let (done, wait) = mpsc::channel();
        let show = thread::spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let bar = spinner(doing);
                let _ = wait.recv();
                bar.finish_and_clear();
            }
        });
        Self(Some((done, show)))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((done, show)) = self.0.take() {
            drop(done);
            // The bar is cleared before anything else is written; it has nothing to report.
            let _ = show.join();
        }
    }
}

fn spinner(doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(doing);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(FRAME);
    bar
}

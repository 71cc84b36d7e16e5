//! Why a command stops: what happened, and the next step.

use std::{io, process::ExitCode};

use super::{say, visible::visible_line};

const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const TROUBLE: u8 = 3;

/// A command's end that is not success.
pub(crate) struct Failure {
    code: u8,
    what: String,
    next: String,
}

impl Failure {
    /// The other side said no: exit 1.
    pub(crate) fn refused(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(REFUSED, what, next)
    }

    /// The command cannot be run like this: exit 2.
    pub(crate) fn usage(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(USAGE, what, next)
    }

    /// Network, server or disk: exit 3. Nothing is lost, it may be repeated.
    pub(crate) fn trouble(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(TROUBLE, what, next)
    }

    /// Standard output or a file could not be written.
    pub(crate) fn unwritten(where_to: &str, error: &io::Error) -> Self {
        Self::trouble(
            format!("{where_to} could not be written: {error}"),
            "make room or choose another place, and run it again",
        )
    }

    /// The same; for trouble, with another next step.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn but(self, next: impl Into<String>) -> Self {
        match self.code {
            TROUBLE => Self::new(TROUBLE, self.what, next),
            _ => self,
        }
    }

    fn new(code: u8, what: impl Into<String>, next: impl Into<String>) -> Self {
        let (what, next) = (what.into(), next.into());
        Self { code, what, next }
    }

    /// Writes it to standard error: a server's words are a stranger's, too.
    pub(super) fn report(&self) -> ExitCode {
        say(&format!("error: {}", visible_line(&self.what)));
        if !self.next.is_empty() {
            say(&format!(" next: {}", visible_line(&self.next)));
        }
        ExitCode::from(self.code)
    }
}

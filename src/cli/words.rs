//! Times, sizes, states and refusals in words.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};

use super::failure::Failure;
use crate::{
    client::{Error, Server},
    protocol::{
        link::Link,
        wire::{AnyState, Problem, RequestState, State, Time, View},
    },
    span::Span,
};

mod requests;

pub(crate) use requests::{refused_request, request_state};

/// What a link is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A bundle that somebody shared.
    Bundle,
    /// A request, and its answer.
    Request,
}

/// `2026-11-21 22:05:09 CET`: local time with its zone.
pub(crate) fn moment(time: Time) -> String {
    let timestamp = Timestamp::from_millisecond(time.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    timestamp
        .to_zoned(TimeZone::system())
        .strftime("%Y-%m-%d %H:%M:%S %Z")
        .to_string()
}

/// `in 6 days`, or `now`.
pub(crate) fn until(time: Time, now: Time) -> String {
    let left = time.millis().saturating_sub(now.millis());
    match u64::try_from(left) {
        Ok(left) if left > 0 => format!("in {}", Span(whole_minutes(Duration::from_millis(left)))),
        _ => "now".to_owned(),
    }
}

/// Rounded up where the seconds do not matter: a moment ago it was 7 days, and it still is.
fn whole_minutes(left: Duration) -> Duration {
    let seconds = left.as_millis().div_ceil(1000);
    let rounded = if seconds > 120 {
        seconds.next_multiple_of(60)
    } else {
        seconds
    };
    Duration::from_secs(u64::try_from(rounded).unwrap_or(u64::MAX))
}

/// Binary units, rounded up so that a limit is never understated: `12 KiB`, `1.3 MiB`.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1024 {
        return format!("{bytes} bytes");
    }
    if bytes < 1 << 20 {
        return format!("{} KiB", bytes.div_ceil(1 << 10));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

/// `1 try`, `5 tries`.
pub(crate) fn tries(count: u32) -> String {
    format!("{count} {}", if count == 1 { "try" } else { "tries" })
}

/// What became of a bundle that cannot be opened (any more).
pub(crate) fn state(state: State, at: Option<Time>) -> String {
    let what = match state {
        State::Sealed => "nobody has opened it yet",
        State::Claimed => "it is being opened elsewhere",
        State::Opened => "it was opened before",
        State::Expired => "it expired before anybody opened it",
        State::Revoked => "its sender took it back",
        State::Destroyed => "it was destroyed after too many wrong passphrases",
        State::Lost => "the server has lost it",
    };
    match at {
        Some(at) => format!("{what}, at {}", moment(at)),
        None => what.to_owned(),
    }
}

/// When a bundle came into the state it is in.
pub(crate) fn since(view: &View) -> Option<Time> {
    match view.state {
        State::Sealed => None,
        State::Claimed => view.claimed_at,
        State::Opened => view.claimed_at.or(view.opened_at),
        State::Expired | State::Revoked | State::Destroyed | State::Lost => view.ended_at,
    }
}

/// What somebody who came too late can do.
pub(crate) fn too_late(subject: Subject, state: State) -> &'static str {
    match state {
        State::Sealed => "open it first",
        State::Claimed | State::Opened => {
            "if that was not you, tell the sender at once: what was shared must be changed"
        }
        State::Expired | State::Revoked | State::Destroyed | State::Lost => subject.again(),
    }
}

/// A call about a bundle that brought nothing, with what that means for it.
pub(crate) fn failed(server: &Server, error: &Error) -> Failure {
    Subject::Bundle.failed(server, error)
}

impl Subject {
    /// What a link is about.
    pub(crate) const fn of(link: &Link) -> Self {
        match link {
            Link::Share(_) | Link::Receipt(_) => Self::Bundle,
            Link::Request(_) | Link::Collect(_) => Self::Request,
        }
    }

    /// The way to another one.
    pub(crate) const fn again(self) -> &'static str {
        match self {
            Self::Bundle => "ask the sender to seal it again",
            Self::Request => "make a new request: handover request",
        }
    }

    /// Where it stands what became of it.
    pub(crate) const fn look(self) -> &'static str {
        match self {
            Self::Bundle => "ask the sender what the receipt says",
            Self::Request => "see what handover receipt says of this link",
        }
    }

    /// A call that brought nothing, with what that means for the bundle or the request.
    pub(crate) fn failed(self, server: &Server, error: &Error) -> Failure {
        match error {
            Error::Unreachable(what) => Failure::trouble(
                format!("{} cannot be reached: {what}", server.base()),
                "nothing was lost: check the address and the connection, and run it again",
            ),
            Error::Refused { problem, .. } => self.refused(server, problem),
        }
    }

    fn refused(self, server: &Server, problem: &Problem) -> Failure {
        match (problem.status, problem.state) {
            (401, _) if server.has_key() => Failure::refused(
                "the server does not know this API key; nothing was stored",
                "check HANDOVER_API_KEY, or ask the operator for another key",
            ),
            (403, _) if problem.code == "scope" => Failure::refused(
                "this API key has not the right to do that; nothing was stored",
                "ask the operator for a key that has it",
            ),
            (404, _) => self.nothing_here(server),
            (409 | 410, Some(state)) => self.ended(state, problem.at),
            (429, _) if server.has_key() => Failure::trouble(
                "too many calls from this address or with this API key; nothing was deleted and nothing was changed",
                "wait a minute, and run it again",
            ),
            (429, _) => Failure::trouble(
                "too many calls from this address; nothing was deleted and nothing was changed",
                "wait a minute, and run it again",
            ),
            // Only the server knows whether anything was lost.
            (503, _) => Failure::trouble(
                format!("the server cannot do it now: {}", problem.detail),
                "run it again in a moment",
            ),
            (507, _) => Failure::trouble(
                "the server is full; nothing was stored, and what is stored can still be opened",
                "run it again later, or tell the operator",
            ),
            (500.., _) => Failure::trouble(problem.detail.clone(), "run it again in a moment"),
            (status, _) => Failure::refused(problem.detail.clone(), mend(status)),
        }
    }

    fn ended(self, at_state: AnyState, at: Option<Time>) -> Failure {
        let request = match (self, at_state) {
            (Self::Bundle, AnyState::Bundle(at_state)) => {
                return Failure::refused(state(at_state, at), too_late(self, at_state));
            }
            (Self::Request, AnyState::Bundle(at_state)) => RequestState::from(at_state),
            (_, AnyState::Request(at_state)) => at_state,
        };
        refused_request(request, at)
    }

    /// The one answer for unknown, purged and wrong token; a restarted store explains it.
    fn nothing_here(self, server: &Server) -> Failure {
        let (subject, next) = match self {
            Self::Bundle => (
                "bundle",
                "if it was sealed before that it is lost, and if its receipt's time is over it is gone: ask the sender to seal it again",
            ),
            Self::Request => (
                "request",
                "if it was made before that it is lost, and if its time is long over it is gone: a new request is needed",
            ),
        };
        let what = match server.about() {
            Ok(about) => format!(
                "nothing here: the server has kept no such {subject} since {}",
                moment(about.store_since)
            ),
            Err(_) => format!("nothing here: the server has no such {subject}"),
        };
        Failure::refused(what, next)
    }
}

/// What to do about a refusal that says nothing of a bundle or a request.
const fn mend(status: u16) -> &'static str {
    match status {
        401 => {
            "check that the link is whole; where a key is needed, set HANDOVER_API_KEY or HANDOVER_API_KEY_FILE"
        }
        408 => "run it again, over a faster line",
        409 => "run it again: it is then made anew",
        413 => "give less: fewer or smaller files, shorter texts",
        _ => {
            "see whether the server and this program (handover --version) are of one version, or tell the operator"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_understates_a_size() {
        for (bytes, words) in [
            (1023, "1023 bytes"),
            (1025, "2 KiB"),
            (1 << 20, "1.0 MiB"),
            ((1 << 20) + 1, "1.1 MiB"),
            (u64::MAX, "1759218604441.6 MiB"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn says_how_long_is_left() {
        let now = Time::from_millis(0);
        assert_eq!(until(Time::from_millis(172_799_001), now), "in 2 days");
        assert_eq!(until(Time::from_millis(59_001), now), "in 1 minute");
        assert_eq!(until(now, Time::from_millis(1)), "now");
    }
}

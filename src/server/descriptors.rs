//! How many files and sockets the process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::listeners::{ADMIN_CONNECTIONS, CONNECTIONS};

/// Beside the two listeners' connections: those to Redis and to receivers of webhooks, the log, and
/// what the runtime has.
const OTHERS: u64 = 512;

/// Enough for every connection that the server takes.
pub(crate) const NEEDED: u64 = (CONNECTIONS + ADMIN_CONNECTIONS) as u64 + OTHERS;

/// Takes as many as are needed, where no more than 1024 were given and more are allowed: shells and
/// services give so few for the sake of programs that call select(2).
pub(super) fn take() {
    let limit = getrlimit(Resource::Nofile);
    let enough = limit.maximum.map_or(NEEDED, |most| most.min(NEEDED));
    if limit.current.is_some_and(|current| current < enough) {
        let wanted = Rlimit {
            current: Some(enough),
            ..limit
        };
        // What is allowed by the hard limit is not refused; if it were, fewer are served at once.
        let _ = setrlimit(Resource::Nofile, wanted);
    }
}

/// The most that this process could have, if there is a limit.
pub(crate) fn most() -> Option<u64> {
    getrlimit(Resource::Nofile).maximum
}

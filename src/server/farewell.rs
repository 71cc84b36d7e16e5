//! The end of a server that fails nobody.
//!
//! 1. Notice: everything goes on, `/readyz` says no, and each answer is the last of its connection.
//! 2. The door is shut: nobody new comes in, and who is in is served.
//! 3. Idle connections are closed, and calls that are still running have their time to end.
//!
//! Who comes to a shut door is not turned away. If the service manager holds the socket, too, they wait
//! for the next process. Else the first packet of a connection is let fall, as the network may do with
//! any, so that it comes again a second later: to the next process, or to learn that nobody is there. To
//! close the socket instead would reset who stands in its queue, after they had sent their request.

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::dev::ServerHandle;
use socket2::{SockFilter, SockRef};

use crate::http::ending::Ending;

/// How long a server that is to end goes on. Whoever is busy sends another request in this time.
const NOTICE: Duration = Duration::from_secs(1);
/// Whoever has come in before the door was shut has reached a worker by then, and asked.
const PASSAGE: Duration = Duration::from_secs(1);

/// How a server is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nobody is to notice: it takes two seconds more.
    WithNotice,
    /// Who is not yet answered is; who comes in the same moment is turned away.
    AtOnce,
}

/// Where people come in.
pub(super) enum Door {
    /// Its socket ends with this process.
    Own(TcpListener),
    /// The service manager holds its socket, too.
    Given(ServerHandle),
}

/// Gives notice and shuts the door; then the server may end.
pub(super) async fn say(ending: Arc<Ending>, door: Door) {
    ending.begin();
    tokio::time::sleep(NOTICE).await;
    door.shut().await;
    tokio::time::sleep(PASSAGE).await;
}

impl Door {
    async fn shut(self) {
        match self {
            Self::Own(socket) => {
                // Where the kernel knows no filters, the last moment is as it would be without.
                let _ = SockRef::from(&socket).attach_filter(&newcomers_fall());
            }
            Self::Given(listener) => listener.pause().await,
        }
    }
}

/// For a TCP socket: lets SYN without ACK fall, and everything else pass (classic BPF, as in
/// linux/filter.h; the packet begins with its TCP header, whose flags are its byte 13).
fn newcomers_fall() -> [SockFilter; 5] {
    const LOAD_BYTE: u16 = 0x30;
    const AND: u16 = 0x54;
    const IF_EQUAL: u16 = 0x15;
    const RETURN: u16 = 0x06;
    const SYN: u32 = 0x02;
    const ACK: u32 = 0x10;
    [
        SockFilter::new(LOAD_BYTE, 0, 0, 13),
        SockFilter::new(AND, 0, 0, SYN | ACK),
        SockFilter::new(IF_EQUAL, 0, 1, SYN),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
    ]
}

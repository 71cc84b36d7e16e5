//! `handover healthcheck`: for containers.
//!
//! Speaks the little HTTP it needs itself, so that a server built without the client has it, too.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use clap::Args;

use super::failure::Failure;
use crate::reachable::reachable;

const DEADLINE: Duration = Duration::from_secs(5);

/// Ask the server on this machine whether it is well: exit 0 or 1
#[derive(Args)]
#[command(after_help = "\
Example (Dockerfile):
  HEALTHCHECK CMD [\"handover\", \"healthcheck\"]")]
pub(crate) struct Healthcheck {
    /// The server's admin address: asks /readyz, which looks at the store, too
    #[arg(long, env = "HANDOVER_ADMIN_BIND", value_name = "ADDRESS")]
    admin_bind: Option<SocketAddr>,

    /// The server's address: asks whether it answers, where there is no admin address
    #[arg(
        long,
        env = "HANDOVER_BIND",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    bind: SocketAddr,
}

impl Healthcheck {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (address, path) = match self.admin_bind {
            Some(admin) => (reachable(admin), "/readyz"),
            None => (reachable(self.bind), "/api/v1/about"),
        };
        let status = status(address, path).map_err(|error| silent(address, &error))?;
        if status == "200" {
            return Ok(());
        }
        Err(Failure::refused(
            format!("http://{address}{path} answers {status}"),
            "read the server's log",
        ))
    }
}

fn silent(address: SocketAddr, error: &io::Error) -> Failure {
    Failure::refused(
        format!("no answer from {address}: {error}"),
        "is it running? read the server's log, and check HANDOVER_BIND and HANDOVER_ADMIN_BIND",
    )
}

/// The status of a `GET`, as the three digits on the wire.
fn status(address: SocketAddr, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, DEADLINE)?;
    stream.set_read_timeout(Some(DEADLINE))?;
    stream.set_write_timeout(Some(DEADLINE))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: handover-healthcheck\r\nConnection: close\r\n\r\n"
    )?;
    let mut line = String::new();
    BufReader::new(io::Read::take(stream, 256)).read_line(&mut line)?;
    line.split(' ')
        .nth(1)
        .map(str::to_owned)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not an HTTP answer"))
}

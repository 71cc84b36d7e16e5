//! A server under a service manager: what it tells, and the sockets that it is given. The manager is played
//! by the test, by the rules of sd_notify(3) and sd_listen_fds(3).

use std::{
    net::TcpListener,
    os::{fd::OwnedFd, unix::net::UnixDatagram},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::{
    app::TestClients,
    process::{PATIENCE, Process, http_client},
};

/// A server as a unit starts it.
pub struct Supervised {
    command: Command,
}

/// A shell puts the sockets, which come as its standard input and output, where units find theirs.
const PLACE: &str = r#"LISTEN_PID=$$ exec "$0" "$@" 3<&0 4<&1 </dev/null >/dev/null"#;

impl Supervised {
    /// With these flags of `handover serve`.
    pub fn new(flags: &[&str]) -> Self {
        let mut command = Command::new("sh");
        command
            .args(["-c", PLACE, env!("CARGO_BIN_EXE_handover"), "serve"])
            .args(flags);
        Self { command }
    }

    /// With these sockets and their names, at most two.
    pub fn with(mut self, sockets: &[(&TcpListener, &str)]) -> Self {
        let mut fds = sockets
            .iter()
            .map(|(socket, _)| OwnedFd::from(socket.try_clone().unwrap()));
        self.command
            .stdin(fds.next().map_or_else(Stdio::null, Stdio::from))
            .stdout(fds.next().map_or_else(Stdio::null, Stdio::from));
        let names: Vec<&str> = sockets.iter().map(|(_, name)| *name).collect();
        self.command
            .env("LISTEN_FDS", sockets.len().to_string())
            .env("LISTEN_FDNAMES", names.join(":"));
        self
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn start(mut self) -> Process {
        Process::of(&mut self.command)
    }

    /// Where it is expected to end by itself.
    fn output(mut self) -> Output {
        self.command.stderr(Stdio::piped()).output().unwrap()
    }
}

/// The socket on which a service manager listens.
struct Manager {
    socket: UnixDatagram,
    directory: TempDir,
}

impl Manager {
    fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let socket = UnixDatagram::bind(directory.path().join("notify")).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { socket, directory }
    }

    fn starts(&self, unit: Supervised) -> Process {
        let path = self.directory.path().join("notify");
        unit.env("NOTIFY_SOCKET", path.to_str().unwrap()).start()
    }

    /// The next that it is told.
    fn hears(&self) -> String {
        let mut told = [0; 512];
        let length = self.socket.recv(&mut told).unwrap();
        String::from_utf8(told[..length].to_vec()).unwrap()
    }
}

const LOOPBACK: [&str; 1] = ["--bind=127.0.0.1:0"];

#[actix_web::test]
async fn the_manager_is_told_of_the_start_of_a_reload_and_of_the_end() {
    let (manager, clients) = (Manager::new(), TestClients::one());
    let file = clients.file.path().to_str().unwrap();
    let mut process = manager.starts(Supervised::new(
        &[&LOOPBACK[..], &["--clients", file]].concat(),
    ));
    let ready = format!("READY=1\nSTATUS=serving on http://{}\n", process.address);
    assert_eq!(manager.hears(), ready);
    process.hang_up("was read again");
    let reloading = manager.hears();
    let [first, second, ""] = reloading.split('\n').collect::<Vec<_>>()[..] else {
        panic!("{reloading}");
    };
    assert_eq!(first, "RELOADING=1");
    let since = second.strip_prefix("MONOTONIC_USEC=").unwrap();
    assert!(since.parse::<u64>().unwrap() > 0);
    assert_eq!(manager.hears(), ready);

    assert_eq!(process.stop().0, Some(0));
    assert!(manager.hears().starts_with("STOPPING=1\n"));
}

#[actix_web::test]
async fn the_watchdog_is_told_as_long_as_the_server_answers() {
    let manager = Manager::new();
    let unit = Supervised::new(&LOOPBACK).env("WATCHDOG_USEC", "200000");
    let process = manager.starts(unit);
    assert!(manager.hears().starts_with("READY=1\n"));
    for _ in 0..3 {
        assert_eq!(manager.hears(), "WATCHDOG=1\n");
    }
    assert_eq!(process.stop().0, Some(0));
}

#[actix_web::test]
async fn sockets_are_known_by_their_names() {
    let [public, admin] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    // The flags name addresses, too; what is given counts.
    let flags = ["--bind=127.0.0.1:9", "--admin-bind=127.0.0.1:9"];
    let unit = Supervised::new(&flags).with(&[(&admin, "admin"), (&public, "handover.socket")]);
    let process = unit.start();
    assert_eq!(process.address, public.local_addr().unwrap());
    let status = async |socket: &TcpListener, path: &str| {
        let url = format!("http://{}{path}", socket.local_addr().unwrap());
        http_client().get(url).send().await.unwrap().status()
    };
    assert_eq!(status(&public, "/api/v1/about").await, 200);
    assert_eq!(status(&public, "/livez").await, 404);
    assert_eq!(status(&admin, "/livez").await, 200);
    assert_eq!(process.stop().0, Some(0));
}

#[test]
fn sockets_that_are_of_no_use_stop_the_start() {
    let [one, other] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let two = Supervised::new(&LOOPBACK).with(&[(&one, "a"), (&other, "b")]);
    let not_there = Supervised::new(&LOOPBACK).with(&[]).env("LISTEN_FDS", "1");
    for (unit, cause) in [(two, "two of them"), (not_there, "not a socket")] {
        let ended = unit.output();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(3), "{said}");
        assert!(
            said.contains(cause) && said.contains("FileDescriptorName=admin"),
            "{said}"
        );
    }
}

#[test]
fn everything_that_is_served_on_a_given_address_is_as_checked_as_a_setting() {
    let everywhere = TcpListener::bind("0.0.0.0:0").unwrap();
    let ended = Supervised::new(&[]).with(&[(&everywhere, "")]).output();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("HANDOVER_BIND is 0.0.0.0:"), "{said}");
}

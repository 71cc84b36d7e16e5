//! `handover serve`, with everything that it writes kept.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use handover::{
    clients::{
        edit::{Draft, NewClient},
        members::WebhookSecret,
    },
    protocol::{apikey::ApiKey, token::PublicKey, wire::Time},
};
use tempfile::TempDir;

use crate::server::free_port;

/// A server of its own, in a folder of its own, that knows one client.
pub struct Served {
    child: Child,
    log: Option<JoinHandle<String>>,
    pub address: SocketAddr,
    admin: u16,
    pub folder: TempDir,
    clients: PathBuf,
}

impl Served {
    /// `name` is in the name of the clients file, and what its one client is called.
    pub fn start(name: &str, clients: &str, flags: &[&str]) -> Self {
        let (settings, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let file = settings.keep().join(format!("{name}.toml"));
        fs::write(&file, clients).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        let admin = free_port();
        let mut child = Command::new(env!("CARGO_BIN_EXE_handover"))
            .env_clear()
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .current_dir(folder.path())
            .args(["serve", "--bind=127.0.0.1:0", "--log=debug", "--tries=2"])
            .args(["--rate-create=off", "--rate-open=off", "--rate-client=off"])
            .arg("--requests=anyone")
            .arg(format!("--admin-bind=127.0.0.1:{admin}"))
            .arg(format!("--clients={}", file.display()))
            .args(flags)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (address, mut told) = address(&mut log);
        let log = thread::spawn(move || {
            log.read_to_string(&mut told).unwrap();
            told
        });
        Self {
            child,
            log: Some(log),
            address,
            admin,
            folder,
            clients: file,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn metrics(&self) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.admin)).unwrap();
        let call = b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        stream.write_all(call).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert!(text.starts_with("HTTP/1.1 200"), "{text}");
        text
    }

    /// Returns when nobody is connected to it any more.
    pub fn is_left_alone(&self) {
        let port = format!(":{:04X} ", self.address.port());
        until("a connection stays", || {
            let table = fs::read_to_string("/proc/net/tcp").unwrap();
            let is_ours = |line: &&str| {
                line.split_once(": ").is_some_and(|(_, rest)| {
                    // ESTABLISHED or CLOSE_WAIT, with our port on this side.
                    rest[8..].starts_with(&port) && matches!(&rest[28..30], "01" | "08")
                })
            };
            !table.lines().any(|line| is_ours(&line))
        });
    }

    /// Has it read a clients file that breaks off in the middle of a secret.
    pub fn read_broken_clients(&self) {
        let text = fs::read_to_string(&self.clients).unwrap();
        let end = text.find("whsec_").unwrap() + 40;
        fs::write(&self.clients, &text[..end]).unwrap();
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-HUP", &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Ends it; all that it has logged.
    pub fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap();
        self.log.take().unwrap().join().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(self.clients.parent().unwrap());
    }
}

/// Where it serves, and what it said until then.
fn address(log: &mut impl BufRead) -> (SocketAddr, String) {
    let mut told = String::new();
    loop {
        let begin = told.len();
        assert_ne!(log.read_line(&mut told).unwrap(), 0, "it ended: {told}");
        if let Some((_, rest)) = told[begin..].split_once("serving on http://") {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !".:".contains(c));
            return (rest[..end.unwrap()].parse().unwrap(), told);
        }
    }
}

/// The text of a clients file with one client that may do everything.
pub fn clients(
    name: &str,
    key: &ApiKey,
    team: &PublicKey,
    webhook: (&str, WebhookSecret),
) -> String {
    let scopes = [
        "bundles:write",
        "requests:write",
        "requests:read",
        "events:read",
    ];
    let client = NewClient {
        name: name.parse().unwrap(),
        display: "Support".parse().unwrap(),
        scopes: scopes.map(|scope| scope.parse().unwrap()).to_vec(),
        team_keys: vec![team.clone()],
        webhook: Some((webhook.0.parse().ok().unwrap(), webhook.1)),
    };
    let mut draft = Draft::of("").unwrap();
    draft.add(&client, key, Time::now()).unwrap();
    draft.finish().unwrap().to_string()
}

/// Waits for a condition, with a bound that only a defect reaches.
pub fn until(otherwise: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < Duration::from_secs(120), "{otherwise}");
        thread::yield_now();
    }
}

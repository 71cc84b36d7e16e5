//! One redis-server: a process, its port, its directory, and the proxy that everybody goes through.

use std::{
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use redis::{Client, Cmd, Connection, FromRedisValue, RedisResult};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::{PATIENCE, free_port, proxy::Proxy, until};

/// How long one question waits for its answer where it is asked again and again.
const ANSWERING: Duration = Duration::from_secs(5);

/// What a server of any sort is told, as lines of its configuration file.
const USUAL: &str = "bind 127.0.0.1\nprotected-mode no\nloglevel notice\n";
/// Safe in the sense of the service: no snapshots, nothing evicted, nothing slow remembered.
const DATA: &str = "save \"\"\nmaxmemory-policy noeviction\nslowlog-log-slower-than -1\n\
                    repl-diskless-sync yes\nrepl-diskless-sync-delay 0\nrepl-timeout 10\n\
                    repl-ping-replica-period 1\n";

/// A redis-server.
pub struct Node {
    process: Option<Child>,
    port: u16,
    source: Ipv4Addr,
    /// In front of it, for everybody who comes by the announced address.
    pub front: Proxy,
    directory: TempDir,
    arguments: &'static [&'static str],
}

impl Node {
    /// A server that keeps data, without a log of what it writes.
    pub fn start() -> Self {
        Self::start_with(1, &[])
    }

    /// The server with this number in its topology, with these lines of configuration.
    pub fn start_with(number: u8, settings: &[&str]) -> Self {
        let mut node = Self::new(Ipv4Addr::new(127, 0, 1, number), &[]);
        let announced = node.front.port();
        node.configure(&format!(
            "port {}\n{DATA}replica-announce-ip 127.0.0.1\nreplica-announce-port {announced}\n\
             cluster-announce-port {announced}\n{}",
            node.port,
            settings.join("\n"),
        ));
        node.run();
        node
    }

    /// The Sentinel with this number, with these lines of configuration.
    pub fn sentinel(number: u8, settings: &str) -> Self {
        let mut node = Self::new(Ipv4Addr::new(127, 0, 2, number), &["--sentinel"]);
        node.configure(&format!(
            "port {}\nsentinel announce-ip 127.0.0.1\nsentinel announce-port {}\n{settings}",
            node.port,
            node.front.port(),
        ));
        node.run();
        node
    }

    fn new(source: Ipv4Addr, arguments: &'static [&'static str]) -> Self {
        let port = free_port();
        Self {
            process: None,
            port,
            source,
            front: Proxy::before(port),
            directory: TempDir::new().unwrap(),
            arguments,
        }
    }

    fn configure(&self, lines: &str) {
        let (directory, source) = (self.directory().display(), self.source);
        let usual = format!("{USUAL}dir {directory}\nlogfile {directory}/log\n");
        let text = format!("{usual}bind-source-addr {source}\n{lines}\n");
        fs::write(self.configuration(), text).unwrap();
    }

    /// Starts the process, and returns when it answers; with the data and the role that it had.
    pub fn run(&mut self) {
        self.launch();
        until("the server answers", || {
            let process = self.process.as_mut().unwrap();
            let (ended, id) = (process.try_wait().unwrap(), process.id());
            assert_eq!(ended, None, "redis-server ended: {}", self.log());
            self.info("process_id").as_deref() == Some(&id.to_string())
        });
    }

    /// Starts the process, and does not wait for it.
    pub fn launch(&mut self) {
        let process = Command::new("redis-server")
            .arg(self.configuration())
            .args(self.arguments)
            .stdout(Stdio::null())
            .spawn()
            .expect(
                "install redis-server (Debian: apt-get install redis-server), or run make test",
            );
        self.process = Some(process);
    }

    /// Ends the process at once, as a crash would.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Stops it without closing anything.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on after a pause.
    pub fn resume(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        if let Some(process) = &self.process {
            kill_process(Pid::from_child(process), signal).unwrap();
        }
    }

    /// Whether its process is there, paused or not.
    pub fn is_running(&self) -> bool {
        self.process.is_some()
    }

    /// The port that it listens on itself.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address that it calls others from.
    pub fn source(&self) -> Ipv4Addr {
        self.source
    }

    /// The URL past the proxy.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Where its files are.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    fn configuration(&self) -> PathBuf {
        self.directory().join("redis.conf")
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.directory().join("log")).unwrap_or_default()
    }

    /// A connection past the proxy.
    pub fn connect(&self) -> RedisResult<Connection> {
        self.connect_within(ANSWERING)
    }

    fn connect_within(&self, patience: Duration) -> RedisResult<Connection> {
        let connection = Client::open(self.url())?.get_connection_with_timeout(patience)?;
        connection.set_read_timeout(Some(patience))?;
        Ok(connection)
    }

    /// Sends one command past the proxy, its words separated by blanks.
    pub fn ask<T: FromRedisValue>(&self, command: &str) -> RedisResult<T> {
        call(command).query(&mut self.connect()?)
    }

    /// [`Self::ask`] of a server that is there, and may stand still for a while.
    #[track_caller]
    pub fn command<T: FromRedisValue>(&self, command: &str) -> T {
        let mut connection = self.connect_within(PATIENCE).unwrap();
        call(command).query(&mut connection).unwrap()
    }

    /// One member of what `INFO` says, or nothing while it does not answer.
    pub fn info(&self, member: &str) -> Option<String> {
        let info: String = self.ask("INFO").ok()?;
        let mut lines = info.lines();
        lines.find_map(|line| Some(line.strip_prefix(member)?.strip_prefix(':')?.to_owned()))
    }

    /// Waits until these replicas have taken in everything that it has written until now. A `WAIT` would
    /// tell of what its own connection wrote, and of no other.
    #[track_caller]
    pub fn wait_for<'a>(&self, replicas: impl IntoIterator<Item = &'a Self>) {
        let offset = |node: &Self, member| node.info(member)?.parse::<u64>().ok();
        let written = offset(self, "master_repl_offset").expect("it is a primary");
        for replica in replicas {
            until("the replica has everything", || {
                offset(replica, "slave_repl_offset").is_some_and(|taken| taken >= written)
            });
        }
    }
}

/// One command, its words separated by blanks.
fn call(command: &str) -> Cmd {
    let mut words = command.split(' ');
    let mut call = redis::cmd(words.next().unwrap_or_default());
    call.arg(words.collect::<Vec<_>>());
    call
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

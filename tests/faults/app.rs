//! A real server process that can be killed and started again at the same address.

use std::{
    fs::{self, File, OpenOptions},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{
    checker::{LEASE, TRIES},
    topologies::{free_port, proxy::Proxy, until},
};

/// `handover serve`, and the link between it and its clients.
pub struct App {
    process: Option<Child>,
    port: u16,
    /// In front of it, for all clients.
    pub front: Proxy,
    directory: TempDir,
    redis_url: String,
    wait_replicas: &'static str,
}

impl App {
    /// On this Redis, waiting for so many replicas.
    pub fn start(redis_url: String, wait_replicas: &'static str) -> Self {
        let port = free_port();
        let mut app = Self {
            process: None,
            port,
            front: Proxy::before(port),
            directory: TempDir::new().unwrap(),
            redis_url,
            wait_replicas,
        };
        app.run();
        app
    }

    /// Starts the process, and returns when it listens.
    pub fn run(&mut self) {
        let lease = format!("--lease={}s", LEASE / 1000);
        let process = Command::new(env!("CARGO_BIN_EXE_handover"))
            .args(["serve", "--rate-create=off", "--rate-open=off"])
            .arg(format!("--bind=127.0.0.1:{}", self.port))
            .args([lease, format!("--tries={TRIES}")])
            .arg("--requests=anyone")
            .env("HANDOVER_REDIS_URL", &self.redis_url)
            .env("HANDOVER_WAIT_REPLICAS", self.wait_replicas)
            .stdout(Stdio::null())
            .stderr(self.log_file())
            .spawn()
            .unwrap();
        self.process = Some(process);
        until("the server listens", || {
            let ended = self.process.as_mut().unwrap().try_wait().unwrap();
            assert_eq!(ended, None, "the server ended: {}", self.log());
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        });
    }

    fn log_file(&self) -> File {
        let mut file = OpenOptions::new();
        file.create(true).append(true);
        file.open(self.log_path()).unwrap()
    }

    fn log_path(&self) -> PathBuf {
        self.directory.path().join("log")
    }

    /// What it has logged, over all its processes.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    /// Ends the process at once, as a crash would.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Where clients reach it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.front.port())
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.kill();
    }
}

//! A server of its own process under attack, and what can be seen of it from outside.

use std::{
    collections::BTreeSet,
    env, fs,
    future::Future,
    io::BufRead,
    ops::Deref,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{process::Process, redis_server::free_port};

/// No test waits longer than this for what has to come.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// So many in `make test`, so many in `make abuse`.
pub fn scaled(quick: usize, long: usize) -> usize {
    match env::var("HANDOVER_ABUSE") {
        Ok(word) if word == "long" => long,
        _ => quick,
    }
}

/// A server with an operator's listener, whose log is read as it comes.
pub struct Target {
    process: Process,
    admin: String,
    /// What its log says of panics.
    panics: JoinHandle<Vec<String>>,
}

impl Deref for Target {
    type Target = Process;

    fn deref(&self) -> &Process {
        &self.process
    }
}

impl Target {
    /// Without limits per address.
    pub fn start(flags: &[&str]) -> Self {
        Self::limited(&[&["--rate-create=off", "--rate-open=off"], flags].concat())
    }

    /// With the usual limits, or with those of the flags.
    pub fn limited(flags: &[&str]) -> Self {
        Self::limited_at("127.0.0.1:0", flags)
    }

    pub fn limited_at(address: &str, flags: &[&str]) -> Self {
        let admin = format!("127.0.0.1:{}", free_port());
        let listener = format!("--admin-bind={admin}");
        let flags = [&[listener.as_str()], flags].concat();
        let mut process = Process::limited_at(address.parse().unwrap(), &flags);
        let log = process.take_log().unwrap();
        let panics = thread::spawn(|| {
            let lines = log.lines().map_while(Result::ok);
            lines.filter(|line| line.contains("panicked")).collect()
        });
        Self {
            process,
            admin,
            panics,
        }
    }

    /// Bytes of its memory that are in use.
    pub fn resident(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kibibytes = line.unwrap().split_whitespace().nth(1).unwrap();
        kibibytes.parse::<usize>().unwrap() * 1024
    }

    pub async fn metrics(&self) -> String {
        let url = format!("http://{}/metrics", self.admin);
        let answer = self.client.get(url).send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// The series that it shows, without their values.
    pub async fn series(&self) -> BTreeSet<String> {
        let text = self.metrics().await;
        let samples = text.lines().filter(|line| !line.starts_with('#'));
        let names = samples.filter_map(|line| line.rsplit_once(' '));
        names.map(|(name, _)| name.to_owned()).collect()
    }

    /// The value of a metric without labels.
    pub async fn value(&self, name: &str) -> usize {
        let text = self.metrics().await;
        let mut lines = text.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        value.unwrap().parse().unwrap()
    }

    /// Ends it as an operator would: well, and without a panic before.
    pub fn ends_well(self) {
        let (code, _) = self.process.stop();
        assert_eq!(code, Some(0));
        assert_eq!(self.panics.join().unwrap(), [""; 0]);
    }
}

/// Returns once this is so.
pub async fn until<F: Future<Output = bool>>(what: &str, mut so: impl FnMut() -> F) {
    let started = Instant::now();
    while !so().await {
        assert!(started.elapsed() < PATIENCE, "{what} does not come");
        tokio::task::yield_now().await;
    }
}

//! A real server process, and calls to it.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, ChildStderr, Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread::spawn,
    time::{Duration, Instant},
};

use handover::protocol::token::Claim;
use reqwest::{Client, Response};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::app::{TestBundle, TestRequest};

/// How long anything here may take before the test has failed. Nothing is expected to take as long.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Asks until it is so.
#[allow(dead_code, reason = "not every test program asks")]
pub async fn eventually(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let since = Instant::now();
    while !so().await {
        assert!(since.elapsed() < PATIENCE, "still not so: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// `handover serve` in a process of its own, ended when dropped.
pub struct Process {
    child: Child,
    log: Option<BufReader<ChildStderr>>,
    pub address: SocketAddr,
    pub client: Client,
}

impl Process {
    pub fn start(redis_url: &str) -> Self {
        Self::start_with(redis_url, &[])
    }

    pub fn start_with(redis_url: &str, flags: &[&str]) -> Self {
        Self::run(&[&["--redis-url", redis_url], flags].concat())
    }

    /// On a free port.
    pub fn run(flags: &[&str]) -> Self {
        Self::run_at(SocketAddr::from(([127, 0, 0, 1], 0)), flags)
    }

    pub fn run_at(address: SocketAddr, flags: &[&str]) -> Self {
        let unlimited = ["--rate-create=off", "--rate-open=off"];
        Self::limited_at(address, &[&unlimited, flags].concat())
    }

    /// With the usual limits per address, or with those of the flags.
    pub fn limited_at(address: SocketAddr, flags: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handover"));
        command.arg("serve").arg(format!("--bind={address}"));
        Self::of(command.args(flags))
    }

    /// What this command runs.
    pub fn of(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let line = line_with("serving on http://", &mut log, &child);
        let address = line.trim().rsplit("http://").next().unwrap();
        let address = address.split([' ', '"']).next().unwrap().parse().unwrap();
        Self {
            child,
            log: Some(log),
            address,
            client: http_client(),
        }
    }

    fn url(&self, bundle: &TestBundle, verb: &str) -> String {
        let id = bundle.id().to_b64u();
        format!("http://{}/api/v1/bundles/{id}{verb}", self.address)
    }

    pub async fn put(&self, bundle: &TestBundle) -> Response {
        let request = self.client.put(self.url(bundle, "")).json(&bundle.body());
        request.send().await.unwrap()
    }

    pub async fn open(&self, bundle: &TestBundle, claim: Option<&Claim>) -> Response {
        let request = self.client.post(self.url(bundle, "/open"));
        request
            .bearer_auth(bundle.link.to_b64u())
            .json(&json!({ "open_token": bundle.open, "claim": claim }))
            .send()
            .await
            .unwrap()
    }

    pub async fn ask(&self, request: &TestRequest) -> Response {
        let url = format!("http://{}{}", self.address, request.path(""));
        let call = self.client.put(url).json(&request.body());
        call.send().await.unwrap()
    }

    pub async fn answer(&self, request: &TestRequest, answer: &Value) -> Response {
        let url = format!("http://{}{}", self.address, request.path("/answer"));
        let call = self.client.post(url).json(answer);
        let call = call.bearer_auth(request.answer.to_b64u());
        call.send().await.unwrap()
    }

    pub async fn collected(&self, request: &TestRequest) -> Value {
        let url = format!("http://{}{}", self.address, request.path(""));
        let call = self.client.get(url).bearer_auth(request.collect.to_b64u());
        call.send().await.unwrap().json().await.unwrap()
    }

    pub async fn receipt(&self, bundle: &TestBundle) -> Response {
        let request = self.client.get(self.url(bundle, ""));
        let request = request.bearer_auth(bundle.receipt.to_b64u());
        request.send().await.unwrap()
    }

    /// The status of asking with this key.
    pub async fn ask_as(&self, key: &str, request: &TestRequest) -> u16 {
        let url = format!("http://{}{}", self.address, request.path(""));
        let call = self.client.put(url).json(&request.body());
        let answer = call.bearer_auth(key).send().await.unwrap();
        answer.status().as_u16()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        Command::new("kill").args([name, &id]).status().unwrap();
    }

    /// As a service manager would.
    pub fn ask_to_end(&self) {
        self.signal("-TERM");
    }

    /// Sends a SIGHUP; the line of the log that then has these words.
    pub fn hang_up(&mut self, words: &str) -> String {
        self.signal("-HUP");
        line_with(words, self.log.as_mut().unwrap(), &self.child)
    }

    /// The next line of the log with these words.
    pub fn says(&mut self, words: &str) -> String {
        line_with(words, self.log.as_mut().unwrap(), &self.child)
    }

    /// The rest of its log, for whoever takes it first.
    pub fn take_log(&mut self) -> Option<impl BufRead + Send + use<>> {
        self.log.take()
    }

    /// Asks it to end, as an operator would; its exit code and the rest of its log, if nobody took it.
    pub fn stop(mut self) -> (Option<i32>, String) {
        let log = self.take_log();
        self.ask_to_end();
        let lines = log.into_iter().flat_map(BufRead::lines);
        let log = lines.map(Result::unwrap).collect::<Vec<_>>();
        (self.child.wait().unwrap().code(), log.join("\n"))
    }
}

pub fn http_client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy();
    // A connection is not used again close to the moment at which the server closes it.
    let client = client.pool_idle_timeout(Duration::from_secs(5));
    client.build().unwrap()
}

/// The next line with these words. A process that does not say them is ended, and the wait with it.
fn line_with(words: &str, log: &mut impl BufRead, child: &Child) -> String {
    let (found, waiting) = channel::<()>();
    let process = Pid::from_child(child);
    let watch = spawn(move || {
        if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            let _ = kill_process(process, Signal::KILL);
        }
    });
    let mut line = String::new();
    while !line.contains(words) {
        line.clear();
        let read = log.read_line(&mut line).unwrap();
        assert_ne!(read, 0, "the server ended before it said: {words}");
    }
    drop(found);
    watch.join().unwrap();
    line
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

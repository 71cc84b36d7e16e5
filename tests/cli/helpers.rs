//! A server and a user, each a process of its own.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use handover::{
    client::{self, Base},
    handover::seal,
    protocol::bundle::{Bundle, BundleFile, Item, Lang},
    span::Span,
};
use serde_json::Value;
use tempfile::TempDir;
use zeroize::Zeroizing;

pub const HANDOVER: &str = env!("CARGO_BIN_EXE_handover");

/// `handover serve` with the memory store.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    pub fn start_with(settings: &[&str]) -> Self {
        Self::start_and_tell(settings).0
    }

    /// And what it says while it starts.
    pub fn start_and_tell(settings: &[&str]) -> (Self, String) {
        let mut child = Command::new(HANDOVER)
            .env_clear()
            .args(["serve", "--bind", "127.0.0.1:0", "--rate-create", "off"])
            .args(["--rate-open", "off"])
            .args(settings)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut log = BufReader::new(child.stderr.take().expect("it is piped"));
        let (url, told) = address(&mut log);
        // Read on, or the server waits for us.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        (Self { child, url }, told)
    }
}

/// The server says in its log where it serves.
fn address(log: &mut impl BufRead) -> (String, String) {
    let mut read = String::new();
    for line in log.lines() {
        let line = line.expect("the log is text");
        if let Some((_, rest)) = line.split_once("serving on ") {
            let address = rest.split_whitespace().next().expect("an address");
            return (address.to_owned(), read);
        }
        read.push_str(&line);
    }
    panic!("the server did not start: {read}");
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it is ours");
    }
}

/// Somebody at a shell: a home of their own, no terminal.
pub struct User {
    home: TempDir,
    url: String,
}

impl User {
    pub fn of(url: &str) -> Self {
        let home = tempfile::tempdir().expect("a directory");
        std::fs::create_dir(home.path().join("run")).expect("a directory");
        let url = url.to_owned();
        Self { home, url }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(HANDOVER);
        command
            .env_clear()
            .env("HANDOVER_URL", &self.url)
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("TZ", "UTC")
            .current_dir(self.home())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Outcome {
        self.pipe(arguments, "")
    }

    pub fn pipe<S: AsRef<OsStr>>(&self, arguments: &[S], input: &str) -> Outcome {
        finish(&mut self.command(arguments), input)
    }

    /// Seals one secret; the share link and the receipt link.
    pub fn share(&self, secret: &str) -> [String; 2] {
        let shared = self.pipe(
            &[
                "share", "--item", "other", "--field", "secret=-", "-o", "json",
            ],
            secret,
        );
        links(&shared)
    }

    /// Asks with these flags; the request link and the collect link.
    pub fn ask(&self, flags: &[&str]) -> [String; 2] {
        let asked = self.run(&[&["request", "-o", "json"], flags].concat());
        named(&asked.exits(0), ["request_link", "collect_link"])
    }

    /// Answers with one secret.
    pub fn answer(&self, request: &str, secret: &str) -> Outcome {
        let item = ["--item", "other", "--field", "secret=-", "-o", "json"];
        self.pipe(&[&["answer", request][..], &item].concat(), secret)
    }
}

/// A server on which anybody can ask.
pub fn asking() -> Server {
    Server::start_with(&["--requests", "anyone"])
}

/// Runs a command to its end.
pub fn finish(command: &mut Command, input: &str) -> Outcome {
    let mut child = command.spawn().expect("the binary runs");
    // It may end without having read everything.
    let _ = child
        .stdin
        .take()
        .expect("it is piped")
        .write_all(input.as_bytes());
    Outcome(child.wait_with_output().expect("it ends"))
}

pub fn links(shared: &Outcome) -> [String; 2] {
    named(shared, ["share_link", "receipt_link"])
}

/// Texts of a JSON result.
pub fn named<const N: usize>(outcome: &Outcome, names: [&str; N]) -> [String; N] {
    let json = outcome.json();
    names.map(|name| json[name].as_str().expect("a text").to_owned())
}

/// What a command left behind.
pub struct Outcome(Output);

impl Outcome {
    /// Asserts the exit code; shows everything if it is another.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.0.status.code(),
            Some(code),
            "{}\n{}",
            self.stdout(),
            self.stderr()
        );
        self
    }

    /// Asserts that standard error says so.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.stderr().contains(words),
            "{words:?} is not in:\n{}",
            self.stderr()
        );
        self
    }

    pub fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("text")
    }

    pub fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).expect("text")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout())
            .unwrap_or_else(|_| panic!("{}\n{}", self.stdout(), self.stderr()))
    }
}

/// Reads until the text ends with `end`.
pub fn read_until(from: &mut impl Read, seen: &mut String, end: &str) {
    let mut byte = [0];
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).contains(end) {
        let read = from.read(&mut byte).expect("it can be read");
        assert_eq!(
            read,
            1,
            "{end:?} never came: {seen}{}",
            String::from_utf8_lossy(&bytes)
        );
        bytes.extend(byte);
    }
    seen.push_str(&String::from_utf8_lossy(&bytes));
}

/// Seals what `share` would not: these items, and a file of each name with its number in it. The
/// share link.
pub fn place(server: &Server, items: Vec<Item>, names: &[&str]) -> String {
    let file = |(number, name): (usize, &&str)| BundleFile {
        name: (*name).to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: Zeroizing::new(number.to_string().into_bytes()),
    };
    let bundle = Bundle {
        items,
        files: names.iter().enumerate().map(file).collect(),
        lang: Lang::En,
    };
    let lifetime = Span(Duration::from_secs(60));
    let sealed = seal(&bundle.encode().unwrap(), None, lifetime).unwrap();
    let server_url = Base::parse(&server.url).unwrap();
    sealed
        .upload(&client::Server::new(server_url).unwrap())
        .unwrap();
    sealed.share.to_url(&server.url).to_string()
}

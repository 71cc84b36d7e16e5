//! A redis-server on a shipped profile, as an operator sets it up: passwords filled in, a directory of
//! its own, a free port.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use redis::{FromRedisValue, RedisResult};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::server::free_port;

/// The users of `users.acl`.
pub const USERS: [&str; 5] = ["handover", "replica", "sentinel", "rewriter", "operator"];

pub struct Profile {
    process: Option<Child>,
    pub port: u16,
    directory: TempDir,
    file: PathBuf,
}

impl Profile {
    /// `durable` or `memory`, with further settings as on the command line.
    pub fn start(name: &str, settings: &[&str]) -> Self {
        let directory = TempDir::new().unwrap();
        let file = directory.path().join("redis.conf");
        let acl = directory.path().join("users.acl");
        // Beside the users that are shipped, one for the test itself.
        let test = "\nuser test on >word ~* &* +@all\n";
        fs::write(&acl, filled(&shipped("users.acl")) + test).unwrap();
        let text = shipped(&format!("{name}.conf"));
        let usual = "aclfile /etc/redis/users.acl";
        assert!(text.contains(usual));
        let own = format!("aclfile {}", acl.display());
        fs::write(&file, text.replace(usual, &own)).unwrap();
        let mut profile = Self {
            process: None,
            port: free_port(),
            directory,
            file,
        };
        profile.run(settings);
        profile
    }

    pub fn run(&mut self, settings: &[&str]) {
        let process = Command::new("redis-server")
            .arg(&self.file)
            .args(["--port", &self.port.to_string(), "--loglevel", "warning"])
            .arg("--dir")
            .arg(self.directory.path())
            .args(settings)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.process = Some(process);
        let started = Instant::now();
        while self.as_user::<String>("test", "PING").is_err() {
            let exited = self.process.as_mut().unwrap().try_wait().unwrap();
            assert_eq!(exited, None, "redis-server ended at once");
            assert!(started.elapsed() < Duration::from_secs(120), "it is silent");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// For a user of the file, or `test`.
    pub fn url(&self, user: &str) -> String {
        let word = if user == "test" { "word" } else { &word(user) };
        format!("redis://{user}:{word}@127.0.0.1:{}/", self.port)
    }

    /// The settings of its replica, as the profile names them.
    pub fn followed(&self) -> Vec<String> {
        let (port, password) = (self.port.to_string(), word("replica"));
        let follow = ["--replicaof", "127.0.0.1", &port];
        let show = ["--masteruser", "replica", "--masterauth", &password];
        [&follow[..], &show]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    /// One command, its words separated by blanks.
    pub fn as_user<T: FromRedisValue>(&self, user: &str, command: &str) -> RedisResult<T> {
        let mut words = command.split(' ');
        let mut call = redis::cmd(words.next().unwrap_or_default());
        call.arg(words.collect::<Vec<_>>());
        let client = redis::Client::open(self.url(user))?;
        call.query(&mut client.get_connection()?)
    }

    pub fn command<T: FromRedisValue>(&self, command: &str) -> T {
        self.as_user("test", command).unwrap()
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A file as it is shipped.
pub fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/redis");
    fs::read_to_string(path.join(name)).unwrap()
}

fn word(user: &str) -> String {
    format!("word-of-{user}")
}

/// With passwords, as README.md says.
fn filled(acl: &str) -> String {
    USERS.iter().fold(acl.to_owned(), |acl, user| {
        let mark = format!("#sha256-of-{user}");
        assert!(acl.contains(&mark), "{user}");
        acl.replace(
            &mark,
            &format!("#{}", hex::encode(Sha256::digest(word(user)))),
        )
    })
}

//! A conversation at a terminal: `script` (util-linux) makes one.

use std::{
    fs,
    io::{BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use crate::helpers::{HANDOVER, User, read_until};

/// What the shell writes behind the command. It ends once this was read: `script` lets go of a terminal
/// whose last words are still on their way.
const END: &str = "[ended]";

/// A conversation with one command.
pub struct Dialogue {
    script: Child,
    keys: ChildStdin,
    screen: BufReader<ChildStdout>,
    seen: String,
}

impl Dialogue {
    pub fn start(user: &User, arguments: &str) -> Self {
        let prepared = user.command::<&str>(&[]);
        let mut command = Command::new("script");
        for (name, value) in prepared.get_envs() {
            command.env(name, value.expect("it is set"));
        }
        let mut script = command
            .env("PATH", "/usr/bin:/bin")
            .env("SHELL", "/bin/sh")
            .current_dir(user.home())
            .args([
                "-qefc",
                &format!(
                    "{HANDOVER} {arguments}; code=$?; printf '{END}'; read -r key; exit $code"
                ),
                "/dev/null",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script is part of util-linux");
        let keys = script.stdin.take().expect("it is piped");
        let screen = BufReader::new(script.stdout.take().expect("it is piped"));
        Self {
            script,
            keys,
            screen,
            seen: String::new(),
        }
    }

    /// Returns when the screen shows it.
    pub fn see(&mut self, question: &str) {
        read_until(&mut self.screen, &mut self.seen, question);
    }

    pub fn answer(&mut self, question: &str, answer: &str) {
        self.see(question);
        self.press(answer);
    }

    /// The same of a question whose answer is not shown: waits until the terminal has stopped echoing, as a
    /// person does.
    pub fn see_hidden(&mut self, question: &str) {
        self.see(question);
        while self.echoes() {
            std::thread::yield_now();
        }
    }

    pub fn answer_hidden(&mut self, question: &str, answer: &str) {
        self.see_hidden(question);
        self.press(answer);
    }

    pub fn press(&mut self, answer: &str) {
        writeln!(self.keys, "{answer}").expect("it listens");
    }

    /// The command's process id.
    pub fn process(&self) -> u32 {
        child_of(child_of(self.script.id()))
    }

    fn echoes(&self) -> bool {
        let child = self.process();
        let terminal = fs::read_link(format!("/proc/{child}/fd/2")).expect("it runs");
        let state = Command::new("stty")
            .arg("-a")
            .arg("-F")
            .arg(terminal)
            .output();
        !String::from_utf8_lossy(&state.expect("stty runs").stdout).contains(" -echo ")
    }

    /// Everything that stood on the screen, and the exit code.
    pub fn end(mut self) -> (String, Option<i32>) {
        self.see(END);
        self.press("");
        let screen = self.seen.strip_suffix(END).expect("it was seen");
        let code = self.script.wait().expect("it ends").code();
        (screen.to_owned(), code)
    }
}

fn child_of(parent: u32) -> u32 {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
    let child = children.expect("it runs");
    child.trim().parse().expect("it has one")
}

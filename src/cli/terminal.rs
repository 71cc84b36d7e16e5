//! The terminal itself: questions and answers, whatever the standard streams are bound to.

use std::{
    fs::File,
    io::{self, IsTerminal, Read, Write},
};

use zeroize::Zeroizing;

use super::failure::Failure;

/// A canonical-mode line: what the terminal driver cuts off is longer than this.
const LONGEST_LINE: usize = 4095;

/// Somebody who can be asked.
pub(crate) struct Terminal(File);

impl Terminal {
    /// None where standard error is no terminal: nobody would see the question.
    pub(crate) fn open() -> Option<Self> {
        if !io::stderr().is_terminal() {
            return None;
        }
        let tty = File::options().read(true).write(true).open("/dev/tty");
        tty.ok().map(Self)
    }

    /// Shows a line.
    pub(crate) fn show(&self, line: &str) -> Result<(), Failure> {
        writeln!(&self.0, "{line}").map_err(|error| gone(&error))
    }

    /// Asks for a line, which is echoed.
    pub(crate) fn line(&self, question: &str) -> Result<Zeroizing<String>, Failure> {
        write!(&self.0, "{question}").map_err(|error| gone(&error))?;
        let mut line = Zeroizing::new(vec![0; LONGEST_LINE + 1]);
        // In canonical mode one read is one line.
        let length = (&self.0).read(&mut line).map_err(|error| gone(&error))?;
        let Some(text) = line[..length].strip_suffix(b"\n") else {
            return Err(unfinished(length));
        };
        let text = std::str::from_utf8(text).map_err(|_| not_text())?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Asks for a line, which is not echoed.
    pub(crate) fn hidden(&self, question: &str) -> Result<Zeroizing<String>, Failure> {
        write!(&self.0, "{question}").map_err(|error| gone(&error))?;
        let config = rpassword::ConfigBuilder::new()
            .password_feedback_hide()
            .build();
        let secret = rpassword::read_password_with_config(config).map_err(|error| gone(&error))?;
        Ok(Zeroizing::new(secret))
    }

    /// Asks for a yes or a no; Enter alone is `usual`.
    pub(crate) fn yes(&self, question: &str, usual: bool) -> Result<bool, Failure> {
        let choice = if usual { "[Y/n]" } else { "[y/N]" };
        loop {
            let answer = self.line(&format!("{question} {choice} "))?;
            match answer.trim().to_lowercase().as_str() {
                "" => return Ok(usual),
                "y" | "yes" | "o" | "oui" => return Ok(true),
                "n" | "no" | "non" => return Ok(false),
                _ => self.show("please answer y or n")?,
            }
        }
    }
}

fn unfinished(length: usize) -> Failure {
    if length > LONGEST_LINE - 1 {
        return Failure::usage(
            format!("a line that is typed holds at most {LONGEST_LINE} bytes; nothing was sent"),
            "give the value from a file or standard input instead: see --help",
        );
    }
    Failure::usage(
        "the question was not answered; nothing was sent",
        "run it again",
    )
}

fn not_text() -> Failure {
    Failure::usage(
        "what was typed is not UTF-8 text; nothing was sent",
        "set the terminal to UTF-8, or give the value from a file",
    )
}

fn gone(error: &io::Error) -> Failure {
    Failure::trouble(
        format!("the terminal cannot be used: {error}"),
        "run it again, or give everything as flags: see --help",
    )
}

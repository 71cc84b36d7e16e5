//! Links and passphrases: from the command line, a file, standard input, or the terminal.

use std::{
    env::VarError,
    fmt::Display,
    fs,
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use clap::Args;
use zeroize::Zeroizing;

use super::{failure::Failure, terminal::Terminal};
use crate::{
    client::{Base, Server},
    protocol::link,
};

/// More than any secret: what is longer was piped in by mistake.
const LONGEST: u64 = 8 << 20;

/// The link that a command is about.
#[derive(Args)]
pub(crate) struct LinkArg {
    /// The link; left out, it is asked for or read from standard input, like with -
    #[arg(value_name = "LINK")]
    link: Option<String>,
}

impl LinkArg {
    /// Whether the link is to come from standard input.
    pub(crate) fn wants_stdin(&self) -> bool {
        !is_typed() && self.link.as_deref().is_none_or(|link| link == "-")
    }

    /// `kinds` as in 'share link'.
    pub(crate) fn read(&self, kinds: &str) -> Result<Zeroizing<String>, Failure> {
        match &self.link {
            Some(link) if link != "-" => Ok(Zeroizing::new(link.clone())),
            _ if is_typed() => ask(kinds),
            _ => stdin(),
        }
    }
}

fn ask(kinds: &str) -> Result<Zeroizing<String>, Failure> {
    let Some(terminal) = Terminal::open() else {
        return Err(Failure::usage(
            format!("no {kinds} was given"),
            "give it as an argument, or on standard input",
        ));
    };
    terminal.hidden(&format!("{kinds} (not shown): "))
}

/// Whether standard input is a terminal, where one asks instead of reading to the end.
pub(crate) fn is_typed() -> bool {
    io::stdin().is_terminal()
}

/// Standard input to its end, as text.
pub(crate) fn stdin() -> Result<Zeroizing<String>, Failure> {
    if is_typed() {
        return Err(Failure::usage(
            "standard input is a terminal, which would show what is typed",
            "nothing was sent: pipe it in, or give the name of a file",
        ));
    }
    let mut text = Zeroizing::new(String::new());
    io::stdin()
        .lock()
        .take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| unread("standard input", &error))?;
    Ok(text)
}

/// A file as text; `-` is standard input.
pub(crate) fn file(path: &Path) -> Result<Zeroizing<String>, Failure> {
    if path == Path::new("-") {
        return stdin();
    }
    fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| unread(&path.display().to_string(), &error))
}

pub(crate) fn unread(what: &str, error: &io::Error) -> Failure {
    Failure::usage(
        format!("{what} cannot be read: {error}"),
        "nothing was sent: check the name and the rights, and run it again",
    )
}

/// Without one line ending at the end, `\n` or `\r\n`: that is the editor's or the shell's.
pub(crate) fn without_line_ending(mut text: Zeroizing<String>) -> Zeroizing<String> {
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    text
}

/// The server that a link names.
pub(crate) fn server_of(link: &str) -> Result<Server, Failure> {
    let Some(base) = link::base_of(link) else {
        return Err(Failure::refused(
            "not-a-link: this is only the end of a link, or several links of different servers; nothing was opened or lost",
            "copy one whole link, from https:// on",
        ));
    };
    connect(base)
}

/// The server at an address.
pub(crate) fn connect(base: &str) -> Result<Server, Failure> {
    let base = Base::parse(base).map_err(|error| {
        Failure::usage(
            format!("{base} is refused: {error}"),
            "nothing was sent: check the address",
        )
    })?;
    Server::new(base).map_err(|error| {
        Failure::trouble(
            format!("TLS cannot be used: {error}"),
            "install the system's root certificates (ca-certificates), and run it again",
        )
    })
}

/// What is refused here, offline: exit 1 and the name of the refusal.
pub(crate) fn refused(refusal: impl Display) -> Failure {
    let words = refusal.to_string();
    match words.rsplit_once(": ") {
        Some((what, next)) => Failure::refused(what, next),
        None => Failure::refused(words, ""),
    }
}

/// Where a passphrase comes from when nobody is to be asked.
#[derive(Args)]
#[expect(clippy::doc_markdown, reason = "these comments are the help text")]
pub(crate) struct PassphraseFile {
    /// A file that holds the passphrase (- is standard input); a line ending at its end is ignored.
    /// Else HANDOVER_PASSPHRASE, else the terminal
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl PassphraseFile {
    pub(crate) const fn is_given(&self) -> bool {
        self.passphrase_file.is_some()
    }

    /// How many values are to come from standard input.
    pub(crate) fn wants_stdin(&self) -> usize {
        usize::from(self.passphrase_file.as_deref() == Some(Path::new("-")))
    }

    /// From the file or the environment; none where the terminal is to be asked.
    pub(crate) fn read(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        if self.wants_stdin() > 0 && is_typed() {
            return Ok(None);
        }
        if let Some(path) = &self.passphrase_file {
            return Ok(Some(without_line_ending(file(path)?)));
        }
        variable("HANDOVER_PASSPHRASE")
    }
}

/// An environment variable that holds a secret, or the name of its file.
pub(crate) fn variable(name: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Failure::usage(
            format!("{name} is not UTF-8 text; nothing was sent"),
            "set it again in a UTF-8 terminal, or use a file",
        )),
    }
}

/// Where nobody can be asked.
pub(crate) fn no_passphrase() -> Failure {
    Failure::usage(
        "a passphrase is needed, and there is no terminal to ask on; nothing was sent",
        "set HANDOVER_PASSPHRASE or give --passphrase-file",
    )
}

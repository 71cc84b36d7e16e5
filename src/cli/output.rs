//! Results, on standard output.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use rustix::fs::OFlags;
use serde::Serialize;
use zeroize::Zeroizing;

use super::failure::Failure;

/// Whether there is a standard output: to be asked before anything is done that cannot be repeated.
pub(crate) fn check() -> Result<(), Failure> {
    let stdout = io::stdout();
    let modes = rustix::fs::fcntl_getfl(&stdout).map(|flags| flags & OFlags::RWMODE);
    let device = rustix::fs::fstat(&stdout).map(|stat| stat.st_rdev);
    // In place of what was closed Rust opens /dev/null, and for reading and writing.
    let null = rustix::fs::stat("/dev/null").map(|stat| stat.st_rdev);
    if modes == Ok(OFlags::RDWR) && device.is_ok() && device == null {
        return Err(Failure::usage(
            "standard output is closed; nothing was sent or opened",
            "send it to a file, a pipe or a terminal",
        ));
    }
    Ok(())
}

/// Prints a text as it is.
#[cfg(feature = "client")]
pub(crate) fn exact(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::unwritten("standard output", &error))
}

/// How results are written.
#[derive(Args)]
pub(crate) struct Output {
    /// How to write the result: text for people, or one JSON object
    #[arg(short, long = "output", value_name = "FORMAT", default_value = "text")]
    output: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Output {
    pub(crate) fn is_json(&self) -> bool {
        self.output == Format::Json
    }

    /// Prints the one or the other; it is all written when this returns.
    pub(crate) fn print(
        &self,
        json: &impl Serialize,
        text: impl FnOnce() -> Zeroizing<String>,
    ) -> Result<(), Failure> {
        let bytes = if self.is_json() {
            let mut bytes = Zeroizing::new(Vec::new());
            serde_json::to_writer(&mut *bytes, json).expect("results are texts and numbers");
            bytes.push(b'\n');
            bytes
        } else {
            Zeroizing::new(std::mem::take(&mut *text()).into_bytes())
        };
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(&bytes)
            .and_then(|()| stdout.flush())
            .map_err(|error| Failure::unwritten("standard output", &error))
    }
}

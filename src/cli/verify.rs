//! `handover verify`: whether a server sends the pages that this program was built with.
//!
//! The verdict is by SHA-256 of what a browser would show, with its headers, for each of several
//! visitors. What it cannot see it says: silence is never taken for sameness.

mod differences;
mod headers;
pub(super) mod references;
mod report;
mod visit;

use std::thread::{self, ScopedJoinHandle};

use clap::Args;

use self::{
    report::Report,
    visit::{Visit, visit},
};
use super::{failure::Failure, lines::columns, output::Output, progress::busy};
use crate::client::{
    Base, Error,
    browser::{Browser, VISITORS, Visitor},
};

/// Compare the pages that a server sends, byte by byte, with those of this program
#[derive(Args)]
#[command(after_help = "\
Fetches every page and every file as different browsers would, in French and in English, with and
without compression, and compares each byte and each header on which the pages' safety rests. The
brand, which the operator may choose, is told apart. It changes nothing on the server.

Exit codes: 0 all as built, 1 something differs, 2 wrong usage, 3 something could not be read.
What it cannot prove, and how cron runs it: README, 'Check what the server serves'.

Examples:
  handover verify https://handover.example.com
  handover verify https://example.com/handover -o json | jq -r '.differences[].what'")]
pub(crate) struct Verify {
    /// The server's address, with the path if it lives under one: https://handover.example.com
    #[arg(value_name = "URL")]
    url: String,

    #[command(flatten)]
    output: Output,
}

impl Verify {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let base = Base::parse(&self.url).map_err(|error| {
            Failure::usage(
                format!("the address is refused: {error}"),
                "nothing was sent: give the address of the server alone, as people type it",
            )
        })?;
        let visits = busy("comparing", || visits(&base)).map_err(|error| {
            Failure::trouble(
                format!("{base} cannot be reached: {error}"),
                "nothing is known of its pages: check the address and the connection, and run it again",
            )
        })?;
        let report = Report::new(&base, &visits);
        self.output.print(&report, || report.text(columns()))?;
        report.verdict()
    }
}

/// All of them at once.
fn visits(base: &Base) -> Result<Vec<(&'static Visitor, Visit)>, Error> {
    let browsers = VISITORS.iter().map(|visitor| {
        let browser = Browser::new(base, visitor)?;
        Ok((visitor, browser))
    });
    let browsers: Vec<_> = browsers.collect::<Result<_, Error>>()?;
    let visits: Vec<_> = thread::scope(|scope| {
        let start = |(visitor, browser)| scope.spawn(move || (visitor, visit(base, &browser)));
        let running: Vec<_> = browsers.into_iter().map(start).collect();
        let done = running.into_iter().map(ScopedJoinHandle::join);
        done.map(|visit| visit.expect("a visit does not panic"))
            .collect()
    });
    let silent = visits.iter().map(|(_, visit)| visit.only_silence());
    // A server that answers nobody is no server.
    match silent.collect::<Option<Vec<_>>>().as_deref() {
        Some([why, ..]) => Err(Error::Unreachable((*why).to_owned())),
        _ => Ok(visits),
    }
}

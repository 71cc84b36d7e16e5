//! `handover open`: takes a bundle away from everybody else, shows it, and confirms.

use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::{self, LinkArg, PassphraseFile, refused, server_of},
    output::Output,
    progress::Busy,
    say,
    terminal::Terminal,
    words::{self, moment, until},
};
use crate::{
    client::{Error, Server, patiently},
    handover::{Attempt, Opening, Unreadable},
    protocol::{
        bundle::Bundle,
        envelope::OpenError,
        link::ShareLink,
        token::Claim,
        wire::{About, State, Time, View},
    },
    span::Span,
};
use claim::Keeper;
use show::Opened;

mod claim;
mod filename;
mod files;
mod show;

/// Open a bundle: once, for you, and for nobody else after that
#[derive(Args)]
#[command(after_help = "\
It says what it is about to do, and asks. The bundle is erased from the server when everything is
written here. If it is interrupted before, the same command resumes, as long as the server keeps the
retry copy (usually 60 seconds) and XDG_RUNTIME_DIR is set.

Files are written with the rights of their owner only, and never over an existing file.

Examples:
  handover open                                             asks for the link
  echo \"$SHARE_LINK\" | handover open --yes -o json | jq -r '.items[0].fields.password'
  handover open --out keys                                  writes attachments into keys/")]
pub(crate) struct Open {
    #[command(flatten)]
    link: LinkArg,

    /// Do not ask before opening
    #[arg(short, long)]
    yes: bool,

    /// The directory for attachments; left out, a new one named after the bundle
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    passphrase_file: PassphraseFile,

    #[command(flatten)]
    output: Output,
}

impl Open {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Self {
            link,
            yes,
            out,
            passphrase_file,
            output,
        } = self;
        let text = link.read("share link")?;
        let opening = Opening::new(ShareLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        let terminal = Terminal::open();
        if !yes && terminal.is_none() {
            return Err(Failure::usage(
                "opening takes the bundle away from everybody else, and there is no terminal to ask on",
                "nothing was opened: give --yes",
            ));
        }
        let keeper = Keeper::new(&opening.id());
        let session = Session {
            server,
            opening,
            keeper,
            terminal,
            passphrase_file,
        };
        session.begin(yes, out.as_deref())?;
        let held = session.obtain()?;
        let directory = out.unwrap_or_else(|| session.fresh_directory());
        held.deliver(&directory, &output)
            .map_err(|failure| session.unconfirmed(failure, held.lease))?;
        session.confirm(&held);
        Ok(())
    }
}

/// One run of the command.
struct Session {
    server: Server,
    opening: Opening,
    keeper: Keeper,
    terminal: Option<Terminal>,
    passphrase_file: PassphraseFile,
}

/// A bundle in clear that the server still keeps for this claim.
struct Held<'a> {
    attempt: Attempt<'a>,
    bundle: Bundle,
    lease: Option<Time>,
}

impl Session {
    /// Changes nothing: looks, says what is about to happen, asks.
    fn begin(&self, yes: bool, out: Option<&Path>) -> Result<(), Failure> {
        let view =
            patiently(|| self.opening.peek(&self.server)).map_err(|error| self.failed(&error))?;
        let resumes = self.keeper.recall().is_some();
        match view.state {
            State::Sealed => {}
            State::Claimed if resumes => say("it was opened here and not confirmed: resuming"),
            _ => return Err(self.late(&view, yes)),
        }
        if let Some(directory) = out {
            files::make(directory).map_err(|error| {
                Failure::usage(
                    format!("{} cannot be made: {error}", directory.display()),
                    "nothing was opened: give another --out",
                )
            })?;
        }
        if view.state == State::Sealed {
            self.announce(&view)?;
            self.ask(yes)?;
        }
        Ok(())
    }

    fn announce(&self, view: &View) -> Result<(), Failure> {
        let about = patiently(|| self.server.about()).map_err(|error| self.failed(&error))?;
        say(
            "this opens the bundle once: nobody else can open it after that, and the server erases it",
        );
        let passphrase = match view.passphrase {
            true => format!("a passphrase is needed, {} tries left", view.tries_left),
            false => "no passphrase".to_owned(),
        };
        let left = until(view.expires_at, Time::now());
        say(&format!(
            "  {}, expires {} ({left}), {passphrase}",
            words::size(view.size),
            moment(view.expires_at)
        ));
        say(&self.safety_net(&about));
        Ok(())
    }

    fn safety_net(&self, about: &About) -> String {
        let lease = Span(std::time::Duration::from_secs(about.lease));
        if about.lease == 0 {
            "  this server keeps no retry copy: if the connection breaks, the bundle is lost"
                .to_owned()
        } else if self.keeper.can_resume() {
            format!("  if it is interrupted, run the same command again within {lease}")
        } else {
            "  if it is interrupted, it cannot be resumed: XDG_RUNTIME_DIR is not set or not writable"
                .to_owned()
        }
    }

    fn ask(&self, yes: bool) -> Result<(), Failure> {
        let agreed = match &self.terminal {
            Some(terminal) if !yes => terminal.yes("open it now?", false)?,
            _ => true,
        };
        if agreed {
            return Ok(());
        }
        Err(Failure::usage(
            "stopped; nothing was opened",
            "run it again when you want to open it",
        ))
    }

    /// Too late: says since when, and offers to tell the sender.
    fn late(&self, view: &View, yes: bool) -> Failure {
        let taken = matches!(view.state, State::Claimed | State::Opened);
        if let (true, false, Some(terminal)) = (taken, yes, &self.terminal) {
            say(&words::state(view.state, words::since(view)));
            let tells = terminal.yes(
                "if that was not you, the receipt can show it: tell the sender?",
                false,
            );
            if tells.is_ok_and(|tells| tells) && self.opening.tell_sender(&self.server).is_ok() {
                say("the sender's receipt now shows a later try");
            }
        }
        Failure::refused(
            words::state(view.state, words::since(view)),
            words::too_late(view.state),
        )
    }

    /// The atomic act, repeated for each passphrase that is typed.
    fn obtain(&self) -> Result<Held<'_>, Failure> {
        // A claim that was kept may have been granted without the answer having arrived.
        let kept = self.keeper.recall();
        let mut proven = kept.is_none();
        let mut claim = kept.unwrap_or_else(Claim::random);
        let mut passphrase = self.given_passphrase()?;
        loop {
            let attempt = self.prepare(passphrase.as_ref(), claim)?;
            let what = match self.attempt(attempt, proven)? {
                Outcome::Held(held) => return Ok(*held),
                Outcome::Wrong { tries_left } => {
                    proven = true;
                    claim = Claim::random();
                    format!("wrong passphrase, {tries_left} tries left, then it is destroyed")
                }
                Outcome::Mistyped { claim: same } => {
                    claim = same;
                    "wrong passphrase; this one cost nothing".to_owned()
                }
            };
            let Some(terminal) = &self.terminal else {
                return Err(Failure::refused(
                    what,
                    "ask the sender for the passphrase, and run it again",
                ));
            };
            say(&what);
            passphrase = Some(terminal.hidden("passphrase (not shown): ")?);
        }
    }

    fn given_passphrase(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        if !self.opening.has_passphrase() {
            return Ok(None);
        }
        match (self.passphrase_file.read()?, &self.terminal) {
            (Some(passphrase), _) => Ok(Some(passphrase)),
            (None, Some(terminal)) => terminal.hidden("passphrase (not shown): ").map(Some),
            (None, None) => Err(input::no_passphrase()),
        }
    }

    fn prepare(
        &self,
        passphrase: Option<&Zeroizing<String>>,
        claim: Claim,
    ) -> Result<Attempt<'_>, Failure> {
        let _busy = Busy::new("deriving the keys");
        let passphrase = passphrase.map(|passphrase| passphrase.as_str());
        self.opening
            .prepare(passphrase, claim)
            .map_err(|error| Failure::usage(error.to_string(), "run it again"))
    }

    /// `proven`: whether a success means that the server has checked the passphrase.
    fn attempt<'a>(&'a self, attempt: Attempt<'a>, proven: bool) -> Result<Outcome<'a>, Failure> {
        self.keeper.keep(attempt.claim())?;
        let _busy = Busy::new("opening");
        let opened = match attempt.fetch(&self.server) {
            Ok(opened) => opened,
            Err(error) => return self.refused(&error),
        };
        match attempt.read(&opened.envelope) {
            Ok(bundle) => Ok(Outcome::Held(Box::new(Held {
                attempt,
                bundle,
                lease: opened.lease_expires_at,
            }))),
            Err(Unreadable::Envelope(OpenError::Commit))
                if !proven && self.opening.has_passphrase() =>
            {
                let claim = Claim::new(*attempt.claim().as_bytes());
                Ok(Outcome::Mistyped { claim })
            }
            Err(error) => Err(self.unreadable(&attempt, error, proven)),
        }
    }

    fn refused<'a>(&self, error: &Error) -> Result<Outcome<'a>, Failure> {
        let Error::Refused { problem, .. } = error else {
            return Err(self.unconfirmed(self.failed(error), None));
        };
        // Refused for good: the next try gets a claim of its own.
        if matches!(problem.status, 403 | 404 | 410) {
            self.keeper.forget();
        }
        match (problem.status, problem.tries_left) {
            (403, Some(tries_left)) => Ok(Outcome::Wrong { tries_left }),
            (429 | 500.., _) => Err(self.unconfirmed(self.failed(error), None)),
            _ => Err(self.failed(error)),
        }
    }

    /// The server has given it out, and it cannot be decrypted: the receipt shall say so.
    fn unreadable(&self, attempt: &Attempt<'_>, error: Unreadable, proven: bool) -> Failure {
        if proven && attempt.confirm(&self.server, false).is_ok() {
            self.keeper.forget();
        }
        Failure::refused(
            format!("the bundle cannot be read: {error}"),
            "tell the sender, whose receipt shows it, and ask for another one",
        )
    }

    /// Named after the bundle: an id alone has no effect.
    fn fresh_directory(&self) -> PathBuf {
        let id = self.opening.id().to_b64u();
        PathBuf::from(format!("handover-{}", &id[..8]))
    }

    /// Nothing is lost yet: the server still has it for the claim that waits here.
    fn unconfirmed(&self, failure: Failure, lease: Option<Time>) -> Failure {
        if !self.keeper.can_resume() {
            return failure.but("it may be lost: without XDG_RUNTIME_DIR it cannot be resumed; ask the sender what the receipt says");
        }
        let within = lease.map_or_else(
            || "at once".to_owned(),
            |lease| format!("before {}", moment(lease)),
        );
        failure.but(format!(
            "nothing is lost yet: run the same command again {within}, and it resumes"
        ))
    }

    /// Everything is written: the server can erase it now, and does so by itself otherwise.
    fn confirm(&self, held: &Held<'_>) {
        let _busy = Busy::new("confirming");
        match held.attempt.confirm(&self.server, true) {
            Ok(()) => self.keeper.forget(),
            Err(_) => say(
                "you have everything; the server could not be told, and erases it by itself when its retry copy's time is over",
            ),
        }
    }

    fn failed(&self, error: &Error) -> Failure {
        words::failed(&self.server, error)
    }
}

/// What one attempt brought.
enum Outcome<'a> {
    Held(Box<Held<'a>>),
    Wrong { tries_left: u32 },
    Mistyped { claim: Claim },
}

impl Held<'_> {
    /// Files first, then the rest: when this returns, all of it is where it belongs.
    fn deliver(&self, directory: &Path, output: &Output) -> Result<(), Failure> {
        let paths = if self.bundle.files.is_empty() {
            Vec::new()
        } else {
            files::write(directory, &self.bundle.files)
                .map_err(|error| Failure::unwritten(&directory.display().to_string(), &error))?
        };
        output.print(&Opened::new(&self.bundle, &paths), || {
            show::text(&self.bundle, &paths)
        })
    }
}

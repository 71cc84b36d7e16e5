//! One opening: look, ask, claim, read, confirm.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use zeroize::Zeroizing;

use super::{claim::Keeper, files};
use crate::{
    cli::{
        failure::Failure,
        input::{self, PassphraseFile},
        progress::busy,
        say,
        terminal::Terminal,
        words::{self, Subject, moment, until},
    },
    client::{Error, PATIENCE, Server},
    handover::{Attempt, Opening, Unfetched, Unreadable},
    protocol::{
        bundle::Bundle,
        envelope::OpenError,
        token::Claim,
        wire::{About, AnyState, Problem, State, Time, View},
    },
    span::Span,
};

/// One run of the command.
pub(super) struct Session {
    pub(super) subject: Subject,
    pub(super) server: Server,
    pub(super) about: About,
    pub(super) opening: Opening,
    pub(super) keeper: Keeper,
    pub(super) terminal: Option<Terminal>,
    pub(super) passphrase_file: PassphraseFile,
}

/// A bundle in clear that the server still keeps for this claim.
pub(super) struct Held<'a> {
    attempt: Attempt<'a>,
    pub(super) bundle: Bundle,
    lease: Option<Time>,
}

impl Session {
    /// Changes nothing: looks, says what is about to happen, asks.
    pub(super) fn begin(&self, yes: bool, out: Option<&Path>) -> Result<(), Failure> {
        let view = busy("asking the server", || self.opening.peek(&self.server));
        let view = view.map_err(|error| self.failed(&error))?;
        let resumes = self.keeper.recall().is_some();
        match view.state {
            State::Sealed => {}
            State::Claimed if resumes => say("a claim was kept here: trying to resume"),
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
            self.announce(&view);
            self.ask(yes)?;
        }
        Ok(())
    }

    fn announce(&self, view: &View) {
        let act = match self.subject {
            Subject::Bundle => "opens the bundle",
            Subject::Request => "opens the answer",
        };
        say(&format!(
            "this {act} once: nobody else can open it after that, and the server erases it"
        ));
        let passphrase = match view.passphrase {
            true => format!(
                "a passphrase is needed, {} left",
                words::tries(view.tries_left)
            ),
            false => "no passphrase".to_owned(),
        };
        let left = until(view.expires_at, Time::now());
        say(&format!(
            "  {}, expires {} ({left}), {passphrase}",
            words::size(view.size),
            moment(view.expires_at)
        ));
        say(&self.safety_net());
    }

    fn lease(&self) -> Duration {
        Duration::from_secs(self.about.lease)
    }

    fn safety_net(&self) -> String {
        if self.about.lease == 0 {
            "  this server keeps no retry copy: if the connection breaks, the bundle is lost"
                .to_owned()
        } else if self.keeper.can_resume() {
            format!(
                "  if it is interrupted, run the same command again within {}",
                Span(self.lease())
            )
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
        let mut state = words::state(view.state, words::since(view));
        let taken = matches!(view.state, State::Claimed | State::Opened);
        // A claim is kept before it is sent: it does not prove that it was granted.
        if taken && self.keeper.recall().is_some() {
            state += ": perhaps by this command, which was interrupted or got no answer";
        }
        self.keeper.forget();
        if let (true, false, Some(terminal)) = (taken, yes, &self.terminal) {
            let question = format!("{state}; was that somebody else? tell the sender?");
            let tells = terminal.yes(&question, false).is_ok_and(|tells| tells);
            if tells {
                let told = busy("telling the server", || {
                    self.opening.tell_sender(&self.server)
                });
                say(match told {
                    Ok(()) => "the sender's receipt now shows a later try",
                    Err(_) => "the server could not be told: tell the sender yourself",
                });
            }
        }
        Failure::refused(state, words::too_late(self.subject, view.state))
    }

    /// The atomic act, repeated for each passphrase that is typed.
    pub(super) fn obtain(&self) -> Result<Held<'_>, Failure> {
        // A claim that was kept may have been granted without the answer having arrived.
        let kept = self.keeper.recall();
        let mut proven = kept.is_none();
        let mut claim = kept.unwrap_or_else(Claim::random);
        let mut passphrase = self.given_passphrase()?;
        loop {
            // Taken: while the next one is asked for, this one is gone.
            let attempt = self.prepare(passphrase.take().as_ref(), claim)?;
            let what = match self.attempt(attempt, proven)? {
                Outcome::Held(held) => return Ok(*held),
                Outcome::Wrong { tries_left } => {
                    proven = true;
                    claim = Claim::random();
                    format!(
                        "wrong passphrase, {} left, then it is destroyed",
                        words::tries(tries_left)
                    )
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
        let passphrase = passphrase.map(|passphrase| passphrase.as_str());
        busy("deriving the keys", || {
            self.opening.prepare(passphrase, claim)
        })
        .map_err(|error| Failure::usage(error.to_string(), "run it again"))
    }

    /// `proven`: whether a success means that the server has checked the passphrase.
    fn attempt<'a>(&'a self, attempt: Attempt<'a>, proven: bool) -> Result<Outcome<'a>, Failure> {
        self.keeper.keep(attempt.claim())?;
        let opened = match busy("opening", || attempt.fetch(&self.server)) {
            Ok(opened) => opened,
            Err(unfetched) => return self.refused(&unfetched),
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

    fn refused<'a>(&self, unfetched: &Unfetched) -> Result<Outcome<'a>, Failure> {
        let Unfetched { error, in_doubt } = unfetched;
        let Error::Refused { problem, .. } = error else {
            return Err(self.unanswered(self.failed(error)));
        };
        // Refused for good: the next try gets a claim of its own.
        if matches!(problem.status, 403 | 404 | 410) {
            self.keeper.forget();
        }
        match (problem.status, problem.tries_left) {
            (403, Some(tries_left)) => Ok(Outcome::Wrong { tries_left }),
            (410, _) if *in_doubt && self.was_perhaps_ours(problem) => Err(self.lost(problem)),
            (429 | 500.., _) if *in_doubt => Err(self.unanswered(self.failed(error))),
            _ => Err(self.failed(error)),
        }
    }

    /// A lease that outlasts the repeats would have given it to this command again.
    fn was_perhaps_ours(&self, problem: &Problem) -> bool {
        problem.state == Some(AnyState::Bundle(State::Opened)) && self.lease() <= PATIENCE
    }

    /// The server has given it out, and it cannot be decrypted: the receipt shall say so.
    fn unreadable(&self, attempt: &Attempt<'_>, error: Unreadable, proven: bool) -> Failure {
        if proven && attempt.confirm(&self.server, false).is_ok() {
            self.keeper.forget();
        }
        let (what, next) = match self.subject {
            Subject::Bundle => (
                "the bundle",
                "tell the sender, whose receipt shows it, and ask for another one",
            ),
            Subject::Request => (
                "the answer",
                "tell who answered, whose receipt shows it, and make a new request: handover request",
            ),
        };
        Failure::refused(format!("{what} cannot be read: {error}"), next)
    }

    /// Named after the bundle: an id alone has no effect.
    pub(super) fn fresh_directory(&self) -> PathBuf {
        let id = self.opening.id().to_b64u();
        PathBuf::from(format!("handover-{}", &id[..8]))
    }

    /// No answer, or none that counts: the claim that waits here brings it again.
    fn unanswered(&self, failure: Failure) -> Failure {
        if self.about.lease == 0 {
            let look = self.subject.look();
            return failure.but(format!("{look}: if it was opened it is lost, for this server keeps no retry copy; else run it again"));
        }
        if self.keeper.can_resume() {
            return failure
                .but("nothing is lost: run the same command again at once, and it resumes");
        }
        let look = self.subject.look();
        failure.but(format!(
            "it may be lost, for without XDG_RUNTIME_DIR nothing resumes: run it again, and {look}"
        ))
    }

    /// It is here, and could not be written where it belongs.
    pub(super) fn undelivered(&self, failure: Failure, held: &Held<'_>) -> Failure {
        match held.lease {
            Some(lease) if self.keeper.can_resume() => {
                let before = moment(lease);
                let again = if held.bundle.files.is_empty() {
                    ""
                } else {
                    "; files are written again, like key (2).pem where key.pem is there by now"
                };
                failure.but(format!(
                    "nothing is lost: mend that, and run the same command again before {before}{again}"
                ))
            }
            _ => failure.but(format!(
                "it is lost, for nothing was kept to resume: {}",
                self.subject.again()
            )),
        }
    }

    /// Everything is written: the server can erase it now, and does so by itself otherwise.
    pub(super) fn confirm(&self, held: &Held<'_>) {
        match busy("confirming", || held.attempt.confirm(&self.server, true)) {
            Ok(()) => self.keeper.forget(),
            Err(_) => say(
                "you have everything; the server could not be told, and erases it by itself when its retry copy's time is over",
            ),
        }
    }

    fn failed(&self, error: &Error) -> Failure {
        self.subject.failed(&self.server, error)
    }

    /// Opened during this very attempt, and nothing is kept of it.
    fn lost(&self, problem: &Problem) -> Failure {
        let state = words::state(State::Opened, problem.at);
        Failure::refused(
            format!(
                "{state}: most likely by this command, whose answer was lost; the bundle is gone"
            ),
            format!(
                "{}; if you did not try at that time, somebody else has opened it, and what was shared must be changed",
                self.subject.again()
            ),
        )
    }
}

/// What one attempt brought.
enum Outcome<'a> {
    Held(Box<Held<'a>>),
    Wrong { tries_left: u32 },
    Mistyped { claim: Claim },
}

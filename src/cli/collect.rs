//! `handover collect`: opens the answer to a request, once.

use std::path::PathBuf;

use clap::Args;

use super::{
    failure::Failure,
    input::{LinkArg, PassphraseFile, refused, server_of},
    keyring::KeyRing,
    opening::{Taking, was_tried_here},
    output,
    progress::busy,
    say,
    visible::visible_line,
    words::{self, Subject},
};
use crate::{
    client::Server,
    handover::{Opening, collect::Collecting},
    protocol::{
        document::{Asked, RequestRefused},
        link::CollectLink,
        token::PublicKey,
        wire::{CollectorView, RequestState},
    },
};

/// Open the answer to a request: once, for you, and for nobody else after that
#[derive(Args)]
#[command(after_help = "\
It checks first that the request is the one of the link, and that nobody else can read the answer:
every key that it was sealed to has to be known here. The rest is as with handover open.

With a team key it needs one of the key files and its passphrase. It finds those that were made or
imported here (handover team-key list), and those that --team-key names.

Examples:
  handover collect                                          asks for the link
  echo \"$COLLECT_LINK\" | handover collect --yes -o json | jq -r '.items[0].fields.password'
  handover collect --team-key support.json                  asks for its passphrase, too")]
pub(crate) struct Collect {
    #[command(flatten)]
    link: LinkArg,

    /// A team key file that is not in the key ring. Repeat it for several
    #[arg(long = "team-key", value_name = "FILE")]
    team_keys: Vec<PathBuf>,

    #[command(flatten)]
    taking: Taking,
}

impl Collect {
    pub(crate) fn run(self) -> Result<(), Failure> {
        output::check()?;
        let text = self.link.read("collect link")?;
        let collecting = Collecting::new(CollectLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        self.taking.check()?;
        let view = look(&server, &collecting)?;
        let asked = collecting.read(&view).map_err(refused)?;
        announce(&collecting, &asked);
        let found = Found {
            collecting: &collecting,
            view: &view,
            asked: &asked,
        };
        let opening = found.open(&self.team_keys, &self.taking.passphrase_file)?;
        self.taking.run(Subject::Request, server, opening)?;
        say("when the work is done, say so: handover finish, with the same link");
        Ok(())
    }
}

/// Changes nothing: what the server says of it, if there is something to collect.
fn look(server: &Server, collecting: &Collecting) -> Result<CollectorView, Failure> {
    let view = busy("asking the server", || collecting.look(server))
        .map_err(|error| Subject::Request.failed(server, &error))?;
    let tried = was_tried_here(&collecting.id());
    match view.state {
        RequestState::Answered => Ok(view),
        RequestState::Claimed if tried => Ok(view),
        RequestState::Claimed | RequestState::Opened if tried => {
            let state = words::request_state(view.state, view.times.claimed_at);
            Err(Failure::refused(
                format!("{state}: perhaps by this command, which was interrupted or got no answer"),
                "if that was not you, tell who answered at once: what was shared must be changed",
            ))
        }
        state => {
            let at = view.times.claimed_at.or(view.times.ended_at);
            Err(words::refused_request(state, at))
        }
    }
}

/// For who has several requests: which one this is.
fn announce(collecting: &Collecting, asked: &Asked) {
    let kinds: Vec<_> = asked.ask.iter().map(|kind| kind.id).collect();
    let rows = [
        ("asked for", kinds.join(", ")),
        ("reference", asked.reference.clone()),
        ("code", collecting.code().to_string()),
    ];
    for (what, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        say(&format!("  {what:<10} {}", visible_line(text)));
    }
}

/// An answer that can be collected.
struct Found<'a> {
    collecting: &'a Collecting,
    view: &'a CollectorView,
    asked: &'a Asked,
}

impl Found<'_> {
    /// Every check, then the key of the bundle that answered.
    fn open(
        &self,
        team_keys: &[PathBuf],
        passphrase_file: &PassphraseFile,
    ) -> Result<Opening, Failure> {
        let Self {
            collecting,
            view,
            asked,
        } = self;
        if let Some(own) = collecting.one_off() {
            let known = [own.public_key()];
            return collecting.open(view, asked, own, &known).map_err(refused);
        }
        let ring = KeyRing::load(team_keys)?;
        let known = ring.public_keys();
        collecting
            .check(view, asked, &known)
            .map_err(|refusal| self.unknown(refusal, &known))?;
        let own = ring.unlock(asked, passphrase_file)?;
        collecting.open(view, asked, &own, &known).map_err(refused)
    }

    /// Which keys are not here, and whether any is.
    fn unknown(&self, refusal: RequestRefused, known: &[PublicKey]) -> Failure {
        if refusal != RequestRefused::UnknownKey {
            return refused(refusal);
        }
        let (here, missing): (Vec<_>, Vec<_>) =
            self.asked.keys.iter().partition(|key| known.contains(key));
        let missing: Vec<_> = missing.iter().map(|key| key.fingerprint()).collect();
        if here.is_empty() {
            return Failure::refused(
                format!(
                    "unknown-key: the answer is sealed to the team key {}, which is not here; nothing was opened",
                    missing.join(", or ")
                ),
                "import a colleague's file of it (handover team-key import) or give --team-key; if it is none of your team's, or every copy of it is lost: revoke this request and make a new one",
            );
        }
        Failure::refused(
            format!(
                "unknown-key: another key can read this answer, and it is not known here: {}; nothing was opened",
                missing.join(", ")
            ),
            "if it is your team's, import a colleague's file of it (handover team-key import) or give --team-key; else revoke this request and make a new one",
        )
    }
}

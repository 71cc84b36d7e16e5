//! `handover request`: asks for credentials, and prints the link for who has them.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::refused,
    keyring,
    making::{Making, check_open, locale},
    output::{self, Output},
    progress::busy,
    say,
    terminal::Terminal,
    visible::visible_line,
    words::{self, Subject},
};
use crate::{
    client::Server,
    handover::ask::{self, MadeRequest},
    protocol::{
        document::{Asked, RequestRefused},
        kind::{KINDS, Kind},
        lang::Lang,
        link::CollectKey,
        request::same_end,
        team_key::TeamKeyFile,
        token::BundleId,
        wire::{Created, Time},
        wrap::check_key,
    },
};
use message::message;

mod message;

/// Characters of a reference that a server takes.
const LONGEST_REFERENCE: usize = 128;

/// Ask for credentials, and get a link for who has them and one to collect them
#[derive(Args)]
#[command(after_help = "\
The request link only lets its holder answer. Without --team-key the collect link opens the answer:
keep it to yourself. With --team-key it opens nothing without one of these keys.

Where only holders of an API key can ask, HANDOVER_API_KEY holds it, or HANDOVER_API_KEY_FILE names
its file. The merchant then sees the name under which the key is registered; without one neither
--from nor --reference is shown to them, because anybody could have written them.

Examples:
  handover request --ask backoffice,ftp --reference T-4711 --lang fr
  handover request --ask ftp --team-key support.json -o json | jq -r .request_link")]
pub(crate) struct Request {
    /// What is asked for; with commas between, or repeated
    #[arg(
        long,
        value_name = "KINDS",
        required = true,
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.id))
    )]
    ask: Vec<String>,

    /// The ticket that it is for
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    reference: String,

    /// Who asks
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    from: String,

    /// Seal the answer to this team key, not to one of this request alone. Repeat it for several
    #[arg(long = "team-key", value_name = "FILE")]
    team_keys: Vec<PathBuf>,

    #[command(flatten)]
    making: Making,

    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Made<'a> {
    request_link: &'a str,
    collect_link: &'a str,
    id: BundleId,
    code: String,
    expires_at: Time,
    keys: Vec<SealedTo<'a>>,
}

/// A team whose key opens the answer.
#[derive(Serialize)]
struct SealedTo<'a> {
    name: &'a str,
    fingerprint: String,
}

impl<'a> SealedTo<'a> {
    fn new(team: &'a TeamKeyFile) -> Self {
        Self {
            name: &team.name,
            fingerprint: team.public_key.fingerprint(),
        }
    }
}

impl Request {
    pub(crate) fn run(self) -> Result<(), Failure> {
        output::check()?;
        if self.reference.chars().count() > LONGEST_REFERENCE {
            return Err(Failure::usage(
                format!("--reference has more than {LONGEST_REFERENCE} characters"),
                "nothing was sent: give a shorter one",
            ));
        }
        let teams = self.teams()?;
        let server = self.making.server(Terminal::open().as_ref())?;
        let about = busy("asking the server", || server.about())
            .map_err(|error| Subject::Request.failed(&server, &error))?;
        check_open(about.requests, &server, "ask")?;
        let lifetime = self.making.lifetime(&about)?;
        let end =
            Time::now().plus_millis(i64::try_from(lifetime.0.as_millis()).unwrap_or(i64::MAX));
        let lang = self.making.lang.unwrap_or_else(locale);
        let asked = self.asked(lang, end);
        let keys = teams.iter().map(|team| team.public_key.clone()).collect();
        let made = ask::make(asked, keys, lifetime, server.has_key()).map_err(unmade)?;
        let created = upload(&server, &made)?;
        if !same_end(end, created.expires_at) {
            return Err(unanswerable(&server, &made));
        }
        self.print(&server, &made, &created, lang, &teams)
    }

    /// The keys to seal to, each once and each one that works.
    fn teams(&self) -> Result<Vec<TeamKeyFile>, Failure> {
        let mut teams: Vec<TeamKeyFile> = Vec::new();
        for path in &self.team_keys {
            let file = keyring::read(path)?;
            check_key(&file.public_key).map_err(|_| {
                Failure::refused(
                    format!(
                        "key: nothing can be sealed to the key in {}; nothing was sent",
                        path.display()
                    ),
                    "take another copy of the file",
                )
            })?;
            if !teams.iter().any(|team| team.public_key == file.public_key) {
                teams.push(file);
            }
        }
        Ok(teams)
    }

    /// Each once, in the order in which they are shown.
    fn kinds(&self) -> Vec<&'static Kind> {
        let asked = |kind: &&Kind| self.ask.iter().any(|id| id == kind.id);
        KINDS.iter().filter(asked).collect()
    }

    fn asked(&self, lang: Lang, expires_at: Time) -> Asked {
        Asked {
            keys: Vec::new(),
            ask: self.kinds(),
            reference: self.reference.clone(),
            from: self.from.clone(),
            lang,
            expires_at,
        }
    }

    fn print(
        &self,
        server: &Server,
        made: &MadeRequest,
        created: &Created,
        lang: Lang,
        teams: &[TeamKeyFile],
    ) -> Result<(), Failure> {
        let base = server.base().to_string();
        let (request, collect) = (made.request.to_url(&base), made.collect.to_url(&base));
        let json = Made {
            request_link: &request,
            collect_link: &collect,
            id: created.id,
            code: made.code.to_string(),
            expires_at: created.expires_at,
            keys: teams.iter().map(SealedTo::new).collect(),
        };
        let printed = self.output.print(&json, || {
            let expires = words::moment(created.expires_at);
            let message = message(lang, &request, &self.kinds(), created.expires_at);
            let lines = [
                ["request link  ", request.as_str()],
                ["collect link  ", collect.as_str()],
                ["code          ", json.code.as_str()],
                ["expires       ", expires.as_str()],
                ["\n", &*message],
            ];
            Zeroizing::new(lines.map(|line| line.concat()).join("\n"))
        });
        printed.map_err(|failure| {
            failure
                .but("nobody has the links, and what was stored expires unanswered: run it again")
        })?;
        for SealedTo { name, fingerprint } in &json.keys {
            say(&format!("sealed to {} ({fingerprint})", visible_line(name)));
        }
        say(match made.collect.key {
            CollectKey::OneOff(_) => {
                "send only the request link, which opens nothing; keep the collect link to yourself: it opens the answer, once"
            }
            CollectKey::Team(_) => {
                "send only the request link, which opens nothing; the collect link opens the answer, once, together with a team key"
            }
        });
        Ok(())
    }
}

fn unmade(refusal: RequestRefused) -> Failure {
    match refusal {
        RequestRefused::Limit => Failure::usage(
            "a request has at most eight keys and 16 KiB of text",
            "nothing was sent: give fewer --team-key, or shorter texts",
        ),
        refusal => refused(refusal),
    }
}

fn upload(server: &Server, made: &MadeRequest) -> Result<Created, Failure> {
    busy("sending the request", || made.upload(server)).map_err(|error| {
        Subject::Request.failed(server, &error).but(
            "nothing was lost, and no link was made: run it again; what may have arrived expires unanswered",
        )
    })
}

/// The clock here made a document that everybody refuses.
fn unanswerable(server: &Server, made: &MadeRequest) -> Failure {
    let gone = match busy("taking it back", || made.withdraw(server)) {
        Ok(()) => "the request was withdrawn",
        Err(_) => "nobody has its links, and it expires unanswered",
    };
    Failure::usage(
        format!(
            "this machine's clock is wrong, or the server's: they are more than a day apart, and nobody could answer; {gone}"
        ),
        "set this machine's clock, and run it again",
    )
}

//! What `share` and `request` have in common: where it is kept, for how long, and who may do it.

use std::{path::Path, time::Duration};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{
    failure::Failure,
    input::{self, without_line_ending},
    terminal::Terminal,
};
use crate::{
    client::Server,
    protocol::{
        apikey::ApiKey,
        lang::Lang,
        wire::{About, Openness},
    },
    span::Span,
};

const USUAL_LIFETIME: Duration = Duration::from_secs(7 * 86_400);
const SHORTEST_LIFETIME: Duration = Duration::from_secs(60);

/// What is made on a server.
#[derive(Args)]
pub(crate) struct Making {
    /// The server that keeps the ciphertext, like https://handover.example.com
    #[arg(long, env = "HANDOVER_URL", value_name = "URL")]
    server: Option<String>,

    /// For how long it can be used: 90m, 12h, 7d; left out, 7d or the server's longest
    #[arg(long, value_name = "DURATION")]
    expires: Option<Span>,

    /// The language of the page behind the link, fr or en; left out, the locale's
    #[arg(long, value_name = "LANG", value_parser = codes())]
    pub(crate) lang: Option<Lang>,
}

/// The codes, for completions, too.
fn codes() -> impl TypedValueParser<Value = Lang> {
    let languages = [Lang::Fr, Lang::En];
    let parser = PossibleValuesParser::new(languages.map(Lang::code));
    parser.map(|code| Lang::from_code(&code).expect("the parser takes only these"))
}

impl Making {
    /// The server, with the API key of the environment.
    pub(crate) fn server(&self, terminal: Option<&Terminal>) -> Result<Server, Failure> {
        let key = api_key()?;
        let server = match (&self.server, terminal) {
            (Some(url), _) => input::connect(url),
            (None, Some(terminal)) if input::is_typed() => {
                let url =
                    terminal.line("server (https://…; HANDOVER_URL saves you this question): ")?;
                input::connect(&url)
            }
            _ => Err(Failure::usage(
                "no server was named",
                "nothing was sent: set HANDOVER_URL or give --server https://handover.example.com",
            )),
        };
        server.map(|server| server.with_key(key))
    }

    /// What was wished for, or the usual; what the server takes.
    pub(crate) fn lifetime(&self, about: &About) -> Result<Span, Failure> {
        let longest = Span(Duration::from_secs(about.max_lifetime));
        let lifetime = self.expires.unwrap_or(Span(USUAL_LIFETIME).min(longest));
        if (Span(SHORTEST_LIFETIME)..=longest).contains(&lifetime) {
            return Ok(lifetime);
        }
        Err(Failure::usage(
            format!("--expires is {lifetime}, and this server takes 1 minute to {longest}"),
            "nothing was sent: give another --expires",
        ))
    }
}

/// Where only holders of an API key can do it: whether there is one.
pub(crate) fn check_open(openness: Openness, server: &Server, act: &str) -> Result<(), Failure> {
    if openness == Openness::Anyone || server.has_key() {
        return Ok(());
    }
    Err(Failure::refused(
        format!("on this server only holders of an API key can {act}"),
        "nothing was sent: set HANDOVER_API_KEY or HANDOVER_API_KEY_FILE, or ask the operator for a key",
    ))
}

/// From `HANDOVER_API_KEY`, or from the file that `HANDOVER_API_KEY_FILE` names: never from the
/// command line, which other users see.
fn api_key() -> Result<Option<ApiKey>, Failure> {
    let set = |name| input::variable(name).map(|text| text.filter(|text| !text.is_empty()));
    let text = match (set("HANDOVER_API_KEY")?, set("HANDOVER_API_KEY_FILE")?) {
        (Some(key), _) => key,
        (None, Some(path)) => without_line_ending(input::file(Path::new(path.as_str()))?),
        (None, None) => return Ok(None),
    };
    let key = ApiKey::parse(text.trim()).map_err(|error| {
        Failure::usage(
            format!("what HANDOVER_API_KEY holds is {error}"),
            "nothing was sent: copy the whole key, or unset the variable",
        )
    })?;
    Ok(Some(key))
}

/// French where the locale is (POSIX: the first that is set and not empty), else English.
pub(crate) fn locale() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    match locale {
        Some(locale) if locale.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}

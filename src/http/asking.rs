//! The body of `POST /api/v1/requests`, checked: what the document of the request will say.

use std::time::Duration;

use super::{App, bundles, error::Error};
use crate::{
    clients::Client,
    protocol::{
        document::{Asked, check_keys},
        kind::{KINDS, Kind},
        lang::Lang,
        token::PublicKey,
        wire::{AskRequest, Time},
    },
    store::Reference,
    visible::is_hidden,
};

/// The longest `from`, in characters.
const LONGEST_FROM: usize = 128;

/// What a machine asks for.
pub(super) struct Wish {
    /// What the document says, but for its end.
    asked: Asked,
    /// Of the request, and, counted anew, of its answer.
    pub(super) lifetime: Duration,
    /// What lists and events repeat.
    pub(super) reference: Option<Reference>,
}

impl Wish {
    /// Checks every member.
    pub(super) fn new(app: &App, client: &Client, body: AskRequest) -> Result<Self, Error> {
        let lifetime = bundles::lifetime(app, body.expires_in)?;
        let reference = body.reference.as_deref().map(Reference::parse);
        let reference = reference
            .transpose()
            .map_err(|error| invalid(error.to_string()))?;
        let asked = Asked {
            ask: kinds(&body.ask)?,
            reference: body.reference.unwrap_or_default(),
            from: body.from.map_or(Ok(String::new()), from)?,
            lang: Lang::from_code(&body.lang)
                .ok_or_else(|| invalid("lang must be en or fr, the merchant's language"))?,
            keys: keys(client, body.public_keys)?,
            expires_at: Time::from_millis(0),
        };
        Ok(Self {
            asked,
            lifetime,
            reference,
        })
    }

    /// What the document says of a request that ends then.
    pub(super) fn until(mut self, expires_at: Time) -> Asked {
        self.asked.expires_at = expires_at;
        self.asked
    }
}

/// At least one, none twice, each known.
fn kinds(ids: &[String]) -> Result<Vec<&'static Kind>, Error> {
    let is_twice = |(at, id): (usize, &String)| ids[..at].contains(id);
    let kinds: Option<Vec<_>> = ids.iter().map(|id| Kind::find(id)).collect();
    kinds
        .filter(|kinds| !kinds.is_empty() && !ids.iter().enumerate().any(is_twice))
        .ok_or_else(|| {
            let known: Vec<_> = KINDS.iter().map(|kind| kind.id).collect();
            invalid(format!(
                "ask must name at least one kind, none twice, of: {}",
                known.join(", ")
            ))
        })
}

/// The merchant reads it, so nothing may hide in it.
fn from(text: String) -> Result<String, Error> {
    let is_clean = text == text.trim() && !text.contains(is_hidden) && !text.contains('\n');
    if is_clean && (1..=LONGEST_FROM).contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(invalid(format!(
        "from must be one line of 1 to {LONGEST_FROM} characters, all visible, with no space around \
         it, or be left out"
    )))
}

/// Those of the body, or else the client's.
fn keys(client: &Client, given: Option<Vec<PublicKey>>) -> Result<Vec<PublicKey>, Error> {
    let keys = given.unwrap_or_else(|| client.team_keys().to_vec());
    if keys.is_empty() {
        return Err(invalid(
            "There is no key that the answer could be sealed to: send public_keys, 1 to 8 of them, or \
             have the operator give your client a team key (handover clients add --team-key, or \
             team_keys in the clients file)",
        ));
    }
    check_keys(&keys).map_err(|unfit| invalid(format!("public_keys: {unfit}")))?;
    Ok(keys)
}

fn invalid(reason: impl Into<String>) -> Error {
    Error::Invalid(reason.into())
}

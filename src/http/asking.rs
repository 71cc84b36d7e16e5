//! What a machine asks for by `POST /api/v1/requests`, checked; and the request that it becomes.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{App, bundles, error::Error};
use crate::{
    clients::Client,
    protocol::{
        ask::MadeRequest,
        document::{Asked, DOCUMENT_SALT, RequestRefused, check_keys},
        idempotency::Draw,
        kind::{KINDS, Kind},
        lang::Lang,
        link::CollectKey,
        token::PublicKey,
        wire::{AskRequest, Bytes, Time},
    },
    store::{NewRequest, Owner, Reference},
};

/// The longest `from`, in characters.
const LONGEST_FROM: usize = 128;

/// What a machine asks for.
pub(super) struct Wish {
    /// What the document says, but for its end.
    asked: Asked,
    /// Of the request, and, counted anew, of its answer.
    pub(super) lifetime: Duration,
    reference: Option<Reference>,
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

    /// A digest over all that decides the answer: two calls that differ in it ask for two things.
    pub(super) fn content(&self, client: &Client) -> Result<[u8; 32], Error> {
        let document = self.asked.encode(&[0; DOCUMENT_SALT]).map_err(unfit)?;
        let digest = Sha256::new()
            .chain_update(self.lifetime.as_secs().to_be_bytes())
            .chain_update((document.len() as u64).to_be_bytes())
            .chain_update(document)
            .chain_update(client.display());
        Ok(digest.finalize().into())
    }

    /// The request that ends then, with what is random in it.
    pub(super) fn make(&mut self, draw: Draw, expires_at: Time) -> Result<MadeRequest, Error> {
        self.asked.expires_at = expires_at;
        MadeRequest::new(&self.asked, &draw.salt, CollectKey::Team(draw.team)).map_err(unfit)
    }

    /// What the store keeps of it.
    pub(super) fn stored(self, app: &App, owner: &Owner, made: &MadeRequest) -> NewRequest {
        NewRequest {
            id: made.id,
            document: Bytes(made.sealed_document.clone()),
            answer_hash: made.answer_hash,
            collect_hash: made.collect.key.token().hash(),
            lifetime: self.lifetime,
            tries: app.config.tries,
            retention: app.config.receipt_retention.0,
            owner: Some(owner.clone()),
            reference: self.reference,
        }
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

/// The merchant reads it: the page shows what hides in a line as escapes.
fn from(text: String) -> Result<String, Error> {
    let is_line = !text.chars().any(char::is_control);
    if is_line && (1..=LONGEST_FROM).contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(invalid(format!(
        "from must be one line of 1 to {LONGEST_FROM} characters without control characters, or be \
         left out"
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

fn unfit(refused: RequestRefused) -> Error {
    invalid(refused.to_string())
}

fn invalid(reason: impl Into<String>) -> Error {
    Error::Invalid(reason.into())
}

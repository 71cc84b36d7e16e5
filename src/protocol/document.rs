//! `D`, the document of a request: who asks whom for what, and whose keys may read the answer (SPEC
//! section 5).

use serde::Serialize;

use super::{
    json::{Json, NotJson, Object},
    kind::Kind,
    lang::Lang,
    token::{PublicKey, array_from_b64u, to_b64u},
    wire::Time,
};

/// Bytes of `D`.
pub const MAX_DOCUMENT: usize = 16 * 1024;
/// Keys in a document, and so wraps of an answer.
pub const MAX_KEYS: usize = 8;
/// Bytes of salt: they make two requests with one content differ.
pub const DOCUMENT_SALT: usize = 32;

/// What a document says. Its texts are what somebody typed.
pub struct Asked {
    /// Who can read the answer: 1 to [`MAX_KEYS`], none twice.
    pub keys: Vec<PublicKey>,
    /// What is asked for: at least one, none twice.
    pub ask: Vec<&'static Kind>,
    /// The ticket's reference, or nothing.
    pub reference: String,
    /// Who says that they ask, or nothing. Nobody has checked it.
    pub from: String,
    /// The language of who answers.
    pub lang: Lang,
    /// When the request ends unanswered.
    pub expires_at: Time,
}

/// Why a request or its answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefused {
    /// The document does not decrypt under the link's key.
    #[error(
        "sealed: what the server has under this link was not sealed for it; nothing was sent, opened \
         or lost: ask for a new request link"
    )]
    Sealed,
    /// The document is not the one whose hash the link carries.
    #[error(
        "hash: somebody put another document in the place of the one that this link names; nothing \
         was sent, opened or lost: ask for a new request link, and tell whoever runs the server"
    )]
    Hash,
    /// More than 16 KiB, no key, or more than eight.
    #[error(
        "limit: a request has at most 16 KiB and one to eight keys; nothing was sent or lost: ask \
         for a new request link"
    )]
    Limit,
    /// Not UTF-8.
    #[error("utf8: the request is not UTF-8; nothing was sent or lost: ask for a new request link")]
    Utf8,
    /// Two members of one object have the same name.
    #[error(
        "duplicate: a name stands twice in the request; nothing was sent or lost: ask for a new \
         request link"
    )]
    Duplicate,
    /// Of a later version.
    #[error(
        "update: this request was made by another version; nothing was sent or lost: update this \
         program, then try again"
    )]
    Update,
    /// Not of the SPEC's form.
    #[error(
        "document: this request is not of the form that this version knows; nothing was sent or \
         lost: ask for a new request link"
    )]
    Document,
    /// Its end is more than a day ago by the clock here.
    #[error(
        "expired: by the clock of this machine the request ended more than a day ago; nothing was \
         sent: if the clock is right, ask for a new request link"
    )]
    Expired,
    /// The server says another end than the document, by more than a day.
    #[error(
        "clock: the server names another end of this request than the request itself; nothing was \
         sent: ask for a new request link, and tell whoever runs the server"
    )]
    Clock,
    /// A key of the document that nothing can be sealed to.
    #[error(
        "key: one of the request's keys is none; nothing was sent or lost: ask for a new request link"
    )]
    Key,
    /// The answer has not one wrap for each key.
    #[error(
        "wraps: the answer was not sealed once for each key of the request; nothing was opened: \
         revoke this request and make a new one with handover request, and tell whoever runs the server"
    )]
    Wraps,
    /// Somebody else can read the answer, too.
    #[error(
        "unknown-key: another key can read this answer, and it is none of yours; nothing was opened: \
         if it is your team's, import its key file; else revoke this request and make a new one"
    )]
    UnknownKey,
    /// The wrap does not open.
    #[error(
        "wrap: the answer was not sealed to the key that is here, or was changed; nothing was \
         opened: revoke this request and make a new one with handover request, and tell whoever runs the \
         server"
    )]
    Wrap,
    /// Another envelope came than the one that the wrap was sealed with.
    #[error(
        "envelope: another envelope came than the one that was sealed as the answer: make a new \
         request with handover request, and tell whoever runs the server"
    )]
    Envelope,
}

/// Why keys cannot stand in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitKeys {
    /// None, or more than [`MAX_KEYS`].
    #[error("there must be 1 to 8 keys")]
    Number,
    /// One stands there twice.
    #[error("a key stands there twice")]
    Twice,
    /// Nothing can be sealed to one of them.
    #[error("one of the keys is none: nothing can be sealed to it")]
    Unsound,
}

/// That these can be the keys of a document: 1 to [`MAX_KEYS`], none twice, each a real one.
pub fn check_keys(keys: &[PublicKey]) -> Result<(), UnfitKeys> {
    let is_twice = |(at, key): (usize, &PublicKey)| keys[..at].contains(key);
    if !(1..=MAX_KEYS).contains(&keys.len()) {
        Err(UnfitKeys::Number)
    } else if keys.iter().enumerate().any(is_twice) {
        Err(UnfitKeys::Twice)
    } else if !keys.iter().all(PublicKey::is_sound) {
        Err(UnfitKeys::Unsound)
    } else {
        Ok(())
    }
}

impl Asked {
    /// `D`: the members in the SPEC's order, without white space.
    pub fn encode(&self, salt: &[u8; DOCUMENT_SALT]) -> Result<Vec<u8>, RequestRefused> {
        let document = serde_json::to_vec(&Document {
            v: 1,
            salt: to_b64u(salt),
            keys: &self.keys,
            ask: self.ask.iter().map(|kind| kind.id).collect(),
            reference: &self.reference,
            from: &self.from,
            lang: self.lang.code(),
            expires_at: self.expires_at,
        })
        .expect("every name is text, and memory takes every byte");
        // What no reader would take is not written.
        Self::decode(&document).map(|_| document)
    }

    /// Reads `D`, whose hash is another matter. Unknown members are left alone.
    pub fn decode(document: &[u8]) -> Result<Self, RequestRefused> {
        if document.len() > MAX_DOCUMENT {
            return Err(RequestRefused::Limit);
        }
        let text = str::from_utf8(document).map_err(|_| RequestRefused::Utf8)?;
        let mut members = Object::new(Json::parse(text)?).ok_or(RequestRefused::Document)?;
        match members.take("v") {
            Some(Json::Whole(1)) => {}
            Some(Json::Whole(2..)) => return Err(RequestRefused::Update),
            _ => return Err(RequestRefused::Document),
        }
        let keys = members.list("keys").ok_or(RequestRefused::Document)?;
        if keys.is_empty() || keys.len() > MAX_KEYS {
            return Err(RequestRefused::Limit);
        }
        read(members, keys).ok_or(RequestRefused::Document)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    v: u8,
    salt: String,
    keys: &'a [PublicKey],
    ask: Vec<&'static str>,
    reference: &'a str,
    from: &'a str,
    lang: &'static str,
    expires_at: Time,
}

impl From<NotJson> for RequestRefused {
    fn from(error: NotJson) -> Self {
        match error {
            NotJson::Syntax => Self::Document,
            NotJson::Duplicate => Self::Duplicate,
        }
    }
}

fn read(mut members: Object, keys: Vec<Json>) -> Option<Asked> {
    array_from_b64u::<DOCUMENT_SALT>(&members.text("salt")?).ok()?;
    Some(Asked {
        keys: read_keys(keys)?,
        ask: read_kinds(members.list("ask")?)?,
        reference: members.text("reference")?,
        from: members.text("from")?,
        lang: Lang::from_code(&members.text("lang")?)?,
        expires_at: Time::parse(&members.text("expires_at")?)?,
    })
}

/// None twice: a one-off request has its own key only, and a team's holders are told apart.
fn read_keys(list: Vec<Json>) -> Option<Vec<PublicKey>> {
    let mut keys = Vec::with_capacity(list.len());
    for key in list {
        let key = PublicKey::parse(&key.into_text()?).ok()?;
        if keys.contains(&key) {
            return None;
        }
        keys.push(key);
    }
    Some(keys)
}

/// At least one, and none twice: each is a form that somebody fills.
fn read_kinds(list: Vec<Json>) -> Option<Vec<&'static Kind>> {
    let mut kinds = Vec::with_capacity(list.len());
    for kind in list {
        let kind = Kind::find(&kind.into_text()?)?;
        if kinds.contains(&kind) {
            return None;
        }
        kinds.push(kind);
    }
    (!kinds.is_empty()).then_some(kinds)
}

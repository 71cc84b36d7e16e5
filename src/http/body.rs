//! JSON bodies: bounded before they are read, timed while they come, strict when they are parsed.

mod reading;

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
    web,
};
use serde::de::DeserializeOwned;

use self::reading::{patience, read};
use super::{
    App,
    error::{Error, Largest},
    room::{Place, WAIT},
};
use crate::{
    protocol::{
        document::MAX_KEYS,
        request::MAX_SEALED_DOCUMENT,
        token::PublicKey,
        wire::{AnswerRequest, AskRequest, Confirm, OpenBundle, PutBundle, PutRequest},
    },
    store::Wraps,
};

/// Bytes a second that a client has to send, and to take, in the long run.
pub(super) const MINIMUM_RATE: usize = 16 * 1024;
/// The members beside the long ones, with room for white space.
const SMALL: usize = 4 * 1024;

/// A body that was read and parsed, with the room that it takes until its call is done.
pub struct Body<T>(
    pub T,
    #[expect(dead_code, reason = "gives its room back when dropped")] Option<Place>,
);

/// How many bytes a body of this type may have.
pub trait Bounded {
    /// What bounds it.
    fn largest(max_envelope: usize) -> Largest;

    /// The limit on the wire, in bytes.
    fn limit(max_envelope: usize) -> usize {
        match Self::largest(max_envelope) {
            Largest::Envelope(bytes) | Largest::Document(bytes) => in_b64u(bytes) + SMALL,
            Largest::Body(bytes) => bytes,
        }
    }
}

impl Bounded for PutBundle {
    fn largest(max_envelope: usize) -> Largest {
        Largest::Envelope(max_envelope)
    }
}

impl Bounded for OpenBundle {
    fn largest(_: usize) -> Largest {
        Largest::Body(SMALL)
    }
}

impl Bounded for Confirm {
    fn largest(_: usize) -> Largest {
        Largest::Body(SMALL)
    }
}

impl Bounded for PutRequest {
    fn largest(_: usize) -> Largest {
        Largest::Document(MAX_SEALED_DOCUMENT)
    }
}

impl Bounded for AskRequest {
    fn largest(_: usize) -> Largest {
        Largest::Body(MAX_KEYS * in_b64u(PublicKey::LENGTH) + SMALL)
    }
}

impl Bounded for AnswerRequest {
    fn largest(max_envelope: usize) -> Largest {
        Largest::Envelope(max_envelope)
    }

    fn limit(max_envelope: usize) -> usize {
        in_b64u(max_envelope) + Wraps::MOST * in_b64u(Wraps::LENGTH) + SMALL
    }
}

/// The characters of so many bytes, at most.
const fn in_b64u(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4
}

impl<T: DeserializeOwned + Bounded + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let announced = app.as_ref().map(|app| announced::<T>(request, app));
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let (app, announced) = app.zip(announced).expect("every worker has its App");
            let payload = payload.await.map_err(|_| Error::Json)?;
            let (bytes, place) = read(payload, &announced?, &app.room).await?;
            Ok(Self(parse(&bytes)?, place))
        })
    }
}

/// The longest that any body may take to come, the wait for room included.
#[must_use]
pub fn longest_patience(max_envelope: usize) -> Duration {
    WAIT + patience(AnswerRequest::limit(max_envelope))
}

/// What the head says about the body.
struct Announced {
    limit: usize,
    length: usize,
    largest: Largest,
}

fn announced<T: Bounded>(request: &HttpRequest, app: &App) -> Result<Announced, Error> {
    let headers = request.headers();
    let json = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|mime| mime.trim().eq_ignore_ascii_case("application/json"));
    if !json || headers.contains_key(CONTENT_ENCODING) {
        return Err(Error::MediaType);
    }
    let max_envelope = app.config.max_envelope.0;
    let limit = T::limit(max_envelope);
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(limit);
    let largest = T::largest(max_envelope);
    if length > limit {
        return Err(Error::TooLarge(largest));
    }
    Ok(Announced {
        limit,
        length,
        largest,
    })
}

/// Parses strictly: no JSON is 400, JSON that does not fit is 422. No value is ever repeated.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // serde would take an array of the members in their order, too.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(Error::Invalid("Expected one JSON object".to_owned()));
    }
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Error::Invalid(without_values(&error)),
        _ => Error::Json,
    })
}

/// serde's words without what was sent: neither a value nor the name of an unknown member.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = text.strip_suffix(&place).unwrap_or(&text);
    match reason.rsplit_once(", expected ") {
        Some((_, known)) if reason.starts_with("unknown field") => {
            format!("A member is unknown{place}; known: {known}")
        }
        Some((_, expected)) if reason.starts_with("invalid ") => {
            format!("Expected {expected}{place}")
        }
        _ => format!("{}{place}", capitalized(reason)),
    }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

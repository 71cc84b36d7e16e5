//! The one place that turns a refusal into HTTP: RFC 9457 problems with stable codes.

pub(super) mod kinds;

use std::fmt;

use actix_web::{
    HttpResponse, HttpResponseBuilder, ResponseError,
    http::{StatusCode, header},
};

use self::kinds::*;
use crate::{
    clients::Scope,
    protocol::wire::{AnyState, Problem, RequestState, State, Time},
    store,
};

/// Every way a call can be refused. The log gets the cause, the client a code and the next step.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 400: the body is no JSON.
    #[error("the body is not JSON")]
    Json,
    /// 401: no credential, or not one for this call.
    #[error("the credential does not fit this call")]
    Token,
    /// 403: the open token is wrong.
    #[error("wrong passphrase")]
    WrongPassphrase {
        /// How many are left.
        tries_left: u32,
    },
    /// 403: the API key's client may not do this.
    #[error("the API key may not do this")]
    Scope(Scope),
    /// 404: unknown, purged, or a token that proves nothing here: all the same.
    #[error("nothing here")]
    NothingHere,
    /// 405: the path is right and the method is not.
    #[error("method not allowed")]
    Method(&'static str),
    /// 408: the body came too slowly.
    #[error("the body came too slowly")]
    Timeout,
    /// 409: the id is taken by other content.
    #[error("the id is taken")]
    Exists,
    /// 409: the request was answered before, by other content.
    #[error("answered before")]
    Answered,
    /// 409: the state does not allow it.
    #[error("the state does not allow it")]
    State {
        /// The state it is in.
        state: AnyState,
        /// Since when.
        at: Time,
    },
    /// 410: opened by another, or ended.
    #[error("gone")]
    Gone {
        /// The state it is in.
        state: State,
        /// Since when.
        at: Time,
    },
    /// 410: the request ended unanswered.
    #[error("no longer to be answered")]
    Unanswerable {
        /// The state it is in.
        state: RequestState,
        /// Since when.
        at: Time,
    },
    /// 413: the body is larger than this call takes.
    #[error("the body is too large")]
    TooLarge(Largest),
    /// 415: not `application/json`.
    #[error("the body is not declared as JSON")]
    MediaType,
    /// 422: JSON, but not what this call takes.
    #[error("the body is not what this call takes")]
    Invalid(String),
    /// 422: the id is not the one that the hash in the body gives.
    #[error("the id does not belong to the hash")]
    IdMismatch,
    /// 422: no padded body has this size.
    #[error("illegal envelope size")]
    IllegalSize,
    /// 429: too many calls from this address.
    #[error("too many calls")]
    SlowDown {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// 503: there was no room for the body, or it came too slowly while others waited for room.
    #[error("no room for the body")]
    Busy,
    /// 503 or 507: the store's word.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What a call takes at most.
#[derive(Debug, Clone, Copy)]
pub enum Largest {
    /// An envelope of so many bytes.
    Envelope(usize),
    /// A request's document of so many bytes.
    Document(usize),
    /// A body of so many bytes.
    Body(usize),
}

impl fmt::Display for Largest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Envelope(bytes) => write!(formatter, "An envelope may have {bytes} bytes."),
            Self::Document(bytes) => write!(formatter, "A document may have {bytes} bytes."),
            Self::Body(bytes) => write!(formatter, "This body may have {bytes} bytes."),
        }
    }
}

impl Error {
    fn kind(&self) -> &'static Kind {
        match self {
            Self::Json => &JSON,
            Self::Token => &TOKEN,
            Self::WrongPassphrase { .. } => &WRONG_PASSPHRASE,
            Self::Scope(_) => &SCOPE,
            Self::NothingHere => &NOTHING_HERE,
            Self::Method(_) => &METHOD,
            Self::Timeout => &TIMEOUT,
            Self::Exists => &EXISTS,
            Self::Answered => &ANSWERED,
            Self::State { .. } => &STATE,
            Self::Gone { .. } => &GONE,
            Self::Unanswerable { .. } => &UNANSWERABLE,
            Self::TooLarge(_) => &TOO_LARGE,
            Self::MediaType => &MEDIA_TYPE,
            Self::Invalid(_) => &INVALID,
            Self::IdMismatch => &ID_MISMATCH,
            Self::IllegalSize => &ILLEGAL_SIZE,
            Self::SlowDown { .. } => &SLOW_DOWN,
            Self::Busy => &BUSY,
            Self::Store(store::Error::Full) => &FULL,
            Self::Store(store::Error::Down(_)) => &STORE_DOWN,
            Self::Store(store::Error::NotDurable(_)) => &NOT_DURABLE,
            Self::Store(store::Error::Interrupted(_)) => &STORE_INTERRUPTED,
        }
    }

    fn problem(&self) -> Problem {
        let kind = self.kind();
        let (state, at) = match *self {
            Self::Gone { state, at } => (Some(AnyState::Bundle(state)), Some(at)),
            Self::Unanswerable { state, at } => (Some(AnyState::Request(state)), Some(at)),
            Self::State { state, at } => (Some(state), Some(at)),
            _ => (None, None),
        };
        let tries_left = match *self {
            Self::WrongPassphrase { tries_left } => Some(tries_left),
            _ => None,
        };
        let detail = match self {
            Self::Invalid(reason) => format!("{reason}. {}", kind.detail),
            Self::Scope(scope) => {
                format!("Its client lacks the scope {scope}. {}", kind.detail)
            }
            Self::TooLarge(largest) => format!("{} {largest}", kind.detail),
            _ => kind.detail.to_owned(),
        };
        Problem {
            kind: format!("urn:handover:problem:{}", kind.code),
            status: kind.status,
            code: kind.code.to_owned(),
            title: kind.title.to_owned(),
            detail,
            state,
            at,
            tries_left,
        }
    }

    /// Headers that belong to a problem beside its body.
    fn headers(&self, response: &mut HttpResponseBuilder) {
        match self {
            Self::SlowDown { retry_after } => {
                response.insert_header((header::RETRY_AFTER, *retry_after));
            }
            Self::Store(
                store::Error::Down(_) | store::Error::NotDurable(_) | store::Error::Interrupted(_),
            ) => {
                response.insert_header((header::RETRY_AFTER, 1));
            }
            Self::Busy => {
                response.insert_header((header::RETRY_AFTER, 1));
                response.force_close();
            }
            Self::Method(allow) => {
                response.insert_header((header::ALLOW, *allow));
            }
            Self::Token => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Self::Timeout | Self::TooLarge(_) => {
                response.force_close();
            }
            _ => {}
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        self.headers(&mut response);
        let body = serde_json::to_string(&self.problem())
            .expect("a problem is a struct of text and numbers");
        response.content_type("application/problem+json").body(body)
    }
}

//! The one place that turns a refusal into HTTP: RFC 9457 problems with stable codes.

use actix_web::{
    HttpResponse, HttpResponseBuilder, ResponseError,
    http::{StatusCode, header},
};

use crate::{
    protocol::wire::{AnyState, Problem, State, Time},
    store,
};

/// Every way a call can be refused. The log gets the cause, the client a code and the next step.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 400: the body is no JSON.
    #[error("the body is not JSON")]
    Json,
    /// 401: no token, or not one for this call.
    #[error("the credential does not fit this call")]
    Token,
    /// 403: the open token is wrong.
    #[error("wrong passphrase")]
    WrongPassphrase {
        /// How many are left.
        tries_left: u32,
    },
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
    /// 409: the bundle's state does not allow it.
    #[error("the state does not allow it")]
    State {
        /// The state it is in.
        state: State,
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
    /// 413: the body is larger than this call takes.
    #[error("the body is too large")]
    TooLarge {
        /// The largest envelope, in bytes.
        max_envelope: usize,
    },
    /// 415: not `application/json`.
    #[error("the body is not declared as JSON")]
    MediaType,
    /// 422: JSON, but not what this call takes.
    #[error("the body is not what this call takes")]
    Invalid(String),
    /// 422: the id is not the one that the link hash gives.
    #[error("the id does not belong to the link hash")]
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
    /// 503 or 507: the store's word.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What a kind of problem always says.
struct Kind {
    status: u16,
    code: &'static str,
    title: &'static str,
    detail: &'static str,
}

const fn kind(status: u16, code: &'static str, title: &'static str, detail: &'static str) -> Kind {
    Kind {
        status,
        code,
        title,
        detail,
    }
}

const JSON: Kind = kind(
    400,
    "json",
    "The body is not JSON",
    "Nothing was changed. Send one JSON object, as /openapi.json describes it.",
);
const TOKEN: Kind = kind(
    401,
    "token",
    "The credential does not fit this call",
    "Nothing was changed. Send `Authorization: Bearer` with the token that this call \
     takes, or none where none is needed.",
);
const WRONG_PASSPHRASE: Kind = kind(
    403,
    "wrong_passphrase",
    "Wrong passphrase",
    "The passphrase is wrong and this try was counted. Nothing was opened; ask the \
     sender for the passphrase before you use the last try.",
);
const NOTHING_HERE: Kind = kind(
    404,
    "nothing_here",
    "Nothing here",
    "There is nothing at this address for this token. The link may be incomplete, or \
     the receipt's time is over. Nothing was changed.",
);
const METHOD: Kind = kind(
    405,
    "method",
    "Method not allowed",
    "Nothing was changed. The Allow header names the methods that this address takes.",
);
const TIMEOUT: Kind = kind(
    408,
    "timeout",
    "The body came too slowly",
    "Nothing was stored. Send the same request again on a faster connection.",
);
const EXISTS: Kind = kind(
    409,
    "exists",
    "This id is taken",
    "Another bundle is stored under this id and was not changed. Seal again with a \
     new key.",
);
const STATE: Kind = kind(
    409,
    "state",
    "Too late, or too early, for this",
    "The bundle is in a state that does not allow this. Nothing was changed; `state` \
     and `at` tell more.",
);
const GONE: Kind = kind(
    410,
    "gone",
    "Gone",
    "This bundle can no longer be opened. `state` and `at` tell why. If it was opened \
     and that was not you, tell the sender; the sender can seal it again.",
);
const TOO_LARGE: Kind = kind(
    413,
    "too_large",
    "Too large",
    "Nothing was changed. Make the files smaller or hand them over one by one.",
);
const MEDIA_TYPE: Kind = kind(
    415,
    "media_type",
    "The body is not declared as JSON",
    "Nothing was changed. Send `Content-Type: application/json` without a content \
     encoding.",
);
const INVALID: Kind = kind(
    422,
    "invalid",
    "The body is not what this call takes",
    "Nothing was changed.",
);
const ID_MISMATCH: Kind = kind(
    422,
    "id_mismatch",
    "The id does not belong to the link hash",
    "Nothing was stored. The id is derived from link_hash: use the id that your \
     client derived.",
);
const ILLEGAL_SIZE: Kind = kind(
    422,
    "illegal_size",
    "No padded body has this size",
    "Nothing was stored. Pad the body before sealing it, so that its size tells \
     little.",
);
const SLOW_DOWN: Kind = kind(
    429,
    "slow_down",
    "Too many calls from your address",
    "Nothing was deleted and nothing was changed. Wait as long as Retry-After says, \
     then do the same again.",
);
const FULL: Kind = kind(
    507,
    "full",
    "The store is full",
    "Nothing was stored, and what is stored can still be opened. Try again later or \
     tell the operator.",
);
const STORE_DOWN: Kind = kind(
    503,
    "store_down",
    "The store does not answer",
    "Nothing was lost. Send the same request again in a moment; to open, use the \
     same claim.",
);
const STORE_INTERRUPTED: Kind = kind(
    503,
    "store_down",
    "The store stopped answering in the middle",
    "This bundle may be lost: it was being opened without a retry copy. Ask the \
     sender to look at the receipt. With a claim and a lease an open can be repeated \
     safely.",
);

impl Error {
    fn kind(&self) -> &'static Kind {
        match self {
            Self::Json => &JSON,
            Self::Token => &TOKEN,
            Self::WrongPassphrase { .. } => &WRONG_PASSPHRASE,
            Self::NothingHere => &NOTHING_HERE,
            Self::Method(_) => &METHOD,
            Self::Timeout => &TIMEOUT,
            Self::Exists => &EXISTS,
            Self::State { .. } => &STATE,
            Self::Gone { .. } => &GONE,
            Self::TooLarge { .. } => &TOO_LARGE,
            Self::MediaType => &MEDIA_TYPE,
            Self::Invalid(_) => &INVALID,
            Self::IdMismatch => &ID_MISMATCH,
            Self::IllegalSize => &ILLEGAL_SIZE,
            Self::SlowDown { .. } => &SLOW_DOWN,
            Self::Store(store::Error::Full) => &FULL,
            Self::Store(store::Error::Down(_)) => &STORE_DOWN,
            Self::Store(store::Error::Interrupted(_)) => &STORE_INTERRUPTED,
        }
    }

    fn problem(&self) -> Problem {
        let kind = self.kind();
        let (state, at) = match *self {
            Self::Gone { state, at } | Self::State { state, at } => (Some(state), Some(at)),
            _ => (None, None),
        };
        let tries_left = match *self {
            Self::WrongPassphrase { tries_left } => Some(tries_left),
            _ => None,
        };
        let detail = match self {
            Self::Invalid(reason) => format!("{reason}. {}", kind.detail),
            Self::TooLarge { max_envelope } => {
                format!("{} An envelope may have {max_envelope} bytes.", kind.detail)
            }
            _ => kind.detail.to_owned(),
        };
        Problem {
            kind: format!("urn:handover:problem:{}", kind.code),
            status: kind.status,
            code: kind.code.to_owned(),
            title: kind.title.to_owned(),
            detail,
            state: state.map(AnyState::Bundle),
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
            Self::Store(store::Error::Down(_) | store::Error::Interrupted(_)) => {
                response.insert_header((header::RETRY_AFTER, 1));
            }
            Self::Method(allow) => {
                response.insert_header((header::ALLOW, *allow));
            }
            Self::Token => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Self::Timeout | Self::TooLarge { .. } => {
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

//! Every kind of problem: its status, its code and its words.

/// What a kind of problem always says.
pub(in crate::http) struct Kind {
    pub(in crate::http) status: u16,
    pub(in crate::http) code: &'static str,
    pub(in crate::http) title: &'static str,
    pub(in crate::http) detail: &'static str,
}

const fn kind(status: u16, code: &'static str, title: &'static str, detail: &'static str) -> Kind {
    Kind {
        status,
        code,
        title,
        detail,
    }
}

pub(in crate::http) const JSON: Kind = kind(
    400,
    "json",
    "The body is not JSON",
    "Nothing was changed. Send one JSON object, as /openapi.json describes it.",
);
pub(in crate::http) const TOKEN: Kind = kind(
    401,
    "token",
    "The credential does not fit this call",
    "Nothing was changed. Send `Authorization: Bearer` with the token or the API key that \
     this call takes, or none where none is needed.",
);
pub(in crate::http) const SCOPE: Kind = kind(
    403,
    "scope",
    "This API key may not do this",
    "Nothing was changed. Ask the operator of this server.",
);
pub(in crate::http) const WRONG_PASSPHRASE: Kind = kind(
    403,
    "wrong_passphrase",
    "Wrong passphrase",
    "The passphrase is wrong and this try was counted. Nothing was opened; ask the \
     sender for the passphrase before you use the last try.",
);
pub(in crate::http) const NOTHING_HERE: Kind = kind(
    404,
    "nothing_here",
    "Nothing here",
    "There is nothing at this address for this token. The link may be incomplete, or \
     the receipt's time is over. Nothing was changed.",
);
pub(in crate::http) const METHOD: Kind = kind(
    405,
    "method",
    "Method not allowed",
    "Nothing was changed. The Allow header names the methods that this address takes.",
);
pub(in crate::http) const TIMEOUT: Kind = kind(
    408,
    "timeout",
    "The body came too slowly",
    "Nothing was stored. Send the same request again on a faster connection.",
);
pub(in crate::http) const EXISTS: Kind = kind(
    409,
    "exists",
    "This id is taken",
    "Something else is stored under this id and was not changed. Begin again: what is \
     made anew gets another id.",
);
pub(in crate::http) const ANSWERED: Kind = kind(
    409,
    "answered",
    "This request was answered before",
    "Another answer is stored and was not changed; yours was not taken. If the first was \
     not yours, tell the person who sent you the link.",
);
pub(in crate::http) const STATE: Kind = kind(
    409,
    "state",
    "Too late, or too early, for this",
    "Its state does not allow this. Nothing was changed; `state` and `at` tell more.",
);
pub(in crate::http) const GONE: Kind = kind(
    410,
    "gone",
    "Gone",
    "This bundle can no longer be opened. `state` and `at` tell why. If it was opened \
     and that was not you, tell the sender; the sender can seal it again.",
);
pub(in crate::http) const UNANSWERABLE: Kind = kind(
    410,
    "gone",
    "This request has ended",
    "It can no longer be answered, and nothing was stored. `state` and `at` tell why. Ask \
     the person who sent you the link for a new one.",
);
pub(in crate::http) const TOO_LARGE: Kind = kind(
    413,
    "too_large",
    "Too large",
    "Nothing was changed. Make it smaller, or hand files over one by one.",
);
pub(in crate::http) const MEDIA_TYPE: Kind = kind(
    415,
    "media_type",
    "The body is not declared as JSON",
    "Nothing was changed. Send `Content-Type: application/json` without a content \
     encoding.",
);
pub(in crate::http) const INVALID: Kind = kind(
    422,
    "invalid",
    "This is not what the call takes",
    "Nothing was changed.",
);
pub(in crate::http) const ID_MISMATCH: Kind = kind(
    422,
    "id_mismatch",
    "The id does not belong to the hash",
    "Nothing was stored. A bundle's id is derived from link_hash, a request's from \
     answer_hash: use the id that your client derived.",
);
pub(in crate::http) const ILLEGAL_SIZE: Kind = kind(
    422,
    "illegal_size",
    "No padded body has this size",
    "Nothing was stored. Pad the body before sealing it, so that its size tells \
     little.",
);
pub(in crate::http) const SLOW_DOWN: Kind = kind(
    429,
    "slow_down",
    "Too many calls in a short time",
    "Nothing was deleted and nothing was changed. Wait as long as Retry-After says, \
     then do the same again.",
);
pub(in crate::http) const BUSY: Kind = kind(
    503,
    "busy",
    "Too many large bodies at the same time",
    "Nothing was stored. Send the same request again in a moment, on a faster connection if you can.",
);
pub(in crate::http) const FULL: Kind = kind(
    507,
    "full",
    "The store is full",
    "Nothing was stored, and what is stored can still be opened. Try again later or \
     tell the operator.",
);
pub(in crate::http) const STORE_DOWN: Kind = kind(
    503,
    "store_down",
    "The store does not answer",
    "Nothing was lost. Send the same request again in a moment; to open, use the \
     same claim.",
);
pub(in crate::http) const NOT_DURABLE: Kind = kind(
    503,
    "not_durable",
    "The store cannot keep this safely at the moment",
    "Nothing was lost, and nothing was handed out: too few copies of the store have \
     taken this step. Send the same request again in a moment; to open, use the same \
     claim.",
);
pub(in crate::http) const STORE_INTERRUPTED: Kind = kind(
    503,
    "store_down",
    "The store stopped answering in the middle",
    "This bundle may be lost: it was being opened without a retry copy. Ask the \
     sender to look at the receipt. With a claim and a lease an open can be repeated \
     safely.",
);

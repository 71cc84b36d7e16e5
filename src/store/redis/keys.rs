//! The names of a bundle's or a request's keys and of the partitions' own.
//!
//! ```text
//! p = first byte of id & 63, as two hex digits
//! hndo:{p}:rec:<id>   hndo:{p}:env:<id>   hndo:{p}:wraps:<id>   hndo:{p}:doc:<id>     id as b64u
//! hndo:{p}:due        hndo:{p}:out        hndo:{p}:meta
//! ```

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::protocol::token::BundleId;

/// How many partitions there are: one hash slot each, whatever the topology.
pub(super) const PARTITIONS: u8 = 64;

const ID_TEXT: usize = 22;
const SHARED: usize = "hndo:{00}:due".len();
const OWN: usize = "hndo:{00}:rec:".len() + ID_TEXT;
const WRAPS: usize = "hndo:{00}:wraps:".len() + ID_TEXT;

/// Where the keys of an id are.
pub(super) fn partition(id: &BundleId) -> u8 {
    id.as_bytes()[0] % PARTITIONS
}

/// The keys that belong to one id. They share a hash slot.
pub(super) struct Keys {
    /// The record.
    rec: [u8; OWN],
    /// The hash of the open token with the envelope behind it.
    pub(super) env: [u8; OWN],
    /// The partition's index of deadlines.
    due: [u8; SHARED],
    /// The partition's outbox.
    out: [u8; SHARED],
    /// The wraps of an answer's key.
    wraps: [u8; WRAPS],
    /// The document of a request.
    doc: [u8; OWN],
}

impl Keys {
    pub(super) fn of(id: &BundleId) -> Self {
        let mut text = [0; ID_TEXT];
        URL_SAFE_NO_PAD
            .encode_slice(id.as_bytes(), &mut text)
            .expect("16 bytes are 22 characters of b64u");
        let p = digits(partition(id));
        Self {
            rec: join([b"hndo:{", &p, b"}:rec:", &text]),
            env: join([b"hndo:{", &p, b"}:env:", &text]),
            due: join([b"hndo:{", &p, b"}:due", b""]),
            out: join([b"hndo:{", &p, b"}:out", b""]),
            wraps: join([b"hndo:{", &p, b"}:wraps:", &text]),
            doc: join([b"hndo:{", &p, b"}:doc:", &text]),
        }
    }

    /// In the order of `record.lua`.
    pub(super) const fn in_order(&self) -> [&[u8]; 6] {
        [
            &self.rec,
            &self.env,
            &self.due,
            &self.out,
            &self.wraps,
            &self.doc,
        ]
    }
}

/// `hndo:{p}:meta`.
pub(super) fn meta(partition: u8) -> String {
    format!("hndo:{{{partition:02x}}}:meta")
}

/// `hndo:{p}:due`.
pub(super) fn due(partition: u8) -> [u8; SHARED] {
    join([b"hndo:{", &digits(partition), b"}:due", b""])
}

/// Two hex digits.
fn digits(partition: u8) -> [u8; 2] {
    let digit = |value: u8| b"0123456789abcdef"[usize::from(value % 16)];
    [digit(partition / 16), digit(partition)]
}

/// Parts that are `N` bytes together.
fn join<const N: usize>(parts: [&[u8]; 4]) -> [u8; N] {
    let mut key = [0; N];
    let mut rest = &mut key[..];
    for part in parts {
        let (head, tail) = rest.split_at_mut(part.len());
        head.copy_from_slice(part);
        rest = tail;
    }
    key
}

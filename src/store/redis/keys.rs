//! The names of a bundle's or a request's keys, of the partitions' own and of a client's.
//!
//! ```text
//! p = first byte of id & 63, as two hex digits
//! hndo:{p}:rec:<id>   hndo:{p}:env:<id>   hndo:{p}:wraps:<id>   hndo:{p}:doc:<id>     id as b64u
//! hndo:{p}:new:<id>:<b64u of 16 bytes>   hndo:{p}:got:<id>:<b64u of 16 bytes>
//! hndo:{p}:due        hndo:{p}:out        hndo:{p}:meta
//!
//! hndo:{c:<client>}:log   :off   :req   :hook   :dead
//! hndo:{c:<client>}:ref:<b64u H(reference)>   hndo:{c:<client>}:idem:<b64u of a call's key>
//! ```

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

pub(super) use crate::store::partition::{PARTITIONS, partition};
use crate::{
    protocol::token::BundleId,
    store::{Owner, Reference},
};

const ID_TEXT: usize = 22;
const PREFIX: usize = "hndo:{00}".len();
const SHARED: usize = "hndo:{00}:due".len();
const OWN: usize = "hndo:{00}:rec:".len() + ID_TEXT;
const WRAPS: usize = "hndo:{00}:wraps:".len() + ID_TEXT;
const PASSING: usize = "hndo:{00}:new:".len() + ID_TEXT + ":".len() + ID_TEXT;

/// The keys that belong to one id. They share a hash slot.
pub(super) struct Keys {
    /// The record.
    pub(super) rec: [u8; OWN],
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

    /// Where an envelope waits for the step that stores it: others that come for the same id at the same
    /// time wait elsewhere, unless they bring the same.
    pub(super) fn waiting(&self, content: &[u8; 32]) -> [u8; PASSING] {
        self.passing(b":new:", content)
    }

    /// Where an envelope is that is opened for good: nobody but the one whose claim it was has the name.
    pub(super) fn got(&self, claim: &[u8; 32]) -> [u8; PASSING] {
        self.passing(b":got:", claim)
    }

    fn passing(&self, sort: &[u8; 5], by: &[u8; 32]) -> [u8; PASSING] {
        let (prefix, id) = (&self.rec[..PREFIX], &self.rec[OWN - ID_TEXT..]);
        let mut text = [b':'; 1 + ID_TEXT];
        URL_SAFE_NO_PAD
            .encode_slice(&by[..16], &mut text[1..])
            .expect("16 bytes are 22 characters of b64u");
        join([prefix, sort, id, &text])
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

/// `hndo:{p}:out`.
pub(super) fn out(partition: u8) -> [u8; SHARED] {
    join([b"hndo:{", &digits(partition), b"}:out", b""])
}

/// The keys of one client. They share a hash slot.
pub(super) struct ClientKeys {
    /// Up to the colon before the sort.
    prefix: String,
}

impl ClientKeys {
    pub(super) fn of(owner: &Owner) -> Self {
        Self {
            prefix: format!("hndo:{{c:{owner}}}"),
        }
    }

    /// The log.
    pub(super) fn log(&self) -> String {
        format!("{}:log", self.prefix)
    }

    /// By partition, the last event of the outbox that is in the log.
    pub(super) fn off(&self) -> String {
        format!("{}:off", self.prefix)
    }

    /// The requests, by when they were made.
    pub(super) fn req(&self) -> String {
        format!("{}:req", self.prefix)
    }

    /// Those of a reference, by [`reference`].
    pub(super) fn reference(&self, reference: &str) -> String {
        format!("{}:ref:{reference}", self.prefix)
    }

    /// How far the webhook has come.
    pub(super) fn hook(&self) -> String {
        format!("{}:hook", self.prefix)
    }

    /// The dead letters.
    pub(super) fn dead(&self) -> String {
        format!("{}:dead", self.prefix)
    }

    /// A call that may be repeated.
    pub(super) fn call(&self, key: &[u8; 32]) -> String {
        format!("{}:idem:{}", self.prefix, URL_SAFE_NO_PAD.encode(key))
    }
}

/// `b64u H(reference)`.
pub(super) fn reference(reference: &Reference) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(reference.as_str()))
}

/// The name of a request in the list of all: its id, and behind it the [`reference`] it has.
pub(super) fn listed(id: &str, reference: Option<&str>) -> String {
    format!("{id}{}", reference.unwrap_or_default())
}

/// The two parts of such a name.
pub(super) fn part(listed: &str) -> (&str, Option<&str>) {
    let (id, reference) = listed.split_at_checked(ID_TEXT).unwrap_or((listed, ""));
    (
        id,
        Some(reference).filter(|reference| !reference.is_empty()),
    )
}

/// The id of such a name; none if it is damaged.
pub(super) fn id_of(listed: &str) -> Option<BundleId> {
    BundleId::parse(part(listed).0).ok()
}

/// Two hex digits.
pub(super) fn digits(partition: u8) -> [u8; 2] {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_one_id_pass_each_by_a_name_of_its_own() {
        let keys = Keys::of(&BundleId::parse("AAECAwQFBgcICQoLDA0ODw").expect("16 bytes"));
        let text = |key: [u8; PASSING]| String::from_utf8(key.to_vec()).expect("it is text");
        let names = [
            keys.waiting(&[0; 32]),
            keys.waiting(&[1; 32]),
            keys.got(&[0; 32]),
        ]
        .map(text);
        let [one, two, got] = &names;
        assert_eq!(
            one,
            "hndo:{00}:new:AAECAwQFBgcICQoLDA0ODw:AAAAAAAAAAAAAAAAAAAAAA"
        );
        assert_eq!(
            two,
            "hndo:{00}:new:AAECAwQFBgcICQoLDA0ODw:AQEBAQEBAQEBAQEBAQEBAQ"
        );
        assert_eq!(
            got,
            "hndo:{00}:got:AAECAwQFBgcICQoLDA0ODw:AAAAAAAAAAAAAAAAAAAAAA"
        );
    }
}

//! Links: what stands behind the `#`, told apart and checked before any network call (SPEC section 4).
//!
//! A link has survived mail programs, chats and people: trackers, markup and sentences may stand
//! around it, so a decoder looks for its own shape and takes exactly as many characters as the kind
//! has.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::token::{BundleId, Key, ReceiptSecret};
pub use requests::{CollectKey, CollectLink, RequestLink};
pub(crate) use search::can_begin_a_link;
use search::{Found, all, find};

mod requests;
mod search;

/// A link of any kind.
pub enum Link {
    /// Opens a bundle.
    Share(ShareLink),
    /// Shows what became of it.
    Receipt(ReceiptLink),
    /// Asks for a bundle.
    Request(RequestLink),
    /// Opens the answer to a request.
    Collect(CollectLink),
}

/// `/open#1s`, or `/open#1p` with a passphrase, then `b64u(K ‖ chk2)`.
pub struct ShareLink {
    /// `K`.
    pub key: Key,
    /// Whether a passphrase is set.
    pub passphrase: bool,
}

/// `/receipt#1m`, then `b64u(id ‖ M ‖ chk2)`.
pub struct ReceiptLink {
    /// The bundle's id.
    pub id: BundleId,
    /// `M`.
    pub secret: ReceiptSecret,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// Opens a bundle.
    Share,
    /// Shows what became of it.
    Receipt,
    /// Asks for a bundle.
    Request,
    /// Opens the answer to a request.
    Collect,
}

/// Why a text is refused. Where several hold, the first in this order is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// No fragment, or one of something else.
    #[error(
        "not-a-link: no link was found in this text; nothing was opened or lost: \
         copy the whole link, with what stands behind the #"
    )]
    NotALink,
    /// A version digit other than 1.
    #[error(
        "update: this link was made by another version; nothing was opened or lost: \
         update this program, then try again"
    )]
    Update,
    /// Fewer characters than the kind has.
    #[error(
        "cut: the end of this link is missing; nothing was opened or lost: \
         copy the whole link again"
    )]
    Cut,
    /// Whole, but of another kind.
    #[error(
        "wrong-kind: this is a {0}, and another kind of link is needed here; \
         nothing was opened or lost: look for the other link"
    )]
    WrongKind(LinkKind),
    /// The checksum does not fit, it is not canonical, or the kind's letter is unknown.
    #[error(
        "damaged: characters of this link were changed on its way; nothing was opened or lost: \
         copy it again, or ask its sender for it"
    )]
    Damaged,
}

impl Link {
    /// Reads a link of any kind: a URL, a bare fragment, or text around one.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::parse_one_of(&LinkKind::ALL, text)
    }

    /// Reads a link like [`Link::parse`], and refuses the kinds that are not named.
    pub fn parse_one_of(kinds: &[LinkKind], text: &str) -> Result<Self, Refusal> {
        let found = find(text, |kind| kinds.contains(&kind))?;
        Ok(match found.shape.kind {
            LinkKind::Share => Self::Share(found.into()),
            LinkKind::Receipt => Self::Receipt(found.into()),
            LinkKind::Request => Self::Request(found.into()),
            LinkKind::Collect => Self::Collect(found.into()),
        })
    }
}

impl ShareLink {
    /// Reads a share link like [`Link::parse`], and refuses every other kind.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        find(text, |kind| kind == LinkKind::Share).map(Self::from)
    }

    /// `base` is the server's origin and path prefix, without a slash at the end.
    #[must_use]
    pub fn to_url(&self, base: &str) -> Zeroizing<String> {
        let shape = if self.passphrase {
            &SHARE_LOCKED
        } else {
            &SHARE
        };
        shape.to_url(base, &[self.key.as_bytes()])
    }
}

impl From<Found> for ShareLink {
    fn from(found: Found) -> Self {
        Self {
            key: Key::new(found.bytes(0)),
            passphrase: found.shape.letter == SHARE_LOCKED.letter,
        }
    }
}

impl ReceiptLink {
    /// Reads a receipt link like [`Link::parse`], and refuses every other kind.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        find(text, |kind| kind == LinkKind::Receipt).map(Self::from)
    }

    /// `base` as for [`ShareLink::to_url`].
    #[must_use]
    pub fn to_url(&self, base: &str) -> Zeroizing<String> {
        RECEIPT.to_url(base, &[self.id.as_bytes(), self.secret.as_bytes()])
    }
}

impl From<Found> for ReceiptLink {
    fn from(found: Found) -> Self {
        Self {
            id: BundleId::new(found.bytes(0)),
            secret: ReceiptSecret::new(found.bytes(BundleId::LENGTH)),
        }
    }
}

/// The server's origin and path prefix in a pasted link of any kind, without a slash at the end.
///
/// None where only a fragment was pasted, and where links in the text name different servers: no
/// token may go to a server that its link does not name.
#[must_use]
pub fn base_of(text: &str) -> Option<&str> {
    let links: Vec<_> = all(text).collect();
    let base_of_link = |link: &Found| {
        let mut same = links.iter().filter(|other| other.is_same_link(link));
        same.find_map(|found| found.base(text))
    };
    let base = base_of_link(links.first()?)?;
    let agree = links.iter().all(|link| base_of_link(link) == Some(base));
    agree.then_some(base)
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Share, Self::Receipt, Self::Request, Self::Collect];
}

impl fmt::Display for LinkKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Share => "share link",
            Self::Receipt => "receipt link",
            Self::Request => "request link",
            Self::Collect => "collect link",
        })
    }
}

/// One row of the table in SPEC section 4.
struct Shape {
    letter: u8,
    kind: LinkKind,
    page: &'static str,
    /// Bytes before the checksum.
    payload: usize,
    /// Bytes of the checksum.
    check: usize,
}

const SHARE: Shape = Shape::new(b's', LinkKind::Share, "/open", 32, 2);
const SHARE_LOCKED: Shape = Shape::new(b'p', LinkKind::Share, "/open", 32, 2);
const RECEIPT: Shape = Shape::new(b'm', LinkKind::Receipt, "/receipt", 48, 2);
const REQUEST: Shape = Shape::new(b'r', LinkKind::Request, "/answer", 32, 2);
const COLLECT_ONE_OFF: Shape = Shape::new(b'c', LinkKind::Collect, "/collect", 64, 3);
const COLLECT_TEAM: Shape = Shape::new(b't', LinkKind::Collect, "/collect", 48, 2);
static SHAPES: [Shape; 6] = [
    SHARE,
    SHARE_LOCKED,
    RECEIPT,
    REQUEST,
    COLLECT_ONE_OFF,
    COLLECT_TEAM,
];
/// Bytes of the longest payload with its checksum, and the characters that they make.
const LONGEST: usize = 67;
const LONGEST_RUN: usize = 90;

impl Shape {
    const fn new(
        letter: u8,
        kind: LinkKind,
        page: &'static str,
        payload: usize,
        check: usize,
    ) -> Self {
        Self {
            letter,
            kind,
            page,
            payload,
            check,
        }
    }

    fn find(letter: u8) -> Option<&'static Self> {
        SHAPES.iter().find(|shape| shape.letter == letter)
    }

    /// Characters behind the kind.
    const fn characters(&self) -> usize {
        ((self.payload + self.check) * 4).div_ceil(3)
    }

    /// `chk` = the first bytes of `H(L("check ") ‖ the two kind characters ‖ payload)`.
    fn checksum(&self, payload: &[u8]) -> [u8; 32] {
        Sha256::new()
            .chain_update(b"handover/1 check 1")
            .chain_update([self.letter])
            .chain_update(payload)
            .finalize()
            .into()
    }

    fn to_url(&self, base: &str, parts: &[&[u8]]) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST));
        for part in parts {
            bytes.extend_from_slice(part);
        }
        let checksum = self.checksum(&bytes);
        bytes.extend_from_slice(&checksum[..self.check]);
        // As long as it will be, so that the text never moves and leaves no copy.
        let length = base.len() + self.page.len() + "#1s".len() + self.characters();
        let mut url = Zeroizing::new(String::with_capacity(length));
        url.push_str(base);
        url.push_str(self.page);
        url.push_str("#1");
        url.push(char::from(self.letter));
        URL_SAFE_NO_PAD.encode_string(&*bytes, &mut url);
        url
    }

    /// The payload in a run of exactly [`Self::characters`], if it is canonical and undamaged.
    fn decode(&self, run: &str) -> Option<Zeroizing<[u8; LONGEST]>> {
        let mut bytes = Zeroizing::new([0; LONGEST]);
        let length = self.payload + self.check;
        URL_SAFE_NO_PAD
            .decode_slice(run, &mut bytes[..length])
            .ok()?;
        let (payload, check) = bytes[..length].split_at(self.payload);
        (check == &self.checksum(payload)[..self.check]).then_some(bytes)
    }
}

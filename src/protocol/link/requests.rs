//! The links of a request (SPEC sections 4 and 5).

use zeroize::Zeroizing;

use super::{COLLECT_ONE_OFF, COLLECT_TEAM, Found, LinkKind, REQUEST, Refusal, find};
use crate::protocol::token::{OneOffSeed, RequestSecret, TeamSecret};

/// `/answer#1r`, then `b64u(R ‖ chk2)`: for who is asked; opens nothing.
pub struct RequestLink {
    /// `R`.
    pub secret: RequestSecret,
}

/// `/collect#1c`, then `b64u(R ‖ seed ‖ chk3)`, or `/collect#1t`, then `b64u(R ‖ T ‖ chk2)`: for
/// who asks.
pub struct CollectLink {
    /// `R`.
    pub secret: RequestSecret,
    /// What collects.
    pub key: CollectKey,
}

/// What a collect link carries beside `R`.
pub enum CollectKey {
    /// The seed of a key for this request alone: whoever has the link can open the answer.
    OneOff(OneOffSeed),
    /// `T`: opens nothing without the team's key.
    Team(TeamSecret),
}

impl RequestLink {
    /// Reads a request link like [`Link::parse`](super::Link::parse), and refuses every other kind.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        find(text, |kind| kind == LinkKind::Request).map(Self::from)
    }

    /// `base` is the server's origin and path prefix, without a slash at the end.
    #[must_use]
    pub fn to_url(&self, base: &str) -> Zeroizing<String> {
        REQUEST.to_url(base, &[self.secret.as_bytes()])
    }
}

impl From<Found> for RequestLink {
    fn from(found: Found) -> Self {
        Self {
            secret: RequestSecret::new(found.bytes(0)),
        }
    }
}

impl CollectLink {
    /// Reads a collect link like [`Link::parse`](super::Link::parse), and refuses every other kind.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        find(text, |kind| kind == LinkKind::Collect).map(Self::from)
    }

    /// `base` as for [`RequestLink::to_url`].
    #[must_use]
    pub fn to_url(&self, base: &str) -> Zeroizing<String> {
        let request: &[u8] = self.secret.as_bytes();
        match &self.key {
            CollectKey::OneOff(seed) => COLLECT_ONE_OFF.to_url(base, &[request, seed.as_bytes()]),
            CollectKey::Team(secret) => COLLECT_TEAM.to_url(base, &[request, secret.as_bytes()]),
        }
    }
}

impl From<Found> for CollectLink {
    fn from(found: Found) -> Self {
        let one_off = found.shape.letter == COLLECT_ONE_OFF.letter;
        Self {
            secret: RequestSecret::new(found.bytes(0)),
            key: if one_off {
                CollectKey::OneOff(OneOffSeed::new(found.bytes(RequestSecret::LENGTH)))
            } else {
                CollectKey::Team(TeamSecret::new(found.bytes(RequestSecret::LENGTH)))
            },
        }
    }
}

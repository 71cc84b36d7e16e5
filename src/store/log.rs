//! What a client is told: its list of requests, its log of events, and how far its webhook has come.

use std::{fmt, time::Duration};

use super::Reference;
use crate::protocol::{
    token::{BundleId, random},
    wire::{Event, OwnerView, Time},
};

/// How long an event is kept for its client, and a dead letter.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// How many events of one client are kept.
pub const MOST_EVENTS: usize = 100_000;
/// How many dead letters of one client are kept.
pub const MOST_DEAD: usize = 1_000;
/// How long a call is remembered that its client may repeat.
pub const REPEATABLE: Duration = Duration::from_secs(24 * 3600);

/// A place in a client's log: behind an event of it, or before all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Milliseconds since 1970-01-01 UTC, by the store's clock, when the event came into the log.
    pub millis: u64,
    /// Its number among those of the same millisecond.
    pub number: u64,
}

impl Position {
    /// When the event came into the log.
    #[must_use]
    pub fn time(self) -> Time {
        Time::from_millis(i64::try_from(self.millis).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.millis, self.number)
    }
}

/// `<p>-<outbox id>`: the name of an event for ever, by the partition of what it is about and its
/// place in the outbox.
pub(super) fn event_id(partition: u8, outbox: Position) -> String {
    format!("{partition:02x}-{outbox}")
}

/// Some of a client's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// In the order of the log.
    pub events: Vec<Event>,
    /// Behind the last of them; where there is none, what was asked for.
    pub next: Position,
}

/// Which of a client's requests are asked for.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Those of this reference only.
    pub reference: Option<Reference>,
    /// Those behind this one only.
    pub after: Option<ListPlace>,
    /// How many at most.
    pub limit: usize,
}

/// A place in a client's list of requests: behind one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPlace {
    /// When it was made.
    pub created_at: Time,
    /// Its id.
    pub id: BundleId,
}

/// Some of a client's requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The newest first.
    pub requests: Vec<OwnerView>,
    /// Behind the last of them; none where there are no more.
    pub next: Option<ListPlace>,
}

/// A call that its client may repeat: what is remembered of it holds no link and no key.
#[derive(Debug, Clone)]
pub struct Repeatable {
    /// `H(key id ‖ 0x00 ‖ Idempotency-Key)`.
    pub key: [u8; 32],
    /// A digest over everything that decides the answer: body, team keys, display name.
    pub content: [u8; 32],
    /// How long what is asked for lives.
    pub lifetime: Duration,
}

/// Whether a call is the first of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// It is; what is asked for ends then.
    First {
        /// By the store's clock.
        expires_at: Time,
    },
    /// It was made before.
    Again {
        /// What the first call was told.
        expires_at: Time,
    },
    /// Something else was asked for under this key before.
    Other,
}

/// Who delivers: one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SenderId([u8; 16]);

impl SenderId {
    /// Of a process that has just begun.
    ///
    /// # Panics
    /// If the system's CSPRNG fails.
    #[must_use]
    pub fn random() -> Self {
        Self(random())
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// The next step of a client's webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Nothing to do: everything is delivered, or it is too early, or another instance does it, or
    /// the webhook is off.
    Rest,
    /// This event is this sender's to deliver, until its lease ends.
    Due(Due),
}

/// An event on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The event.
    pub event: Event,
    /// Where it is in the log.
    pub position: Position,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// How many of these the receiver answered with 4xx.
    pub refusals: u32,
    /// Since when no delivery of this webhook has worked; none if the last one did.
    pub down_since: Option<Time>,
    /// The store's clock.
    pub now: Time,
}

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it: the next event is due.
    Delivered,
    /// Again after this time.
    Later {
        /// How long to wait.
        after: Duration,
        /// Whether the receiver answered with 4xx.
        refused: bool,
    },
    /// It goes to the dead letters, and the next event is due.
    Dead {
        /// Why, in one line.
        reason: String,
    },
    /// It stays where it is, and the webhook is off until an operator turns it on.
    Off {
        /// Why, in one line.
        reason: String,
    },
}

/// The beginning of a reason: as much as is kept of it.
pub(super) fn in_short(reason: &str) -> String {
    const CHARACTERS: usize = 200;
    reason.chars().take(CHARACTERS).collect()
}

/// How a client's webhook is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HookState {
    /// Events in the log that are not delivered yet.
    pub waiting: u64,
    /// Events in the dead letters.
    pub dead: u64,
    /// How often the next event was tried in vain.
    pub attempts: u32,
    /// When it is tried next; none if at once.
    pub next_at: Option<Time>,
    /// Since when no delivery has worked.
    pub down_since: Option<Time>,
    /// Why the webhook is off; none if it is on.
    pub off: Option<String>,
}

/// An event that its receiver would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Where it is among the dead letters.
    pub position: Position,
    /// The event.
    pub event: Event,
    /// Why it is here.
    pub reason: String,
    /// Since when.
    pub at: Time,
}

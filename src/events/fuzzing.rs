//! Fuzz target of what a receiver of webhooks answers.

use super::{
    Exchange,
    caller::retry_after,
    schedule::{LONGEST_PAUSE, outcome},
};
use crate::{
    protocol::{
        token::BundleId,
        wire::{Event, EventData, EventKind, Subject, Time},
    },
    store::log::{Due, Outcome, Position},
};

/// A status of two bytes, and a `Retry-After` behind it: no receiver keeps an event waiting for more
/// than an hour, or for ever.
pub fn receivers(data: &[u8]) {
    let Some((status, header)) = data.split_first_chunk() else {
        return;
    };
    let now = Time::from_millis(1_800_000_000_000);
    let exchange = Exchange::Answered {
        status: u16::from_be_bytes(*status),
        retry_after: str::from_utf8(header)
            .ok()
            .and_then(|text| retry_after(text, now)),
    };
    for refusals in [0, 9, u32::MAX - 1] {
        let due = Due {
            event: event(now),
            position: Position::default(),
            attempts: refusals,
            refusals,
            down_since: None,
            now,
        };
        match outcome(&exchange, &due, u64::MAX) {
            Outcome::Later { after, refused } => {
                assert!(after <= LONGEST_PAUSE && refused == exchange.is_refusal());
            }
            Outcome::Delivered => assert!(exchange.is_success()),
            Outcome::Dead { .. } => assert!(exchange.is_refusal() && refusals > 0),
            Outcome::Off { .. } => assert!(exchange.is_farewell()),
        }
    }
}

fn event(time: Time) -> Event {
    Event {
        id: "00-1".to_owned(),
        kind: EventKind::RequestCreated,
        time,
        subject: Subject::Request(BundleId::new([0; BundleId::LENGTH])),
        reference: None,
        data: EventData::default(),
    }
}

//! What a receiver is sent.

use serde::Serialize;

use crate::protocol::{
    token::{BundleId, random, to_b64u},
    wire::{Event, EventData, Subject, Time},
};

/// An event as it stands in a call: its id, and the JSON that `GET /api/v1/events` gives for it.
pub struct Message {
    id: String,
    body: Vec<u8>,
}

/// An event that never happened: in no log, of a type that no other has, about no request.
#[derive(Serialize)]
struct Test<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    time: Time,
    subject: Subject,
    data: EventData,
}

impl Message {
    /// Any text under any id.
    #[must_use]
    pub fn new(id: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        let (id, body) = (id.into(), body.into());
        Self { id, body }
    }

    /// Of an event.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self::new(event.id.as_str(), json(event))
    }

    /// To try a webhook: `handover.test`, with the members of every event, about the request whose
    /// id is sixteen zero bytes (SPEC, 'Webhooks').
    #[must_use]
    pub fn test(now: Time) -> Self {
        let id = format!("test-{}", to_b64u(&random::<16>()));
        let body = json(&Test {
            id: &id,
            kind: "handover.test",
            time: now,
            subject: Subject::Request(BundleId::new([0; 16])),
            data: EventData::default(),
        });
        Self::new(id, body)
    }

    /// The `webhook-id`: the same in every try.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The JSON.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

fn json(event: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(event).expect("an event is texts and numbers")
}

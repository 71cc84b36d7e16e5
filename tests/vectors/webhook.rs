//! `webhook.json`: calls as receivers get them, for the published libraries of Standard Webhooks to
//! verify. Written when `HANDOVER_WRITE_VECTORS` is 1, compared otherwise.

use base64::{Engine, engine::general_purpose::STANDARD};
use handover::{
    clients::members::WebhookSecret,
    events::{Message, signature::sign},
    protocol::{
        token::BundleId,
        wire::{Event, EventData, EventKind, Subject, Time},
    },
};
use serde::{Deserialize, Serialize};

use crate::{filled, path, read};

/// The largest body of a call (Standard Webhooks).
const LARGEST: usize = 20_000;

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct File {
    about: String,
    calls: Vec<Call>,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Call {
    name: String,
    secrets: Vec<String>,
    id: String,
    timestamp: i64,
    body: String,
    signature: String,
}

#[test]
fn the_committed_calls_are_the_ones_that_are_made_here() {
    let made = File {
        about: "calls of webhooks, for a receiver to verify: README.md".to_owned(),
        calls: calls(),
    };
    if std::env::var("HANDOVER_WRITE_VECTORS").is_ok_and(|value| value == "1") {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(path("webhook.json"), format!("{text}\n")).unwrap();
    }
    let committed: File = read("webhook.json");
    for (made, committed) in made.calls.iter().zip(&committed.calls) {
        assert_eq!(made, committed);
        assert!(made.body.len() < LARGEST, "{}", made.name);
    }
    assert_eq!(made, committed);
}

fn calls() -> Vec<Call> {
    let opened = |confirmed, readable| EventData {
        confirmed: Some(confirmed),
        readable: Some(readable),
    };
    let none = EventData::default();
    let [created, answered] = [EventKind::RequestCreated, EventKind::RequestAnswered];
    [
        call("one secret", &[32], &event(created, Some("T-1234"), none)),
        call("the shortest secret", &[24], &event(answered, None, none)),
        call(
            "the longest secret",
            &[64],
            &event(EventKind::BundleClaimed, None, none),
        ),
        call(
            "two secrets during a rotation",
            &[32, 48],
            &event(
                EventKind::BundleOpened,
                Some("T-1234"),
                opened(true, Some(true)),
            ),
        ),
        call(
            "what is told as null",
            &[32],
            &event(EventKind::BundleOpened, None, opened(false, None)),
        ),
        call(
            "a reference beyond ASCII",
            &[32],
            &event(created, Some("dossier n° 12 — « boutique » 🛍"), none),
        ),
        call(
            "the longest body",
            &[32],
            &event(
                EventKind::InterventionFinished,
                Some(&"\u{1}".repeat(128)),
                none,
            ),
        ),
    ]
    .into()
}

fn event(kind: EventKind, reference: Option<&str>, data: EventData) -> Event {
    let id = BundleId::new([0x3f; 16]);
    let is_request = kind.to_string().starts_with("request");
    Event {
        id: "3f-1900000000000-0".to_owned(),
        kind,
        time: Time::from_millis(1_900_000_000_123),
        subject: if is_request {
            Subject::Request(id)
        } else {
            Subject::Bundle(id)
        },
        reference: reference.map(str::to_owned),
        data,
    }
}

/// `lengths` are those of the secrets: each is the first bytes of fill(n), from another place on.
fn call(name: &str, lengths: &[usize], event: &Event) -> Call {
    let texts = lengths.iter().enumerate().map(|(place, length)| {
        let bytes = &filled(place + length)[place..];
        format!("whsec_{}", STANDARD.encode(bytes))
    });
    let texts: Vec<String> = texts.collect();
    let secrets: Vec<WebhookSecret> = texts
        .iter()
        .map(|text| text.parse().ok().unwrap())
        .collect();
    let timestamp = 1_900_000_005;
    let message = Message::of(event);
    Call {
        name: name.to_owned(),
        secrets: texts,
        id: message.id().to_owned(),
        timestamp,
        body: String::from_utf8(message.body().to_vec()).unwrap(),
        signature: sign(&secrets, &message, timestamp),
    }
}

//! Fuzz targets of where Redis is, and of what it answers.

use redis::Value;

use super::{
    address::{Address, Kind, Place},
    fields,
    info::{Config, Info},
    replies::{self, Decision},
    stream,
};
use crate::{
    protocol::token::BundleId,
    protocol::wire::Time,
    store::{Answered, Ended, Error, Owner, RequestBearer, record::request::Beside},
};

/// No answer of Redis stops the service, and nothing but the word for it is a decision: an error or
/// a surprise is trouble, never 'gone' or 'not here'.
pub fn replies(data: &[u8]) {
    let Ok(reply) = redis::parse_redis_value(data) else {
        return;
    };
    decisions(&reply);
    numbers(&reply);
    records(&reply);
    if let Ok(entries) = stream::entries(reply.clone()) {
        entries
            .iter()
            .filter_map(stream::Entry::event)
            .for_each(drop);
    }
    Config::read(&reply);
    if let Ok(info) = Info::read(reply) {
        info.unsupported();
        assert!(info.limit().is_none_or(|limit| limit > 0));
    }
}

fn decisions(reply: &Value) {
    let first = match reply {
        Value::Array(items) => match items.first() {
            Some(Value::BulkString(word)) => Some(&word[..]),
            _ => None,
        },
        _ => None,
    };
    let says = |word: &[u8]| first == Some(word);
    match replies::decision(reply.clone()) {
        Ok(Decision::Nothing) => assert!(says(b"nothing")),
        Ok(Decision::Granted { .. }) => assert!(says(b"granted")),
        Ok(Decision::Wrong { .. }) => assert!(says(b"wrong")),
        Ok(Decision::Gone { .. }) => assert!(says(b"gone")),
        Err(error) => assert_trouble(&error),
    }
    match replies::answered(reply.clone()) {
        Ok(Answered::Nothing) => assert!(says(b"nothing")),
        Ok(Answered::Gone { .. }) => assert!(says(b"gone")),
        Ok(_) => {}
        Err(error) => assert_trouble(&error),
    }
    match replies::ended(reply.clone(), fields::state) {
        Ok(Ended::Nothing) => assert!(says(b"nothing")),
        Ok(Ended::Refused { .. }) => assert!(says(b"refused")),
        Ok(Ended::Done) => assert!(says(b"done")),
        Err(error) => assert_trouble(&error),
    }
    let created = replies::created(reply.clone());
    assert!(created.is_err() || first.is_some());
    let created = replies::created_before(reply.clone(), &[0; 32]);
    assert!(created.is_err() || first.is_none());
}

fn assert_trouble(error: &Error) {
    assert!(!matches!(error, Error::Interrupted(_)), "{error}");
}

fn numbers(reply: &Value) {
    let is_error = matches!(reply, Value::ServerError(_));
    let read = [
        replies::flag(reply.clone(), "fuzz").is_ok(),
        replies::count(reply.clone(), "fuzz").is_ok(),
        replies::bytes(reply.clone()).is_ok(),
        replies::is_there(reply).is_ok(),
        replies::time(reply.clone()).is_ok(),
        replies::words(reply.clone()).is_ok(),
    ];
    assert!(!is_error || read == [false; 6], "an error is an answer");
}

/// What a record says can be told to whoever may know it, at any time.
fn records(reply: &Value) {
    let Ok(kept) = fields::kept(reply.clone()) else {
        return;
    };
    let id = BundleId::new([3; BundleId::LENGTH]);
    let owner = Owner::parse("desk").expect("a name");
    for now in [0, 1_800_000_000_000, i64::MAX].map(Time::from_millis) {
        let receipts = [true, false].map(|envelope| {
            let bundle = kept.bundle.as_ref();
            bundle.map(|bundle| bundle.receipt(&id, now, envelope))
        });
        for answer in receipts {
            let Some(request) = &kept.request else {
                continue;
            };
            let beside = Beside {
                document: Vec::new(),
                wraps: Vec::new(),
                answer,
            };
            drop(request.seen(&id, &RequestBearer::Owner(owner.clone()), now, beside));
        }
    }
}

/// The address of a store says whom to call: none is guessed, and none is named in two ways.
pub fn stores(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(place) = Place::read(&text) {
        assert_eq!(Place::read(&place.to_string()), Some(place));
    }
    let Some(address) = Address::parse(&text) else {
        return;
    };
    assert!(text.starts_with("redis"), "another scheme");
    assert!(!address.places.is_empty(), "nobody to call");
    assert!(address.kind != Kind::Single || address.places.len() == 1);
    for place in &address.places {
        let node = address.node(place);
        let sentinel = address.sentinel(place, true);
        assert_eq!(node.addr(), sentinel.addr());
        assert!(sentinel.redis_settings().password().is_none());
    }
}

//! Fuzz targets of the API: bodies, queries, cursors, credentials, addresses, and whole calls.

mod calls;

use actix_web::http::header::{HeaderMap, HeaderValue};
use serde::{Serialize, de::DeserializeOwned};
use url::form_urlencoded;

pub use self::calls::calls;
use self::calls::{KEY, WORLD};
use super::{body, cursor, error::Error, limits, query};
use crate::{
    fuzzing::repeats,
    protocol::{
        apikey::{ApiKey, KeyId},
        envelope::Envelope,
        token::{BundleId, LinkToken},
        wire::{AnswerRequest, AskRequest, Confirm, OpenBundle, PutBundle, PutRequest, Time},
    },
    store::{
        Owner, Reference, Wraps,
        log::{ListPlace, Position},
    },
};

/// What is taken as a body is written as it was read; what is refused is not repeated.
pub fn bodies(data: &[u8]) {
    if let Some(put) = body_of::<PutBundle>(data) {
        let _ = Envelope::parse(put.envelope.0);
    }
    if let Some(answer) = body_of::<AnswerRequest>(data) {
        let sizes = answer.wraps.iter().map(|wrap| wrap.0.len());
        let all = sizes.clone().all(|size| size == Wraps::LENGTH);
        let fit = all && (1..=Wraps::MOST).contains(&sizes.len());
        assert_eq!(Wraps::parse(&answer.wraps).is_ok(), fit);
    }
    body_of::<OpenBundle>(data);
    body_of::<Confirm>(data);
    body_of::<PutRequest>(data);
    body_of::<AskRequest>(data);
}

fn body_of<T: DeserializeOwned + Serialize>(data: &[u8]) -> Option<T> {
    match body::parse::<T>(data) {
        Ok(body) => {
            let written = serde_json::to_vec(&body).expect("texts and numbers");
            let again = body::parse::<T>(&written).expect("it was written just now");
            assert_eq!(serde_json::to_vec(&again).ok(), Some(written));
            Some(body)
        }
        Err(refused) => {
            let told = match refused {
                Error::Invalid(reason) => reason,
                other => other.to_string(),
            };
            assert!(!repeats(&told, &String::from_utf8_lossy(data)), "{told}");
            None
        }
    }
}

/// A query is read as it was written, and a cursor by the list alone that gave it.
pub fn queries(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let known = ["reference", "cursor", "limit"];
    match query::members(text, known) {
        Ok(members) => {
            let there = known.iter().zip(&members);
            let there = there.filter_map(|(name, value)| Some((name, value.as_ref()?)));
            let mut written = form_urlencoded::Serializer::new(String::new());
            let written = written.extend_pairs(there).finish();
            assert_eq!(query::members(&written, known).ok(), Some(members.clone()));
            let [reference, cursor, limit] = members;
            if let Ok(limit) = query::limit(limit, 50, 100) {
                assert!((1..=100).contains(&limit));
            }
            let reference = reference.and_then(|text| Reference::parse(&text).ok());
            cursors(&cursor.unwrap_or_default(), reference.as_ref());
        }
        Err(Error::Invalid(told)) => assert!(!repeats(&told, text), "{told}"),
        Err(other) => unreachable!("{other}"),
    }
    cursors(text, Reference::parse(text).ok().as_ref());
}

fn cursors(text: &str, reference: Option<&Reference>) {
    let (desk, other) = (owner("desk"), owner("other"));
    if let Ok(place) = cursor::read_list(text, &desk, reference) {
        assert_eq!(cursor::of_list(&desk, reference, place), text);
    }
    if let Ok(place) = cursor::read_log(text, &desk) {
        assert_eq!(cursor::of_log(&desk, place), text);
    }
    let number = text
        .bytes()
        .fold(0_u64, |sum, byte| sum << 7 | u64::from(byte));
    let position = Position {
        millis: number,
        number: number >> 3,
    };
    let after = cursor::of_log(&desk, position);
    assert_eq!(cursor::read_log(&after, &desk).ok(), Some(position));
    assert!(cursor::read_log(&after, &other).is_err());
    let place = ListPlace {
        created_at: Time::from_millis(i64::try_from(number >> 1).unwrap_or(0)),
        id: BundleId::new([position.number.to_be_bytes()[7]; BundleId::LENGTH]),
    };
    let after = cursor::of_list(&desk, reference, place);
    assert_eq!(
        cursor::read_list(&after, &desk, reference).ok(),
        Some(place)
    );
    assert!(cursor::read_list(&after, &other, reference).is_err());
}

fn owner(name: &str) -> Owner {
    Owner::parse(name).expect("a name")
}

/// One `Authorization` header for each line: one credential of the right form is taken, and nothing
/// else.
pub fn credentials(data: &[u8]) {
    let lines: Vec<_> = data.split(|byte| *byte == b'\n').collect();
    let mut headers = Vec::new();
    for line in &lines {
        let Ok(value) = HeaderValue::from_bytes(line) else {
            return;
        };
        headers.push(value);
    }
    let text = match lines[..] {
        [line] => str::from_utf8(line).ok().and_then(|line| {
            let (scheme, text) = line.split_at_checked("bearer ".len())?;
            scheme.eq_ignore_ascii_case("bearer ").then_some(text)
        }),
        _ => None,
    };
    let as_written =
        |text: &&str| LinkToken::parse(text).is_ok_and(|token| token.to_b64u() == *text);
    let is_token = text.filter(as_written).is_some();
    let is_key = text == Some(KEY.expose());
    let (look, client) = WORLD.with(|world| world.shown(&headers));
    assert_eq!(look, if is_token { 404 } else { 401 });
    assert_eq!(client, if is_key { 200 } else { 401 });
    if let Some(key) = text.and_then(|text| ApiKey::parse(text).ok()) {
        assert_eq!(Some(key.expose()), text);
        assert!(KeyId::parse(&key.id().to_string()).is_ok());
    }
}

/// One `X-Forwarded-For` header for each line: a stranger's address is his own, and behind a trusted
/// proxy it is the one that the proxy saw.
pub fn forwarded(data: &[u8]) {
    let mut headers = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n') {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append(limits::FORWARDED_FOR, value);
        }
    }
    let [stranger, proxy] = ["192.0.2.1:1", "10.0.0.1:1"].map(|peer| peer.parse().expect("one"));
    let trusted = ["10.0.0.0/8".parse().expect("a network")];
    let itself = limits::source(stranger, &HeaderMap::new(), &trusted);
    assert_eq!(limits::source(stranger, &headers, &trusted), itself);
    assert_eq!(
        limits::source(proxy, &headers, &[]),
        limits::source(proxy, &HeaderMap::new(), &[])
    );
    limits::source(proxy, &headers, &trusted);
    let seen = HeaderValue::from_static("192.0.2.1, 10.0.0.7");
    headers.append(limits::FORWARDED_FOR, seen);
    assert_eq!(limits::source(proxy, &headers, &trusted), itself);
}

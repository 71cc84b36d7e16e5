//! `request.json`: requests that the TypeScript side made, and what may be wrong with them;
//! `README.md` says what its members mean.

use handover::protocol::{
    bundle::Bundle,
    collect::{check_envelope, open_answer},
    document::{Asked, RequestRefused},
    envelope::{Envelope, open},
    key::{LinkKeys, OpenKeys, Stretched},
    link::{CollectKey, CollectLink, LinkKind, Refusal, RequestLink},
    request::RequestKeys,
    team_key::{TeamKeyFile, TeamKeyRefused},
    token::{EnvelopeHash, Key, KeySeed, PublicKey, RequestSecret, from_b64u},
    wire::{Bytes, Time},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{Hex, digest, filled, read};

#[derive(Deserialize)]
struct File {
    salt: String,
    pk: String,
    documents: Vec<Document>,
    sealed: Vec<Sealed>,
    times: Vec<Times>,
    requests: Vec<Request>,
    keys: Vec<NamedKey>,
    collected: Vec<Collected>,
    envelopes: Vec<Came>,
    links: Vec<Link>,
    team_keys: Vec<TeamKey>,
}

#[derive(Deserialize)]
struct Document {
    name: String,
    text: Option<String>,
    hex: Option<Hex>,
    length: usize,
    sha256: Hex,
    asked: Option<Value>,
    expect: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Sealed {
    name: String,
    R: Hex,
    D_sealed: String,
    expect: String,
}

#[derive(Deserialize)]
struct Times {
    name: String,
    document: String,
    now: String,
    served: String,
    expect: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Request {
    name: String,
    D: Hex,
    R: Hex,
    rid: Hex,
    D_sealed: String,
    request_link: String,
    collect_link: String,
    answer: Answer,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Answer {
    K: Hex,
    link_token: Hex,
    open_token: Hex,
    envelope: String,
    envelope_sha256: Hex,
    items: Value,
}

#[derive(Deserialize)]
struct NamedKey {
    name: String,
    sk: Hex,
    pk: String,
}

#[derive(Deserialize)]
struct Collected {
    name: String,
    of: String,
    wraps: Vec<String>,
    envelope_sha256: Hex,
    own: String,
    known: Vec<String>,
    expect: String,
}

#[derive(Deserialize)]
struct Came {
    name: String,
    fill: usize,
    envelope_sha256: Hex,
    expect: String,
}

#[derive(Deserialize)]
struct Link {
    name: String,
    expected: String,
    input: String,
    payload: Option<Hex>,
    key: Option<String>,
    found: Option<String>,
    expect: String,
}

#[derive(Deserialize)]
struct TeamKey {
    name: String,
    file: String,
    stretched: Hex,
    sk: Option<Hex>,
    expect: String,
}

fn file() -> File {
    read("request.json")
}

/// The name of a refusal, which its words begin with, or `ok`.
fn outcome<T, E: ToString>(result: &Result<T, E>) -> String {
    result.as_ref().err().map_or("ok".to_owned(), |refused| {
        let words = refused.to_string();
        words.split_once(':').unwrap().0.to_owned()
    })
}

impl File {
    /// The text with its `<salt>`, `<pk>`, `<pk N>` and `<x N>` written out.
    fn written(&self, text: &str) -> Vec<u8> {
        let mut text = text.replace("<salt>", &self.salt).replace("<pk>", &self.pk);
        while let Some((before, rest)) = text.split_once("<pk ") {
            let (first, behind) = rest.split_once('>').unwrap();
            text = [before, first, &self.pk[1..], behind].concat();
        }
        while let Some((before, rest)) = text.split_once("<x ") {
            let (count, behind) = rest.split_once('>').unwrap();
            text = [before, &"x".repeat(count.parse().unwrap()), behind].concat();
        }
        text.into_bytes()
    }

    fn bytes(&self, document: &Document) -> Vec<u8> {
        let written = |text: &String| self.written(text);
        let hex = document.hex.as_ref().map(|hex| hex.0.clone());
        hex.or(document.text.as_ref().map(written)).unwrap()
    }

    fn seed(&self, name: &str) -> KeySeed {
        let key = self.keys.iter().find(|key| key.name == name).unwrap();
        KeySeed::new(key.sk.array())
    }
}

/// As the holder of the link reads what the server gives.
fn opened(document: &[u8]) -> Result<Asked, RequestRefused> {
    let keys = RequestKeys::derive(RequestSecret::of(document));
    keys.open_document(&keys.seal_document(document))
}

#[test]
fn documents_right_and_wrong() {
    let file = file();
    for case in &file.documents {
        let bytes = file.bytes(case);
        assert_eq!(
            (bytes.len(), digest(&bytes)),
            (case.length, case.sha256.clone()),
            "{}",
            case.name
        );
        let opened = opened(&bytes);
        assert_eq!(outcome(&opened), case.expect, "{}", case.name);
        if let Some(expected) = &case.asked {
            assert_asked(&opened.unwrap(), expected, &case.name);
        }
    }
}

fn assert_asked(asked: &Asked, expected: &Value, name: &str) {
    let kinds: Vec<_> = asked.ask.iter().map(|kind| kind.id).collect();
    assert_eq!(expected["keys"], asked.keys.len(), "{name}");
    assert_eq!(expected["ask"], Value::from(kinds), "{name}");
    assert_eq!(expected["from"], asked.from, "{name}");
    assert_eq!(expected["lang"], asked.lang.code(), "{name}");
    let end = Time::parse(expected["expires_at"].as_str().unwrap());
    assert_eq!(end, Some(asked.expires_at), "{name}");
    if let Some(reference) = expected.get("reference") {
        assert_eq!(reference, &asked.reference, "{name}");
    }
}

#[test]
fn what_the_server_gives_in_the_place_of_a_document() {
    for case in file().sealed {
        let keys = RequestKeys::derive(RequestSecret::new(case.R.array()));
        let opened = keys.open_document(&from_b64u(&case.D_sealed).unwrap());
        assert_eq!(outcome(&opened), case.expect, "{}", case.name);
    }
}

#[test]
fn times() {
    let file = file();
    let made = file.documents.iter().find(|case| case.name == "as made");
    let mut members: Value = serde_json::from_slice(&file.bytes(made.unwrap())).unwrap();
    for case in file.times {
        members["expires_at"] = case.document.into();
        let asked = opened(members.to_string().as_bytes()).unwrap();
        let time = |text: &str| Time::parse(text).unwrap();
        let checked = asked.check_times(time(&case.now), time(&case.served));
        assert_eq!(outcome(&checked), case.expect, "{}", case.name);
    }
}

#[test]
fn requests_that_the_other_side_made_and_answered() {
    for case in file().requests {
        assert_eq!(
            RequestSecret::of(&case.D.0).as_bytes()[..],
            case.R.0,
            "{}",
            case.name
        );
        let keys = RequestKeys::derive(RequestLink::parse(&case.request_link).unwrap().secret);
        assert_eq!(keys.id().as_bytes()[..], case.rid.0);
        assert!(CollectLink::parse(&case.collect_link).unwrap().secret == keys.secret);
        keys.open_document(&from_b64u(&case.D_sealed).unwrap())
            .unwrap();
        let key = Key::new(case.answer.K.array());
        let open_keys = OpenKeys::derive(&key, None);
        let link = LinkKeys::derive(&key).link_token;
        assert_eq!(link.as_bytes()[..], case.answer.link_token.0);
        assert_eq!(
            open_keys.open_token.as_bytes()[..],
            case.answer.open_token.0
        );
        let envelope = from_b64u(&case.answer.envelope).unwrap();
        assert_eq!(digest(&envelope), case.answer.envelope_sha256);
        let padded = open(&open_keys, &keys.id(), &Envelope::parse(envelope).unwrap()).unwrap();
        assert_eq!(items(&padded), case.answer.items, "{}", case.name);
    }
}

/// What a reader finds, as it is written again.
fn items(padded: &[u8]) -> Value {
    let body = Bundle::decode(padded).unwrap().encode().unwrap();
    let meta: Value = serde_json::from_slice(&body[4..]).unwrap();
    meta["items"].clone()
}

#[test]
fn keys_and_who_may_read_an_answer() {
    let file = file();
    for key in &file.keys {
        let public = KeySeed::new(key.sk.array()).public_key();
        assert!(public == PublicKey::parse(&key.pk).unwrap(), "{}", key.name);
    }
    for case in &file.collected {
        let request = file
            .requests
            .iter()
            .find(|request| request.name == case.of)
            .unwrap();
        let keys = RequestKeys::derive(RequestSecret::new(request.R.array()));
        let asked = keys
            .open_document(&from_b64u(&request.D_sealed).unwrap())
            .unwrap();
        let wraps: Vec<_> = case
            .wraps
            .iter()
            .map(|wrap| Bytes(from_b64u(wrap).unwrap()))
            .collect();
        let known: Vec<_> = case
            .known
            .iter()
            .map(|name| file.seed(name).public_key())
            .collect();
        let hash = EnvelopeHash::new(case.envelope_sha256.array());
        let opened = open_answer(&keys, &asked, &wraps, &hash, &file.seed(&case.own), &known);
        assert_eq!(outcome(&opened), case.expect, "{}, {}", case.of, case.name);
        if let Ok(key) = opened {
            assert_eq!(key.as_bytes()[..], request.answer.K.0, "{}", case.name);
        }
    }
    for case in &file.envelopes {
        let hash = EnvelopeHash::new(case.envelope_sha256.array());
        let checked = check_envelope(&filled(case.fill), &hash);
        assert_eq!(outcome(&checked), case.expect, "{}", case.name);
    }
}

#[test]
fn links_read_or_refused() {
    for case in file().links {
        let found = found(&case);
        assert_eq!(
            outcome(&found),
            case.expect,
            "{} {}",
            case.expected,
            case.name
        );
        match found {
            Ok(payload) => assert_eq!(Some(Hex(payload)), case.payload, "{}", case.name),
            Err(refusal) => {
                let kind = case.found.as_deref().map(|name| match name {
                    "share" => LinkKind::Share,
                    "receipt" => LinkKind::Receipt,
                    "request" => LinkKind::Request,
                    _ => LinkKind::Collect,
                });
                let expected = kind.map_or(refusal, Refusal::WrongKind);
                assert_eq!(refusal, expected, "{}", case.name);
            }
        }
    }
}

fn found(case: &Link) -> Result<Vec<u8>, Refusal> {
    if case.expected == "request" {
        let link = RequestLink::parse(&case.input)?;
        return Ok(link.secret.as_bytes().to_vec());
    }
    let link = CollectLink::parse(&case.input)?;
    let (key, secret): (_, &[u8]) = match &link.key {
        CollectKey::OneOff(seed) => ("one-off", seed.as_bytes()),
        CollectKey::Team(secret) => ("team", secret.as_bytes()),
    };
    assert_eq!(case.key.as_deref(), Some(key), "{}", case.name);
    Ok([link.secret.as_bytes(), secret].concat())
}

#[test]
fn team_key_files_right_and_wrong() {
    for case in file().team_keys {
        let stretched = Stretched::new(case.stretched.array());
        let opened = TeamKeyFile::read(&case.file).and_then(|file| file.open_stretched(&stretched));
        assert_eq!(
            outcome::<_, TeamKeyRefused>(&opened),
            case.expect,
            "{}",
            case.name
        );
        if let Some(seed) = case.sk {
            assert_eq!(opened.unwrap().as_bytes()[..], seed.0, "{}", case.name);
        }
    }
}

//! `apikey.json`: what an API key is made of, and what is none.

use handover::protocol::apikey::{ApiKey, KeyHash, KeyId};
use serde::Deserialize;

use crate::{Hex, read};

#[derive(Deserialize)]
struct File {
    keys: Vec<Vector>,
    malformed: Vec<Malformed>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    id: String,
    secret: Hex,
    key: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Malformed {
    name: String,
    text: String,
}

#[test]
fn keys_are_made_and_read_as_the_file_says() {
    for vector in read::<File>("apikey.json").keys {
        let id = KeyId::parse(&vector.id).unwrap();
        let made = ApiKey::new(id, vector.secret.array());
        assert_eq!(made.expose(), vector.key, "{}", vector.name);
        let key = ApiKey::parse(&vector.key).unwrap();
        assert_eq!(key.id().to_string(), vector.id, "{}", vector.name);
        assert_eq!(key.hash().to_string(), vector.sha256, "{}", vector.name);
        assert!(KeyHash::parse(&vector.sha256) == Some(key.hash()));
    }
}

#[test]
fn a_key_that_was_cut_or_mistyped_is_none() {
    for Malformed { name, text } in read::<File>("apikey.json").malformed {
        assert!(ApiKey::parse(&text).is_err(), "{name}");
    }
}

#[test]
fn no_two_keys_are_drawn_alike() {
    let (one, other) = (ApiKey::random(), ApiKey::random());
    assert!(one.hash() != other.hash() && one.id() != other.id());
    assert!(ApiKey::parse(one.expose()).is_ok());
}

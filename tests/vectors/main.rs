//! Files of inputs and results, and public test vectors, run through the code that the product uses.
//!
//! - `v1.json`: made by one independent implementation and checked by another; frozen.
//! - `token`, `padding`, `bundle`, `envelope`, `link`, `request`: made by the TypeScript side.
//! - `apikey.json`, `idempotency.json`: made by an independent implementation (Python).
//! - `rust.json`: made here, for the TypeScript side to open; `webhook.json`: made here, for the
//!   published libraries of receivers to verify.

#![cfg(feature = "client")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop where its file is not what it should be"
)]

mod apikey;
mod frozen;
#[cfg(feature = "server")]
mod idempotency;
mod made;
mod made_requests;
mod ours;
mod ours_requests;
mod public;
mod requests;
#[cfg(feature = "server")]
mod webhook;

use std::path::PathBuf;

use handover::protocol::{
    key::{OpenKeys, Stretched},
    padding::pad,
    token::sha256,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name)
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_slice(&std::fs::read(path(name)).unwrap()).unwrap()
}

/// Bytes that stand in a file as lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hex(Vec<u8>);

impl Hex {
    fn array<const N: usize>(&self) -> [u8; N] {
        self.0.as_slice().try_into().unwrap()
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self(hex::decode(text).unwrap()))
    }
}

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.0))
    }
}

/// The rule of the files for bytes that are not written out: byte i = (31 · i + 7) mod 256.
fn filled(length: usize) -> Vec<u8> {
    (0..length)
        .map(|i| u8::try_from((31 * i + 7) % 256).unwrap())
        .collect()
}

fn padded(mut body: Vec<u8>) -> Vec<u8> {
    body.resize(pad(body.len()), 0);
    body
}

/// `P`: empty without a passphrase.
fn stretched(p: &Hex) -> Option<Stretched> {
    (!p.0.is_empty()).then(|| Stretched::new(p.array()))
}

fn open_keys(k: &Hex, p: &Hex) -> OpenKeys {
    let key = handover::protocol::token::Key::new(k.array());
    OpenKeys::derive(&key, stretched(p).as_ref())
}

fn digest(bytes: &[u8]) -> Hex {
    Hex(sha256(bytes).to_vec())
}

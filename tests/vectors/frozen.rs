//! `v1.json`: every value on the way; its requests and team keys are in `requests`.

use handover::protocol::{
    bundle::Bundle,
    envelope::{Envelope, open, seal_with_salt},
    key::{LinkKeys, OpenKeys, receipt_token, stretch},
    link::{CollectKey, CollectLink, LinkKind, ReceiptLink, Refusal, RequestLink, ShareLink},
    padding::{envelope_length, pad, padded_length},
    prk::Prk,
    token::{BundleId, Key, ReceiptSecret, from_b64u},
};
use serde::Deserialize;

use crate::{Hex, digest, filled, padded, read, stretched};

#[derive(Deserialize)]
struct File {
    bundles: Vec<Sealed>,
    pads: Vec<Pad>,
    receipts: Vec<Receipt>,
    links: Links,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Sealed {
    name: String,
    K: Hex,
    passphrase: Option<String>,
    PRK0: Hex,
    link_token: Hex,
    link_hash: Hex,
    id: Hex,
    salt_pw: Hex,
    P: Hex,
    PRK1: Hex,
    open_token: Hex,
    open_hash: Hex,
    meta: Hex,
    files: Vec<Listed>,
    body_len: usize,
    padded_len: usize,
    padded_sha256: Hex,
    salt: Hex,
    header: Hex,
    key: Hex,
    nonce_prefix: Hex,
    commit: Hex,
    chunks: usize,
    envelope: Option<String>,
    envelope_len: usize,
    envelope_sha256: Hex,
    link: String,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    r#type: String,
    size: usize,
    sha256: Hex,
}

#[derive(Deserialize)]
struct Pad {
    n: usize,
    pad: usize,
    envelope_len: usize,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Receipt {
    id: Hex,
    M: Hex,
    receipt_token: Hex,
    receipt_hash: Hex,
    link: String,
}

#[derive(Deserialize)]
struct Links {
    kinds: Vec<Kind>,
    good: Vec<Good>,
    bad: Vec<Bad>,
}

#[derive(Deserialize)]
struct Kind {
    expected_kind: String,
    link: String,
    payload: Hex,
    with_tail: String,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Good {
    name: String,
    input: String,
    K: Hex,
}

#[derive(Deserialize)]
struct Bad {
    name: String,
    input: String,
    reason: String,
}

const BASE: &str = "https://handover.example";

impl Sealed {
    fn key(&self) -> Key {
        Key::new(self.K.array())
    }

    fn open_keys(&self) -> OpenKeys {
        OpenKeys::derive(&self.key(), stretched(&self.P).as_ref())
    }

    fn id(&self) -> BundleId {
        BundleId::new(self.id.array())
    }

    fn body(&self) -> Vec<u8> {
        let meta_length = u32::try_from(self.meta.0.len()).unwrap();
        let mut body = [&meta_length.to_be_bytes()[..], &self.meta.0].concat();
        for file in &self.files {
            body.extend(filled(file.size));
        }
        body
    }

    fn seal(&self) -> Envelope {
        let salt = self.salt.array();
        seal_with_salt(&self.open_keys(), &self.id(), &salt, &self.body())
    }
}

fn bundles() -> Vec<Sealed> {
    let bundles = read::<File>("v1.json").bundles;
    assert!(bundles.len() >= 6);
    bundles
}

#[test]
fn the_link_gives_token_hash_id_and_salt() {
    for vector in bundles() {
        let prk0 = Prk::extract(b"handover/1 link", &[&vector.K.0]);
        assert_eq!(prk0.as_bytes()[..], vector.PRK0.0, "{}", vector.name);
        let keys = LinkKeys::derive(&vector.key());
        assert_eq!(keys.link_token.as_bytes()[..], vector.link_token.0);
        assert_eq!(keys.link_hash().as_bytes()[..], vector.link_hash.0);
        assert_eq!(keys.id().as_bytes()[..], vector.id.0);
        assert_eq!(keys.salt_pw[..], vector.salt_pw.0);
    }
}

#[test]
fn the_passphrase_is_normalised_and_stretched() {
    for vector in bundles() {
        if let Some(passphrase) = &vector.passphrase {
            let p = stretch(passphrase, &vector.salt_pw.array()).unwrap();
            assert_eq!(p.as_bytes()[..], vector.P.0, "{}", vector.name);
        }
    }
}

#[test]
fn link_and_passphrase_give_token_hash_and_payload_keys() {
    for vector in bundles() {
        let prk1 = Prk::extract(b"handover/1 open", &[&vector.K.0, &vector.P.0]);
        assert_eq!(prk1.as_bytes()[..], vector.PRK1.0, "{}", vector.name);
        let keys = vector.open_keys();
        assert_eq!(keys.open_token.as_bytes()[..], vector.open_token.0);
        assert_eq!(keys.open_hash().as_bytes()[..], vector.open_hash.0);
        let payload = keys.payload(&vector.header.array(), &vector.id());
        assert_eq!(payload.key[..], vector.key.0);
        assert_eq!(payload.nonce_prefix[..], vector.nonce_prefix.0);
        assert_eq!(payload.commit[..], vector.commit.0);
    }
}

#[test]
fn sealing_gives_the_same_bytes() {
    for vector in bundles() {
        let envelope = vector.seal();
        assert_eq!(envelope.header()[..], vector.header.0, "{}", vector.name);
        assert_eq!(envelope.as_bytes().len(), vector.envelope_len);
        assert_eq!(digest(envelope.as_bytes()), vector.envelope_sha256);
        assert_eq!(
            envelope.chunks().len(),
            vector.padded_len + vector.chunks * 16
        );
        if let Some(whole) = &vector.envelope {
            assert_eq!(envelope.as_bytes(), from_b64u(whole).unwrap());
        }
    }
}

#[test]
fn opening_gives_the_padded_body() {
    for vector in bundles() {
        let bytes = vector.seal().into_bytes();
        let envelope = Envelope::parse(bytes).unwrap();
        let plain = open(&vector.open_keys(), &vector.id(), &envelope).unwrap();
        assert_eq!(plain.len(), vector.padded_len, "{}", vector.name);
        assert_eq!(digest(&plain), vector.padded_sha256);
    }
}

#[test]
fn the_body_is_the_bundle() {
    for vector in bundles() {
        let body = vector.body();
        assert_eq!(body.len(), vector.body_len, "{}", vector.name);
        let bundle = Bundle::decode(&padded(body.clone())).unwrap();
        assert_eq!(*bundle.encode().unwrap(), body);
        assert_eq!(bundle.files.len(), vector.files.len());
        for (file, listed) in bundle.files.iter().zip(&vector.files) {
            assert_eq!(
                (&file.name, &file.media_type),
                (&listed.name, &listed.r#type)
            );
            assert_eq!(digest(&file.bytes), listed.sha256);
        }
    }
}

#[test]
fn share_links() {
    for vector in bundles() {
        let link = ShareLink::parse(&vector.link).unwrap();
        assert!(link.key == vector.key(), "{}", vector.name);
        assert_eq!(link.passphrase, vector.passphrase.is_some());
        assert_eq!(*link.to_url(BASE), vector.link);
    }
}

#[test]
fn padding_and_the_sizes_of_envelopes() {
    for vector in read::<File>("v1.json").pads {
        assert_eq!(pad(vector.n), vector.pad, "pad({})", vector.n);
        assert_eq!(envelope_length(vector.pad), vector.envelope_len);
        assert_eq!(padded_length(vector.envelope_len), Some(vector.pad));
    }
}

#[test]
fn receipts() {
    for vector in read::<File>("v1.json").receipts {
        let token = receipt_token(&ReceiptSecret::new(vector.M.array()));
        assert_eq!(token.as_bytes()[..], vector.receipt_token.0);
        assert_eq!(token.hash().as_bytes()[..], vector.receipt_hash.0);
        let link = ReceiptLink::parse(&vector.link).unwrap();
        assert_eq!(link.id.as_bytes()[..], vector.id.0);
        assert_eq!(link.secret.as_bytes()[..], vector.M.0);
        assert_eq!(*link.to_url(BASE), vector.link);
    }
}

#[test]
fn every_kind_of_link_is_told_apart() {
    for vector in read::<File>("v1.json").links.kinds {
        for text in [&vector.link, &vector.with_tail] {
            match vector.expected_kind.as_str() {
                "share" => {
                    let link = ShareLink::parse(text).unwrap();
                    assert_eq!(link.key.as_bytes()[..], vector.payload.0);
                }
                "receipt" => {
                    let link = ReceiptLink::parse(text).unwrap();
                    assert_eq!(link.id.as_bytes()[..], vector.payload.0[..16]);
                    assert_eq!(link.secret.as_bytes()[..], vector.payload.0[16..]);
                }
                "request" => {
                    assert_eq!(share_refusal(text), Refusal::WrongKind(LinkKind::Request));
                    let link = RequestLink::parse(text).unwrap();
                    assert_eq!(link.secret.as_bytes()[..], vector.payload.0);
                }
                _ => {
                    assert_eq!(share_refusal(text), Refusal::WrongKind(LinkKind::Collect));
                    let link = CollectLink::parse(text).unwrap();
                    assert_eq!(link.secret.as_bytes()[..], vector.payload.0[..32]);
                    match link.key {
                        CollectKey::OneOff(seed) => {
                            assert_eq!(seed.as_bytes()[..], vector.payload.0[32..]);
                        }
                        CollectKey::Team(secret) => {
                            assert_eq!(secret.as_bytes()[..], vector.payload.0[32..]);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn links_survive_what_mail_programs_add() {
    for vector in read::<File>("v1.json").links.good {
        let link = ShareLink::parse(&vector.input).expect(&vector.name);
        assert_eq!(link.key.as_bytes()[..], vector.K.0, "{}", vector.name);
    }
}

#[test]
fn damaged_links_are_refused_for_the_right_reason() {
    for vector in read::<File>("v1.json").links.bad {
        let told = share_refusal(&vector.input).to_string();
        let (reason, _) = told.split_once(':').unwrap();
        assert_eq!(reason, vector.reason, "{}", vector.name);
    }
}

fn share_refusal(text: &str) -> Refusal {
    ShareLink::parse(text).err().unwrap()
}

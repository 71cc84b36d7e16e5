//! `requests` and `team_keys` of `v1.json`, which is frozen, and of `rust.json`, which is made in
//! `ours_requests`: every value on the way, and both ways that lead through it.

use handover::protocol::{
    bundle::Bundle,
    collect::{check_answer, check_envelope, open_answer},
    document::Asked,
    envelope::{Envelope, open},
    key::{LinkKeys, OpenKeys, stretch},
    link::{CollectKey, CollectLink, RequestLink},
    prk::Prk,
    request::RequestKeys,
    team_key::TeamKeyFile,
    token::{
        BundleId, EnvelopeHash, Key, KeySeed, OneOffSeed, PublicKey, RequestSecret, TeamSecret,
        from_b64u, to_b64u,
    },
    wire::Bytes,
    wrap::{Binding, open_wrap},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Hex, read};

#[derive(Deserialize)]
pub(crate) struct File {
    pub(crate) requests: Vec<Request>,
    pub(crate) team_keys: Vec<TeamKey>,
}

#[derive(Serialize, Deserialize, PartialEq)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<Hex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) T: Option<Hex>,
    pub(crate) collect_prk: Hex,
    pub(crate) collect_token: Hex,
    pub(crate) collect_hash: Hex,
    pub(crate) D: Hex,
    pub(crate) R: Hex,
    pub(crate) PRKr: Hex,
    pub(crate) answer_token: Hex,
    pub(crate) answer_hash: Hex,
    pub(crate) rid: Hex,
    pub(crate) dk: Hex,
    pub(crate) code: String,
    pub(crate) D_sealed: String,
    pub(crate) request_link: String,
    pub(crate) collect_link: String,
    pub(crate) answer: Answer,
    pub(crate) wraps: Vec<Wrap>,
}

#[derive(Serialize, Deserialize, PartialEq)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
pub(crate) struct Answer {
    pub(crate) K: Hex,
    pub(crate) id: Hex,
    pub(crate) link_token: Hex,
    pub(crate) open_token: Hex,
    pub(crate) link_hash: Hex,
    pub(crate) open_hash: Hex,
    pub(crate) meta: Hex,
    pub(crate) envelope: String,
    pub(crate) envelope_sha256: Hex,
}

#[derive(Serialize, Deserialize, PartialEq)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
pub(crate) struct Wrap {
    pub(crate) sk: Hex,
    pub(crate) pk: String,
    pub(crate) info: Hex,
    pub(crate) aad: Hex,
    pub(crate) wrap: String,
    pub(crate) K: Hex,
}

#[derive(Serialize, Deserialize, PartialEq)]
pub(crate) struct TeamKey {
    pub(crate) passphrase: String,
    pub(crate) sk: Hex,
    pub(crate) argon2: Hex,
    pub(crate) file: String,
    pub(crate) fingerprint: String,
}

const BASE: &str = "https://handover.example";

impl Request {
    fn secret(&self) -> RequestSecret {
        RequestSecret::new(self.R.array())
    }

    fn keys(&self) -> RequestKeys {
        RequestKeys::derive(self.secret())
    }

    fn collect_key(&self) -> CollectKey {
        match (&self.seed, &self.T) {
            (Some(seed), None) => CollectKey::OneOff(OneOffSeed::new(seed.array())),
            (None, Some(secret)) => CollectKey::Team(TeamSecret::new(secret.array())),
            _ => unreachable!("a request has either"),
        }
    }

    fn asked(&self) -> Asked {
        let sealed = from_b64u(&self.D_sealed).unwrap();
        self.keys().open_document(&sealed).unwrap()
    }

    fn envelope_hash(&self) -> EnvelopeHash {
        EnvelopeHash::new(self.answer.envelope_sha256.array())
    }

    fn seeds(&self) -> impl Iterator<Item = KeySeed> {
        let wraps = self.wraps.iter();
        wraps.map(|wrap| KeySeed::new(wrap.sk.array()))
    }
}

fn files() -> [File; 2] {
    [read("v1.json"), read("rust.json")]
}

fn requests() -> impl Iterator<Item = Request> {
    files().into_iter().flat_map(|file| {
        assert!(file.requests.len() >= 4);
        file.requests
    })
}

#[test]
fn the_document_gives_r_and_r_everything_else() {
    for vector in requests() {
        assert_eq!(
            RequestSecret::of(&vector.D.0).as_bytes()[..],
            vector.R.0,
            "{}",
            vector.name
        );
        let prk = Prk::extract(b"handover/1 request", &[&vector.R.0]);
        assert_eq!(prk.as_bytes()[..], vector.PRKr.0);
        assert_eq!(prk.expand::<32>(&[b"handover/1 document"])[..], vector.dk.0);
        let keys = vector.keys();
        assert_eq!(keys.answer_token.as_bytes()[..], vector.answer_token.0);
        assert_eq!(
            keys.answer_token.hash().as_bytes()[..],
            vector.answer_hash.0
        );
        assert_eq!(keys.id().as_bytes()[..], vector.rid.0);
        assert_eq!(keys.code.to_string(), vector.code);
    }
}

#[test]
fn the_document_is_sealed_to_these_very_bytes_and_read_back() {
    for vector in requests() {
        let sealed = vector.keys().seal_document(&vector.D.0);
        assert_eq!(to_b64u(&sealed), vector.D_sealed, "{}", vector.name);
        let members: Value = serde_json::from_slice(&vector.D.0).unwrap();
        let salt = from_b64u(members["salt"].as_str().unwrap()).unwrap();
        let written = vector.asked().encode(&salt.try_into().unwrap()).unwrap();
        assert_eq!(Hex(written), vector.D);
    }
}

#[test]
fn the_collect_secret_gives_its_token_and_with_a_one_off_key_the_key() {
    for vector in requests() {
        let key = vector.collect_key();
        let secret = vector.seed.as_ref().or(vector.T.as_ref()).unwrap();
        let prk = Prk::extract(b"handover/1 collect", &[&secret.0]);
        assert_eq!(prk.as_bytes()[..], vector.collect_prk.0, "{}", vector.name);
        assert_eq!(key.token().as_bytes()[..], vector.collect_token.0);
        assert_eq!(key.token().hash().as_bytes()[..], vector.collect_hash.0);
        if let CollectKey::OneOff(seed) = key {
            assert_eq!(vector.key, "one-off");
            assert_eq!(seed.key().as_bytes()[..], vector.wraps[0].sk.0);
        }
    }
}

#[test]
fn both_links_written_and_read() {
    for vector in requests() {
        let link = RequestLink::parse(&vector.request_link).unwrap();
        assert!(link.secret == vector.secret(), "{}", vector.name);
        assert_eq!(*link.to_url(BASE), vector.request_link);
        let link = CollectLink::parse(&vector.collect_link).unwrap();
        assert!(link.secret == vector.secret());
        assert!(link.key.token() == vector.collect_key().token());
        assert_eq!(*link.to_url(BASE), vector.collect_link);
    }
}

#[test]
fn each_wrap_opens_to_the_key_of_the_answer() {
    for vector in requests() {
        for wrap in &vector.wraps {
            let id = BundleId::new(vector.rid.array());
            let binding = Binding::new(&vector.secret(), &id, &vector.envelope_hash());
            assert_eq!(
                (binding.info(), binding.aad()),
                (&*wrap.info.0, &*wrap.aad.0)
            );
            let seed = KeySeed::new(wrap.sk.array());
            assert_eq!(seed.public_key().to_b64u(), wrap.pk, "{}", vector.name);
            let key = open_wrap(&seed, &binding, &from_b64u(&wrap.wrap).unwrap()).unwrap();
            assert_eq!(key.as_bytes()[..], wrap.K.0);
        }
    }
}

#[test]
fn who_collects_comes_from_the_wraps_to_the_bundle() {
    for vector in requests() {
        let (keys, asked) = (vector.keys(), vector.asked());
        let known: Vec<_> = vector.seeds().map(|seed| seed.public_key()).collect();
        let wraps = vector
            .wraps
            .iter()
            .map(|wrap| from_b64u(&wrap.wrap).unwrap());
        let wraps: Vec<_> = wraps.map(Bytes).collect();
        let envelope = from_b64u(&vector.answer.envelope).unwrap();
        check_envelope(&envelope, &vector.envelope_hash()).unwrap();
        let envelope = Envelope::parse(envelope).unwrap();
        for own in vector.seeds() {
            check_answer(&asked, &wraps, &known).unwrap();
            let hash = vector.envelope_hash();
            let key = open_answer(&keys, &asked, &wraps, &hash, &own, &known).unwrap();
            assert_answers(&vector, &key, &envelope);
        }
    }
}

fn assert_answers(vector: &Request, key: &Key, envelope: &Envelope) {
    let id = BundleId::new(vector.rid.array());
    let link = LinkKeys::derive(key);
    let keys = OpenKeys::derive(key, None);
    assert_eq!(link.link_token.as_bytes()[..], vector.answer.link_token.0);
    assert_eq!(link.link_hash().as_bytes()[..], vector.answer.link_hash.0);
    assert_eq!(keys.open_token.as_bytes()[..], vector.answer.open_token.0);
    assert_eq!(keys.open_hash().as_bytes()[..], vector.answer.open_hash.0);
    let padded = open(&keys, &id, envelope).unwrap();
    let body = Bundle::decode(&padded).unwrap().encode().unwrap();
    assert!(body[4..].starts_with(&vector.answer.meta.0));
}

#[test]
fn team_key_files() {
    for vector in files().into_iter().flat_map(|file| file.team_keys) {
        let file = TeamKeyFile::read(&vector.file).unwrap();
        let seed = file.open(&vector.passphrase).unwrap();
        assert_eq!(seed.as_bytes()[..], vector.sk.0, "{}", file.name);
        assert!(seed.public_key() == file.public_key);
        assert_eq!(file.public_key.fingerprint(), vector.fingerprint);
        assert_eq!(file.to_text(), vector.file);
        let members: Value = serde_json::from_str(&vector.file).unwrap();
        let salt = from_b64u(members["salt"].as_str().unwrap()).unwrap();
        let stretched = stretch(&vector.passphrase, &salt.try_into().unwrap()).unwrap();
        assert_eq!(stretched.as_bytes()[..], vector.argon2.0);
        let public = members["public_key"].as_str().unwrap();
        assert!(PublicKey::parse(public).unwrap() == file.public_key);
    }
}

//! `requests` and `team_keys` of `rust.json`: made here, for the TypeScript side to open; opened
//! here by `requests`.

use std::convert::Infallible;

use handover::protocol::{
    bundle::{Bundle, Fields, Item, Lang},
    document::Asked,
    envelope::seal_with_salt,
    key::{LinkKeys, OpenKeys, stretch},
    kind::Kind,
    link::{CollectKey, CollectLink, RequestLink},
    prk::Prk,
    request::RequestKeys,
    team_key::TeamKeyFile,
    token::{
        EnvelopeHash, Key, KeySeed, OneOffSeed, PublicKey, RequestSecret, TeamSecret, sha256,
        to_b64u,
    },
    wire::Time,
    wrap::{Binding, seal_wrap_with},
};
use rand::rand_core::{TryCryptoRng, TryRng};
use zeroize::Zeroizing;

use crate::{
    Hex,
    requests::{Answer, Request, TeamKey, Wrap},
};

const BASE: &str = "https://handover.example";
const SECOND: i64 = 1_000;

/// Bytes that are the same every time, and different under each name.
fn seeded<const N: usize>(name: &str, what: &str) -> [u8; N] {
    let digest = sha256(format!("{name} {what}").as_bytes());
    digest.first_chunk().copied().unwrap()
}

/// `H(name ‖ 0)`, `H(name ‖ 1)` and so on, in the place of the system's CSPRNG.
struct Given {
    name: String,
    block: u8,
}

impl TryRng for Given {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("encapsulation asks for bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("encapsulation asks for bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for chunk in out.chunks_mut(32) {
            let digest = sha256(&[self.name.as_bytes(), &[self.block]].concat());
            chunk.copy_from_slice(&digest[..chunk.len()]);
            self.block += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Given {}

pub(crate) fn requests() -> Vec<Request> {
    let seed = |name: &str| OneOffSeed::new(seeded(name, "seed"));
    let team = |name: &str| CollectKey::Team(TeamSecret::new(seeded(name, "T")));
    let plain = |ask: &[&str]| asked(ask, "T-4711", "Support", Lang::En);
    vec![
        make(
            "one-off",
            CollectKey::OneOff(seed("one-off")),
            &[seed("one-off").key()],
            plain(&["backoffice"]),
        ),
        make(
            "team",
            team("team"),
            &team_seeds(1),
            plain(&["ftp", "other"]),
        ),
        make(
            "eight keys",
            team("eight keys"),
            &team_seeds(8),
            plain(&["domain", "panel"]),
        ),
        make(
            "awkward text",
            team("awkward text"),
            &team_seeds(2),
            asked(
                &["other", "panel", "domain", "database", "ftp", "backoffice"],
                "№ 4711 \"\\/\u{7f}\u{2028}\u{1}\u{1f511}",
                "Zoé <script>\u{202e}",
                Lang::Fr,
            ),
        ),
        make(
            "nothing said",
            team("nothing said"),
            &team_seeds(1),
            asked(&["domain"], "", "", Lang::Fr),
        ),
    ]
}

fn asked(ask: &[&str], reference: &str, from: &str, lang: Lang) -> Asked {
    Asked {
        keys: Vec::new(),
        ask: ask.iter().map(|id| Kind::find(id).unwrap()).collect(),
        reference: reference.to_owned(),
        from: from.to_owned(),
        lang,
        expires_at: Time::from_millis(1_900_000_000 * SECOND + 7),
    }
}

fn team_seeds(count: usize) -> Vec<KeySeed> {
    let names = (0..count).map(|i| format!("team {i}"));
    names
        .map(|name| KeySeed::new(seeded(&name, "sk")))
        .collect()
}

fn make(name: &str, key: CollectKey, seeds: &[KeySeed], mut asked: Asked) -> Request {
    asked.keys = seeds.iter().map(KeySeed::public_key).collect();
    let document = asked.encode(&seeded(name, "salt")).unwrap();
    let secret = || RequestSecret::of(&document);
    let keys = RequestKeys::derive(secret());
    let prk = Prk::extract(b"handover/1 request", &[secret().as_bytes()]);
    let answer = answer(name, &keys, &asked);
    let wraps = seeds
        .iter()
        .map(|seed| wrap(name, &keys, seed, &answer))
        .collect();
    let (kind, secret_bytes) = match &key {
        CollectKey::OneOff(seed) => ("one-off", seed.as_bytes().to_vec()),
        CollectKey::Team(secret) => ("team", secret.as_bytes().to_vec()),
    };
    let one_off = kind == "one-off";
    Request {
        name: name.to_owned(),
        key: kind.to_owned(),
        seed: one_off.then(|| Hex(secret_bytes.clone())),
        T: (!one_off).then(|| Hex(secret_bytes.clone())),
        collect_prk: hex(Prk::extract(b"handover/1 collect", &[&secret_bytes]).as_bytes()),
        collect_token: hex(key.token().as_bytes()),
        collect_hash: hex(key.token().hash().as_bytes()),
        R: hex(secret().as_bytes()),
        PRKr: hex(prk.as_bytes()),
        answer_token: hex(keys.answer_token.as_bytes()),
        answer_hash: hex(keys.answer_token.hash().as_bytes()),
        rid: hex(keys.id().as_bytes()),
        dk: hex(&prk.expand::<32>(&[b"handover/1 document"])),
        code: keys.code.to_string(),
        D_sealed: to_b64u(&keys.seal_document(&document)),
        request_link: RequestLink { secret: secret() }.to_url(BASE).to_string(),
        collect_link: CollectLink {
            secret: secret(),
            key,
        }
        .to_url(BASE)
        .to_string(),
        D: Hex(document),
        answer,
        wraps,
    }
}

/// An item for each kind, the last one absent.
fn answer(name: &str, request: &RequestKeys, asked: &Asked) -> Answer {
    let last = asked.ask.len() - 1;
    let items = asked
        .ask
        .iter()
        .enumerate()
        .map(|(i, kind)| item(kind, i > 0 && i == last));
    let bundle = Bundle {
        items: items.collect(),
        files: vec![],
        lang: asked.lang,
    };
    let body = bundle.encode().unwrap();
    let key = Key::new(seeded(name, "K"));
    let (link, open) = (LinkKeys::derive(&key), OpenKeys::derive(&key, None));
    let salt = seeded(name, "envelope salt");
    let envelope = seal_with_salt(&open, &request.id(), &salt, &body);
    Answer {
        K: hex(key.as_bytes()),
        id: hex(request.id().as_bytes()),
        link_token: hex(link.link_token.as_bytes()),
        open_token: hex(open.open_token.as_bytes()),
        link_hash: hex(link.link_hash().as_bytes()),
        open_hash: hex(open.open_hash().as_bytes()),
        meta: hex(&body[4..]),
        envelope: to_b64u(envelope.as_bytes()),
        envelope_sha256: hex(EnvelopeHash::digest(envelope.as_bytes()).as_bytes()),
    }
}

fn item(kind: &Kind, absent: bool) -> Item {
    let mut fields = Fields::default();
    if !absent {
        for field in kind.fields {
            fields.set(
                field.id,
                Zeroizing::new(format!("{} «{}»", field.id, kind.id)),
            );
        }
    }
    Item {
        kind: kind.id.to_owned(),
        fields,
        note: None,
        absent,
    }
}

fn wrap(name: &str, request: &RequestKeys, seed: &KeySeed, answer: &Answer) -> Wrap {
    let public: PublicKey = seed.public_key();
    let envelope = EnvelopeHash::new(answer.envelope_sha256.array());
    let binding = Binding::new(&request.secret, &request.id(), &envelope);
    let key = Key::new(answer.K.array());
    let mut rng = Given {
        name: format!("{name} {}", public.fingerprint()),
        block: 0,
    };
    let wrap = seal_wrap_with(&mut rng, &public, &binding, &key).unwrap();
    Wrap {
        sk: hex(seed.as_bytes()),
        pk: public.to_b64u(),
        info: hex(binding.info()),
        aad: hex(binding.aad()),
        wrap: to_b64u(&wrap),
        K: answer.K.clone(),
    }
}

pub(crate) fn team_keys() -> Vec<TeamKey> {
    let named = [
        ("support", "five words of the team"),
        ("équipe « nuit » \"\\\u{202e}", " ﬁne Å ① "),
    ];
    named
        .map(|(name, passphrase)| team_key(name, passphrase))
        .into()
}

fn team_key(name: &str, passphrase: &str) -> TeamKey {
    let seed = KeySeed::new(seeded(name, "sk"));
    let salt = seeded(name, "salt");
    let made = Time::from_millis(1_800_000_000 * SECOND + 250);
    let file =
        TeamKeyFile::wrap_with(&seed, name, passphrase, made, salt, seeded(name, "nonce")).unwrap();
    TeamKey {
        passphrase: passphrase.to_owned(),
        sk: hex(seed.as_bytes()),
        argon2: hex(stretch(passphrase, &salt).unwrap().as_bytes()),
        file: file.to_text(),
        fingerprint: file.public_key.fingerprint(),
    }
}

fn hex(bytes: &[u8]) -> Hex {
    Hex(bytes.to_vec())
}

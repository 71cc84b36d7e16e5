//! Every type of ours that holds a secret gives its memory back without it.

use std::{collections::BTreeSet, hint::black_box, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use handover::{
    clients::members::WebhookSecret,
    handover::{Opening, seal},
    protocol::{
        apikey::ApiKey,
        bundle::{Bundle, BundleFile, Fields, Item, Lang},
        envelope,
        idempotency::{Draw, IdempotencyKey},
        key::{LinkKeys, OpenKeys, PayloadKeys, Stretched},
        link::{CollectKey, CollectLink, ReceiptLink, RequestLink, ShareLink},
        prk::Prk,
        request::RequestKeys,
        team_key::TeamKeyFile,
        token::{
            AnswerToken, BundleId, Claim, CollectToken, EnvelopeHash, Key, KeySeed, LinkToken,
            OneOffSeed, OpenToken, ReceiptSecret, ReceiptToken, RequestSecret, TeamSecret, random,
        },
        wire::{Confirm, OpenBundle, Time},
        wrap::{Binding, open_wrap, seal_wrap},
    },
    span::Span,
};
use zeroize::Zeroizing;

use crate::{sources, watch::watch};

/// A type, and a check that its memory is wiped.
type Row = (&'static str, fn());

/// Makes a value twice: once to learn what is secret in it, once to see it go.
#[track_caller]
fn goes<T>(make: impl Fn() -> T, secrets: impl Fn(&T) -> Vec<Vec<u8>>) {
    let wanted = secrets(&make());
    let left = watch(&wanted, || end(make()));
    assert!(left.is_empty(), "left in freed memory: {left:?}");
}

/// Drops a value that is on the heap, where the compiler cannot see that nobody needed it.
fn end<T>(value: T) {
    drop(black_box(Box::new(value)));
}

/// A type of fixed size around its bytes.
macro_rules! bytes {
    ($name:ident) => {
        (stringify!($name), || {
            let bytes = random();
            goes(
                || $name::new(bytes),
                |value| vec![value.as_bytes().to_vec()],
            );
        })
    };
}

const TYPES: [Row; 28] = [
    bytes!(Key),
    bytes!(ReceiptSecret),
    bytes!(Claim),
    bytes!(LinkToken),
    bytes!(OpenToken),
    bytes!(ReceiptToken),
    bytes!(RequestSecret),
    bytes!(OneOffSeed),
    bytes!(TeamSecret),
    bytes!(KeySeed),
    bytes!(AnswerToken),
    bytes!(CollectToken),
    bytes!(Stretched),
    ("ApiKey", api_key),
    ("WebhookSecret", webhook_secret),
    ("Prk", prk),
    ("LinkKeys", link_keys),
    ("OpenKeys", open_keys),
    ("PayloadKeys", payload_keys),
    ("RequestKeys", request_keys),
    ("Draw", draw),
    ("Binding", binding),
    ("ShareLink", share_link),
    ("ReceiptLink", receipt_link),
    ("RequestLink", request_link),
    ("CollectLink", collect_link),
    ("Bundle", bundle),
    ("OpenBundle", bodies),
];

fn api_key() {
    let text = ApiKey::random().expose().to_owned();
    goes(
        || ApiKey::parse(&text),
        |_| vec![text.as_bytes()[13..56].to_vec()],
    );
}

fn webhook_secret() {
    let text = WebhookSecret::random().expose();
    let encoded = text.as_bytes()[6..].to_vec();
    let bytes = STANDARD.decode(&encoded).unwrap();
    let secrets = || vec![encoded.clone(), bytes.clone()];
    goes(
        || text.parse::<WebhookSecret>().ok().unwrap(),
        |_| secrets(),
    );
    let secret: WebhookSecret = text.parse().ok().unwrap();
    goes(|| secret.expose(), |_| secrets());
}

fn prk() {
    let key = random::<32>();
    goes(
        || Prk::extract(b"label", &[&key]),
        |prk| vec![prk.as_bytes().to_vec()],
    );
}

fn link_keys() {
    let key = Key::random();
    goes(
        || LinkKeys::derive(&key),
        |keys| vec![keys.link_token.as_bytes().to_vec(), keys.salt_pw.to_vec()],
    );
}

fn open_keys() {
    let (key, stretched) = (Key::random(), Stretched::new(random()));
    let prk = Prk::extract(b"handover/1 open", &[key.as_bytes(), stretched.as_bytes()]);
    goes(
        || OpenKeys::derive(&key, Some(&stretched)),
        |keys| vec![keys.open_token.as_bytes().to_vec(), prk.as_bytes().to_vec()],
    );
}

fn payload_keys() {
    let keys = OpenKeys::derive(&Key::random(), None);
    let (header, id) = (random(), BundleId::new(random()));
    goes(
        || keys.payload(&header, &id),
        |keys: &PayloadKeys| vec![keys.key.to_vec(), keys.nonce_prefix.to_vec()],
    );
}

fn request_keys() {
    let secret = random();
    let prk = Prk::extract(b"handover/1 request", &[&secret]);
    let document_key: [u8; 32] = prk.expand(&[b"handover/1 document"]);
    goes(
        || RequestKeys::derive(RequestSecret::new(secret)),
        |keys| {
            vec![
                secret.to_vec(),
                keys.answer_token.as_bytes().to_vec(),
                document_key.to_vec(),
            ]
        },
    );
}

fn draw() {
    let (key, call) = (ApiKey::random(), IdempotencyKey::parse("one").unwrap());
    goes(
        || Draw::repeatable(&key, &call),
        |draw| vec![draw.team.as_bytes().to_vec()],
    );
}

fn binding() {
    let secret = RequestSecret::random();
    let (id, envelope) = (BundleId::new(random()), EnvelopeHash::digest(b""));
    goes(
        || Binding::new(&secret, &id, &envelope),
        |_| vec![secret.as_bytes().to_vec()],
    );
    let (own, key) = (KeySeed::random(), Key::random());
    let binding = Binding::new(&secret, &id, &envelope);
    let wrap = seal_wrap(&own.public_key(), &binding, &key).unwrap();
    let secrets = [own.as_bytes().to_vec(), key.as_bytes().to_vec()];
    goes(
        || open_wrap(&own, &binding, &wrap).unwrap(),
        |_| secrets.to_vec(),
    );
}

/// A link: what is in it, and its text.
macro_rules! link {
    ($check:ident, $link:expr, $type:ident) => {
        fn $check() {
            let link = $link;
            let text = link.to_url("https://handover.example");
            let payload = text.split_once("#1").unwrap().1.as_bytes()[24..].to_vec();
            goes(
                || link.to_url("https://handover.example"),
                |_| vec![payload.clone()],
            );
            let wanted = [payload];
            let left = watch(&wanted, || {
                let copy = Zeroizing::new(text.to_string());
                end($type::parse(&copy));
            });
            assert!(left.is_empty(), "left in freed memory: {left:?}");
        }
    };
}

link!(
    share_link,
    ShareLink {
        key: Key::random(),
        passphrase: false
    },
    ShareLink
);
link!(
    receipt_link,
    ReceiptLink {
        id: BundleId::new(random()),
        secret: ReceiptSecret::random()
    },
    ReceiptLink
);
link!(
    request_link,
    RequestLink {
        secret: RequestSecret::random()
    },
    RequestLink
);
link!(
    collect_link,
    CollectLink {
        secret: RequestSecret::random(),
        key: CollectKey::OneOff(OneOffSeed::random())
    },
    CollectLink
);

const SECRET: &str = "a secret that is told apart: 7d0c1f";
const NOTE: &str = "a note that is told apart: 91e44b";
const CONTENT: &str = "a file that is told apart: 3fa2d8";

fn told() -> Bundle {
    let mut fields = Fields::default();
    fields.set("secret", Zeroizing::new(SECRET.to_owned()));
    Bundle {
        items: vec![Item {
            kind: "other".to_owned(),
            fields,
            note: Some(Zeroizing::new(NOTE.to_owned())),
            absent: false,
        }],
        files: vec![BundleFile {
            name: "key.pem".to_owned(),
            media_type: String::new(),
            bytes: Zeroizing::new(CONTENT.as_bytes().to_vec()),
        }],
        lang: Lang::En,
    }
}

fn plaintext() -> Vec<Vec<u8>> {
    [SECRET, NOTE, CONTENT]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}

fn bundle() {
    goes(told, |_| plaintext());
    let bundle = told();
    goes(|| bundle.encode().unwrap(), |_| plaintext());
    let (keys, id) = (
        OpenKeys::derive(&Key::random(), None),
        BundleId::new(random()),
    );
    let body = bundle.encode().unwrap();
    let sealed = envelope::seal(&keys, &id, &body);
    goes(
        || envelope::seal(&keys, &id, &body).into_bytes(),
        |_| plaintext(),
    );
    goes(
        || {
            Bundle::decode(&envelope::open(&keys, &id, &sealed).unwrap())
                .ok()
                .unwrap()
        },
        |_| plaintext(),
    );
}

fn bodies() {
    let (token, claim) = (random(), random());
    goes(
        || OpenBundle {
            open_token: OpenToken::new(token),
            claim: Some(Claim::new(claim)),
        },
        |_| vec![token.to_vec(), claim.to_vec()],
    );
    goes(
        || Confirm {
            claim: Claim::new(claim),
            readable: true,
        },
        |_| vec![claim.to_vec()],
    );
}

#[test]
fn every_type_that_holds_a_secret_wipes_it() {
    for (name, check) in TYPES {
        println!("{name}");
        check();
    }
}

#[test]
fn every_type_that_says_that_it_wipes_is_in_the_table() {
    let listed: BTreeSet<_> = TYPES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let said = sources::wiping_types();
    assert!(said.len() > 15, "the search finds what there is: {said:?}");
    let missing: Vec<_> = said.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}

#[test]
fn what_is_not_wiped_is_seen() {
    let secret = random::<32>();
    let left = watch(&[secret.to_vec()], || end(secret));
    assert_eq!(left, [0]);
    let left = watch(&[secret.to_vec()], || {
        let mut grown = Zeroizing::new(secret.to_vec());
        grown.extend_from_slice(&[0; 4096]);
        black_box(&grown);
    });
    assert_eq!(left, [0], "what moves leaves a copy");
}

/// From the typed words to the envelope and back, with a passphrase.
#[test]
fn a_whole_handover_leaves_nothing_in_freed_memory() {
    let passphrase = "a passphrase that is told apart: 5b20ce";
    let mut wanted = plaintext();
    wanted.push(passphrase.as_bytes().to_vec());
    let left = watch(&wanted, || {
        let typed = Zeroizing::new(passphrase.to_owned());
        let body = told().encode().unwrap();
        let sealed = seal(&body, Some(&typed), Span(Duration::from_secs(60)))
            .ok()
            .unwrap();
        let link = sealed.share.to_url("https://handover.example");
        let opening = Opening::new(ShareLink::parse(&link).ok().unwrap());
        let attempt = opening.prepare(Some(&typed), Claim::random()).ok().unwrap();
        end(attempt);
    });
    assert!(left.is_empty(), "left in freed memory: {left:?}");
}

#[test]
fn a_team_key_leaves_neither_seed_nor_passphrase() {
    let (seed, passphrase) = (KeySeed::random(), "a passphrase of a team: 08c7aa");
    let wanted = [seed.as_bytes().to_vec(), passphrase.as_bytes().to_vec()];
    let left = watch(&wanted, || {
        let typed = Zeroizing::new(passphrase.to_owned());
        let (salt, nonce) = (random(), random());
        let file = TeamKeyFile::wrap_with(&seed, "team", &typed, Time::now(), salt, nonce);
        let text = file.ok().unwrap().to_text();
        drop(Box::new(
            TeamKeyFile::read(&text)
                .unwrap_or_else(|_| panic!())
                .open(&typed),
        ));
    });
    assert!(left.is_empty(), "left in freed memory: {left:?}");
}

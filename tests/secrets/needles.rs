//! What is looked for, in every form in which a program may have written it.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use base64::{
    Engine,
    engine::general_purpose::{GeneralPurpose, STANDARD, URL_SAFE},
};

/// What sort of thing a text or a row of bytes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What somebody wanted to tell.
    Plaintext,
    Passphrase,
    /// Of a bundle, a request's one-off key, a team's key.
    Key,
    /// `M`, `R`, `T`: what stands in the other links.
    LinkSecret,
    Link,
    /// Of a link, an opening, a receipt, an answer, a collection.
    Token,
    Claim,
    ApiKey,
    WebhookSecret,
    Id,
    /// Put there by the test, to be found.
    Planted,
}

/// How a secret was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Raw,
    Hex,
    Base64,
    Base64Url,
    Utf16,
}

/// Everything that is looked for, ready for the search.
pub struct Needles {
    machine: AhoCorasick,
    /// Of each pattern.
    said: Vec<(Kind, Form)>,
    secrets: usize,
}

/// How often what was found.
pub type Hits = BTreeMap<(Kind, Form), usize>;

/// The longest pattern: what is read in pieces overlaps by so many bytes.
pub const LONGEST: usize = 512;

impl Needles {
    pub fn new(secrets: &[(Kind, Vec<u8>)]) -> Self {
        let mut patterns: BTreeMap<Vec<u8>, (Kind, Form)> = BTreeMap::new();
        for (kind, secret) in secrets {
            for (form, text) in forms(secret) {
                for half in halves(&text) {
                    patterns.entry(half).or_insert((*kind, form));
                }
            }
        }
        let machine = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns.keys())
            .unwrap();
        Self {
            machine,
            said: patterns.into_values().collect(),
            secrets: secrets.len(),
        }
    }

    pub fn secrets(&self) -> usize {
        self.secrets
    }

    pub fn patterns(&self) -> usize {
        self.said.len()
    }

    /// Adds what stands in these bytes.
    pub fn search(&self, bytes: &[u8], hits: &mut Hits) {
        for found in self.machine.find_overlapping_iter(bytes) {
            *hits.entry(self.said[found.pattern()]).or_default() += 1;
        }
    }
}

/// A part that was overwritten leaves the other: each half tells on its own.
fn halves(text: &[u8]) -> [Vec<u8>; 2] {
    assert!((16..=LONGEST).contains(&text.len()), "{} bytes", text.len());
    let (first, second) = text.split_at(text.len() / 2);
    [first.to_vec(), second.to_vec()]
}

fn forms(secret: &[u8]) -> Vec<(Form, Vec<u8>)> {
    let lower = hex::encode(secret);
    let mut forms = vec![
        (Form::Raw, secret.to_vec()),
        (Form::Hex, lower.to_uppercase().into_bytes()),
        (Form::Utf16, utf16(&text_of(secret))),
        (Form::Utf16, utf16(&lower)),
        (Form::Hex, lower.into_bytes()),
    ];
    for offset in 0..3 {
        forms.push((Form::Base64, within(&STANDARD, secret, offset)));
        forms.push((Form::Base64Url, within(&URL_SAFE, secret, offset)));
    }
    forms
}

/// As base64 has it where the secret is a part of something that begins `offset` bytes before it:
/// without the characters which the neighbours decide, too.
fn within(engine: &GeneralPurpose, secret: &[u8], offset: usize) -> Vec<u8> {
    let mut bytes = vec![0; offset];
    bytes.extend_from_slice(secret);
    let text = engine.encode(&bytes).into_bytes();
    text[(offset * 8).div_ceil(6)..bytes.len() * 8 / 6].to_vec()
}

/// Texts as they are, bytes as they travel.
fn text_of(secret: &[u8]) -> String {
    let is_text = secret
        .iter()
        .all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    if is_text {
        String::from_utf8_lossy(secret).into_owned()
    } else {
        let text = URL_SAFE.encode(secret);
        text.trim_end_matches('=').to_owned()
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_form_is_found_wherever_it_stands() {
    let secret = *b"\x01\xfe32 bytes that nobody has seen";
    let needles = Needles::new(&[(Kind::Key, secret.to_vec())]);
    let around = |offset| [&[7; 2][..offset], &secret, b"and more"].concat();
    for offset in 0..3 {
        for (form, text) in [
            (Form::Raw, around(offset)),
            (Form::Hex, hex::encode(around(offset)).into_bytes()),
            (Form::Hex, hex::encode_upper(around(offset)).into_bytes()),
            (Form::Base64, STANDARD.encode(around(offset)).into_bytes()),
            (
                Form::Base64Url,
                URL_SAFE.encode(around(offset)).into_bytes(),
            ),
            (
                Form::Utf16,
                utf16(URL_SAFE.encode(secret).trim_end_matches('=')),
            ),
            (Form::Utf16, utf16(&hex::encode(secret))),
        ] {
            let mut hits = Hits::new();
            needles.search(&text, &mut hits);
            let found: usize = hits.values().sum();
            assert!(found >= 2, "{form:?} at {offset}: {hits:?}");
            let mut cut = text.clone();
            let middle = cut.len() / 3;
            cut[..middle].fill(0);
            hits.clear();
            needles.search(&cut, &mut hits);
            assert!(!hits.is_empty(), "half of {form:?} at {offset}");
        }
    }
    let mut hits = Hits::new();
    needles.search(&[0; 4096], &mut hits);
    assert!(hits.is_empty());
}

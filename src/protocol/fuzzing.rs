//! Fuzz targets of what the specification defines.

use std::sync::LazyLock;

use rand::{rand_core::UnwrapErr, rngs::SysRng};

use super::{
    bundle::{Bundle, MAX_FILES, MAX_ITEMS},
    document::{Asked, MAX_DOCUMENT, MAX_KEYS, RequestRefused},
    envelope::{Envelope, SALT, open, seal_with_salt},
    key::{OpenKeys, Stretched},
    link::{CollectLink, Link, ReceiptLink, RequestLink, ShareLink, base_of},
    padding::{CHUNK, envelope_length, pad, padded_length},
    request::RequestKeys,
    team_key::TeamKeyFile,
    token::{BundleId, EnvelopeHash, Key, KeySeed, PublicKey, RequestSecret},
    wire::Time,
    wrap::{Binding, WRAP, check_key, open_wrap, seal_wrap_with},
};

const BASE: &str = "https://handover.example/a";
const ID: BundleId = BundleId::new([3; BundleId::LENGTH]);

/// What is found in a text stands in it; and in any text a link is found.
pub fn links(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let of_kinds = [
        ShareLink::parse(&text).map(|link| link.to_url(BASE)),
        ReceiptLink::parse(&text).map(|link| link.to_url(BASE)),
        RequestLink::parse(&text).map(|link| link.to_url(BASE)),
        CollectLink::parse(&text).map(|link| link.to_url(BASE)),
    ];
    let found = Link::parse(&text).map(|link| match link {
        Link::Share(link) => link.to_url(BASE),
        Link::Receipt(link) => link.to_url(BASE),
        Link::Request(link) => link.to_url(BASE),
        Link::Collect(link) => link.to_url(BASE),
    });
    for url in of_kinds.iter().flatten() {
        let fragment = url.rsplit('#').next().unwrap_or_default();
        assert!(text.contains(fragment), "a link that nobody wrote");
        assert!(found.is_ok(), "found among its kind alone");
    }
    if let Ok(url) = &found {
        let of_kind = |other: &Result<_, _>| other.as_ref() == Ok(url);
        assert!(of_kinds.iter().any(of_kind), "found among all kinds alone");
    }
    if let Some(base) = base_of(&text) {
        assert!(found.is_ok() && text.contains(base), "a server of no link");
        assert!(!base.contains(['@', '?', '#', ' ']), "hides where it leads");
    }
    let half = text.floor_char_boundary(text.len() / 2);
    let link = ShareLink {
        key: Key::new([7; Key::LENGTH]),
        passphrase: false,
    };
    let around = [&text[..half], &link.to_url(BASE), &text[half..]].concat();
    assert!(ShareLink::parse(&around).is_ok(), "a link is not found");
}

/// Only what has the form of an envelope is taken for one; what is sealed opens, and nothing else.
pub fn envelopes(data: &[u8]) {
    let keys = OpenKeys::derive(&Key::new([1; Key::LENGTH]), None);
    let parsed = Envelope::parse(data.to_vec());
    let has_form = padded_length(data.len()).is_some()
        && data.starts_with(&[0x48, 1, 1])
        && data[3] <= 1
        && data[4..8] == [16, 0, 0, 0];
    assert_eq!(parsed.is_ok(), has_form);
    if let Ok(envelope) = parsed {
        assert_eq!(envelope.has_passphrase(), data[3] == 1);
        assert!(open(&keys, &ID, &envelope).is_err(), "nobody sealed it");
        assert_eq!(envelope.into_bytes(), data);
    }
    let sealed = seal_with_salt(&keys, &ID, &[9; SALT], data);
    let opened = open(&keys, &ID, &sealed).expect("it was sealed just now");
    let (body, padding) = opened.split_at(data.len());
    assert!(body == data && padding.iter().all(|byte| *byte == 0));
    let mut changed = sealed.into_bytes();
    let at = place(data) % changed.len();
    changed[at] ^= 1 << (place(data) % 8);
    let opened = Envelope::parse(changed).map(|envelope| open(&keys, &ID, &envelope));
    assert!(!matches!(opened, Ok(Ok(_))), "changed at {at}");
}

/// Padding hides a length, never cuts, and is the same for who seals and who checks.
pub fn padding(data: &[u8]) {
    // 2^48 bytes are far more than any machine holds.
    let length = place(data) & ((1 << 48) - 1);
    let padded = pad(length);
    assert!(padded >= length && pad(padded) == padded);
    assert!(length <= CHUNK || padded - length <= length / 8);
    assert_eq!(padded_length(envelope_length(padded)), Some(padded));
    if let Some(inside) = padded_length(length) {
        assert_eq!((pad(inside), envelope_length(inside)), (inside, length));
    }
}

/// What is read is written in one form, which is read as the same.
pub fn bundles(data: &[u8]) {
    let mut padded = data.to_vec();
    padded.resize(pad(data.len()), 0);
    for body in [data, &padded] {
        let Ok(bundle) = Bundle::decode(body) else {
            continue;
        };
        assert!(bundle.items.len() <= MAX_ITEMS && bundle.files.len() <= MAX_FILES);
        let files: usize = bundle.files.iter().map(|file| file.bytes.len()).sum();
        assert!(files <= body.len(), "more than there was");
        let written = bundle.encode().expect("it was within the limits");
        let mut again = written.to_vec();
        again.resize(pad(again.len()), 0);
        let read = Bundle::decode(&again).expect("it was written just now");
        assert_eq!(read.encode().as_deref(), Ok(&*written));
    }
}

/// A document is read as it is written, and opens for the secret that is its hash alone.
pub fn documents(data: &[u8]) {
    let read = Asked::decode(data);
    if let Ok(asked) = &read {
        assert!((1..=MAX_KEYS).contains(&asked.keys.len()) && !asked.ask.is_empty());
        match asked.encode(&[5; 32]) {
            Ok(written) => {
                let again = Asked::decode(&written).expect("it was written just now");
                assert_eq!(again.encode(&[5; 32]), Ok(written));
                assert_eq!(again.reference, asked.reference);
                assert_eq!(again.from, asked.from);
                assert_eq!(again.expires_at, asked.expires_at);
            }
            // A time may have come without its milliseconds.
            Err(refused) => {
                assert_eq!(refused, RequestRefused::Limit);
                assert!(data.len() > MAX_DOCUMENT - 8);
            }
        }
    }
    let keys = RequestKeys::derive(RequestSecret::of(data));
    let opened = keys.open_document(&keys.seal_document(data));
    assert_eq!(opened.err(), read.err());
    assert!(keys.open_document(data).is_err(), "nobody sealed it");
}

/// What wraps are opened with.
struct Wrapped {
    seed: KeySeed,
    binding: Binding,
    wrap: Vec<u8>,
}

static WRAPPED: LazyLock<Wrapped> = LazyLock::new(|| {
    let seed = KeySeed::new([2; KeySeed::LENGTH]);
    let secret = RequestSecret::new([4; RequestSecret::LENGTH]);
    let binding = Binding::new(&secret, &ID, &EnvelopeHash::digest(b"envelope"));
    let key = Key::new([1; Key::LENGTH]);
    let rng = &mut UnwrapErr(SysRng);
    let wrap = seal_wrap_with(rng, &seed.public_key(), &binding, &key);
    let wrap = wrap.expect("the key is one");
    Wrapped {
        seed,
        binding,
        wrap,
    }
});

/// Only what was wrapped opens; and what we call a sound key is what can be sealed to.
pub fn wraps(data: &[u8]) {
    let Wrapped {
        seed,
        binding,
        wrap,
    } = &*WRAPPED;
    assert!(open_wrap(seed, binding, data).is_err(), "nobody wrapped it");
    let mut changed = wrap.clone();
    let at = place(data) % WRAP;
    changed[at] ^= 1 << (place(data) % 8);
    assert!(
        open_wrap(seed, binding, &changed).is_err(),
        "changed at {at}"
    );
    let mut bytes = *seed.public_key().as_bytes();
    for (byte, changed) in bytes.iter_mut().zip(data) {
        *byte = *changed;
    }
    let public = PublicKey::new(bytes);
    assert_eq!(check_key(&public).is_ok(), public.is_sound());
}

/// A key file is read as it is written, and gives a key that belongs to it or none.
pub fn team_keys(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let Ok(file) = TeamKeyFile::read(text) else {
        return;
    };
    let written = file.to_text();
    let again = TeamKeyFile::read(&written);
    assert_eq!(again.map(|file| file.to_text()), Ok(written));
    if let Ok(seed) = file.open_stretched(&Stretched::new([0; 32])) {
        assert!(seed.public_key() == file.public_key);
    }
}

/// A moment is read as it is written, by both readers alike.
pub fn times(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(time) = Time::parse(&text) else {
        return;
    };
    let written = time.to_string();
    assert_eq!(Time::parse(&written), Some(time));
    assert_eq!(written.len(), "2026-01-31T12:00:00.000Z".len());
    for text in [&*text, &written] {
        let json = serde_json::Value::from(text);
        assert_eq!(serde_json::from_value(json).ok(), Some(time), "{text}");
    }
}

/// A number that the input chooses.
fn place(data: &[u8]) -> usize {
    let first = data.iter().take(8);
    first.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

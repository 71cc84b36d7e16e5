//! The edge cases that the TypeScript side made; `README.md` says what their members mean.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use handover::protocol::{
    bundle::{Bundle, BundleError},
    envelope::{Envelope, Misshapen, OpenError, open, seal_with_salt},
    key::{PassphraseRefused, stretch},
    link::{LinkKind, ReceiptLink, Refusal, ShareLink},
    padding::{CHUNK, PREFIX, TAG, envelope_length, pad, padded_length},
    token::{BundleId, Key, ReceiptSecret, from_b64u, to_b64u},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Hex, digest, filled, open_keys, padded, read};

mod token {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        b64u: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        text: String,
        bytes: Option<Hex>,
    }

    #[test]
    fn b64u_is_canonical_only() {
        for case in read::<File>("token.json").b64u {
            let decoded = from_b64u(&case.text).ok();
            assert_eq!(decoded.map(Hex), case.bytes, "{}", case.name);
            if let Some(bytes) = case.bytes {
                assert_eq!(to_b64u(&bytes.0), case.text);
            }
        }
    }
}

mod padding {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        pads: Vec<Pad>,
        sizes: Vec<Size>,
    }

    #[derive(Deserialize)]
    struct Pad {
        n: usize,
        pad: usize,
        envelope_length: usize,
    }

    #[derive(Deserialize)]
    struct Size {
        size: usize,
        padded: Option<usize>,
    }

    #[test]
    fn boundaries() {
        let file: File = read("padding.json");
        for case in file.pads {
            assert_eq!(pad(case.n), case.pad, "pad({})", case.n);
            assert_eq!(envelope_length(case.pad), case.envelope_length);
        }
        for case in file.sizes {
            assert_eq!(padded_length(case.size), case.padded, "{}", case.size);
        }
    }
}

mod bundle {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        bundles: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        meta: Option<String>,
        meta_hex: Option<Hex>,
        meta_rule: Option<Rule>,
        meta_len: Option<u32>,
        #[serde(default)]
        files: Vec<usize>,
        padded: Option<usize>,
        xor: Option<(usize, u8)>,
        raw: Option<Hex>,
        sha256: Hex,
        decoded: Option<Value>,
        expect: String,
    }

    #[derive(Deserialize)]
    struct Rule {
        head: String,
        unit: String,
        between: String,
        count: usize,
        tail: String,
    }

    impl Case {
        fn bytes(&self) -> Vec<u8> {
            if let Some(raw) = &self.raw {
                return raw.0.clone();
            }
            let meta = self.meta();
            let length = self.meta_len.unwrap_or(meta.len().try_into().unwrap());
            let mut bytes = [&length.to_be_bytes()[..], &meta].concat();
            bytes.extend(self.files.iter().flat_map(|length| filled(*length)));
            bytes.resize(self.padded.unwrap_or(pad(bytes.len())), 0);
            if let Some((at, mask)) = self.xor {
                bytes[at] ^= mask;
            }
            bytes
        }

        fn meta(&self) -> Vec<u8> {
            if let Some(bytes) = &self.meta_hex {
                return bytes.0.clone();
            }
            let Some(rule) = &self.meta_rule else {
                return self.meta.clone().unwrap().into_bytes();
            };
            let units = vec![rule.unit.as_str(); rule.count].join(&rule.between);
            [rule.head.as_str(), &units, &rule.tail]
                .concat()
                .into_bytes()
        }
    }

    fn outcome(bytes: &[u8]) -> &'static str {
        match Bundle::decode(bytes) {
            Ok(_) => "ok",
            Err(BundleError::Meta) => "meta",
            Err(BundleError::Duplicate) => "duplicate",
            Err(BundleError::Limit) => "limit",
            Err(BundleError::Padding) => "padding",
            Err(BundleError::Utf8) => "utf8",
        }
    }

    #[test]
    fn bodies_right_and_wrong() {
        for case in read::<File>("bundle.json").bundles {
            let bytes = case.bytes();
            assert_eq!(digest(&bytes), case.sha256, "{}", case.name);
            assert_eq!(outcome(&bytes), case.expect, "{}", case.name);
            if let Some(expected) = case.decoded {
                let bundle = Bundle::decode(&bytes).unwrap();
                assert_eq!(summary(&bundle), expected, "{}", case.name);
                assert!(
                    bundle
                        .files
                        .iter()
                        .all(|file| *file.bytes == filled(file.bytes.len()))
                );
            }
        }
    }

    /// What a reader finds: meta as it is written again.
    fn summary(bundle: &Bundle) -> Value {
        let body = bundle.encode().unwrap();
        let files: usize = bundle.files.iter().map(|file| file.bytes.len()).sum();
        let meta: Value = serde_json::from_slice(&body[4..body.len() - files]).unwrap();
        json!({"items": meta["items"], "files": meta["files"], "lang": meta["lang"]})
    }
}

mod envelope {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        passphrases: Vec<Passphrase>,
        sealed: Vec<Recipe>,
        changed: Vec<Changed>,
        forged: Vec<Forged>,
    }

    #[derive(Deserialize)]
    #[expect(non_snake_case, reason = "the names of the SPEC")]
    struct Passphrase {
        name: String,
        text: String,
        salt: Option<Hex>,
        P: Option<Hex>,
        expect: String,
    }

    #[derive(Deserialize)]
    #[expect(non_snake_case, reason = "the names of the SPEC")]
    struct Recipe {
        name: String,
        K: Hex,
        P: Hex,
        id: Hex,
        salt: Hex,
        body: usize,
        length: usize,
        sha256: Hex,
    }

    #[derive(Deserialize)]
    struct Changed {
        name: String,
        of: String,
        #[serde(default)]
        change: Vec<Change>,
        #[serde(default)]
        open: Open,
        expect: String,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Change {
        Xor(usize, u8),
        Cut(usize),
        Append(Hex),
        Chunks(Vec<usize>),
    }

    #[derive(Default, Deserialize)]
    #[expect(non_snake_case, reason = "the names of the SPEC")]
    struct Open {
        K: Option<Hex>,
        P: Option<Hex>,
        id: Option<Hex>,
    }

    #[derive(Deserialize)]
    struct Forged {
        name: String,
        of: String,
        last: Vec<u8>,
        sha256: Hex,
        expect: String,
    }

    impl File {
        fn recipe(&self, name: &str) -> &Recipe {
            self.sealed
                .iter()
                .find(|recipe| recipe.name == name)
                .unwrap()
        }
    }

    impl Recipe {
        fn id(&self) -> BundleId {
            BundleId::new(self.id.array())
        }

        fn seal(&self) -> Vec<u8> {
            let keys = open_keys(&self.K, &self.P);
            seal_with_salt(&keys, &self.id(), &self.salt.array(), &filled(self.body)).into_bytes()
        }

        fn open(&self, envelope: Vec<u8>, with: &Open) -> &'static str {
            let id = with.id.as_ref().unwrap_or(&self.id).array();
            let key = with.K.as_ref().unwrap_or(&self.K);
            let keys = open_keys(key, with.P.as_ref().unwrap_or(&self.P));
            let envelope = match Envelope::parse(envelope) {
                Ok(envelope) => envelope,
                Err(Misshapen::Version) => return "update",
                Err(Misshapen::Header) => return "header",
                Err(Misshapen::Size) => return "size",
            };
            match open(&keys, &BundleId::new(id), &envelope) {
                Ok(plain) => {
                    assert_eq!(*plain, padded(filled(self.body)));
                    "ok"
                }
                Err(OpenError::PassphraseFlag) => "passphrase-flag",
                Err(OpenError::Commit) => "commit",
                Err(OpenError::Tag) => "tag",
            }
        }

        /// Seals as somebody who has the key and breaks the rules: the last byte of each chunk's
        /// nonce is as `last` says, commitment and tags fit.
        fn forge(&self, last: &[u8]) -> Vec<u8> {
            let mut out = self.seal();
            out.truncate(PREFIX);
            let header = *out.first_chunk().unwrap();
            let keys = open_keys(&self.K, &self.P).payload(&header, &self.id());
            let cipher = XChaCha20Poly1305::new((&keys.key).into());
            let aad = [&header[..], &self.id.0].concat();
            let plain = padded(filled(self.body));
            for ((i, msg), flag) in (0_u32..).zip(plain.chunks(CHUNK)).zip(last) {
                let nonce = [&keys.nonce_prefix[..], &i.to_be_bytes(), &[*flag]].concat();
                let nonce: [u8; 24] = nonce.try_into().unwrap();
                out.extend(
                    cipher
                        .encrypt(&nonce.into(), Payload { msg, aad: &aad })
                        .unwrap(),
                );
            }
            out
        }
    }

    fn apply(mut envelope: Vec<u8>, change: &Change) -> Vec<u8> {
        match change {
            Change::Xor(at, mask) => envelope[*at] ^= mask,
            Change::Cut(length) => envelope.truncate(*length),
            Change::Append(bytes) => envelope.extend(&bytes.0),
            Change::Chunks(order) => {
                let chunks: Vec<_> = envelope[PREFIX..].chunks(CHUNK + TAG).collect();
                let reordered: Vec<_> = order.iter().map(|i| chunks[*i]).collect();
                envelope = [&envelope[..PREFIX], &reordered.concat()].concat();
            }
        }
        envelope
    }

    #[test]
    fn passphrases() {
        for case in read::<File>("envelope.json").passphrases {
            let salt = case.salt.map_or([0; 16], |salt| salt.array());
            match stretch(&case.text, &salt) {
                Ok(p) => assert_eq!(Some(Hex(p.as_bytes().to_vec())), case.P, "{}", case.name),
                Err(refused) => {
                    assert_eq!(refused, PassphraseRefused::Empty);
                    assert_eq!(case.expect, "empty", "{}", case.name);
                }
            }
        }
    }

    #[test]
    fn every_size_seals_to_the_same_bytes_and_opens() {
        for recipe in read::<File>("envelope.json").sealed {
            let envelope = recipe.seal();
            assert_eq!(envelope.len(), recipe.length, "{}", recipe.name);
            assert_eq!(digest(&envelope), recipe.sha256, "{}", recipe.name);
            assert_eq!(recipe.open(envelope, &Open::default()), "ok");
        }
    }

    #[test]
    fn every_change_is_refused_for_the_right_reason() {
        let file: File = read("envelope.json");
        assert!(file.changed.len() >= 256 + 20, "each header bit, and more");
        for case in &file.changed {
            let recipe = file.recipe(&case.of);
            let envelope = case.change.iter().fold(recipe.seal(), apply);
            assert_eq!(
                recipe.open(envelope, &case.open),
                case.expect,
                "{}",
                case.name
            );
        }
    }

    #[test]
    fn forged_last_flags_are_refused() {
        let file: File = read("envelope.json");
        for case in &file.forged {
            let recipe = file.recipe(&case.of);
            let envelope = recipe.forge(&case.last);
            assert_eq!(digest(&envelope), case.sha256, "{}", case.name);
            assert_eq!(
                recipe.open(envelope, &Open::default()),
                case.expect,
                "{}",
                case.name
            );
        }
    }
}

mod link {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        base: String,
        written: Vec<Written>,
        read: Vec<Read>,
    }

    #[derive(Deserialize)]
    struct Written {
        kind: String,
        payload: Hex,
        link: String,
    }

    #[derive(Deserialize)]
    struct Read {
        name: String,
        expected: String,
        input: String,
        payload: Option<Hex>,
        passphrase: Option<bool>,
        found: Option<String>,
        expect: String,
    }

    #[test]
    fn written() {
        let file: File = read("link.json");
        for case in file.written {
            let link = match case.kind.as_str() {
                "m" => ReceiptLink {
                    id: BundleId::new(case.payload.0[..16].try_into().unwrap()),
                    secret: ReceiptSecret::new(case.payload.0[16..].try_into().unwrap()),
                }
                .to_url(&file.base),
                kind => ShareLink {
                    key: Key::new(case.payload.array()),
                    passphrase: kind == "p",
                }
                .to_url(&file.base),
            };
            assert_eq!(*link, case.link);
        }
    }

    #[test]
    fn read_or_refused() {
        for case in read::<File>("link.json").read {
            match found(&case) {
                Ok((payload, passphrase)) => {
                    assert_eq!(case.expect, "ok", "{}", case.name);
                    assert_eq!(Some(Hex(payload)), case.payload, "{}", case.name);
                    assert_eq!(passphrase, case.passphrase, "{}", case.name);
                }
                Err(refusal) => {
                    assert_eq!(reason(refusal), case.expect, "{}", case.name);
                    if case.found.as_deref() == Some("receipt") {
                        assert_eq!(refusal, Refusal::WrongKind(LinkKind::Receipt));
                    }
                }
            }
        }
    }

    fn found(case: &Read) -> Result<(Vec<u8>, Option<bool>), Refusal> {
        if case.expected == "share" {
            let link = ShareLink::parse(&case.input)?;
            return Ok((link.key.as_bytes().to_vec(), Some(link.passphrase)));
        }
        let link = ReceiptLink::parse(&case.input)?;
        Ok((
            [&link.id.as_bytes()[..], link.secret.as_bytes()].concat(),
            None,
        ))
    }

    fn reason(refusal: Refusal) -> String {
        let told = refusal.to_string();
        told.split_once(':').unwrap().0.to_owned()
    }
}

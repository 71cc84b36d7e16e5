//! Who collects: looks at a request, and gets at the key of its answer.

use super::Opening;
use crate::{
    client::{Error, Server, patiently},
    protocol::{
        collect::{check_answer, open_answer},
        document::{Asked, RequestRefused},
        link::{CollectKey, CollectLink},
        request::{Code, RequestKeys},
        token::{BundleId, CollectToken, KeySeed, PublicKey},
        wire::CollectorView,
    },
};

/// One collect link and what follows from it.
pub struct Collecting {
    request: RequestKeys,
    token: CollectToken,
    one_off: Option<KeySeed>,
}

impl Collecting {
    /// Derives the link's keys.
    #[must_use]
    pub fn new(link: CollectLink) -> Self {
        Self {
            request: RequestKeys::derive(link.secret),
            token: link.key.token(),
            one_off: match link.key {
                CollectKey::OneOff(seed) => Some(seed.key()),
                CollectKey::Team(_) => None,
            },
        }
    }

    /// The request's id, and its answer's.
    #[must_use]
    pub fn id(&self) -> BundleId {
        self.request.id()
    }

    /// To compare by telephone.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.request.code
    }

    /// The key of this request alone; none where it is a team's.
    #[must_use]
    pub const fn one_off(&self) -> Option<&KeySeed> {
        self.one_off.as_ref()
    }

    /// What the server says of it; changes nothing.
    pub fn look(&self, server: &Server) -> Result<CollectorView, Error> {
        server.answered(&self.id(), &self.token)
    }

    /// What was asked, and that it is what the link says.
    pub fn read(&self, view: &CollectorView) -> Result<Asked, RequestRefused> {
        self.request.open_document(&view.document.0)
    }

    /// That the answer is whole, and that only keys which are known here can read it.
    pub fn check(
        &self,
        view: &CollectorView,
        asked: &Asked,
        known: &[PublicKey],
    ) -> Result<(), RequestRefused> {
        check_answer(asked, &view.wraps, known)
    }

    /// The answer, to be opened like any bundle. `own` is the key that opens.
    pub fn open(
        &self,
        view: &CollectorView,
        asked: &Asked,
        own: &KeySeed,
        known: &[PublicKey],
    ) -> Result<Opening, RequestRefused> {
        let envelope = view.envelope_sha256.ok_or(RequestRefused::Wraps)?;
        let key = open_answer(&self.request, asked, &view.wraps, &envelope, own, known)?;
        Ok(Opening::of_answer(self.id(), key, envelope))
    }

    /// The intervention is over.
    pub fn finish(&self, server: &Server) -> Result<(), Error> {
        patiently(|| server.finish_request(&self.id(), &self.token))
    }

    /// Takes the request back, or its answer where nobody has collected it yet.
    pub fn revoke(&self, server: &Server) -> Result<(), Error> {
        patiently(|| server.revoke_request(&self.id(), &self.token))
    }
}

//! Who asks: makes a request and its two links.

use crate::{
    client::{Error, Server, patiently},
    protocol::{
        ask,
        document::{Asked, RequestRefused},
        link::{CollectKey, CollectLink, RequestLink},
        request::Code,
        token::{BundleId, OneOffSeed, PublicKey, TeamSecret, random},
        wire::{Bytes, Created, PutRequest},
    },
    span::Span,
};

/// A request that is made and not yet sent: the same bytes are sent on a retry.
pub struct MadeRequest {
    /// Also the id of its answer.
    pub id: BundleId,
    /// To compare by telephone.
    pub code: Code,
    /// For who is asked: opens nothing.
    pub request: RequestLink,
    /// For who asks.
    pub collect: CollectLink,
    body: PutRequest,
}

/// Makes a request whose answer the holders of `teams` can read, or, where there are none, the
/// holder of the collect link. The keys of `asked` are replaced by theirs.
///
/// `owned`: whether an API key goes with it, so that the server may take the reference.
pub fn make(
    mut asked: Asked,
    teams: Vec<PublicKey>,
    lifetime: Span,
    owned: bool,
) -> Result<MadeRequest, RequestRefused> {
    let key = if teams.is_empty() {
        let seed = OneOffSeed::random();
        asked.keys = vec![seed.key().public_key()];
        CollectKey::OneOff(seed)
    } else {
        asked.keys = teams;
        CollectKey::Team(TeamSecret::random())
    };
    let made = ask::MadeRequest::new(&asked, &random(), key)?;
    let body = PutRequest {
        document: Bytes(made.sealed_document),
        answer_hash: made.answer_hash,
        collect_hash: made.collect.key.token().hash(),
        expires_in: lifetime.0.as_secs(),
        reference: (owned && !asked.reference.is_empty()).then_some(asked.reference),
    };
    Ok(MadeRequest {
        id: made.id,
        code: made.code,
        request: made.request,
        collect: made.collect,
        body,
    })
}

impl MadeRequest {
    /// Puts it. After a failure it may be called again: it is stored once.
    pub fn upload(&self, server: &Server) -> Result<Created, Error> {
        patiently(|| server.put_request(&self.id, &self.body))
    }

    /// Takes it back.
    pub fn withdraw(&self, server: &Server) -> Result<(), Error> {
        let token = self.collect.key.token();
        patiently(|| server.revoke_request(&self.id, &token))
    }
}

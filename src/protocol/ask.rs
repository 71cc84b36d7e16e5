//! Who asks: makes a request and its two links (SPEC section 5).

use super::{
    document::{Asked, DOCUMENT_SALT, RequestRefused},
    link::{CollectKey, CollectLink, RequestLink},
    request::{Code, RequestKeys},
    token::{AnswerHash, BundleId, RequestSecret},
};

/// A request that is made and not yet sent.
pub struct MadeRequest {
    /// `rid`; also the id of its answer.
    pub id: BundleId,
    /// To compare by telephone.
    pub code: Code,
    /// `H(answer_token)`.
    pub answer_hash: AnswerHash,
    /// `D`.
    pub document: Vec<u8>,
    /// `D_sealed`.
    pub sealed_document: Vec<u8>,
    /// For who is asked: opens nothing.
    pub request: RequestLink,
    /// For who asks.
    pub collect: CollectLink,
}

impl MadeRequest {
    /// The same salt and the same key make the same request again.
    pub fn new(
        asked: &Asked,
        salt: &[u8; DOCUMENT_SALT],
        key: CollectKey,
    ) -> Result<Self, RequestRefused> {
        let document = asked.encode(salt)?;
        let keys = RequestKeys::derive(RequestSecret::of(&document));
        Ok(Self {
            id: keys.id(),
            code: keys.code,
            answer_hash: keys.answer_token.hash(),
            sealed_document: keys.seal_document(&document),
            request: RequestLink {
                secret: RequestSecret::of(&document),
            },
            collect: CollectLink {
                secret: keys.secret,
                key,
            },
            document,
        })
    }
}

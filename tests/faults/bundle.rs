//! A bundle of the workload: tokens of its own, and its number in every part of its envelope.

use std::sync::Arc;

use handover::protocol::{
    padding::envelope_length,
    token::{
        AnswerToken, BundleId, CollectToken, LinkToken, OpenToken, ReceiptToken, random, sha256,
        to_b64u,
    },
};
use serde_json::{Value, json};

use crate::history::Number;

/// What stands in the envelope of every bundle, with its number behind it.
pub const CANARY: &str = "canary-of-bundle-";

/// What a sender holds.
pub struct Bundle {
    pub number: Number,
    /// The request that it answers, if it does.
    pub request: Option<Arc<Request>>,
    pub link: LinkToken,
    pub open: OpenToken,
    pub receipt: ReceiptToken,
    envelope: Vec<u8>,
}

impl Bundle {
    /// Around 1 KiB of bytes that have the form of an envelope.
    pub fn new(number: Number, request: Option<Arc<Request>>) -> Self {
        let canary = canary(number).into_bytes();
        let length = envelope_length(1024);
        let mut envelope: Vec<u8> = canary.iter().copied().cycle().take(length).collect();
        envelope[..8].copy_from_slice(&[0x48, 1, 1, 0, 16, 0, 0, 0]);
        envelope[8..32].copy_from_slice(&random::<24>());
        Self {
            number,
            request,
            link: LinkToken::random(),
            open: OpenToken::random(),
            receipt: ReceiptToken::random(),
            envelope,
        }
    }

    /// Its own, or that of the request.
    pub fn id(&self) -> BundleId {
        match &self.request {
            Some(request) => request.id(),
            None => self.link.hash().bundle_id(),
        }
    }

    pub fn digest(&self) -> [u8; 32] {
        sha256(&self.envelope)
    }

    /// The body with which it is put, or sent as an answer.
    pub fn body(&self) -> Value {
        let mut body = json!({
            "link_hash": self.link.hash(),
            "open_hash": self.open.hash(),
            "receipt_hash": self.receipt.hash(),
            "envelope": to_b64u(&self.envelope),
        });
        if self.request.is_some() {
            body["wraps"] = json!([to_b64u(&[7; 1168])]);
        } else {
            body["expires_in"] = json!(3600);
        }
        body
    }

    /// What must not be found in any log.
    pub fn secrets(&self) -> [String; 4] {
        [
            self.id().to_b64u(),
            self.link.to_b64u(),
            self.open.to_b64u(),
            self.receipt.to_b64u(),
        ]
    }
}

/// What a requester holds: tokens, and bytes in place of a sealed document.
pub struct Request {
    pub answer: AnswerToken,
    collect: CollectToken,
    document: [u8; 600],
}

impl Request {
    pub fn new() -> Self {
        Self {
            answer: AnswerToken::random(),
            collect: CollectToken::random(),
            document: random(),
        }
    }

    pub fn id(&self) -> BundleId {
        self.answer.hash().request_id()
    }

    /// The body with which it is put.
    pub fn body(&self) -> Value {
        json!({
            "document": to_b64u(&self.document),
            "answer_hash": self.answer.hash(),
            "collect_hash": self.collect.hash(),
            "expires_in": 3600,
        })
    }
}

/// Seven digits, so that no canary is the beginning of another.
pub fn canary(number: Number) -> String {
    format!("{CANARY}{number:07};")
}

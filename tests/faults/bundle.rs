//! A bundle of the workload: tokens of its own, and its number in every part of its envelope.

use handover::protocol::{
    padding::envelope_length,
    token::{BundleId, LinkToken, OpenToken, ReceiptToken, random, sha256, to_b64u},
};
use serde_json::{Value, json};

use crate::history::Number;

/// What stands in the envelope of every bundle, with its number behind it.
pub const CANARY: &str = "canary-of-bundle-";

/// What a sender holds.
pub struct Bundle {
    pub number: Number,
    pub link: LinkToken,
    pub open: OpenToken,
    pub receipt: ReceiptToken,
    envelope: Vec<u8>,
}

impl Bundle {
    /// Around 1 KiB of bytes that have the form of an envelope.
    pub fn new(number: Number) -> Self {
        let canary = canary(number).into_bytes();
        let length = envelope_length(1024);
        let mut envelope: Vec<u8> = canary.iter().copied().cycle().take(length).collect();
        envelope[..8].copy_from_slice(&[0x48, 1, 1, 0, 16, 0, 0, 0]);
        envelope[8..32].copy_from_slice(&random::<24>());
        Self {
            number,
            link: LinkToken::random(),
            open: OpenToken::random(),
            receipt: ReceiptToken::random(),
            envelope,
        }
    }

    pub fn id(&self) -> BundleId {
        self.link.hash().bundle_id()
    }

    pub fn digest(&self) -> [u8; 32] {
        sha256(&self.envelope)
    }

    /// The body with which it is put.
    pub fn body(&self) -> Value {
        json!({
            "link_hash": self.link.hash(),
            "open_hash": self.open.hash(),
            "receipt_hash": self.receipt.hash(),
            "envelope": to_b64u(&self.envelope),
            "expires_in": 3600,
        })
    }

    /// What must not be found in any log.
    pub fn secrets(&self) -> [String; 5] {
        [
            self.id().to_b64u(),
            self.link.to_b64u(),
            self.open.to_b64u(),
            self.receipt.to_b64u(),
            canary(self.number),
        ]
    }
}

/// Seven digits, so that no canary is the beginning of another.
pub fn canary(number: Number) -> String {
    format!("{CANARY}{number:07};")
}

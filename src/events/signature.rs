//! Signatures of Standard Webhooks: who knows the secret knows who called, when, and what was said.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::Message;
use crate::clients::members::WebhookSecret;

/// `webhook-signature`: for each secret `v1,` and the base64 of HMAC-SHA256(secret, id ‖ `.` ‖
/// timestamp ‖ `.` ‖ body), with a space between two (Standard Webhooks; SPEC, 'Webhooks').
///
/// `timestamp` is in seconds since 1970-01-01 UTC.
#[must_use]
pub fn sign(secrets: &[WebhookSecret], message: &Message, timestamp: i64) -> String {
    let signatures = secrets.iter().map(|secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.bytes())
            .expect("HMAC takes keys of every length");
        mac.update(message.id().as_bytes());
        mac.update(format!(".{timestamp}.").as_bytes());
        mac.update(message.body());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    });
    signatures.collect::<Vec<_>>().join(" ")
}

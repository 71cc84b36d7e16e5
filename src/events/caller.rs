//! One call to a receiver, which may be anybody: bounded in time and in what is read.

use std::{sync::Arc, time::Duration};

use jiff::fmt::rfc2822;
use reqwest::{
    Client, ClientBuilder, Response,
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect::Policy,
};

use super::{Exchange, Message, signature::sign};
use crate::{clients::Webhook, protocol::wire::Time};

/// A connection is kept this long for the next call.
const IDLE: Duration = Duration::from_secs(4);

/// How long a receiver is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// Until the head of the answer is there, the connection included.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(15),
        }
    }
}

/// Nothing can be called from here.
#[derive(Debug, thiserror::Error)]
#[error(
    "no certificates to trust were found: install the system's (ca-certificates), or name a file of \
     them in SSL_CERT_FILE"
)]
pub struct NoRoots;

/// Calls receivers. Reads the head of an answer and nothing behind it, follows no redirect, keeps
/// no cookies, and asks for no compression.
pub struct Caller {
    /// Through the proxy that the environment names, if it does: what an operator whose machines
    /// reach the world by one way out expects of every program.
    outward: Client,
    /// To this very machine.
    inward: Client,
}

impl Caller {
    /// Trusts whom the system trusts.
    ///
    /// # Errors
    /// When the system trusts nobody.
    pub fn new(patience: Patience) -> Result<Self, NoRoots> {
        let tls = rustls::crypto::ring::default_provider();
        // Installed by an earlier call, if refused.
        let _: Result<(), Arc<_>> = tls.install_default();
        let build = |builder: ClientBuilder| {
            let builder = builder
                .user_agent(concat!("handover/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(patience.connect)
                .timeout(patience.whole)
                .redirect(Policy::none())
                // Sooner than a receiver closes it.
                .pool_idle_timeout(IDLE)
                .pool_max_idle_per_host(1);
            builder.build().map_err(|_| NoRoots)
        };
        Ok(Self {
            outward: build(Client::builder())?,
            inward: build(Client::builder().no_proxy())?,
        })
    }

    /// Signs the message, sends it, and waits for the head of the answer. `now` is the moment that
    /// the signature names.
    pub async fn call(&self, webhook: &Webhook, message: &Message, now: Time) -> Exchange {
        let timestamp = now.millis() / 1_000;
        let signature = sign(webhook.secrets(), message, timestamp);
        let http = if webhook.is_on_this_machine() {
            &self.inward
        } else {
            &self.outward
        };
        let request = http
            .post(webhook.url())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(message.body().to_vec());
        match request.send().await {
            Ok(response) => Exchange::Answered {
                status: response.status().as_u16(),
                retry_after: header(&response).and_then(|text| retry_after(text, now)),
            },
            Err(error) => Exchange::Silent((&error).into()),
        }
    }
}

fn header(response: &Response) -> Option<&str> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()
}

/// Seconds, or a date (RFC 9110 section 10.2.3).
pub(super) fn retry_after(text: &str, now: Time) -> Option<Duration> {
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    let millis = date.as_millisecond().saturating_sub(now.millis());
    u64::try_from(millis).ok().map(Duration::from_millis)
}

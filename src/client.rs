//! FLOOR 1': speaks the wire over HTTP for the command line (SPEC, 'HTTP API').

use std::{
    io::Read,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use reqwest::{
    Method, StatusCode,
    blocking::{Client, ClientBuilder, RequestBuilder, Response},
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect::Policy,
};
use serde::{Serialize, de::DeserializeOwned};

pub use base::{BadBase, Base};

use crate::protocol::{
    apikey::ApiKey,
    token::{BundleId, LinkToken, ReceiptToken},
    wire::{About, Confirm, Created, OpenBundle, Opened, Problem, PutBundle, Receipt, View},
};

mod base;
pub mod browser;
mod coding;
mod requests;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

/// For one call: the largest envelope over a slow line.
const DEADLINE: Duration = Duration::from_secs(300);
const CONNECT: Duration = Duration::from_secs(10);
/// More than the largest envelope there can be as `b64u`: what is longer is no answer of ours.
const LONGEST_ANSWER: u64 = 12 << 20;
/// For one call that carries little either way.
const ASKING: Duration = Duration::from_secs(10);
/// A line that has died shows while a lease still runs, however long the call may last.
const SILENCE: Duration = Duration::from_secs(10);
/// How long a call that may be repeated is begun again: a store that is away for ten seconds is not
/// noticed.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// Between the repeats.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
];

/// Why a call brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server understood, and said no.
    #[error("{}", .problem.detail)]
    Refused {
        /// What it said.
        problem: Box<Problem>,
        /// When it may be asked again, if it said so.
        retry_after: Option<Duration>,
    },
    /// No answer, or not one of Handover's. The call may have had its effect.
    #[error("{0}")]
    Unreachable(String),
}

impl Error {
    /// Whether the call may have had its effect all the same.
    #[must_use]
    pub const fn leaves_doubt(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Refused { problem, .. } => problem.status >= 500,
        }
    }

    /// How long to wait before the same call may do better; none if it will not.
    fn pause(&self, round: usize) -> Option<Duration> {
        let usual = PAUSES[round.min(PAUSES.len() - 1)];
        match self {
            Self::Unreachable(_) => Some(usual),
            Self::Refused {
                problem,
                retry_after,
            } => {
                let passing = matches!(problem.status, 429 | 503);
                passing.then(|| retry_after.unwrap_or_default().max(usual))
            }
        }
    }
}

/// Repeats what may be repeated: no answer, 429 and 503; as long as the server's `Retry-After` and
/// [`PATIENCE`] allow.
pub fn patiently<T>(call: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    repeated(call, Error::pause)
}

/// As [`patiently`], for a question that changes nothing; but no answer at all is more likely a
/// wrong address than a store that is away, and whoever typed it hears so at once.
fn asking<T>(call: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    repeated(call, |error, round| match error {
        Error::Unreachable(_) => None,
        Error::Refused { .. } => error.pause(round),
    })
}

fn repeated<T>(
    mut call: impl FnMut() -> Result<T, Error>,
    pause: impl Fn(&Error, usize) -> Option<Duration>,
) -> Result<T, Error> {
    let deadline = Instant::now() + PATIENCE;
    for round in 0.. {
        let error = match call() {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        match pause(&error, round) {
            Some(pause) if is_in_time(pause, deadline) => thread::sleep(pause),
            _ => return Err(error),
        }
    }
    unreachable!("the rounds end with the deadline")
}

/// What a server asks for may be longer than any clock can add up.
fn is_in_time(pause: Duration, deadline: Instant) -> bool {
    pause < deadline.saturating_duration_since(Instant::now())
}

/// One server.
pub struct Server {
    http: Client,
    base: Base,
    key: Option<ApiKey>,
}

impl Server {
    /// Sends nothing yet.
    pub fn new(base: Base) -> Result<Self, Error> {
        let http = transport(&base)
            .user_agent(concat!("handover/", env!("CARGO_PKG_VERSION")))
            .timeout(DEADLINE)
            .build()
            .map_err(|error| unreachable_by(&error))?;
        let key = None;
        Ok(Self { http, base, key })
    }

    /// Who creates something says with it who they are.
    #[must_use]
    pub fn with_key(mut self, key: Option<ApiKey>) -> Self {
        self.key = key;
        self
    }

    /// Whether there is an API key.
    #[must_use]
    pub const fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// Where it is.
    #[must_use]
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// `GET /api/v1/about`
    pub fn about(&self) -> Result<About, Error> {
        asking(|| read(self.call(Method::GET, "/api/v1/about").timeout(ASKING)))
    }

    /// `PUT /api/v1/bundles/{id}`: repeating it with the same body is harmless.
    pub fn put(&self, id: &BundleId, bundle: &PutBundle) -> Result<Created, Error> {
        let request = self.with_owner(self.bundle(Method::PUT, id, ""));
        read(json(request, bundle))
    }

    /// `GET /api/v1/bundles/{id}` with the link token.
    pub fn view(&self, id: &BundleId, link: &LinkToken) -> Result<View, Error> {
        asking(|| read(self.look(id).bearer_auth(link.to_b64u())))
    }

    /// `GET /api/v1/bundles/{id}` with the receipt token.
    pub fn receipt(&self, id: &BundleId, receipt: &ReceiptToken) -> Result<Receipt, Error> {
        asking(|| read(self.look(id).bearer_auth(receipt.to_b64u())))
    }

    /// `POST /api/v1/bundles/{id}/open`: the atomic act.
    pub fn open(
        &self,
        id: &BundleId,
        link: &LinkToken,
        body: &OpenBundle,
    ) -> Result<Opened, Error> {
        let request = self.bundle(Method::POST, id, "/open");
        read(json(request.bearer_auth(link.to_b64u()), body))
    }

    /// `POST /api/v1/bundles/{id}/confirm`
    pub fn confirm(&self, id: &BundleId, body: &Confirm) -> Result<(), Error> {
        let request = self.bundle(Method::POST, id, "/confirm").timeout(ASKING);
        done(json(request, body))
    }

    /// `POST /api/v1/bundles/{id}/finish`
    pub fn finish(&self, id: &BundleId, link: &LinkToken) -> Result<(), Error> {
        done(
            self.bundle(Method::POST, id, "/finish")
                .timeout(ASKING)
                .bearer_auth(link.to_b64u()),
        )
    }

    /// `DELETE /api/v1/bundles/{id}`
    pub fn revoke(&self, id: &BundleId, receipt: &ReceiptToken) -> Result<(), Error> {
        done(
            self.bundle(Method::DELETE, id, "")
                .timeout(ASKING)
                .bearer_auth(receipt.to_b64u()),
        )
    }

    fn look(&self, id: &BundleId) -> RequestBuilder {
        self.bundle(Method::GET, id, "").timeout(ASKING)
    }

    fn bundle(&self, method: Method, id: &BundleId, verb: &str) -> RequestBuilder {
        self.call(method, &format!("/api/v1/bundles/{}{verb}", id.to_b64u()))
    }

    fn with_owner(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.key {
            Some(key) => request.bearer_auth(key.expose()),
            None => request,
        }
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.base.join(path))
    }
}

/// What every connection to a server has: no redirect is followed, and a dead line shows.
fn transport(base: &Base) -> ClientBuilder {
    let tls = rustls::crypto::ring::default_provider();
    // Installed by an earlier call, if refused.
    let _: Result<(), Arc<_>> = tls.install_default();
    let http = Client::builder()
        .connect_timeout(CONNECT)
        .tcp_user_timeout(SILENCE)
        .tcp_keepalive(SILENCE / 2)
        .tcp_keepalive_interval(SILENCE / 5)
        .tcp_keepalive_retries(2)
        .redirect(Policy::none());
    if base.is_loopback() {
        http.no_proxy()
    } else {
        http
    }
}

fn json(request: RequestBuilder, body: &impl Serialize) -> RequestBuilder {
    let bytes = serde_json::to_vec(body).expect("the wire's types are texts and numbers");
    request.header(CONTENT_TYPE, "application/json").body(bytes)
}

fn done(request: RequestBuilder) -> Result<(), Error> {
    accepted(request).map(drop)
}

fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Error> {
    let response = accepted(request)?;
    let status = response.status();
    let bytes = body(response)?;
    serde_json::from_slice(&bytes).map_err(|_| not_ours(status))
}

/// Sends, and turns what is no success into an error.
fn accepted(request: RequestBuilder) -> Result<Response, Error> {
    let response = request.send().map_err(|error| unreachable_by(&error))?;
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let retry_after = response.headers().get(RETRY_AFTER).cloned();
    let retry_after = retry_after.as_ref().and_then(|value| value.to_str().ok());
    Err(refusal(status, retry_after, &body(response)?))
}

/// What a server says with another status than success, if it is one of ours.
fn refusal(status: StatusCode, retry_after: Option<&str>, body: &[u8]) -> Error {
    let Ok(problem) = serde_json::from_slice(body) else {
        return not_ours(status);
    };
    let seconds = retry_after.and_then(|text| text.parse().ok());
    Error::Refused {
        problem,
        retry_after: seconds.map(Duration::from_secs),
    }
}

fn body(response: Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    response
        .take(LONGEST_ANSWER)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::Unreachable("the answer broke off".to_owned()))?;
    Ok(bytes)
}

fn not_ours(status: StatusCode) -> Error {
    Error::Unreachable(format!(
        "the answer ({status}) is not one of a Handover server"
    ))
}

/// The innermost cause says most, and none of them repeats a header or a body.
fn unreachable_by(error: &reqwest::Error) -> Error {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let what = if error.is_timeout() {
        "no answer in time".to_owned()
    } else {
        cause.to_string()
    };
    Error::Unreachable(what)
}

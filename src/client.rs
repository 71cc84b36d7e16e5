//! FLOOR 1': speaks the wire over HTTP for the command line (SPEC, 'HTTP API').

use std::{
    fmt,
    io::Read,
    net::IpAddr,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use reqwest::{
    Method, StatusCode, Url,
    blocking::{Client, RequestBuilder, Response},
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect::Policy,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::protocol::{
    token::{BundleId, LinkToken, ReceiptToken},
    wire::{About, Confirm, Created, OpenBundle, Opened, Problem, PutBundle, Receipt, View},
};

/// For one call: the largest envelope over a slow line.
const DEADLINE: Duration = Duration::from_secs(300);
const CONNECT: Duration = Duration::from_secs(10);
/// More than the largest envelope there can be as `b64u`: what is longer is no answer of ours.
const LONGEST_ANSWER: u64 = 12 << 20;
/// How long a call that may be repeated is repeated, and the pauses between.
pub const PATIENCE: Duration = Duration::from_secs(10);
const PAUSES: [Duration; 4] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
];

/// Where a server is: its origin and path prefix, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(Url);

/// Why text names no server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBase {
    /// Not `http` or `https` with a host.
    #[error("not the address of a server: it looks like https://handover.example.com")]
    NotAnAddress,
    /// Whoever sits in between could put another page or another answer in its place.
    #[error(
        "plain http is only spoken with this very machine: the address must begin with https://"
    )]
    PlainHttp,
}

impl Base {
    /// Reads `https://host[:port][/prefix]`; `http` only for a loopback host.
    pub fn parse(text: &str) -> Result<Self, BadBase> {
        let mut url = Url::parse(text.trim()).map_err(|_| BadBase::NotAnAddress)?;
        let plain = url.query().is_none() && url.fragment().is_none();
        let anonymous = url.username().is_empty() && url.password().is_none();
        if !(plain && anonymous && url.has_host()) {
            return Err(BadBase::NotAnAddress);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BadBase::PlainHttp),
            _ => return Err(BadBase::NotAnAddress),
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    fn join(&self, path: &str) -> String {
        format!("{self}{path}")
    }
}

impl fmt::Display for Base {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

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
/// ten seconds allow.
pub fn patiently<T>(mut call: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    let deadline = Instant::now() + PATIENCE;
    for round in 0.. {
        let error = match call() {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        match error.pause(round) {
            Some(pause) if Instant::now() + pause < deadline => thread::sleep(pause),
            _ => return Err(error),
        }
    }
    unreachable!("the rounds end with the deadline")
}

/// One server.
pub struct Server {
    http: Client,
    base: Base,
}

impl Server {
    /// Sends nothing yet.
    pub fn new(base: Base) -> Result<Self, Error> {
        let tls = rustls::crypto::ring::default_provider();
        // Installed by an earlier call, if refused.
        let _: Result<(), Arc<_>> = tls.install_default();
        let mut http = Client::builder()
            .user_agent(concat!("handover/", env!("CARGO_PKG_VERSION")))
            .timeout(DEADLINE)
            .connect_timeout(CONNECT)
            .redirect(Policy::none());
        if is_loopback(&base.0) {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| unreachable_by(&error))?;
        Ok(Self { http, base })
    }

    /// Where it is.
    #[must_use]
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// `GET /api/v1/about`
    pub fn about(&self) -> Result<About, Error> {
        read(self.call(Method::GET, "/api/v1/about"))
    }

    /// `PUT /api/v1/bundles/{id}`: repeating it with the same body is harmless.
    pub fn put(&self, id: &BundleId, bundle: &PutBundle) -> Result<Created, Error> {
        read(json(self.bundle(Method::PUT, id, ""), bundle))
    }

    /// `GET /api/v1/bundles/{id}` with the link token.
    pub fn view(&self, id: &BundleId, link: &LinkToken) -> Result<View, Error> {
        read(self.bundle(Method::GET, id, "").bearer_auth(link.to_b64u()))
    }

    /// `GET /api/v1/bundles/{id}` with the receipt token.
    pub fn receipt(&self, id: &BundleId, receipt: &ReceiptToken) -> Result<Receipt, Error> {
        read(
            self.bundle(Method::GET, id, "")
                .bearer_auth(receipt.to_b64u()),
        )
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
        done(json(self.bundle(Method::POST, id, "/confirm"), body))
    }

    /// `POST /api/v1/bundles/{id}/finish`
    pub fn finish(&self, id: &BundleId, link: &LinkToken) -> Result<(), Error> {
        done(
            self.bundle(Method::POST, id, "/finish")
                .bearer_auth(link.to_b64u()),
        )
    }

    /// `DELETE /api/v1/bundles/{id}`
    pub fn revoke(&self, id: &BundleId, receipt: &ReceiptToken) -> Result<(), Error> {
        done(
            self.bundle(Method::DELETE, id, "")
                .bearer_auth(receipt.to_b64u()),
        )
    }

    fn bundle(&self, method: Method, id: &BundleId, verb: &str) -> RequestBuilder {
        self.call(method, &format!("/api/v1/bundles/{}{verb}", id.to_b64u()))
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.base.join(path))
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
    let retry_after = retry_after(&response);
    let problem = serde_json::from_slice(&body(response)?).map_err(|_| not_ours(status))?;
    Err(Error::Refused {
        problem,
        retry_after,
    })
}

fn body(response: Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    response
        .take(LONGEST_ANSWER)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::Unreachable("the answer broke off".to_owned()))?;
    Ok(bytes)
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_where_a_server_is() {
        for (text, base) in [
            (
                "https://handover.example.com",
                "https://handover.example.com",
            ),
            (
                "https://example.com/secrets/",
                "https://example.com/secrets",
            ),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:8080", "http://localhost:8080"),
        ] {
            assert_eq!(
                Base::parse(text).map(|base| base.to_string()),
                Ok(base.to_owned())
            );
        }
    }

    #[test]
    fn refuses_plain_http_to_others_and_what_is_no_address() {
        for text in [
            "http://example.com",
            "http://192.0.2.1",
            "http://127.0.0.1.example.com",
        ] {
            assert_eq!(Base::parse(text), Err(BadBase::PlainHttp), "{text}");
        }
        for text in [
            "",
            "example.com",
            "ftp://x",
            "https://",
            "https://me:pw@x",
            "https://x/#a",
        ] {
            assert_eq!(Base::parse(text), Err(BadBase::NotAnAddress), "{text}");
        }
    }
}

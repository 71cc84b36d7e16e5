//! What people get at the public address.

use std::time::Duration;

use actix_web::http::header::HeaderName;
use reqwest::{Client, Response, header::HeaderMap, redirect::Policy};

use super::{forwarding, report::Report, settings};
use crate::{
    config::{Config, PublicUrl},
    events::Silence,
    finding::Finding,
    http::headers::{DATA, EVERYWHERE, PAGE},
    protocol::wire::{About, Problem},
};

pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// More than `about` has.
const LONGEST: usize = 64 << 10;

/// What no answer of the server has.
const FOREIGN: [&str; 2] = ["set-cookie", "access-control-allow-origin"];

pub(super) async fn examine(config: &Config, url: Option<&PublicUrl>, report: &mut Report) {
    let Some(url) = url else {
        let why = "no public address is known: give --url, or HANDOVER_PUBLIC_URL";
        return report.unchecked("public", why);
    };
    if config.public_url.as_ref() != Some(url) {
        report.add(settings::plain_http(url));
    }
    let Some(client) = client(url) else {
        let why = "no certificates to trust were found: install ca-certificates, or name a file of them in SSL_CERT_FILE";
        return report.unchecked("public", why);
    };
    report.looked_at(url.as_str());
    let answer = client.get(format!("{url}/api/v1/about")).send().await;
    let finding = match answer {
        Ok(answer) => judge(url, answer, report).await,
        Err(error) => Some(unreached(url, &error)),
    };
    let is_ours = finding.is_none();
    report.add(finding);
    if is_ours {
        page(&client, url, report).await;
        forwarding::examine(config, &client, url, report).await;
    }
}

/// As a browser comes: by way of the environment's proxy, but for this machine.
fn client(url: &PublicUrl) -> Option<Client> {
    // Installed by an earlier call, if refused.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .user_agent(concat!("handover-doctor/", env!("CARGO_PKG_VERSION")))
        .timeout(PATIENCE)
        .redirect(Policy::none());
    let host = url::Url::parse(url.as_str()).ok()?;
    let is_here = host.host_str().is_some_and(crate::finding::is_this_machine);
    let builder = if is_here { builder.no_proxy() } else { builder };
    builder.build().ok()
}

fn unreached(url: &PublicUrl, error: &reqwest::Error) -> Finding {
    Finding::error(
        "public",
        format!("{url} cannot be called from here: {}", Silence::from(error)),
        "so it may be for everybody",
        "see that the proxy runs and has a valid certificate, and that this machine may reach it",
    )
}

/// Whether it is this server that answers, and as it does.
async fn judge(url: &PublicUrl, answer: Response, report: &mut Report) -> Option<Finding> {
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = read(answer).await;
    if serde_json::from_slice::<About>(&body).is_ok() && status == 200 {
        report.add(changed("/api/v1/about", &headers, &[&EVERYWHERE, &DATA]));
        return None;
    }
    let why = "people do not get this server there";
    if let Ok(Problem { detail, .. }) = serde_json::from_slice::<Problem>(&body) {
        let what = format!("{url} reaches a Handover that answers {status}: {detail}");
        return Some(Finding::error("public", what, why, "mend what it says"));
    }
    let fix = match status {
        300..=399 => "name the address that it leads to in HANDOVER_PUBLIC_URL",
        _ => "let the proxy pass every path, below the public address's own path, to HANDOVER_BIND",
    };
    let what = format!("{url}/api/v1/about is answered {status} by something else");
    Some(Finding::error("public", what, why, fix))
}

/// As much of a body as `about` can have.
pub(super) async fn read(mut answer: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await
        && body.len() < LONGEST
    {
        body.extend_from_slice(&chunk);
    }
    body
}

/// The page with the most to lose by another policy.
async fn page(client: &Client, url: &PublicUrl, report: &mut Report) {
    match client.get(format!("{url}/open")).send().await {
        Ok(answer) => report.add(changed("/open", answer.headers(), &[&EVERYWHERE, &PAGE])),
        Err(error) => report.add([unreached(url, &error)]),
    }
}

/// The headers that did not come through as the server sends them, or came on top.
fn changed(path: &str, headers: &HeaderMap, tables: &[&[(HeaderName, &str)]]) -> Option<Finding> {
    let expected = tables.iter().flat_map(|table| table.iter());
    let expected = expected.map(|(name, value)| (name.as_str(), *value));
    let mut changed: Vec<_> = expected
        .filter(|(name, value)| !is_as_sent(headers, name, value))
        .map(|(name, _)| name)
        .collect();
    changed.extend(FOREIGN.iter().filter(|name| headers.contains_key(**name)));
    (!changed.is_empty()).then(|| {
        Finding::error(
            "headers",
            format!("at {path} the proxy changes {}", changed.join(", ")),
            "on them rests that a page cannot leak, and that nothing is kept of it",
            "let the proxy hand them on as they are, and add none",
        )
    })
}

/// Once, and the same; HTTPS may be asked for more strictly.
fn is_as_sent(headers: &HeaderMap, name: &str, value: &str) -> bool {
    let values: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|value| value.to_str())
        .collect();
    match values[..] {
        [Ok(one)] if name == "strict-transport-security" => max_age(one) >= max_age(value),
        [Ok(one)] => one == value,
        _ => false,
    }
}

fn max_age(value: &str) -> Option<u64> {
    let mut parts = value.split(';').map(str::trim);
    parts.find_map(|part| part.strip_prefix("max-age=")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            let value = value.parse().expect("a value");
            (reqwest::header::HeaderName::from_static(name), value)
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn https_may_be_asked_for_more_strictly_and_not_less() {
        let name = "strict-transport-security";
        for (sent, good) in [
            ("max-age=63072000", true),
            ("max-age=99999999; includeSubDomains; preload", true),
            ("includeSubDomains; max-age=63072000", true),
            ("max-age=300", false),
            ("nonsense", false),
        ] {
            let headers = headers(&[("strict-transport-security", sent)]);
            assert_eq!(
                is_as_sent(&headers, name, "max-age=63072000"),
                good,
                "{sent}"
            );
        }
        assert!(!is_as_sent(&headers(&[]), name, "max-age=63072000"));
    }
}

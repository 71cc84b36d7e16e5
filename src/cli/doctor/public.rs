//! What people get at the public address.

use std::time::Duration;

use reqwest::{Client, Response, header::HeaderMap, redirect::Policy};

use super::{forwarding, report::Report, settings};
use crate::{
    config::{Config, PublicUrl},
    events::Silence,
    finding::Finding,
    protocol::wire::{About, Problem},
    served::headers::{DATA, EVERYWHERE, Header, PAGE, holds},
};

pub(super) const PATIENCE: Duration = Duration::from_secs(15);
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
fn changed(path: &str, headers: &HeaderMap, tables: &[&[Header]]) -> Option<Finding> {
    let expected = tables.iter().flat_map(|table| table.iter());
    let mut changed: Vec<_> = expected
        .filter(|header| !holds(**header, &sent(headers, header.0)))
        .map(|(name, _)| *name)
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

/// Every value that came under this name; what is no text is none that is expected.
fn sent<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    let values = headers.get_all(name).iter();
    values
        .map(|value| value.to_str().unwrap_or_default())
        .collect()
}

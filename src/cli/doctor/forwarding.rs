//! Whether the proxy tells the server from where people come: proven by one call from here (see
//! [`crate::http::probe`]).

use reqwest::{Client, Method};

use super::report::Report;
use crate::{
    config::{Config, PublicUrl},
    finding::Finding,
    http::probe::{FORGED, Forwarding, PROBE, Probed},
    reachable::reachable,
};

/// Behind one address there may be several servers; this one is met in one of so many calls.
const CALLS: usize = 20;

const CHECK: &str = "forwarding";

pub(super) async fn examine(
    config: &Config,
    client: &Client,
    url: &PublicUrl,
    report: &mut Report,
) {
    let is_https = url.as_str().starts_with("https:");
    if !is_https && config.trusted_proxies.is_empty() {
        return; // Without a proxy nobody forwards.
    }
    let Some(admin) = config.admin_bind else {
        let why = "without HANDOVER_ADMIN_BIND the server cannot be asked how calls come to it";
        return report.unchecked(CHECK, why);
    };
    let admin = format!("http://{}/probe", reachable(admin));
    let Some(probe) = ask(Method::POST, &admin).await else {
        let why = "the server does not answer at HANDOVER_ADMIN_BIND: run doctor where it runs, and while it runs";
        return report.unchecked(CHECK, why);
    };
    report.add(match seen(client, url, &admin, &probe.word).await {
        Some(Forwarding::Forwarded) => None,
        Some(how) => Some(amiss(how)),
        None => Some(elsewhere(url)),
    });
}

/// Shows the word at the public address until this server has seen it.
async fn seen(client: &Client, url: &PublicUrl, admin: &str, word: &str) -> Option<Forwarding> {
    for _ in 0..CALLS {
        let call = client
            .get(format!("{url}/api/v1/about"))
            .header(PROBE.as_str(), word)
            .header("x-forwarded-for", FORGED.to_string());
        call.send().await.ok()?;
        let probed = ask(Method::GET, &format!("{admin}/{word}")).await?;
        if probed.seen.is_some() {
            return probed.seen;
        }
    }
    None
}

/// A question to the operator's listener, which is never behind a proxy.
async fn ask(method: Method, url: &str) -> Option<Probed> {
    let client = Client::builder()
        .no_proxy()
        .timeout(super::public::PATIENCE);
    let answer = client
        .build()
        .ok()?
        .request(method, url)
        .send()
        .await
        .ok()?;
    serde_json::from_slice(&super::public::read(answer).await).ok()
}

fn elsewhere(url: &PublicUrl) -> Finding {
    Finding::error(
        CHECK,
        format!("{url} reaches another Handover than the one of HANDOVER_ADMIN_BIND"),
        "what doctor has looked at is not what people get",
        "let the proxy pass every path to HANDOVER_BIND, and every header",
    )
}

fn amiss(how: Forwarding) -> Finding {
    let everybody = "everybody counts as one client of the rate limits, and is refused as one";
    let set = "let the proxy set X-Forwarded-For to the address that calls it";
    match how {
        Forwarding::UntrustedPeer => Finding::error(
            CHECK,
            "the proxy calls from an address that is not in HANDOVER_TRUSTED_PROXIES",
            everybody,
            "put the address there from which the proxy calls the server",
        ),
        Forwarding::NotForwarded => Finding::error(
            CHECK,
            "the proxy does not say in X-Forwarded-For who calls it",
            everybody,
            set,
        ),
        Forwarding::HandedOn | Forwarding::Forwarded => Finding::error(
            CHECK,
            "the proxy hands on X-Forwarded-For as its clients send it",
            "anybody can choose by which address the rate limits count them",
            format!("{set}, or add it at the end"),
        ),
    }
}

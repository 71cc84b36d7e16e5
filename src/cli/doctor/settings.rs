//! What the settings alone tell.

use std::net::IpAddr;

use url::Url;

use super::report::Report;
use crate::{
    config::{Config, PublicUrl, Rate, StoreKind},
    finding::{Finding, is_this_machine},
    protocol::wire::Openness,
};

const ABOUT: &str = "see handover serve --help";

pub(super) fn examine(config: &Config, report: &mut Report) {
    report.looked_at("the settings");
    let wrong = config.check().err().map(|invalid| {
        let why = "the server does not start";
        Finding::error("settings", invalid.to_string(), why, ABOUT)
    });
    report.add(wrong);
    report.add(lost_with_the_process(config));
    report.add(public_admin(config));
    report.add(config.public_url.as_ref().and_then(plain_http));
    report.add(no_proxy(config));
    report.add(everybody_is_a_proxy(config));
    report.add(no_limits(config));
}

fn lost_with_the_process(config: &Config) -> Option<Finding> {
    let is_said = config.store == Some(StoreKind::Memory);
    (is_said && !config.bind.ip().is_loopback()).then(|| {
        Finding::warning(
            "store",
            format!("the memory store serves {}", config.bind),
            "a restart loses every bundle that waits to be opened",
            "name a Redis with HANDOVER_REDIS_URL",
        )
    })
}

fn public_admin(config: &Config) -> Option<Finding> {
    let address = config.admin_bind?;
    let what = format!("the admin listener is on {address}");
    let why = "anybody who reaches it reads how much is handed over, and when";
    let fix = "bind it to loopback or to a private address, with HANDOVER_ADMIN_BIND";
    match address.ip() {
        ip if ip.is_unspecified() => Some(Finding::warning(
            "admin",
            format!("{what}: every address of this machine"),
            why,
            format!("{fix}, or see that no firewall and no container lets it out"),
        )),
        ip if is_private(ip) => None,
        _ => Some(Finding::error("admin", what, why, fix)),
    }
}

fn is_private(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// Whether people reach it by https; the memory of this machine is nobody else's.
pub(super) fn plain_http(url: &PublicUrl) -> Option<Finding> {
    let parsed = Url::parse(url.as_str()).ok()?;
    let is_plain = parsed.scheme() != "https" && !is_this_machine(parsed.host_str()?);
    is_plain.then(|| {
        Finding::error(
            "https",
            format!("the public address is {url}"),
            "whoever is on the way can change the pages, and read what they seal",
            "put a proxy with TLS before the server, and name the address with https://",
        )
    })
}

/// The server speaks no TLS itself: where people come by https, there is a proxy.
fn no_proxy(config: &Config) -> Option<Finding> {
    let is_https = config.public_url.as_ref()?.as_str().starts_with("https:");
    (is_https && config.trusted_proxies.is_empty()).then(|| {
        Finding::error(
            "proxy",
            "HANDOVER_TRUSTED_PROXIES is not set",
            "behind the proxy everybody counts as one client of the rate limits, and is refused as one",
            "set it to the address from which the proxy calls the server",
        )
    })
}

fn everybody_is_a_proxy(config: &Config) -> Option<Finding> {
    let mut networks = config.trusted_proxies.iter();
    let whole = networks.find(|network| network.prefix_len() == 0)?;
    Some(Finding::error(
        "proxy",
        format!("HANDOVER_TRUSTED_PROXIES has {whole}: everybody"),
        "anybody can choose by which address the rate limits count them",
        "name the proxies only",
    ))
}

fn no_limits(config: &Config) -> Vec<Finding> {
    let anybody = config.create == Openness::Anyone || config.requests == Openness::Anyone;
    let fills = "anybody can fill the store, so that nobody else can hand anything over";
    let off = [
        (
            "HANDOVER_RATE_CREATE",
            config.rate_create,
            if anybody { fills } else { ANSWERS },
        ),
        (
            "HANDOVER_RATE_OPEN",
            config.rate_open,
            "anybody can keep the store busy",
        ),
        (
            "HANDOVER_RATE_CLIENT",
            config.rate_client,
            "one machine that has gone wild can keep the store busy",
        ),
    ];
    let off = off.into_iter().filter(|(_, rate, _)| *rate == Rate::Off);
    off.map(|(name, _, why)| {
        let fix = format!("leave {name} out: its default is seldom met by people");
        Finding::warning("rate", format!("{name} is off"), why, fix)
    })
    .collect()
}

const ANSWERS: &str = "whoever holds a request link can keep the store busy with answers";

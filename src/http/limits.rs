//! How often one client address, or one client with an API key, may call: a token bucket for each
//! (GCRA, by `governor`).

mod buckets;

use std::{
    hash::Hash,
    net::{IpAddr, SocketAddr},
};

use actix_web::{
    HttpRequest, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderMap, HeaderName},
    middleware::Next,
    web,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use ipnet::IpNet;

use self::buckets::Buckets;
use super::{
    App, auth,
    error::Error,
    probe::{FORGED, Forwarding},
};
use crate::{
    config::{Config, Rate},
    store::Owner,
};

pub(super) const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The limits of this instance.
pub struct Limits {
    create: Limit<Source>,
    open: Limit<Source>,
    client: Limit<Owner>,
    trusted_proxies: Vec<IpNet>,
}

/// One limit; none when it is off.
struct Limit<K: Clone + Eq + Hash>(Option<RateLimiter<K, Buckets<K>, DefaultClock>>);

/// What counts as one client: an IPv4 address, or an IPv6 network of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    V4([u8; 4]),
    V6([u8; 8]),
}

impl Limits {
    /// Limits as configured.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            create: Limit::new(config.rate_create),
            open: Limit::new(config.rate_open),
            client: Limit::new(config.rate_client),
            trusted_proxies: config.trusted_proxies.clone(),
        }
    }

    /// Forgets whose bucket is full again; to be called now and then.
    pub fn forget_idle(&self) {
        self.create.forget_idle();
        self.open.forget_idle();
        self.client.forget_idle();
    }

    /// A client with an API key has its own limit, wherever it calls from.
    fn check(&self, limit: &Limit<Source>, request: &HttpRequest) -> Result<(), Error> {
        if let Some(machine) = auth::shown(request) {
            return self.client.check(machine.client.name());
        }
        let Some(peer) = request.peer_addr() else {
            return Ok(());
        };
        limit.check(&source(peer, request.headers(), &self.trusted_proxies))
    }

    /// Whether who calls from there is believed what it says of a request.
    pub(crate) fn is_proxy(&self, peer: IpAddr) -> bool {
        contains(&self.trusted_proxies, peer)
    }

    /// How a call has come that claims to be [`FORGED`]; none if not over the network.
    pub(super) fn forwarding(&self, request: &HttpRequest) -> Option<Forwarding> {
        let peer = request.peer_addr()?.ip();
        if !self.is_proxy(peer) {
            return Some(Forwarding::UntrustedPeer);
        }
        let last = hops(request.headers()).pop().map(address);
        Some(match last {
            None | Some(None) => Forwarding::NotForwarded,
            Some(Some(address)) if address == FORGED => Forwarding::HandedOn,
            Some(Some(_)) => Forwarding::Forwarded,
        })
    }
}

impl<K: Clone + Eq + Hash> Limit<K> {
    fn new(rate: Rate) -> Self {
        Self(match rate {
            Rate::Off => None,
            Rate::Limit { count, period } => Quota::with_period(period / count.get())
                .map(|quota| quota.allow_burst(count))
                .map(|quota| RateLimiter::new(quota, Buckets::default(), DefaultClock::default())),
        })
    }

    fn check(&self, key: &K) -> Result<(), Error> {
        let Some(limiter) = &self.0 else {
            return Ok(());
        };
        limiter.check_key(key).map_err(|wait| {
            let wait = wait.wait_time_from(DefaultClock::default().now());
            Error::SlowDown {
                retry_after: wait.as_secs() + 1,
            }
        })
    }

    fn forget_idle(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// Middleware for calls that create.
pub async fn create<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    limited(request, next, |limits| &limits.create).await
}

/// Middleware for every other API call but `about`.
pub async fn open<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    limited(request, next, |limits| &limits.open).await
}

async fn limited<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
    limit: fn(&Limits) -> &Limit<Source>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let refused = request.app_data::<web::Data<App>>().and_then(|app| {
        let limits = &app.limits;
        limits.check(limit(limits), request.request()).err()
    });
    if let Some(error) = refused {
        let response = error.error_response();
        return Ok(request.into_response(response).map_into_right_body());
    }
    next.call(request)
        .await
        .map(ServiceResponse::map_into_left_body)
}

/// The peer, or, when the peer is a trusted proxy, the right-most address of `X-Forwarded-For`
/// that is none.
pub(super) fn source(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Source {
    let is_trusted = |address| contains(trusted, address);
    let mut client = peer.ip();
    if is_trusted(client) {
        for hop in hops(headers).into_iter().rev() {
            let Some(address) = address(hop) else { break };
            client = address;
            if !is_trusted(client) {
                break;
            }
        }
    }
    Source::from(client)
}

fn contains(networks: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    networks.iter().any(|network| network.contains(&address))
}

/// What stands in `X-Forwarded-For`; the last is what the nearest proxy has added.
fn hops(headers: &HeaderMap) -> Vec<&str> {
    let values = headers.get_all(FORWARDED_FOR);
    let values = values.filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect()
}

/// An address of `X-Forwarded-For`; some proxies append a port.
fn address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse::<SocketAddr>().map(|socket| socket.ip());
    hop.parse().or_else(|_| with_port()).ok()
}

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.octets()),
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, g, h, ..] = address.octets();
                Self::V6([a, b, c, d, e, f, g, h])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn source_of(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> Source {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let trusted: Vec<IpNet> = trusted.iter().filter_map(|net| net.parse().ok()).collect();
        let peer = SocketAddr::new(peer.parse().expect("an address"), 1);
        source(peer, &headers, &trusted)
    }

    fn v4(address: [u8; 4]) -> Source {
        Source::V4(address)
    }

    #[test]
    fn a_stranger_cannot_choose_his_address() {
        assert_eq!(
            source_of("192.0.2.1", &["198.51.100.9"], &[]),
            v4([192, 0, 2, 1])
        );
        assert_eq!(
            source_of("192.0.2.1", &["198.51.100.9"], &["10.0.0.0/8"]),
            v4([192, 0, 2, 1])
        );
    }

    #[test]
    fn behind_proxies_the_right_most_untrusted_hop_counts() {
        let trusted = ["10.0.0.0/8"];
        let cases: [(&[&'static str], [u8; 4]); 6] = [
            (&["198.51.100.9:4711"], [198, 51, 100, 9]),
            (&["198.51.100.9"], [198, 51, 100, 9]),
            (&["203.0.113.1, 198.51.100.9"], [198, 51, 100, 9]),
            (&["203.0.113.1, 198.51.100.9, 10.0.0.7"], [198, 51, 100, 9]),
            (&["203.0.113.1", "198.51.100.9"], [198, 51, 100, 9]),
            (&["203.0.113.1, nonsense"], [10, 0, 0, 1]),
        ];
        for (forwarded, expected) in cases {
            assert_eq!(
                source_of("10.0.0.1", forwarded, &trusted),
                v4(expected),
                "{forwarded:?}"
            );
        }
    }

    #[test]
    fn a_v6_network_of_64_bits_is_one_client() {
        assert_eq!(
            source_of("2001:db8::1", &[], &[]),
            source_of("2001:db8::ffff:2", &[], &[])
        );
        assert_ne!(
            source_of("2001:db8::1", &[], &[]),
            source_of("2001:db8:0:1::1", &[], &[])
        );
        assert_eq!(source_of("::ffff:192.0.2.1", &[], &[]), v4([192, 0, 2, 1]));
    }
}

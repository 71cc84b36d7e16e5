//! The configuration of `handover serve`: one struct is the flags, the environment and the manual.
//!
//! Each flag is also the environment variable that its help names. A bad value stops the start with
//! the name, the value and what would be right.

pub mod brand;
mod public_url;
mod values;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;
use ipnet::IpNet;

pub use self::{
    brand::BrandSettings,
    public_url::PublicUrl,
    values::{LogFormat, LogLevel, Rate, Secret, Size, StoreKind},
};
use crate::{
    clients::Clients,
    protocol::wire::Openness,
    span::Span,
    store::redis::{NoRedisUrl, Redis, WaitReplicas},
};

const DAY: Duration = Duration::from_secs(86_400);

/// The settings of `handover serve`.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The address and port to serve on
    #[arg(long, env = "HANDOVER_BIND", default_value = "127.0.0.1:8080", value_parser = address)]
    pub bind: SocketAddr,

    /// The address and port of /livez, /readyz and /metrics; off unless given. Do not publish it
    #[arg(long, env = "HANDOVER_ADMIN_BIND", value_parser = address)]
    pub admin_bind: Option<SocketAddr>,

    /// The address under which people reach this server, a path included if it has one: the links that
    /// the server makes for machines begin with it; left out, they begin with http:// and --bind
    #[arg(long, env = "HANDOVER_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// Redis or Valkey ≥ 7.0 that keeps the bundles: redis://[user:password@]host:port[/db],
    /// redis+sentinel://host:port,host:port/name or redis+cluster://host:port,host:port; rediss://,
    /// rediss+sentinel:// or rediss+cluster:// with TLS; without it the embedded memory store keeps
    /// them, and a restart loses them
    #[arg(
        long,
        env = "HANDOVER_REDIS_URL",
        hide_env_values = true,
        conflicts_with = "store"
    )]
    pub redis_url: Option<Secret>,

    /// A file that holds the Redis URL, so that its password need not stand in the environment
    #[arg(
        long,
        env = "HANDOVER_REDIS_URL_FILE",
        conflicts_with_all = ["redis_url", "store"]
    )]
    pub redis_url_file: Option<PathBuf>,

    /// How many replicas must have taken a creation, an answer, an opening, a wrong try or a
    /// revocation before it is answered: `auto` follows the store, so that no single fault can hand
    /// out a bundle twice
    #[arg(long, env = "HANDOVER_WAIT_REPLICAS", default_value = "auto")]
    pub wait_replicas: WaitReplicas,

    /// How long to wait for them: 1s to 10s; then the answer is 503, and the same call may be sent
    /// again
    #[arg(long, env = "HANDOVER_WAIT_TIMEOUT", default_value = "1s", value_parser = wait_timeout)]
    pub wait_timeout: Span,

    /// Say `memory` to use the embedded memory store on an address other than loopback
    #[arg(long, env = "HANDOVER_STORE")]
    pub store: Option<StoreKind>,

    /// The memory store's size; at 80 % of it (or of Redis' maxmemory) nothing new is taken while
    /// everything else goes on
    #[arg(long, env = "HANDOVER_MEMORY_LIMIT", default_value = "256MiB")]
    pub memory_limit: Size,

    /// The largest envelope, files and padding included: 2KiB to 8MiB
    #[arg(long, env = "HANDOVER_MAX_ENVELOPE", default_value = "1MiB", value_parser = max_envelope)]
    pub max_envelope: Size,

    /// The longest time that a bundle can wait to be opened: 1m to 365d
    #[arg(long, env = "HANDOVER_MAX_LIFETIME", default_value = "14d", value_parser = max_lifetime)]
    pub max_lifetime: Span,

    /// For how long the opener may fetch again after the first read, at most 60s; with 0s every
    /// bundle is erased before its first byte leaves
    #[arg(long, env = "HANDOVER_LEASE", default_value = "60s", value_parser = lease)]
    pub lease: Span,

    /// How many wrong passphrases destroy a bundle: 1 to 100
    #[arg(long, env = "HANDOVER_TRIES", default_value = "5", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub tries: u32,

    /// How long a receipt stays after the bundle's lifetime: 2d to 365d
    #[arg(long, env = "HANDOVER_RECEIPT_RETENTION", default_value = "7d", value_parser = retention)]
    pub receipt_retention: Span,

    /// The clients file: which machines have API keys, as `handover clients` writes it; read at the
    /// start and at SIGHUP
    #[arg(long, env = "HANDOVER_CLIENTS")]
    pub clients: Option<PathBuf>,

    /// Who may create bundles
    #[arg(long, env = "HANDOVER_CREATE", default_value = "anyone")]
    pub create: Openness,

    /// Who may create requests. A request of a machine carries its name; anyone's carries none
    #[arg(long, env = "HANDOVER_REQUESTS", default_value = "keys")]
    pub requests: Openness,

    /// How many bundles, requests and answers one client address may send: a number per s, min or
    /// h, or `off`
    #[arg(long, env = "HANDOVER_RATE_CREATE", default_value = "20/min")]
    pub rate_create: Rate,

    /// How many other API calls one client address may make: a number per s, min or h, or `off`
    #[arg(long, env = "HANDOVER_RATE_OPEN", default_value = "60/min")]
    pub rate_open: Rate,

    /// How many API calls a machine with an API key may make, wherever it calls from and instead of
    /// the two above: a number per s, min or h, or `off`
    #[arg(long, env = "HANDOVER_RATE_CLIENT", default_value = "600/min")]
    pub rate_client: Rate,

    /// The reverse proxies whose X-Forwarded-For and traceparent are believed: addresses or networks
    /// (10.0.0.0/8), separated by commas
    #[arg(long, env = "HANDOVER_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,

    /// The addresses from which support connects, shown to the merchant for the shop's firewall,
    /// separated by commas
    #[arg(long, env = "HANDOVER_SUPPORT_ADDRESSES", value_delimiter = ',', value_parser = support_address)]
    pub support_addresses: Vec<String>,

    /// Whose server it is.
    #[command(flatten)]
    pub brand: BrandSettings,

    /// What is logged, on standard error: error, warn, info, debug. Never an id, token, link or
    /// address
    #[arg(long, env = "HANDOVER_LOG", default_value = "info")]
    pub log: LogLevel,

    /// How it is logged
    #[arg(long, env = "HANDOVER_LOG_FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "it must be an IP address and a port: 127.0.0.1:8080, [::1]:8080, 0.0.0.0:8080".to_owned()
    })
}

fn max_envelope(text: &str) -> Result<Size, String> {
    let size: Size = text.parse()?;
    within(size, Size(2 << 10), Size(8 << 20), "2KiB to 8MiB")
}

fn wait_timeout(text: &str) -> Result<Span, String> {
    let span: Span = text.parse()?;
    let least = Span(Duration::from_secs(1));
    within(span, least, Span(Duration::from_secs(10)), "1s to 10s")
}

fn max_lifetime(text: &str) -> Result<Span, String> {
    let span: Span = text.parse()?;
    let least = Span(Duration::from_secs(60));
    within(span, least, Span(365 * DAY), "1m to 365d")
}

fn lease(text: &str) -> Result<Span, String> {
    let span: Span = text.parse()?;
    let most = Span(Duration::from_secs(60));
    within(span, Span(Duration::ZERO), most, "0s to 60s")
}

fn retention(text: &str) -> Result<Span, String> {
    let span: Span = text.parse()?;
    within(span, Span(2 * DAY), Span(365 * DAY), "2d to 365d")
}

fn within<T: PartialOrd + Copy>(value: T, least: T, most: T, words: &str) -> Result<T, String> {
    if value < least || value > most {
        return Err(format!("it must be {words}"));
    }
    Ok(value)
}

fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| {
            "it must be an address or a network: 10.0.0.0/8, 192.0.2.7, fd00::/8".to_owned()
        })
}

fn support_address(text: &str) -> Result<String, String> {
    network(text).map(|_| text.trim().to_owned())
}

impl Config {
    /// The Redis URL, from the flag or from its file; none for the memory store.
    pub(crate) fn redis_url(&self) -> Result<Option<Secret>, Invalid> {
        let Some(path) = &self.redis_url_file else {
            return Ok(self.redis_url.clone());
        };
        let text = std::fs::read_to_string(path).map_err(|error| Invalid {
            name: "HANDOVER_REDIS_URL_FILE",
            value: path.display().to_string(),
            reason: format!("it cannot be read: {error}"),
        })?;
        Ok(Some(Secret(text.trim_end().to_owned())))
    }

    /// The Redis that these settings name, which need not be there yet; none for the memory store.
    pub fn redis(&self) -> Result<Option<Redis>, Invalid> {
        let Some(url) = self.redis_url()? else {
            return Ok(None);
        };
        let redis = Redis::open(url.expose()).map_err(|error: NoRedisUrl| Invalid {
            name: "HANDOVER_REDIS_URL",
            value: "not shown".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Some(
            redis.waiting_for(self.wait_replicas, self.wait_timeout.0),
        ))
    }

    /// The clients, from their file; none without one.
    pub fn clients(&self) -> Result<Clients, Invalid> {
        let Some(path) = &self.clients else {
            return Ok(Clients::default());
        };
        Clients::load(path).map_err(|refused| Invalid {
            name: "HANDOVER_CLIENTS",
            value: path.display().to_string(),
            reason: refused.to_string(),
        })
    }

    /// What no single flag can tell.
    pub fn check(&self) -> Result<(), Invalid> {
        let memory = self.redis_url.is_none() && self.redis_url_file.is_none();
        if memory && self.store.is_none() && !self.bind.ip().is_loopback() {
            return Err(Invalid {
                name: "HANDOVER_BIND",
                value: self.bind.to_string(),
                reason:
                    "without HANDOVER_REDIS_URL everything is kept in memory and lost with the \
                         process, so only loopback is served; name a Redis, or say --store memory \
                         if that is what you want"
                        .to_owned(),
            });
        }
        if memory && matches!(self.wait_replicas, WaitReplicas::Exactly(1..)) {
            return Err(Invalid {
                name: "HANDOVER_WAIT_REPLICAS",
                value: self.wait_replicas.to_string(),
                reason: "there are no replicas to wait for without a Redis; name one with \
                         HANDOVER_REDIS_URL, or leave it at auto"
                    .to_owned(),
            });
        }
        if self.bind.port() != 0 && self.admin_bind == Some(self.bind) {
            return Err(Invalid {
                name: "HANDOVER_ADMIN_BIND",
                value: self.bind.to_string(),
                reason: "people are served there (HANDOVER_BIND); the operator's listener needs \
                         another port"
                    .to_owned(),
            });
        }
        if memory && self.memory_limit.0 < 4 * self.max_envelope.0 {
            return Err(Invalid {
                name: "HANDOVER_MEMORY_LIMIT",
                value: format!("{} bytes", self.memory_limit.0),
                reason: format!(
                    "it must hold at least four of the largest envelopes (HANDOVER_MAX_ENVELOPE): {} bytes",
                    4 * self.max_envelope.0
                ),
            });
        }
        self.brand.check()
    }
}

/// A setting that stops the start.
#[derive(Debug, thiserror::Error)]
#[error("{name} is {value}: {reason}")]
pub struct Invalid {
    /// The environment variable.
    pub name: &'static str,
    /// What it is.
    pub value: String,
    /// What would be right.
    pub reason: String,
}

//! Where Redis is, as `HANDOVER_REDIS_URL` names it.

use std::fmt;

use redis::{ConnectionAddr, ConnectionInfo, IntoConnectionInfo};

/// One node, a group behind Sentinels, or a Cluster.
#[derive(Clone)]
pub(crate) struct Address {
    pub(crate) kind: Kind,
    /// Those that are named: the node, Sentinels, or some of the Cluster.
    pub(crate) places: Vec<Place>,
    /// How a node is spoken to: user, password, database, TLS.
    manner: ConnectionInfo,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Single,
    /// The name under which the Sentinels know the group.
    Sentinel(String),
    Cluster,
}

/// The host and the port of a node, as others name it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Place {
    host: String,
    port: u16,
}

impl Place {
    pub(crate) fn new(host: &str, port: u16) -> Self {
        Self {
            host: host.to_owned(),
            port,
        }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Reads `host:port`; an IPv6 address may stand in brackets or not.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (host, port) = text.rsplit_once(':')?;
        let host = host.trim_matches(['[', ']']);
        Some(Self::new(host, port.parse().ok()?)).filter(|_| !host.is_empty())
    }

    /// This very machine.
    pub(crate) fn is_local(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(formatter, "[{}]:{}", self.host, self.port)
        } else {
            write!(formatter, "{}:{}", self.host, self.port)
        }
    }
}

/// The port of a node, and that of a Sentinel.
const PORT: u16 = 6379;
const SENTINEL_PORT: u16 = 26379;

impl Address {
    /// Reads `redis://[user:password@]host[:port][/db]`, `redis+sentinel://[user:password@]host[:port],…/name[/db]`,
    /// `redis+cluster://[user:password@]host[:port],…`; `rediss` instead of `redis` with TLS.
    pub(crate) fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (tls, kind) = match scheme.split_once('+') {
            None => (scheme, None),
            Some((tls, kind)) => (tls, Some(kind)),
        };
        if !matches!(tls, "redis" | "rediss") || rest.contains(['#', '?']) {
            return None;
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (format!("{user}@"), hosts),
            None => (String::new(), authority),
        };
        let (kind, port, database) = match (kind, path.split_once('/')) {
            (None, _) => (Kind::Single, PORT, path),
            (Some("sentinel"), _) if path.is_empty() => return None,
            (Some("sentinel"), Some((name, db))) => (named(name)?, SENTINEL_PORT, db),
            (Some("sentinel"), None) => (named(path)?, SENTINEL_PORT, ""),
            // A Cluster has one database.
            (Some("cluster"), _) if path.is_empty() => (Kind::Cluster, PORT, ""),
            _ => return None,
        };
        if kind == Kind::Single && hosts.contains(',') {
            return None;
        }
        let read = |host: &str| one(&format!("{tls}://{user}{host}/{database}"), host, port);
        let nodes: Vec<_> = hosts.split(',').map(read).collect::<Option<_>>()?;
        let manner = nodes.first()?.1.clone();
        let places = nodes.into_iter().map(|(place, _)| place).collect();
        Some(Self {
            kind,
            places,
            manner,
        })
    }

    /// How to speak to the node at this place.
    pub(crate) fn node(&self, place: &Place) -> ConnectionInfo {
        let address = match self.manner.addr() {
            ConnectionAddr::TcpTls { .. } => ConnectionAddr::TcpTls {
                host: place.host.clone(),
                port: place.port,
                insecure: false,
                tls_params: None,
            },
            _ => ConnectionAddr::Tcp(place.host.clone(), place.port),
        };
        self.manner.clone().set_addr(address)
    }

    /// How to speak to the Sentinel at this place: in the same manner, without a database.
    pub(crate) fn sentinel(&self, place: &Place, anonymous: bool) -> ConnectionInfo {
        let node = self.node(place);
        let settings = if anonymous {
            redis::RedisConnectionInfo::default()
        } else {
            node.redis_settings().clone().set_db(0)
        };
        node.set_redis_settings(settings)
    }

    /// Whether a user or a password stands in the URL.
    pub(crate) fn has_credentials(&self) -> bool {
        let settings = self.manner.redis_settings();
        settings.username().is_some() || settings.password().is_some()
    }

    pub(crate) fn has_sentinels(&self) -> bool {
        matches!(self.kind, Kind::Sentinel(_))
    }

    pub(crate) fn has_tls(&self) -> bool {
        matches!(self.manner.addr(), ConnectionAddr::TcpTls { .. })
    }
}

fn named(name: &str) -> Option<Kind> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    (!name.is_empty() && name.chars().all(is_plain)).then(|| Kind::Sentinel(name.to_owned()))
}

/// One node of the URL, read as a URL of its own.
fn one(url: &str, host: &str, default: u16) -> Option<(Place, ConnectionInfo)> {
    let info = url.into_connection_info().ok()?;
    let has_port = Place::read(host).is_some() && !host.ends_with(']');
    let place = match info.addr() {
        ConnectionAddr::Tcp(host, port) | ConnectionAddr::TcpTls { host, port, .. } => {
            Place::new(host, if has_port { *port } else { default })
        }
        _ => return None,
    };
    Some((place, info))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Option<(Kind, String, bool)> {
        let address = Address::parse(url)?;
        let places: Vec<_> = address.places.iter().map(ToString::to_string).collect();
        Some((address.kind.clone(), places.join(" "), address.has_tls()))
    }

    #[test]
    fn every_way_to_say_where_redis_is() {
        let sentinel = || Kind::Sentinel("main-1".to_owned());
        for (url, kind, places, tls) in [
            ("redis://a", Kind::Single, "a:6379", false),
            ("redis://u:p%40@a:1/3", Kind::Single, "a:1", false),
            ("redis://127.0.0.1:7", Kind::Single, "127.0.0.1:7", false),
            ("redis://[::1]", Kind::Single, "[::1]:6379", false),
            ("rediss://[::1]:7/", Kind::Single, "[::1]:7", true),
            (
                "redis+sentinel://a,b:1,[::2]/main-1",
                sentinel(),
                "a:26379 b:1 [::2]:26379",
                false,
            ),
            (
                "rediss+sentinel://u:p@a/main-1/2",
                sentinel(),
                "a:26379",
                true,
            ),
            ("redis+cluster://a,b:1", Kind::Cluster, "a:6379 b:1", false),
            ("rediss+cluster://:p@a", Kind::Cluster, "a:6379", true),
        ] {
            assert_eq!(read(url), Some((kind, places.to_owned(), tls)), "{url}");
        }
        let address = Address::parse("redis+sentinel://u:p%40@a/main/2").expect("legal");
        let node = address.node(&Place::new("b", 9));
        let settings = node.redis_settings();
        assert_eq!(
            (settings.username(), settings.password()),
            (Some("u"), Some("p@"))
        );
        assert_eq!(
            (settings.db(), node.addr().to_string()),
            (2, "b:9".to_owned())
        );
        let sentinel = address.sentinel(&Place::new("b", 9), false);
        assert_eq!(
            (
                sentinel.redis_settings().db(),
                sentinel.redis_settings().password()
            ),
            (0, Some("p@"))
        );
        let stranger = address.sentinel(&Place::new("b", 9), true);
        assert_eq!(stranger.redis_settings().password(), None);
    }

    #[test]
    fn nothing_else() {
        for url in [
            "",
            "a",
            "http://a",
            "redis:a",
            "redis://",
            "redis://a,b",
            "redis://a/x",
            "redis://a#insecure",
            "rediss://a#insecure",
            "redis://a?x=1",
            "redis+sentinel://a",
            "redis+sentinel://a/",
            "redis+sentinel:///main",
            "redis+sentinel://a,/main",
            "redis+sentinel://a/ma in",
            "redis+cluster://a/1",
            "redis+cluster://",
            "redis+other://a",
            "unix:///a",
            "redis+unix:///a",
        ] {
            assert_eq!(read(url), None, "{url}");
        }
    }
}

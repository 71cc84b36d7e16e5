//! Where a server on this machine answers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A server that is bound to every address answers on loopback.
pub(crate) fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bind.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_loopback_where_the_server_is_bound_to_everything() {
        for (bind, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.1:80", "192.0.2.1:80"),
        ] {
            assert_eq!(bind.parse().map(reachable), asked.parse());
        }
    }
}

//! Where a server is.

use std::{fmt, net::IpAddr};

use reqwest::Url;

use crate::protocol::link::can_begin_a_link;

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
        if !(plain && anonymous && url.has_host() && can_begin_a_link(url.as_str())) {
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

    /// Whether it is this very machine.
    pub(super) fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// What everything that the server has lies below: with a slash at the end.
    pub(crate) fn root(&self) -> Url {
        let mut root = self.0.clone();
        root.set_path(&format!("{}/", root.path().trim_end_matches('/')));
        root
    }

    pub(super) fn join(&self, path: &str) -> String {
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
            "https://x/(a)",
            "https://x/https://y",
            "https://x\\@y",
        ] {
            assert_eq!(Base::parse(text), Err(BadBase::NotAnAddress), "{text}");
        }
    }
}

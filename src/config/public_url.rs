//! Under which address people reach the server.

use std::{fmt, net::SocketAddr, str::FromStr};

use url::Url;

use crate::protocol::link::can_begin_a_link;

/// The origin, and the path if the server lives under one, without a slash at the end: what a link
/// begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<SocketAddr> for PublicUrl {
    /// Good for this machine, or for its network.
    fn from(address: SocketAddr) -> Self {
        Self(format!("http://{address}"))
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        let is_bare = |url: &Url| url.username().is_empty() && url.password().is_none();
        let is_whole = |url: &Url| url.query().is_none() && url.fragment().is_none();
        Url::parse(text)
            .ok()
            .filter(|url| is_web(url) && is_bare(url) && is_whole(url))
            .filter(|url| can_begin_a_link(url.as_str()))
            .map(|url| Self(url.as_str().trim_end_matches('/').to_owned()))
            .ok_or_else(|| {
                "it must be the address that people type, without user, query and fragment, and of \
                 letters, digits, - . _ ~ and %: https://handover.example.com, or \
                 https://example.com/handover"
                    .to_owned()
            })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let url: Result<PublicUrl, _> = text.parse();
        url.ok().map(|url| url.to_string())
    }

    #[test]
    fn an_origin_and_a_path_without_a_slash_at_the_end() {
        for (text, base) in [
            ("https://Handover.Example", "https://handover.example"),
            ("https://handover.example/", "https://handover.example"),
            ("https://handover.example:443", "https://handover.example"),
            ("https://example.org/a/b//", "https://example.org/a/b"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ] {
            assert_eq!(read(text).as_deref(), Some(base), "{text}");
        }
        let address: SocketAddr = ([127, 0, 0, 1], 80).into();
        assert_eq!(PublicUrl::from(address).as_str(), "http://127.0.0.1:80");
    }

    #[test]
    fn nothing_else() {
        for text in [
            "",
            "handover.example",
            "handover.example:8080",
            "/handover",
            "//handover.example",
            "ftp://handover.example",
            "https://",
            "https://user@handover.example",
            "https://user:secret@handover.example",
            "https://handover.example/?a=b",
            "https://handover.example?",
            "https://handover.example/#",
            "https://handover.example/(a)",
            "https://handover.example/https://other.example",
            "https://handover.example/open%231sHarascOo3oavk8V7Rec2zJhx-WSTMMHK4vo6EJGfEotKlQ",
            "https://handover.example\\@other.example",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

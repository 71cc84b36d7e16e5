//! Fetches what a browser would, and as it would ask for it.

use std::{collections::BTreeMap, io::Read, time::Duration};

use reqwest::{
    Url,
    blocking::{Client, RequestBuilder, Response},
    header::{
        ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, HeaderMap, LOCATION, USER_AGENT,
    },
};
use serde::Serialize;

use super::{Base, Error, coding, transport, unreachable_by};

/// For one file over a slow line.
const DEADLINE: Duration = Duration::from_secs(60);
/// More than any file of the web build has.
const LONGEST: u64 = 8 << 20;

/// Who seems to ask.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Visitor {
    /// In words.
    pub name: &'static str,
    user_agent: &'static str,
    languages: &'static str,
    codings: &'static str,
}

/// Between them: the engines, a telephone, both languages, and each form in which files are sent.
pub static VISITORS: [Visitor; 5] = [
    Visitor {
        name: "Chrome on Windows, French",
        user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
        languages: "fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7",
        codings: "gzip, deflate, br, zstd",
    },
    Visitor {
        name: "Firefox on Linux, English",
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
        languages: "en-GB,en;q=0.5",
        codings: "gzip, deflate, br, zstd",
    },
    Visitor {
        name: "Safari on an iPhone, French",
        user_agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
        languages: "fr-FR,fr;q=0.9",
        codings: "gzip, deflate, br",
    },
    Visitor {
        name: "Edge on Windows behind an old proxy, English",
        user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
        languages: "en-US,en;q=0.9",
        codings: "gzip",
    },
    Visitor {
        name: "a program, without compression",
        user_agent: "curl/8.14.1",
        languages: "",
        codings: "",
    },
];

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A page that somebody opens.
    Page,
    /// A script that a page loads.
    Script,
    /// Its style.
    Style,
    /// Its picture.
    Image,
    /// What a script asks for.
    Data,
}

impl For {
    /// By the end of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name.rsplit('.').next() {
            Some("html") => Self::Page,
            Some("js") => Self::Script,
            Some("css") => Self::Style,
            Some("svg" | "png") => Self::Image,
            _ => Self::Data,
        }
    }

    /// What it accepts, and what it says of itself (Fetch Metadata): destination and mode.
    const fn says(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Page => (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "document",
                "navigate",
            ),
            Self::Script => ("*/*", "script", "cors"),
            Self::Style => ("text/css,*/*;q=0.1", "style", "cors"),
            Self::Image => (
                "image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8",
                "image",
                "no-cors",
            ),
            Self::Data => ("*/*", "empty", "cors"),
        }
    }
}

/// What came.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it leads, if anywhere.
    pub location: Option<String>,
    /// All headers: the values of each name, which is in small letters.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The bytes that a browser would show; or why there are none.
    pub body: Result<Vec<u8>, String>,
}

/// One visitor's connection.
pub struct Browser {
    http: Client,
    visitor: &'static Visitor,
}

impl Browser {
    /// Sends nothing yet.
    pub fn new(base: &Base, visitor: &'static Visitor) -> Result<Self, Error> {
        let http = transport(base).timeout(DEADLINE).http1_only().build();
        let http = http.map_err(|error| unreachable_by(&error))?;
        Ok(Self { http, visitor })
    }

    /// `GET`: follows no redirect, keeps nothing.
    pub fn get(&self, url: Url, what: For) -> Result<Answer, Error> {
        let answer = self.request(url, what).send();
        let mut answer = answer.map_err(|error| unreachable_by(&error))?;
        let bytes = body(&mut answer)?;
        let status = answer.status().as_u16();
        let location = text_of(answer.headers(), LOCATION.as_str());
        let coding = text_of(answer.headers(), CONTENT_ENCODING.as_str()).unwrap_or_default();
        let body = coding::decoded(bytes, &coding, LONGEST).map_err(|why| why.to_string());
        let headers = table(answer.headers());
        Ok(Answer {
            status,
            location,
            headers,
            body,
        })
    }

    fn request(&self, url: Url, what: For) -> RequestBuilder {
        let (accept, destination, mode) = what.says();
        let request = self
            .http
            .get(url)
            .header(USER_AGENT, self.visitor.user_agent);
        if self.visitor.languages.is_empty() {
            return request.header(ACCEPT, "*/*");
        }
        let request = match what {
            For::Page => request
                .header("upgrade-insecure-requests", "1")
                .header("sec-fetch-user", "?1")
                .header("sec-fetch-site", "none"),
            _ => request.header("sec-fetch-site", "same-origin"),
        };
        request
            .header(ACCEPT, accept)
            .header(ACCEPT_LANGUAGE, self.visitor.languages)
            .header(ACCEPT_ENCODING, self.visitor.codings)
            .header("sec-fetch-mode", mode)
            .header("sec-fetch-dest", destination)
    }
}

fn body(answer: &mut Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    answer
        .take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::Unreachable("the answer broke off".to_owned()))?;
    Ok(bytes)
}

/// All that came under a name, in one line.
fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(name).iter().map(as_text);
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn table(headers: &HeaderMap) -> BTreeMap<String, Vec<String>> {
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers {
        table
            .entry(name.to_string())
            .or_default()
            .push(as_text(value));
    }
    table
}

fn as_text(value: &reqwest::header::HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

//! The pages and their assets: embedded in the binary, compressed when the web was built.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    web::{self, Bytes},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{error::Error, headers};
use crate::protocol::token::to_b64u;

/// The page behind each path.
pub const PAGES: [(&str, &str); 8] = [
    ("/", "index.html"),
    ("/open", "open.html"),
    ("/receipt", "receipt.html"),
    ("/request", "request.html"),
    ("/answer", "answer.html"),
    ("/collect", "collect.html"),
    ("/api", "api.html"),
    ("/api.fr", "api.fr.html"),
];

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Dist;

/// Every file of the web build by its name, ready to be sent.
pub struct Pages(HashMap<String, Asset>);

struct Asset {
    plain: Encoded,
    gzip: Option<Encoded>,
    brotli: Option<Encoded>,
    mime: &'static str,
    cache: Option<HeaderValue>,
}

/// The bytes in one encoding, and the strong validator of exactly these bytes.
struct Encoded {
    bytes: Bytes,
    etag: HeaderValue,
}

impl Pages {
    /// Reads what the binary holds.
    #[must_use]
    pub fn embedded() -> Self {
        let assets = Dist::iter()
            .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
            .filter_map(|name| {
                let asset = Asset {
                    plain: encoded(&name)?,
                    gzip: encoded(&format!("{name}.gz")),
                    brotli: encoded(&format!("{name}.br")),
                    mime: mime(&name),
                    cache: cache(&name),
                };
                Some((name.into_owned(), asset))
            })
            .collect();
        Self(assets)
    }
}

fn encoded(name: &str) -> Option<Encoded> {
    let bytes = Dist::get(name)?.data;
    let digest = Sha256::digest(&bytes);
    let etag = format!("\"{}\"", to_b64u(&digest[..16]));
    Some(Encoded {
        bytes: Bytes::from(bytes.into_owned()),
        etag: HeaderValue::from_str(&etag).ok()?,
    })
}

/// The sorts of file that a web build has.
fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// What has a hash in its name never changes; a page is never kept; the rest is kept for a day.
fn cache(name: &str) -> Option<HeaderValue> {
    if name.starts_with("assets/") {
        Some(FOREVER)
    } else if name.ends_with(".html") {
        None
    } else {
        Some(A_DAY)
    }
}

/// `GET` or `HEAD` of a page, or of an asset by its name.
pub async fn page(request: HttpRequest, pages: web::Data<Pages>) -> Result<HttpResponse, Error> {
    let path = request.path();
    let name = PAGES
        .iter()
        .find(|(page, _)| *page == path)
        .map_or_else(|| path.trim_start_matches('/'), |(_, file)| file);
    let is_page_file = name.ends_with(".html") && name == path.trim_start_matches('/');
    match pages.0.get(name) {
        Some(asset) if !is_page_file => readable(&request).map(|()| asset.answer(&request)),
        _ => Err(Error::NothingHere),
    }
}

fn readable(request: &HttpRequest) -> Result<(), Error> {
    match *request.method() {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(Error::Method("GET, HEAD")),
    }
}

impl Asset {
    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let (encoding, encoded) = self.negotiate(request.headers());
        let mut response = if matches(request.headers(), &encoded.etag) {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response.insert_header((header::ETAG, encoded.etag.clone()));
        response.insert_header((header::VARY, "Accept-Encoding"));
        match &self.cache {
            Some(cache) => {
                response.insert_header((header::CACHE_CONTROL, cache.clone()));
            }
            None => insert(&mut response, &headers::PAGE),
        }
        if let Some(encoding) = encoding {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
        response.content_type(self.mime);
        response.body(encoded.bytes.clone())
    }

    /// The smallest form that the client names; `q=0` is a refusal.
    fn negotiate(&self, headers: &HeaderMap) -> (Option<&'static str>, &Encoded) {
        let choices = [("br", &self.brotli), ("gzip", &self.gzip)];
        choices
            .into_iter()
            .find_map(|(name, encoded)| {
                let encoded = encoded.as_ref()?;
                accepts(headers, name).then_some((Some(name), encoded))
            })
            .unwrap_or((None, &self.plain))
    }
}

fn insert(response: &mut actix_web::HttpResponseBuilder, table: &[(HeaderName, &'static str)]) {
    for (name, value) in table {
        response.insert_header((name.clone(), *value));
    }
}

/// Whether `Accept-Encoding` names this coding (RFC 9110, 12.5.3).
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(coding));
            let refused = parts.any(|weight| {
                weight
                    .strip_prefix("q=")
                    .is_some_and(|q| q.trim_matches(['0', '.']).is_empty())
            });
            named && !refused
        })
}

/// Whether `If-None-Match` has this validator (RFC 9110, 13.1.2).
fn matches(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

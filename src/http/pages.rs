//! The pages and their assets: embedded in the binary, compressed when the web was built.

use std::{borrow::Cow, collections::HashMap};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderMap, HeaderValue},
    },
    web::{self, Bytes},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{error::Error, headers};
pub use crate::served::PAGES;
use crate::{
    config::brand::Logo,
    protocol::token::to_b64u,
    served::{
        LOGO,
        headers::{ASK_FIRST, cache},
        mime,
    },
};

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
    cache: HeaderValue,
    is_page: bool,
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
                    cache: HeaderValue::from_static(cache(&name)),
                    is_page: name.ends_with(".html"),
                };
                Some((name.into_owned(), asset))
            })
            .collect();
        Self(assets)
    }

    /// The same with the operator's logo, which is no part of the build.
    #[must_use]
    pub fn with_logo(mut self, logo: Option<&Logo>) -> Self {
        let plain = logo.and_then(|logo| {
            let text = logo.text().as_bytes();
            sendable(Bytes::copy_from_slice(text), &Sha256::digest(text).into())
        });
        if let Some(plain) = plain {
            let asset = Asset {
                plain,
                gzip: None,
                brotli: None,
                mime: mime(LOGO),
                cache: HeaderValue::from_static(ASK_FIRST),
                is_page: false,
            };
            self.0
                .insert(LOGO.trim_start_matches('/').to_owned(), asset);
        }
        self
    }
}

/// As it stands in the program: nothing of it is read or copied before somebody asks for it.
fn encoded(name: &str) -> Option<Encoded> {
    let file = Dist::get(name)?;
    let bytes = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    sendable(bytes, &file.metadata.sha256_hash())
}

fn sendable(bytes: Bytes, sha256: &[u8; 32]) -> Option<Encoded> {
    let etag = format!("\"{}\"", to_b64u(&sha256[..16]));
    let etag = HeaderValue::from_str(&etag).ok()?;
    Some(Encoded { bytes, etag })
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
        response.insert_header((header::CACHE_CONTROL, self.cache.clone()));
        if self.is_page {
            for header in &*headers::PAGE {
                response.insert_header(header.clone());
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::served::{FILES, sha256};

    #[test]
    fn what_is_embedded_is_what_the_table_says() {
        let embedded = Pages::embedded().0;
        let mut embedded: Vec<_> = embedded
            .iter()
            .map(|(name, asset)| (name.as_str(), sha256(&asset.plain.bytes)))
            .collect();
        embedded.sort();
        let table: Vec<_> = FILES
            .iter()
            .map(|(name, hash)| (*name, (*hash).to_owned()))
            .collect();
        assert_eq!(embedded, table);
    }
}

//! Credentials and ids as extractors: decided from the request's head, without the store.
//!
//! A credential is `Authorization: Bearer` and exactly 43 characters of canonical `b64u`. Anything
//! else is answered 401 with a constant body, also where none is needed.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::AUTHORIZATION};
use zeroize::Zeroizing;

use super::error::Error;
use crate::{
    protocol::token::{BundleId, LinkToken, ReceiptToken, array_from_b64u},
    store,
};

/// A call that takes no credential.
pub struct NoCredential;

/// A token that may be a link token or a receipt token: the record tells which.
pub struct AnyToken(pub store::Bearer);

/// The token of the share link.
pub struct WithLink(pub LinkToken);

/// The token of the receipt link.
pub struct WithReceipt(pub ReceiptToken);

/// The id in the path; what is no id is answered like an unknown one.
pub struct Id(pub BundleId);

/// An extractor that needs nothing but the head of the request.
macro_rules! from_head {
    ($type:ty, $read:expr) => {
        impl FromRequest for $type {
            type Error = Error;
            type Future = Ready<Result<Self, Error>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready($read(request))
            }
        }
    };
}

from_head!(NoCredential, |request: &HttpRequest| {
    if request.headers().contains_key(AUTHORIZATION) {
        return Err(Error::Token);
    }
    Ok(Self)
});
from_head!(AnyToken, |request| bearer(request)
    .map(|token| Self(store::Bearer::new(&token))));
from_head!(WithLink, |request| bearer(request)
    .map(|token| Self(LinkToken::new(*token))));
from_head!(WithReceipt, |request| bearer(request)
    .map(|token| Self(ReceiptToken::new(*token))));
from_head!(Id, |request: &HttpRequest| {
    BundleId::parse(request.match_info().query("id"))
        .map(Self)
        .map_err(|_| Error::NothingHere)
});

/// The 32 bytes behind `Bearer`; exactly one such header.
fn bearer(request: &HttpRequest) -> Result<Zeroizing<[u8; 32]>, Error> {
    let mut values = request.headers().get_all(AUTHORIZATION);
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(Error::Token);
    };
    value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .and_then(|(_, token)| array_from_b64u(token).ok())
        .map(Zeroizing::new)
        .ok_or(Error::Token)
}

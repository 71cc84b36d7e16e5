//! Credentials and ids as extractors: decided from the request's head, without the store.
//!
//! A credential is `Authorization: Bearer` and either exactly 43 characters of canonical `b64u`, a
//! token, or 62 with a right checksum, an API key. Anything else, a credential of the wrong sort for
//! the call, and a key that no client has, are answered 401 with a constant body, also where none is
//! needed.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::AUTHORIZATION, web};
use zeroize::Zeroizing;

use super::{App, error::Error};
use crate::{
    clients::{Client, Scope},
    protocol::{
        apikey::ApiKey,
        token::{AnswerToken, BundleId, CollectToken, LinkToken, ReceiptToken, array_from_b64u},
        wire::Openness,
    },
    store::{self, Authority, Owner, RequestBearer},
};

/// A call that takes no credential.
pub struct NoCredential;

/// A token that may be a link token or a receipt token: the record tells which.
pub struct AnyToken(pub store::Bearer);

/// The token of the share link.
pub struct WithLink(pub LinkToken);

/// The token of the receipt link.
pub struct WithReceipt(pub ReceiptToken);

/// The token of the request link.
pub struct WithAnswer(pub AnswerToken);

/// A token that may be an answer token or a collect token, or the API key of a client that reads
/// its requests.
pub struct RequestReader(pub RequestBearer);

/// The collect token, or the API key of a client that writes requests.
pub struct RequestEnder(pub Authority);

/// Whoever may create a bundle: the owner, if an API key was shown.
pub struct BundleCreator(pub Option<Owner>);

/// Whoever may create a request: the owner, if an API key was shown.
pub struct RequestCreator(pub Option<Owner>);

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
from_head!(WithAnswer, |request| bearer(request)
    .map(|token| Self(AnswerToken::new(*token))));
from_head!(RequestReader, |request| {
    Ok(Self(match credential(request)? {
        Credential::Token(token) => RequestBearer::new(&token),
        Credential::Client(client) => RequestBearer::Owner(owner(&client, Scope::RequestsRead)?),
        Credential::None => return Err(Error::Token),
    }))
});
from_head!(RequestEnder, |request| {
    Ok(Self(match credential(request)? {
        Credential::Token(token) => Authority::Collect(CollectToken::new(*token).hash()),
        Credential::Client(client) => Authority::Owner(owner(&client, Scope::RequestsWrite)?),
        Credential::None => return Err(Error::Token),
    }))
});
from_head!(BundleCreator, |request| {
    let open_to = app(request).config.create;
    creator(request, open_to, Scope::BundlesWrite).map(Self)
});
from_head!(RequestCreator, |request| {
    let open_to = app(request).config.requests;
    creator(request, open_to, Scope::RequestsWrite).map(Self)
});
from_head!(Id, |request: &HttpRequest| {
    BundleId::parse(request.match_info().query("id"))
        .map(Self)
        .map_err(|_| Error::NothingHere)
});

/// What a call shows.
enum Credential {
    None,
    Token(Zeroizing<[u8; 32]>),
    Client(Arc<Client>),
}

fn credential(request: &HttpRequest) -> Result<Credential, Error> {
    if !request.headers().contains_key(AUTHORIZATION) {
        return Ok(Credential::None);
    }
    match client(request) {
        Some(client) => Ok(Credential::Client(client)),
        None => bearer(request).map(Credential::Token),
    }
}

/// The client whose API key the call shows.
pub(super) fn client(request: &HttpRequest) -> Option<Arc<Client>> {
    let key = ApiKey::parse(bearer_text(request)?).ok()?;
    app(request).clients.get().find(&key).cloned()
}

/// The 32 bytes of a token.
fn bearer(request: &HttpRequest) -> Result<Zeroizing<[u8; 32]>, Error> {
    bearer_text(request)
        .and_then(|text| array_from_b64u(text).ok())
        .map(Zeroizing::new)
        .ok_or(Error::Token)
}

/// What stands behind `Bearer`; exactly one such header.
fn bearer_text(request: &HttpRequest) -> Option<&str> {
    let mut values = request.headers().get_all(AUTHORIZATION);
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, text) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(text)
}

/// Who creates, where that is open to all or needs an API key.
fn creator(request: &HttpRequest, open_to: Openness, scope: Scope) -> Result<Option<Owner>, Error> {
    match credential(request)? {
        Credential::Client(client) => owner(&client, scope).map(Some),
        Credential::None if open_to == Openness::Anyone => Ok(None),
        Credential::None | Credential::Token(_) => Err(Error::Token),
    }
}

/// The client as the store knows it, if its keys may do this.
fn owner(client: &Client, scope: Scope) -> Result<Owner, Error> {
    if client.may(scope) {
        Ok(client.name().clone())
    } else {
        Err(Error::Scope(scope))
    }
}

fn app(request: &HttpRequest) -> &App {
    request
        .app_data::<web::Data<App>>()
        .expect("server.rs gives every worker its App")
}

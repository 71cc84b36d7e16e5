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

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use zeroize::Zeroizing;

use super::{App, error::Error, head};
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

/// A machine that has the server make a request: its key decides what is repeatable.
pub struct Asker(pub Machine);

/// A client that reads its requests.
pub struct Lister(pub Arc<Client>);

/// A client that reads its events.
pub struct Follower(pub Arc<Client>);

/// A client, whatever it may do.
pub struct AnyClient(pub Arc<Client>);

/// The API key that a call shows, and whose it is.
pub struct Machine {
    /// As presented.
    pub key: ApiKey,
    /// Whose it is.
    pub client: Arc<Client>,
}

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
    if head::shows_something(request) {
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
        Credential::Machine(machine) => RequestBearer::Owner(machine.owner(Scope::RequestsRead)?),
        Credential::None => return Err(Error::Token),
    }))
});
from_head!(RequestEnder, |request| {
    Ok(Self(match credential(request)? {
        Credential::Token(token) => Authority::Collect(CollectToken::new(*token).hash()),
        Credential::Machine(machine) => Authority::Owner(machine.owner(Scope::RequestsWrite)?),
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
from_head!(Asker, |request| {
    let machine = machine(request)?;
    machine.owner(Scope::RequestsWrite)?;
    Ok(Self(machine))
});
from_head!(Lister, |request| {
    let machine = machine(request)?;
    machine.owner(Scope::RequestsRead)?;
    Ok(Self(machine.client))
});
from_head!(Follower, |request| {
    let machine = machine(request)?;
    machine.owner(Scope::EventsRead)?;
    Ok(Self(machine.client))
});
from_head!(AnyClient, |request| machine(request)
    .map(|machine| Self(machine.client)));
from_head!(Id, |request: &HttpRequest| {
    BundleId::parse(request.match_info().query("id"))
        .map(Self)
        .map_err(|_| Error::NothingHere)
});

/// What a call shows.
enum Credential {
    None,
    Token(Zeroizing<[u8; 32]>),
    Machine(Machine),
}

fn credential(request: &HttpRequest) -> Result<Credential, Error> {
    if !head::shows_something(request) {
        return Ok(Credential::None);
    }
    match shown(request) {
        Some(machine) => Ok(Credential::Machine(machine)),
        None => bearer(request).map(Credential::Token),
    }
}

/// Whose API key the call shows, where it must show one.
fn machine(request: &HttpRequest) -> Result<Machine, Error> {
    match credential(request)? {
        Credential::Machine(machine) => Ok(machine),
        Credential::None | Credential::Token(_) => Err(Error::Token),
    }
}

/// Whose API key the call shows, if it shows one that a client has.
pub(super) fn shown(request: &HttpRequest) -> Option<Machine> {
    let key = head::read_bearer(request, |text| ApiKey::parse(text).ok())?;
    let client = app(request).clients.find(&key)?;
    Some(Machine { key, client })
}

/// The 32 bytes of a token.
fn bearer(request: &HttpRequest) -> Result<Zeroizing<[u8; 32]>, Error> {
    head::read_bearer(request, |text| array_from_b64u(text).ok())
        .map(Zeroizing::new)
        .ok_or(Error::Token)
}

/// Who creates, where that is open to all or needs an API key.
fn creator(request: &HttpRequest, open_to: Openness, scope: Scope) -> Result<Option<Owner>, Error> {
    match credential(request)? {
        Credential::Machine(machine) => machine.owner(scope).map(Some),
        Credential::None if open_to == Openness::Anyone => Ok(None),
        Credential::None | Credential::Token(_) => Err(Error::Token),
    }
}

impl Machine {
    /// The client as the store knows it, if its keys may do this.
    fn owner(&self, scope: Scope) -> Result<Owner, Error> {
        if self.client.may(scope) {
            Ok(self.client.name().clone())
        } else {
            Err(Error::Scope(scope))
        }
    }
}

fn app(request: &HttpRequest) -> &App {
    request
        .app_data::<web::Data<App>>()
        .expect("server.rs gives every worker its App")
}

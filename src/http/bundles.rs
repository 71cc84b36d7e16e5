//! `/api/v1/bundles/{id}`: seal, look, open, confirm, finish, revoke.

use std::time::Duration;

use actix_web::{HttpResponse, web};

use super::{
    App,
    auth::{AnyToken, BundleCreator, Id, NoCredential, WithLink, WithReceipt},
    body::Body,
    error::{Error, Largest},
};
use crate::{
    protocol::{
        envelope::{Envelope, Misshapen},
        token::{BundleId, Claim},
        wire::{self, AnyState, Bytes, Confirm, OpenBundle, PutBundle, Receipt, View},
    },
    store::{Attempt, Claimed, Created, Ended, NewBundle, Owner, Seen},
};

/// The shortest lifetime, in seconds.
const MIN_LIFETIME: u64 = 60;

/// Stores a sealed bundle. Repeating the same call is harmless.
#[utoipa::path(
    put, path = "/api/v1/bundles/{id}", tag = "bundles", security((), ("api_key" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u, derived from link_hash")),
    request_body = PutBundle,
    responses(
        (status = 201, description = "Stored", body = wire::Created),
        (status = 200, description = "The same content was stored before", body = wire::Created),
    )
)]
pub async fn put(
    app: web::Data<App>,
    creator: BundleCreator,
    id: Id,
    body: Body<PutBundle>,
) -> Result<HttpResponse, Error> {
    let bundle = new_bundle(&app, creator.0, id.0, body.0)?;
    let outcome = app.store.create(&bundle).await?;
    app.metrics.created(outcome);
    created(bundle.id, outcome)
}

/// What a `PUT` answers, of a bundle or of a request.
pub(super) fn created(id: BundleId, created: Created) -> Result<HttpResponse, Error> {
    let (mut response, expires_at) = match created {
        Created::New { expires_at } => (HttpResponse::Created(), expires_at),
        Created::Same { expires_at } => (HttpResponse::Ok(), expires_at),
        Created::Taken => return Err(Error::Exists),
    };
    Ok(response.json(wire::Created { id, expires_at }))
}

fn new_bundle(
    app: &App,
    owner: Option<Owner>,
    id: BundleId,
    body: PutBundle,
) -> Result<NewBundle, Error> {
    if body.link_hash.bundle_id() != id {
        return Err(Error::IdMismatch);
    }
    let lifetime = lifetime(app, body.expires_in)?;
    Ok(NewBundle {
        id,
        link_hash: body.link_hash,
        open_hash: body.open_hash,
        receipt_hash: body.receipt_hash,
        envelope: envelope(app, body.envelope)?,
        lifetime,
        tries: app.config.tries,
        retention: app.config.receipt_retention.0,
        owner,
    })
}

/// The lifetime asked for, if this server allows it.
pub(super) fn lifetime(app: &App, seconds: u64) -> Result<Duration, Error> {
    let max_lifetime = app.config.max_lifetime.0.as_secs();
    if (MIN_LIFETIME..=max_lifetime).contains(&seconds) {
        return Ok(Duration::from_secs(seconds));
    }
    Err(Error::Invalid(format!(
        "expires_in must be {MIN_LIFETIME} to {max_lifetime} seconds"
    )))
}

/// The envelope, if this server takes one of its size, and padding makes one.
pub(super) fn envelope(app: &App, envelope: Bytes) -> Result<Envelope, Error> {
    let max_envelope = app.config.max_envelope.0;
    if envelope.0.len() > max_envelope {
        return Err(Error::TooLarge(Largest::Envelope(max_envelope)));
    }
    Envelope::parse(envelope.0).map_err(|error| match error {
        Misshapen::Size => Error::IllegalSize,
        Misshapen::Version | Misshapen::Header => Error::Invalid(error.to_string()),
    })
}

/// What the bearer may know: a view with the link token, the receipt with the receipt token.
#[utoipa::path(
    get, path = "/api/v1/bundles/{id}", tag = "bundles", security(("token" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 200, description = "In every state: the view, or the receipt", body = inline(Seeing)),
    )
)]
pub async fn get(app: web::Data<App>, token: AnyToken, id: Id) -> Result<HttpResponse, Error> {
    match app.store.look(&id.0, &token.0).await? {
        Seen::Nothing => Err(Error::NothingHere),
        Seen::Link(view) => {
            app.metrics.met(&id.0, view.state);
            Ok(HttpResponse::Ok().json(view))
        }
        Seen::Receipt(receipt) => {
            app.metrics.met(&id.0, receipt.view.state);
            Ok(HttpResponse::Ok().json(receipt))
        }
    }
}

/// What `GET` answers, for the description.
#[derive(utoipa::ToSchema, serde::Serialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the two answers of GET")]
enum Seeing {
    Receipt(Receipt),
    View(View),
}

/// The first read: takes the bundle away from everyone else, for ever.
#[utoipa::path(
    post, path = "/api/v1/bundles/{id}/open", tag = "bundles", security(("token" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    request_body = OpenBundle,
    responses(
        (status = 200, description = "The envelope, for this claim alone", body = wire::Opened),
    )
)]
pub async fn open(
    app: web::Data<App>,
    link: WithLink,
    id: Id,
    body: Body<OpenBundle>,
) -> Result<HttpResponse, Error> {
    let OpenBundle { open_token, claim } = body.0;
    let lease = app.config.lease.0;
    let keeps_claim = claim.is_some() && !lease.is_zero();
    let claim = claim.unwrap_or_else(Claim::random);
    let attempt = Attempt::new(&link.0, &open_token, &claim);
    let claimed = if keeps_claim {
        app.store.claim(&id.0, &attempt, lease).await?
    } else {
        app.store.take(&id.0, &attempt).await?
    };
    app.metrics.claimed(&id.0, &claimed);
    answer(claimed)
}

fn answer(claimed: Claimed) -> Result<HttpResponse, Error> {
    match claimed {
        Claimed::Granted {
            envelope,
            lease_expires_at,
        } => Ok(HttpResponse::Ok()
            .content_type("application/json")
            .body(wire::Opened::json(&envelope, lease_expires_at))),
        Claimed::Nothing => Err(Error::NothingHere),
        Claimed::WrongPassphrase { tries_left } => Err(Error::WrongPassphrase { tries_left }),
        Claimed::Gone { state, at } => Err(Error::Gone { state, at }),
    }
}

/// The opener has what it needs: the envelope is erased at once.
#[utoipa::path(
    post, path = "/api/v1/bundles/{id}/confirm", tag = "bundles",
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    request_body = Confirm,
    responses(
        (status = 204, description = "Erased, now or before"),
    )
)]
pub async fn confirm(
    app: web::Data<App>,
    _: NoCredential,
    id: Id,
    body: Body<Confirm>,
) -> Result<HttpResponse, Error> {
    let Confirm { claim, readable } = body.0;
    if app.store.confirm(&id.0, &claim.hash(), readable).await? {
        Ok(HttpResponse::NoContent().finish())
    } else {
        Err(Error::NothingHere)
    }
}

/// The intervention is over.
#[utoipa::path(
    post, path = "/api/v1/bundles/{id}/finish", tag = "bundles", security(("token" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 204, description = "Noted, now or before"),
    )
)]
pub async fn finish(app: web::Data<App>, link: WithLink, id: Id) -> Result<HttpResponse, Error> {
    let ended = app.store.finish(&id.0, &link.0.hash()).await?;
    answer_end(&app, &id.0, ended)
}

/// The sender takes a sealed bundle back.
#[utoipa::path(
    delete, path = "/api/v1/bundles/{id}", tag = "bundles", security(("token" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 204, description = "Revoked, now or before"),
    )
)]
pub async fn revoke(
    app: web::Data<App>,
    receipt: WithReceipt,
    id: Id,
) -> Result<HttpResponse, Error> {
    let ended = app.store.revoke(&id.0, &receipt.0.hash()).await?;
    answer_end(&app, &id.0, ended)
}

/// What a revocation or 'finished' answers.
pub(super) fn answer_end<S: Into<AnyState>>(
    app: &App,
    id: &BundleId,
    ended: Ended<S>,
) -> Result<HttpResponse, Error> {
    match ended {
        Ended::Done => Ok(HttpResponse::NoContent().finish()),
        Ended::Nothing => Err(Error::NothingHere),
        Ended::Refused { state, at } => {
            let state = state.into();
            app.metrics.met(id, state);
            Err(Error::State { state, at })
        }
    }
}

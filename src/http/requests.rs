//! `/api/v1/requests/{id}`: ask, look, answer, finish, withdraw.

use actix_web::{HttpResponse, web};

use super::{
    App,
    auth::{Id, RequestCreator, RequestEnder, RequestReader, WithAnswer},
    body::Body,
    bundles,
    error::Error,
};
use crate::{
    protocol::{
        request::{MAX_SEALED_DOCUMENT, MIN_SEALED_DOCUMENT},
        token::{BundleId, EnvelopeHash},
        wire::{self, AnswerRequest, AnswererView, CollectorView, OwnerView, PutRequest},
    },
    store::{Answered, Asked, NewAnswer, NewRequest, Owner, Reference, SeenRequest, Wraps},
};

/// Stores a request. Repeating the same call is harmless.
#[utoipa::path(
    put, path = "/api/v1/requests/{id}", tag = "requests", operation_id = "put_request",
    security((), ("api_key" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u, derived from answer_hash")),
    request_body = PutRequest,
    responses(
        (status = 201, description = "Stored", body = wire::Created),
        (status = 200, description = "The same content was stored before", body = wire::Created),
    )
)]
pub async fn put(
    app: web::Data<App>,
    creator: RequestCreator,
    id: Id,
    body: Body<PutRequest>,
) -> Result<HttpResponse, Error> {
    let request = new_request(&app, creator.0, id.0, body.0)?;
    let outcome = app.store.request(&request).await?;
    app.metrics.requested(outcome);
    bundles::created(request.id, outcome)
}

fn new_request(
    app: &App,
    owner: Option<Owner>,
    id: BundleId,
    body: PutRequest,
) -> Result<NewRequest, Error> {
    if body.answer_hash.request_id() != id {
        return Err(Error::IdMismatch);
    }
    if !(MIN_SEALED_DOCUMENT..=MAX_SEALED_DOCUMENT).contains(&body.document.0.len()) {
        return Err(Error::Invalid(format!(
            "document must be {MIN_SEALED_DOCUMENT} to {MAX_SEALED_DOCUMENT} bytes"
        )));
    }
    Ok(NewRequest {
        id,
        document: body.document,
        answer_hash: body.answer_hash,
        collect_hash: body.collect_hash,
        lifetime: bundles::lifetime(app, body.expires_in)?,
        tries: app.config.tries,
        retention: app.config.receipt_retention.0,
        reference: reference(owner.as_ref(), body.reference)?,
        owner,
    })
}

/// A stranger's words are kept for nobody.
fn reference(owner: Option<&Owner>, text: Option<String>) -> Result<Option<Reference>, Error> {
    let Some(text) = text else { return Ok(None) };
    if owner.is_none() {
        let reason = "reference is taken with an API key only: leave it out";
        return Err(Error::Invalid(reason.to_owned()));
    }
    Reference::parse(&text)
        .map(Some)
        .map_err(|error| Error::Invalid(error.to_string()))
}

/// What the bearer may know: the question, the answer's wraps, or the state alone.
#[utoipa::path(
    get, path = "/api/v1/requests/{id}", tag = "requests", operation_id = "get_request",
    security(("token" = []), ("api_key" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 200, description = "In every state: with the answer token, with the collect token, or with the API key of its client", body = inline(Seeing)),
    )
)]
pub async fn get(
    app: web::Data<App>,
    reader: RequestReader,
    id: Id,
) -> Result<HttpResponse, Error> {
    let mut response = HttpResponse::Ok();
    let seen = app.store.look_request(&id.0, &reader.0).await?;
    if let Some(state) = seen.state() {
        app.metrics.met(&id.0, state);
    }
    match seen {
        SeenRequest::Nothing => Err(Error::NothingHere),
        SeenRequest::Answerer(asked) => Ok(response.json(answerer_view(&app, asked))),
        SeenRequest::Collector(view) => Ok(response.json(view)),
        SeenRequest::Owner(view) => Ok(response.json(view)),
    }
}

/// Names the client as it is called now; a client that is gone is nobody.
fn answerer_view(app: &App, asked: Asked) -> AnswererView {
    let clients = app.clients.get();
    let client = asked.owner.and_then(|owner| clients.named(&owner));
    AnswererView {
        state: asked.state,
        document: asked.document,
        requester: client.map(|client| client.display().to_owned()),
        times: asked.times,
    }
}

/// What `GET` answers, for the description.
#[derive(utoipa::ToSchema, serde::Serialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the three answers of GET")]
enum Seeing {
    Answerer(AnswererView),
    Collector(CollectorView),
    Owner(OwnerView),
}

/// Fills a request: of all answers the first is taken. Repeating the same call is harmless.
#[utoipa::path(
    post, path = "/api/v1/requests/{id}/answer", tag = "requests", security(("token" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    request_body = AnswerRequest,
    responses(
        (status = 201, description = "Stored; the id is the bundle's, too", body = wire::Created),
        (status = 200, description = "The same answer was stored before", body = wire::Created),
    )
)]
pub async fn answer(
    app: web::Data<App>,
    token: WithAnswer,
    id: Id,
    body: Body<AnswerRequest>,
) -> Result<HttpResponse, Error> {
    let answer = new_answer(&app, body.0)?;
    let outcome = app.store.answer(&id.0, &token.0.hash(), &answer).await?;
    app.metrics.answered(outcome);
    let (mut response, expires_at) = match outcome {
        Answered::New { expires_at } => (HttpResponse::Created(), expires_at),
        Answered::Same { expires_at } => (HttpResponse::Ok(), expires_at),
        Answered::Nothing => return Err(Error::NothingHere),
        Answered::Taken => return Err(Error::Answered),
        Answered::Gone { state, at } => return Err(Error::Unanswerable { state, at }),
    };
    Ok(response.json(wire::Created {
        id: id.0,
        expires_at,
    }))
}

fn new_answer(app: &App, body: AnswerRequest) -> Result<NewAnswer, Error> {
    let envelope = bundles::envelope(app, body.envelope)?;
    if envelope.has_passphrase() {
        let reason = "An answer has no passphrase: bit 0 of the envelope's flags must be 0";
        return Err(Error::Invalid(reason.to_owned()));
    }
    Ok(NewAnswer {
        link_hash: body.link_hash,
        open_hash: body.open_hash,
        receipt_hash: body.receipt_hash,
        envelope_hash: EnvelopeHash::digest(envelope.as_bytes()),
        envelope,
        wraps: Wraps::parse(&body.wraps).map_err(|error| Error::Invalid(error.to_string()))?,
    })
}

/// The intervention is over.
#[utoipa::path(
    post, path = "/api/v1/requests/{id}/finish", tag = "requests", operation_id = "finish_request",
    security(("token" = []), ("api_key" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 204, description = "Noted, now or before"),
    )
)]
pub async fn finish(
    app: web::Data<App>,
    ender: RequestEnder,
    id: Id,
) -> Result<HttpResponse, Error> {
    let ended = app.store.finish_request(&id.0, &ender.0).await?;
    bundles::answer_end(&app, &id.0, ended)
}

/// Withdraws a request, or takes back its answer while nobody has collected it.
#[utoipa::path(
    delete, path = "/api/v1/requests/{id}", tag = "requests", operation_id = "revoke_request",
    security(("token" = []), ("api_key" = [])),
    params(("id" = BundleId, Path, description = "16 bytes as b64u")),
    responses(
        (status = 204, description = "Withdrawn, now or before"),
    )
)]
pub async fn revoke(
    app: web::Data<App>,
    ender: RequestEnder,
    id: Id,
) -> Result<HttpResponse, Error> {
    let ended = app.store.revoke_request(&id.0, &ender.0).await?;
    bundles::answer_end(&app, &id.0, ended)
}

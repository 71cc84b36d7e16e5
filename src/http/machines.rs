//! For machines: requests that the server builds, and whose API key it is.

use actix_web::{HttpResponse, web};

use super::{
    App,
    asking::Wish,
    auth::{AnyClient, Asker},
    body::Body,
    error::Error,
};
use crate::{
    clients::Scope,
    protocol::{
        ask::MadeRequest,
        idempotency::Draw,
        link::CollectKey,
        token::PublicKey,
        wire::{AskRequest, AskedFor, Bytes, ClientView, Time},
    },
    store::{Created, NewRequest},
};

/// Makes a request: the server builds its document and both links, and keeps neither link.
#[utoipa::path(
    post, path = "/api/v1/requests", tag = "machines", operation_id = "make_request",
    security(("api_key" = [])),
    request_body = AskRequest,
    responses(
        (status = 201, description = "Made", body = AskedFor),
    )
)]
pub async fn ask(
    app: web::Data<App>,
    asker: Asker,
    body: Body<AskRequest>,
) -> Result<HttpResponse, Error> {
    let client = &asker.0.client;
    let wish = Wish::new(&app, client, body.0)?;
    let lifetime = wish.lifetime;
    let reference = wish.reference.clone();
    let expires_at =
        Time::now().plus_millis(i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX));
    let Draw { salt, team } = Draw::random();
    let made = MadeRequest::new(&wish.until(expires_at), &salt, CollectKey::Team(team))
        .map_err(|refused| Error::Invalid(refused.to_string()))?;
    let request = NewRequest {
        id: made.id,
        document: Bytes(made.sealed_document.clone()),
        answer_hash: made.answer_hash,
        collect_hash: made.collect.key.token().hash(),
        lifetime,
        tries: app.config.tries,
        retention: app.config.receipt_retention.0,
        owner: Some(client.name().clone()),
        reference,
    };
    let outcome = app.store.request(&request).await?;
    app.metrics.requested(outcome);
    let Created::New { expires_at } = outcome else {
        return Err(Error::Exists);
    };
    let base = app.public_url.as_str();
    Ok(HttpResponse::Created().json(AskedFor {
        id: made.id,
        request_link: made.request.to_url(base).to_string(),
        collect_link: made.collect.to_url(base).to_string(),
        code: made.code.to_string(),
        document: String::from_utf8_lossy(&made.document).into_owned(),
        expires_at,
    }))
}

/// Whose API key this is.
#[utoipa::path(
    get, path = "/api/v1/client", tag = "machines", operation_id = "get_client",
    security(("api_key" = [])),
    responses((status = 200, description = "Whose API key this is", body = ClientView))
)]
pub async fn client(client: AnyClient) -> HttpResponse {
    let client = &client.0;
    HttpResponse::Ok().json(ClientView {
        name: client.name().to_string(),
        display: client.display().to_owned(),
        scopes: client.scopes().iter().map(Scope::to_string).collect(),
        team_keys: client
            .team_keys()
            .iter()
            .map(PublicKey::fingerprint)
            .collect(),
    })
}

//! For machines: requests that the server builds, their list, what happens to them, and whose API key
//! it is.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{HeaderMap, HeaderName},
    },
    web,
};

use super::{
    App,
    asking::Wish,
    auth::{AnyClient, Asker, Follower, Lister, Machine},
    body::Body,
    cursor,
    error::Error,
    query,
};
use crate::{
    clients::Scope,
    protocol::{
        ask::MadeRequest,
        idempotency::{Draw, IdempotencyKey, InvalidIdempotencyKey},
        token::PublicKey,
        wire::{AskRequest, AskedFor, ClientView, Events, Requests, Time},
    },
    store::{
        Created, Owner, Reference,
        log::{Listing, Position, Repeatable, Repeated},
    },
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How many requests a page of the list has if it is not said, and at most.
const REQUESTS: (usize, usize) = (50, 100);
/// The same of events.
const EVENTS: (usize, usize) = (100, 1000);

/// Makes a request: the server builds its document and both links, and keeps neither link.
#[utoipa::path(
    post, path = "/api/v1/requests", tag = "machines", operation_id = "make_request",
    security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$", description = "Names this call: whoever sends it again within 24 hours, with the same API key, gets the same answer and no second request. 1 to 255 visible ASCII characters")),
    request_body = AskRequest,
    responses(
        (status = 201, description = "Made", body = AskedFor),
        (status = 200, description = "Made before, by the same call with the same Idempotency-Key", body = AskedFor),
    )
)]
pub async fn ask(
    app: web::Data<App>,
    asker: Asker,
    request: HttpRequest,
    body: Body<AskRequest>,
) -> Result<HttpResponse, Error> {
    let Machine { key, client } = &asker.0;
    let call = idempotency_key(request.headers())?;
    let mut wish = Wish::new(&app, client, body.0)?;
    let (draw, promised) = match &call {
        Some(call) => {
            let promised = promise(&app, &asker.0, call, &wish).await?;
            (Draw::repeatable(key, call), Some(promised))
        }
        None => (Draw::random(), None),
    };
    let made = wish.make(draw, promised.unwrap_or_else(|| from_now(wish.lifetime)))?;
    let new = wish.stored(&app, client.name(), &made);
    let outcome = app.store.request(&new).await?;
    app.metrics.requested(outcome);
    let (status, expires_at) = match outcome {
        Created::New { expires_at } => (StatusCode::CREATED, expires_at),
        Created::Same { expires_at } => (StatusCode::OK, expires_at),
        Created::Taken => return Err(Error::Exists),
    };
    let told = asked_for(&app, &made, promised.unwrap_or(expires_at));
    Ok(HttpResponse::build(status).json(told))
}

/// None without the header; exactly one with it.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>, Error> {
    let invalid = |error: InvalidIdempotencyKey| Error::Invalid(error.to_string());
    let mut values = headers.get_all(IDEMPOTENCY_KEY);
    let Some(value) = values.next() else {
        return Ok(None);
    };
    let text = value.to_str().ok().filter(|_| values.next().is_none());
    let key = text
        .ok_or(InvalidIdempotencyKey)
        .and_then(IdempotencyKey::parse);
    key.map(Some).map_err(invalid)
}

/// When the request of a repeatable call ends: what the first call was told. Nothing else of it is
/// kept, for it is all made again.
async fn promise(
    app: &App,
    machine: &Machine,
    call: &IdempotencyKey,
    wish: &Wish,
) -> Result<Time, Error> {
    let call = Repeatable {
        key: call.digest(machine.key.id()),
        content: wish.content(&machine.client)?,
        lifetime: wish.lifetime,
    };
    match app.store.repeatable(machine.client.name(), &call).await? {
        Repeated::First { expires_at } | Repeated::Again { expires_at } => Ok(expires_at),
        Repeated::Other => Err(Error::Invalid(
            "This Idempotency-Key stands for another call: within 24 hours it came with another body, \
             or the client's team keys or its display name have changed since. Nothing was made by \
             this call; send what was sent then, or take a new key"
                .to_owned(),
        )),
    }
}

fn from_now(lifetime: Duration) -> Time {
    Time::now().plus_millis(i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX))
}

fn asked_for(app: &App, made: &MadeRequest, expires_at: Time) -> AskedFor {
    let base = app.public_url.as_str();
    AskedFor {
        id: made.id,
        request_link: made.request.to_url(base).to_string(),
        collect_link: made.collect.to_url(base).to_string(),
        code: made.code.to_string(),
        document: String::from_utf8_lossy(&made.document).into_owned(),
        expires_at,
    }
}

/// The client's own requests, the newest first. With Redis a new one is there after two seconds at most.
#[utoipa::path(
    get, path = "/api/v1/requests", tag = "machines", operation_id = "list_requests",
    security(("api_key" = [])),
    params(
        ("reference" = Option<String>, Query, min_length = 1, max_length = 128, description = "Only those of this reference"),
        ("cursor" = Option<String>, Query, description = "`next` of an answer to the same search: the page behind it"),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 100, description = "How many at most; left out, 50"),
    ),
    responses((status = 200, description = "A page; without `next` it is the last one", body = Requests))
)]
pub async fn list(
    app: web::Data<App>,
    lister: Lister,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let owner = lister.0.name();
    let listing = listing(owner, request.query_string())?;
    let listed = app.store.list_requests(owner, &listing).await?;
    for view in &listed.requests {
        app.metrics.met(&view.id, view.state);
    }
    let reference = listing.reference.as_ref();
    let cursor = |place| cursor::of_list(owner, reference, place);
    Ok(HttpResponse::Ok().json(Requests {
        requests: listed.requests,
        next: listed.next.map(cursor),
    }))
}

fn listing(owner: &Owner, query: &str) -> Result<Listing, Error> {
    let [reference, cursor, limit] = query::members(query, ["reference", "cursor", "limit"])?;
    let reference = reference.as_deref().map(Reference::parse).transpose();
    let reference = reference.map_err(|error| Error::Invalid(error.to_string()))?;
    let read = |text: &str| cursor::read_list(text, owner, reference.as_ref());
    Ok(Listing {
        after: cursor.as_deref().map(read).transpose()?,
        limit: query::limit(limit, REQUESTS.0, REQUESTS.1)?,
        reference,
    })
}

/// The client's own events, in the order in which they came into its log; the same call gives them
/// again. They are kept for 30 days, and the last 100 000.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "machines", operation_id = "list_events",
    security(("api_key" = [])),
    params(
        ("after" = Option<String>, Query, description = "`next` of a former answer: only what came since"),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 1000, description = "How many at most; left out, 100"),
    ),
    responses((status = 200, description = "What came since, perhaps nothing yet; `next` is where to go on", body = Events))
)]
pub async fn events(
    app: web::Data<App>,
    follower: Follower,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let owner = follower.0.name();
    let [after, limit] = query::members(request.query_string(), ["after", "limit"])?;
    let read = |text: &str| cursor::read_log(text, owner);
    let after = after.as_deref().map_or(Ok(Position::default()), read)?;
    let limit = query::limit(limit, EVENTS.0, EVENTS.1)?;
    let page = app.store.read_log(owner, after, limit).await?;
    Ok(HttpResponse::Ok().json(Events {
        events: page.events,
        next: cursor::of_log(owner, page.next),
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
    let fingerprints = client.team_keys().iter().map(PublicKey::fingerprint);
    HttpResponse::Ok().json(ClientView {
        name: client.name().to_string(),
        display: client.display().to_owned(),
        scopes: client.scopes().iter().map(Scope::to_string).collect(),
        team_keys: fingerprints.collect(),
    })
}

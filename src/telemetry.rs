//! Logs and counters. Neither ever holds an id, a token, a link, a query, an address or a body:
//! a request is known by its method, its route pattern and a trace id.

mod api_keys;
mod instance;
mod logging;
#[cfg(feature = "otel")]
mod otel;
mod store;
mod trace;
mod webhooks;

use std::{sync::atomic::AtomicU64, time::Instant};

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{Service, ServiceRequest, ServiceResponse},
    http::Method,
    web,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};
use tracing::Span;
use tracing_actix_web::RootSpanBuilder;

pub use self::logging::start_logging;
pub(crate) use self::trace::TraceId;
use self::{api_keys::ApiKeys, store::StoreState, webhooks::Webhooks};
use crate::{
    clients::Current,
    http::{App, route},
    protocol::{
        token::BundleId,
        wire::{AnyState, Time},
    },
    store::{
        Answered, Claimed, Created, Health, Owner,
        log::{HookState, Outcome as Delivery},
    },
};

/// The span of a request: what the log may know of it.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let parent = trace::take_over(request);
        let trace_id = TraceId::of(&request.extensions());
        tracing::info_span!(
            "request",
            trace_id = trace_id.map(tracing::field::display),
            parent = parent.map(tracing::field::display),
            method = method(request.method()),
            route = route::name(request.path()),
        )
    }

    fn on_request_end<B: MessageBody>(_: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let is_call = outcome
            .as_ref()
            .is_ok_and(|response| route::is_call(route::name(response.request().path())));
        let (status, cause) = match outcome {
            Ok(response) => (response.status(), response.response().error()),
            Err(error) => (error.as_response_error().status_code(), Some(error)),
        };
        let status_code = status.as_u16();
        match cause {
            Some(cause) if status.is_server_error() => {
                tracing::error!(status = status_code, %cause, "failed");
            }
            Some(cause) if is_call => tracing::info!(status = status_code, %cause, "refused"),
            None if is_call => tracing::info!(status = status_code, "answered"),
            _ => tracing::debug!(status = status_code, "page"),
        }
    }
}

/// The method, from a fixed set.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The labels of an answered request.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answer {
    method: &'static str,
    route: &'static str,
    status: u16,
}

/// The label of an outcome.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// The counters of one instance.
pub struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    seconds: Histogram,
    creates: Family<Outcome, Counter>,
    requests: Family<Outcome, Counter>,
    request_answers: Family<Outcome, Counter>,
    opens: Family<Outcome, Counter>,
    webhooks: Webhooks,
    bodies: Gauge<u64, AtomicU64>,
    store: StoreState,
    api_keys: ApiKeys,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("handover"),
            answers: Family::default(),
            seconds: Histogram::new(exponential_buckets(0.000_25, 4.0, 9)),
            creates: Family::default(),
            requests: Family::default(),
            request_answers: Family::default(),
            opens: Family::default(),
            webhooks: Webhooks::default(),
            bodies: Gauge::default(),
            store: StoreState::default(),
            api_keys: ApiKeys::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        instance::register(registry);
        registry.register(
            "http_answers",
            "Answers by method, route pattern and status",
            self.answers.clone(),
        );
        registry.register(
            "http_seconds",
            "Time from a request's head to its answer's head, in seconds",
            self.seconds.clone(),
        );
        registry.register(
            "creates",
            "Bundles stored (new), repeats (same), and ids that were taken (taken)",
            self.creates.clone(),
        );
        registry.register(
            "requests",
            "Requests stored (new), repeats (same), and ids that were taken (taken)",
            self.requests.clone(),
        );
        registry.register(
            "request_answers",
            "Answers to requests by outcome",
            self.request_answers.clone(),
        );
        registry.register("opens", "Tries to open by outcome", self.opens.clone());
        self.webhooks.register(registry);
        registry.register(
            "body_bytes",
            "Bytes of the room for large bodies that are taken",
            self.bodies.clone(),
        );
        self.store.register(registry);
        self.api_keys.register(registry);
    }

    /// Counts a bundle that was put.
    pub fn created(&self, created: Created) {
        let outcome = outcome(created);
        self.creates.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts a request that was put.
    pub fn requested(&self, created: Created) {
        let outcome = outcome(created);
        self.requests.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts an answer to a request.
    pub fn answered(&self, answered: Answered) {
        let outcome = match answered {
            Answered::Nothing => "nothing",
            Answered::New { .. } => "new",
            Answered::Same { .. } => "same",
            Answered::Taken => "taken",
            Answered::Gone { state, .. } => state.word(),
        };
        let outcome = Outcome { outcome };
        self.request_answers.get_or_create(&outcome).inc();
    }

    /// Somebody is told that a bundle or a request is in this state: what is lost is counted.
    pub fn met(&self, id: &BundleId, state: impl Into<AnyState>) {
        self.store.met(id, state.into());
    }

    /// To be called each second with what the store says of its beginning: raises the alarms.
    pub fn tell_losses(&self, since: Option<Time>) {
        self.store.tell(since);
    }

    /// Counts a try to open.
    pub fn claimed(&self, id: &BundleId, claimed: &Claimed) {
        if let Claimed::Gone { state, .. } = claimed {
            self.met(id, *state);
        }
        let outcome = match claimed {
            Claimed::Nothing => "nothing",
            Claimed::Granted { .. } => "granted",
            Claimed::WrongPassphrase { .. } => "wrong_passphrase",
            Claimed::Gone { state, .. } => state.word(),
        };
        self.opens.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts what became of a webhook's delivery.
    pub fn delivered(&self, client: &Owner, delivery: &Delivery) {
        self.webhooks.count(client, delivery);
    }

    /// Notes how much of the room for bodies is taken, in bytes.
    pub fn holding(&self, bytes: usize) {
        self.bodies.set(bytes as u64);
    }

    /// OpenMetrics text; `health` is none when the store does not answer. `hooks` are the webhooks
    /// that there are now.
    #[must_use]
    pub fn text(
        &self,
        health: Option<&Health>,
        clients: &Current,
        hooks: &[(Owner, HookState)],
    ) -> String {
        self.api_keys.show(clients);
        self.webhooks.set(hooks);
        self.store.set(health);
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("writing to a String cannot fail");
        text
    }

    fn measured(&self, answer: &Answer, since: Instant) {
        self.answers.get_or_create(answer).inc();
        self.seconds.observe(since.elapsed().as_secs_f64());
    }
}

/// The label of a `PUT`.
const fn outcome(created: Created) -> &'static str {
    match created {
        Created::New { .. } => "new",
        Created::Same { .. } => "same",
        Created::Taken => "taken",
    }
}

/// Middleware: counts and times every answer.
pub fn measure<S, B>(
    request: ServiceRequest,
    service: &S,
) -> impl Future<Output = Result<ServiceResponse<B>, Error>> + use<S, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let since = Instant::now();
    let app = request.app_data::<web::Data<App>>().cloned();
    let method = method(request.method());
    let route = route::name(request.path());
    let answer = service.call(request);
    async move {
        let response = answer.await?;
        if let Some(app) = app {
            let status = response.status().as_u16();
            app.metrics.measured(
                &Answer {
                    method,
                    route,
                    status,
                },
                since,
            );
        }
        Ok(response)
    }
}

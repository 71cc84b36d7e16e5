//! One span a call for OpenTelemetry, where a collector is named by the variables of its specification
//! (`OTEL_EXPORTER_OTLP_ENDPOINT`, or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`).
//!
//! A span says what the lines of the log say and no more: it is made of the same fields. So it is not made
//! where the log leaves calls out (`HANDOVER_LOG=warn`), nor where the proxy's `traceparent` says that
//! nobody records this trace.

use std::{
    env,
    fmt::{self, Write as _},
    sync::Arc,
    time::SystemTime,
};

use opentelemetry::{
    InstrumentationScope, KeyValue,
    trace::{SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState},
};
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::{
    Resource,
    trace::{BatchSpanProcessor, SpanData, SpanEvents, SpanLinks, SpanProcessor},
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

use crate::protocol::token::random;

/// Hands spans to the collector.
#[derive(Clone)]
pub(super) struct Spans(Arc<BatchSpanProcessor>);

/// A request that goes on.
struct Call {
    began: SystemTime,
    fields: Fields,
    status: Option<u16>,
}

#[derive(Default)]
struct Fields {
    trace_id: String,
    parent: String,
    method: String,
    route: String,
}

impl Spans {
    /// None where no collector is named.
    ///
    /// # Errors
    /// When what is named is no collector's address.
    pub(super) fn start() -> Result<Option<Self>, String> {
        let names = [
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        ];
        if names
            .iter()
            .all(|name| env::var_os(name).is_none_or(|value| value.is_empty()))
        {
            return Ok(None);
        }
        // Installed before, if refused.
        let _: Result<(), Arc<_>> = rustls::crypto::ring::default_provider().install_default();
        let exporter = SpanExporter::builder().with_http().build();
        let exporter = exporter.map_err(|error| error.to_string())?;
        let mut processor = BatchSpanProcessor::builder(exporter).build();
        processor.set_resource(&resource());
        Ok(Some(Self(Arc::new(processor))))
    }

    /// Sends what is left.
    pub(super) fn finish(&self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last spans were not sent");
        }
    }
}

/// Who says it; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` may say it in other words.
fn resource() -> Resource {
    let resource = Resource::builder()
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
    match env::var_os("OTEL_SERVICE_NAME") {
        None => resource.with_service_name("handover").build(),
        Some(_) => resource.build(),
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let Some(span) = context.span(id) else { return };
        if !fields.trace_id.is_empty() {
            span.extensions_mut().insert(Call {
                began: SystemTime::now(),
                fields,
                status: None,
            });
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let Some(span) = context.event_span(event) else {
            return;
        };
        if let Some(call) = span.extensions_mut().get_mut::<Call>() {
            event.record(&mut Answered(&mut call.status));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id);
        let call = span.and_then(|span| span.extensions_mut().remove::<Call>());
        if let Some(span) = call.and_then(Call::into_span) {
            self.0.on_end(span);
        }
    }
}

impl Call {
    /// None if it was not answered, or if its trace is not recorded.
    fn into_span(self) -> Option<SpanData> {
        let status = self.status?;
        let Fields {
            trace_id,
            parent,
            method,
            route,
        } = self.fields;
        let trace = TraceId::from_hex(&trace_id).ok()?;
        let parent = match parent.split_once('-') {
            None => SpanId::INVALID,
            Some((span, flags)) => {
                let flags = u8::from_str_radix(flags, 16).ok()?;
                let is_recorded = TraceFlags::new(flags).is_sampled();
                SpanId::from_hex(span).ok().filter(|_| is_recorded)?
            }
        };
        let id = SpanId::from_bytes(random());
        Some(SpanData {
            span_context: SpanContext::new(trace, id, TraceFlags::SAMPLED, false, TraceState::NONE),
            parent_span_id: parent,
            parent_span_is_remote: parent != SpanId::INVALID,
            span_kind: SpanKind::Server,
            name: format!("{method} {route}").into(),
            start_time: self.began,
            end_time: SystemTime::now(),
            attributes: vec![
                KeyValue::new("http.request.method", method),
                KeyValue::new("http.route", route),
                KeyValue::new("http.response.status_code", i64::from(status)),
            ],
            dropped_attributes_count: 0,
            events: SpanEvents::default(),
            links: SpanLinks::default(),
            status: if status < 500 {
                Status::Unset
            } else {
                Status::error("")
            },
            instrumentation_scope: InstrumentationScope::builder("handover").build(),
        })
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "method" => value.clone_into(&mut self.method),
            "route" => value.clone_into(&mut self.route),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = match field.name() {
            "trace_id" => write!(self.trace_id, "{value:?}"),
            "parent" => write!(self.parent, "{value:?}"),
            _ => Ok(()),
        };
    }
}

/// Takes the status from the line that says how a request was answered.
struct Answered<'a>(&'a mut Option<u16>);

impl Visit for Answered<'_> {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "status" {
            *self.0 = u16::try_from(value).ok();
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

//! Completes the headers of every answer.

use std::{future::Future, sync::LazyLock};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{Service, ServiceRequest, ServiceResponse},
    http::{
        ConnectionType,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    web,
};

use super::{App, head};
use crate::{
    served::{self, headers::Header},
    telemetry::TraceId,
};

/// A table of [`served::headers`] as the framework takes it, made once.
type Table<const N: usize> = LazyLock<[(HeaderName, HeaderValue); N]>;

static EVERYWHERE: Table<8> = LazyLock::new(|| made(served::headers::EVERYWHERE));

/// On pages, beside what is on every answer.
pub(super) static PAGE: Table<3> = LazyLock::new(|| made(served::headers::PAGE));

static DATA: Table<2> = LazyLock::new(|| made(served::headers::DATA));

fn made<const N: usize>(table: [Header; N]) -> [(HeaderName, HeaderValue); N] {
    table.map(|(name, value)| {
        let name = HeaderName::from_static(name);
        (name, HeaderValue::from_static(value))
    })
}

const TRACE_ID: HeaderName = HeaderName::from_static("x-trace-id");

/// Middleware: completes the headers of every answer that a route gave. What is no HTTP at all the
/// framework refuses by itself, with a bare status.
pub fn complete<S, B>(
    request: ServiceRequest,
    service: &S,
) -> impl Future<Output = Result<ServiceResponse<B>, Error>> + use<S, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let trace = TraceId::of(&request.extensions());
    let answer = service.call(request);
    async move {
        let mut response = answer.await?;
        head::write_over_nearest();
        if is_ending(response.request()) {
            let head = response.response_mut().head_mut();
            head.set_connection_type(ConnectionType::Close);
        }
        let headers = response.headers_mut();
        fill(headers, &*EVERYWHERE);
        fill(headers, &*DATA);
        if let Some(trace) = trace {
            headers.insert(TRACE_ID, value(&trace));
        }
        Ok(response)
    }
}

/// Whether the answer has to be the last of its connection.
fn is_ending(request: &HttpRequest) -> bool {
    let app = request.app_data::<web::Data<App>>();
    app.is_some_and(|app| app.ending.has_begun())
}

/// Adds what is not there yet.
fn fill(headers: &mut HeaderMap, table: &[(HeaderName, HeaderValue)]) {
    for (name, value) in table {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), value.clone());
        }
    }
}

/// The id under which the log knows the request.
fn value(trace: &TraceId) -> HeaderValue {
    HeaderValue::from_str(trace.as_str()).expect("it is hexadecimal")
}

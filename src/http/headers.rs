//! One table of response headers for each sort of answer.

use std::{fmt::Write as _, future::Future};

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{Service, ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
};
use tracing_actix_web::RequestId;

/// What a page may do: load our own scripts and styles and call our own API, nothing else.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types handover-worker";

/// What anything that is not a page may do.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
     clipboard-read=(), clipboard-write=(self), display-capture=(), encrypted-media=(), \
     fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
     idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
     storage-access=(), usb=(), xr-spatial-tracking=()";

/// On every answer.
pub const EVERYWHERE: [(HeaderName, &str); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    // A worker's script needs it, too, or an isolated page may not start it.
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("x-robots-tag"),
        "noindex, nofollow, noarchive",
    ),
];

/// On pages, beside those.
pub const PAGE: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (header::CACHE_CONTROL, "no-store"),
];

/// On what is neither page nor asset, unless it says otherwise.
pub const DATA: [(HeaderName, &str); 2] = [
    (header::CONTENT_SECURITY_POLICY, DATA_POLICY),
    (header::CACHE_CONTROL, "no-store"),
];

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
    let trace = request.extensions().get::<RequestId>().map(trace_id);
    let answer = service.call(request);
    async move {
        let mut response = answer.await?;
        let headers = response.headers_mut();
        fill(headers, &EVERYWHERE);
        fill(headers, &DATA);
        if let Some(trace) = trace {
            headers.insert(TRACE_ID, trace);
        }
        Ok(response)
    }
}

/// Adds what is not there yet.
fn fill(headers: &mut HeaderMap, table: &[(HeaderName, &'static str)]) {
    for (name, value) in table {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), HeaderValue::from_static(value));
        }
    }
}

/// The id under which the log knows the request.
fn trace_id(id: &RequestId) -> HeaderValue {
    let mut text = String::with_capacity(36);
    // Writing to a String cannot fail.
    let _ = write!(text, "{id}");
    HeaderValue::from_str(&text).expect("a UUID is ASCII")
}

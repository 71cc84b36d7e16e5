//! What a call shows ends with the call.
//!
//! The framework keeps the heads of ended requests, to use them again, and each value in a head is
//! a slice of the buffer that its connection was read into: one that is kept keeps all of it, and
//! with it every credential that ever went through. So every value becomes a copy of its own here,
//! and the credential leaves the head for a place that is emptied with the request.
//!
//! What is freed is wiped by the allocator of the binary. What is left then are the copies that were
//! moved about on the worker's stack: they are written over within a tenth of a second of an answer,
//! for all answers of that time at once. After each it would cost the caches of the processor, too.
//!
//! The framework keeps the heads of answers as well, and a header's value has room for several: what
//! lay on the stack where it was made goes with it, and stays. So the nearest of the stack is written
//! over before an answer gets its headers.

use std::{cell::Cell, future::Future, hint::black_box, time::Duration};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    dev::{Service, ServiceRequest, ServiceResponse},
    http::header::{AUTHORIZATION, HeaderMap, HeaderValue},
};
use zeroize::Zeroizing;

/// More than any handler uses of the stack, in bytes.
const STACK: usize = 32 * 1024;

/// How much of it the headers of an answer are made in, in bytes.
const NEAREST: usize = 8 * 1024;

/// How long copies may lie there.
const SOON: Duration = Duration::from_millis(100);

thread_local! {
    /// Whether this worker's stack is to be written over.
    static USED: Cell<bool> = const { Cell::new(false) };
}

/// The values of `Authorization`, as they came.
struct Shown(Vec<Zeroizing<Vec<u8>>>);

/// Middleware, in front of all others: afterwards nothing holds the buffer but its connection, and
/// nothing is left on the stack for long.
pub fn detach<S, B>(
    mut request: ServiceRequest,
    service: &S,
) -> impl Future<Output = Result<ServiceResponse<B>, Error>> + use<S, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    if let Some(shown) = take_credentials(request.headers_mut()) {
        request.extensions_mut().insert(shown);
    }
    let answer = service.call(request);
    async move {
        let answer = answer.await;
        if !USED.replace(true) {
            actix_web::rt::spawn(tidy_stack());
        }
        answer
    }
}

/// Between two polls of a worker no handler is on its stack.
async fn tidy_stack() {
    tokio::time::sleep(SOON).await;
    USED.set(false);
    write_over_stack::<STACK>();
}

/// To be called before an answer gets its headers, where the handler was called.
pub fn write_over_nearest() {
    write_over_stack::<NEAREST>();
}

fn take_credentials(headers: &mut HeaderMap) -> Option<Shown> {
    let shown = headers.remove(AUTHORIZATION);
    headers.retain(|_, value| {
        let copy = HeaderValue::from_bytes(value.as_bytes());
        copy.map(|copy| *value = copy).is_ok()
    });
    let copy = |value: HeaderValue| Zeroizing::new(value.as_bytes().to_vec());
    (!shown.is_empty()).then(|| Shown(shown.map(copy).collect()))
}

/// Its own frame lies where those of the handler were.
#[inline(never)]
fn write_over_stack<const BYTES: usize>() {
    black_box(&mut [0_u8; BYTES]);
}

/// Whether there is an `Authorization`, whatever it says.
pub fn shows_something(request: &HttpRequest) -> bool {
    request.extensions().contains::<Shown>()
}

/// Reads what stands behind `Bearer`, if there is exactly one such header.
pub fn read_bearer<T>(request: &HttpRequest, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let extensions = request.extensions();
    let [value] = &extensions.get::<Shown>()?.0[..] else {
        return None;
    };
    let (scheme, text) = std::str::from_utf8(value).ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(text)
        .and_then(read)
}

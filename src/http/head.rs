//! What a call shows ends with the call.
//!
//! The framework keeps the heads of ended requests, to use them again, and each value in a head is
//! a slice of the buffer that its connection was read into: one that is kept keeps all of it, and
//! with it every credential that ever went through. So every value becomes a copy of its own here,
//! and the credential leaves the head for a place that is emptied with the request.
//!
//! What is freed is wiped by the allocator of the binary. What is left then are the copies that were
//! moved about on the worker's stack: they are written over when the answer is there.

use std::{future::Future, hint::black_box};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    dev::{Service, ServiceRequest, ServiceResponse},
    http::header::{AUTHORIZATION, HeaderMap, HeaderValue},
};
use zeroize::Zeroizing;

/// More than any handler uses of the stack, in bytes.
const STACK: usize = 32 * 1024;

/// The values of `Authorization`, as they came.
struct Shown(Vec<Zeroizing<Vec<u8>>>);

/// Middleware, in front of all others: afterwards nothing holds the buffer but its connection, and
/// nothing is left on the stack.
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
        write_over_stack();
        answer
    }
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
fn write_over_stack() {
    black_box(&mut [0_u8; STACK]);
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

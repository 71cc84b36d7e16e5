//! By what one request is known: in the log, in `X-Trace-Id`, and to the proxy in front, if that has named
//! it (W3C Trace Context).

use std::fmt;

use actix_web::{
    HttpMessage,
    dev::{Extensions, ServiceRequest},
    http::header::HeaderName,
    web,
};
use tracing_actix_web::RequestId;

use crate::http::App;

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// A `trace-id`: 16 bytes as 32 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TraceId([u8; 32]);

/// What a `traceparent` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Parent {
    trace: TraceId,
    /// The caller's own part of the trace, as 16 hexadecimal digits.
    span: [u8; 16],
    /// Whether the caller records it, and more, as two.
    flags: [u8; 2],
}

/// Takes over what a trusted proxy has named the request, as it is trusted to say from where people come.
/// Anybody else could make the log say what they like; their requests are known by a drawn id.
pub(super) fn take_over(request: &ServiceRequest) -> Option<Parent> {
    let named = request.headers().get(TRACEPARENT)?;
    let parent = Parent::parse(named.as_bytes()).filter(|_| is_from_proxy(request))?;
    request.extensions_mut().insert(parent);
    Some(parent)
}

fn is_from_proxy(request: &ServiceRequest) -> bool {
    let app = request.app_data::<web::Data<App>>();
    app.zip(request.peer_addr())
        .is_some_and(|(app, peer)| app.limits.is_proxy(peer.ip()))
}

impl TraceId {
    /// Of the request with these extensions; none where nothing is traced.
    pub(crate) fn of(extensions: &Extensions) -> Option<Self> {
        let parent = extensions.get::<Parent>().map(|parent| parent.trace);
        parent.or_else(|| {
            let drawn = extensions.get::<RequestId>()?;
            Some(Self::from_bytes(drawn.as_bytes()))
        })
    }

    fn from_bytes(bytes: &[u8; 16]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 32];
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *pair = [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ];
        }
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        text(&self.0)
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// `<parent-id>-<flags>`.
impl fmt::Display for Parent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", text(&self.span), text(&self.flags))
    }
}

impl Parent {
    /// `00-<trace-id>-<parent-id>-<flags>`; a later version may say more behind it (section 3.2).
    fn parse(value: &[u8]) -> Option<Self> {
        let (version, value) = digits::<2>(value)?;
        let (trace, value) = digits::<32>(value.strip_prefix(b"-")?)?;
        let (span, value) = digits::<16>(value.strip_prefix(b"-")?)?;
        let (flags, rest) = digits::<2>(value.strip_prefix(b"-")?)?;
        let ends = match &version {
            b"00" => rest.is_empty(),
            b"ff" => false,
            _ => rest.is_empty() || rest.starts_with(b"-"),
        };
        let is_named = trace != [b'0'; 32] && span != [b'0'; 16];
        (ends && is_named).then_some(Self {
            trace: TraceId(trace),
            span,
            flags,
        })
    }
}

fn text(digits: &[u8]) -> &str {
    std::str::from_utf8(digits).expect("hexadecimal digits are ASCII")
}

/// The first `N`, if they are hexadecimal digits in lower case, and the rest.
fn digits<const N: usize>(text: &[u8]) -> Option<([u8; N], &[u8])> {
    let (first, rest) = text.split_first_chunk::<N>()?;
    let are_digits = first
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    are_digits.then_some((*first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    fn trace(value: &str) -> Option<String> {
        Parent::parse(value.as_bytes()).map(|parent| parent.trace.to_string())
    }

    #[test]
    fn a_name_that_is_one_is_taken_over() {
        for value in [
            format!("00-{TRACE}-00f067aa0ba902b7-01"),
            format!("00-{TRACE}-00f067aa0ba902b7-00"),
            format!("cc-{TRACE}-00f067aa0ba902b7-01"),
            format!("cc-{TRACE}-00f067aa0ba902b7-01-what-will-be"),
        ] {
            assert_eq!(trace(&value).as_deref(), Some(TRACE), "{value}");
        }
    }

    #[test]
    fn whatever_else_stands_there_is_none() {
        for value in [
            String::new(),
            TRACE.to_owned(),
            format!("00-{TRACE}-00f067aa0ba902b7-0"),
            format!("00-{TRACE}-00f067aa0ba902b7-01-"),
            format!("ff-{TRACE}-00f067aa0ba902b7-01"),
            format!("cc-{TRACE}-00f067aa0ba902b7-01.x"),
            format!("00-{}-00f067aa0ba902b7-01", TRACE.to_uppercase()),
            format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32)),
            format!("00-{TRACE}-0000000000000000-01"),
            format!("00_{TRACE}_00f067aa0ba902b7_01"),
            format!("00-{TRACE}\n-00f067aa0ba902b7-01"),
        ] {
            assert_eq!(trace(&value), None, "{value}");
        }
    }

    #[test]
    fn a_drawn_one_is_written_in_the_same_way() {
        let bytes = [
            0x00, 0x01, 0x0f, 0x10, 0xab, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x9a,
        ];
        assert_eq!(
            TraceId::from_bytes(&bytes).to_string(),
            "00010f10abff0000000000000000009a"
        );
    }
}

//! How a call to a receiver ended.

use std::{error::Error, fmt, io, time::Duration};

use rustls::{CertificateError, Error as TlsError};

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// The head of an answer.
    Answered {
        /// Its status.
        status: u16,
        /// Its `Retry-After`, counted from now.
        retry_after: Option<Duration>,
    },
    /// Nothing that is an answer. The receiver may have the event all the same.
    Silent(Silence),
}

/// Why there was no answer, without a word that the receiver chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// Its name was not found, or nobody listens there.
    NoConnection,
    /// It is not known to be who it should be, or speaks no TLS.
    Tls(&'static str),
    /// It took too long.
    Timeout,
    /// What came was cut short, or is not HTTP.
    Broken,
}

impl Exchange {
    /// Whether the receiver has the event, and said so.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self, Self::Answered { status, .. } if matches!(*status, 200..=299))
    }

    /// Whether the receiver asks for no further events.
    #[must_use]
    pub const fn is_farewell(&self) -> bool {
        matches!(self, Self::Answered { status: 410, .. })
    }

    /// Whether the receiver will not take this event: 4xx, but for those that mean 'later' (RFC
    /// 9110 section 15.5.9, RFC 8470 section 5.2, RFC 6585 section 4).
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        let Self::Answered { status, .. } = *self else {
            return false;
        };
        matches!(status, 400..=499) && !matches!(status, 408 | 425 | 429)
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered { status, .. } => write!(formatter, "it answered {status}"),
            Self::Silent(silence) => silence.fmt(formatter),
        }
    }
}

impl fmt::Display for Silence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoConnection => "no connection to it could be made",
            Self::Tls(why) => why,
            Self::Timeout => "it did not answer in time",
            Self::Broken => "its answer was cut short, or is not HTTP",
        })
    }
}

impl From<&reqwest::Error> for Silence {
    fn from(error: &reqwest::Error) -> Self {
        if let Some(tls) = tls_error(error) {
            return Self::Tls(words(tls));
        }
        if error.is_timeout() {
            Self::Timeout
        } else if error.is_connect() {
            Self::NoConnection
        } else {
            Self::Broken
        }
    }
}

/// The TLS error among the causes; I/O errors hide theirs from `source`.
fn tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a TlsError> {
    if let Some(tls) = error.downcast_ref() {
        return Some(tls);
    }
    let io = error.downcast_ref::<io::Error>();
    if let Some(inner) = io.and_then(io::Error::get_ref) {
        return tls_error(inner);
    }
    tls_error(error.source()?)
}

fn words(error: &TlsError) -> &'static str {
    match error {
        TlsError::InvalidCertificate(CertificateError::Expired)
        | TlsError::InvalidCertificate(CertificateError::ExpiredContext { .. }) => {
            "its certificate has expired"
        }
        TlsError::InvalidCertificate(CertificateError::NotValidForName)
        | TlsError::InvalidCertificate(CertificateError::NotValidForNameContext { .. }) => {
            "its certificate is for another name"
        }
        TlsError::InvalidCertificate(CertificateError::UnknownIssuer) => {
            "its certificate is from an issuer that is not known here"
        }
        TlsError::InvalidCertificate(_) => "its certificate is not valid",
        _ => "it does not speak TLS as it should",
    }
}

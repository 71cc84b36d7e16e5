#![doc = include_str!("SPEC.md")]
// FLOOR 0, pure: bytes in, bytes out; no I/O, no clock, no logging. In reading order:

pub mod token;

pub mod apikey;

#[cfg(any(feature = "client", feature = "server"))]
pub mod prk;

#[cfg(feature = "client")]
pub mod key;

pub mod envelope;

pub mod padding;

#[cfg(feature = "client")]
pub mod bundle;

pub mod lang;

#[cfg(any(feature = "client", feature = "server"))]
mod json;

pub mod kind;

pub mod link;

#[cfg(any(feature = "client", feature = "server"))]
pub mod document;

#[cfg(any(feature = "client", feature = "server"))]
pub mod request;

#[cfg(any(feature = "client", feature = "server"))]
pub mod ask;

#[cfg(feature = "server")]
pub mod idempotency;

#[cfg(feature = "client")]
pub mod wrap;

#[cfg(feature = "client")]
pub mod collect;

#[cfg(feature = "client")]
pub mod team_key;

pub mod wire;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

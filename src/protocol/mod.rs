#![doc = include_str!("SPEC.md")]
// FLOOR 0, pure: bytes in, bytes out; no I/O, no clock, no logging. In reading order:

pub mod token;

pub mod apikey;

#[cfg(feature = "client")]
pub mod prk;

#[cfg(feature = "client")]
pub mod key;

pub mod envelope;

pub mod padding;

#[cfg(feature = "client")]
pub mod bundle;

pub mod lang;

#[cfg(feature = "client")]
mod json;

pub mod kind;

pub mod link;

#[cfg(feature = "client")]
pub mod document;

#[cfg(feature = "client")]
pub mod request;

#[cfg(feature = "client")]
pub mod wrap;

#[cfg(feature = "client")]
pub mod collect;

#[cfg(feature = "client")]
pub mod team_key;

pub mod wire;

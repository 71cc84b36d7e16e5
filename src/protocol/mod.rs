#![doc = include_str!("SPEC.md")]
// FLOOR 0, pure: bytes in, bytes out; no I/O, no clock, no logging. In reading order:

pub mod token;

pub mod apikey;

#[cfg(feature = "client")]
pub mod key;

pub mod envelope;

pub mod padding;

#[cfg(feature = "client")]
pub mod bundle;

#[cfg(feature = "client")]
mod json;

pub mod kind;

pub mod link;

pub mod wire;

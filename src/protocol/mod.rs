//! FLOOR 0, pure: bytes in, bytes out; no I/O, no clock, no logging.

pub mod token;

#[cfg(feature = "client")]
pub mod key;

pub mod padding;

pub mod envelope;

pub mod link;

pub mod kind;

pub mod wire;

//! FLOOR 0, pure: bytes in, bytes out; no I/O, no clock, no logging.

pub mod token;

pub mod padding;

pub mod envelope;

pub mod wire;

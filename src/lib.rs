//! Handover hands credentials over once.

pub mod cli;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "client")]
pub mod handover;
#[cfg(feature = "server")]
pub mod http;
pub mod protocol;
#[cfg(feature = "server")]
pub mod server;
pub mod span;
#[cfg(feature = "server")]
pub mod store;
#[cfg(feature = "server")]
pub mod telemetry;

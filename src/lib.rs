//! Handover hands credentials over once.

#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "server")]
pub mod http;
pub mod protocol;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "server")]
pub mod store;
#[cfg(feature = "server")]
pub mod telemetry;

//! Handover hands credentials over once.

pub mod protocol;
#[cfg(feature = "server")]
pub mod store;

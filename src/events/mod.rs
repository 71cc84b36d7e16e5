//! FLOOR 1, above the store: webhooks. What happens to a client's requests and bundles is sent where the client
//! wants it, from the log that the [store](crate::store) keeps (SPEC, 'Webhooks').
//!
//! At least once, in the order of the log, one call at a time for each client; which instance calls
//! is decided by a lease in the store. Nothing here remembers anything: an instance that is killed
//! in the middle of a call is followed by another, which makes the call again.

mod caller;
mod exchange;
mod message;

mod sender;

pub mod schedule;

pub mod signature;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

pub use self::{
    caller::{Caller, NoRoots, Patience},
    exchange::{Exchange, Silence},
    message::Message,
    sender::{Next, Observer, Sender},
};

//! Handover hands credentials over once: sealed in the browser or the terminal, opened exactly
//! once, then gone. The service keeps ciphertext only.
//!
//! # The map of the house
//!
//! | floor | module | what it knows |
//! | --- | --- | --- |
//! | 0 | [`protocol`] | bytes in, bytes out: keys, links, the envelope, the API's JSON. Its documentation is the specification |
//! | 1 | [`store`] | the domain verbs (create, look, claim, take, confirm, revoke, finish; request, answer), in memory and in Redis |
//! | 1 | [`events`] | webhooks: what is signed, when it is tried again, how a receiver is called |
//! | 2 | [`http`] | one route table; each handler extracts, calls one verb, answers |
//! | – | [`server`], [`config`], [`clients`], [`telemetry`] | the composition root, its settings, the machines it knows, its logs and counters |
//! | 1′ | [`client`], [`handover`] | speak the API over HTTP(S); turn a bundle into a link and back; ask for one, answer, collect |
//! | 2′ | [`cli`] | one file a command |
//! | – | [`served`] | what browsers are sent: the files of the web build, their hashes, the headers; for server and command line |
//!
//! Imports point one way: `protocol ← store ← events ← http ← server` and `protocol ← client ← handover ←
//! cli`. Cargo's features hold it: `server` is built without the code that opens an envelope,
//! `client` without the server.
//!
//! # Invariants
//!
//! - The server never holds a key, a passphrase or a plaintext.
//! - The first read is one atomic step of the store; of any number of racing claims one wins.
//! - An id alone has no effect and tells nothing.
//! - A request link decrypts nothing but the question; of any number of racing answers one is taken.
//! - What acts may be repeated: a create, a request, an answer, a claim, a confirm, a revoke, a
//!   finish. Only an open without a claim may not: it is gone with its answer.
//! - Every bundle has an end: no key of one without a time to live, no eviction.
//!
//! # Reading order
//!
//! The specification ([`protocol`]), then [`store`] with its contract, then `http/bundles.rs`; on
//! the other side [`handover`], then `cli/open.rs`.

#![forbid(unsafe_code)]

pub mod protocol;

pub mod span;

mod visible;

#[cfg(any(feature = "server", feature = "client"))]
pub mod served;

mod reachable;

#[cfg(feature = "server")]
mod finding;

#[cfg(feature = "server")]
pub mod store;

#[cfg(feature = "server")]
pub mod events;

#[cfg(feature = "server")]
pub mod http;

#[cfg(feature = "server")]
pub mod config;

#[cfg(feature = "server")]
pub mod clients;

#[cfg(feature = "server")]
pub mod telemetry;

#[cfg(feature = "server")]
pub mod server;

#[cfg(feature = "client")]
pub mod client;

#[cfg(feature = "client")]
pub mod handover;

pub mod cli;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

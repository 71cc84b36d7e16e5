//! The store of the server whose settings a command reads.

use tokio::runtime::{Builder, Runtime};

use super::failure::Failure;
use crate::{
    config::{Config, Invalid},
    store::{Error, Store, redis::Redis},
};

/// A store, and what runs its verbs.
pub(crate) struct Stored {
    store: Store,
    runtime: Runtime,
}

impl Stored {
    /// Only Redis can be reached from another process than the server's.
    pub(crate) fn open(config: &Config) -> Result<Self, Failure> {
        let url = config.redis_url().map_err(|error| invalid(&error))?;
        let Some(url) = url else {
            return Err(Failure::usage(
                "no Redis is given, and the memory store is inside the server's own process",
                "give --redis-url as to handover serve; a server with the memory store: restart it, \
                 that empties it",
            ));
        };
        let redis = Redis::open(url.expose()).map_err(|error| {
            Failure::usage(
                format!("HANDOVER_REDIS_URL is refused: {error}"),
                "nothing was changed: check it",
            )
        })?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let stored = Self {
            store: Store::Redis(redis),
            runtime: runtime.map_err(|error| {
                Failure::trouble(error.to_string(), "nothing was changed: run it again")
            })?,
        };
        let fit = stored.runtime.block_on(stored.store.start());
        fit.map_err(|error| Failure::trouble(error.to_string(), "nothing was changed"))?;
        Ok(stored)
    }

    /// Runs verbs of the store.
    pub(crate) fn run<T>(
        &self,
        verbs: impl AsyncFnOnce(&Store) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        self.runtime.block_on(verbs(&self.store)).map_err(|error| {
            Failure::trouble(
                error.to_string(),
                "nothing is lost: check that Redis runs, and run it again",
            )
        })
    }
}

fn invalid(error: &Invalid) -> Failure {
    Failure::usage(
        error.to_string(),
        "see handover serve --help for every setting",
    )
}

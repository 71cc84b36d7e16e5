//! The Redis of `serve`'s configuration, for what an operator does beside a running server.

use super::failure::Failure;
use crate::{
    config::Config,
    store::{self, Store},
};

/// Runs a command's calls to their end.
pub(super) fn block_on<T>(calls: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Failure::trouble(
            format!("the operating system refuses a runtime: {error}"),
            "nothing was changed: run it again",
        )
    })?;
    runtime.block_on(calls)
}

/// Opens the store that `handover serve` uses with these settings.
pub(super) async fn open(config: &Config) -> Result<Store, Failure> {
    let redis = config.redis().map_err(|error| {
        let next = "see handover serve --help for every setting";
        Failure::usage(error.to_string(), next)
    })?;
    let Some(redis) = redis else {
        return Err(Failure::usage(
            "there is no Redis: a server without one keeps everything in itself, where no command reaches it",
            "name the server's Redis with HANDOVER_REDIS_URL, as for handover serve; if it has none, \
             restart it: that empties it",
        ));
    };
    let store = Store::Redis(redis);
    let started = store.start().await;
    started.map_err(|unfit| Failure::usage(unfit.to_string(), "nothing was changed"))?;
    Ok(store)
}

/// The store gave no answer.
#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
pub(super) fn silent(error: store::Error) -> Failure {
    Failure::trouble(
        error.to_string(),
        "check that Redis runs and HANDOVER_REDIS_URL names it, then run it again: that is safe",
    )
}

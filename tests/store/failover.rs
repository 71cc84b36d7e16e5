//! What the stores have in common, behind Sentinels and in a Cluster; and how a client gets through a
//! failover: it asks again.

use std::time::{Duration, Instant};

use handover::store::{Attempt, Claimed, Error, Store, redis::Redis};

use super::{
    attempts, calls, contract,
    fixture::{LEASE, Sample},
    hooks, lifetimes, lists, logs, matrix, races, request_matrix, request_races, requests,
    world::{World, run},
};
use crate::topologies::PATIENCE;

/// Everything that the stores have in common.
async fn contract_of(world: &World) {
    contract::contract(world).await;
    attempts::contract(world).await;
    lifetimes::contract(world).await;
    matrix::contract(world).await;
    races::contract(world).await;
    requests::contract(world).await;
    request_matrix::contract(world).await;
    request_races::contract(world).await;
    calls::contract(world).await;
    lists::contract(world).await;
    logs::contract(world).await;
    hooks::contract(world).await;
}

#[test]
fn the_contract_holds_behind_sentinels() {
    run(async { contract_of(&World::sentinel()).await });
}

#[test]
fn the_contract_holds_in_a_cluster() {
    run(async { contract_of(&World::cluster()).await });
}

/// A store that waits no longer than the service does.
pub fn hasty_store(url: &str) -> Store {
    Store::Redis(Redis::open(url).unwrap())
}

/// Asks until there is an answer.
pub async fn patiently<T>(mut call: impl AsyncFnMut() -> Result<T, Error>) -> T {
    let started = Instant::now();
    loop {
        match call().await {
            Ok(answer) => return answer,
            Err(error) => assert!(started.elapsed() < PATIENCE, "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

pub async fn put(store: &Store) -> Sample {
    let sample = Sample::new();
    patiently(async || store.create(&sample.bundle()).await).await;
    sample
}

/// What an opening comes to once it is answered.
pub async fn open(store: &Store, sample: &Sample, attempt: &Attempt) -> Claimed {
    patiently(async || store.claim(&sample.id, attempt, LEASE).await).await
}

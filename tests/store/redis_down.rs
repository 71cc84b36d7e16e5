//! Redis away, back, replaced, read-only, locked; and answers that get lost on the way.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use handover::{
    protocol::wire::State,
    store::{Created, Ended, Error, Store},
};

use super::{
    fixture::{Sample, TRIES, claimed_word, created_word, granted},
    proxy::{Losses, in_front_of},
    server::{RedisServer, store_at},
    world::run,
};

async fn is_down(store: &Store) -> bool {
    let created = store.create(&Sample::new().bundle()).await;
    matches!(created, Err(Error::Down(_)))
}

/// Waits until a creation works again, without a new store.
async fn recovered(store: &Store) {
    let started = Instant::now();
    while let Err(error) = store.create(&Sample::new().bundle()).await {
        let waited = started.elapsed();
        assert!(waited < Duration::from_secs(120), "{error}");
    }
}

#[test]
fn a_killed_redis_is_down_and_comes_back_without_a_new_store() {
    let mut server = RedisServer::start();
    run(async {
        let store = store_at(&server.url());
        store.start().await.unwrap();
        let since = store.since().await.unwrap();
        let sample = Sample::new().put(&store).await;
        server.kill();
        for _ in 0..3 {
            assert!(is_down(&store).await);
        }
        assert!(matches!(store.poll().await, Err(Error::Down(_))));
        assert!(matches!(store.health().await, Err(Error::Down(_))));
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(
            matches!(taken, Err(Error::Down(_))),
            "nothing was asked of it"
        );
        server.run();
        recovered(&store).await;
        store.poll().await.unwrap();
        assert!(store.since().await.unwrap() > since);
    });
}

#[test]
fn a_redis_that_comes_later_is_no_reason_to_stop() {
    let mut server = RedisServer::start();
    server.kill();
    run(async {
        let store = store_at(&server.url());
        store.start().await.unwrap();
        assert!(matches!(store.since().await, Err(Error::Down(_))));
        assert!(is_down(&store).await);
        server.run();
        recovered(&store).await;
        store.since().await.unwrap();
    });
}

#[test]
fn a_restart_between_two_calls_is_not_noticed() {
    let mut server = RedisServer::start();
    run(async {
        let store = store_at(&server.url());
        Sample::new().put(&store).await;
        for _ in 0..3 {
            server.kill();
            server.run();
            Sample::new().put(&store).await;
        }
    });
}

#[test]
fn a_read_only_redis_is_down_until_it_is_not() {
    let server = RedisServer::start();
    run(async {
        let store = store_at(&server.url());
        let sample = Sample::new().put(&store).await;
        server.command::<()>("REPLICAOF 127.0.0.1 1");
        assert!(is_down(&store).await);
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(matches!(taken, Err(Error::Down(_))), "it was refused");
        server.command::<()>("REPLICAOF NO ONE");
        recovered(&store).await;
        let claimed = sample.open(&store, &sample.attempt()).await;
        assert_eq!(granted(&claimed), sample.envelope);
    });
}

#[test]
fn a_locked_redis_is_down_until_it_is_not() {
    let server = RedisServer::start();
    run(async {
        let store = store_at(&server.url());
        Sample::new().put(&store).await;
        let mut admin = server.connect();
        let mut tell = |words: &[&str]| {
            let mut call = redis::cmd(words[0]);
            call.arg(&words[1..]).exec(&mut admin).unwrap();
        };
        tell(&["CONFIG", "SET", "requirepass", "word"]);
        tell(&["AUTH", "word"]);
        tell(&["CLIENT", "KILL", "TYPE", "normal"]);
        for _ in 0..3 {
            assert!(is_down(&store).await);
        }
        tell(&["CONFIG", "SET", "requirepass", ""]);
        recovered(&store).await;
    });
}

/// A store behind a proxy, its scripts loaded, and a bundle in it.
async fn behind_a_proxy(server: &RedisServer) -> (Store, Arc<Losses>, Sample) {
    let (url, losses) = in_front_of(&server.url());
    let store = store_at(&url);
    let sample = Sample::new().put(&store).await;
    (store, losses, sample)
}

#[test]
fn a_lost_answer_is_asked_for_again() {
    let server = RedisServer::start();
    run(async {
        let (store, losses, sample) = behind_a_proxy(&server).await;
        let lose = || losses.answers.store(1, Ordering::SeqCst);
        lose();
        let wrong = sample.open(&store, &sample.wrong_passphrase()).await;
        assert_eq!(claimed_word(&wrong), format!("wrong {}", TRIES - 1));
        lose();
        let claimed = sample.open(&store, &sample.attempt()).await;
        assert_eq!(granted(&claimed), sample.envelope);
        lose();
        sample.open(&store, &sample.rival()).await;
        assert_eq!(sample.receipt(&store).await.late_attempts, 1);
        lose();
        assert!(
            store
                .confirm(&sample.id, &sample.claim.hash(), true)
                .await
                .unwrap()
        );
        lose();
        let finished = store.finish(&sample.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
        let sample = Sample::new();
        lose();
        let created = store.create(&sample.bundle()).await.unwrap();
        assert_eq!(created_word(created), "same");
        lose();
        let revoked = store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), Ended::Done);
        assert_eq!(losses.answers.load(Ordering::SeqCst), 0);
    });
}

#[test]
fn answers_lost_twice_are_an_error_and_the_same_claim_gets_the_bytes() {
    let server = RedisServer::start();
    run(async {
        let (store, losses, sample) = behind_a_proxy(&server).await;
        losses.answers.store(2, Ordering::SeqCst);
        let claimed = store
            .claim(&sample.id, &sample.attempt(), super::fixture::LEASE)
            .await;
        assert!(matches!(claimed, Err(Error::Down(_))));
        let claimed = sample.open(&store, &sample.attempt()).await;
        assert_eq!(granted(&claimed), sample.envelope);
    });
}

#[test]
fn a_take_whose_call_is_lost_is_tried_again() {
    let server = RedisServer::start();
    run(async {
        let (store, losses, sample) = behind_a_proxy(&server).await;
        losses.calls.store(3, Ordering::SeqCst);
        let taken = store.take(&sample.id, &sample.attempt()).await.unwrap();
        assert_eq!(granted(&taken), sample.envelope);
        assert_eq!(losses.calls.load(Ordering::SeqCst), 0);
    });
}

#[test]
fn a_take_whose_answer_is_lost_says_so() {
    let server = RedisServer::start();
    run(async {
        for lost in [1, 2, 3] {
            let (store, losses, sample) = behind_a_proxy(&server).await;
            losses.answers.store(lost, Ordering::SeqCst);
            let taken = store.take(&sample.id, &sample.attempt()).await;
            assert!(matches!(taken, Err(Error::Interrupted(_))), "{lost}");
            assert_eq!(sample.view(&store).await.state, State::Opened);
            let rival = store.take(&sample.id, &sample.rival()).await.unwrap();
            assert_eq!(claimed_word(&rival), "gone opened");
        }
    });
}

#[test]
fn a_take_that_redis_never_answers_ends() {
    let mut server = RedisServer::start();
    run(async {
        let (store, losses, sample) = behind_a_proxy(&server).await;
        losses.calls.store(usize::MAX, Ordering::SeqCst);
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(matches!(taken, Err(Error::Interrupted(_))));
        losses.calls.store(0, Ordering::SeqCst);
        assert_eq!(sample.view(&store).await.state, State::Sealed);
        server.kill();
        let created = store.create(&Sample::new().bundle()).await;
        assert!(!matches!(created, Ok(Created::New { .. })));
    });
}

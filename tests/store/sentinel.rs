//! Behind Sentinels: failovers, partitions, and who is waited for.

use std::time::{Duration, Instant};

use handover::{
    protocol::wire::{State, View},
    store::{
        Created, Error, Seen, Store,
        redis::{Redis, WaitReplicas},
    },
};

use super::{
    failover::{hasty_store, open, patiently, put},
    fixture::{LEASE, Sample, bearer, claimed_word, granted},
    world::run,
};
use crate::topologies::{
    PATIENCE,
    node::Node,
    proxy::Mode,
    sentinel::{NAME, Sentinel},
    until,
};

/// With a log: a primary that comes back empty may be chosen before it has followed anybody.
const WITH_A_LOG: [&str; 2] = ["appendonly yes", "appendfsync always"];

/// Asks until it is refused because too few have it. Nobody reached is no answer; any other is wrong.
async fn is_not_durable<T>(mut call: impl AsyncFnMut() -> Result<T, Error>) {
    let started = Instant::now();
    loop {
        match call().await {
            Err(Error::NotDurable(_)) => return,
            Err(Error::Down(why)) => assert!(started.elapsed() < PATIENCE, "{why}"),
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("it was answered"),
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn view(store: &Store, sample: &Sample) -> View {
    let token = bearer(sample.link.as_bytes());
    match patiently(async || store.look(&sample.id, &token).await).await {
        Seen::Link(view) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_answered_holds_after_a_failover() {
    let mut group = Sentinel::start_with(2, &WITH_A_LOG);
    run(async {
        let store = hasty_store(&group.url());
        let (sealed, claimed, taken) = (put(&store).await, put(&store).await, put(&store).await);
        granted(&open(&store, &claimed, &claimed.attempt()).await);
        granted(&patiently(async || store.take(&taken.id, &taken.attempt()).await).await);
        let wrong = open(&store, &sealed, &sealed.wrong_passphrase()).await;
        assert_eq!(claimed_word(&wrong), "wrong 4");
        for _ in 0..2 {
            let primary = group.known_primary();
            group.nodes[primary].kill();
            let another = put(&store).await;
            assert_ne!(group.primary(), Some(primary));
            group.nodes[primary].run();
            let rival = open(&store, &claimed, &claimed.rival()).await;
            assert_eq!(claimed_word(&rival), "gone claimed");
            granted(&open(&store, &claimed, &claimed.attempt()).await);
            let rival = open(&store, &taken, &taken.rival()).await;
            assert_eq!(claimed_word(&rival), "gone opened");
            assert_eq!(view(&store, &another).await.state, State::Sealed);
            assert_eq!(view(&store, &sealed).await.tries_left, 4);
            group.settle();
        }
        granted(&open(&store, &sealed, &sealed.attempt()).await);
    });
}

#[test]
fn a_trio_goes_on_with_any_one_node_gone_for_good() {
    for gone in 0..3 {
        let mut group = Sentinel::start(2);
        run(async {
            let store = hasty_store(&group.url());
            let sample = put(&store).await;
            group.nodes[gone].kill();
            put(&store).await;
            granted(&open(&store, &sample, &sample.attempt()).await);
        });
    }
}

#[test]
fn one_sentinel_that_is_named_tells_of_the_others() {
    let mut group = Sentinel::start(2);
    run(async {
        let url = group.url();
        let first = url.split(',').next().unwrap();
        let store = hasty_store(&format!("{first}/{NAME}"));
        let nobody = Sample::new();
        let token = bearer(nobody.link.as_bytes());
        let seen = patiently(async || {
            store.poll().await?;
            store.look(&nobody.id, &token).await
        });
        assert_eq!(seen.await, Seen::Nothing, "a majority vouches for it");
        group.sentinels[0].kill();
        group.nodes[2].kill();
        put(&store).await;
    });
}

#[test]
fn a_pair_does_not_go_on_alone_and_loses_nothing() {
    let mut group = Sentinel::start_with(1, &WITH_A_LOG);
    group.stay_patient();
    run(async {
        let store = hasty_store(&group.url());
        let sample = put(&store).await;
        let primary = group.known_primary();
        group.nodes[1 - primary].kill();
        group.lose_patience();
        until("the primary has lost its replica", || {
            group.nodes[primary].info("connected_slaves").as_deref() == Some("0")
        });
        let attempt = sample.attempt();
        for _ in 0..2 {
            is_not_durable(async || store.claim(&sample.id, &attempt, LEASE).await).await;
            is_not_durable(async || store.create(&Sample::new().bundle()).await).await;
        }
        group.nodes[1 - primary].run();
        granted(&open(&store, &sample, &attempt).await);
    });
}

#[test]
fn a_replica_that_does_not_hear_is_waited_for() {
    let group = Sentinel::start(2);
    group.stay_patient();
    run(async {
        let store = hasty_store(&group.url());
        let sample = put(&store).await;
        group.isolate(&[(group.known_primary() + 1) % 3]);
        // Nobody has called it down yet.
        let attempt = sample.attempt();
        is_not_durable(async || store.claim(&sample.id, &attempt, LEASE).await).await;
        group.lose_patience();
        granted(&open(&store, &sample, &sample.attempt()).await);
        group.heal();
    });
}

#[test]
fn a_minority_neither_hands_out_nor_says_that_there_is_nothing() {
    let group = Sentinel::start(2);
    group.stay_patient();
    run(async {
        let (ours, theirs) = (group.view(), group.view());
        let (left, right) = (
            hasty_store(&group.url_in(&ours)),
            hasty_store(&group.url_in(&theirs)),
        );
        let sample = put(&left).await;
        patiently(async || left.poll().await).await;
        // Left: the primary and one Sentinel. Right: the rest.
        let minority = [group.known_primary(), 3];
        group.isolate(&minority);
        for place in 0..6 {
            let cut_off = if minority.contains(&place) {
                &theirs
            } else {
                &ours
            };
            cut_off.set(place, Mode::BlackHole);
        }
        group.lose_patience();
        let claimed = left.claim(&sample.id, &sample.attempt(), LEASE).await;
        assert!(matches!(
            claimed,
            Err(Error::NotDurable(_) | Error::Down(_))
        ));
        granted(&open(&right, &sample, &sample.rival()).await);
        let made_right = put(&right).await;
        left.poll().await.ok();
        let token = bearer(made_right.link.as_bytes());
        let seen = left.look(&made_right.id, &token).await;
        assert!(matches!(seen, Err(Error::Down(_))), "{seen:?}");
        let claimed = left.claim(&sample.id, &sample.attempt(), LEASE).await;
        assert!(claimed.is_err());
        ours.set_all(Mode::Pass);
        theirs.set_all(Mode::Pass);
        group.heal();
        let gone = open(&left, &sample, &sample.attempt()).await;
        assert_eq!(claimed_word(&gone), "gone claimed");
    });
}

#[test]
fn where_no_sentinel_is_heard_it_does_not_say_that_there_is_nothing() {
    let group = Sentinel::start(2);
    group.stay_patient();
    run(async {
        let ours = group.view();
        let store = hasty_store(&group.url_in(&ours));
        put(&store).await;
        patiently(async || store.poll().await).await;
        // The primary is there, and all that could tell of a newer one is not.
        let primary = group.known_primary();
        for place in (0..6).filter(|place| *place != primary) {
            ours.set(place, Mode::BlackHole);
        }
        store.poll().await.ok();
        let nobody = Sample::new();
        let token = bearer(nobody.link.as_bytes());
        let seen = store.look(&nobody.id, &token).await;
        assert!(matches!(seen, Err(Error::Down(_))), "{seen:?}");
        ours.set_all(Mode::Pass);
        let seen = patiently(async || store.look(&nobody.id, &token).await);
        assert_eq!(seen.await, Seen::Nothing, "they are asked again");
    });
}

#[test]
fn without_waiting_a_pair_goes_on_alone() {
    let mut group = Sentinel::start(1);
    group.stay_patient();
    run(async {
        let redis = Redis::open(&group.url()).unwrap();
        let redis = redis.waiting_for(WaitReplicas::Exactly(0), Duration::from_secs(1));
        let store = Store::Redis(redis);
        let replica = 1 - group.known_primary();
        group.nodes[replica].kill();
        group.lose_patience();
        put(&store).await;
    });
}

#[test]
fn a_single_node_s_replicas_are_waited_for_once_they_were_seen() {
    let primary = Node::start();
    let follow = format!("replicaof 127.0.0.1 {}", primary.front.port());
    let mut replica = Node::start_with(2, &[&follow]);
    until("the replica follows", || {
        primary
            .info("slave0")
            .is_some_and(|slave| slave.contains("online"))
    });
    run(async {
        let store = hasty_store(&primary.url());
        let sample = put(&store).await;
        replica.kill();
        until("it has gone", || {
            primary.info("connected_slaves").as_deref() == Some("0")
        });
        let attempt = sample.attempt();
        is_not_durable(async || store.claim(&sample.id, &attempt, LEASE).await).await;
        patiently(async || store.poll().await).await;
        // It was seen before.
        is_not_durable(async || store.claim(&sample.id, &attempt, LEASE).await).await;
        replica.run();
        granted(&open(&store, &sample, &sample.attempt()).await);
    });
}

#[test]
fn a_redis_that_wants_replicas_of_its_own_is_not_durable_without() {
    let node = Node::start_with(1, &["min-replicas-to-write 1"]);
    run(async {
        let store = hasty_store(&node.url());
        is_not_durable(async || store.create(&Sample::new().bundle()).await).await;
        node.command::<()>("CONFIG SET min-replicas-to-write 0");
        let created = patiently(async || store.create(&Sample::new().bundle()).await).await;
        assert!(matches!(created, Created::New { .. }));
    });
}

#[test]
fn sentinels_that_do_not_know_the_user_are_asked_without() {
    let group = Sentinel::start_with(1, &["user app on >word ~hndo:* -@all +@all"]);
    let url = group.url().replace("://", "://app:word@");
    run(async {
        let store = hasty_store(&url);
        let sample = put(&store).await;
        granted(&open(&store, &sample, &sample.attempt()).await);
        let store = hasty_store(&url.replace("word", "other"));
        let created = store.create(&sample.bundle()).await;
        assert!(matches!(created, Err(Error::Down(_))), "{created:?}");
    });
}

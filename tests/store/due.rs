//! The due index: what time alone brings is told by whoever sweeps first, and damage is in nobody's
//! way.

use std::{collections::BTreeMap, time::Duration};

use handover::{
    protocol::wire::State,
    store::{Answered, Created},
};

use super::{
    ask::Ask,
    events::{outbox, told, word},
    fixture::{LIFETIME, Sample, granted},
    races::at_once,
    redis::key,
    server::RedisServer,
    world::{World, run},
};

/// Every `due` with its score.
pub fn due(server: &RedisServer) -> Vec<(String, i64)> {
    let keys: Vec<String> = server.command("KEYS hndo:*:due");
    let scores = keys.iter().flat_map(|key| {
        let pairs: Vec<(String, f64)> = server.command(&format!("ZRANGE {key} 0 -1 WITHSCORES"));
        pairs
    });
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number of milliseconds"
    )]
    scores.map(|(id, score)| (id, score as i64)).collect()
}

#[test]
fn the_due_index_follows_the_next_deadline() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let ask = Ask::new();
        let id = ask.id.to_b64u();
        let Ok(Created::New { expires_at }) = world.store.request(&ask.request()).await else {
            panic!("not new");
        };
        assert_eq!(due(server), [(id.clone(), expires_at.millis())]);
        world.pass(LIFETIME / 2);
        let Answered::New { expires_at } = ask.fill(&world.store).await else {
            panic!("not new");
        };
        assert_eq!(due(server), [(id.clone(), expires_at.millis())]);
        granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
        let lease = ask
            .sample
            .view(&world.store)
            .await
            .lease_expires_at
            .unwrap();
        assert_eq!(due(server), [(id.clone(), lease.millis())]);

        // A sweep that comes too early changes nothing but a wrong place in the index.
        let before = told(server, &id);
        let index = server.command::<Vec<String>>("KEYS hndo:*:due").remove(0);
        server.command::<()>(&format!("ZADD {index} 1 {id}"));
        world.store.poll().await.unwrap();
        assert_eq!(due(server), [(id.clone(), lease.millis())]);
        assert_eq!(told(server, &id), before);

        // What is in the index and nowhere else goes.
        server.command::<()>(&format!("DEL {}", key(server, ":rec:")));
        server.command::<()>(&format!("ZADD {index} 1 {id}"));
        world.store.poll().await.unwrap();
        assert_eq!(due(server), []);
    });
}

/// Redis itself erases what is over when it comes by, which may be late.
#[test]
fn what_nobody_owns_is_erased_when_its_lease_ends() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let (claimed, confirmed) = (Sample::new(), Sample::new());
        for sample in [&claimed, &confirmed] {
            world.store.create(&sample.bundle()).await.unwrap();
            assert_eq!(due(server), []);
            granted(&sample.open(&world.store, &sample.attempt()).await);
            assert_eq!(due(server).len(), 1);
            if sample.id == confirmed.id {
                continue;
            }
            let rec = key(server, ":rec:");
            let index = server.command::<Vec<String>>("KEYS hndo:*:due").remove(0);
            server.command::<()>(&format!("HSET {rec} lease {}", server.now() - 1));
            server.command::<()>(&format!("ZADD {index} XX 1 {}", sample.id.to_b64u()));
            world.store.poll().await.unwrap();
            assert_eq!(server.bundle_keys(), [rec]);
            assert_eq!(due(server), []);
            assert_eq!(sample.view(&world.store).await.state, State::Opened);
        }
        let hash = confirmed.claim.hash();
        assert!(
            world
                .store
                .confirm(&confirmed.id, &hash, true)
                .await
                .unwrap()
        );
        assert_eq!(due(server), []);
    });
}

#[test]
fn racing_sweepers_tell_each_expiry_once() {
    const EACH: usize = 100;
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        for turn in 0..3 * EACH {
            let ask = Ask::new().put(&world.store).await;
            if turn % 3 > 0 {
                ask.fill(&world.store).await;
            }
            if turn % 3 > 1 {
                granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
            }
        }
        world.pass(LIFETIME + Duration::from_secs(1));
        let sweepers: Vec<_> = (0..8).map(|_| world.another_store()).collect();
        at_once(&sweepers, |_, store| {
            run(async { store.poll().await.unwrap() });
        });
        assert_eq!(due(server), []);
        let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for event in outbox(server) {
            told.entry(event["id"].clone())
                .or_default()
                .push(word(&event));
        }
        let mut ends = BTreeMap::new();
        for told in told.values() {
            *ends.entry(told.join(", ")).or_insert(0) += 1;
        }
        let opened = r#"bundle.opened {"confirmed":false,"readable":null}"#;
        let answered = "request.created, request.answered";
        let expected = [
            ("request.created, request.expired".to_owned(), EACH),
            (format!("{answered}, bundle.expired"), EACH),
            (format!("{answered}, bundle.claimed, {opened}"), EACH),
        ];
        assert_eq!(ends, BTreeMap::from(expected));
    });
}

/// Puts more overdue members into the index of `id` than a sweep looks after at once, and names those
/// of damaged records.
fn damage(server: &RedisServer, id: &str) -> Vec<String> {
    let index = server.command::<Vec<String>>("KEYS hndo:*:due").remove(0);
    let partition = index.trim_end_matches(":due");
    let put = |score: u8, member: &str| {
        server.command::<()>(&format!("ZADD {index} {score} {member}"));
    };
    // Its first two characters say the partition: one of these ids is in another.
    put(
        1,
        &format!(
            "{}{}",
            if id.starts_with('A') { "B" } else { "A" },
            &id[1..]
        ),
    );
    let mut damaged = Vec::new();
    for number in 0..150 {
        put(1, &format!("stray-{number}"));
        let like = format!("{}{number:019}A", &id[..2]);
        put(2, &like);
        let harm = if number % 2 == 0 {
            "HSET {} state strange"
        } else {
            "SET {} text"
        };
        server.command::<()>(&harm.replace("{}", &format!("{partition}:rec:{like}")));
        damaged.push(like);
    }
    damaged
}

#[test]
fn what_is_damaged_keeps_no_later_deadline_from_being_told() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let ask = Ask::new().put(&world.store).await;
        world.pass(LIFETIME);
        let id = ask.id.to_b64u();
        let damaged = damage(server, &id);
        for _ in 0..4 {
            world.store.poll().await.unwrap();
        }
        assert_eq!(told(server, &id), ["request.created", "request.expired"]);
        let left = due(server);
        let soon = server.now() + 59 * 60 * 1000;
        assert!(left.iter().all(|(_, again)| *again > soon), "{left:?}");
        let members: Vec<_> = left.into_iter().map(|(member, _)| member).collect();
        assert_eq!(members, damaged);
    });
}

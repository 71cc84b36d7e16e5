//! The outbox and the due index: one event for each change of what has an owner.

use std::{collections::BTreeMap, time::Duration};

use handover::{
    protocol::wire::Time,
    store::{Answered, Created, Ended, Store},
};

use super::{
    ask::{Ask, owner},
    fixture::{LEASE, LIFETIME, Sample, TRIES, granted},
    races::at_once,
    redis::{key, store_on},
    server::RedisServer,
    world::{World, run},
};

/// One event, as it stands in the outbox.
type Event = BTreeMap<String, String>;

/// Every event, those of one id in the order in which they were told.
fn outbox(server: &RedisServer) -> Vec<Event> {
    let mut all = Vec::new();
    for out in server.command::<Vec<String>>("KEYS hndo:*:out") {
        let entries: Vec<(String, Event)> = server.command(&format!("XRANGE {out} - +"));
        all.extend(entries.into_iter().map(|(_, event)| event));
    }
    all
}

fn events(server: &RedisServer, id: &str) -> Vec<Event> {
    let mut events = outbox(server);
    events.retain(|event| event["id"] == id);
    events
}

/// The type of an event, and what it does not say of each of its kind.
fn word(event: &Event) -> String {
    let subject = event["type"].split('.').next().unwrap();
    let mut word = event["type"].clone();
    if event["subject"] != subject {
        word = format!("{word} of a {}", event["subject"]);
    }
    match event["data"].as_str() {
        "{}" => word,
        data => format!("{word} {data}"),
    }
}

fn told(server: &RedisServer, id: &str) -> Vec<String> {
    events(server, id).iter().map(word).collect()
}

/// Every `due` with its score.
fn due(server: &RedisServer) -> Vec<(String, i64)> {
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

/// Runs every step twice, as a client that got no answer would: over two stores.
async fn twice<T>(world: &World, step: impl AsyncFn(&Store) -> T) -> T {
    step(&world.another_store()).await;
    step(&world.store).await
}

async fn answered(world: &World) -> Ask {
    let ask = Ask::new();
    twice(world, async |store| {
        store.request(&ask.request()).await.unwrap()
    })
    .await;
    twice(world, async |store| ask.fill(store).await).await;
    ask
}

/// Brings an answered request to its end, every step twice.
async fn end(world: &World, ask: &Ask, how: &str) {
    let (sample, id) = (&ask.sample, &ask.id);
    match how {
        "collected" => {
            let (wrong, rival) = (sample.wrong_passphrase(), sample.rival());
            for attempt in [&wrong, &sample.attempt(), &rival] {
                twice(world, async |store| drop(sample.open(store, attempt).await)).await;
            }
            let claim = sample.claim.hash();
            twice(world, async |store| {
                store.confirm(id, &claim, true).await.unwrap()
            })
            .await;
            let authority = ask.by_owner();
            twice(world, async |store| {
                store.finish_request(id, &authority).await.unwrap()
            })
            .await;
        }
        "taken" => {
            let (attempt, claim) = (sample.attempt(), sample.claim.hash());
            twice(world, async |store| drop(store.take(id, &attempt).await)).await;
            twice(world, async |store| {
                store.confirm(id, &claim, false).await.unwrap()
            })
            .await;
            let link = sample.link.hash();
            twice(world, async |store| store.finish(id, &link).await.unwrap()).await;
        }
        "revoked" => {
            let receipt = sample.receipt.hash();
            twice(world, async |store| {
                store.revoke(id, &receipt).await.unwrap()
            })
            .await;
        }
        "destroyed" => {
            for _ in 0..TRIES {
                let wrong = sample.wrong_passphrase();
                twice(world, async |store| drop(sample.open(store, &wrong).await)).await;
            }
        }
        "lost" => {
            let server = world.server().unwrap();
            server.command::<()>(&format!("DEL {}", key(server, ":env:")));
            let link = sample.link.hash();
            twice(world, async |store| store.finish(id, &link).await.unwrap()).await;
        }
        "lapsed" => {
            granted(&sample.open(&world.store, &sample.attempt()).await);
            world.pass(LEASE);
            twice(world, async |store| store.poll().await.unwrap()).await;
            let claim = sample.claim.hash();
            twice(world, async |store| {
                store.confirm(id, &claim, true).await.unwrap()
            })
            .await;
        }
        "confirmed late" => {
            granted(&sample.open(&world.store, &sample.attempt()).await);
            world.pass(LEASE);
            let claim = sample.claim.hash();
            twice(world, async |store| {
                store.confirm(id, &claim, true).await.unwrap()
            })
            .await;
            twice(world, async |store| store.poll().await.unwrap()).await;
        }
        "expired" => {
            world.pass(LIFETIME);
            twice(world, async |store| store.poll().await.unwrap()).await;
        }
        other => panic!("{other}"),
    }
}

#[test]
fn each_change_is_told_once() {
    let world = World::redis();
    let server = world.server().unwrap();
    let failed = "bundle.open_failed";
    let unconfirmed = r#"bundle.opened {"confirmed":false,"readable":null}"#;
    let readable = r#"bundle.opened {"confirmed":true,"readable":true}"#;
    let ends: [(&str, &[&str]); 8] = [
        (
            "collected",
            &[
                failed,
                "bundle.claimed",
                "bundle.late",
                readable,
                "intervention.finished of a request",
            ],
        ),
        (
            "taken",
            &[
                "bundle.claimed",
                unconfirmed,
                "intervention.finished of a bundle",
            ],
        ),
        ("revoked", &["bundle.revoked"]),
        (
            "destroyed",
            &[failed, failed, failed, failed, "bundle.destroyed"],
        ),
        ("lost", &["bundle.lost"]),
        ("lapsed", &["bundle.claimed", unconfirmed]),
        ("confirmed late", &["bundle.claimed", readable]),
        ("expired", &["bundle.expired"]),
    ];
    run(async {
        for (how, expected) in ends {
            server.command::<()>("FLUSHALL");
            let ask = answered(&world).await;
            end(&world, &ask, how).await;
            world.store.poll().await.unwrap();
            let told = told(server, &ask.id.to_b64u());
            assert_eq!(told[..2], ["request.created", "request.answered"], "{how}");
            assert_eq!(told[2..], *expected, "{how}");
            assert_eq!(due(server), [], "{how}");
        }
    });
}

#[test]
fn a_request_that_ends_unanswered_is_told_once() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        for how in ["revoked", "expired", "expired by an answer"] {
            server.command::<()>("FLUSHALL");
            let ask = Ask::new().put(&world.store).await;
            match how {
                "revoked" => {
                    let authority = ask.by_collect();
                    twice(&world, async |store| {
                        store.revoke_request(&ask.id, &authority).await.unwrap()
                    })
                    .await;
                }
                "expired" => world.pass(LIFETIME),
                _ => {
                    world.pass(LIFETIME);
                    let gone = twice(&world, async |store| ask.fill(store).await).await;
                    assert!(matches!(gone, Answered::Gone { .. }));
                }
            }
            twice(&world, async |store| store.poll().await.unwrap()).await;
            let word = how.split(' ').next().unwrap();
            let told = told(server, &ask.id.to_b64u());
            assert_eq!(told, ["request.created", &format!("request.{word}")]);
            assert_eq!(due(server), [], "{how}");
        }
    });
}

#[test]
fn an_event_says_whose_it_is_and_when_it_was() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        granted(&ask.sample.open(&store, &ask.sample.attempt()).await);
        let times = ask.asked(&store).await.times;
        let at = |time: Time| time.millis().to_string();
        let told = events(&server, &ask.id.to_b64u());
        let expected = [
            ("request.created", "request", times.created_at),
            ("request.answered", "request", times.answered_at.unwrap()),
            ("bundle.claimed", "bundle", times.claimed_at.unwrap()),
        ];
        assert_eq!(told.len(), expected.len());
        for (event, (name, subject, time)) in told.iter().zip(expected) {
            let words = [
                ("type", name),
                ("subject", subject),
                ("id", &ask.id.to_b64u()),
                ("owner", "zendesk"),
                ("reference", "T-1234"),
                ("time", &at(time)),
                ("data", "{}"),
            ];
            let words = words.map(|(name, word)| (name.to_owned(), word.to_owned()));
            assert_eq!(*event, Event::from(words));
        }
        let mut bundle = Sample::new().bundle();
        bundle.owner = Some(owner("zendesk"));
        store.create(&bundle).await.unwrap();
        let id = bundle.id.to_b64u();
        assert_eq!(events(&server, &id).len(), 0, "its creator knows");
        let done = store.revoke(&bundle.id, &bundle.receipt_hash).await;
        assert_eq!(done.unwrap(), Ended::Done);
        let told = events(&server, &id);
        assert_eq!(told[0]["type"], "bundle.revoked");
        assert_eq!(told[0].get("reference"), None);
    });
}

#[test]
fn what_has_no_owner_leaves_nothing_but_its_record() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let plain = Sample::new().put(&world.store).await;
        let ask = Ask::ownerless().put_filled(&world.store).await;
        for sample in [&plain, &ask.sample] {
            sample.open(&world.store, &sample.wrong_passphrase()).await;
            granted(&sample.open(&world.store, &sample.attempt()).await);
            sample.open(&world.store, &sample.rival()).await;
        }
        let unread = Ask::ownerless().put(&world.store).await;
        world.pass(LIFETIME);
        world.store.poll().await.unwrap();
        let gone = unread.fill(&world.store).await;
        assert!(matches!(gone, Answered::Gone { .. }));
        assert_eq!(server.command::<Vec<String>>("KEYS hndo:*:due"), [""; 0]);
        assert_eq!(server.command::<Vec<String>>("KEYS hndo:*:out"), [""; 0]);
    });
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

#[test]
fn an_outbox_that_nobody_empties_stays_bounded() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        granted(&ask.sample.open(&store, &ask.sample.attempt()).await);
        for _ in 0..15 {
            let rivals: Vec<_> = (0..100).map(|_| ask.sample.rival()).collect();
            let late = rivals.iter().map(|rival| ask.sample.open(&store, rival));
            futures_util::future::join_all(late).await;
        }
        assert_eq!(ask.sample.receipt(&store).await.late_attempts, 1500);
        let out = server.command::<Vec<String>>("KEYS hndo:*:out").remove(0);
        let length: u64 = server.command(&format!("XLEN {out}"));
        assert!((1000..1200).contains(&length), "{length}");
    });
}

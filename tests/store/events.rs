//! The outbox: one event for each change of what has an owner.

use std::collections::BTreeMap;

use handover::{
    protocol::wire::Time,
    store::{Answered, Ended, Store},
};

use super::{
    ask::{Ask, owner},
    due::due,
    fixture::{LEASE, LIFETIME, Sample, TRIES, granted},
    redis::{key, store_on},
    server::RedisServer,
    world::{World, run},
};

/// One event, as it stands in the outbox.
pub type Event = BTreeMap<String, String>;

/// Every event, those of one id in the order in which they were told.
pub fn outbox(server: &RedisServer) -> Vec<Event> {
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
pub fn word(event: &Event) -> String {
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

pub fn told(server: &RedisServer, id: &str) -> Vec<String> {
    events(server, id).iter().map(word).collect()
}

/// Runs every step twice, as a client that got no answer would: over two stores.
pub async fn twice<T>(world: &World, step: impl AsyncFn(&Store) -> T) -> T {
    step(&world.another_store()).await;
    step(&world.store).await
}

pub async fn answered(world: &World) -> Ask {
    let ask = Ask::new();
    twice(world, async |store| {
        store.request(&ask.request()).await.unwrap()
    })
    .await;
    twice(world, async |store| ask.fill(store).await).await;
    ask
}

const FAILED: &str = "bundle.open_failed";
pub const UNCONFIRMED: &str = r#"bundle.opened {"confirmed":false,"readable":null}"#;
const READABLE: &str = r#"bundle.opened {"confirmed":true,"readable":true}"#;

/// What an answered request comes to, and what is told of it.
pub const ENDS: [(&str, &[&str]); 8] = [
    (
        "collected",
        &[
            FAILED,
            "bundle.claimed",
            "bundle.late",
            READABLE,
            "intervention.finished of a request",
        ],
    ),
    (
        "taken",
        &[
            "bundle.claimed",
            UNCONFIRMED,
            "intervention.finished of a bundle",
        ],
    ),
    ("revoked", &["bundle.revoked"]),
    (
        "destroyed",
        &[FAILED, FAILED, FAILED, FAILED, "bundle.destroyed"],
    ),
    ("lost", &["bundle.lost"]),
    ("lapsed", &["bundle.claimed", UNCONFIRMED]),
    ("confirmed late", &["bundle.claimed", READABLE]),
    ("expired", &["bundle.expired"]),
];

/// Brings an answered request to its end, every step twice.
pub async fn end(world: &World, ask: &Ask, how: &str) {
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
    run(async {
        for (how, expected) in ENDS {
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
            let mut event = event.clone();
            let kept = event.remove("kept");
            assert_eq!(kept.is_some(), name == "request.created", "for the list");
            assert_eq!(event, Event::from(words));
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

/// Puts so many events more into the one outbox there is, and names it.
fn fill(server: &RedisServer, count: u32) -> String {
    let out = server.command::<Vec<String>>("KEYS hndo:*:out").remove(0);
    let script = "for _ = 1, ARGV[1] do redis.call('XADD', KEYS[1], '*', 'id', 'other') end";
    let mut call = redis::cmd("EVAL");
    call.arg(script).arg(1).arg(&out).arg(count);
    call.query::<()>(&mut server.connect()).unwrap();
    out
}

#[test]
fn late_attempts_are_counted_and_the_first_is_told() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        granted(&ask.sample.open(&store, &ask.sample.attempt()).await);
        for _ in 0..50 {
            ask.sample.open(&store, &ask.sample.rival()).await;
        }
        assert_eq!(ask.sample.receipt(&store).await.late_attempts, 50);
        let told = told(&server, &ask.id.to_b64u());
        assert_eq!(told[2..], ["bundle.claimed", "bundle.late"]);
    });
}

#[test]
fn an_outbox_that_nobody_empties_stays_bounded() {
    const MOST: u32 = 100_000;
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        let out = fill(&server, MOST + 1000);
        granted(&ask.sample.open(&store, &ask.sample.attempt()).await);
        let length: u32 = server.command(&format!("XLEN {out}"));
        assert!((MOST..MOST + 500).contains(&length), "{length}");
        assert_eq!(told(&server, &ask.id.to_b64u()), ["bundle.claimed"]);
    });
}

#[test]
fn an_outbox_that_nobody_empties_forgets_after_thirty_days() {
    const KEPT: i64 = 30 * 24 * 60 * 60 * 1000;
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put(&store).await;
        let out = server.command::<Vec<String>>("KEYS hndo:*:out").remove(0);
        let now = server.now();
        server.command::<()>(&format!("DEL {out}"));
        for age in [KEPT + 1000, KEPT - 60_000] {
            let old = now - age;
            server.command::<()>(&format!("XADD {out} {old}-0 id {age}"));
        }
        ask.fill(&store).await;
        let kept: Vec<_> = outbox(&server)
            .into_iter()
            .map(|event| event["id"].clone())
            .collect();
        assert_eq!(kept, [(KEPT - 60_000).to_string(), ask.id.to_b64u()]);
        let ends: i64 = server.command(&format!("PEXPIRETIME {out}"));
        assert!((now + KEPT..=server.now() + KEPT).contains(&ends));
    });
}

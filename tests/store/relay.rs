//! The relay over Redis: every event comes into the log of its owner exactly once, whoever relays,
//! whoever stops, and whatever is full or damaged.

use std::{
    collections::{BTreeMap, HashSet},
    sync::atomic::{AtomicBool, Ordering},
};

use handover::{
    protocol::wire::{Event, Subject},
    store::{
        Error, RequestBearer, Store,
        log::{Delivery, KEPT, MOST_EVENTS, Outcome, Position, Repeated, SenderId},
    },
};

use super::{
    ask::{Ask, owner},
    calls::call,
    events::outbox,
    fixture::{LIFETIME, RETENTION, granted},
    lists::of,
    logs::{log, read, word},
    proxy,
    races::at_once,
    redis::{store_on, store_without},
    server::{RedisServer, store_at},
    world::{OWNERS, World, keep_house, run},
};

/// Requests of every client, answered, opened and confirmed.
async fn busy_day(store: &Store, each: usize) -> Vec<Ask> {
    let mut asks = Vec::new();
    for name in OWNERS {
        for _ in 0..each {
            let ask = Ask::new().of(name).put_filled(store).await;
            granted(&store.take(&ask.id, &ask.sample.attempt()).await.unwrap());
            asks.push(ask);
        }
    }
    asks
}

/// Each of these requests is in its owner's log and in no other one, wholly, once and in order.
async fn assert_all_told_once(store: &Store, asks: &[Ask]) {
    let order = [
        "request.created",
        "request.answered",
        "bundle.claimed",
        r#"bundle.opened {"confirmed":false,"readable":null}"#,
    ];
    let mut told: BTreeMap<_, Vec<String>> = BTreeMap::new();
    let mut names = HashSet::new();
    for name in OWNERS {
        for event in read(store, &owner(name)).await {
            let (Subject::Request(id) | Subject::Bundle(id)) = event.subject;
            told.entry((name, id.to_b64u()))
                .or_default()
                .push(word(&event));
            assert!(names.insert(event.id), "a name of its own");
        }
    }
    assert_eq!(told.len(), asks.len(), "and nobody else's");
    for ask in asks {
        let name = ask.owner.as_ref().unwrap().as_str();
        assert_eq!(told[&(name, ask.id.to_b64u())], order);
    }
}

#[test]
fn racing_relays_lose_nothing_and_double_nothing() {
    let server = RedisServer::start();
    let relays: Vec<_> = (0..8).map(|_| store_on(&server)).collect();
    let done = AtomicBool::new(false);
    let asks = at_once(&relays, |number, store| {
        let mut asks = Vec::new();
        run(async {
            if number == 0 {
                asks = busy_day(store, 60).await;
                done.store(true, Ordering::Relaxed);
            }
            while !done.load(Ordering::Relaxed) {
                keep_house(store).await;
            }
            keep_house(store).await;
        });
        asks
    });
    run(async {
        assert_all_told_once(&relays[0], &asks[0]).await;
        assert_eq!(outbox(&server).len(), 0, "and the outbox is empty");
    });
}

#[test]
fn what_no_process_relayed_is_relayed_later() {
    let world = World::redis();
    run(async {
        let asks: Vec<_> = [Ask::new(), Ask::new(), Ask::new()].into();
        let mut expired = Vec::new();
        for ask in asks {
            expired.push(ask.put(&world.store).await);
        }
        let busy = busy_day(&world.store, 3).await;
        // All of them are stopped while the time of the three comes.
        world.pass(LIFETIME + RETENTION / 2);
        let started = world.another_store();
        keep_house(&started).await;
        let told = log(&world, &owner("zendesk")).await;
        let ends = told.iter().filter(|event| word(event) == "request.expired");
        let ends: HashSet<_> = ends.map(|event| event.subject).map(id).collect();
        assert_eq!(ends, expired.iter().map(|ask| ask.id.to_b64u()).collect());
        assert_eq!(told.len(), 3 * 2 + 3 * 4);
        assert_eq!(busy.len(), 9);
    });
}

fn id(subject: Subject) -> String {
    let (Subject::Request(id) | Subject::Bundle(id)) = subject;
    id.to_b64u()
}

#[test]
fn more_than_one_reading_takes_is_relayed_in_one_second() {
    let world = World::redis();
    run(async {
        let ask = Ask::new().put(&world.store).await;
        let server = world.server().unwrap();
        let out: Vec<String> = server.command("KEYS hndo:*:out");
        let script = "local first = redis.call('XRANGE', KEYS[1], '-', '+')[1][2] \
                      for _ = 2, ARGV[1] do redis.call('XADD', KEYS[1], '*', unpack(first)) end";
        let mut call = redis::cmd("EVAL");
        call.arg(script).arg(1).arg(&out[0]).arg(1000);
        call.query::<()>(&mut server.connect()).unwrap();
        ask.revoke(&world.store).await;
        let log = log(&world, &owner("zendesk")).await;
        assert_eq!(log.len(), 1001);
        assert_eq!(word(&log[1000]), "request.revoked");
        assert_eq!(outbox(server).len(), 0);
    });
}

#[test]
fn a_relay_that_is_cut_off_is_gone_on_with() {
    let world = World::redis();
    let server = world.server().unwrap();
    let (url, losses) = proxy::in_front_of(&server.url());
    let cut_off = store_at(&url);
    run(async {
        cut_off.poll().await.unwrap();
        let mut asks = Vec::new();
        // Whatever is lost is asked again once.
        for side in [&losses.calls, &losses.answers] {
            for lost in 1..4 {
                asks.extend(busy_day(&world.store, 4).await);
                side.store(lost, Ordering::SeqCst);
                let relayed = cut_off.relay(&OWNERS.map(owner)).await;
                assert_eq!(relayed.is_ok(), lost < 2, "{relayed:?}");
                side.store(0, Ordering::SeqCst);
                keep_house(&world.store).await;
                assert_all_told_once(&world.store, &asks).await;
                assert_eq!(outbox(server).len(), 0);
            }
        }
    });
}

#[test]
fn a_relay_that_is_refused_in_the_middle_is_gone_on_with() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let mut asks = Vec::new();
        for command in ["xtrim", "zadd", "xadd", "hset", "xrevrange", "pexpire"] {
            asks.extend(busy_day(&world.store, 4).await);
            let refused = store_without(server, command);
            for _ in 0..2 {
                let relayed = refused.relay(&OWNERS.map(owner)).await;
                assert!(matches!(relayed, Err(Error::Down(_))), "{command}");
            }
            keep_house(&world.store).await;
            assert_all_told_once(&world.store, &asks).await;
            assert_eq!(outbox(server).len(), 0, "{command}");
        }
    });
}

#[test]
fn a_full_redis_goes_on_telling() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        world.store.poll().await.unwrap();
        let asks = busy_day(&world.store, 2).await;
        let known = call();
        world
            .store
            .repeatable(&owner("zendesk"), &known)
            .await
            .unwrap();
        server.command::<()>("CONFIG SET maxmemory 1");
        for _ in 0..2 {
            let refused = world.store.repeatable(&owner("zendesk"), &call()).await;
            assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
            let again = world.store.repeatable(&owner("zendesk"), &known).await;
            let again = again.unwrap();
            assert!(matches!(again, Repeated::Again { .. }));
            let mut other = known.clone();
            other.content[0] ^= 1;
            let other = world.store.repeatable(&owner("zendesk"), &other).await;
            assert_eq!(other.unwrap(), Repeated::Other);
            keep_house(&world.store).await;
        }
        assert_all_told_once(&world.store, &asks).await;
        deliver_one(&world.store).await;
        assert!(world.store.purge(&asks[0].id).await.unwrap());
    });
}

async fn deliver_one(store: &Store) {
    let (zendesk, sender) = (owner("zendesk"), SenderId::random());
    let next = store.next_delivery(&zendesk, &sender, LIFETIME).await;
    let Delivery::Due(due) = next.unwrap() else {
        panic!("nothing to deliver");
    };
    let reason = "it would not".to_owned();
    let dead = Outcome::Dead { reason };
    let said = store
        .delivered(&zendesk, &sender, due.position, &dead)
        .await;
    assert!(said.unwrap());
}

#[test]
fn what_is_read_changes_nothing() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let asks = busy_day(&world.store, 2).await;
        world.settle().await;
        deliver_one(&world.store).await;
        assert!(world.store.purge(&asks[0].id).await.unwrap());
        let before = server.dump_all();
        for name in OWNERS.map(owner) {
            let store = &world.store;
            store
                .read_log(&name, Position::default(), 100)
                .await
                .unwrap();
            store
                .dead_letters(&name, Position::default(), 100)
                .await
                .unwrap();
            store.hook_state(&name).await.unwrap();
            for reference in [None, Some("T-1234"), Some("T-0")] {
                let listing = of(reference, None, 10);
                store.list_requests(&name, &listing).await.unwrap();
            }
            for ask in &asks {
                let bearer = RequestBearer::Owner(name.clone());
                store.look_request(&ask.id, &bearer).await.unwrap();
            }
        }
        assert!(server.dump_all() == before);
    });
}

#[test]
fn damage_of_one_client_keeps_no_other_waiting() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        for key in ["log", "off", "req"] {
            world.begin();
            server.command::<()>(&format!("SET hndo:{{c:zendesk}}:{key} damaged"));
            let asks = busy_day(&world.store, 4).await;
            for _ in 0..2 {
                let damaged = world.store.relay(&OWNERS.map(owner)).await;
                assert!(matches!(damaged, Err(Error::Down(_))), "{damaged:?}");
            }
            assert_eq!(read(&world.store, &owner("jira")).await.len(), 16);
            server.command::<()>(&format!("DEL hndo:{{c:zendesk}}:{key}"));
            keep_house(&world.store).await;
            assert_all_told_once(&world.store, &asks).await;
        }
        let out: Vec<String> = server.command("KEYS hndo:*:out");
        server.command::<()>(&format!("XADD {} * type bundle.late", out[0]));
        server.command::<()>(&format!("XADD {} * owner Not-A-Name", out[0]));
        keep_house(&world.store).await;
        assert_eq!(outbox(server).len(), 0, "what names nobody goes");
    });
}

#[test]
fn a_client_that_is_gone_from_the_file_holds_nothing_up() {
    let world = World::redis();
    run(async {
        let ask = Ask::new().of("gone").put(&world.store).await;
        keep_house(&world.store).await;
        assert_eq!(outbox(world.server().unwrap()).len(), 0);
        ask.revoke(&world.store).await;
        keep_house(&world.store).await;
        let told = log(&world, &owner("gone")).await;
        let told: Vec<_> = told.iter().map(word).collect();
        assert_eq!(
            told,
            ["request.created", "request.revoked"],
            "if it comes back"
        );
    });
}

#[test]
fn everything_that_is_kept_for_a_client_ends_by_itself() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let asks = busy_day(&world.store, 1).await;
        world.settle().await;
        deliver_one(&world.store).await;
        world
            .store
            .repeatable(&owner("zendesk"), &call())
            .await
            .unwrap();
        let end =
            |key: &str| -> i64 { server.command(&format!("PEXPIRETIME hndo:{{c:zendesk}}:{key}")) };
        let days = |key: &str| (end(key) - server.now() + 60_000) / 86_400_000;
        let kept = i64::try_from(KEPT.as_secs()).unwrap() / 86_400;
        assert_eq!([days("log"), days("dead")], [kept; 2]);
        assert_eq!([days("off"), days("hook")], [2 * kept; 2]);
        // An answer at the last moment would be kept so long.
        let made = asks[0].asked(&world.store).await.times.created_at;
        let longest = made.millis() + super::fixture::ms(2 * LIFETIME + RETENTION);
        assert_eq!(end("req"), longest);
        for key in server.client_keys() {
            assert!(server.command::<i64>(&format!("PTTL {key}")) > 0, "{key}");
        }
        world.pass(LIFETIME * 2);
        Ask::new().put(&world.store).await;
        world.settle().await;
        assert!(end("req") > longest, "and longer for the next one");
    });
}

#[test]
fn a_log_is_bounded_in_length_and_in_time() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        Ask::new().put(&world.store).await;
        world.settle().await;
        let add = |key: &str, from: i64, count: usize| {
            let script = "for n = 1, ARGV[2] do redis.call('XADD', KEYS[1], ARGV[1] .. '-' .. n, 'n', n) end";
            let mut call = redis::cmd("EVAL");
            call.arg(script).arg(1).arg(key).arg(from).arg(count);
            call.query::<()>(&mut server.connect()).unwrap();
        };
        let length = |key: &str| server.command::<usize>(&format!("XLEN {key}"));
        let day = 24 * 60 * 60 * 1000;
        let (log, dead) = ("hndo:{c:zendesk}:log", "hndo:{c:zendesk}:dead");
        for key in [log, dead] {
            server.command::<()>(&format!("DEL {key}"));
            add(key, server.now() - 31 * day, 10);
            add(key, server.now() - 29 * day, 10);
        }
        for _ in OWNERS {
            world.settle().await;
        }
        assert_eq!(
            [length(log), length(dead)],
            [10, 10],
            "what is too old goes"
        );
        add(log, server.now() - day, MOST_EVENTS);
        Ask::new().put(&world.store).await;
        world.settle().await;
        assert!((MOST_EVENTS..MOST_EVENTS + 500).contains(&length(log)));
    });
}

/// What an event says but its name and its time.
fn told(event: &Event) -> (String, String) {
    (id(event.subject), word(event))
}

#[test]
fn what_was_told_stays_told_when_the_log_is_read_while_it_grows() {
    let server = RedisServer::start();
    let stores: Vec<_> = (0..4).map(|_| store_on(&server)).collect();
    let done = AtomicBool::new(false);
    let read = at_once(&stores, |number, store| {
        let (mut place, mut read) = (Position::default(), Vec::new());
        run(async {
            match number {
                0 => {
                    busy_day(store, 20).await;
                    keep_house(store).await;
                    done.store(true, Ordering::Relaxed);
                }
                1 => {
                    while !done.load(Ordering::Relaxed) {
                        keep_house(store).await;
                    }
                }
                _ => loop {
                    let last = done.load(Ordering::Relaxed);
                    let page = store.read_log(&owner("jira"), place, 7).await.unwrap();
                    place = page.next;
                    read.extend(page.events.iter().map(told));
                    if last && page.events.is_empty() {
                        break;
                    }
                },
            }
        });
        read
    });
    assert_eq!(read[2].len(), 80);
    assert_eq!(read[2], read[3]);
}

#[test]
fn an_idle_second_is_cheap() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        busy_day(&world.store, 2).await;
        for _ in OWNERS {
            world.settle().await;
        }
        let many: Vec<_> = (0..50)
            .map(|number| owner(&format!("desk-{number}")))
            .collect();
        let count = || -> u64 {
            let info: String = redis::cmd("INFO")
                .arg("stats")
                .query(&mut server.connect())
                .unwrap();
            let line = info
                .lines()
                .find_map(|line| line.strip_prefix("total_commands_processed:"));
            line.unwrap().parse().unwrap()
        };
        let before = count();
        world.store.relay(&many).await.unwrap();
        // One reading of each outbox for all clients, one script, and what asking for this takes.
        let cost = count() - before;
        assert!(cost < 64 + 16, "{cost} commands");
    });
}

//! What only Redis can show: its keys, its limits, its faults.

use handover::{
    protocol::wire::State,
    store::{Claimed, Created, Ended, Error, Owner, Seen, Store, redis::Redis},
};

use super::{
    fixture::{LEASE, Sample, TRIES, bearer, claimed_word, granted},
    server::RedisServer,
    world::run,
};

pub fn store_on(server: &RedisServer) -> Store {
    Store::Redis(Redis::open(&server.url()).unwrap())
}

pub fn key(server: &RedisServer, sort: &str) -> String {
    let mut keys = server.bundle_keys();
    keys.retain(|key| key.contains(sort));
    assert_eq!(keys.len(), 1, "{keys:?}");
    keys.remove(0)
}

#[test]
fn only_redis_urls_are_taken() {
    for url in [
        "",
        "localhost:6379",
        "http://localhost/",
        "redis://",
        "unix:///tmp/s",
    ] {
        assert!(Redis::open(url).is_err(), "{url}");
    }
    for url in [
        "redis://127.0.0.1:6379/0",
        "rediss://user:word@redis.example/",
    ] {
        assert!(Redis::open(url).is_ok(), "{url}");
    }
}

#[test]
fn keys_are_laid_out_as_documented_and_end_by_themselves() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let mut sample = Sample::new();
        sample.envelope[3] = 1;
        let mut bundle = sample.bundle();
        bundle.owner = Some(Owner::parse("zendesk").unwrap());
        let Ok(Created::New { expires_at }) = store.create(&bundle).await else {
            panic!("not new");
        };
        let id = sample.id.to_b64u();
        let partition = sample.id.as_bytes()[0] & 63;
        let rec = format!("hndo:{{{partition:02x}}}:rec:{id}");
        let env = format!("hndo:{{{partition:02x}}}:env:{id}");
        assert_eq!(server.bundle_keys(), [env.clone(), rec.clone()]);
        let end = |key: &str| -> i64 { server.command(&format!("PEXPIRETIME {key}")) };
        let receipt = sample.receipt(&store).await;
        assert_eq!(end(&rec), receipt.receipt_until.millis());
        assert_eq!(end(&env), expires_at.millis());
        assert_eq!(
            server.command::<String>(&format!("HGET {rec} owner")),
            "zendesk"
        );
        let encoding: String = server.command(&format!("OBJECT ENCODING {rec}"));
        assert_eq!(encoding, "listpack");

        granted(&sample.open(&store, &sample.attempt()).await);
        let lease = sample.view(&store).await.lease_expires_at.unwrap();
        assert_eq!(end(&env), lease.millis());
        assert_eq!(end(&rec), receipt.receipt_until.millis());
        store
            .confirm(&sample.id, &sample.claim.hash(), true)
            .await
            .unwrap();
        assert_eq!(server.bundle_keys(), std::slice::from_ref(&rec));
        store.finish(&sample.id, &sample.link.hash()).await.unwrap();
        sample.open(&store, &sample.rival()).await;
        assert_eq!(end(&rec), receipt.receipt_until.millis());
    });
}

pub fn holds(server: &RedisServer, needle: &[u8]) -> bool {
    server
        .everything()
        .windows(needle.len())
        .any(|window| window == needle)
}

#[test]
fn the_open_hash_goes_when_the_bundle_leaves_sealed() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        for end in ["claim", "revoke", "destroy", "expiry"] {
            server.command::<()>("FLUSHALL");
            let sample = Sample::new().put(&store).await;
            let open_hash = sample.open.hash();
            assert!(holds(&server, open_hash.as_bytes()));
            match end {
                "claim" => {
                    granted(&sample.open(&store, &sample.attempt()).await);
                    assert!(holds(&server, &sample.envelope));
                }
                "revoke" => {
                    store
                        .revoke(&sample.id, &sample.receipt.hash())
                        .await
                        .unwrap();
                }
                "destroy" => {
                    for _ in 0..TRIES {
                        sample.open(&store, &sample.wrong_passphrase()).await;
                    }
                }
                _ => {
                    let env = key(&server, ":env:");
                    server.command::<()>(&format!("PEXPIREAT {env} 1"));
                }
            }
            assert!(!holds(&server, open_hash.as_bytes()), "{end}");
            for token in [
                sample.link.as_bytes(),
                sample.open.as_bytes(),
                sample.claim.as_bytes(),
            ] {
                assert!(!holds(&server, token), "{end}");
            }
        }
    });
}

#[test]
fn forgotten_scripts_are_loaded_again() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let forget = || server.command::<()>("SCRIPT FLUSH");
        let sample = Sample::new().put(&store).await;
        forget();
        granted(&sample.open(&store, &sample.attempt()).await);
        forget();
        assert!(
            store
                .confirm(&sample.id, &sample.claim.hash(), true)
                .await
                .unwrap()
        );
        let sample = Sample::new().put(&store).await;
        forget();
        let taken = store.take(&sample.id, &sample.attempt()).await.unwrap();
        assert_eq!(granted(&taken), sample.envelope);
        forget();
        let finished = store.finish(&sample.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
        let sample = Sample::new();
        forget();
        let sample = sample.put(&store).await;
        forget();
        let revoked = store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), Ended::Done);
    });
}

#[test]
fn a_full_redis_refuses_creations_and_nothing_else() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let mut samples = Vec::new();
        for _ in 0..4 {
            samples.push(Sample::new().put(&store).await);
        }
        server.command::<()>("CONFIG SET maxmemory 1");
        let refused = store.create(&Sample::new().bundle()).await;
        assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
        assert_eq!(server.bundle_keys().len(), 8);
        let [claimed, taken, revoked, tried] = &samples[..] else {
            panic!("four samples");
        };
        granted(&claimed.open(&store, &claimed.attempt()).await);
        assert!(
            store
                .confirm(&claimed.id, &claimed.claim.hash(), true)
                .await
                .unwrap()
        );
        let finished = store.finish(&claimed.id, &claimed.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
        granted(&store.take(&taken.id, &taken.attempt()).await.unwrap());
        let done = store.revoke(&revoked.id, &revoked.receipt.hash()).await;
        assert_eq!(done.unwrap(), Ended::Done);
        let wrong = tried.open(&store, &tried.wrong_passphrase()).await;
        assert_eq!(claimed_word(&wrong), "wrong 4");
        tried.view(&store).await;
    });
}

#[test]
fn a_full_redis_knows_what_it_was_given() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.start().await.unwrap();
        let sample = Sample::new();
        let Ok(Created::New { expires_at }) = store.create(&sample.bundle()).await else {
            panic!("not new");
        };
        server.command::<()>("CONFIG SET maxmemory 1");
        let dump = server.dump();
        let mut other = Sample::new().bundle();
        other.id = sample.id;
        for _ in 0..2 {
            let same = store.create(&sample.bundle()).await.unwrap();
            assert_eq!(same, Created::Same { expires_at });
            assert_eq!(store.create(&other).await.unwrap(), Created::Taken);
            let refused = store.create(&Sample::new().bundle()).await;
            assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
            assert!(server.dump() == dump);
            store.poll().await.unwrap();
        }
        granted(&sample.open(&store, &sample.attempt()).await);
        let same = store.create(&sample.bundle()).await.unwrap();
        assert_eq!(same, Created::Same { expires_at });
    });
}

#[test]
fn a_crowded_redis_refuses_new_content_before_it_is_full() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.start().await.unwrap();
        // Room for what connections need between nine tenths and the limit.
        server.command::<()>("SETRANGE filler 20000000 x");
        let sample = Sample::new().put(&store).await;
        let used = store.health().await.unwrap().used_bytes;
        let dump = server.dump();
        let set = |limit: u64| server.command::<()>(&format!("CONFIG SET maxmemory {limit}"));
        set(used * 10 / 9);
        store.poll().await.unwrap();
        let other = Sample::new();
        let refused = store.for_worker().create(&other.bundle()).await;
        assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
        assert!(server.dump() == dump);
        let same = store.create(&sample.bundle()).await.unwrap();
        assert!(matches!(same, Created::Same { .. }));
        set(used * 10);
        store.poll().await.unwrap();
        other.put(&store).await;
        assert_eq!(store.health().await.unwrap().limit_bytes, Some(used * 10));
    });
}

#[test]
fn a_missing_envelope_is_a_loss() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let sample = Sample::new().put(&store).await;
        let env = key(&server, ":env:");
        server.command::<()>(&format!("DEL {env}"));
        assert_eq!(sample.view(&store).await.state, State::Lost);
        let gone = sample.open(&store, &sample.attempt()).await;
        let Claimed::Gone {
            state: State::Lost,
            at,
        } = gone
        else {
            panic!("{}", claimed_word(&gone));
        };
        server.pass(at);
        assert_eq!(sample.view(&store).await.ended_at, Some(at));
        let refused = Ended::Refused {
            state: State::Lost,
            at,
        };
        let revoked = store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), refused);
        let same = store.create(&sample.bundle()).await.unwrap();
        assert!(matches!(same, Created::Same { .. }));
        assert_eq!(sample.view(&store).await.ended_at, Some(at));

        server.command::<()>("FLUSHALL");
        let sample = Sample::new().put(&store).await;
        granted(&sample.open(&store, &sample.attempt()).await);
        let env = key(&server, ":env:");
        server.command::<()>(&format!("DEL {env}"));
        let gone = sample.open(&store, &sample.attempt()).await;
        assert_eq!(claimed_word(&gone), "gone lost");
    });
}

#[test]
fn an_end_that_was_told_outlives_a_clock_that_is_set_back() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        for verb in ["claim", "revoke", "finish"] {
            server.command::<()>("FLUSHALL");
            let sample = Sample::new().put(&store).await;
            let (expired, now) = (server.now() - 1, server.now());
            let rec = key(&server, ":rec:");
            let set = |field: &str, time: i64| {
                server.command::<()>(&format!("HSET {rec} {field} {time}"));
            };
            set("expires", expired);
            server.command::<()>(&format!("DEL {}", key(&server, ":env:")));
            match verb {
                "claim" => drop(sample.open(&store, &sample.attempt()).await),
                "revoke" => drop(store.revoke(&sample.id, &sample.receipt.hash()).await),
                _ => drop(store.finish(&sample.id, &sample.link.hash()).await),
            }
            set("expires", now + 60_000);
            let view = sample.view(&store).await;
            assert_eq!(view.state, State::Expired, "{verb}");
            assert_eq!(view.ended_at.unwrap().millis(), expired);
            let gone = sample.open(&store, &sample.attempt()).await;
            assert_eq!(claimed_word(&gone), "gone expired");

            server.command::<()>("FLUSHALL");
            let sample = Sample::new().put(&store).await;
            let rec = key(&server, ":rec:");
            granted(&sample.open(&store, &sample.attempt()).await);
            server.command::<()>(&format!("HSET {rec} lease {expired}"));
            match verb {
                "claim" => drop(sample.open(&store, &sample.rival()).await),
                _ => drop(store.finish(&sample.id, &sample.link.hash()).await),
            }
            server.command::<()>(&format!("HSET {rec} lease {}", now + 60_000));
            let view = sample.view(&store).await;
            assert_eq!(view.state, State::Opened, "{verb}");
            assert_eq!(view.opened_at.unwrap().millis(), expired);
        }
    });
}

#[test]
fn a_damaged_record_is_an_error_and_stays_as_it_is() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let sample = Sample::new();
        for damage in [
            "SET {rec} text",
            "HSET {rec} state strange",
            "HDEL {rec} state",
            "HDEL {rec} link",
            "HDEL {rec} tries",
            "HSET {rec} expires soon",
        ] {
            server.command::<()>("FLUSHALL");
            store.create(&sample.bundle()).await.unwrap();
            let rec = key(&server, ":rec:");
            server.command::<()>(&damage.replace("{rec}", &rec));
            let dump = server.dump();
            let down = |error: Error| assert!(matches!(error, Error::Down(_)), "{error:?}");
            let receipt = bearer(sample.receipt.as_bytes());
            down(store.look(&sample.id, &receipt).await.unwrap_err());
            let attempt = sample.attempt();
            down(
                store
                    .claim(&sample.id, &attempt, LEASE)
                    .await
                    .err()
                    .unwrap(),
            );
            down(store.take(&sample.id, &attempt).await.err().unwrap());
            let receipt = sample.receipt.hash();
            down(store.revoke(&sample.id, &receipt).await.unwrap_err());
            let link = sample.link.hash();
            down(store.finish(&sample.id, &link).await.unwrap_err());
            assert!(server.dump() == dump, "{damage}");
        }
    });
}

#[test]
fn an_emptied_redis_shows_in_since() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.start().await.unwrap();
        let since = store.since().await.unwrap();
        store.poll().await.unwrap();
        assert_eq!(store_on(&server).since().await.unwrap(), since);
        let sample = Sample::new().put(&store).await;
        for loss in ["FLUSHALL", "DEL hndo:{07}:meta"] {
            let before = store.since().await.unwrap();
            server.pass(before);
            server.command::<()>(loss);
            store.poll().await.unwrap();
            assert!(store.since().await.unwrap() > before, "{loss}");
        }
        let bearer = bearer(sample.link.as_bytes());
        let seen = store.look(&sample.id, &bearer).await.unwrap();
        assert_eq!(seen, Seen::Nothing);
        assert_eq!(server.command::<Vec<String>>("KEYS hndo:*").len(), 64);
    });
}

#[test]
fn another_layout_stops_everything() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.start().await.unwrap();
        server.command::<()>("HSET hndo:{2a}:meta layout 2");
        let words = store_on(&server).start().await.unwrap_err().to_string();
        assert!(words.contains("another layout"), "{words}");
        assert!(matches!(store.poll().await, Err(Error::Down(_))));
        let refused = store.for_worker().create(&Sample::new().bundle()).await;
        assert!(matches!(refused, Err(Error::Down(_))), "{refused:?}");
        assert_eq!(server.bundle_keys(), [""; 0]);
        server.command::<()>("HSET hndo:{2a}:meta layout 1");
        store.poll().await.unwrap();
        Sample::new().put(&store).await;
    });
}

#[test]
fn a_redis_of_another_layout_is_not_written_into() {
    let server = RedisServer::start();
    run(async {
        for mark in ["layout 2", "layout 2 store_since soon"] {
            server.command::<()>("FLUSHALL");
            server.command::<()>(&format!("HSET hndo:{{2a}}:meta {mark}"));
            server.command::<()>("HSET hndo:{2b}:meta own 1");
            let dump = server.dump_all();
            let words = store_on(&server).start().await.unwrap_err().to_string();
            assert!(words.contains("another layout"), "{words}");
            assert!(matches!(
                store_on(&server).poll().await,
                Err(Error::Down(_))
            ));
            assert!(server.dump_all() == dump, "{mark}");
        }
    });
}

#[test]
fn what_cannot_be_erased_is_not_handed_out() {
    let server = RedisServer::start();
    run(async {
        let store = store_without(&server, "unlink");
        let sample = Sample::new().put(&store).await;
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(matches!(taken, Err(Error::Interrupted(_))));
        let view = sample.view(&store).await;
        assert_eq!((view.state, view.opened_at), (State::Claimed, None));
    });
}

/// A store whose user may do everything but one command, until the test allows it.
pub fn store_without(server: &RedisServer, command: &str) -> Store {
    server.command::<()>(&format!(
        "ACL SETUSER app on >word ~hndo:* +@all -{command}"
    ));
    let url = server.url().replace("redis://", "redis://app:word@");
    Store::Redis(Redis::open(&url).unwrap())
}

#[test]
fn a_revocation_that_cannot_erase_is_none() {
    let server = RedisServer::start();
    run(async {
        let store = store_without(&server, "unlink");
        let sample = Sample::new().put(&store).await;
        let receipt = sample.receipt.hash();
        let revoked = store.revoke(&sample.id, &receipt).await;
        assert!(matches!(revoked, Err(Error::Down(_))), "{revoked:?}");
        assert_eq!(sample.view(&store).await.state, State::Sealed);
        server.command::<()>("ACL SETUSER app +unlink");
        let revoked = store.revoke(&sample.id, &receipt).await;
        assert_eq!(revoked.unwrap(), Ended::Done);
        assert_eq!(server.bundle_keys().len(), 1);
    });
}

#[test]
fn a_bundle_without_tries_that_cannot_be_erased_is_not_handed_out() {
    let server = RedisServer::start();
    run(async {
        let store = store_without(&server, "unlink");
        let sample = Sample::new().put(&store).await;
        for _ in 1..TRIES {
            sample.open(&store, &sample.wrong_passphrase()).await;
        }
        for attempt in [sample.wrong_passphrase(), sample.attempt(), sample.rival()] {
            let claimed = store.claim(&sample.id, &attempt, LEASE).await;
            assert!(matches!(claimed, Err(Error::Down(_))));
            let view = sample.view(&store).await;
            assert_eq!((view.state, view.tries_left), (State::Sealed, 0));
        }
        server.command::<()>("ACL SETUSER app +unlink");
        let gone = sample.open(&store, &sample.attempt()).await;
        assert_eq!(claimed_word(&gone), "gone destroyed");
        assert_eq!(server.bundle_keys().len(), 1);
        assert_eq!(sample.view(&store).await.tries_left, 0);
    });
}

#[test]
fn a_claim_that_broke_off_is_completed_when_it_comes_again() {
    let server = RedisServer::start();
    run(async {
        for command in ["setrange", "pexpireat"] {
            server.command::<()>("FLUSHALL");
            let sample = Sample::new().put(&store_on(&server)).await;
            let store = store_without(&server, command);
            for _ in 0..2 {
                let claimed = store.claim(&sample.id, &sample.attempt(), LEASE).await;
                assert!(matches!(claimed, Err(Error::Down(_))), "{command}");
            }
            server.command::<()>(&format!("ACL SETUSER app +{command}"));
            let claimed = sample.open(&store, &sample.attempt()).await;
            assert_eq!(granted(&claimed), sample.envelope);
            assert!(!holds(&server, sample.open.hash().as_bytes()), "{command}");
            let end: i64 = server.command(&format!("PEXPIRETIME {}", key(&server, ":env:")));
            let lease = sample.view(&store).await.lease_expires_at.unwrap();
            assert_eq!(end, lease.millis(), "{command}");
        }
    });
}

#[test]
fn a_bundle_of_a_kibibyte_costs_at_most_1900_bytes() {
    const BUNDLES: u64 = 10_000;
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.create(&Sample::new().bundle()).await.unwrap();
        let before = store.health().await.unwrap().used_bytes;
        for _ in 0..BUNDLES / 100 {
            let samples: Vec<_> = (0..100).map(|_| Sample::new()).collect();
            let puts = samples.into_iter().map(|sample| sample.put(&store));
            futures_util::future::join_all(puts).await;
        }
        let used = store.health().await.unwrap().used_bytes - before;
        let each = used / BUNDLES;
        assert!((1104..=1900).contains(&each), "{each} bytes");
    });
}

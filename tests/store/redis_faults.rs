//! What is lost, damaged or refused in the middle of a step.

use handover::{
    protocol::{envelope::Envelope, wire::State},
    store::{Claimed, Created, Ended, Error, NewBundle},
};

use super::{
    fixture::{LEASE, Sample, TRIES, bearer, claimed_word, envelope_bytes, granted},
    redis::{holds, key, store_on, store_without},
    server::RedisServer,
    world::run,
};

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
fn what_cannot_be_erased_is_not_handed_out() {
    let server = RedisServer::start();
    run(async {
        let store = store_without(&server, "rename");
        let sample = Sample::new().put(&store).await;
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(matches!(taken, Err(Error::Down(_))));
        let view = sample.view(&store).await;
        assert_eq!((view.state, view.opened_at), (State::Sealed, None));
        server.command::<()>("ACL SETUSER app +rename -getdel");
        let taken = store.take(&sample.id, &sample.attempt()).await;
        assert!(matches!(taken, Err(Error::Interrupted(_))));
        // It ends ten seconds after the first try: it may be gone by now.
        for key in server.command::<Vec<String>>("KEYS *:got:*") {
            let end: i64 = server.command(&format!("PEXPIRETIME {key}"));
            assert!(end != -1 && end <= server.now() + 10_000, "{end}");
        }
    });
}

/// A large envelope is there before the step that stores it, and goes with it or by itself.
#[test]
fn a_large_bundle_that_broke_off_is_none_until_it_comes_again() {
    let server = RedisServer::start();
    run(async {
        for command in ["set", "rename", "pexpireat", "hset"] {
            server.command::<()>("FLUSHALL");
            let sample = Sample {
                envelope: envelope_bytes(65_536),
                ..Sample::new()
            };
            let store = store_without(&server, command);
            for _ in 0..2 {
                let broken = store.create(&sample.bundle()).await;
                assert!(matches!(broken, Err(Error::Down(_))), "{command}");
                let claimed = sample.open(&store_on(&server), &sample.attempt()).await;
                assert_eq!(claimed_word(&claimed), "nothing", "{command}");
            }
            server.command::<()>(&format!("ACL SETUSER app +{command}"));
            let sample = sample.put(&store).await;
            let other = NewBundle {
                envelope: Envelope::parse(envelope_bytes(65_536)).unwrap(),
                ..sample.bundle()
            };
            let taken = store.create(&other).await.unwrap();
            assert!(matches!(taken, Created::Taken));
            assert_eq!(server.bundle_keys().len(), 2, "{command}");
            let claimed = sample.open(&store, &sample.attempt()).await;
            assert!(granted(&claimed) == sample.envelope, "{command}");
        }
    });
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

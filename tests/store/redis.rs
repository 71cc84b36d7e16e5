//! What only Redis can show: its keys, what stays in them, its scripts.

use futures_util::future::join_all;
use handover::{
    protocol::wire::State,
    store::{Created, Ended, Owner, Store, redis::Redis},
};

use super::{
    fixture::{Sample, TRIES, granted},
    server::{RedisServer, store_at},
    world::run,
};

pub fn store_on(server: &RedisServer) -> Store {
    store_at(&server.url())
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
fn scripts_that_all_miss_at_once_are_loaded_once() {
    let server = RedisServer::start();
    let loads = || -> Option<String> {
        let stats: String = server.command("INFO commandstats");
        let (_, rest) = stats.split_once("cmdstat_script|load:calls=")?;
        rest.split(',').next().map(str::to_owned)
    };
    run(async {
        let store = store_on(&server);
        Sample::new().put(&store).await;
        let once = loads();
        assert!(once.is_some());
        for command in ["SCRIPT FLUSH", "CONFIG RESETSTAT"] {
            server.command::<()>(command);
        }
        let store = &store;
        join_all((0..50).map(async |_| Sample::new().put(store).await)).await;
        assert_eq!(loads(), once);
    });
}

/// A store whose user may do everything but one command, until the test allows it.
pub fn store_without(server: &RedisServer, command: &str) -> Store {
    server.command::<()>(&format!(
        "ACL SETUSER app on >word ~hndo:* +@all -{command}"
    ));
    let url = server.url().replace("redis://", "redis://app:word@");
    store_at(&url)
}

/// How often it has written a key since it started.
fn changes(server: &RedisServer) -> u64 {
    let info: String = redis::cmd("INFO")
        .arg("persistence")
        .query(&mut server.connect())
        .unwrap();
    let count = info
        .lines()
        .find_map(|line| line.strip_prefix("rdb_changes_since_last_save:"));
    count.unwrap().parse().unwrap()
}

#[test]
fn whatever_is_told_of_a_state_stands_behind_a_write() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let sample = Sample::new().put(&store).await;
        let (link, receipt) = (sample.link.hash(), sample.receipt.hash());
        let refused = |ended: Ended<State>| matches!(ended, Ended::Refused { .. });
        let before = changes(&server);
        assert!(refused(store.finish(&sample.id, &link).await.unwrap()));
        assert!(changes(&server) > before, "finish, refused");
        granted(&sample.open(&store, &sample.attempt()).await);
        store.finish(&sample.id, &link).await.unwrap();
        let before = changes(&server);
        let again = store.finish(&sample.id, &link).await.unwrap();
        assert_eq!(again, Ended::Done);
        assert!(changes(&server) > before, "finish, again");
        let before = changes(&server);
        assert!(refused(store.revoke(&sample.id, &receipt).await.unwrap()));
        assert!(changes(&server) > before, "revoke, refused");
        let other = Sample::new().put(&store).await;
        let receipt = other.receipt.hash();
        store.revoke(&other.id, &receipt).await.unwrap();
        let before = changes(&server);
        let again = store.revoke(&other.id, &receipt).await.unwrap();
        assert_eq!(again, Ended::Done);
        assert!(changes(&server) > before, "revoke, again");
    });
}

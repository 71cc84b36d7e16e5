//! How much room a bundle takes in Redis, and what a full one still does.

use handover::store::{Created, Ended, Error};

use super::{
    fixture::{Sample, claimed_word, granted},
    redis::store_on,
    server::RedisServer,
    world::run,
};

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

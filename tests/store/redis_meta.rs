//! The layout and the beginning of a store in Redis: what no verb may pass by.

use handover::store::{Error, Seen};

use super::{
    fixture::{Sample, bearer},
    redis::store_on,
    server::RedisServer,
    world::run,
};

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

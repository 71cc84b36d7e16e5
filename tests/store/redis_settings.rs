//! How Redis is set up: what the store needs, and what it warns of.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use handover::store::{Ended, Store};

use super::{
    fixture::{Sample, granted},
    server::{RedisServer, free_port, store_at},
    world::run,
};

fn store_on(server: &RedisServer) -> Store {
    store_at(&server.url())
}

async fn problems(store: &Store) -> String {
    store.health().await.unwrap().problems.join("\n")
}

#[test]
fn unsafe_settings_are_told() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let health = store.health().await.unwrap();
        assert_eq!(health.problems, [""; 0]);
        assert!(health.used_bytes > 0);
        assert_eq!(health.limit_bytes, None);
        server.command::<()>("CONFIG SET maxmemory-policy allkeys-lru");
        let mut save = redis::cmd("CONFIG");
        save.arg("SET").arg("save").arg("3600 1");
        save.exec(&mut server.connect()).unwrap();
        let problems = store.health().await.unwrap().problems.join("\n");
        assert!(problems.contains("set it to noeviction"), "{problems}");
        assert!(problems.contains("set save \"\""), "{problems}");
    });
}

#[test]
fn a_user_with_few_rights_is_enough() {
    let server = RedisServer::start();
    server.command::<()>(
        "ACL SETUSER app on >word resetkeys ~hndo:* resetchannels -@all +hello +auth +ping \
         +evalsha +script|load +hget +hmget +hset +hsetnx +get +getdel +rename +set +strlen +getrange +setrange \
         +exists +unlink +pexpireat +xadd +zadd +zrem +zrangebyscore +time +info",
    );
    let url = server.url().replace("redis://", "redis://app:word@");
    run(async {
        let store = store_at(&url);
        store.start().await.unwrap();
        store.poll().await.unwrap();
        let problems = store.health().await.unwrap().problems;
        assert_eq!(problems, [""; 0]);
        let sample = Sample::new().put(&store).await;
        sample.open(&store, &sample.wrong_passphrase()).await;
        granted(&store.take(&sample.id, &sample.attempt()).await.unwrap());
        sample.open(&store, &sample.rival()).await;
        let finished = store.finish(&sample.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
        let sample = Sample::new().put(&store).await;
        let revoked = store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), Ended::Done);
    });
}

#[test]
fn a_log_that_is_written_later_is_told() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let set = |words: &str| server.command::<()>(&format!("CONFIG SET {words}"));
        for (fsync, safe) in [("everysec", false), ("no", false), ("always", true)] {
            set(&format!("appendfsync {fsync}"));
            assert_eq!(problems(&store).await, "", "there is no log");
            set("appendonly yes");
            let problems = problems(&store).await;
            assert_eq!(problems.is_empty(), safe, "{problems}");
            assert_eq!(problems.contains("set appendfsync always"), !safe);
            set("appendonly no");
        }
    });
}

#[test]
fn a_replica_is_told() {
    let (primary, replica) = (RedisServer::start(), RedisServer::start());
    run(async {
        replica.command::<()>(&format!("REPLICAOF 127.0.0.1 {}", primary.port()));
        let told = problems(&store_on(&replica)).await;
        assert!(told.contains("is a replica"), "{told}");
        replica.command::<()>("REPLICAOF NO ONE");
        assert_eq!(problems(&store_on(&replica)).await, "");
    });
}

#[test]
fn a_node_of_a_cluster_that_is_addressed_alone_is_told() {
    let bus = free_port().to_string();
    let settings = ["--cluster-enabled", "yes", "--cluster-port", &bus];
    let server = RedisServer::start_with(settings.map(str::to_owned).to_vec());
    run(async {
        let told = problems(&store_on(&server)).await;
        assert!(told.contains("use redis+cluster://"), "{told}");
    });
}

/// What is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a start logs.
fn log_of_start(store: &Store) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        run(async { store.start().await.unwrap() });
    });
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[test]
fn a_start_warns_of_unsafe_settings() {
    let server = RedisServer::start();
    let store = store_on(&server);
    let log = log_of_start(&store.for_worker());
    assert_eq!(log, "");
    server.command::<()>("CONFIG SET maxmemory-policy allkeys-lru appendonly yes");
    let log = log_of_start(&store.for_worker());
    assert_eq!(log.matches("WARN").count(), 2, "{log}");
    assert!(log.contains("set it to noeviction"), "{log}");
    assert!(log.contains("set appendfsync always"), "{log}");
}

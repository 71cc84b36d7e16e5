//! What an operator hears of a store that is not safe, and of what it has lost.

use serde_json::Value;

use crate::{
    app::{TestApp, TestBundle},
    process::Process,
    redis_server::{RedisServer, free_port},
};

#[actix_web::test]
async fn not_ready_while_the_store_is_not_safe() {
    let redis = RedisServer::start();
    let url = redis.url();
    let from_afar = url.replace("127.0.0.1", "[::ffff:127.0.0.1]");
    let [near, far] = [url, from_afar].map(|url| TestApp::with(&[&format!("--redis-url={url}")]));
    let ready = async |app: &TestApp| {
        let answer = app.get_admin("/readyz").await;
        let status = answer.status().as_u16();
        let told: Value = answer.json().await.unwrap();
        assert_eq!(told["ready"], status == 200);
        (status, told["problems"].to_string())
    };
    assert_eq!(ready(&near).await.0, 200);
    let set = |name: &str, value: &str| {
        let mut set = redis::cmd("CONFIG");
        set.arg("SET").arg(name).arg(value);
        set.exec(&mut redis.connect()).unwrap();
    };
    for (name, wrong, right, words) in [
        (
            "maxmemory-policy",
            "allkeys-lru",
            "noeviction",
            "set it to noeviction",
        ),
        ("save", "3600 1", "", "set save"),
    ] {
        set(name, wrong);
        let (status, problems) = ready(&near).await;
        assert!(status == 503 && problems.contains(words), "{problems}");
        set(name, right);
        assert_eq!(ready(&near).await.0, 200);
    }
    let (status, problems) = ready(&far).await;
    assert!(
        status == 503 && problems.contains("set maxmemory"),
        "{problems}"
    );
    set("maxmemory", "100mb");
    assert_eq!(ready(&far).await.0, 200);
}

/// A process with its operator's listener.
struct Watched {
    process: Process,
    admin: String,
}

impl Watched {
    fn start(redis: &RedisServer) -> Self {
        let admin = format!("127.0.0.1:{}", free_port());
        let process = Process::start_with(&redis.url(), &[&format!("--admin-bind={admin}")]);
        Self { process, admin }
    }

    async fn metric(&self, name: &str) -> i64 {
        let url = format!("http://{}/metrics", self.admin);
        let text = self.process.client.get(url).send().await.unwrap();
        let text = text.text().await.unwrap();
        let mut lines = text.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        value.unwrap_or_else(|| panic!("{text}")).parse().unwrap()
    }
}

#[actix_web::test]
async fn what_the_store_has_lost_is_counted_once_and_told_by_number() {
    let redis = RedisServer::start();
    let mut watched = Watched::start(&redis);
    let process = &watched.process;
    let bundles = [(); 3].map(|()| TestBundle::new());
    for bundle in &bundles {
        assert_eq!(process.put(bundle).await.status(), 201);
    }
    assert_eq!(watched.metric("handover_bundles_lost_total").await, 0);
    let ids = bundles.each_ref().map(|bundle| bundle.id().to_b64u());
    for key in redis.bundle_keys() {
        if key.contains(":env:") && !key.ends_with(&ids[0]) {
            redis.command::<()>(&format!("DEL {key}"));
        }
    }
    for bundle in &bundles {
        for _ in 0..3 {
            process.receipt(bundle).await;
        }
    }
    assert_eq!(process.open(&bundles[2], None).await.status(), 410);
    assert_eq!(watched.metric("handover_bundles_lost_total").await, 2);
    let line = watched.process.says("the store has lost envelopes");
    assert!(
        line.contains("ERROR") && line.contains("bundles="),
        "{line}"
    );
    let (_, log) = watched.process.stop();
    assert!(
        !log.contains("the store has lost envelopes"),
        "within the minute: {log}"
    );
    for id in ids {
        assert!(!log.contains(&id) && !line.contains(&id));
    }
}

#[actix_web::test]
async fn a_store_that_was_emptied_is_an_alarm() {
    let redis = RedisServer::start();
    let mut watched = Watched::start(&redis);
    let since = async |watched: &Watched| {
        let url = format!("http://{}/api/v1/about", watched.process.address);
        let about = watched.process.client.get(url).send().await.unwrap();
        let about: handover::protocol::wire::About = about.json().await.unwrap();
        about.store_since
    };
    let before = since(&watched).await;
    redis.pass(before);
    redis.command::<()>("FLUSHALL");
    let line = watched.process.says("the store was emptied");
    assert!(
        line.contains("ERROR") && line.contains("store_since="),
        "{line}"
    );
    let after = since(&watched).await;
    assert!(after > before);
    let shown = watched.metric("handover_store_since_seconds").await;
    assert_eq!(shown, after.millis() / 1000);
    let (_, log) = watched.process.stop();
    assert!(
        !log.contains("the store was emptied"),
        "once is enough: {log}"
    );
}

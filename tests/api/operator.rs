//! The operator's listener, and settings that stop the start.

use clap::Parser;
use handover::{
    config::Config,
    protocol::{apikey::ApiKey, wire::Time},
    server::Server,
};

use crate::app::{TestApp, TestBundle, TestClients, TestRequest, problem};

#[actix_web::test]
async fn the_operator_sees_life_readiness_and_counters_without_any_id() {
    let app = TestApp::with(&["--requests=anyone"]);
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    app.open(&bundle, None).await;
    app.open(&bundle, None).await;
    let request = TestRequest::new();
    app.ask(&request, None).await;
    app.answer(&request, &bundle.answer(1)).await;
    app.answer(&request, &bundle.answer(1)).await;
    assert_eq!(app.get_admin("/livez").await.status(), 200);
    let ready = app.get_admin("/readyz").await;
    assert_eq!(ready.status(), 200);
    assert_eq!(
        ready.text().await.unwrap(),
        r#"{"ready":true,"problems":[],"warnings":[]}"#
    );

    let metrics = app.get_admin("/metrics").await.text().await.unwrap();
    for line in [
        r#"handover_creates_total{outcome="new"} 1"#,
        r#"handover_requests_total{outcome="new"} 1"#,
        r#"handover_request_answers_total{outcome="new"} 1"#,
        r#"handover_request_answers_total{outcome="taken"} 1"#,
        r#"handover_http_answers_total{method="PUT",route="/api/v1/requests/{id}",status="201"} 1"#,
        r#"handover_opens_total{outcome="granted"} 1"#,
        r#"handover_opens_total{outcome="opened"} 1"#,
        r#"handover_http_answers_total{method="POST",route="/api/v1/bundles/{id}/open",status="410"} 1"#,
        "handover_store_up 1",
    ] {
        assert!(
            metrics.lines().any(|found| found == line),
            "{line}\n{metrics}"
        );
    }
    for id in [bundle.id(), request.id()] {
        assert!(!metrics.contains(&id.to_b64u()));
    }
}

/// The labels and the value of each line of a metric.
fn lines_of<'a>(metrics: &'a str, name: &str) -> Vec<(&'a str, i64)> {
    let lines = metrics.lines().filter_map(|line| line.strip_prefix(name));
    let parted = lines.map(|line| line.rsplit_once(' ').unwrap());
    parted
        .map(|(labels, value)| (labels, value.parse().unwrap()))
        .collect()
}

#[actix_web::test]
async fn the_operator_sees_which_api_keys_are_in_use() {
    let clients = TestClients::new(&[("desk", &[]), ("idle", &["requests:read"])]);
    let app = clients.serve(&[]);
    let [used, unused] = &clients.keys[..] else {
        panic!("two keys");
    };
    let began = Time::now().millis() / 1000;
    // A call that is refused is a use, too; a key that nobody has is none.
    let stranger = ApiKey::random();
    for key in [used, &stranger] {
        app.look(&TestRequest::new(), key.expose()).await;
    }
    let metrics = app.get_admin("/metrics").await.text().await.unwrap();
    let mut uses = lines_of(&metrics, "handover_api_key_last_used_timestamp_seconds");
    uses.sort_by_key(|(_, last_use)| *last_use);
    let labels = |name: &str, key: &ApiKey| format!(r#"{{client="{name}",key="{}"}}"#, key.id());
    let [(idle, never), (desk, now)] = uses[..] else {
        panic!("{uses:?}");
    };
    assert_eq!((idle, never), (&*labels("idle", unused), 0));
    assert_eq!(desk, labels("desk", used));
    assert!(
        (began..=Time::now().millis() / 1000).contains(&now),
        "{now}"
    );
    for key in [used, unused, &stranger] {
        assert!(
            !metrics.contains(&key.expose()[13..56]) && !metrics.contains(&key.hash().to_string())
        );
    }
}

#[actix_web::test]
async fn random_paths_and_methods_do_not_grow_the_counters() {
    let app = TestApp::start();
    let lines = async || {
        let metrics = app.get_admin("/metrics").await.text().await.unwrap();
        metrics.lines().count()
    };
    let strange = async |n: usize| {
        let method = reqwest::Method::from_bytes(format!("VERB{n}").as_bytes()).unwrap();
        app.request(method, &format!("/path/{n}"))
            .send()
            .await
            .unwrap();
    };
    strange(0).await;
    let before = lines().await;
    for n in 1..50 {
        strange(n).await;
    }
    assert_eq!(lines().await, before);
}

#[actix_web::test]
async fn the_two_listeners_do_not_share_their_routes() {
    let app = TestApp::start();
    for path in ["/livez", "/readyz", "/metrics"] {
        assert_eq!(problem(app.get_page(path).await).await.0, 404, "{path}");
    }
    assert_eq!(problem(app.get_admin("/api/v1/about").await).await.0, 404);
}

#[derive(Parser, Debug)]
struct Arguments {
    #[command(flatten)]
    config: Config,
}

#[test]
fn a_bad_setting_stops_the_start_and_says_what_would_be_right() {
    for (flag, mention) in [
        ("--bind=nowhere", "--bind"),
        (
            "--public-url=handover.example",
            "https://handover.example.com",
        ),
        ("--public-url=https://a@b.example/", "without user"),
        ("--max-envelope=9MiB", "2KiB to 8MiB"),
        ("--max-envelope=1MB", "64KiB, 1MiB"),
        ("--max-lifetime=59s", "1m to 365d"),
        ("--max-lifetime=1w", "90s, 15m"),
        ("--lease=61s", "0s to 60s"),
        ("--lease=-1s", "90s, 15m"),
        ("--tries=0", "1..=100"),
        ("--receipt-retention=1d", "2d to 365d"),
        ("--rate-create=20", "20/min"),
        ("--rate-open=0/min", "20/min"),
        ("--rate-client=10", "20/min"),
        ("--create=everybody", "anyone, keys"),
        ("--requests=all", "anyone, keys"),
        ("--trusted-proxies=proxy", "10.0.0.0/8"),
        ("--store=disk", "memory"),
        ("--log=loud", "debug"),
    ] {
        let error = Arguments::try_parse_from(["test", flag])
            .unwrap_err()
            .to_string();
        assert!(error.contains(mention), "{flag}: {error}");
    }
}

#[test]
fn the_memory_store_is_served_on_loopback_unless_it_was_said_aloud() {
    let bind = |flags: &[&str]| {
        let arguments = Arguments::parse_from(["test"].iter().chain(flags));
        Server::bind(arguments.config)
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    let refused = bind(&["--bind=0.0.0.0:0"]).unwrap_err();
    assert!(
        refused.contains("HANDOVER_BIND") && refused.contains("--store memory"),
        "{refused}"
    );
    assert_eq!(bind(&["--bind=0.0.0.0:0", "--store=memory"]), Ok(()));
    assert_eq!(bind(&["--bind=127.0.0.1:0"]), Ok(()));
    let small = bind(&["--bind=127.0.0.1:0", "--memory-limit=1MiB"]).unwrap_err();
    assert!(small.contains("HANDOVER_MEMORY_LIMIT"), "{small}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let refused = bind(&[&format!("--bind={address}")]).unwrap_err();
    assert!(refused.contains(&address.to_string()), "{refused}");
}

//! Two real server processes on one real Redis.

use std::{net::SocketAddr, path::Path, process::Command};

use futures_util::future::join_all;
use handover::protocol::token::{Claim, EnvelopeHash, to_b64u};
use serde_json::{Value, json};

use crate::{
    app::{TestBundle, TestClients, TestRequest, problem},
    process::{Process, eventually},
    redis_server::{RedisServer, free_port},
};

#[actix_web::test]
async fn of_32_claims_racing_through_two_processes_exactly_one_wins() {
    let redis = RedisServer::start();
    let processes = [Process::start(&redis.url()), Process::start(&redis.url())];
    for _ in 0..60 {
        let bundle = TestBundle::new();
        assert_eq!(processes[0].put(&bundle).await.status(), 201);
        let claims: Vec<Claim> = (0..32).map(|_| Claim::random()).collect();
        let tries = claims.iter().enumerate().map(|(n, claim)| {
            // Every second opener keeps no claim: the two ways of opening race, too.
            processes[n % 2].open(&bundle, (n % 4 < 2).then_some(claim))
        });
        let mut envelopes = Vec::new();
        for answer in join_all(tries).await {
            match answer.status().as_u16() {
                200 => envelopes.push(answer.json::<Value>().await.unwrap()["envelope"].clone()),
                status => assert_eq!(status, 410),
            }
        }
        assert_eq!(envelopes, [json!(to_b64u(&bundle.envelope))]);
        let receipt: Value = processes[1].receipt(&bundle).await.json().await.unwrap();
        assert_eq!(receipt["late_attempts"], 31);
    }
}

#[actix_web::test]
async fn of_32_answers_racing_through_two_processes_exactly_one_is_taken() {
    let redis = RedisServer::start();
    let [one, other] = [(); 2].map(|()| open_process(&redis.url()));
    for _ in 0..20 {
        let request = TestRequest::new();
        assert_eq!(one.ask(&request).await.status(), 201);
        let bundles: Vec<TestBundle> = (0..32).map(|_| TestBundle::new()).collect();
        let answers: Vec<Value> = bundles.iter().map(|bundle| bundle.answer(1)).collect();
        let tries = answers.iter().enumerate().map(|(n, answer)| {
            let process = if n % 2 == 0 { &one } else { &other };
            process.answer(&request, answer)
        });
        let statuses = join_all(tries).await.into_iter();
        let statuses: Vec<u16> = statuses.map(|answer| answer.status().as_u16()).collect();
        let taken = statuses.iter().position(|status| *status == 201).unwrap();
        let others = statuses.iter().filter(|status| **status == 409).count();
        assert_eq!(others, 31, "{statuses:?}");
        let seen = other.collected(&request).await;
        assert_eq!(seen["wraps"], answers[taken]["wraps"]);
        let hash = EnvelopeHash::digest(&bundles[taken].envelope);
        assert_eq!(seen["envelope_sha256"], json!(hash));
    }
}

/// Anybody may ask.
fn open_process(redis_url: &str) -> Process {
    Process::start_with(redis_url, &["--requests=anyone"])
}

#[actix_web::test]
async fn a_redis_that_is_down_costs_answers_and_nothing_else() {
    let mut redis = RedisServer::start();
    let url = redis.url();
    redis.kill();
    // Down at the start: it serves, and says so.
    let process = Process::start(&url);
    let bundle = TestBundle::new();
    assert_eq!(
        problem(process.put(&bundle).await).await,
        (503, "store_down".to_owned())
    );

    redis.run();
    // 200, if the store was late with its first answer.
    let stored = async || process.put(&bundle).await.status().is_success();
    eventually("it is stored", stored).await;

    // Down later: an opener who asks again with the same claim gets it.
    redis.kill();
    let claim = Claim::random();
    let down = process.open(&bundle, Some(&claim)).await;
    assert!(down.headers().contains_key("retry-after"));
    assert_eq!(problem(down).await, (503, "store_down".to_owned()));
    redis.run();
    // This Redis keeps nothing on disk, so what it held is gone with it: the sender repeats.
    eventually("it is stored again", stored).await;
    assert_eq!(process.open(&bundle, Some(&claim)).await.status(), 200);
}

#[actix_web::test]
async fn the_log_and_the_exit_are_clean() {
    let redis = RedisServer::start();
    let clients = TestClients::one();
    let file = clients.file.path().display().to_string();
    let process = Process::start_with(&redis.url(), &["--requests=anyone", "--clients", &file]);
    let bundle = TestBundle::new();
    process.put(&bundle).await;
    process.open(&bundle, None).await;
    process.open(&bundle, None).await;
    let (mut request, key) = (TestRequest::new(), &clients.keys[0]);
    request.reference = Some("T-1234".to_owned());
    let url = format!("http://{}{}", process.address, request.path(""));
    let ask = process.client.put(url).json(&request.body());
    let asked = ask.bearer_auth(key.expose()).send().await.unwrap();
    assert_eq!(asked.status(), 201);
    process.answer(&request, &bundle.answer(1)).await;
    process.collected(&request).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", process.id())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "a crash leaves no core dump");
    let (code, log) = process.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("route=\"/api/v1/bundles/{id}/open\""), "{log}");
    assert!(
        log.contains("status=410") && log.contains("stopped"),
        "{log}"
    );
    for secret in [
        bundle.id().to_b64u(),
        bundle.link.to_b64u(),
        bundle.open.to_b64u(),
        bundle.link.hash().to_b64u(),
        request.id().to_b64u(),
        request.answer.to_b64u(),
        request.collect.to_b64u(),
        key.expose().to_owned(),
        key.id().to_string(),
        "T-1234".to_owned(),
        "127.0.0.1".to_owned(),
    ] {
        assert!(!log.contains(&secret), "{secret} in {log}");
    }
}

/// `handover clients` on this file; what it prints.
fn edit(file: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_handover"))
        .args(["clients", "--clients"])
        .arg(file)
        .args(arguments)
        .args(["-o", "json"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[actix_web::test]
async fn a_sighup_reads_the_clients_file_again_and_loses_nothing() {
    let clients = TestClients::one();
    let (file, old) = (clients.file.path(), &clients.keys[0]);
    let mut process = Process::run(&["--clients", &file.display().to_string()]);
    let bundle = TestBundle::new();
    assert_eq!(process.put(&bundle).await.status(), 201);

    let added = edit(file, &["key", "add", "desk"]);
    let new = added["key"].as_str().unwrap();
    edit(file, &["key", "revoke", &old.id().to_string()]);
    assert_eq!(process.ask_as(new, &TestRequest::new()).await, 401);
    assert_eq!(process.ask_as(old.expose(), &TestRequest::new()).await, 201);
    process.hang_up("the clients file was read again");
    assert_eq!(process.ask_as(new, &TestRequest::new()).await, 201);
    assert_eq!(process.ask_as(old.expose(), &TestRequest::new()).await, 401);

    std::fs::write(file, "[[client]]\nname = \"desk\"\n").unwrap();
    let said = process.hang_up("cannot be used");
    assert!(said.contains("line 1: missing field `display`"), "{said}");
    assert_eq!(process.ask_as(new, &TestRequest::new()).await, 201);
    assert_eq!(process.open(&bundle, None).await.status(), 200);
    assert_eq!(process.stop().0, Some(0));
}

#[actix_web::test]
async fn a_clients_file_that_cannot_be_used_again_is_a_warning_until_it_can() {
    let clients = TestClients::one();
    let (file, key) = (clients.file.path(), &clients.keys[0]);
    let right = std::fs::read_to_string(file).unwrap();
    let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let mut process = Process::run(&[
        "--clients",
        &file.display().to_string(),
        &format!("--admin-bind={admin}"),
    ]);
    let client = process.client.clone();
    let told = async |path: &str| {
        let url = format!("http://{admin}{path}");
        let answer = client.get(url).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    };
    assert!(
        told("/metrics")
            .await
            .contains("handover_clients_file_ok 1\n")
    );

    std::fs::write(file, "[[client]]\nname = \"desk\"\n").unwrap();
    process.hang_up("cannot be used");
    let ready: Value = serde_json::from_str(&told("/readyz").await).unwrap();
    assert_eq!(
        (&ready["ready"], &ready["problems"]),
        (&json!(true), &json!([]))
    );
    let warning = ready["warnings"][0].as_str().unwrap();
    assert!(
        warning.contains("line 1: missing field `display`"),
        "{warning}"
    );
    assert!(warning.contains("SIGHUP"), "{warning}");
    assert!(
        told("/metrics")
            .await
            .contains("handover_clients_file_ok 0\n")
    );
    assert_eq!(process.ask_as(key.expose(), &TestRequest::new()).await, 201);

    std::fs::write(file, right).unwrap();
    process.hang_up("was read again");
    assert!(told("/readyz").await.contains(r#""warnings":[]"#));
    assert!(
        told("/metrics")
            .await
            .contains("handover_clients_file_ok 1\n")
    );
}

#[actix_web::test]
async fn a_sighup_without_a_clients_file_changes_nothing() {
    let mut process = Process::run(&[]);
    let bundle = TestBundle::new();
    process.put(&bundle).await;
    process.hang_up("SIGHUP changes nothing");
    assert_eq!(process.open(&bundle, None).await.status(), 200);
}

#[actix_web::test]
async fn data_of_another_layout_stops_the_start() {
    let redis = RedisServer::start();
    let _: i64 = redis.command("HSET hndo:{00}:meta layout 99 store_since 1");
    let output = Command::new(env!("CARGO_BIN_EXE_handover"))
        .args(["serve", "--bind=127.0.0.1:0", "--redis-url", &redis.url()])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("another layout"), "{said}");
}

#[actix_web::test]
async fn a_log_that_nobody_reads_stops_nobody_and_what_it_loses_is_counted() {
    let admin = free_port();
    // Nobody reads its standard error from the first line on.
    let process = Process::run(&[&format!("--admin-bind=127.0.0.1:{admin}")]);
    let get = |port: u16, path: &str| process.client.get(format!("http://127.0.0.1:{port}{path}"));
    let lost = async || -> u64 {
        let metrics = get(admin, "/metrics").send().await.unwrap();
        let metrics = metrics.text().await.unwrap();
        let mut lines = metrics.lines();
        let count = lines.find_map(|line| line.strip_prefix("handover_log_lines_lost_total "));
        count.unwrap().parse().unwrap()
    };
    assert_eq!(lost().await, 0);
    let calls = async || {
        let about = || get(process.address.port(), "/api/v1/about").send();
        for answer in join_all((0..200).map(|_| about())).await {
            assert_eq!(answer.unwrap().status(), 200);
        }
        lost().await > 0
    };
    eventually("lines are lost", calls).await;
    assert_eq!(process.stop().0, Some(0));
}

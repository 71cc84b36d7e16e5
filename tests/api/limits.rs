//! Rate limits, and a store that is full.

use handover::protocol::apikey::ApiKey;
use reqwest::Method;
use serde_json::json;

use crate::app::{TestApp, TestBundle, TestClients, TestRequest, problem, problem_body};

#[actix_web::test]
async fn creates_are_limited_apart_from_opens_and_nothing_is_lost() {
    let app = TestApp::with(&["--rate-create=3/h", "--rate-open=off"]);
    let bundles: Vec<TestBundle> = (0..4).map(|_| TestBundle::new()).collect();
    for bundle in &bundles[..3] {
        assert_eq!(app.put(bundle).await.status(), 201);
    }
    let refused = app.put(&bundles[3]).await;
    let wait: u64 = refused.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=1201).contains(&wait), "{wait}");
    let body = problem_body(refused).await;
    assert_eq!(
        (&body["status"], &body["code"]),
        (&json!(429), &json!("slow_down"))
    );
    assert!(
        body["detail"]
            .as_str()
            .unwrap()
            .contains("Nothing was deleted")
    );
    for bundle in &bundles[..3] {
        assert_eq!(app.open(bundle, None).await.status(), 200);
    }
}

#[actix_web::test]
async fn opens_are_limited_and_pages_and_about_are_not() {
    let app = TestApp::with(&["--rate-create=off", "--rate-open=5/h"]);
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    for _ in 0..5 {
        assert_eq!(
            app.get(&bundle.id(), &bundle.link.to_b64u()).await.status(),
            200
        );
    }
    assert_eq!(problem(app.open(&bundle, None).await).await.0, 429);
    assert_eq!(problem(app.finish(&bundle).await).await.0, 429);
    for _ in 0..20 {
        assert_eq!(app.get_page("/").await.status(), 200);
        assert_eq!(app.get_page("/api/v1/about").await.status(), 200);
    }
}

#[actix_web::test]
async fn a_forged_address_is_believed_from_a_trusted_proxy_only() {
    for (trusted, expected) in [("10.0.0.0/8", 429), ("127.0.0.0/8", 404)] {
        let flag = format!("--trusted-proxies={trusted}");
        let app = TestApp::with(&["--rate-open=1/h", &flag]);
        let bundle = TestBundle::new();
        let path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
        let mut last = 0;
        for client in ["198.51.100.1", "198.51.100.2"] {
            let request = app
                .request(Method::GET, &path)
                .header("x-forwarded-for", client);
            let request = request.bearer_auth(bundle.link.to_b64u());
            last = request.send().await.unwrap().status().as_u16();
        }
        assert_eq!(last, expected, "{trusted}");
    }
}

#[actix_web::test]
async fn asking_and_answering_count_as_creating() {
    let app = TestApp::with(&["--rate-create=3/h", "--rate-open=off", "--requests=anyone"]);
    let request = TestRequest::new();
    assert_eq!(app.ask(&request, None).await.status(), 201);
    let answer = TestBundle::new().answer(1);
    assert_eq!(app.answer(&request, &answer).await.status(), 201);
    assert_eq!(app.put(&TestBundle::new()).await.status(), 201);
    assert_eq!(problem(app.answer(&request, &answer).await).await.0, 429);
    assert_eq!(problem(app.ask(&request, None).await).await.0, 429);
    assert_eq!(app.asked(&request).await["state"], "answered");
}

#[actix_web::test]
async fn a_key_is_limited_by_its_client_and_a_wrong_one_by_its_address() {
    let scopes: &[&str] = &["requests:write", "requests:read"];
    let clients = TestClients::new(&[("desk", scopes), ("other", scopes)]);
    let file = format!("--clients={}", clients.file.path().display());
    let app = TestApp::with(&[
        "--rate-create=1/h",
        "--rate-open=1/h",
        "--rate-client=4/h",
        &file,
    ]);
    let [desk, other] = &clients.keys[..] else {
        panic!("two keys");
    };
    let request = TestRequest::new();
    assert_eq!(app.ask(&request, Some(desk)).await.status(), 201);
    for _ in 0..3 {
        assert_eq!(app.look(&request, desk.expose()).await.status(), 200);
    }
    let slow = (429, "slow_down".to_owned());
    assert_eq!(problem(app.look(&request, desk.expose()).await).await, slow);
    assert_eq!(problem(app.ask(&request, Some(desk)).await).await, slow);
    assert_eq!(app.look(&request, other.expose()).await.status(), 404);

    let unknown = ApiKey::random();
    assert_eq!(app.look(&request, unknown.expose()).await.status(), 401);
    assert_eq!(
        problem(app.look(&request, unknown.expose()).await).await,
        slow
    );
    assert_eq!(
        problem(app.look(&request, &request.answer.to_b64u()).await).await,
        slow
    );
}

#[actix_web::test]
async fn a_full_store_refuses_creates_and_still_opens() {
    let app = TestApp::with(&[
        "--memory-limit=4MiB",
        "--requests=anyone",
        "--rate-create=off",
        "--rate-open=off",
    ]);
    let mut stored = Vec::new();
    let refused = loop {
        let bundle = TestBundle::of_size(262_144);
        let response = app.put(&bundle).await;
        if response.status() != 201 {
            break response;
        }
        stored.push(bundle);
        assert!(stored.len() < 20, "4 MiB hold fewer than that");
    };
    assert_eq!(problem(refused).await, (507, "full".to_owned()));
    assert!(stored.len() > 8, "{}", stored.len());
    let mut asked = 0;
    while app.ask(&TestRequest::new(), None).await.status() == 201 {
        asked += 1;
        assert!(asked < 1000, "what is left holds fewer than that");
    }
    for bundle in &stored {
        assert_eq!(app.open(bundle, None).await.status(), 200);
    }
    assert_eq!(app.put(&TestBundle::of_size(262_144)).await.status(), 201);
}

//! Rate limits, and a store that is full.

use reqwest::Method;
use serde_json::json;

use crate::app::{TestApp, TestBundle, problem, problem_body};

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
async fn a_full_store_refuses_creates_and_still_opens() {
    let app = TestApp::with(&[
        "--memory-limit=4MiB",
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
    for bundle in &stored {
        assert_eq!(app.open(bundle, None).await.status(), 200);
    }
    assert_eq!(app.put(&TestBundle::of_size(262_144)).await.status(), 201);
}

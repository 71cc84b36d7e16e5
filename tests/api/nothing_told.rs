//! An id alone does nothing and tells nothing; GET, HEAD and OPTIONS change nothing.

use std::collections::BTreeMap;

use handover::protocol::token::{BundleId, Claim, LinkToken, ReceiptToken, random};
use reqwest::{Method, Response};
use serde_json::json;

use crate::app::{TestApp, TestBundle, TestClients, TestRequest};

/// Status, headers and body of an answer, without what names the request.
pub async fn whole(response: Response) -> (u16, BTreeMap<String, String>, String) {
    let headers = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date" && *name != "x-trace-id")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    let status = response.status().as_u16();
    (status, headers, response.text().await.unwrap())
}

fn with_link(mut bundle: TestBundle, link: LinkToken) -> TestBundle {
    bundle.link = link;
    bundle
}

#[actix_web::test]
async fn unknown_ids_and_wrong_tokens_are_answered_alike_on_every_route() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let known = bundle.id().to_b64u();
    let unknown = BundleId::new(random()).to_b64u();
    let no_id = "not-an-id".to_owned();
    let wrong = LinkToken::random().to_b64u();
    let open = json!({ "open_token": bundle.open });
    let confirm = json!({ "claim": Claim::random(), "readable": true });

    for (method, verb, body, token) in [
        (Method::GET, "", None, true),
        (Method::HEAD, "", None, true),
        (Method::DELETE, "", None, true),
        (Method::POST, "/finish", None, true),
        (Method::POST, "/open", Some(&open), true),
        (Method::POST, "/confirm", Some(&confirm), false),
    ] {
        let mut answers = Vec::new();
        for id in [&unknown, &known, &no_id] {
            let path = format!("/api/v1/bundles/{id}{verb}");
            let mut request = app.request(method.clone(), &path);
            if token {
                request = request.bearer_auth(&wrong);
            }
            if let Some(body) = body {
                request = request.json(body);
            }
            answers.push(whole(request.send().await.unwrap()).await);
        }
        let [unknown, wrong_token, no_id] = &answers[..] else {
            panic!("three answers");
        };
        assert_eq!(unknown.0, 404, "{method} {verb}");
        assert_eq!(unknown, wrong_token, "{method} {verb}");
        // What is no id is refused before its body is read, which closes the connection.
        assert_eq!((no_id.0, &no_id.2), (404, &unknown.2), "{method} {verb}");
    }
    let receipt = app.receipt(&bundle).await;
    assert_eq!(
        (&receipt["state"], &receipt["late_attempts"]),
        (&json!("sealed"), &json!(0))
    );
}

#[actix_web::test]
async fn unknown_requests_and_wrong_tokens_are_answered_alike_on_every_route() {
    let clients = TestClients::new(&[
        ("desk", &[]),
        ("other", &["requests:read", "requests:write"]),
    ]);
    let app = clients.serve(&["--requests=anyone"]);
    let (pending, answered, ended) = (TestRequest::new(), TestRequest::new(), TestRequest::new());
    for request in [&pending, &answered, &ended] {
        app.ask(request, None).await;
    }
    app.answer(&answered, &TestBundle::new().answer(1)).await;
    app.withdraw(&ended, &ended.collect.to_b64u()).await;
    let requests = [&pending, &answered, &ended];
    let mut before = Vec::new();
    for request in requests {
        before.push((app.asked(request).await, app.collected(request).await));
    }

    let token = LinkToken::random().to_b64u();
    let key = clients.keys[1].expose().to_owned();
    let answer = TestBundle::new().answer(1);
    let open = json!({ "open_token": TestBundle::new().open });
    for (method, path, body, credential) in [
        (Method::GET, "requests/{}", None, &token),
        (Method::HEAD, "requests/{}", None, &token),
        (Method::DELETE, "requests/{}", None, &token),
        (Method::POST, "requests/{}/finish", None, &token),
        (Method::POST, "requests/{}/answer", Some(&answer), &token),
        (Method::GET, "requests/{}", None, &key),
        (Method::DELETE, "requests/{}", None, &key),
        (Method::POST, "requests/{}/finish", None, &key),
        // A request is a bundle only once it is answered, and then for its own tokens only.
        (Method::GET, "bundles/{}", None, &token),
        (Method::DELETE, "bundles/{}", None, &token),
        (Method::POST, "bundles/{}/open", Some(&open), &token),
        (Method::POST, "bundles/{}/finish", None, &token),
    ] {
        let call = async |id: &str| {
            let path = format!("/api/v1/{}", path.replace("{}", id));
            whole(
                app.call(method.clone(), &path, Some(credential), body)
                    .await,
            )
            .await
        };
        let unknown = call(&BundleId::new(random()).to_b64u()).await;
        assert_eq!(unknown.0, 404, "{method} {path}");
        for request in requests {
            let known = call(&request.id().to_b64u()).await;
            assert_eq!(known, unknown, "{method} {path}");
        }
        let no_id = call("not-an-id").await;
        assert_eq!((no_id.0, no_id.2), (404, unknown.2), "{method} {path}");
    }
    for (request, before) in requests.into_iter().zip(before) {
        let after = (app.asked(request).await, app.collected(request).await);
        assert_eq!(after, before);
    }
}

#[actix_web::test]
async fn each_token_of_a_request_opens_its_own_door_only() {
    let app = TestApp::with(&["--rate-create=off", "--rate-open=off", "--requests=anyone"]);
    let (request, bundle) = (TestRequest::new(), TestBundle::new());
    app.ask(&request, None).await;
    let (answer, collect) = (request.answer.to_b64u(), request.collect.to_b64u());
    let body = bundle.answer(1);
    let path = request.path("/answer");
    let wrong = app.call(Method::POST, &path, Some(&collect), Some(&body));
    assert_eq!(wrong.await.status(), 404);
    assert_eq!(app.withdraw(&request, &answer).await.status(), 404);
    app.answer(&request, &body).await;
    assert_eq!(app.withdraw(&request, &answer).await.status(), 404);
    let id = request.id();
    for strange in [&answer, &collect] {
        assert_eq!(app.get(&id, strange).await.status(), 404);
    }
    for strange in [bundle.link.to_b64u(), bundle.receipt.to_b64u()] {
        assert_eq!(app.look(&request, &strange).await.status(), 404);
    }
    app.collect(&request, &bundle).await;
    assert_eq!(app.finish_request(&request, &answer).await.status(), 404);
    let asked = app.asked(&request).await;
    assert!(asked.get("wraps").is_none() && asked.get("envelope_sha256").is_none());
}

#[actix_web::test]
async fn looking_at_a_request_changes_nothing_in_any_state() {
    let app = TestApp::with(&["--rate-create=off", "--rate-open=off", "--requests=anyone"]);
    let (pending, answered, opened) = (TestRequest::new(), TestRequest::new(), TestRequest::new());
    let bundle = TestBundle::new();
    for request in [&pending, &answered, &opened] {
        app.ask(request, None).await;
    }
    for request in [&answered, &opened] {
        app.answer(request, &bundle.answer(1)).await;
    }
    app.collect(&opened, &bundle).await;
    for request in [&pending, &answered, &opened] {
        let before = (app.asked(request).await, app.collected(request).await);
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            for verb in ["", "/answer", "/finish"] {
                for token in [request.answer.to_b64u(), request.collect.to_b64u()] {
                    let path = request.path(verb);
                    app.call(method.clone(), &path, Some(&token), None).await;
                }
            }
        }
        let after = (app.asked(request).await, app.collected(request).await);
        assert_eq!(after, before);
    }
}

#[actix_web::test]
async fn a_thousand_wrong_link_tokens_cost_nothing() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let before = app.receipt(&bundle).await;
    let id = bundle.id();
    for _ in 0..1000 {
        let stranger = with_link(TestBundle::new(), LinkToken::random());
        let path = format!("/api/v1/bundles/{}/open", id.to_b64u());
        let refused = app
            .request(Method::POST, &path)
            .bearer_auth(stranger.link.to_b64u())
            .json(&json!({ "open_token": stranger.open }))
            .send()
            .await
            .unwrap();
        assert_eq!(refused.status(), 404);
    }
    assert_eq!(app.receipt(&bundle).await, before);
    assert_eq!(app.open(&bundle, None).await.status(), 200);
}

#[actix_web::test]
async fn looking_changes_nothing_in_any_state() {
    let app = TestApp::start();
    let (sealed, claimed, revoked) = (TestBundle::new(), TestBundle::new(), TestBundle::new());
    for bundle in [&sealed, &claimed, &revoked] {
        app.put(bundle).await;
    }
    app.open(&claimed, Some(&Claim::random())).await;
    app.revoke(&revoked).await;
    for bundle in [&sealed, &claimed, &revoked] {
        let before = app.receipt(bundle).await;
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            for verb in ["", "/open", "/confirm", "/finish"] {
                for token in [bundle.link.to_b64u(), bundle.receipt.to_b64u()] {
                    let path = format!("/api/v1/bundles/{}{verb}", bundle.id().to_b64u());
                    let request = app.request(method.clone(), &path).bearer_auth(token);
                    request.send().await.unwrap();
                }
            }
        }
        assert_eq!(app.receipt(bundle).await, before);
    }
}

#[actix_web::test]
async fn each_token_opens_its_own_door_only() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let id = bundle.id().to_b64u();
    let (link, receipt) = (bundle.link.to_b64u(), bundle.receipt.to_b64u());
    for (method, path, token) in [
        (Method::DELETE, format!("/api/v1/bundles/{id}"), &link),
        (
            Method::POST,
            format!("/api/v1/bundles/{id}/finish"),
            &receipt,
        ),
        (Method::POST, format!("/api/v1/bundles/{id}/open"), &receipt),
    ] {
        let mut request = app.request(method, &path).bearer_auth(token);
        if path.ends_with("open") {
            request = request.json(&json!({ "open_token": bundle.open }));
        }
        assert_eq!(request.send().await.unwrap().status(), 404, "{path}");
    }
    let view = app.view(&bundle).await;
    assert!(view.get("late_attempts").is_none() && view.get("id").is_none());
    assert_eq!(
        app.get(&bundle.id(), &ReceiptToken::random().to_b64u())
            .await
            .status(),
        404
    );
}

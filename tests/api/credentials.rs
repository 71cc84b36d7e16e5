//! Who may call what: every call with every sort of credential.

use std::collections::BTreeSet;

use handover::protocol::{
    apikey::ApiKey,
    token::{Claim, LinkToken, random},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{EVERYTHING, TestApp, TestBundle, TestClients, TestRequest, problem, problem_body},
    machines::{team, wish_to},
    nothing_told::whole,
    redis_server::RedisServer,
};

/// A call that would be right but for its credential, which it shows as `Authorization`.
async fn call(app: &TestApp, name: &str, credential: Option<&str>) -> reqwest::Response {
    let (bundle, request) = (TestBundle::new(), TestRequest::new());
    let bundle_path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
    let request_path = request.path("");
    let (method, verb) = name.split_once(' ').unwrap();
    let (path, body) = match verb {
        "about" => ("/api/v1/about".to_owned(), None),
        "bundle" if method == "PUT" => (bundle_path, Some(bundle.body())),
        "bundle" => (bundle_path, None),
        "bundle/open" => {
            let body = json!({ "open_token": bundle.open });
            (format!("{bundle_path}/open"), Some(body))
        }
        "bundle/confirm" => {
            let body = json!({ "claim": Claim::random(), "readable": true });
            (format!("{bundle_path}/confirm"), Some(body))
        }
        "bundle/finish" => (format!("{bundle_path}/finish"), None),
        "request" if method == "PUT" => (request_path, Some(request.body())),
        "request" => (request_path, None),
        "client" => ("/api/v1/client".to_owned(), None),
        "events" => ("/api/v1/events".to_owned(), None),
        "requests" if method != "POST" => ("/api/v1/requests".to_owned(), None),
        "requests" => ("/api/v1/requests".to_owned(), Some(wish_to(&team(1)))),
        "request/answer" => (request.path("/answer"), Some(bundle.answer(1))),
        _ => (request.path("/finish"), None),
    };
    let mut call = app.request(method.parse().unwrap(), &path);
    if let Some(credential) = credential {
        call = call.header("authorization", credential);
    }
    if let Some(body) = &body {
        call = call.json(body);
    }
    call.send().await.unwrap()
}

/// Call → its answer to: none, a token, a key with every scope, a key without any.
const TABLE: [(&str, [u16; 4]); 20] = [
    ("GET about", [200, 401, 401, 401]),
    ("PUT bundle", [201, 401, 201, 403]),
    ("GET bundle", [401, 404, 401, 401]),
    ("HEAD bundle", [401, 404, 401, 401]),
    ("DELETE bundle", [401, 404, 401, 401]),
    ("POST bundle/open", [401, 404, 401, 401]),
    ("POST bundle/confirm", [404, 401, 401, 401]),
    ("POST bundle/finish", [401, 404, 401, 401]),
    ("PUT request", [201, 401, 201, 403]),
    ("GET request", [401, 404, 404, 403]),
    ("DELETE request", [401, 404, 404, 403]),
    ("POST request/answer", [401, 404, 401, 401]),
    ("POST request/finish", [401, 404, 404, 403]),
    ("POST requests", [401, 401, 201, 403]),
    ("GET requests", [401, 401, 200, 403]),
    ("HEAD requests", [401, 401, 200, 403]),
    ("GET events", [401, 401, 200, 403]),
    ("HEAD events", [401, 401, 200, 403]),
    ("GET client", [401, 401, 200, 200]),
    ("HEAD client", [401, 401, 200, 200]),
];

fn two_clients() -> TestClients {
    TestClients::new(&[("desk", &EVERYTHING), ("idle", &[])])
}

#[actix_web::test]
async fn every_call_takes_its_own_sort_of_credential() {
    let clients = two_clients();
    let open = clients.serve(&["--requests=anyone"]);
    let closed = clients.serve(&["--create=keys"]);
    let token = format!("Bearer {}", LinkToken::random().to_b64u());
    let keys = clients.keys.iter().map(ApiKey::expose);
    let keys: Vec<String> = keys.map(|key| format!("Bearer {key}")).collect();
    let sorts = [None, Some(&token), Some(&keys[0]), Some(&keys[1])];
    for (name, expected) in TABLE {
        for (sort, expected) in sorts.into_iter().zip(expected) {
            let sort = sort.map(String::as_str);
            let status = call(&open, name, sort).await.status();
            assert_eq!(status, expected, "{name} {sort:?}");
            let needs_key = sort.is_none() && name.starts_with("PUT");
            let status = call(&closed, name, sort).await.status();
            let expected = if needs_key { 401 } else { expected };
            assert_eq!(status, expected, "closed: {name} {sort:?}");
        }
    }
}

#[actix_web::test]
async fn what_is_no_credential_is_refused_everywhere_with_the_same_bytes() {
    let clients = two_clients();
    let app = clients.serve(&["--requests=anyone"]);
    let key = clients.keys[0].expose();
    let (token, unknown) = (LinkToken::random().to_b64u(), ApiKey::random());
    let namesake = ApiKey::new(clients.keys[0].id(), random());
    let credentials = [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {token}"),
        format!("Bearer {}", &token[1..]),
        format!("Bearer {token}A"),
        format!("Bearer  {token}"),
        format!("Bearer {token} {token}"),
        format!("Bearer {}", unknown.expose()),
        format!("Bearer {}", namesake.expose()),
        format!("Bearer {}", &key[..61]),
        format!("Bearer {key}0"),
        format!("Bearer {}", key.replace("hndo_", "hndx_")),
        format!("Bearer {}", mistyped(key)),
        format!("Basic {key}"),
    ];
    let mut answers = BTreeSet::new();
    for (name, _) in TABLE {
        for credential in &credentials {
            let (status, headers, body) = whole(call(&app, name, Some(credential)).await).await;
            assert_eq!(status, 401, "{name} {credential}");
            if !name.starts_with("HEAD") {
                // A body that is not read closes the connection.
                let headers = headers.into_iter().filter(|(name, _)| name != "connection");
                answers.insert((headers.collect::<Vec<_>>(), body));
            }
        }
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// With another letter in its secret.
fn mistyped(key: &str) -> String {
    let letter = if &key[20..21] == "a" { "b" } else { "a" };
    format!("{}{letter}{}", &key[..20], &key[21..])
}

#[actix_web::test]
async fn two_credentials_are_none() {
    let clients = two_clients();
    let app = clients.serve(&[]);
    let request = TestRequest::new();
    let key = clients.keys[0].expose();
    let twice = app
        .request(Method::PUT, &request.path(""))
        .bearer_auth(key)
        .bearer_auth(key)
        .json(&request.body());
    assert_eq!(twice.send().await.unwrap().status(), 401);
}

#[actix_web::test]
async fn a_missing_scope_is_named() {
    let clients = TestClients::new(&[
        ("writer", &["requests:write"]),
        ("reader", &["requests:read"]),
    ]);
    let app = clients.serve(&[]);
    let [writer, reader] = &clients.keys[..] else {
        panic!("two keys");
    };
    let request = TestRequest::new();
    assert_eq!(app.ask(&request, Some(writer)).await.status(), 201);
    for (refused, scope) in [
        (app.look(&request, writer.expose()).await, "requests:read"),
        (app.ask(&request, Some(reader)).await, "requests:write"),
        (
            app.withdraw(&request, reader.expose()).await,
            "requests:write",
        ),
        (
            app.finish_request(&request, reader.expose()).await,
            "requests:write",
        ),
        (
            call(
                &app,
                "PUT bundle",
                Some(&format!("Bearer {}", reader.expose())),
            )
            .await,
            "bundles:write",
        ),
    ] {
        let body = problem_body(refused).await;
        assert_eq!(
            (&body["status"], &body["code"]),
            (&json!(403), &json!("scope"))
        );
        assert!(body["detail"].as_str().unwrap().contains(scope), "{body}");
    }
}

#[actix_web::test]
async fn a_client_sees_and_ends_its_own_requests_only() {
    let scopes: &[&str] = &["requests:write", "requests:read"];
    let clients = TestClients::new(&[("desk", scopes), ("other", scopes)]);
    let app = clients.serve(&["--requests=anyone"]);
    let [desk, other] = &clients.keys[..] else {
        panic!("two keys");
    };
    let mut request = TestRequest::new();
    request.reference = Some("T-1234".to_owned());
    app.ask(&request, Some(desk)).await;
    let nobodys = TestRequest::new();
    app.ask(&nobodys, None).await;

    let view: Value = app
        .look(&request, desk.expose())
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(view["id"], json!(request.id()));
    assert_eq!(
        (&view["state"], &view["reference"]),
        (&json!("pending"), &json!("T-1234"))
    );
    assert!(view.get("document").is_none() && view.get("wraps").is_none());
    for (stranger, strange) in [(other, &request), (desk, &nobodys)] {
        let missing = TestRequest::new();
        let expected = whole(app.look(&missing, stranger.expose()).await).await;
        assert_eq!(expected.0, 404);
        for answer in [
            app.look(strange, stranger.expose()).await,
            app.finish_request(strange, stranger.expose()).await,
            app.withdraw(strange, stranger.expose()).await,
        ] {
            assert_eq!(whole(answer).await, expected);
        }
    }

    let bundle = TestBundle::new();
    app.answer(&request, &bundle.answer(1)).await;
    app.collect(&request, &bundle).await;
    let late = problem(app.withdraw(&request, desk.expose()).await).await;
    assert_eq!(late, (409, "state".to_owned()));
    assert_eq!(
        app.finish_request(&request, desk.expose()).await.status(),
        204
    );
    let view: Value = app
        .look(&request, desk.expose())
        .await
        .json()
        .await
        .unwrap();
    assert!(view["finished_at"].is_string(), "{view}");
    let withdrawn = TestRequest::new();
    app.ask(&withdrawn, Some(desk)).await;
    assert_eq!(app.withdraw(&withdrawn, desk.expose()).await.status(), 204);
}

#[actix_web::test]
async fn the_same_request_of_another_client_is_another_request() {
    let scopes: &[&str] = &["requests:write"];
    let clients = TestClients::new(&[("desk", scopes), ("other", scopes)]);
    let app = clients.serve(&["--requests=anyone"]);
    let request = TestRequest::new();
    assert_eq!(
        app.ask(&request, Some(&clients.keys[0])).await.status(),
        201
    );
    assert_eq!(
        app.ask(&request, Some(&clients.keys[0])).await.status(),
        200
    );
    for key in [Some(&clients.keys[1]), None] {
        let refused = app.ask(&request, key).await;
        assert_eq!(problem(refused).await, (409, "exists".to_owned()));
    }
}

/// Clients come and go while their requests stay: two servers with different files, one store.
#[actix_web::test]
async fn the_requester_is_named_as_the_file_names_it_now() {
    let redis = RedisServer::start();
    let url = format!("--redis-url={}", redis.url());
    let clients = TestClients::one();
    let before = clients.serve(&[&url]);
    let request = TestRequest::new();
    before.ask(&request, Some(&clients.keys[0])).await;
    assert_eq!(
        before.asked(&request).await["requester"],
        "The desk of desk"
    );

    let text = std::fs::read_to_string(clients.file.path()).unwrap();
    let renamed = TestClients::new(&[]);
    let text = text.replace("The desk of desk", "Le support");
    std::fs::write(renamed.file.path(), text).unwrap();
    let after = renamed.serve(&[&url]);
    assert_eq!(after.asked(&request).await["requester"], "Le support");

    let after = TestClients::new(&[]).serve(&[&url]);
    assert_eq!(after.asked(&request).await["requester"], Value::Null);
    assert_eq!(
        after
            .look(&request, clients.keys[0].expose())
            .await
            .status(),
        401
    );
}

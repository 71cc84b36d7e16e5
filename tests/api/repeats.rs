//! `Idempotency-Key`: the same call makes one request, whatever happens in between.

use handover::protocol::{
    link::CollectLink,
    request::RequestKeys,
    token::{RequestSecret, to_b64u},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::{
    app::{EVERYTHING, TestApp, TestClients, problem_body},
    machines::{desk, team, wish},
    redis_server::RedisServer,
};

/// Has a request made by a call of this name.
async fn make(app: &TestApp, key: &str, call: &str, wish: &Value) -> Response {
    let request = app.request(Method::POST, "/api/v1/requests");
    let request = request.bearer_auth(key).header("idempotency-key", call);
    request.json(wish).send().await.unwrap()
}

async fn text(answer: Response, status: StatusCode) -> String {
    assert_eq!(answer.status(), status);
    answer.text().await.unwrap()
}

/// That it is refused as another call, and that this says so.
async fn refused_as_another(answer: Response) {
    let body = problem_body(answer).await;
    assert_eq!(
        (&body["status"], &body["code"]),
        (&json!(422), &json!("invalid"))
    );
    let detail = body["detail"].as_str().unwrap();
    assert!(
        detail.contains("Idempotency-Key stands for another call"),
        "{detail}"
    );
    assert!(detail.contains("Nothing was made"), "{detail}");
}

#[actix_web::test]
async fn the_same_call_gets_the_same_answer_and_makes_one_request() {
    let redis = RedisServer::start();
    let clients = desk();
    for store in [vec![], vec![format!("--redis-url={}", redis.url())]] {
        let flags: Vec<&str> = store.iter().map(String::as_str).collect();
        let app = clients.serve(&flags);
        let key = clients.keys[0].expose();
        let first = text(
            make(&app, key, "T-4711/1", &wish()).await,
            StatusCode::CREATED,
        )
        .await;
        // The members in another order and white space between them are the same call.
        let reordered = r#"{ "expires_in": 3600, "lang": "fr", "reference": "T-4711", "ask": ["backoffice","ftp"] }"#;
        let again = app
            .request(Method::POST, "/api/v1/requests")
            .bearer_auth(key);
        let again = again.header("idempotency-key", "T-4711/1").body(reordered);
        let again = again
            .header("content-type", "application/json")
            .send()
            .await
            .unwrap();
        assert_eq!(text(again, StatusCode::OK).await, first);

        let made: Value = serde_json::from_str(&first).unwrap();
        let path = format!("/api/v1/requests/{}", made["id"].as_str().unwrap());
        let withdrawn = app.call(Method::DELETE, &path, Some(key), None).await;
        assert_eq!(withdrawn.status(), 204);
        let late = make(&app, key, "T-4711/1", &wish()).await;
        assert_eq!(text(late, StatusCode::OK).await, first);
        assert_eq!(app.read(key, &path).await["state"], "revoked");
        let other = text(
            make(&app, key, "T-4711/2", &wish()).await,
            StatusCode::CREATED,
        )
        .await;
        assert_ne!(other, first);
    }
}

#[actix_web::test]
async fn another_body_under_the_same_name_is_refused_and_makes_nothing() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    let first = text(make(&app, key, "once", &wish()).await, StatusCode::CREATED).await;
    for (member, value) in [
        ("ask", json!(["ftp", "backoffice"])),
        ("ask", json!(["ftp"])),
        ("reference", json!("T-4712")),
        ("reference", json!(null)),
        ("from", json!("Support")),
        ("lang", json!("en")),
        ("expires_in", json!(3601)),
        ("public_keys", json!(team(1))),
    ] {
        let mut other = wish();
        other[member] = value;
        refused_as_another(make(&app, key, "once", &other).await).await;
    }
    assert_eq!(
        text(make(&app, key, "once", &wish()).await, StatusCode::OK).await,
        first
    );
    let listed = app.read(key, "/api/v1/requests").await;
    assert_eq!(listed["requests"].as_array().unwrap().len(), 1);
}

/// The same client in another file: with one more team key, and then under another name.
#[actix_web::test]
async fn changed_team_keys_or_another_display_name_make_another_call() {
    let redis = RedisServer::start();
    let url = format!("--redis-url={}", redis.url());
    let flags = ["--public-url=https://handover.example", &url];
    let clients = desk();
    let key = clients.keys[0].expose();
    let first = make(&clients.serve(&flags), key, "once", &wish()).await;
    let first = text(first, StatusCode::CREATED).await;
    let right = std::fs::read_to_string(clients.file.path()).unwrap();
    let with_key = format!("team_keys = [\"{}\", ", team(1)[0].to_b64u());
    for changed in [
        right.replace("The desk of desk", "Le support"),
        right.replace("team_keys = [", &with_key),
    ] {
        assert_ne!(changed, right);
        std::fs::write(clients.file.path(), changed).unwrap();
        refused_as_another(make(&clients.serve(&flags), key, "once", &wish()).await).await;
    }
    std::fs::write(clients.file.path(), right).unwrap();
    let again = make(&clients.serve(&flags), key, "once", &wish()).await;
    assert_eq!(text(again, StatusCode::OK).await, first);
}

#[actix_web::test]
async fn the_name_belongs_to_the_key_that_gave_it() {
    let clients =
        TestClients::with_team(&[("desk", &EVERYTHING), ("other", &EVERYTHING)], &team(1));
    let app = clients.serve(&[]);
    let mut answers = Vec::new();
    for key in &clients.keys {
        let made = make(&app, key.expose(), "once", &wish()).await;
        answers.push(text(made, StatusCode::CREATED).await);
    }
    assert_ne!(answers[0], answers[1]);
}

/// What a failure between the two steps of the store leaves behind: the call is remembered, and
/// nothing was made.
#[actix_web::test]
async fn a_call_that_was_cut_off_in_the_middle_is_healed_by_the_repeat() {
    let redis = RedisServer::start();
    let clients = desk();
    let app = clients.serve(&[&format!("--redis-url={}", redis.url())]);
    let key = clients.keys[0].expose();
    let first = text(make(&app, key, "once", &wish()).await, StatusCode::CREATED).await;
    let made: Value = serde_json::from_str(&first).unwrap();
    let id = made["id"].as_str().unwrap();
    let keys: Vec<String> = redis.command("KEYS hndo:*");
    let of_request: Vec<_> = keys.iter().filter(|key| key.ends_with(id)).collect();
    assert_eq!(of_request.len(), 2, "{keys:?}");
    for key in of_request {
        let _: i64 = redis.command(&format!("DEL {key}"));
    }
    let path = format!("/api/v1/requests/{id}");
    assert_eq!(
        app.call(Method::GET, &path, Some(key), None).await.status(),
        404
    );

    let healed = text(make(&app, key, "once", &wish()).await, StatusCode::CREATED).await;
    assert_eq!(healed, first);
    assert_eq!(app.read(key, &path).await["state"], "pending");
    let collect = CollectLink::parse(made["collect_link"].as_str().unwrap())
        .ok()
        .unwrap();
    let token = collect.key.token().to_b64u();
    assert_eq!(app.read(&token, &path).await["state"], "pending");
}

#[actix_web::test]
async fn nothing_in_the_store_repeats_the_links() {
    let redis = RedisServer::start();
    let clients = desk();
    let app = clients.serve(&[&format!("--redis-url={}", redis.url())]);
    let key = clients.keys[0].expose();
    let first = text(
        make(&app, key, "once-and-for-all", &wish()).await,
        StatusCode::CREATED,
    );
    let made: Value = serde_json::from_str(&first.await).unwrap();
    let document = made["document"].as_str().unwrap();
    let keys = RequestKeys::derive(RequestSecret::of(document.as_bytes()));
    let collect = CollectLink::parse(made["collect_link"].as_str().unwrap())
        .ok()
        .unwrap();
    let dump = redis.everything();
    let holds = |bytes: &[u8]| dump.windows(bytes.len()).any(|found| found == bytes);
    assert!(
        holds(b"T-4711"),
        "the reference is there, so the search sees"
    );
    let token = collect.key.token();
    let secrets: [&[u8]; 3] = [
        keys.secret.as_bytes(),
        keys.answer_token.as_bytes(),
        token.as_bytes(),
    ];
    for secret in secrets {
        assert!(!holds(secret) && !holds(to_b64u(secret).as_bytes()));
    }
    for text in [key, "once-and-for-all"] {
        assert!(!holds(text.as_bytes()), "{text}");
    }
}

#[actix_web::test]
async fn what_is_no_name_of_a_call_is_refused() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    for call in ["", "a b", "café", &"a".repeat(256)] {
        let refused = problem_body(make(&app, key, call, &wish()).await).await;
        assert_eq!(
            (&refused["status"], &refused["code"]),
            (&json!(422), &json!("invalid"))
        );
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("1 to 255 visible ASCII"), "{detail}");
    }
    let twice = app
        .request(Method::POST, "/api/v1/requests")
        .bearer_auth(key);
    let twice = twice
        .header("idempotency-key", "a")
        .header("idempotency-key", "a");
    let twice = twice.json(&wish()).send().await.unwrap();
    assert_eq!(problem_body(twice).await["status"], 422);
    let longest = make(&app, key, &"~".repeat(255), &wish()).await;
    assert_eq!(longest.status(), StatusCode::CREATED);
    let listed = app.read(key, "/api/v1/requests").await;
    assert_eq!(listed["requests"].as_array().unwrap().len(), 1);
}

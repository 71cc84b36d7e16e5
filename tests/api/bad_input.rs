//! Every malformed body, header and id gets a clear error and changes nothing.

use reqwest::Method;
use serde_json::json;

use crate::{
    app::{TestApp, TestBundle, problem, problem_body},
    malformed::{
        Call, Case,
        Change::{
            AnotherHash, Byte, Cut, Doubled, Listed, Raw, Sized, Turned, Twice, With, Without,
        },
        loose,
    },
};

const CREATES: &[Case] = &[
    ("no body", Raw(""), 400, "json", ""),
    ("half a body", Cut(200), 400, "json", ""),
    ("two bodies", Twice, 400, "json", ""),
    ("half a character", Raw("\"\\ud800\""), 400, "json", ""),
    ("an array", Raw("[]"), 422, "invalid", "object"),
    ("no names", Listed, 422, "invalid", "object"),
    ("null", Raw("null"), 422, "invalid", ""),
    (
        "an unknown member",
        With("admin", "true"),
        422,
        "invalid",
        "known: one of `link_hash`",
    ),
    ("a doubled member", Doubled, 422, "invalid", "expires_in"),
    (
        "no link_hash",
        Without("link_hash"),
        422,
        "invalid",
        "link_hash",
    ),
    (
        "no envelope",
        Without("envelope"),
        422,
        "invalid",
        "envelope",
    ),
    (
        "a number as hash",
        With("open_hash", "7"),
        422,
        "invalid",
        "32 bytes",
    ),
    (
        "a short hash",
        Turned("open_hash", |hash| hash[..42].to_owned()),
        422,
        "invalid",
        "32 bytes",
    ),
    (
        "a padded hash",
        Turned("open_hash", |hash| format!("{hash}=")),
        422,
        "invalid",
        "32 bytes",
    ),
    (
        "a non-canonical hash",
        Turned("open_hash", loose),
        422,
        "invalid",
        "32 bytes",
    ),
    (
        "text as lifetime",
        With("expires_in", "\"60\""),
        422,
        "invalid",
        "u64",
    ),
    (
        "no lifetime",
        With("expires_in", "0"),
        422,
        "invalid",
        "expires_in",
    ),
    (
        "a negative lifetime",
        With("expires_in", "-60"),
        422,
        "invalid",
        "u64",
    ),
    (
        "half a second more",
        With("expires_in", "60.5"),
        422,
        "invalid",
        "u64",
    ),
    (
        "just too short",
        With("expires_in", "59"),
        422,
        "invalid",
        "expires_in",
    ),
    (
        "just too long",
        With("expires_in", "1209601"),
        422,
        "invalid",
        "expires_in",
    ),
    (
        "far too long",
        With("expires_in", "18446744073709551615"),
        422,
        "invalid",
        "expires_in",
    ),
    (
        "another's id",
        AnotherHash("link_hash"),
        422,
        "id_mismatch",
        "",
    ),
    (
        "an empty envelope",
        With("envelope", "\"\""),
        422,
        "illegal_size",
        "",
    ),
    ("a header only", Sized(64), 422, "illegal_size", ""),
    ("a byte less", Sized(1103), 422, "illegal_size", ""),
    ("a byte more", Sized(1105), 422, "illegal_size", ""),
    ("another magic", Byte(0, b'h'), 422, "invalid", "header"),
    ("another version", Byte(1, 2), 422, "invalid", "version"),
    ("another suite", Byte(2, 2), 422, "invalid", "version"),
    ("an unknown flag", Byte(3, 2), 422, "invalid", "header"),
    ("another chunk size", Byte(4, 15), 422, "invalid", "header"),
    ("a reserved byte", Byte(7, 1), 422, "invalid", "header"),
];

#[actix_web::test]
async fn every_malformed_create_is_refused_by_name() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let call = Call {
        app: &app,
        method: Method::PUT,
        path: &format!("/api/v1/bundles/{}", bundle.id().to_b64u()),
        credential: None,
        right: &bundle.body(),
    };
    call.refuses(CREATES).await;
    let stored = app.get(&bundle.id(), &bundle.link.to_b64u()).await;
    assert_eq!(stored.status(), 404, "nothing was stored");
    assert_eq!(
        app.put(&bundle).await.status(),
        201,
        "and the right body is taken"
    );
}

#[actix_web::test]
async fn no_refusal_repeats_what_was_sent() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    for (member, value) in [
        ("link_hash", "S3CRET typed into the wrong place"),
        ("envelope", "S3CRET"),
        ("expires_in", "S3CRET"),
        ("expires_in", "x, expected S3CRET"),
        ("S3CRET", "an unknown member"),
    ] {
        let mut body = bundle.body();
        body[member] = json!(value);
        let refused = app
            .put_body(&bundle.id(), &body)
            .await
            .text()
            .await
            .unwrap();
        assert!(!refused.contains("S3CRET"), "{refused}");
    }
}

#[actix_web::test]
async fn every_malformed_open_and_confirm_is_refused() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let before = app.receipt(&bundle).await;
    let token = bundle.open.to_b64u();
    for (verb, body, status) in [
        ("open", "{}".to_owned(), 422),
        ("open", "{".to_owned(), 400),
        ("open", json!({ "open_token": "" }).to_string(), 422),
        (
            "open",
            json!({ "open_token": token, "claim": "x" }).to_string(),
            422,
        ),
        (
            "open",
            json!({ "open_token": token, "peek": true }).to_string(),
            422,
        ),
        (
            "open",
            json!({ "open_token": token, "pad": "x".repeat(5000) }).to_string(),
            413,
        ),
        ("confirm", "{}".to_owned(), 422),
        ("confirm", json!({ "claim": token }).to_string(), 422),
        (
            "confirm",
            json!({ "claim": token, "readable": "yes" }).to_string(),
            422,
        ),
        (
            "confirm",
            json!({ "claim": token, "readable": null }).to_string(),
            422,
        ),
    ] {
        let path = format!("/api/v1/bundles/{}/{verb}", bundle.id().to_b64u());
        let mut request = app.request(Method::POST, &path);
        if verb == "open" {
            request = request.bearer_auth(bundle.link.to_b64u());
        }
        let request = request
            .header("content-type", "application/json")
            .body(body.clone());
        assert_eq!(
            problem(request.send().await.unwrap()).await.0,
            status,
            "{verb} {body}"
        );
    }
    assert_eq!(app.receipt(&bundle).await, before);
}

#[actix_web::test]
async fn an_absent_claim_may_be_null() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let path = format!("/api/v1/bundles/{}/open", bundle.id().to_b64u());
    let opened = app
        .request(Method::POST, &path)
        .bearer_auth(bundle.link.to_b64u())
        .json(&json!({ "open_token": bundle.open, "claim": null }))
        .send()
        .await
        .unwrap();
    assert_eq!(opened.status(), 200);
    assert_eq!(app.receipt(&bundle).await["state"], "opened");
}

#[actix_web::test]
async fn credentials_of_the_wrong_sort_are_refused_without_the_store() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    let id = bundle.id().to_b64u();
    let link = bundle.link.to_b64u();
    let path = format!("/api/v1/bundles/{id}");
    let bad = [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {link}"),
        format!("Bearer {}", &link[..42]),
        format!("Bearer {link}A"),
        format!("Bearer {link}="),
        format!("Bearer  {link}"),
        format!("Bearer {}", loose(&link)),
        format!("Bearer hndo_{}", "A".repeat(57)),
    ];
    let mut bodies = Vec::new();
    for value in bad {
        let request = app
            .request(Method::GET, &path)
            .header("authorization", &value);
        let refused = request.send().await.unwrap();
        assert_eq!(refused.headers()["www-authenticate"], "Bearer");
        bodies.push(problem_body(refused).await);
    }
    bodies.push(problem_body(app.get_page(&path).await).await);
    let twice = app
        .request(Method::GET, &path)
        .bearer_auth(&link)
        .bearer_auth(&link);
    bodies.push(problem_body(twice.send().await.unwrap()).await);
    // Where none is needed, one is refused too.
    let put = app
        .request(Method::PUT, &path)
        .bearer_auth(&link)
        .json(&bundle.body());
    bodies.push(problem_body(put.send().await.unwrap()).await);
    let about = app.request(Method::GET, "/api/v1/about").bearer_auth(&link);
    bodies.push(problem_body(about.send().await.unwrap()).await);
    assert!(
        bodies
            .iter()
            .all(|body| *body == bodies[0] && body["code"] == "token"),
        "{bodies:?}"
    );
}

#[actix_web::test]
async fn bodies_that_are_not_declared_as_json_or_are_too_large_are_refused() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
    let text = bundle.body().to_string();
    for mime in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "",
    ] {
        let request = app.request(Method::PUT, &path);
        let request = request.header("content-type", mime).body(text.clone());
        assert_eq!(
            problem(request.send().await.unwrap()).await,
            (415, "media_type".to_owned()),
            "{mime}"
        );
    }
    let packed = app.request(Method::PUT, &path);
    let packed = packed
        .header("content-encoding", "gzip")
        .json(&bundle.body());
    assert_eq!(problem(packed.send().await.unwrap()).await.0, 415);
    let charset = app.request(Method::PUT, &path);
    let charset = charset.header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(charset.body(text).send().await.unwrap().status(), 201);

    let large = TestBundle::of_size(1_048_576);
    let refused = problem_body(app.put(&large).await).await;
    assert_eq!(
        (&refused["status"], &refused["code"]),
        (&json!(413), &json!("too_large"))
    );
    assert!(refused["detail"].as_str().unwrap().contains("1048576"));
}

#[actix_web::test]
async fn a_body_of_unknown_length_is_cut_off_at_the_limit() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let path = format!("/api/v1/bundles/{}/open", bundle.id().to_b64u());
    let chunks = (0..64).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1024]));
    let body = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    let request = app
        .request(Method::POST, &path)
        .bearer_auth(bundle.link.to_b64u());
    let request = request
        .header("content-type", "application/json")
        .body(body);
    assert_eq!(problem(request.send().await.unwrap()).await.0, 413);
}

//! Every malformed request and answer gets a clear error and changes nothing.

use handover::protocol::token::{AnswerToken, to_b64u};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{TestApp, TestBundle, TestClients, TestRequest, problem, problem_body},
    requests::open_to_all,
};

/// Name, body, status, code, and what the detail mentions.
type Case = (&'static str, String, u16, &'static str, &'static str);

fn with(body: &Value, member: &str, value: Value) -> String {
    let mut body = body.clone();
    body[member] = value;
    body.to_string()
}

fn without(body: &Value, member: &str) -> String {
    let mut body = body.clone();
    body.as_object_mut().unwrap().remove(member);
    body.to_string()
}

/// Sends each body, and checks what is said of it.
async fn refuses(app: &TestApp, method: Method, path: &str, token: Option<&str>, cases: Vec<Case>) {
    for (name, body, status, code, mention) in cases {
        let mut call = app
            .request(method.clone(), path)
            .header("content-type", "application/json")
            .body(body);
        if let Some(token) = token {
            call = call.bearer_auth(token);
        }
        let refused = problem_body(call.send().await.unwrap()).await;
        assert_eq!(
            (&refused["status"], &refused["code"]),
            (&json!(status), &json!(code)),
            "{name}: {refused}"
        );
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains(mention), "{name}: {detail}");
    }
}

#[actix_web::test]
async fn every_malformed_request_is_refused_by_name() {
    let app = open_to_all();
    let request = TestRequest::new();
    let body = request.body();
    let document = |bytes: usize| with(&body, "document", json!(to_b64u(&vec![7; bytes])));
    let hash = request.collect.hash().to_b64u();
    let doubled = body.to_string().replacen('{', "{\"expires_in\":60,", 1);
    let cases: Vec<Case> = vec![
        ("no body", String::new(), 400, "json", ""),
        (
            "half a body",
            body.to_string()[..90].to_owned(),
            400,
            "json",
            "",
        ),
        ("an array", "[]".to_owned(), 422, "invalid", "object"),
        (
            "an unknown member",
            with(&body, "owner", json!("desk")),
            422,
            "invalid",
            "known: one of `document`",
        ),
        ("a doubled member", doubled, 422, "invalid", "expires_in"),
        (
            "no document",
            without(&body, "document"),
            422,
            "invalid",
            "document",
        ),
        (
            "no answer_hash",
            without(&body, "answer_hash"),
            422,
            "invalid",
            "answer_hash",
        ),
        (
            "no collect_hash",
            without(&body, "collect_hash"),
            422,
            "invalid",
            "collect_hash",
        ),
        (
            "no expires_in",
            without(&body, "expires_in"),
            422,
            "invalid",
            "expires_in",
        ),
        (
            "a document as text",
            with(&body, "document", json!("a b")),
            422,
            "invalid",
            "base64url",
        ),
        (
            "a padded document",
            with(&body, "document", json!("AA==")),
            422,
            "invalid",
            "base64url",
        ),
        (
            "a document without its tag",
            document(15),
            422,
            "invalid",
            "16 to 16400 bytes",
        ),
        (
            "no bytes of document",
            document(0),
            422,
            "invalid",
            "16 to 16400 bytes",
        ),
        (
            "a byte too many",
            document(16_401),
            422,
            "invalid",
            "16 to 16400 bytes",
        ),
        (
            "far too many",
            document(30_000),
            413,
            "too_large",
            "A document may have 16400 bytes",
        ),
        (
            "a short hash",
            with(&body, "collect_hash", json!(hash[1..])),
            422,
            "invalid",
            "32 bytes",
        ),
        (
            "another answer_hash",
            with(&body, "answer_hash", json!(AnswerToken::random().hash())),
            422,
            "id_mismatch",
            "answer_hash",
        ),
        (
            "a lifetime of 59 s",
            with(&body, "expires_in", json!(59)),
            422,
            "invalid",
            "60 to 1209600 seconds",
        ),
        (
            "a lifetime of 15 days",
            with(&body, "expires_in", json!(1_209_601)),
            422,
            "invalid",
            "60 to 1209600 seconds",
        ),
        (
            "a lifetime as text",
            with(&body, "expires_in", json!("7d")),
            422,
            "invalid",
            "",
        ),
        (
            "a negative lifetime",
            with(&body, "expires_in", json!(-60)),
            422,
            "invalid",
            "",
        ),
        (
            "half a second",
            with(&body, "expires_in", json!(60.5)),
            422,
            "invalid",
            "",
        ),
        (
            "a stranger's reference",
            with(&body, "reference", json!("T-1234")),
            422,
            "invalid",
            "API key only",
        ),
    ];
    refuses(&app, Method::PUT, &request.path(""), None, cases).await;
    let token = request.answer.to_b64u();
    assert_eq!(app.look(&request, &token).await.status(), 404);
    for (bytes, status) in [(16, 201), (16_400, 201)] {
        let mut request = TestRequest::new();
        request.document = vec![7; bytes];
        assert_eq!(app.ask(&request, None).await.status(), status, "{bytes}");
        assert_eq!(
            app.asked(&request).await["document"],
            to_b64u(&request.document)
        );
    }
}

#[actix_web::test]
async fn a_reference_has_1_to_128_characters() {
    let clients = TestClients::one();
    let app = clients.serve(&[]);
    let key = Some(&clients.keys[0]);
    for (reference, status) in [
        (String::new(), 422),
        ("T".to_owned(), 201),
        ("é".repeat(128), 201),
        ("é".repeat(129), 422),
    ] {
        let mut request = TestRequest::new();
        request.reference = Some(reference.clone());
        assert_eq!(app.ask(&request, key).await.status(), status, "{reference}");
        if status == 201 {
            let view = app.look(&request, clients.keys[0].expose()).await;
            let view: Value = view.json().await.unwrap();
            assert_eq!(view["reference"], reference);
        }
    }
}

#[actix_web::test]
async fn every_malformed_answer_is_refused_by_name() {
    let app = TestApp::with(&[
        "--rate-create=off",
        "--rate-open=off",
        "--requests=anyone",
        "--max-envelope=64KiB",
    ]);
    let request = TestRequest::new();
    app.ask(&request, None).await;
    let bundle = TestBundle::new();
    let body = bundle.answer(2);
    let wraps = |lengths: &[usize]| {
        let wraps = lengths.iter().map(|length| to_b64u(&vec![9; *length]));
        with(&body, "wraps", json!(wraps.collect::<Vec<_>>()))
    };
    let shaped = |at: usize, byte: u8| {
        let mut envelope = bundle.envelope.clone();
        envelope[at] = byte;
        with(&body, "envelope", json!(to_b64u(&envelope)))
    };
    let sized = |length: usize| {
        let mut envelope = bundle.envelope.clone();
        envelope.resize(length, 0);
        with(&body, "envelope", json!(to_b64u(&envelope)))
    };
    let cases: Vec<Case> = vec![
        ("no body", String::new(), 400, "json", ""),
        ("an array", "[]".to_owned(), 422, "invalid", "object"),
        (
            "an unknown member",
            with(&body, "expires_in", json!(60)),
            422,
            "invalid",
            "known: one of `link_hash`",
        ),
        ("no wraps", without(&body, "wraps"), 422, "invalid", "wraps"),
        (
            "no envelope",
            without(&body, "envelope"),
            422,
            "invalid",
            "envelope",
        ),
        (
            "no link_hash",
            without(&body, "link_hash"),
            422,
            "invalid",
            "link_hash",
        ),
        (
            "no receipt_hash",
            without(&body, "receipt_hash"),
            422,
            "invalid",
            "receipt_hash",
        ),
        (
            "an empty list of wraps",
            wraps(&[]),
            422,
            "invalid",
            "1 to 8 of exactly 1168 bytes",
        ),
        (
            "nine wraps",
            wraps(&[1168; 9]),
            422,
            "invalid",
            "1 to 8 of exactly 1168 bytes",
        ),
        (
            "a short wrap",
            wraps(&[1168, 1167]),
            422,
            "invalid",
            "1 to 8 of exactly 1168 bytes",
        ),
        (
            "a long wrap",
            wraps(&[1169]),
            422,
            "invalid",
            "1 to 8 of exactly 1168 bytes",
        ),
        (
            "two wraps that make up one",
            wraps(&[1000, 168]),
            422,
            "invalid",
            "1 to 8 of exactly 1168 bytes",
        ),
        (
            "one wrap without a list",
            with(&body, "wraps", json!("AAAA")),
            422,
            "invalid",
            "",
        ),
        (
            "a wrap that is no base64url",
            with(&body, "wraps", json!(["="])),
            422,
            "invalid",
            "base64url",
        ),
        (
            "a passphrase",
            shaped(3, 1),
            422,
            "invalid",
            "An answer has no passphrase",
        ),
        ("an unknown flag", shaped(3, 2), 422, "invalid", ""),
        ("another version", shaped(1, 2), 422, "invalid", ""),
        (
            "an unpadded envelope",
            sized(1_103),
            422,
            "illegal_size",
            "",
        ),
        (
            "an envelope above the limit",
            sized(66_000),
            413,
            "too_large",
            "An envelope may have 65536 bytes",
        ),
        (
            "far above the limit",
            sized(130_000),
            413,
            "too_large",
            "An envelope may have 65536 bytes",
        ),
    ];
    let token = request.answer.to_b64u();
    refuses(
        &app,
        Method::POST,
        &request.path("/answer"),
        Some(&token),
        cases,
    )
    .await;
    assert_eq!(app.asked(&request).await["state"], "pending");
    assert_eq!(app.answer(&request, &bundle.answer(8)).await.status(), 201);
    assert_eq!(
        app.collected(&request).await["wraps"]
            .as_array()
            .unwrap()
            .len(),
        8
    );
}

#[actix_web::test]
async fn the_largest_answer_fits_with_all_its_wraps() {
    let (request, bundle) = (TestRequest::new(), TestBundle::of_size(2048));
    let app = TestApp::with(&[
        "--rate-create=off",
        "--rate-open=off",
        "--requests=anyone",
        &format!("--max-envelope={}", bundle.envelope.len()),
    ]);
    app.ask(&request, None).await;
    assert_eq!(app.answer(&request, &bundle.answer(8)).await.status(), 201);
    let opened: Value = app.collect(&request, &bundle).await.json().await.unwrap();
    assert_eq!(opened["envelope"], to_b64u(&bundle.envelope));
}

#[actix_web::test]
async fn no_bundle_can_be_put_at_a_request_and_no_request_at_a_bundle() {
    let app = open_to_all();
    let (request, bundle) = (TestRequest::new(), TestBundle::new());
    let mismatch = (422, "id_mismatch".to_owned());
    let squatted = app.put_body(&request.id(), &bundle.body()).await;
    assert_eq!(problem(squatted).await, mismatch);
    let path = format!("/api/v1/requests/{}", bundle.id().to_b64u());
    let squatted = app
        .call(Method::PUT, &path, None, Some(&request.body()))
        .await;
    assert_eq!(problem(squatted).await, mismatch);
    assert_eq!(app.ask(&request, None).await.status(), 201);
    assert_eq!(app.put(&bundle).await.status(), 201);
}

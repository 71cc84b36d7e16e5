//! Every malformed request gets a clear error and changes nothing.

use handover::protocol::token::{PublicKey, to_b64u};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{TestBundle, TestClients, TestRequest, problem, problem_body},
    machines::{desk, team, wish, wish_to},
    malformed::{
        Call, Case,
        Change::{AnotherHash, Bytes, Cut, Doubled, Raw, Turned, With, Without},
    },
    requests::open_to_all,
};

const DOCUMENT: &str = "16 to 16400 bytes";

const REQUESTS: &[Case] = &[
    ("no body", Raw(""), 400, "json", ""),
    ("half a body", Cut(90), 400, "json", ""),
    ("an array", Raw("[]"), 422, "invalid", "object"),
    (
        "an unknown member",
        With("owner", "\"desk\""),
        422,
        "invalid",
        "known: one of `document`",
    ),
    ("a doubled member", Doubled, 422, "invalid", "expires_in"),
    (
        "no document",
        Without("document"),
        422,
        "invalid",
        "document",
    ),
    (
        "no answer_hash",
        Without("answer_hash"),
        422,
        "invalid",
        "answer_hash",
    ),
    (
        "no collect_hash",
        Without("collect_hash"),
        422,
        "invalid",
        "collect_hash",
    ),
    (
        "no expires_in",
        Without("expires_in"),
        422,
        "invalid",
        "expires_in",
    ),
    (
        "a document as text",
        With("document", "\"a b\""),
        422,
        "invalid",
        "base64url",
    ),
    (
        "a padded document",
        With("document", "\"AA==\""),
        422,
        "invalid",
        "base64url",
    ),
    (
        "a document without its tag",
        Bytes("document", 15),
        422,
        "invalid",
        DOCUMENT,
    ),
    (
        "no bytes of document",
        Bytes("document", 0),
        422,
        "invalid",
        DOCUMENT,
    ),
    (
        "a byte too many",
        Bytes("document", 16_401),
        422,
        "invalid",
        DOCUMENT,
    ),
    (
        "far too many",
        Bytes("document", 30_000),
        413,
        "too_large",
        "A document may have 16400 bytes",
    ),
    (
        "a short hash",
        Turned("collect_hash", |hash| hash[1..].to_owned()),
        422,
        "invalid",
        "32 bytes",
    ),
    (
        "another answer_hash",
        AnotherHash("answer_hash"),
        422,
        "id_mismatch",
        "answer_hash",
    ),
    (
        "a lifetime of 59 s",
        With("expires_in", "59"),
        422,
        "invalid",
        LIFETIME,
    ),
    (
        "a lifetime of 15 days",
        With("expires_in", "1209601"),
        422,
        "invalid",
        LIFETIME,
    ),
    (
        "a lifetime as text",
        With("expires_in", "\"7d\""),
        422,
        "invalid",
        "",
    ),
    (
        "a negative lifetime",
        With("expires_in", "-60"),
        422,
        "invalid",
        "",
    ),
    (
        "half a second",
        With("expires_in", "60.5"),
        422,
        "invalid",
        "",
    ),
    (
        "a stranger's reference",
        With("reference", "\"T-1234\""),
        422,
        "invalid",
        "API key only",
    ),
];

const LIFETIME: &str = "60 to 1209600 seconds";

#[actix_web::test]
async fn every_malformed_request_is_refused_by_name() {
    let app = open_to_all();
    let request = TestRequest::new();
    let call = Call {
        app: &app,
        method: Method::PUT,
        path: &request.path(""),
        credential: None,
        right: &request.body(),
    };
    call.refuses(REQUESTS).await;
    let token = request.answer.to_b64u();
    assert_eq!(app.look(&request, &token).await.status(), 404);
    for bytes in [16, 16_400] {
        let mut request = TestRequest::new();
        request.document = vec![7; bytes];
        assert_eq!(app.ask(&request, None).await.status(), 201, "{bytes}");
        assert_eq!(
            app.asked(&request).await["document"],
            to_b64u(&request.document)
        );
    }
}

const KINDS: &str = "at least one kind, none twice, of: backoffice, ftp, database";
const FROM: &str = "from must be one line of 1 to 128 characters";
const REFERENCE: &str = "reference must have 1 to 128 characters";

/// Of what a machine asks for.
const ASKS: &[Case] = &[
    ("no body", Raw(""), 400, "json", ""),
    ("half a body", Cut(60), 400, "json", ""),
    ("an array", Raw("[]"), 422, "invalid", "object"),
    (
        "an unknown member",
        With("team", "\"desk\""),
        422,
        "invalid",
        "known: one of `ask`",
    ),
    ("a doubled member", Doubled, 422, "invalid", "expires_in"),
    ("no ask", Without("ask"), 422, "invalid", "`ask`"),
    ("no lang", Without("lang"), 422, "invalid", "`lang`"),
    (
        "no expires_in",
        Without("expires_in"),
        422,
        "invalid",
        "`expires_in`",
    ),
    ("nothing asked", With("ask", "[]"), 422, "invalid", KINDS),
    (
        "an unknown kind",
        With("ask", "[\"safe\"]"),
        422,
        "invalid",
        KINDS,
    ),
    (
        "a kind twice",
        With("ask", "[\"ftp\",\"ftp\"]"),
        422,
        "invalid",
        KINDS,
    ),
    (
        "a kind as text",
        With("ask", "\"ftp\""),
        422,
        "invalid",
        "sequence",
    ),
    (
        "another language",
        With("lang", "\"de\""),
        422,
        "invalid",
        "en or fr",
    ),
    (
        "a language in capitals",
        With("lang", "\"FR\""),
        422,
        "invalid",
        "en or fr",
    ),
    (
        "an empty reference",
        With("reference", "\"\""),
        422,
        "invalid",
        REFERENCE,
    ),
    (
        "a long reference",
        Turned("reference", |_| "é".repeat(129)),
        422,
        "invalid",
        REFERENCE,
    ),
    ("an empty from", With("from", "\"\""), 422, "invalid", FROM),
    (
        "a long from",
        Turned("from", |_| "é".repeat(129)),
        422,
        "invalid",
        FROM,
    ),
    (
        "two lines of from",
        With("from", "\"a\\nb\""),
        422,
        "invalid",
        FROM,
    ),
    (
        "a control in from",
        With("from", "\"a\\u0085b\""),
        422,
        "invalid",
        FROM,
    ),
    (
        "a lifetime of 59 s",
        With("expires_in", "59"),
        422,
        "invalid",
        LIFETIME,
    ),
    (
        "a lifetime of 15 days",
        With("expires_in", "1209601"),
        422,
        "invalid",
        LIFETIME,
    ),
    (
        "no key",
        With("public_keys", "[]"),
        422,
        "invalid",
        "send public_keys, 1 to 8",
    ),
    (
        "a short key",
        With("public_keys", "[\"AAAA\"]"),
        422,
        "invalid",
        "1216 bytes",
    ),
    (
        "far too much",
        Turned("reference", |_| "x".repeat(20_000)),
        413,
        "too_large",
        "17088 bytes",
    ),
];

#[actix_web::test]
async fn every_malformed_wish_is_refused_by_name_and_makes_nothing() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    let call = Call {
        app: &app,
        method: Method::POST,
        path: "/api/v1/requests",
        credential: Some(key),
        right: &wish(),
    };
    call.refuses(ASKS).await;
    let listed = app.read(key, "/api/v1/requests").await;
    assert_eq!(listed, json!({ "requests": [] }));
    let mut longest = wish_to(&team(8));
    longest["reference"] = json!("\u{1}".repeat(128));
    longest["from"] = json!("\u{1f511}".repeat(128));
    app.made(key, &longest).await;
}

#[actix_web::test]
async fn keys_that_nothing_can_be_sealed_to_are_refused() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = &team(1)[0];
    let unsound = PublicKey::new([0xff; PublicKey::LENGTH]);
    for (keys, mention) in [
        (vec![key.clone(); 2], "a key stands there twice"),
        (vec![key.clone(), unsound], "nothing can be sealed to it"),
        (team(9), "1 to 8 keys"),
    ] {
        let refused = app.make(clients.keys[0].expose(), &wish_to(&keys)).await;
        let body = problem_body(refused).await;
        assert_eq!(body["code"], "invalid", "{mention}");
        assert!(body["detail"].as_str().unwrap().contains(mention), "{body}");
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

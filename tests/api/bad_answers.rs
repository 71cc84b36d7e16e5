//! Every malformed answer gets a clear error and changes nothing.

use handover::protocol::token::to_b64u;
use reqwest::Method;
use serde_json::Value;

use crate::{
    app::{TestApp, TestBundle, TestRequest},
    malformed::{
        Call, Case,
        Change::{Byte, Raw, Sized, With, Without, Wraps},
    },
};

const WRAPS: &str = "1 to 8 of exactly 1168 bytes";
const ENVELOPE: &str = "An envelope may have 65536 bytes";

const ANSWERS: &[Case] = &[
    ("no body", Raw(""), 400, "json", ""),
    ("an array", Raw("[]"), 422, "invalid", "object"),
    (
        "an unknown member",
        With("expires_in", "60"),
        422,
        "invalid",
        "known: one of `link_hash`",
    ),
    ("no wraps", Without("wraps"), 422, "invalid", "wraps"),
    (
        "no envelope",
        Without("envelope"),
        422,
        "invalid",
        "envelope",
    ),
    (
        "no link_hash",
        Without("link_hash"),
        422,
        "invalid",
        "link_hash",
    ),
    (
        "no receipt_hash",
        Without("receipt_hash"),
        422,
        "invalid",
        "receipt_hash",
    ),
    ("an empty list of wraps", Wraps(&[]), 422, "invalid", WRAPS),
    ("nine wraps", Wraps(&[1168; 9]), 422, "invalid", WRAPS),
    ("a short wrap", Wraps(&[1168, 1167]), 422, "invalid", WRAPS),
    ("a long wrap", Wraps(&[1169]), 422, "invalid", WRAPS),
    (
        "two wraps that make up one",
        Wraps(&[1000, 168]),
        422,
        "invalid",
        WRAPS,
    ),
    (
        "one wrap without a list",
        With("wraps", "\"AAAA\""),
        422,
        "invalid",
        "",
    ),
    (
        "a wrap that is no base64url",
        With("wraps", "[\"=\"]"),
        422,
        "invalid",
        "base64url",
    ),
    (
        "a passphrase",
        Byte(3, 1),
        422,
        "invalid",
        "An answer has no passphrase",
    ),
    ("an unknown flag", Byte(3, 2), 422, "invalid", ""),
    ("another version", Byte(1, 2), 422, "invalid", ""),
    (
        "an unpadded envelope",
        Sized(1_103),
        422,
        "illegal_size",
        "",
    ),
    (
        "an envelope above the limit",
        Sized(66_000),
        413,
        "too_large",
        ENVELOPE,
    ),
    (
        "far above the limit",
        Sized(130_000),
        413,
        "too_large",
        ENVELOPE,
    ),
];

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
    let call = Call {
        app: &app,
        method: Method::POST,
        path: &request.path("/answer"),
        credential: Some(&request.answer.to_b64u()),
        right: &bundle.answer(2),
    };
    call.refuses(ANSWERS).await;
    assert_eq!(app.asked(&request).await["state"], "pending");
    assert_eq!(app.answer(&request, &bundle.answer(8)).await.status(), 201);
    let wraps = app.collected(&request).await["wraps"].clone();
    assert_eq!(wraps.as_array().unwrap().len(), 8);
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

//! Requests from the first call to the last.

use handover::protocol::token::{EnvelopeHash, to_b64u};
use serde_json::{Value, json};

use crate::app::{TestApp, TestBundle, TestClients, TestRequest, problem, problem_body};

/// A server on which anybody may make requests.
pub fn open_to_all() -> TestApp {
    TestApp::with(&["--rate-create=off", "--rate-open=off", "--requests=anyone"])
}

async fn json_of(response: reqwest::Response, status: u16) -> Value {
    assert_eq!(response.status(), status);
    response.json().await.unwrap()
}

#[actix_web::test]
async fn a_request_is_answered_collected_and_finished() {
    let clients = TestClients::one();
    let app = clients.serve(&[]);
    let (request, bundle) = (TestRequest::new(), TestBundle::new());
    let collect = request.collect.to_b64u();
    let made = json_of(app.ask(&request, Some(&clients.keys[0])).await, 201).await;
    assert_eq!(made["id"], json!(request.id()));

    let asked = app.asked(&request).await;
    assert_eq!(asked["state"], "pending");
    assert_eq!(asked["document"], to_b64u(&request.document));
    assert_eq!(asked["requester"], "The desk of desk");
    assert_eq!(asked["expires_at"], made["expires_at"]);
    let pending = app.collected(&request).await;
    assert_eq!(
        (&pending["state"], &pending["wraps"]),
        (&json!("pending"), &json!([]))
    );
    assert!(pending.get("envelope_sha256").is_none() && pending.get("requester").is_none());

    let answer = bundle.answer(2);
    let stored = json_of(app.answer(&request, &answer).await, 201).await;
    assert_eq!(stored["id"], json!(request.id()));
    let answered = app.collected(&request).await;
    assert_eq!(answered["state"], "answered");
    assert_eq!(answered["wraps"], answer["wraps"]);
    assert_eq!(
        answered["envelope_sha256"],
        json!(EnvelopeHash::digest(&bundle.envelope))
    );
    assert_eq!(answered["expires_at"], stored["expires_at"]);

    let early = problem_body(app.finish_request(&request, &collect).await).await;
    assert_eq!(
        (&early["code"], &early["state"]),
        (&json!("state"), &json!("answered"))
    );
    let opened = json_of(app.collect(&request, &bundle).await, 200).await;
    assert_eq!(opened["envelope"], to_b64u(&bundle.envelope));
    assert_eq!(app.finish_request(&request, &collect).await.status(), 204);
    assert_eq!(app.finish_request(&request, &collect).await.status(), 204);

    let asked = app.asked(&request).await;
    assert_eq!(asked["state"], "opened");
    for member in [
        "created_at",
        "answered_at",
        "claimed_at",
        "opened_at",
        "finished_at",
    ] {
        assert!(asked[member].is_string(), "{member}: {asked}");
    }
    assert_eq!(app.collected(&request).await["wraps"], json!([]));
    let receipt = app.get(&request.id(), &bundle.receipt.to_b64u()).await;
    let receipt = json_of(receipt, 200).await;
    assert_eq!(
        (&receipt["state"], &receipt["id"]),
        (&json!("opened"), &json!(request.id()))
    );
    assert_eq!(receipt["created_at"], asked["answered_at"]);
}

#[actix_web::test]
async fn the_same_request_and_the_same_answer_may_be_sent_again() {
    let app = open_to_all();
    let (request, bundle) = (TestRequest::new(), TestBundle::new());
    let made = json_of(app.ask(&request, None).await, 201).await;
    assert_eq!(json_of(app.ask(&request, None).await, 200).await, made);
    let answer = bundle.answer(1);
    let stored = json_of(app.answer(&request, &answer).await, 201).await;
    assert_eq!(
        json_of(app.answer(&request, &answer).await, 200).await,
        stored
    );
    app.collect(&request, &bundle).await;
    assert_eq!(
        json_of(app.answer(&request, &answer).await, 200).await,
        stored
    );
    let again = json_of(app.ask(&request, None).await, 200).await;
    assert_eq!(again["id"], made["id"]);
}

#[actix_web::test]
async fn another_request_or_another_answer_is_refused() {
    let app = open_to_all();
    let mut request = TestRequest::new();
    app.ask(&request, None).await;
    request.document[0] ^= 1;
    let taken = (409, "exists".to_owned());
    assert_eq!(problem(app.ask(&request, None).await).await, taken);
    request.document[0] ^= 1;
    request.expires_in += 1;
    assert_eq!(problem(app.ask(&request, None).await).await, taken);

    let first = TestBundle::new();
    app.answer(&request, &first.answer(1)).await;
    let second = app.answer(&request, &TestBundle::new().answer(1)).await;
    assert_eq!(problem(second).await, (409, "answered".to_owned()));
    // New wraps around the same envelope are another answer, too.
    let rewrapped = app.answer(&request, &first.answer(1)).await;
    assert_eq!(problem(rewrapped).await, (409, "answered".to_owned()));
    assert_eq!(app.collect(&request, &first).await.status(), 200);
}

#[actix_web::test]
async fn a_withdrawn_request_can_not_be_answered() {
    let app = open_to_all();
    let request = TestRequest::new();
    let collect = request.collect.to_b64u();
    app.ask(&request, None).await;
    assert_eq!(app.withdraw(&request, &collect).await.status(), 204);
    assert_eq!(app.withdraw(&request, &collect).await.status(), 204);
    let gone = app.answer(&request, &TestBundle::new().answer(1)).await;
    let gone = problem_body(gone).await;
    assert_eq!(
        (&gone["status"], &gone["code"], &gone["state"]),
        (&json!(410), &json!("gone"), &json!("revoked"))
    );
    let asked = app.asked(&request).await;
    assert_eq!(
        (&asked["state"], &asked["ended_at"]),
        (&json!("revoked"), &gone["at"])
    );
}

#[actix_web::test]
async fn an_answer_is_taken_back_until_it_is_collected() {
    let app = open_to_all();
    let (early, late, bundle) = (TestRequest::new(), TestRequest::new(), TestBundle::new());
    for request in [&early, &late] {
        app.ask(request, None).await;
        app.answer(request, &bundle.answer(1)).await;
    }
    let withdrawn = app.withdraw(&early, &early.collect.to_b64u()).await;
    assert_eq!(withdrawn.status(), 204);
    assert_eq!(app.collected(&early).await["state"], "revoked");
    assert_eq!(problem(app.collect(&early, &bundle).await).await.0, 410);

    app.collect(&late, &bundle).await;
    let refused = problem_body(app.withdraw(&late, &late.collect.to_b64u()).await).await;
    assert_eq!(
        (&refused["status"], &refused["code"], &refused["state"]),
        (&json!(409), &json!("state"), &json!("opened"))
    );
}

#[actix_web::test]
async fn the_merchant_takes_the_answer_back_with_the_receipt() {
    let app = open_to_all();
    let (request, bundle) = (TestRequest::new(), TestBundle::new());
    app.ask(&request, None).await;
    let path = format!("/api/v1/bundles/{}", request.id().to_b64u());
    let revoke = async || {
        let token = bundle.receipt.to_b64u();
        app.call(reqwest::Method::DELETE, &path, Some(&token), None)
            .await
    };
    assert_eq!(problem(revoke().await).await.0, 404);
    app.answer(&request, &bundle.answer(1)).await;
    assert_eq!(revoke().await.status(), 204);
    assert_eq!(app.asked(&request).await["state"], "revoked");
}

#[actix_web::test]
async fn a_request_of_nobody_carries_no_name() {
    let app = open_to_all();
    let request = TestRequest::new();
    app.ask(&request, None).await;
    assert_eq!(app.asked(&request).await["requester"], Value::Null);
}

//! The life of a bundle: sealed, opened once, confirmed, finished; or revoked.

use handover::protocol::token::{Claim, OpenToken, from_b64u, to_b64u};
use serde_json::{Value, json};

use crate::app::{TestApp, TestBundle, problem, problem_body};

#[actix_web::test]
async fn a_bundle_opens_exactly_once_and_byte_for_byte() {
    let app = TestApp::start();
    let bundle = TestBundle::of_size(2048);
    assert_eq!(app.put(&bundle).await.status(), 201);

    let opened = app.open(&bundle, None).await;
    assert_eq!(opened.status(), 200);
    let body: Value = opened.json().await.unwrap();
    assert_eq!(body["envelope"], json!(to_b64u(&bundle.envelope)));
    assert!(body.get("lease_expires_at").is_none());

    let second = problem_body(app.open(&bundle, None).await).await;
    assert_eq!(
        (&second["status"], &second["code"]),
        (&json!(410), &json!("gone"))
    );
    assert_eq!(second["state"], "opened");
    assert!(second["at"].is_string());

    let receipt = app.receipt(&bundle).await;
    assert_eq!(receipt["state"], "opened");
    assert_eq!(receipt["late_attempts"], 1);
    assert!(receipt.get("confirmed_at").is_none());
    assert!(receipt.get("readable").is_none());
}

#[actix_web::test]
async fn within_the_lease_the_claimant_alone_fetches_again_until_it_confirms() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let (mine, another) = (Claim::random(), Claim::random());
    app.put(&bundle).await;

    let first: Value = app.open(&bundle, Some(&mine)).await.json().await.unwrap();
    assert!(first["lease_expires_at"].is_string());
    // The same claim needs no second passphrase: a typing error after a reload costs nothing.
    let again = app
        .open_with(&bundle, &OpenToken::random(), Some(&mine))
        .await;
    assert_eq!(again.json::<Value>().await.unwrap(), first);

    let refused = problem_body(app.open(&bundle, Some(&another)).await).await;
    assert_eq!(refused["state"], "claimed");
    assert_eq!(app.view(&bundle).await["state"], "claimed");

    assert_eq!(
        problem(app.confirm(&bundle, &another, true).await).await.0,
        404
    );
    assert_eq!(app.confirm(&bundle, &mine, true).await.status(), 204);
    assert_eq!(app.confirm(&bundle, &mine, false).await.status(), 204);

    let receipt = app.receipt(&bundle).await;
    assert_eq!(receipt["state"], "opened");
    assert_eq!(receipt["readable"], true, "written once");
    assert_eq!(receipt["opened_at"], receipt["confirmed_at"]);
    assert_eq!(problem(app.open(&bundle, Some(&mine)).await).await.0, 410);
}

#[actix_web::test]
async fn without_a_lease_a_claim_fetches_once_and_may_still_confirm() {
    let app = TestApp::with(&["--lease=0s", "--rate-open=off"]);
    let bundle = TestBundle::new();
    let claim = Claim::random();
    app.put(&bundle).await;

    let first: Value = app.open(&bundle, Some(&claim)).await.json().await.unwrap();
    assert!(first.get("lease_expires_at").is_none());
    assert_eq!(problem(app.open(&bundle, Some(&claim)).await).await.0, 410);
    assert_eq!(app.confirm(&bundle, &claim, true).await.status(), 204);
    assert_eq!(app.receipt(&bundle).await["readable"], true);
}

#[actix_web::test]
async fn wrong_passphrases_are_counted_once_each_and_then_destroy() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;

    let (token, claim) = (OpenToken::random(), Claim::random());
    for _ in 0..3 {
        let wrong = app.open_with(&bundle, &token, Some(&claim)).await;
        let body = problem_body(wrong).await;
        assert_eq!(
            (&body["code"], &body["tries_left"]),
            (&json!("wrong_passphrase"), &json!(4))
        );
    }
    for left in [3, 2, 1] {
        let wrong = app.open_with(&bundle, &OpenToken::random(), None).await;
        assert_eq!(problem_body(wrong).await["tries_left"], left);
    }
    assert_eq!(app.view(&bundle).await["tries_left"], 1);

    let last = app.open_with(&bundle, &OpenToken::random(), None).await;
    let body = problem_body(last).await;
    assert_eq!(
        (&body["status"], &body["state"]),
        (&json!(410), &json!("destroyed"))
    );
    let receipt = app.receipt(&bundle).await;
    assert_eq!(
        (&receipt["state"], &receipt["late_attempts"]),
        (&json!("destroyed"), &json!(0))
    );
    assert_eq!(problem(app.open(&bundle, None).await).await.0, 410);
}

#[actix_web::test]
async fn a_repeated_create_is_harmless_and_other_content_is_refused() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let first = app.put(&bundle).await;
    assert_eq!(first.status(), 201);
    let first: Value = first.json().await.unwrap();
    assert_eq!(first["id"], json!(bundle.id()));

    let again = app.put(&bundle).await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.json::<Value>().await.unwrap(), first);

    for (member, value) in [
        ("open_hash", json!(OpenToken::random().hash())),
        ("receipt_hash", json!(to_b64u(&[7; 32]))),
        ("expires_in", json!(3601)),
        ("envelope", json!(to_b64u(&TestBundle::new().envelope))),
    ] {
        let mut other = bundle.body();
        other[member] = value;
        let refused = app.put_body(&bundle.id(), &other).await;
        assert_eq!(
            problem(refused).await,
            (409, "exists".to_owned()),
            "{member}"
        );
    }

    app.open(&bundle, None).await;
    assert_eq!(
        app.put(&bundle).await.status(),
        200,
        "a finished link cannot be sealed again"
    );
    assert_eq!(app.view(&bundle).await["state"], "opened");
}

#[actix_web::test]
async fn the_sender_can_take_it_back_until_it_is_opened() {
    let app = TestApp::start();
    let (sealed, opened) = (TestBundle::new(), TestBundle::new());
    app.put(&sealed).await;
    app.put(&opened).await;

    assert_eq!(app.revoke(&sealed).await.status(), 204);
    assert_eq!(app.revoke(&sealed).await.status(), 204);
    let gone = problem_body(app.open(&sealed, None).await).await;
    assert_eq!(
        (&gone["code"], &gone["state"]),
        (&json!("gone"), &json!("revoked"))
    );
    assert_eq!(gone["at"], app.receipt(&sealed).await["ended_at"]);

    app.open(&opened, None).await;
    let refused = problem_body(app.revoke(&opened).await).await;
    assert_eq!(
        (&refused["code"], &refused["state"]),
        (&json!("state"), &json!("opened"))
    );
}

#[actix_web::test]
async fn the_intervention_can_be_finished_once_it_was_opened() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    app.put(&bundle).await;
    assert_eq!(
        problem(app.finish(&bundle).await).await,
        (409, "state".to_owned())
    );

    app.open(&bundle, Some(&Claim::random())).await;
    assert_eq!(app.finish(&bundle).await.status(), 204);
    let finished = app.receipt(&bundle).await["finished_at"].clone();
    assert!(finished.is_string());
    assert_eq!(app.finish(&bundle).await.status(), 204);
    assert_eq!(app.receipt(&bundle).await["finished_at"], finished);
}

#[actix_web::test]
async fn the_view_and_the_receipt_tell_what_they_should_and_no_more() {
    let app = TestApp::start();
    let mut bundle = TestBundle::new();
    bundle.envelope[3] = 1;
    app.put(&bundle).await;

    let view = app.view(&bundle).await;
    let expected = json!({
        "state": "sealed", "expires_at": view["expires_at"], "passphrase": true, "tries_left": 5,
        "size": bundle.envelope.len(),
    });
    assert_eq!(view, expected);

    let receipt = app.receipt(&bundle).await;
    let mut expected = expected;
    for (member, value) in [
        ("id", json!(bundle.id())),
        ("created_at", receipt["created_at"].clone()),
        ("receipt_until", receipt["receipt_until"].clone()),
        ("late_attempts", json!(0)),
    ] {
        expected[member] = value;
    }
    assert_eq!(receipt, expected);
    for time in ["created_at", "expires_at", "receipt_until"] {
        let text = receipt[time].as_str().unwrap();
        assert_eq!(
            (text.len(), &text[19..20], &text[23..]),
            (24, ".", "Z"),
            "{time} {text}"
        );
    }
}

#[actix_web::test]
async fn the_largest_envelope_fits_and_comes_back_whole() {
    let app = TestApp::with(&["--max-envelope=8MiB", "--rate-create=off"]);
    let bundle = TestBundle::of_size(8_257_536);
    assert!(bundle.envelope.len() <= 8 << 20);
    assert_eq!(app.put(&bundle).await.status(), 201);
    let body: Value = app.open(&bundle, None).await.json().await.unwrap();
    let envelope = from_b64u(body["envelope"].as_str().unwrap()).unwrap();
    assert!(envelope == bundle.envelope);
}

#[actix_web::test]
async fn of_many_racing_openers_exactly_one_wins() {
    let app = TestApp::start();
    for _ in 0..20 {
        let bundle = TestBundle::new();
        app.put(&bundle).await;
        let claims: Vec<Claim> = (0..16).map(|_| Claim::random()).collect();
        let tries = claims.iter().map(|claim| app.open(&bundle, Some(claim)));
        let answers = futures_util::future::join_all(tries).await;
        let statuses: Vec<u16> = answers.iter().map(|a| a.status().as_u16()).collect();
        assert_eq!(
            statuses.iter().filter(|s| **s == 200).count(),
            1,
            "{statuses:?}"
        );
        assert_eq!(
            statuses.iter().filter(|s| **s == 410).count(),
            15,
            "{statuses:?}"
        );
    }
}

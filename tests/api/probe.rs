//! How a doctor's call has come: told to the operator alone, by one of four words.

use reqwest::Method;
use serde_json::Value;

use crate::app::TestApp;

/// A word from the operator's listener.
async fn word(app: &TestApp) -> String {
    let url = format!("http://{}/probe", app.admin);
    let answer = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = answer.post(url).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let told: Value = answer.json().await.unwrap();
    assert_eq!(told["seen"], Value::Null);
    told["word"].as_str().unwrap().to_owned()
}

async fn seen(app: &TestApp, word: &str) -> Value {
    let told = app.get_admin(&format!("/probe/{word}")).await;
    assert_eq!(told.status(), 200);
    let told: Value = told.json().await.unwrap();
    assert_eq!(told.as_object().unwrap().len(), 2, "{told}");
    told["seen"].clone()
}

/// Calls `about` with this word and this `X-Forwarded-For`.
async fn call(app: &TestApp, word: &str, forwarded: Option<&str>) -> (u16, Vec<String>, String) {
    let mut call = app
        .request(Method::GET, "/api/v1/about")
        .header("handover-probe", word);
    if let Some(forwarded) = forwarded {
        call = call.header("x-forwarded-for", forwarded);
    }
    let answer = call.send().await.unwrap();
    let names = answer.headers().keys().map(ToString::to_string).collect();
    (
        answer.status().as_u16(),
        names,
        answer.text().await.unwrap(),
    )
}

#[actix_web::test]
async fn it_is_told_how_a_call_has_come_and_not_from_where() {
    let trusting = TestApp::with(&["--trusted-proxies=127.0.0.1"]);
    for (forwarded, expected) in [
        (None, "not_forwarded"),
        (Some("nonsense"), "not_forwarded"),
        (Some("192.0.2.1"), "handed_on"),
        (Some("192.0.2.1, 198.51.100.7"), "forwarded"),
        (Some("198.51.100.7"), "forwarded"),
        // A doctor beside the proxy.
        (Some("192.0.2.1, 127.0.0.1"), "forwarded"),
    ] {
        let word = word(&trusting).await;
        call(&trusting, &word, forwarded).await;
        assert_eq!(seen(&trusting, &word).await, expected, "{forwarded:?}");
    }
    let trusting_nobody = TestApp::start();
    let word = word(&trusting_nobody).await;
    call(&trusting_nobody, &word, Some("192.0.2.1, 198.51.100.7")).await;
    assert_eq!(seen(&trusting_nobody, &word).await, "untrusted_peer");
}

#[actix_web::test]
async fn only_the_last_word_counts_and_nothing_shows_in_public() {
    let app = TestApp::with(&["--trusted-proxies=127.0.0.1"]);
    let (old, new) = (word(&app).await, word(&app).await);
    assert_ne!(old, new);
    let plain = call(&app, "", None).await;
    assert_eq!(call(&app, &old, Some("198.51.100.7")).await, plain);
    assert_eq!(seen(&app, &new).await, Value::Null);
    assert_eq!(call(&app, &new, Some("198.51.100.7")).await, plain);
    assert_eq!(seen(&app, &new).await, "forwarded");
    for unknown in [old.as_str(), "x"] {
        let path = format!("/probe/{unknown}");
        assert_eq!(app.get_admin(&path).await.status(), 404);
    }
    // Nothing of it is on the public listener.
    for path in ["/probe".to_owned(), format!("/probe/{new}")] {
        assert_eq!(app.get_page(&path).await.status(), 404);
    }
}

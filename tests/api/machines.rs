//! What a ticketing system does: has a request made, and hands its links on.

use handover::protocol::{
    document::Asked,
    link::{CollectKey, CollectLink, RequestLink},
    request::RequestKeys,
    token::{KeySeed, PublicKey, from_b64u},
    wire::Time,
};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::app::{EVERYTHING, TestApp, TestBundle, TestClients, problem_body};

/// The public keys of a team.
pub fn team(size: usize) -> Vec<PublicKey> {
    let key = |_| KeySeed::random().public_key();
    (0..size).map(key).collect()
}

/// One client that may do everything and has a team key.
pub fn desk() -> TestClients {
    TestClients::with_team(&[("desk", &EVERYTHING)], &team(1))
}

/// What a ticketing system asks for.
pub fn wish() -> Value {
    json!({ "ask": ["backoffice", "ftp"], "reference": "T-4711", "lang": "fr", "expires_in": 3600 })
}

/// The same, with the keys that the answer is sealed to.
pub fn wish_to(keys: &[PublicKey]) -> Value {
    let mut wish = wish();
    wish["public_keys"] = json!(keys);
    wish
}

impl TestApp {
    /// Has a request made with the API key `key`.
    pub async fn make(&self, key: &str, wish: &Value) -> Response {
        self.call(Method::POST, "/api/v1/requests", Some(key), Some(wish))
            .await
    }

    /// The same, where it is made.
    pub async fn made(&self, key: &str, wish: &Value) -> Value {
        let made = self.make(key, wish).await;
        assert_eq!(made.status(), 201);
        assert_eq!(made.headers()["cache-control"], "no-store");
        made.json().await.unwrap()
    }

    /// What an API key is answered to a `GET`.
    pub async fn read(&self, key: &str, path: &str) -> Value {
        let answer = self.call(Method::GET, path, Some(key), None).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }
}

/// The document behind a request link, as who answers opens it.
async fn document(app: &TestApp, request_link: &str) -> (RequestKeys, Asked, Value) {
    let link = RequestLink::parse(request_link).unwrap();
    let keys = RequestKeys::derive(link.secret);
    let path = format!("/api/v1/requests/{}", keys.id().to_b64u());
    let seen = app.read(&keys.answer_token.to_b64u(), &path).await;
    let sealed = from_b64u(seen["document"].as_str().unwrap()).unwrap();
    let asked = keys.open_document(&sealed).ok().unwrap();
    (keys, asked, seen)
}

#[actix_web::test]
async fn the_links_lead_to_what_was_asked() {
    let team = team(2);
    let clients = TestClients::with_team(&[("desk", &EVERYTHING)], &team);
    let app = clients.serve(&["--public-url=https://handover.example/help/"]);
    let mut wish = wish();
    wish["from"] = json!("Élodie, support");
    let made = app.made(clients.keys[0].expose(), &wish).await;

    let [request_link, collect_link] =
        ["request_link", "collect_link"].map(|name| made[name].as_str().unwrap());
    assert!(request_link.starts_with("https://handover.example/help/answer#1r"));
    assert!(collect_link.starts_with("https://handover.example/help/collect#1t"));
    let (keys, asked, seen) = document(&app, request_link).await;
    assert_eq!(made["id"], json!(keys.id()));
    assert_eq!(made["code"], keys.code.to_string());
    assert!(asked.keys == team);
    let kinds: Vec<_> = asked.ask.iter().map(|kind| kind.id).collect();
    assert_eq!(json!(kinds), wish["ask"]);
    assert_eq!(
        (&*asked.reference, &*asked.from),
        ("T-4711", "Élodie, support")
    );
    assert_eq!(asked.lang.code(), "fr");
    assert_eq!(seen["requester"], "The desk of desk");
    assert_eq!(seen["expires_at"], made["expires_at"]);
    let served = Time::parse(seen["expires_at"].as_str().unwrap()).unwrap();
    asked.check_times(Time::now(), served).unwrap();

    let collect = CollectLink::parse(collect_link).ok().unwrap();
    assert!(collect.secret == keys.secret);
    assert!(matches!(collect.key, CollectKey::Team(_)));
    let token = collect.key.token().to_b64u();
    let path = format!("/api/v1/requests/{}", keys.id().to_b64u());
    assert_eq!(app.read(&token, &path).await["wraps"], json!([]));
}

#[actix_web::test]
async fn the_document_in_the_answer_is_the_one_that_the_link_names() {
    let clients = desk();
    let app = clients.serve(&[]);
    let made = app.made(clients.keys[0].expose(), &wish()).await;
    let link = RequestLink::parse(made["request_link"].as_str().unwrap()).unwrap();
    let text = made["document"].as_str().unwrap();
    assert!(handover::protocol::token::RequestSecret::of(text.as_bytes()) == link.secret);
    let members: Value = serde_json::from_str(text).unwrap();
    assert_eq!(members["reference"], "T-4711");
    assert_eq!(members["from"], "");
}

#[actix_web::test]
async fn without_an_address_of_its_own_the_links_lead_to_where_it_serves() {
    let clients = desk();
    let app = clients.serve(&[]);
    let made = app.made(clients.keys[0].expose(), &wish()).await;
    let base = format!("http://{}/answer#1r", app.address);
    assert!(
        made["request_link"].as_str().unwrap().starts_with(&base),
        "{made}"
    );
}

#[actix_web::test]
async fn the_body_chooses_the_keys_before_the_client_does() {
    let clients = desk();
    let app = clients.serve(&[]);
    let own = team(1);
    let made = app.made(clients.keys[0].expose(), &wish_to(&own)).await;
    let (_, asked, _) = document(&app, made["request_link"].as_str().unwrap()).await;
    assert!(asked.keys == own);
}

#[actix_web::test]
async fn without_any_key_both_ways_are_named() {
    let clients = TestClients::one();
    let app = clients.serve(&[]);
    let refused = problem_body(app.make(clients.keys[0].expose(), &wish()).await).await;
    assert_eq!(
        (&refused["status"], &refused["code"]),
        (&json!(422), &json!("invalid"))
    );
    let detail = refused["detail"].as_str().unwrap();
    assert!(
        detail.contains("public_keys") && detail.contains("--team-key"),
        "{detail}"
    );
}

#[actix_web::test]
async fn what_was_made_is_answered_seen_and_finished_by_its_client() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    let made = app.made(key, &wish()).await;
    let (keys, _, _) = document(&app, made["request_link"].as_str().unwrap()).await;
    let path = format!("/api/v1/requests/{}", keys.id().to_b64u());
    let (bundle, call) = (TestBundle::new(), Method::POST);
    let (token, body) = (keys.answer_token.to_b64u(), bundle.answer(1));
    let answer = format!("{path}/answer");
    let answered = app.call(call.clone(), &answer, Some(&token), Some(&body));
    assert_eq!(answered.await.status(), 201);
    let seen = app.read(key, &path).await;
    assert_eq!(
        (&seen["state"], &seen["reference"]),
        (&json!("answered"), &json!("T-4711"))
    );
    let (token, body) = (bundle.link.to_b64u(), json!({ "open_token": bundle.open }));
    let open = format!("/api/v1/bundles/{}/open", keys.id().to_b64u());
    let opened = app.call(call, &open, Some(&token), Some(&body));
    assert_eq!(opened.await.status(), 200);
    let finish = format!("{path}/finish");
    assert_eq!(
        app.call(Method::POST, &finish, Some(key), None)
            .await
            .status(),
        204
    );
}

#[actix_web::test]
async fn a_key_says_whose_it_is() {
    let team = team(1);
    let clients = TestClients::with_team(&[("desk", &["events:read"]), ("idle", &[])], &team);
    let app = clients.serve(&[]);
    let path = "/api/v1/client";
    let expected = json!({
        "name": "desk",
        "display": "The desk of desk",
        "scopes": ["events:read"],
        "team_keys": [team[0].fingerprint()],
    });
    assert_eq!(app.read(clients.keys[0].expose(), path).await, expected);
    assert_eq!(
        app.read(clients.keys[1].expose(), path).await["scopes"],
        json!([])
    );
}

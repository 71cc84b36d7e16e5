//! A full store refuses what is new, by name, and does everything else.

use std::iter::from_fn;

use handover::protocol::token::{Claim, KeySeed, OpenToken};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::{
    app::{TestBundle, TestClients, TestRequest, problem, problem_body},
    redis_server::RedisServer,
    target::{Target, until},
};

/// Envelopes of this size fill a store quickly.
const LARGE: usize = 65_536;

/// A server, and what was stored there before the store became full.
struct Desk {
    target: Target,
    clients: TestClients,
    opened: TestBundle,
    taken: TestBundle,
    revoked: TestBundle,
    tried: TestBundle,
    asked: TestRequest,
    /// What a machine asks for, and what was made for it.
    wish: Value,
    made: Value,
}

impl Desk {
    async fn start(flags: &[&str]) -> Self {
        let clients = TestClients::one();
        let file = format!("--clients={}", clients.file.path().display());
        let target = Target::start(&[&["--requests=anyone", &file], flags].concat());
        let bundle = TestBundle::new;
        let mut desk = Self {
            target,
            clients,
            opened: bundle(),
            taken: bundle(),
            revoked: bundle(),
            tried: bundle(),
            asked: TestRequest::new(),
            wish: json!({
                "ask": ["ftp"], "reference": "T-1", "lang": "fr", "expires_in": 3600,
                "public_keys": [KeySeed::random().public_key()],
            }),
            made: Value::Null,
        };
        for bundle in [&desk.opened, &desk.taken, &desk.revoked, &desk.tried] {
            assert_eq!(desk.target.put(bundle).await.status(), 201);
        }
        assert_eq!(desk.target.ask(&desk.asked).await.status(), 201);
        let made = desk.make("before").await;
        assert_eq!(made.status(), 201);
        desk.made = made.json().await.unwrap();
        desk
    }

    /// A machine's request, with this Idempotency-Key.
    async fn make(&self, key: &str) -> Response {
        let call = self.call(
            Method::POST,
            "requests",
            Some(self.clients.keys[0].expose()),
        );
        let call = call.header("idempotency-key", key).json(&self.wish);
        call.send().await.unwrap()
    }

    fn call(&self, method: Method, path: &str, bearer: Option<&str>) -> reqwest::RequestBuilder {
        let url = format!("http://{}/api/v1/{path}", self.target.address);
        let call = self.target.client.request(method, url);
        match bearer {
            Some(bearer) => call.bearer_auth(bearer),
            None => call,
        }
    }

    async fn status(&self, method: Method, path: &str, bearer: Option<&str>) -> u16 {
        let call = self.call(method, path, bearer);
        call.send().await.unwrap().status().as_u16()
    }

    /// Stores bundles until there is no room for another.
    async fn fill(&self) {
        let mut stored = 0;
        while self.target.put(&TestBundle::of_size(LARGE)).await.status() == 201 {
            stored += 1;
            assert!(stored < 1000, "no store of a test holds so much");
        }
        while self.target.put(&TestBundle::new()).await.status() == 201 {}
        while self.target.ask(&TestRequest::new()).await.status() == 201 {}
    }

    /// Whatever would take room is refused, says so, and has left nothing.
    async fn refuses_what_is_new(&self) {
        let (bundle, request) = (TestBundle::new(), TestRequest::new());
        for refused in [
            self.target.put(&bundle).await,
            self.target.put(&TestBundle::of_size(LARGE)).await,
            self.target.ask(&request).await,
            self.target
                .answer(&self.asked, &TestBundle::new().answer(2))
                .await,
            self.make("while-full").await,
        ] {
            let problem = problem_body(refused).await;
            assert_eq!(problem["status"], 507, "{problem}");
            assert_eq!(problem["code"], "full");
            let detail = problem["detail"].as_str().unwrap();
            for said in [
                "Nothing was stored",
                "can still be opened",
                "Try again later",
            ] {
                assert!(detail.contains(said), "{detail}");
            }
        }
        assert_eq!(self.target.receipt(&bundle).await.status(), 404);
        let token = request.answer.to_b64u();
        let path = format!("requests/{}", request.id().to_b64u());
        assert_eq!(self.status(Method::GET, &path, Some(&token)).await, 404);
        assert_eq!(self.target.collected(&self.asked).await["state"], "pending");
    }

    /// What was stored is known, opened once, confirmed, taken back and finished.
    async fn serves_what_is_there(&self) {
        let again = self.make("before").await;
        assert_eq!(again.status(), 200, "the same call as before");
        assert_eq!(again.json::<Value>().await.unwrap(), self.made);
        for bundle in [&self.opened, &self.taken, &self.revoked, &self.tried] {
            assert_eq!(self.target.put(bundle).await.status(), 200);
        }
        let claim = Claim::random();
        for _ in 0..2 {
            assert_eq!(
                self.target.open(&self.opened, Some(&claim)).await.status(),
                200
            );
        }
        let late = self.target.open(&self.opened, None).await;
        assert_eq!(problem(late).await, (410, "gone".to_owned()));
        assert_eq!(self.target.open(&self.taken, None).await.status(), 200);
        let confirm = self.call(Method::POST, &path(&self.opened, "/confirm"), None);
        let confirm = confirm.json(&json!({ "claim": claim, "readable": true }));
        assert_eq!(confirm.send().await.unwrap().status(), 204);
        self.tries_count().await;
        let (link, receipt) = (self.opened.link.to_b64u(), self.revoked.receipt.to_b64u());
        let finish = path(&self.opened, "/finish");
        assert_eq!(self.status(Method::POST, &finish, Some(&link)).await, 204);
        let revoke = path(&self.revoked, "");
        assert_eq!(
            self.status(Method::DELETE, &revoke, Some(&receipt)).await,
            204
        );
        let receipt: Value = self
            .target
            .receipt(&self.opened)
            .await
            .json()
            .await
            .unwrap();
        assert_eq!(
            (&receipt["state"], &receipt["readable"]),
            (&json!("opened"), &json!(true))
        );
        assert_eq!(receipt["late_attempts"], 1);
        let key = self.clients.keys[0].expose();
        for list in ["requests?reference=T-1", "events", "client"] {
            assert_eq!(
                self.status(Method::GET, list, Some(key)).await,
                200,
                "{list}"
            );
        }
    }

    async fn tries_count(&self) {
        let call = self.call(
            Method::POST,
            &path(&self.tried, "/open"),
            Some(&self.tried.link.to_b64u()),
        );
        let wrong = call.json(&json!({ "open_token": OpenToken::random() }));
        let wrong = problem_body(wrong.send().await.unwrap()).await;
        assert_eq!(
            (&wrong["status"], &wrong["tries_left"]),
            (&json!(403), &json!(4))
        );
    }

    /// As soon as there is room, what was refused is taken.
    async fn takes_new_again(&self) {
        until("room", async || {
            let answer = TestBundle::new().answer(2);
            self.target.answer(&self.asked, &answer).await.status() == 201
        })
        .await;
        assert_eq!(self.target.put(&TestBundle::new()).await.status(), 201);
        assert_eq!(self.target.ask(&TestRequest::new()).await.status(), 201);
        assert_eq!(
            self.make("while-full").await.status(),
            201,
            "the key was not used up"
        );
    }
}

fn path(bundle: &TestBundle, verb: &str) -> String {
    format!("bundles/{}{verb}", bundle.id().to_b64u())
}

#[tokio::test]
async fn a_full_memory_store_refuses_what_is_new_and_serves_the_rest() {
    let desk = Desk::start(&["--memory-limit=4MiB", "--max-envelope=128KiB"]).await;
    let large: Vec<_> = from_fn(|| Some(TestBundle::of_size(LARGE)))
        .take(4)
        .collect();
    for bundle in &large {
        assert_eq!(desk.target.put(bundle).await.status(), 201);
    }
    desk.fill().await;
    let (used, limit) = ("handover_store_used_bytes", "handover_store_limit_bytes");
    let full = desk.target.value(used).await * 10 / desk.target.value(limit).await;
    assert_eq!(full, 7, "tenths: just below 80 %");
    desk.refuses_what_is_new().await;
    desk.serves_what_is_there().await;
    // Openings make room.
    for bundle in &large {
        assert_eq!(desk.target.open(bundle, None).await.status(), 200);
    }
    desk.takes_new_again().await;
    desk.target.ends_well();
}

#[tokio::test]
async fn a_redis_at_its_limit_refuses_what_is_new_and_serves_the_rest() {
    let redis = RedisServer::start();
    let desk = Desk::start(&["--redis-url", &redis.url()]).await;
    redis.command::<()>("CONFIG SET maxmemory 1");
    desk.refuses_what_is_new().await;
    desk.serves_what_is_there().await;
    redis.command::<()>("CONFIG SET maxmemory 0");
    desk.takes_new_again().await;
    desk.target.ends_well();
}

#[tokio::test]
async fn a_redis_at_four_fifths_of_its_limit_does_the_same() {
    let redis = RedisServer::start();
    let desk = Desk::start(&["--redis-url", &redis.url()]).await;
    // Room for what connections need between nine tenths and the limit.
    redis.command::<()>("SETRANGE filler 20000000 x");
    let used = desk.target.value("handover_store_used_bytes").await;
    redis.command::<()>(&format!("CONFIG SET maxmemory {}", used * 10 / 9));
    until("the refusal", async || {
        desk.target.put(&TestBundle::new()).await.status() == 507
    })
    .await;
    desk.refuses_what_is_new().await;
    desk.serves_what_is_there().await;
    redis.command::<()>("DEL filler");
    desk.takes_new_again().await;
    desk.target.ends_well();
}

//! Pages of other origins can make a browser send requests, and can do nothing with that.
//!
//! Nothing that a browser adds by itself is a credential here: there are no cookies, and tokens and
//! keys go in a header that a foreign page may set only after a preflight. No answer ever allows one.
//! What a browser sends without a preflight (Fetch, "CORS-safelisted") is no JSON, and is refused.

use handover::protocol::token::Claim;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::{
    app::{TestBundle, TestRequest},
    redis_server::RedisServer,
    target::Target,
};

const ORIGINS: [&str; 5] = [
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    "https://handover.example.evil.example",
    "moz-extension://0",
];
const SITES: [&str; 3] = ["cross-site", "same-site", "none"];
/// The types of body that a form, or a script without a preflight, can send.
const SIMPLE: [&str; 4] = [
    "text/plain",
    "text/plain;application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=application/json",
];

struct Scene {
    target: Target,
    redis: RedisServer,
    bundle: TestBundle,
    request: TestRequest,
}

impl Scene {
    async fn start() -> Self {
        let redis = RedisServer::start();
        let target = Target::start(&["--redis-url", &redis.url(), "--requests=anyone"]);
        let (bundle, request) = (TestBundle::new(), TestRequest::new());
        assert_eq!(target.put(&bundle).await.status(), 201);
        assert_eq!(target.ask(&request).await.status(), 201);
        Self {
            target,
            redis,
            bundle,
            request,
        }
    }

    /// Every call that would change something, with the right body, and its credential apart.
    fn calls(&self) -> Vec<(Method, String, Option<String>, Value)> {
        let bundle = |verb| format!("/api/v1/bundles/{}{verb}", self.bundle.id().to_b64u());
        let (link, receipt) = (self.bundle.link.to_b64u(), self.bundle.receipt.to_b64u());
        let (answer, collect) = (
            self.request.answer.to_b64u(),
            self.request.collect.to_b64u(),
        );
        let open = json!({ "open_token": self.bundle.open });
        let confirm = json!({ "claim": Claim::random(), "readable": true });
        let (fresh, asked) = (TestBundle::new(), TestRequest::new());
        let create = format!("/api/v1/bundles/{}", fresh.id().to_b64u());
        vec![
            (Method::PUT, create, None, fresh.body()),
            (Method::POST, bundle("/open"), Some(link.clone()), open),
            (Method::POST, bundle("/confirm"), None, confirm),
            (Method::POST, bundle("/finish"), Some(link), Value::Null),
            (Method::DELETE, bundle(""), Some(receipt), Value::Null),
            (Method::PUT, asked.path(""), None, asked.body()),
            (
                Method::POST,
                self.request.path("/answer"),
                Some(answer),
                fresh.answer(1),
            ),
            (
                Method::POST,
                self.request.path("/finish"),
                Some(collect.clone()),
                Value::Null,
            ),
            (
                Method::DELETE,
                self.request.path(""),
                Some(collect),
                Value::Null,
            ),
            (
                Method::POST,
                "/api/v1/requests".to_owned(),
                None,
                json!({ "ask": ["ftp"] }),
            ),
        ]
    }

    fn foreign(&self, method: Method, path: &str, origin: &str, site: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.target.address);
        let call = self.target.client.request(method, url);
        call.header("origin", origin)
            .header("referer", format!("{origin}/page"))
            .header("sec-fetch-site", site)
            .header("sec-fetch-mode", "cors")
            .header("cookie", "session=1")
    }
}

/// What would let a foreign page read the answer, or send what it may not.
fn assert_allows_nothing(answer: &Response) {
    for name in answer.headers().keys() {
        let name = name.as_str();
        let allows = name.starts_with("access-control-") || name.starts_with("timing-allow");
        assert!(!allows && name != "set-cookie", "{name}: {}", answer.url());
    }
    let policy = &answer.headers()["cross-origin-resource-policy"];
    assert_eq!(policy, "same-origin", "{}", answer.url());
}

#[tokio::test]
async fn no_preflight_is_granted() {
    let scene = Scene::start().await;
    let pages = [
        "/",
        "/open",
        "/openapi.json",
        "/api/v1/about",
        "/favicon.svg",
    ];
    let paths = scene.calls().into_iter().map(|(_, path, ..)| path);
    for path in paths.chain(pages.map(str::to_owned)) {
        for origin in ORIGINS {
            let ask = scene.foreign(Method::OPTIONS, &path, origin, "cross-site");
            let ask = ask
                .header("access-control-request-method", "PUT")
                .header("access-control-request-private-network", "true")
                .header(
                    "access-control-request-headers",
                    "authorization, content-type",
                );
            let answer = ask.send().await.unwrap();
            assert_allows_nothing(&answer);
            assert_eq!(answer.status(), 405, "{path}");
        }
    }
    scene.target.ends_well();
}

#[tokio::test]
async fn what_a_browser_sends_without_a_preflight_changes_nothing() {
    let scene = Scene::start().await;
    let before = scene.redis.dump_all();
    for (method, path, _, body) in scene.calls() {
        for origin in ORIGINS {
            for site in SITES {
                // A form can only GET and POST, and shows no credential.
                for method in [Method::GET, Method::HEAD, Method::POST] {
                    for kind in SIMPLE {
                        let call = scene.foreign(method.clone(), &path, origin, site);
                        let call = call.header("content-type", kind).body(body.to_string());
                        let answer = call.send().await.unwrap();
                        assert_allows_nothing(&answer);
                        let status = answer.status().as_u16();
                        assert!(
                            matches!(status, 401 | 405 | 415),
                            "{method} {path}: {status}"
                        );
                    }
                }
            }
        }
        assert!(scene.redis.dump_all() == before, "{method} {path}");
    }
    scene.target.ends_well();
}

#[tokio::test]
async fn even_with_the_right_token_no_other_origin_reads_the_answer() {
    let scene = Scene::start().await;
    for (method, path, credential, body) in scene.calls() {
        let mut call = scene
            .foreign(method, &path, ORIGINS[0], "cross-site")
            .json(&body);
        if let Some(credential) = credential {
            call = call.bearer_auth(credential);
        }
        assert_allows_nothing(&call.send().await.unwrap());
    }
    scene.target.ends_well();
}

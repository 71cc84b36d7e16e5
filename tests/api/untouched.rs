//! What previews, scanners, strangers and other sites do to a bundle and a request: nothing, to the
//! last byte that Redis holds.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use handover::protocol::token::{BundleId, LinkToken, random};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{TestBundle, TestRequest},
    process::Process,
    redis_server::RedisServer,
};

/// A server on a Redis that holds a bundle and a request.
struct Stage {
    redis: RedisServer,
    process: Process,
    bundle: TestBundle,
    request: TestRequest,
}

impl Stage {
    async fn set() -> Self {
        let redis = RedisServer::start();
        let process = Process::start_with(&redis.url(), &["--requests=anyone"]);
        let (bundle, request) = (TestBundle::new(), TestRequest::new());
        assert_eq!(process.put(&bundle).await.status(), 201);
        assert_eq!(process.ask(&request).await.status(), 201);
        Self {
            redis,
            process,
            bundle,
            request,
        }
    }

    /// Every path that names what there is.
    fn paths(&self) -> Vec<String> {
        let bundle = format!("/api/v1/bundles/{}", self.bundle.id().to_b64u());
        let request = self.request.path("");
        let bundles = ["", "/open", "/confirm", "/finish"].map(|verb| format!("{bundle}{verb}"));
        let requests = ["", "/answer", "/finish"].map(|verb| format!("{request}{verb}"));
        bundles.into_iter().chain(requests).collect()
    }

    fn call(&self, method: &Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("http://{}{path}", self.process.address);
        self.process.client.request(method.clone(), url)
    }
}

/// What comes with a look that no person has asked for.
const PREVIEWS: [(&str, &str); 8] = [
    ("user-agent", "Slackbot-LinkExpanding 1.0"),
    ("user-agent", "facebookexternalhit/1.1"),
    ("user-agent", "Mozilla/5.0 (compatible; bingbot/2.0)"),
    ("user-agent", "WhatsApp/2.23"),
    ("purpose", "prefetch"),
    ("sec-purpose", "prefetch;prerender"),
    ("x-moz", "prefetch"),
    ("range", "bytes=0-0"),
];

#[actix_web::test]
async fn a_storm_of_previews_changes_nothing() {
    let stage = Stage::set().await;
    let before = stage.redis.dump();
    let pages = ["/", "/open", "/receipt", "/request", "/answer", "/collect"];
    let paths: Vec<_> = stage
        .paths()
        .into_iter()
        .chain(pages.map(str::to_owned))
        .collect();
    // With every right token, too: whoever looks does not act.
    let tokens = [
        stage.bundle.link.to_b64u(),
        stage.bundle.receipt.to_b64u(),
        stage.request.answer.to_b64u(),
        stage.request.collect.to_b64u(),
    ];
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        for path in &paths {
            for (name, value) in PREVIEWS {
                let call = stage.call(&method, path).header(name, value);
                let status = call.send().await.unwrap().status();
                assert!(!status.is_server_error(), "{method} {name}: {status}");
            }
            for token in &tokens {
                let call = stage.call(&method, path).bearer_auth(token);
                call.send().await.unwrap();
            }
        }
    }
    assert_eq!(stage.redis.dump(), before);
    assert_eq!(stage.process.open(&stage.bundle, None).await.status(), 200);
}

fn bodies(stage: &Stage) -> Vec<Option<Value>> {
    let claim = LinkToken::random();
    vec![
        None,
        Some(json!({ "open_token": stage.bundle.open })),
        Some(json!({ "open_token": stage.bundle.open, "claim": claim })),
        Some(json!({ "claim": claim, "readable": false })),
        Some(TestBundle::new().answer(1)),
    ]
}

#[actix_web::test]
async fn without_the_right_token_no_call_changes_anything() {
    let stage = Stage::set().await;
    let before = stage.redis.dump();
    let wrong = LinkToken::random().to_b64u();
    for path in stage.paths() {
        for method in [Method::POST, Method::DELETE, Method::PATCH] {
            for body in bodies(&stage) {
                for token in [None, Some(&wrong)] {
                    let mut call = stage.call(&method, &path);
                    if let Some(token) = token {
                        call = call.bearer_auth(token);
                    }
                    if let Some(body) = &body {
                        call = call.json(body);
                    }
                    let status = call.send().await.unwrap().status();
                    assert!(status.is_client_error(), "{method} {path}: {status}");
                }
            }
        }
    }
    assert_eq!(stage.redis.dump(), before);
}

/// What a page of another site can make a browser send without asking first (Fetch Standard,
/// 'CORS-safelisted'), and what it asks first.
#[actix_web::test]
async fn another_site_can_neither_act_nor_read() {
    let stage = Stage::set().await;
    let before = stage.redis.dump();
    let open = json!({ "open_token": stage.bundle.open }).to_string();
    let kinds = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ];
    for path in stage.paths() {
        for site in ["cross-site", "same-site", "none"] {
            for origin in ["https://evil.example", "null"] {
                let foreign = |method: Method| {
                    let call = stage.call(&method, &path).header("origin", origin);
                    call.header("sec-fetch-site", site)
                };
                for kind in kinds {
                    let call = foreign(Method::POST).header("content-type", kind);
                    let answer = call.body(open.clone()).send().await.unwrap();
                    assert!(answer.status().is_client_error(), "{path} {kind}");
                }
                let asked = foreign(Method::OPTIONS)
                    .header("access-control-request-method", "POST")
                    .header(
                        "access-control-request-headers",
                        "authorization,content-type",
                    );
                for answer in [asked.send(), foreign(Method::GET).send()] {
                    let answer = answer.await.unwrap();
                    let told = answer.headers().keys();
                    let allows =
                        |name: &&_| str::starts_with(AsRef::as_ref(name), "access-control-");
                    assert_eq!(told.filter(allows).count(), 0, "{path}");
                }
            }
        }
    }
    assert_eq!(stage.redis.dump(), before);
}

/// Sent as they stand: a client would tidy them up first.
const ESCAPES: [&str; 20] = [
    "/../Cargo.toml",
    "/../../../../../../etc/passwd",
    "/assets/../index.html",
    "/assets/../../etc/passwd",
    "/assets//../../etc/passwd",
    "/./assets/./../index.html",
    "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/assets/%2e%2e%2findex.html",
    "/..%2f..%2fetc%2fpasswd",
    "/..%5c..%5cetc%5cpasswd",
    "/assets/..\\..\\etc\\passwd",
    "/%252e%252e/etc/passwd",
    "/..;/etc/passwd",
    "/%c0%ae%c0%ae/etc/passwd",
    "/%ef%bc%8e%ef%bc%8e/etc/passwd",
    "//etc/passwd",
    "/file:///etc/passwd",
    "/assets/%00",
    "/open.html%00.js",
    "/proc/self/environ",
];

#[actix_web::test]
async fn no_path_leads_out_of_the_pages() {
    let process = Process::run(&[]);
    for path in ESCAPES {
        let answer = raw(process.address, path);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap();
        assert!(["400", "404"].contains(&status), "{path}: {status}");
        for leak in ["root:", "[package]", "PATH=", "<html"] {
            assert!(!body.contains(leak), "{path}");
        }
    }
}

fn raw(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(120)))
        .unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A bundle cannot be put in the place of another one, nor at an id that was guessed.
#[actix_web::test]
async fn nobody_can_take_the_place_of_a_bundle() {
    let stage = Stage::set().await;
    let before = stage.redis.dump();
    let stranger = TestBundle::new().body();
    for id in [
        stage.bundle.id(),
        stage.request.id(),
        BundleId::new(random()),
    ] {
        for path in ["bundles", "requests"] {
            let path = format!("/api/v1/{path}/{}", id.to_b64u());
            let call = stage.call(&Method::PUT, &path).json(&stranger);
            assert_eq!(call.send().await.unwrap().status(), 422, "{path}");
        }
    }
    assert_eq!(stage.redis.dump(), before);
}

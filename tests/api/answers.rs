//! Pages, assets, headers and the description.

use std::collections::BTreeSet;

use handover::{
    protocol::{token::to_b64u, wire::Build},
    served::{BUILD, digest, path, sha256},
};
use reqwest::Method;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::app::{TestApp, TestBundle, problem};

#[actix_web::test]
async fn pages_carry_every_security_header() {
    let app = TestApp::start();
    for page in ["/", "/open", "/receipt"] {
        let response = app.get_page(page).await;
        assert_eq!(response.status(), 200, "{page}");
        let headers = response.headers();
        for (name, value) in [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000"),
        ] {
            assert_eq!(headers[name], value, "{page} {name}");
        }
        let policy = headers["content-security-policy"].to_str().unwrap();
        let directives: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
        for directive in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types handover-worker",
        ] {
            assert!(
                directives.contains(directive),
                "{page} {directive}: {policy}"
            );
        }
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
        assert!(headers.get("set-cookie").is_none());
        assert!(headers.get("access-control-allow-origin").is_none());
    }
}

#[actix_web::test]
async fn api_answers_are_never_stored_and_name_their_request() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let mut traces = BTreeSet::new();
    for response in [
        app.get_page("/api/v1/about").await,
        app.put(&bundle).await,
        app.open(&bundle, None).await,
        app.open(&bundle, None).await,
        app.get_page("/api/v1/nowhere").await,
        app.request(Method::PATCH, "/api/v1/about")
            .send()
            .await
            .unwrap(),
    ] {
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert!(headers.get("access-control-allow-origin").is_none());
        assert!(headers.get("set-cookie").is_none());
        traces.insert(headers["x-trace-id"].to_str().unwrap().to_owned());
    }
    assert_eq!(traces.len(), 6);
}

/// The entity tag of these bytes: it changes with them, and with nothing else.
fn validator(bytes: &[u8]) -> String {
    format!("\"{}\"", to_b64u(&Sha256::digest(bytes)[..16]))
}

#[actix_web::test]
async fn assets_are_compressed_immutable_and_validated() {
    let app = TestApp::start();
    let html = app.get_page("/").await.text().await.unwrap();
    let assets: Vec<&str> = html
        .split('"')
        .filter(|text| text.contains("assets/"))
        .collect();
    assert!(assets.iter().any(|name| name.ends_with(".js")), "{html}");
    assert!(assets.iter().any(|name| name.ends_with(".css")), "{html}");
    for asset in assets {
        let path = format!("/{}", asset.trim_start_matches("./"));
        let plain = app.get_page(&path).await;
        assert_eq!(plain.status(), 200, "{path}");
        assert_eq!(
            plain.headers()["cache-control"],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(plain.headers()["vary"], "Accept-Encoding");
        assert_eq!(
            plain.headers()["cross-origin-embedder-policy"],
            "require-corp"
        );
        let plain_tag = plain.headers()["etag"].clone();
        let size = plain.bytes().await.unwrap().len();
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let request = app
                .request(Method::GET, &path)
                .header("accept-encoding", accepted);
            let response = request.send().await.unwrap();
            let encoding = response.headers().get("content-encoding").cloned();
            assert_eq!(
                encoding.as_ref().map(|e| e.to_str().unwrap()),
                expected,
                "{path} {accepted}"
            );
            let tag = response.headers()["etag"].clone();
            assert_eq!(
                tag == plain_tag,
                expected.is_none(),
                "each form has its own validator"
            );
            let bytes = response.bytes().await.unwrap();
            assert_eq!(tag, validator(&bytes), "{path} {accepted}");
            assert!(
                expected.is_none() || bytes.len() < size,
                "{path} {accepted}"
            );

            let request = app
                .request(Method::GET, &path)
                .header("accept-encoding", accepted);
            let again = request.header("if-none-match", &tag).send().await.unwrap();
            assert_eq!(again.status(), 304);
            assert_eq!(again.headers()["etag"], tag);
            assert!(again.bytes().await.unwrap().is_empty());
        }
    }
}

#[actix_web::test]
async fn the_server_says_what_it_was_built_with() {
    let app = TestApp::start();
    let build: Build = app.get_page(BUILD).await.json().await.unwrap();
    assert_eq!(build.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(build.digest, digest());
    assert_eq!(build.pages["/open"], "open.html");
    for (name, hash) in build.files {
        let file = app.get_page(&path(&name)).await;
        assert_eq!(file.status(), 200, "{name}");
        assert_eq!(sha256(&file.bytes().await.unwrap()), hash, "{name}");
    }
}

#[actix_web::test]
async fn head_is_get_without_a_body() {
    let app = TestApp::start();
    for path in ["/", "/favicon.svg", "/openapi.json", "/api/v1/about", BUILD] {
        let get = app.get_page(path).await;
        let head = app.request(Method::HEAD, path).send().await.unwrap();
        assert_eq!(head.status(), get.status(), "{path}");
        assert_eq!(
            head.headers()["content-length"],
            get.headers()["content-length"],
            "{path}"
        );
        assert_eq!(
            head.headers().get("etag"),
            get.headers().get("etag"),
            "{path}"
        );
        assert!(head.bytes().await.unwrap().is_empty(), "{path}");
    }
}

#[actix_web::test]
async fn paths_that_lead_nowhere_are_refused_plainly() {
    let app = TestApp::start();
    for path in [
        "/nowhere",
        "/open/",
        "/index.html",
        "/open.html",
        "/assets/",
        "/assets/../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fCargo.toml",
        "/%00",
        "/api/v1/bundles",
        "/api/v1/bundles/",
        "/api/v2/about",
    ] {
        assert_eq!(
            problem(app.get_page(path).await).await,
            (404, "nothing_here".to_owned()),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn a_wrong_method_is_told_which_are_right() {
    let app = TestApp::start();
    for (method, path, allow) in [
        (Method::POST, "/", "GET, HEAD"),
        (Method::PUT, "/open", "GET, HEAD"),
        (Method::DELETE, "/favicon.svg", "GET, HEAD"),
        (Method::POST, "/openapi.json", "GET, HEAD"),
        (Method::DELETE, "/api/v1/about", "GET, HEAD"),
        (Method::POST, "/api/v1/bundles/x", "GET, HEAD, PUT, DELETE"),
        (Method::GET, "/api/v1/bundles/x/open", "POST"),
        (Method::OPTIONS, "/api/v1/bundles/x/confirm", "POST"),
        (Method::PATCH, "/api/v1/bundles/x/finish", "POST"),
        (Method::POST, "/api/v1/requests/x", "GET, HEAD, PUT, DELETE"),
        (Method::PUT, "/api/v1/requests/x/answer", "POST"),
        (Method::GET, "/api/v1/requests/x/finish", "POST"),
    ] {
        let response = app.request(method.clone(), path).send().await.unwrap();
        assert_eq!(response.headers()["allow"], allow, "{method} {path}");
        assert_eq!(
            problem(response).await,
            (405, "method".to_owned()),
            "{method} {path}"
        );
    }
}

#[actix_web::test]
async fn the_description_names_every_call_and_every_answer() {
    let app = TestApp::start();
    let description: Value = app.get_page("/openapi.json").await.json().await.unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    let mut calls = BTreeSet::new();
    let mut names = BTreeSet::new();
    let schemes = &description["components"]["securitySchemes"];
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let answers: Vec<&str> = operation["responses"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            calls.insert(format!("{method} {path} {}", answers.join(" ")));
            names.insert(operation["operationId"].as_str().unwrap());
            let security = operation["security"].as_array().into_iter().flatten();
            for scheme in security.flat_map(|either| either.as_object().unwrap().keys()) {
                assert_eq!(schemes[scheme]["scheme"], "bearer", "{method} {path}");
            }
        }
    }
    let expected = [
        "delete /api/v1/bundles/{id} 204 401 404 409 429 503",
        "delete /api/v1/requests/{id} 204 401 403 404 409 429 503",
        "get /.well-known/handover.json 200",
        "get /api/v1/about 200 401 503",
        "get /api/v1/bundles/{id} 200 401 404 429 503",
        "get /api/v1/client 200 401 429",
        "get /api/v1/events 200 401 403 422 429 503",
        "get /api/v1/requests 200 401 403 422 429 503",
        "get /api/v1/requests/{id} 200 401 403 404 429 503",
        "post /api/v1/bundles/{id}/confirm 204 400 401 404 408 413 415 422 429 503",
        "post /api/v1/bundles/{id}/finish 204 401 404 409 429 503",
        "post /api/v1/bundles/{id}/open 200 400 401 403 404 408 410 413 415 422 429 503",
        "post /api/v1/requests 200 201 400 401 403 408 413 415 422 429 503 507",
        "post /api/v1/requests/{id}/answer 200 201 400 401 404 408 409 410 413 415 422 429 503 507",
        "post /api/v1/requests/{id}/finish 204 401 403 404 409 429 503",
        "put /api/v1/bundles/{id} 200 201 400 401 403 404 408 409 413 415 422 429 503 507",
        "put /api/v1/requests/{id} 200 201 400 401 403 404 408 409 413 415 422 429 503 507",
    ];
    assert_eq!(names.len(), expected.len());
    assert_eq!(
        calls.iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

#[actix_web::test]
async fn about_tells_the_limits_in_force() {
    let app = TestApp::with(&[
        "--max-envelope=2MiB",
        "--max-lifetime=3d",
        "--lease=30s",
        "--tries=3",
        "--support-addresses=192.0.2.7, 2001:db8::/32",
    ]);
    let about = app.about().await;
    for (member, value) in [
        ("max_envelope", 2_097_152),
        ("max_lifetime", 259_200),
        ("lease", 30),
        ("tries", 3),
    ] {
        assert_eq!(about[member], value, "{member}");
    }
    assert_eq!(
        about["support_addresses"],
        serde_json::json!(["192.0.2.7", "2001:db8::/32"])
    );
    assert!(about["store_since"].as_str().unwrap().ends_with('Z'));
    assert_eq!(
        (&about["create"], &about["requests"]),
        (&"anyone".into(), &"keys".into())
    );
    let about = TestApp::with(&["--create=keys", "--requests=anyone"])
        .about()
        .await;
    assert_eq!(
        (&about["create"], &about["requests"]),
        (&"keys".into(), &"anyone".into())
    );
}

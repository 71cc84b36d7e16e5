//! The operator's brand: what `about` says of it, and the logo.

use std::{io::Write, path::Path};

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::app::TestApp;

const MARK: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>";

fn branded(logo: &Path) -> TestApp {
    let logo = format!("--brand-logo={}", logo.display());
    TestApp::with(&[
        "--brand-name=Acme & <b>",
        &logo,
        "--brand-accent=#5A2A83",
        "--brand-imprint=https://acme.example/legal",
    ])
}

fn file() -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(MARK.as_bytes()).unwrap();
    file
}

#[actix_web::test]
async fn about_says_whose_server_it_is() {
    let file = file();
    let about = branded(file.path()).about().await;
    let brand = json!({
        "name": "Acme & <b>",
        "logo": { "width": 30, "height": 30, "adapts": false },
        "colours": {
            "light": { "accent": "#5a2a83", "deep": "#462166", "tint": "#efeaf3" },
            "dark": { "accent": "#9f83b7", "deep": "#b49ec7", "tint": "#272630" },
        },
        "imprint": "https://acme.example/legal",
    });
    assert_eq!(about["brand"], brand);
    let plain = TestApp::with(&["--brand-name=Acme"]);
    assert_eq!(plain.about().await["brand"], json!({ "name": "Acme" }));
    assert_eq!(TestApp::start().about().await["brand"], Value::Null);
}

#[actix_web::test]
async fn the_logo_is_a_picture_that_may_do_nothing() {
    let file = file();
    let app = branded(file.path());
    let answer = app.get_page("/brand.svg").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let headers = answer.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "image/svg+xml");
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert_eq!(
        policy,
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    );
    let tag = headers[header::ETAG].clone();
    assert_eq!(answer.text().await.unwrap(), MARK);
    let again = app.request(Method::GET, "/brand.svg");
    let again = again.header(header::IF_NONE_MATCH, tag).send().await;
    assert_eq!(again.unwrap().status(), StatusCode::NOT_MODIFIED);
    let changing = app.request(Method::POST, "/brand.svg").send().await;
    assert_eq!(changing.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[actix_web::test]
async fn without_a_logo_there_is_nothing() {
    let app = TestApp::with(&["--brand-name=Acme"]);
    let (logo, other) = (
        app.get_page("/brand.svg").await,
        app.get_page("/other.svg").await,
    );
    assert_eq!(logo.status(), StatusCode::NOT_FOUND);
    assert_eq!(logo.text().await.unwrap(), other.text().await.unwrap());
}

#[actix_web::test]
async fn the_pages_are_the_same_bytes_on_every_server() {
    let file = file();
    let (branded, plain) = (branded(file.path()), TestApp::start());
    for page in [
        "/",
        "/open",
        "/receipt",
        "/request",
        "/answer",
        "/collect",
        "/api",
        "/favicon.svg",
    ] {
        let (one, other) = (branded.get_page(page).await, plain.get_page(page).await);
        let validators = [&one, &other].map(|page| page.headers()[header::ETAG].clone());
        assert_eq!(validators[0], validators[1], "{page}");
        assert_eq!(
            one.bytes().await.unwrap(),
            other.bytes().await.unwrap(),
            "{page}"
        );
    }
}

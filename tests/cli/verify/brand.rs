//! What the operator may choose is told apart, and is no fault while it is the same for everybody.

use handover::served::{LOGO, headers::of_logo, sha256};

use super::{
    found,
    proxy::{Answer, Asked, between},
    verify,
};
use crate::helpers::{Server, User};

const PICTURE: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/// A server with a brand, as far as its answers go.
fn brand(asked: &Asked, answer: &mut Answer) {
    if asked.path == "/api/v1/about" {
        answer.replace("\"brand\":null", "\"brand\":{\"name\":\"Example\"}");
    } else if asked.path == LOGO {
        answer.status("200 OK");
        for (name, value) in of_logo() {
            answer.set(name, value);
        }
        answer.body = PICTURE.to_vec();
    }
}

#[test]
fn a_brand_is_told_apart() {
    let server = Server::start();
    let url = between(&server, |asked, answer| {
        brand(asked, answer);
        true
    });
    let json = verify(&url).exits(0).json();
    assert_eq!(json["as_built"], true);
    assert_eq!(json["brand"]["about"]["name"], "Example");
    assert_eq!(json["brand"]["logo_sha256"], sha256(PICTURE));
    let told = User::of("").run(&["verify", &url]).exits(0).stdout();
    assert!(told.starts_with("brand: {\"name\":\"Example\""), "{told}");
}

#[test]
fn a_logo_that_could_become_a_page_and_a_brand_for_some_are_found() {
    let server = Server::start();
    let url = between(&server, |asked, answer| {
        brand(asked, answer);
        if asked.path == LOGO {
            answer.remove("content-security-policy");
        }
        true
    });
    assert_eq!(found(&verify(&url).exits(1).json()), ["header /brand.svg"]);
    let url = between(&server, |asked, answer| {
        if asked.header("user-agent").contains("Firefox") {
            brand(asked, answer);
        }
        true
    });
    let json = verify(&url).exits(1).json();
    let who = "brand /api/v1/about: Firefox on Linux, English";
    assert_eq!(found(&json), [who]);
}

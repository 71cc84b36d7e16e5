//! `handover verify`: what is as it was built is found so, and what could not be read is never taken for
//! that.

mod brand;
mod proxy;
mod tampering;

use std::{ffi::OsString, path::Path, process::Command};

use serde_json::Value;

use self::proxy::{Answer, Asked, below, between};
use crate::{
    helpers::{HANDOVER, Outcome, Server, User},
    redis_server::free_port,
};

fn verify(url: &str) -> Outcome {
    User::of("").run(&["verify", url, "-o", "json"])
}

/// `check path` of each difference that everybody meets, and `check path: who` of the others.
fn found(json: &Value) -> Vec<String> {
    let everybody = json["visitors"].as_array().unwrap().len();
    let one = |difference: &Value| {
        let list = |name: &str| -> Vec<String> {
            let list = difference[name].as_array().unwrap().iter();
            list.map(|text| text.as_str().unwrap().to_owned()).collect()
        };
        let (paths, visitors) = (list("paths"), list("visitors"));
        assert!(!difference["what"].as_str().unwrap().is_empty());
        let who = match visitors.len() {
            all if all == everybody => String::new(),
            _ => format!(": {}", visitors.join("; ")),
        };
        let check = difference["check"].as_str().unwrap();
        format!("{check} {}{who}", paths.join(" "))
    };
    json["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(one)
        .collect()
}

#[test]
fn a_server_of_this_build_is_as_built() {
    let server = Server::start();
    let json = verify(&server.url).exits(0).json();
    assert_eq!(json["as_built"], true, "{json:#}");
    assert_eq!(found(&json), [""; 0]);
    assert_eq!(
        (&json["unread"], &json["brand"]),
        (&Value::Array(vec![]), &Value::Null)
    );
    assert_eq!(
        (
            json["pages"].as_u64(),
            json["visitors"].as_array().map(Vec::len)
        ),
        (Some(8), Some(5))
    );
    assert!(json["files"].as_u64().unwrap() > 100);
    assert_eq!(
        (&json["server"]["version"], &json["server"]["digest"]),
        (&json["version"], &json["digest"])
    );
    let told = User::of("").run(&["verify", &server.url]).exits(0);
    let stdout = told.stdout();
    let lines: Vec<_> = stdout.lines().collect();
    assert!(
        lines.len() == 2 && lines[0].starts_with("looked at: 8 pages and "),
        "{stdout}"
    );
    let digest = json["digest"].as_str().unwrap();
    assert_eq!(
        lines[1],
        format!(
            "all is as built: handover {}, {digest}",
            env!("CARGO_PKG_VERSION")
        )
    );
    assert_eq!(told.stderr(), "");
}

#[test]
fn a_proxy_that_hands_everything_on_is_well_with_and_without_a_path() {
    let server = Server::start();
    let add = |_: &Asked, answer: &mut Answer| {
        for header in ["Via: 1.1 proxy", "Alt-Svc: h3=\":443\"", "X-Cache: MISS"] {
            answer.add(header);
        }
        answer.set(
            "Strict-Transport-Security",
            "max-age=99999999; includeSubDomains",
        );
        true
    };
    verify(&below(&server, "", &[], add)).exits(0);
    verify(&between(&server, add)).exits(0);
    let sub = below(&server, "/shop/handover", &[], add);
    verify(&sub).exits(0);
    verify(&format!("{sub}/")).exits(0);
    let elsewhere = sub.replace("/shop/handover", "/shop");
    verify(&elsewhere)
        .exits(1)
        .says("is this the address of a Handover server");
}

#[test]
fn what_the_server_says_of_itself_is_compared_and_not_believed() {
    let server = Server::start();
    let url = between(&server, |asked, answer| {
        if asked.path == "/.well-known/handover.json" {
            answer.replace(
                concat!("\"version\":\"", env!("CARGO_PKG_VERSION")),
                "\"version\":\"99.0.0",
            );
        }
        true
    });
    let told = verify(&url)
        .exits(1)
        .says("the server says that it is handover 99.0.0");
    assert_eq!(found(&told.json()), ["build /.well-known/handover.json"]);
    assert_eq!(told.json()["server"]["version"], "99.0.0");
}

#[test]
fn what_could_not_be_read_is_neither_well_nor_a_difference() {
    let nobody = format!("http://127.0.0.1:{}", free_port());
    verify(&nobody).exits(3).says("cannot be reached");
    let server = Server::start();
    let url = between(&server, |asked, answer| {
        if asked.path == "/robots.txt" {
            answer.status("503 Service Unavailable");
        }
        !asked.header("user-agent").contains("iPhone")
    });
    let told = verify(&url).exits(3).says("not everything could be read");
    let json = told.json();
    assert_eq!(
        (found(&json), &json["as_built"]),
        (vec![], &Value::Bool(false))
    );
    let unread = json["unread"].as_array().unwrap();
    assert!(
        unread
            .iter()
            .any(|unread| unread["paths"][0] == "/robots.txt"),
        "{json:#}"
    );
    let of_one = unread
        .iter()
        .filter(|unread| unread["visitors"][0] == "Safari on an iPhone, French");
    assert_eq!(of_one.count(), unread.len() - 1, "{json:#}");
}

/// The lines of the README, as a shell runs them.
#[test]
fn cron_hears_of_differences_only_and_anybody_can_make_the_hash() {
    let readme = include_str!("../../README.md");
    let (_, cron) = line_with(readme, "17 * * * *").split_at("17 * * * *".len());
    let sh = |script: &str| {
        let mut shell = Command::new("sh");
        let shell = shell
            .args(["-ec", script])
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        let done = shell.env("PATH", path_with_handover()).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    let server = Server::start();
    let cron = |url: &str| sh(&cron.replace("https://handover.example.com", url));
    assert_eq!(cron(&server.url), "");
    let url = between(&server, |asked, _| asked.path != "/open");
    assert!(cron(&url).contains("not read: /open"), "{}", cron(&url));
    let digest = sh(line_with(readme, "cd web/dist"));
    assert_eq!(
        digest.trim_end_matches(" -\n").trim(),
        handover::served::digest()
    );
}

fn line_with<'a>(text: &'a str, start: &str) -> &'a str {
    text.lines().find(|line| line.starts_with(start)).unwrap()
}

fn path_with_handover() -> OsString {
    let here = Path::new(HANDOVER).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    std::env::join_paths(std::iter::once(here).chain(std::env::split_paths(&path))).unwrap()
}

#[test]
fn wrong_usage_is_told_apart() {
    for url in [
        "nonsense",
        "http://handover.example",
        "https://handover.example/open#1s",
    ] {
        User::of("")
            .run(&["verify", url])
            .exits(2)
            .says("nothing was sent");
    }
}

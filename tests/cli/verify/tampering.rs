//! Each change that somebody in between can make is found, and for whom it was made.

use super::{
    found,
    proxy::{Answer, Asked, below, between},
    verify,
};
use crate::helpers::{Server, User};

const POLICY: &str = "content-security-policy";

/// What is found when somebody changes answers like this.
fn changed(change: impl Fn(&Asked, &mut Answer) + Send + Sync + 'static) -> Vec<String> {
    let server = Server::start();
    let url = between(&server, move |asked, answer| {
        change(asked, answer);
        true
    });
    found(&verify(&url).exits(1).json())
}

#[test]
fn one_changed_byte_is_found() {
    let told = changed(|asked, answer| {
        if asked.is_script_of("receipt") {
            *answer.body.last_mut().unwrap() ^= 1;
        }
    });
    assert!(!told.is_empty(), "the page and its words");
    for found in told {
        assert!(found.starts_with("bytes /assets/receipt-"), "{found}");
    }
    let one = changed(|asked, answer| {
        if asked.path == "/robots.txt" {
            answer.body.push(b'\n');
        }
    });
    assert_eq!(one, ["bytes /robots.txt"]);
}

#[test]
fn an_added_script_is_found_and_named() {
    let script = "<script src=\"https://evil.example/x.js\"></script><script>f()</script></head>";
    let server = Server::start();
    let url = between(&server, move |asked, answer| {
        if asked.path == "/open" {
            answer.replace("</head>", script);
        }
        true
    });
    let json = verify(&url).exits(1).json();
    assert_eq!(found(&json), ["bytes /open", "added /open", "added /open"]);
    let named = |index: usize| {
        json["differences"][index]["what"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(
        named(1).ends_with("a script in the page itself"),
        "{json:#}"
    );
    assert!(named(2).ends_with("https://evil.example/x.js"), "{json:#}");
}

#[test]
fn a_file_that_is_missing_and_one_that_is_there_on_top_are_found() {
    let told = changed(|asked, answer| match asked.path.as_str() {
        "/favicon.svg" => answer.status("404 Not Found"),
        "/answer" => answer.replace("</head>", "<script src=./assets/more.js></script></head>"),
        "/assets/more.js" => {
            answer.status("200 OK");
            answer.set("Content-Type", "text/javascript; charset=utf-8");
            answer.body = b"import('./evenmore.js')".to_vec();
        }
        _ => {}
    });
    let expected = [
        "bytes /answer",
        "missing /favicon.svg",
        "added /assets/more.js",
        "added /answer",
        "added /assets/more.js",
    ];
    assert_eq!(sorted(told), sorted(expected.map(str::to_owned).to_vec()));
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

#[test]
fn each_weakened_header_is_found() {
    let changes: [fn(&mut Answer); 12] = [
        |answer| answer.remove(POLICY),
        |answer| answer.add("Content-Security-Policy: default-src *"),
        |answer| answer.set(POLICY, "default-src 'self'"),
        |answer| answer.set("Strict-Transport-Security", "max-age=300"),
        |answer| answer.set("X-Frame-Options", "SAMEORIGIN"),
        |answer| answer.set("Cache-Control", "public, max-age=60"),
        |answer| answer.set("Content-Type", "text/html"),
        |answer| answer.add("Access-Control-Allow-Origin: *"),
        |answer| answer.add("Set-Cookie: who=you"),
        |answer| answer.add("Link: <https://evil.example/x.js>; rel=preload"),
        |answer| answer.add("SourceMap: /x.map"),
        |answer| answer.set("Vary", "Accept-Encoding, User-Agent"),
    ];
    let server = Server::start();
    for (number, change) in changes.into_iter().enumerate() {
        let url = between(&server, move |asked, answer| {
            if asked.path == "/collect" {
                change(answer);
            }
            true
        });
        let json = verify(&url).exits(1).json();
        assert_eq!(found(&json), ["header /collect"], "{number}: {json:#}");
    }
    let url = between(&server, |_, answer| {
        answer.remove("Referrer-Policy");
        true
    });
    let told = User::of("")
        .run(&["verify", &url])
        .exits(1)
        .says("1 difference");
    let stdout = told.stdout();
    assert!(stdout.starts_with("error[header]: / and "), "{stdout}");
    assert!(
        stdout.contains("referrer-policy") && stdout.contains("; for everybody"),
        "{stdout}"
    );
}

#[test]
fn another_answer_to_one_visitor_is_found() {
    fn swap(is_meant: bool, answer: &mut Answer) {
        if is_meant {
            answer.body.push(b' ');
        }
    }
    let only = |told: Vec<String>| {
        let [one] = &told[..] else { panic!("{told:?}") };
        one.split_once(": ")
            .map(|(what, who)| (what.to_owned(), who.to_owned()))
            .unwrap()
    };
    for (header, value, visitor) in [
        ("user-agent", "iPhone", "Safari on an iPhone, French"),
        ("user-agent", "Firefox", "Firefox on Linux, English"),
        ("accept-language", "en-GB", "Firefox on Linux, English"),
        ("user-agent", "curl", "a program, without compression"),
    ] {
        let told = changed(move |asked, answer| {
            swap(
                asked.path == "/open" && asked.header(header).contains(value),
                answer,
            );
        });
        assert_eq!(only(told), ("bytes /open".to_owned(), visitor.to_owned()));
    }
}

#[test]
fn a_change_in_the_compressed_form_alone_is_found() {
    let server = Server::start();
    let other = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/web/dist/open.html.br"
    ))
    .unwrap();
    let url = below(&server, "", &[], move |asked, answer| {
        if asked.path == "/receipt" && asked.header("accept-encoding").contains("br") {
            answer.body.clone_from(&other);
        }
        true
    });
    let json = verify(&url).exits(1).json();
    let browsers =
        "Chrome on Windows, French; Firefox on Linux, English; Safari on an iPhone, French";
    assert_eq!(found(&json), [format!("bytes /receipt: {browsers}")]);
    let url = below(&server, "", &[], |asked, answer| {
        if asked.path == "/receipt" {
            answer.body.truncate(100);
        }
        true
    });
    let told = found(&verify(&url).exits(1).json());
    assert!(
        told.iter().all(|found| found.starts_with("bytes /receipt")),
        "{told:?}"
    );
}

#[test]
fn a_page_that_leads_elsewhere_is_found() {
    let told = changed(|asked, answer| {
        if asked.path == "/request" {
            answer.status("302 Found");
            answer.add("Location: https://evil.example/");
        }
    });
    assert_eq!(told, ["status /request"]);
}

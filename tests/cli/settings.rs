//! Bad configuration never half-works: each wrong value stops the start, with the name of the setting,
//! the value, and what would be right.

use std::{
    collections::BTreeSet,
    fs,
    net::TcpListener,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::helpers::{HANDOVER, Outcome, finish};

/// Variables, and what must be said besides the name and the value of the first.
type Case = (&'static [(&'static str, &'static str)], &'static str);

/// In place of a value: the variable is not there.
const NOT_SET: &str = "not set";
/// In a value: the port of another program.
const TAKEN: &str = "TAKEN";

/// Settings that are wrong by themselves.
const ALONE: &[(&str, &[&str], &str)] = &[
    (
        "HANDOVER_BIND",
        &["localhost:8080", "127.0.0.1", "8080", "", "127.0.0.1:99999"],
        "an IP address and a port: 127.0.0.1:8080",
    ),
    (
        "HANDOVER_ADMIN_BIND",
        &["localhost:9090", "off", ""],
        "an IP address and a port",
    ),
    (
        "HANDOVER_PUBLIC_URL",
        &[
            "handover.example",
            "https://handover.example/?a=b",
            "https://handover.example/#a",
            "ftp://handover.example",
            "https://me@handover.example",
            "",
        ],
        "https://handover.example.com",
    ),
    (
        "HANDOVER_WAIT_REPLICAS",
        &["some", "-1", "1.5", ""],
        "auto, or a number",
    ),
    ("HANDOVER_WAIT_TIMEOUT", &["0s", "11s"], "1s to 10s"),
    ("HANDOVER_WAIT_TIMEOUT", &["1", "1000ms", ""], "90s, 15m"),
    ("HANDOVER_STORE", &["redis", "Memory", ""], "memory"),
    (
        "HANDOVER_MEMORY_LIMIT",
        &["1 GB", "256M", "-1", "lots", ""],
        "64KiB, 1MiB",
    ),
    (
        "HANDOVER_MAX_ENVELOPE",
        &["1KiB", "9MiB", "0"],
        "2KiB to 8MiB",
    ),
    ("HANDOVER_MAX_ENVELOPE", &["1MB", ""], "64KiB, 1MiB"),
    (
        "HANDOVER_MAX_LIFETIME",
        &["59s", "366d", "0d"],
        "1m to 365d",
    ),
    ("HANDOVER_MAX_LIFETIME", &["14", "2w", "-1d", ""], "12h, 7d"),
    ("HANDOVER_LEASE", &["61s", "2m"], "0s to 60s"),
    ("HANDOVER_LEASE", &["0", "-1s", ""], "90s, 15m"),
    ("HANDOVER_TRIES", &["0", "101", "-1"], "1..=100"),
    ("HANDOVER_TRIES", &["five"], "digit"),
    (
        "HANDOVER_RECEIPT_RETENTION",
        &["1d", "47h", "366d"],
        "2d to 365d",
    ),
    (
        "HANDOVER_CLIENTS",
        &["/nowhere/clients.toml"],
        "cannot be read",
    ),
    ("HANDOVER_CREATE", &["nobody", "Anyone", ""], "anyone, keys"),
    ("HANDOVER_REQUESTS", &["key", ""], "anyone, keys"),
    (
        "HANDOVER_RATE_CREATE",
        &["0/min", "20", "20/day", "4294967295/s", ""],
        "20/min; or off",
    ),
    ("HANDOVER_RATE_OPEN", &["-1/min", "none"], "20/min; or off"),
    ("HANDOVER_RATE_CLIENT", &["600 / min"], "20/min; or off"),
    (
        "HANDOVER_TRUSTED_PROXIES",
        &["proxy", "10.0.0.0/33", "10.0.0.*", ""],
        "10.0.0.0/8, 192.0.2.7",
    ),
    (
        "HANDOVER_SUPPORT_ADDRESSES",
        &["support.example"],
        "10.0.0.0/8, 192.0.2.7",
    ),
    (
        "HANDOVER_BRAND_NAME",
        &["", " Acme", "Ac\u{200b}me"],
        "1 to 40 characters",
    ),
    (
        "HANDOVER_BRAND_ACCENT",
        &["teal", "#0b6", "0b6b5c"],
        "#rrggbb: #0b6b5c",
    ),
    (
        "HANDOVER_BRAND_ACCENT",
        &["#ffcc00"],
        "4.5:1 (WCAG AA); #856a00 is",
    ),
    ("HANDOVER_BRAND_ACCENT_DARK", &["#000080"], "light enough"),
    (
        "HANDOVER_BRAND_IMPRINT",
        &["/legal", "http://acme.example/legal", "javascript:alert(1)"],
        "https://example.com/legal",
    ),
    (
        "HANDOVER_BRAND_PRIVACY",
        &["acme.example"],
        "https://example.com/legal",
    ),
    (
        "HANDOVER_LOG",
        &["trace", "INFO", ""],
        "error, warn, info, debug",
    ),
    ("HANDOVER_LOG_FORMAT", &["yaml", ""], "text, json"),
    (
        "HANDOVER_REDIS_URL_FILE",
        &["/nowhere/redis"],
        "cannot be read",
    ),
];

/// Settings that are wrong beside others.
const TOGETHER: &[Case] = &[
    (
        &[("HANDOVER_BIND", "0.0.0.0:TAKEN")],
        "name a Redis, or say --store memory",
    ),
    (
        &[("HANDOVER_WAIT_REPLICAS", "2")],
        "HANDOVER_REDIS_URL, or leave it at auto",
    ),
    (
        &[
            ("HANDOVER_ADMIN_BIND", "127.0.0.1:7"),
            ("HANDOVER_BIND", "127.0.0.1:7"),
        ],
        "another port",
    ),
    (
        &[
            ("HANDOVER_MEMORY_LIMIT", "4194303"),
            ("HANDOVER_MAX_ENVELOPE", "1MiB"),
        ],
        "four of the largest envelopes (HANDOVER_MAX_ENVELOPE): 4194304 bytes",
    ),
    (
        &[
            ("HANDOVER_BRAND_NAME", NOT_SET),
            ("HANDOVER_BRAND_IMPRINT", "https://acme.example"),
        ],
        "HANDOVER_BRAND_IMPRINT needs it; give the name",
    ),
    (
        &[
            ("HANDOVER_BRAND_ACCENT", NOT_SET),
            ("HANDOVER_BRAND_ACCENT_DARK", "#ffffff"),
            ("HANDOVER_BRAND_NAME", "Acme"),
        ],
        "HANDOVER_BRAND_ACCENT_DARK needs it; give the colour on light pages",
    ),
];

/// Starts it with these variables and nothing else. Where nothing is wrong it finds its port taken:
/// nobody waits for a server that does not stop.
fn start(settings: &[(&str, &str)]) -> Outcome {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let given = settings.iter().filter(|(_, value)| *value != NOT_SET);
    let given = given.map(|(name, value)| (name, value.replace(TAKEN, &port)));
    let mut command = serve();
    command.env("HANDOVER_BIND", format!("127.0.0.1:{port}"));
    finish(command.envs(given), "")
}

/// Without settings.
fn serve() -> Command {
    let mut command = Command::new(HANDOVER);
    command
        .env_clear()
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// It has ended before it served, and has said this.
#[track_caller]
fn refused(settings: &[(&str, &str)], right: &str) {
    let (name, value) = settings[0];
    let told = start(settings).exits(2).says(name).says(right).stderr();
    let shown = value.split(TAKEN).next().unwrap_or_default();
    assert!(told.contains(shown), "{shown:?} is not in:\n{told}");
    assert!(!told.contains("serving on"), "{told}");
}

#[test]
fn each_wrong_value_stops_the_start_with_what_would_be_right() {
    for (name, values, right) in ALONE {
        for value in *values {
            // Of a list, or of no text at all, there is less to say.
            let right = if value.is_empty() { name } else { right };
            refused(&[(name, value)], right);
        }
    }
}

#[test]
fn what_does_not_go_together_stops_the_start() {
    for (settings, right) in TOGETHER {
        refused(settings, right);
    }
}

#[test]
fn a_name_with_a_slip_in_it_stops_the_start() {
    for (name, meant) in [
        ("HANDOVER_LEASES", "HANDOVER_LEASE"),
        ("HANDOVER_TRUSTED_PROXY", "HANDOVER_TRUSTED_PROXIES"),
    ] {
        let words = format!("{name} is no setting: it must be {meant}\n");
        let told = start(&[(name, "hunter2")]).exits(2).says(&words).stderr();
        // It may be a secret.
        assert!(!told.contains("hunter2"), "{told}");
    }
    // What a container platform sets is not ours to judge.
    let platform = ("HANDOVER_PORT_8080_TCP", "tcp://10.0.0.1:8080");
    start(&[platform]).exits(3).says("HANDOVER_BIND is");
}

#[test]
fn a_wrong_value_is_told_with_the_name_of_its_variable() {
    start(&[("HANDOVER_TRIES", "0")])
        .exits(2)
        .says("tip: it is set by HANDOVER_TRIES");
    let told = finish(serve().env("HANDOVER_TRIES", "5").arg("--tries=0"), "");
    assert!(!told.exits(2).stderr().contains("HANDOVER_TRIES"));
}

#[test]
fn two_stores_are_one_too_many() {
    for (name, value) in [
        ("HANDOVER_REDIS_URL", "redis://127.0.0.1:9"),
        ("HANDOVER_REDIS_URL_FILE", "/nowhere"),
    ] {
        let told = start(&[(name, value), ("HANDOVER_STORE", "memory")]).exits(2);
        let told = told.says("cannot be used with");
        told.says(name).says("HANDOVER_STORE");
    }
}

#[test]
fn a_port_that_is_taken_is_named_with_its_setting() {
    let words = "an address of this machine with a free port";
    start(&[])
        .exits(3)
        .says("HANDOVER_BIND is 127.0.0.1:")
        .says(words);
    let admin = ("HANDOVER_ADMIN_BIND", "127.0.0.1:TAKEN");
    let elsewhere = ("HANDOVER_BIND", "127.0.0.1:0");
    let told = start(&[admin, elsewhere]).exits(3);
    told.says("HANDOVER_ADMIN_BIND is 127.0.0.1:").says(words);
}

#[test]
fn the_url_of_a_redis_is_never_repeated() {
    for url in [
        "",
        "127.0.0.1:6379",
        "http://:hunter2@127.0.0.1",
        "redis://:hunter2@127.0.0.1/hunter2",
        "redis+sentinel://:hunter2@127.0.0.1",
        "redis+cluster://:hunter2@127.0.0.1/1",
    ] {
        let told = start(&[("HANDOVER_REDIS_URL", url)]).exits(2);
        let told = told.says("HANDOVER_REDIS_URL is not shown").stderr();
        assert!(told.contains("redis://"), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn a_logo_that_is_more_than_a_picture_stops_the_start() {
    let folder = TempDir::new().unwrap();
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{inside}</svg>")
    };
    let large = svg(&"<g/>".repeat(8 << 10));
    for (name, text, right) in [
        (
            "script.svg",
            &svg("<script/>"),
            "<script> in line 1 is more than a picture",
        ),
        (
            "foreign.svg",
            &svg("<foreignObject/>"),
            "save it as plain SVG",
        ),
        (
            "outside.svg",
            &svg("<use href=\"https://e.example/#a\"/>"),
            "put it into the file",
        ),
        ("large.svg", &large, "at most 32 KiB"),
        ("photo.png", &"\u{89}PNG".to_owned(), "it is no SVG file"),
        (
            "flat.svg",
            &svg("").replace("0 0 1 1", "0 0 9 1"),
            "6 times as wide as high",
        ),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let logo = ("HANDOVER_BRAND_LOGO", path.to_str().unwrap());
        refused(&[logo, ("HANDOVER_BRAND_NAME", "Acme")], right);
    }
    let nowhere = ("HANDOVER_BRAND_LOGO", "/nowhere/logo.svg");
    refused(
        &[nowhere, ("HANDOVER_BRAND_NAME", "Acme")],
        "cannot be read",
    );
}

#[test]
fn every_setting_has_a_wrong_value_here_and_a_line_in_the_readme() {
    let help = finish(serve().arg("--help"), "").exits(0).stdout();
    let settings = help.split("[env: ").skip(1);
    let settings = settings.filter_map(|rest| rest.split(['=', ']']).next());
    let settings: BTreeSet<_> = settings.collect();
    assert!(settings.len() > 25, "{settings:?}");
    let alone = ALONE.iter().map(|(name, ..)| *name);
    let together = TOGETHER.iter().map(|(settings, _)| settings[0].0);
    let tried = alone.chain(together);
    let tried = tried.chain(["HANDOVER_REDIS_URL", "HANDOVER_BRAND_LOGO"]);
    let tried: BTreeSet<_> = tried.collect();
    let untried: Vec<_> = settings.difference(&tried).collect();
    assert!(untried.is_empty(), "{untried:?}");
    let readme = include_str!("../../README.md");
    for setting in settings {
        assert!(readme.contains(&format!("`{setting}`")), "{setting}");
    }
}

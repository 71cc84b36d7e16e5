//! What is refused, with which code, and that nothing is lost by it.

use std::process::{Command, Stdio};

use crate::helpers::{HANDOVER, Server, User, finish};

#[test]
fn links_are_refused_before_any_call() {
    // Nothing listens there: a call would be exit 3.
    let user = User::of("http://127.0.0.1:9");
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let cut = "http://127.0.0.1:9/open#1sAAAA";
    let damaged = format!("http://127.0.0.1:9/open#1s{key}xQg");
    for (link, name) in [
        ("hello", "not-a-link"),
        (cut, "cut"),
        (&damaged, "damaged"),
        ("x#2sAAAA", "update"),
    ] {
        user.run(&["open", "--yes", link])
            .exits(1)
            .says(&format!("error: {name}: "));
        user.pipe(&["receipt"], link)
            .exits(1)
            .says(&format!("error: {name}: "));
    }
}

#[test]
fn each_command_wants_its_kind_of_link() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    user.run(&["open", "--yes", &receipt])
        .exits(1)
        .says("wrong-kind: this is a receipt link");
    user.run(&["finish", &receipt]).exits(1).says("wrong-kind");
    user.run(&["revoke", &share])
        .exits(1)
        .says("wrong-kind: this is a share link");
    user.run(&["answer", &share])
        .exits(1)
        .says("wrong-kind: this is a share link");
    user.run(&["collect", "--yes", &receipt])
        .exits(1)
        .says("wrong-kind: this is a receipt link");
    let (_, fragment) = share.split_once('#').unwrap();
    user.run(&["open", "--yes", &format!("#{fragment}")])
        .exits(1)
        .says("only the end of a link");
    user.run(&["open", "--yes", &share]).exits(0);
}

#[test]
fn opening_needs_a_terminal_or_a_yes() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    user.run(&["open", &share]).exits(2).says("give --yes");
    assert_eq!(
        user.run(&["receipt", &receipt, "-o", "json"]).json()["state"],
        "sealed"
    );
}

#[test]
fn without_standard_output_nothing_is_opened() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", "exec \"$@\" >&-", "sh", HANDOVER])
        .args(["open", "--yes", &share])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped());
    finish(&mut shell, "")
        .exits(2)
        .says("standard output is closed");
    assert_eq!(
        user.run(&["receipt", &receipt, "-o", "json"]).json()["state"],
        "sealed"
    );
}

#[test]
fn a_server_that_is_down_costs_nothing() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    drop(server);
    for arguments in [
        &["open", "--yes", &share][..],
        &["receipt", &receipt],
        &["share", "--item", "other", "--field", "secret=x"],
    ] {
        let outcome = user.run(arguments).exits(3).says("nothing was lost");
        assert_eq!(outcome.stdout(), "");
    }
}

#[test]
fn an_unknown_bundle_says_since_when_the_server_keeps_any() {
    let (server, other) = (Server::start(), Server::start());
    let user = User::of(&server.url);
    let [share, _] = user.share("x");
    let elsewhere = share.replace(&server.url, &other.url);
    user.run(&["open", "--yes", &elsewhere])
        .exits(1)
        .says("nothing here: the server has kept no such bundle since 20");
}

#[test]
fn no_value_of_the_json_is_repeated() {
    let user = User::of("http://127.0.0.1:9");
    for (json, words) in [
        (
            r#"{"items":[{"kind":"other","fields":{"secret":4711}}]}"#,
            "line 1 column 49: a string was expected",
        ),
        (
            "{\"items\":\n[{\"kind\":\"other\",\"fields\":\"hunter2\"}]}",
            "line 2 column 35: an object of texts was expected",
        ),
        (
            r#"{"items":[{"kind":"other","fields":{"secret":"hunter2","secret":"b"}}]}"#,
            "a field stands twice",
        ),
        (
            r#"{"items":[{"kind":"other","fields":{"secret":"hunter2"}]}"#,
            "line 1 column 56",
        ),
        (
            r#"{"items":[{"kind":"ftp","fields":{"hots":"hunter2"}}]}"#,
            "ftp has no field named hots",
        ),
        (
            r#"{"items":[{"kind":"ftpx","fields":{}}]}"#,
            "there is no kind of item named ftpx",
        ),
        (
            r#"{"items":[{"kind":"ftp","fields":{"protocol":"hunter2"}}]}"#,
            "take one of sftp, ftps, ftp, ssh",
        ),
        (
            r#"{"items":[{"kind":"other","fields":{"secret":""}}]}"#,
            "other needs secret",
        ),
        (
            r#"{"items":[],"files":[{"name":"hunter2"}]}"#,
            "the JSON lists files, which do not travel in it",
        ),
        (
            r#"{"items":[],"lang":"hunter2"}"#,
            "there is no such language as the JSON's",
        ),
        (r#"{"items":[]}"#, "there is nothing to share"),
        ("hunter2", "line 1 column 1"),
    ] {
        let outcome = user
            .pipe(&["share", "--json", "-"], json)
            .exits(2)
            .says(words);
        assert!(
            !outcome.stderr().contains("hunter2") && !outcome.stderr().contains("4711"),
            "{}",
            outcome.stderr()
        );
    }
}

#[test]
fn a_server_must_be_named() {
    let user = User::of("");
    let mut command = user.command(&["share", "--item", "other", "--field", "secret=x"]);
    finish(command.env_remove("HANDOVER_URL"), "")
        .exits(2)
        .says("set HANDOVER_URL");
    user.run(&[
        "share",
        "--item",
        "other",
        "--field",
        "secret=x",
        "--server",
        "http://handover.example",
    ])
    .exits(2)
    .says("plain http is only spoken with this very machine");
}

//! Ask, answer, collect, and everything after.

use std::{fs, io::pipe, process::Stdio};

use handover::protocol::apikey::ApiKey;
use serde_json::{Value, json};

use crate::{
    helpers::{Server, User, asking, finish, named},
    terminal::Dialogue,
};

#[test]
fn an_answer_is_collected_once_and_then_gone() {
    let server = asking();
    let (agent, merchant) = (User::of(&server.url), User::of(&server.url));
    let [request, collect] = agent.ask(&["--ask", "backoffice,ftp", "--reference", "T-4711"]);
    agent
        .run(&["collect", "--yes", &collect])
        .exits(1)
        .says("nobody has answered it yet");

    fs::write(merchant.path("key"), "-----BEGIN\n").unwrap();
    let ftp = [
        "--item",
        "ftp",
        "--field",
        "host=h",
        "--field",
        "username=u",
    ];
    let rest = [
        "--field",
        "password=-",
        "--absent",
        "backoffice",
        "--file",
        "key",
    ];
    let answer = [&["answer", &request, "-o", "json"], &ftp[..], &rest].concat();
    let [receipt] = named(
        &merchant.pipe(&answer, "s3same\n").exits(0),
        ["receipt_link"],
    );
    assert_eq!(state(&merchant, &request), "answered");
    assert_eq!(state(&agent, &collect), "answered");
    assert_eq!(state(&merchant, &receipt), "sealed");

    let collected = agent
        .run(&["collect", "--yes", "-o", "json", &collect])
        .exits(0)
        .says("reference  T-4711")
        .says("handover finish");
    let fields = json!({"host": "h", "username": "u", "password": "s3same"});
    let items = json!([
        {"kind": "ftp", "fields": fields},
        {"kind": "backoffice", "fields": {}, "absent": true},
    ]);
    assert_eq!(collected.json()["items"], items);
    let path = collected.json()["files"][0]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        fs::read_to_string(agent.path(&path)).unwrap(),
        "-----BEGIN\n"
    );

    agent
        .run(&["collect", "--yes", &collect])
        .exits(1)
        .says("it was opened before, at 20");
    agent.pipe(&["finish"], &collect).exits(0);
    let seen = merchant.run(&["receipt", &request]).exits(0).stdout();
    for row in [
        "state      opened",
        "answered   20",
        "collected  20",
        "finished   20",
    ] {
        assert!(seen.contains(row), "{row}:\n{seen}");
    }
    let json = merchant
        .run(&["receipt", "-o", "json", &receipt])
        .exits(0)
        .json();
    assert_eq!(
        (&json["state"], &json["readable"]),
        (&json!("opened"), &json!(true))
    );
}

fn state(user: &User, link: &str) -> Value {
    let seen = user.run(&["receipt", "-o", "json", link]).exits(0);
    seen.json()["state"].clone()
}

#[test]
fn what_is_printed_is_ready_for_the_ticket() {
    let server = asking();
    let user = User::of(&server.url);
    let asked = ["request", "--ask", "ftp,backoffice", "--expires", "2d"];
    for (lang, words) in [
        ("fr", "votre back-office et les fichiers de la boutique"),
        ("en", "your back office and the shop’s files"),
    ] {
        let printed = user
            .run(&[&asked[..], &["--lang", lang]].concat())
            .exits(0)
            .says("keep the collect link to yourself");
        let text = printed.stdout();
        let (_, rest) = text.split_once("request link  ").unwrap();
        let link = rest.lines().next().unwrap();
        assert_eq!(
            text.matches(link).count(),
            2,
            "in the list and in the message:\n{text}"
        );
        assert!(text.contains(words), "{text}");
        let (_, rest) = text.split_once("code          ").unwrap();
        let seen = user.run(&["receipt", "-o", "json", link]).exits(0).json();
        assert_eq!(seen["code"], rest.lines().next().unwrap());
        assert_eq!(seen["requester"], Value::Null);
    }
}

#[test]
fn an_answer_is_what_was_asked() {
    let server = asking();
    let user = User::of(&server.url);
    let [request, _] = user.ask(&["--ask", "other,ftp"]);
    let other = ["--item", "other", "--field", "secret=x"];
    for (flags, words) in [
        (&["--absent", "domain"][..], "domain is not asked for"),
        (
            &["--absent", "ftp"],
            "other is asked for, too, and there is no terminal",
        ),
        (
            &["--absent", "ftp,other", "--item", "ftp"],
            "ftp is both given and absent",
        ),
        (
            &["--absent", "ftp", "--item", "other"],
            "other needs secret",
        ),
    ] {
        user.run(&[&["answer", &request], flags].concat())
            .exits(2)
            .says(words);
    }
    user.run(&["answer", "--json", "-"])
        .exits(2)
        .says("standard input is asked for two values");
    assert_eq!(state(&user, &request), "pending");
    let twice = [&["answer", &request, "--absent", "ftp"][..], &other, &other].concat();
    user.run(&twice).exits(0);
    user.run(&twice)
        .exits(1)
        .says("it was answered before, at 20");
}

#[test]
fn what_comes_as_json_is_answered_as_it_is() {
    let server = asking();
    let user = User::of(&server.url);
    let [request, collect] = user.ask(&["--ask", "panel,domain"]);
    let items = json!([
        {"kind": "panel", "fields": {"panel": "cPanel", "url": "https://p", "username": "u", "password": " p "}, "note": "à lundi"},
        {"kind": "domain", "fields": {}, "absent": true},
    ]);
    let answer = ["answer", &request, "--json", "-"];
    user.pipe(&answer, &json!({ "items": items }).to_string())
        .exits(0);
    let collected = user.run(&["collect", "--yes", "-o", "json", &collect]);
    assert_eq!(collected.exits(0).json()["items"], items);
}

#[test]
fn a_request_and_an_answer_can_be_taken_back() {
    let server = asking();
    let user = User::of(&server.url);
    let [request, collect] = user.ask(&["--ask", "other"]);
    user.run(&["finish", &collect])
        .exits(1)
        .says("nobody has answered it yet");
    user.run(&["revoke", &collect]).exits(0);
    user.run(&["revoke", "-o", "json", &collect]).exits(0);
    user.answer(&request, "x")
        .exits(1)
        .says("it was taken back");

    let [request, collect] = user.ask(&["--ask", "other"]);
    let [receipt] = named(&user.answer(&request, "x").exits(0), ["receipt_link"]);
    user.run(&["finish", &collect])
        .exits(1)
        .says("nobody has collected the answer yet");
    user.run(&["revoke", &receipt]).exits(0);
    user.run(&["collect", "--yes", &collect])
        .exits(1)
        .says("it was taken back")
        .says("a new request is needed");
    for wrong in [&["finish", &request][..], &["revoke", &request]] {
        user.run(wrong)
            .exits(1)
            .says("wrong-kind: this is a request link");
    }
}

#[test]
fn what_is_interrupted_resumes() {
    let server = asking();
    let (user, other) = (User::of(&server.url), User::of(&server.url));
    let [request, collect] = user.ask(&["--ask", "other"]);
    user.answer(&request, "s3same").exits(0);
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut command = user.command(&["collect", "--yes", &collect]);
    finish(command.stdout(Stdio::from(writer)), "")
        .exits(3)
        .says("run the same command again before 20");
    other
        .run(&["collect", "--yes", &collect])
        .exits(1)
        .says("it is being opened elsewhere");
    let collected = user
        .run(&["collect", "--yes", &collect])
        .exits(0)
        .says("a claim was kept here: trying to resume");
    assert_eq!(collected.stdout(), "other\n  secret         s3same\n");
}

#[test]
fn where_asking_is_closed_an_api_key_opens_it_and_names_who_asks() {
    let keys = User::of("");
    let clients = keys.path("clients.toml");
    let clients = clients.to_str().unwrap();
    let add = |name, scope| {
        let add = ["clients", "add", name, "--clients", clients, "-o", "json"];
        let rest = ["--display", "Example Shop support", "--scope", scope];
        let [key] = named(&keys.run(&[&add[..], &rest].concat()).exits(0), ["key"]);
        key
    };
    let key = add("zendesk", "requests:write,bundles:write");
    let reader = add("reader", "requests:read");
    let display = "Example Shop \u{1b}[2Jsupport";
    let server = Server::start_with(&["--clients", clients, "--create", "keys"]);
    let (agent, merchant) = (User::of(&server.url), User::of(&server.url));
    let ask = [
        "request",
        "--ask",
        "other",
        "--from",
        "Zoé",
        "--reference",
        display,
        "-o",
        "json",
    ];
    let share = ["share", "--item", "other", "--field", "secret=x"];
    for closed in [&ask[..], &share] {
        agent
            .run(closed)
            .exits(1)
            .says("only holders of an API key can");
        let mut command = agent.command(closed);
        finish(command.env("HANDOVER_API_KEY", ""), "")
            .exits(1)
            .says("only holders of an API key can");
        let mut command = agent.command(closed);
        finish(command.env("HANDOVER_API_KEY", "hndo_x"), "")
            .exits(2)
            .says("not an API key");
        let mut command = agent.command(closed);
        finish(
            command.env("HANDOVER_API_KEY", ApiKey::random().expose()),
            "",
        )
        .exits(1)
        .says("does not know this API key; nothing was stored");
        let mut command = agent.command(closed);
        finish(command.env("HANDOVER_API_KEY", &reader), "")
            .exits(1)
            .says("has not the right to do that; nothing was stored");
    }
    fs::write(agent.path("key"), format!("{key}\n")).unwrap();
    let mut command = agent.command(&ask);
    let asked = finish(command.env("HANDOVER_API_KEY_FILE", agent.path("key")), "");
    let [request] = named(&asked.exits(0), ["request_link"]);
    finish(agent.command(&share).env("HANDOVER_API_KEY", &key), "").exits(0);

    let answered = merchant
        .answer(&request, "x")
        .exits(0)
        .says("Example Shop support asks for:")
        .says("from       Zoé")
        .says("reference  Example Shop \\u{1b}[2Jsupport");
    assert!(
        !answered.stderr().contains("anybody"),
        "{}",
        answered.stderr()
    );
}

#[test]
fn who_is_not_known_to_the_server_gets_no_name() {
    let server = asking();
    let user = User::of(&server.url);
    let [request, _] = user.ask(&[
        "--ask",
        "other",
        "--from",
        "Your bank",
        "--reference",
        "B-1",
    ]);
    let answered = user
        .answer(&request, "x")
        .exits(0)
        .says("anybody could have made it")
        .says("compare the code by telephone");
    for hidden in ["Your bank", "B-1"] {
        assert!(!answered.stderr().contains(hidden), "{}", answered.stderr());
    }
}

#[test]
fn a_merchant_is_asked_for_the_rest() {
    let server = asking();
    let user = User::of(&server.url);
    let [request, collect] = user.ask(&["--ask", "backoffice,other"]);
    let mut answer = Dialogue::start(&user, "answer");
    answer.answer_hidden("request link (not shown): ", &request);
    answer.answer("do you have this: the shop's back office? [Y/n] ", "n");
    answer.answer("do you have this: anything else? [Y/n] ", "");
    answer.answer("title: ", "API");
    answer.answer("secret: name of a file, or Enter to type one line: ", "");
    answer.answer_hidden("secret (not shown): ", "hunter2");
    answer.answer("note: ", "");
    answer.answer("seal it? [Y/n] ", "");
    let (screen, code) = answer.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(
        !screen.contains("hunter2") && !screen.contains("#1r"),
        "{screen}"
    );
    assert!(
        screen.contains("backoffice  you do not have this"),
        "{screen}"
    );
    let collected = user.run(&["collect", "--yes", "-o", "json", &collect]);
    let items = json!([
        {"kind": "backoffice", "fields": {}, "absent": true},
        {"kind": "other", "fields": {"title": "API", "secret": "hunter2"}},
    ]);
    assert_eq!(collected.exits(0).json()["items"], items);
}

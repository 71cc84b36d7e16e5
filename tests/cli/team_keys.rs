//! Team keys, and answers that are sealed to them.

use std::{fs, os::unix::fs::MetadataExt};

use handover::protocol::{
    team_key::TeamKeyFile,
    token::{KeySeed, to_b64u},
    wire::Time,
};
use serde_json::{Value, json};

use crate::{
    helpers::{Outcome, User, asking, finish, named},
    terminal::Dialogue,
};

/// Makes a key under its own name as passphrase; its file is written to `NAME.json`.
fn make(user: &User, name: &str) -> Value {
    let mut command = user.command(&["team-key", "new", name, "-o", "json"]);
    let made = finish(command.env("HANDOVER_PASSPHRASE", name), "")
        .exits(0)
        .says("export a copy now")
        .says("nobody can recover it");
    let copy = user.run(&["team-key", "export", name]).exits(0).stdout();
    fs::write(user.path(&format!("{name}.json")), copy).unwrap();
    made.json()
}

fn copy(from: &User, to: &User, name: &str) -> Outcome {
    let file = from.path(&format!("{name}.json"));
    to.run(&["team-key", "import", file.to_str().unwrap()])
}

fn collect(user: &User, link: &str, passphrase: &str) -> Outcome {
    let mut command = user.command(&["collect", "--yes", link]);
    finish(command.env("HANDOVER_PASSPHRASE", passphrase), "")
}

#[test]
fn a_key_is_made_listed_copied_and_taken_over() {
    let (user, colleague) = (User::of(""), User::of(""));
    let made = make(&user, "support");
    let path = made["path"].as_str().unwrap();
    assert!(path.starts_with(user.path("config/handover/team-keys").to_str().unwrap()));
    let mode = |path: &str| fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!(
        (mode(path), mode(path.rsplit_once('/').unwrap().0)),
        (0o600, 0o700)
    );

    let fingerprint = made["fingerprint"].as_str().unwrap();
    let listed = user.run(&["team-key", "list"]).exits(0).stdout();
    assert!(
        listed.contains("support") && listed.contains(fingerprint),
        "{listed}"
    );
    let by_fingerprint = user.run(&["team-key", "export", fingerprint]).exits(0);
    let file = fs::read_to_string(user.path("support.json")).unwrap();
    assert_eq!(by_fingerprint.stdout(), file);
    user.run(&["team-key", "export", "sales"])
        .exits(2)
        .says("there is no team key named sales here");

    copy(&user, &colleague, "support")
        .exits(0)
        .says("compare the fingerprint");
    copy(&user, &colleague, "support")
        .exits(0)
        .says("nothing was changed");
    let listed = colleague
        .run(&["team-key", "list", "-o", "json"])
        .exits(0)
        .json();
    assert_eq!(listed["team_keys"][0]["public_key"], made["public_key"]);
    assert_eq!(listed["team_keys"].as_array().unwrap().len(), 1);
    fs::write(
        user.path("damaged.json"),
        file.replace("\"v\":1", "\"v\":\"1\""),
    )
    .unwrap();
    copy(&user, &colleague, "damaged")
        .exits(1)
        .says("error: file: this is no team key file");
}

/// What may be found there: nothing, what somebody forged, and a copy from before the passphrase was changed.
#[test]
fn a_good_copy_is_kept_whatever_is_in_its_place() {
    let server = asking();
    let agent = User::of(&server.url);
    make(&agent, "support");
    let good = fs::read_to_string(agent.path("support.json")).unwrap();
    let file = TeamKeyFile::read(&good).unwrap();
    let seed = file.open("support").unwrap();
    let salted = |seed: &KeySeed, passphrase| {
        TeamKeyFile::wrap_with(seed, "old", passphrase, Time::now(), [1; 16], [2; 24])
    };
    let older = salted(&seed, "older").unwrap().to_text();
    let other = salted(&KeySeed::random(), "support").unwrap();
    let [forged, own] = [&other, &file].map(|file| file.public_key.to_b64u());
    let forged = other.to_text().replace(&forged, &own);

    for in_its_place in ["", &forged, &older] {
        let user = User::of(&server.url);
        let path = copy(&agent, &user, "support").exits(0);
        let path = path
            .stdout()
            .split("kept in      ")
            .nth(1)
            .unwrap()
            .trim()
            .to_owned();
        fs::write(&path, in_its_place).unwrap();
        let beside = path.replace(".json", " (2).json");
        copy(&agent, &user, "support")
            .exits(0)
            .says("compare the fingerprint");
        assert_eq!(fs::read_to_string(&beside).unwrap(), good.trim_end());
        assert_eq!(fs::read_to_string(&path).unwrap(), in_its_place);
        copy(&agent, &user, "support").exits(0).says("here already");

        let key = ["--ask", "other", "--team-key", &beside];
        let [request, link] = user.ask(&key);
        user.answer(&request, "s3same").exits(0);
        collect(&user, &link, "support").exits(0);
    }
}

#[test]
fn a_ticket_reader_with_every_link_cannot_open() {
    let server = asking();
    let [agent, merchant, reader] = [(); 3].map(|()| User::of(&server.url));
    make(&agent, "support");
    let [request, collect_link] = agent.ask(&["--ask", "other", "--team-key", "support.json"]);
    let [receipt] = named(
        &merchant.answer(&request, "s3same").exits(0),
        ["receipt_link"],
    );

    for link in [&request, &receipt] {
        reader
            .run(&["collect", "--yes", link])
            .exits(1)
            .says("wrong-kind");
        reader
            .run(&["open", "--yes", link])
            .exits(1)
            .says("wrong-kind");
    }
    reader
        .run(&["collect", "--yes", &collect_link])
        .exits(1)
        .says("unknown-key: the answer is sealed to the team key")
        .says("revoke this request and make a new one");
    make(&reader, "mine");
    collect(&reader, &collect_link, "mine")
        .exits(1)
        .says("unknown-key");
    copy(&agent, &reader, "support").exits(0);
    collect(&reader, &collect_link, "guess")
        .exits(1)
        .says("error: passphrase: wrong passphrase");
    let seen = reader
        .run(&["receipt", "-o", "json", &receipt])
        .exits(0)
        .json();
    assert_eq!(
        (&seen["state"], &seen["late_attempts"]),
        (&"sealed".into(), &0.into())
    );

    agent
        .run(&["collect", "--yes", &collect_link])
        .exits(2)
        .says("set HANDOVER_PASSPHRASE");
    let collected = collect(&agent, &collect_link, "support").exits(0);
    assert_eq!(collected.stdout(), "other\n  secret         s3same\n");
}

#[test]
fn each_of_several_teams_can_collect_where_all_are_known() {
    let server = asking();
    let [day, night] = [(); 2].map(|()| User::of(&server.url));
    make(&day, "day");
    let other = make(&night, "night");
    let fingerprint = other["fingerprint"].as_str().unwrap();
    let night_file = night.path("night.json");
    let flags = ["--ask", "other", "--team-key", "day.json", "--team-key"];
    let flags = [&flags[..], &[night_file.to_str().unwrap()]].concat();
    let [request, link] = day.ask(&flags);
    day.answer(&request, "s3same").exits(0);

    collect(&day, &link, "day")
        .exits(1)
        .says("unknown-key: another key can read this answer")
        .says(&format!(
            "not known here: {fingerprint}; nothing was opened"
        ));
    copy(&day, &night, "day").exits(0);
    collect(&night, &link, "night").exits(0);

    let [request, link] = day.ask(&flags);
    day.answer(&request, "s3same").exits(0);
    let named = [
        "collect",
        "--yes",
        &link,
        "--team-key",
        night_file.to_str().unwrap(),
    ];
    let mut command = day.command(&named);
    finish(command.env("HANDOVER_PASSPHRASE", "day"), "").exits(0);

    let nine: Vec<_> = (0..9).map(|i| format!("{i}.json")).collect();
    let mut flags = vec!["request", "--ask", "other"];
    for file in &nine {
        let other = make(&night, file.trim_end_matches(".json"));
        assert!(other["path"].is_string());
        flags.extend(["--team-key", file.as_str()]);
    }
    night.run(&flags).exits(2).says("at most eight keys");
}

#[test]
fn a_passphrase_is_asked_on_the_terminal() {
    let server = asking();
    let user = User::of(&server.url);
    let mut new = Dialogue::start(&user, "team-key new support");
    new.answer_hidden("passphrase (not shown): ", "hunter2");
    new.answer_hidden("the same again: ", "hunter2");
    let (screen, code) = new.end();
    assert_eq!(code, Some(0), "{screen}");
    let key = user
        .run(&["team-key", "export", "support"])
        .exits(0)
        .stdout();
    fs::write(user.path("key"), key).unwrap();
    let [request, link] = user.ask(&["--ask", "other", "--team-key", "key"]);
    user.answer(&request, "s3same").exits(0);

    let mut collect = Dialogue::start(&user, "collect");
    collect.answer_hidden("collect link (not shown): ", &link);
    collect.answer_hidden("passphrase of the team key support (", "hunter1");
    collect.answer_hidden(
        "cost nothing\r\npassphrase of the team key support (",
        "hunter2",
    );
    collect.answer("open it now? [y/N] ", "y");
    let (screen, code) = collect.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(
        screen.contains("s3same") && !screen.contains("hunter"),
        "{screen}"
    );
    assert!(!screen.contains("#1t"), "{screen}");
}

#[test]
fn who_asks_sees_whom_it_is_sealed_to() {
    let server = asking();
    let user = User::of(&server.url);
    let [day, night] = ["day", "night"].map(|name| make(&user, name)["fingerprint"].clone());
    let mut flags = vec!["request", "--ask", "other", "-o", "json"];
    for file in ["day.json", "night.json", "day.json"] {
        flags.extend(["--team-key", file]);
    }
    let asked = user.run(&flags).exits(0);
    let keys = json!([
        {"name": "day", "fingerprint": day},
        {"name": "night", "fingerprint": night},
    ]);
    assert_eq!(asked.json()["keys"], keys);
    asked.says(&format!("sealed to day ({})", day.as_str().unwrap()));

    let mut bad =
        serde_json::from_str::<Value>(&fs::read_to_string(user.path("day.json")).unwrap()).unwrap();
    bad["public_key"] = to_b64u(&[0xff; 1216]).into();
    fs::write(user.path("bad.json"), bad.to_string()).unwrap();
    user.run(&["request", "--ask", "other", "--team-key", "bad.json"])
        .exits(1)
        .says("key: nothing can be sealed to the key in bad.json; nothing was sent");
}

#[test]
fn a_member_of_one_of_two_teams_is_asked_for_either_passphrase() {
    let server = asking();
    let user = User::of(&server.url);
    make(&user, "day");
    make(&user, "night");
    let flags = [
        "--ask",
        "other",
        "--team-key",
        "day.json",
        "--team-key",
        "night.json",
    ];
    for passphrase in ["", "day", "night"] {
        let [request, link] = user.ask(&flags);
        user.answer(&request, "s3same").exits(0);
        let mut collect = Dialogue::start(&user, &format!("collect --yes '{link}'"));
        collect.answer_hidden(") (not shown): ", "guess");
        collect.answer_hidden(") (not shown): ", passphrase);
        let (screen, code) = collect.end();
        assert!(
            screen.contains(") or ") && screen.contains("day (") && screen.contains("night ("),
            "{screen}"
        );
        let (expected, words) = match passphrase {
            "" => (2, "no passphrase was given; nothing was opened"),
            _ => (0, "s3same"),
        };
        assert_eq!(code, Some(expected), "{screen}");
        assert!(screen.contains(words), "{screen}");
    }
}

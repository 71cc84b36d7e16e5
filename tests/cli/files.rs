//! Attachments.

use std::{fs, os::unix::fs::MetadataExt};

use serde_json::json;

use crate::helpers::{Server, User, finish, links, place};

#[test]
fn a_large_key_file_comes_out_byte_for_byte() {
    let server = Server::start();
    let user = User::of(&server.url);
    let bytes: Vec<u8> = (0..200_u32 << 10)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    fs::write(user.path("clé.pem"), &bytes).unwrap();
    let [share, _] = links(
        &user
            .run(&["share", "--file", "clé.pem", "-o", "json"])
            .exits(0),
    );
    let opened = user
        .run(&["open", "--yes", "--out", "keys", "-o", "json", &share])
        .exits(0)
        .json();
    let expected = json!([{"name": "clé.pem", "type": "application/octet-stream", "size": bytes.len(), "path": "keys/clé.pem"}]);
    assert_eq!(opened["files"], expected);
    assert!(fs::read(user.path("keys/clé.pem")).unwrap() == bytes);
    assert_eq!(
        fs::metadata(user.path("keys/clé.pem")).unwrap().mode() & 0o777,
        0o600
    );
    assert_eq!(
        fs::metadata(user.path("keys")).unwrap().mode() & 0o777,
        0o700
    );
}

#[test]
fn an_existing_file_is_never_touched() {
    let server = Server::start();
    let user = User::of(&server.url);
    fs::write(user.path("key.pem"), "theirs").unwrap();
    let [share, _] = links(
        &user
            .run(&["share", "--file", "key.pem", "-o", "json"])
            .exits(0),
    );
    fs::write(user.path("key.pem"), "mine").unwrap();
    let opened = user.run(&["open", "--yes", "--out", ".", &share]).exits(0);
    assert!(
        opened.stdout().contains("key (2).pem"),
        "{}",
        opened.stdout()
    );
    assert_eq!(fs::read_to_string(user.path("key.pem")).unwrap(), "mine");
    assert_eq!(
        fs::read_to_string(user.path("key (2).pem")).unwrap(),
        "theirs"
    );
}

#[test]
fn a_repeat_says_that_it_writes_the_files_again() {
    let server = Server::start();
    let user = User::of(&server.url);
    let share = share_files(&server, &["key.pem"]);
    let mut open = user.command(&["open", "--yes", "--out", ".", &share]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    finish(open.stdout(writer), "")
        .exits(3)
        .says("files are written again")
        .says("key (2).pem");
    user.run(&["open", "--yes", "--out", ".", &share]).exits(0);
    assert!(user.path("key (2).pem").exists());
}

#[test]
fn names_of_strangers_stay_in_a_directory_of_their_own() {
    let server = Server::start();
    let user = User::of(&server.url);
    let long = "x".repeat(300);
    let names = [
        "../../x",
        "/etc/x",
        ".bashrc",
        "exe\u{202e}txt.pdf",
        "",
        &long,
        "..\\..\\x",
        "-rf",
    ];
    let link = share_files(&server, &names);
    let opened = user
        .run(&["open", "--yes", "-o", "json", &link])
        .exits(0)
        .json();
    let paths: Vec<_> = opened["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    let directory = paths[0].split_once('/').unwrap().0;
    assert!(
        directory.starts_with("handover-") && directory.len() == 17,
        "{directory}"
    );
    let written: Vec<_> = paths
        .iter()
        .map(|path| path.strip_prefix(directory).unwrap())
        .collect();
    let shortened = format!("/{}", "x".repeat(120));
    assert_eq!(
        written,
        [
            "/x",
            "/x (2)",
            "/bashrc",
            "/exe_txt.pdf",
            "/file",
            &shortened,
            "/x (3)",
            "/rf"
        ]
    );
    assert_eq!(opened["files"][3]["name"], names[3]);
    let mut there: Vec<_> = fs::read_dir(user.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    there.sort();
    assert_eq!(there, [directory, "run"]);
    assert_eq!(fs::read_to_string(user.path(paths[1])).unwrap(), "1");
}

fn share_files(server: &Server, names: &[&str]) -> String {
    place(server, vec![], names)
}

#[test]
fn a_directory_that_cannot_be_is_said_before_anything_is_opened() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, _] = user.share("x");
    fs::write(user.path("file"), "").unwrap();
    user.run(&["open", "--yes", "--out", "file", &share])
        .exits(2)
        .says("nothing was opened");
    user.run(&["open", "--yes", &share]).exits(0);
}

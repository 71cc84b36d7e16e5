//! What is interrupted between the claim and the last byte.

use std::{
    fs::{self, File},
    io::pipe,
    os::unix::fs::MetadataExt,
    process::Stdio,
};

use crate::helpers::{Outcome, Server, User, finish, links};

/// Opens with a standard output that takes nothing.
fn open_into(user: &User, link: &str, stdout: Stdio) -> Outcome {
    finish(user.command(&["open", "--yes", link]).stdout(stdout), "")
}

fn closed_pipe() -> Stdio {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[test]
fn the_same_user_gets_it_again_and_nobody_else_does() {
    let server = Server::start();
    let (user, other) = (User::of(&server.url), User::of(&server.url));
    let [share, receipt] = user.share("s3same");

    open_into(&user, &share, closed_pipe())
        .exits(3)
        .says("run the same command again before 20");
    assert_eq!(
        user.run(&["receipt", &receipt, "-o", "json"]).json()["state"],
        "claimed"
    );
    let claims: Vec<_> = fs::read_dir(user.path("run/handover"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(claims.len(), 1);
    assert_eq!(fs::metadata(&claims[0]).unwrap().mode() & 0o777, 0o600);
    assert_eq!(
        fs::metadata(user.path("run/handover")).unwrap().mode() & 0o777,
        0o700
    );
    let (_, key) = share.split_once("#1s").unwrap();
    assert!(
        !fs::read_to_string(&claims[0]).unwrap().contains(&key[..40]),
        "never the key"
    );

    other
        .run(&["open", "--yes", &share])
        .exits(1)
        .says("it is being opened elsewhere");
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("it takes nothing");
    open_into(&user, &share, full.into())
        .exits(3)
        .says("nothing is lost");
    let opened = user
        .run(&["open", "--yes", &share])
        .exits(0)
        .says("a claim was kept here: trying to resume");
    assert_eq!(opened.stdout(), "other\n  secret         s3same\n");
    assert!(!claims[0].exists());
    assert_eq!(
        user.run(&["receipt", &receipt, "-o", "json"]).json()["state"],
        "opened"
    );
}

#[test]
fn a_mistyped_passphrase_costs_nothing_then() {
    let server = Server::start();
    let user = User::of(&server.url);
    let mut command = user.command(&[
        "share",
        "--item",
        "other",
        "--field",
        "secret=x",
        "--passphrase",
        "-o",
        "json",
    ]);
    let [share, _] = links(&finish(command.env("HANDOVER_PASSPHRASE", "right"), "").exits(0));
    let open = |passphrase, stdout| {
        let mut command = user.command(&["open", "--yes", &share]);
        finish(
            command
                .env("HANDOVER_PASSPHRASE", passphrase)
                .stdout(stdout),
            "",
        )
    };
    open("right", closed_pipe()).exits(3);
    open("wrong", Stdio::piped())
        .exits(1)
        .says("this one cost nothing");
    open("right", Stdio::piped()).exits(0);
}

#[test]
fn without_a_runtime_directory_it_says_so_first() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, _] = user.share("x");
    let mut command = user.command(&["open", "--yes", &share]);
    finish(command.env_remove("XDG_RUNTIME_DIR"), "")
        .exits(0)
        .says("it cannot be resumed");
}

#[test]
fn without_a_lease_it_says_so_first() {
    let server = Server::start_with(&["--lease", "0s"]);
    let user = User::of(&server.url);
    let [share, _] = user.share("x");
    let opened = user
        .run(&["open", "--yes", &share])
        .exits(0)
        .says("keeps no retry copy");
    assert_eq!(opened.stdout(), "other\n  secret         x\n");
}

/// Leaves a claim that the server never heard of, as an interruption before the request does.
fn keep_claim(user: &User, receipt: &str) {
    let receipt = user.run(&["receipt", receipt, "-o", "json"]).json();
    let name = format!("{}.claim", receipt["id"].as_str().unwrap());
    fs::create_dir_all(user.path("run/handover")).unwrap();
    fs::write(user.path("run/handover").join(name), "A".repeat(43)).unwrap();
}

#[test]
fn a_kept_claim_does_not_hide_that_somebody_else_opened_it() {
    let server = Server::start();
    let (user, other) = (User::of(&server.url), User::of(&server.url));
    let [share, receipt] = user.share("x");
    keep_claim(&user, &receipt);
    other.run(&["open", "--yes", &share]).exits(0);
    user.run(&["open", "--yes", &share])
        .exits(1)
        .says("perhaps by this command")
        .says("if that was not you, tell the sender at once");

    let [share, receipt] = user.share("x");
    keep_claim(&user, &receipt);
    open_into(&other, &share, closed_pipe()).exits(3);
    user.run(&["open", "--yes", &share])
        .exits(1)
        .says("a claim was kept here: trying to resume")
        .says("it is being opened elsewhere")
        .says("if that was not you, tell the sender at once");
}

#[test]
fn a_kept_claim_did_not_take_it_back() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    keep_claim(&user, &receipt);
    user.run(&["revoke", &receipt]).exits(0);
    let opened = user
        .run(&["open", "--yes", &share])
        .exits(1)
        .says("its sender took it back");
    assert!(
        !opened.stderr().contains("by this command"),
        "{}",
        opened.stderr()
    );
}

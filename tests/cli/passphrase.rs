//! With a passphrase.

use crate::helpers::{Outcome, Server, User, finish, links};

fn share(user: &User, passphrase: &str) -> String {
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
    let [share, _] = links(&finish(command.env("HANDOVER_PASSPHRASE", passphrase), "").exits(0));
    share
}

fn open(user: &User, link: &str, passphrase: &str) -> Outcome {
    finish(
        user.command(&["open", "--yes", link])
            .env("HANDOVER_PASSPHRASE", passphrase),
        "",
    )
}

#[test]
fn the_same_passphrase_opens_however_it_is_composed() {
    let server = Server::start();
    let user = User::of(&server.url);
    let link = share(&user, "caf\u{e9} ");
    assert!(link.contains("/open#1p"));
    user.run(&["open", "--yes", &link])
        .exits(2)
        .says("HANDOVER_PASSPHRASE");
    open(&user, &link, "caf\u{e9}")
        .exits(1)
        .says("wrong passphrase, 4 tries left");
    std::fs::write(user.path("passphrase"), "cafe\u{301} \n").unwrap();
    let opened = user
        .run(&["open", "--yes", "--passphrase-file", "passphrase", &link])
        .exits(0);
    assert_eq!(opened.stdout(), "other\n  secret         x\n");
}

#[test]
fn the_last_wrong_one_destroys_it() {
    let server = Server::start_with(&["--tries", "2"]);
    let user = User::of(&server.url);
    let link = share(&user, "right");
    open(&user, &link, "wrong").exits(1).says("1 try left");
    open(&user, &link, "worse")
        .exits(1)
        .says("destroyed after too many wrong passphrases");
    open(&user, &link, "right").exits(1).says("destroyed");
}

#[test]
fn an_empty_one_is_refused() {
    let server = Server::start();
    let user = User::of(&server.url);
    let arguments = [
        "share",
        "--item",
        "other",
        "--field",
        "secret=x",
        "--passphrase-file",
        "-",
    ];
    user.pipe(&arguments, "\n").exits(2).says("empty");
    let link = share(&user, "right");
    open(&user, &link, "").exits(2).says("empty");
    assert_eq!(
        user.run(&["receipt", &link, "-o", "json"]).json()["tries_left"],
        5
    );
}

//! At a terminal.

use std::fs;

pub use crate::dialogue::Dialogue;
use crate::helpers::{Server, User};

#[test]
fn share_asks_for_everything_and_open_for_the_rest() {
    let server = Server::start();
    let user = User::of(&server.url);
    fs::write(user.path("id"), "-----BEGIN\nkey\n-----END\n").unwrap();
    let mut share = Dialogue::start(&user, "share --passphrase");
    share.answer("numbers or names", "7");
    share.answer("like 1 or 1,2", "2,other");
    share.answer("protocol (sftp, ftps, ftp, ssh) [sftp]: ", "gopher");
    share.answer("please take one of", "SFTP");
    share.answer("host: ", "");
    share.answer("host is needed", "sftp.example");
    share.answer("port [22]: ", "");
    share.answer("username: ", "bob");
    share.answer_hidden("password (not shown): ", "hunter2");
    share.answer("private_key: name of a file: ", "id");
    share.answer_hidden("key_passphrase (not shown): ", "");
    share.answer("path: ", "");
    share.answer("note: ", "à lundi");
    share.answer("title: ", "");
    share.answer("secret: name of a file, or Enter to type one line: ", "");
    share.answer_hidden("secret (not shown): ", "hunter3");
    share.answer("note: ", "");
    share.answer_hidden("passphrase (not shown): ", "hunter4");
    share.answer_hidden("the same again: ", "hunter5");
    share.answer_hidden("passphrase (not shown): ", "hunter4");
    share.answer_hidden("the same again: ", "hunter4");
    share.answer("seal it? [Y/n] ", "");
    let (screen, code) = share.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(!screen.contains("hunter"), "{screen}");
    let link = screen
        .split_once("share link    ")
        .unwrap()
        .1
        .split_whitespace()
        .next()
        .unwrap();

    let mut open = Dialogue::start(&user, "open");
    open.answer_hidden("share link (not shown): ", link);
    open.answer("open it now? [y/N] ", "y");
    open.answer_hidden("passphrase (not shown): ", "hunter1");
    open.answer_hidden(
        "4 tries left, then it is destroyed\r\npassphrase (not shown): ",
        "hunter4",
    );
    let (screen, code) = open.end();
    assert_eq!(code, Some(0), "{screen}");
    let shown = "ftp\r\n  protocol       sftp\r\n  host           sftp.example\r\n  port           22\r\n  username       bob\r\n  \
                 password       hunter2\r\n  private_key:\r\n-----BEGIN\r\nkey\r\n-----END\r\n  note           à lundi\r\n\r\n\
                 other\r\n  secret         hunter3\r\n";
    assert!(screen.ends_with(shown), "{screen}");
    assert!(!screen.contains("#1p"), "{screen}");

    let mut late = Dialogue::start(&user, &format!("open '{link}'"));
    late.answer("was that somebody else? tell the sender? [y/N] ", "y");
    let (screen, code) = late.end();
    assert_eq!(code, Some(1), "{screen}");
    assert!(screen.contains("now shows a later try"), "{screen}");
}

#[test]
fn a_no_opens_nothing() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    let mut open = Dialogue::start(&user, &format!("open '{share}'"));
    open.answer("open it now? [y/N] ", "");
    assert_eq!(open.end().1, Some(2));
    assert_eq!(
        user.run(&["receipt", &receipt, "-o", "json"]).json()["state"],
        "sealed"
    );
}

#[test]
fn a_dash_at_a_terminal_asks_without_an_echo() {
    let server = Server::start();
    let user = User::of(&server.url);
    let fields = "--field url=https://p --field username=u --field password=-";
    let mut share = Dialogue::start(
        &user,
        &format!("share --item panel {fields} --passphrase-file -"),
    );
    share.answer_hidden("password (not shown): ", "hunter2");
    share.answer_hidden("passphrase (not shown): ", "hunter3");
    share.answer_hidden("the same again: ", "hunter3");
    let (screen, code) = share.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(!screen.contains("hunter"), "{screen}");
    let (_, rest) = screen.split_once("share link    ").unwrap();
    let link = rest.split_whitespace().next().unwrap();

    let mut open = Dialogue::start(&user, "open - --yes --passphrase-file -");
    open.answer_hidden("share link (not shown): ", link);
    open.answer_hidden("passphrase (not shown): ", "hunter3");
    let (screen, code) = open.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(
        screen.contains("hunter2") && !screen.contains("#1p"),
        "{screen}"
    );

    let (screen, code) = Dialogue::start(&user, "share --json -").end();
    assert_eq!(code, Some(2), "{screen}");
    assert!(screen.contains("would show what is typed"), "{screen}");
}

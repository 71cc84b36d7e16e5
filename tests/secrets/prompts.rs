//! What the command line still has in its memory while it waits for somebody.

use handover::protocol::{key::LinkKeys, link::ShareLink, token::random};

use crate::{
    dialogue::Dialogue,
    helpers::{Server, User, finish, links},
    memory,
    needles::{Hits, Kind, Needles},
};

/// A text that nobody else has.
fn text() -> String {
    hex::encode(random::<16>())
}

/// What of this is in the memory of the command that is waiting.
fn held(dialogue: &Dialogue, wanted: &[(Kind, &[u8])]) -> Hits {
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(kind, bytes)| (*kind, bytes.to_vec()))
        .collect();
    let mut hits = Hits::new();
    let bytes = memory::search(dialogue.process(), &Needles::new(&wanted), &mut hits);
    println!("{bytes} bytes: {hits:?}");
    hits
}

fn of(kind: Kind, hits: &Hits) -> usize {
    let found = hits.iter().filter(|((found, _), _)| *found == kind);
    found.map(|(_, count)| count).sum()
}

#[test]
fn a_wrong_passphrase_is_gone_at_the_next_question() {
    let server = Server::start();
    let user = User::of(&server.url);
    let (right, wrong, secret) = (text(), text(), text());
    let arguments = [
        "share",
        "--item",
        "other",
        "--field",
        "secret=-",
        "--passphrase",
        "-o",
        "json",
    ];
    let mut share = user.command(&arguments);
    let shared = finish(share.env("HANDOVER_PASSPHRASE", &right), &secret).exits(0);
    let [link, _] = links(&shared);
    let key = ShareLink::parse(&link).unwrap().key;
    let token = LinkKeys::derive(&key).link_token;

    let mut open = Dialogue::start(&user, "open");
    open.answer_hidden("share link (not shown): ", &link);
    open.answer("open it now? [y/N] ", "y");
    open.answer_hidden("passphrase (not shown): ", &wrong);
    open.see_hidden("4 tries left, then it is destroyed\r\npassphrase (not shown): ");
    let hits = held(
        &open,
        &[
            (Kind::Key, key.as_bytes()),
            (Kind::Token, token.as_bytes()),
            (Kind::Passphrase, wrong.as_bytes()),
            (Kind::Plaintext, secret.as_bytes()),
        ],
    );
    assert!(of(Kind::Key, &hits) > 0, "the search finds nothing");
    assert_eq!(of(Kind::Passphrase, &hits), 0, "{hits:?}");
    assert_eq!(of(Kind::Plaintext, &hits), 0, "{hits:?}");
    open.press(&right);
    let (screen, code) = open.end();
    assert_eq!(code, Some(0), "{screen}");
    assert!(screen.contains(&secret), "{screen}");
}

#[test]
fn a_passphrase_that_was_mistyped_is_gone_when_it_is_asked_for_again() {
    let server = Server::start();
    let user = User::of(&server.url);
    let (first, second, secret) = (text(), text(), text());
    let item = "--item panel --field url=https://p --field username=u --field password=-";
    let mut share = Dialogue::start(&user, &format!("share {item} --passphrase"));
    share.answer_hidden("password (not shown): ", &secret);
    share.answer_hidden("passphrase (not shown): ", &first);
    share.answer_hidden("the same again: ", &second);
    share.see_hidden("passphrase (not shown): ");
    let hits = held(
        &share,
        &[
            (Kind::Plaintext, secret.as_bytes()),
            (Kind::Passphrase, first.as_bytes()),
            (Kind::Passphrase, second.as_bytes()),
        ],
    );
    assert!(of(Kind::Plaintext, &hits) > 0, "the search finds nothing");
    assert_eq!(of(Kind::Passphrase, &hits), 0, "{hits:?}");
    share.press(&first);
    share.answer_hidden("the same again: ", &first);
    let (screen, code) = share.end();
    assert_eq!(code, Some(0), "{screen}");
}

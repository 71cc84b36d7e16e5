//! `handover clients webhook`: what becomes of the file.

use handover::{clients::Clients, store::Owner};

use crate::clients::{BY_HAND, Operator, text};

/// The secrets of a client's webhook, as they stand in the file.
fn secrets(operator: &Operator, name: &str) -> Vec<String> {
    let clients = Clients::parse(&operator.file()).ok().unwrap();
    let client = clients.named(&Owner::parse(name).unwrap()).unwrap();
    let secrets = client.webhook().unwrap().secrets().iter();
    secrets.map(|secret| secret.expose().to_string()).collect()
}

fn by_hand() -> Operator {
    let operator = Operator::new();
    operator.write(BY_HAND);
    operator
}

#[test]
fn the_first_address_comes_with_a_secret_that_is_shown_once() {
    let operator = by_hand();
    let set = ["webhook", "set", "second", "https://desk.example/first"];
    let first = operator.run(&[&set[..], &["-o", "json"]].concat()).exits(0);
    let first = first.says("not shown again").says("SIGHUP").json();
    let secret = text(&first["webhook_secret"]).to_owned();
    assert_eq!(first["client"], "second");
    assert_eq!(secrets(&operator, "second"), std::slice::from_ref(&secret));

    let set = ["webhook", "set", "second", "https://desk.example/other"];
    let other = operator
        .run(&set)
        .exits(0)
        .says("handover clients webhook test second");
    let line =
        "the events of second go to https://desk.example/other; its secret is the one it had\n";
    assert_eq!(other.stdout(), line);
    assert_eq!(secrets(&operator, "second"), [secret]);
    assert!(operator.file().contains("https://desk.example/other"));
    assert!(!operator.file().contains("https://desk.example/first"));
}

#[test]
fn a_secret_is_rotated_in_two_steps() {
    let operator = by_hand();
    let old = secrets(&operator, "old");
    let rotate = ["webhook", "rotate", "old"];
    let begun = operator.run(&rotate).exits(0).says("--finish").stdout();
    let new = begun.strip_prefix("webhook secret  ").unwrap().trim_end();
    assert_eq!(secrets(&operator, "old"), [old[0].as_str(), new]);
    let listed = operator.run(&["list"]).exits(0).stdout();
    assert!(
        listed.contains("two secrets until rotate --finish"),
        "{listed}"
    );
    let again = operator.run(&rotate).exits(2);
    again
        .says("its last rotation is not finished")
        .says("nothing was changed");
    let finish = ["webhook", "rotate", "old", "--finish"];
    operator.run(&finish).exits(0).says("until then both sign");
    assert_eq!(secrets(&operator, "old"), [new]);
    operator
        .run(&finish)
        .exits(2)
        .says("there is no rotation to finish");
}

#[test]
fn what_stands_around_a_webhook_stays() {
    let operator = Operator::new();
    let written = BY_HAND.replace(
        "secrets = [\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"]",
        "secrets = [\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"] # ask Jo",
    );
    let written = written.replace("/hook\"", "/hook\" # the first floor");
    operator.write(&written);
    operator
        .run(&["webhook", "set", "old", "https://desk.example/b"])
        .exits(0);
    assert_eq!(operator.file(), written.replace("/hook\"", "/b\""));
    operator.run(&["webhook", "rotate", "old"]).exits(0);
    operator
        .run(&["webhook", "rotate", "old", "--finish"])
        .exits(0);
    let secret = &secrets(&operator, "old")[0];
    let old = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let rotated = written.replace("/hook\"", "/b\"").replace(old, secret);
    assert_eq!(operator.file(), rotated);

    operator
        .run(&["webhook", "remove", "old"])
        .exits(0)
        .says("nothing is lost");
    assert!(!operator.file().contains("[client.webhook]"));
    assert!(operator.file().contains("# rotated in May"));
    operator
        .run(&["webhook", "remove", "old"])
        .exits(2)
        .says("old has no webhook");
    operator
        .run(&["webhook", "set", "old", "https://desk.example/c"])
        .exits(0);
    assert_ne!(&secrets(&operator, "old")[0], secret, "a secret of its own");
}

#[test]
fn a_webhook_in_one_line_is_edited_where_it_stands() {
    let operator = Operator::new();
    let line = "webhook = { url = \"https://desk.example/a\", secrets = [\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"] }";
    let written = format!("[[client]]\nname = \"desk\"\ndisplay = \"D\"\nscopes = []\n{line}\n");
    operator.write(&written);
    operator
        .run(&["webhook", "set", "desk", "https://desk.example/b"])
        .exits(0);
    operator.run(&["webhook", "rotate", "desk"]).exits(0);
    assert_eq!(secrets(&operator, "desk").len(), 2);
    operator
        .run(&["webhook", "rotate", "desk", "--finish"])
        .exits(0);
    let secret = &secrets(&operator, "desk")[0];
    let old = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(
        operator.file(),
        written.replace("/a\"", "/b\"").replace(old, secret)
    );
}

//! Share, open, and everything after.

use serde_json::{Value, json};

use crate::helpers::{Server, User, links};

#[test]
fn a_bundle_is_opened_once_and_then_gone() {
    let server = Server::start();
    let (sender, opener) = (User::of(&server.url), User::of(&server.url));
    let [share, receipt] = sender.share("s3same, ouvre-toi 🔑\n");

    let opened = opener
        .run(&["open", "--yes", "-o", "json", &share])
        .exits(0);
    let expected = json!([{"kind": "other", "fields": {"secret": "s3same, ouvre-toi 🔑\n"}}]);
    assert_eq!(opened.json()["items"], expected);
    assert!(
        !opener
            .path("run/handover")
            .read_dir()
            .unwrap()
            .any(|_| true),
        "the claim is forgotten"
    );

    let again = opener
        .run(&["open", "--yes", &share])
        .exits(1)
        .says("it was opened before, at 20");
    assert_eq!(again.stdout(), "");

    let receipt_json = sender
        .pipe(&["receipt", "-o", "json"], &receipt)
        .exits(0)
        .json();
    assert_eq!(receipt_json["state"], "opened");
    assert_eq!(receipt_json["readable"], true);
    sender.run(&["revoke", &receipt]).exits(1).says("change");
    let finished = opener.pipe(&["finish", "-"], &share).exits(0);
    assert_eq!(finished.stdout().lines().count(), 1);
    assert_eq!(
        sender
            .run(&["finish", &share, "-o", "json"])
            .exits(0)
            .json(),
        json!({"finished": true})
    );
    let view = opener.run(&["receipt", &share]).exits(0).stdout();
    for word in ["state      opened", "finished   20", "erased     20"] {
        assert!(view.contains(word), "{word}:\n{view}");
    }
}

#[test]
fn a_revoked_bundle_cannot_be_opened() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, receipt] = user.share("x");
    user.run(&["finish", &share])
        .exits(1)
        .says("nobody has opened it yet");
    assert_eq!(
        user.run(&["revoke", &receipt]).exits(0).stdout(),
        "revoked: nobody can open it any more\n"
    );
    user.run(&["revoke", &receipt, "-o", "json"]).exits(0);
    user.run(&["open", "--yes", &share])
        .exits(1)
        .says("its sender took it back");
}

#[test]
fn every_kind_comes_out_as_it_went_in() {
    let server = Server::start();
    let user = User::of(&server.url);
    let bundle = every_kind();
    let shared = user
        .pipe(
            &["share", "--json", "-", "-o", "json", "--lang", "fr"],
            &bundle.to_string(),
        )
        .exits(0);
    let [share, _] = links(&shared);
    let opened = user
        .run(&["open", "--yes", "-o", "json", &share])
        .exits(0)
        .json();
    assert_eq!(opened["items"], bundle["items"]);
    assert_eq!(
        (&opened["files"], &opened["lang"]),
        (&json!([]), &json!("fr"))
    );
}

fn every_kind() -> Value {
    json!({"items": [
        {"kind": "backoffice", "fields": {"url": "https://boutique.exemple/admin42", "email": "aide@boutique.exemple",
            "password": "Été à Nîmes 🐟 \"'\\", "environment": "staging", "profile": "Support"}, "note": "Ça marche dès lundi\nmerci"},
        {"kind": "ftp", "fields": {"protocol": "sftp", "host": "sftp.boutique.exemple", "port": "22", "username": "noël",
            "password": " deux espaces ", "private_key": "-----BEGIN\nclé\n-----END\n", "key_passphrase": "œuf", "path": "/www"}},
        {"kind": "database", "fields": {"engine": "MySQL/MariaDB", "host": "db", "port": "3306", "name": "boutique",
            "username": "lecteur", "password": "\u{202e}à l'envers", "prefix": "ps_", "admin_url": "https://pma.exemple"}},
        {"kind": "panel", "fields": {"panel": "cPanel", "url": "https://panel.exemple:2083", "username": "u", "password": "p"}},
        {"kind": "domain", "fields": {"registrar": "Le Registraire", "url": "https://r.exemple", "domain": "boutique.exemple",
            "username": "u", "password": "p"}},
        {"kind": "other", "fields": {"title": "Clé d'API", "secret": "ligne 1\r\nligne 2\n"}},
    ]})
}

#[test]
fn what_open_prints_can_be_shared_again() {
    let server = Server::start();
    let user = User::of(&server.url);
    let bundle = json!({"files": [], "lang": "fr", "items": [
        {"kind": "ftp", "fields": {}, "absent": true},
        {"kind": "other", "fields": {"secret": "x"}},
    ]});
    let printed = |lang: &[&str]| {
        let share = [&["share", "--json", "-", "-o", "json"], lang].concat();
        let [share, _] = links(&user.pipe(&share, &bundle.to_string()).exits(0));
        user.run(&["open", "--yes", "-o", "json", &share]).json()
    };
    assert_eq!(printed(&[]), bundle);
    assert_eq!(printed(&["--lang", "en"])["lang"], "en");
}

#[test]
fn flags_say_which_field_belongs_to_which_item() {
    let server = Server::start();
    let user = User::of(&server.url);
    let arguments = [
        "share",
        "-o",
        "json",
        "--item",
        "other",
        "--field",
        "title=a=b",
        "--field",
        "secret=-",
        "--note",
        "first",
        "--item",
        "panel",
        "--field",
        "panel=CPANEL",
        "--field",
        "url=https://p",
        "--field",
        "username=u",
        "--field",
        "password=p",
    ];
    let [share, _] = links(&user.pipe(&arguments, "piped\n").exits(0));
    let opened = user
        .run(&["open", "--yes", "-o", "json", &share])
        .exits(0)
        .json();
    assert_eq!(
        opened["items"],
        json!([
            {"kind": "other", "fields": {"title": "a=b", "secret": "piped\n"}, "note": "first"},
            {"kind": "panel", "fields": {"panel": "cPanel", "url": "https://p", "username": "u", "password": "p"}},
        ])
    );
}

#[test]
fn text_is_exact_in_a_pipe() {
    let server = Server::start();
    let user = User::of(&server.url);
    let [share, _] = user.share("line 1\nline 2 \u{1b}[31m\n");
    let opened = user.run(&["open", "--yes", &share]).exits(0);
    assert_eq!(
        opened.stdout(),
        "other\n  secret:\nline 1\nline 2 \u{1b}[31m\n"
    );
    assert!(opened.stderr().contains("this opens the bundle once"));
}

#[test]
fn the_lifetime_and_the_size_are_the_servers() {
    let server = Server::start_with(&["--max-lifetime", "2h", "--max-envelope", "4KiB"]);
    let user = User::of(&server.url);
    let secret = ["share", "--item", "other", "--field", "secret=x"];
    user.run(&[&secret[..], &["--expires", "1d"]].concat())
        .exits(2)
        .says("takes 1 minute to 2 hours");
    user.run(&[&secret[..], &["--expires", "59s"]].concat())
        .exits(2)
        .says("--expires is 59 seconds");
    user.run(&[&secret[..], &["--expires", "soon"]].concat())
        .exits(2)
        .says("90s, 15m, 12h, 7d");
    user.run(&secret).exits(0);
    let large = "x".repeat(5000);
    user.pipe(&["share", "--item", "other", "--field", "secret=-"], &large)
        .exits(2)
        .says("this server takes 4 KiB");
}

#[test]
fn the_completions_know_every_command() {
    let user = User::of("");
    let commands = [
        "request", "answer", "collect", "team-key", "export", "import",
    ];
    for shell in ["bash", "zsh", "fish"] {
        let script = user.run(&["completions", shell]).exits(0).stdout();
        for command in commands {
            assert!(script.contains(command), "{shell} without {command}");
        }
    }
}

#[test]
fn the_health_check_asks_the_server() {
    let server = Server::start();
    let user = User::of(&server.url);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    user.run(&["healthcheck", "--bind", &address]).exits(0);
    drop(server);
    user.run(&["healthcheck", "--bind", &address])
        .exits(1)
        .says("no answer");
}

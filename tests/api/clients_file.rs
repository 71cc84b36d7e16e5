//! The clients file: what stops the start, and what is said then.

use std::{
    fs::Permissions,
    io::{Error, ErrorKind},
    os::unix::fs::PermissionsExt,
};

use clap::Parser;
use handover::{
    clients::{Clients, file::Refused},
    config::Config,
    server::Server,
};
use tempfile::NamedTempFile;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    config: Config,
}

/// Starts a server with a clients file of this mode; what it says if it does not start.
fn start(text: &str, mode: u32) -> Result<(), String> {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    std::fs::set_permissions(file.path(), Permissions::from_mode(mode)).unwrap();
    let clients = format!("--clients={}", file.path().display());
    let arguments = Arguments::parse_from(["test", "--bind=127.0.0.1:0", &clients]);
    Server::bind(arguments.config)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

const RIGHT: &str = r#"# Who may ask
[[client]]
name = "zendesk"
display = "Example Shop support"
scopes = ["requests:write", "requests:read"]

[[client.key]]
id = "a7Kd90Zq"
sha256 = "5001884e9c809fc55cc5bcaa467a15b0844ca2ac4a1620831f40e65bbab98685"
created_at = 2026-01-31T12:00:00.000Z

[client.webhook]
url = "https://desk.example/handover"
secrets = ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]

[[client]]
name = "osticket"
display = "Autre équipe"
scopes = []
"#;

#[test]
fn the_file_of_the_manual_is_taken() {
    assert_eq!(start(RIGHT, 0o600), Ok(()));
    assert_eq!(start("", 0o600), Ok(()));
    let clients = Clients::parse(RIGHT).ok().unwrap();
    let zendesk = clients.named(&"zendesk".parse().unwrap()).unwrap();
    assert_eq!(zendesk.display(), "Example Shop support");
    let webhook = zendesk.webhook().unwrap();
    assert_eq!(webhook.url(), "https://desk.example/handover");
    let secrets = webhook.secrets().iter().map(|secret| secret.expose());
    let secrets: Vec<String> = secrets.map(|secret| secret.to_string()).collect();
    assert_eq!(secrets, ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]);
    let key = zendesk.keys().next().unwrap();
    assert_eq!(key.created_at().to_string(), "2026-01-31T12:00:00.000Z");
}

/// What stands in the right file, what is put in its place, the line, and what is said of it.
const WRONG: &[(&str, &str, usize, &str)] = &[
    ("[[client]]", "[[client]", 2, "expected"),
    (
        "[[client]]\nname = \"osticket\"",
        "[[clients]]\nname = \"osticket\"",
        16,
        "unknown field `clients`, expected `client`",
    ),
    (
        "display =",
        "displayed =",
        4,
        "unknown field `displayed`, expected one of `name`",
    ),
    (
        "[client.webhook]",
        "[client.hook]",
        12,
        "unknown field `hook`",
    ),
    ("name = \"zendesk\"\n", "", 2, "missing field `name`"),
    (
        "scopes = [\"requests:write\", \"requests:read\"]\n",
        "",
        2,
        "missing field `scopes`",
    ),
    (
        "\"zendesk\"",
        "\"Zendesk\"",
        3,
        "a name is 1 to 32 of a-z, 0-9 and -",
    ),
    ("\"zendesk\"", "\"\"", 3, "a name is"),
    ("\"zendesk\"", "7", 3, "expected a string"),
    ("\"Example Shop support\"", "\"\"", 4, "1 to 64 characters"),
    (
        "\"Example Shop support\"",
        "\" Example\"",
        4,
        "no space around it",
    ),
    (
        "\"Example Shop support\"",
        "\"Example\\nShop\"",
        4,
        "one line",
    ),
    (
        "\"Example Shop support\"",
        "\"Example\\u202eShop\"",
        4,
        "all visible",
    ),
    (
        "\"Example Shop support\"",
        "\"Example\\u200bShop\"",
        4,
        "all visible",
    ),
    (
        "\"requests:read\"",
        "\"requests:all\"",
        5,
        "a scope is bundles:write, requests:write",
    ),
    (
        "scopes = [\"requests:write\", \"requests:read\"]",
        "scopes = \"whsec_secret, expected\"",
        5,
        "expected a sequence",
    ),
    (
        "scopes = [\"requests:write\", \"requests:read\"]",
        "scopes = []\nteam_keys = [\"AAAA\"]",
        6,
        "1216 bytes",
    ),
    ("\"a7Kd90Zq\"", "\"a7Kd90Z\"", 8, "eight letters and digits"),
    ("\"5001884e", "\"5001884E", 9, "64 digits of 0-9 and a-f"),
    ("\"5001884e", "\"01884e", 9, "64 digits"),
    (
        "2026-01-31T12:00:00.000Z",
        "2026-01-31T12:00:00",
        10,
        "an offset",
    ),
    ("2026-01-31T12:00:00.000Z", "\"today\"", 10, ""),
    ("https://desk", "http://desk", 13, "http:// on this machine"),
    ("https://desk", "ftp://desk", 13, "https://"),
    (
        "https://desk",
        "https://user:secret@desk",
        13,
        "without user",
    ),
    (
        "[\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"]",
        "[]",
        14,
        "one secret, or two",
    ),
    (
        "\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
        "\"whsec_AAAA\"",
        14,
        "24 to 64 bytes",
    ),
    (
        "\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
        "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
        14,
        "whsec_",
    ),
    (
        "name = \"osticket\"",
        "name = \"zendesk\"",
        16,
        "two clients named zendesk",
    ),
];

#[test]
fn a_wrong_file_stops_the_start_with_its_line_and_what_would_be_right() {
    for (right, wrong, line, mention) in WRONG {
        assert!(RIGHT.contains(right), "{right}");
        let error = start(&RIGHT.replacen(right, wrong, 1), 0o600).unwrap_err();
        assert!(error.starts_with("HANDOVER_CLIENTS is /"), "{error}");
        let place = format!(": line {line}: ");
        assert!(
            error.contains(&place) && error.contains(mention),
            "{wrong}: {error}"
        );
        assert!(
            !error.contains("secret@") && !error.contains("whsec_secret"),
            "{error}"
        );
    }
}

#[test]
fn a_third_key_and_a_doubled_id_stop_the_start() {
    let key =
        &RIGHT[RIGHT.find("[[client.key]]").unwrap()..RIGHT.find("[client.webhook]").unwrap()];
    let other = |id: &str| key.replace("a7Kd90Zq", id);
    let three = RIGHT.replace(key, &[key, &other("aaaaaaaa"), &other("bbbbbbbb")].concat());
    let error = start(&three, 0o600).unwrap_err();
    assert!(
        error.contains("line 17: zendesk has more than 2 keys"),
        "{error}"
    );
    let doubled = format!("{RIGHT}{key}");
    let error = start(&doubled, 0o600).unwrap_err();
    assert!(
        error.contains("line 20: there are two keys with the id a7Kd90Zq"),
        "{error}"
    );
}

#[test]
fn a_file_that_others_may_write_or_anybody_may_read_stops_the_start() {
    for (mode, starts) in [
        (0o600, true),
        (0o400, true),
        (0o640, true),
        (0o440, true),
        (0o604, false),
        (0o444, false),
        (0o620, false),
        (0o602, false),
        (0o666, false),
    ] {
        let started = start(RIGHT, mode);
        assert_eq!(started.is_ok(), starts, "{mode:o}: {started:?}");
        if let Err(error) = started {
            assert!(error.contains("chmod 600"), "{error}");
        }
    }
    let webhook = RIGHT.find("[client.webhook]").unwrap();
    assert_eq!(start(&RIGHT[..webhook], 0o444), Ok(()));
    let arguments = Arguments::parse_from(["test", "--clients=/nowhere/clients.toml"]);
    let error = Server::bind(arguments.config).map(|_| ()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("/nowhere/clients.toml: it cannot be read"),
        "{error}"
    );
}

#[test]
fn a_file_that_the_service_may_not_read_says_whose_it_must_be() {
    let refused = Refused::from(Error::from(ErrorKind::PermissionDenied)).to_string();
    assert!(
        refused.contains("it cannot be read: permission denied"),
        "{refused}"
    );
    assert!(refused.contains("chown"), "{refused}");
}

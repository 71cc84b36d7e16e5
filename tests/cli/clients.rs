//! `handover clients`: what becomes of the file, and a key that the server then takes.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    process::Stdio,
};

use handover::{clients::Clients, protocol::apikey::ApiKey};
use serde_json::Value;

use crate::helpers::{Outcome, Server, User};

/// An operator with a clients file of their own.
pub struct Operator(User);

impl Operator {
    pub fn new() -> Self {
        Self(User::of("http://127.0.0.1:9"))
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let fixed = ["clients", "--clients", "clients.toml"];
        self.0.run(&[&fixed[..], arguments].concat())
    }

    fn add(&self, name: &str, more: &[&str]) -> Value {
        self.try_add(name, more).exits(0).json()
    }

    fn try_add(&self, name: &str, more: &[&str]) -> Outcome {
        let fixed = ["add", name, "--display", "The desk", "-o", "json"];
        let scopes = ["--scope", "requests:write,requests:read"];
        self.run(&[&fixed[..], &scopes, more].concat())
    }

    pub fn file(&self) -> String {
        fs::read_to_string(self.0.path("clients.toml")).unwrap()
    }

    pub fn write(&self, text: &str) {
        fs::write(self.0.path("clients.toml"), text).unwrap();
    }

    fn ids(&self) -> Vec<String> {
        let clients = Clients::parse(&self.file()).ok().unwrap();
        let keys = clients.iter().flat_map(|client| client.keys());
        keys.map(|key| key.id().to_string()).collect()
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn a_key_is_shown_once_and_the_file_keeps_its_hash() {
    let operator = Operator::new();
    let added = operator.try_add("desk", &["--webhook", "https://desk.example/hook"]);
    let added = added.says("handover clients webhook test desk").json();
    let key = ApiKey::parse(text(&added["key"])).unwrap();
    assert_eq!(added["client"], "desk");
    assert_eq!(text(&added["key_id"]), key.id().to_string());
    assert!(text(&added["webhook_secret"]).starts_with("whsec_"));

    let file = operator.file();
    assert!(!file.contains(key.expose()) && file.contains(&key.hash().to_string()));
    assert!(file.contains(text(&added["webhook_secret"])));
    let mode = fs::metadata(operator.0.path("clients.toml")).unwrap();
    assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    let clients = Clients::parse(&file).ok().unwrap();
    let client = clients.find(&key).unwrap();
    assert_eq!(client.display(), "The desk");

    let listed = operator.run(&["list", "-o", "json"]).exits(0).json();
    let listed = &listed["clients"][0];
    assert_eq!(listed["name"], "desk");
    assert_eq!(listed["scopes"][1], "requests:read");
    assert_eq!(listed["keys"][0]["id"], added["key_id"]);
    assert_eq!(listed["webhook"], "https://desk.example/hook");
    assert!(!listed.to_string().contains("whsec_"));
}

#[test]
fn keys_are_changed_without_a_gap() {
    let operator = Operator::new();
    let first = operator.add("desk", &[]);
    let next = operator.run(&["key", "add", "desk", "-o", "json"]);
    let next = next.exits(0).says("not shown again").json();
    let full = operator.run(&["key", "add", "desk"]).exits(2);
    full.says("desk has 2 keys")
        .says("handover clients key revoke KEY_ID");
    let old = text(&first["key_id"]);
    let revoked = operator.run(&["key", "revoke", old]).exits(0);
    assert_eq!(
        revoked.stdout(),
        format!("desk no longer has the key {old}\n")
    );
    revoked.says("until then the key works");
    assert_eq!(operator.ids(), [text(&next["key_id"])]);
    operator.run(&["key", "revoke", old]).exits(2).says("list");
    operator.run(&["key", "add", "desk"]).exits(0);
    let removed = operator.run(&["remove", "desk"]).exits(0);
    removed.says("never use the name desk again");
    assert_eq!(operator.file(), "");
}

pub const BY_HAND: &str = r#"# Who may ask here. Call Jo before you change this.

[[client]] # the old desk
name = "old"
display   =  'Old desk'
scopes = [
  "requests:write", # it asks
]

# rotated in May
[[client.key]]
id = "aaaaaaaa"
sha256 = "5001884e9c809fc55cc5bcaa467a15b0844ca2ac4a1620831f40e65bbab98685"
created_at = 2026-05-31T12:00:00+02:00

[client.webhook]
url = "https://desk.example/hook"
secrets = ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]

[[client]]
name = "second"
display = "Second desk"
scopes = []

# the end
"#;

#[test]
fn comments_and_order_stay() {
    let operator = Operator::new();
    operator.write(BY_HAND);
    operator.add("third", &[]);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(BY_HAND), lines(&operator.file()));
    let mut left = after.iter();
    for line in &before {
        assert!(left.any(|found| found == line), "{line}\n{after:?}");
    }
    let key = operator.run(&["key", "add", "old", "-o", "json"]).exits(0);
    let id = text(&key.json()["key_id"]).to_owned();
    assert_eq!(operator.ids()[..2], ["aaaaaaaa".to_owned(), id.clone()]);
    operator.run(&["key", "revoke", &id]).exits(0);
    operator.run(&["remove", "third"]).exits(0);
    assert_eq!(operator.file(), BY_HAND);
}

#[test]
fn editors_at_the_same_time_wait_for_each_other() {
    let operator = Operator::new();
    let editors = (0..12).map(|number| {
        let name = format!("desk-{number}");
        let arguments = ["clients", "--clients", "clients.toml", "add", &name];
        let more = ["--display", "D", "--scope", "requests:read"];
        let mut command = operator.0.command(&[&arguments[..], &more].concat());
        command.stdin(Stdio::null()).spawn().unwrap()
    });
    for editor in editors.collect::<Vec<_>>() {
        assert!(editor.wait_with_output().unwrap().status.success());
    }
    assert_eq!(operator.ids().len(), 12);
    let left = fs::read_dir(operator.0.home()).unwrap();
    let names: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the file and the directory run: {names:?}");
}

#[test]
fn a_refused_edit_leaves_the_file_as_it_was() {
    let operator = Operator::new();
    operator.write(BY_HAND);
    let add = ["add", "old", "--display", "x", "--scope", "requests:read"];
    operator
        .run(&add)
        .exits(2)
        .says("there is a client named old")
        .says("nothing was changed");
    operator.run(&["remove", "nobody"]).exits(2);
    let mut bad_key = add.to_vec();
    bad_key[1] = "new";
    bad_key.extend(["--team-key", "clients.toml"]);
    operator.run(&bad_key).exits(2).says("no team key file");
    assert_eq!(operator.file(), BY_HAND);

    let broken = BY_HAND.replace("scopes = []", "scope = []");
    operator.write(&broken);
    let refused = operator.run(&["key", "add", "old"]).exits(2);
    refused.says("line 23: unknown field `scope`");
    assert_eq!(operator.file(), broken);

    let inline = "client = [{ name = \"desk\", display = \"D\", scopes = [] }]\n";
    operator.write(inline);
    let refused = operator.run(&["key", "add", "desk"]).exits(2);
    refused.says("write it as [[client]] tables");
    assert_eq!(operator.file(), inline);
}

#[test]
fn a_symbolic_link_stays_one_and_others_lose_their_rights() {
    let operator = Operator::new();
    let target = operator.0.path("run/real.toml");
    fs::write(&target, BY_HAND).unwrap();
    fs::set_permissions(&target, Permissions::from_mode(0o644)).unwrap();
    let link = operator.0.path("clients.toml");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    operator.run(&["key", "add", "second"]).exits(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let mode = fs::metadata(&target).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(operator.ids().len(), 2);
}

#[test]
fn only_the_public_part_of_a_team_key_is_taken() {
    let operator = Operator::new();
    let vectors = include_str!("../vectors/v1.json");
    let vectors: Value = serde_json::from_str(vectors).unwrap();
    let team = &vectors["team_keys"][0];
    fs::write(operator.0.path("team.json"), text(&team["file"])).unwrap();
    operator.add(
        "desk",
        &["--team-key", "team.json", "--team-key", "team.json"],
    );
    let file: Value = serde_json::from_str(text(&team["file"])).unwrap();
    assert!(operator.file().contains(text(&file["public_key"])));
    assert!(!operator.file().contains(text(&file["sealed"])));
    let listed = operator.run(&["list", "-o", "json"]).exits(0).json();
    let fingerprints = listed["clients"][0]["team_keys"].as_array().unwrap();
    assert_eq!(fingerprints, std::slice::from_ref(&team["fingerprint"]));
}

/// What the server says of itself in its log is what the operator reads first.
#[test]
fn the_server_takes_the_key_and_says_when_nobody_has_one() {
    let operator = Operator::new();
    let added = operator.add("desk", &[]);
    let file = operator.0.path("clients.toml");
    let settings = ["--create", "keys", "--clients", file.to_str().unwrap()];
    let (server, log) = Server::start_and_tell(&settings);
    assert!(log.contains("nobody can create bundles"), "{log}");
    assert!(!log.contains("nobody can create requests"), "{log}");
    let status = |key: &str| {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let id = "A".repeat(22);
        let url = format!("{}/api/v1/requests/{id}", server.url);
        let client = reqwest::blocking::Client::builder().no_proxy().build();
        let call = client.unwrap().get(url).bearer_auth(key);
        call.send().unwrap().status().as_u16()
    };
    assert_eq!(status(text(&added["key"])), 404);
    assert_eq!(status(ApiKey::random().expose()), 401);

    let (_server, log) = Server::start_and_tell(&[]);
    assert!(log.contains("nobody can create requests"), "{log}");
    assert!(!log.contains("nobody can create bundles"), "{log}");
}

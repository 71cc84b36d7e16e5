//! `rust.json`: what is sealed here, for the TypeScript side to open. The same bytes every time;
//! written when `HANDOVER_WRITE_VECTORS` is 1, compared otherwise.

use handover::protocol::{
    bundle::{Bundle, BundleFile, Fields, Item, Lang},
    envelope::{Envelope, open, seal_with_salt},
    key::{LinkKeys, OpenKeys, Stretched, receipt_token, stretch},
    kind::KINDS,
    link::{ReceiptLink, ShareLink},
    token::{Key, ReceiptSecret, from_b64u, sha256, to_b64u},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::{
    digest, filled, ours_requests, path, read,
    requests::{Request, TeamKey},
};

#[derive(Serialize, Deserialize, PartialEq)]
struct File {
    about: String,
    bundles: Vec<Sealed>,
    requests: Vec<Request>,
    team_keys: Vec<TeamKey>,
}

#[derive(Serialize, Deserialize, PartialEq)]
struct Sealed {
    name: String,
    share_link: String,
    passphrase: Option<String>,
    receipt_link: String,
    receipt_token: String,
    link_token: String,
    open_token: String,
    id: String,
    envelope: String,
    opened: Value,
}

const BASE: &str = "https://handover.example/sub/path";

#[test]
fn the_committed_file_is_the_one_that_is_made_here() {
    let made = File {
        about: "what the Rust code sealed: README.md".to_owned(),
        bundles: bundles().into_iter().map(seal).collect(),
        requests: ours_requests::requests(),
        team_keys: ours_requests::team_keys(),
    };
    if std::env::var("HANDOVER_WRITE_VECTORS").is_ok_and(|value| value == "1") {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(path("rust.json"), format!("{text}\n")).unwrap();
    }
    let committed: File = read("rust.json");
    for (made, committed) in made.bundles.iter().zip(&committed.bundles) {
        assert!(made == committed, "{} differs", made.name);
    }
    assert!(made == committed);
}

#[test]
fn the_links_open_the_committed_envelopes() {
    for vector in read::<File>("rust.json").bundles {
        let link = ShareLink::parse(&vector.share_link).unwrap();
        let keys = LinkKeys::derive(&link.key);
        let p = stretched(vector.passphrase.as_deref(), &keys);
        let keys_to_open = OpenKeys::derive(&link.key, p.as_ref());
        let envelope = Envelope::parse(from_b64u(&vector.envelope).unwrap()).unwrap();
        let padded = open(&keys_to_open, &keys.id(), &envelope).unwrap();
        let bundle = Bundle::decode(&padded).unwrap();
        assert_eq!(describe(&bundle), vector.opened, "{}", vector.name);
    }
}

fn seal((name, passphrase, bundle): (&str, Option<&str>, Bundle)) -> Sealed {
    let seeded = |what: &str| sha256(format!("{name} {what}").as_bytes());
    let share = ShareLink {
        key: Key::new(seeded("K")),
        passphrase: passphrase.is_some(),
    };
    let keys = LinkKeys::derive(&share.key);
    let p = stretched(passphrase, &keys);
    let open_keys = OpenKeys::derive(&share.key, p.as_ref());
    let salt = seeded("salt").first_chunk().copied().unwrap();
    let envelope = seal_with_salt(&open_keys, &keys.id(), &salt, &bundle.encode().unwrap());
    let receipt = ReceiptLink {
        id: keys.id(),
        secret: ReceiptSecret::new(seeded("M")),
    };
    Sealed {
        name: name.to_owned(),
        share_link: share.to_url(BASE).to_string(),
        passphrase: passphrase.map(str::to_owned),
        receipt_link: receipt.to_url(BASE).to_string(),
        receipt_token: receipt_token(&receipt.secret).to_b64u(),
        link_token: keys.link_token.to_b64u(),
        open_token: open_keys.open_token.to_b64u(),
        id: keys.id().to_b64u(),
        envelope: to_b64u(envelope.as_bytes()),
        opened: describe(&bundle),
    }
}

fn stretched(passphrase: Option<&str>, keys: &LinkKeys) -> Option<Stretched> {
    passphrase.map(|text| stretch(text, &keys.salt_pw).unwrap())
}

fn bundles() -> Vec<(&'static str, Option<&'static str>, Bundle)> {
    let every_kind = KINDS.iter().map(|kind| {
        let ids = kind.fields.iter().map(|field| field.id);
        item(kind.id, ids.map(|id| (id, id)))
    });
    let awkward = Item {
        note: Some(text("deux\nlignes\t\u{1b}\u{0}")),
        ..item(
            "fax",
            [
                ("secret", " pâss “word”\u{a0}\\\" 🔑\u{202e}\u{2028}"),
                ("", ""),
            ],
        )
    };
    let absent = Item {
        absent: true,
        ..item("ftp", [])
    };
    let files = vec![
        file("../clé \u{202e}gpj.pem", "application/x-pem-file", 411),
        file("empty", "", 0),
    ];
    let long = vec![file("dump.sql", "text/plain", 66_000)];
    vec![
        (
            "every kind",
            None,
            bundle(every_kind.collect(), vec![], Lang::Fr),
        ),
        (
            "awkward text, absent, files",
            None,
            bundle(vec![awkward, absent], files, Lang::En),
        ),
        (
            "passphrase that NFKC changes",
            Some(" ﬁne Å ① "),
            bundle(vec![], vec![], Lang::Fr),
        ),
        (
            "two chunks, passphrase",
            Some("pass"),
            bundle(vec![], long, Lang::En),
        ),
    ]
}

fn bundle(items: Vec<Item>, files: Vec<BundleFile>, lang: Lang) -> Bundle {
    Bundle { items, files, lang }
}

fn item<'a>(kind: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Item {
    let mut fields = Fields::default();
    for (id, value) in values {
        fields.set(id, text(value));
    }
    Item {
        kind: kind.to_owned(),
        fields,
        note: None,
        absent: false,
    }
}

fn file(name: &str, media_type: &str, length: usize) -> BundleFile {
    BundleFile {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes: Zeroizing::new(filled(length)),
    }
}

fn text(value: &str) -> Zeroizing<String> {
    Zeroizing::new(value.to_owned())
}

/// What a reader finds; a file by the hash of its bytes.
fn describe(bundle: &Bundle) -> Value {
    let items = bundle.items.iter().map(|item| {
        let fields: serde_json::Map<_, _> = item
            .fields
            .iter()
            .map(|(id, value)| (id.to_owned(), Value::from(value)))
            .collect();
        let mut described = json!({"kind": item.kind, "fields": fields});
        if let Some(note) = &item.note {
            described["note"] = note.as_str().into();
        }
        if item.absent {
            described["absent"] = true.into();
        }
        described
    });
    let files = bundle.files.iter().map(|file| {
        let sha256 = hex::encode(digest(&file.bytes).0);
        json!({"name": file.name, "type": file.media_type, "size": file.bytes.len(), "sha256": sha256})
    });
    let lang = bundle.lang.code();
    json!({"items": items.collect::<Value>(), "files": files.collect::<Value>(), "lang": lang})
}

//! `tests/vectors/injection.json`: what strangers type, and what may come of it. The pages run the
//! same names and texts.

use std::{collections::HashMap, fs, ops::RangeInclusive};

use handover::protocol::bundle::{Fields, Item, MAX_FILES, MAX_ITEMS};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::{
    helpers::{Server, User, place},
    terminal::Dialogue,
};

#[derive(Deserialize)]
struct Corpus {
    names: Vec<Case>,
    texts: Vec<Case>,
    hidden: Vec<String>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: Text,
    expect: Text,
}

/// A text, or a rule for a long one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Long {
        #[serde(default)]
        head: String,
        unit: String,
        count: usize,
        tail: String,
    },
}

impl Text {
    fn whole(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Long {
                head,
                unit,
                count,
                tail,
            } => format!("{head}{}{tail}", unit.repeat(*count)),
        }
    }
}

fn corpus() -> Corpus {
    serde_json::from_str(include_str!("../vectors/injection.json")).unwrap()
}

#[test]
fn files_get_safe_names() {
    let server = Server::start();
    let user = User::of(&server.url);
    for cases in corpus().names.chunks(MAX_FILES) {
        let names: Vec<String> = cases.iter().map(|case| case.text.whole()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let link = place(&server, vec![], &names);
        let opened = user
            .run(&["open", "--yes", "--out", "keys", "-o", "json", &link])
            .exits(0)
            .json();
        let mut taken = HashMap::new();
        for ((case, name), file) in cases
            .iter()
            .zip(&names)
            .zip(opened["files"].as_array().unwrap())
        {
            let safe = case.expect.whole();
            let nth = taken
                .entry(safe.clone())
                .and_modify(|n| *n += 1)
                .or_insert(1);
            let path = format!("keys/{}", numbered(&safe, *nth));
            assert_eq!(
                (&file["name"], &file["path"]),
                (&(*name).into(), &path.into()),
                "{}",
                case.name
            );
        }
        let written = fs::read_dir(user.path("keys")).unwrap().count();
        assert_eq!(written, cases.len(), "as many files as names");
        fs::remove_dir_all(user.path("keys")).unwrap();
    }
    assert_eq!(
        fs::read_dir(user.home()).unwrap().count(),
        1,
        "nothing but `run`"
    );
}

/// `key.pem` → `key (2).pem`, the second time.
fn numbered(name: &str, nth: u32) -> String {
    match (nth, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem} ({nth}).{extension}"),
        (_, None) => format!("{name} ({nth})"),
    }
}

#[test]
fn a_terminal_gets_escapes() {
    let server = Server::start();
    let user = User::of(&server.url);
    let Corpus { texts, hidden, .. } = corpus();
    let link = place(
        &server,
        texts.iter().map(hostile).collect(),
        &["\u{1b}[2J\u{202e}"],
    );
    let arguments = format!("open --yes --out keys '{link}' 2>log");
    let (screen, code) = Dialogue::start(&user, &arguments).end();
    assert_eq!(code, Some(0), "{screen:?}");
    let shown = screen.replace("\r\n", "\n");
    for Case { name, expect, .. } in &texts {
        let safe = expect.whole();
        let item = format!("{safe}\n  {safe:<14} {safe}\n  note           {safe}\n");
        assert!(shown.contains(&item), "{name}: {shown:?}");
    }
    assert!(
        shown.contains("  file           \\u{1b}[2J\\u{202e}\n"),
        "{shown:?}"
    );
    let ranges: Vec<_> = hidden.iter().map(|text| range(text)).collect();
    let obeyed = |c: &char| ranges.iter().any(|range| range.contains(&u32::from(*c)));
    assert_eq!(shown.chars().find(obeyed), None, "{shown:?}");
}

#[test]
fn a_pipe_and_json_get_every_byte() {
    let server = Server::start();
    let user = User::of(&server.url);
    let texts = corpus().texts;
    assert!(texts.len() <= MAX_ITEMS);
    let open = |more: &[&str]| {
        let link = place(&server, texts.iter().map(hostile).collect(), &[]);
        let command = [&["open", "--yes", &link], more].concat();
        user.run(&command).exits(0)
    };
    let (piped, opened) = (open(&[]).stdout(), open(&["-o", "json"]).json());
    for (Case { name, text, .. }, item) in texts.iter().zip(opened["items"].as_array().unwrap()) {
        let text = text.whole();
        assert_eq!(
            (&item["kind"], &item["note"]),
            (&text.clone().into(), &text.clone().into()),
            "{name}"
        );
        assert_eq!(item["fields"][&text], text, "{name}");
        assert!(
            piped.contains(&format!(" {text}\n  note           {text}\n")),
            "{name}"
        );
    }
}

/// The text as kind, name of a field, value and note.
fn hostile(case: &Case) -> Item {
    let text = case.text.whole();
    let mut fields = Fields::default();
    fields.set(&text, Zeroizing::new(text.clone()));
    Item {
        kind: text.clone(),
        fields,
        note: Some(Zeroizing::new(text)),
        absent: false,
    }
}

/// `ad` or `200b-200f`.
fn range(text: &str) -> RangeInclusive<u32> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let [first, last] = [first, last].map(|code| u32::from_str_radix(code, 16).unwrap());
    first..=last
}

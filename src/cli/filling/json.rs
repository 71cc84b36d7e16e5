//! `--json`: `{"items":[{"kind":"ftp","fields":{"host":"…"},"note":"…"}]}`, or what `open -o json`
//! printed.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use zeroize::Zeroizing;

use super::parts::{checked, kind, known, new_item};
use crate::{
    cli::failure::Failure,
    protocol::bundle::{Item, Lang},
};

/// What a document gives.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) items: Vec<Item>,
    pub(crate) lang: Option<Lang>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    items: Vec<Entry>,
    /// What `open` wrote to the disk: only an empty list says nothing that would be left out.
    #[serde(default)]
    files: Vec<IgnoredAny>,
    lang: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: String,
    fields: Texts,
    note: Option<String>,
    #[serde(default)]
    absent: bool,
}

/// An object of texts, no name twice.
struct Texts(Vec<(String, Zeroizing<String>)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
        let mut texts: Vec<(String, Zeroizing<String>)> = Vec::new();
        while let Some((name, text)) = map.next_entry::<String, String>()? {
            if texts.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom("a field stands twice"));
            }
            texts.push((name, text.into()));
        }
        Ok(Texts(texts))
    }
}

/// Reads a document; a failure says what is wrong and where, and never repeats a value.
pub(crate) fn read(text: &str) -> Result<Given, Failure> {
    let document: Document = serde_json::from_str(text).map_err(|error| malformed(&error))?;
    if !document.files.is_empty() {
        return Err(Failure::usage(
            "the JSON lists files, which do not travel in it",
            "nothing was sent: leave \"files\" out, and give each file with --file",
        ));
    }
    let items = document.items.into_iter().map(item);
    Ok(Given {
        items: items.collect::<Result<_, _>>()?,
        lang: document.lang.as_deref().map(lang).transpose()?,
    })
}

fn lang(code: &str) -> Result<Lang, Failure> {
    Lang::from_code(code).ok_or_else(|| {
        Failure::usage(
            "there is no such language as the JSON's \"lang\"",
            "nothing was sent: take one of fr, en",
        )
    })
}

fn item(entry: Entry) -> Result<Item, Failure> {
    let kind = kind(&entry.kind)?;
    let mut item = new_item(entry.kind);
    for (name, text) in entry.fields.0 {
        let field = known(kind, &name)?;
        item.fields.set(&name, checked(field, text)?);
    }
    item.note = entry.note.map(Zeroizing::new);
    item.absent = entry.absent;
    Ok(item)
}

fn malformed(error: &serde_json::Error) -> Failure {
    Failure::usage(
        format!(
            "the JSON is not what is taken here, at line {} column {}: {}",
            error.line(),
            error.column(),
            without_values(error)
        ),
        "nothing was sent: it looks like {\"items\":[{\"kind\":\"other\",\"fields\":{\"secret\":\"…\"}}]}; every value is a text, ports too",
    )
}

/// serde's words without the place, and without the value: that may be the secret.
fn without_values(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words
        .rsplit_once(" at line ")
        .map_or(words.as_str(), |(words, _)| words);
    if words.starts_with("invalid ") && error.is_data() {
        let expected = words
            .rsplit_once(", expected ")
            .map_or("something else", |(_, expected)| expected);
        return format!("{expected} was expected");
    }
    words.to_owned()
}

//! The JSON in front of the files.

use std::io::{self, Write};

use serde::{Serialize, Serializer, ser::SerializeMap};
use zeroize::Zeroizing;

use super::{Bundle, BundleError, BundleFile, Fields, Item, Lang, MAX_FILES, MAX_ITEMS};
use crate::protocol::json::{Json, NotJson, Object};

/// What meta says.
pub(super) struct Meta {
    pub(super) items: Vec<Item>,
    pub(super) files: Vec<Listed>,
    pub(super) lang: Lang,
}

/// A file before its bytes.
pub(super) struct Listed {
    name: String,
    media_type: String,
    size: u64,
}

impl Listed {
    /// Takes the file's bytes from the front of what is left.
    pub(super) fn take(self, rest: &mut &[u8]) -> Result<BundleFile, BundleError> {
        let size = usize::try_from(self.size).map_err(|_| BundleError::Meta)?;
        let bytes = rest.split_off(..size).ok_or(BundleError::Meta)?;
        Ok(BundleFile {
            name: self.name,
            media_type: self.media_type,
            bytes: Zeroizing::new(bytes.to_vec()),
        })
    }
}

/// The members in the SPEC's order, without white space.
pub(super) fn write(bundle: &Bundle) -> Zeroizing<Vec<u8>> {
    let meta = MetaOut {
        v: 1,
        items: &bundle.items,
        files: bundle.files.iter().map(ListedOut::from).collect(),
        lang: bundle.lang.code(),
    };
    // Counted first, so that the text never moves and leaves no copy.
    let mut length = Count(0);
    let mut out = Zeroizing::new(Vec::new());
    serde_json::to_writer(&mut length, &meta)
        .and_then(|()| {
            out.reserve_exact(length.0);
            serde_json::to_writer(&mut *out, &meta)
        })
        .expect("every name is text, and memory takes every byte");
    out
}

#[derive(Serialize)]
struct MetaOut<'a> {
    v: u8,
    items: &'a [Item],
    files: Vec<ListedOut<'a>>,
    lang: &'static str,
}

#[derive(Serialize)]
struct ListedOut<'a> {
    name: &'a str,
    r#type: &'a str,
    size: usize,
}

impl<'a> From<&'a BundleFile> for ListedOut<'a> {
    fn from(file: &'a BundleFile) -> Self {
        Self {
            name: &file.name,
            r#type: &file.media_type,
            size: file.bytes.len(),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("fields", &self.fields)?;
        if let Some(note) = &self.note {
            map.serialize_entry("note", note.as_str())?;
        }
        if self.absent {
            map.serialize_entry("absent", &true)?;
        }
        map.end()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads meta. Unknown members are left alone: refusing them would lose a bundle that can be read
/// once.
pub(super) fn read(bytes: &[u8]) -> Result<Meta, BundleError> {
    let text = str::from_utf8(bytes).map_err(|_| BundleError::Utf8)?;
    let mut meta = object(Json::parse(text)?)?;
    if !matches!(meta.take("v"), Some(Json::Whole(1))) {
        return Err(BundleError::Meta);
    }
    let lang = meta.text("lang").and_then(|code| Lang::from_code(&code));
    Ok(Meta {
        lang: lang.ok_or(BundleError::Meta)?,
        items: list(&mut meta, "items", MAX_ITEMS, read_item)?,
        files: list(&mut meta, "files", MAX_FILES, read_listed)?,
    })
}

impl From<NotJson> for BundleError {
    fn from(error: NotJson) -> Self {
        match error {
            NotJson::Syntax => Self::Meta,
            NotJson::Duplicate => Self::Duplicate,
        }
    }
}

fn object(value: Json) -> Result<Object, BundleError> {
    Object::new(value).ok_or(BundleError::Meta)
}

fn list<T>(
    object: &mut Object,
    name: &str,
    most: usize,
    read: fn(Json) -> Result<T, BundleError>,
) -> Result<Vec<T>, BundleError> {
    match object.list(name) {
        Some(values) if values.len() > most => Err(BundleError::Limit),
        Some(values) => values.into_iter().map(read).collect(),
        None => Err(BundleError::Meta),
    }
}

fn read_item(value: Json) -> Result<Item, BundleError> {
    let mut item = object(value)?;
    Ok(Item {
        kind: item.text("kind").ok_or(BundleError::Meta)?,
        fields: read_fields(item.take("fields").ok_or(BundleError::Meta)?)?,
        note: item.take("note").map(text).transpose()?,
        absent: match item.take("absent") {
            None => false,
            Some(Json::Flag(true)) => true,
            Some(_) => return Err(BundleError::Meta),
        },
    })
}

fn read_fields(value: Json) -> Result<Fields, BundleError> {
    let members = object(value)?.into_members().into_iter();
    members
        .map(|(id, value)| Ok((id, text(value)?)))
        .collect::<Result<_, _>>()
        .map(Fields)
}

fn read_listed(value: Json) -> Result<Listed, BundleError> {
    let mut listed = object(value)?;
    let Some(Json::Whole(size)) = listed.take("size") else {
        return Err(BundleError::Meta);
    };
    Ok(Listed {
        name: listed.text("name").ok_or(BundleError::Meta)?,
        media_type: listed.text("type").ok_or(BundleError::Meta)?,
        size,
    })
}

fn text(value: Json) -> Result<Zeroizing<String>, BundleError> {
    value.into_text().ok_or(BundleError::Meta)
}

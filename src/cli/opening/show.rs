//! A bundle for people's eyes, and for programs.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    cli::{
        visible::{visible, visible_line},
        words::size,
    },
    protocol::bundle::{Bundle, BundleFile, Item},
};

/// `open -o json`
#[derive(Serialize)]
pub(super) struct Opened<'a> {
    items: &'a [Item],
    files: Vec<Listed<'a>>,
    lang: &'static str,
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    r#type: &'a str,
    size: usize,
    path: &'a Path,
}

impl<'a> Opened<'a> {
    /// `paths` are where the files were written.
    pub(super) fn new(bundle: &'a Bundle, paths: &'a [PathBuf]) -> Self {
        let listed = |(file, path): (&'a BundleFile, &'a PathBuf)| Listed {
            name: &file.name,
            r#type: &file.media_type,
            size: file.bytes.len(),
            path,
        };
        Self {
            items: &bundle.items,
            files: bundle.files.iter().zip(paths).map(listed).collect(),
            lang: bundle.lang.code(),
        }
    }
}

/// Text that is exact in a file or a pipe, and safe to look at on a terminal.
pub(super) fn text(bundle: &Bundle, paths: &[PathBuf]) -> Zeroizing<String> {
    let terminal = io::stdout().is_terminal();
    let mut text = Text {
        out: Zeroizing::new(String::new()),
        safe: terminal,
    };
    for item in &bundle.items {
        text.item(item);
    }
    for (file, path) in bundle.files.iter().zip(paths) {
        text.paragraph();
        text.row("file", &file.name);
        text.row("size", &size(file.bytes.len() as u64));
        text.row("written to", &path.display().to_string());
    }
    text.out
}

struct Text {
    out: Zeroizing<String>,
    safe: bool,
}

impl Text {
    fn paragraph(&mut self) {
        if !self.out.is_empty() {
            self.push("\n");
        }
    }

    fn item(&mut self, item: &Item) {
        self.paragraph();
        let kind = self.line(&item.kind);
        self.push(&kind);
        self.push(if item.absent {
            ": the sender does not have this\n"
        } else {
            "\n"
        });
        for (id, value) in item.fields.iter() {
            self.row(id, value);
        }
        if let Some(note) = &item.note {
            self.row("note", note);
        }
    }

    /// Several lines stand below their name and at the margin, so that they can be copied.
    fn row(&mut self, name: &str, value: &str) {
        let name = self.line(name);
        if value.contains('\n') {
            let lines = if self.safe {
                visible(value).into()
            } else {
                Zeroizing::new(value.to_owned())
            };
            self.push(&format!("  {}:\n", name.as_str()));
            self.push(lines.trim_end_matches('\n'));
            self.push("\n");
        } else {
            let line = self.line(value);
            self.push(&format!("  {:<14} ", name.as_str()));
            self.push(&line);
            self.push("\n");
        }
    }

    fn line(&self, text: &str) -> Zeroizing<String> {
        if self.safe {
            visible_line(text).into()
        } else {
            Zeroizing::new(text.to_owned())
        }
    }

    /// Grows into a new place and wipes the old one: `String` alone would leave a copy behind.
    fn push(&mut self, text: &str) {
        if self.out.capacity() < self.out.len() + text.len() {
            let mut grown = String::with_capacity((self.out.len() + text.len()) * 2);
            grown.push_str(&self.out);
            self.out = Zeroizing::new(grown);
        }
        self.out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::bundle::Fields;

    fn written(value: &str, safe: bool) -> String {
        let mut fields = Fields::default();
        fields.set("secret", Zeroizing::new(value.to_owned()));
        let item = Item {
            kind: "other".to_owned(),
            fields,
            note: None,
            absent: false,
        };
        let mut text = Text {
            out: Zeroizing::new(String::new()),
            safe,
        };
        text.item(&item);
        text.out.to_string()
    }

    #[test]
    fn is_safe_on_a_terminal_and_exact_elsewhere() {
        assert_eq!(
            written("a\u{1b}[2J", true),
            "other\n  secret         a\\u{1b}[2J\n"
        );
        assert_eq!(
            written("a\u{1b}[2J", false),
            "other\n  secret         a\u{1b}[2J\n"
        );
        assert_eq!(written("a\r\nb\n", false), "other\n  secret:\na\r\nb\n");
    }
}

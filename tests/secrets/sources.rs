//! What the sources say of themselves.

use std::{collections::BTreeSet, fs, path::Path};

/// Every file below a folder of the project whose name ends so, with its text.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The types of the library that wipe themselves: `secret!(…)`, and `derive(… ZeroizeOnDrop)`.
pub fn wiping_types() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, text) in files("src", ".rs") {
        for (_, behind) in split_behind(&text, "\nsecret!(") {
            let line = behind
                .lines()
                .find(|line| line.trim().ends_with(char::is_numeric));
            let name = line.unwrap().split(',').next().unwrap();
            names.insert(name.trim().to_owned());
        }
        for (_, behind) in split_behind(&text, "ZeroizeOnDrop)]\n") {
            let name = behind.split_once("struct ").unwrap().1;
            names.extend(identifier(name));
        }
    }
    names
}

/// What stands in front of and behind each place where `mark` stands.
fn split_behind<'a>(text: &'a str, mark: &str) -> Vec<(&'a str, &'a str)> {
    let places = text.match_indices(mark);
    places
        .map(|(at, _)| (&text[..at], &text[at + mark.len()..]))
        .collect()
}

/// None where a macro fills it in.
fn identifier(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    (end > 0).then(|| text[..end].to_owned())
}

/// Types around bytes that anybody may know, and so may compare as they like.
const PUBLIC_BYTES: [&str; 8] = [
    "Bytes",
    "Claimed",
    "Envelope",
    "KeyId",
    "Record",
    "RequestRecord",
    "RequestStage",
    "Wraps",
];

/// What else may: a page's tag, the name of a state, the word of a doctor's probe.
const PUBLIC_TEXTS: [&str; 3] = ["tag.as_bytes()", "state.word()", "asked.word."];

/// Each type that derives `PartialEq`, with its fields.
fn derived_comparisons(text: &str) -> Vec<(String, String)> {
    let derives = split_behind(text, "#[derive(").into_iter();
    let compared = derives.filter(|(_, behind)| {
        let traits = behind.split_once(")]").unwrap().0;
        traits.contains("PartialEq")
    });
    let declared = compared.filter_map(|(_, behind)| {
        let begin = ["struct ", "enum "].map(|word| Some(behind.find(word)? + word.len()));
        let declared = &behind[begin.into_iter().flatten().min()?..];
        let tuple = declared.find(';').unwrap_or(usize::MAX);
        let braces = declared.find("\n}").unwrap_or(usize::MAX);
        Some((
            identifier(declared)?,
            declared[..tuple.min(braces)].to_owned(),
        ))
    });
    declared.collect()
}

/// Tokens, keys and their hashes are compared by `subtle` only: no derived comparison reaches raw
/// bytes, and each written by hand is in constant time.
#[test]
fn secrets_are_compared_in_constant_time() {
    let mut derived = 0;
    for (name, text) in files("src", ".rs") {
        for (declared, fields) in derived_comparisons(&text) {
            derived += 1;
            let is_raw = fields.contains("[u8; 32]")
                || ["[u8; 16]", "[u8; Self::", "Vec<u8>", "Zeroizing<"]
                    .iter()
                    .any(|raw| fields.contains(raw));
            let is_public = PUBLIC_BYTES.contains(&declared.as_str());
            assert!(
                !is_raw || is_public,
                "{name}: {declared} compares bytes byte by byte"
            );
        }
        for (_, behind) in split_behind(&text, "impl PartialEq for ") {
            let body = behind.split_once("\n}").map_or(behind, |(body, _)| body);
            assert!(
                body.contains(".ct_eq("),
                "{name}: a comparison without ct_eq"
            );
        }
        for raw in [
            "as_bytes() ==",
            "as_bytes() !=",
            "expose() ==",
            "expose() !=",
        ] {
            let is_secret = |line: &&str| {
                line.contains(raw) && !PUBLIC_TEXTS.iter().any(|text| line.contains(text))
            };
            let line = text.lines().find(is_secret);
            assert_eq!(line, None, "{name} compares bytes byte by byte");
        }
    }
    assert!(derived > 50, "the search finds what there is: {derived}");
}

/// The library and the binary cannot have a line of it, whatever Cargo.toml says.
#[test]
fn unsafe_code_is_forbidden() {
    for (name, text) in files("src", ".rs") {
        if ["src/lib.rs", "src/main.rs"].contains(&name.as_str()) {
            assert!(text.contains("#![forbid(unsafe_code)]"), "{name}");
        }
    }
}

//! What `.github/SECURITY.md` says is so: every test that it names is there. And what no test of
//! behaviour can see: where randomness comes from.

#![expect(clippy::panic, reason = "a test has failed when it cannot go on")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const PAGE: &str = include_str!("../.github/SECURITY.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between backticks and looks like `file::name`.
fn named() -> BTreeSet<(&'static str, &'static str)> {
    let quoted = PAGE.split('`').skip(1).step_by(2);
    let named = quoted.filter_map(|text| text.split_once("::"));
    named.filter(|(file, _)| file.contains('/')).collect()
}

/// How the test of this name begins, in the language of its file.
fn beginnings(file: &str, name: &str) -> Vec<String> {
    match file.rsplit('.').next() {
        Some("rs") => vec![format!("fn {name}(")],
        Some("py") => vec![format!("def {name}(")],
        _ => ['\'', '`']
            .iter()
            .flat_map(|quote| ["test(", "it("].map(|call| format!("{call}{quote}{name}{quote},")))
            .collect(),
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let named = named();
    assert!(named.len() > 60, "{}", named.len());
    for (file, name) in named {
        let text = read(&root().join(file));
        let beginnings = beginnings(file, name);
        let is_there = beginnings.iter().any(|beginning| text.contains(beginning));
        assert!(is_there, "{file} has no test {name}");
    }
}

#[test]
fn each_of_the_33_has_a_test() {
    for number in 1..=33 {
        let row = PAGE
            .lines()
            .find(|line| line.starts_with(&format!("| {number} |")));
        let row = row.unwrap_or_else(|| panic!("{number} is missing"));
        assert!(
            row.rsplit('|')
                .nth(1)
                .is_some_and(|tests| tests.contains("::")),
            "{row}"
        );
    }
}

/// The sources of the program and of the pages, without their tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join("src"), root().join("web/src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("it is listed").path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(kind, Some("rs" | "ts" | "tsx" | "lua")) {
                let text = read(&path);
                let code = text
                    .split("#[cfg(test)]\nmod tests")
                    .next()
                    .unwrap_or_default();
                sources.push((path, code.to_owned()));
            }
        }
    }
    sources
}

#[test]
fn randomness_comes_from_the_system_alone() {
    let weak = [
        "Math.random",
        "thread_rng",
        "rand::rng(",
        "SmallRng",
        "StdRng",
        "fastrand",
        "math.random",
    ];
    for (path, text) in sources() {
        for word in weak {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
    let drawn = read(&root().join("web/src/protocol/token.ts"));
    assert!(drawn.contains("crypto.getRandomValues(") && !drawn.contains("catch"));
}

//! For every parser of what a stranger wrote, one function that takes any bytes, and panics where a
//! promise is broken.
//!
//! The package in `fuzz/` runs them for as long as one likes: `make fuzz`. What was worth keeping
//! stands in `fuzz/corpus`, and the tests below replay it.

use crate::{cli, client, clients, config, events, http, protocol, store};

/// A parser, by the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// Every one of them.
pub const TARGETS: [Target; 23] = [
    ("links", protocol::fuzzing::links),
    ("envelopes", protocol::fuzzing::envelopes),
    ("padding", protocol::fuzzing::padding),
    ("bundles", protocol::fuzzing::bundles),
    ("documents", protocol::fuzzing::documents),
    ("wraps", protocol::fuzzing::wraps),
    ("team_keys", protocol::fuzzing::team_keys),
    ("times", protocol::fuzzing::times),
    ("bodies", http::fuzzing::bodies),
    ("queries", http::fuzzing::queries),
    ("credentials", http::fuzzing::credentials),
    ("forwarded", http::fuzzing::forwarded),
    ("calls", http::fuzzing::calls),
    ("replies", store::redis::fuzzing::replies),
    ("stores", store::redis::fuzzing::stores),
    ("clients", clients::fuzzing::clients),
    ("settings", config::fuzzing::settings),
    ("receivers", events::fuzzing::receivers),
    ("answers", client::fuzzing::answers),
    ("servers", client::fuzzing::servers),
    ("codings", client::fuzzing::codings),
    ("strangers", cli::fuzzing::strangers),
    ("pages", cli::fuzzing::pages),
];

/// Whether a refusal repeats what was refused: nothing that is as long as a token, a key or a secret
/// comes back.
pub(crate) fn repeats(told: &str, refused: &str) -> bool {
    const SHORTEST: usize = 22;
    refused
        .split(|c: char| !(c.is_ascii_alphanumeric() || "-_+/=".contains(c)))
        .any(|run| run.len() >= SHORTEST && told.contains(run))
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeSet,
        fs,
        panic::catch_unwind,
        path::{Path, PathBuf},
    };

    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::Value;

    use super::*;

    fn folder(path: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
    }

    fn files(path: &Path) -> Vec<PathBuf> {
        let listed = fs::read_dir(path).expect("a folder of the repository");
        let mut files: Vec<_> = listed
            .map(|entry| entry.expect("it is listed").path())
            .collect();
        files.sort();
        files
    }

    fn read(path: &Path) -> Vec<u8> {
        fs::read(path).expect("a file of the repository")
    }

    fn take((name, target): Target, data: &[u8], from: &str) {
        let taken = catch_unwind(|| target(data));
        assert!(taken.is_ok(), "{name} stumbles over {from}");
    }

    #[test]
    fn what_was_worth_keeping_breaks_no_promise() {
        for target in TARGETS {
            let corpus = files(&folder("fuzz/corpus").join(target.0));
            assert!(!corpus.is_empty(), "{} has no corpus", target.0);
            for path in corpus {
                take(target, &read(&path), &path.display().to_string());
            }
        }
    }

    /// Cut anywhere, and with any one byte changed: what a fuzzer tries first.
    #[test]
    fn nor_does_what_is_cut_or_damaged() {
        for target in TARGETS {
            for path in files(&folder("fuzz/corpus").join(target.0)) {
                let (from, mut data) = (path.display().to_string(), read(&path));
                let step = data.len() / 24 + 1;
                for at in (0..data.len()).step_by(step) {
                    take(target, &data[..at], &format!("{from}, cut at {at}"));
                    data[at] ^= 0x11;
                    take(target, &data, &format!("{from}, changed at {at}"));
                    data[at] ^= 0x11;
                }
            }
        }
    }

    #[test]
    fn every_value_of_the_vectors_is_taken_by_every_parser() {
        let mut values = BTreeSet::new();
        for path in files(&folder("tests/vectors")) {
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let json = serde_json::from_slice(&read(&path)).expect("vectors are JSON");
                collect(&json, &mut values);
            }
        }
        assert!(values.len() > 1_000, "{}", values.len());
        for target in TARGETS {
            for value in &values {
                take(target, value, &String::from_utf8_lossy(value));
            }
        }
    }

    /// Each text as it stands, and the bytes that it may stand for.
    fn collect(json: &Value, values: &mut BTreeSet<Vec<u8>>) {
        match json {
            Value::Object(members) => members.values().for_each(|json| collect(json, values)),
            Value::Array(items) => items.iter().for_each(|json| collect(json, values)),
            Value::String(text) => {
                let bytes = hex::decode(text).ok();
                values.extend(bytes.or_else(|| URL_SAFE_NO_PAD.decode(text).ok()));
                values.insert(text.clone().into_bytes());
            }
            _ => {}
        }
    }

    #[test]
    fn every_parser_has_its_target_in_the_package() {
        let manifest = String::from_utf8(read(&folder("fuzz/Cargo.toml"))).expect("text");
        let built = manifest.matches("[[bin]]").count();
        assert_eq!(built, TARGETS.len());
        for (name, _) in TARGETS {
            let path = format!("fuzz_targets/{name}.rs");
            let bin = format!("[[bin]]\nname = \"{name}\"\npath = \"{path}\"\n");
            assert!(manifest.contains(&bin), "{name}");
            let source = read(&folder("fuzz").join(path));
            let source = String::from_utf8_lossy(&source);
            assert!(
                source.contains("handover_fuzz::run(env!(\"CARGO_BIN_NAME\")"),
                "{name}"
            );
        }
    }
}

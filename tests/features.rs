//! What each half of the program can name: the server holds nothing that opens an envelope, and the
//! client holds no server.

use std::{collections::BTreeSet, process::Command};

/// The names of all crates that are linked with only this feature.
fn crates_of(feature: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--offline", "--locked", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{lib}"])
        .args(["--no-default-features", "--features", feature])
        .output()
        .expect("cargo runs this test, so it is there");
    let told = String::from_utf8_lossy(&tree.stderr);
    assert!(tree.status.success(), "{told}");
    let names = String::from_utf8_lossy(&tree.stdout);
    names.lines().map(|name| name.trim().to_owned()).collect()
}

fn assert_split(feature: &str, inside: &[&str], outside: &[&str]) {
    let crates = crates_of(feature);
    for name in inside {
        assert!(crates.contains(*name), "{feature} without {name}");
    }
    for name in outside {
        assert!(!crates.contains(*name), "{feature} with {name}");
    }
}

#[test]
fn the_server_cannot_open_an_envelope() {
    assert_split(
        "server",
        // The cipher seals the documents of requests that the server builds, and nothing else.
        &["actix_web", "chacha20poly1305", "redis", "reqwest", "sha2"],
        &[
            "aead_stream",
            "brotli_decompressor",
            "flate2",
            "hpke",
            "opentelemetry",
            "ruzstd",
        ],
    );
}

#[test]
fn the_server_spends_no_work_on_passphrases() {
    assert_split(
        "server",
        &["hkdf"],
        &[
            "argon2",
            "balloon_hash",
            "bcrypt",
            "blake2",
            "pbkdf2",
            "scrypt",
            "yescrypt",
        ],
    );
}

#[test]
fn the_client_is_no_server() {
    assert_split(
        "client",
        &["aead_stream", "argon2", "flate2", "hpke", "reqwest"],
        &["actix_web", "actix_http", "redis"],
    );
}

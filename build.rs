//! The binary embeds the web build, and the command line knows the hash of each of its files: so
//! that must exist first.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

const DIST: &str = "web/dist";

fn main() {
    println!("cargo::rerun-if-changed={DIST}");
    let needed = ["CARGO_FEATURE_SERVER", "CARGO_FEATURE_CLIENT"];
    if !needed.iter().any(|name| env::var_os(name).is_some()) {
        return;
    }
    if !Path::new(DIST).join("index.html").exists() {
        println!(
            "cargo::error=the pages are not built yet: run `make build` (or `cd web && npm ci \
             --ignore-scripts && npm run build`), then this command again"
        );
        return;
    }
    let table = files(Path::new(DIST)).and_then(|files| table(&files));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let written = table.and_then(|table| fs::write(out.join("files.rs"), table));
    if let Err(error) = written {
        println!("cargo::error=the pages in {DIST} cannot be read: {error}");
    }
}

/// Every file below a folder but for the compressed forms, sorted.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !path
            .extension()
            .is_some_and(|end| end == "br" || end == "gz")
        {
            found.push(path);
        }
    }
    found.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    Ok(found)
}

/// A Rust expression: the name and the SHA-256 of each.
fn table(files: &[PathBuf]) -> io::Result<String> {
    let mut table = String::from("[\n");
    for file in files {
        let name = file.strip_prefix(DIST).map_err(io::Error::other)?;
        let digest = Sha256::digest(fs::read(file)?);
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(table, "({:?}, {hash:?}),", name.to_string_lossy()).map_err(io::Error::other)?;
    }
    table.push(']');
    Ok(table)
}

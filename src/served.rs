//! What this build serves to browsers: known to the server that sends it, and to the command line
//! that compares it with what a server sends.

use std::fmt::Write;

use sha2::{Digest, Sha256};

pub mod headers;

/// The page behind each path.
pub const PAGES: [(&str, &str); 8] = [
    ("/", "index.html"),
    ("/open", "open.html"),
    ("/receipt", "receipt.html"),
    ("/request", "request.html"),
    ("/answer", "answer.html"),
    ("/collect", "collect.html"),
    ("/api", "api.html"),
    ("/api.fr", "api.fr.html"),
];

/// Where a server says what it was built with.
pub const BUILD: &str = "/.well-known/handover.json";

/// The operator's logo, where there is one.
pub const LOGO: &str = "/brand.svg";

/// Every file of the web build: its name, and the SHA-256 of its bytes in hex. In the order of names.
pub const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// `hex(SHA-256(lines))` with a line `hash  name` for each file, as `sha256sum` prints it: one text
/// for the whole web build.
#[must_use]
pub fn digest() -> String {
    let mut hasher = Sha256::new();
    for (name, hash) in FILES {
        hasher.update(format!("{hash}  {name}\n"));
    }
    hex(&hasher.finalize())
}

/// `hex(SHA-256(bytes))`
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The path of a file, below the server's address; none for a page's own file, which is only served
/// as the page.
#[must_use]
pub fn path(name: &str) -> String {
    let page = PAGES.iter().find(|(_, file)| *file == name);
    page.map_or_else(|| format!("/{name}"), |(path, _)| (*path).to_owned())
}

/// The sorts of file that a web build has.
#[must_use]
pub fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_files_of_the_web_build_in_order() {
        assert!(FILES.is_sorted() && FILES.len() > PAGES.len());
        for (_, file) in PAGES {
            assert!(FILES.iter().any(|(name, _)| *name == file), "{file}");
        }
        let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("web/dist");
        for (name, hash) in FILES {
            let bytes = std::fs::read(dist.join(name)).unwrap_or_default();
            assert_eq!(sha256(&bytes), *hash, "{name}");
        }
    }

    #[test]
    fn the_digest_is_that_of_the_lines_of_sha256sum() {
        let lines = FILES.iter().map(|(name, hash)| format!("{hash}  {name}\n"));
        assert_eq!(digest(), sha256(lines.collect::<String>().as_bytes()));
        assert_eq!(sha256(b"abc")[..8], *"ba7816bf", "FIPS 180-4");
    }
}

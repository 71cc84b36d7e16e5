//! The binary embeds the web build, so that must exist first.

fn main() {
    println!("cargo::rerun-if-changed=web/dist");
    let serves = std::env::var_os("CARGO_FEATURE_SERVER").is_some();
    if serves && !std::path::Path::new("web/dist/index.html").exists() {
        println!(
            "cargo::error=the pages are not built yet: run `make build` (or `cd web && npm ci \
             --ignore-scripts && npm run build`), then this command again"
        );
    }
}

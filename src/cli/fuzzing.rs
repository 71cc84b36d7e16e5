//! Fuzz targets of what a stranger typed, where it meets a terminal and a disk, and of changed pages.

use super::{
    filling::json,
    opening::filename::{base_name, numbered},
    verify::references,
    visible::{is_hidden, visible, visible_line},
};

/// No name leaves its folder, nothing hidden reaches the terminal, and a document that is refused is
/// not repeated.
pub fn strangers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let name = base_name(&text);
    for name in [&name, &numbered(&name, 2)] {
        assert!(!name.is_empty() && name.len() <= 255);
        assert!(!name.contains(['/', '\\', '\0', '\n', ':']) && !name.contains(is_hidden));
        assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', ' ']));
    }
    // In front of what Windows reserves stands one more byte than a second look leaves.
    assert!(base_name(&name) == name || name.starts_with('_'), "{name}");
    assert!(!visible(&text).contains(is_hidden));
    assert!(!visible_line(&text).contains(['\n', '\r', '\u{1b}']));
    if let Ok(given) = json::read(&text) {
        assert!(given.items.len() <= data.len());
    }
}

/// What a changed page, style or script is said to name stands in it.
pub fn pages(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for kind in ["text/html", "image/svg+xml", "text/css", "text/javascript"] {
        for reference in references::of(kind, &text) {
            assert!(reference == references::INLINE || text.contains(&reference));
        }
    }
}

//! Names of attachments, reduced to what is safe to save.

use crate::cli::visible::is_hidden;

/// Letters, and bytes: a file system takes 255 bytes, and ` (2)` may have to follow.
const LONGEST: usize = 120;
const MOST_BYTES: usize = 200;

/// The last part of a path, without hidden or forbidden characters, leading dots or dashes, and
/// trailing dots and blanks. Never empty. The pages make the same of it.
pub(crate) fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .map(|c| if is_forbidden(c) { '_' } else { c })
        .collect();
    let plain = plain
        .trim_start_matches(|c| c == '-' || is_loose(c))
        .trim_end_matches(is_loose);
    // Cut first: what the cut lays bare is trimmed, and looked at, too.
    let cut = shortened(plain);
    match cut.trim_end_matches(is_loose) {
        "" => "file".to_owned(),
        safe if is_reserved(safe) => format!("_{safe}"),
        safe => safe.to_owned(),
    }
}

/// Windows drops it at the end of a name.
fn is_loose(character: char) -> bool {
    character == '.' || character.is_whitespace()
}

/// `key.pem` → `key (2).pem`.
pub(crate) fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem} ({number}).{extension}"),
        None => format!("{name} ({number})"),
    }
}

fn is_forbidden(character: char) -> bool {
    is_hidden(character) || matches!(character, '\n' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Windows refuses these whatever the extension is, and the disk may be shared.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let mut number = port.unwrap_or_default().chars();
    match (number.next(), number.next()) {
        (Some(digit), None) => digit.is_ascii_digit() || "¹²³".contains(digit),
        _ => ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str()),
    }
}

/// Long names keep their extension.
fn shortened(name: &str) -> String {
    let ending = extension(name);
    let mut stem = String::new();
    for character in name[..name.len() - ending.len()]
        .chars()
        .take(LONGEST - ending.len())
    {
        if stem.len() + character.len_utf8() + ending.len() > MOST_BYTES {
            break;
        }
        stem.push(character);
    }
    stem + ending
}

/// `.pem` of `key.pem`: at most ten ASCII letters or digits; else empty.
fn extension(name: &str) -> &str {
    let Some(dot) = name.rfind('.') else {
        return "";
    };
    let letters = &name[dot + 1..];
    let plain = letters.chars().all(|c| c.is_ascii_alphanumeric());
    if plain && (1..=10).contains(&letters.len()) {
        &name[dot..]
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_base_name_only() {
        for (name, safe) in [
            ("key.pem", "key.pem"),
            ("../../x", "x"),
            ("/etc/passwd", "passwd"),
            ("C:\\Users\\me\\id_rsa", "id_rsa"),
            (".bashrc", "bashrc"),
            ("..", "file"),
            ("", "file"),
            ("a/", "file"),
            ("-rf", "rf"),
            ("exe\u{202e}txt.pdf", "exe_txt.pdf"),
            ("a\0b\nc", "a_b_c"),
            ("NUL.txt", "_NUL.txt"),
            ("com1", "_com1"),
            ("common.txt", "common.txt"),
            ("clé d'accès 🔑.pem", "clé d'accès 🔑.pem"),
        ] {
            assert_eq!(base_name(name), safe, "{name:?}");
        }
    }

    #[test]
    fn shortens_to_what_a_file_system_takes() {
        let long = base_name(&format!("{}.pem", "x".repeat(300)));
        assert_eq!((long.len(), long.ends_with("x.pem")), (120, true));
        let wide = base_name(&format!("{}.pem", "🔑".repeat(300)));
        assert!(wide.len() <= MOST_BYTES && wide.ends_with("🔑.pem"));
    }

    #[test]
    fn numbers_before_the_extension() {
        assert_eq!(numbered("key.pem", 2), "key (2).pem");
        assert_eq!(numbered("id_rsa", 3), "id_rsa (3)");
    }
}

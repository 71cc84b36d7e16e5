//! Text from strangers, made safe to look at: what cannot be seen, or turns the reading direction,
//! is written as an escape.

use std::fmt::Write;

/// For a terminal only: files, pipes and JSON take the exact text. Line feeds stay.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// The same for one line: line feeds become escapes, too.
pub(crate) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "\\n")
}

/// Controls, soft hyphen, zero-width and bidi marks, line separators, byte order mark, tags.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_a_terminal_would_obey() {
        assert_eq!(visible("\u{1b}[2Jgone\r"), "\\u{1b}[2Jgone\\u{d}");
        assert_eq!(visible("a\u{202e}b\u{200b}"), "a\\u{202e}b\\u{200b}");
        assert_eq!(
            visible("mot de passe été 🔑\nzwei"),
            "mot de passe été 🔑\nzwei"
        );
        assert_eq!(visible_line("one\ntwo"), "one\\ntwo");
    }
}

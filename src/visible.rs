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

/// Controls (Cc, without the line feed), format characters (Cf: zero-width and bidi marks), line and
/// paragraph separators, and what is drawn as nothing (Default_Ignorable_Code_Point, blank braille),
/// but for what chooses between two looks of an emoji. Unicode 17; the pages have the same list.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}'
        | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
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

    #[test]
    fn hides_the_same_characters_as_the_pages() {
        let corpus = include_str!("../tests/vectors/injection.json");
        let corpus: serde_json::Value = serde_json::from_str(corpus).unwrap_or_default();
        let listed = corpus["hidden"].as_array().into_iter().flatten();
        let listed: Vec<_> = listed.filter_map(serde_json::Value::as_str).collect();
        assert_eq!(hidden_ranges(), listed);
    }

    /// As in the corpus: `ad` or `200b-200f`.
    fn hidden_ranges() -> Vec<String> {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for code in ('\0'..=char::MAX).filter(|c| is_hidden(*c)).map(u32::from) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == code => *last = code,
                _ => ranges.push((code, code)),
            }
        }
        let written = |(first, last)| match first == last {
            true => format!("{first:x}"),
            false => format!("{first:x}-{last:x}"),
        };
        ranges.into_iter().map(written).collect()
    }
}

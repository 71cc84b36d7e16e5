//! Lines that fit a terminal.

/// Of the terminal that standard output is, if it is one.
pub(crate) fn columns() -> Option<usize> {
    let (columns, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(columns.0.into())
}

/// What does not fit goes on in the next line, indented.
pub(crate) fn broken(line: &str, columns: Option<usize>) -> String {
    const INDENT: &str = "\n    ";
    let mut text = String::new();
    let mut column = 0;
    for word in line.split(' ') {
        let width = word.chars().count();
        if column == 0 {
            column = width;
        } else if columns.is_some_and(|columns| column + 1 + width > columns) {
            text.push_str(INDENT);
            column = INDENT.len() - 1 + width;
        } else {
            text.push(' ');
            column += 1 + width;
        }
        text.push_str(word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_between_words_on_a_terminal_only() {
        let line = "error[x]: one two three four é";
        assert_eq!(broken(line, None), line);
        assert_eq!(broken(line, Some(30)), line);
        assert_eq!(
            broken(line, Some(29)),
            "error[x]: one two three four\n    é"
        );
        assert_eq!(
            broken(line, Some(17)),
            "error[x]: one two\n    three four é"
        );
        assert_eq!(broken("wide", Some(2)), "wide");
    }
}

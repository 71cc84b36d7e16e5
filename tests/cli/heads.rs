//! Heads of HTTP/1.1, as a proxy of a test reads and changes them.

use std::io::BufRead;

/// The lines of a head, without the empty one that ends it; none where nothing comes.
pub fn head(reader: &mut impl BufRead) -> Option<Vec<String>> {
    let lines = reader.lines().map_while(Result::ok);
    let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    (!head.is_empty()).then_some(head)
}

/// As it is sent.
pub fn text(head: &[String]) -> String {
    head.join("\r\n") + "\r\n\r\n"
}

//! What mail programs, chats, ticket systems and people make of a link: each is read as the link
//! that it was, or refused; never as another one.

use handover::protocol::link::{Link, base_of};

use super::link::fragments;

const BASE: &str = "https://handover.example/a";

/// Puts something around the link, or appends it: the link is still there.
const HARMLESS: [(&str, &str); 24] = [
    ("", "."),
    ("", ","),
    ("", ")"),
    ("(", ")"),
    ("<", ">"),
    ("\"", "\""),
    ("'", "'"),
    ("« ", " »"),
    ("“", "”"),
    ("`", "`"),
    ("*", "*"),
    ("_", "_"),
    ("[here](", ")"),
    ("<a href=\"", "\">here</a>"),
    ("> > ", "\r\n> > bye"),
    ("", "&fbclid=IwAR0"),
    ("", "?utm_source=mail"),
    ("", "&gt;"),
    ("", "=\r\n"),
    ("", "%20"),
    ("", "…"),
    ("", "\u{200b}"),
    ("\u{feff}", "\u{a0}"),
    ("", "#:~:text=open"),
];

/// What it does, and does it.
type Mangler = (&'static str, fn(&str) -> String);

/// Changes the link itself.
const HARMFUL: [Mangler; 14] = [
    ("cut by one", |link| link[..link.len() - 1].to_owned()),
    ("cut in the middle", |link| {
        link[..link.len() - 20].to_owned()
    }),
    ("broken over two lines", |link| broken(link, "\r\n")),
    ("broken by a soft line end", |link| broken(link, "=\r\n")),
    ("a space inside", |link| broken(link, " ")),
    ("a zero-width space inside", |link| broken(link, "\u{200b}")),
    ("a soft hyphen inside", |link| broken(link, "\u{ad}")),
    ("shortened for display", |link| {
        broken(&link[..link.len() - 4], "…")
    }),
    ("lower case", str::to_lowercase),
    ("upper case", str::to_uppercase),
    ("hyphens typeset", |link| link.replace('-', "–")),
    ("underscores taken for emphasis", |link| {
        link.replace('_', "")
    }),
    ("hyphens and underscores encoded", |link| {
        link.replace('-', "%2D").replace('_', "%5F")
    }),
    ("the letter of another kind", |link| {
        let (page, fragment) = link.split_once("#1").unwrap();
        let other = if fragment.starts_with('s') { 'm' } else { 's' };
        format!("{page}#1{other}{}", &fragment[1..])
    }),
];

fn broken(link: &str, by: &str) -> String {
    let (before, behind) = link.split_at(link.len() - 15);
    [before, by, behind].concat()
}

fn url_of(link: &Link) -> String {
    let url = match link {
        Link::Share(link) => link.to_url(BASE),
        Link::Receipt(link) => link.to_url(BASE),
        Link::Request(link) => link.to_url(BASE),
        Link::Collect(link) => link.to_url(BASE),
    };
    url.to_string()
}

/// One link of each shape, as it is made.
fn links() -> impl Iterator<Item = String> {
    let whole = |fragment: String| url_of(&Link::parse(&fragment).unwrap());
    fragments().into_iter().map(whole)
}

#[test]
fn what_stands_around_a_link_does_no_harm() {
    for link in links() {
        for (before, behind) in HARMLESS {
            let text = [before, &link, behind].concat();
            assert_eq!(
                Link::parse(&text).as_ref().map(url_of).as_ref(),
                Ok(&link),
                "{text}"
            );
            assert_eq!(base_of(&text), Some(BASE), "{text}");
        }
    }
}

#[test]
fn a_link_that_was_changed_is_refused_or_itself_and_never_another() {
    for link in links() {
        for (name, mangle) in HARMFUL {
            let text = mangle(&link);
            match Link::parse(&text) {
                Ok(found) => assert!(text == link && url_of(&found) == link, "{name}: {text}"),
                Err(_) => assert_ne!(text, link, "{name}"),
            }
        }
    }
}

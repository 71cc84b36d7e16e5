//! What a page, a style or a script makes a browser fetch. Only for what differs from the build: what
//! does not differ refers to nothing but the build. The verdict is by hash; this names what was added.

/// Attributes whose value is an address, or several.
const ADDRESSES: [&str; 13] = [
    "action",
    "background",
    "data",
    "formaction",
    "href",
    "imagesrcset",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "xlink:href",
];
/// The ends of files that a script fetches.
const FETCHED: [&str; 6] = [".js", ".mjs", ".css", ".wasm", ".json", ".html"];
/// A script that stands in the page itself.
pub(crate) const INLINE: &str = "a script in the page itself";
/// Names of XML, and no addresses.
const NAMESPACES: &str = "http://www.w3.org/";
/// What is longer is no address.
const LONGEST: usize = 2048;

/// Each as it stands there.
pub(crate) fn of(content_type: &str, text: &str) -> Vec<String> {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "image/svg+xml" => in_markup(text),
        "text/css" => in_style(text),
        "text/javascript" => in_script(text),
        _ => Vec::new(),
    }
}

fn in_markup(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in text.split('<').skip(1) {
        let attributes = attributes(tag);
        let named = |name: &str| attributes.iter().any(|(found, _)| found == name);
        if is_tag(tag, "script") && !named("src") {
            found.push(INLINE.to_owned());
        }
        let is_refresh = is_tag(tag, "meta") && named("http-equiv");
        for (name, value) in attributes {
            if ADDRESSES.contains(&name.as_str()) {
                found.push(value);
            } else if is_refresh && name == "content" {
                found.extend(value.split_once("url=").map(|(_, url)| url.to_owned()));
            }
        }
    }
    found
}

fn is_tag(text: &str, name: &str) -> bool {
    let (start, rest) = text.split_at_checked(name.len()).unwrap_or((text, ""));
    start.eq_ignore_ascii_case(name) && !rest.starts_with(|next: char| next.is_alphanumeric())
}

/// The names, in small letters, and values of a tag that begins here without its `<`.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        if before.contains('>') {
            break;
        }
        let name = before
            .trim_end()
            .rsplit([' ', '\n', '\t', '\r', '/', '"', '\''])
            .next();
        let after = after.trim_start();
        let quote = after
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find([' ', '\n', '\t', '>']).unwrap_or(after.len())),
        };
        found.push((
            name.unwrap_or_default().to_lowercase(),
            value.trim().to_owned(),
        ));
        rest = next;
    }
    found
}

fn in_style(text: &str) -> Vec<String> {
    let after = |mark: &'static str| text.split(mark).skip(1);
    let urls = after("url(").filter_map(|rest| rest.split(')').next());
    let imports = after("@import").map(|rest| rest.split(['(', ';']).next().unwrap_or_default());
    let bare = |address: &str| address.trim().trim_matches(['"', '\'']).to_owned();
    let found = urls.chain(imports).map(bare);
    found
        .filter(|address| !matches!(address.as_str(), "" | "url"))
        .collect()
}

/// Texts that begin as an address does: whatever quotes what, they end at the quote they began with.
fn in_script(text: &str) -> Vec<String> {
    let quotes = text.match_indices(['"', '\'', '`']);
    let texts = quotes.filter_map(|(at, quote)| {
        let rest = &text[at + 1..];
        let end = rest.find(quote).filter(|end| *end <= LONGEST)?;
        Some(&rest[..end])
    });
    let addresses = texts.filter(|text| is_address(text));
    addresses.map(str::to_owned).collect()
}

fn is_address(text: &str) -> bool {
    let elsewhere = ["https://", "http://", "wss://", "ws://", "//"];
    if let Some(rest) = elsewhere.iter().find_map(|start| text.strip_prefix(start)) {
        let is_host = rest.starts_with(|first: char| first.is_alphanumeric() || first == '[');
        return is_host && !text.contains(char::is_whitespace) && !text.starts_with(NAMESPACES);
    }
    let is_path = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "./_-?=&%".contains(c))
    };
    let name = text.split('?').next().unwrap_or_default();
    is_path(text)
        && FETCHED
            .iter()
            .any(|end| name.len() > end.len() && name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use reqwest::Url;

    use super::*;
    use crate::served::{FILES, PAGES, mime, path};

    #[test]
    fn what_a_page_fetches_is_found() {
        let page = r#"<LINK rel=stylesheet href=./a.css><script type=module
            src = './b.js'></script><img alt="x > y" srcset="c.png 2x"><a href="https://d.example/">
            <meta http-equiv="refresh" content="0; url=//e.example/"><script>f()</script><scripture>"#;
        let expected = [
            "./a.css",
            "./b.js",
            "c.png 2x",
            "https://d.example/",
            "//e.example/",
            INLINE,
        ];
        assert_eq!(of("text/html; charset=utf-8", page), expected);
    }

    #[test]
    fn what_styles_and_scripts_fetch_is_found() {
        let style =
            r#"@import "a.css";@import url(b.css);p{background:url( 'https://c.example/d' )}"#;
        assert_eq!(
            of("text/css", style),
            ["b.css", "https://c.example/d", "a.css"]
        );
        let script = r#"import"./a.js";import(`./b.js`);new URL("c.js",x);fetch("//d.example/e");
            let s="it's './f.js' and http://www.w3.org/2000/svg";"#;
        let expected = ["./a.js", "./b.js", "c.js", "//d.example/e", "./f.js"];
        assert_eq!(of("text/javascript", script), expected);
        assert_eq!(of("application/json", script), [""; 0]);
    }

    /// The build itself is what the search is tried on: from the pages it reaches every file.
    #[test]
    fn every_file_is_found_by_following_what_refers_to_it() {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/dist");
        let root = Url::parse("https://example.com/sub/").expect("an address");
        let url = |name: &str| root.join(&path(name)[1..]).expect("an address");
        let mut waiting: Vec<&str> = PAGES.iter().map(|(_, file)| *file).collect();
        let mut reached: BTreeSet<&str> = waiting.iter().copied().collect();
        while let Some(name) = waiting.pop() {
            let text = fs::read_to_string(dist.join(name)).expect("a text");
            let targets = of(mime(name), &text);
            let targets = targets
                .iter()
                .filter_map(|target| url(name).join(target).ok());
            let targets: BTreeSet<String> = targets.map(String::from).collect();
            for (file, _) in FILES {
                if targets.contains(url(file).as_str()) && reached.insert(file) {
                    waiting.push(file);
                }
            }
        }
        let missed = FILES.iter().filter(|(name, _)| !reached.contains(name));
        assert_eq!(
            missed.map(|(name, _)| *name).collect::<Vec<_>>(),
            ["robots.txt"]
        );
    }
}

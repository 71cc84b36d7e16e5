//! Looking for links in what people paste.

use zeroize::Zeroizing;

use super::{LONGEST, LONGEST_RUN, LinkKind, Refusal, Shape};

/// A whole, undamaged link in a text.
pub(super) struct Found {
    /// Where its mark begins.
    pub(super) at: usize,
    pub(super) shape: &'static Shape,
    payload: Zeroizing<[u8; LONGEST]>,
}

impl Found {
    pub(super) fn bytes<const N: usize>(&self, from: usize) -> [u8; N] {
        std::array::from_fn(|i| self.payload[from + i])
    }

    pub(super) fn is_same_link(&self, other: &Self) -> bool {
        self.shape.letter == other.shape.letter && *self.payload == *other.payload
    }

    /// What stands before the page's name, if that is an address.
    pub(super) fn base<'a>(&self, text: &'a str) -> Option<&'a str> {
        let before = &text[..self.at];
        let scheme = before.rfind("://")?;
        let start = ["https", "http"].into_iter().find_map(|name| {
            let start = scheme.checked_sub(name.len())?;
            let found = before.get(start..scheme)?;
            found.eq_ignore_ascii_case(name).then_some(start)
        })?;
        // Trackers put themselves between the page and the fragment, too.
        let page = before[start..].split('?').next()?;
        let base = page.strip_suffix(self.shape.page)?;
        base.chars().all(is_address).then_some(base)
    }
}

/// Whether a link that begins with this address is found again in a text: brackets, quotes and `@`
/// could as well be the text's own, behind a mark stands another link, and behind a second `://`
/// another address.
pub(crate) fn can_begin_a_link(base: &str) -> bool {
    let addresses = base.matches("://").count();
    base.chars().all(is_address) && addresses == 1 && !base.contains("%23")
}

fn is_address(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/[]%".contains(c)
}

/// Every link in the text that is whole and undamaged, of any kind.
pub(super) fn all(text: &str) -> impl Iterator<Item = Found> {
    let candidates = marked(text).chain(bare(text));
    candidates.filter_map(|candidate| candidate.check(|_| true).ok())
}

/// The first link in the text that is whole, undamaged and of an accepted kind, or else why the
/// candidate that came furthest was refused.
pub(super) fn find(text: &str, accepts: impl Fn(LinkKind) -> bool) -> Result<Found, Refusal> {
    let mut furthest = Refusal::NotALink;
    for candidate in marked(text).chain(bare(text)) {
        match candidate.check(&accepts) {
            Ok(found) => return Ok(found),
            Err(refusal) => furthest = furthest.max(refusal),
        }
    }
    Err(furthest)
}

/// What has the form of a link: a digit, a letter, and as much of a run of `b64u` as a link needs.
struct Candidate<'a> {
    at: usize,
    version: u8,
    letter: u8,
    run: &'a str,
}

impl<'a> Candidate<'a> {
    fn read(at: usize, text: &'a str) -> Option<Self> {
        let [version, letter, run @ ..] = text.as_bytes() else {
            return None;
        };
        let in_run = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let length = run.iter().take(LONGEST_RUN).take_while(in_run).count();
        (version.is_ascii_digit() && letter.is_ascii_alphabetic()).then(|| Self {
            at,
            version: *version,
            letter: *letter,
            run: &text[2..2 + length],
        })
    }

    fn check(&self, accepts: impl Fn(LinkKind) -> bool) -> Result<Found, Refusal> {
        if self.version != b'1' {
            return Err(Refusal::Update);
        }
        let shape = Shape::find(self.letter).ok_or(Refusal::Damaged)?;
        let run = self.run.get(..shape.characters()).ok_or(Refusal::Cut)?;
        if !accepts(shape.kind) {
            return Err(Refusal::WrongKind(shape.kind));
        }
        let payload = shape.decode(run).ok_or(Refusal::Damaged)?;
        Ok(Found {
            at: self.at,
            shape,
            payload,
        })
    }
}

/// What stands behind a `#`, escaped or not.
fn marked(text: &str) -> impl Iterator<Item = Candidate<'_>> {
    text.char_indices().filter_map(|(at, _)| {
        let rest = &text[at..];
        let behind = rest.strip_prefix('#').or(rest.strip_prefix("%23"))?;
        Candidate::read(at, behind)
    })
}

/// Without the mark only what can hardly be anything else: at the start or behind a white or
/// quoting character, a letter that is a kind, and most of a link.
fn bare(text: &str) -> impl Iterator<Item = Candidate<'_>> {
    let starts = std::iter::once(0).chain(
        text.char_indices()
            .filter(|(_, c)| stands_before_a_link(*c))
            .map(|(at, c)| at + c.len_utf8()),
    );
    starts
        .filter_map(|at| Candidate::read(at, &text[at..]))
        .filter(|candidate| Shape::find(candidate.letter).is_some() && candidate.run.len() >= 32)
}

fn stands_before_a_link(c: char) -> bool {
    let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    c.is_whitespace() || invisible || "<>\"'`“”„«»‘’()[]*_,;:".contains(c)
}

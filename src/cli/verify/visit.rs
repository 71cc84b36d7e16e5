//! One visitor's way through everything that the server has.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Url;

use self::claims::{ABOUT, Brand};
use super::{
    differences::{Check, Difference},
    headers,
};
use crate::{
    client::{
        Base,
        browser::{Answer, Browser, For},
    },
    protocol::wire::Build,
    served::{
        BUILD, FILES, LOGO,
        headers::{Header, of_file},
        path, sha256,
    },
};

mod added;
pub(super) mod claims;

/// After so many calls in a row without an answer the rest is not asked for.
const SILENCES: usize = 3;

/// What one visitor has seen.
#[derive(Default)]
pub(super) struct Visit {
    pub(super) differences: BTreeSet<Difference>,
    /// Why each of these paths is not known.
    pub(super) unread: BTreeMap<String, String>,
    pub(super) build: Option<Build>,
    pub(super) brand: Option<Brand>,
    answered: bool,
    /// Why the first call brought nothing, if so.
    silence: Option<String>,
}

impl Visit {
    /// Why nothing was answered at all, if so.
    pub(super) fn only_silence(&self) -> Option<&str> {
        self.silence.as_deref().filter(|_| !self.answered)
    }
}

/// Asks for everything that was built, then for what is said to be there beside it.
pub(super) fn visit(base: &Base, browser: &Browser) -> Visit {
    let mut walk = Walk::new(base, browser);
    for (name, hash) in FILES {
        walk.file(name, hash);
    }
    walk.build();
    walk.brand();
    walk.added();
    walk.seen
}

struct Walk<'a> {
    browser: &'a Browser,
    /// With a slash at the end.
    root: Url,
    /// What may be referred to.
    known: BTreeSet<Url>,
    /// What is referred to beside it, and still to be asked for.
    added: BTreeSet<Url>,
    /// In a row, so far.
    silences: usize,
    seen: Visit,
}

impl<'a> Walk<'a> {
    fn new(base: &Base, browser: &'a Browser) -> Self {
        let root = base.root();
        let files = FILES.iter().map(|(name, _)| path(name));
        let others = [BUILD, ABOUT, LOGO, "/openapi.json"].map(str::to_owned);
        let known = files.chain(others).map(|path| below(&root, &path));
        Self {
            browser,
            known: known.collect(),
            root,
            added: BTreeSet::new(),
            silences: 0,
            seen: Visit::default(),
        }
    }

    fn file(&mut self, name: &str, hash: &str) {
        let path = path(name);
        let Some(answer) = self.answer(&path, For::of(name)) else {
            return;
        };
        self.headers(&path, &of_file(name), &answer);
        let Some(bytes) = self.body(&path, &answer) else {
            return;
        };
        let sent = sha256(bytes);
        if sent != hash {
            let what = format!("is not what was built: SHA-256 {sent} instead of {hash}");
            self.differs(Check::Bytes, &path, what);
            self.follow(&path, &answer, bytes);
        }
    }

    fn headers(&mut self, path: &str, expected: &[Header], answer: &Answer) {
        if answer.status == 200 {
            for what in headers::judge(expected, &answer.headers) {
                self.differs(Check::Header, path, what);
            }
        }
    }

    /// The bytes, where they came with the status of success.
    fn body<'b>(&mut self, path: &str, answer: &'b Answer) -> Option<&'b [u8]> {
        let leads = answer.location.as_ref();
        let leads = leads
            .map(|to| format!(" and leads to {to}"))
            .unwrap_or_default();
        match (answer.status, &answer.body) {
            (200, Ok(bytes)) => return Some(bytes),
            (200, Err(why)) => self.differs(Check::Bytes, path, format!("cannot be read: {why}")),
            (404 | 410, _) => self.differs(Check::Missing, path, "is not there".to_owned()),
            (status, _) => {
                self.differs(Check::Status, path, format!("is answered {status}{leads}"));
            }
        }
        None
    }

    /// An answer that tells something: a server in trouble does not.
    fn answer(&mut self, path: &str, what: For) -> Option<Answer> {
        let answer = self.get(path, what)?;
        if answer.status != 429 && answer.status < 500 {
            return Some(answer);
        }
        let why = format!("the server answers {}", answer.status);
        self.seen.unread.insert(path.to_owned(), why);
        None
    }

    fn get(&mut self, path: &str, what: For) -> Option<Answer> {
        let answer = match self.silences {
            SILENCES => Err("it was silent before".to_owned()),
            _ => self
                .browser
                .get(below(&self.root, path), what)
                .map_err(|error| error.to_string()),
        };
        match answer {
            Ok(answer) => {
                self.silences = 0;
                self.seen.answered = true;
                Some(answer)
            }
            Err(why) => {
                self.silences = SILENCES.min(self.silences + 1);
                self.seen.silence.get_or_insert_with(|| why.clone());
                self.seen.unread.insert(path.to_owned(), why);
                None
            }
        }
    }

    fn differs(&mut self, check: Check, path: &str, what: String) {
        let path = path.to_owned();
        let difference = Difference { check, what, path };
        self.seen.differences.insert(difference);
    }
}

/// `path` begins with a slash; the name in it may be anybody's.
fn below(root: &Url, path: &str) -> Url {
    let joined = root.join(&format!("./{}", &path[1..]));
    joined.unwrap_or_else(|_| root.clone())
}

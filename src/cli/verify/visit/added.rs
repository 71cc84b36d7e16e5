//! What is there beside the build: named by what was changed, or by the server itself.

use reqwest::Url;

use super::{Walk, below};
use crate::{
    cli::verify::{differences::Check, references},
    client::browser::{Answer, For},
    served::sha256,
};

/// More files than these are not asked for: the first tells enough.
const MOST: usize = 32;

impl Walk<'_> {
    /// What changed pages and the server itself name beyond the build.
    pub(super) fn added(&mut self) {
        let mut asked = 0;
        while let Some(url) = self.added.pop_first().filter(|_| asked < MOST) {
            asked += 1;
            if !self.known.insert(url.clone()) {
                continue;
            }
            let path = self.path(&url);
            let answer = self.get(&path, For::of(url.path()));
            let Some(answer) = answer.filter(|answer| answer.status == 200) else {
                continue;
            };
            if let Ok(bytes) = &answer.body {
                let what = format!(
                    "is served and no part of the build: SHA-256 {}",
                    sha256(bytes)
                );
                self.differs(Check::Added, &path, what);
                self.follow(&path, &answer, bytes);
            }
        }
    }

    /// Names what a changed body refers to beyond the build; asks this server for it later, and
    /// nobody else.
    pub(super) fn follow(&mut self, path: &str, answer: &Answer, bytes: &[u8]) {
        let from = below(&self.root, path);
        let kind = answer
            .headers
            .get("content-type")
            .and_then(|values| values.first());
        let text = String::from_utf8_lossy(bytes);
        for reference in references::of(kind.map_or("", String::as_str), &text) {
            let Ok(mut url) = from.join(&reference) else {
                continue;
            };
            url.set_fragment(None);
            let is_inline = reference == references::INLINE;
            if !is_inline && (self.known.contains(&url) || self.added.contains(&url)) {
                continue;
            }
            let short: String = reference.chars().take(200).collect();
            self.differs(
                Check::Added,
                path,
                format!("refers to what the build has not: {short}"),
            );
            if !is_inline && self.is_below(&url) {
                self.added.insert(url);
            }
        }
    }

    pub(super) fn is_below(&self, url: &Url) -> bool {
        url.as_str().starts_with(self.root.as_str())
    }

    fn path(&self, url: &Url) -> String {
        let rest = url.as_str().strip_prefix(self.root.as_str());
        format!("/{}", rest.unwrap_or_default())
    }
}

//! What a server says of itself: what it was built with, and its operator's brand.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Walk, below};
use crate::{
    cli::verify::differences::Check,
    client::browser::For,
    protocol::wire::{self, About, Build},
    served::{
        BUILD, FILES, LOGO, PAGES, digest,
        headers::{of_json, of_logo},
        path, sha256,
    },
};

pub(super) const ABOUT: &str = "/api/v1/about";

/// What the operator may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Brand {
    /// As the server's `about` has it.
    pub(crate) about: serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) logo_sha256: Option<String>,
}

impl Walk<'_> {
    /// What the server says of itself: a claim, but one that a change by somebody in between shows.
    pub(super) fn build(&mut self) {
        let Some(answer) = self.answer(BUILD, For::Data) else {
            return;
        };
        self.headers(BUILD, &of_json(), &answer);
        let Some(bytes) = self.body(BUILD, &answer) else {
            return;
        };
        let Ok(build) = serde_json::from_slice::<Build>(bytes) else {
            return self.differs(
                Check::Build,
                BUILD,
                "does not say what the server was built with".to_owned(),
            );
        };
        if !is_ours(&build) {
            let what = format!(
                "says that the server was built otherwise: {}, {}",
                build.version, build.digest
            );
            self.differs(Check::Build, BUILD, what);
            let mut more: BTreeSet<_> = build
                .files
                .keys()
                .map(|name| below(&self.root, &path(name)))
                .collect();
            more.retain(|url| self.is_below(url) && !self.known.contains(url));
            self.added.append(&mut more);
        }
        self.seen.build = Some(build);
    }

    pub(super) fn brand(&mut self) {
        let Some(answer) = self.answer(ABOUT, For::Data) else {
            return;
        };
        self.headers(ABOUT, &of_json(), &answer);
        let Some(bytes) = self.body(ABOUT, &answer) else {
            return;
        };
        match serde_json::from_slice::<About>(bytes) {
            Ok(about) => self.seen.brand = about.brand.map(|brand| self.branded(&brand)),
            Err(_) => self.differs(
                Check::Status,
                ABOUT,
                "is not answered by a Handover server".to_owned(),
            ),
        }
    }

    fn branded(&mut self, brand: &wire::Brand) -> Brand {
        let about = serde_json::to_value(brand).expect("texts alone");
        let logo = self
            .get(LOGO, For::Image)
            .filter(|answer| answer.status == 200);
        if let Some(answer) = &logo {
            self.headers(LOGO, &of_logo(), answer);
        }
        let logo = logo.and_then(|answer| answer.body.ok());
        Brand {
            about,
            logo_sha256: logo.map(|bytes| sha256(&bytes)),
        }
    }
}

fn is_ours(build: &Build) -> bool {
    let same = |theirs: &BTreeMap<String, String>, ours: &[(&str, &str)]| {
        theirs.len() == ours.len()
            && ours
                .iter()
                .all(|(key, value)| theirs.get(*key).is_some_and(|theirs| theirs == value))
    };
    build.version == env!("CARGO_PKG_VERSION")
        && build.digest == digest()
        && same(&build.pages, &PAGES)
        && same(&build.files, FILES)
}

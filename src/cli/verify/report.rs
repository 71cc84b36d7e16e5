//! What all visitors have seen, put together, and how it is shown.

use std::fmt::Write;

use serde::Serialize;
use zeroize::Zeroizing;

use self::merging::merged;
use super::{
    differences::{Check, Difference},
    visit::{Visit, claims::Brand},
};
use crate::{
    cli::{failure::Failure, lines::broken},
    client::{Base, browser::Visitor},
    served::{FILES, PAGES, digest},
    visible::visible_line,
};

mod merging;

/// As many differences are shown to people; a program gets all.
const SHOWN: usize = 20;

/// The JSON.
#[derive(Serialize)]
pub(super) struct Report {
    url: String,
    as_built: bool,
    version: &'static str,
    digest: String,
    /// What the server says of itself.
    server: Option<Server>,
    differences: Vec<Different>,
    unread: Vec<Unread>,
    /// The operator's choice, and no part of the build.
    brand: Option<Brand>,
    pages: usize,
    files: usize,
    visitors: Vec<&'static str>,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
struct Server {
    version: String,
    digest: String,
}

#[derive(Serialize)]
struct Different {
    check: Check,
    what: String,
    paths: Vec<String>,
    visitors: Vec<&'static str>,
}

#[derive(Serialize)]
struct Unread {
    why: String,
    paths: Vec<String>,
    visitors: Vec<&'static str>,
}

impl Report {
    pub(super) fn new(base: &Base, visits: &[(&'static Visitor, Visit)]) -> Self {
        let names = |visitors: Vec<usize>| visitors.iter().map(|at| visits[*at].0.name).collect();
        let differences = merged(visits, |visit| {
            let all = visit.differences.iter().cloned();
            all.map(|Difference { check, what, path }| ((check, what), path))
                .collect()
        });
        let mut differences: Vec<_> = differences
            .into_iter()
            .map(|((check, what), paths, visitors)| Different {
                check,
                what,
                paths,
                visitors: names(visitors),
            })
            .collect();
        differences.extend(told_apart(visits));
        let unread = merged(visits, |visit| {
            let all = visit.unread.iter();
            all.map(|(path, why)| (why.clone(), path.clone())).collect()
        });
        let unread = unread.into_iter();
        let unread = unread.map(|(why, paths, visitors)| Unread {
            why,
            paths,
            visitors: names(visitors),
        });
        let unread: Vec<_> = unread.collect();
        let build = visits.iter().find_map(|(_, visit)| visit.build.as_ref());
        Self {
            url: base.to_string(),
            as_built: differences.is_empty() && unread.is_empty(),
            version: env!("CARGO_PKG_VERSION"),
            digest: digest(),
            server: build.map(|build| Server {
                version: build.version.clone(),
                digest: build.digest.clone(),
            }),
            differences,
            unread,
            brand: visits.iter().find_map(|(_, visit)| visit.brand.clone()),
            pages: PAGES.len(),
            files: FILES.len() - PAGES.len(),
            visitors: visits.iter().map(|(visitor, _)| visitor.name).collect(),
        }
    }

    /// One line each; what a server has said may be anything.
    pub(super) fn text(&self, columns: Option<usize>) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        let mut line = |line: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", broken(&visible_line(&line), columns));
        };
        for found in self.differences.iter().take(SHOWN) {
            let (check, paths) = (found.check.word(), listed(&found.paths));
            line(format!(
                "error[{check}]: {paths} {}; {}",
                found.what,
                self.seen_by(&found.visitors)
            ));
        }
        if let Some(more) = self.differences.len().checked_sub(SHOWN + 1) {
            line(format!("and {} more: -o json has them all", more + 1));
        }
        for unread in &self.unread {
            let paths = listed(&unread.paths);
            line(format!(
                "not read: {paths}: {}; {}",
                unread.why,
                self.seen_by(&unread.visitors)
            ));
        }
        if let Some(brand) = &self.brand {
            line(brand_line(brand));
        }
        line(format!(
            "looked at: {} pages and {} files of {}, each as {} visitors: {}",
            self.pages,
            self.files,
            self.url,
            self.visitors.len(),
            self.visitors.join("; ")
        ));
        let sum = match (self.differences.len(), self.unread.len()) {
            (0, 0) => format!(
                "all is as built: handover {}, {}",
                self.version, self.digest
            ),
            (0, _) => "nothing that was read differs".to_owned(),
            (count, _) => differences(count),
        };
        line(sum);
        text
    }

    fn seen_by(&self, visitors: &[&str]) -> String {
        match visitors.len() {
            all if all == self.visitors.len() => "for everybody".to_owned(),
            _ => format!("for {} alone", visitors.join("; ")),
        }
    }

    /// How the command ends.
    pub(super) fn verdict(&self) -> Result<(), Failure> {
        if !self.differences.is_empty() {
            return Err(Failure::refused(
                differences(self.differences.len()),
                self.next(),
            ));
        }
        match self.unread.is_empty() {
            true => Ok(()),
            false => Err(Failure::trouble(
                "not everything could be read",
                "nothing is known of the rest: run it again",
            )),
        }
    }

    fn next(&self) -> String {
        match &self.server {
            Some(server) if server.version != self.version => format!(
                "the server says that it is handover {}, and this is {}: compare it with the handover of its version, from where you got this one",
                server.version, self.version
            ),
            None => "is this the address of a Handover server, and the whole of it? if so, type nothing into these pages, and tell the operator".to_owned(),
            Some(_) => "type nothing into these pages, and tell the operator; handover share and handover open need no page".to_owned(),
        }
    }
}

/// A brand is the operator's choice, but one for everybody.
fn told_apart(visits: &[(&'static Visitor, Visit)]) -> Option<Different> {
    let read = visits.iter().filter(|(_, visit)| visit.unread.is_empty());
    let mut brands = read.map(|(visitor, visit)| (visitor.name, &visit.brand));
    let first = brands.next()?.1;
    let others: Vec<_> = brands
        .filter(|(_, brand)| *brand != first)
        .map(|(name, _)| name)
        .collect();
    (!others.is_empty()).then(|| Different {
        check: Check::Brand,
        what: "has another brand than for the others".to_owned(),
        paths: vec!["/api/v1/about".to_owned()],
        visitors: others,
    })
}

fn brand_line(brand: &Brand) -> String {
    let logo = brand.logo_sha256.as_ref();
    let logo = logo.map(|hash| format!(", /brand.svg with SHA-256 {hash}"));
    let logo = logo.unwrap_or_default();
    format!(
        "brand: {}{logo}: the operator's choice, and no part of the build",
        brand.about
    )
}

fn listed(paths: &[String]) -> String {
    match paths {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, rest @ ..] => format!("{one} and {} others", rest.len()),
        [] => String::new(),
    }
}

fn differences(count: usize) -> String {
    match count {
        1 => "1 difference".to_owned(),
        _ => format!("{count} differences"),
    }
}

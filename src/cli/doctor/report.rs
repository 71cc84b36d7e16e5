//! What was found, and how it is shown.

use std::fmt::Write;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    cli::lines::broken,
    finding::{Finding, Severity},
    visible::visible_line,
};

/// Everything that is to be said.
#[derive(Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    unchecked: Vec<Unchecked>,
    looked_at: Vec<String>,
}

/// What could not be seen from here.
#[derive(Serialize)]
struct Unchecked {
    check: &'static str,
    why: String,
}

/// The JSON.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    findings: &'a [Finding],
    unchecked: &'a [Unchecked],
    looked_at: &'a [String],
    errors: usize,
    warnings: usize,
}

impl Report {
    pub(super) fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
        // Stable: what was looked at first is said first.
        self.findings.sort_by_key(|finding| finding.severity);
    }

    pub(super) fn unchecked(&mut self, check: &'static str, why: impl Into<String>) {
        let why = why.into();
        self.unchecked.push(Unchecked { check, why });
    }

    pub(super) fn looked_at(&mut self, what: impl Into<String>) {
        self.looked_at.push(what.into());
    }

    pub(super) fn errors(&self) -> usize {
        self.of(Severity::Error)
    }

    fn of(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings.filter(|found| found.severity == severity).count()
    }

    pub(super) fn told(&self) -> Told<'_> {
        Told {
            findings: &self.findings,
            unchecked: &self.unchecked,
            looked_at: &self.looked_at,
            errors: self.errors(),
            warnings: self.of(Severity::Warning),
        }
    }

    /// The findings first; what Redis or a proxy has said may be anything. Each is one line, broken
    /// between words where a terminal has but so many columns.
    pub(super) fn text(&self, columns: Option<usize>) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        let mut line = |line: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", broken(&visible_line(&line), columns));
        };
        for finding in &self.findings {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let node = finding.node.as_ref();
            let node = node.map(|node| format!(" {node}:")).unwrap_or_default();
            line(format!("{severity}[{}]:{node} {finding}", finding.check));
        }
        for Unchecked { check, why } in &self.unchecked {
            line(format!("not checked[{check}]: {why}"));
        }
        line(format!("looked at: {}", self.looked_at.join(", ")));
        line(self.sum());
        text
    }

    fn sum(&self) -> String {
        let noun = |count, noun| match count {
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        match (self.errors(), self.of(Severity::Warning)) {
            (0, 0) => "nothing to mend".to_owned(),
            (errors, warnings) => {
                format!("{}, {}", noun(errors, "error"), noun(warnings, "warning"))
            }
        }
    }
}

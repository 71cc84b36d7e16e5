//! What an operator has to mend: said alike at the start, by `/readyz` and by `handover doctor`.

use std::fmt;

use serde::Serialize;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// A promise does not hold: a bundle could be lost, read twice or read by somebody else, or
    /// nobody could be served.
    Error,
    /// Nothing is broken, but it will be, or others see more than they need to.
    Warning,
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    /// What was looked at, in a word that stays the same.
    pub(crate) check: &'static str,
    /// The node that it is about, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) node: Option<String>,
    /// What is so.
    pub(crate) what: String,
    /// Why that matters.
    pub(crate) why: &'static str,
    /// What mends it.
    pub(crate) fix: String,
}

impl Finding {
    pub(crate) fn error(
        check: &'static str,
        what: impl Into<String>,
        why: &'static str,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            check,
            node: None,
            what: what.into(),
            why,
            fix: fix.into(),
        }
    }

    pub(crate) fn warning(
        check: &'static str,
        what: impl Into<String>,
        why: &'static str,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(check, what, why, fix)
        }
    }
}

impl fmt::Display for Finding {
    /// What, why, and the fix, in one line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}; {}", self.what, self.why, self.fix)
    }
}

/// Whether a host, as it stands in a URL, is this very machine.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

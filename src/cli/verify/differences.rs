//! What is not as it was built.

use serde::Serialize;

/// What was looked at, in a word that stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Check {
    /// Other bytes.
    Bytes,
    /// Not there.
    Missing,
    /// Answered, but not with what was asked for.
    Status,
    /// A header that is missing, weaker, or there twice; or one too many.
    Header,
    /// A file, or a reference to one, that the build has not.
    Added,
    /// What the server says it was built with.
    Build,
    /// What the operator may choose, but not for each visitor.
    Brand,
}

impl Check {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Missing => "missing",
            Self::Status => "status",
            Self::Header => "header",
            Self::Added => "added",
            Self::Build => "build",
            Self::Brand => "brand",
        }
    }
}

/// One difference, at one path, that one visitor met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    pub(super) check: Check,
    /// What is so, of whatever path.
    pub(super) what: String,
    pub(super) path: String,
}

//! Whose something is, and which ticket it belongs to.

use std::fmt;

/// The name of an API client, which owns what it created: 1 to 32 of `a` to `z`, `0` to `9`, `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Owner(String);

/// Text that cannot be the name of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a client's name has 1 to 32 characters, of a to z, 0 to 9 and -")]
pub struct InvalidOwner;

impl Owner {
    const LONGEST: usize = 32;

    /// Checks length and characters.
    pub fn parse(name: &str) -> Result<Self, InvalidOwner> {
        let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        if (1..=Self::LONGEST).contains(&name.len()) && name.bytes().all(allowed) {
            Ok(Self(name.to_owned()))
        } else {
            Err(InvalidOwner)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A ticket's reference in the words of the client that made the request: 1 to 128 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

/// Text that is too long for a reference, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("reference must have 1 to 128 characters, or be left out")]
pub struct InvalidReference;

impl Reference {
    const LONGEST: usize = 128;

    /// Checks the length.
    pub fn parse(text: &str) -> Result<Self, InvalidReference> {
        if (1..=Self::LONGEST).contains(&text.chars().count()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidReference)
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

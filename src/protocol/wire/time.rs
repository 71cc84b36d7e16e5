//! A moment on the wire.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment by the store's clock: milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The latest moment that is written with a year of four digits.
    const LATEST: i64 = 253_402_300_799_999;

    /// From milliseconds since 1970-01-01 UTC; what lies outside the years 1970 to 9999 becomes their nearer end.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(0, Self::LATEST))
    }

    /// Reads RFC 3339 §5.6 with a capital `T` and `Z`, of which the library takes more.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let form = |c: char| if c.is_ascii_digit() { '0' } else { c };
        let shape: String = text.chars().map(form).collect();
        let behind = shape.strip_prefix("0000-00-00T00:00:00")?;
        let fraction = behind.strip_prefix(".0");
        let zone = fraction.map_or(behind, |rest| rest.trim_start_matches('0'));
        let timestamp: jiff::Timestamp = text.parse().ok()?;
        matches!(zone, "Z" | "+00:00" | "-00:00")
            .then(|| Self::from_millis(timestamp.as_millisecond()))
    }

    /// Milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This moment by the system's clock.
    #[must_use]
    pub fn now() -> Self {
        Self::from_millis(jiff::Timestamp::now().as_millisecond())
    }

    /// This moment and so many milliseconds.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp = jiff::Timestamp::from_millisecond(self.0)
            .expect("from_millis keeps the value within the years 1970 to 9999");
        write!(formatter, "{timestamp:.3}")
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let timestamp = jiff::Timestamp::deserialize(deserializer)?;
        Ok(Self::from_millis(timestamp.as_millisecond()))
    }
}

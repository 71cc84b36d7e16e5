//! The values of settings, and how they are written.

use std::{fmt, str::FromStr, time::Duration};

use clap::{ValueEnum, builder::PossibleValue};

use crate::protocol::wire::Openness;

/// The stores that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoreKind {
    /// In this process only.
    Memory,
}

impl ValueEnum for Openness {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Anyone, Self::Keys]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Anyone => PossibleValue::new("anyone").help("Everybody"),
            Self::Keys => PossibleValue::new("keys").help("Only who shows an API key"),
        })
    }
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// What needs somebody now.
    Error,
    /// What needs somebody soon.
    Warn,
    /// A line for each API call.
    Info,
    /// Pages too.
    Debug,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A setting that is a secret: never shown.
#[derive(Clone)]
pub struct Secret(pub(super) String);

impl Secret {
    /// The secret text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// A size in bytes: `64KiB`, `1MiB`, or a plain number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub struct Size(pub usize);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = number_and_unit(text);
        let factor = match unit {
            "" | "B" => Some(1),
            "KiB" => Some(1 << 10),
            "MiB" => Some(1 << 20),
            "GiB" => Some(1 << 30),
            _ => None,
        };
        factor
            .and_then(|factor| number.parse::<usize>().ok()?.checked_mul(factor))
            .map(Self)
            .ok_or_else(|| "a size is a whole number with a unit: 64KiB, 1MiB, 2GiB".to_owned())
    }
}

/// A rate for each client address, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Not limited.
    Off,
    /// So many in each period; as many at once.
    Limit {
        /// At least 1.
        count: std::num::NonZeroU32,
        /// A second, a minute or an hour.
        period: Duration,
    },
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self::Off);
        }
        let parse = || {
            let (count, unit) = text.split_once('/')?;
            let seconds = match unit {
                "s" => 1,
                "min" => 60,
                "h" => 3_600,
                _ => return None,
            };
            let (count, period) = (count.parse().ok()?, Duration::from_secs(seconds));
            // More than one in each nanosecond could not be told from no limit at all.
            let is_limit = !(period / std::num::NonZeroU32::get(count)).is_zero();
            is_limit.then_some(Self::Limit { count, period })
        };
        parse().ok_or_else(|| "a rate is a number per s, min or h: 20/min; or off".to_owned())
    }
}

/// `"64KiB"` → `("64", "KiB")`.
fn number_and_unit(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

//! A span of time as people write it.

use std::{fmt, str::FromStr, time::Duration};

const UNITS: [(&str, &str, u64); 4] = [
    ("d", "day", 86_400),
    ("h", "hour", 3_600),
    ("m", "minute", 60),
    ("s", "second", 1),
];

/// A span of time in whole seconds: `90s`, `15m`, `12h`, `7d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub Duration);

impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let end = text.find(|c: char| !c.is_ascii_digit());
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let seconds = UNITS.iter().find(|(letter, ..)| *letter == unit);
        seconds
            .and_then(|(.., seconds)| number.parse::<u64>().ok()?.checked_mul(*seconds))
            .map(|seconds| Self(Duration::from_secs(seconds)))
            .ok_or("a duration is a whole number with a unit: 90s, 15m, 12h, 7d")
    }
}

impl fmt::Display for Span {
    /// The largest unit of which there are two or more, or exactly one: `7 days`, `90 minutes`, `1 day`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let fits = |(.., unit): &&(&str, &str, u64)| seconds >= 2 * unit || seconds == *unit;
        let (_, word, unit) = UNITS.iter().find(fits).unwrap_or(&UNITS[3]);
        let count = seconds / unit;
        write!(
            formatter,
            "{count} {word}{}",
            if count == 1 { "" } else { "s" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_what_people_say() {
        for (text, words) in [
            ("60s", "1 minute"),
            ("90s", "90 seconds"),
            ("90m", "90 minutes"),
            ("24h", "1 day"),
            ("36h", "36 hours"),
            ("7d", "7 days"),
            ("0s", "0 seconds"),
        ] {
            assert_eq!(
                text.parse::<Span>().map(|span| span.to_string()),
                Ok(words.to_owned())
            );
        }
        for text in [
            "",
            "7",
            "d",
            "7 d",
            "-1d",
            "1.5h",
            "7D",
            "99999999999999999999s",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }
}

//! How many replicas must have a step before it is answered, and how long others may be silent.

use std::{collections::BTreeSet, fmt, str::FromStr, time::Duration};

use super::address::Place;

/// How many replicas must have a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitReplicas {
    /// As many as it takes that no single fault, a partition included, hands out a bundle twice.
    #[default]
    Auto,
    /// Always so many; with 0 none is waited for.
    Exactly(u32),
}

impl FromStr for WaitReplicas {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            number => number
                .parse()
                .map(Self::Exactly)
                .map_err(|_| "it is auto, or a number of replicas"),
        }
    }
}

impl fmt::Display for WaitReplicas {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => formatter.write_str("auto"),
            Self::Exactly(number) => number.fmt(formatter),
        }
    }
}

/// What a step waits for.
#[derive(Clone, Copy)]
pub(super) struct Wait {
    pub(super) replicas: WaitReplicas,
    pub(super) timeout: Duration,
}

impl Default for Wait {
    fn default() -> Self {
        Self {
            replicas: WaitReplicas::Auto,
            timeout: Duration::from_secs(1),
        }
    }
}

/// How long others may be silent until the store goes on without their answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// A node to which a connection is made.
    pub connecting: Duration,
    /// A node that was asked; where replicas are waited for, beyond the time for that.
    pub answering: Duration,
    /// A node or a Sentinel that is asked about the others.
    pub telling: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(1),
            answering: Duration::from_secs(2),
            telling: Duration::from_millis(700),
        }
    }
}

/// The replicas of one primary, as they are known.
#[derive(Default)]
pub(super) struct Replicas {
    /// All there are.
    pub(super) listed: BTreeSet<Place>,
    /// Those that a majority of the watchers calls down.
    pub(super) down: BTreeSet<Place>,
    /// Those that the primary itself has heard from of late; none if it did not say.
    pub(super) heard: Option<BTreeSet<Place>>,
}

impl Replicas {
    /// How many must have a step, so that whichever of the listed nodes becomes primary next has it.
    ///
    /// A replica is left out only where a majority calls it down and the primary does not hear from it
    /// either: `WAIT` counts whoever acknowledges, so one that the majority has lost and the primary has
    /// not would be counted in the place of one that may be promoted. Never fewer than half of the
    /// nodes, rounded down: together with the primary that is a majority of three, and both of a pair.
    pub(super) fn needed(&self) -> u32 {
        let excused = match &self.heard {
            // A replica under another name than the watchers': nothing can be concluded.
            Some(heard) if heard.is_subset(&self.listed) => {
                let gone = self.down.difference(heard);
                gone.filter(|place| self.listed.contains(place)).count()
            }
            _ => 0,
        };
        let half = self.listed.len().div_ceil(2);
        let needed = (self.listed.len() - excused).max(half);
        u32::try_from(needed).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(names: &str) -> BTreeSet<Place> {
        let place = |name: char| Place::new(&name.to_string(), 1);
        names.chars().map(place).collect()
    }

    #[test]
    fn whom_a_step_waits_for() {
        for (listed, down, heard, needed) in [
            ("", "", Some(""), 0),
            ("a", "", Some("a"), 1),
            ("a", "a", Some(""), 1),
            ("ab", "", Some("ab"), 2),
            ("ab", "b", Some("a"), 1),
            ("ab", "b", Some("ab"), 2),
            ("ab", "b", Some("b"), 2),
            ("ab", "b", None, 2),
            ("ab", "ab", Some(""), 1),
            ("ab", "b", Some("ax"), 2),
            ("ab", "", Some("a"), 2),
            ("abcd", "cd", Some("ab"), 2),
            ("abcd", "bcd", Some("a"), 2),
            ("abcd", "d", Some("abc"), 3),
            ("ab", "x", Some("ab"), 2),
        ] {
            let replicas = Replicas {
                listed: places(listed),
                down: places(down),
                heard: heard.map(places),
            };
            assert_eq!(replicas.needed(), needed, "{listed} {down} {heard:?}");
        }
    }
}

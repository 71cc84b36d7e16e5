//! Whether a history keeps every promise: I1 to I9, each judged by itself.
//!
//! ```text
//! I1  at most one claim ever received bytes of a bundle
//! I2  every acknowledged creation ends as delivered, still openable, revoked, destroyed by wrong
//!     passphrases, or claimed by one whose answer was lost; gone only with a new store_since
//! I3  no state comes before one that was seen or acknowledged earlier
//! I4  what was confirmed is erased from every node, and from its files after a rewrite
//! I5  never more wrong passphrases are answered than there are tries, and no try is given back
//! I6  a wrong link changes nothing and is told nothing
//! I7  every answer to the claim that won has the bytes that were sealed; no answer is a stray one
//! I8  nobody is answered with, and nothing logs, what belongs to another bundle
//! I9  when the last fault is over, bundles are opened again
//! ```
//!
//! Two answers are not held against the service. A read is answered by the node that is asked: what
//! it tells during a fault may be undone by the failover (it was acknowledged to nobody), and may be
//! old. And neither a confirmation nor the end of a lease waits for replicas, so after a fault
//! `opened` may be `claimed` once more; a delivery is never undone.

mod ends;
mod order;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::history::{Act, Call, Fault, History, Moment, Number, Said};

/// How many wrong passphrases destroy a bundle in these runs.
pub const TRIES: u32 = 5;
/// How long a claim may fetch again in these runs, in milliseconds.
pub const LEASE: Moment = 20_000;
/// How long an erasure may take, in milliseconds.
const ERASING: Moment = 1_000;
/// How long it may take until all is well again on however busy a machine, in milliseconds. The aim
/// is ten seconds; the table tells how long it took.
const RECOVERING: Moment = 120_000;

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    pub invariant: u8,
    pub bundle: Option<Number>,
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "I{}: {}", self.invariant, self.what)
    }
}

/// The calls about each bundle, in the order in which they were answered.
pub(super) type ByBundle<'a> = BTreeMap<Number, Vec<&'a Call>>;

/// Every promise that this history breaks.
pub fn check(history: &History) -> Vec<Violation> {
    let mut calls = ByBundle::new();
    for call in &history.calls {
        calls.entry(call.bundle).or_default().push(call);
    }
    for calls in calls.values_mut() {
        calls.sort_by_key(|call| call.ended);
    }
    let mut found = Vec::new();
    for (number, calls) in &calls {
        let mut tell = |invariant, what: Option<String>| {
            found.extend(what.map(|what| Violation {
                invariant,
                bundle: Some(*number),
                what: format!("bundle {number}: {what}"),
            }));
        };
        tell(1, one_opener(calls));
        tell(2, ends::accounted_for(history, calls));
        tell(3, order::no_way_back(history, calls));
        tell(5, tries(history, calls));
        tell(6, wrong_links(calls));
        tell(7, same_bytes(history.bundles[*number], calls));
    }
    found.extend(erased(history, &calls));
    let of_the_run = [(8, history.leaks.clone()), (9, recovered(history))];
    for (invariant, whats) in of_the_run {
        found.extend(whats.into_iter().map(|what| Violation {
            invariant,
            bundle: None,
            what,
        }));
    }
    found
}

/// I1.
fn one_opener(calls: &[&Call]) -> Option<String> {
    let openers: BTreeSet<u32> = calls.iter().filter_map(|call| delivered_to(call)).collect();
    (openers.len() > 1).then(|| format!("the claims {openers:?} all received it"))
}

/// The claim that received bytes by this call.
pub(super) fn delivered_to(call: &Call) -> Option<u32> {
    match (call.act, &call.said) {
        (Act::Open { claim }, Said::Envelope(_) | Said::Partial) => Some(claim),
        _ => None,
    }
}

/// I4.
fn erased(history: &History, calls: &ByBundle) -> Vec<Violation> {
    let confirmed =
        |call: &&&Call| matches!(call.act, Act::Confirm { .. }) && call.said == Said::Done;
    let late = history.kept.iter().filter_map(|kept| {
        let calls = calls.get(&kept.bundle)?;
        let quiet = |from: Moment| !fault_between(history, from, kept.at);
        let confirmed = calls
            .iter()
            .find(confirmed)
            .is_some_and(|call| call.ended + ERASING < kept.at && quiet(call.began));
        let first = calls.iter().find(|call| delivered_to(call).is_some());
        // What has expired is gone for everybody who asks; Redis takes it out of memory, and so out
        // of what it rewrites, when its expiry cycle comes by.
        let over = first.is_some_and(|call| call.ended + LEASE + ERASING < kept.at);
        let lease = over && !kept.in_file;
        let why = if confirmed {
            "was confirmed"
        } else {
            "had no lease any more"
        };
        let what = format!("bundle {} {why}, and is left: {kept:?}", kept.bundle);
        (confirmed || lease).then_some(Violation {
            invariant: 4,
            bundle: Some(kept.bundle),
            what,
        })
    });
    late.collect()
}

/// Whether a fault was about at some time in between.
pub(super) fn fault_between(history: &History, from: Moment, to: Moment) -> bool {
    let mut faults = history.faults.iter();
    faults.any(|fault| fault.began <= to && from <= fault.settled)
}

/// I5. The try that uses up the last one is not told that it was wrong, but that all is over.
fn tries(history: &History, calls: &[&Call]) -> Option<String> {
    let opened = |call: &&&Call| {
        let guess = matches!(call.act, Act::Guess { .. });
        guess && matches!(call.said, Said::Envelope(_) | Said::Partial)
    };
    if calls.iter().any(|call| opened(&call)) {
        return Some("a wrong passphrase opened it".to_owned());
    }
    let told = |until: Moment| {
        let wrong = calls
            .iter()
            .filter_map(|call| match (call.act, &call.said) {
                (Act::Guess { guess }, Said::Wrong) if call.ended < until => Some(guess),
                _ => None,
            });
        u32::try_from(wrong.collect::<BTreeSet<_>>().len()).unwrap()
    };
    let all = told(Moment::MAX);
    if all >= TRIES {
        return Some(format!("{all} guesses were told that they are wrong"));
    }
    let calm = |call: &Call| !fault_between(history, call.began, call.ended);
    calls.iter().find_map(|call| match call.said {
        Said::Receipt { tries_left, .. } if calm(call) && tries_left + told(call.began) > TRIES => {
            Some(format!(
                "{tries_left} tries are left after {} wrong ones",
                told(call.began)
            ))
        }
        _ => None,
    })
}

/// I6: nothing is answered, and no try is missing that no guess has used.
fn wrong_links(calls: &[&Call]) -> Option<String> {
    let nothing = [Said::Nothing, Said::Later, Said::Unknown];
    let wrong = |call: &&&Call| call.act == Act::WrongLink && !nothing.contains(&call.said);
    if let Some(call) = calls.iter().find(wrong) {
        return Some(format!("a wrong link was answered {:?}", call.said));
    }
    let least = TRIES.saturating_sub(guesses(calls));
    calls.iter().find_map(|call| match call.said {
        Said::Receipt { tries_left, .. } if tries_left < least => Some(format!(
            "{tries_left} tries are left, and guesses used none of {least}"
        )),
        _ => None,
    })
}

/// How often somebody guessed, answered or not.
pub(super) fn guesses(calls: &[&Call]) -> u32 {
    let guess = |call: &&&Call| matches!(call.act, Act::Guess { .. });
    u32::try_from(calls.iter().filter(guess).count()).unwrap()
}

/// I7, and that no answer is one that the API does not have.
fn same_bytes(sealed: [u8; 32], calls: &[&Call]) -> Option<String> {
    calls.iter().find_map(|call| match call.said {
        Said::Envelope(bytes) if bytes != sealed => Some("other bytes were delivered".to_owned()),
        Said::Other(status) => Some(format!("{:?} was answered {status}", call.act)),
        _ => None,
    })
}

/// I9.
fn recovered(history: &History) -> Vec<String> {
    let late = |fault: &Fault| {
        let in_time = |served: &Option<Moment>| {
            served.is_some_and(|served| served <= fault.healed + RECOVERING)
        };
        let all = fault.served.iter().all(in_time);
        (!all).then(|| format!("after `{}` at {} ms", fault.name, fault.healed))
    };
    history.faults.iter().filter_map(late).collect()
}

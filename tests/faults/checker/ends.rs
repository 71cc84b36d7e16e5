//! I2: how bundles may end.

use std::collections::{BTreeMap, BTreeSet};

use handover::protocol::wire::State;

use super::{LEASE, TRIES, delivered_to, guesses};
use crate::history::{Act, Call, History, Moment, Said};

/// What is wrong with the end of a bundle whose creation was acknowledged.
pub(super) fn accounted_for(history: &History, calls: &[&Call]) -> Option<String> {
    let asked = calls
        .iter()
        .find(|call| call.act == Act::Ask && call.said == Said::Created);
    let nothing = |call: &&Call| call.act == Act::Create && call.said == Said::Nothing;
    if let Some(asked) = asked
        && calls.iter().any(nothing)
        && !history.since.iter().any(|since| *since > asked.began)
    {
        return Some("it was asked for, and the request is not there".to_owned());
    }
    let created = calls
        .iter()
        .find(|call| (call.act, &call.said) == (Act::Create, &Said::Created))?;
    if history.since.iter().any(|since| *since > created.began) {
        // The store was lost, and says so.
        return None;
    }
    let (end, right) = match calls.iter().rev().find_map(|call| end(call)) {
        None => ("unknown", false),
        Some(End::Nothing) => ("not there", false),
        Some(End::In(state)) => {
            let right = match state {
                // Whether it can be opened is what the last reader finds out.
                State::Sealed | State::Expired | State::Lost => false,
                State::Claimed | State::Opened => {
                    calls.iter().any(|call| delivered_to(call).is_some()) || unanswered(calls)
                }
                State::Revoked => calls.iter().any(|call| call.act == Act::Revoke),
                State::Destroyed => guesses(calls) >= TRIES,
            };
            (state.word(), right)
        }
    };
    (!right).then(|| format!("it was acknowledged, and at the end it is {end}"))
}

/// What a call tells about where a bundle is.
enum End {
    In(State),
    Nothing,
}

fn end(call: &Call) -> Option<End> {
    match (call.act, &call.said) {
        (_, Said::Receipt { state, .. } | Said::Gone(state) | Said::Refused(state)) => {
            Some(End::In(*state))
        }
        (Act::Open { .. }, Said::Envelope(_) | Said::Partial) => Some(End::In(State::Claimed)),
        (Act::Look | Act::Open { .. }, Said::Nothing) => Some(End::Nothing),
        _ => None,
    }
}

/// Whether some opener may have won without learning it: the last it heard was no answer, or its
/// lease had ended before there was one.
fn unanswered(calls: &[&Call]) -> bool {
    let mut first: BTreeMap<u32, Moment> = BTreeMap::new();
    let mut open = BTreeSet::new();
    for call in calls {
        let Act::Open { claim } = call.act else {
            continue;
        };
        if matches!(call.said, Said::Unknown | Said::Later) {
            first.entry(claim).or_insert(call.began);
            open.insert(claim);
        } else if first
            .get(&claim)
            .is_none_or(|first| call.ended < first + LEASE)
        {
            open.remove(&claim);
        }
    }
    !open.is_empty()
}

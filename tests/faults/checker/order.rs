//! I3: states never go back, in the order in which clients saw them.

use handover::protocol::wire::State;

use super::{delivered_to, fault_between};
use crate::history::{Act, Call, History, Moment, Said};

/// What is seen so shortly before a fault may not have been acknowledged to anybody yet.
const PENDING: Moment = 2_000;

/// The first answer that comes before one that was given earlier.
pub(super) fn no_way_back(history: &History, calls: &[&Call]) -> Option<String> {
    let lost = |call: &Call| history.since.iter().any(|since| *since > call.began);
    let calm = |call: &Call| !fault_between(history, call.began, call.ended + PENDING);
    for later in calls {
        let Some(new) = seen(later) else { continue };
        let stale = !calm(later);
        for earlier in calls.iter().filter(|earlier| earlier.ended < later.began) {
            let acknowledged = acknowledged(earlier);
            let floor = acknowledged.or_else(|| seen(earlier).filter(|_| calm(earlier)));
            let Some(old) = floor else { continue };
            // Who is cut off with an old primary is answered by it.
            let excused = stale && (earlier.app != later.app || acknowledged.is_none());
            if excused || lost(earlier) || follows(old, new) {
                continue;
            }
            let undone = (old, new) == (State::Opened, State::Claimed);
            if undone && fault_between(history, earlier.ended, later.began) {
                continue;
            }
            let (old, new) = (old.word(), new.word());
            return Some(format!(
                "{old} at {} ms, {new} at {}",
                earlier.ended, later.ended
            ));
        }
    }
    None
}

/// The state that this answer tells.
fn seen(call: &Call) -> Option<State> {
    match call.said {
        Said::Receipt { state, .. } | Said::Gone(state) | Said::Refused(state) => Some(state),
        Said::Wrong => Some(State::Sealed),
        _ => None,
    }
}

/// The state in which it is at least, since this answer was given.
fn acknowledged(call: &Call) -> Option<State> {
    match (call.act, &call.said) {
        (Act::Revoke, Said::Done) => Some(State::Revoked),
        _ => delivered_to(call).map(|_| State::Claimed),
    }
}

fn follows(old: State, new: State) -> bool {
    match old {
        State::Sealed => true,
        State::Claimed => matches!(new, State::Claimed | State::Opened),
        other => new == other,
    }
}

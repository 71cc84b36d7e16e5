//! When an event is tried again, and when it is not: pure, with the clock and the dice as arguments.

use std::time::Duration;

use super::Exchange;
use crate::store::log::{Due, Outcome};

/// The first pause is at most this long: most failures are a hiccup, and the events behind it wait.
pub const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// How many times as long as the one before each further pause is at most.
pub const GROWTH: u32 = 3;
/// No pause is longer, whatever the receiver asks for.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);
/// An event is refused so often, then it is dead.
pub const MOST_REFUSALS: u32 = 10;
/// A webhook that takes nothing for so long is turned off.
pub const PATIENCE: Duration = Duration::from_secs(3 * 86_400);

/// What becomes of the event that was on its way. `dice` is a random number of 64 bits.
#[must_use]
pub fn outcome(exchange: &Exchange, due: &Due, dice: u64) -> Outcome {
    if exchange.is_success() {
        return Outcome::Delivered;
    }
    if exchange.is_farewell() {
        let reason = format!("{exchange}: it wants no more events");
        return Outcome::Off { reason };
    }
    if is_given_up(due) {
        let reason = format!("it took nothing for three days; the last time, {exchange}");
        return Outcome::Off { reason };
    }
    let refused = exchange.is_refusal();
    if refused && due.refusals + 1 >= MOST_REFUSALS {
        let reason = format!("it was refused ten times; the last time, {exchange}");
        return Outcome::Dead { reason };
    }
    Outcome::Later {
        after: pause(due.attempts, dice).max(asked_for(exchange)),
        refused,
    }
}

fn is_given_up(due: &Due) -> bool {
    due.down_since.is_some_and(|since| {
        let down = due.now.millis().saturating_sub(since.millis());
        u128::try_from(down).is_ok_and(|down| down >= PATIENCE.as_millis())
    })
}

/// Exponential, with full jitter: anything from none to all of the pause, so that receivers which
/// failed together are not called together.
fn pause(attempts: u32, dice: u64) -> Duration {
    let grown = FIRST_PAUSE.saturating_mul(GROWTH.saturating_pow(attempts));
    let longest = grown.min(LONGEST_PAUSE);
    let millis = (longest.as_millis() * u128::from(dice)) >> 64;
    Duration::from_millis(u64::try_from(millis).expect("less than an hour"))
}

fn asked_for(exchange: &Exchange) -> Duration {
    match exchange {
        Exchange::Answered {
            retry_after: Some(after),
            ..
        } => (*after).min(LONGEST_PAUSE),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        events::Silence,
        protocol::{
            token::BundleId,
            wire::{Event, EventData, EventKind, Subject, Time},
        },
        store::log::Position,
    };

    fn due(attempts: u32, refusals: u32, down: Option<Duration>) -> Due {
        let now = Time::from_millis(1_900_000_000_000);
        let event = Event {
            id: "00-1-0".to_owned(),
            kind: EventKind::RequestCreated,
            time: now,
            subject: Subject::Request(BundleId::new([0; 16])),
            reference: None,
            data: EventData::default(),
        };
        let down = down.map(|down| i64::try_from(down.as_millis()).expect("a test's"));
        Due {
            event,
            position: Position::default(),
            attempts,
            refusals,
            down_since: down.map(|down| now.plus_millis(-down)),
            now,
        }
    }

    const fn answered(status: u16, retry_after: Option<Duration>) -> Exchange {
        Exchange::Answered {
            status,
            retry_after,
        }
    }

    fn kept_waiting(exchange: &Exchange, due: &Due, dice: u64) -> (Duration, bool) {
        match outcome(exchange, due, dice) {
            Outcome::Later { after, refused } => (after, refused),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn every_2xx_is_success_and_410_the_end() {
        let tired = due(400, 9, Some(2 * PATIENCE));
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(
                outcome(&answered(status, None), &tired, 0),
                Outcome::Delivered
            );
        }
        let gone = outcome(&answered(410, None), &due(0, 0, None), 0);
        assert!(matches!(gone, Outcome::Off { reason } if reason.contains("410")));
    }

    #[test]
    fn the_tenth_refusal_of_an_event_is_the_last() {
        for status in [400, 401, 403, 404, 409, 413, 422, 499] {
            let refusal = answered(status, None);
            for before in 0..9 {
                let (_, refused) = kept_waiting(&refusal, &due(before, before, None), 0);
                assert!(refused, "{status}");
            }
            let last = outcome(&refusal, &due(9, 9, None), 0);
            let reason = format!("it was refused ten times; the last time, it answered {status}");
            assert_eq!(last, Outcome::Dead { reason });
        }
    }

    #[test]
    fn a_receiver_that_is_busy_or_broken_refuses_nothing() {
        let answers = [199, 300, 301, 307, 408, 425, 429, 500, 503, 599];
        let silences = [Silence::NoConnection, Silence::Timeout, Silence::Broken];
        let exchanges = answers.map(|status| answered(status, None));
        for exchange in exchanges.into_iter().chain(silences.map(Exchange::Silent)) {
            let (_, refused) = kept_waiting(&exchange, &due(40, 9, None), 0);
            assert!(!refused, "{exchange}");
        }
    }

    #[test]
    fn three_days_without_success_turn_it_off_and_bury_nothing() {
        let almost = PATIENCE - Duration::from_millis(1);
        for exchange in [answered(503, None), Exchange::Silent(Silence::Timeout)] {
            kept_waiting(&exchange, &due(200, 0, Some(almost)), 0);
            let end = outcome(&exchange, &due(200, 0, Some(PATIENCE)), 0);
            let reason = format!("it took nothing for three days; the last time, {exchange}");
            assert_eq!(end, Outcome::Off { reason });
        }
        let refused = outcome(&answered(404, None), &due(9, 9, Some(PATIENCE)), 0);
        assert!(matches!(refused, Outcome::Off { .. }));
    }

    #[test]
    fn the_pauses_grow_from_a_moment_to_an_hour() {
        let longest = |attempts| {
            let exchange = Exchange::Silent(Silence::NoConnection);
            kept_waiting(&exchange, &due(attempts, 0, None), u64::MAX)
                .0
                .as_secs()
        };
        let pauses: Vec<u64> = (0..10).map(longest).collect();
        assert_eq!(pauses, [0, 0, 2, 6, 20, 60, 182, 546, 1640, 3599]);
    }

    proptest! {
        #[test]
        fn no_pause_is_over_an_hour_or_shorter_than_was_asked_for(
            status in prop::sample::select(vec![301_u16, 400, 404, 429, 500, 503]),
            asked in prop::option::of(any::<u64>()),
            attempts in any::<u32>(),
            refusals in 0_u32..9,
            dice in any::<u64>(),
        ) {
            let asked = asked.map(Duration::from_secs);
            let (after, _) = kept_waiting(&answered(status, asked), &due(attempts, refusals, None), dice);
            prop_assert!(after <= LONGEST_PAUSE);
            prop_assert!(after >= asked.unwrap_or_default().min(LONGEST_PAUSE));
        }

        #[test]
        fn another_throw_of_the_dice_is_another_pause(attempts in any::<u32>(), dice in any::<u64>()) {
            let exchange = Exchange::Silent(Silence::Broken);
            let waits = |dice| kept_waiting(&exchange, &due(attempts, 0, None), dice).0;
            prop_assert!(waits(dice / 2) <= waits(dice));
            prop_assert!(waits(0).is_zero() && waits(u64::MAX) >= FIRST_PAUSE - Duration::from_millis(1));
        }
    }
}

//! Histories by hand: a good one, and one for each way to break a promise.

use handover::protocol::wire::State;

use super::{LEASE, Violation, check};
use crate::history::{Act, Call, Fault, History, Kept, Moment, Said};

const BYTES: [u8; 32] = [7; 32];
const OPEN: Act = Act::Open { claim: 1 };
const RIVAL: Act = Act::Open { claim: 2 };
const CONFIRM: Act = Act::Confirm { claim: 1 };

/// One bundle, created at 0; each further call begins 100 ms after the one before.
fn history(calls: &[(Act, Said)]) -> History {
    let mut history = History {
        bundles: vec![BYTES],
        ..History::default()
    };
    say(&mut history, 0, Act::Create, Said::Created);
    for (act, said) in calls {
        let app = history.calls.len() % 2;
        say(&mut history, app, *act, said.clone());
    }
    history
}

fn say(history: &mut History, app: usize, act: Act, said: Said) {
    let began = history.calls.last().map_or(0, |call| call.ended + 99);
    history.calls.push(Call {
        bundle: 0,
        app,
        act,
        began,
        ended: began + 1,
        said,
    });
}

fn fault(began: Moment, settled: Moment) -> Fault {
    Fault {
        name: "a fault",
        began,
        healed: settled,
        settled,
        served: [Some(settled); 2],
    }
}

fn sealed(tries_left: u32) -> Said {
    receipt(State::Sealed, tries_left)
}

fn receipt(state: State, tries_left: u32) -> Said {
    Said::Receipt { state, tries_left }
}

fn delivered() -> Vec<(Act, Said)> {
    vec![
        (Act::Look, sealed(5)),
        (OPEN, Said::Envelope(BYTES)),
        (CONFIRM, Said::Done),
        (RIVAL, Said::Gone(State::Opened)),
        (Act::Look, receipt(State::Opened, 5)),
    ]
}

#[track_caller]
fn assert_breaks(invariant: u8, history: &History) {
    let found = check(history);
    let broken: Vec<u8> = found.iter().map(|violation| violation.invariant).collect();
    assert_eq!(broken, [invariant], "{found:?}");
}

#[track_caller]
fn assert_keeps(history: &History) {
    assert_eq!(check(history), [] as [Violation; 0]);
}

#[test]
fn a_good_history_is_good() {
    assert_keeps(&history(&delivered()));
    assert_keeps(&history(&[
        (Act::Revoke, Said::Done),
        (OPEN, Said::Gone(State::Revoked)),
    ]));
    assert_keeps(&history(&[
        (OPEN, Said::Later),
        (OPEN, Said::Partial),
        (OPEN, Said::Envelope(BYTES)),
    ]));
}

#[test]
fn two_claims_that_received_it_break_1() {
    assert_breaks(
        1,
        &history(&[
            (OPEN, Said::Envelope(BYTES)),
            (RIVAL, Said::Envelope(BYTES)),
        ]),
    );
    assert_breaks(
        1,
        &history(&[(OPEN, Said::Partial), (RIVAL, Said::Envelope(BYTES))]),
    );
}

#[test]
fn a_bundle_without_a_right_end_breaks_2() {
    for end in [
        Said::Nothing,
        sealed(5),
        receipt(State::Claimed, 5),
        receipt(State::Opened, 5),
        receipt(State::Revoked, 5),
        receipt(State::Destroyed, 5),
        receipt(State::Lost, 5),
        receipt(State::Expired, 5),
        Said::Unknown,
    ] {
        let broken = history(&[(Act::Look, end)]);
        assert_breaks(2, &broken);
        let mut told = broken;
        told.since = vec![-50, 50];
        assert_keeps(&told);
        told.since = vec![-50];
        assert_breaks(2, &told);
    }
}

#[test]
fn what_was_never_acknowledged_may_end_as_it_likes() {
    let mut unknown = history(&[(Act::Look, Said::Nothing)]);
    unknown.calls[0].said = Said::Unknown;
    assert_keeps(&unknown);
}

#[test]
fn a_request_that_is_not_there_any_more_breaks_2() {
    let mut asked = history(&[(Act::Create, Said::Nothing)]);
    asked.calls[0].act = Act::Ask;
    assert_breaks(2, &asked);
    asked.since = vec![50];
    assert_keeps(&asked);
}

#[test]
fn two_answers_that_were_both_taken_break_2() {
    let mut answers = history(&[(OPEN, Said::Envelope(BYTES))]);
    answers.bundles.push([8; 32]);
    for (act, said) in [(Act::Create, Said::Taken), (Act::Look, Said::Nothing)] {
        say(&mut answers, 0, act, said);
        answers.calls.last_mut().unwrap().bundle = 1;
    }
    assert_keeps(&answers);
    answers.calls[2].said = Said::Created;
    assert_breaks(2, &answers);
}

#[test]
fn a_claim_without_a_claimant_breaks_2() {
    let claimed = (Act::Look, receipt(State::Claimed, 5));
    for lost in [Said::Unknown, Said::Later] {
        assert_keeps(&history(&[(OPEN, lost.clone()), claimed.clone()]));
        // Who asks again within the lease and is told no was not the one.
        let told = [
            (OPEN, lost),
            (OPEN, Said::Gone(State::Claimed)),
            claimed.clone(),
        ];
        let mut told = history(&told);
        assert_breaks(2, &told);
        for call in &mut told.calls[2..] {
            call.began += LEASE;
            call.ended += LEASE;
        }
        assert_keeps(&told);
    }
}

#[test]
fn a_state_before_one_that_was_seen_breaks_3() {
    let look = |state| (Act::Look, receipt(state, 5));
    let opened = (OPEN, Said::Envelope(BYTES));
    assert_breaks(
        3,
        &history(&[opened.clone(), (Act::Look, sealed(5)), look(State::Claimed)]),
    );
    let confirmed = [opened.clone(), look(State::Opened), look(State::Claimed)];
    assert_breaks(3, &history(&confirmed));
    let unsealed = [
        (OPEN, Said::Later),
        look(State::Claimed),
        (Act::Look, sealed(5)),
        opened,
    ];
    assert_breaks(3, &history(&unsealed));
    let ended = [
        (Act::Revoke, Said::Done),
        look(State::Sealed),
        look(State::Revoked),
    ];
    assert_breaks(3, &history(&ended));
}

#[test]
fn a_fault_excuses_what_was_told_without_an_acknowledgement_and_no_more() {
    let look = |state| (Act::Look, receipt(state, 5));
    let opened = (OPEN, Said::Envelope(BYTES));
    // A confirmation is not waited for.
    let mut confirmed = history(&[opened.clone(), look(State::Opened), look(State::Claimed)]);
    confirmed.faults = vec![fault(220, 280)];
    assert_keeps(&confirmed);
    // A read during the fault, of a claim that was answered 503.
    let undone = [
        (OPEN, Said::Later),
        look(State::Claimed),
        (Act::Look, sealed(5)),
        opened.clone(),
    ];
    let mut undone = history(&undone);
    undone.faults = vec![fault(150, 250)];
    assert_keeps(&undone);
    // A delivery: the other process may be cut off and see what was, its own may not.
    let delivered = [opened, (Act::Look, sealed(5)), look(State::Claimed)];
    let mut delivered = history(&delivered);
    delivered.faults = vec![fault(50, 250)];
    assert_keeps(&delivered);
    delivered.calls[2].app = delivered.calls[1].app;
    assert_breaks(3, &delivered);
}

#[test]
fn an_envelope_that_is_kept_breaks_4() {
    let mut kept = history(&delivered());
    let keep = |at| {
        let in_file = false;
        vec![Kept {
            bundle: 0,
            at,
            in_file,
        }]
    };
    kept.kept = keep(400);
    assert_keeps(&kept);
    kept.kept = keep(2_000);
    assert_breaks(4, &kept);
    kept.faults = vec![fault(1_000, 1_500)];
    assert_keeps(&kept);
    kept.kept = keep(LEASE + 2_000);
    assert_breaks(4, &kept);
    kept.kept[0].in_file = true;
    assert_keeps(&kept);
    kept.faults.clear();
    assert_breaks(4, &kept);
}

#[test]
fn more_wrong_passphrases_than_tries_break_5() {
    let guess = |guess, said| (Act::Guess { guess }, said);
    let mut guesses: Vec<_> = (0..4).map(|number| guess(number, Said::Wrong)).collect();
    guesses.push(guess(4, Said::Gone(State::Destroyed)));
    assert_keeps(&history(&guesses));
    guesses.insert(0, guess(5, Said::Wrong));
    assert_breaks(5, &history(&guesses));
    let opened = [
        guess(0, Said::Envelope(BYTES)),
        (OPEN, Said::Gone(State::Claimed)),
    ];
    assert!(
        check(&history(&opened))
            .iter()
            .any(|violation| violation.invariant == 5)
    );
    let refunded = [
        guess(0, Said::Wrong),
        guess(1, Said::Wrong),
        (Act::Look, sealed(4)),
        (OPEN, Said::Envelope(BYTES)),
    ];
    assert_breaks(5, &history(&refunded));
}

#[test]
fn a_wrong_link_with_an_effect_breaks_6() {
    let opened = (OPEN, Said::Envelope(BYTES));
    let told = (Act::WrongLink, Said::Gone(State::Sealed));
    assert_breaks(6, &history(&[told, opened.clone()]));
    let nothing = (Act::WrongLink, Said::Nothing);
    assert_keeps(&history(&[nothing.clone(), opened.clone()]));
    assert_breaks(6, &history(&[nothing, (Act::Look, sealed(4)), opened]));
}

#[test]
fn other_bytes_and_stray_answers_break_7() {
    assert_breaks(7, &history(&[(OPEN, Said::Envelope([8; 32]))]));
    assert_breaks(
        7,
        &history(&[(OPEN, Said::Other(500)), (OPEN, Said::Envelope(BYTES))]),
    );
}

#[test]
fn what_is_found_elsewhere_breaks_8() {
    let mut leaked = history(&delivered());
    leaked.leaks = vec!["a link in a log".to_owned()];
    assert_breaks(8, &leaked);
}

#[test]
fn a_process_that_does_not_come_back_breaks_9() {
    let mut gone = history(&delivered());
    gone.faults = vec![fault(600, 900)];
    assert_keeps(&gone);
    gone.faults[0].served[1] = Some(900 + 120_001);
    assert_breaks(9, &gone);
    gone.faults[0].served[1] = None;
    assert_breaks(9, &gone);
}

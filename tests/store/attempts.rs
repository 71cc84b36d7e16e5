//! Wrong tries and late ones: counted once each, however often they are sent.

use handover::{
    protocol::wire::State,
    store::{Attempt, Claimed},
};

use super::{
    fixture::{LEASE, Sample, TRIES, claimed_word, granted},
    world::{World, on_both_stores},
};

on_both_stores![
    a_wrong_link_changes_nothing_a_thousand_times,
    a_wrong_try_sent_sixteen_times_costs_one,
    one_claim_cannot_guess_without_end,
    the_last_wrong_try_destroys,
    a_right_try_after_wrong_ones_opens,
    a_late_attempt_counts_once,
    the_claimant_is_never_late,
    a_wrong_try_sent_again_is_never_late,
];

async fn a_wrong_link_changes_nothing_a_thousand_times(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let before = sample.receipt(&world.store).await;
    let dump = world.server().map(|server| server.dump());
    for _ in 0..1000 {
        let claimed = sample.open(&world.store, &sample.wrong_link()).await;
        assert!(claimed == Claimed::Nothing);
    }
    assert_eq!(sample.receipt(&world.store).await, before);
    assert!(world.server().map(|server| server.dump()) == dump);
    assert_eq!(before.view.tries_left, TRIES);
}

async fn a_wrong_try_sent_sixteen_times_costs_one(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let wrong = sample.wrong_passphrase();
    let other = world.another_store();
    for turn in 0..16 {
        let store = if turn % 2 == 0 { &world.store } else { &other };
        let claimed = sample.open(store, &wrong).await;
        assert_eq!(claimed_word(&claimed), format!("wrong {}", TRIES - 1));
    }
    sample.open(&world.store, &sample.wrong_passphrase()).await;
    let again = sample.open(&world.store, &wrong).await;
    assert_eq!(claimed_word(&again), format!("wrong {}", TRIES - 2));
    let view = sample.view(&world.store).await;
    assert_eq!((view.state, view.tries_left), (State::Sealed, TRIES - 2));
}

async fn one_claim_cannot_guess_without_end(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    for left in (1..TRIES).rev() {
        let guess = handover::protocol::token::OpenToken::random();
        let attempt = Attempt::new(&sample.link, &guess, &sample.claim);
        let claimed = sample.open(&world.store, &attempt).await;
        assert_eq!(claimed_word(&claimed), format!("wrong {left}"));
    }
}

/// Uses up all tries, and returns the last one.
async fn destroy(world: &World, sample: &Sample) -> Attempt {
    for _ in 1..TRIES {
        sample.open(&world.store, &sample.wrong_passphrase()).await;
    }
    let last = sample.wrong_passphrase();
    let claimed = sample.open(&world.store, &last).await;
    assert_eq!(claimed_word(&claimed), "gone destroyed");
    last
}

async fn the_last_wrong_try_destroys(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let last = destroy(world, &sample).await;
    let receipt = sample.receipt(&world.store).await;
    assert_eq!((receipt.view.tries_left, receipt.late_attempts), (0, 0));
    let at = receipt.view.ended_at.unwrap();
    let gone = Claimed::Gone {
        state: State::Destroyed,
        at,
    };
    assert!(sample.open(&world.store, &last).await == gone);
    assert_eq!(sample.receipt(&world.store).await, receipt);
    assert!(sample.open(&world.store, &sample.attempt()).await == gone);
    assert_eq!(sample.receipt(&world.store).await.late_attempts, 1);
    let keys = world
        .server()
        .map_or(1, |server| server.bundle_keys().len());
    assert_eq!(keys, 1);
}

async fn a_right_try_after_wrong_ones_opens(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    for _ in 1..TRIES {
        sample.open(&world.store, &sample.wrong_passphrase()).await;
    }
    let claimed = sample.open(&world.store, &sample.attempt()).await;
    assert_eq!(granted(&claimed), sample.envelope);
    assert_eq!(sample.view(&world.store).await.tries_left, 1);
}

async fn a_late_attempt_counts_once(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    let at = sample.entered(&world.store).await;
    for expected in 1..=3 {
        let rival = sample.rival();
        for _ in 0..3 {
            let gone = sample.open(&world.store, &rival).await;
            let state = State::Claimed;
            assert!(gone == Claimed::Gone { state, at });
        }
        let receipt = sample.receipt(&world.store).await;
        assert_eq!(receipt.late_attempts, expected);
    }
    granted(&sample.open(&world.store, &sample.attempt()).await);
}

async fn the_claimant_is_never_late(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    world.pass(LEASE);
    let lease_end = sample.view(&world.store).await.opened_at.unwrap();
    let gone = sample.open(&world.store, &sample.attempt()).await;
    assert!(
        gone == Claimed::Gone {
            state: State::Opened,
            at: lease_end
        }
    );
    assert_eq!(sample.receipt(&world.store).await.late_attempts, 0);
}

async fn a_wrong_try_sent_again_is_never_late(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let wrong = sample.wrong_passphrase();
    sample.open(&world.store, &wrong).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    let gone = sample.open(&world.store, &wrong).await;
    assert_eq!(claimed_word(&gone), "gone claimed");
    let receipt = sample.receipt(&world.store).await;
    assert_eq!(
        (receipt.late_attempts, receipt.view.tries_left),
        (0, TRIES - 1)
    );
}

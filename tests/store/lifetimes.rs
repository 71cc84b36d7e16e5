//! Expiry, leases and retention: what time alone does.

use std::time::Duration;

use handover::{
    protocol::wire::State,
    store::{Claimed, Created, Ended, Seen},
};

use super::{
    failover::patiently,
    fixture::{LEASE, LIFETIME, RETENTION, Sample, bearer, between, claimed_word, granted, ms},
    world::{World, on_both_stores},
};

on_both_stores![
    an_unread_bundle_expires,
    a_lease_ends_by_itself,
    a_lease_may_outrun_the_lifetime,
    a_late_confirmation_keeps_the_time_of_the_erasure,
    a_receipt_stays_until_its_end_and_then_nothing_does,
    a_take_just_before_the_end_works,
];

/// What is called just before an end is answered before it, on however busy a machine.
const MOMENT: Duration = Duration::from_secs(120);

async fn an_unread_bundle_expires(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    world.pass(LIFETIME - MOMENT);
    assert_eq!(sample.view(&world.store).await.state, State::Sealed);
    world.pass(MOMENT);
    let view = sample.view(&world.store).await;
    assert_eq!(
        (view.state, view.ended_at),
        (State::Expired, Some(view.expires_at))
    );
    let (state, at) = (State::Expired, view.expires_at);
    assert!(sample.open(&world.store, &sample.attempt()).await == Claimed::Gone { state, at });
    let revoked = world.store.revoke(&sample.id, &sample.receipt.hash()).await;
    assert_eq!(revoked.unwrap(), Ended::Refused { state, at });
    let wrong = sample.open(&world.store, &sample.wrong_passphrase()).await;
    assert_eq!(claimed_word(&wrong), "gone expired");
    assert_eq!(sample.receipt(&world.store).await.late_attempts, 2);
    assert_eq!(sample.view(&world.store).await, view);
    patiently(async || world.store.poll().await).await;
    let keys = world
        .server()
        .map_or(1, |server| server.bundle_keys().len());
    assert_eq!(keys, 1);
}

async fn a_lease_ends_by_itself(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    world.pass(LEASE - MOMENT);
    granted(&sample.open(&world.store, &sample.attempt()).await);
    let claimed = sample.view(&world.store).await;
    world.pass(MOMENT);
    let view = sample.view(&world.store).await;
    let opened_at = view.opened_at.unwrap();
    assert_eq!(view.state, State::Opened);
    assert_eq!(between(view.claimed_at.unwrap(), opened_at), ms(LEASE));
    assert!(claimed.lease_expires_at.is_some());
    assert_eq!(view.lease_expires_at, None);
    let keys = world
        .server()
        .map_or(1, |server| server.bundle_keys().len());
    assert_eq!(keys, 1);
}

async fn a_lease_may_outrun_the_lifetime(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    world.pass(LIFETIME - MOMENT);
    granted(&sample.open(&world.store, &sample.attempt()).await);
    world.pass(2 * MOMENT);
    assert_eq!(sample.view(&world.store).await.state, State::Claimed);
    granted(&sample.open(&world.store, &sample.attempt()).await);
}

async fn a_late_confirmation_keeps_the_time_of_the_erasure(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    world.pass(10 * LEASE);
    let confirmed = world
        .store
        .confirm(&sample.id, &sample.claim.hash(), true)
        .await;
    assert!(confirmed.unwrap());
    let receipt = sample.receipt(&world.store).await;
    let (claimed_at, opened_at) = (receipt.view.claimed_at, receipt.view.opened_at);
    assert_eq!(between(claimed_at.unwrap(), opened_at.unwrap()), ms(LEASE));
    let waited = between(claimed_at.unwrap(), receipt.confirmed_at.unwrap());
    assert!(waited >= ms(10 * LEASE), "{waited}");
    assert_eq!(receipt.readable, Some(true));
}

async fn a_receipt_stays_until_its_end_and_then_nothing_does(world: &World) {
    let opened = Sample::new().put(&world.store).await;
    let unread = Sample::new().put(&world.store).await;
    world
        .store
        .take(&opened.id, &opened.attempt())
        .await
        .unwrap();
    world.pass(LIFETIME + RETENTION - MOMENT);
    assert_eq!(opened.view(&world.store).await.state, State::Opened);
    assert_eq!(unread.view(&world.store).await.state, State::Expired);
    for sample in [&opened, &unread] {
        let same = world.store.create(&sample.bundle()).await.unwrap();
        assert!(matches!(same, Created::Same { .. }), "{same:?}");
    }
    world.pass(MOMENT);
    for sample in [&opened, &unread] {
        let bearer = bearer(sample.receipt.as_bytes());
        let seen = world.store.look(&sample.id, &bearer).await.unwrap();
        assert_eq!(seen, Seen::Nothing);
        let claimed = sample.open(&world.store, &sample.attempt()).await;
        assert!(claimed == Claimed::Nothing);
        let revoked = world.store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), Ended::Nothing);
        let finished = world.store.finish(&sample.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Nothing);
        let confirmed = world
            .store
            .confirm(&sample.id, &sample.claim.hash(), true)
            .await;
        assert!(!confirmed.unwrap());
    }
    patiently(async || world.store.poll().await).await;
    if let Some(server) = world.server() {
        assert_eq!(server.bundle_keys(), [""; 0]);
    } else if world.is_memory() {
        assert_eq!(world.store.health().await.unwrap().used_bytes, 0);
    }
    let new = world.store.create(&opened.bundle()).await.unwrap();
    assert!(matches!(new, Created::New { .. }));
}

async fn a_take_just_before_the_end_works(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    world.pass(LIFETIME - MOMENT);
    let taken = world
        .store
        .take(&sample.id, &sample.attempt())
        .await
        .unwrap();
    assert_eq!(granted(&taken), sample.envelope);
    world.pass(2 * MOMENT);
    assert_eq!(sample.view(&world.store).await.state, State::Opened);
}

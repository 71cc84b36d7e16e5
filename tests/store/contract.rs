//! The way of a bundle, verb by verb.

use handover::{
    protocol::{
        token::{LinkToken, OpenToken, ReceiptToken},
        wire::State,
    },
    store::{Claimed, Created, Ended, Seen},
};

use super::{
    fixture::{
        LEASE, LIFETIME, RETENTION, Sample, TRIES, bearer, between, envelope_bytes, granted, ms,
    },
    world::{World, on_both_stores},
};

on_both_stores![
    a_new_bundle_is_sealed,
    a_bearer_sees_what_its_token_proves,
    a_repeated_creation_tells_the_same_end,
    other_content_never_takes_an_id,
    a_passphrase_is_told_from_the_header,
    a_claim_gets_the_bytes_and_gets_them_again,
    a_take_leaves_nothing_to_take,
    a_confirmation_erases_and_is_written_once,
    a_revoked_bundle_cannot_be_opened,
    finished_is_written_once,
    a_large_envelope_arrives_whole,
];

async fn a_new_bundle_is_sealed(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let receipt = sample.receipt(&world.store).await;
    let view = sample.view(&world.store).await;
    assert_eq!(receipt.view, view);
    assert_eq!(receipt.id, sample.id);
    assert_eq!(view.state, State::Sealed);
    assert_eq!(between(receipt.created_at, view.expires_at), ms(LIFETIME));
    assert_eq!(
        between(view.expires_at, receipt.receipt_until),
        ms(RETENTION)
    );
    assert_eq!(
        (view.tries_left, view.size, view.passphrase),
        (TRIES, 1104, false)
    );
    let times = [
        view.claimed_at,
        view.lease_expires_at,
        view.opened_at,
        view.ended_at,
    ];
    assert_eq!(times, [None; 4]);
    assert_eq!((view.finished_at, receipt.confirmed_at), (None, None));
    assert_eq!((receipt.readable, receipt.late_attempts), (None, 0));
}

async fn a_bearer_sees_what_its_token_proves(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    for token in [
        *LinkToken::random().as_bytes(),
        *ReceiptToken::random().as_bytes(),
        *sample.open.as_bytes(),
        *sample.claim.as_bytes(),
    ] {
        let seen = world.store.look(&sample.id, &bearer(&token)).await.unwrap();
        assert_eq!(seen, Seen::Nothing);
    }
    let nobody = Sample::new();
    let seen = world
        .store
        .look(&nobody.id, &bearer(sample.link.as_bytes()))
        .await;
    assert_eq!(seen.unwrap(), Seen::Nothing);
}

async fn a_repeated_creation_tells_the_same_end(world: &World) {
    let sample = Sample::new();
    let Ok(Created::New { expires_at }) = world.store.create(&sample.bundle()).await else {
        panic!("not new");
    };
    assert_eq!(sample.view(&world.store).await.expires_at, expires_at);
    let again = world
        .another_store()
        .create(&sample.bundle())
        .await
        .unwrap();
    assert_eq!(again, Created::Same { expires_at });
    granted(&sample.open(&world.store, &sample.attempt()).await);
    let after = world.store.create(&sample.bundle()).await.unwrap();
    assert_eq!(after, Created::Same { expires_at });
}

async fn other_content_never_takes_an_id(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let before = sample.receipt(&world.store).await;
    let mut others = [
        sample.bundle(),
        sample.bundle(),
        sample.bundle(),
        sample.bundle(),
    ];
    others[0].open_hash = OpenToken::random().hash();
    others[1].receipt_hash = ReceiptToken::random().hash();
    others[2].lifetime += std::time::Duration::from_secs(1);
    let mut envelope = sample.envelope.clone();
    *envelope.last_mut().unwrap() ^= 1;
    others[3].envelope = handover::protocol::envelope::Envelope::parse(envelope).unwrap();
    for other in others {
        assert_eq!(world.store.create(&other).await.unwrap(), Created::Taken);
    }
    assert_eq!(sample.receipt(&world.store).await, before);
    let claimed = sample.open(&world.store, &sample.attempt()).await;
    assert_eq!(granted(&claimed), sample.envelope);
}

async fn a_passphrase_is_told_from_the_header(world: &World) {
    let mut sample = Sample::new();
    sample.envelope[3] = 1;
    let sample = sample.put(&world.store).await;
    assert!(sample.view(&world.store).await.passphrase);
}

async fn a_claim_gets_the_bytes_and_gets_them_again(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let first = sample.open(&world.store, &sample.attempt()).await;
    assert_eq!(granted(&first), sample.envelope);
    let mut again = sample.attempt();
    again.open_hash = OpenToken::random().hash();
    let again = world
        .another_store()
        .claim(&sample.id, &again, LEASE * 2)
        .await;
    assert!(
        again.unwrap() == first,
        "the bytes and the lease of the first time"
    );

    let view = sample.view(&world.store).await;
    assert_eq!((view.state, view.tries_left), (State::Claimed, TRIES));
    let (claimed_at, lease) = (view.claimed_at.unwrap(), view.lease_expires_at.unwrap());
    assert_eq!(between(claimed_at, lease), ms(LEASE));
    let Claimed::Granted {
        lease_expires_at, ..
    } = first
    else {
        panic!("not granted");
    };
    assert_eq!(lease_expires_at, Some(lease));
    assert_eq!((view.opened_at, view.ended_at), (None, None));
}

async fn a_take_leaves_nothing_to_take(world: &World) {
    // Small ones and large ones go different ways.
    for padded in [1024, 16_384, 32_768, 262_144] {
        let envelope = envelope_bytes(padded);
        let sample = Sample {
            envelope,
            ..Sample::new()
        };
        leaves_nothing_to_take(world, sample.put(&world.store).await).await;
    }
}

async fn leaves_nothing_to_take(world: &World, sample: Sample) {
    let taken = world
        .store
        .take(&sample.id, &sample.attempt())
        .await
        .unwrap();
    assert_eq!(granted(&taken), sample.envelope);
    assert!(matches!(
        taken,
        Claimed::Granted {
            lease_expires_at: None,
            ..
        }
    ));
    if let Some(server) = world.server() {
        let keys = server.bundle_keys();
        assert!(keys.iter().all(|key| key.contains(":rec:")), "{keys:?}");
    }
    let receipt = sample.receipt(&world.store).await;
    let view = receipt.view;
    assert_eq!(view.state, State::Opened);
    assert!(view.claimed_at.unwrap() <= view.opened_at.unwrap());
    assert_eq!((receipt.confirmed_at, receipt.readable), (None, None));
    let mine = world
        .store
        .take(&sample.id, &sample.attempt())
        .await
        .unwrap();
    assert!(matches!(
        mine,
        Claimed::Gone {
            state: State::Opened,
            ..
        }
    ));
    assert_eq!(sample.receipt(&world.store).await.late_attempts, 0);
    let other = world.store.take(&sample.id, &sample.rival()).await.unwrap();
    assert!(matches!(
        other,
        Claimed::Gone {
            state: State::Opened,
            ..
        }
    ));
    assert_eq!(sample.receipt(&world.store).await.late_attempts, 1);

    let confirmed = world
        .store
        .confirm(&sample.id, &sample.claim.hash(), true)
        .await;
    assert!(confirmed.unwrap());
    let receipt = sample.receipt(&world.store).await;
    assert_eq!(receipt.view.opened_at, view.opened_at);
    assert_eq!(receipt.readable, Some(true));
}

async fn a_confirmation_erases_and_is_written_once(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    granted(&sample.open(&world.store, &sample.attempt()).await);
    let claim = sample.claim.hash();
    let before = sample.receipt(&world.store).await;
    let stranger = sample.rival().claim;
    assert!(
        !world
            .store
            .confirm(&sample.id, &stranger, true)
            .await
            .unwrap()
    );
    assert_eq!(sample.receipt(&world.store).await, before);

    assert!(
        world
            .store
            .confirm(&sample.id, &claim, false)
            .await
            .unwrap()
    );
    let confirmed = sample.receipt(&world.store).await;
    assert_eq!(confirmed.view.state, State::Opened);
    assert_eq!(confirmed.view.opened_at, confirmed.confirmed_at);
    assert_eq!(confirmed.view.lease_expires_at, None);
    assert_eq!(confirmed.readable, Some(false));
    world.pass(LEASE * 2);
    let later = sample.receipt(&world.store).await;
    assert!(world.store.confirm(&sample.id, &claim, true).await.unwrap());
    assert_eq!(sample.receipt(&world.store).await, later);
    let gone = sample.open(&world.store, &sample.attempt()).await;
    let at = later.view.opened_at.unwrap();
    assert!(
        gone == Claimed::Gone {
            state: State::Opened,
            at
        }
    );
}

async fn a_revoked_bundle_cannot_be_opened(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let wrong = ReceiptToken::random().hash();
    assert_eq!(
        world.store.revoke(&sample.id, &wrong).await.unwrap(),
        Ended::Nothing
    );
    assert_eq!(sample.view(&world.store).await.state, State::Sealed);
    for _ in 0..2 {
        let revoked = world.store.revoke(&sample.id, &sample.receipt.hash()).await;
        assert_eq!(revoked.unwrap(), Ended::Done);
    }
    let view = sample.view(&world.store).await;
    let at = view.ended_at.unwrap();
    assert_eq!(view.state, State::Revoked);
    let gone = sample.open(&world.store, &sample.attempt()).await;
    assert!(
        gone == Claimed::Gone {
            state: State::Revoked,
            at
        }
    );
    assert_eq!(
        world
            .server()
            .map_or(1, |server| server.bundle_keys().len()),
        1
    );
}

async fn finished_is_written_once(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let link = sample.link.hash();
    let at = sample.entered(&world.store).await;
    let refused = world.store.finish(&sample.id, &link).await.unwrap();
    assert_eq!(
        refused,
        Ended::Refused {
            state: State::Sealed,
            at
        }
    );
    granted(&sample.open(&world.store, &sample.attempt()).await);
    assert_eq!(
        world.store.finish(&sample.id, &link).await.unwrap(),
        Ended::Done
    );
    let finished = sample.view(&world.store).await;
    assert!(finished.finished_at.is_some());
    world.pass(LEASE / 2);
    let before = sample.view(&world.store).await;
    assert_eq!(
        world.store.finish(&sample.id, &link).await.unwrap(),
        Ended::Done
    );
    assert_eq!(sample.view(&world.store).await, before);
    let stranger = LinkToken::random().hash();
    assert_eq!(
        world.store.finish(&sample.id, &stranger).await.unwrap(),
        Ended::Nothing
    );
}

async fn a_large_envelope_arrives_whole(world: &World) {
    let mut sample = Sample::new();
    sample.envelope = envelope_bytes(1 << 20);
    let sample = sample.put(&world.store).await;
    let claimed = sample.open(&world.store, &sample.attempt()).await;
    assert!(granted(&claimed) == sample.envelope);
    let other = Sample::new().put(&world.store).await;
    let taken = world.store.take(&other.id, &other.attempt()).await.unwrap();
    assert!(granted(&taken) == other.envelope);
}

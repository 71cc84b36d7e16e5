//! Every verb in every state, with the right proof and a wrong one.

use std::time::Duration;

use handover::{
    protocol::{
        token::{Claim, LinkToken, ReceiptToken},
        wire::Time,
    },
    store::{Claimed, Ended},
};

use super::{
    fixture::{
        LEASE, LIFETIME, RETENTION, Sample, TRIES, claimed_word, created_word, ended_word, granted,
    },
    table::Table,
    world::{World, on_both_stores},
};

on_both_stores![every_verb_in_every_state];

/// A row is a state, a column a verb with a proof: right (r) or wrong (w), or with the claim that
/// has been used to get into the state (mine).
const TABLE: &str = "
state       claim/r        claim/w        claim/mine     claim/link  take/r         take/mine      confirm/mine confirm/w revoke/r          revoke/w finish/r          finish/w create/r create/w
none        nothing        nothing        nothing        nothing     nothing        nothing        false        false     nothing           nothing  nothing           nothing  new      new
sealed      granted        wrong_4        granted        nothing     granted        granted        false        false     done              nothing  refused_sealed    nothing  same     taken
claimed     gone_claimed   gone_claimed   granted        nothing     gone_claimed   granted        true         false     refused_claimed   nothing  done              nothing  same     taken
lapsed      gone_opened    gone_opened    gone_opened    nothing     gone_opened    gone_opened    true         false     refused_opened    nothing  done              nothing  same     taken
confirmed   gone_opened    gone_opened    gone_opened    nothing     gone_opened    gone_opened    true         false     refused_opened    nothing  done              nothing  same     taken
taken       gone_opened    gone_opened    gone_opened    nothing     gone_opened    gone_opened    true         false     refused_opened    nothing  done              nothing  same     taken
finished    gone_opened    gone_opened    gone_opened    nothing     gone_opened    gone_opened    true         false     refused_opened    nothing  done              nothing  same     taken
expired     gone_expired   gone_expired   gone_expired   nothing     gone_expired   gone_expired   false        false     refused_expired   nothing  refused_expired   nothing  same     taken
revoked     gone_revoked   gone_revoked   gone_revoked   nothing     gone_revoked   gone_revoked   false        false     done              nothing  refused_revoked   nothing  same     taken
destroyed   gone_destroyed gone_destroyed gone_destroyed nothing     gone_destroyed gone_destroyed false        false     refused_destroyed nothing  refused_destroyed nothing  same     taken
purged      nothing        nothing        nothing        nothing     nothing        nothing        false        false     nothing           nothing  nothing           nothing  new      new
";

async fn every_verb_in_every_state(world: &World) {
    let table = Table::read(TABLE, [11, 14]);
    table
        .check(async |state, verb| {
            let sample = bring_to(world, state).await;
            let (word, at) = act(world, &sample, verb).await;
            let entered = sample.entered(&world.store);
            match at {
                Some(at) => (word, Some((at, entered.await))),
                None => (word, None),
            }
        })
        .await;
}

async fn bring_to(world: &World, state: &str) -> Sample {
    let store = &world.store;
    let sample = Sample::new();
    if state == "none" {
        return sample;
    }
    let sample = sample.put(store).await;
    match state {
        "sealed" => {}
        "claimed" | "lapsed" | "confirmed" | "finished" => {
            granted(&sample.open(store, &sample.attempt()).await);
        }
        "taken" => {
            let taken = store.take(&sample.id, &sample.attempt()).await.unwrap();
            granted(&taken);
        }
        "expired" => world.pass(LIFETIME),
        "revoked" => {
            let revoked = store.revoke(&sample.id, &sample.receipt.hash()).await;
            assert_eq!(revoked.unwrap(), Ended::Done);
        }
        "destroyed" => {
            for _ in 0..TRIES {
                sample.open(store, &sample.wrong_passphrase()).await;
            }
        }
        "purged" => world.pass(LIFETIME + RETENTION + Duration::from_secs(1)),
        other => panic!("{other}"),
    }
    match state {
        "lapsed" => world.pass(LEASE),
        "confirmed" | "finished" => {
            let confirmed = store.confirm(&sample.id, &sample.claim.hash(), true).await;
            assert!(confirmed.unwrap());
        }
        _ => {}
    }
    if state == "finished" {
        let finished = store.finish(&sample.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
    }
    sample
}

/// The word of the answer, and the time it names.
async fn act(world: &World, sample: &Sample, verb: &str) -> (String, Option<Time>) {
    let store = &world.store;
    let (id, claim) = (&sample.id, sample.claim.hash());
    match verb {
        "claim/r" => of_claimed(&sample.open(store, &sample.rival()).await),
        "claim/w" => of_claimed(&sample.open(store, &sample.wrong_passphrase()).await),
        "claim/mine" => of_claimed(&sample.open(store, &sample.attempt()).await),
        "claim/link" => of_claimed(&sample.open(store, &sample.wrong_link()).await),
        "take/r" => of_claimed(&store.take(id, &sample.rival()).await.unwrap()),
        "take/mine" => of_claimed(&store.take(id, &sample.attempt()).await.unwrap()),
        "confirm/mine" => {
            let confirmed = store.confirm(id, &claim, true).await.unwrap();
            (confirmed.to_string(), None)
        }
        "confirm/w" => {
            let other = Claim::random().hash();
            let confirmed = store.confirm(id, &other, true).await.unwrap();
            (confirmed.to_string(), None)
        }
        "revoke/r" => of_ended(store.revoke(id, &sample.receipt.hash()).await.unwrap()),
        "revoke/w" => {
            let other = ReceiptToken::random().hash();
            of_ended(store.revoke(id, &other).await.unwrap())
        }
        "finish/r" => of_ended(store.finish(id, &sample.link.hash()).await.unwrap()),
        "finish/w" => {
            let other = LinkToken::random().hash();
            of_ended(store.finish(id, &other).await.unwrap())
        }
        "create/r" | "create/w" => {
            let mut bundle = sample.bundle();
            if verb == "create/w" {
                bundle.lifetime += Duration::from_secs(1);
            }
            let created = store.create(&bundle).await.unwrap();
            (created_word(created).to_owned(), None)
        }
        other => panic!("{other}"),
    }
}

fn of_claimed(claimed: &Claimed) -> (String, Option<Time>) {
    let at = match claimed {
        Claimed::Gone { at, .. } => Some(*at),
        _ => None,
    };
    (claimed_word(claimed), at)
}

fn of_ended(ended: Ended) -> (String, Option<Time>) {
    let at = match ended {
        Ended::Refused { at, .. } => Some(at),
        _ => None,
    };
    (ended_word(ended), at)
}

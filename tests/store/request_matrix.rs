//! Every verb of requests in every state, with each right and without one.

use std::time::Duration;

use handover::{
    protocol::{
        token::{AnswerToken, CollectToken},
        wire::{RequestState, Time},
    },
    store::{Answered, Authority, Ended, RequestBearer},
};

use super::{
    ask::{Ask, answered_word, ended_request_word, owner, seen_word},
    fixture::{LEASE, LIFETIME, RETENTION, TRIES, created_word, granted},
    table::Table,
    world::{World, on_both_stores},
};

on_both_stores![every_verb_of_requests_in_every_state];

/// A row is a state, a column a verb: with the same content or another (c), with the right token or a
/// wrong one (t); or with the collect token, the owner's right, another's.
const TABLE: &str = "
state       request/same request/c answer/same answer/c      answer/t revoke/collect    revoke/owner      revoke/other finish/collect    finish/owner      finish/other look
none        new          new       nothing      nothing      nothing  nothing           nothing           nothing      nothing           nothing           nothing      nothing
pending     same         taken     new          new          nothing  done              done              nothing      refused_pending   refused_pending   nothing      owner
withdrawn   same         taken     gone_revoked gone_revoked nothing  done              done              nothing      refused_revoked   refused_revoked   nothing      owner
unanswered  same         taken     gone_expired gone_expired nothing  refused_expired   refused_expired   nothing      refused_expired   refused_expired   nothing      owner
answered    same         taken     same         taken        nothing  done              done              nothing      refused_answered  refused_answered  nothing      owner
claimed     same         taken     same         taken        nothing  refused_claimed   refused_claimed   nothing      done              done              nothing      owner
lapsed      same         taken     same         taken        nothing  refused_opened    refused_opened    nothing      done              done              nothing      owner
confirmed   same         taken     same         taken        nothing  refused_opened    refused_opened    nothing      done              done              nothing      owner
taken       same         taken     same         taken        nothing  refused_opened    refused_opened    nothing      done              done              nothing      owner
finished    same         taken     same         taken        nothing  refused_opened    refused_opened    nothing      done              done              nothing      owner
expired     same         taken     same         taken        nothing  refused_expired   refused_expired   nothing      refused_expired   refused_expired   nothing      owner
revoked     same         taken     same         taken        nothing  done              done              nothing      refused_revoked   refused_revoked   nothing      owner
destroyed   same         taken     same         taken        nothing  refused_destroyed refused_destroyed nothing      refused_destroyed refused_destroyed nothing      owner
purged      new          new       nothing      nothing      nothing  nothing           nothing           nothing      nothing           nothing           nothing      nothing
";

async fn every_verb_of_requests_in_every_state(world: &World) {
    let table = Table::read(TABLE, [14, 12]);
    table
        .check(async |state, verb| {
            let ask = bring_to(world, state).await;
            let (word, at) = act(world, &ask, verb).await;
            let entered = ask.entered(&world.store);
            match at {
                Some(at) => (word, Some((at, entered.await))),
                None => (word, None),
            }
        })
        .await;
}

async fn bring_to(world: &World, state: &str) -> Ask {
    let store = &world.store;
    let ask = Ask::new();
    match state {
        "none" => return ask,
        "pending" => return ask.put(store).await,
        "withdrawn" => {
            let ask = ask.put(store).await;
            let revoked = store.revoke_request(&ask.id, &ask.by_collect()).await;
            assert_eq!(revoked.unwrap(), Ended::Done);
            return ask;
        }
        "unanswered" => {
            let ask = ask.put(store).await;
            world.pass(LIFETIME);
            return ask;
        }
        _ => {}
    }
    let ask = ask.put_filled(store).await;
    bring_answer_to(world, &ask, state).await;
    ask
}

async fn bring_answer_to(world: &World, ask: &Ask, state: &str) {
    let (store, sample) = (&world.store, &ask.sample);
    match state {
        "answered" => {}
        "claimed" | "lapsed" | "confirmed" | "finished" => {
            granted(&sample.open(store, &sample.attempt()).await);
        }
        "taken" => drop(store.take(&ask.id, &sample.attempt()).await.unwrap()),
        "expired" => world.pass(LIFETIME),
        "revoked" => drop(store.revoke(&ask.id, &sample.receipt.hash()).await.unwrap()),
        "destroyed" => {
            for _ in 0..TRIES {
                sample.open(store, &sample.wrong_passphrase()).await;
            }
        }
        "purged" => world.pass(LIFETIME + RETENTION + Duration::from_secs(1)),
        other => panic!("{other}"),
    }
    if state == "lapsed" {
        world.pass(LEASE);
    }
    if ["confirmed", "finished"].contains(&state) {
        let claim = sample.claim.hash();
        assert!(store.confirm(&ask.id, &claim, true).await.unwrap());
    }
    if state == "finished" {
        let finished = store.finish(&ask.id, &sample.link.hash()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
    }
}

/// The word of the answer, and the time it names.
async fn act(world: &World, ask: &Ask, verb: &str) -> (String, Option<Time>) {
    let store = &world.store;
    let (verb, how) = verb.split_once('/').unwrap_or((verb, ""));
    let authority = match how {
        "collect" => ask.by_collect(),
        "owner" => ask.by_owner(),
        _ => Authority::Collect(CollectToken::random().hash()),
    };
    match verb {
        "request" => {
            let mut request = ask.request();
            if how == "c" {
                request.lifetime += Duration::from_secs(1);
            }
            let created = store.request(&request).await.unwrap();
            (created_word(created).to_owned(), None)
        }
        "answer" => {
            let wrong = AnswerToken::random().hash();
            let proof = if how == "t" { wrong } else { ask.answer.hash() };
            let content = if how == "c" {
                ask.rival()
            } else {
                ask.filled()
            };
            of_answered(store.answer(&ask.id, &proof, &content).await.unwrap())
        }
        "revoke" => of_ended(store.revoke_request(&ask.id, &authority).await.unwrap()),
        "finish" => of_ended(store.finish_request(&ask.id, &authority).await.unwrap()),
        "look" => {
            let bearer = RequestBearer::Owner(owner("zendesk"));
            let seen = store.look_request(&ask.id, &bearer).await.unwrap();
            (seen_word(&seen).to_owned(), None)
        }
        other => panic!("{other}"),
    }
}

fn of_answered(answered: Answered) -> (String, Option<Time>) {
    let at = match answered {
        Answered::Gone { at, .. } => Some(at),
        _ => None,
    };
    (answered_word(answered), at)
}

fn of_ended(ended: Ended<RequestState>) -> (String, Option<Time>) {
    let at = match ended {
        Ended::Refused { at, .. } => Some(at),
        _ => None,
    };
    (ended_request_word(ended), at)
}

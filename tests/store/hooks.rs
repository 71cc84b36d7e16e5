//! How a client's webhook comes through its log: one sender at a time, in order, and what is refused
//! goes aside.

use std::time::Duration;

use handover::{
    protocol::wire::EventKind,
    store::{
        Store,
        log::{Delivery, Due, Outcome, Position, SenderId},
    },
};

use super::{
    ask::{Ask, owner},
    fixture::between,
    logs::log,
    races::at_once,
    world::{World, on_both_stores, run},
};

on_both_stores![
    events_are_delivered_in_order,
    one_sender_has_an_event_at_a_time,
    of_racing_senders_one_gets_the_lease,
    what_fails_is_tried_again_later,
    what_is_refused_for_good_goes_to_the_dead_letters,
    a_webhook_that_is_off_rests_until_it_is_turned_on,
    an_outcome_counts_once,
    a_webhook_begins_with_what_the_log_has,
];

/// Longer than a sender stands still on however busy a machine.
const LEASE: Duration = Duration::from_secs(600);

/// So many requests of zendesk, each an event.
async fn told(world: &World, events: usize) {
    for _ in 0..events {
        Ask::new().put(&world.store).await;
    }
    world.settle().await;
}

async fn next(store: &Store, sender: &SenderId) -> Option<Due> {
    match store.next_delivery(&owner("zendesk"), sender, LEASE).await {
        Ok(Delivery::Due(due)) => Some(due),
        Ok(Delivery::Rest) => None,
        Err(error) => panic!("{error}"),
    }
}

async fn say(store: &Store, sender: &SenderId, due: &Due, outcome: Outcome) -> bool {
    let zendesk = owner("zendesk");
    let said = store.delivered(&zendesk, sender, due.position, &outcome);
    said.await.unwrap()
}

fn later(seconds: u64, refused: bool) -> Outcome {
    let after = Duration::from_secs(seconds);
    Outcome::Later { after, refused }
}

fn dead() -> Outcome {
    let reason = "ten times 400".to_owned();
    Outcome::Dead { reason }
}

fn off() -> Outcome {
    let reason = "410".to_owned();
    Outcome::Off { reason }
}

async fn events_are_delivered_in_order(world: &World) {
    told(world, 5).await;
    let sender = SenderId::random();
    let state = world.store.hook_state(&owner("zendesk")).await.unwrap();
    assert_eq!((state.waiting, state.dead, state.off), (5, 0, None));
    let log = log(world, &owner("zendesk")).await;
    for (number, event) in log.iter().enumerate() {
        let due = next(&world.store, &sender).await.unwrap();
        assert_eq!(due.event, *event);
        assert_eq!((due.attempts, due.refusals, due.down_since), (0, 0, None));
        assert!(say(&world.store, &sender, &due, Outcome::Delivered).await);
        let state = world.store.hook_state(&owner("zendesk")).await.unwrap();
        assert_eq!(state.waiting, 4 - number as u64);
    }
    assert_eq!(next(&world.store, &sender).await, None);
    told(world, 1).await;
    assert!(next(&world.store, &sender).await.is_some());
    let other = world.store.hook_state(&owner("jira")).await.unwrap();
    assert_eq!(other, handover::store::log::HookState::default());
}

async fn one_sender_has_an_event_at_a_time(world: &World) {
    told(world, 2).await;
    let [first, second] = [SenderId::random(), SenderId::random()];
    let other = world.another_store();
    let due = next(&world.store, &first).await.unwrap();
    assert_eq!(next(&other, &second).await, None, "it is being delivered");
    world.pass(LEASE / 2);
    let again = next(&world.store, &first).await.unwrap();
    assert_eq!(again.event, due.event, "asked again by the same sender");
    world.pass(LEASE / 2);
    assert_eq!(next(&other, &second).await, None, "the lease was renewed");
    assert!(!say(&other, &second, &due, Outcome::Delivered).await);
    world.pass(LEASE / 2);
    assert!(
        !say(&world.store, &first, &due, Outcome::Delivered).await,
        "too late"
    );
    let taken = next(&other, &second).await.unwrap();
    assert_eq!(taken.event, due.event);
    assert!(!say(&world.store, &first, &due, Outcome::Delivered).await);
    assert!(say(&other, &second, &taken, Outcome::Delivered).await);
    let due = next(&world.store, &first).await.unwrap();
    assert!(due.position > taken.position, "the lease was given back");
}

async fn of_racing_senders_one_gets_the_lease(world: &World) {
    for _ in 0..20 {
        told(world, 1).await;
        let stores: Vec<_> = (0..8).map(|_| world.another_store()).collect();
        let got = at_once(&stores, |_, store| {
            let mut got = None;
            run(async {
                let sender = SenderId::random();
                got = next(store, &sender).await.map(|due| (sender, due));
            });
            got
        });
        let mut got = got.into_iter().flatten();
        let (sender, due) = got.next().unwrap();
        assert_eq!(got.next(), None);
        assert!(say(&world.store, &sender, &due, Outcome::Delivered).await);
    }
}

async fn what_fails_is_tried_again_later(world: &World) {
    told(world, 2).await;
    let sender = SenderId::random();
    let first = next(&world.store, &sender).await.unwrap();
    assert!(say(&world.store, &sender, &first, later(60, false)).await);
    assert_eq!(next(&world.store, &sender).await, None, "too early");
    let state = world.store.hook_state(&owner("zendesk")).await.unwrap();
    assert_eq!((state.waiting, state.attempts), (2, 1));
    let wait = between(state.down_since.unwrap(), state.next_at.unwrap());
    assert_eq!(wait, 60_000);
    world.pass(Duration::from_secs(61));
    let second = next(&world.store, &sender).await.unwrap();
    assert_eq!((second.attempts, second.refusals), (1, 0));
    let down = between(second.down_since.unwrap(), second.now);
    // What passed by itself is in it, too.
    assert!((61_000..181_000).contains(&down), "{down}");
    assert!(say(&world.store, &sender, &second, later(60, true)).await);
    world.pass(Duration::from_secs(61));
    let third = next(&world.store, &sender).await.unwrap();
    assert_eq!(third.event, first.event);
    assert_eq!((third.attempts, third.refusals), (2, 1));
    assert!(say(&world.store, &sender, &third, Outcome::Delivered).await);
    let next = next(&world.store, &sender).await.unwrap();
    assert_eq!(
        (next.attempts, next.refusals, next.down_since),
        (0, 0, None)
    );
}

async fn what_is_refused_for_good_goes_to_the_dead_letters(world: &World) {
    let (zendesk, store) = (owner("zendesk"), &world.store);
    told(world, 3).await;
    let sender = SenderId::random();
    let mut buried = Vec::new();
    for _ in 0..2 {
        let due = next(store, &sender).await.unwrap();
        assert!(say(store, &sender, &due, dead()).await);
        buried.push(due.event);
    }
    let due = next(store, &sender).await.unwrap();
    assert!(due.down_since.is_some(), "nothing has arrived yet");
    assert_eq!(due.attempts, 0);
    let letters = store.dead_letters(&zendesk, Position::default(), 10).await;
    let letters = letters.unwrap();
    let events: Vec<_> = letters.iter().map(|letter| letter.event.clone()).collect();
    assert_eq!(events, buried);
    assert!(
        letters
            .iter()
            .all(|letter| letter.reason == "ten times 400")
    );
    assert_eq!(letters[0].at, letters[0].position.time());
    let behind = store.dead_letters(&zendesk, letters[0].position, 10).await;
    assert_eq!(behind.unwrap(), letters[1..]);
    assert_eq!(store.hook_state(&zendesk).await.unwrap().dead, 2);
    assert!(
        !store
            .bury(&owner("jira"), letters[0].position)
            .await
            .unwrap()
    );
    assert!(store.bury(&zendesk, letters[0].position).await.unwrap());
    assert!(!store.bury(&zendesk, letters[0].position).await.unwrap());
    let left = store.dead_letters(&zendesk, Position::default(), 10).await;
    assert_eq!(left.unwrap(), letters[1..]);
}

async fn a_webhook_that_is_off_rests_until_it_is_turned_on(world: &World) {
    let (zendesk, store) = (owner("zendesk"), &world.store);
    told(world, 2).await;
    let sender = SenderId::random();
    let first = next(store, &sender).await.unwrap();
    assert!(say(store, &sender, &first, later(10, true)).await);
    world.pass(Duration::from_secs(11));
    let again = next(store, &sender).await.unwrap();
    assert!(say(store, &sender, &again, off()).await);
    world.pass(Duration::from_secs(600));
    assert_eq!(next(store, &sender).await, None);
    let state = store.hook_state(&zendesk).await.unwrap();
    assert_eq!((state.off.as_deref(), state.waiting), (Some("410"), 2));
    assert_eq!((state.attempts, state.next_at), (2, None));
    assert!(!store.enable_hook(&owner("jira")).await.unwrap());
    assert!(store.enable_hook(&zendesk).await.unwrap());
    assert!(!store.enable_hook(&zendesk).await.unwrap());
    let due = next(store, &sender).await.unwrap();
    assert_eq!(due.event, first.event, "where it stopped");
    assert_eq!((due.attempts, due.refusals, due.down_since), (0, 0, None));
    assert!(say(store, &sender, &due, later(3600, false)).await);
    assert!(!store.enable_hook(&zendesk).await.unwrap(), "it was on");
    assert!(next(store, &sender).await.is_some(), "and waits no longer");
}

async fn an_outcome_counts_once(world: &World) {
    told(world, 2).await;
    let sender = SenderId::random();
    let due = next(&world.store, &sender).await.unwrap();
    for _ in 0..3 {
        assert!(say(&world.store, &sender, &due, later(0, true)).await);
    }
    let due = next(&world.store, &sender).await.unwrap();
    assert_eq!((due.attempts, due.refusals), (1, 1));
    for _ in 0..3 {
        assert!(say(&world.store, &sender, &due, dead()).await);
    }
    let state = world.store.hook_state(&owner("zendesk")).await.unwrap();
    assert_eq!((state.waiting, state.dead), (1, 1));
}

async fn a_webhook_begins_with_what_the_log_has(world: &World) {
    let ask = Ask::new().put(&world.store).await;
    world.settle().await;
    world.pass(Duration::from_secs(86_400 * 2));
    ask.revoke(&world.store).await;
    world.settle().await;
    let due = next(&world.store, &SenderId::random()).await.unwrap();
    assert_eq!(due.event.kind, EventKind::RequestCreated);
}

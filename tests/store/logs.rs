//! The logs of clients: whatever happens to what a client owns stands there, once and in order.

use handover::{
    protocol::wire::{Event, EventKind, Subject},
    store::{
        Owner,
        log::{LogPage, Position},
    },
};

use super::{
    ask::{Ask, owner},
    fixture::{LIFETIME, granted},
    world::{World, on_both_stores},
};

on_both_stores![what_happens_to_a_request_is_in_the_log_of_its_owner];

/// All that the owner's log says.
pub async fn log(world: &World, owner: &Owner) -> Vec<Event> {
    page(world, owner, Position::default(), 1000).await.events
}

async fn page(world: &World, owner: &Owner, after: Position, limit: usize) -> LogPage {
    world.settle().await;
    world.store.read_log(owner, after, limit).await.unwrap()
}

async fn what_happens_to_a_request_is_in_the_log_of_its_owner(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    world.pass(LIFETIME);
    let told = log(world, &owner("zendesk")).await;
    let kinds: Vec<_> = told.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [
            EventKind::RequestCreated,
            EventKind::RequestAnswered,
            EventKind::BundleClaimed,
            EventKind::BundleOpened,
        ]
    );
    assert_eq!(told[1].subject, Subject::Request(ask.id));
    assert_eq!(told[2].subject, Subject::Bundle(ask.id));
    assert_eq!(told[3].data.confirmed, Some(false));
    assert_eq!(told[3].data.readable, Some(None));
    assert!(
        told.iter()
            .all(|event| event.reference.as_deref() == Some("T-1234"))
    );
    assert_eq!(log(world, &owner("zendesk")).await, told, "and once");
    assert_eq!(log(world, &owner("other")).await, []);
}

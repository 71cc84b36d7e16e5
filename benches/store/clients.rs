//! The verbs of clients, and what is done each second.

use std::time::Duration;

use criterion::Criterion;
use handover::{
    protocol::token::random,
    store::{
        Store,
        log::{Delivery, Due, Listing, Outcome, Position, Repeatable, Repeated, SenderId},
    },
};

use crate::{
    bench::Bench,
    bundles::DAY,
    requests::{Ask, desk},
};

/// Requests of the client, each with an event.
const MANY: usize = 1_000;
/// A page of a list.
const PAGE: usize = 100;
const LEASE: Duration = Duration::from_secs(30);

pub(crate) fn measure(bench: &Bench, criterion: &mut Criterion) {
    calls(bench, criterion);
    deliveries(bench, criterion);
    dead_letters(bench, criterion);
    house(bench, criterion);
}

/// Puts so many requests.
async fn ask(store: &Store, count: usize) {
    for _ in 0..count {
        Ask::new().put(store).await;
    }
}

/// The same, and brings their events into the log.
async fn told(store: &Store, count: usize) {
    ask(store, count).await;
    store.relay(&[desk()]).await.unwrap();
}

fn calls(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let new = async || Repeatable {
        key: random(),
        content: random(),
        lifetime: DAY,
    };
    bench.verb(criterion, "repeatable", new, async |call| {
        let repeated = store.repeatable(&desk(), call).await.unwrap();
        assert!(matches!(repeated, Repeated::First { .. }));
    });
    let many = async || told(store, MANY).await;
    bench.look(criterion, "list_requests, 100 of 1000", many, async |()| {
        let listing = Listing {
            reference: None,
            after: None,
            limit: PAGE,
        };
        let listed = store.list_requests(&desk(), &listing).await.unwrap();
        assert_eq!(listed.requests.len(), PAGE);
    });
    bench.look(criterion, "read_log, 100 of 1000", many, async |()| {
        let page = store.read_log(&desk(), Position::default(), PAGE).await;
        assert_eq!(page.unwrap().events.len(), PAGE);
    });
}

/// The next event, lent to this sender.
async fn next(store: &Store, sender: &SenderId) -> Due {
    let delivery = store.next_delivery(&desk(), sender, LEASE).await.unwrap();
    let Delivery::Due(due) = delivery else {
        unreachable!("there are events left");
    };
    due
}

fn deliveries(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let sender = SenderId::random();
    let many = async || told(store, MANY).await;
    bench.look(criterion, "next_delivery", many, async |()| {
        next(store, &sender).await;
    });
    let one_more = async || told(store, 1).await;
    let name = "next_delivery and delivered";
    bench.verb(criterion, name, one_more, async |()| {
        let due = next(store, &sender).await;
        let delivered = Outcome::Delivered;
        let noted = store
            .delivered(&desk(), &sender, due.position, &delivered)
            .await;
        assert!(noted.unwrap());
    });
    bench.look(criterion, "hook_state", many, async |()| {
        store.hook_state(&desk()).await.unwrap();
    });
    bench.look(criterion, "enable_hook", many, async |()| {
        store.enable_hook(&desk()).await.unwrap();
    });
}

/// An event that its receiver refused.
async fn refused(store: &Store) {
    told(store, 1).await;
    let sender = SenderId::random();
    let due = next(store, &sender).await;
    let reason = "it answered 400".to_owned();
    let dead = Outcome::Dead { reason };
    let noted = store.delivered(&desk(), &sender, due.position, &dead).await;
    assert!(noted.unwrap());
}

fn dead_letters(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let one = async || refused(store).await;
    bench.look(criterion, "dead_letters", one, async |()| {
        let letters = store.dead_letters(&desk(), Position::default(), PAGE).await;
        assert_eq!(letters.unwrap().len(), 1);
    });
    let letter = async || {
        refused(store).await;
        let letters = store.dead_letters(&desk(), Position::default(), MANY).await;
        letters.unwrap().pop().unwrap().position
    };
    bench.verb(criterion, "bury", letter, async |position| {
        assert!(store.bury(&desk(), *position).await.unwrap());
    });
}

fn house(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let nothing = async || {};
    bench.look(criterion, "poll, nothing due", nothing, async |()| {
        store.poll().await.unwrap();
    });
    bench.look(criterion, "relay, no event", nothing, async |()| {
        store.relay(&[desk()]).await.unwrap();
    });
    bench.look(criterion, "health", nothing, async |()| {
        store.health().await.unwrap();
    });
}

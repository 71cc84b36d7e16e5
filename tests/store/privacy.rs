//! No client ever sees what another one has: whatever they do in turn, each sees what it would see
//! alone.

use std::borrow::Borrow;

use handover::{
    protocol::{token::random, wire::Subject},
    store::{
        Authority, Owner, RequestBearer, SeenRequest,
        log::{
            Delivery, Outcome, Position, Repeatable,
            Repeated::{Again, First},
            SenderId,
        },
    },
};
use proptest::prelude::*;

use super::{
    ask::{Ask, owner},
    fixture::LIFETIME,
    lists::{list, of},
    world::{OWNERS, World, run},
};

#[derive(Debug, Clone)]
enum Act {
    Ask { ticket: usize },
    Answer { which: usize },
    Open { which: usize },
    Revoke { which: usize, as_owner: usize },
    Deliver { dead: bool },
    Call { key: u8 },
    Purge { which: usize },
    Pass,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let which = || 0..8_usize;
    let act = prop_oneof![
        4 => (0..2_usize).prop_map(|ticket| Act::Ask { ticket }),
        3 => which().prop_map(|which| Act::Answer { which }),
        3 => which().prop_map(|which| Act::Open { which }),
        3 => (which(), 0..3_usize).prop_map(|(which, as_owner)| Act::Revoke { which, as_owner }),
        3 => any::<bool>().prop_map(|dead| Act::Deliver { dead }),
        2 => (0..2_u8).prop_map(|key| Act::Call { key }),
        1 => which().prop_map(|which| Act::Purge { which }),
        1 => Just(Act::Pass),
    ];
    prop::collection::vec((0..3_usize, act), 1..30)
}

/// What one client has made, and what it has been told of its calls.
#[derive(Default)]
struct Desk {
    asks: Vec<Ask>,
    delivered: usize,
    calls: Vec<(u8, [u8; 32])>,
}

const TICKETS: [&str; 2] = ["T-1", "T-2"];

async fn act(world: &World, desks: &mut [Desk; 3], who: usize, act: &Act) {
    let (store, name) = (&world.store, OWNERS[who]);
    let desk = &mut desks[who];
    let ask = |which: &usize| desk.asks.get(*which);
    match act {
        Act::Ask { ticket } => {
            let ask = Ask::new().of(name).about(TICKETS[*ticket]);
            desk.asks.push(ask.put(store).await);
        }
        Act::Answer { which } => {
            if let Some(ask) = ask(which) {
                ask.fill(store).await;
            }
        }
        Act::Open { which } => {
            if let Some(ask) = ask(which) {
                ask.sample.open(store, &ask.sample.attempt()).await;
            }
        }
        Act::Revoke { which, as_owner } => {
            if let Some(ask) = ask(which) {
                let authority = Authority::Owner(owner(OWNERS[*as_owner]));
                store.revoke_request(&ask.id, &authority).await.unwrap();
            }
        }
        Act::Deliver { dead } => deliver(world, desk, &owner(name), *dead).await,
        Act::Call { key } => call(world, desk, &owner(name), *key).await,
        Act::Purge { which } => {
            if let Some(ask) = ask(which) {
                store.purge(&ask.id).await.unwrap();
            }
        }
        Act::Pass => world.pass(LIFETIME / 2),
    }
}

async fn deliver(world: &World, desk: &mut Desk, owner: &Owner, dead: bool) {
    world.settle().await;
    let (store, sender) = (&world.store, SenderId::random());
    let next = store.next_delivery(owner, &sender, LIFETIME).await.unwrap();
    let Delivery::Due(due) = next else {
        return;
    };
    let log = store
        .read_log(owner, Position::default(), 1000)
        .await
        .unwrap();
    assert_eq!(log.events[desk.delivered], due.event);
    desk.delivered += 1;
    let reason = owner.to_string();
    let outcome = if dead {
        Outcome::Dead { reason }
    } else {
        Outcome::Delivered
    };
    let said = store
        .delivered(owner, &sender, due.position, &outcome)
        .await;
    assert!(said.unwrap());
}

/// Every client uses the same few keys, for other things.
async fn call(world: &World, desk: &mut Desk, owner: &Owner, key: u8) {
    let known = desk.calls.iter().find(|(known, _)| *known == key);
    let content = known.map_or_else(random, |(_, content)| *content);
    let call = Repeatable {
        key: [key; 32],
        content,
        lifetime: LIFETIME,
    };
    let told = world.store.repeatable(owner, &call).await.unwrap();
    match known {
        Some(_) => assert!(matches!(told, Again { .. }), "{told:?}"),
        None => {
            assert!(matches!(told, First { .. }), "{told:?}");
            desk.calls.push((key, content));
        }
    }
}

/// Whatever a client is shown is its own, and all of it.
async fn check(world: &World, desks: &[Desk; 3]) {
    world.settle().await;
    for (who, desk) in desks.iter().enumerate() {
        let (store, name) = (&world.store, OWNERS[who]);
        let bearer = || RequestBearer::Owner(owner(name));
        let mut there = Vec::new();
        for ask in &desk.asks {
            match store.look_request(&ask.id, &bearer()).await.unwrap() {
                SeenRequest::Owner(view) => there.push(view),
                SeenRequest::Nothing => {}
                _ => panic!("a client is an owner"),
            }
        }
        for other in desks.iter().enumerate().filter(|(other, _)| *other != who) {
            for ask in &other.1.asks {
                let seen = store.look_request(&ask.id, &bearer()).await.unwrap();
                assert!(seen == SeenRequest::Nothing);
            }
        }
        for reference in [None, Some("T-1"), Some("T-2")] {
            let mut listed = list(world, name, &of(reference, None, 100)).await.requests;
            let about = |wanted: Option<&str>| reference.is_none() || wanted == reference;
            let mut expected = there.clone();
            expected.retain(|view| about(view.reference.as_deref()));
            listed.sort_by_key(|view| view.id.to_b64u());
            expected.sort_by_key(|view| view.id.to_b64u());
            assert_eq!(listed, expected);
        }
        check_log(world, desk, &owner(name)).await;
    }
}

async fn check_log(world: &World, desk: &Desk, owner: &Owner) {
    let log = world
        .store
        .read_log(owner, Position::default(), 1000)
        .await
        .unwrap();
    for event in &log.events {
        let mine = desk.asks.iter().find(|ask| {
            let subjects = [Subject::Request(ask.id), Subject::Bundle(ask.id)];
            subjects.contains(&event.subject)
        });
        let reference = mine.unwrap().reference.as_ref().map(|text| text.as_str());
        assert_eq!(event.reference.as_deref(), reference);
    }
    let created = log
        .events
        .iter()
        .filter(|event| event.kind.to_string() == "request.created");
    assert_eq!(created.count(), desk.asks.len());
    let state = world.store.hook_state(owner).await.unwrap();
    assert_eq!(state.waiting, (log.events.len() - desk.delivered) as u64);
    let letters = world
        .store
        .dead_letters(owner, Position::default(), 1000)
        .await;
    let letters = letters.unwrap();
    assert_eq!(state.dead, letters.len() as u64);
    assert!(letters.iter().all(|letter| letter.reason == owner.as_str()));
}

fn check_all<W: Borrow<World>>(cases: u32, fresh: impl Fn() -> W) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(acts in acts())| {
        let world = fresh();
        run(async {
            let mut desks = Default::default();
            for (who, what) in &acts {
                act(world.borrow(), &mut desks, *who, what).await;
            }
            check(world.borrow(), &desks).await;
        });
    });
}

#[test]
fn in_memory_no_client_sees_what_another_has() {
    check_all(200, World::memory);
}

#[test]
fn in_redis_no_client_sees_what_another_has() {
    let world = World::redis();
    check_all(40, || {
        world.begin();
        &world
    });
}

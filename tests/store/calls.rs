//! Calls that a client may repeat, and the operator's purge.

use std::time::Duration;

use handover::{
    protocol::token::random,
    store::{
        Created, RequestBearer, SeenRequest, Store,
        log::{REPEATABLE, Repeatable, Repeated},
    },
};

use super::{
    ask::{Ask, owner},
    events::{UNCONFIRMED, twice},
    failover::patiently,
    fixture::{LEASE, LIFETIME, Sample, between, granted, ms},
    logs::{log, word},
    world::{World, on_both_stores},
};

on_both_stores![
    a_call_is_the_first_once,
    a_call_is_remembered_for_a_day,
    a_call_is_its_clients_own,
    a_purge_leaves_nothing_and_tells_the_owner,
    a_purge_of_what_has_no_owner_tells_nobody,
    what_was_purged_may_be_made_anew,
];

pub fn call() -> Repeatable {
    Repeatable {
        key: random(),
        content: random(),
        lifetime: LIFETIME,
    }
}

async fn repeat(store: &Store, name: &str, call: &Repeatable) -> Repeated {
    store.repeatable(&owner(name), call).await.unwrap()
}

async fn a_call_is_the_first_once(world: &World) {
    let call = call();
    let before = Ask::new().put(&world.store).await.asked(&world.store).await;
    let Repeated::First { expires_at } = repeat(&world.store, "zendesk", &call).await else {
        panic!("not the first");
    };
    let after = Ask::new().put(&world.store).await.asked(&world.store).await;
    let least = between(before.times.created_at, expires_at);
    let most = between(after.times.created_at, expires_at);
    let bounds = (least - ms(LIFETIME), most - ms(LIFETIME));
    assert!(bounds.0 >= 0 && bounds.1 <= 0, "{bounds:?}");
    let same = |store: Store| {
        let call = call.clone();
        async move { repeat(&store, "zendesk", &call).await }
    };
    for store in [world.store.clone(), world.another_store()] {
        assert_eq!(same(store).await, Repeated::Again { expires_at });
    }
    let mut other = call.clone();
    other.content = random();
    assert_eq!(
        repeat(&world.store, "zendesk", &other).await,
        Repeated::Other
    );
    assert_eq!(
        same(world.store.clone()).await,
        Repeated::Again { expires_at }
    );
}

async fn a_call_is_remembered_for_a_day(world: &World) {
    let call = call();
    repeat(&world.store, "zendesk", &call).await;
    world.pass(REPEATABLE - Duration::from_secs(60));
    let again = repeat(&world.store, "zendesk", &call).await;
    assert!(
        matches!(again, Repeated::Again { .. }),
        "and not longer for that"
    );
    world.pass(Duration::from_secs(60));
    let first = repeat(&world.store, "zendesk", &call).await;
    assert!(matches!(first, Repeated::First { .. }), "{first:?}");
    patiently(async || world.store.poll().await).await;
    let again = repeat(&world.store, "zendesk", &call).await;
    assert!(matches!(again, Repeated::Again { .. }), "{again:?}");
}

async fn a_call_is_its_clients_own(world: &World) {
    let call = call();
    for name in ["zendesk", "jira"] {
        let first = repeat(&world.store, name, &call).await;
        assert!(matches!(first, Repeated::First { .. }), "{first:?}");
    }
}

/// What there is before the purge, and all that its owner is told in the end.
const PURGES: [(&str, &[&str]); 6] = [
    ("pending", &["request.created", "request.revoked"]),
    (
        "answered",
        &["request.created", "request.answered", "bundle.revoked"],
    ),
    (
        "claimed",
        &[
            "request.created",
            "request.answered",
            "bundle.claimed",
            UNCONFIRMED,
        ],
    ),
    (
        "opened",
        &[
            "request.created",
            "request.answered",
            "bundle.claimed",
            UNCONFIRMED,
        ],
    ),
    ("withdrawn", &["request.created", "request.revoked"]),
    ("unanswered", &["request.created", "request.expired"]),
];

async fn a_purge_leaves_nothing_and_tells_the_owner(world: &World) {
    let zendesk = owner("zendesk");
    for (how, expected) in PURGES {
        let before = world.told(&zendesk).await;
        let ask = Ask::new().put(&world.store).await;
        if ["answered", "claimed", "opened"].contains(&how) {
            ask.fill(&world.store).await;
        }
        match how {
            "claimed" => drop(ask.sample.open(&world.store, &ask.sample.attempt()).await),
            "opened" => {
                let attempt = ask.sample.attempt();
                granted(&world.store.take(&ask.id, &attempt).await.unwrap());
            }
            "withdrawn" => drop(ask.revoke(&world.store).await),
            "unanswered" => world.pass(LIFETIME),
            _ => {}
        }
        assert!(world.store.purge(&ask.id).await.unwrap(), "{how}");
        assert!(!world.store.purge(&ask.id).await.unwrap(), "{how}");
        assert_nothing_left(world, &ask).await;
        let log = log(world, &zendesk).await;
        let told: Vec<_> = log.iter().skip(before).map(word).collect();
        assert_eq!(told, *expected, "{how}");
        world.pass(LEASE);
        assert_eq!(world.told(&zendesk).await, before + expected.len(), "{how}");
    }
}

async fn assert_nothing_left(world: &World, ask: &Ask) {
    for bearer in [
        RequestBearer::new(ask.answer.as_bytes()),
        RequestBearer::new(ask.collect.as_bytes()),
        RequestBearer::Owner(owner("zendesk")),
    ] {
        let seen = world.store.look_request(&ask.id, &bearer).await.unwrap();
        assert!(seen == SeenRequest::Nothing);
    }
    let bearer = super::fixture::bearer(ask.sample.receipt.as_bytes());
    let seen = world.store.look(&ask.id, &bearer).await.unwrap();
    assert_eq!(seen, handover::store::Seen::Nothing);
    if let Some(server) = world.server() {
        assert_eq!(server.bundle_keys(), [""; 0]);
        assert_eq!(super::due::due(server), []);
    }
}

async fn a_purge_of_what_has_no_owner_tells_nobody(world: &World) {
    let sample = Sample::new().put(&world.store).await;
    let unknown = Sample::new();
    assert!(!world.store.purge(&unknown.id).await.unwrap());
    let purged = twice(world, async |store| store.purge(&sample.id).await.unwrap());
    assert!(!purged.await, "by the first of the two");
    let gone = sample.open(&world.store, &sample.attempt()).await;
    assert!(gone == handover::store::Claimed::Nothing);
    assert_eq!(world.told(&owner("zendesk")).await, 0);
}

async fn what_was_purged_may_be_made_anew(world: &World) {
    let ask = Ask::new().put(&world.store).await;
    world.settle().await;
    assert!(world.store.purge(&ask.id).await.unwrap());
    let anew = world.store.request(&ask.request()).await.unwrap();
    assert!(matches!(anew, Created::New { .. }), "{anew:?}");
    assert_eq!(world.told(&owner("zendesk")).await, 3);
    let listing = super::lists::of(None, None, 10);
    let listed = super::lists::list(world, "zendesk", &listing).await;
    assert_eq!(listed.requests.len(), 1);
}

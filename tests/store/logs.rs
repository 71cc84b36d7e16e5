//! The logs of clients: whatever happens to what a client owns stands there, once and in order.

use handover::{
    protocol::wire::{Event, Subject},
    store::{
        Owner, Store,
        log::{LogPage, MOST_EVENTS, Position},
    },
};

use super::{
    ask::{Ask, owner},
    events::{ENDS, answered, end, twice},
    fixture::{LIFETIME, Sample, granted},
    world::{World, on_both_stores},
};

on_both_stores![
    each_change_is_in_the_log_of_its_owner_once,
    a_request_that_ends_unanswered_is_in_the_log_once,
    an_event_says_what_happened_and_when,
    a_log_is_read_in_pages,
    what_has_no_owner_is_in_no_log,
];

/// All that the owner's log says.
pub async fn log(world: &World, owner: &Owner) -> Vec<Event> {
    world.settle().await;
    read(&world.store, owner).await
}

/// All that it says as it is.
pub async fn read(store: &Store, owner: &Owner) -> Vec<Event> {
    let log = store.read_log(owner, Position::default(), 2 * MOST_EVENTS);
    log.await.unwrap().events
}

async fn page(world: &World, owner: &Owner, after: Position, limit: usize) -> LogPage {
    world.store.read_log(owner, after, limit).await.unwrap()
}

/// The type of an event, and what it does not say of each of its kind.
pub fn word(event: &Event) -> String {
    let mut word = event.kind.to_string();
    let subject = match event.subject {
        Subject::Request(_) => "request",
        Subject::Bundle(_) => "bundle",
    };
    if !word.starts_with(subject) {
        word = format!("{word} of a {subject}");
    }
    match serde_json::to_string(&event.data).unwrap().as_str() {
        "{}" => word,
        data => format!("{word} {data}"),
    }
}

/// What zendesk's log says behind so many events.
async fn told(world: &World, behind: usize) -> Vec<String> {
    let log = log(world, &owner("zendesk")).await;
    log.iter().skip(behind).map(word).collect()
}

async fn each_change_is_in_the_log_of_its_owner_once(world: &World) {
    let mut behind = 0;
    for (how, expected) in ENDS {
        // Nothing is lost in memory, and what has come is written down before a late word.
        let skipped = match how {
            "lost" => world.server().is_none(),
            "confirmed late" => world.is_memory(),
            _ => false,
        };
        if skipped {
            continue;
        }
        let ask = answered(world).await;
        end(world, &ask, how).await;
        let told = told(world, behind).await;
        assert_eq!(told[..2], ["request.created", "request.answered"], "{how}");
        assert_eq!(told[2..], *expected, "{how}");
        behind += told.len();
    }
}

async fn a_request_that_ends_unanswered_is_in_the_log_once(world: &World) {
    for (behind, how) in [(0, "revoked"), (2, "expired"), (4, "expired by an answer")] {
        let ask = Ask::new().put(&world.store).await;
        match how {
            "revoked" => {
                let authority = ask.by_collect();
                twice(world, async |store| {
                    store.revoke_request(&ask.id, &authority).await.unwrap()
                })
                .await;
            }
            "expired" => world.pass(LIFETIME),
            _ => {
                world.pass(LIFETIME);
                twice(world, async |store| ask.fill(store).await).await;
            }
        }
        let word = how.split(' ').next().unwrap();
        let expected = ["request.created".to_owned(), format!("request.{word}")];
        assert_eq!(told(world, behind).await, expected, "{how}");
    }
}

async fn an_event_says_what_happened_and_when(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    let mut bundle = Sample::new().bundle();
    bundle.owner = Some(owner("jira"));
    world.store.create(&bundle).await.unwrap();
    let revoked = world.store.revoke(&bundle.id, &bundle.receipt_hash).await;
    revoked.unwrap();
    let times = ask.asked(&world.store).await.times;
    let told = log(world, &owner("zendesk")).await;
    let said: Vec<_> = told
        .iter()
        .map(|event| (event.subject, event.time))
        .collect();
    assert_eq!(
        said,
        [
            (Subject::Request(ask.id), times.created_at),
            (Subject::Request(ask.id), times.answered_at.unwrap()),
            (Subject::Bundle(ask.id), times.claimed_at.unwrap()),
        ]
    );
    let partition = format!("{:02x}-", ask.id.as_bytes()[0] & 63);
    let mut ids: Vec<_> = told.iter().map(|event| event.id.as_str()).collect();
    assert!(ids.iter().all(|id| id.starts_with(&partition)), "{ids:?}");
    ids.dedup();
    assert_eq!(ids.len(), 3, "each has a name of its own");
    let ticket = |event: &Event| event.reference.as_deref() == Some("T-1234");
    assert!(told.iter().all(ticket));

    let told = log(world, &owner("jira")).await;
    let words: Vec<_> = told.iter().map(word).collect();
    assert_eq!(
        words,
        ["bundle.revoked"],
        "its creator knows that it made it"
    );
    assert_eq!(told[0].subject, Subject::Bundle(bundle.id));
    assert_eq!(told[0].reference, None);
}

async fn a_log_is_read_in_pages(world: &World) {
    let zendesk = owner("zendesk");
    for _ in 0..7 {
        Ask::new().put(&world.store).await;
    }
    let all = log(world, &zendesk).await;
    assert_eq!(all.len(), 7);
    let mut read = Vec::new();
    let mut place = Position::default();
    for expected in [3, 3, 1, 0] {
        let page = page(world, &zendesk, place, 3).await;
        assert_eq!(page.events.len(), expected);
        assert!(expected > 0 || page.next == place, "as far as before");
        place = page.next;
        read.extend(page.events);
    }
    assert_eq!(read, all);
    Ask::new().put(&world.store).await;
    world.settle().await;
    let more = page(world, &zendesk, place, 3).await;
    assert_eq!(more.events.len(), 1);
    assert!(more.next > place);
    let again = page(world, &zendesk, Position::default(), 1000)
        .await
        .events;
    assert_eq!(again[..7], all, "as it was read before");
}

async fn what_has_no_owner_is_in_no_log(world: &World) {
    let ask = Ask::ownerless().put_filled(&world.store).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    Sample::new().put(&world.store).await;
    world.pass(LIFETIME);
    world.settle().await;
    for name in super::world::OWNERS {
        assert_eq!(log(world, &owner(name)).await, []);
    }
}

//! The list of a client's requests: its own, the newest first, in pages that stand still.

use std::time::Duration;

use handover::{
    protocol::{token::BundleId, wire::RequestState},
    store::{
        Reference,
        log::{ListPlace, Listed, Listing},
    },
};

use super::{
    ask::{Ask, owner},
    fixture::{LIFETIME, RETENTION, granted},
    world::{World, on_both_stores},
};

on_both_stores![
    a_list_is_read_in_pages_the_newest_first,
    what_is_made_in_between_moves_no_page,
    a_reference_finds_its_requests,
    a_list_shows_what_became_of_each,
    what_is_gone_is_passed_over,
    the_last_page_says_so_however_many_are_gone_behind_it,
    a_page_that_is_full_of_the_gone_says_where_to_go_on,
];

pub async fn list(world: &World, name: &str, listing: &Listing) -> Listed {
    let listed = world.store.list_requests(&owner(name), listing).await;
    listed.unwrap()
}

pub fn of(reference: Option<&str>, after: Option<ListPlace>, limit: usize) -> Listing {
    Listing {
        reference: reference.map(|text| Reference::parse(text).unwrap()),
        after,
        limit,
    }
}

fn ids(listed: &Listed) -> Vec<BundleId> {
    listed.requests.iter().map(|view| view.id).collect()
}

/// Requests, each made later than the one before; the newest first.
async fn put(world: &World, count: usize, ask: impl Fn() -> Ask) -> Vec<BundleId> {
    let mut ids = Vec::new();
    for _ in 0..count {
        let ask = ask().put(&world.store).await;
        ids.insert(0, ask.id);
        world.settle().await;
        world.pass(Duration::from_millis(20));
    }
    ids
}

async fn a_list_is_read_in_pages_the_newest_first(world: &World) {
    let newest = put(world, 7, Ask::new).await;
    put(world, 2, || Ask::new().about("T-9").of("jira")).await;
    let whole = list(world, "zendesk", &of(None, None, 100)).await;
    assert_eq!((ids(&whole), whole.next), (newest.clone(), None));
    let mut read = Vec::new();
    let mut place = None;
    for expected in [3, 3, 1] {
        let page = list(world, "zendesk", &of(None, place, 3)).await;
        assert_eq!(page.requests.len(), expected);
        assert_eq!(page.next.is_none(), expected == 1);
        place = page.next;
        read.extend(ids(&page));
    }
    assert_eq!(read, newest);
    let exact = list(world, "zendesk", &of(None, None, 7)).await;
    assert_eq!(exact.next, None);
    assert_eq!(ids(&list(world, "nobody", &of(None, None, 10)).await), []);
}

async fn what_is_made_in_between_moves_no_page(world: &World) {
    let newest = put(world, 4, Ask::new).await;
    let first = list(world, "zendesk", &of(None, None, 2)).await;
    let mut more = Vec::new();
    for _ in 0..3 {
        more.push(Ask::new().put(&world.store).await.id);
    }
    world.settle().await;
    let second = list(world, "zendesk", &of(None, first.next, 10)).await;
    assert_eq!([ids(&first), ids(&second)].concat(), newest);
    let again = ids(&list(world, "zendesk", &of(None, None, 10)).await);
    assert_eq!(again[3..], newest);
    assert!(more.iter().all(|id| again[..3].contains(id)));

    // Of one moment, the ids decide.
    for _ in 0..40 {
        Ask::new().about("at once").put(&world.store).await;
    }
    world.settle().await;
    let whole = ids(&list(world, "zendesk", &of(Some("at once"), None, 100)).await);
    let mut read = Vec::new();
    let mut place = None;
    while read.len() < 40 {
        let page = list(world, "zendesk", &of(Some("at once"), place, 3)).await;
        assert!(!page.requests.is_empty());
        place = page.next;
        read.extend(ids(&page));
    }
    assert_eq!((read, place), (whole, None));
}

async fn a_reference_finds_its_requests(world: &World) {
    let first = put(world, 2, || Ask::new().about("T-1")).await;
    let other = put(world, 1, || Ask::new().about("T-10")).await;
    let last = put(world, 1, || Ask::new().about("T-1")).await;
    put(world, 1, || Ask::new().about("T-1").of("jira")).await;
    let found = list(world, "zendesk", &of(Some("T-1"), None, 10)).await;
    assert_eq!(ids(&found), [last, first].concat());
    let found = list(world, "zendesk", &of(Some("T-10"), None, 10)).await;
    assert_eq!(ids(&found), other);
    let found = list(world, "zendesk", &of(Some("T"), None, 10)).await;
    assert_eq!(ids(&found), []);
    assert_eq!(found.next, None);
}

async fn a_list_shows_what_became_of_each(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    let gone = Ask::new().put(&world.store).await;
    gone.revoke(&world.store).await;
    world.settle().await;
    let listed = list(world, "zendesk", &of(None, None, 10)).await;
    let shown = |id| listed.requests.iter().find(|view| view.id == id).unwrap();
    assert_eq!(*shown(ask.id), ask.owned(&world.store).await);
    assert_eq!(shown(ask.id).state, RequestState::Claimed);
    assert_eq!(*shown(gone.id), gone.owned(&world.store).await);
}

async fn what_is_gone_is_passed_over(world: &World) {
    let stays = Ask::new().lasting(LIFETIME * 10).put(&world.store).await;
    put(world, 30, || Ask::new().about("T-1")).await;
    let last = Ask::new().lasting(LIFETIME * 10).put(&world.store).await;
    world.settle().await;
    world.pass(LIFETIME + RETENTION);
    let page = list(world, "zendesk", &of(None, None, 2)).await;
    assert_eq!(ids(&page), [last.id, stays.id]);
    assert_eq!(page.next, None);
    for turn in 0..2 {
        let found = list(world, "zendesk", &of(Some("T-1"), None, 2)).await;
        assert_eq!((ids(&found), found.next), (vec![], None), "{turn}");
        for _ in super::world::OWNERS {
            world.settle().await;
        }
    }
    if let Some(server) = world.server() {
        let listed: Vec<String> = server.command("ZRANGE hndo:{c:zendesk}:req 0 -1");
        assert_eq!(listed.len(), 2, "the others are forgotten: {listed:?}");
        let references: Vec<String> = server.command("KEYS hndo:{c:zendesk}:ref:*");
        assert_eq!(references.len(), 1, "and so is T-1: {references:?}");
    }
}

async fn the_last_page_says_so_however_many_are_gone_behind_it(world: &World) {
    let mut stay = Vec::new();
    for gone in 14..=17 {
        let reference = format!("T-{gone}");
        let ask = Ask::new().about(&reference).lasting(LIFETIME * 10);
        for _ in 0..gone {
            Ask::new().about(&reference).put(&world.store).await;
        }
        stay.push((reference, ask.put(&world.store).await.id));
    }
    world.settle().await;
    world.pass(LIFETIME + RETENTION);
    for (reference, id) in stay {
        let found = list(world, "zendesk", &of(Some(&reference), None, 1)).await;
        assert_eq!((ids(&found), found.next), (vec![id], None), "{reference}");
    }
}

async fn a_page_that_is_full_of_the_gone_says_where_to_go_on(world: &World) {
    let first = Ask::new().lasting(LIFETIME * 10).put(&world.store).await;
    world.pass(Duration::from_millis(20));
    for _ in 0..1300 {
        Ask::new().put(&world.store).await;
    }
    world.settle().await;
    world.pass(LIFETIME + RETENTION);
    let mut place = None;
    for _ in 0..3 {
        let page = list(world, "zendesk", &of(None, place, 5)).await;
        place = page.next;
        if place.is_none() {
            assert_eq!(ids(&page), [first.id]);
            return;
        }
        assert_eq!(ids(&page), []);
    }
    panic!("it never ends");
}

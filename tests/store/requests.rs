//! The way of a request, verb by verb, up to the bundle that answers it.

use std::time::Duration;

use handover::{
    protocol::{
        token::{AnswerToken, CollectToken, EnvelopeHash, random},
        wire::{RequestState, State},
    },
    store::{
        Answered, Authority, Created, Ended, NewRequest, Owner, Reference, RequestBearer,
        SeenRequest, Wraps,
    },
};

use super::{
    ask::{Ask, owner, wraps},
    fixture::{LEASE, LIFETIME, RETENTION, Sample, TRIES, between, claimed_word, granted, ms},
    world::{World, on_both_stores},
};

on_both_stores![
    a_new_request_is_pending,
    a_bearer_sees_what_its_right_proves,
    a_repeated_request_tells_the_same_end,
    other_content_never_takes_a_request,
    requests_and_bundles_never_take_each_others_ids,
    an_answer_is_a_bundle_that_lives_from_the_answer_on,
    a_repeated_answer_is_the_same_whatever_happened_since,
    a_wrong_answer_token_is_like_an_unknown_id,
    the_wraps_stay_for_the_lease,
    the_wraps_go_with_the_envelope,
    an_answer_is_taken_back_by_whoever_asked,
    finished_is_told_to_whoever_answered,
    what_a_client_may_do_it_may_do_to_its_own_requests,
];

const HALF: Duration = Duration::from_secs(1800);

async fn a_new_request_is_pending(world: &World) {
    let ask = Ask::new();
    let Ok(Created::New { expires_at }) = world.store.request(&ask.request()).await else {
        panic!("not new");
    };
    let asked = ask.asked(&world.store).await;
    assert_eq!(asked.state, RequestState::Pending);
    assert!(asked.document.0 == ask.document);
    assert_eq!(asked.owner, ask.owner);
    let times = &asked.times;
    assert_eq!(times.expires_at, expires_at);
    assert_eq!(between(times.created_at, expires_at), ms(LIFETIME));
    assert_eq!((times.answered_at, times.claimed_at), (None, None));
    assert_eq!((times.opened_at, times.confirmed_at), (None, None));
    assert_eq!((times.ended_at, times.finished_at), (None, None));
    let collector = ask.collector(&world.store).await;
    assert_eq!(collector.state, RequestState::Pending);
    assert!(collector.document.0 == ask.document);
    assert!(collector.wraps.is_empty());
    assert_eq!(collector.envelope_sha256, None);
    assert_eq!(&collector.times, times);
    let owned = ask.owned(&world.store).await;
    assert_eq!((owned.id, owned.state), (ask.id, RequestState::Pending));
    assert_eq!(owned.reference.as_deref(), Some("T-1234"));
    assert_eq!(&owned.times, times);
    let nobodys = Ask::ownerless().put(&world.store).await;
    assert_eq!(nobodys.asked(&world.store).await.owner, None);
}

async fn a_bearer_sees_what_its_right_proves(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    let nobodys = Ask::ownerless().put_filled(&world.store).await;
    let strangers = [
        RequestBearer::new(AnswerToken::random().as_bytes()),
        RequestBearer::new(ask.sample.link.as_bytes()),
        RequestBearer::new(ask.sample.receipt.as_bytes()),
        RequestBearer::new(nobodys.collect.as_bytes()),
        RequestBearer::Owner(owner("other")),
    ];
    let before = world.server().map(|server| server.dump());
    for bearer in &strangers {
        let seen = world.store.look_request(&ask.id, bearer).await.unwrap();
        assert!(seen == SeenRequest::Nothing);
    }
    let client = RequestBearer::Owner(owner("zendesk"));
    for id in [nobodys.id, Ask::new().id] {
        let seen = world.store.look_request(&id, &client).await.unwrap();
        assert!(seen == SeenRequest::Nothing);
    }
    assert!(world.server().map(|server| server.dump()) == before);
}

async fn a_repeated_request_tells_the_same_end(world: &World) {
    let ask = Ask::new();
    let Ok(Created::New { expires_at }) = world.store.request(&ask.request()).await else {
        panic!("not new");
    };
    let told = async |passed: i64| {
        let again = world.another_store().request(&ask.request()).await.unwrap();
        let Created::Same { expires_at: again } = again else {
            panic!("{again:?}");
        };
        // In Redis the test lets time pass by making what is stored older.
        let older = if world.is_memory() { 0 } else { passed };
        assert_eq!(between(again, expires_at), older);
    };
    told(0).await;
    world.pass(HALF);
    ask.fill(&world.store).await;
    told(ms(HALF)).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    told(ms(HALF)).await;
}

/// The request, and each other one that differs from it in one member.
fn variants(ask: &Ask) -> [NewRequest; 6] {
    let mut others = std::array::from_fn(|_| ask.request());
    others[0].document.0[0] ^= 1;
    others[1].collect_hash = CollectToken::random().hash();
    others[2].lifetime += Duration::from_secs(1);
    others[3].owner = Some(owner("other"));
    others[4].reference = None;
    // Where one text ends and the next begins is part of the content.
    others[5].owner = Some(owner("zendes"));
    others[5].reference = Some(Reference::parse("kT-1234").unwrap());
    others
}

async fn other_content_never_takes_a_request(world: &World) {
    let ask = Ask::new().put(&world.store).await;
    let filled = Ask::new().put_filled(&world.store).await;
    for ask in [&ask, &filled] {
        let before = ask.collector(&world.store).await;
        let dump = world.server().map(|server| server.dump());
        for other in variants(ask) {
            let created = world.store.request(&other).await.unwrap();
            assert_eq!(created, Created::Taken);
        }
        assert!(world.server().map(|server| server.dump()) == dump);
        assert!(ask.collector(&world.store).await == before);
    }
    assert_eq!(ask.state(&world.store).await, RequestState::Pending);
}

async fn requests_and_bundles_never_take_each_others_ids(world: &World) {
    let ask = Ask::new().put(&world.store).await;
    let filled = Ask::new().put_filled(&world.store).await;
    let bundle = Sample::new().put(&world.store).await;
    // No hash gives the other sort's id; if one did, nothing would come of it.
    let same_bytes = handover::protocol::token::LinkHash::new(*ask.answer.hash().as_bytes());
    assert!(same_bytes.bundle_id() != ask.id);
    let dump = world.server().map(|server| server.dump());
    for id in [ask.id, filled.id] {
        let mut squatter = Sample::new().bundle();
        squatter.id = id;
        let created = world.store.create(&squatter).await.unwrap();
        assert_eq!(created, Created::Taken);
        let mut squatter = filled.sample.bundle();
        squatter.id = id;
        let created = world.store.create(&squatter).await.unwrap();
        assert_eq!(created, Created::Taken);
    }
    let mut squatter = Ask::new().request();
    squatter.id = bundle.id;
    let created = world.store.request(&squatter).await.unwrap();
    assert_eq!(created, Created::Taken);
    assert!(world.server().map(|server| server.dump()) == dump);
    assert_eq!(bundle.view(&world.store).await.state, State::Sealed);
}

async fn an_answer_is_a_bundle_that_lives_from_the_answer_on(world: &World) {
    let ask = Ask::new().put(&world.store).await;
    let sample = &ask.sample;
    let claimed = sample.open(&world.store, &sample.attempt()).await;
    assert_eq!(claimed_word(&claimed), "nothing", "before it is answered");
    world.pass(HALF);
    let requested = ask.asked(&world.store).await.times;
    let Answered::New { expires_at } = ask.fill(&world.store).await else {
        panic!("not new");
    };
    let receipt = sample.receipt(&world.store).await;
    assert_eq!(receipt.view.state, State::Sealed);
    assert_eq!(receipt.view.expires_at, expires_at);
    assert_eq!(between(receipt.created_at, expires_at), ms(LIFETIME));
    assert_eq!(between(expires_at, receipt.receipt_until), ms(RETENTION));
    let (view, size) = (receipt.view, sample.envelope.len() as u64);
    assert_eq!(
        (view.tries_left, view.size, view.passphrase),
        (TRIES, size, false)
    );

    let collector = ask.collector(&world.store).await;
    assert_eq!(collector.state, RequestState::Answered);
    assert!(collector.wraps == ask.wraps);
    let hash = EnvelopeHash::digest(&sample.envelope);
    assert_eq!(collector.envelope_sha256, Some(hash));
    let times = collector.times;
    assert_eq!(times.created_at, requested.created_at);
    assert_eq!(times.answered_at, Some(receipt.created_at));
    assert_eq!(times.expires_at, expires_at);

    world.pass(LIFETIME - HALF / 2);
    let claimed = sample.open(&world.store, &sample.attempt()).await;
    assert_eq!(granted(&claimed), sample.envelope);
    assert_eq!(ask.state(&world.store).await, RequestState::Claimed);
    world
        .store
        .confirm(&ask.id, &sample.claim.hash(), true)
        .await
        .unwrap();
    let (times, receipt) = (
        ask.asked(&world.store).await.times,
        sample.receipt(&world.store).await,
    );
    assert_eq!(times.claimed_at, receipt.view.claimed_at);
    assert_eq!(times.opened_at, receipt.view.opened_at);
    assert!(times.confirmed_at.is_some() && times.confirmed_at == receipt.confirmed_at);
    assert_eq!(
        ask.collector(&world.store).await.envelope_sha256,
        Some(hash)
    );
}

async fn a_repeated_answer_is_the_same_whatever_happened_since(world: &World) {
    for end in ["sealed", "claimed", "opened", "revoked", "expired"] {
        let ask = Ask::new().put(&world.store).await;
        let Answered::New { expires_at } = ask.fill(&world.store).await else {
            panic!("not new");
        };
        match end {
            "claimed" => drop(ask.sample.open(&world.store, &ask.sample.attempt()).await),
            "opened" => drop(world.store.take(&ask.id, &ask.sample.attempt()).await),
            "revoked" => drop(
                world
                    .store
                    .revoke(&ask.id, &ask.sample.receipt.hash())
                    .await,
            ),
            "expired" => world.pass(LIFETIME),
            _ => {}
        }
        let before = ask.collector(&world.store).await;
        let Answered::Same { expires_at: again } = ask.fill(&world.another_store()).await else {
            panic!("not the same once {end}");
        };
        assert_eq!(again, before.times.expires_at);
        if end != "expired" {
            assert_eq!(again, expires_at);
        }
        let mut other = ask.filled();
        other.wraps = Wraps::parse(&wraps(2)).unwrap();
        for other in [other, ask.rival()] {
            assert_eq!(ask.answer(&world.store, &other).await, Answered::Taken);
        }
        assert!(ask.collector(&world.store).await == before, "{end}");
    }
}

async fn a_wrong_answer_token_is_like_an_unknown_id(world: &World) {
    let (pending, filled) = (Ask::new(), Ask::new());
    let pending = pending.put(&world.store).await;
    let filled = filled.put_filled(&world.store).await;
    let dump = world.server().map(|server| server.dump());
    let unknown = Ask::new();
    assert_eq!(unknown.fill(&world.store).await, Answered::Nothing);
    for ask in [&pending, &filled] {
        let wrong = AnswerToken::random().hash();
        let answered = world.store.answer(&ask.id, &wrong, &ask.filled()).await;
        assert_eq!(answered.unwrap(), Answered::Nothing);
    }
    let bundle = Sample::new().put(&world.store).await;
    let answered = world
        .store
        .answer(&bundle.id, &unknown.answer.hash(), &unknown.filled())
        .await;
    assert_eq!(answered.unwrap(), Answered::Nothing);
    world
        .store
        .revoke(&bundle.id, &bundle.receipt.hash())
        .await
        .unwrap();
    if let (Some(server), Some(mut dump)) = (world.server(), dump) {
        let mut now = server.dump();
        for dump in [&mut now, &mut dump] {
            dump.retain(|(key, ..)| !key.contains(&bundle.id.to_b64u()));
        }
        assert!(now == dump);
    }
    assert_eq!(pending.state(&world.store).await, RequestState::Pending);
}

async fn the_wraps_stay_for_the_lease(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    let attempt = ask.sample.attempt();
    let first = ask.sample.open(&world.store, &attempt).await;
    world.pass(LEASE / 2);
    let again = ask.sample.open(&world.another_store(), &attempt).await;
    assert_eq!(granted(&again), granted(&first));
    assert!(ask.collector(&world.store).await.wraps == ask.wraps);
    let rival = ask.sample.open(&world.store, &ask.sample.rival()).await;
    assert_eq!(claimed_word(&rival), "gone claimed");
    world.pass(LEASE);
    let collector = ask.collector(&world.store).await;
    assert_eq!(collector.state, RequestState::Opened);
    assert!(collector.wraps.is_empty());
}

async fn the_wraps_go_with_the_envelope(world: &World) {
    for end in [
        "confirm",
        "take",
        "revoke",
        "revoke_request",
        "destroy",
        "expiry",
    ] {
        let ask = Ask::new().put_filled(&world.store).await;
        let sample = &ask.sample;
        match end {
            "confirm" => {
                granted(&sample.open(&world.store, &sample.attempt()).await);
                let claim = sample.claim.hash();
                assert!(world.store.confirm(&ask.id, &claim, true).await.unwrap());
            }
            "take" => drop(world.store.take(&ask.id, &sample.attempt()).await.unwrap()),
            "revoke" => {
                let done = world.store.revoke(&ask.id, &sample.receipt.hash()).await;
                assert_eq!(done.unwrap(), Ended::Done);
            }
            "revoke_request" => {
                let done = world.store.revoke_request(&ask.id, &ask.by_collect()).await;
                assert_eq!(done.unwrap(), Ended::Done);
            }
            "destroy" => {
                for _ in 0..TRIES {
                    sample.open(&world.store, &sample.wrong_passphrase()).await;
                }
            }
            _ => world.pass(LIFETIME),
        }
        let collector = ask.collector(&world.store).await;
        assert!(collector.wraps.is_empty(), "{end}");
        assert!(collector.document.0 == ask.document, "{end}");
        if let Some(server) = world.server() {
            let mut keys = server.bundle_keys();
            keys.retain(|key| key.contains(&ask.id.to_b64u()));
            let sorts: Vec<_> = keys
                .iter()
                .map(|key| key.split(':').nth(2).unwrap())
                .collect();
            assert_eq!(sorts, ["doc", "rec"], "{end}");
        }
    }
}

async fn an_answer_is_taken_back_by_whoever_asked(world: &World) {
    let store = &world.store;
    for by_owner in [false, true] {
        let ask = Ask::new().put_filled(store).await;
        let authority = if by_owner {
            ask.by_owner()
        } else {
            ask.by_collect()
        };
        for _ in 0..2 {
            let revoked = store.revoke_request(&ask.id, &authority).await;
            assert_eq!(revoked.unwrap(), Ended::Done);
        }
        let view = ask.sample.view(store).await;
        assert_eq!(view.state, State::Revoked);
        let times = ask.asked(store).await.times;
        assert_eq!(times.ended_at, view.ended_at);
        let gone = ask.sample.open(store, &ask.sample.attempt()).await;
        assert_eq!(claimed_word(&gone), "gone revoked");
    }
}

async fn finished_is_told_to_whoever_answered(world: &World) {
    let ask = Ask::new().put_filled(&world.store).await;
    granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
    let finished = world.store.finish_request(&ask.id, &ask.by_collect()).await;
    assert_eq!(finished.unwrap(), Ended::Done);
    let view = ask.sample.view(&world.store).await;
    assert!(view.finished_at.is_some());
    world.pass(LEASE / 2);
    let before = ask.asked(&world.store).await.times;
    let again = world.store.finish_request(&ask.id, &ask.by_owner()).await;
    assert_eq!(again.unwrap(), Ended::Done);
    assert_eq!(ask.asked(&world.store).await.times, before);
}

async fn what_a_client_may_do_it_may_do_to_its_own_requests(world: &World) {
    let store = &world.store;
    let nobodys = Ask::ownerless().put_filled(store).await;
    let owned = Ask::new().put_filled(store).await;
    let mut bundle = Sample::new().bundle();
    bundle.owner = Some(owner("zendesk"));
    store.create(&bundle).await.unwrap();
    let dump = world.server().map(|server| server.dump());
    let client = |name| Authority::Owner(owner(name));
    for (id, authority) in [
        (nobodys.id, client("zendesk")),
        (owned.id, client("other")),
        (bundle.id, client("zendesk")),
        (owned.id, nobodys.by_collect()),
        (Ask::new().id, client("zendesk")),
    ] {
        let revoked = store.revoke_request(&id, &authority).await.unwrap();
        assert_eq!(revoked, Ended::Nothing);
        let finished = store.finish_request(&id, &authority).await.unwrap();
        assert_eq!(finished, Ended::Nothing);
        let bearer = RequestBearer::Owner(owner("zendesk"));
        let seen = store.look_request(&bundle.id, &bearer).await.unwrap();
        assert!(seen == SeenRequest::Nothing);
    }
    assert!(world.server().map(|server| server.dump()) == dump);
}

#[test]
fn names_references_and_wraps_have_bounds() {
    for name in ["", "Zendesk", "a b", "a_b", "é", &"a".repeat(33)] {
        assert!(Owner::parse(name).is_err(), "{name}");
    }
    for name in ["a", "help-desk-2", &"a".repeat(32)] {
        assert_eq!(owner(name).as_str(), name);
    }
    assert!(Reference::parse("").is_err());
    assert!(Reference::parse(&"é".repeat(129)).is_err());
    let longest = "é".repeat(128);
    assert_eq!(Reference::parse(&longest).unwrap().as_str(), longest);

    for count in 0..=9 {
        let good = (1..=8).contains(&count);
        assert_eq!(Wraps::parse(&wraps(count)).is_ok(), good, "{count}");
    }
    for bad in [random::<1167>().to_vec(), random::<1169>().to_vec(), vec![]] {
        let mut wraps = wraps(2);
        wraps[1].0 = bad;
        assert!(Wraps::parse(&wraps).is_err());
    }
}

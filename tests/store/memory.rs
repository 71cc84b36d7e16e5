//! What only the store in memory promises: its bounds, its sweep, its clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use handover::{
    protocol::wire::{RequestState, State, Time},
    store::{
        Answered, Claimed, Created, Error, Store, Wraps,
        log::KEPT,
        memory::{EVENT, LISTED, Memory, OVERHEAD},
    },
};

use super::{
    ask::Ask,
    fixture::{LEASE, LIFETIME, RETENTION, Sample, TRIES, granted, ms},
    world::{World, run},
};

const START: i64 = 1_900_000_000_000;

/// What a request takes, with its place in the two lists, and what an event of it takes.
const REQUEST: u64 = OVERHEAD + 700 + TICKET + 2 * LISTED;
const TOLD: u64 = EVENT + TICKET;
const TICKET: u64 = "T-1234".len() as u64;
const ANSWER: u64 = OVERHEAD + 1104 + 2 * Wraps::LENGTH as u64;

/// A store of so many bytes whose clock is the number.
fn store_of(limit: u64) -> (Store, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(START));
    let clock = Arc::clone(&now);
    let tell = move || Time::from_millis(clock.load(Ordering::Relaxed));
    (Store::Memory(Memory::with_clock(limit, tell)), now)
}

async fn used(store: &Store) -> u64 {
    store.health().await.unwrap().used_bytes
}

#[test]
fn times_are_exact_to_the_millisecond() {
    run(async {
        let (store, now) = store_of(1 << 20);
        let at = |millis: i64| now.store(START + millis, Ordering::Relaxed);
        let unread = Sample::new().put(&store).await;
        let opened = Sample::new().put(&store).await;
        at(1000);
        granted(&opened.open(&store, &opened.attempt()).await);
        at(1000 + ms(LEASE) - 1);
        granted(&opened.open(&store, &opened.attempt()).await);
        at(1000 + ms(LEASE));
        let gone = opened.open(&store, &opened.attempt()).await;
        let lease_end = Time::from_millis(START + 1000 + ms(LEASE));
        let state = State::Opened;
        assert!(
            gone == Claimed::Gone {
                state,
                at: lease_end
            }
        );

        at(ms(LIFETIME) - 1);
        assert_eq!(unread.view(&store).await.state, State::Sealed);
        at(ms(LIFETIME));
        let ended_at = Some(Time::from_millis(START + ms(LIFETIME)));
        let view = unread.view(&store).await;
        assert_eq!((view.state, view.ended_at), (State::Expired, ended_at));
        at(ms(LIFETIME + RETENTION) - 1);
        unread.receipt(&store).await;
        at(ms(LIFETIME + RETENTION));
        let gone = unread.open(&store, &unread.attempt()).await;
        assert!(gone == Claimed::Nothing);
    });
}

#[test]
fn a_full_store_refuses_creations_and_nothing_else() {
    run(async {
        let each = OVERHEAD + 1104;
        let (store, _) = store_of(each * 10 * 5 / 4);
        let mut samples = Vec::new();
        for _ in 0..10 {
            samples.push(Sample::new().put(&store).await);
        }
        assert_eq!(used(&store).await, 10 * each);
        let more = Sample::new();
        let refused = store.create(&more.bundle()).await;
        assert!(matches!(refused, Err(Error::Full)));
        let same = store.create(&samples[0].bundle()).await.unwrap();
        assert!(matches!(same, Created::Same { .. }));
        for sample in &samples {
            sample.open(&store, &sample.wrong_passphrase()).await;
            let claimed = sample.open(&store, &sample.attempt()).await;
            assert_eq!(granted(&claimed), sample.envelope);
            let claim = sample.claim.hash();
            assert!(store.confirm(&sample.id, &claim, true).await.unwrap());
        }
        more.put(&store).await;
    });
}

#[test]
fn what_is_over_costs_nothing() {
    run(async {
        let (store, now) = store_of(1 << 20);
        let revoked = Sample::new().put(&store).await;
        let taken = Sample::new().put(&store).await;
        let claimed = Sample::new().put(&store).await;
        let destroyed = Sample::new().put(&store).await;
        Sample::new().put(&store).await;
        assert_eq!(used(&store).await, 5 * (OVERHEAD + 1104));
        let done = store.revoke(&revoked.id, &revoked.receipt.hash()).await;
        done.unwrap();
        store.take(&taken.id, &taken.attempt()).await.unwrap();
        granted(&claimed.open(&store, &claimed.attempt()).await);
        for _ in 0..TRIES {
            let wrong = destroyed.wrong_passphrase();
            destroyed.open(&store, &wrong).await;
        }
        let marks = u64::from(TRIES) * 16;
        assert_eq!(used(&store).await, 5 * OVERHEAD + 2 * 1104 + marks);
        now.fetch_add(ms(LEASE), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 5 * OVERHEAD + 1104 + marks);
        now.fetch_add(ms(LIFETIME), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 5 * OVERHEAD + marks);
        now.fetch_add(ms(RETENTION), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 0);
    });
}

#[test]
fn documents_and_wraps_count_and_go() {
    run(async {
        let (store, now) = store_of(1 << 20);
        let [pending, revoked, taken] = [Ask::new(), Ask::new(), Ask::new()];
        pending.put(&store).await;
        assert_eq!(used(&store).await, REQUEST + TOLD);
        let revoked = revoked.put_filled(&store).await;
        let taken = taken.put_filled(&store).await;
        let unread = Ask::new().put_filled(&store).await;
        assert_eq!(used(&store).await, 4 * REQUEST + 3 * ANSWER + 7 * TOLD);
        let done = store.revoke_request(&revoked.id, &revoked.by_owner()).await;
        done.unwrap();
        let attempt = taken.sample.attempt();
        granted(&store.take(&taken.id, &attempt).await.unwrap());
        let rest = 4 * REQUEST + 2 * OVERHEAD;
        assert_eq!(used(&store).await, rest + ANSWER + 10 * TOLD);
        now.fetch_add(ms(LIFETIME), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, rest + OVERHEAD + 12 * TOLD);
        unread.collector(&store).await;
        now.fetch_add(ms(RETENTION), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 12 * TOLD);
        now.fetch_add(ms(KEPT), Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 0);
    });
}

#[test]
fn a_full_store_refuses_requests_and_answers_and_nothing_else() {
    run(async {
        // Room for two requests, an answer, and what is left of another one.
        let room = 2 * REQUEST + ANSWER + OVERHEAD + 5 * TOLD;
        let (store, _) = store_of(room * 5 / 4 + 5);
        let filled = Ask::new().put_filled(&store).await;
        let pending = Ask::new().put(&store).await;
        let refused = store.request(&Ask::new().request()).await;
        assert!(matches!(refused, Err(Error::Full)));
        let proof = pending.answer.hash();
        let refused = store.answer(&pending.id, &proof, &pending.filled()).await;
        assert!(matches!(refused, Err(Error::Full)));
        assert_eq!(pending.state(&store).await, RequestState::Pending);
        let same = store.request(&pending.request()).await.unwrap();
        assert!(matches!(same, Created::Same { .. }));
        let same = filled.fill(&store).await;
        assert!(matches!(same, Answered::Same { .. }));
        let taken = filled.answer(&store, &filled.rival()).await;
        assert_eq!(taken, Answered::Taken);
        let attempt = filled.sample.attempt();
        granted(&store.take(&filled.id, &attempt).await.unwrap());
        let answered = pending.fill(&store).await;
        assert!(matches!(answered, Answered::New { .. }), "{answered:?}");
    });
}

#[test]
fn verbs_sweep_on_their_way() {
    run(async {
        let (store, now) = store_of(1 << 20);
        for _ in 0..20 {
            Sample::new().put(&store).await;
        }
        now.fetch_add(ms(LIFETIME + RETENTION), Ordering::Relaxed);
        let other = Sample::new();
        for _ in 0..20 {
            other.open(&store, &other.attempt()).await;
        }
        assert_eq!(used(&store).await, 0);
    });
}

#[test]
fn a_sweep_of_many_erases_them_all() {
    run(async {
        let (store, now) = store_of(64 << 20);
        for turn in 0..1000 {
            let mut sample = Sample::new();
            sample.lifetime = Duration::from_secs(1 + turn % 7);
            sample.put(&store).await;
        }
        now.fetch_add(8000, Ordering::Relaxed);
        store.poll().await.unwrap();
        assert_eq!(used(&store).await, 1000 * OVERHEAD);
    });
}

#[test]
fn a_clock_that_is_set_back_brings_nothing_back() {
    run(async {
        let (store, now) = store_of(1 << 20);
        let sample = Sample::new().put(&store).await;
        now.fetch_add(ms(LIFETIME), Ordering::Relaxed);
        assert_eq!(sample.view(&store).await.state, State::Expired);
        now.store(START, Ordering::Relaxed);
        assert_eq!(sample.view(&store).await.state, State::Expired);
    });
}

#[test]
fn it_is_as_old_as_the_process() {
    run(async {
        let (store, now) = store_of(1 << 20);
        now.fetch_add(5000, Ordering::Relaxed);
        store.poll().await.unwrap();
        let since = store.since().await.unwrap();
        assert_eq!(since, Time::from_millis(START));
        let world = World::memory();
        world.store.start().await.unwrap();
        let health = world.store.health().await.unwrap();
        assert_eq!(health.problems, [""; 0]);
    });
}

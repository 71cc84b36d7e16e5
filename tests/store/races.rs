//! Races between threads that each have a connection of their own.

use std::sync::{
    Arc, Barrier,
    atomic::{AtomicUsize, Ordering},
};

use handover::{
    protocol::{envelope::Envelope, wire::State},
    store::{Claimed, Ended, Store},
};

use super::{
    fixture::{Sample, TRIES, envelope_bytes, granted},
    world::{World, on_both_stores, run},
};

on_both_stores![
    of_32_claims_exactly_one_wins,
    of_32_takes_exactly_one_wins,
    a_claim_and_a_revocation_never_both_win,
    a_claim_and_the_last_wrong_tries_never_both_win,
    of_racing_creations_one_content_wins,
];

const BUNDLES: usize = 60;
const RIVALS: usize = 32;
const THREADS: usize = 4;

/// Runs the same act on every thread at once, each with a store of its own.
pub fn at_once<T: Send>(stores: &[Store], act: impl Fn(usize, &Store) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(stores.len());
    std::thread::scope(|scope| {
        let run_one = |(number, store)| {
            let (barrier, act) = (&barrier, &act);
            scope.spawn(move || {
                barrier.wait();
                act(number, store)
            })
        };
        let threads: Vec<_> = stores.iter().enumerate().map(run_one).collect();
        let results = threads.into_iter().map(|thread| thread.join().unwrap());
        results.collect()
    })
}

/// Stores for so many threads: the world's own and another one, in turn, each handle for itself.
pub fn stores(world: &World, count: usize) -> Vec<Store> {
    let pair = [world.store.clone(), world.another_store()];
    (0..count).map(|turn| pair[turn % 2].for_worker()).collect()
}

async fn race_to_open(world: &World, take: bool) {
    let mut samples = Vec::new();
    for _ in 0..BUNDLES {
        samples.push(Sample::new().put(&world.store).await);
    }
    let wins: Vec<AtomicUsize> = samples.iter().map(|_| AtomicUsize::new(0)).collect();
    at_once(&stores(world, THREADS), |_, store| {
        run(async {
            for (sample, wins) in samples.iter().zip(&wins) {
                let rivals = (0..RIVALS / THREADS).map(|_| async {
                    let claimed = match take {
                        true => store.take(&sample.id, &sample.rival()).await.unwrap(),
                        false => sample.open(store, &sample.rival()).await,
                    };
                    if let Claimed::Granted { envelope, .. } = claimed {
                        assert!(envelope == sample.envelope);
                        wins.fetch_add(1, Ordering::Relaxed);
                    }
                });
                futures_util::future::join_all(rivals).await;
            }
        });
    });
    for (sample, wins) in samples.iter().zip(&wins) {
        assert_eq!(wins.load(Ordering::Relaxed), 1);
        let receipt = sample.receipt(&world.store).await;
        let state = if take { State::Opened } else { State::Claimed };
        assert_eq!(receipt.view.state, state);
        assert_eq!(receipt.late_attempts, RIVALS as u64 - 1);
    }
}

async fn of_32_claims_exactly_one_wins(world: &World) {
    race_to_open(world, false).await;
}

async fn of_32_takes_exactly_one_wins(world: &World) {
    race_to_open(world, true).await;
}

async fn a_claim_and_a_revocation_never_both_win(world: &World) {
    let stores = stores(world, 2);
    for _ in 0..BUNDLES {
        let sample = Sample::new().put(&world.store).await;
        let won = at_once(&stores, |number, store| {
            let mut won = false;
            run(async {
                won = match number {
                    0 => {
                        let claimed = sample.open(store, &sample.attempt()).await;
                        matches!(claimed, Claimed::Granted { .. })
                    }
                    _ => {
                        let receipt = sample.receipt.hash();
                        store.revoke(&sample.id, &receipt).await.unwrap() == Ended::Done
                    }
                };
            });
            won
        });
        assert!(won[0] != won[1], "{won:?}");
        let state = sample.view(&world.store).await.state;
        assert_eq!(won[0], state == State::Claimed);
        assert_eq!(won[1], state == State::Revoked);
    }
}

async fn a_claim_and_the_last_wrong_tries_never_both_win(world: &World) {
    let stores = stores(world, THREADS);
    for _ in 0..BUNDLES {
        let sample = Sample::new().put(&world.store).await;
        for _ in 2..TRIES {
            sample.open(&world.store, &sample.wrong_passphrase()).await;
        }
        let claims = at_once(&stores, |number, store| {
            let mut claimed = None;
            run(async {
                let attempt = match number {
                    0 => sample.attempt(),
                    _ => sample.wrong_passphrase(),
                };
                claimed = Some(sample.open(store, &attempt).await);
            });
            claimed.unwrap()
        });
        let view = sample.view(&world.store).await;
        let wrong = claims.iter().filter(|claimed| match claimed {
            Claimed::WrongPassphrase { tries_left } => *tries_left == 1,
            _ => false,
        });
        match view.state {
            State::Claimed => {
                granted(&claims[0]);
                assert_eq!(2 - view.tries_left as usize, wrong.count());
            }
            State::Destroyed => {
                assert!(matches!(claims[0], Claimed::Gone { .. }));
                assert_eq!((view.tries_left, wrong.count()), (0, 1));
            }
            state => panic!("{state}"),
        }
    }
}

async fn of_racing_creations_one_content_wins(world: &World) {
    let stores = stores(world, THREADS);
    // Small ones and large ones go different ways.
    for padded in [1024, 65_536].repeat(BUNDLES / 2) {
        let sample = Arc::new(Sample::new());
        let envelope = envelope_bytes(padded);
        let sealed = |number: usize| {
            let mut envelope = envelope.clone();
            *envelope.last_mut().unwrap() = u8::try_from(number % 2).unwrap();
            envelope
        };
        let words = at_once(&stores, |number, store| {
            let mut word = "";
            run(async {
                let mut bundle = sample.bundle();
                bundle.envelope = Envelope::parse(sealed(number)).unwrap();
                word = super::fixture::created_word(store.create(&bundle).await.unwrap());
            });
            word
        });
        let mut sorted = words.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["new", "same", "taken", "taken"], "{words:?}");
        assert_eq!(words[0] == "taken", words[2] == "taken");
        let winner = words.iter().position(|word| *word == "new").unwrap();
        let opened = sample.open(&world.store, &sample.attempt()).await;
        assert!(granted(&opened) == sealed(winner));
    }
}

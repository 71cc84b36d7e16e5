//! Every step on all the stores, in turn.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::{
    figures::{Spread, ratios},
    world::{Taken, World, number, told},
};

/// Bundles in the stores beside the full one: more than any cache holds, and few, twice.
const BESIDE: [u32; 3] = [50_000, 1_000, 1_000];
/// The places of the stores.
const FULL: usize = 0;
const SOME: usize = 1;
const FEW: usize = 2;
const FEW_AGAIN: usize = 3;
const STORES: usize = 4;
/// Calls of a batch.
const CALLS: usize = 256;
/// Sweeps and health checks of a batch.
const LOOKS: usize = 16;
/// Leases that have ended when a sweep comes.
const ENDED: usize = 64;
/// The full store gets what can be stored in this time.
const FILLING: Duration = Duration::from_secs(110);
/// The partitions have two keys each that stay: their mark, and the index of deadlines.
const STAYING: u64 = 2 * 64;

/// A full store beside smaller ones.
#[derive(Serialize)]
pub(crate) struct Growth {
    pub(crate) bundles: usize,
    pub(crate) beside: [u32; 3],
    pub(crate) rounds: u8,
    pub(crate) filled_in_seconds: f64,
    pub(crate) redis: String,
    pub(crate) used_bytes_a_bundle: f64,
    pub(crate) resident_bytes_a_bundle: f64,
    pub(crate) steps: Vec<Step>,
}

/// What a step takes, and how much more of it with a full store.
#[derive(Serialize)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// One call with few bundles, in µs; of the calls under way at once each has its share.
    pub(crate) micros: Spread,
    pub(crate) full_to_few: Spread,
    pub(crate) full_to_some: Spread,
    pub(crate) few_to_few: Spread,
    /// Commands of Redis for one call: the same number, however many bundles there are.
    pub(crate) commands: f64,
    /// µs of Redis' processor for one call: full, some, few, few again.
    pub(crate) redis_micros: [f64; STORES],
}

/// A step, by what a batch of it does.
#[derive(Clone, Copy)]
enum Act {
    Create,
    Look,
    Open,
    Unknown,
    Sweep,
    EndedLeases,
    Ready,
}

const ACTS: [(Act, &str, usize); 7] = [
    (Act::Create, "create", CALLS),
    (Act::Look, "look", CALLS),
    (Act::Open, "open", CALLS),
    (Act::Unknown, "open, unknown id", CALLS),
    (Act::Sweep, "sweep, nothing due", LOOKS),
    (Act::EndedLeases, "sweep, 64 leases ended", 1),
    (Act::Ready, "readyz", LOOKS),
];

/// What the stores took for a step, round by round.
type Rounds = Vec<[Taken; STORES]>;

pub(crate) async fn run(bundles: u32, rounds: u8) -> Growth {
    let mut worlds = [
        World::start().await,
        World::start().await,
        World::start().await,
        World::start().await,
    ];
    let (used, resident) = memory(&worlds[FULL]);
    let started = Instant::now();
    let deadline = started + FILLING;
    worlds[FULL].fill(bundles, deadline).await;
    let filled_in_seconds = started.elapsed().as_secs_f64();
    let (used_full, resident_full) = memory(&worlds[FULL]);
    every_key_ends(&worlds[FULL]);
    for (world, count) in worlds[SOME..].iter_mut().zip(BESIDE) {
        world.fill(count, deadline + FILLING).await;
    }
    let live = worlds[FULL].live();
    let each = |now: u64, before: u64| now.saturating_sub(before) as f64 / live as f64;
    Growth {
        bundles: live,
        beside: BESIDE,
        rounds,
        filled_in_seconds,
        redis: told(&worlds[FULL].server, "server", "redis_version"),
        used_bytes_a_bundle: each(used_full, used),
        resident_bytes_a_bundle: each(resident_full, resident),
        steps: steps(&mut worlds, rounds).await,
    }
}

async fn steps(worlds: &mut [World; STORES], rounds: u8) -> Vec<Step> {
    let mut taken = ACTS.map(|_| Rounds::new());
    // The first round warms up, and does not count.
    for round in 0..=usize::from(rounds) {
        for ((act, _, _), rounds) in ACTS.into_iter().zip(&mut taken) {
            let mut of_round = [None; STORES];
            for turn in 0..STORES {
                let place = (round + turn) % STORES;
                of_round[place] = Some(batch(&mut worlds[place], act).await);
            }
            if round > 0 {
                rounds.push(of_round.map(|taken| taken.unwrap()));
            }
        }
    }
    let named = ACTS.into_iter().zip(&taken);
    named
        .map(|((_, name, calls), rounds)| step(name, calls, rounds))
        .collect()
}

/// A batch, after which as many bundles wait as before.
async fn batch(world: &mut World, act: Act) -> Taken {
    match act {
        Act::Create => {
            let create = async |world: &mut World| world.create(CALLS).await;
            let taken = world.timed(create).await;
            let gone = world.leave(CALLS);
            world.purge(&gone).await;
            taken
        }
        Act::Look => {
            let numbers = world.some(CALLS);
            world.timed(async |world| world.look(&numbers).await).await
        }
        Act::Open => {
            let numbers = world.leave(CALLS);
            let taken = world.timed(async |world| world.open(&numbers).await).await;
            renew(world, &numbers).await;
            taken
        }
        Act::Unknown => {
            let ask = async |world: &mut World| world.open_unknown(CALLS).await;
            world.timed(ask).await
        }
        Act::Sweep => world.timed(sweep).await,
        Act::EndedLeases => {
            let numbers = world.leave(ENDED);
            world.claim_and_wait(&numbers).await;
            let sweep = async |world: &mut World| world.store.poll().await.unwrap();
            let taken = world.timed(sweep).await;
            renew(world, &numbers).await;
            taken
        }
        Act::Ready => world.timed(ready).await,
    }
}

async fn sweep(world: &mut World) {
    for _ in 0..LOOKS {
        world.store.poll().await.unwrap();
    }
}

async fn ready(world: &mut World) {
    for _ in 0..LOOKS {
        let health = world.store.health().await.unwrap();
        assert!(health.problems.is_empty(), "{:?}", health.problems);
    }
}

/// New ones in the place of those that were opened.
async fn renew(world: &mut World, opened: &[u64]) {
    world.purge(opened).await;
    world.create(opened.len()).await;
}

fn step(name: &'static str, calls: usize, rounds: &Rounds) -> Step {
    let time = |place: usize| {
        let times = rounds.iter().map(move |of| of[place].time);
        times.collect::<Vec<_>>()
    };
    let redis = |place: usize| {
        let each = rounds.iter().map(|of| of[place].redis).sum::<f64>();
        each * 1e6 / (calls * rounds.len()) as f64
    };
    let times = |one, other| Spread::of(ratios(&time(one), &time(other)));
    let one: Vec<_> = time(FEW)
        .iter()
        .map(|time| time * 1e6 / calls as f64)
        .collect();
    Step {
        name,
        micros: Spread::of(one),
        full_to_few: times(FULL, FEW),
        full_to_some: times(FULL, SOME),
        few_to_few: times(FEW_AGAIN, FEW),
        commands: commands(name, rounds) as f64 / calls as f64,
        redis_micros: std::array::from_fn(redis),
    }
}

/// Of a batch. Whatever looked through what is there would need more of them with more of it.
fn commands(name: &str, rounds: &Rounds) -> u64 {
    let first = rounds[0][FEW].commands;
    for taken in rounds.iter().flatten() {
        assert_eq!(taken.commands, first, "{name}");
    }
    first
}

/// Bytes in use, and of the process.
fn memory(world: &World) -> (u64, u64) {
    let told = |name| number(&world.server, "memory", name);
    (told("used_memory"), told("used_memory_rss"))
}

/// But for what every partition has, whatever it holds.
fn every_key_ends(world: &World) {
    let keys = told(&world.server, "keyspace", "db0");
    let count = |name: &str| -> u64 {
        let mut members = keys.split(',').filter_map(|member| member.split_once('='));
        let member = members.find(|(member, _)| *member == name);
        member.unwrap().1.parse().unwrap()
    };
    let staying = count("keys") - count("expires");
    assert!(staying <= STAYING, "{staying} keys never end: {keys}");
}

//! Services that break a promise. The checker has to say so of each, or it is worth nothing.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::future::{join, join_all};
use tokio::runtime::Builder;

use crate::{
    audit,
    bundle::Bundle,
    caller::{Caller, Opener},
    checker::check,
    history::{Fault, History, Moment, Said},
    machines::Shape,
    naive::{Naive, Way},
    nemesis::newest_log,
    stage::Stage,
    topologies::{PATIENCE, node::Node, proxy::Mode, sentinel::Sentinel, until},
    workload::number,
};

/// How many bundles each mutant is given.
const BUNDLES: usize = 40;
/// How many others are put while they are opened.
const OTHERS: usize = 5;

/// The invariants that are broken.
fn broken(history: &History) -> BTreeSet<u8> {
    let found = check(history);
    found.iter().map(|violation| violation.invariant).collect()
}

/// These bundles, put through one process.
async fn put(caller: &Caller, count: usize) -> Vec<Arc<Bundle>> {
    let mut bundles = Vec::new();
    for _ in 0..count {
        let bundle = caller.new_bundle();
        let started = Instant::now();
        while caller.create(0, &bundle).await != Said::Created {
            assert!(started.elapsed() < PATIENCE, "nothing can be put");
        }
        bundles.push(bundle);
    }
    bundles
}

/// Opens each of them through this process, with a claim of its own, until there is an answer.
async fn open_all(caller: &Caller, app: usize, bundles: &[Arc<Bundle>]) {
    let open = async |bundle: &Arc<Bundle>| {
        let (opener, started) = (Opener::new(number(), true), Instant::now());
        let pending = |said: &Said| matches!(said, Said::Later | Said::Unknown);
        while pending(&caller.open(app, bundle, &opener).await) && started.elapsed() < PATIENCE {}
    };
    join_all(bundles.iter().map(open)).await;
}

/// From here on the primary writes what no replica gets, beside what they have all got.
fn starve(nodes: &[Node], primary: usize) {
    let places = (0..nodes.len()).filter(|place| *place != primary);
    let replicas: Vec<&Node> = places.map(|place| &nodes[place]).collect();
    let primary = &nodes[primary];
    primary.wait_for(replicas.iter().copied());
    for replica in replicas {
        primary.front.set_from(replica.source(), Mode::BlackHole);
    }
}

#[test]
fn a_server_that_waits_for_no_replica_is_caught() {
    let broken = broken(&starved("0"));
    assert!(broken.contains(&1), "{broken:?}");
    assert!(broken.contains(&2), "{broken:?}");
}

#[test]
fn the_same_server_that_waits_is_not() {
    assert_eq!(broken(&starved("auto")), BTreeSet::new());
}

/// Bundles are opened, and others are put, while nothing is replicated; then the primary dies.
fn starved(wait_replicas: &'static str) -> History {
    // The replica's last word counts for ten seconds: a primary may be on its own for so long.
    let settings = ["min-replicas-max-lag 10"];
    let mut stage = Stage::set(Shape::Pair, &settings, wait_replicas, 1);
    stage.machines.stay_patient();
    let bundles = stage.run(async |caller| put(caller, BUNDLES).await);
    let (primary, began) = (stage.machines.primaries()[0], stage.caller.recorder.now());
    starve(stage.machines.nodes(), primary);
    stage.run(async |caller| {
        let create = async |bundle: &Arc<Bundle>| caller.create(0, bundle).await;
        let others = [(); OTHERS].map(|()| caller.new_bundle());
        let others = join_all(others.iter().map(create));
        join(open_once(caller, &bundles), others).await;
    });
    stage.machines.nodes_mut()[primary].kill();
    stage.machines.lose_patience();
    stage.machines.failed_over(primary);
    afterwards(&mut stage, began, &bundles)
}

#[test]
fn a_server_that_waits_for_any_one_of_two_is_caught() {
    let broken = broken(&cut_off("1"));
    assert!(broken.contains(&1), "{broken:?}");
}

#[test]
fn the_same_server_that_asks_the_sentinels_is_not() {
    assert_eq!(broken(&cut_off("auto")), BTreeSet::new());
}

/// Bundles are opened where the old primary, a replica and a Sentinel are cut off from the others.
fn cut_off(wait_replicas: &'static str) -> History {
    const SENTINEL: usize = 3;
    let mut stage = Stage::set(Shape::Trio, &[], wait_replicas, 1);
    stage.machines.stay_patient();
    let bundles = stage.run(async |caller| put(caller, BUNDLES).await);
    let primary = stage.machines.primaries()[0];
    let [near, far] = [1, 2].map(|further| (primary + further) % 3);
    let nodes = stage.machines.nodes();
    nodes[primary].wait_for([&nodes[near], &nodes[far]]);
    let began = stage.caller.recorder.now();
    stage.split(&[primary, near, SENTINEL]);
    stage.machines.lose_patience();
    stage.run(async |caller| open_once(caller, &bundles).await);
    let other = &stage.machines.nodes()[far];
    until("the others have a primary", || {
        other.info("role").as_deref() == Some("master")
    });
    afterwards(&mut stage, began, &bundles)
}

/// Opens each of them once, without patience: who waits for replicas answers 503 all the time.
async fn open_once(caller: &Caller, bundles: &[Arc<Bundle>]) {
    let open =
        async |bundle: &Arc<Bundle>| caller.open(0, bundle, &Opener::new(number(), true)).await;
    join_all(bundles.iter().map(open)).await;
}

/// All is well again, and others open the same bundles.
fn afterwards(stage: &mut Stage, began: Moment, bundles: &[Arc<Bundle>]) -> History {
    stage.heal();
    stage.restart_the_dead();
    stage.machines.settle();
    note_fault(&stage.caller, began);
    stage.run(async |caller| open_all(caller, 1, bundles).await);
    audit::ask_for_all(stage);
    stage.caller.recorder.lock().clone()
}

fn note_fault(caller: &Caller, began: Moment) {
    let now = caller.recorder.now();
    caller.recorder.lock().faults.push(Fault {
        name: "a fault",
        began,
        healed: now,
        settled: now,
        served: [Some(now); 2],
    });
}

fn run<T>(calls: impl Future<Output = T>) -> T {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(calls)
}

/// Two instances that ask `primary` where the primary is, and calls to them.
fn naive(way: Way, primary: &Arc<dyn Fn() -> String + Send + Sync>) -> ([Naive; 2], Caller) {
    let instances = [0, 1].map(|_| Naive::start(way, Arc::clone(primary)));
    let url = |place: usize| format!("http://127.0.0.1:{}", instances[place].port);
    let caller = Caller::new([url(0), url(1)]);
    (instances, caller)
}

#[test]
fn a_lock_of_the_process_is_caught() {
    let node = Node::start();
    // A network between them, of which there is none on loopback.
    node.front.set(Mode::Delay(Duration::from_millis(5)));
    let url = format!("redis://127.0.0.1:{}/", node.front.port());
    let (_instances, caller) = naive(Way::LockOfProcess, &(Arc::new(move || url.clone()) as _));
    run(async {
        let bundles = put(&caller, BUNDLES).await;
        for bundle in bundles {
            let openers = [0, 1].map(|app| (app, Opener::new(number(), true)));
            let open = async |(app, opener): &(usize, Opener)| {
                caller.open(*app, &bundle, opener).await;
            };
            join_all(openers.iter().map(open)).await;
        }
    });
    let broken = broken(&caller.recorder.lock());
    assert!(broken.contains(&1), "{broken:?}");
}

#[test]
fn getdel_is_caught() {
    let mut machines = Sentinel::start(1);
    machines.stay_patient();
    let sentinel = machines.sentinels[0].url();
    let primary = move || {
        let ask = || -> redis::RedisResult<(String, u16)> {
            let mut call = redis::cmd("SENTINEL");
            call.arg("GET-MASTER-ADDR-BY-NAME").arg("handover");
            call.query(&mut redis::Client::open(sentinel.as_str())?.get_connection()?)
        };
        let (host, port) = ask().expect("the Sentinels are there");
        format!("redis://{host}:{port}/")
    };
    let (_instances, caller) = naive(Way::GetDel, &(Arc::new(primary) as _));
    let bundles = run(put(&caller, BUNDLES));
    let primary = machines.known_primary();
    starve(&machines.nodes, primary);
    run(open_all(&caller, 0, &bundles));
    machines.nodes[primary].kill();
    machines.lose_patience();
    machines.failed_over(primary);
    run(open_all(&caller, 1, &bundles));
    let broken = broken(&caller.recorder.lock());
    assert!(broken.contains(&1), "{broken:?}");
}

#[test]
fn a_store_that_evicts_is_caught() {
    // The last of two lines counts.
    let settings = ["maxmemory 4mb", "maxmemory-policy volatile-lru"];
    let stage = Stage::set(Shape::Single, &settings, "auto", 1);
    stage.run(async |caller| put(caller, BUNDLES).await);
    let node = &stage.machines.nodes()[0];
    until("something is evicted", || {
        let key = format!("another:{}", number());
        let written: Result<(), _> = node.ask(&format!("SETRANGE {key} 100000 word"));
        let full = written.is_err_and(|error| error.code() == Some("OOM"));
        full || node.info("evicted_keys").is_some_and(|keys| keys != "0")
    });
    audit::ask_for_all(&stage);
    let broken = broken(&stage.caller.recorder.lock());
    assert!(broken.contains(&2), "{broken:?}");
}

#[test]
fn a_log_that_is_written_later_is_caught() {
    let settings = ["appendfsync no"];
    let mut stage = Stage::set(Shape::Single, &settings, "auto", 1);
    let bundles = stage.run(async |caller| put(caller, BUNDLES).await);
    let log = newest_log(&stage.machines.nodes()[0]);
    let synced = std::fs::metadata(&log).unwrap().len();
    let began = stage.caller.recorder.now();
    stage.run(async |caller| open_all(caller, 0, &bundles).await);
    stage.machines.nodes_mut()[0].kill();
    // What nobody asked the disk to keep is not there after a power cut.
    let file = std::fs::OpenOptions::new().write(true).open(&log).unwrap();
    file.set_len(synced).unwrap();
    stage.restart_the_dead();
    stage.machines.settle();
    note_fault(&stage.caller, began);
    stage.run(async |caller| open_all(caller, 1, &bundles).await);
    let broken = broken(&stage.caller.recorder.lock());
    assert!(broken.contains(&1), "{broken:?}");
}

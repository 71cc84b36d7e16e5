//! The faults. Each leaves every link whole; a server that it leaves dead is started again when both
//! processes have served without it.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    thread::sleep,
    time::Duration,
};

use crate::{
    caller::Opener,
    history::Said,
    machines::{Machines, Shape},
    stage::Stage,
    topologies::{node::Node, proxy::Mode, until},
    workload::number,
};

/// One way to break something.
#[derive(Clone, Copy)]
pub struct Step {
    pub name: &'static str,
    pub act: fn(&mut Stage),
}

const fn step(name: &'static str, act: fn(&mut Stage)) -> Step {
    Step { name, act }
}

/// What comes in every run on these machines.
pub fn always(shape: Shape) -> Vec<Step> {
    match shape {
        Shape::Single => vec![
            step("kill -9, start again", kill_primary),
            step("power cut", power_cut),
            step("process killed before it answered", kill_process),
            step("FLUSHALL", flush),
        ],
        Shape::Pair => vec![
            step("kill -9 of the primary", kill_primary),
            step("replication lost, then kill -9", starve_then_kill),
            step("split brain", split_brain),
        ],
        Shape::Trio => vec![
            step("split brain", split_brain),
            step("replication lost, then kill -9", starve_then_kill),
            step("the primary gone for good", lose_primary),
            step("two faults at once", two_faults),
        ],
        Shape::Cluster => vec![
            step("slots move", move_slots),
            step("replication lost, then kill -9", starve_then_kill),
            step("split brain", split_brain),
        ],
    }
}

/// What else may come. The emptied store comes last.
pub fn sometimes(shape: Shape) -> Vec<Step> {
    let mut steps = vec![
        step("pause of the primary", pause_primary),
        step("links of a process", break_links),
        step("answers cut in the middle", cut_answers),
        step("memory full", fill),
    ];
    if shape != Shape::Single {
        steps.push(step("power cut", power_cut));
        steps.push(step("process killed before it answered", kill_process));
    }
    match shape {
        Shape::Single | Shape::Pair => {}
        Shape::Trio => {
            steps.push(step("kill -9 of the primary", kill_primary));
            steps.push(step("a replica gone for good", lose_replica));
        }
        Shape::Cluster => steps.push(step("kill -9 of a primary", kill_primary)),
    }
    steps
}

/// The last step: everything in one node is lost.
pub fn last() -> Step {
    step("FLUSHALL", flush)
}

/// The length of a fault.
fn dwell(millis: u64) {
    sleep(Duration::from_millis(millis));
}

fn kill_primary(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    stage.machines.nodes_mut()[primary].kill();
    if stage.machines.have_replicas() {
        stage.machines.failed_over(primary);
    } else {
        dwell(1_500);
    }
    stage.restart_the_dead();
}

fn lose_primary(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    stage.machines.nodes_mut()[primary].kill();
    stage.machines.failed_over(primary);
}

fn lose_replica(stage: &mut Stage) {
    let replica = a_replica(stage);
    stage.machines.nodes_mut()[replica].kill();
}

fn pause_primary(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    stage.machines.nodes()[primary].pause();
    stage.machines.failed_over(primary);
    dwell(2_000);
    stage.machines.nodes()[primary].resume();
}

/// The replicas do not get what is written; then the only node that has it is killed.
fn starve_then_kill(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    stage.machines.starve_replicas_of(primary);
    dwell(2_500);
    stage.machines.nodes_mut()[primary].kill();
    stage.machines.failed_over(primary);
    stage.heal();
    stage.restart_the_dead();
}

/// The old primary, one process, and what may be with them on the side of the fewer.
fn split_brain(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    let minority = minority_with(stage, primary);
    stage.split(&minority);
    until("the others have a primary", || match &stage.machines {
        Machines::Cluster(_) | Machines::Single(_) => {
            stage.machines.failed_over(primary);
            true
        }
        Machines::Sentinel(sentinel) => {
            let mut others = sentinel.nodes.iter().enumerate();
            others.any(|(place, node)| {
                !minority.contains(&place) && node.info("role").as_deref() == Some("master")
            })
        }
    });
    dwell(2_500);
    stage.heal();
}

/// Of three data nodes two, and in every second case a Sentinel.
fn minority_with(stage: &mut Stage, primary: usize) -> Vec<usize> {
    let mut minority = vec![primary];
    if let Machines::Sentinel(sentinel) = &stage.machines {
        let nodes = sentinel.nodes.len();
        if nodes == 3 {
            minority.push((primary + 1 + stage.chance.below(2)) % nodes);
        }
        if stage.chance.percent(50) {
            minority.push(nodes + stage.chance.below(3));
        }
    }
    minority
}

/// Every data node at once. With `appendfsync always` everything that was answered is on the disk,
/// and what a power cut can leave behind it is one torn command.
fn power_cut(stage: &mut Stage) {
    for node in stage.machines.nodes_mut() {
        node.kill();
    }
    for node in stage.machines.nodes() {
        tear(node);
    }
    for node in stage.machines.nodes_mut() {
        node.launch();
    }
    until("they are back", || {
        let pong = |node: &Node| node.ask::<String>("PING").is_ok();
        stage.machines.nodes().iter().all(pong)
    });
}

fn tear(node: &Node) {
    let log = newest_log(node);
    let mut log = OpenOptions::new().append(true).open(log).unwrap();
    log.write_all(b"*3\r\n$3\r\nSET\r\n$9\r\nhndo:to").unwrap();
}

/// The file to which a node appends what it writes.
pub fn newest_log(node: &Node) -> std::path::PathBuf {
    let files = fs::read_dir(node.directory().join("appendonlydir")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let appended = |path: &std::path::PathBuf| path.to_string_lossy().ends_with(".incr.aof");
    let sequence = |path: &std::path::PathBuf| {
        let name = path.to_string_lossy().into_owned();
        name.split('.')
            .rev()
            .nth(2)
            .map(|number| number.parse::<u32>().unwrap())
    };
    files.filter(appended).max_by_key(sequence).unwrap()
}

/// Redis acts, its answers do not arrive, and then the process is killed.
fn kill_process(stage: &mut Stage) {
    let app = stage.chance.below(2);
    stage.views[app].set_all(Mode::HalfOpen);
    dwell(500);
    stage.apps[app].kill();
    stage.views[app].set_all(Mode::Pass);
    dwell(500);
    stage.apps[app].run();
}

/// Between one process and all servers.
fn break_links(stage: &mut Stage) {
    let app = stage.chance.below(2);
    let modes = [
        Mode::Refuse,
        Mode::Delay(Duration::from_millis(300)),
        Mode::HalfOpen,
        Mode::BlackHole,
        Mode::Cut(900),
    ];
    for mode in modes {
        stage.views[app].set_all(mode);
        dwell(800);
    }
    stage.heal();
}

/// Between the processes and their clients: behind the head and some of the body.
fn cut_answers(stage: &mut Stage) {
    for length in [1_000, 1_400, 300] {
        for app in &stage.apps {
            app.front.set(Mode::Cut(length));
        }
        dwell(800);
    }
    for app in &stage.apps {
        app.front.set(Mode::Pass);
    }
}

/// Full: nothing new is taken, and what is there is opened.
fn fill(stage: &mut Stage) {
    let bundle = stage.put();
    let primaries = stage.machines.primaries();
    let primaries = primaries
        .iter()
        .map(|place| &stage.machines.nodes()[*place]);
    let primaries: Vec<&Node> = primaries.collect();
    let (_, usual): (String, String) = primaries[0].command("CONFIG GET maxmemory");
    let limit = |limit: &str| {
        for primary in &primaries {
            primary.command::<()>(&format!("CONFIG SET maxmemory {limit}"));
        }
    };
    limit("1000000");
    let opener = Opener::new(number(), true);
    until("it can be opened", || {
        let said = stage.run(async |caller| caller.open(1, &bundle, &opener).await);
        matches!(said, Said::Envelope(_))
    });
    let another = stage.caller.new_bundle();
    until("nothing new is taken", || {
        stage.run(async |caller| caller.create(1, &another).await) == Said::Full
    });
    dwell(1_000);
    limit(&usual);
}

/// Everything in one node is gone, and says so.
fn flush(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    let now = stage.caller.recorder.now();
    stage.machines.nodes()[primary].command::<()>("FLUSHALL");
    stage.store_is_new_since(now);
}

/// Partitions of the data go from one primary to another, as an operator moves them.
fn move_slots(stage: &mut Stage) {
    let cluster = stage.machines.cluster().expect("a Cluster");
    for _ in 0..8 {
        let partition = stage.chance.below(64);
        let slot = cluster.slot(&format!("hndo:{{{partition:02x}}}:meta"));
        let primaries = cluster.primaries();
        let from = cluster
            .primary_of(slot, primaries[0])
            .expect("it is served");
        let others: Vec<usize> = primaries
            .into_iter()
            .filter(|place| *place != from)
            .collect();
        cluster.migrate(slot, from, *stage.chance.pick(&others));
    }
}

/// A replica is lost in some way, and the primary in another.
fn two_faults(stage: &mut Stage) {
    let primary = stage.machines.a_primary(&mut stage.chance);
    let replica = a_replica(stage);
    match stage.chance.below(3) {
        0 => stage.machines.nodes_mut()[replica].kill(),
        1 => stage.machines.nodes()[replica].pause(),
        _ => stage.machines.isolate(&[replica]),
    }
    // Every second time it has been gone for long enough not to be waited for any more.
    dwell(*stage.chance.pick(&[500, 8_000]));
    if stage.chance.percent(50) {
        stage.machines.starve_replicas_of(primary);
        dwell(2_000);
    }
    stage.machines.nodes_mut()[primary].kill();
    dwell(4_000);
    stage.heal();
    stage.machines.nodes()[replica].resume();
    stage.restart_the_dead();
}

fn a_replica(stage: &mut Stage) -> usize {
    let primaries = stage.machines.primaries();
    let places = 0..stage.machines.nodes().len();
    let replicas: Vec<usize> = places.filter(|place| !primaries.contains(place)).collect();
    *stage.chance.pick(&replicas)
}

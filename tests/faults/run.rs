//! A run: machines, two processes, a workload, faults one after the other, and the verdict.

use std::{collections::BTreeSet, fmt, sync::Arc};

use crate::{
    audit,
    chance::Chance,
    checker::{Violation, check, delivered_to},
    history::{Act, Call, Fault, History, Moment, Said},
    machines::Shape,
    nemesis::{self, Step},
    stage::Stage,
    workload::Workload,
};

/// How much is done, and by which chance.
#[derive(Clone, Copy)]
pub struct Scale {
    /// How often every fault comes; 0 is the short form, in which a few come once.
    rounds: usize,
    pub seed: u64,
}

/// How many of the faults that need not come do come in the short form.
const EXTRA: usize = 2;
/// How many broken promises are told in full.
const TOLD: usize = 10;

impl Scale {
    /// From `HANDOVER_FAULTS` (`long`, or the number of rounds) and `HANDOVER_FAULTS_SEED`.
    pub fn from_environment() -> Self {
        let read = |name| std::env::var(name).ok();
        let number = |text: String| text.parse().expect("it is a number");
        let rounds = match read("HANDOVER_FAULTS").as_deref() {
            None | Some("") => 0,
            Some("long") => 2,
            Some(rounds) => rounds
                .parse()
                .expect("HANDOVER_FAULTS is long, or a number"),
        };
        let seed = read("HANDOVER_FAULTS_SEED").map_or(1, number);
        Self { rounds, seed }
    }

    fn steps(self, shape: Shape, chance: &mut Chance) -> Vec<Step> {
        let (always, mut sometimes) = (nemesis::always(shape), nemesis::sometimes(shape));
        if self.rounds == 0 {
            chance.shuffle(&mut sometimes);
            sometimes.truncate(EXTRA);
            return [always, sometimes].concat();
        }
        let mut steps = Vec::new();
        for _ in 0..self.rounds {
            let mut round = [always.clone(), sometimes.clone()].concat();
            chance.shuffle(&mut round);
            steps.extend(round);
        }
        steps.push(nemesis::last());
        steps
    }
}

/// Does all of it on these machines; what it found is the last word.
pub fn run(shape: Shape) {
    let scale = Scale::from_environment();
    let mut stage = Stage::set(shape, &["rdbcompression no"], "auto", scale.seed);
    let mut chance = stage.chance.fork();
    let steps = scale.steps(shape, &mut chance);
    let history = play(&mut stage, &steps);
    let found = check(&history);
    println!("{HEAD}\n{}", Summary::of(shape, &history, &found));
    assert!(found.is_empty(), "{}", told(scale.seed, &history, &found));
}

/// Everything that happens in these steps, from the first call to the last.
pub fn play(stage: &mut Stage, steps: &[Step]) -> History {
    let chance = stage.chance.fork();
    let caller = stage.caller.with_own_connections();
    let workload = Workload::start(Arc::new(caller), chance);
    for step in steps {
        stage.suffer(step);
        audit::sweep(stage);
    }
    workload.finish();
    audit::sweep(stage);
    audit::search_files(stage);
    audit::ask_for_all(stage);
    audit::search_logs(stage);
    stage.caller.recorder.lock().clone()
}

/// What was broken, everything that was said about those bundles, and the faults meanwhile.
fn told(seed: u64, history: &History, found: &[Violation]) -> String {
    let mut lines = vec![format!(
        "HANDOVER_FAULTS_SEED={seed} broke {} promises",
        found.len()
    )];
    for violation in found.iter().take(TOLD) {
        lines.push(violation.to_string());
        let about = |call: &&Call| Some(call.bundle) == violation.bundle;
        lines.extend(
            history
                .calls
                .iter()
                .filter(about)
                .map(|call| format!("    {call:?}")),
        );
    }
    lines.extend(history.faults.iter().map(|fault| format!("{fault:?}")));
    lines.join("\n")
}

/// What a run comes to, as a line of a table.
struct Summary {
    shape: Shape,
    faults: usize,
    calls: usize,
    created: usize,
    delivered: usize,
    later: usize,
    unknown: usize,
    slowest: Moment,
    broken: usize,
}

/// The head of the table.
const HEAD: &str = "\
| machines | faults | calls | bundles put | delivered | 503 | no answer | slowest return | promises broken |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

impl Summary {
    fn of(shape: Shape, history: &History, found: &[Violation]) -> Self {
        let count = |said: Said| {
            history
                .calls
                .iter()
                .filter(|call| call.said == said)
                .count()
        };
        let put = history.calls.iter().filter(|call| call.act == Act::Create);
        let put = put
            .filter(|call| call.said == Said::Created)
            .map(|call| call.bundle);
        let delivered = history
            .calls
            .iter()
            .filter(|call| delivered_to(call).is_some());
        let away = |fault: &Fault| Some((*fault.served.iter().max()?)? - fault.healed);
        Self {
            shape,
            faults: history.faults.len(),
            calls: history.calls.len(),
            created: put.collect::<BTreeSet<_>>().len(),
            delivered: delivered
                .map(|call| call.bundle)
                .collect::<BTreeSet<_>>()
                .len(),
            later: count(Said::Later),
            unknown: count(Said::Unknown),
            slowest: history.faults.iter().filter_map(away).max().unwrap_or(0),
            broken: found.len(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            shape,
            faults,
            calls,
            created,
            delivered,
            later,
            unknown,
            slowest,
            broken,
        } = self;
        write!(
            formatter,
            "| {shape} | {faults} | {calls} | {created} | {delivered} | {later} | {unknown} | \
             {slowest} ms | {broken} |"
        )
    }
}

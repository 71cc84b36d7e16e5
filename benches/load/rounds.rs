//! The rounds: in each, every case once with the ceiling and once with Handover, which of them first
//! changing from round to round; fresh servers for every round.

use std::time::Duration;

use serde::Serialize;

use crate::{
    calls::System,
    generator::{self, Load},
    process::Stack,
};

/// What is run.
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    pub(crate) measured: Duration,
    pub(crate) cases: Vec<Case>,
}

/// One row.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Case {
    pub(crate) kib: usize,
    pub(crate) connections: usize,
}

/// What one system did in one round.
#[derive(Serialize)]
pub(crate) struct Round {
    pub(crate) round: usize,
    pub(crate) system: System,
    /// Milliseconds from the start of the process to its first answer.
    pub(crate) start_ms: f64,
    /// By case, in the order of the plan.
    pub(crate) cases: Vec<Figures>,
}

/// What one case came to.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Figures {
    pub(crate) cycles_per_second: f64,
    /// Of a request, in milliseconds.
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) p999: f64,
    /// Seconds for 10 000 cycles.
    pub(crate) server_cpu: f64,
    pub(crate) redis_cpu: f64,
    /// Bytes of memory of the server at its end; what it kept of the cases before is in it.
    pub(crate) resident: u64,
}

impl Figures {
    /// Seconds for 10 000 cycles, all together.
    pub(crate) fn cpu(&self) -> f64 {
        self.server_cpu + self.redis_cpu
    }
}

/// Every size with every number of connections, one size after the other: memory that a large one has
/// taken is not there when a small one is measured.
pub(crate) fn cases(kib: &[usize], connections: &[usize]) -> Vec<Case> {
    let of = |kib: &usize| {
        let kib = *kib;
        let with = move |&connections| Case { kib, connections };
        connections.iter().map(with)
    };
    kib.iter().flat_map(of).collect()
}

/// Runs them all.
pub(crate) fn run(plan: &Plan) -> Vec<Round> {
    let mut rounds = Vec::new();
    for number in 0..plan.rounds {
        let mut stacks = [System::Ceiling, System::Handover].map(Stack::start);
        if number % 2 == 1 {
            stacks.reverse();
        }
        rounds.extend(round(number, plan, &stacks));
        eprintln!("round {} of {}", number + 1, plan.rounds);
    }
    rounds
}

fn round(number: usize, plan: &Plan, stacks: &[Stack; 2]) -> [Round; 2] {
    let cases = plan.cases.iter();
    let figures: Vec<[Figures; 2]> = cases
        .map(|case| {
            stacks
                .each_ref()
                .map(|stack| measure(stack, *case, plan.measured))
        })
        .collect();
    std::array::from_fn(|which| {
        let stack = &stacks[which];
        Round {
            round: number,
            system: stack.system,
            start_ms: stack.started_in.as_secs_f64() * 1e3,
            cases: figures.iter().map(|both| both[which]).collect(),
        }
    })
}

fn measure(stack: &Stack, case: Case, measured: Duration) -> Figures {
    let load = Load {
        system: stack.system,
        address: stack.address,
        connections: case.connections,
        kib: case.kib,
        measured,
    };
    let tally = generator::run(load, || stack.usage());
    let cycles = f64::from(u32::try_from(tally.cycles).unwrap());
    let quantile = |thousandths: usize| {
        let place = (tally.nanos.len() * thousandths / 1000).min(tally.nanos.len() - 1);
        f64::from(tally.nanos[place]) / 1e6
    };
    Figures {
        cycles_per_second: cycles / tally.seconds,
        p50: quantile(500),
        p99: quantile(990),
        p999: quantile(999),
        server_cpu: tally.used.server / cycles * 10_000.0,
        redis_cpu: tally.used.redis / cycles * 10_000.0,
        resident: stack.resident(),
    }
}

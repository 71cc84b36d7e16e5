//! The table: medians of the rounds with their extremes, and the ratios of the same round.

use std::{
    fmt::{Display, Formatter, Result},
    fs,
};

use serde::Serialize;

use crate::{
    calls::System,
    growth::Growth,
    rounds::{Case, Figures, Plan, Round},
};

/// Everything that was measured.
#[derive(Serialize)]
pub(crate) struct Report {
    machine: String,
    rows: Vec<Row>,
    start_ms: Spread,
    growth: Option<Growth>,
    rounds: Vec<Round>,
}

/// One case.
#[derive(Serialize)]
struct Row {
    case: Case,
    ceiling: Medians,
    handover: Medians,
    ratio: Ratios,
}

#[derive(Serialize)]
struct Medians {
    cycles_per_second: Spread,
    p50: Spread,
    p99: Spread,
    p999: Spread,
    cpu: Spread,
    server_cpu: Spread,
    redis_cpu: Spread,
    resident_mb: Spread,
}

/// Handover's figure by the ceiling's of the same round.
#[derive(Serialize)]
struct Ratios {
    cycles_per_second: Spread,
    p99: Spread,
    cpu: Spread,
}

/// The median, the least and the most of the rounds.
#[derive(Clone, Copy, Serialize)]
struct Spread {
    median: f64,
    min: f64,
    max: f64,
}

impl Spread {
    fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let last = figures.len() - 1;
        Self {
            median: f64::midpoint(figures[last / 2], figures[last.div_ceil(2)]),
            min: figures[0],
            max: figures[last],
        }
    }
}

impl Report {
    pub(crate) fn of(plan: &Plan, rounds: Vec<Round>, growth: Option<Growth>) -> Self {
        let of = |system| rounds.iter().filter(move |round| round.system == system);
        let ours = |read: fn(&Round) -> f64| Spread::of(of(System::Handover).map(read));
        Self {
            machine: machine(),
            rows: (plan.cases.iter().enumerate())
                .map(|(at, case)| row(*case, &rounds, at))
                .collect(),
            start_ms: ours(|round| round.start_ms),
            growth,
            rounds,
        }
    }
}

fn row(case: Case, rounds: &[Round], at: usize) -> Row {
    let of = |system| -> Vec<Figures> {
        let own = rounds.iter().filter(|round| round.system == system);
        own.map(|round| round.cases[at]).collect()
    };
    let (ceiling, handover) = (of(System::Ceiling), of(System::Handover));
    let ratio = |read: fn(&Figures) -> f64| {
        let both = handover.iter().zip(&ceiling);
        Spread::of(both.map(|(ours, theirs)| read(ours) / read(theirs)))
    };
    Row {
        case,
        ratio: Ratios {
            cycles_per_second: ratio(|it| it.cycles_per_second),
            p99: ratio(|it| it.p99),
            cpu: ratio(Figures::cpu),
        },
        ceiling: medians(&ceiling),
        handover: medians(&handover),
    }
}

fn medians(figures: &[Figures]) -> Medians {
    let of = |read: fn(&Figures) -> f64| Spread::of(figures.iter().map(read));
    Medians {
        cycles_per_second: of(|it| it.cycles_per_second),
        p50: of(|it| it.p50),
        p99: of(|it| it.p99),
        p999: of(|it| it.p999),
        cpu: of(Figures::cpu),
        server_cpu: of(|it| it.server_cpu),
        redis_cpu: of(|it| it.redis_cpu),
        resident_mb: of(|it| megabytes(it.resident)),
    }
}

/// The least that is asked for of cycles a second, against the ceiling.
fn goal(case: &Case) -> Option<f64> {
    match (case.kib, case.connections) {
        (1, 32 | 256) => Some(0.75),
        (16, 32 | 256) => Some(0.7),
        _ => None,
    }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = name
        .unwrap_or_default()
        .trim_start_matches([' ', '\t', ':']);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    format!("{cores} cores, {name}; load average {load} at the end")
}

fn whole(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn megabytes(bytes: u64) -> f64 {
    whole(bytes / 1000) / 1000.0
}

impl Display for Report {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        writeln!(to, "{}", self.machine)?;
        writeln!(
            to,
            "median of the rounds [least – most]; ratio: Handover by the ceiling of the same round"
        )?;
        for row in &self.rows {
            write!(to, "{row}")?;
        }
        writeln!(to)?;
        goal_line(to, "start to first answer, ms", self.start_ms, 50.0)?;
        let Some(growth) = &self.growth else {
            return Ok(());
        };
        let bundle = Spread::of([growth.bundle]);
        goal_line(
            to,
            "Redis bytes a bundle of 1 KiB, record included",
            bundle,
            1_900.0,
        )?;
        let [warm, cycles, unknown] =
            [growth.warm, growth.after_cycles, growth.after_unknown].map(megabytes);
        writeln!(
            to,
            "growth: {warm:.2} MB warm, {cycles:.2} after 100 000 cycles, {unknown:.2} after 1 000 000 unknown ids"
        )
    }
}

impl Display for Row {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        let Case { kib, connections } = self.case;
        let (ours, theirs, ratio) = (&self.handover, &self.ceiling, &self.ratio);
        writeln!(to, "\n{connections} connections, {kib} KiB")?;
        write!(
            to,
            "  cycles/s     {:>8.0}  of {:>8.0}   {}",
            ours.cycles_per_second, theirs.cycles_per_second, ratio.cycles_per_second
        )?;
        let verdict = match goal(&self.case) {
            Some(goal) if ratio.cycles_per_second.median >= goal => format!("   within ≥ {goal}"),
            Some(goal) => format!("   UNDER {goal}"),
            None => String::new(),
        };
        writeln!(to, "{verdict}")?;
        writeln!(
            to,
            "  p50 ms       {:>8.3}  of {:>8.3}",
            ours.p50, theirs.p50
        )?;
        write!(
            to,
            "  p99 ms       {:>8.3}  of {:>8.3}   {}",
            ours.p99, theirs.p99, ratio.p99
        )?;
        writeln!(to, "{}", at_most(ratio.p99, 1.5))?;
        writeln!(
            to,
            "  p99.9 ms     {:>8.3}  of {:>8.3}",
            ours.p999, theirs.p999
        )?;
        write!(
            to,
            "  CPU s/10k    {:>8.3}  of {:>8.3}   {}",
            ours.cpu, theirs.cpu, ratio.cpu
        )?;
        writeln!(to, "{}", at_most(ratio.cpu, 1.5))?;
        writeln!(
            to,
            "    server     {:>8.3}  of {:>8.3}",
            ours.server_cpu, theirs.server_cpu
        )?;
        writeln!(
            to,
            "    Redis      {:>8.3}  of {:>8.3}",
            ours.redis_cpu, theirs.redis_cpu
        )?;
        write!(
            to,
            "  resident MB  {:>8.2}  of {:>8.2}   [{:.2} – {:.2}]",
            ours.resident_mb, theirs.resident_mb, ours.resident_mb.min, ours.resident_mb.max
        )?;
        let has_goal = matches!((kib, connections), (1, 256));
        let verdict = has_goal.then(|| at_most(ours.resident_mb, 24.0));
        writeln!(to, "{}", verdict.unwrap_or_default())
    }
}

fn goal_line(to: &mut Formatter<'_>, what: &str, spread: Spread, most: f64) -> Result {
    writeln!(to, "{what}: {spread}{}", at_most(spread, most))
}

fn at_most(spread: Spread, most: f64) -> String {
    if spread.median <= most {
        format!("   within ≤ {most}")
    } else {
        format!("   OVER {most}")
    }
}

impl Display for Spread {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        let Self { median, min, max } = self;
        // With a width or a precision that was asked for, the median alone.
        match to.precision() {
            Some(_) => median.fmt(to),
            None => write!(to, "{median:.2} [{min:.2} – {max:.2}]"),
        }
    }
}

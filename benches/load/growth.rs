//! What a bundle takes, and whether the server's memory grows with what it has done.

use std::time::Duration;

use serde::Serialize;

use crate::{
    calls::System,
    generator::{self, Load},
    process::Stack,
};

/// Bundles that are left unopened to see what one takes in Redis.
const KEPT: usize = 10_000;
const CYCLES: usize = 100_000;
const UNKNOWN: usize = 1_000_000;
const CONNECTIONS: usize = 64;

#[derive(Serialize)]
pub(crate) struct Growth {
    /// Bytes in Redis for each bundle of 1 KiB, with its record.
    pub(crate) bundle: f64,
    /// The same for the ceiling, which keeps no record.
    pub(crate) value: f64,
    /// Bytes of memory of the server, as the following ones:
    /// after as much load as it takes to fill the buffers,
    pub(crate) warm: u64,
    /// after 100 000 cycles more,
    pub(crate) after_cycles: u64,
    /// after 1 000 000 openings of ids that nobody has.
    pub(crate) after_unknown: u64,
}

pub(crate) fn run() -> Growth {
    let stack = Stack::start(System::Handover);
    let load = load(&stack);
    let bundle = redis_bytes(&stack);
    generator::run_cycles(load, CYCLES / 5);
    generator::run_unknown(stack.address, CONNECTIONS, UNKNOWN / 50);
    let warm = stack.resident();
    generator::run_cycles(load, CYCLES);
    let after_cycles = stack.resident();
    generator::run_unknown(stack.address, CONNECTIONS, UNKNOWN);
    Growth {
        bundle,
        value: redis_bytes(&Stack::start(System::Ceiling)),
        warm,
        after_cycles,
        after_unknown: stack.resident(),
    }
}

fn load(stack: &Stack) -> Load {
    Load {
        system: stack.system,
        address: stack.address,
        connections: CONNECTIONS,
        kib: 1,
        measured: Duration::ZERO,
    }
}

fn redis_bytes(stack: &Stack) -> f64 {
    // What the first ones bring along: scripts, connections, buffers.
    generator::run_puts(load(stack), 1_000);
    let before = stack.redis_bytes();
    let stored = generator::run_puts(load(stack), KEPT);
    (stack.redis_bytes() - before) / f64::from(u32::try_from(stored).unwrap())
}

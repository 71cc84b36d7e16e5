//! The one binary.

#![forbid(unsafe_code)]

use std::{alloc::System, process::ExitCode};

use handover::cli::Cli;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use zeroizing_alloc::ZeroAlloc;

/// What is freed is wiped: the copies of tokens and texts, too, that a framework or a parser makes
/// on their way to types which wipe themselves.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    keep_memory_off_the_disk();
    Cli::read().run()
}

/// A crash must not write what is in memory to the disk, and no other program of the same user may
/// read it. The limit alone does not hold where crashes are piped to a collector, which is asked
/// whatever the limit says. What cannot be set was forbidden to start with.
fn keep_memory_off_the_disk() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

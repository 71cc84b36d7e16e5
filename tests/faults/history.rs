//! What was asked and what was answered, in the order of a clock that never jumps.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use handover::protocol::wire::{State, Time};

/// Milliseconds since the run began.
pub type Moment = i64;

/// A bundle, by its number.
pub type Number = usize;

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The request that the bundle is to answer.
    Ask,
    /// The bundle, or the answer that it is.
    Create,
    /// With the right link and passphrase. The number tells claims apart.
    Open {
        claim: u32,
    },
    /// With the right link and a wrong passphrase. The number tells guesses apart.
    Guess {
        guess: u32,
    },
    /// Any call with a wrong link or receipt token.
    WrongLink,
    Confirm {
        claim: u32,
    },
    Revoke,
    /// The receipt.
    Look,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// 201, or 200 the second time.
    Created,
    /// 200 with these bytes, by their SHA-256.
    Envelope([u8; 32]),
    /// 200 whose body was cut off: some bytes came.
    Partial,
    /// 403.
    Wrong,
    /// 410, and the state it is in.
    Gone(State),
    /// 409 of an answer: another one came first.
    Taken,
    /// 409, and the state it is in.
    Refused(State),
    /// 204.
    Done,
    /// 200 of the receipt.
    Receipt { state: State, tries_left: u32 },
    /// 404.
    Nothing,
    /// 503, or 408 where a starving machine took the body too slowly: try again.
    Later,
    /// 507.
    Full,
    /// No answer: it may have happened or not.
    Unknown,
    /// Anything else: never right.
    Other(u16),
}

/// A call and its answer.
#[derive(Clone, Debug)]
pub struct Call {
    pub bundle: Number,
    /// The process that was asked.
    pub app: usize,
    pub act: Act,
    pub began: Moment,
    pub ended: Moment,
    pub said: Said,
}

/// A fault and its end.
#[derive(Clone, Debug)]
pub struct Fault {
    pub name: &'static str,
    pub began: Moment,
    /// When everything ran and was reachable again.
    pub healed: Moment,
    /// When the machines had found together again.
    pub settled: Moment,
    /// When a bundle could be put and opened again through each process.
    pub served: [Option<Moment>; 2],
}

/// An envelope that a node still had, as a key, or in its files after a rewrite.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub bundle: Number,
    pub at: Moment,
    pub in_file: bool,
}

/// A whole run.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The SHA-256 of the envelope of each bundle.
    pub bundles: Vec<[u8; 32]>,
    pub calls: Vec<Call>,
    pub faults: Vec<Fault>,
    /// Every `store_since` that a process told, in the run's time.
    pub since: Vec<Moment>,
    pub kept: Vec<Kept>,
    /// What was found where it must not be.
    pub leaks: Vec<String>,
}

/// Takes down a history while it happens.
pub struct Recorder {
    start: Instant,
    wall: Time,
    history: Mutex<History>,
}

impl Recorder {
    pub fn new() -> Self {
        // In this order: what happens behind a moment of the run is told as no earlier one.
        let wall = Time::now();
        Self {
            start: Instant::now(),
            wall,
            history: Mutex::default(),
        }
    }

    pub fn now(&self) -> Moment {
        i64::try_from(self.start.elapsed().as_millis()).unwrap()
    }

    pub fn lock(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes since when a process says that its store has kept everything: a moment by the clock on
    /// the wall, which the stores have in common with the test.
    pub fn told_since(&self, time: Time) -> Moment {
        let moment = time.millis() - self.wall.millis();
        let mut history = self.lock();
        if !history.since.contains(&moment) {
            history.since.push(moment);
        }
        moment
    }
}

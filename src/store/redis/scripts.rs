//! The verbs' atomic steps: one Lua script each, and how to name it in a pipeline.

use std::sync::LazyLock;

use redis::{Cmd, Script};

use super::keys::Keys;

/// One verb's script.
pub(super) struct Step {
    text: &'static str,
    /// How many of the keys it gets.
    keys: usize,
    /// What `EVALSHA` calls it by.
    sha1: LazyLock<String>,
}

macro_rules! step {
    ($head:literal, $($file:literal),+; $keys:literal keys) => {{
        const TEXT: &str = concat!($head, $(include_str!(concat!("scripts/", $file))),+);
        Step {
            text: TEXT,
            keys: $keys,
            sha1: LazyLock::new(|| Script::new(TEXT).get_hash().to_owned()),
        }
    }};
    // Refused by Redis when it is out of memory.
    (bounded $file:literal, $keys:literal keys) => {
        step!("#!lua\n", "record.lua", "events.lua", $file; $keys keys)
    };
    // Goes on when nothing more can be stored.
    (always $file:literal) => {
        step!("#!lua flags=allow-oom\n", "record.lua", "events.lua", $file; 5 keys)
    };
    // Changes nothing.
    (look $file:literal, $keys:literal keys) => {
        step!("#!lua flags=no-writes\n", $file; $keys keys)
    };
}

/// The sender stores a bundle.
pub(super) static CREATE: Step = step!(bounded "create.lua", 3 keys);
/// The requester stores a request.
pub(super) static REQUEST: Step = step!(bounded "request.lua", 6 keys);
/// The first answer fills it.
pub(super) static ANSWER: Step = step!(bounded "answer.lua", 6 keys);
/// The first right claim wins; also counts wrong and late tries.
pub(super) static CLAIM: Step = step!(always "claim.lua");
/// The claimant's 'I have it'.
pub(super) static CONFIRM: Step = step!(always "confirm.lua");
/// The sender or the requester takes it back.
pub(super) static REVOKE: Step = step!(always "revoke.lua");
/// The intervention is over.
pub(super) static FINISH: Step = step!(always "finish.lua");
/// A deadline has come.
pub(super) static DUE: Step = step!(always "due.lua");
/// Reads a record.
pub(super) static LOOK: Step = step!(look "look.lua", 2 keys);
/// Reads a request with what stands beside it.
pub(super) static LOOK_REQUEST: Step = step!(look "look_request.lua", 6 keys);

static ALL: [&Step; 10] = [
    &CREATE,
    &REQUEST,
    &ANSWER,
    &CLAIM,
    &CONFIRM,
    &REVOKE,
    &FINISH,
    &DUE,
    &LOOK,
    &LOOK_REQUEST,
];

impl Step {
    /// The call of this step on a bundle or a request; the arguments follow.
    pub(super) fn on(&self, keys: &Keys) -> Cmd {
        let mut call = redis::cmd("EVALSHA");
        call.arg(self.sha1.as_str()).arg(self.keys);
        for key in &keys.in_order()[..self.keys] {
            call.arg(key);
        }
        call
    }
}

/// Makes the server know every step.
pub(super) fn load_all() -> redis::Pipeline {
    let mut pipeline = redis::pipe();
    for step in ALL {
        pipeline.cmd("SCRIPT").arg("LOAD").arg(step.text);
    }
    pipeline
}

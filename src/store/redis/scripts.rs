//! The verbs' atomic steps: one Lua script each, and how to name it in a pipeline.

use std::sync::LazyLock;

use redis::{Cmd, Script};

use super::keys::Keys;

/// One verb's script.
pub(super) struct Step {
    text: &'static str,
    /// What `EVALSHA` calls it by.
    sha1: LazyLock<String>,
}

macro_rules! step {
    ($head:literal, $($file:literal),+) => {{
        const TEXT: &str = concat!($head, $(include_str!(concat!("scripts/", $file))),+);
        Step {
            text: TEXT,
            sha1: LazyLock::new(|| Script::new(TEXT).get_hash().to_owned()),
        }
    }};
}

/// Refused by Redis when it is out of memory; every other step goes on.
pub(super) static CREATE: Step = step!("#!lua\n", "record.lua", "create.lua");
/// The first right claim wins; also counts wrong and late tries.
pub(super) static CLAIM: Step = step!("#!lua flags=allow-oom\n", "record.lua", "claim.lua");
/// The claimant's 'I have it'.
pub(super) static CONFIRM: Step = step!("#!lua flags=allow-oom\n", "record.lua", "confirm.lua");
/// The sender takes it back.
pub(super) static REVOKE: Step = step!("#!lua flags=allow-oom\n", "record.lua", "revoke.lua");
/// The intervention is over.
pub(super) static FINISH: Step = step!("#!lua flags=allow-oom\n", "record.lua", "finish.lua");
/// Changes nothing.
pub(super) static LOOK: Step = step!("#!lua flags=no-writes\n", "look.lua");

static ALL: [&Step; 6] = [&CREATE, &CLAIM, &CONFIRM, &REVOKE, &FINISH, &LOOK];

impl Step {
    /// The call of this step on a bundle; the arguments follow.
    pub(super) fn on(&self, keys: &Keys) -> Cmd {
        let mut call = redis::cmd("EVALSHA");
        call.arg(self.sha1.as_str())
            .arg(2)
            .arg(&keys.rec)
            .arg(&keys.env);
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

//! The verbs' atomic steps: one Lua script each, and how to name it in a pipeline.

use std::sync::LazyLock;

use redis::{Cmd, Script, ToRedisArgs};

use super::keys::Keys;

/// One verb's script.
pub(super) struct Step {
    text: &'static str,
    /// How many of the keys of an id it gets.
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
        step!("#!lua\n", "clock.lua", "record.lua", "events.lua", $file; $keys keys)
    };
    // The same, without what the others share: the most frequent one.
    (bare $file:literal, $keys:literal keys) => {
        step!("#!lua\n", "clock.lua", $file; $keys keys)
    };
    // Goes on when nothing more can be stored.
    (always $file:literal, $keys:literal keys) => {
        step!("#!lua flags=allow-oom\n", "clock.lua", "record.lua", "events.lua", $file; $keys keys)
    };
    // On the keys of a client, in the same two ways.
    (bounded of a client $file:literal) => {
        step!("#!lua\n", "clock.lua", $file; 0 keys)
    };
    (always of a client $file:literal) => {
        step!("#!lua flags=allow-oom\n", "clock.lua", $file; 0 keys)
    };
    // Changes nothing.
    (look $file:literal, $keys:literal keys) => {
        step!("#!lua flags=no-writes\n", $file; $keys keys)
    };
}

/// The sender stores a bundle.
pub(super) static CREATE: Step = step!(bare "create.lua", 3 keys);
/// The requester stores a request.
pub(super) static REQUEST: Step = step!(bounded "request.lua", 6 keys);
/// The first answer fills it.
pub(super) static ANSWER: Step = step!(bounded "answer.lua", 6 keys);
/// The first right claim wins; also counts wrong and late tries.
pub(super) static CLAIM: Step = step!(always "claim.lua", 5 keys);
/// The claimant's 'I have it'.
pub(super) static CONFIRM: Step = step!(always "confirm.lua", 5 keys);
/// The sender or the requester takes it back.
pub(super) static REVOKE: Step = step!(always "revoke.lua", 5 keys);
/// The intervention is over.
pub(super) static FINISH: Step = step!(always "finish.lua", 5 keys);
/// A deadline has come.
pub(super) static DUE: Step = step!(always "due.lua", 5 keys);
/// The operator erases all of it.
pub(super) static PURGE: Step = step!(always "purge.lua", 6 keys);
/// Events come into the log of their client.
pub(super) static RELAY: Step = step!(always of a client "relay.lua");
/// A request that is gone goes from the lists.
pub(super) static FORGET: Step = step!(always of a client "forget.lua");
/// What clients have is looked after.
pub(super) static TIDY: Step = step!(always of a client "tidy.lua");
/// A call that its client may repeat.
pub(super) static REPEATABLE: Step = step!(bounded of a client "repeatable.lua");
/// A sender takes the next event.
pub(super) static LEND: Step = step!(always of a client "lend.lua");
/// And says what became of it.
pub(super) static OUTCOME: Step = step!(always of a client "outcome.lua");
/// The operator turns a webhook on.
pub(super) static ENABLE: Step = step!(always of a client "enable.lua");
/// Reads a record.
pub(super) static LOOK: Step = step!(look "look.lua", 2 keys);
/// Reads a request with what stands beside it.
pub(super) static LOOK_REQUEST: Step = step!(look "look_request.lua", 6 keys);

static ALL: [&Step; 18] = [
    &CREATE,
    &REQUEST,
    &ANSWER,
    &CLAIM,
    &CONFIRM,
    &REVOKE,
    &FINISH,
    &DUE,
    &PURGE,
    &RELAY,
    &TIDY,
    &FORGET,
    &REPEATABLE,
    &LEND,
    &OUTCOME,
    &ENABLE,
    &LOOK,
    &LOOK_REQUEST,
];

impl Step {
    /// The call of this step on a bundle or a request; the arguments follow.
    pub(super) fn on(&self, keys: &Keys) -> Cmd {
        self.at(&keys.in_order()[..self.keys])
    }

    /// [`Self::on`], with one more key behind.
    pub(super) fn on_and(&self, keys: &Keys, more: &[u8]) -> Cmd {
        let mut all = keys.in_order();
        let own = self.keys;
        match all.get_mut(own) {
            Some(last) => {
                *last = more;
                self.at(&all[..=own])
            }
            None => self.at(&[&all[..], &[more]].concat()),
        }
    }

    /// The call of this step on these keys; the arguments follow.
    pub(super) fn at<K: ToRedisArgs>(&self, keys: &[K]) -> Cmd {
        let mut call = redis::cmd("EVALSHA");
        call.arg(self.sha1.as_str()).arg(keys.len());
        for key in keys {
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

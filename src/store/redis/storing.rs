//! How an envelope comes into Redis: with the step that stores it, or, where it is large, just before.
//!
//! A script pays for each byte that is handed to it: Lua hashes every string. So a large envelope is
//! written by a plain `SET` under a name of its own, for a moment, and the step behind it in the same
//! pipeline takes it over. If the step does not come, or refuses, nothing remains.

use std::{io::Write, time::Duration};

use redis::{Cmd, Pipeline, RedisWrite, ToRedisArgs};

use super::{keys::Keys, millis, scripts::Step};
use crate::protocol::token::OpenHash;

/// What may come with the step, in bytes: from here on a command of its own costs Redis less.
const SMALL: usize = 4 * 1024;
/// How long an envelope waits for its step.
const WAITING: Duration = Duration::from_secs(10);

/// `open_hash ‖ envelope` as one argument, without a copy in between.
#[derive(Clone, Copy)]
pub(super) struct Sealed<'a> {
    open_hash: &'a [u8],
    envelope: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// What stands in the place of an envelope that comes by another way, or not at all.
    const NOTHING: Self = Self {
        open_hash: &[],
        envelope: &[],
    };

    pub(super) fn new(open_hash: &'a OpenHash, envelope: &'a [u8]) -> Self {
        Self {
            open_hash: open_hash.as_bytes(),
            envelope,
        }
    }
}

impl ToRedisArgs for Sealed<'_> {
    fn write_redis_args<W: ?Sized + RedisWrite>(&self, out: &mut W) {
        let mut argument = out.writer_for_next_arg();
        argument
            .write_all(self.open_hash)
            .and_then(|()| argument.write_all(self.envelope))
            .expect("a command is written to memory");
    }
}

impl redis::ToSingleRedisArg for Sealed<'_> {}

/// The step that stores this envelope of this `content`, last of the pipeline; `fill` gives it its
/// arguments, and what stands for the envelope among them. Without room it only looks.
pub(super) fn store(
    step: &Step,
    keys: &Keys,
    content: &[u8; 32],
    sealed: Sealed<'_>,
    room: bool,
    fill: impl FnOnce(&mut Cmd, Sealed<'_>),
) -> Pipeline {
    let mut pipeline = redis::pipe();
    let is_small = sealed.envelope.len() <= SMALL;
    let call = if is_small || !room {
        let mut call = step.on(keys);
        fill(&mut call, if room { sealed } else { Sealed::NOTHING });
        call
    } else {
        let waiting = keys.waiting(content);
        pipeline
            .cmd("SET")
            .arg(&waiting)
            .arg(sealed)
            .arg("PX")
            .arg(millis(WAITING));
        let mut call = step.on_and(keys, &waiting);
        fill(&mut call, Sealed::NOTHING);
        call
    };
    pipeline.add_command(call);
    pipeline
}

#[cfg(test)]
mod tests {
    use redis::Arg;

    use super::{super::scripts::CREATE, *};
    use crate::protocol::token::BundleId;

    /// The commands that store an envelope of this size, as words.
    fn stored(size: usize, content: u8, room: bool) -> Vec<Vec<Vec<u8>>> {
        let keys = Keys::of(&BundleId::parse("AAECAwQFBgcICQoLDA0ODw").expect("16 bytes"));
        let (open_hash, envelope) = (OpenHash::new([7; 32]), vec![8; size]);
        let sealed = Sealed::new(&open_hash, &envelope);
        let steps = store(
            &CREATE,
            &keys,
            &[content; 32],
            sealed,
            room,
            |call, sealed| {
                call.arg(sealed);
            },
        );
        let word = |argument: Arg<&[u8]>| match argument {
            Arg::Simple(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        };
        let words = |command: &Cmd| command.args_iter().map(word).collect();
        steps.cmd_iter().map(words).collect()
    }

    #[test]
    fn large_ones_wait_apart_and_small_ones_come_along() {
        let small = stored(SMALL, 0, true);
        assert_eq!(small.len(), 1);
        assert_eq!(small[0].last().map(Vec::len), Some(32 + SMALL));
        let [one, other] = [0, 1].map(|content| stored(SMALL + 1, content, true));
        for commands in [&one, &other] {
            let (set, call) = (&commands[0], &commands[1]);
            assert_eq!(set[2].len(), 32 + SMALL + 1);
            assert_eq!(set[3..], [b"PX".to_vec(), b"10000".to_vec()]);
            assert_eq!((&call[6], &call[7][..]), (&set[1], &b""[..]));
        }
        assert_ne!(one[0][1], other[0][1]);
        assert_eq!(stored(SMALL + 1, 0, false).len(), 1);
    }
}

//! Which slot of a Cluster a command belongs to (Redis Cluster specification, 'Key distribution model').

use crc::{CRC_16_XMODEM, Crc};
use redis::{Arg, Cmd};

/// How many slots there are.
pub(super) const SLOTS: u16 = 16384;
const CRC16: Crc<u16> = Crc::<u16>::new(&CRC_16_XMODEM);

/// The slot of the command's first key; none if it has none, so that any node can answer it.
pub(super) fn of(command: &Cmd) -> Option<u16> {
    let mut arguments = command.args_iter().map(|argument| match argument {
        Arg::Simple(bytes) => bytes,
        _ => &[][..],
    });
    let key = match arguments.next()? {
        // EVALSHA sha1 numkeys key …
        b"EVALSHA" => arguments.nth(2),
        b"INFO" | b"TIME" | b"CONFIG" | b"SCRIPT" | b"CLUSTER" => None,
        _ => arguments.next(),
    };
    key.map(of_key)
}

/// `CRC16(tag) mod 16384`, where the tag is what stands between the first braces of the key.
fn of_key(key: &[u8]) -> u16 {
    let tag = || {
        let open = key.iter().position(|byte| *byte == b'{')? + 1;
        let length = key[open..].iter().position(|byte| *byte == b'}')?;
        (length > 0).then(|| &key[open..open + length])
    };
    CRC16.checksum(tag().unwrap_or(key)) % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_s_own_examples() {
        assert_eq!(CRC16.checksum(b"123456789"), 0x31c3);
        let same = [
            b"{user1000}.following".as_slice(),
            b"{user1000}.followers",
            b"user1000",
        ];
        assert!(same.iter().all(|key| of_key(key) == of_key(b"user1000")));
        assert_eq!(of_key(b"foo{}{bar}"), CRC16.checksum(b"foo{}{bar}") % SLOTS);
        assert_eq!(of_key(b"foo{{bar}}zap"), of_key(b"{bar"));
        assert_eq!(of_key(b"foo{bar}{zap}"), of_key(b"bar"));
        assert_eq!(of_key(b"foo"), 12182);
    }

    #[test]
    fn the_first_key_of_each_sort_of_command() {
        let mut script = redis::cmd("EVALSHA");
        script
            .arg("sha")
            .arg(2)
            .arg("foo")
            .arg("other")
            .arg("argument");
        assert_eq!(of(&script), Some(12182));
        assert_eq!(of(redis::cmd("HMGET").arg("foo").arg("field")), Some(12182));
        assert_eq!(of(&redis::cmd("TIME")), None);
        assert_eq!(of(redis::cmd("INFO").arg("foo")), None);
    }
}

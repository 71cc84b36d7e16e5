//! What a process has in its memory, read from outside.

use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
};

use crate::needles::{Hits, LONGEST, Needles};

const PIECE: usize = 1 << 20;

/// Searches all that a process can write to: heaps, stacks, its own data. How many bytes that were.
pub fn search(process: u32, needles: &Needles, hits: &mut Hits) -> usize {
    let memory = File::open(format!("/proc/{process}/mem")).unwrap_or_else(|error| {
        panic!("the memory of another process is read as root only ({error}): run this as root")
    });
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut searched = 0;
    for (begin, end) in maps.lines().filter_map(writable) {
        let mut at = begin;
        while at < end {
            let most = PIECE.min(usize::try_from(end - at).unwrap());
            let mut piece = vec![0; most];
            // A page that went meanwhile is none that could be read.
            let Ok(read) = memory.read_at(&mut piece, at) else {
                break;
            };
            needles.search(&piece[..read], hits);
            searched += read;
            let reaches_end = at + most as u64 >= end;
            at += (if reaches_end { most } else { most - LONGEST }) as u64;
        }
    }
    searched
}

/// `begin-end rw.. …`
fn writable(line: &str) -> Option<(u64, u64)> {
    let (range, rest) = line.split_once(' ')?;
    let (begin, end) = range.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    rest.starts_with("rw")
        .then_some((number(begin)?, number(end)?))
}

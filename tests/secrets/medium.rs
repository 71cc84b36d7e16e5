//! Where is looked, and what may be there.

use std::{fmt, fs, path::Path};

use crate::{
    memory,
    needles::{Hits, Kind, Needles},
};

/// Whatever outlives a call, or can be seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    Log,
    Metrics,
    Monitor,
    Slowlog,
    RedisKeys,
    RedisFiles,
    RedisMemory,
    /// Of the server, when no connection is left.
    ServerMemory,
    ServerFiles,
}

/// What was searched, and what was found in it.
pub struct Search {
    pub medium: Medium,
    pub bytes: usize,
    pub hits: Hits,
}

impl Medium {
    /// The table: everything else may be nowhere.
    fn may_hold(self, kind: Kind) -> bool {
        match kind {
            Kind::Planted => true,
            // It names a record, and does nothing on its own.
            Kind::Id => !matches!(self, Self::Log | Self::Metrics | Self::ServerFiles),
            // The server signs with it.
            Kind::WebhookSecret => self == Self::ServerMemory,
            Kind::Plaintext
            | Kind::Passphrase
            | Kind::Key
            | Kind::LinkSecret
            | Kind::Link
            | Kind::Token
            | Kind::Claim
            | Kind::ApiKey => false,
        }
    }

    pub fn of_bytes(self, bytes: &[u8], needles: &Needles) -> Search {
        let mut hits = Hits::new();
        needles.search(bytes, &mut hits);
        self.searched(bytes.len(), hits)
    }

    pub fn of_process(self, process: u32, needles: &Needles) -> Search {
        let mut hits = Hits::new();
        let bytes = memory::search(process, needles, &mut hits);
        self.searched(bytes, hits)
    }

    /// Every file below a folder, and their names.
    pub fn of_files(self, folder: &Path, needles: &Needles) -> Search {
        let mut heap = Vec::new();
        read_all(folder, &mut heap);
        self.of_bytes(&heap, needles)
    }

    fn searched(self, bytes: usize, hits: Hits) -> Search {
        let medium = self;
        Search {
            medium,
            bytes,
            hits,
        }
    }
}

fn read_all(folder: &Path, heap: &mut Vec<u8>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        heap.extend_from_slice(path.as_os_str().as_encoded_bytes());
        if path.is_dir() {
            read_all(&path, heap);
        } else {
            heap.extend(fs::read(&path).unwrap());
        }
    }
}

impl Search {
    /// How often this was found, in whatever form.
    pub fn count(&self, wanted: Kind) -> usize {
        let of_kind = self.hits.iter().filter(|((kind, _), _)| *kind == wanted);
        of_kind.map(|(_, count)| count).sum()
    }

    /// What must not be here.
    pub fn leaks(&self) -> Hits {
        let mut leaks = self.hits.clone();
        leaks.retain(|(kind, _), _| !self.medium.may_hold(*kind));
        leaks
    }
}

impl fmt::Display for Search {
    /// A line of the table in `RESULTS.md`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leaks: usize = self.leaks().values().sum();
        write!(
            formatter,
            "| {:?} | {} | {} | {} | {} |",
            self.medium,
            self.bytes,
            self.count(Kind::Planted),
            self.hits.values().sum::<usize>() - self.count(Kind::Planted) - leaks,
            leaks
        )
    }
}

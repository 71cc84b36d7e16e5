//! Bundles by number: all that their senders and openers hold follows from it, so that nothing has
//! to be kept of a million of them.

use std::time::Duration;

use handover::{
    protocol::{
        envelope::Envelope,
        padding::{envelope_length, pad},
        token::{BundleId, Claim, LinkToken, OpenToken, ReceiptToken, sha256},
    },
    store::{Attempt, Bearer, NewBundle, Owner},
};

const DAY: Duration = Duration::from_secs(24 * 3600);
/// The head of an envelope: version 1, the first suite, no passphrase, chunks of 64 KiB.
const HEADER: [u8; 5] = [0x48, 1, 1, 0, 16];

/// One bundle, with so many bytes before padding.
#[derive(Clone, Copy)]
pub(crate) struct Numbered {
    pub(crate) number: u64,
    pub(crate) length: usize,
    pub(crate) owned: bool,
}

impl Numbered {
    /// Of a small access. It belongs to a client, so it stands in the index of deadlines, and what
    /// becomes of it is told: no bundle asks more of a store.
    pub(crate) const fn small(number: u64) -> Self {
        Self {
            number,
            length: 1_000,
            owned: true,
        }
    }

    fn derived(&self, purpose: u8) -> [u8; 32] {
        let mut seed = [purpose; 9];
        seed[1..].copy_from_slice(&self.number.to_be_bytes());
        sha256(&seed)
    }

    fn link(&self) -> LinkToken {
        LinkToken::new(self.derived(0))
    }

    fn open(&self) -> OpenToken {
        OpenToken::new(self.derived(1))
    }

    fn claim(&self) -> Claim {
        Claim::new(self.derived(2))
    }

    pub(crate) fn id(&self) -> BundleId {
        self.link().hash().bundle_id()
    }

    /// What is stored, and has to come back.
    pub(crate) fn envelope(&self) -> Vec<u8> {
        let mut bytes = vec![0x5a; envelope_length(pad(self.length))];
        bytes[..32].fill(0);
        bytes[..HEADER.len()].copy_from_slice(&HEADER);
        bytes[32..64].copy_from_slice(&self.derived(3));
        bytes
    }

    pub(crate) fn bundle(&self) -> NewBundle {
        let link_hash = self.link().hash();
        NewBundle {
            id: link_hash.bundle_id(),
            link_hash,
            open_hash: self.open().hash(),
            receipt_hash: ReceiptToken::new(self.derived(4)).hash(),
            envelope: Envelope::parse(self.envelope()).unwrap(),
            lifetime: 7 * DAY,
            tries: 5,
            retention: 7 * DAY,
            owner: self.owned.then(owner),
        }
    }

    pub(crate) fn attempt(&self) -> Attempt {
        Attempt::new(&self.link(), &self.open(), &self.claim())
    }

    pub(crate) fn bearer(&self) -> Bearer {
        Bearer::new(self.link().as_bytes())
    }
}

/// The one client that there is.
pub(crate) fn owner() -> Owner {
    Owner::parse("desk").unwrap()
}

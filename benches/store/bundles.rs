//! The verbs of bundles.

use std::time::Duration;

use criterion::Criterion;
use handover::{
    protocol::{
        envelope::Envelope,
        padding::{envelope_length, pad},
        token::{BundleId, Claim, LinkToken, OpenToken, ReceiptToken},
    },
    store::{Attempt, Bearer, Claimed, Created, Ended, NewBundle, Seen, Store},
};

use crate::bench::Bench;

pub(crate) const DAY: Duration = Duration::from_secs(24 * 3600);
pub(crate) const LEASE: Duration = Duration::from_secs(60);
/// The head of an envelope: version 1, the first suite, no passphrase, chunks of 64 KiB.
const HEADER: [u8; 5] = [0x48, 1, 1, 0, 16];
/// Bytes before padding, and what the size is called.
const SIZES: [(usize, &str); 2] = [(1_000, "1 KiB"), (16_000, "16 KiB")];

/// What a sender and an opener hold.
pub(crate) struct Sample {
    link: LinkToken,
    open: OpenToken,
    receipt: ReceiptToken,
    claim: Claim,
    envelope: Vec<u8>,
}

impl Sample {
    pub(crate) fn new(length: usize) -> Self {
        let mut envelope = vec![0; envelope_length(pad(length))];
        envelope[..HEADER.len()].copy_from_slice(&HEADER);
        Self {
            link: LinkToken::random(),
            open: OpenToken::random(),
            receipt: ReceiptToken::random(),
            claim: Claim::random(),
            envelope,
        }
    }

    fn id(&self) -> BundleId {
        self.link.hash().bundle_id()
    }

    pub(crate) fn bundle(&self) -> NewBundle {
        NewBundle {
            id: self.id(),
            link_hash: self.link.hash(),
            open_hash: self.open.hash(),
            receipt_hash: self.receipt.hash(),
            envelope: Envelope::parse(self.envelope.clone()).unwrap(),
            lifetime: DAY,
            tries: 5,
            retention: 2 * DAY,
            owner: None,
        }
    }

    pub(crate) fn attempt(&self) -> Attempt {
        Attempt::new(&self.link, &self.open, &self.claim)
    }

    async fn put(self, store: &Store) -> Self {
        let created = store.create(&self.bundle()).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
        self
    }

    async fn claimed(self, store: &Store) -> Self {
        let claimed = store.claim(&self.id(), &self.attempt(), LEASE).await;
        assert!(matches!(claimed.unwrap(), Claimed::Granted { .. }));
        self
    }
}

pub(crate) fn measure(bench: &Bench, criterion: &mut Criterion) {
    for (length, size) in SIZES {
        creating_and_opening(bench, criterion, length, size);
    }
    refusals(bench, criterion);
    endings(bench, criterion);
}

fn creating_and_opening(bench: &Bench, criterion: &mut Criterion, length: usize, size: &str) {
    let store = &bench.store;
    let sealed = async || Sample::new(length).put(store).await;
    let new = async || Sample::new(length).bundle();
    bench.verb(criterion, &format!("create {size}"), new, async |bundle| {
        let created = store.create(bundle).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
    });
    bench.verb(criterion, &format!("claim {size}"), sealed, async |one| {
        let claimed = store.claim(&one.id(), &one.attempt(), LEASE).await;
        assert!(matches!(claimed.unwrap(), Claimed::Granted { .. }));
    });
    bench.verb(criterion, &format!("take {size}"), sealed, async |one| {
        let taken = store.take(&one.id(), &one.attempt()).await;
        assert!(matches!(taken.unwrap(), Claimed::Granted { .. }));
    });
    bench.look(criterion, &format!("look {size}"), sealed, async |one| {
        let seen = store
            .look(&one.id(), &Bearer::new(one.link.as_bytes()))
            .await;
        assert!(matches!(seen.unwrap(), Seen::Link(_)));
    });
}

fn refusals(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let sealed = async || Sample::new(1_000).put(store).await;
    bench.verb(criterion, "claim, wrong passphrase", sealed, async |one| {
        let wrong = Attempt::new(&one.link, &OpenToken::random(), &one.claim);
        let claimed = store.claim(&one.id(), &wrong, LEASE).await.unwrap();
        assert!(matches!(claimed, Claimed::WrongPassphrase { .. }));
    });
    let unknown = async || Sample::new(1_000);
    bench.look(criterion, "claim, unknown id", unknown, async |one| {
        let claimed = store.claim(&one.id(), &one.attempt(), LEASE).await;
        assert!(matches!(claimed.unwrap(), Claimed::Nothing));
    });
    let opened = async || sealed().await.claimed(store).await;
    bench.verb(criterion, "claim, too late", opened, async |one| {
        let late = Attempt::new(&one.link, &one.open, &Claim::random());
        let claimed = store.claim(&one.id(), &late, LEASE).await.unwrap();
        assert!(matches!(claimed, Claimed::Gone { .. }));
    });
}

fn endings(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let sealed = async || Sample::new(1_000).put(store).await;
    let claimed = async || sealed().await.claimed(store).await;
    bench.verb(criterion, "confirm", claimed, async |one| {
        let confirmed = store.confirm(&one.id(), &one.claim.hash(), true).await;
        assert!(confirmed.unwrap());
    });
    bench.verb(criterion, "finish", claimed, async |one| {
        let finished = store.finish(&one.id(), &one.link.hash()).await.unwrap();
        assert!(matches!(finished, Ended::Done));
    });
    bench.verb(criterion, "revoke", sealed, async |one| {
        let revoked = store.revoke(&one.id(), &one.receipt.hash()).await.unwrap();
        assert!(matches!(revoked, Ended::Done));
    });
    bench.verb(criterion, "purge", sealed, async |one| {
        assert!(store.purge(&one.id()).await.unwrap());
    });
}

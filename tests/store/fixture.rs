//! Bundles to store, with all their tokens, and the words for what the store answers.

use std::time::Duration;

use handover::{
    protocol::{
        envelope::Envelope,
        padding::envelope_length,
        token::{BundleId, Claim, LinkToken, OpenToken, ReceiptToken, random},
        wire::{Receipt, Time, View},
    },
    store::{Attempt, Bearer, Claimed, Created, Ended, NewBundle, Seen, Store},
};

pub const LIFETIME: Duration = Duration::from_secs(3600);
pub const RETENTION: Duration = Duration::from_secs(7 * 86_400);
/// Longer than two failovers take on however busy a machine.
pub const LEASE: Duration = Duration::from_secs(600);
pub const TRIES: u32 = 5;

/// A creator's and an opener's side of one bundle.
pub struct Sample {
    pub id: BundleId,
    pub link: LinkToken,
    pub open: OpenToken,
    pub receipt: ReceiptToken,
    pub claim: Claim,
    pub lifetime: Duration,
    pub retention: Duration,
    pub envelope: Vec<u8>,
}

impl Sample {
    pub fn new() -> Self {
        let link = LinkToken::random();
        Self {
            id: link.hash().bundle_id(),
            link,
            open: OpenToken::random(),
            receipt: ReceiptToken::random(),
            claim: Claim::random(),
            lifetime: LIFETIME,
            retention: RETENTION,
            envelope: envelope_bytes(1024),
        }
    }

    pub fn bundle(&self) -> NewBundle {
        NewBundle {
            id: self.id,
            link_hash: self.link.hash(),
            open_hash: self.open.hash(),
            receipt_hash: self.receipt.hash(),
            envelope: Envelope::parse(self.envelope.clone()).unwrap(),
            lifetime: self.lifetime,
            tries: TRIES,
            retention: self.retention,
            owner: None,
        }
    }

    /// The right attempt, with the sample's own claim.
    pub fn attempt(&self) -> Attempt {
        Attempt::new(&self.link, &self.open, &self.claim)
    }

    /// A right attempt of somebody else.
    pub fn rival(&self) -> Attempt {
        Attempt::new(&self.link, &self.open, &Claim::random())
    }

    /// The right link with a wrong passphrase, another one each time.
    pub fn wrong_passphrase(&self) -> Attempt {
        Attempt::new(&self.link, &OpenToken::random(), &Claim::random())
    }

    /// Everything right but the link.
    pub fn wrong_link(&self) -> Attempt {
        Attempt::new(&LinkToken::random(), &self.open, &self.claim)
    }

    pub async fn put(self, store: &Store) -> Self {
        let created = store.create(&self.bundle()).await.unwrap();
        assert!(matches!(created, Created::New { .. }), "{created:?}");
        self
    }

    pub async fn open(&self, store: &Store, attempt: &Attempt) -> Claimed {
        store.claim(&self.id, attempt, LEASE).await.unwrap()
    }

    pub async fn view(&self, store: &Store) -> View {
        match store.look(&self.id, &bearer(self.link.as_bytes())).await {
            Ok(Seen::Link(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    pub async fn receipt(&self, store: &Store) -> Receipt {
        let bearer = bearer(self.receipt.as_bytes());
        match store.look(&self.id, &bearer).await {
            Ok(Seen::Receipt(receipt)) => receipt,
            other => panic!("{other:?}"),
        }
    }

    /// When the state that is shown was entered.
    pub async fn entered(&self, store: &Store) -> Time {
        let receipt = self.receipt(store).await;
        let view = receipt.view;
        let entered = view.ended_at.or(view.opened_at).or(view.claimed_at);
        entered.unwrap_or(receipt.created_at)
    }
}

pub fn bearer(token: &[u8; 32]) -> Bearer {
    Bearer::new(token)
}

/// Bytes with the form of an envelope around a padded body of this size.
pub fn envelope_bytes(padded: usize) -> Vec<u8> {
    let mut bytes = vec![0; envelope_length(padded)];
    for chunk in bytes.chunks_mut(32) {
        chunk.copy_from_slice(&random::<32>()[..chunk.len()]);
    }
    bytes[..8].copy_from_slice(&[0x48, 1, 1, 0, 16, 0, 0, 0]);
    bytes
}

pub fn granted(claimed: &Claimed) -> &[u8] {
    match claimed {
        Claimed::Granted { envelope, .. } => envelope,
        other => panic!("not granted: {}", claimed_word(other)),
    }
}

pub fn claimed_word(claimed: &Claimed) -> String {
    match claimed {
        Claimed::Nothing => "nothing".to_owned(),
        Claimed::Granted { .. } => "granted".to_owned(),
        Claimed::WrongPassphrase { tries_left } => format!("wrong {tries_left}"),
        Claimed::Gone { state, .. } => format!("gone {state}"),
    }
}

pub fn ended_word(ended: Ended) -> String {
    match ended {
        Ended::Nothing => "nothing".to_owned(),
        Ended::Done => "done".to_owned(),
        Ended::Refused { state, .. } => format!("refused {state}"),
    }
}

pub fn created_word(created: Created) -> &'static str {
    match created {
        Created::New { .. } => "new",
        Created::Same { .. } => "same",
        Created::Taken => "taken",
    }
}

/// Milliseconds from one moment to another.
pub fn between(from: Time, to: Time) -> i64 {
    to.millis() - from.millis()
}

pub fn ms(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap()
}

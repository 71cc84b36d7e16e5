//! The verbs of requests.

use criterion::Criterion;
use handover::{
    protocol::{
        token::{AnswerToken, BundleId, CollectToken, EnvelopeHash, random, sha256},
        wire::Bytes,
    },
    store::{
        Answered, Authority, Claimed, Created, Ended, NewAnswer, NewRequest, Owner, Reference,
        RequestBearer, SeenRequest, Store, Wraps,
    },
};

use crate::{
    bench::Bench,
    bundles::{DAY, LEASE, Sample},
};

/// Bytes of a sealed document that names one key.
const DOCUMENT: usize = 1_900;

/// What a requester and an answerer hold.
pub(crate) struct Ask {
    answer: AnswerToken,
    collect: CollectToken,
    sample: Sample,
}

impl Ask {
    pub(crate) fn new() -> Self {
        Self {
            answer: AnswerToken::random(),
            collect: CollectToken::random(),
            sample: Sample::new(1_000),
        }
    }

    fn id(&self) -> BundleId {
        self.answer.hash().request_id()
    }

    pub(crate) fn request(&self) -> NewRequest {
        NewRequest {
            id: self.id(),
            document: Bytes(random::<DOCUMENT>().to_vec()),
            answer_hash: self.answer.hash(),
            collect_hash: self.collect.hash(),
            lifetime: DAY,
            tries: 5,
            retention: 2 * DAY,
            owner: Some(desk()),
            reference: Reference::parse("T-123456").ok(),
        }
    }

    fn filled(&self) -> NewAnswer {
        let bundle = self.sample.bundle();
        NewAnswer {
            link_hash: bundle.link_hash,
            open_hash: bundle.open_hash,
            receipt_hash: bundle.receipt_hash,
            envelope_hash: EnvelopeHash::new(sha256(bundle.envelope.as_bytes())),
            envelope: bundle.envelope,
            wraps: Wraps::parse(&[Bytes(vec![0; Wraps::LENGTH])]).unwrap(),
        }
    }

    pub(crate) async fn put(self, store: &Store) -> Self {
        let created = store.request(&self.request()).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
        self
    }

    async fn answered(self, store: &Store) -> Self {
        let answered = store
            .answer(&self.id(), &self.answer.hash(), &self.filled())
            .await;
        assert!(matches!(answered.unwrap(), Answered::New { .. }));
        self
    }

    async fn claimed(self, store: &Store) -> Self {
        let claimed = store.claim(&self.id(), &self.sample.attempt(), LEASE).await;
        assert!(matches!(claimed.unwrap(), Claimed::Granted { .. }));
        self
    }
}

/// The client that asks.
pub(crate) fn desk() -> Owner {
    Owner::parse("desk").unwrap()
}

pub(crate) fn measure(bench: &Bench, criterion: &mut Criterion) {
    let store = &bench.store;
    let new = async || Ask::new().request();
    bench.verb(criterion, "request", new, async |request| {
        let created = store.request(request).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
    });
    let pending = async || Ask::new().put(store).await;
    let filled = async || {
        let ask = pending().await;
        let answer = ask.filled();
        (ask, answer)
    };
    bench.verb(criterion, "answer", filled, async |(ask, answer)| {
        let answered = store.answer(&ask.id(), &ask.answer.hash(), answer).await;
        assert!(matches!(answered.unwrap(), Answered::New { .. }));
    });
    let answered = async || pending().await.answered(store).await;
    bench.look(criterion, "look_request", answered, async |ask| {
        let bearer = RequestBearer::new(ask.collect.as_bytes());
        let seen = store.look_request(&ask.id(), &bearer).await.unwrap();
        assert!(matches!(seen, SeenRequest::Collector(_)));
    });
    bench.verb(criterion, "revoke_request", pending, async |ask| {
        let authority = Authority::Collect(ask.collect.hash());
        let revoked = store.revoke_request(&ask.id(), &authority).await.unwrap();
        assert!(matches!(revoked, Ended::Done));
    });
    let claimed = async || answered().await.claimed(store).await;
    bench.verb(criterion, "finish_request", claimed, async |ask| {
        let authority = Authority::Owner(desk());
        let finished = store.finish_request(&ask.id(), &authority).await.unwrap();
        assert!(matches!(finished, Ended::Done));
    });
}

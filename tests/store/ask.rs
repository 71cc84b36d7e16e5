//! Requests to store, with all their tokens, and the words for what the store answers.

use std::time::Duration;

use handover::{
    protocol::{
        envelope::Envelope,
        token::{AnswerToken, BundleId, CollectToken, EnvelopeHash, random},
        wire::{Bytes, CollectorView, OwnerView, RequestState, Time},
    },
    store::{
        Answered, Asked, Authority, Created, Ended, NewAnswer, NewRequest, Owner, Reference,
        RequestBearer, SeenRequest, Store, Wraps,
    },
};

use super::fixture::{Sample, TRIES};

/// A requester's, an answerer's and a collector's side of one request.
pub struct Ask {
    pub id: BundleId,
    pub answer: AnswerToken,
    pub collect: CollectToken,
    pub document: Vec<u8>,
    pub owner: Option<Owner>,
    pub reference: Option<Reference>,
    /// The bundle to answer with; its lifetime and retention are the request's.
    pub sample: Sample,
    pub wraps: Vec<Bytes>,
}

impl Ask {
    /// Of a client's ticket.
    pub fn new() -> Self {
        let answer = AnswerToken::random();
        let id = answer.hash().request_id();
        Self {
            id,
            answer,
            collect: CollectToken::random(),
            document: random::<700>().to_vec(),
            owner: Some(owner("zendesk")),
            reference: Some(Reference::parse("T-1234").unwrap()),
            sample: Sample {
                id,
                ..Sample::new()
            },
            wraps: wraps(2),
        }
    }

    /// Of nobody known.
    pub fn ownerless() -> Self {
        Self {
            owner: None,
            reference: None,
            ..Self::new()
        }
    }

    /// Of another client.
    pub fn of(mut self, name: &str) -> Self {
        self.owner = Some(owner(name));
        self
    }

    /// Of another ticket.
    pub fn about(mut self, reference: &str) -> Self {
        self.reference = Some(Reference::parse(reference).unwrap());
        self
    }

    /// With another lifetime.
    pub fn lasting(mut self, lifetime: Duration) -> Self {
        self.sample.lifetime = lifetime;
        self
    }

    pub fn request(&self) -> NewRequest {
        NewRequest {
            id: self.id,
            document: Bytes(self.document.clone()),
            answer_hash: self.answer.hash(),
            collect_hash: self.collect.hash(),
            lifetime: self.sample.lifetime,
            tries: TRIES,
            retention: self.sample.retention,
            owner: self.owner.clone(),
            reference: self.reference.clone(),
        }
    }

    pub fn filled(&self) -> NewAnswer {
        answer_with(&self.sample, &self.wraps)
    }

    /// The answer of somebody else with the same link.
    pub fn rival(&self) -> NewAnswer {
        answer_with(&Sample::new(), &wraps(2))
    }

    pub async fn put(self, store: &Store) -> Self {
        let created = store.request(&self.request()).await.unwrap();
        assert!(matches!(created, Created::New { .. }), "{created:?}");
        self
    }

    /// Puts it and answers it.
    pub async fn put_filled(self, store: &Store) -> Self {
        let ask = self.put(store).await;
        let answered = ask.fill(store).await;
        assert!(matches!(answered, Answered::New { .. }), "{answered:?}");
        ask
    }

    pub async fn fill(&self, store: &Store) -> Answered {
        self.answer(store, &self.filled()).await
    }

    pub async fn answer(&self, store: &Store, answer: &NewAnswer) -> Answered {
        let proof = self.answer.hash();
        store.answer(&self.id, &proof, answer).await.unwrap()
    }

    /// Takes it back, as its owner.
    pub async fn revoke(&self, store: &Store) -> Ended<RequestState> {
        let authority = self.by_owner();
        store.revoke_request(&self.id, &authority).await.unwrap()
    }

    pub async fn asked(&self, store: &Store) -> Asked {
        let bearer = RequestBearer::new(self.answer.as_bytes());
        match store.look_request(&self.id, &bearer).await.unwrap() {
            SeenRequest::Answerer(asked) => asked,
            other => panic!("{}", seen_word(&other)),
        }
    }

    pub async fn collector(&self, store: &Store) -> CollectorView {
        let bearer = RequestBearer::new(self.collect.as_bytes());
        match store.look_request(&self.id, &bearer).await.unwrap() {
            SeenRequest::Collector(view) => view,
            other => panic!("{}", seen_word(&other)),
        }
    }

    pub async fn owned(&self, store: &Store) -> OwnerView {
        let bearer = RequestBearer::Owner(self.owner.clone().unwrap());
        match store.look_request(&self.id, &bearer).await.unwrap() {
            SeenRequest::Owner(view) => view,
            other => panic!("{}", seen_word(&other)),
        }
    }

    pub async fn state(&self, store: &Store) -> RequestState {
        self.asked(store).await.state
    }

    /// When the state that is shown was entered.
    pub async fn entered(&self, store: &Store) -> Time {
        let times = self.asked(store).await.times;
        let entered = times.ended_at.or(times.opened_at).or(times.claimed_at);
        entered.or(times.answered_at).unwrap_or(times.created_at)
    }

    pub fn by_collect(&self) -> Authority {
        Authority::Collect(self.collect.hash())
    }

    pub fn by_owner(&self) -> Authority {
        Authority::Owner(self.owner.clone().unwrap())
    }
}

pub fn owner(name: &str) -> Owner {
    Owner::parse(name).unwrap()
}

/// So many wraps.
pub fn wraps(count: usize) -> Vec<Bytes> {
    let wrap = |_| Bytes(random::<{ Wraps::LENGTH }>().to_vec());
    (0..count).map(wrap).collect()
}

pub fn answer_with(sample: &Sample, wraps: &[Bytes]) -> NewAnswer {
    NewAnswer {
        link_hash: sample.link.hash(),
        open_hash: sample.open.hash(),
        receipt_hash: sample.receipt.hash(),
        envelope: Envelope::parse(sample.envelope.clone()).unwrap(),
        envelope_hash: EnvelopeHash::digest(&sample.envelope),
        wraps: Wraps::parse(wraps).unwrap(),
    }
}

pub fn answered_word(answered: Answered) -> String {
    match answered {
        Answered::Nothing => "nothing".to_owned(),
        Answered::New { .. } => "new".to_owned(),
        Answered::Same { .. } => "same".to_owned(),
        Answered::Taken => "taken".to_owned(),
        Answered::Gone { state, .. } => format!("gone {state}"),
    }
}

pub fn ended_request_word(ended: Ended<RequestState>) -> String {
    match ended {
        Ended::Nothing => "nothing".to_owned(),
        Ended::Done => "done".to_owned(),
        Ended::Refused { state, .. } => format!("refused {state}"),
    }
}

pub fn seen_word(seen: &SeenRequest) -> &'static str {
    match seen {
        SeenRequest::Nothing => "nothing",
        SeenRequest::Answerer(_) => "answerer",
        SeenRequest::Collector(_) => "collector",
        SeenRequest::Owner(_) => "owner",
    }
}

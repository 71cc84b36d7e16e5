//! One request in memory and the verbs' steps on it. Every step gets the moment it happens at.

use std::time::Duration;

use super::{LISTED, OVERHEAD, bundle::Bundle, told::Told};
use crate::{
    protocol::{
        token::{AnswerHash, BundleId},
        wire::{EventKind, RequestState, Subject, Time},
    },
    store::{
        Answered, Authority, Ended, Error, NewAnswer, NewBundle, NewRequest, RequestBearer,
        SeenRequest,
        record::{
            Standing, later,
            request::{Beside, RequestRecord, RequestStage},
        },
    },
};

/// A record, and beside it the document, what the answer will live by, and the answer.
pub(super) struct Request {
    pub(super) record: RequestRecord,
    document: Vec<u8>,
    lifetime: Duration,
    tries: u32,
    retention: Duration,
    pub(super) answer: Option<Box<Bundle>>,
    /// What its owner is to be told of the step.
    pub(super) told: Vec<Told>,
}

impl Request {
    pub(super) fn new(request: &NewRequest, now: Time) -> Self {
        let mut new = Self {
            record: RequestRecord {
                content: request.content(),
                answer_hash: request.answer_hash,
                collect_hash: request.collect_hash,
                created_at: now,
                expires_at: later(now, request.lifetime),
                owner: request.owner.clone(),
                reference: request.reference.clone(),
                stage: RequestStage::Pending,
            },
            document: request.document.0.clone(),
            lifetime: request.lifetime,
            tries: request.tries,
            retention: request.retention,
            answer: None,
            told: Vec::new(),
        };
        new.tell(EventKind::RequestCreated, now);
        new
    }

    /// Bytes that it is counted with.
    pub(super) fn cost(&self) -> u64 {
        let reference = self.record.reference.as_ref();
        let lists = match (&self.record.owner, reference) {
            (None, _) => 0,
            (Some(_), None) => LISTED,
            (Some(_), Some(_)) => 2 * LISTED,
        };
        let reference = reference.map_or(0, |reference| reference.as_str().len());
        let answer = self.answer.as_ref().map_or(0, |answer| answer.cost());
        OVERHEAD + lists + (self.document.len() + reference) as u64 + answer
    }

    /// When something has to be erased or told next.
    pub(super) fn deadline(&self) -> Time {
        match (&self.record.stage, &self.answer) {
            (RequestStage::Pending, _) => self.record.expires_at,
            (_, Some(answer)) => answer.deadline(),
            (_, None) => self.kept_until(),
        }
    }

    /// When all of it has to be erased.
    pub(super) fn kept_until(&self) -> Time {
        let answer = self.answer.as_ref();
        answer.map_or_else(
            || later(self.record.expires_at, self.retention),
            |answer| answer.record.receipt_until,
        )
    }

    /// Writes down what time alone has brought.
    pub(super) fn settle(&mut self, now: Time) {
        if let Some(answer) = &mut self.answer {
            answer.settle(now);
        } else if self.record.stage == RequestStage::Pending {
            let Standing { state, at } = self.record.standing(now, None);
            if state == RequestState::Expired {
                self.end(state, at, EventKind::RequestExpired);
            }
        }
    }

    /// Brings it to an end, whatever has happened to it so far.
    pub(super) fn end_now(&mut self, now: Time) {
        self.settle(now);
        match &mut self.answer {
            Some(answer) => answer.end_now(now),
            None if self.record.stage == RequestStage::Pending => {
                self.end(RequestState::Revoked, now, EventKind::RequestRevoked);
            }
            None => {}
        }
    }

    fn end(&mut self, state: RequestState, at: Time, kind: EventKind) {
        self.record.stage = RequestStage::Ended { state, at };
        self.tell(kind, at);
    }

    fn tell(&mut self, kind: EventKind, time: Time) {
        if self.record.owner.is_some() {
            self.told.push(Told::new(kind, time));
        }
    }

    pub(super) fn seen(&self, id: &BundleId, bearer: &RequestBearer, now: Time) -> SeenRequest {
        let answer = self.answer.as_ref();
        let beside = Beside {
            document: self.document.clone(),
            wraps: answer.map_or_else(Vec::new, |answer| answer.wraps().to_vec()),
            answer: answer.map(|answer| answer.record.receipt(id, now, answer.has_envelope())),
        };
        self.record.seen(id, bearer, now, beside)
    }

    /// Why an answer of this content is not taken; none if it is.
    pub(super) fn refused(
        &mut self,
        proof: &AnswerHash,
        content: &[u8; 32],
        now: Time,
    ) -> Option<Answered> {
        if self.record.answer_hash == *proof {
            self.settle(now);
        }
        let answer = self.answer.as_ref();
        let expires_at = answer.map(|answer| answer.record.expires_at);
        self.record.refused(proof, content, now, expires_at)
    }

    /// Stores the answer if it needs no more bytes than there are.
    pub(super) fn fill(
        &mut self,
        id: &BundleId,
        answer: &NewAnswer,
        now: Time,
        room: u64,
    ) -> Result<Answered, Error> {
        let bundle = NewBundle {
            id: *id,
            link_hash: answer.link_hash,
            open_hash: answer.open_hash,
            receipt_hash: answer.receipt_hash,
            envelope: answer.envelope.clone(),
            lifetime: self.lifetime,
            tries: self.tries,
            retention: self.retention,
            owner: self.record.owner.clone(),
        };
        let bundle = Bundle::new(&bundle, now).with_wraps(&answer.wraps);
        if bundle.cost() > room {
            return Err(Error::Full);
        }
        let expires_at = bundle.record.expires_at;
        self.record.stage = RequestStage::Answered {
            content: answer.content(),
            envelope_hash: answer.envelope_hash,
        };
        self.answer = Some(Box::new(bundle));
        self.tell(EventKind::RequestAnswered, now);
        Ok(Answered::New { expires_at })
    }

    pub(super) fn revoke(&mut self, authority: &Authority, now: Time) -> Ended<RequestState> {
        if !self.record.obeys(authority) {
            return Ended::Nothing;
        }
        if let Some(answer) = &mut self.answer {
            return answer.take_back(now).into();
        }
        self.settle(now);
        let Standing { state, at } = self.record.standing(now, None);
        match state {
            RequestState::Pending => {
                self.end(RequestState::Revoked, now, EventKind::RequestRevoked);
                Ended::Done
            }
            RequestState::Revoked => Ended::Done,
            _ => Ended::Refused { state, at },
        }
    }

    pub(super) fn finish(&mut self, authority: &Authority, now: Time) -> Ended<RequestState> {
        if !self.record.obeys(authority) {
            return Ended::Nothing;
        }
        if let Some(answer) = &mut self.answer {
            return answer.note_finished(now, Subject::Request).into();
        }
        self.settle(now);
        let Standing { state, at } = self.record.standing(now, None);
        Ended::Refused { state, at }
    }
}

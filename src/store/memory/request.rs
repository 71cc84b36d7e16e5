//! One request in memory and the verbs' steps on it. Every step gets the moment it happens at.

use std::time::Duration;

use super::{OVERHEAD, bundle::Bundle};
use crate::{
    protocol::{
        token::{AnswerHash, BundleId},
        wire::{RequestState, Time},
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
}

impl Request {
    pub(super) fn new(request: &NewRequest, now: Time) -> Self {
        Self {
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
        }
    }

    /// Bytes that it is counted with.
    pub(super) fn cost(&self) -> u64 {
        let reference = self.record.reference.as_ref();
        let reference = reference.map_or(0, |reference| reference.as_str().len());
        let answer = self.answer.as_ref().map_or(0, |answer| answer.cost());
        OVERHEAD + (self.document.len() + reference) as u64 + answer
    }

    /// When something has to be erased next.
    pub(super) fn deadline(&self) -> Time {
        let answer = self.answer.as_ref();
        answer.map_or_else(|| self.kept_until(), |answer| answer.deadline())
    }

    /// When all of it has to be erased.
    pub(super) fn kept_until(&self) -> Time {
        let answer = self.answer.as_ref();
        answer.map_or_else(
            || later(self.record.expires_at, self.retention),
            |answer| answer.record.receipt_until,
        )
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
        &self,
        proof: &AnswerHash,
        content: &[u8; 32],
        now: Time,
    ) -> Option<Answered> {
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
        Ok(Answered::New { expires_at })
    }

    pub(super) fn revoke(&mut self, authority: &Authority, now: Time) -> Ended<RequestState> {
        if !self.record.obeys(authority) {
            return Ended::Nothing;
        }
        if let Some(answer) = &mut self.answer {
            return answer.take_back(now).into();
        }
        let Standing { state, at } = self.record.standing(now, None);
        match state {
            RequestState::Pending => {
                let state = RequestState::Revoked;
                self.record.stage = RequestStage::Ended { state, at: now };
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
            return answer.note_finished(now).into();
        }
        let Standing { state, at } = self.record.standing(now, None);
        Ended::Refused { state, at }
    }
}

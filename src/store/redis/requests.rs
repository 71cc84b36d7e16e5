//! The verbs of requests.

use redis::{Cmd, Value};

use super::{
    Redis,
    fields::{self, FIELDS, Kept},
    keys::Keys,
    millis, replies,
    scripts::{ANSWER, FINISH, LOOK, LOOK_REQUEST, REQUEST, REVOKE, Step},
    storing::{self, Sealed},
};
use crate::{
    protocol::{
        token::{AnswerHash, BundleId},
        wire::{RequestState, Time},
    },
    store::{
        Answered, Authority, Created, Ended, Error, NewAnswer, NewRequest, Owner, Reference,
        RequestBearer, SeenRequest,
        record::request::{Beside, RequestRecord},
    },
};

impl Redis {
    pub(in crate::store) async fn request(&self, request: &NewRequest) -> Result<Created, Error> {
        let room = !self.known.is_crowded();
        let (keys, content) = (Keys::of(&request.id), request.content());
        let mut step = REQUEST.on(&keys);
        step.arg(&content)
            .arg(request.answer_hash.as_bytes())
            .arg(request.collect_hash.as_bytes())
            .arg(if room { &request.document.0[..] } else { &[] })
            .arg(millis(request.lifetime))
            .arg(millis(request.retention))
            .arg(request.tries)
            .arg(request.owner.as_ref().map_or("", Owner::as_str))
            .arg(request.reference.as_ref().map_or("", Reference::as_str))
            .arg(u8::from(room));
        match replies::created(self.durable_step(step).await?) {
            // Out of memory, Redis refuses the script before it can look.
            Err(Error::Full) => match self.kept(&keys).await?.0 {
                Kept {
                    request: Some(record),
                    ..
                } => Ok(record.created_again(&content)),
                Kept { bundle: None, .. } => Err(Error::Full),
                Kept { .. } => Ok(Created::Taken),
            },
            answer => answer,
        }
    }

    pub(in crate::store) async fn answer(
        &self,
        id: &BundleId,
        proof: &AnswerHash,
        answer: &NewAnswer,
    ) -> Result<Answered, Error> {
        let before = self.links.before().await?;
        let room = !self.known.is_crowded();
        let (keys, content) = (Keys::of(id), answer.content());
        let envelope = answer.envelope.as_bytes();
        let sealed = Sealed::new(&answer.open_hash, envelope);
        let steps = storing::store(&ANSWER, &keys, &content, sealed, room, |step, sealed| {
            step.arg(proof.as_bytes())
                .arg(&content)
                .arg(answer.link_hash.as_bytes())
                .arg(answer.receipt_hash.as_bytes())
                .arg(sealed)
                .arg(envelope.len())
                .arg(answer.envelope_hash.as_bytes())
                .arg(if room { answer.wraps.as_bytes() } else { &[] })
                .arg(u8::from(room));
        });
        match replies::answered(self.durable_steps(&steps).await?) {
            // Out of memory, Redis refuses the script before it can look.
            Err(Error::Full) => {
                let (kept, now) = self.kept(&keys).await?;
                let Some(request) = kept.request else {
                    return before.sure(Answered::Nothing, |_| true).await;
                };
                let expires_at = kept.bundle.map(|bundle| bundle.expires_at);
                let refused = request.refused(proof, &content, now, expires_at);
                refused.ok_or(Error::Full)
            }
            answer => {
                before
                    .sure(answer?, |answer| matches!(answer, Answered::Nothing))
                    .await
            }
        }
    }

    /// What the id stands for, and the time.
    async fn kept(&self, keys: &Keys) -> Result<(Kept, Time), Error> {
        let mut step = LOOK.on(keys);
        step.arg(&FIELDS);
        let (record, _, now) = looked(self.step(step).await?)?;
        Ok((fields::kept(record)?, now))
    }

    pub(in crate::store) async fn look_request(
        &self,
        id: &BundleId,
        bearer: &RequestBearer,
    ) -> Result<SeenRequest, Error> {
        let before = self.links.before().await?;
        let step = look(&Keys::of(id), bearer);
        let answer = replies::words(self.step(step).await?)?;
        let Ok([record, length, document, wraps, time]) = <[Value; 5]>::try_from(answer) else {
            return Err(replies::unexpected("look"));
        };
        let now = replies::time(time)?;
        let envelope = replies::is_there(&length)?;
        let Kept {
            bundle,
            request: Some(request),
        } = fields::kept(record)?
        else {
            return before.sure(SeenRequest::Nothing, |_| true).await;
        };
        let beside = Beside {
            document: replies::bytes(document)?,
            wraps: replies::bytes(wraps)?,
            answer: bundle.map(|bundle| bundle.receipt(id, now, envelope)),
        };
        if beside.document.is_empty() && reads_document(&request, bearer) {
            return Err(fields::damaged("document"));
        }
        let seen = request.seen(id, bearer, now, beside);
        before
            .sure(seen, |seen| matches!(seen, SeenRequest::Nothing))
            .await
    }

    pub(in crate::store) async fn revoke_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        let before = self.links.before().await?;
        let step = by(&REVOKE, id, authority);
        let ended = replies::ended(self.durable_step(step).await?, fields::request_state)?;
        before.sure(ended, Ended::is_nothing).await
    }

    pub(in crate::store) async fn finish_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        let before = self.links.before().await?;
        let step = by(&FINISH, id, authority);
        let ended = replies::ended(self.step(step).await?, fields::request_state)?;
        before.sure(ended, Ended::is_nothing).await
    }
}

/// Parts the answer of `look.lua`: the record, whether the envelope is there, the time.
pub(super) fn looked(reply: Value) -> Result<(Value, bool, Time), Error> {
    match <[Value; 3]>::try_from(replies::words(reply)?) {
        Ok([record, length, time]) => {
            Ok((record, replies::is_there(&length)?, replies::time(time)?))
        }
        Err(_) => Err(replies::unexpected("look")),
    }
}

fn look(keys: &Keys, bearer: &RequestBearer) -> Cmd {
    let mut step = LOOK_REQUEST.on(keys);
    match bearer {
        RequestBearer::Token {
            answer_hash,
            collect_hash,
        } => step
            .arg(answer_hash.as_bytes())
            .arg(collect_hash.as_bytes()),
        RequestBearer::Owner(_) => step.arg("").arg(""),
    };
    step.arg(&FIELDS);
    step
}

/// Whether the bearer has a right to the document.
fn reads_document(request: &RequestRecord, bearer: &RequestBearer) -> bool {
    match bearer {
        RequestBearer::Token {
            answer_hash,
            collect_hash,
        } => request.answer_hash == *answer_hash || request.collect_hash == *collect_hash,
        RequestBearer::Owner(_) => false,
    }
}

/// The call of a step that ends something, with the field that proves the right to it.
fn by(step: &Step, id: &BundleId, authority: &Authority) -> Cmd {
    let mut call = step.on(&Keys::of(id));
    match authority {
        Authority::Collect(hash) => call.arg("collect").arg(hash.as_bytes()),
        Authority::Owner(owner) => call.arg("owner").arg(owner.as_str()),
    };
    call
}

//! What became of a request, as far as a link of it may know.

use serde::Serialize;
use zeroize::Zeroizing;

use super::table;
use crate::{
    cli::{
        visible::visible_line,
        words::{moment, until},
    },
    handover::{answer::Answering, collect::Collecting},
    protocol::{
        token::BundleId,
        wire::{AnswererView, CollectorView, RequestState, RequestTimes, Time},
    },
};

/// `receipt -o json` of a request link or a collect link: what the API says, without the document
/// and the wraps.
#[derive(Serialize)]
pub(super) struct Followed<'a> {
    id: BundleId,
    state: RequestState,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester: Option<&'a Option<String>>,
    code: String,
    #[serde(flatten)]
    times: &'a RequestTimes,
}

impl<'a> Followed<'a> {
    /// With a request link: null for a requester that the server does not know.
    pub(super) fn answerer(answering: &Answering, view: &'a AnswererView) -> Self {
        Self {
            id: answering.id(),
            state: view.state,
            requester: Some(&view.requester),
            code: answering.code().to_string(),
            times: &view.times,
        }
    }

    /// With a collect link.
    pub(super) fn collector(collecting: &Collecting, view: &'a CollectorView) -> Self {
        Self {
            id: collecting.id(),
            state: view.state,
            requester: None,
            code: collecting.code().to_string(),
            times: &view.times,
        }
    }

    /// The timeline, oldest first.
    pub(super) fn lines(&self) -> Zeroizing<String> {
        let mut rows = vec![
            ("state", self.state.to_string()),
            ("code", self.code.clone()),
        ];
        if let Some(requester) = self.requester {
            let name = requester.as_deref().map(visible_line);
            let unknown = || "anybody could have made this request".to_owned();
            rows.push(("asked by", name.unwrap_or_else(unknown)));
        }
        let times = self.times;
        let mut at = |what: &'static str, time: Option<Time>| {
            rows.extend(time.map(|time| (what, moment(time))));
        };
        at("asked", Some(times.created_at));
        at("answered", times.answered_at);
        at("collected", times.claimed_at);
        at("erased", times.opened_at);
        at("confirmed", times.confirmed_at);
        at(self.state.word(), times.ended_at);
        at("finished", times.finished_at);
        if matches!(self.state, RequestState::Pending | RequestState::Answered) {
            let left = until(times.expires_at, Time::now());
            rows.push(("expires", format!("{}, {left}", moment(times.expires_at))));
        }
        table(&rows)
    }
}

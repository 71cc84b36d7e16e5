//! The states of a request in words.

use super::{moment, state};
use crate::{
    cli::failure::Failure,
    protocol::wire::{RequestState, State, Time},
};

/// What became of a request.
pub(crate) fn request_state(request: RequestState, at: Option<Time>) -> String {
    let what = match request {
        RequestState::Pending => return "nobody has answered it yet".to_owned(),
        RequestState::Answered => {
            return "it is answered, and nobody has collected the answer yet".to_owned();
        }
        RequestState::Expired => "its time ran out",
        RequestState::Revoked => "it was taken back",
        RequestState::Claimed => return state(State::Claimed, at),
        RequestState::Opened => return state(State::Opened, at),
        RequestState::Destroyed => return state(State::Destroyed, at),
        RequestState::Lost => return state(State::Lost, at),
    };
    match at {
        Some(at) => format!("{what}, at {}", moment(at)),
        None => what.to_owned(),
    }
}

/// Of a request in this state it cannot be done.
pub(crate) fn refused_request(request: RequestState, at: Option<Time>) -> Failure {
    let next = match request {
        RequestState::Pending => "wait for the answer, or take the request back: handover revoke",
        RequestState::Answered => "collect it first: handover collect",
        RequestState::Claimed | RequestState::Opened => {
            "if that was not you, tell who answered at once: what was shared must be changed"
        }
        RequestState::Expired
        | RequestState::Revoked
        | RequestState::Destroyed
        | RequestState::Lost => "a new request is needed",
    };
    Failure::refused(request_state(request, at), next)
}

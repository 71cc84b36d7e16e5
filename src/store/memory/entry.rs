//! What stands under one id: a bundle, or a request with, once answered, the bundle that answers it.

use super::{OVERHEAD, bundle::Bundle, request::Request, told::Told};
use crate::{
    protocol::wire::Time,
    store::{Created, Owner, Reference},
};

/// Boxed, it is the greater part of [`OVERHEAD`].
pub(super) enum Entry {
    Bundle(Bundle),
    Request(Request),
}

const _: () = assert!(size_of::<Entry>() <= 512 && size_of::<Bundle>() <= 512 && OVERHEAD >= 640);

impl Entry {
    /// The bundle of this id, if there is one.
    pub(super) fn bundle(&mut self) -> Option<&mut Bundle> {
        match self {
            Self::Bundle(bundle) => Some(bundle),
            Self::Request(request) => request.answer.as_deref_mut(),
        }
    }

    /// The request of this id, if it is one.
    pub(super) const fn request(&mut self) -> Option<&mut Request> {
        match self {
            Self::Bundle(_) => None,
            Self::Request(request) => Some(request),
        }
    }

    /// Bytes that it is counted with.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Self::Bundle(bundle) => bundle.cost(),
            Self::Request(request) => request.cost(),
        }
    }

    /// When something has to be erased or told next.
    pub(super) fn deadline(&self) -> Time {
        match self {
            Self::Bundle(bundle) => bundle.deadline(),
            Self::Request(request) => request.deadline(),
        }
    }

    /// When all of it has to be erased.
    pub(super) fn kept_until(&self) -> Time {
        match self {
            Self::Bundle(bundle) => bundle.record.receipt_until,
            Self::Request(request) => request.kept_until(),
        }
    }

    /// Erases an envelope if its time is over.
    pub(super) fn erase_if_due(&mut self, now: Time) {
        if let Some(bundle) = self.bundle() {
            bundle.erase_if_due(now);
        }
    }

    /// Writes down what time alone has brought.
    pub(super) fn settle(&mut self, now: Time) {
        match self {
            Self::Bundle(bundle) => bundle.settle(now),
            Self::Request(request) => request.settle(now),
        }
    }

    /// Brings it to an end, whatever has happened to it so far.
    pub(super) fn end_now(&mut self, now: Time) {
        match self {
            Self::Bundle(bundle) => bundle.end_now(now),
            Self::Request(request) => request.end_now(now),
        }
    }

    /// The API client that made it, if any.
    pub(super) const fn owner(&self) -> Option<&Owner> {
        match self {
            Self::Bundle(bundle) => bundle.record.owner.as_ref(),
            Self::Request(request) => request.record.owner.as_ref(),
        }
    }

    /// Its reference in that client's words, if any.
    pub(super) const fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Bundle(_) => None,
            Self::Request(request) => request.record.reference.as_ref(),
        }
    }

    /// Of a client's request: whose list it stands in, and by which time.
    pub(super) fn listed(&self) -> Option<(&Owner, Time)> {
        match self {
            Self::Bundle(_) => None,
            Self::Request(Request { record, .. }) => {
                Some((record.owner.as_ref()?, record.created_at))
            }
        }
    }

    /// What the step has changed, for its owner.
    pub(super) fn told(&mut self) -> Vec<Told> {
        match self {
            Self::Bundle(bundle) => std::mem::take(&mut bundle.told),
            Self::Request(request) => {
                let mut told = std::mem::take(&mut request.told);
                if let Some(answer) = &mut request.answer {
                    told.append(&mut answer.told);
                }
                told
            }
        }
    }

    /// The answer to a creation under an id that is taken.
    pub(super) fn created_again(&self, content: &[u8; 32]) -> Created {
        match self {
            Self::Bundle(bundle) if bundle.record.content == *content => Created::Same {
                expires_at: bundle.record.expires_at,
            },
            Self::Bundle(_) => Created::Taken,
            Self::Request(request) => request.record.created_again(content),
        }
    }
}

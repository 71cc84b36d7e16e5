//! What stands under one id: a bundle, or a request with, once answered, the bundle that answers it.

use super::{OVERHEAD, bundle::Bundle, request::Request};
use crate::{protocol::wire::Time, store::Created};

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

    /// When something has to be erased next.
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

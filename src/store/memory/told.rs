//! What a step has changed and the owner is told.

use crate::protocol::{
    token::BundleId,
    wire::{EventData, EventKind, Subject, Time},
};

/// A change, as the step noted it.
pub(super) struct Told {
    pub(super) kind: EventKind,
    pub(super) time: Time,
    pub(super) data: EventData,
    pub(super) subject: fn(BundleId) -> Subject,
}

impl Told {
    /// About the request or the bundle, as the kind says; of the others, the bundle.
    pub(super) const fn new(kind: EventKind, time: Time) -> Self {
        use EventKind::{RequestAnswered, RequestCreated, RequestExpired, RequestRevoked};
        let of_request = matches!(
            kind,
            RequestCreated | RequestAnswered | RequestExpired | RequestRevoked
        );
        Self {
            kind,
            time,
            data: EventData {
                confirmed: None,
                readable: None,
            },
            subject: if of_request {
                Subject::Request
            } else {
                Subject::Bundle
            },
        }
    }

    /// The envelope is erased; `readable` is what the opener said of it, if anything.
    pub(super) const fn opened(time: Time, readable: Option<bool>) -> Self {
        let mut told = Self::new(EventKind::BundleOpened, time);
        told.data.confirmed = Some(readable.is_some());
        told.data.readable = Some(readable);
        told
    }

    /// The intervention is over, as a holder of a link to `subject` said.
    pub(super) const fn finished(time: Time, subject: fn(BundleId) -> Subject) -> Self {
        let mut told = Self::new(EventKind::InterventionFinished, time);
        told.subject = subject;
        told
    }
}

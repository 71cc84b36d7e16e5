//! Bundles and requests in this process: bounded, never written to disk, gone with the process.
//!
//! Nothing is evicted but old events: above four fifths of the limit a creation is refused and
//! everything else goes on. A bundle's times are exact, since every verb looks at the clock itself; a sweep of the
//! next deadlines, a few at each verb and all of them once a second, only frees the bytes, and tells
//! owners what time has brought. Every step writes its events into the log of the owner itself.

mod bundle;
mod entry;
mod hook;
mod ledger;
mod ledgers;
mod machines;
mod request;
mod told;

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

pub use self::ledger::{EVENT, REMEMBERED};
use self::{bundle::Bundle, entry::Entry, ledgers::Ledgers, request::Request};
use super::{
    Answered, Attempt, Authority, Bearer, Claimed, Created, Ended, Error, Health, NewAnswer,
    NewBundle, NewRequest, RequestBearer, Seen, SeenRequest, full_at,
};
use crate::protocol::{
    token::{AnswerHash, BundleId, ClaimHash, LinkHash, ReceiptHash},
    wire::{RequestState, Time},
};

/// Bytes a bundle or a request is counted with besides its envelope and its wrong tries, or its
/// document and its reference: the record, its places in the two maps, and what the allocator adds.
pub const OVERHEAD: u64 = 640;
/// Bytes that a client's request is counted with besides, in each of the lists it stands in: that of
/// all, and that of its reference.
pub const LISTED: u64 = 160;
/// The part of the limit that the logs of all clients may use: above it the oldest events go, so that
/// events do not keep bundles out.
const LOGS: u64 = 4;
/// How many deadlines a verb looks after on its way.
const SWEPT_BY_A_VERB: usize = 4;
/// How many the sweep looks after before it lets a verb in.
const SWEPT_AT_ONCE: usize = 256;

type RawId = [u8; BundleId::LENGTH];
type Clock = dyn Fn() -> Time + Send + Sync;

/// A handle on what is kept in this process.
#[derive(Clone)]
pub struct Memory {
    shelf: Arc<Mutex<Shelf>>,
    clock: Arc<Clock>,
    since: Time,
    limit: u64,
}

struct Shelf {
    entries: HashMap<RawId, Box<Entry>>,
    /// The deadline of every entry, the next one first.
    deadlines: BTreeSet<(Time, RawId)>,
    /// What is kept for each client.
    ledgers: Ledgers,
    /// The sum of the costs of the entries, in bytes.
    cost: u64,
    /// The latest moment seen: a clock that is set back does not bring anything back.
    now: Time,
}

impl Memory {
    /// An empty store of at most `limit` bytes.
    #[must_use]
    pub fn new(limit: u64) -> Self {
        Self::with_clock(limit, Time::now)
    }

    /// An empty store of at most `limit` bytes that asks `clock` for the time.
    #[must_use]
    pub fn with_clock(limit: u64, clock: impl Fn() -> Time + Send + Sync + 'static) -> Self {
        let since = clock();
        Self {
            shelf: Arc::new(Mutex::new(Shelf {
                entries: HashMap::new(),
                deadlines: BTreeSet::new(),
                ledgers: Ledgers::new(limit / LOGS),
                cost: 0,
                now: since,
            })),
            clock: Arc::new(clock),
            since,
            limit,
        }
    }

    pub(super) async fn create(&self, bundle: &NewBundle) -> Result<Created, Error> {
        self.put(
            &bundle.id,
            || bundle.content(),
            |now| {
                let entry = Bundle::new(bundle, now);
                (entry.record.expires_at, Entry::Bundle(entry))
            },
        )
    }

    pub(super) async fn request(&self, request: &NewRequest) -> Result<Created, Error> {
        self.put(
            &request.id,
            || request.content(),
            |now| {
                let entry = Request::new(request, now);
                (entry.record.expires_at, Entry::Request(entry))
            },
        )
    }

    pub(super) async fn look(&self, id: &BundleId, bearer: &Bearer) -> Result<Seen, Error> {
        let seen = self.bundle(id, |bundle, now| {
            let envelope = bundle.has_envelope();
            bundle.record.seen(id, bearer, now, envelope)
        });
        Ok(seen.unwrap_or(Seen::Nothing))
    }

    pub(super) async fn claim(
        &self,
        id: &BundleId,
        attempt: &Attempt,
        lease: Duration,
    ) -> Result<Claimed, Error> {
        let claimed = self.bundle(id, |bundle, now| bundle.claim(attempt, lease, now));
        Ok(claimed.unwrap_or(Claimed::Nothing))
    }

    pub(super) async fn take(&self, id: &BundleId, attempt: &Attempt) -> Result<Claimed, Error> {
        let claimed = self.bundle(id, |bundle, now| bundle.take(attempt, now));
        Ok(claimed.unwrap_or(Claimed::Nothing))
    }

    pub(super) async fn confirm(
        &self,
        id: &BundleId,
        claim: &ClaimHash,
        readable: bool,
    ) -> Result<bool, Error> {
        let confirmed = self.bundle(id, |bundle, now| bundle.confirm(claim, Some(readable), now));
        Ok(confirmed.unwrap_or(false))
    }

    pub(super) async fn revoke(
        &self,
        id: &BundleId,
        receipt: &ReceiptHash,
    ) -> Result<Ended, Error> {
        let ended = self.bundle(id, |bundle, now| bundle.revoke(receipt, now));
        Ok(ended.unwrap_or(Ended::Nothing))
    }

    pub(super) async fn finish(&self, id: &BundleId, link: &LinkHash) -> Result<Ended, Error> {
        let ended = self.bundle(id, |bundle, now| bundle.finish(link, now));
        Ok(ended.unwrap_or(Ended::Nothing))
    }

    pub(super) async fn look_request(
        &self,
        id: &BundleId,
        bearer: &RequestBearer,
    ) -> Result<SeenRequest, Error> {
        let seen = self.asked(id, |request, now| request.seen(id, bearer, now));
        Ok(seen.unwrap_or(SeenRequest::Nothing))
    }

    pub(super) async fn answer(
        &self,
        id: &BundleId,
        proof: &AnswerHash,
        answer: &NewAnswer,
    ) -> Result<Answered, Error> {
        let mut shelf = self.shelf();
        let content = answer.content();
        let (now, room) = (shelf.now, full_at(self.limit).saturating_sub(shelf.used()));
        let answered = shelf.visit(id, |entry, _| match entry.request() {
            None => Ok(Answered::Nothing),
            Some(request) => match request.refused(proof, &content, now) {
                Some(refused) => Ok(refused),
                None => request.fill(id, answer, now, room),
            },
        });
        answered.unwrap_or(Ok(Answered::Nothing))
    }

    pub(super) async fn revoke_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        let ended = self.asked(id, |request, now| request.revoke(authority, now));
        Ok(ended.unwrap_or(Ended::Nothing))
    }

    pub(super) async fn finish_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        let ended = self.asked(id, |request, now| request.finish(authority, now));
        Ok(ended.unwrap_or(Ended::Nothing))
    }

    pub(super) async fn since(&self) -> Result<Time, Error> {
        Ok(self.since)
    }

    pub(super) async fn health(&self) -> Result<Health, Error> {
        Ok(Health {
            problems: Vec::new(),
            used_bytes: self.shelf().used(),
            limit_bytes: Some(self.limit),
        })
    }

    /// Erases everything whose time is over.
    pub(super) async fn poll(&self) -> Result<(), Error> {
        while self.shelf().sweep(SWEPT_AT_ONCE) == SWEPT_AT_ONCE {}
        let mut shelf = self.shelf();
        let now = shelf.now;
        shelf.ledgers.forget(now);
        Ok(())
    }

    /// Stores an entry under its id, made at this moment and told with its end.
    fn put(
        &self,
        id: &BundleId,
        content: impl FnOnce() -> [u8; 32],
        make: impl FnOnce(Time) -> (Time, Entry),
    ) -> Result<Created, Error> {
        let mut shelf = self.shelf();
        if let Some(created) = shelf.visit(id, |entry, _| entry.created_again(&content())) {
            return Ok(created);
        }
        let (expires_at, entry) = make(shelf.now);
        if shelf.used() + entry.cost() > full_at(self.limit) {
            return Err(Error::Full);
        }
        shelf.put(*id.as_bytes(), entry);
        Ok(Created::New { expires_at })
    }

    /// Runs a step on the bundle of this id, if there is one.
    fn bundle<T>(&self, id: &BundleId, step: impl FnOnce(&mut Bundle, Time) -> T) -> Option<T> {
        let step = |entry: &mut Entry, now| entry.bundle().map(|bundle| step(bundle, now));
        self.shelf().visit(id, step).flatten()
    }

    /// Runs a step on the request of this id, if there is one.
    fn asked<T>(&self, id: &BundleId, step: impl FnOnce(&mut Request, Time) -> T) -> Option<T> {
        let step = |entry: &mut Entry, now| entry.request().map(|request| step(request, now));
        self.shelf().visit(id, step).flatten()
    }

    /// The shelf, with the time brought forward and a few deadlines looked after.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // A verb that panicked has changed an entry wholly or not at all, as far as a reader sees.
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.now = shelf.now.max((self.clock)());
        shelf.sweep(SWEPT_BY_A_VERB);
        shelf
    }
}

impl Shelf {
    /// Bytes in use.
    const fn used(&self) -> u64 {
        self.cost + self.ledgers.used
    }

    /// Runs one verb's step on the entry of this id, if there is one, and books what it changed.
    fn visit<T>(&mut self, id: &BundleId, step: impl FnOnce(&mut Entry, Time) -> T) -> Option<T> {
        let id = id.as_bytes();
        let now = self.now;
        let entry = self.entries.get_mut(id)?;
        let (cost, deadline) = (entry.cost(), entry.deadline());
        let over = now >= entry.kept_until();
        let result = if over {
            entry.settle(now);
            None
        } else {
            entry.erase_if_due(now);
            Some(step(entry, now))
        };
        self.cost = self.cost - cost + entry.cost();
        if entry.deadline() != deadline {
            self.deadlines.remove(&(deadline, *id));
            self.deadlines.insert((entry.deadline(), *id));
        }
        self.ledgers.hear(id, entry, now);
        if over {
            self.remove(id);
        }
        result
    }

    fn put(&mut self, id: RawId, mut entry: Entry) {
        self.cost += entry.cost();
        self.deadlines.insert((entry.deadline(), id));
        if let Some((owner, made)) = entry.listed() {
            self.ledgers
                .change(owner, |ledger| ledger.list(made, id, entry.reference()));
        }
        self.ledgers.hear(&id, &mut entry, self.now);
        self.entries.insert(id, Box::new(entry));
    }

    fn remove(&mut self, id: &RawId) {
        if let Some(entry) = self.entries.remove(id) {
            self.cost -= entry.cost();
            self.deadlines.remove(&(entry.deadline(), *id));
            if let Some((owner, made)) = entry.listed() {
                self.ledgers
                    .change(owner, |ledger| ledger.unlist(made, *id, entry.reference()));
            }
        }
    }

    /// Looks after at most so many deadlines that have passed, and tells how many there were.
    fn sweep(&mut self, most: usize) -> usize {
        for swept in 0..most {
            match self.deadlines.first() {
                Some(&(deadline, id)) if deadline <= self.now => {
                    self.visit(&BundleId::new(id), Entry::settle);
                }
                _ => return swept,
            }
        }
        most
    }
}

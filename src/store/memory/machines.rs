//! The verbs of clients: lists, logs, webhooks, and the operator's purge.

use std::time::Duration;

use super::{Memory, Shelf, entry::Entry, ledger::Ledger};
use crate::{
    protocol::{token::BundleId, wire::OwnerView},
    store::{
        Error, Owner, RequestBearer, SeenRequest, full_at,
        log::{
            DeadLetter, Delivery, Due, HookState, ListPlace, Listed, Listing, LogPage, Outcome,
            Position, Repeatable, Repeated, SenderId,
        },
        record::later,
    },
};

impl Memory {
    pub(in crate::store) async fn repeatable(
        &self,
        owner: &Owner,
        call: &Repeatable,
    ) -> Result<Repeated, Error> {
        let mut shelf = self.shelf();
        let now = shelf.now;
        let known = shelf
            .ledgers
            .of(owner)
            .and_then(|ledger| ledger.call(&call.key, now));
        if let Some(known) = known {
            let expires_at = known.expires_at;
            let same = known.content == call.content;
            return Ok(if same {
                Repeated::Again { expires_at }
            } else {
                Repeated::Other
            });
        }
        if shelf.used() + super::REMEMBERED > full_at(self.limit) {
            return Err(Error::Full);
        }
        let expires_at = later(now, call.lifetime);
        let remember =
            |ledger: &mut Ledger| ledger.remember(call.key, call.content, expires_at, now);
        shelf.ledgers.change(owner, remember);
        Ok(Repeated::First { expires_at })
    }

    pub(in crate::store) async fn list_requests(
        &self,
        owner: &Owner,
        listing: &Listing,
    ) -> Result<Listed, Error> {
        let shelf = self.shelf();
        let ledger = shelf.ledgers.of(owner);
        let newest = ledger.map(|ledger| ledger.newest(listing.reference.as_ref(), listing.after));
        let mut requests: Vec<_> = newest
            .into_iter()
            .flatten()
            .map(|(_, id)| BundleId::new(id))
            .filter_map(|id| shelf.owned(&id, owner))
            .take(listing.limit.saturating_add(1))
            .collect();
        let more = requests.len() > listing.limit;
        requests.truncate(listing.limit);
        let last = requests.last().filter(|_| more);
        let next = last.map(|view| ListPlace {
            created_at: view.times.created_at,
            id: view.id,
        });
        Ok(Listed { requests, next })
    }

    pub(in crate::store) async fn read_log(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<LogPage, Error> {
        let shelf = self.shelf();
        let ledger = shelf.ledgers.of(owner);
        let some = ledger.into_iter().flat_map(|ledger| ledger.behind(after));
        let some: Vec<_> = some.take(limit).collect();
        Ok(LogPage {
            next: some.last().map_or(after, |(position, _)| *position),
            events: some.into_iter().map(|(_, event)| event.clone()).collect(),
        })
    }

    pub(in crate::store) async fn next_delivery(
        &self,
        owner: &Owner,
        sender: &SenderId,
        lease: Duration,
    ) -> Result<Delivery, Error> {
        let mut shelf = self.shelf();
        let now = shelf.now;
        Ok(shelf.ledgers.change(owner, |ledger| {
            let next = ledger.behind(ledger.hook.cursor).next().cloned();
            match next {
                Some((position, event)) if ledger.hook.is_free(sender, now) => {
                    let tried = ledger.hook.lend(*sender, position, lease, now);
                    Delivery::Due(Due {
                        event,
                        position,
                        attempts: tried.attempts,
                        refusals: tried.refusals,
                        down_since: tried.down_since,
                        now,
                    })
                }
                _ => Delivery::Rest,
            }
        }))
    }

    pub(in crate::store) async fn delivered(
        &self,
        owner: &Owner,
        sender: &SenderId,
        position: Position,
        outcome: &Outcome,
    ) -> Result<bool, Error> {
        let mut shelf = self.shelf();
        let now = shelf.now;
        let letter = shelf.ledgers.next(now);
        Ok(shelf.ledgers.change(owner, |ledger| {
            let held = ledger.hook.give_back(sender, position, now);
            if held == Some(true) {
                ledger.hook.note(position, outcome, now);
                if let Outcome::Dead { reason } = outcome {
                    ledger.give_up(position, letter, reason);
                }
            }
            held.is_some()
        }))
    }

    pub(in crate::store) async fn hook_state(&self, owner: &Owner) -> Result<HookState, Error> {
        let shelf = self.shelf();
        let state = |ledger: &Ledger| {
            let waiting = ledger.behind(ledger.hook.cursor).len() as u64;
            ledger.hook.state(waiting, ledger.letters().len() as u64)
        };
        Ok(shelf.ledgers.of(owner).map(state).unwrap_or_default())
    }

    pub(in crate::store) async fn enable_hook(&self, owner: &Owner) -> Result<bool, Error> {
        let mut shelf = self.shelf();
        Ok(shelf.ledgers.change(owner, |ledger| ledger.hook.enable()))
    }

    pub(in crate::store) async fn dead_letters(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, Error> {
        let shelf = self.shelf();
        let letters = shelf
            .ledgers
            .of(owner)
            .into_iter()
            .flat_map(Ledger::letters);
        let behind = letters.filter(|letter| letter.position > after);
        Ok(behind.take(limit).cloned().collect())
    }

    pub(in crate::store) async fn bury(
        &self,
        owner: &Owner,
        position: Position,
    ) -> Result<bool, Error> {
        let mut shelf = self.shelf();
        Ok(shelf.ledgers.change(owner, |ledger| ledger.bury(position)))
    }

    pub(in crate::store) async fn purge(&self, id: &BundleId) -> Result<bool, Error> {
        let mut shelf = self.shelf();
        let known = shelf.visit(id, Entry::end_now).is_some();
        shelf.remove(id.as_bytes());
        Ok(known)
    }
}

impl Shelf {
    /// What the owner may know of a request of its own; none if it is gone.
    fn owned(&self, id: &BundleId, owner: &Owner) -> Option<OwnerView> {
        let Some(Entry::Request(request)) = self.entries.get(id.as_bytes()).map(Box::as_ref) else {
            return None;
        };
        if self.now >= request.kept_until() {
            return None;
        }
        match request.seen(id, &RequestBearer::Owner(owner.clone()), self.now) {
            SeenRequest::Owner(view) => Some(view),
            _ => None,
        }
    }
}

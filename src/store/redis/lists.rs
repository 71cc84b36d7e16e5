//! The list of a client's requests.

use redis::{Pipeline, Value};

use super::{
    Redis,
    fields::{self, FIELDS, Kept},
    keys::{self, ClientKeys, Keys},
    replies::{self, unexpected},
    requests::looked,
    scripts::LOOK,
};
use crate::{
    protocol::{
        token::BundleId,
        wire::{OwnerView, Time},
    },
    store::{
        Error, Owner, Reference, RequestBearer, SeenRequest,
        log::{ListPlace, Listed, Listing},
        record::request::Beside,
    },
};

/// How many places of a list are read at once, at the least and at the most.
const FEWEST: usize = 16;
const MOST: usize = 128;
/// How many requests that are gone a page looks past.
const GONE: usize = 1024;

/// A page in the making.
struct Page<'a> {
    listing: &'a Listing,
    requests: Vec<OwnerView>,
    /// Behind what was looked at.
    place: Option<ListPlace>,
}

impl Redis {
    pub(in crate::store) async fn list_requests(
        &self,
        owner: &Owner,
        listing: &Listing,
    ) -> Result<Listed, Error> {
        let keys = ClientKeys::of(owner);
        let reference = listing.reference.as_ref().map(keys::reference);
        let list = reference.map_or_else(|| keys.req(), |reference| keys.reference(&reference));
        let some = listing.limit.saturating_add(1).clamp(FEWEST, MOST);
        let mut page = Page {
            listing,
            requests: Vec::new(),
            place: listing.after,
        };
        let (mut looked_at, mut skipped) = (0, 0);
        while looked_at < listing.limit.saturating_add(GONE) {
            let read = self.places(&list, page.place, skipped, some).await?;
            let ended = read.len() < some;
            let behind: Vec<_> = read
                .into_iter()
                .filter(|place| page.is_before(place))
                .collect();
            // Of more than fit into one reply, all were made in the same millisecond.
            skipped = if behind.is_empty() { skipped + some } else { 0 };
            looked_at += behind.len();
            let views = self.owned(&behind, owner, listing).await?;
            let more = page.fill(behind.into_iter().zip(views));
            if more || ended {
                return Ok(page.end(more));
            }
        }
        Ok(page.end(true))
    }

    /// Places of a list, the newest first, from those on that were made when `from` was.
    async fn places(
        &self,
        list: &str,
        from: Option<ListPlace>,
        skip: usize,
        count: usize,
    ) -> Result<Vec<ListPlace>, Error> {
        let mut range = redis::cmd("ZRANGE");
        range.arg(list);
        match from {
            Some(place) => range.arg(place.created_at.millis()),
            None => range.arg("+inf"),
        };
        range.arg("-inf").arg("BYSCORE").arg("REV");
        range.arg("LIMIT").arg(skip).arg(count).arg("WITHSCORES");
        let pairs = replies::words(self.step(range).await?)?;
        pairs.into_iter().map(place).collect()
    }

    /// What the owner may know of each; none of what is gone.
    async fn owned(
        &self,
        places: &[ListPlace],
        owner: &Owner,
        listing: &Listing,
    ) -> Result<Vec<Option<OwnerView>>, Error> {
        if places.is_empty() {
            return Ok(Vec::new());
        }
        let mut question = Pipeline::new();
        for place in places {
            let mut look = LOOK.on(&Keys::of(&place.id));
            look.arg(&FIELDS);
            question.add_command(look);
        }
        let replies = self.exchange_many(&question).await?;
        let views = places.iter().zip(replies);
        let views = views.map(|(place, reply)| view(&place.id, reply, owner));
        let views =
            views.map(|view| Ok(view?.filter(|view| is_of(view, listing.reference.as_ref()))));
        views.collect()
    }
}

impl Page<'_> {
    /// Whether what was looked at is newer.
    fn is_before(&self, other: &ListPlace) -> bool {
        let order = |place: &ListPlace| (place.created_at, place.id.to_b64u());
        self.place.is_none_or(|place| order(other) < order(&place))
    }

    fn is_full(&self) -> bool {
        self.requests.len() >= self.listing.limit
    }

    /// Takes as many as fit; whether there is one more, behind what was looked at.
    fn fill(&mut self, some: impl Iterator<Item = (ListPlace, Option<OwnerView>)>) -> bool {
        for (place, view) in some {
            if view.is_some() && self.is_full() {
                return true;
            }
            self.place = Some(place);
            self.requests.extend(view);
        }
        false
    }

    fn end(self, more: bool) -> Listed {
        Listed {
            requests: self.requests,
            next: self.place.filter(|_| more),
        }
    }
}

/// Reads a name in the list and its score.
fn place(pair: Value) -> Result<ListPlace, Error> {
    let [Value::BulkString(name), Value::Double(made)] = &replies::words(pair)?[..] else {
        return Err(unexpected("ZRANGE"));
    };
    let id = str::from_utf8(name).ok().and_then(keys::id_of);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number of milliseconds"
    )]
    let created_at = Time::from_millis(*made as i64);
    let id = id.ok_or_else(|| fields::damaged("id"))?;
    Ok(ListPlace { created_at, id })
}

/// What the owner may know, by `look.lua`'s answer; none if it is gone, or somebody else's. What is
/// damaged keeps nobody from seeing the others.
fn view(id: &BundleId, reply: Value, owner: &Owner) -> Result<Option<OwnerView>, Error> {
    let (record, envelope, now) = looked(reply)?;
    let Kept {
        bundle,
        request: Some(request),
    } = fields::kept(record).unwrap_or_default()
    else {
        return Ok(None);
    };
    let beside = Beside {
        document: Vec::new(),
        wraps: Vec::new(),
        answer: bundle.map(|bundle| bundle.receipt(id, now, envelope)),
    };
    let seen = request.seen(id, &RequestBearer::Owner(owner.clone()), now, beside);
    Ok(match seen {
        SeenRequest::Owner(view) => Some(view),
        _ => None,
    })
}

fn is_of(view: &OwnerView, reference: Option<&Reference>) -> bool {
    reference.is_none_or(|reference| view.reference.as_deref() == Some(reference.as_str()))
}

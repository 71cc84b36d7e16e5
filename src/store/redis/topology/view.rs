//! What is known of the nodes, and what it is worth.

use std::sync::Arc;

use super::{Links, Place, Trouble};
use crate::store::Error;

/// What was learned last.
#[derive(PartialEq, Eq, Debug)]
pub(in crate::store::redis) struct View {
    pub(in crate::store::redis) shards: Vec<Shard>,
    /// By slot, whose it is in `shards`; empty where one shard has them all.
    pub(super) slots: Vec<Option<u16>>,
    /// Nobody who would have to agree has been silent: what is not there is not there.
    pub(in crate::store::redis) whole: bool,
}

/// A primary, and how many replicas must have what it decides.
#[derive(PartialEq, Eq, Clone, Debug)]
pub(in crate::store::redis) struct Shard {
    pub(in crate::store::redis) primary: Place,
    pub(in crate::store::redis) replicas: u32,
}

impl View {
    pub(super) fn of_one(shard: Shard, whole: bool) -> Self {
        Self {
            shards: vec![shard],
            slots: Vec::new(),
            whole,
        }
    }

    /// The same, of which no Sentinel tells any more: the group may have gone on without it.
    pub(super) fn without_anybody(&self) -> Self {
        Self {
            shards: self.shards.clone(),
            slots: self.slots.clone(),
            whole: false,
        }
    }

    /// Whether those who were the primaries before still are, and nobody may know of others. What other
    /// primaries would have answered is not known.
    fn vouches_for(&self, before: &Self) -> bool {
        let (now, then) = (self.shards.iter(), before.shards.iter());
        let primary = |shard: &Shard| shard.primary.clone();
        self.whole && now.map(primary).eq(then.map(primary))
    }

    /// The only shard, where there is but one.
    pub(in crate::store::redis) fn only(&self) -> Option<&Shard> {
        self.shards.first().filter(|_| self.slots.is_empty())
    }

    /// Whose slot it is; any shard's for what has none.
    pub(in crate::store::redis) fn shard(&self, slot: Option<u16>) -> Option<&Shard> {
        match slot {
            Some(slot) if !self.slots.is_empty() => {
                let owner = *self.slots.get(usize::from(slot))?;
                self.shards.get(usize::from(owner?))
            }
            _ => self.shards.first(),
        }
    }

    pub(in crate::store::redis) fn at(&self, place: &Place) -> Option<&Shard> {
        self.shards.iter().find(|shard| shard.primary == *place)
    }
}

/// What was known of the nodes before they were asked something.
pub(in crate::store::redis) struct Before<'a> {
    links: &'a Links,
    view: Arc<View>,
}

impl Links {
    /// To be called before a question whose answer may be that there is nothing.
    pub(in crate::store::redis) async fn before(&self) -> Result<Before<'_>, Trouble> {
        let view = self.view().await?;
        Ok(Before { links: self, view })
    }
}

impl Before<'_> {
    /// That there is nothing is only told by a store that is all there: a primary whose group goes on
    /// without it may not know what the others know. Where somebody was silent, all are asked again: it
    /// may have been this process that stood still.
    pub(in crate::store::redis) async fn sure<T>(
        &self,
        answer: T,
        is_nothing: impl Fn(&T) -> bool,
    ) -> Result<T, Error> {
        if !is_nothing(&answer) {
            return Ok(answer);
        }
        let mut now = self.links.topology.known();
        if let Some(view) = now.take_if(|view| !view.whole) {
            now = self.links.newer(&view).await.ok();
        }
        if now.is_some_and(|now| now.vouches_for(&self.view)) {
            return Ok(answer);
        }
        let cause =
            "too few Sentinels answer to tell what is not there, or another node is primary now";
        Err(Error::Down(cause.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(primaries: &[u16], replicas: u32, whole: bool) -> View {
        let shard = |port: &u16| Shard {
            primary: Place::new("h", *port),
            replicas,
        };
        View {
            shards: primaries.iter().map(shard).collect(),
            slots: Vec::new(),
            whole,
        }
    }

    #[test]
    fn only_the_same_primaries_tell_that_there_is_nothing() {
        let before = view(&[1], 2, false);
        for (now, vouches) in [
            (view(&[1], 2, true), true),
            (view(&[1], 1, true), true),
            (view(&[1], 2, false), false),
            (view(&[2], 2, true), false),
            (view(&[1, 2], 2, true), false),
        ] {
            assert_eq!(now.vouches_for(&before), vouches, "{now:?}");
        }
    }
}

//! What clients have is looked after, one client a second: what is too old goes, and requests that are
//! gone go from the lists.

use std::sync::atomic::Ordering;

use redis::{Pipeline, Value};

use super::{
    Redis,
    connection::refused,
    keys::{self, ClientKeys, Keys},
    replies::{self, unexpected},
    scripts::{FORGET, TIDY},
};
use crate::{
    protocol::token::BundleId,
    store::{Error, Owner},
};

/// How many requests of a list are looked after at a turn.
const AT_ONCE: usize = 128;

/// A place in the list of a client's requests.
struct Place {
    /// Its name there.
    name: String,
    /// When it was made, as Redis writes it.
    made: String,
}

impl Redis {
    /// The next client's turn.
    pub(super) async fn tidy(&self, owners: &[Owner]) -> Result<(), Error> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let Some(owner) = turn
            .checked_rem(owners.len())
            .and_then(|place| owners.get(place))
        else {
            return Ok(());
        };
        let keys = ClientKeys::of(owner);
        let mut step = TIDY.at(&[keys.log(), keys.dead(), keys.hook(), keys.req()]);
        step.arg(turn / owners.len()).arg(AT_ONCE);
        let places = places(self.step(step).await?)?;
        let gone = self.gone(places).await?;
        self.forget(&keys, &gone).await
    }

    async fn gone(&self, mut places: Vec<Place>) -> Result<Vec<Place>, Error> {
        let ids: Vec<_> = places
            .iter()
            .map(|place| keys::id_of(&place.name))
            .collect();
        let mut question = Pipeline::new();
        for id in ids.iter().flatten() {
            question.cmd("EXISTS").arg(&Keys::of(id).rec);
        }
        let mut there = Vec::new();
        if !question.is_empty() {
            for reply in self.exchange_many(&question).await? {
                there.push(replies::flag(reply, "EXISTS")?);
            }
        }
        let mut there = there.into_iter();
        let mut ids = ids.into_iter();
        // What is no id is not there.
        places.retain(|_| {
            !ids.next()
                .flatten()
                .and_then(|_: BundleId| there.next())
                .unwrap_or(false)
        });
        Ok(places)
    }

    async fn forget(&self, keys: &ClientKeys, gone: &[Place]) -> Result<(), Error> {
        if gone.is_empty() {
            return Ok(());
        }
        let mut pipeline = Pipeline::new();
        for Place { name, made } in gone {
            let (id, reference) = keys::part(name);
            let mut lists = vec![keys.req()];
            lists.extend(reference.map(|reference| keys.reference(reference)));
            let mut step = FORGET.at(&lists);
            step.arg(name).arg(id).arg(made);
            pipeline.add_command(step);
        }
        for reply in self.exchange_many(&pipeline).await? {
            if let Value::ServerError(error) = reply {
                return Err(refused(&error));
            }
        }
        Ok(())
    }
}

fn places(reply: Value) -> Result<Vec<Place>, Error> {
    let mut words = replies::words(reply)?.into_iter();
    let text = |value| String::from_utf8(replies::bytes(value)?).map_err(|_| unexpected("ZRANGE"));
    let mut places = Vec::new();
    while let (Some(name), Some(made)) = (words.next(), words.next()) {
        places.push(Place {
            name: text(name)?,
            made: text(made)?,
        });
    }
    Ok(places)
}

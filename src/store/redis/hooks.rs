//! How far a client's webhook has come.

use std::time::Duration;

use redis::{Pipeline, Value};

use super::{
    Redis,
    keys::ClientKeys,
    log::behind,
    millis,
    replies::{self, unexpected, words},
    scripts::{ENABLE, LEND, OUTCOME},
    stream::{self, Entry},
};
use crate::{
    protocol::wire::Time,
    store::{
        Error, Owner,
        log::{Delivery, Due, HookState, Outcome, Position, SenderId, in_short},
    },
};

/// The fields that a webhook's state is read from.
const FIELDS: [&str; 5] = ["cursor", "attempts", "next", "down", "off"];

/// The answer of `lend.lua`.
enum Lent {
    Rest,
    Due {
        entry: Entry,
        attempts: u32,
        refusals: u32,
        down_since: Option<Time>,
        now: Time,
    },
}

impl Redis {
    pub(in crate::store) async fn next_delivery(
        &self,
        owner: &Owner,
        sender: &SenderId,
        lease: Duration,
    ) -> Result<Delivery, Error> {
        let keys = ClientKeys::of(owner);
        let mut step = LEND.at(&[keys.hook(), keys.log()]);
        step.arg(sender.as_bytes()).arg(millis(lease));
        let Lent::Due {
            entry,
            attempts,
            refusals,
            down_since,
            now,
        } = lent(self.step(step).await?)?
        else {
            return Ok(Delivery::Rest);
        };
        let position = entry.position;
        let Some(event) = entry.event() else {
            let reason = "the store has damaged this event".to_owned();
            let dead = Outcome::Dead { reason };
            self.delivered(owner, sender, position, &dead).await?;
            return Ok(Delivery::Rest);
        };
        Ok(Delivery::Due(Due {
            event,
            position,
            attempts,
            refusals,
            down_since,
            now,
        }))
    }

    pub(in crate::store) async fn delivered(
        &self,
        owner: &Owner,
        sender: &SenderId,
        position: Position,
        outcome: &Outcome,
    ) -> Result<bool, Error> {
        let keys = ClientKeys::of(owner);
        let mut step = OUTCOME.at(&[keys.hook(), keys.log(), keys.dead()]);
        step.arg(sender.as_bytes()).arg(position.to_string());
        match outcome {
            Outcome::Delivered => step.arg("delivered"),
            Outcome::Later { after, refused } => {
                let after = millis(*after);
                step.arg("later").arg(after).arg(u8::from(*refused))
            }
            Outcome::Dead { reason } => step.arg("dead").arg(in_short(reason)),
            Outcome::Off { reason } => step.arg("off").arg(in_short(reason)),
        };
        replies::flag(self.step(step).await?, "outcome")
    }

    pub(in crate::store) async fn hook_state(&self, owner: &Owner) -> Result<HookState, Error> {
        let keys = ClientKeys::of(owner);
        let mut question = Pipeline::new();
        question.cmd("HMGET").arg(keys.hook()).arg(&FIELDS);
        question.cmd("XLEN").arg(keys.dead());
        question
            .cmd("XREVRANGE")
            .arg(keys.log())
            .arg("+")
            .arg("-")
            .arg("COUNT")
            .arg(1);
        let [hook, dead, last] = self.exchange(&question).await?;
        let fields: Vec<_> = words(hook)?
            .into_iter()
            .map(text)
            .collect::<Result<_, _>>()?;
        let [cursor, attempts, next, down, off] = &fields[..] else {
            return Err(unexpected("HMGET"));
        };
        let cursor = cursor
            .as_deref()
            .and_then(stream::position)
            .unwrap_or_default();
        let first = self.step(behind(&keys.log(), cursor, 1)).await?;
        let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        Ok(HookState {
            waiting: waiting(&stream::entries(first)?, &stream::entries(last)?),
            dead: replies::count(dead, "XLEN")?,
            attempts: number(attempts)
                .and_then(|count| u32::try_from(count).ok())
                .unwrap_or(0),
            next_at: number(next).map(Time::from_millis),
            down_since: number(down).map(Time::from_millis),
            off: off.clone(),
        })
    }

    pub(in crate::store) async fn enable_hook(&self, owner: &Owner) -> Result<bool, Error> {
        let step = ENABLE.at(&[ClientKeys::of(owner).hook()]);
        replies::flag(self.step(step).await?, "enable")
    }
}

/// How many events there are from the first one to the last: a log numbers them without a gap.
fn waiting(first: &[Entry], last: &[Entry]) -> u64 {
    let number = |entries: &[Entry]| entries.first()?.get("n")?.parse::<u64>().ok();
    let span = number(first).zip(number(last));
    span.map_or(0, |(first, last)| last.saturating_sub(first) + 1)
}

fn lent(reply: Value) -> Result<Lent, Error> {
    let mut items = words(reply)?;
    match &items[..] {
        [Value::BulkString(word)] if word == b"rest" => Ok(Lent::Rest),
        [
            Value::BulkString(word),
            _,
            Value::Int(attempts),
            Value::Int(refusals),
            down,
            Value::Int(now),
        ] if word == b"due" => {
            let few = |count: &i64| u32::try_from(*count).map_err(|_| unexpected("lend"));
            let (attempts, refusals, now) =
                (few(attempts)?, few(refusals)?, Time::from_millis(*now));
            let down_since = match down {
                Value::Int(at) => Some(Time::from_millis(*at)),
                _ => None,
            };
            Ok(Lent::Due {
                entry: Entry::read(items.swap_remove(1))?,
                attempts,
                refusals,
                down_since,
                now,
            })
        }
        _ => Err(unexpected("lend")),
    }
}

/// A string, if there is one.
fn text(reply: Value) -> Result<Option<String>, Error> {
    let there = reply != Value::Nil;
    let text = String::from_utf8_lossy(&replies::bytes(reply)?).into_owned();
    Ok(there.then_some(text))
}

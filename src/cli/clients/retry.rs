//! `handover clients retry`: sends dead letters again, from here.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    super::{failure::Failure, output::Output, redis},
    calling::Calls,
    dead::letters,
};
use crate::{
    config::Config,
    events::{Exchange, Message},
    store::{Owner, log::DeadLetter},
};

/// Send a client's dead letters again, from this machine and once; what is taken is a dead letter no
/// longer
#[derive(Args)]
pub(super) struct Retry {
    /// The client's name
    name: Owner,
    /// The ids of the events, as handover clients dead shows them; without any, all
    #[arg(value_name = "EVENT_ID")]
    events: Vec<String>,
    #[command(flatten)]
    output: Output,
    #[command(flatten, next_help_heading = "As for handover serve")]
    config: Box<Config>,
}

/// What became of each, and how many were not sent.
#[derive(Serialize, Default)]
struct Retried {
    delivered: Vec<String>,
    refused: Vec<Refusal>,
    left: usize,
    #[serde(skip)]
    lines: String,
    /// What said that it is no use to go on.
    #[serde(skip)]
    stop: Option<Exchange>,
}

#[derive(Serialize)]
struct Refusal {
    id: String,
    status: u16,
}

impl Retry {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let calls = Calls::of(path, &self.name)?;
        let retried = redis::block_on(async {
            let store = redis::open(&self.config).await?;
            let chosen = chosen(letters(&store, &self.name).await?, &self.events)?;
            let mut retried = Retried {
                left: chosen.len(),
                ..Retried::default()
            };
            for letter in chosen {
                let exchange = calls.call(&Message::of(&letter.event)).await?;
                if exchange.is_success() {
                    let buried = store.bury(&self.name, letter.position).await;
                    buried.map_err(redis::silent)?;
                }
                retried.note(&letter, exchange);
                if retried.stop.is_some() {
                    break;
                }
            }
            Ok(retried)
        })?;
        self.output
            .print(&retried, || Zeroizing::new(retried.text(&self.name)))?;
        retried.verdict(&self.name)
    }
}

/// Those of the letters that were named, in their own order.
fn chosen(mut letters: Vec<DeadLetter>, ids: &[String]) -> Result<Vec<DeadLetter>, Failure> {
    if ids.is_empty() {
        return Ok(letters);
    }
    let is_there = |id: &&String| letters.iter().any(|letter| letter.event.id == **id);
    if let Some(unknown) = ids.iter().find(|id| !is_there(id)) {
        return Err(Failure::usage(
            format!("there is no dead letter with the id {unknown}"),
            "nothing was sent: handover clients dead shows them",
        ));
    }
    letters.retain(|letter| ids.contains(&letter.event.id));
    Ok(letters)
}

impl Retried {
    fn note(&mut self, letter: &DeadLetter, exchange: Exchange) {
        let id = letter.event.id.clone();
        self.lines += &format!("{id}  {exchange}\n");
        match exchange {
            Exchange::Answered { .. } if exchange.is_success() => self.delivered.push(id),
            Exchange::Answered { status, .. } if exchange.is_refusal() => {
                self.refused.push(Refusal { id, status });
            }
            // It would answer the others like this, too.
            _ => {
                self.stop = Some(exchange);
                return;
            }
        }
        self.left -= 1;
    }

    fn text(&self, name: &Owner) -> String {
        if self.lines.is_empty() {
            return format!("{name} has no dead letters\n");
        }
        self.lines.clone()
    }

    /// Whether all were taken.
    fn verdict(&self, name: &Owner) -> Result<(), Failure> {
        let next = format!(
            "nothing is lost: handover clients dead {name} shows what is left; see what the receiver \
             says about it, and run it again"
        );
        let (refused, left) = (self.refused.len(), self.left);
        match self.stop {
            Some(silence @ Exchange::Silent(_)) => Err(Failure::trouble(
                format!("{silence}; not sent: {left}"),
                next,
            )),
            Some(answer) => Err(Failure::refused(
                format!("{answer}, so the others were not tried; left: {left}"),
                next,
            )),
            None if refused > 0 => Err(Failure::refused(
                format!("refused: {refused}, delivered: {}", self.delivered.len()),
                next,
            )),
            None => Ok(()),
        }
    }
}

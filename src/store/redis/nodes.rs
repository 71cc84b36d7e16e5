//! Commands come to the nodes that decide them, and their replies back in order.
//!
//! What is asked here is safe to repeat, and is repeated when a node says that another one decides now.
//! The commands of one slot stay together: of a claim and the read of its envelope, either both are
//! answered by the same node or both are asked again.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use redis::{Cmd, Pipeline, ServerError, Value};

use super::{
    address::{Kind, Place},
    connection::{Node, Trouble},
    slot,
    topology::{Links, Shard, View},
};

/// How long commands are asked again while a Cluster moves slots or elects a primary.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);

/// What an answer is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// It is what the node knows.
    Plain,
    /// It still holds when another node has become primary: as many replicas have it as are needed.
    Durable,
}

/// Commands of one slot in a pipeline that is on its way.
struct Group {
    slot: Option<u16>,
    /// Their places in the pipeline.
    commands: Vec<usize>,
    /// Where the owner of the slot has sent them.
    ask: Option<Place>,
}

/// What the replies to a group tell.
enum Direction {
    /// They are answers.
    Here,
    /// The slot is on its way, and these keys have arrived there already.
    Ask(Place),
    /// Somebody else decides now, or will soon.
    Again,
}

impl Links {
    /// One reply for each command, answered as [`Care`] asks.
    pub(super) async fn exchange_many(
        &self,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        let view = self.view().await?;
        match view.only() {
            Some(shard) => self.of_one(&view, shard, pipeline, care).await,
            None => self.of_many(view, pipeline, care).await,
        }
    }

    /// [`Self::exchange_many`] with as many replies as are expected.
    pub(super) async fn exchange<const N: usize>(
        &self,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<[Value; N], Trouble> {
        sized(self.exchange_many(pipeline, care).await?)
    }

    /// The node that decides everything and waits for nobody; none where replicas are waited for or
    /// slots move, so that a step may have to be repeated on the way.
    pub(super) async fn alone(&self) -> Result<Option<Arc<Node>>, Trouble> {
        let view = self.view().await?;
        let shard = view.only().filter(|shard| shard.replicas == 0);
        shard.map(|shard| self.node(&shard.primary)).transpose()
    }

    /// The replies of each primary to the same questions.
    pub(super) async fn of_each(
        &self,
        pipeline: &Pipeline,
    ) -> Result<Vec<(Place, Vec<Value>)>, Trouble> {
        let view = self.view().await?;
        let asked = view.shards.iter().map(async |shard| {
            let replies = self.node(&shard.primary)?.exchange_many(pipeline).await?;
            Ok((shard.primary.clone(), replies))
        });
        join_all(asked).await.into_iter().collect()
    }

    async fn send(
        &self,
        shard: &Shard,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        let node = self.node(&shard.primary)?;
        self.deliver(&node, shard.replicas, pipeline, care).await
    }

    async fn deliver(
        &self,
        node: &Node,
        replicas: u32,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        if care == Care::Plain || replicas == 0 {
            return node.exchange_many(pipeline).await;
        }
        let timeout = self.topology.wait().timeout;
        node.durably(pipeline, replicas, timeout).await
    }

    /// Once more if the group has another primary by now.
    async fn of_one(
        &self,
        view: &Arc<View>,
        shard: &Shard,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        let outcome = self.send(shard, pipeline, care).await;
        let is_stale = outcome.as_ref().map_or(true, |replies| {
            replies
                .iter()
                .any(|reply| refusal(reply).is_some_and(is_passing))
        });
        if !is_stale || self.topology.address().kind == Kind::Single {
            return outcome;
        }
        let newer = self.newer(view).await.ok();
        match newer.as_ref().and_then(|view| view.only()) {
            Some(other) if other.primary != shard.primary => self.send(other, pipeline, care).await,
            _ => outcome,
        }
    }

    async fn of_many(
        &self,
        mut view: Arc<View>,
        pipeline: &Pipeline,
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        let commands: Vec<&Cmd> = pipeline.cmd_iter().collect();
        let mut replies: Vec<Value> = vec![Value::Nil; commands.len()];
        let mut open = groups(&commands);
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (mut again, mut trouble) = (Vec::new(), None);
            for (mut group, outcome) in self.round(&view, &commands, open, care).await {
                let next = outcome
                    .as_ref()
                    .map_or(Direction::Again, |found| direction(found));
                match outcome {
                    Ok(found) => fill(&mut replies, &group, found),
                    Err(cause) => trouble = Some(cause),
                }
                match next {
                    Direction::Here => continue,
                    Direction::Ask(place) => group.ask = Some(place),
                    Direction::Again => group.ask = None,
                }
                again.push(group);
            }
            let is_over = again.is_empty() || Instant::now() >= deadline;
            if is_over {
                return trouble.map_or(Ok(replies), Err);
            }
            if again.iter().any(|group| group.ask.is_none()) {
                let newer = self.newer(&view).await?;
                if Arc::ptr_eq(&newer, &view) {
                    // Nothing has changed yet: a broken node is not asked again and again.
                    if let Some(trouble) = trouble {
                        return Err(trouble);
                    }
                    tokio::time::sleep(PAUSE).await;
                }
                view = newer;
            }
            open = again;
        }
    }

    /// Sends each group to its node, all nodes at once.
    async fn round(
        &self,
        view: &View,
        commands: &[&Cmd],
        groups: Vec<Group>,
        care: Care,
    ) -> Vec<(Group, Result<Vec<Value>, Trouble>)> {
        let mut parcels: BTreeMap<(Option<Place>, bool), Vec<Group>> = BTreeMap::new();
        for group in groups {
            let owner = view.shard(group.slot).map(|shard| shard.primary.clone());
            let parcel = (group.ask.clone().or(owner), group.ask.is_some());
            parcels.entry(parcel).or_default().push(group);
        }
        let sent = parcels.into_iter().map(async |((place, asking), groups)| {
            let replies = self
                .parcel(view, place, asking, commands, &groups, care)
                .await;
            apart(groups, replies)
        });
        join_all(sent).await.into_iter().flatten().collect()
    }

    async fn parcel(
        &self,
        view: &View,
        place: Option<Place>,
        asking: bool,
        commands: &[&Cmd],
        groups: &[Group],
        care: Care,
    ) -> Result<Vec<Value>, Trouble> {
        let nobody = || Trouble::NotDone("CLUSTERDOWN nobody has this slot".to_owned());
        let place = place.ok_or_else(nobody)?;
        let shard = view.at(&place);
        if care == Care::Durable && shard.is_none() {
            let cause = format!("it is not known how many replicas {place} has");
            return Err(Trouble::NotDone(cause));
        }
        let mut pipeline = Pipeline::new();
        for command in groups.iter().flat_map(|group| &group.commands) {
            if asking {
                pipeline.cmd("ASKING");
            }
            pipeline.add_command(commands[*command].clone());
        }
        let node = self.node(&place)?;
        let replicas = shard.map_or(0, |shard| shard.replicas);
        let replies = self.deliver(&node, replicas, &pipeline, care).await?;
        Ok(if asking {
            replies.into_iter().skip(1).step_by(2).collect()
        } else {
            replies
        })
    }
}

fn groups(commands: &[&Cmd]) -> Vec<Group> {
    let mut groups: BTreeMap<Option<u16>, Vec<usize>> = BTreeMap::new();
    for (place, command) in commands.iter().enumerate() {
        groups.entry(slot::of(command)).or_default().push(place);
    }
    let group = |(slot, commands)| Group {
        slot,
        commands,
        ask: None,
    };
    groups.into_iter().map(group).collect()
}

/// The replies to a parcel, group by group.
fn apart(
    groups: Vec<Group>,
    replies: Result<Vec<Value>, Trouble>,
) -> Vec<(Group, Result<Vec<Value>, Trouble>)> {
    match replies {
        Ok(replies) => {
            let mut replies = replies.into_iter();
            let mut take = |group: Group| {
                let own = replies.by_ref().take(group.commands.len()).collect();
                (group, Ok(own))
            };
            groups.into_iter().map(&mut take).collect()
        }
        Err(trouble) => (groups.into_iter())
            .map(|group| (group, Err(trouble.clone())))
            .collect(),
    }
}

fn fill(replies: &mut [Value], group: &Group, found: Vec<Value>) {
    for (place, reply) in group.commands.iter().zip(found) {
        replies[*place] = reply;
    }
}

fn direction(replies: &[Value]) -> Direction {
    let refusals = || replies.iter().filter_map(refusal);
    let asked = refusals().find(|error| error.code() == "ASK").map(|error| {
        let place = error.details().and_then(|words| words.split(' ').nth(1));
        place.and_then(Place::read)
    });
    match asked {
        Some(Some(place)) => Direction::Ask(place),
        Some(None) => Direction::Again,
        None if refusals().any(is_passing) => Direction::Again,
        None => Direction::Here,
    }
}

const fn refusal(reply: &Value) -> Option<&ServerError> {
    match reply {
        Value::ServerError(error) => Some(error),
        _ => None,
    }
}

/// Another node decides, or this one will in a moment.
fn is_passing(error: &ServerError) -> bool {
    matches!(
        error.code(),
        "MOVED" | "TRYAGAIN" | "CLUSTERDOWN" | "READONLY" | "MASTERDOWN" | "UNBLOCKED"
    )
}

pub(super) fn sized<const N: usize>(replies: Vec<Value>) -> Result<[Value; N], Trouble> {
    <[Value; N]>::try_from(replies).map_err(|_| Trouble::Unknown {
        cause: "Redis sent another number of replies".to_owned(),
        dropped: false,
    })
}

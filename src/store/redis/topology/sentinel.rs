//! What Sentinels know of a group: which node is the primary, and which replicas are down. Those that
//! are not named tell of themselves through those that are.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::atomic::Ordering,
};

use futures_util::future::join_all;
use redis::Value;

use super::{Links, Replication, Shard, View};
use crate::store::redis::{
    address::Place,
    connection::{Node, Trouble},
    wait::Replicas,
};

/// What one Sentinel says.
#[derive(Debug)]
struct Word {
    /// The Sentinel's own name: it may be known at two places.
    id: String,
    /// Where it knows other Sentinels.
    others: BTreeSet<Place>,
    primary: Place,
    /// How often the group has had another primary.
    epoch: u64,
    /// Sentinels that this one knows, itself included.
    sentinels: usize,
    /// Each replica, and whether this Sentinel calls it down.
    replicas: BTreeMap<Place, bool>,
}

impl Links {
    pub(super) async fn ask_sentinels(&self, name: &str) -> Result<View, Trouble> {
        let places = &self.topology.address.places;
        let words = self.sentinels(name).await;
        let heard = match newest(&words) {
            Some(word) => self.heard(&word.primary).await,
            None => {
                let cause = format!("no Sentinel of {} names a primary of {name}", places.len());
                return Err(Trouble::NotDone(cause));
            }
        };
        let view = view(&words, places.len(), heard);
        let view = view.ok_or_else(|| Trouble::NotDone("no Sentinel knows".to_owned()))?;
        Ok(View {
            shards: (view.shards.into_iter())
                .map(|shard| Shard {
                    replicas: self.topology.needed(shard.replicas),
                    ..shard
                })
                .collect(),
            ..view
        })
    }

    /// Of every Sentinel that answers, one each.
    async fn sentinels(&self, name: &str) -> Vec<Word> {
        let named = self.topology.address.places.iter().cloned();
        let places: BTreeSet<_> = named.chain(self.topology.met()).collect();
        let mut words = self.ask_each(&places, name).await;
        let told: BTreeSet<_> = (words.iter())
            .flat_map(|word| word.others.iter().cloned())
            .collect();
        let unasked: BTreeSet<_> = told.difference(&places).cloned().collect();
        words.extend(self.ask_each(&unasked, name).await);
        if !told.is_empty() {
            self.topology.meet(told);
        }
        words.sort_by(|one, other| one.id.cmp(&other.id));
        words.dedup_by(|one, other| one.id == other.id);
        words
    }

    async fn ask_each(&self, places: &BTreeSet<Place>, name: &str) -> Vec<Word> {
        let asked = places.iter().map(|place| self.told(self.word(place, name)));
        join_all(asked).await.into_iter().flatten().collect()
    }

    async fn heard(&self, primary: &Place) -> Option<BTreeSet<Place>> {
        let node = self.node(primary).ok()?;
        self.told(Replication::of(&node))
            .await
            .map(Replication::heard)
    }

    /// With the user and the password of the nodes, or, where the Sentinel does not know them, without.
    async fn word(&self, place: &Place, name: &str) -> Result<Word, Trouble> {
        let topology = &self.topology;
        let stranger = !topology.address.has_credentials();
        let anonymous = stranger || topology.anonymous.load(Ordering::Relaxed);
        let word = ask(&*self.sentinel(place, anonymous)?, name).await;
        if word.is_ok() || stranger {
            return word;
        }
        let word = ask(&*self.sentinel(place, !anonymous)?, name).await;
        if word.is_ok() {
            topology.anonymous.store(!anonymous, Ordering::Relaxed);
        }
        word
    }
}

async fn ask(sentinel: &Node, name: &str) -> Result<Word, Trouble> {
    let mut question = redis::pipe();
    question.cmd("SENTINEL").arg("MASTER").arg(name);
    question.cmd("SENTINEL").arg("REPLICAS").arg(name);
    question.cmd("SENTINEL").arg("SENTINELS").arg(name);
    question.cmd("SENTINEL").arg("MYID");
    let replies = sentinel.exchange_many(&question).await?;
    let word = read(&replies);
    word.ok_or_else(|| Trouble::NotDone(format!("a Sentinel knows no group {name}")))
}

/// The Sentinel that has heard of the latest primary.
fn newest(words: &[Word]) -> Option<&Word> {
    words.iter().max_by_key(|word| word.epoch)
}

/// A replica is down where a majority of all Sentinels there are says so: a minority that is cut off
/// calls everybody down, and must not go on without them.
fn view(words: &[Word], named: usize, heard: Option<BTreeSet<Place>>) -> Option<View> {
    let newest = newest(words)?;
    let primary = newest.primary.clone();
    let agreeing: Vec<_> = (words.iter())
        .filter(|word| word.primary == primary)
        .collect();
    let known = words.iter().map(|word| word.sentinels).max().unwrap_or(0);
    let majority = known.max(named) / 2 + 1;
    let mut votes: HashMap<&Place, usize> = HashMap::new();
    for word in &agreeing {
        for (place, down) in &word.replicas {
            *votes.entry(place).or_default() += usize::from(*down);
        }
    }
    let down = votes.iter().filter(|(_, votes)| **votes >= majority);
    let replicas = Replicas {
        down: down.map(|(place, _)| (*place).clone()).collect(),
        listed: votes.into_keys().cloned().collect(),
        heard,
    };
    let shard = Shard {
        primary,
        replicas: replicas.needed(),
    };
    Some(View::of_one(shard, agreeing.len() >= majority))
}

fn read(replies: &[Value]) -> Option<Word> {
    let [master, Value::Array(replicas), Value::Array(others), id] = replies else {
        return None;
    };
    let master = Fields::read(master)?;
    let number = |name| master.get(name)?.parse().ok();
    let replica = |fields: &Value| {
        let fields = Fields::read(fields)?;
        let flags = fields.get("flags")?;
        let down = flags
            .split(',')
            .any(|flag| flag == "s_down" || flag == "o_down");
        Some((fields.place()?, down))
    };
    let other = |fields: &Value| Fields::read(fields)?.place();
    Some(Word {
        id: text(id)?,
        others: others.iter().filter_map(other).collect(),
        primary: master.place()?,
        epoch: number("config-epoch")?,
        sentinels: usize::try_from(number("num-other-sentinels")?).ok()? + 1,
        replicas: replicas.iter().filter_map(replica).collect(),
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::BulkString(bytes) => String::from_utf8(bytes.clone()).ok(),
        Value::SimpleString(text) => Some(text.clone()),
        _ => None,
    }
}

/// Names and values, as a map or one behind the other.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(reply: &Value) -> Option<Self> {
        let pairs = match reply {
            Value::Map(pairs) => pairs.iter().map(|(name, value)| (name, value)).collect(),
            Value::Array(items) => items
                .chunks_exact(2)
                .map(|pair| (&pair[0], &pair[1]))
                .collect(),
            _ => Vec::new(),
        };
        let pairs = pairs
            .into_iter()
            .map(|(name, value)| Some((text(name)?, text(value)?)));
        pairs.collect::<Option<_>>().map(Self)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn place(&self) -> Option<Place> {
        Some(Place::new(self.get("ip")?, self.get("port")?.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(port: u16) -> Place {
        Place::new("h", port)
    }

    /// What a Sentinel of three says of the primary at this port, and of replicas; `!` is down.
    fn word(primary: u16, epoch: u64, replicas: &[(u16, bool)]) -> Word {
        Word {
            id: String::new(),
            others: BTreeSet::new(),
            primary: place(primary),
            epoch,
            sentinels: 3,
            replicas: replicas
                .iter()
                .map(|(port, down)| (place(*port), *down))
                .collect(),
        }
    }

    fn seen(words: &[Word], heard: &[u16]) -> Option<(Place, u32, bool)> {
        let heard = heard.iter().map(|port| place(*port)).collect();
        let view = view(words, 3, Some(heard))?;
        let shard = view.only()?;
        Some((shard.primary.clone(), shard.replicas, view.whole))
    }

    #[test]
    fn a_replica_is_down_when_a_majority_of_all_sentinels_says_so() {
        let up = [(2, false), (3, false)];
        let down = [(2, false), (3, true)];
        let all = |replicas: &[(u16, bool)]| [0, 1, 2].map(|_| word(1, 0, replicas));
        assert_eq!(seen(&all(&up), &[2, 3]), Some((place(1), 2, true)));
        assert_eq!(seen(&all(&down), &[2]), Some((place(1), 1, true)));
        assert_eq!(
            seen(&all(&down), &[2, 3]),
            Some((place(1), 2, true)),
            "it acknowledges"
        );
        let two = [word(1, 0, &down), word(1, 0, &down)];
        assert_eq!(seen(&two, &[2]), Some((place(1), 1, true)), "two of three");
        let one = [word(1, 0, &down), word(1, 0, &up), word(1, 0, &up)];
        assert_eq!(seen(&one, &[2]), Some((place(1), 2, true)), "one of three");
    }

    #[test]
    fn a_minority_calls_nobody_down() {
        let cut_off = [word(1, 0, &[(2, true), (3, true)])];
        assert_eq!(seen(&cut_off, &[]), Some((place(1), 2, false)));
        assert_eq!(seen(&[], &[]), None);
    }

    #[test]
    fn the_latest_primary_counts() {
        let old = word(1, 4, &[(2, false), (3, false)]);
        let new = [
            word(2, 5, &[(1, true), (3, false)]),
            word(2, 5, &[(1, true), (3, false)]),
        ];
        let [one, two] = new;
        assert_eq!(seen(&[old, one, two], &[3]), Some((place(2), 1, true)));
    }

    #[test]
    fn a_pair_never_goes_on_alone() {
        let words = [0, 1, 2].map(|_| word(1, 0, &[(2, true)]));
        assert_eq!(seen(&words, &[]), Some((place(1), 1, true)));
    }

    #[test]
    fn answers_are_read_as_maps_and_as_lists() {
        let text = |text: &str| Value::BulkString(text.as_bytes().to_vec());
        let list = |words: &str| words.split(' ').map(text).collect::<Vec<_>>();
        let map = |words: &str| {
            let words = list(words);
            let pairs = words
                .chunks(2)
                .map(|pair| (pair[0].clone(), pair[1].clone()));
            Value::Map(pairs.collect())
        };
        let master = "name m ip 10.0.0.1 port 7 flags master config-epoch 3 num-other-sentinels 2";
        let replica = "ip 10.0.0.2 port 8 flags s_down,slave";
        let other = "name s ip 10.0.0.3 port 9 runid x";
        for (one, some) in [
            (map(master), [map(replica), map(other)]),
            (
                Value::Array(list(master)),
                [replica, other].map(|words| Value::Array(list(words))),
            ),
        ] {
            let [replica, other] = some.map(|fields| Value::Array(vec![fields]));
            let replies = [one, replica, other, text("me")];
            let word = read(&replies).expect("legal");
            assert_eq!(
                (word.primary, word.epoch, word.sentinels),
                (Place::new("10.0.0.1", 7), 3, 3)
            );
            assert_eq!(
                word.replicas,
                BTreeMap::from([(Place::new("10.0.0.2", 8), true)])
            );
            assert_eq!(word.others, BTreeSet::from([Place::new("10.0.0.3", 9)]));
            assert_eq!(word.id, "me");
        }
        assert!(read(&[Value::Nil, Value::Nil, Value::Nil, Value::Nil]).is_none());
    }
}

//! What the nodes of a Cluster know: whose slots are whose, and which replicas have failed.

use std::collections::{BTreeSet, HashMap};

use futures_util::future::join_all;
use redis::Value;

use super::{Links, Replication, SLOTS, Shard, Trouble, View};
use crate::store::redis::{address::Place, replies, wait::Replicas};

/// What one node says.
struct Word {
    nodes: Vec<Line>,
    heard: BTreeSet<Place>,
}

/// One line of `CLUSTER NODES`.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    id: String,
    place: Place,
    is_myself: bool,
    /// A majority of the primaries says so.
    has_failed: bool,
    /// Of a replica.
    primary: Option<String>,
    epoch: u64,
    /// First and last.
    slots: Vec<(u16, u16)>,
}

impl Word {
    fn is_of(&self, id: &str) -> bool {
        self.nodes
            .iter()
            .any(|line| line.is_myself && line.id == id)
    }
}

impl Links {
    pub(super) async fn ask_cluster(&self) -> Result<View, Trouble> {
        let mut places: BTreeSet<_> = self.topology.address.places.iter().cloned().collect();
        if let Some(view) = self.topology.known() {
            places.extend(view.shards.iter().map(|shard| shard.primary.clone()));
        }
        let mut words = self.words(&places).await;
        let primaries = owners(&words).into_iter().flatten();
        let primaries: BTreeSet<_> = primaries.map(|owner| owner.place.clone()).collect();
        let unasked = primaries.difference(&places).cloned().collect();
        words.extend(self.words(&unasked).await);
        if words.is_empty() {
            let cause = format!("none of {} nodes of the Cluster answers", places.len());
            return Err(Trouble::NotDone(cause));
        }
        Ok(view(&words, |auto| self.topology.needed(auto)))
    }

    async fn words(&self, places: &BTreeSet<Place>) -> Vec<Word> {
        let asked = places.iter().map(|place| self.told(self.word_of(place)));
        join_all(asked).await.into_iter().flatten().collect()
    }

    async fn word_of(&self, place: &Place) -> Result<Word, Trouble> {
        let mut question = redis::pipe();
        question.cmd("CLUSTER").arg("NODES");
        question.cmd("INFO").arg("replication");
        let replies = self.node(place)?.exchange_many(&question).await?;
        let Ok([nodes, replication]) = <[Value; 2]>::try_from(replies) else {
            let cause = "a node sent another number of replies";
            return Err(Trouble::NotDone(cause.to_owned()));
        };
        let nodes = replies::bytes(nodes).map_err(|error| Trouble::NotDone(error.to_string()))?;
        let tls = self.topology.address.has_tls();
        Ok(Word {
            nodes: lines(&String::from_utf8_lossy(&nodes), place, tls),
            heard: Replication::read(replication)?.heard(),
        })
    }
}

/// By slot, its owner: of those who claim it, the one with the latest epoch.
fn owners(words: &[Word]) -> Vec<Option<&Line>> {
    let mut owners: Vec<Option<&Line>> = vec![None; usize::from(SLOTS)];
    for line in words.iter().flat_map(|word| &word.nodes) {
        for (first, last) in &line.slots {
            for owner in &mut owners[usize::from(*first)..=usize::from(*last)] {
                if owner.is_none_or(|owner| owner.epoch < line.epoch) {
                    *owner = Some(line);
                }
            }
        }
    }
    owners
}

fn view(words: &[Word], needed: impl Fn(u32) -> u32) -> View {
    let mut shards: Vec<Shard> = Vec::new();
    let mut numbers = HashMap::new();
    let mut number = |owner: &Line| {
        *numbers.entry(owner.id.clone()).or_insert_with(|| {
            shards.push(Shard {
                primary: owner.place.clone(),
                replicas: needed(replicas(words, &owner.id).needed()),
            });
            u16::try_from(shards.len() - 1).expect("a Cluster has at most 16384 primaries")
        })
    };
    let owners = owners(words).into_iter();
    let slots = owners.map(|owner| owner.map(&mut number)).collect();
    View {
        shards,
        slots,
        whole: true,
    }
}

/// The replicas of a primary. Only its own word tells which of them have failed: another's may be old.
fn replicas(words: &[Word], primary: &str) -> Replicas {
    let of = |word: &Word| -> Vec<(Place, bool)> {
        let is_its = |line: &&Line| line.primary.as_deref() == Some(primary);
        let replicas = word.nodes.iter().filter(is_its);
        replicas
            .map(|line| (line.place.clone(), line.has_failed))
            .collect()
    };
    let own = words.iter().find(|word| word.is_of(primary));
    let failed = own.map(of).unwrap_or_default().into_iter();
    Replicas {
        listed: words.iter().flat_map(of).map(|(place, _)| place).collect(),
        down: failed
            .filter_map(|(place, failed)| failed.then_some(place))
            .collect(),
        heard: own.map(|word| word.heard.clone()),
    }
}

/// `<id> <ip:port@bus[,hostname]> <flags> <primary or -> <ping> <pong> <epoch> <link> <slot or first-last …>`
fn lines(text: &str, asked: &Place, tls: bool) -> Vec<Line> {
    text.lines()
        .filter_map(|line| read(line, asked, tls))
        .collect()
}

fn read(line: &str, asked: &Place, tls: bool) -> Option<Line> {
    let mut words = line.split_ascii_whitespace();
    let (id, address, flags) = (words.next()?, words.next()?, words.next()?);
    let (primary, epoch) = (words.next()?, words.nth(2)?.parse().ok()?);
    let flag = |name: &str| flags.split(',').any(|flag| flag == name);
    if flag("noaddr") || flag("handshake") {
        return None;
    }
    // The bracketed ones are on their way, and still belong to whom they are listed with.
    let slots = words.skip(1).filter(|word| !word.starts_with('['));
    Some(Line {
        id: id.to_owned(),
        place: place(address, asked, tls)?,
        is_myself: flag("myself"),
        has_failed: flag("fail"),
        primary: (primary != "-").then(|| primary.to_owned()),
        epoch,
        slots: slots.filter_map(range).collect(),
    })
}

/// `ip:port@bus[,hostname]`: with TLS the name, if there is one, because the certificate is for it; the
/// host that was asked where the node does not know its own.
fn place(address: &str, asked: &Place, tls: bool) -> Option<Place> {
    let (address, name) = address.split_once(',').unwrap_or((address, ""));
    let (host, port) = address.split('@').next()?.rsplit_once(':')?;
    let name = name
        .split(',')
        .next()
        .filter(|name| tls && !name.is_empty());
    let host = name.or(Some(host).filter(|host| !host.is_empty()));
    Some(Place::new(host.unwrap_or(asked.host()), port.parse().ok()?))
}

fn range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last && last < SLOTS).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three primaries, of which the first has two replicas, as the node with this number says it.
    fn word(me: &str, replaced: &[(&str, &str)], heard: &[u16]) -> Word {
        let mut text = "\
            a h:1@2,a.example master - 0 1 7 connected 0-5460 [9->-b]\n\
            b h:2@3 master - 0 1 2 connected 5461-10922\n\
            c h:3@4 master - 0 1 3 connected 10923-16382 16383\n\
            d h:4@5 slave a 0 1 7 connected\n\
            e h:5@6 slave a 0 1 7 connected\n\
            f :0@0 master,noaddr - 0 1 0 disconnected\n\
            g h:9@9 handshake - 0 0 0 connected\n"
            .to_owned();
        for (from, to) in replaced {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        let text = text.lines().map(|line| {
            let mine = line.starts_with(me);
            let line = if mine {
                line.replace("master", "myself,master")
            } else {
                line.to_owned()
            };
            line + "\n"
        });
        Word {
            nodes: lines(&text.collect::<String>(), &Place::new("asked", 1), false),
            heard: heard.iter().map(|port| Place::new("h", *port)).collect(),
        }
    }

    fn shard(view: &View, slot: u16) -> (String, u32) {
        let shard = view.shard(Some(slot)).expect("an owner");
        (shard.primary.to_string(), shard.replicas)
    }

    fn seen(words: &[Word]) -> View {
        view(words, |auto| auto)
    }

    #[test]
    fn whose_slots_are_whose() {
        let view = seen(&[word("a", &[], &[4, 5])]);
        assert_eq!(view.shards.len(), 3);
        for (slot, owner) in [(0, "h:1"), (5460, "h:1"), (5461, "h:2"), (16383, "h:3")] {
            assert_eq!(shard(&view, slot).0, owner, "{slot}");
        }
        assert!(view.only().is_none());
        assert_eq!((shard(&view, 0).1, shard(&view, 5461).1), (2, 0));
        assert!(view.at(&Place::new("h", 2)).is_some());
    }

    #[test]
    fn a_slot_that_nobody_has_is_nobody_s() {
        let view = seen(&[word("a", &[("5461-10922", "")], &[])]);
        assert!(view.shard(Some(6000)).is_none());
    }

    #[test]
    fn only_the_primary_s_own_word_excuses_a_replica() {
        let failed = [("e h:5@6 slave a", "e h:5@6 slave,fail a")];
        let doubted = [("e h:5@6 slave a", "e h:5@6 slave,fail? a")];
        assert_eq!(shard(&seen(&[word("a", &failed, &[4])]), 0).1, 1);
        assert_eq!(
            shard(&seen(&[word("a", &failed, &[4, 5])]), 0).1,
            2,
            "it acknowledges"
        );
        assert_eq!(shard(&seen(&[word("a", &doubted, &[4])]), 0).1, 2);
        assert_eq!(
            shard(&seen(&[word("b", &failed, &[])]), 0).1,
            2,
            "another's word"
        );
    }

    #[test]
    fn the_latest_epoch_has_the_slot() {
        let promoted = [
            (
                "a h:1@2,a.example master - 0 1 7 connected 0-5460 [9->-b]",
                "a h:1@2 slave,fail d 0 1 9 disconnected",
            ),
            (
                "d h:4@5 slave a 0 1 7 connected",
                "d h:4@5 master - 0 1 9 connected 0-5460",
            ),
            ("e h:5@6 slave a", "e h:5@6 slave d"),
        ];
        let words = [word("a", &[], &[4, 5]), word("b", &promoted, &[])];
        assert_eq!(shard(&seen(&words), 0), ("h:4".to_owned(), 2));
        let mut words = Vec::from(words);
        words.push(word("d", &promoted, &[5]));
        assert_eq!(shard(&seen(&words), 0), ("h:4".to_owned(), 1));
    }

    #[test]
    fn a_node_is_called_as_it_can_be_reached() {
        let asked = Place::new("asked", 1);
        let name = |address, tls| place(address, &asked, tls).map(|place| place.to_string());
        assert_eq!(name("10.0.0.1:7@8", false).as_deref(), Some("10.0.0.1:7"));
        assert_eq!(
            name("10.0.0.1:7@8,n.example", true).as_deref(),
            Some("n.example:7")
        );
        assert_eq!(
            name("10.0.0.1:7@8,n.example,x=y", false).as_deref(),
            Some("10.0.0.1:7")
        );
        assert_eq!(name(":7@8", false).as_deref(), Some("asked:7"));
        assert_eq!(name("::1:7@8,", true).as_deref(), Some("[::1]:7"));
        assert_eq!(name("nonsense", false), None);
    }
}

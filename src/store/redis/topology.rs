//! Which nodes there are, which of them decide, and how many replicas each waits for.
//!
//! Learned before the first step and then each second, and at once when a node says that it does not
//! decide any more. What was learned is shared by all workers; each asks over connections of its own.

mod cluster;
mod replication;
mod sentinel;
mod view;

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use self::replication::Replication;
pub(in crate::store::redis) use self::view::{Shard, View};
use super::{
    address::{Address, Kind, Place},
    connection::{Node, Trouble},
    slot::SLOTS,
    wait::{Patience, Wait, WaitReplicas},
};

/// Two questions after nodes that changed are at least so far apart.
const BETWEEN: Duration = Duration::from_millis(100);
/// Nodes of one worker to which connections are kept.
const MOST_NODES: usize = 256;

/// The nodes, as all workers know them.
pub(super) struct Topology {
    address: Address,
    wait: Wait,
    patience: Patience,
    view: RwLock<Option<Arc<View>>>,
    asked: tokio::sync::Mutex<Option<Asked>>,
    /// The most replicas that a single node was seen with.
    most: AtomicU32,
    /// The Sentinels want no password.
    anonymous: AtomicBool,
    /// Where Sentinels are, as others tell.
    met: Mutex<BTreeSet<Place>>,
}

/// The last time that the nodes were asked.
struct Asked {
    at: Instant,
    trouble: Option<Trouble>,
}

impl Topology {
    pub(super) fn new(address: Address, wait: Wait, patience: Patience) -> Self {
        Self {
            address,
            wait,
            patience,
            view: RwLock::default(),
            asked: tokio::sync::Mutex::default(),
            most: AtomicU32::new(0),
            anonymous: AtomicBool::new(false),
            met: Mutex::default(),
        }
    }

    /// The same nodes, nothing known of them yet.
    pub(super) fn waiting_for(&self, wait: Wait) -> Self {
        Self::new(self.address.clone(), wait, self.patience)
    }

    /// The same nodes, nothing known of them yet.
    pub(super) fn with_patience(&self, patience: Patience) -> Self {
        Self::new(self.address.clone(), self.wait, patience)
    }

    pub(super) const fn wait(&self) -> Wait {
        self.wait
    }

    pub(super) const fn address(&self) -> &Address {
        &self.address
    }

    pub(super) fn known(&self) -> Option<Arc<View>> {
        let view = self.view.read().unwrap_or_else(PoisonError::into_inner);
        view.clone()
    }

    fn met(&self) -> BTreeSet<Place> {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.clone()
    }

    fn meet(&self, places: BTreeSet<Place>) {
        *self.met.lock().unwrap_or_else(PoisonError::into_inner) = places;
    }

    fn needed(&self, auto: u32) -> u32 {
        match self.wait.replicas {
            WaitReplicas::Auto => auto,
            WaitReplicas::Exactly(count) => count,
        }
    }
}

/// One worker's connections to the nodes.
pub(super) struct Links {
    pub(super) topology: Arc<Topology>,
    nodes: Mutex<HashMap<Place, Arc<Node>>>,
    sentinels: Mutex<HashMap<(Place, bool), Arc<Node>>>,
}

impl Links {
    /// To nodes that nobody else knows yet.
    pub(super) fn to(topology: Topology) -> Arc<Self> {
        Arc::new(Self::new(Arc::new(topology)))
    }

    pub(super) fn new(topology: Arc<Topology>) -> Self {
        Self {
            topology,
            nodes: Mutex::default(),
            sentinels: Mutex::default(),
        }
    }

    pub(super) fn node(&self, place: &Place) -> Result<Arc<Node>, Trouble> {
        self.link(&self.nodes, place, |address| address.node(place))
    }

    fn sentinel(&self, place: &Place, anonymous: bool) -> Result<Arc<Node>, Trouble> {
        let name = (place.clone(), anonymous);
        self.link(&self.sentinels, &name, |address| {
            address.sentinel(place, anonymous)
        })
    }

    /// The connections kept under this name, made if there are none.
    fn link<K: Clone + Eq + Hash>(
        &self,
        links: &Mutex<HashMap<K, Arc<Node>>>,
        name: &K,
        info: impl FnOnce(&Address) -> redis::ConnectionInfo,
    ) -> Result<Arc<Node>, Trouble> {
        let mut links = links.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(node) = links.get(name) {
            return Ok(Arc::clone(node));
        }
        if links.len() >= MOST_NODES {
            links.clear();
        }
        let info = info(&self.topology.address);
        let node = Arc::new(Node::new(info, self.topology.patience)?);
        links.insert(name.clone(), Arc::clone(&node));
        Ok(node)
    }

    /// What one node or Sentinel tells of the others, if it does so in time.
    async fn told<T>(&self, question: impl Future<Output = Result<T, Trouble>>) -> Option<T> {
        let telling = self.topology.patience.telling;
        tokio::time::timeout(telling, question).await.ok()?.ok()
    }

    /// What is known, asked for if nothing is.
    pub(super) async fn view(&self) -> Result<Arc<View>, Trouble> {
        match self.topology.known() {
            Some(view) => Ok(view),
            None => self.learn(None).await,
        }
    }

    /// What is known now that `before` has turned out to be wrong. The same if nothing has changed.
    pub(super) async fn newer(&self, before: &Arc<View>) -> Result<Arc<View>, Trouble> {
        self.learn(Some(before)).await
    }

    /// Asks the nodes again, and remembers what they say.
    pub(super) async fn look_around(&self) -> Result<(), Trouble> {
        let _asking = self.topology.asked.lock().await;
        self.ask().await.map(drop)
    }

    async fn learn(&self, before: Option<&Arc<View>>) -> Result<Arc<View>, Trouble> {
        let mut asked = self.topology.asked.lock().await;
        let recently = asked.as_ref().filter(|asked| asked.at.elapsed() < BETWEEN);
        match (self.topology.known(), recently) {
            (Some(known), None) if before.is_none_or(|before| !Arc::ptr_eq(before, &known)) => {
                return Ok(known);
            }
            (Some(known), Some(_)) => return Ok(known),
            (
                None,
                Some(Asked {
                    trouble: Some(trouble),
                    ..
                }),
            ) => return Err(trouble.clone()),
            _ => {}
        }
        let learned = self.ask().await;
        *asked = Some(Asked {
            at: Instant::now(),
            trouble: learned.as_ref().err().cloned(),
        });
        learned
    }

    async fn ask(&self) -> Result<Arc<View>, Trouble> {
        let view = match &self.topology.address.kind {
            Kind::Single => self.ask_single().await,
            Kind::Sentinel(name) => self.ask_sentinels(name).await,
            Kind::Cluster => self.ask_cluster().await,
        };
        let mut known = (self.topology.view.write()).unwrap_or_else(PoisonError::into_inner);
        match (view, &*known) {
            (Ok(view), Some(known)) if **known == view => Ok(Arc::clone(known)),
            (Ok(view), _) => Ok(Arc::clone(known.insert(Arc::new(view)))),
            (Err(trouble), Some(last)) if last.whole && self.topology.address.has_sentinels() => {
                *known = Some(Arc::new(last.without_anybody()));
                Err(trouble)
            }
            (Err(trouble), _) => Err(trouble),
        }
    }

    /// A node that stands alone knows its replicas, and forgets those that leave: the most that were
    /// seen count.
    async fn ask_single(&self) -> Result<View, Trouble> {
        let place = &self.topology.address.places[0];
        let replicas = match self.topology.wait.replicas {
            WaitReplicas::Exactly(count) => count,
            WaitReplicas::Auto => {
                let replication = Replication::of(&*self.node(place)?).await?;
                let seen = u32::try_from(replication.connected()).unwrap_or(u32::MAX);
                self.topology
                    .most
                    .fetch_max(seen, Ordering::Relaxed)
                    .max(seen)
            }
        };
        let primary = place.clone();
        Ok(View::of_one(Shard { primary, replicas }, true))
    }
}

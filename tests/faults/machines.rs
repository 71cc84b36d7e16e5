//! The machines that a run breaks: one node, a pair, a trio, or a Cluster.

use std::fmt;

use crate::{
    chance::Chance,
    topologies::{
        cluster::Cluster, node::Node, proxy::Mode, sentinel::Sentinel, until, view::View,
    },
};

/// The profile that is shipped for production.
const DURABLE: &str = include_str!("../../deploy/redis/durable.conf");
/// With replicas, a primary that has lost all of them writes no more.
const WITH_REPLICAS: &str = "min-replicas-to-write 1";

/// Which machines there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One node.
    Single,
    /// A primary, a replica, three Sentinels.
    Pair,
    /// A primary, two replicas, three Sentinels.
    Trio,
    /// Three primaries, a replica of each.
    Cluster,
}

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Single => "single",
            Self::Pair => "pair",
            Self::Trio => "trio",
            Self::Cluster => "cluster",
        })
    }
}

/// The machines themselves.
pub enum Machines {
    Single(Box<Node>),
    Sentinel(Sentinel),
    Cluster(Cluster),
}

impl Machines {
    /// As they are run for production, with these lines of configuration last.
    pub fn start(shape: Shape, settings: &[&str]) -> Self {
        let mut lines: Vec<&str> = DURABLE.lines().filter(|line| belongs_here(line)).collect();
        if shape != Shape::Single {
            lines.push(WITH_REPLICAS);
        }
        lines.extend(settings);
        match shape {
            Shape::Single => Self::Single(Box::new(Node::start_with(1, &lines))),
            Shape::Pair => Self::Sentinel(Sentinel::start_with(1, &lines)),
            Shape::Trio => Self::Sentinel(Sentinel::start_with(2, &lines)),
            Shape::Cluster => Self::Cluster(Cluster::start_with(&lines)),
        }
    }

    /// The data nodes.
    pub fn nodes(&self) -> &[Node] {
        match self {
            Self::Single(node) => std::slice::from_ref(node),
            Self::Sentinel(sentinel) => &sentinel.nodes,
            Self::Cluster(cluster) => &cluster.nodes,
        }
    }

    pub fn nodes_mut(&mut self) -> &mut [Node] {
        match self {
            Self::Single(node) => std::slice::from_mut(node),
            Self::Sentinel(sentinel) => &mut sentinel.nodes,
            Self::Cluster(cluster) => &mut cluster.nodes,
        }
    }

    /// Links for one program.
    pub fn view(&self) -> View {
        match self {
            Self::Single(node) => View::of(std::iter::once(&**node)),
            Self::Sentinel(sentinel) => sentinel.view(),
            Self::Cluster(cluster) => cluster.view(),
        }
    }

    /// The URL through these links.
    pub fn url_in(&self, view: &View) -> String {
        match self {
            Self::Single(_) => format!("redis://{}/", view.addresses(0..1)),
            Self::Sentinel(sentinel) => sentinel.url_in(view),
            Self::Cluster(cluster) => cluster.url_in(view),
        }
    }

    /// The place of the primary; in a Cluster, of one of them.
    pub fn a_primary(&self, chance: &mut Chance) -> usize {
        match self {
            Self::Single(_) => 0,
            Self::Sentinel(sentinel) => sentinel.known_primary(),
            Self::Cluster(cluster) => *chance.pick(&cluster.primaries()),
        }
    }

    /// The places of the primaries.
    pub fn primaries(&self) -> Vec<usize> {
        match self {
            Self::Single(_) => vec![0],
            Self::Sentinel(sentinel) => vec![sentinel.known_primary()],
            Self::Cluster(cluster) => cluster.primaries(),
        }
    }

    /// Whether somebody takes over from a primary that is gone.
    pub fn have_replicas(&self) -> bool {
        !matches!(self, Self::Single(_))
    }

    /// Waits until another node does the work of this one.
    pub fn failed_over(&self, from: usize) {
        match self {
            Self::Single(_) => {}
            Self::Sentinel(sentinel) => {
                sentinel.failed_over(from);
            }
            Self::Cluster(cluster) => until("the others have a primary for every slot", || {
                let others = (0..cluster.nodes.len()).filter(|place| *place != from);
                let primaries = cluster.primaries();
                let primaries = primaries.iter().filter(|place| **place != from);
                primaries.count() == 3
                    && others
                        .filter_map(|place| cluster.nodes[place].ask("CLUSTER INFO").ok())
                        .all(|info: String| info.contains("cluster_slots_ok:16384"))
            }),
        }
    }

    /// Loses every byte between these places (data nodes, then Sentinels) and all others.
    pub fn isolate(&self, places: &[usize]) {
        match self {
            Self::Single(_) => {}
            Self::Sentinel(sentinel) => sentinel.isolate(places),
            Self::Cluster(cluster) => cluster.isolate(places),
        }
    }

    /// Loses every byte that this primary sends its replicas, and nothing else.
    pub fn starve_replicas_of(&self, primary: usize) {
        for (place, node) in self.nodes().iter().enumerate() {
            if place != primary {
                let link = &self.nodes()[primary].front;
                link.set_from(node.source(), Mode::BlackHole);
            }
        }
    }

    /// Every byte arrives again.
    pub fn heal(&self) {
        match self {
            Self::Single(_) => {}
            Self::Sentinel(sentinel) => sentinel.heal(),
            Self::Cluster(cluster) => cluster.heal(),
        }
    }

    /// From here on nobody takes a node for down that is only slow.
    pub fn stay_patient(&self) {
        match self {
            Self::Single(_) => {}
            Self::Sentinel(sentinel) => sentinel.stay_patient(),
            Self::Cluster(cluster) => cluster.stay_patient(),
        }
    }

    /// From here on they are as quick as they were at the start.
    pub fn lose_patience(&self) {
        match self {
            Self::Single(_) => {}
            Self::Sentinel(sentinel) => sentinel.lose_patience(),
            Self::Cluster(cluster) => cluster.lose_patience(),
        }
    }

    /// Waits until everything has found together.
    pub fn settle(&self) {
        match self {
            Self::Single(node) => until("it answers", || {
                node.info("loading").as_deref() == Some("0")
            }),
            Self::Sentinel(sentinel) => sentinel.settle(),
            Self::Cluster(cluster) => cluster.settle(),
        }
    }

    /// How many members there are to link to: data nodes and Sentinels.
    pub fn count(&self) -> usize {
        let sentinels = match self {
            Self::Sentinel(sentinel) => sentinel.sentinels.len(),
            _ => 0,
        };
        self.nodes().len() + sentinels
    }

    pub fn cluster(&self) -> Option<&Cluster> {
        match self {
            Self::Cluster(cluster) => Some(cluster),
            _ => None,
        }
    }
}

/// Not what is another machine's own: its users and its addresses.
fn belongs_here(line: &str) -> bool {
    let own = ["include ", "aclfile ", "bind ", "dir "];
    !own.iter().any(|word| line.starts_with(word))
}

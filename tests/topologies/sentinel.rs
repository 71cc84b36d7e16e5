//! A primary, its replicas, and three Sentinels that look after them.

use std::collections::HashMap;

use super::{
    node::Node,
    proxy::Mode,
    until,
    view::{View, addresses},
};

/// The name under which the Sentinels know the primary.
pub const NAME: &str = "handover";
const SENTINELS: u8 = 3;

/// A former primary that is back is told to follow after four of the second and one of the first.
/// Who has stood still himself trusts himself again after three seconds, not after thirty.
const HASTE: &str = "SENTINEL DEBUG info-period 1000 publish-period 500 tilt-period 3000";

/// For how many milliseconds a node may be silent until a Sentinel takes it for down.
const DOWN_AFTER: u32 = 1_000;
/// The same for nodes that nobody is to take for down.
const PATIENT: u32 = 600_000;

/// Data nodes and three Sentinels.
pub struct Sentinel {
    /// The data nodes. The first one starts as the primary.
    pub nodes: Vec<Node>,
    /// The Sentinels.
    pub sentinels: Vec<Node>,
}

impl Sentinel {
    /// A primary with so many replicas, all of them in step.
    pub fn start(replicas: u8) -> Self {
        Self::start_with(replicas, &[])
    }

    /// The same, each data node with these lines of configuration.
    pub fn start_with(replicas: u8, settings: &[&str]) -> Self {
        let primary = Node::start_with(1, settings);
        let follow = format!("replicaof 127.0.0.1 {}", primary.front.port());
        let settings = [settings, &[&follow]].concat();
        let replicas = (0..replicas).map(|number| Node::start_with(2 + number, &settings));
        let nodes: Vec<Node> = std::iter::once(primary).chain(replicas).collect();
        until("the replicas follow", || {
            in_step(&nodes[0], nodes.len() - 1)
        });
        let watch = format!(
            "sentinel monitor {NAME} 127.0.0.1 {} 2\nsentinel down-after-milliseconds {NAME} {PATIENT}\n\
             sentinel failover-timeout {NAME} 4000\nsentinel parallel-syncs {NAME} 2\n",
            nodes[0].front.port(),
        );
        let sentinels = (1..=SENTINELS).map(|number| {
            let sentinel = Node::sentinel(number, &watch);
            sentinel.command::<()>(HASTE);
            sentinel
        });
        let topology = Self {
            sentinels: sentinels.collect(),
            nodes,
        };
        topology.settle();
        // Not before: a failover while everybody is still being found helps nobody.
        topology.lose_patience();
        topology
    }

    /// Waits until the Sentinels agree on the primary, know each other and every replica, and
    /// every replica follows. Everything has to be running and reachable.
    pub fn settle(&self) {
        let replicas = self.nodes.len() - 1;
        until("the Sentinels know everybody", || {
            let primary = self.primary();
            primary.is_some_and(|primary| in_step(&self.nodes[primary], replicas))
                && self.sentinels.iter().all(|sentinel| {
                    told(sentinel).is_some_and(|told| {
                        told["flags"] == "master"
                            && told["num-other-sentinels"] == "2"
                            && told["num-slaves"] == replicas.to_string()
                            && replicas_are_up(sentinel)
                    })
                })
        });
    }

    /// From here on no Sentinel takes a node for down that is only slow, and who was taken for it is back.
    pub fn stay_patient(&self) {
        self.take_for_down_after(PATIENT);
        self.settle();
    }

    /// From here on they are as quick as they were at the start.
    pub fn lose_patience(&self) {
        self.take_for_down_after(DOWN_AFTER);
    }

    fn take_for_down_after(&self, millis: u32) {
        let set = format!("SENTINEL SET {NAME} down-after-milliseconds {millis}");
        for sentinel in &self.sentinels {
            sentinel.command::<()>(&set);
        }
    }

    /// The place of the primary, where all Sentinels that answer agree on it.
    pub fn primary(&self) -> Option<usize> {
        let mut ports = self.sentinels.iter().filter_map(|sentinel| {
            let told: Option<(String, u16)> = sentinel.ask(&ask_primary()).ok()?;
            Some(told?.1)
        });
        let port = ports.next()?;
        let agreed = ports.all(|other| other == port);
        let mut nodes = self.nodes.iter();
        agreed.then(|| nodes.position(|node| node.front.port() == port))?
    }

    /// The place of the primary, as soon as the Sentinels agree.
    pub fn known_primary(&self) -> usize {
        let mut primary = None;
        until("the Sentinels agree", || {
            primary = self.primary();
            primary.is_some()
        });
        primary.expect("it was waited for")
    }

    /// Waits until another node than this one is the primary for all Sentinels and for itself.
    pub fn failed_over(&self, from: usize) -> usize {
        let mut primary = from;
        until("another primary", || {
            primary = self.primary().unwrap_or(from);
            primary != from && self.nodes[primary].info("role").as_deref() == Some("master")
        });
        primary
    }

    /// The URL through the proxies that everybody shares.
    pub fn url(&self) -> String {
        let sentinels = addresses(self.sentinels.iter().map(|node| node.front.port()));
        format!("redis+sentinel://{sentinels}/{NAME}")
    }

    /// Links for one program: to the data nodes, then to the Sentinels.
    pub fn view(&self) -> View {
        View::of(self.members())
    }

    /// The URL through these links.
    pub fn url_in(&self, view: &View) -> String {
        let (first, all) = (self.nodes.len(), self.members().count());
        format!("redis+sentinel://{}/{NAME}", view.addresses(first..all))
    }

    /// Loses every byte between the members at these places (data nodes, then Sentinels) and the
    /// others. Views are their programs' own matter.
    pub fn isolate(&self, places: &[usize]) {
        split(&self.members().collect::<Vec<_>>(), places);
    }

    /// Every byte arrives again.
    pub fn heal(&self) {
        self.members().for_each(|node| node.front.set(Mode::Pass));
    }

    fn members(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().chain(&self.sentinels)
    }
}

/// Black holes between the members at these places and all others, both ways.
pub(super) fn split(members: &[&Node], places: &[usize]) {
    for (from, caller) in members.iter().enumerate() {
        for (to, called) in members.iter().enumerate() {
            if places.contains(&from) != places.contains(&to) {
                called.front.set_from(caller.source(), Mode::BlackHole);
            }
        }
    }
}

fn ask_primary() -> String {
    format!("SENTINEL GET-MASTER-ADDR-BY-NAME {NAME}")
}

fn told(sentinel: &Node) -> Option<HashMap<String, String>> {
    sentinel.ask(&format!("SENTINEL MASTER {NAME}")).ok()
}

fn replicas_are_up(sentinel: &Node) -> bool {
    let replicas: Vec<HashMap<String, String>> = sentinel
        .ask(&format!("SENTINEL REPLICAS {NAME}"))
        .unwrap_or_default();
    replicas
        .iter()
        .all(|replica| replica["flags"] == "slave" && replica["master-link-status"] == "ok")
}

/// Whether so many replicas have everything that this primary has.
pub(super) fn in_step(primary: &Node, replicas: usize) -> bool {
    let online = primary
        .ask::<String>("INFO replication")
        .unwrap_or_default()
        .matches("state=online")
        .count();
    online >= replicas
}

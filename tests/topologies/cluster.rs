//! A Cluster: three primaries, each with a replica.

use super::{
    comes_true, free_port,
    node::Node,
    proxy::{Mode, Proxy},
    sentinel::{in_step, split},
    until,
    view::{View, addresses},
};

const PRIMARIES: usize = 3;
const SLOTS: u16 = 16_384;
/// For how many milliseconds a node may be silent until the others take it for down.
const NODE_TIMEOUT: u32 = 2_500;

/// Three primaries and their replicas.
pub struct Cluster {
    /// Three primaries, then the replica of each in the same order.
    pub nodes: Vec<Node>,
    /// In front of the bus of each.
    buses: Vec<Proxy>,
}

impl Cluster {
    /// A Cluster in which every slot is served and every replica follows.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same, each node with these lines of configuration.
    pub fn start_with(settings: &[&str]) -> Self {
        let (nodes, buses) = (1..=6)
            .map(|number| {
                let bus_port = free_port();
                let bus = Proxy::before(bus_port);
                (start_node(number, bus_port, bus.port(), settings), bus)
            })
            .unzip();
        let cluster = Self { nodes, buses };
        cluster.share_slots();
        cluster.meet();
        cluster.replicate();
        cluster.settle();
        cluster
    }

    fn share_slots(&self) {
        let share = usize::from(SLOTS).div_ceil(PRIMARIES);
        for (place, node) in self.nodes.iter().take(PRIMARIES).enumerate() {
            let (first, end) = (place * share, ((place + 1) * share).min(SLOTS.into()));
            node.command::<()>(&format!("CLUSTER ADDSLOTSRANGE {first} {}", end - 1));
        }
    }

    fn meet(&self) {
        for (epoch, node) in self.nodes.iter().enumerate() {
            node.command::<()>(&format!("CLUSTER SET-CONFIG-EPOCH {}", epoch + 1));
        }
        for (node, bus) in self.nodes.iter().zip(&self.buses).skip(1) {
            let (port, bus) = (node.front.port(), bus.port());
            self.nodes[0].command::<()>(&format!("CLUSTER MEET 127.0.0.1 {port} {bus}"));
        }
        until("every node knows every node", || {
            self.nodes.iter().all(|node| {
                let known: String = node.command("CLUSTER NODES");
                known.lines().count() == self.nodes.len() && !known.contains("handshake")
            })
        });
    }

    fn replicate(&self) {
        let (primaries, replicas) = self.nodes.split_at(PRIMARIES);
        for (primary, replica) in primaries.iter().zip(replicas) {
            let id: String = primary.command("CLUSTER MYID");
            replica.command::<()>(&format!("CLUSTER REPLICATE {id}"));
        }
    }

    /// Waits until every node says that all is well, and each primary has its replica.
    pub fn settle(&self) {
        let whole = comes_true(|| self.is_whole());
        let said = |node: &Node| node.ask::<String>("CLUSTER NODES").unwrap_or_default();
        let said = || self.nodes.iter().map(said).collect::<Vec<_>>().join("\n");
        assert!(whole, "the Cluster is not whole:\n{}", said());
    }

    fn is_whole(&self) -> bool {
        let fine = |node: &Node| {
            let said = node.ask::<String>("CLUSTER INFO").unwrap_or_default();
            let known = node.ask::<String>("CLUSTER NODES").unwrap_or_default();
            said.contains("cluster_state:ok")
                && said.contains("cluster_slots_ok:16384")
                && known.matches("master").count() == PRIMARIES
                // Not `fail?`, which a busy machine brings about by itself.
                && !known.contains("fail ")
        };
        let primaries = self.primaries();
        self.nodes.iter().all(fine)
            && primaries.len() == PRIMARIES
            && primaries
                .iter()
                .all(|place| in_step(&self.nodes[*place], 1))
    }

    /// The places of the nodes that say they are primaries.
    pub fn primaries(&self) -> Vec<usize> {
        let primary = |place: &usize| self.nodes[*place].info("role").as_deref() == Some("master");
        (0..self.nodes.len()).filter(primary).collect()
    }

    /// The places of all the primaries, as soon as they say it.
    pub fn known_primaries(&self) -> Vec<usize> {
        let mut primaries = Vec::new();
        until("there are as many primaries as at the start", || {
            primaries = self.primaries();
            primaries.len() == PRIMARIES
        });
        primaries
    }

    /// The place of some primary that is not this one.
    pub fn another_primary(&self, than: usize) -> usize {
        let mut primaries = self.known_primaries().into_iter();
        let other = primaries.find(|place| *place != than);
        other.expect("there are more than one")
    }

    /// The place of the replica that follows this primary, as soon as it says so.
    pub fn replica_of(&self, primary: usize) -> usize {
        let port = Some(self.nodes[primary].front.port().to_string());
        let mut replica = None;
        until("a replica follows it", || {
            let mut nodes = self.nodes.iter();
            replica = nodes.position(|node| node.info("master_port") == port);
            replica.is_some()
        });
        replica.expect("it was waited for")
    }

    /// The place of the primary that serves this slot, as soon as the first node knows it.
    pub fn serving(&self, slot: u16) -> usize {
        let mut primary = None;
        until("the slot is served", || {
            primary = self.primary_of(slot, 0);
            primary.is_some()
        });
        primary.expect("it was waited for")
    }

    /// The place of the primary that serves this slot, as the node at `seen_from` knows it.
    pub fn primary_of(&self, slot: u16, seen_from: usize) -> Option<usize> {
        let known: String = self.nodes[seen_from].ask("CLUSTER NODES").ok()?;
        let line = known.lines().find(|line| serves(line, slot))?;
        let (_, address) = line.split('@').next()?.rsplit_once(' ')?;
        let port: u16 = address.rsplit_once(':')?.1.parse().ok()?;
        self.nodes.iter().position(|node| node.front.port() == port)
    }

    /// The slot of this key.
    pub fn slot(&self, key: &str) -> u16 {
        let slot = format!("CLUSTER KEYSLOT {key}");
        let mut answers = self.nodes.iter().filter_map(|node| node.ask(&slot).ok());
        answers.next().expect("a node that answers")
    }

    /// Moves a slot and every key in it from one primary to another, as an operator would.
    pub fn migrate(&self, slot: u16, from: usize, to: usize) {
        let (source, target) = (&self.nodes[from], &self.nodes[to]);
        let id = |node: &Node| node.command::<String>("CLUSTER MYID");
        let (old, new) = (id(source), id(target));
        target.command::<()>(&format!("CLUSTER SETSLOT {slot} IMPORTING {old}"));
        source.command::<()>(&format!("CLUSTER SETSLOT {slot} MIGRATING {new}"));
        loop {
            let keys: Vec<String> = source.command(&format!("CLUSTER GETKEYSINSLOT {slot} 10"));
            if keys.is_empty() {
                break;
            }
            let (port, keys) = (target.front.port(), keys.join(" "));
            // Longer than anybody stands still: a copy that is given up may be there, and in the way of
            // the next one.
            let migrate = format!("MIGRATE 127.0.0.1 {port}  0 60000 KEYS {keys}");
            until("the keys are moved", || {
                let answer = source.ask::<String>(&migrate);
                answer.is_ok_and(|answer| answer == "OK" || answer == "NOKEY")
            });
        }
        for node in [target, source] {
            node.command::<()>(&format!("CLUSTER SETSLOT {slot} NODE {new}"));
        }
    }

    /// The URL through the proxies that everybody shares.
    pub fn url(&self) -> String {
        let nodes = addresses(self.nodes.iter().map(|node| node.front.port()));
        format!("redis+cluster://{nodes}")
    }

    /// Links for one program.
    pub fn view(&self) -> View {
        View::of(self.nodes.iter())
    }

    /// The URL through these links.
    pub fn url_in(&self, view: &View) -> String {
        format!("redis+cluster://{}", view.addresses(0..self.nodes.len()))
    }

    /// Loses every byte between the nodes at these places and the others, on the bus as well.
    pub fn isolate(&self, places: &[usize]) {
        split(&self.nodes.iter().collect::<Vec<_>>(), places);
        for (from, caller) in self.nodes.iter().enumerate() {
            for (to, bus) in self.buses.iter().enumerate() {
                if places.contains(&from) != places.contains(&to) {
                    bus.set_from(caller.source(), Mode::BlackHole);
                }
            }
        }
    }

    /// Every byte arrives again.
    pub fn heal(&self) {
        let fronts = self.nodes.iter().map(|node| &node.front);
        fronts
            .chain(&self.buses)
            .for_each(|proxy| proxy.set(Mode::Pass));
    }

    /// From here on nobody takes a node for down that is only slow, and who was taken for it is back.
    pub fn stay_patient(&self) {
        for node in &self.nodes {
            node.command::<()>("CONFIG SET cluster-node-timeout 600000");
        }
        self.settle();
    }

    /// From here on they are as quick as they were at the start.
    pub fn lose_patience(&self) {
        for node in &self.nodes {
            node.command::<()>(&format!("CONFIG SET cluster-node-timeout {NODE_TIMEOUT}"));
        }
    }
}

fn start_node(number: u8, bus_port: u16, announced: u16, settings: &[&str]) -> Node {
    let cluster = [
        "cluster-enabled yes".to_owned(),
        format!("cluster-port {bus_port}"),
        "cluster-announce-ip 127.0.0.1".to_owned(),
        format!("cluster-announce-bus-port {announced}"),
        format!("cluster-node-timeout {NODE_TIMEOUT}"),
        "cluster-require-full-coverage no".to_owned(),
        "cluster-replica-validity-factor 0".to_owned(),
        "cluster-allow-replica-migration no".to_owned(),
    ];
    let cluster: Vec<&str> = cluster.iter().map(String::as_str).collect();
    Node::start_with(number, &[&cluster, settings].concat())
}

/// Whether this line of `CLUSTER NODES` is that of the primary with this slot: behind eight words
/// stand `first-last` or one number, and in brackets what is being moved.
fn serves(line: &str, slot: u16) -> bool {
    let mut ranges = line.split(' ').skip(8);
    ranges.any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let bounds = first
            .parse::<u16>()
            .and_then(|first| Ok(first..=last.parse()?));
        bounds.is_ok_and(|bounds| bounds.contains(&slot))
    })
}

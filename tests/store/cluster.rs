//! In a Cluster: failovers, slots that move, and slots that nobody has.

use handover::store::Error;

use super::{
    failover::{hasty_store, open, put},
    fixture::{LEASE, Sample, bearer, claimed_word, granted},
    world::run,
};
use crate::topologies::{cluster::Cluster, node::Node};

#[test]
fn a_cluster_goes_on_after_a_failover() {
    let mut cluster = Cluster::start();
    run(async {
        let store = hasty_store(&cluster.url());
        let mut samples = Vec::new();
        for _ in 0..12 {
            samples.push(put(&store).await);
        }
        for sample in &samples {
            granted(&open(&store, sample, &sample.attempt()).await);
        }
        let gone = cluster.known_primaries()[0];
        cluster.nodes[gone].kill();
        for sample in &samples {
            let rival = open(&store, sample, &sample.rival()).await;
            assert_eq!(claimed_word(&rival), "gone claimed");
            granted(&open(&store, sample, &sample.attempt()).await);
        }
        put(&store).await;
    });
}

/// The slot of a bundle's keys.
fn slot(cluster: &Cluster, sample: &Sample) -> u16 {
    let partition = sample.id.as_bytes()[0] & 63;
    cluster.slot(&format!("{{{partition:02x}}}"))
}

/// A slot's way to another primary, stopped where one of two keys has arrived.
#[test]
fn a_slot_that_moves_costs_nothing() {
    let cluster = Cluster::start();
    cluster.stay_patient();
    run(async {
        let store = hasty_store(&cluster.url());
        for moved in ["rec", "env"].map(|sort| format!(":{sort}:")) {
            let sample = put(&store).await;
            let slot = slot(&cluster, &sample);
            let from = cluster.serving(slot);
            let to = cluster.another_primary(from);
            let (source, target) = (&cluster.nodes[from], &cluster.nodes[to]);
            let id = |node: &Node| node.command::<String>("CLUSTER MYID");
            target.command::<()>(&format!("CLUSTER SETSLOT {slot} IMPORTING {}", id(source)));
            source.command::<()>(&format!("CLUSTER SETSLOT {slot} MIGRATING {}", id(target)));
            let keys: Vec<String> = source.command(&format!("CLUSTER GETKEYSINSLOT {slot} 100"));
            let key = keys.iter().find(|key| key.contains(&moved)).unwrap();
            let port = target.front.port();
            let migrate = |key: &str| {
                source.command::<()>(&format!("MIGRATE 127.0.0.1 {port} {key} 0 60000"));
            };
            migrate(key);
            let torn = store.claim(&sample.id, &sample.attempt(), LEASE).await;
            assert!(
                matches!(torn, Err(Error::Down(_))),
                "half of it is on its way"
            );
            let keys: Vec<String> = source.command(&format!("CLUSTER GETKEYSINSLOT {slot} 100"));
            for key in keys {
                migrate(&key);
            }
            // A script that names a key which does not exist waits until the whole slot has moved.
            let torn = store.claim(&sample.id, &sample.attempt(), LEASE).await;
            assert!(matches!(torn, Err(Error::Down(_))), "on its way");
            for node in [target, source] {
                node.command::<()>(&format!("CLUSTER SETSLOT {slot} NODE {}", id(target)));
            }
            let claimed = open(&store, &sample, &sample.attempt()).await;
            assert_eq!(granted(&claimed), sample.envelope, "sent on");
            let rival = open(&store, &sample, &sample.rival()).await;
            assert_eq!(claimed_word(&rival), "gone claimed");
        }
    });
}

#[test]
fn a_cluster_without_some_of_its_slots_loses_nothing() {
    let cluster = Cluster::start();
    cluster.stay_patient();
    run(async {
        let store = hasty_store(&cluster.url());
        let sample = put(&store).await;
        let owner = cluster.serving(slot(&cluster, &sample));
        let shard = [owner, cluster.replica_of(owner)];
        cluster.lose_patience();
        for place in shard {
            cluster.nodes[place].pause();
        }
        let claimed = store.claim(&sample.id, &sample.attempt(), LEASE).await;
        assert!(matches!(
            claimed,
            Err(Error::Down(_) | Error::NotDurable(_))
        ));
        let seen = store
            .look(&sample.id, &bearer(sample.link.as_bytes()))
            .await;
        assert!(matches!(seen, Err(Error::Down(_))), "{seen:?}");
        for place in shard {
            cluster.nodes[place].resume();
        }
        granted(&open(&store, &sample, &sample.attempt()).await);
    });
}

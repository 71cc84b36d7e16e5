//! Nodes behind Sentinels, and in a Cluster.

use super::{doctor, found};
use crate::topologies::{
    cluster::Cluster,
    sentinel::{NAME, Sentinel},
};

const FIT: &[&str] = &["min-replicas-to-write 1", "min-replicas-max-lag 5"];

#[test]
fn sentinels() {
    let mut group = Sentinel::start_with(1, FIT);
    group.stay_patient();
    let at = |count: usize, name: &str| {
        let sentinels = group.sentinels.iter().take(count);
        let places: Vec<_> = sentinels
            .map(|node| format!("127.0.0.1:{}", node.port()))
            .collect();
        format!("redis+sentinel://{}/{name}", places.join(","))
    };
    let (all, two, strange) = (at(3, NAME), at(2, NAME), at(3, "other"));
    let well = doctor(&["--redis-url", &all]).exits(0).stdout();
    assert!(
        well.contains("looked at: the settings, 3 Sentinels, Redis "),
        "{well}"
    );
    assert!(
        well.contains("(primary, 1 replica), Redis ") && well.contains("(replica)"),
        "{well}"
    );
    assert!(well.ends_with("nothing to mend\n"), "{well}");
    assert_eq!(found(&["--redis-url", &two]), ["warning[sentinels]"]);
    assert_eq!(found(&["--redis-url", &strange]), ["error[sentinels]"; 3]);
    group.sentinels[0].kill();
    assert_eq!(found(&["--redis-url", &all]), ["error[sentinels]"]);
}

#[test]
fn a_cluster() {
    let cluster = Cluster::start_with(FIT);
    cluster.stay_patient();
    let places: Vec<_> = cluster
        .nodes
        .iter()
        .map(|node| format!("127.0.0.1:{}", node.port()))
        .collect();
    let url = format!("redis+cluster://{}", places.join(","));
    let well = doctor(&["--redis-url", &url]).exits(0).stdout();
    assert!(
        well.contains("looked at: the settings, a Cluster of 3 primaries, Redis "),
        "{well}"
    );
    assert_eq!(well.matches("(primary, 1 replica)").count(), 3, "{well}");
    assert!(well.ends_with("nothing to mend\n"), "{well}");
    cluster.nodes[0].command::<()>("CONFIG SET maxmemory-policy allkeys-lru");
    let told = doctor(&["--redis-url", &url]).exits(1).stdout();
    assert_eq!(
        told.matches("error[eviction]: 127.0.0.1:").count(),
        1,
        "{told}"
    );
}

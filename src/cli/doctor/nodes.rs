//! Which primaries there are, as the Sentinels or the Cluster name them.

use redis::{RedisResult, Value};

use super::{
    node::{self, Silence},
    redis_setup::silent,
    report::Report,
};
use crate::{
    finding::Finding,
    store::redis::address::{Address, Kind, Place},
};

/// So many survive the loss of one.
const ENOUGH: usize = 3;
const SLOTS: u32 = 16_384;

pub(super) async fn primaries(address: &Address, report: &mut Report) -> Vec<Place> {
    match &address.kind {
        Kind::Single => address.places.clone(),
        Kind::Sentinel(name) => by_sentinels(address, name, report).await,
        Kind::Cluster => of_cluster(address, report).await,
    }
}

async fn by_sentinels(address: &Address, name: &str, report: &mut Report) -> Vec<Place> {
    let mut primaries: Vec<Place> = Vec::new();
    for place in &address.places {
        match ask_sentinel(address, place, name).await {
            Ok(Value::Nil) => report.add([unknown(place, name)]),
            Ok(reply) => primaries.extend(place_of(reply)),
            Err(error) => report.add([unreached(place, error.into())]),
        }
        if let Err(error) = quorum(address, place, name).await {
            report.add([no_quorum(place, &error.to_string())]);
        }
    }
    primaries.sort();
    primaries.dedup();
    report.add((primaries.len() > 1).then(|| disagreeing(&primaries)));
    report.add(few(
        "sentinels",
        "Sentinels are named",
        address.places.len(),
    ));
    report.looked_at(format!("{} Sentinels", address.places.len()));
    primaries
}

/// With the user and the password of the nodes, or, where the Sentinel does not know them, without.
async fn sentinel(address: &Address, at: &Place, command: &redis::Cmd) -> RedisResult<Value> {
    match node::call(&address.sentinel(at, false), command).await {
        Err(_) if address.has_credentials() => {
            node::call(&address.sentinel(at, true), command).await
        }
        answer => answer,
    }
}

async fn ask_sentinel(address: &Address, at: &Place, name: &str) -> RedisResult<Value> {
    let mut question = redis::cmd("SENTINEL");
    sentinel(
        address,
        at,
        question.arg("GET-MASTER-ADDR-BY-NAME").arg(name),
    )
    .await
}

/// `NOQUORUM …` where no failover could be.
async fn quorum(address: &Address, at: &Place, name: &str) -> RedisResult<()> {
    let mut question = redis::cmd("SENTINEL");
    match sentinel(address, at, question.arg("CKQUORUM").arg(name)).await {
        Err(error) if error.code() == Some("NOQUORUM") => Err(error),
        _ => Ok(()),
    }
}

fn place_of(reply: Value) -> Option<Place> {
    let (host, port): (String, u16) = redis::from_redis_value(reply).ok()?;
    Some(Place::new(&host, port))
}

fn unknown(place: &Place, name: &str) -> Finding {
    Finding::error(
        "sentinels",
        format!("the Sentinel at {place} watches nothing named {name}"),
        "it cannot say which node is primary",
        "name the group as in its `sentinel monitor` line, behind the last / of the URL",
    )
}

fn unreached(place: &Place, silence: Silence) -> Finding {
    let Finding { what, fix, .. } = silent(&place.to_string(), silence);
    let why = "a majority of the Sentinels has to agree before replicas are done without";
    Finding::error("sentinels", format!("of the Sentinels, {what}"), why, fix)
}

fn no_quorum(place: &Place, detail: &str) -> Finding {
    Finding::error(
        "sentinels",
        format!("the Sentinel at {place} says: {detail}"),
        "when the primary is lost, no other one takes its place",
        "bring the other Sentinels back, or correct the quorum in `sentinel monitor`",
    )
}

fn disagreeing(primaries: &[Place]) -> Finding {
    let names: Vec<_> = primaries.iter().map(ToString::to_string).collect();
    Finding::error(
        "sentinels",
        format!(
            "the Sentinels name different primaries: {}",
            names.join(", ")
        ),
        "some of them are cut off, or watch another group",
        "wait for a failover to end; else see that they reach each other",
    )
}

fn few(check: &'static str, what: &str, count: usize) -> Option<Finding> {
    (count < ENOUGH).then(|| {
        let what = format!("{count} {what}, and it takes {ENOUGH}");
        let why = "when one machine is lost, no majority is left to go on";
        Finding::warning(check, what, why, "have three, on three machines")
    })
}

async fn of_cluster(address: &Address, report: &mut Report) -> Vec<Place> {
    let mut question = redis::cmd("CLUSTER");
    question.arg("NODES");
    for place in &address.places {
        match node::call(&address.node(place), &question).await {
            Ok(reply) => {
                let text: String = redis::from_redis_value(reply).unwrap_or_default();
                return read_cluster(&text, place, report);
            }
            Err(error) => report.add([silent(&place.to_string(), error.into())]),
        }
    }
    Vec::new()
}

/// `<id> <host>:<port>@<bus>[,<name>] <flags> <primary> <ping> <pong> <epoch> <link> <slot>…`
fn read_cluster(text: &str, asked: &Place, report: &mut Report) -> Vec<Place> {
    let mut primaries = Vec::new();
    let mut slots = 0;
    for line in text.lines() {
        let words: Vec<_> = line.split(' ').collect();
        let [_, at, flags, _, _, _, _, _, own @ ..] = &words[..] else {
            continue;
        };
        let place = named(at, asked);
        let is = |flag| flags.split(',').any(|other| other == flag);
        if is("fail") {
            report.add(place.map(|place| failed(&place)));
        } else if is("master") && !own.is_empty() {
            slots += own.iter().map(|range| width(range)).sum::<u32>();
            primaries.extend(place);
        }
    }
    report.add((slots < SLOTS).then(|| uncovered(slots)));
    report.add(few("cluster", "primaries have slots", primaries.len()));
    report.looked_at(format!("a Cluster of {} primaries", primaries.len()));
    primaries
}

/// A node does not know its own host until it was met.
fn named(at: &str, asked: &Place) -> Option<Place> {
    let address = at.split('@').next()?;
    match address.strip_prefix(':') {
        Some(port) => Some(Place::new(asked.host(), port.parse().ok()?)),
        None => Place::read(address),
    }
}

/// `5`, `0-5460`; slots on their way are written `[5->-…]`, and still belong to it.
fn width(range: &str) -> u32 {
    let number = |text: &str| text.parse::<u32>().ok();
    match range.split_once('-') {
        _ if range.starts_with('[') => 0,
        None => u32::from(number(range).is_some()),
        Some((first, last)) => number(first)
            .zip(number(last))
            .map_or(0, |(first, last)| last.saturating_sub(first) + 1),
    }
}

fn failed(place: &Place) -> Finding {
    Finding::warning(
        "cluster",
        format!("the node {place} of the Cluster is down"),
        "until it is back, the next one that fails is one too many",
        "bring it back, or take it out with CLUSTER FORGET",
    )
}

fn uncovered(slots: u32) -> Finding {
    Finding::error(
        "cluster",
        format!("{slots} of {SLOTS} slots have a primary"),
        "what belongs to the others is answered 503",
        "give them to a node: redis-cli --cluster fix",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_cluster_says_of_its_nodes() {
        let mut report = Report::default();
        let asked = Place::new("10.0.0.1", 7000);
        let text = "\
aa :7000@17000 myself,master - 0 0 1 connected 0-5460 [77->-bb]
bb 10.0.0.2:7001@17001,name master - 0 0 2 connected 5461-10922
cc 10.0.0.3:7002@17002 master - 0 0 3 connected 10923 10924-16382
dd 10.0.0.4:7003@17003 slave aa 0 0 1 connected
ee 10.0.0.5:7004@17004 master,fail - 0 0 4 disconnected 16383
";
        let places: Vec<_> = read_cluster(text, &asked, &mut report)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(places, ["10.0.0.1:7000", "10.0.0.2:7001", "10.0.0.3:7002"]);
        let said = report.text(None);
        assert!(
            said.contains("error[cluster]: 16383 of 16384 slots"),
            "{said:?}"
        );
        assert!(
            said.contains("warning[cluster]: the node 10.0.0.5:7004"),
            "{said:?}"
        );
    }
}

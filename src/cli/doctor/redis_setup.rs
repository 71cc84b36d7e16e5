//! The store: how each of its nodes is set up, and whether they fit together.

use redis::{ConnectionInfo, RedisConnectionInfo};

use super::{
    node::{self, Node, Silence},
    nodes,
    report::Report,
    rights,
};
use crate::{
    config::Config,
    finding::{Finding, Severity},
    store::redis::address::{Address, Kind, Place},
};

/// In milliseconds: what a watch set by the network does not reach, and half a lease.
const CLOCK_OFF: u64 = 2_000;
const CLOCK_WRONG: u64 = 30_000;

/// What the nodes are asked with.
struct Question<'a> {
    config: &'a Config,
    address: Address,
    /// Who may ask for settings, where that is another than the user of the store.
    operator: Option<RedisConnectionInfo>,
}

impl Question<'_> {
    /// The node at `at`, in the name of who may ask for settings.
    fn asker(&self, at: &ConnectionInfo) -> ConnectionInfo {
        match &self.operator {
            Some(operator) => at.clone().set_redis_settings(operator.clone()),
            None => at.clone(),
        }
    }
}

pub(super) async fn examine(config: &Config, operator: Option<&str>, report: &mut Report) {
    let url = match config.redis_url() {
        Ok(None) => return report.looked_at("no Redis: the memory store"),
        Ok(Some(url)) => url,
        Err(invalid) => return report.add([unusable(invalid.to_string())]),
    };
    if let Err(invalid) = config.redis() {
        return report.add([unusable(invalid.to_string())]);
    }
    let Some(address) = Address::parse(url.expose()) else {
        return;
    };
    let other = operator.map(Address::parse);
    if matches!(other, Some(None)) {
        let (why, fix) = (
            "nobody asks Redis for its settings",
            "write it as HANDOVER_REDIS_URL",
        );
        let what = "HANDOVER_OPERATOR_URL, which is not shown, is not a Redis URL";
        report.add([Finding::warning("operator-url", what, why, fix)]);
    }
    let settings = |other: Address| other.node(&address.places[0]).redis_settings().clone();
    let operator = other.flatten().map(settings);
    let question = Question {
        config,
        address,
        operator,
    };
    let primaries = nodes::primaries(&question.address, report).await;
    let mut clocks = Vec::new();
    for place in &primaries {
        clocks.extend(examine_group(&question, place, report).await);
    }
    report.add(between(&clocks));
}

fn unusable(what: String) -> Finding {
    let fix = "mend the setting: see handover serve --help";
    Finding::error("redis-url", what, "the server does not start", fix)
}

/// A primary with its replicas; by how much the clock of each is before ours.
async fn examine_group(question: &Question<'_>, place: &Place, report: &mut Report) -> Vec<i64> {
    let at = question.address.node(place);
    report.add(no_tls(&at));
    report.add(open_to_all(&at).await);
    let mut primary = match Node::ask(&at, question.operator.as_ref()).await {
        Ok(primary) => primary,
        Err(error) => {
            report.add([silent(&place.to_string(), error.into())]);
            return Vec::new();
        }
    };
    let config = question.config;
    let mut clocks = vec![primary.ahead];
    let mut findings = general(question, place, &primary, report);
    findings.extend(rights::unread_log(&primary, &question.asker(&at)).await);
    let is_fit = !findings
        .iter()
        .any(|found| matches!(found.check, "program" | "role"));
    findings.extend(small(config, primary.info.limit()));
    findings.extend(clock(primary.ahead));
    if is_fit {
        findings.extend(
            primary
                .info
                .replicas_amiss(&primary.config, config.wait_replicas),
        );
    }
    report.add(of(place, findings));
    if is_fit {
        let in_cluster = question.address.kind == Kind::Cluster;
        rights::examine(&mut primary, node::is_remote(&at), in_cluster, report).await;
    }
    for replica in replicas(&primary) {
        clocks.extend(examine_replica(question, &replica, report).await);
    }
    clocks
}

/// What holds for every node, primary or not.
fn general(
    question: &Question<'_>,
    place: &Place,
    node: &Node,
    report: &mut Report,
) -> Vec<Finding> {
    report.looked_at(described(place, node));
    say_what_is_closed(place, node, report);
    let in_cluster = question.address.kind == Kind::Cluster;
    let (info, config) = (&node.info, &node.config);
    let mut findings = info.unsafe_settings(config, !place.is_local(), in_cluster);
    findings.extend(info.unwise_settings(config));
    findings
}

/// Each of them says of which node.
fn of(place: &Place, findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
    let node = Some(place.to_string());
    let named = move |finding| Finding {
        node: node.clone(),
        ..finding
    };
    findings.into_iter().map(named)
}

/// Where its replicas are, as it sees them: `slave0:ip=…,port=…,state=…`.
fn replicas(primary: &Node) -> Vec<Place> {
    let told = |number: u64| {
        let line = primary.info.get(&format!("slave{number}"))?;
        let get = |name| line.split(',').find_map(|part| part.strip_prefix(name));
        Some(Place::new(get("ip=")?, get("port=")?.parse().ok()?))
    };
    (0..primary.info.replicas()).filter_map(told).collect()
}

/// It may become the primary: what holds for that holds for it.
async fn examine_replica(
    question: &Question<'_>,
    place: &Place,
    report: &mut Report,
) -> Option<i64> {
    let at = question.address.node(place);
    match Node::ask(&at, question.operator.as_ref()).await {
        Ok(replica) => {
            let mut findings = general(question, place, &replica, report);
            findings.extend(rights::unread_log(&replica, &question.asker(&at)).await);
            findings.retain(|found| found.check != "role");
            report.add(of(place, findings));
            Some(replica.ahead)
        }
        Err(error) => {
            let Finding { what, fix, .. } = silent(&place.to_string(), error.into());
            report.unchecked("replica", format!("{what}: {fix}"));
            None
        }
    }
}

/// `Redis 7.0.15 at 127.0.0.1:6379 (primary, 2 replicas)`.
fn described(place: &Place, node: &Node) -> String {
    let valkey = node
        .info
        .get("valkey_version")
        .map(|version| ("Valkey", version));
    let version = node.info.get("redis_version").unwrap_or("of no version");
    let (program, version) = valkey.unwrap_or(("Redis", version));
    let role = match (node.info.get("role"), node.info.replicas()) {
        (Some("slave"), _) => "replica".to_owned(),
        (_, 0) => "primary, no replicas".to_owned(),
        (_, 1) => "primary, 1 replica".to_owned(),
        (_, replicas) => format!("primary, {replicas} replicas"),
    };
    format!("{program} {version} at {place} ({role})")
}

fn say_what_is_closed(place: &Place, node: &Node, report: &mut Report) {
    if node.config.is_closed() {
        let asked = crate::store::redis::info::Config::ASKED.join(", ");
        report.unchecked(
            "settings-of-redis",
            format!(
                "{place} does not tell this user {asked}: name one with --operator-url who may ask (CONFIG GET)"
            ),
        );
    }
}

fn no_tls(at: &ConnectionInfo) -> Option<Finding> {
    let is_plain = matches!(at.addr(), redis::ConnectionAddr::Tcp(..));
    (is_plain && node::is_remote(at)).then(|| {
        Finding::error(
            "tls",
            format!("the way to Redis at {} has no TLS", node::name(at)),
            "whoever is on it reads the password of Redis and the hashes of tokens, and can answer in its place",
            "give Redis a tls-port and a certificate, and write rediss:// in HANDOVER_REDIS_URL",
        )
    })
}

/// On this machine it may be: nobody else reaches it.
async fn open_to_all(at: &ConnectionInfo) -> Option<Finding> {
    (node::is_remote(at) && node::is_open(at).await).then(|| {
        Finding::error(
            "password",
            format!("Redis at {} answers without a password", node::name(at)),
            "whoever reaches it erases what waits to be opened, and counts and times every handover",
            "load deploy/redis/users.acl, where the user default is off, and name its user in HANDOVER_REDIS_URL",
        )
    })
}

pub(super) fn silent(name: &str, silence: Silence) -> Finding {
    match silence {
        Silence::Stranger => Finding::error(
            "reach",
            format!("Redis at {name} does not know this user and password"),
            "every call is answered 503",
            "write them in the URL: redis://user:password@host:port, with % for what is special in it",
        ),
        Silence::Forbidden(detail) => Finding::error(
            "rights",
            format!("Redis at {name} refuses what the store asks first: {detail}"),
            "every call is answered 503",
            "give the user the rights in deploy/redis/users.acl",
        ),
        Silence::Unreachable(cause) => Finding::error(
            "reach",
            format!("Redis at {name} does not answer: {cause}"),
            "every call is answered 503",
            "see that it runs, and that this machine may reach it",
        ),
    }
}

/// Below four of the largest envelopes nothing fits that people would send.
fn small(config: &Config, limit: Option<u64>) -> Option<Finding> {
    let largest = config.max_envelope.0 as u64;
    let limit = limit?;
    (limit / 5 * 4 < 4 * largest).then(|| {
        Finding::error(
            "maxmemory",
            format!("maxmemory is {limit} bytes, and the largest envelope {largest}"),
            "creations are refused from 80 % on, so that not even four of the largest fit",
            "raise maxmemory, or lower HANDOVER_MAX_ENVELOPE",
        )
    })
}

/// Of the machine that this runs on and a primary.
fn clock(ahead: i64) -> Option<Finding> {
    let direction = if ahead > 0 { "ahead of" } else { "behind" };
    let off = ahead.unsigned_abs();
    off_by(
        off,
        format!(
            "the clock of Redis is {} s {direction} this machine's",
            off / 1000
        ),
        "webhooks are signed with this machine's time, and everything else goes by that of Redis",
    )
}

/// Of all nodes.
fn between(clocks: &[i64]) -> Option<Finding> {
    let off = clocks.iter().max()?.abs_diff(*clocks.iter().min()?);
    off_by(
        off,
        format!("the clocks of the nodes are {} s apart", off / 1000),
        "after a failover lifetimes and leases end by so much too early or too late",
    )
}

fn off_by(off: u64, what: String, why: &'static str) -> Option<Finding> {
    let fix = "let every machine follow the same time servers (systemd-timesyncd, chrony)";
    let finding = Finding::warning("clock", what, why, fix);
    if off < CLOCK_OFF {
        None
    } else if off < CLOCK_WRONG {
        Some(finding)
    } else {
        Some(Finding {
            severity: Severity::Error,
            ..finding
        })
    }
}

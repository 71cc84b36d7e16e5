//! Real redis-servers: the shipped profiles, and each with one thing amiss.

use super::{doctor, found};
use crate::{
    profile::Profile,
    redis_server::{RedisServer, free_port},
};

/// In the name of the shipped users.
fn flags(profile: &Profile) -> [String; 4] {
    let [url, operator] = ["handover", "operator"].map(|user| profile.url(user));
    [
        "--redis-url".to_owned(),
        url,
        "--operator-url".to_owned(),
        operator,
    ]
}

fn found_at(profile: &Profile, more: &[&str]) -> Vec<String> {
    let flags = flags(profile);
    found(&[&flags.each_ref().map(String::as_str)[..], more].concat())
}

/// The same server by an address that is not plainly this machine's.
fn from_afar(url: &str) -> String {
    url.replace("127.0.0.1", "[::ffff:127.0.0.1]")
}

#[test]
fn both_profiles_are_well() {
    for name in ["durable", "memory"] {
        let profile = Profile::start(name, &[]);
        assert_eq!(found_at(&profile, &[]), [""; 0], "{name}");
        let url = profile.url("handover");
        let told = doctor(&["--redis-url", &url]).exits(0).stdout();
        assert!(told.contains("not checked[settings-of-redis]: "), "{told}");
        assert!(told.ends_with("nothing to mend\n"), "{told}");
        assert_eq!(profile.command::<i64>("DBSIZE"), 0, "nothing is written");
    }
}

#[test]
fn a_log_that_would_not_be_read_again() {
    let profile = Profile::start("durable", &[]);
    for (rule, back) in [
        ("-@all", "+@all"),
        ("-flushall", "+@all"),
        ("resetkeys", "~*"),
    ] {
        profile.command::<()>(&format!("ACL SETUSER default {rule}"));
        assert_eq!(found_at(&profile, &[]), ["error[log]"], "{rule}");
        profile.command::<()>(&format!("ACL SETUSER default {back}"));
        assert_eq!(found_at(&profile, &[]), [""; 0], "{back}");
    }
}

#[test]
fn each_setting_of_redis_that_is_amiss() {
    for (name, settings, expected) in [
        (
            "durable",
            &["--maxmemory-policy", "allkeys-lru"][..],
            "error[eviction]",
        ),
        (
            "durable",
            &["--maxmemory-policy", "volatile-ttl"],
            "error[eviction]",
        ),
        ("durable", &["--save", "3600 1"], "error[snapshots]"),
        ("memory", &["--save", "3600 1"], "error[snapshots]"),
        ("durable", &["--appendfsync", "everysec"], "error[log]"),
        ("durable", &["--appendfsync", "no"], "error[log]"),
        (
            "memory",
            &["--slowlog-log-slower-than", "10000"],
            "warning[slowlog]",
        ),
        (
            "memory",
            &["--maxmemory-clients", "100mb"],
            "warning[maxmemory-clients]",
        ),
        (
            "memory",
            &["--min-replicas-to-write", "1"],
            "warning[min-replicas]",
        ),
        ("memory", &["--maxmemory", "4mb"], "error[maxmemory]"),
    ] {
        let profile = Profile::start(name, settings);
        assert_eq!(found_at(&profile, &[]), [expected], "{settings:?}");
    }
}

#[test]
fn a_redis_on_another_machine() {
    let profile = Profile::start("memory", &["--maxmemory", "0"]);
    assert_eq!(found_at(&profile, &[]), [""; 0]);
    let [flag, url, ..] = flags(&profile);
    let url = from_afar(&url);
    assert_eq!(found(&[&flag, &url]), ["error[tls]", "error[maxmemory]"]);
    profile.command::<()>("CONFIG SET maxmemory 100mb");
    profile.command::<()>("ACL SETUSER default on nopass ~* +@all");
    assert_eq!(found(&[&flag, &url]), ["error[tls]", "error[password]"]);
    profile.command::<()>("ACL SETUSER default off");
    let administrator = from_afar(&profile.url("test"));
    assert_eq!(
        found(&[&flag, &administrator]),
        ["error[tls]", "warning[rights]"]
    );
}

#[test]
fn what_the_user_may_not() {
    let profile = Profile::start("memory", &[]);
    for (rule, back, words) in [
        ("-hsetnx", "+hsetnx", "may not +hsetnx:"),
        ("-wait", "+wait", "may not +wait:"),
        ("-script|load", "+script|load", "may not +script|load:"),
        ("-evalsha", "+evalsha", "may not +evalsha:"),
        ("-info", "+info", "refuses what the store asks first"),
        ("resetkeys", "~hndo:*", "may not +evalsha +exists +get "),
    ] {
        profile.command::<()>(&format!("ACL SETUSER handover {rule}"));
        assert_eq!(found_at(&profile, &[]), ["error[rights]"], "{rule}");
        let told = doctor(&["--redis-url", &profile.url("handover")]).exits(1);
        assert!(told.stdout().contains(words), "{}", told.stdout());
        profile.command::<()>(&format!("ACL SETUSER handover {back}"));
    }
    assert_eq!(found_at(&profile, &[]), [""; 0]);
}

#[test]
fn nobody_is_there_or_the_password_is_wrong() {
    let profile = Profile::start("memory", &[]);
    let anonymous = format!("redis://127.0.0.1:{}/", profile.port);
    let wrong = profile.url("handover").replace("word-of", "sword-of");
    let nobody = format!("redis://127.0.0.1:{}/", free_port());
    for (url, words) in [
        (anonymous, "does not know this user and password"),
        (wrong, "does not know this user and password"),
        (nobody, "does not answer: "),
    ] {
        let told = doctor(&["--redis-url", &url]).exits(1).stdout();
        assert!(
            told.contains("error[reach]") && told.contains(words),
            "{told}"
        );
        assert!(!told.contains("word-of"), "{told}");
    }
}

/// A primary of the profile with so many replicas of it.
fn group(replicas: usize, settings: &[&str]) -> Vec<Profile> {
    let mut nodes = vec![Profile::start("memory", settings)];
    for _ in 0..replicas {
        let follow = nodes[0].followed();
        let settings: Vec<_> = follow.iter().map(String::as_str).collect();
        nodes.push(Profile::start("memory", &settings));
    }
    let online = || {
        let info: String = nodes[0].command("INFO replication");
        info.matches("state=online").count() == replicas
    };
    while !online() {
        std::thread::yield_now();
    }
    nodes
}

#[test]
fn a_replica_is_not_the_address_to_use() {
    let nodes = group(1, &[]);
    assert_eq!(found_at(&nodes[1], &[]), ["error[role]"]);
}

#[test]
fn replicas_that_do_not_fit() {
    let alone = Profile::start("memory", &[]);
    assert_eq!(
        found_at(&alone, &["--wait-replicas", "1"]),
        ["error[replicas]"]
    );
    let pair = group(1, &["--min-replicas-to-write", "1"]);
    assert_eq!(found_at(&pair[0], &[]), [""; 0]);
    assert_eq!(found_at(&pair[0], &["--wait-replicas", "1"]), [""; 0]);
    assert_eq!(
        found_at(&pair[0], &["--wait-replicas", "2"]),
        ["error[replicas]"]
    );
    assert_eq!(
        found_at(&pair[0], &["--wait-replicas", "0"]),
        ["error[replicas]"]
    );
    pair[0].command::<()>("CONFIG SET min-replicas-max-lag 10");
    assert_eq!(found_at(&pair[0], &[]), ["warning[min-replicas-lag]"]);
    pair[0].command::<()>("CONFIG SET min-replicas-max-lag 5 min-replicas-to-write 0");
    assert_eq!(found_at(&pair[0], &[]), ["error[min-replicas]"]);
    // Where nobody may ask for settings, this one shows all the same.
    let url = pair[0].url("handover");
    assert_eq!(found(&["--redis-url", &url]), ["error[min-replicas]"]);
}

#[test]
fn what_is_amiss_with_a_replica_is_said_of_it() {
    let nodes = group(1, &["--min-replicas-to-write", "1"]);
    nodes[1].command::<()>("CONFIG SET slowlog-log-slower-than 0");
    let [redis, url, operator, other] = flags(&nodes[0]);
    let told = doctor(&[&redis, &url, &operator, &other]).exits(0).stdout();
    let line = format!("warning[slowlog]: 127.0.0.1:{}: ", nodes[1].port);
    assert!(told.contains(&line), "{told}");
    assert_eq!(told.matches("warning").count(), 2, "{told}");
}

#[test]
fn a_node_of_a_cluster_is_not_the_address_to_use() {
    let bus = free_port().to_string();
    let settings = ["--cluster-enabled", "yes", "--cluster-port", &bus];
    let server = RedisServer::start_with(settings.map(str::to_owned).to_vec());
    let told = found(&["--redis-url", &server.url()]);
    assert!(told.contains(&"error[role]".to_owned()), "{told:?}");
}

//! The profiles and users that are shipped, as a redis-server takes them.

use std::time::Duration;

use handover::store::{
    Attempt, Claimed, Error, RequestBearer, Store,
    log::{Delivery, Due, Outcome, Position, SenderId},
};

use redis::Value;

use crate::topologies::{cluster::Cluster, node::Node, until};

use super::{
    ask::{Ask, owner},
    calls::call,
    fixture::{LEASE, Sample, bearer},
    lists::of,
    profile::{Profile, USERS, shipped},
    server::store_at,
    world::run,
};

/// The words of the user that the service has.
fn granted() -> Vec<String> {
    let acl = shipped("users.acl");
    let line = acl.lines().find(|line| line.starts_with("user handover "));
    let words = line
        .unwrap()
        .split(' ')
        .filter(|word| word.starts_with('+'));
    words.map(str::to_owned).collect()
}

fn store_of(profile: &Profile) -> Store {
    store_at(&profile.url("handover"))
}

/// Every verb, each way through it that sends another command.
async fn every_verb(store: &Store) -> Result<(), Error> {
    store.start().await.map_err(|unfit| Error::Down(unfit.0))?;
    store.poll().await?;
    store.since().await?;
    store.health().await?;
    bundles(store).await?;
    requests(store).await?;
    machines(store).await?;
    store.poll().await
}

async fn bundles(store: &Store) -> Result<(), Error> {
    let sample = Sample::new();
    for _ in 0..2 {
        store.create(&sample.bundle()).await?;
    }
    store
        .look(&sample.id, &bearer(sample.link.as_bytes()))
        .await?;
    let claim = async |attempt: &Attempt| store.claim(&sample.id, attempt, LEASE).await;
    claim(&sample.wrong_passphrase()).await?;
    for attempt in [sample.attempt(), sample.attempt(), sample.rival()] {
        claim(&attempt).await?;
    }
    store
        .confirm(&sample.id, &sample.claim.hash(), true)
        .await?;
    store.finish(&sample.id, &sample.link.hash()).await?;
    let taken = Sample::new();
    store.create(&taken.bundle()).await?;
    store.take(&taken.id, &taken.attempt()).await?;
    let revoked = Sample::new();
    store.create(&revoked.bundle()).await?;
    store.revoke(&revoked.id, &revoked.receipt.hash()).await?;
    store.purge(&revoked.id).await?;
    Ok(())
}

async fn requests(store: &Store) -> Result<(), Error> {
    let ask = Ask::new();
    store.request(&ask.request()).await?;
    let proof = ask.answer.hash();
    for _ in 0..2 {
        store.answer(&ask.id, &proof, &ask.filled()).await?;
    }
    let collector = RequestBearer::new(ask.collect.as_bytes());
    store.look_request(&ask.id, &collector).await?;
    let attempt = ask.sample.attempt();
    store.claim(&ask.id, &attempt, LEASE).await?;
    store
        .confirm(&ask.id, &ask.sample.claim.hash(), true)
        .await?;
    store.finish_request(&ask.id, &ask.by_owner()).await?;
    let withdrawn = Ask::new();
    store.request(&withdrawn.request()).await?;
    store
        .revoke_request(&withdrawn.id, &withdrawn.by_owner())
        .await?;
    Ok(())
}

async fn machines(store: &Store) -> Result<(), Error> {
    let zendesk = owner("zendesk");
    let gone = Ask::new();
    store.request(&gone.request()).await?;
    store.relay(std::slice::from_ref(&zendesk)).await?;
    store.purge(&gone.id).await?;
    // Finds that one of the list is gone.
    store.relay(std::slice::from_ref(&zendesk)).await?;
    store.list_requests(&zendesk, &of(None, None, 10)).await?;
    store
        .list_requests(&zendesk, &of(Some("T-1234"), None, 10))
        .await?;
    store.read_log(&zendesk, Position::default(), 10).await?;
    let repeatable = call();
    for _ in 0..2 {
        store.repeatable(&zendesk, &repeatable).await?;
    }
    webhook(store).await
}

async fn webhook(store: &Store) -> Result<(), Error> {
    let zendesk = owner("zendesk");
    let reason = || "it answered 500".to_owned();
    let outcomes = [
        Outcome::Delivered,
        Outcome::Dead { reason: reason() },
        Outcome::Later {
            after: Duration::ZERO,
            refused: true,
        },
        Outcome::Off { reason: reason() },
    ];
    for outcome in outcomes {
        let sender = SenderId::random();
        let next = store.next_delivery(&zendesk, &sender, LEASE).await?;
        let Delivery::Due(Due { position, .. }) = next else {
            return Err(Error::Down("nothing to deliver".to_owned()));
        };
        store
            .delivered(&zendesk, &sender, position, &outcome)
            .await?;
        store.hook_state(&zendesk).await?;
    }
    store.enable_hook(&zendesk).await?;
    for letter in store
        .dead_letters(&zendesk, Position::default(), 10)
        .await?
    {
        store.bury(&zendesk, letter.position).await?;
    }
    Ok(())
}

#[test]
fn both_profiles_and_their_user_are_enough_and_safe() {
    for name in ["durable", "memory"] {
        let profile = Profile::start(name, &[]);
        run(async {
            let store = store_of(&profile);
            every_verb(&store).await.unwrap();
            let told = store.health().await.unwrap().problems;
            assert_eq!(told, [""; 0], "{name}");
            // Where everything may be asked.
            let administrator = store_at(&profile.url("test"));
            let told = administrator.health().await.unwrap().problems;
            assert_eq!(told, [""; 0], "{name}");
        });
        let has = |file: &str| profile.directory().join(file).exists();
        assert_eq!(
            (has("dump.rdb"), has("appendonlydir")),
            (false, name == "durable")
        );
    }
}

/// Needed where there is more than one node.
const IN_A_GROUP: [&str; 3] = ["+wait", "+asking", "+cluster|nodes"];

/// A store on an empty Redis, whose user was never used before.
fn anew(profile: &Profile) -> Store {
    profile.command::<()>("FLUSHALL");
    profile.command::<()>("SCRIPT FLUSH");
    store_of(profile)
}

#[test]
fn nothing_that_is_granted_is_granted_in_vain() {
    let profile = Profile::start("memory", &[]);
    let set = |rule: &str| profile.command::<()>(&format!("ACL SETUSER handover {rule}"));
    run(async {
        every_verb(&anew(&profile)).await.unwrap();
        for rule in granted() {
            if IN_A_GROUP.contains(&rule.as_str()) {
                continue;
            }
            set(&rule.replacen('+', "-", 1));
            let done = every_verb(&anew(&profile)).await;
            assert!(done.is_err(), "{rule} is not needed");
            set(&rule);
        }
        set("resetkeys");
        every_verb(&anew(&profile)).await.unwrap_err();
        set("~hndo:*");
        every_verb(&anew(&profile)).await.unwrap();
    });
}

#[test]
fn nobody_else_gets_anywhere() {
    let profile = Profile::start("memory", &[]);
    let stranger = redis::Client::open(format!("redis://127.0.0.1:{}/", profile.port)).unwrap();
    let refused = stranger
        .get_connection()
        .and_then(|mut connection| redis::cmd("PING").query::<String>(&mut connection));
    assert_eq!(refused.unwrap_err().code(), Some("NOAUTH"));
    for password in ["nopass", "word"] {
        let url = format!("redis://default:{password}@127.0.0.1:{}/", profile.port);
        let refused = redis::Client::open(url).unwrap().get_connection();
        assert!(refused.is_err(), "default, with the password {password:?}");
    }
    let forbidden = |user: &str, command: &str| {
        let refused = profile.as_user::<Value>(user, command).unwrap_err();
        assert_eq!(refused.code(), Some("NOPERM"), "{user}: {command}");
    };
    for command in [
        "GET other",
        "KEYS *",
        "SCAN 0",
        "MONITOR",
        "FLUSHALL",
        "CONFIG GET *",
        "DEL hndo:x",
    ] {
        forbidden("handover", command);
    }
    for user in USERS {
        for command in [
            "GET hndo:x",
            "SET x x",
            "FLUSHALL",
            "SHUTDOWN NOSAVE",
            "ACL SETUSER x on",
        ] {
            if (user, command) != ("handover", "GET hndo:x") {
                forbidden(user, command);
            }
        }
    }
}

#[test]
fn the_timer_has_the_log_rewritten() {
    let profile = Profile::start("durable", &[]);
    assert!(!is_rewritten(&profile));
    let answer: String = profile.as_user("rewriter", "BGREWRITEAOF").unwrap();
    assert!(answer.starts_with("Background"), "{answer}");
    until("the log is rewritten", || is_rewritten(&profile));
}

fn is_rewritten(profile: &Profile) -> bool {
    let info: String = profile.command("INFO persistence");
    info.contains("aof_rewrites:1\r\n") && info.contains("aof_rewrite_in_progress:0\r\n")
}

/// Redis reads its log as the user `default`, and leaves out what that user may not: each step of more
/// than one command. What was opened since the log was rewritten would be sealed again.
#[test]
fn a_restart_reads_every_step_again() {
    let mut profile = Profile::start("durable", &[]);
    let (opened, sealed) = (Sample::new(), Sample::new());
    run(async {
        let store = store_of(&profile);
        store.create(&opened.bundle()).await.unwrap();
        profile.command::<()>("BGREWRITEAOF");
        until("the log is rewritten", || is_rewritten(&profile));
        let claimed = store.claim(&opened.id, &opened.attempt(), LEASE).await;
        assert!(matches!(claimed, Ok(Claimed::Granted { .. })));
        store.create(&sealed.bundle()).await.unwrap();
    });
    profile.kill();
    profile.run(&[]);
    run(async {
        let store = store_of(&profile);
        let late = store.claim(&opened.id, &opened.rival(), LEASE).await;
        assert!(
            matches!(late, Ok(Claimed::Gone { .. })),
            "it was opened before"
        );
        let kept = store.claim(&sealed.id, &sealed.attempt(), LEASE).await;
        assert!(
            matches!(kept, Ok(Claimed::Granted { .. })),
            "it waits to be opened"
        );
    });
}

#[test]
fn a_replica_follows_as_its_user() {
    let primary = Profile::start("durable", &[]);
    let replica = Profile::start(
        "durable",
        &primary
            .followed()
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
    );
    let role = || -> String { primary.command("INFO replication") };
    until("the replica is there", || role().contains("state=online"));
    run(async {
        every_verb(&anew(&primary)).await.unwrap();
        let records: Vec<String> = replica.command("KEYS hndo:*:rec:*");
        assert!(!records.is_empty(), "what was answered came over");
        primary.command::<()>("ACL SETUSER handover -wait");
        every_verb(&anew(&primary)).await.unwrap_err();
    });
}

#[test]
fn a_cluster_is_found_and_followed_as_its_user() {
    let cluster = Cluster::start();
    cluster.stay_patient();
    let acl = shipped("users.acl");
    let line = acl.lines().find(|line| line.starts_with("user handover "));
    let rules = line
        .unwrap()
        .replace("user handover", "ACL SETUSER handover");
    let rules = rules.replace("#sha256-of-handover", ">word");
    let on_each = |command: &str| {
        for node in &cluster.nodes {
            node.command::<()>(command);
        }
    };
    on_each(&rules);
    let url = cluster
        .url()
        .replace("cluster://", "cluster://handover:word@");
    let store = || store_at(&url);
    run(async {
        every_verb(&store()).await.unwrap();
        move_a_mark(&cluster);
        store().poll().await.unwrap();
        for rule in ["asking", "cluster|nodes"] {
            on_each(&format!("ACL SETUSER handover -{rule}"));
            store().poll().await.unwrap_err();
            on_each(&format!("ACL SETUSER handover +{rule}"));
        }
        store().poll().await.unwrap();
    });
}

/// The mark of a partition is on its way to another node.
fn move_a_mark(cluster: &Cluster) {
    let slot = cluster.slot("hndo:{2a}:meta");
    let from = cluster.serving(slot);
    let (source, target) = (
        &cluster.nodes[from],
        &cluster.nodes[cluster.another_primary(from)],
    );
    let [old, new] = [source, target].map(|node| node.command::<String>("CLUSTER MYID"));
    target.command::<()>(&format!("CLUSTER SETSLOT {slot} IMPORTING {old}"));
    source.command::<()>(&format!("CLUSTER SETSLOT {slot} MIGRATING {new}"));
    source.command::<()>("DEL hndo:{2a}:meta");
}

/// What the Sentinels rewrite in its file, a node still starts with.
#[test]
fn a_sentinel_makes_a_replica_the_primary_as_its_user() {
    let mut primary = Profile::start("memory", &[]);
    let settings = primary.followed();
    let settings: Vec<_> = settings.iter().map(String::as_str).collect();
    let mut replica = Profile::start("memory", &settings);
    let info = || -> String { primary.command("INFO replication") };
    until("the replica is there", || info().contains("state=online"));
    let sentinel = Node::sentinel(
        1,
        &format!(
            "sentinel monitor group 127.0.0.1 {} 1\nsentinel auth-user group sentinel\n\
             sentinel auth-pass group word-of-sentinel\n\
             sentinel down-after-milliseconds group 500\n\
             sentinel failover-timeout group 4000\n",
            primary.port
        ),
    );
    // A failover that a standstill has broken off is begun again within seconds, not minutes.
    sentinel.command::<()>("SENTINEL DEBUG info-period 1000 tilt-period 3000");
    until("the Sentinel knows the replica", || {
        let known: Vec<Value> = sentinel.command("SENTINEL REPLICAS group");
        known.len() == 1
    });
    primary.kill();
    until("the replica is the primary", || {
        // The Sentinel has it cut its connections on the way.
        let role = replica.as_user::<String>("test", "INFO replication");
        role.is_ok_and(|role| role.contains("role:master"))
    });
    until("its file is rewritten", || {
        let file = std::fs::read_to_string(replica.directory().join("redis.conf")).unwrap();
        file.contains("# Generated by CONFIG REWRITE")
    });
    drop(sentinel);
    replica.kill();
    replica.run(&[]);
    assert!(replica.as_user::<i64>("handover", "EXISTS hndo:x").is_ok());
}

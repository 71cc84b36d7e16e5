//! `handover purge`: what an operator erases is gone for everybody, by its id and by every link.

use crate::{
    helpers::{Server, User, named},
    redis_server::RedisServer,
};

#[test]
fn every_link_leads_to_what_is_erased() {
    let redis = RedisServer::start();
    let url = redis.url();
    let server = Server::start_with(&["--redis-url", &url, "--requests", "anyone"]);
    let user = User::of(&server.url);
    let purge = |what: &str| user.pipe(&["purge", "--redis-url", &url, "-o", "json"], what);
    let share = || user.share("s3cr3t");
    let ask = || user.ask(&["--ask", "ftp"]);
    let [[by_share, a], [b, by_receipt]] = [share(), share()];
    let [[by_request, c], [d, by_collect]] = [ask(), ask()];
    let mut ids = Vec::new();
    for (link, other) in [
        (by_share, a),
        (by_receipt, b),
        (by_request, c),
        (by_collect, d),
    ] {
        let purged = purge(&link).exits(0);
        assert_eq!(purged.json()["state"], "purged");
        let gone = user.pipe(&["receipt"], &other).exits(1);
        gone.says("nothing");
        purge(&other).exits(1).says("nothing is stored under");
        ids.extend(named(&purged, ["id"]));
    }
    assert_eq!(redis.bundle_keys(), [""; 0]);
    let unknown = user.run(&["purge", &ids[0], "--redis-url", &url]);
    unknown.exits(1).says(&ids[0]);
    let [_, receipt] = share();
    let id = user.pipe(&["receipt", "-o", "json"], &receipt).exits(0);
    let [id] = named(&id, ["id"]);
    let purged = user.run(&["purge", &id, "--redis-url", &url]).exits(0);
    assert_eq!(
        purged.stdout(),
        format!("purged: from here on {id} is unknown\n")
    );
}

#[test]
fn an_id_may_begin_with_a_hyphen() {
    let redis = RedisServer::start();
    let user = User::of("http://127.0.0.1:9");
    for begin in ["-F", "-h", "-o", "-", "--", "--o"] {
        let id = format!("{begin:A<22}");
        let url = redis.url();
        for words in [[&*id, "--redis-url", &url], ["--redis-url", &url, &id]] {
            let purged = user.run(&[&["purge"][..], &words].concat());
            purged
                .exits(1)
                .says(&format!("nothing is stored under {id}"));
        }
    }
    user.run(&["purge", "--outputs"])
        .exits(1)
        .says("no id of 22 characters");
    user.run(&["purge", "-h"]).exits(0);
}

//! The topologies do what the tests on them take for granted.

use std::{
    io::{ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use crate::topologies::{
    PATIENCE,
    cluster::Cluster,
    free_port,
    node::Node,
    proxy::{Mode, Proxy},
    sentinel::Sentinel,
    tls::Tls,
    until,
};

/// A server that sends back what it gets, and a proxy in front of it.
fn echo() -> Proxy {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for caller in listener.incoming() {
            let mut caller = caller.unwrap();
            thread::spawn(move || std::io::copy(&mut caller.try_clone().unwrap(), &mut caller));
        }
    });
    Proxy::before(port)
}

fn call(proxy: &Proxy) -> TcpStream {
    TcpStream::connect(("127.0.0.1", proxy.port())).unwrap()
}

/// What comes back of these bytes: some of them, or an end (none).
fn said(stream: &mut TcpStream, bytes: &[u8]) -> Vec<u8> {
    answered(stream, bytes, PATIENCE).expect("an answer or an end")
}

/// These bytes are taken, and nothing comes back of them for a while, not even an end.
#[track_caller]
fn assert_lost(proxy: &Proxy, stream: &mut TcpStream, bytes: &[u8]) {
    let before = proxy.lost();
    stream.write_all(bytes).unwrap();
    until("they are lost", || proxy.lost() >= before + bytes.len());
    let answer = answered(stream, b"", Duration::from_millis(200));
    assert_eq!(answer, None, "it is silent");
}

fn answered(stream: &mut TcpStream, bytes: &[u8], patience: Duration) -> Option<Vec<u8>> {
    stream.set_read_timeout(Some(patience)).unwrap();
    stream.write_all(bytes).ok();
    let mut answer = [0; 64];
    match stream.read(&mut answer) {
        Ok(length) => Some(answer[..length].to_vec()),
        Err(error) if error.kind() == ErrorKind::WouldBlock => None,
        Err(_) => Some(Vec::new()),
    }
}

#[test]
fn a_proxy_breaks_links_in_every_way() {
    let proxy = echo();
    let mut stream = call(&proxy);
    assert_eq!(said(&mut stream, b"one"), b"one");
    for silent in [Mode::BlackHole, Mode::HalfOpen] {
        proxy.set(silent);
        assert_lost(&proxy, &mut stream, b"lost");
        assert_lost(&proxy, &mut call(&proxy), b"lost");
        proxy.set(Mode::Pass);
        assert_eq!(said(&mut stream, b"late"), b"", "it has a hole");
        stream = call(&proxy);
        assert_eq!(said(&mut stream, b"two"), b"two");
    }
    proxy.set(Mode::Refuse);
    assert_eq!(said(&mut stream, b"three"), b"");
    assert_eq!(said(&mut call(&proxy), b"three"), b"");
    proxy.set(Mode::Cut(5));
    let mut stream = call(&proxy);
    assert_eq!(said(&mut stream, b"four"), b"four");
    assert_eq!(said(&mut stream, b"four"), b"f");
    assert_eq!(said(&mut stream, b"four"), b"");
    proxy.set(Mode::Delay(Duration::from_millis(400)));
    let (mut stream, began) = (call(&proxy), Instant::now());
    assert_eq!(said(&mut stream, b"late"), b"late");
    assert!(began.elapsed() >= Duration::from_millis(400), "it is late");
}

#[test]
fn a_proxy_tells_callers_apart() {
    let primary = Node::start();
    let follow = format!("replicaof 127.0.0.1 {}", primary.front.port());
    let replica = Node::start_with(2, &[&follow]);
    let follows = |replicas| primary.info("connected_slaves").as_deref() == Some(replicas);
    until("it follows", || follows("1"));
    primary.front.set_from(replica.source(), Mode::Refuse);
    until("it cannot follow", || follows("0"));
    let url = format!("redis://127.0.0.1:{}/", primary.front.port());
    let mut others = redis::Client::open(url).unwrap().get_connection().unwrap();
    redis::cmd("PING").exec(&mut others).unwrap();
    primary.front.set(Mode::Pass);
    until("it follows again", || follows("1"));
}

#[test]
fn a_killed_primary_is_followed_by_a_replica() {
    for replicas in [1, 2] {
        // With a log, as the service wants it: a node that comes back empty can be chosen before it has
        // followed anybody, on a machine that is busy enough.
        let mut topology =
            Sentinel::start_with(replicas, &["appendonly yes", "appendfsync always"]);
        topology.stay_patient();
        let first = topology.known_primary();
        topology.nodes[first].command::<()>("SET word kept");
        let replicas = (0..topology.nodes.len()).filter(|place| *place != first);
        topology.nodes[first].wait_for(replicas.map(|place| &topology.nodes[place]));
        topology.nodes[first].kill();
        topology.lose_patience();
        let primary = topology.failed_over(first);
        let word: String = topology.nodes[primary].command("GET word");
        assert_eq!(word, "kept");
        topology.nodes[first].run();
        topology.settle();
        // A busy machine may have chosen once more; whoever it is has everything.
        let primary = topology.known_primary();
        let word: String = topology.nodes[primary].command("GET word");
        assert_eq!(word, "kept");
    }
}

#[test]
fn an_isolated_primary_is_replaced_and_follows_when_it_is_back() {
    let topology = Sentinel::start(2);
    topology.stay_patient();
    let (ours, first) = (topology.view(), topology.known_primary());
    topology.isolate(&[first]);
    topology.lose_patience();
    let primary = topology.failed_over(first);
    until("it does not know", || {
        topology.nodes[first].info("role").as_deref() == Some("master")
    });
    // What a program sees of it are its own links, whoever is the primary.
    let told: (String, u16) =
        topology.sentinels[0].command("SENTINEL GET-MASTER-ADDR-BY-NAME handover");
    assert_eq!(told.1, topology.nodes[primary].front.port());
    let addresses = ours.addresses(0..6);
    let places: Vec<&str> = addresses.split(',').collect();
    let client = redis::Client::open(format!("redis://{}/", places[3])).unwrap();
    let seen: (String, u16) = redis::cmd("SENTINEL")
        .arg("GET-MASTER-ADDR-BY-NAME")
        .arg("handover")
        .query(&mut client.get_connection().unwrap())
        .unwrap();
    assert_eq!(format!("127.0.0.1:{}", seen.1), places[primary]);
    topology.heal();
    topology.settle();
    until("it follows", || {
        topology.nodes[first].info("role").as_deref() == Some("slave")
    });
}

#[test]
fn a_cluster_moves_slots_and_survives_a_primary() {
    let mut cluster = Cluster::start();
    cluster.stay_patient();
    let slot = cluster.slot("word");
    let from = cluster.serving(slot);
    cluster.nodes[from].command::<()>("SET word kept");
    let to = cluster.another_primary(from);
    let heir = cluster.replica_of(to);
    cluster.migrate(slot, from, to);
    let word: String = cluster.nodes[to].command("GET word");
    assert_eq!(word, "kept");
    until("everybody knows", || {
        let mut nodes = 0..cluster.nodes.len();
        nodes.all(|node| cluster.primary_of(slot, node) == Some(to))
    });
    cluster.nodes[to].wait_for([&cluster.nodes[heir]]);
    cluster.lose_patience();
    cluster.nodes[to].kill();
    until("a replica takes over", || {
        cluster.primary_of(slot, from) == Some(heir)
    });
    let word: String = cluster.nodes[heir].command("GET word");
    assert_eq!(word, "kept");
    cluster.nodes[to].run();
    cluster.settle();
}

#[test]
fn an_isolated_node_of_a_cluster_is_replaced() {
    let cluster = Cluster::start();
    cluster.stay_patient();
    let slot = cluster.slot("word");
    let primary = cluster.serving(slot);
    let (other, heir) = (
        cluster.another_primary(primary),
        cluster.replica_of(primary),
    );
    cluster.isolate(&[primary]);
    cluster.lose_patience();
    until("a replica takes over", || {
        cluster.primary_of(slot, other) == Some(heir)
    });
    cluster.heal();
    cluster.settle();
}

#[test]
fn a_server_with_tls_is_trusted_by_who_trusts_the_authority() {
    let (tls, port) = (Tls::new(), free_port());
    let settings = tls.settings(port);
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let _node = Node::start_with(1, &settings);
    let ping = |authority: bool| {
        let mut cli = std::process::Command::new("redis-cli");
        cli.args(["--tls", "-p", &port.to_string(), "--raw"]);
        if authority {
            cli.arg("--cacert").arg(tls.authority());
        }
        cli.arg("PING").output().unwrap().stdout
    };
    assert_eq!(ping(true), b"PONG\n");
    assert_ne!(ping(false), b"PONG\n");
}

//! Flows against a real server at `debug`, and then a search of everything it wrote, said and holds.
//! Each medium must give back what the test has put into it, or its silence says nothing.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use handover::{
    clients::members::WebhookSecret,
    protocol::{
        apikey::ApiKey,
        token::{KeySeed, random},
    },
};
use redis::Value;

use crate::{
    flows::People,
    medium::{Medium, Search},
    needles::{Kind, Needles},
    served::{Served, clients, until},
    server::RedisServer,
};

/// How long the memory of a server that is left alone may take to settle.
const SETTLING: Duration = Duration::from_secs(120);

/// `HANDOVER_SECRETS` says how many; 200 is the promise.
fn flows() -> usize {
    std::env::var("HANDOVER_SECRETS").map_or(200, |text| text.parse().unwrap())
}

/// One server, its people, and what is put into each medium so that it is found.
struct Run {
    served: Served,
    people: People,
    planted: String,
}

impl Run {
    fn start(flags: &[&str]) -> Self {
        let planted = hex::encode(random::<16>());
        let (key, team, secret) = (ApiKey::random(), KeySeed::random(), WebhookSecret::random());
        let signing = secret.expose();
        let receiver = receiver();
        let text = clients(&planted, &key, &team.public_key(), (&receiver, secret));
        let served = Served::start(&planted, &text, flags);
        let mut people = People::new(&served.url(), &key, team);
        people
            .told
            .push((Kind::WebhookSecret, signing.as_bytes()[6..].to_vec()));
        people
            .told
            .push((Kind::Planted, planted.clone().into_bytes()));
        Self {
            served,
            people,
            planted,
        }
    }

    /// All stories; afterwards nobody is connected any more.
    fn live(self) -> (Served, Needles, String) {
        let Self {
            served,
            mut people,
            planted,
        } = self;
        for number in 0..flows() {
            people.live(number);
        }
        let needles = Needles::new(&people.told);
        println!(
            "{} secrets, {} patterns",
            needles.secrets(),
            needles.patterns()
        );
        let kept = Medium::ServerMemory.of_process(served.id(), &needles);
        println!("while connections are kept: {:?}", kept.leaks());
        drop(people);
        served.is_left_alone();
        (served, needles, planted)
    }
}

/// A receiver of webhooks that takes everything.
fn receiver() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let mut buffer = [0; 16 * 1024];
                while stream.read(&mut buffer).is_ok_and(|read| read > 0) {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
                }
            });
        }
    });
    url
}

/// What both stores have in common.
fn search_server(served: Served, needles: &Needles) -> Vec<Search> {
    let mut searches = vec![Medium::Metrics.of_bytes(served.metrics().as_bytes(), needles)];
    searches.push(in_flight(&served, needles));
    searches.push(Medium::ServerFiles.of_files(served.folder.path(), needles));
    served.read_broken_clients();
    let is_refused = || served.metrics().contains("handover_clients_file_ok 0");
    until("the clients file is not read again", is_refused);
    let log = served.stop();
    searches.push(Medium::Log.of_bytes(log.as_bytes(), needles));
    searches
}

/// The server's memory: a call that is still under way is there, one that has ended is not.
fn in_flight(served: &Served, needles: &Needles) -> Search {
    let token = random::<32>();
    let own = Needles::new(&[(Kind::Token, token.to_vec())]);
    let mut call = TcpStream::connect(served.address).unwrap();
    let text = handover::protocol::token::to_b64u(&token);
    let head = format!(
        "POST /api/v1/bundles/AAAAAAAAAAAAAAAAAAAAAA/confirm HTTP/1.1\r\nhost: x\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"claim\":\"{text}\","
    );
    call.write_all(head.as_bytes()).unwrap();
    let seen = || {
        Medium::ServerMemory
            .of_process(served.id(), &own)
            .count(Kind::Token)
    };
    until("a token in flight is not found", || seen() > 0);
    drop(call);
    served.is_left_alone();
    until("a token is found after its call", || seen() == 0);
    when_settled(|| Medium::ServerMemory.of_process(served.id(), needles))
}

/// The first search without a leak, or the last one. A thread that has had no time of the processor since
/// its last call has not written over its stack yet; what a call has left for good stays.
fn when_settled(search: impl Fn() -> Search) -> Search {
    let started = Instant::now();
    loop {
        let found = search();
        if found.leaks().is_empty() || started.elapsed() > SETTLING {
            return found;
        }
        println!("not settled yet: {:?}", found.leaks());
        thread::sleep(Duration::from_millis(10));
    }
}

/// Shows everything, then insists: all that was planted was found, and nothing else that must not be.
fn judge(searches: &[Search], found_otherwise: &[Medium]) {
    println!(
        "| medium | bytes | planted found | allowed | leaks |\n| --- | --- | --- | --- | --- |"
    );
    for search in searches {
        println!("{search}");
    }
    for search in searches {
        let (medium, leaks) = (search.medium, search.leaks());
        assert!(leaks.is_empty(), "{medium:?} holds {leaks:?}");
        let planted = search.count(Kind::Planted) > 0 || found_otherwise.contains(&medium);
        assert!(planted, "the search of {medium:?} finds nothing");
    }
}

#[test]
fn nothing_leaks_from_the_memory_store() {
    let run = Run::start(&["--store=memory", "--log-format=text"]);
    let (served, needles, planted) = run.live();
    std::fs::write(served.folder.path().join("planted"), planted).unwrap();
    judge(&search_server(served, &needles), &[]);
}

#[test]
fn nothing_leaks_from_redis() {
    let redis = RedisServer::start();
    for setting in [
        "appendonly yes",
        "appendfsync always",
        "rdbcompression no",
        "slowlog-log-slower-than 0",
        "slowlog-max-len 1000000",
    ] {
        let _: Value = redis.command(&format!("CONFIG SET {setting}"));
    }
    let monitor = Monitor::start(&redis);
    let url = redis.url();
    let run = Run::start(&["--redis-url", &url, "--log-format=json"]);
    let (served, needles, planted) = run.live();
    std::fs::write(served.folder.path().join("planted"), &planted).unwrap();
    let _: Value = redis.command(&format!("SET hndo:planted {planted}"));

    let mut searches = vec![
        Medium::RedisKeys.of_bytes(&redis.everything(), &needles),
        Medium::RedisFiles.of_files(&files_of(&redis), &needles),
        Medium::Slowlog.of_bytes(&slowlog(&redis), &needles),
        Medium::RedisMemory.of_process(process_of(&redis), &needles),
    ];
    searches.extend(search_server(served, &needles));
    searches.push(Medium::Monitor.of_bytes(&monitor.end(redis), &needles));
    judge(&searches, &[]);
}

fn process_of(redis: &RedisServer) -> u32 {
    let info: String = redis.command("INFO server");
    let line = info
        .lines()
        .find_map(|line| line.strip_prefix("process_id:"));
    line.unwrap().parse().unwrap()
}

/// Its folder, with the append-only file and a snapshot in it.
fn files_of(redis: &RedisServer) -> std::path::PathBuf {
    let _: Value = redis.command("SAVE");
    let [_, folder]: [String; 2] = redis.command("CONFIG GET dir");
    let folder = std::path::PathBuf::from(folder);
    assert!(folder.join("dump.rdb").exists() && folder.join("appendonlydir").exists());
    folder
}

fn slowlog(redis: &RedisServer) -> Vec<u8> {
    let mut heap = Vec::new();
    flatten(&redis.command("SLOWLOG GET -1"), &mut heap);
    heap
}

fn flatten(reply: &Value, heap: &mut Vec<u8>) {
    match reply {
        Value::BulkString(bytes) => heap.extend_from_slice(bytes),
        Value::Array(items) => items.iter().for_each(|item| flatten(item, heap)),
        _ => {}
    }
}

/// Every command that Redis gets, as it tells an operator who asks.
struct Monitor(JoinHandle<Vec<u8>>);

impl Monitor {
    fn start(redis: &RedisServer) -> Self {
        let mut stream = TcpStream::connect(("127.0.0.1", redis.port())).unwrap();
        stream.write_all(b"MONITOR\r\n").unwrap();
        let mut answer = [0; 5];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"+OK\r\n");
        Self(thread::spawn(move || {
            let mut told = Vec::new();
            // It ends with Redis, which may reset it.
            let _ = stream.read_to_end(&mut told);
            told
        }))
    }

    /// All of it, as it came and with its escapes undone.
    fn end(self, redis: RedisServer) -> Vec<u8> {
        drop(redis);
        let mut told = self.0.join().unwrap();
        told.extend(unescaped(&told));
        told
    }
}

/// `\xHH`, `\n` and the like as the bytes that they stand for.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        let (byte, used) = match (first, behind) {
            (b'\\', [b'x', high, low, ..]) => {
                let digits = String::from_utf8_lossy(&[*high, *low]).into_owned();
                (u8::from_str_radix(&digits, 16).unwrap(), 4)
            }
            (b'\\', [b'n', ..]) => (b'\n', 2),
            (b'\\', [b'r', ..]) => (b'\r', 2),
            (b'\\', [b't', ..]) => (b'\t', 2),
            (b'\\', [b'a', ..]) => (7, 2),
            (b'\\', [b'b', ..]) => (8, 2),
            (b'\\', [other, ..]) => (*other, 2),
            _ => (*first, 1),
        };
        bytes.push(byte);
        rest = &rest[used..];
    }
    bytes
}

//! Programs that are no Redis, or not of today, by what they say of themselves; and a clock that is off.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    thread,
};

use super::{doctor, found};
use crate::redis_server::RedisServer;

/// A listener of its own thread, each connection in another one.
pub fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let serve = serve.clone();
            thread::spawn(move || serve(stream));
        }
    });
    address
}

/// Answers `INFO` with these lines, and knows what time it is.
fn peer(info: &'static str) -> String {
    let address = listen(move |stream| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while let Some(words) = command(&mut reader) {
            let text = format!("{info}\r\n");
            let reply = match words[0].to_uppercase().as_str() {
                "INFO" => format!("${}\r\n{text}\r\n", text.len()),
                "TIME" => {
                    let now = std::time::UNIX_EPOCH
                        .elapsed()
                        .unwrap()
                        .as_secs()
                        .to_string();
                    format!("*2\r\n${}\r\n{now}\r\n$1\r\n0\r\n", now.len())
                }
                _ => "-ERR unknown command\r\n".to_owned(),
            };
            let mut stream = &stream;
            if stream.write_all(reply.as_bytes()).is_err() {
                return;
            }
        }
    });
    format!("redis://{address}/")
}

/// The next one, as RESP: `*<words>`, and of each `$<length>` and the word.
fn command(reader: &mut impl BufRead) -> Option<Vec<String>> {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        Some(line.trim_end().to_owned())
    };
    let count: usize = line()?.strip_prefix('*')?.parse().ok()?;
    let mut word = || line().and_then(|_length| line());
    (0..count).map(|_| word()).collect()
}

#[test]
fn what_is_not_supported_is_named() {
    for (info, words) in [
        (
            "redis_version:7.4.0\r\ndragonfly_version:df-v1.25.0\r\nmaxmemory_policy:noeviction\r\nrole:master",
            "Dragonfly is not supported",
        ),
        (
            "redis_version:6.3.4\r\nexecutable:/usr/bin/keydb-server\r\nmaxmemory_policy:noeviction\r\nrole:master\r\nmvcc_depth:0",
            "KeyDB is not supported",
        ),
        (
            "redis_version:6.3.4\r\nmaxmemory_policy:noeviction\r\nrole:active-replica\r\nmvcc_depth:0",
            "with active-replica",
        ),
        (
            "redis_version:6.2.14\r\nmaxmemory_policy:noeviction\r\nrole:master",
            "Redis 6.2.14 is too old",
        ),
    ] {
        let flags = ["--redis-url", &peer(info)];
        assert_eq!(found(&flags), ["error[program]"], "{words}");
        let told = doctor(&flags).exits(1).stdout();
        assert!(
            told.contains(words) && told.contains("use Redis or Valkey, 7.0 or later"),
            "{told}"
        );
    }
}

/// What a peer says is a stranger's word, too.
#[test]
fn what_a_peer_says_is_shown_with_escapes() {
    let url = peer("redis_version:\u{1b}[2J7\r\nmaxmemory_policy:\u{1b}[31mx\r\nrole:master");
    let told = doctor(&["--redis-url", &url]).exits(1).stdout();
    assert!(
        told.contains("\\u{1b}[31mx") && !told.contains('\u{1b}'),
        "{told:?}"
    );
}

/// A real Redis whose seconds are moved on the way.
fn at_another_time(server: &RedisServer, by: i64) -> String {
    let port = server.port();
    let address = listen(move |client| {
        let redis = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let (mut from, mut to) = (client.try_clone().unwrap(), redis.try_clone().unwrap());
        thread::spawn(move || std::io::copy(&mut from, &mut to));
        let (mut redis, mut client) = (redis, client);
        let mut bytes = vec![0; 64 << 10];
        while let Ok(read @ 1..) = redis.read(&mut bytes) {
            move_time(&mut bytes[..read], by);
            if client.write_all(&bytes[..read]).is_err() {
                return;
            }
        }
    });
    format!("redis://{address}/")
}

/// The reply of `TIME` begins with ten digits.
fn move_time(bytes: &mut [u8], by: i64) {
    const HEAD: &[u8] = b"*2\r\n$10\r\n";
    if let Some(digits) = bytes.strip_prefix(HEAD).and_then(|rest| rest.get(..10)) {
        let seconds: i64 = std::str::from_utf8(digits).unwrap().parse().unwrap();
        let moved = (seconds + by).to_string();
        bytes[HEAD.len()..][..10].copy_from_slice(moved.as_bytes());
    }
}

#[test]
fn a_clock_that_is_off() {
    let settings = ["--slowlog-log-slower-than", "-1"];
    let server = RedisServer::start_with(settings.map(str::to_owned).to_vec());
    for (by, expected) in [
        (0, None),
        (10, Some("warning")),
        (-10, Some("warning")),
        (-100, Some("error")),
    ] {
        let url = at_another_time(&server, by);
        let expected: Vec<_> = expected
            .map(|word| format!("{word}[clock]"))
            .into_iter()
            .collect();
        assert_eq!(found(&["--redis-url", &url]), expected, "{by}");
    }
    let url = at_another_time(&server, -100);
    let told = doctor(&["--redis-url", &url]).exits(1).stdout();
    assert!(told.contains(" s behind this machine's"), "{told}");
}

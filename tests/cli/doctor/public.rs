//! A real server behind a small proxy that does what proxies do, and what they should not.

use std::{
    io::{BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

use super::{doctor, found, peers::listen};
use crate::{
    heads::{head, text},
    helpers::Server,
    redis_server::free_port,
};

/// What a proxy does with the heads that pass through it.
#[derive(Clone, Copy)]
struct Manner {
    request: fn(Vec<String>) -> Vec<String>,
    answer: fn(Vec<String>) -> Vec<String>,
}

const FAITHFUL: Manner = Manner {
    request: appending,
    answer: |head| head,
};

fn is(name: &str) -> impl Fn(&String) -> bool {
    move |line| line.to_lowercase().starts_with(name)
}

/// As nginx does with `$proxy_add_x_forwarded_for`.
fn appending(mut head: Vec<String>) -> Vec<String> {
    let who = ", 198.51.100.7";
    match head.iter_mut().find(|line| is("x-forwarded-for:")(line)) {
        Some(line) => line.push_str(who),
        None => head.push(format!("X-Forwarded-For: {}", &who[2..])),
    }
    head
}

fn replacing(head: Vec<String>) -> Vec<String> {
    let mut head = dropping(head);
    head.push("X-Forwarded-For: 198.51.100.7".to_owned());
    head
}

fn dropping(mut head: Vec<String>) -> Vec<String> {
    head.retain(|line| !is("x-forwarded-for:")(line));
    head
}

/// One exchange a connection.
fn proxy(server: &Server, manner: Manner) -> String {
    let to: SocketAddr = server.url.trim_start_matches("http://").parse().unwrap();
    let address = listen(move |client| {
        let mut reader = BufReader::new(client.try_clone().unwrap());
        let Some(head) = head(&mut reader) else {
            return;
        };
        let mut head = (manner.request)(head);
        head.push("Connection: close".to_owned());
        let mut upstream = TcpStream::connect(to).unwrap();
        upstream.write_all(text(&head).as_bytes()).unwrap();
        let mut reader = BufReader::new(upstream);
        let answer = (manner.answer)(self::head(&mut reader).unwrap());
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        let mut client = client;
        let _ = client.write_all(text(&answer).as_bytes());
        let _ = client.write_all(&body);
    });
    format!("http://{address}")
}

/// A server that trusts its proxy, and the address of its operator's listener.
fn served() -> (Server, String) {
    let admin = format!("127.0.0.1:{}", free_port());
    let server = Server::start_with(&["--admin-bind", &admin, "--trusted-proxies", "127.0.0.1"]);
    (server, admin)
}

/// What is found through this proxy.
fn through(server: &Server, admin: &str, manner: Manner) -> Vec<String> {
    let url = proxy(server, manner);
    let settings = ["--admin-bind", admin, "--trusted-proxies", "127.0.0.1"];
    found(&[&["--url", &url], &settings[..]].concat())
}

#[test]
fn a_proxy_that_says_who_called_is_well() {
    let (server, admin) = served();
    assert_eq!(through(&server, &admin, FAITHFUL), [""; 0]);
    let request = replacing;
    assert_eq!(
        through(
            &server,
            &admin,
            Manner {
                request,
                ..FAITHFUL
            }
        ),
        [""; 0]
    );
}

#[test]
fn a_proxy_that_does_not_or_that_lets_anybody_say_so() {
    let (server, admin) = served();
    let settings = ["--admin-bind", &admin, "--trusted-proxies", "127.0.0.1"];
    let identity: fn(Vec<String>) -> Vec<String> = |head| head;
    for (request, words) in [
        (dropping as fn(_) -> _, "does not say in X-Forwarded-For"),
        (identity, "as its clients send it"),
    ] {
        let url = proxy(
            &server,
            Manner {
                request,
                ..FAITHFUL
            },
        );
        let told = doctor(&[&["--url", &url], &settings[..]].concat())
            .exits(1)
            .stdout();
        assert!(
            told.contains("error[forwarding]") && told.contains(words),
            "{told}"
        );
    }
}

#[test]
fn a_proxy_that_is_not_trusted() {
    let admin = format!("127.0.0.1:{}", free_port());
    let settings = ["--admin-bind", &admin, "--trusted-proxies", "10.0.0.0/8"];
    let server = Server::start_with(&settings);
    let url = proxy(&server, FAITHFUL);
    let told = doctor(&[&["--url", &url], &settings[..]].concat())
        .exits(1)
        .stdout();
    assert!(told.contains("not in HANDOVER_TRUSTED_PROXIES"), "{told}");
}

#[test]
fn headers_that_do_not_come_through() {
    let (server, admin) = served();
    let changes: [fn(Vec<String>) -> Vec<String>; 5] = [
        |mut head| {
            head.retain(|line| !is("strict-transport-security:")(line));
            head
        },
        |mut head| {
            head.push("Strict-Transport-Security: max-age=300".to_owned());
            head
        },
        |mut head| {
            head.retain(|line| !is("content-security-policy:")(line));
            head
        },
        |mut head| {
            head.push("Set-Cookie: who=you".to_owned());
            head
        },
        |mut head| {
            head.push("Access-Control-Allow-Origin: *".to_owned());
            head
        },
    ];
    for answer in changes {
        let told = through(&server, &admin, Manner { answer, ..FAITHFUL });
        assert_eq!(told, ["error[headers]"; 2], "at about and at a page");
    }
}

#[test]
fn what_is_there_is_not_this_server() {
    let (server, admin) = served();
    let (other, _) = served();
    assert_eq!(through(&other, &admin, FAITHFUL), ["error[forwarding]"]);
    let stranger = |status: &'static str| {
        let address = listen(move |stream| {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let _ = head(&mut reader);
            let mut stream = stream;
            let answer =
                format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
            let _ = stream.write_all(answer.as_bytes());
        });
        format!("http://{address}")
    };
    for status in ["200 OK", "302 Found", "404 Not Found", "502 Bad Gateway"] {
        assert_eq!(
            found(&["--url", &stranger(status)]),
            ["error[public]"],
            "{status}"
        );
    }
    drop(server);
}

#[test]
fn a_server_whose_store_is_away_is_told_from_a_stranger() {
    let redis = format!("redis://127.0.0.1:{}/", free_port());
    let server = Server::start_with(&["--redis-url", &redis]);
    let told = doctor(&["--url", &server.url]).exits(1).stdout();
    assert!(
        told.contains("reaches a Handover that answers 503"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_proven_is_said() {
    let (server, admin) = served();
    let url = proxy(&server, FAITHFUL);
    let trusted = ["--url", &url, "--trusted-proxies", "127.0.0.1"];
    let told = doctor(&trusted).exits(0).stdout();
    assert!(
        told.contains("not checked[forwarding]: without HANDOVER_ADMIN_BIND"),
        "{told}"
    );
    let nobody = format!("127.0.0.1:{}", free_port());
    let told = doctor(&[&trusted[..], &["--admin-bind", &nobody]].concat())
        .exits(0)
        .stdout();
    assert!(
        told.contains("not checked[forwarding]: the server does not answer"),
        "{told}"
    );
    drop(admin);
}

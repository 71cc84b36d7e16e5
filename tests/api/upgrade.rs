//! Servers that end, and others that take their place, under load: nobody notices.

mod caller;

use std::{
    io::BufRead,
    net::{SocketAddr, TcpListener},
};

use futures_util::future::join_all;
use reqwest::Method;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::spawn_blocking,
};

use self::caller::{Away, Caller, Tally};
use crate::{
    app::TestBundle,
    process::{Process, eventually, http_client},
    redis_server::{RedisServer, free_port},
    slow::goes_on,
    supervised::Supervised,
};

const CALLERS: usize = 12;

/// So many answers are enough to have met every sort of moment.
const MANY: usize = 400;

/// A process whose log is read and thrown away, so that it can go on writing it.
fn unheard(mut process: Process) -> Process {
    let log = process.take_log().unwrap();
    std::thread::spawn(move || log.lines().for_each(drop));
    process
}

/// Asks it to end and waits until it has, while others go on.
async fn ended(process: Process) {
    let code = spawn_blocking(|| process.stop().0).await.unwrap();
    assert_eq!(code, Some(0));
}

/// Callers that go on until nobody is there any more.
async fn call_until_away(addresses: &[SocketAddr], tally: &Tally) {
    let callers = (0..CALLERS).map(|n| async move {
        let mut caller = Caller::new(n, addresses, tally);
        while caller.cycle().await.is_ok() {}
    });
    join_all(callers).await;
}

/// Callers who are always let in, while `meanwhile` goes on.
async fn call_during(addresses: &[SocketAddr], tally: &Tally, meanwhile: impl Future<Output = ()>) {
    let callers = (0..CALLERS).map(|n| async move {
        let mut caller = Caller::new(n, addresses, tally);
        loop {
            let cycle: Result<(), Away> = caller.cycle().await;
            cycle.expect("somebody is there all the time");
        }
    });
    let calling = join_all(callers);
    tokio::select! {
        () = meanwhile => {}
        _ = calling => unreachable!("callers do not end"),
    }
}

#[actix_web::test]
async fn a_server_that_is_asked_to_end_under_load_answers_everybody_who_was_let_in() {
    let redis = RedisServer::start();
    let process = unheard(Process::start(&redis.url()));
    let (addresses, tally) = ([process.address], Tally::default());
    let end = async {
        tally.grows_by(MANY).await;
        let before = tally.answers();
        ended(process).await;
        assert!(tally.answers() > before, "it went on for a while");
    };
    tokio::join!(call_until_away(&addresses, &tally), end);
}

#[actix_web::test]
async fn two_servers_on_one_redis_are_replaced_one_after_the_other_under_load() {
    let redis = RedisServer::start();
    let start = |address| unheard(Process::run_at(address, &["--redis-url", &redis.url()]));
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let old = [start(anywhere), start(anywhere)];
    let addresses = [old[0].address, old[1].address];
    let tally = Tally::default();
    let replace = async {
        let mut new = Vec::new();
        for process in old {
            tally.grows_by(MANY).await;
            let address = process.address;
            ended(process).await;
            new.push(start(address));
        }
        tally.grows_by(MANY).await;
    };
    call_during(&addresses, &tally, replace).await;
}

#[actix_web::test]
async fn on_the_service_managers_socket_one_server_follows_another_and_nobody_is_turned_away() {
    let redis = RedisServer::start();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let flags = [
        "--redis-url",
        &redis.url(),
        "--rate-create=off",
        "--rate-open=off",
    ];
    let start = || unheard(Supervised::new(&flags).with(&[(&socket, "public")]).start());
    let tally = Tally::default();
    let restarts = async {
        let mut process = start();
        assert_eq!(process.address, address);
        for _ in 0..3 {
            tally.grows_by(MANY).await;
            ended(process).await;
            process = start();
        }
        tally.grows_by(MANY).await;
        ended(process).await;
    };
    call_during(&[address], &tally, restarts).await;
}

#[actix_web::test]
async fn a_notice_goes_before_the_end() {
    let admin = format!("127.0.0.1:{}", free_port());
    let process = unheard(Process::run(&[&format!("--admin-bind={admin}")]));
    let bundle = TestBundle::new();
    let (path, body) = (
        format!("/api/v1/bundles/{}", bundle.id().to_b64u()),
        bundle.body().to_string(),
    );
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         expect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(process.address).await.unwrap();
    stream
        .write_all((head + &body[..100]).as_bytes())
        .await
        .unwrap();
    goes_on(&mut stream).await;
    process.ask_to_end();

    let (client, url) = (http_client(), format!("http://{admin}/readyz"));
    let ready = async || client.request(Method::GET, &url).send().await.unwrap();
    eventually("it is not ready", async || ready().await.status() == 503).await;
    assert!(ready().await.text().await.unwrap().contains("about to end"));

    stream.write_all(&body.as_bytes()[100..]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    ended(process).await;
}

//! Receivers that answer too much, too little, too late, or something else.

use std::{
    io::{Read, Write},
    sync::mpsc,
    time::Duration,
};

use handover::{
    events::{Caller, Exchange, Message, Patience, Silence},
    protocol::wire::Time,
};
use tokio::sync::watch;

use crate::{
    desk::{Desk, PATIENT, SECRET, clients, owner, request},
    receiver::{Receiver, Reply, with},
    server::free_port,
    tls::{accept, accept_tls},
};

/// For receivers that never answer: the test waits so long.
const HASTY: Patience = Patience {
    connect: Duration::from_secs(60),
    whole: Duration::from_millis(300),
};

async fn call(url: &str, patience: Patience) -> Exchange {
    let clients = clients(&[("desk", url)], &[SECRET]);
    let webhook = clients.named(&owner("desk")).unwrap().webhook().unwrap();
    let message = Message::test(Time::now());
    let caller = Caller::new(patience).unwrap();
    caller.call(webhook, &message, Time::now()).await
}

async fn call_one_that(reply: Reply, patience: Patience) -> Exchange {
    let receiver = Receiver::start(move |_, _| reply.clone()).await;
    call(&receiver.url(), patience).await
}

const fn answered(status: u16) -> Exchange {
    let retry_after = None;
    Exchange::Answered {
        status,
        retry_after,
    }
}

#[tokio::test]
async fn of_an_answer_only_the_head_is_read() {
    let long = "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let packed = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n\x1f";
    for reply in [
        Reply::Endless(long, "more and more"),
        Reply::Endless(chunked, "5\r\nbytes\r\n"),
        Reply::Endless(packed, "zeros"),
        Reply::Hang(long),
        Reply::Close(long),
        Reply::Hang("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
    ] {
        assert_eq!(
            call_one_that(reply.clone(), PATIENT).await,
            answered(200),
            "{reply:?}"
        );
    }
}

#[tokio::test]
async fn what_is_no_answer_is_none() {
    for reply in [
        Reply::Close(""),
        Reply::Close("HTTP/1.1 200"),
        Reply::Close("SSH-2.0-OpenSSH_9.9\r\n"),
        Reply::Close("HTTP/1.1 99999 Many\r\n\r\n"),
        Reply::Endless("HTTP/1.1 200 OK\r\n", "x-more: and more\r\n"),
        Reply::Endless("HTTP/1.1 200 OK\r\nx-long: ", "and longer"),
        Reply::Endless("", "no line"),
    ] {
        let exchange = call_one_that(reply.clone(), PATIENT).await;
        assert_eq!(exchange, Exchange::Silent(Silence::Broken), "{reply:?}");
    }
}

#[tokio::test]
async fn who_never_comes_to_an_answer_is_left() {
    for reply in [
        Reply::Hang(""),
        Reply::Hang("HTTP/1.1 200 OK\r\n"),
        Reply::Endless("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        Reply::Endless("", "HTTP/1.1 100 Continue\r\n\r\n"),
    ] {
        let exchange = call_one_that(reply.clone(), HASTY).await;
        assert_eq!(exchange, Exchange::Silent(Silence::Timeout), "{reply:?}");
    }
}

#[tokio::test]
async fn a_redirect_leads_nowhere() {
    let elsewhere = Receiver::always(200).await;
    for status in [301, 302, 303, 307, 308] {
        let head = format!("location: {}\r\n", elsewhere.url());
        let exchange = call_one_that(with(status, &head), PATIENT).await;
        assert_eq!(exchange, answered(status));
    }
    assert!(elsewhere.calls().is_empty());
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_connection() {
    let url = format!("http://127.0.0.1:{}/", free_port());
    let exchange = call(&url, PATIENT).await;
    assert_eq!(exchange, Exchange::Silent(Silence::NoConnection));
}

#[tokio::test]
async fn who_cannot_show_who_it_is_is_told_nothing() {
    let plain = {
        let answer = b"HTTP/1.1 400 Bad Request\r\n\r\n";
        accept(|mut stream| {
            drop(
                stream
                    .write_all(answer)
                    .and_then(|()| stream.read(&mut [0; 64])),
            );
        })
    };
    let exchange = call(&plain, PATIENT).await;
    let why = "it does not speak TLS as it should";
    assert_eq!(exchange, Exchange::Silent(Silence::Tls(why)));

    let (tell, told) = mpsc::channel();
    let (url, _) = accept_tls(move |mut session| {
        let mut read = Vec::new();
        let _ = session.read_to_end(&mut read);
        tell.send(read).unwrap();
    });
    let exchange = call(&url, PATIENT).await;
    let why = "its certificate is from an issuer that is not known here";
    assert_eq!(exchange, Exchange::Silent(Silence::Tls(why)));
    assert_eq!(told.recv().unwrap(), b"", "not a byte of the event");
}

#[tokio::test]
async fn nobody_waits_for_a_receiver_that_hangs() {
    let good = Receiver::always(200).await;
    let hanging = Receiver::start(|_, _| Reply::Hang("")).await;
    let flooding = Receiver::start(|_, _| Reply::Endless("", "HTTP/1.1 103 X\r\n\r\n")).await;
    let desk = Desk::of(&[
        ("hanging", &hanging.url()),
        ("flooding", &flooding.url()),
        ("desk", &good.url()),
    ]);
    for name in ["hanging", "flooding"] {
        request(&desk.store, &owner(name), "T-0").await;
    }
    let (end, ending) = watch::channel(false);
    let sending = tokio::spawn(desk.another_sender(PATIENT).run(ending));
    hanging.called(1).await;
    flooding.called(1).await;
    desk.happen(&["T-1", "T-2", "T-3"]).await;
    good.called(3).await;
    assert_eq!(good.references(), ["T-1", "T-2", "T-3"]);
    sending.abort();
    drop(end);
}

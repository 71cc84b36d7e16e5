//! Between the store and Redis: passes bytes on, and loses what the test says.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// How many calls of scripts are still to be lost, and on which side of Redis.
#[derive(Default)]
pub struct Losses {
    /// The call does not arrive: Redis has not acted.
    pub calls: AtomicUsize,
    /// The answer does not arrive: Redis has acted.
    pub answers: AtomicUsize,
}

/// A proxy in front of this URL's server: the URL to use instead, and what it shall lose.
pub fn in_front_of(url: &str) -> (String, Arc<Losses>) {
    let target = url.trim_start_matches("redis://").trim_end_matches('/');
    let target = target.to_owned();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let losses = Arc::new(Losses::default());
    let shared = Arc::clone(&losses);
    thread::spawn(move || {
        for client in listener.incoming() {
            let (client, losses) = (client.unwrap(), Arc::clone(&shared));
            let server = TcpStream::connect(&target).unwrap();
            thread::spawn(move || serve(&client, &server, &losses));
        }
    });
    (format!("redis://127.0.0.1:{port}/"), losses)
}

fn serve(client: &TcpStream, server: &TcpStream, losses: &Losses) {
    let mute = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            pass(server, client, |_| !mute.load(Ordering::SeqCst));
        });
        pass(client, server, |bytes| {
            let calls = bytes.windows(7).any(|window| window == b"EVALSHA");
            if calls && take_one(&losses.calls) {
                return false;
            }
            if calls && take_one(&losses.answers) {
                mute.store(true, Ordering::SeqCst);
            }
            true
        });
    });
}

/// Passes bytes on until the end, or until they are not `wanted`; then both sides are closed.
fn pass(mut from: &TcpStream, mut to: &TcpStream, wanted: impl Fn(&[u8]) -> bool) {
    let mut buffer = [0; 65536];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if !wanted(&buffer[..length]) || to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    for side in [from, to] {
        side.shutdown(Shutdown::Both).ok();
    }
}

fn take_one(count: &AtomicUsize) -> bool {
    let less = |count: usize| count.checked_sub(1);
    count
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less)
        .is_ok()
}

//! A receiver of webhooks that fails in three of ten calls, each time in another way, and never so often in
//! a row that its client has to wait for minutes.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use handover::protocol::token::random;
use serde_json::Value;

/// Pauses grow threefold: after so many failures in a row they come to three seconds.
const IN_A_ROW: u8 = 3;

#[derive(Default)]
struct Heard {
    /// Which client was called, and with what.
    deliveries: Vec<(String, Value)>,
    /// How often in a row each client's calls have failed.
    failed: BTreeMap<String, u8>,
}

pub struct Receiver {
    pub address: SocketAddr,
    heard: Arc<Mutex<Heard>>,
}

impl Receiver {
    /// Listens until the test ends.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let all = Arc::<Mutex<Heard>>::default();
        let heard = Arc::clone(&all);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let heard = Arc::clone(&heard);
                // A sender that is killed in the middle of a call is no trouble of the receiver's.
                thread::spawn(move || drop(serve(stream.unwrap(), &heard)));
            }
        });
        Self {
            address,
            heard: all,
        }
    }

    /// The events that this client's address was told, in their order, repetitions included.
    pub fn deliveries(&self, client: &str) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        let of_client = heard.deliveries.iter().filter(|(name, _)| name == client);
        of_client.map(|(_, event)| event.clone()).collect()
    }
}

impl Heard {
    /// One of twenty; the first six are failures.
    fn draw(&mut self, client: &str) -> u8 {
        let failed = self.failed.entry(client.to_owned()).or_default();
        let chance = match *failed {
            IN_A_ROW.. => 19,
            _ => random::<1>()[0] % 20,
        };
        *failed = if chance < 6 { *failed + 1 } else { 0 };
        chance
    }
}

fn serve(mut stream: TcpStream, heard: &Mutex<Heard>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    lines.read_line(&mut request)?;
    let client = request
        .split(['/', ' '])
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    let (mut length, mut id) = (0, String::new());
    loop {
        let mut header = String::new();
        lines.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "webhook-id" => id = value.to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    let event: Value = serde_json::from_slice(&body)?;
    assert_eq!(event["id"], id);
    // Six of twenty: refused in three ways, cut off unheard, cut off after it was taken, twice.
    let mut heard = heard.lock().unwrap();
    let status = match heard.draw(&client) {
        0 => "500 Internal Server Error",
        1 => "503 Service Unavailable",
        2 => "404 Not Found",
        3 => return Ok(()),
        chance => {
            heard.deliveries.push((client, event));
            if chance < 6 {
                return Ok(());
            }
            "204 No Content"
        }
    };
    drop(heard);
    write!(
        stream,
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    )
}

//! Spans for OpenTelemetry, as a collector on loopback gets them (OTLP over HTTP).

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    sync::{Arc, Mutex},
    thread,
};

use crate::{app::TestBundle, process::Process};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const UNRECORDED: &str = "11111111111111111111111111111111";

/// Takes everything, and says so.
struct Collector {
    address: SocketAddr,
    taken: Arc<Mutex<Vec<u8>>>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let all = Arc::<Mutex<Vec<u8>>>::default();
        let taken = Arc::clone(&all);
        thread::spawn(move || {
            for stream in listener.incoming() {
                take(stream.unwrap(), &taken);
            }
        });
        Self {
            address,
            taken: all,
        }
    }

    fn has_taken(&self, what: &[u8]) -> bool {
        let taken = self.taken.lock().unwrap();
        taken.windows(what.len()).any(|window| window == what)
    }
}

/// One call.
fn take(stream: TcpStream, taken: &Mutex<Vec<u8>>) {
    let mut stream = BufReader::new(stream);
    let (mut length, mut line) = (0, String::new());
    while line != "\r\n" {
        line.clear();
        assert!(
            stream.read_line(&mut line).unwrap() > 0,
            "it ended within its head"
        );
        let line = line.to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        taken.lock().unwrap().extend_from_slice(line.as_bytes());
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    taken.lock().unwrap().extend_from_slice(&body);
    let answer = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    stream.get_mut().write_all(answer).unwrap();
}

fn serve(collector: &Collector) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover"));
    command
        .args(["serve", "--bind=127.0.0.1:0", "--trusted-proxies=127.0.0.1"])
        .env(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            format!("http://{}", collector.address),
        );
    Process::of(&mut command)
}

async fn look(process: &Process, bundle: &TestBundle, traceparent: &str) {
    let id = bundle.id().to_b64u();
    let url = format!("http://{}/api/v1/bundles/{id}", process.address);
    let call = process.client.get(url).header("traceparent", traceparent);
    let answer = call
        .bearer_auth(bundle.link.to_b64u())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 404);
}

#[actix_web::test]
async fn a_collector_gets_one_span_a_call_that_says_what_the_log_says() {
    let (collector, bundle) = (Collector::start(), TestBundle::new());
    let process = serve(&collector);
    look(
        &process,
        &bundle,
        &format!("00-{TRACE}-00f067aa0ba902b7-01"),
    )
    .await;
    look(
        &process,
        &bundle,
        &format!("00-{UNRECORDED}-00f067aa0ba902b7-00"),
    )
    .await;
    assert_eq!(process.stop().0, Some(0));

    let route = "GET /api/v1/bundles/{id}";
    for text in [
        "post /v1/traces",
        "service.name",
        "handover",
        route,
        "http.response.status_code",
    ] {
        assert!(collector.has_taken(text.as_bytes()), "{text}");
    }
    let bytes = |text| hex::decode(text).unwrap();
    assert!(collector.has_taken(&bytes(TRACE)), "the trace");
    assert!(
        collector.has_taken(&bytes("00f067aa0ba902b7")),
        "the caller's part of it"
    );
    assert!(
        !collector.has_taken(&bytes(UNRECORDED)),
        "nobody records it"
    );
    for secret in [bundle.id().to_b64u(), bundle.link.to_b64u()] {
        assert!(!collector.has_taken(secret.as_bytes()), "{secret}");
    }
}

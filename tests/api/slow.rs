//! Clients that send nothing, or half of something, do not stop others and do not stay for ever.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::app::{TestApp, TestBundle};

/// What the server says until it closes the connection; a hang is a failure.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    let read = stream.read_to_end(&mut text);
    tokio::time::timeout(Duration::from_secs(120), read)
        .await
        .expect("the server closes the connection by itself")
        .unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

async fn says(app: &TestApp, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

#[actix_web::test]
async fn half_a_head_half_a_body_and_silence_are_closed_while_others_are_served() {
    let app = TestApp::with(&["--max-envelope=2KiB"]);
    let bundle = TestBundle::new();
    let put = format!(
        "PUT /api/v1/bundles/{} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: 900\r\n\r\n{{\"link_hash\":",
        bundle.id().to_b64u()
    );
    let (head, body, second, silence) = (
        says(&app, "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-slow: ").await,
        says(&app, &put).await,
        half_a_second_head(&app).await,
        says(&app, "").await,
    );
    assert_eq!(app.put(&bundle).await.status(), 201);
    assert_eq!(app.open(&bundle, None).await.status(), 200);

    let (head, body, second, silence) = tokio::join!(
        until_closed(head),
        until_closed(body),
        until_closed(second),
        until_closed(silence),
    );
    assert!(
        head.is_empty() || head.starts_with("HTTP/1.1 408"),
        "{head}"
    );
    assert!(body.starts_with("HTTP/1.1 408"), "{body}");
    assert!(
        body.contains("\"code\":\"timeout\"") && body.contains("Nothing was stored"),
        "{body}"
    );
    assert!(second.is_empty(), "{second}");
    assert!(
        silence.is_empty() || silence.starts_with("HTTP/1.1 408"),
        "{silence}"
    );
}

/// A connection whose first request was answered, and whose second never becomes whole.
async fn half_a_second_head(app: &TestApp) -> TcpStream {
    let request = "GET /livez HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut stream = says(app, request).await;
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        answer.push(stream.read_u8().await.unwrap());
    }
    stream.write_all(b"GET /api/v1/about HTT").await.unwrap();
    stream
}

/// Returns when a request that expects it is told to go on: it runs, and does not wait for a worker, from
/// which a server that ends would turn it away.
pub async fn goes_on(stream: &mut TcpStream) {
    let expected = "HTTP/1.1 100 Continue\r\n\r\n";
    let mut said = vec![0; expected.len()];
    stream.read_exact(&mut said).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&said), expected);
}

#[actix_web::test]
async fn a_stop_lets_a_running_request_end_and_takes_no_new_ones() {
    let app = TestApp::start();
    let bundle = TestBundle::new();
    let path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
    let text = bundle.body().to_string();
    let (first, rest) = text.split_at(100);
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n{first}",
        text.len()
    );
    let mut stream = says(&app, &head).await;
    goes_on(&mut stream).await;
    let address = app.address;
    let stopping = std::thread::spawn(move || drop(app));
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    stream.write_all(rest.as_bytes()).await.unwrap();
    let answer = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    stopping.join().unwrap();
}

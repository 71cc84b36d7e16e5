//! By what a request is known: in the answer, in the log, and to a proxy that has named it.

use handover::protocol::token::{random, to_b64u};
use reqwest::Response;
use serde_json::Value;

use crate::process::Process;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

async fn about(process: &Process, traceparent: &str) -> Response {
    let url = format!("http://{}/api/v1/about", process.address);
    let call = process.client.get(url).header("traceparent", traceparent);
    call.send().await.unwrap()
}

fn id(answer: &Response) -> String {
    answer.headers()["x-trace-id"].to_str().unwrap().to_owned()
}

/// The span of the next line of the log that tells of an answer.
fn logged(process: &mut Process) -> Value {
    let line: Value = serde_json::from_str(&process.says("\"answered\"")).unwrap();
    line["spans"][0].clone()
}

#[actix_web::test]
async fn the_name_that_a_trusted_proxy_gives_is_that_of_the_answer_and_of_the_log() {
    let flags = ["--trusted-proxies=127.0.0.1", "--log-format=json"];
    let mut process = Process::run(&flags);
    let answer = about(&process, &format!("00-{TRACE}-00f067aa0ba902b7-01")).await;
    assert_eq!(id(&answer), TRACE);
    let span = logged(&mut process);
    assert_eq!(span["trace_id"], TRACE);
    assert_eq!(span["parent"], "00f067aa0ba902b7-01");
    assert_eq!(span["route"], "/api/v1/about");
}

#[actix_web::test]
async fn what_anybody_else_sends_is_neither_believed_nor_logged() {
    let secret = to_b64u(&random::<32>());
    for (flags, traceparent) in [
        (vec![], format!("00-{TRACE}-00f067aa0ba902b7-01")),
        (vec!["--trusted-proxies=127.0.0.1"], secret.clone()),
        (
            vec!["--trusted-proxies=192.0.2.0/24"],
            format!("00-{TRACE}-00f067aa0ba902b7-01"),
        ),
    ] {
        let mut process = Process::run(&[&flags[..], &["--log-format=json"]].concat());
        let drawn = id(&about(&process, &traceparent).await);
        assert_ne!(drawn, TRACE);
        assert_eq!(drawn.len(), 32, "{drawn}");
        assert!(
            drawn
                .bytes()
                .all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
        );
        let span = logged(&mut process);
        assert_eq!(span["trace_id"], drawn);
        assert_eq!(span.get("parent"), None);
        let (_, log) = process.stop();
        assert!(!log.contains(TRACE) && !log.contains(&secret), "{log}");
    }
}

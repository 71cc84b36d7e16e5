//! What an operator does beside a running server: `handover clients dead`, `retry`, `webhook enable`
//! and `webhook test`.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Output},
};

use handover::store::{
    Store,
    log::{Delivery, Outcome, SenderId},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    desk::{PATIENT, SECRET, owner, request},
    receiver::{Receiver, status},
    server::{RedisServer, free_port, store_at},
    tls::{Session, accept_tls},
};

/// An operator with a clients file, in which the webhook of `desk` leads there.
struct Operator {
    home: TempDir,
    redis: Option<RedisServer>,
}

impl Operator {
    fn of(url: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let file = format!(
            "[[client]]\nname = \"desk\"\ndisplay = \"D\"\nscopes = []\n\
             [client.webhook]\nurl = {url:?}\nsecrets = [{SECRET:?}]\n"
        );
        std::fs::write(home.path().join("clients.toml"), file).unwrap();
        Self { home, redis: None }
    }

    /// With a store to speak to.
    fn with_redis(url: &str) -> (Self, Store) {
        let redis = RedisServer::start();
        let store = store_at(&redis.url());
        let redis = Some(redis);
        (
            Self {
                redis,
                ..Self::of(url)
            },
            store,
        )
    }

    /// Exit code, standard output and standard error.
    async fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handover"));
        command.env_clear().current_dir(self.home.path());
        command.env("HANDOVER_CLIENTS", "clients.toml");
        if let Some(redis) = &self.redis {
            command.env("HANDOVER_REDIS_URL", redis.url());
        }
        // Who is trusted: the system, unless there is such a file.
        if self.home.path().join("trusted.pem").exists() {
            command.env("SSL_CERT_FILE", "trusted.pem");
        }
        command.arg("clients").args(arguments);
        let ended = tokio::task::spawn_blocking(move || command.output().unwrap());
        let Output {
            status,
            stdout,
            stderr,
        } = ended.await.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }
}

/// Says of the next event of `desk` what became of it.
async fn conclude(store: &Store, outcome: Outcome) {
    let (desk, sender) = (owner("desk"), SenderId::random());
    let next = store.next_delivery(&desk, &sender, PATIENT.whole).await;
    let Delivery::Due(due) = next.unwrap() else {
        panic!("nothing is due");
    };
    let written = store
        .delivered(&desk, &sender, due.position, &outcome)
        .await;
    assert!(written.unwrap());
}

/// Something has happened to each of these tickets.
async fn happen(store: &Store, references: &[&str]) {
    for reference in references {
        request(store, &owner("desk"), reference).await;
        store.relay(&[owner("desk")]).await.unwrap();
    }
}

#[tokio::test]
async fn dead_letters_are_shown_sent_again_and_then_gone() {
    let receiver = Receiver::start(|_, before| status([200, 422, 500, 200][before])).await;
    let (operator, store) = Operator::with_redis(&receiver.url());
    happen(&store, &["T-1", "T-2", "T-3"]).await;
    for _ in 0..3 {
        let reason = "it was refused ten times".to_owned();
        conclude(&store, Outcome::Dead { reason }).await;
    }
    let (code, shown, _) = operator.run(&["dead", "desk", "-o", "json"]).await;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let letters = shown["dead"].as_array().unwrap();
    assert_eq!((code, letters.len()), (0, 3));
    assert_eq!(letters[0]["event"]["reference"], "T-1");
    assert_eq!(letters[0]["reason"], "it was refused ten times");
    let ids: Vec<&str> = letters
        .iter()
        .map(|it| it["event"]["id"].as_str().unwrap())
        .collect();

    let (code, _, told) = operator.run(&["retry", "desk", ids[0], "none"]).await;
    assert!(
        code == 2 && told.contains("no dead letter with the id none"),
        "{told}"
    );
    assert!(receiver.calls().is_empty());
    // One is taken, one refused, and the third finds a receiver that is ill.
    let (code, shown, told) = operator.run(&["retry", "desk", "-o", "json"]).await;
    let expected = serde_json::json!({
        "delivered": [ids[0]], "refused": [{"id": ids[1], "status": 422}], "left": 1
    });
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), expected);
    assert!(code == 1 && told.contains("it answered 500"), "{told}");
    let (code, shown, _) = operator.run(&["retry", "desk", ids[1]]).await;
    assert_eq!((code, shown), (0, format!("{}  it answered 200\n", ids[1])));
    assert_eq!(receiver.references(), ["T-1", "T-2", "T-3", "T-2"]);
    let (_, shown, _) = operator.run(&["dead", "desk"]).await;
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with(ids[2]), "{shown}");
    assert!(
        lines[0].ends_with("T-3") && lines[1].ends_with(": it was refused ten times"),
        "{shown}"
    );
}

#[tokio::test]
async fn what_is_off_is_shown_and_turned_on() {
    let (operator, store) = Operator::with_redis("https://desk.example/hook");
    happen(&store, &["T-1", "T-2"]).await;
    let reason = "it answered 410".to_owned();
    conclude(&store, Outcome::Off { reason }).await;
    let (code, shown, told) = operator.run(&["dead", "desk"]).await;
    assert_eq!((code, shown.as_str()), (0, "desk has no dead letters\n"));
    assert!(
        told.contains("the webhook is off: it answered 410"),
        "{told}"
    );
    let enable = ["webhook", "enable", "desk"];
    let (code, shown, _) = operator.run(&enable).await;
    let line = "the webhook of desk is on again; events that wait for it: 2\n";
    assert_eq!((code, shown.as_str()), (0, line));
    let (code, shown, _) = operator.run(&[&enable[..], &["-o", "json"]].concat()).await;
    let line = "{\"client\":\"desk\",\"was_off\":false,\"waiting\":2}\n";
    assert_eq!((code, shown.as_str()), (0, line));
    conclude(&store, Outcome::Delivered).await;
}

#[tokio::test]
async fn a_store_that_is_silent_is_no_empty_one() {
    let (mut operator, _) = Operator::with_redis("https://desk.example/hook");
    operator.redis.as_mut().unwrap().kill();
    for command in [&["dead", "desk"][..], &["webhook", "enable", "desk"]] {
        let (code, shown, told) = operator.run(command).await;
        assert_eq!((code, shown.as_str()), (3, ""));
        assert!(told.contains("the store does not answer"), "{told}");
    }
}

#[tokio::test]
async fn a_webhook_is_tried_and_the_receiver_has_its_say() {
    let receiver = Receiver::start(|_, before| status(if before == 0 { 204 } else { 401 })).await;
    let operator = Operator::of(&receiver.url());
    let test = ["webhook", "test", "desk", "-o", "json"];
    let (code, shown, _) = operator.run(&test).await;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!((code, &shown["status"]), (0, &204.into()));
    let call = receiver.calls().remove(0);
    let sent = call.json();
    assert_eq!(sent["type"], "handover.test");
    assert_eq!(sent["subject"]["request"], "AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(
        (&sent["id"], &shown["id"]),
        (&shown["id"], &call.header("webhook-id").into())
    );
    let (code, shown, told) = operator.run(&test).await;
    assert_eq!((code, shown.as_str()), (1, ""));
    assert!(told.contains("it answered 401, after "), "{told}");

    let nobody = Operator::of(&format!("http://127.0.0.1:{}/", free_port()));
    let (code, _, told) = nobody.run(&test).await;
    assert!(
        code == 3 && told.contains("no connection to it could be made"),
        "{told}"
    );
}

#[tokio::test]
async fn whom_the_operator_trusts_is_called_over_tls() {
    let (url, certificate) = accept_tls(answer);
    let operator = Operator::of(&url);
    std::fs::write(operator.home.path().join("trusted.pem"), certificate).unwrap();
    let (code, shown, told) = operator.run(&["webhook", "test", "desk"]).await;
    assert!(
        shown.starts_with("the receiver of desk: it answered 200, after "),
        "{shown}{told}"
    );
    assert_eq!(code, 0);
}

/// Takes a call.
fn answer(session: Session) {
    let mut reader = BufReader::new(session);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > 2 {
        if let Some((_, value)) = line.split_once("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    reader.get_mut().write_all(answer).unwrap();
    let _ = reader.read_to_end(&mut Vec::new());
}

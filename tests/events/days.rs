//! Receivers that are well, ill for days, or gone.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use handover::{
    clients::members::WebhookSecret,
    events::{Message, schedule, signature::sign},
    store::log::{Delivery, Outcome, SenderId},
};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
};

use crate::{
    desk::{Desk, SECRET, owner},
    receiver::{Receiver, status},
};

const HOUR: Duration = Duration::from_secs(3_600);

#[tokio::test]
async fn what_happens_is_told_in_order_and_signed() {
    let receiver = Receiver::always(204).await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1", "T-2", "T-3"]).await;
    desk.deliver().await;
    assert_eq!(receiver.references(), ["T-1", "T-2", "T-3"]);
    assert_eq!(desk.state().await, Default::default());

    let owner = owner("desk");
    let log = desk.store.read_log(&owner, Default::default(), 10);
    let events = log.await.unwrap().events;
    let secrets: [WebhookSecret; 1] = [SECRET.parse().ok().unwrap()];
    for (call, event) in receiver.calls().iter().zip(&events) {
        assert_eq!(call.body, serde_json::to_vec(event).unwrap());
        assert_eq!(call.header("webhook-id"), event.id);
        assert_eq!(call.header("webhook-timestamp"), "1900000000");
        let message = Message::new(event.id.as_str(), call.body.clone());
        let signature = sign(&secrets, &message, 1_900_000_000);
        assert_eq!(call.header("webhook-signature"), signature);
        assert_eq!(call.header("content-type"), "application/json");
        let agent = concat!("handover/", env!("CARGO_PKG_VERSION"));
        assert_eq!(call.header("user-agent"), agent);
        assert_eq!(call.path, "/hook");
        for absent in ["accept-encoding", "cookie", "authorization", "referer"] {
            assert_eq!(call.header(absent), "");
        }
    }
}

/// What a server's log says while a test runs, on its thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let filter = Targets::new()
            .with_default(LevelFilter::WARN)
            .with_target("handover", LevelFilter::TRACE);
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || log.clone());
        tracing::subscriber::set_default(subscriber.finish().with(filter))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn count(&self, words: &str) -> usize {
        self.text().matches(words).count()
    }
}

#[tokio::test]
async fn a_receiver_that_is_down_for_three_days_is_given_up_and_misses_nothing() {
    let log = Log::default();
    let _listening = log.listen();
    let up = Arc::new(Mutex::new(false));
    let answer = Arc::clone(&up);
    let receiver =
        Receiver::start(move |_, _| status(if *answer.lock().unwrap() { 200 } else { 503 }));
    let receiver = receiver.await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1", "T-2"]).await;
    let after = desk.deliver_to_the_end().await;
    assert!(
        after >= schedule::PATIENCE && after <= schedule::PATIENCE + HOUR,
        "{after:?}"
    );

    let tries = receiver.calls().len();
    assert!(
        (73..400).contains(&tries),
        "{tries} tries, of one event: {:?}",
        receiver.references().last()
    );
    let ids: BTreeSet<String> = receiver
        .calls()
        .iter()
        .map(|call| call.header("webhook-id").to_owned())
        .collect();
    assert_eq!(ids.len(), 1, "the first event, until it is taken");
    for outcome in desk.outcomes() {
        assert!(
            !matches!(outcome, Outcome::Later { after, .. } if after > HOUR),
            "{outcome:?}"
        );
    }
    let state = desk.state().await;
    assert_eq!((state.waiting, state.dead), (2, 0));
    assert!(state.off.unwrap().contains("three days"));
    *up.lock().unwrap() = true;
    desk.pass(24 * HOUR);
    desk.deliver().await;
    assert_eq!(receiver.calls().len(), tries, "off is off");

    assert!(desk.store.enable_hook(&owner("desk")).await.unwrap());
    desk.deliver().await;
    assert_eq!(receiver.references()[tries..], ["T-1", "T-2"]);
    assert_eq!(desk.state().await, Default::default());
    assert_eq!(
        (log.count("did not take an event"), log.count("is off")),
        (1, 1)
    );
    for secret in [&receiver.url(), "127.0.0.1", SECRET, "T-1"] {
        assert_eq!(log.count(secret), 0, "{secret}: {}", log.text());
    }
}

#[tokio::test]
async fn a_short_illness_is_told_twice_in_the_log_and_costs_no_event() {
    let log = Log::default();
    let _listening = log.listen();
    // Every third call fails, for a while two in a row.
    let ill = |_: &_, before: usize| {
        status(if before % 3 == 1 || before == 5 {
            500
        } else {
            202
        })
    };
    let receiver = Receiver::start(ill).await;
    let desk = Desk::new(&receiver.url());
    let tickets: Vec<String> = (0..40).map(|number| format!("T-{number:02}")).collect();
    let tickets: Vec<&str> = tickets.iter().map(String::as_str).collect();
    desk.happen(&tickets).await;
    desk.deliver_to_the_end().await;

    let mut taken = receiver.references();
    taken.dedup();
    assert_eq!(taken, tickets, "in order, though some came again");
    let failed = receiver.calls().len() - tickets.len();
    let downs = log.count("did not take an event");
    assert_eq!(
        (downs, log.count("takes events again")),
        (failed - 1, failed - 1)
    );
}

#[tokio::test]
async fn the_lease_of_a_sender_that_was_killed_runs_out() {
    let receiver = Receiver::always(200).await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1"]).await;
    let killed = SenderId::random();
    let lease = Duration::from_secs(30);
    let owner = owner("desk");
    let lent = desk.store.next_delivery(&owner, &killed, lease);
    assert!(matches!(lent.await, Ok(Delivery::Due(_))));
    desk.pass(lease - Duration::from_millis(1));
    desk.deliver().await;
    assert!(receiver.calls().is_empty(), "it is the other's to send");
    desk.pass(Duration::from_millis(1));
    desk.deliver().await;
    assert_eq!(receiver.references(), ["T-1"]);
}

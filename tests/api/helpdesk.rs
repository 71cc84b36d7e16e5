//! A help desk over two server processes on one Redis: 200 requests of three clients come to all sorts
//! of ends while the processes are stopped and killed in between, and a receiver of webhooks fails in
//! three of ten calls. Of every client, the log and the webhook tell what happened, all of it, in
//! order, and nothing else.

mod desk;

mod fate;

mod receiver;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use serde_json::Value;

use self::{
    desk::{Desk, Order},
    fate::{Fate, Story},
    receiver::Receiver,
};

const CLIENTS: [&str; 3] = ["zendesk", "glpi", "freshdesk"];
const REQUESTS: usize = 200;
/// How many requests are under way at the same time.
const AT_ONCE: usize = 16;
/// A process that was killed leaves its lease on a webhook behind for half a minute, and that may
/// happen again and again.
const PATIENCE: Duration = Duration::from_secs(300);

#[actix_web::test]
async fn every_event_is_told_in_order_to_its_client_and_none_is_invented() {
    let receiver = Receiver::start();
    let mut desk = Desk::start(&receiver);
    let stories = live(&mut desk).await;
    for (number, client) in CLIENTS.into_iter().enumerate() {
        let told: Vec<&Story> = stories
            .iter()
            .filter(|story| story.client == number)
            .collect();
        let log = whole_log(
            &desk,
            number,
            told.iter().map(|story| story.events.len()).sum(),
        )
        .await;
        compare(&log, &told);
        in_the_order_of(&log, &receiver, client).await;
        assert_eq!(desk.list(number).await, ids(&told), "{client}");
    }
}

/// Brings every request to its end, with one trouble for the processes after each twentieth.
async fn live(desk: &mut Desk) -> Vec<Story> {
    let orders = Order::all();
    let mut stories = Vec::new();
    for (round, fates) in Fate::of_all(REQUESTS).chunks(20).enumerate() {
        let answered = AtomicUsize::new(0);
        let desk_now = &*desk;
        let lives = stream::iter(fates.iter().enumerate()).map(|(n, fate)| {
            let (number, answered) = (round * 20 + n, &answered);
            async move {
                let story = fate.live(desk_now, number).await;
                answered.fetch_add(1, Ordering::Relaxed);
                story
            }
        });
        let lives = lives.buffer_unordered(AT_ONCE).collect::<Vec<_>>();
        let trouble = desk_now.trouble(orders[round % orders.len()], &answered);
        let (some, ()) = futures_util::future::join(lives, trouble).await;
        stories.extend(some);
    }
    stories
}

/// The events of a client, once there are as many as there have to be.
async fn whole_log(desk: &Desk, client: usize, expected: usize) -> Vec<Value> {
    let since = Instant::now();
    loop {
        let log = desk.log(client).await;
        if log.len() >= expected {
            return log;
        }
        let found = log.len();
        assert!(since.elapsed() < PATIENCE, "{found} of {expected} events");
        tokio::task::yield_now().await;
    }
}

/// What the log tells of each request is its story, word for word.
fn compare(log: &[Value], stories: &[&Story]) {
    let mut told: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    for event in log {
        let subject = event["subject"].as_object().unwrap();
        let (sort, id) = subject.iter().next().unwrap();
        let word = format!("{} of a {sort}", event["type"].as_str().unwrap());
        let events = told.entry(id.as_str().unwrap().to_owned()).or_default();
        events.push((word, event["data"].clone()));
    }
    for story in stories {
        assert_eq!(
            told.remove(&story.id).as_ref(),
            Some(&story.events),
            "{:?}",
            story.fate
        );
    }
    assert_eq!(told, BTreeMap::new(), "nobody did this");
    for event in log {
        let id = event["subject"].as_object().unwrap().values().next();
        let story = stories
            .iter()
            .find(|story| id == Some(&Value::from(&*story.id)));
        assert_eq!(event["reference"], story.unwrap().reference);
    }
}

/// What the receiver got is the log: each event at least once, none before its turn, none later than
/// the one behind it.
async fn in_the_order_of(log: &[Value], receiver: &Receiver, client: &str) {
    let since = Instant::now();
    let deliveries = loop {
        let deliveries = receiver.deliveries(client);
        if deliveries.last().map(|last| &last["id"]) == log.last().map(|last| &last["id"]) {
            break deliveries;
        }
        let got = deliveries.len();
        assert!(
            since.elapsed() < PATIENCE,
            "{got} deliveries for {} events",
            log.len()
        );
        tokio::task::yield_now().await;
    };
    let mut next = 0;
    for delivery in deliveries {
        if log.get(next) == Some(&delivery) {
            next += 1;
        } else {
            assert_eq!(Some(&delivery), log.get(next - 1), "{client}, at {next}");
        }
    }
    assert_eq!(next, log.len());
}

fn ids(stories: &[&Story]) -> Vec<String> {
    let mut ids: Vec<String> = stories.iter().map(|story| story.id.clone()).collect();
    ids.sort();
    ids
}

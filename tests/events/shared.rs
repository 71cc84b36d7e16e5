//! Two senders, as two processes have them, over one Redis.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use handover::{
    clients::Current,
    events::{Caller, Sender},
    store::{Owner, Store, redis::Redis},
};
use tokio::sync::watch;

use crate::{
    desk::{PATIENT, SECRET, clients, owner, request},
    receiver::{Receiver, status, until},
    server::RedisServer,
};

const CLIENTS: [&str; 3] = ["first", "second", "third"];
const EACH: usize = 10;

/// How often each client was called, and what it has taken, in order.
type Taken = Arc<Mutex<HashMap<String, Vec<String>>>>;

#[tokio::test]
async fn each_event_comes_in_order_and_from_one_sender_at_a_time() {
    let redis = RedisServer::start();
    let store = || Store::Redis(Redis::open(&redis.url()).unwrap());
    let taken = Taken::default();
    let taking = Arc::clone(&taken);
    // Nearly every third call fails, whoever makes it.
    let receiver = Receiver::start(move |call, before| {
        if before % 10 < 3 {
            return status(503);
        }
        let mut taken = taking.lock().unwrap();
        taken
            .entry(call.path.clone())
            .or_default()
            .push(call.reference());
        status(200)
    });
    let receiver = receiver.await;
    let url = |name| format!("{}/{name}", receiver.url());
    let urls = CLIENTS.map(url);
    let hooks: Vec<(&str, &str)> = CLIENTS
        .into_iter()
        .zip(urls.iter().map(String::as_str))
        .collect();
    let current = Arc::new(Current::new(clients(&hooks, &[SECRET])));
    let owners: Vec<Owner> = CLIENTS.into_iter().map(owner).collect();

    let (end, ending) = watch::channel(false);
    let senders = [(); 2].map(|()| {
        let caller = Caller::new(PATIENT).unwrap();
        let sender = Sender::new(store(), Arc::clone(&current), caller, Box::new(|_, _| ()));
        tokio::spawn(sender.run(ending.clone()))
    });
    let events = store();
    let expected: Vec<String> = (0..EACH).map(|number| format!("T-{number:02}")).collect();
    for reference in &expected {
        for owner in &owners {
            request(&events, owner, reference).await;
            events.relay(&owners).await.unwrap();
        }
    }
    let waiting = async |owner| events.hook_state(owner).await.unwrap().waiting;
    for owner in &owners {
        until(async || waiting(owner).await == 0).await;
    }
    end.send_replace(true);
    for sender in senders {
        sender.await.unwrap();
    }
    assert_eq!(receiver.most_at_once(), 1, "of one client");
    for name in CLIENTS {
        let mut taken = taken
            .lock()
            .unwrap()
            .remove(&format!("/hook/{name}"))
            .unwrap();
        taken.dedup();
        assert_eq!(taken, expected, "{name}");
    }
}

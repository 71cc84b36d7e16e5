//! Two senders, as two processes have them, over one Redis.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use handover::{
    clients::Current,
    events::{Caller, Sender},
    store::Owner,
};
use tokio::sync::watch;

use crate::{
    desk::{PATIENT, SECRET, clients, owner, request},
    receiver::{Receiver, status, until},
    server::{RedisServer, store_at},
};

const CLIENTS: [&str; 3] = ["first", "second", "third"];
const EACH: usize = 10;

/// How often each client was called, and what it has taken, in order.
type Taken = Arc<Mutex<HashMap<String, (usize, Vec<String>)>>>;

#[tokio::test]
async fn each_event_comes_in_order_and_from_one_sender_at_a_time() {
    let redis = RedisServer::start();
    let store = || store_at(&redis.url());
    let taken = Taken::default();
    let taking = Arc::clone(&taken);
    // Each third call of a client fails, whoever makes it: never two in a row, after which a sender
    // would wait for longer and longer.
    let receiver = Receiver::start(move |call, _| {
        let mut taken = taking.lock().unwrap();
        let (calls, references) = taken.entry(call.path.clone()).or_default();
        *calls += 1;
        if *calls % 3 == 1 {
            return status(503);
        }
        references.push(call.reference());
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
        let path = format!("/hook/{name}");
        let (_, mut references) = taken.lock().unwrap().remove(&path).unwrap();
        references.dedup();
        assert_eq!(references, expected, "{name}");
    }
}

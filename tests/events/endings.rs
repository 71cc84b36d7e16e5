//! How a sender stops.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use handover::{clients::Clients, store::log::Outcome};
use tokio::{sync::watch, time};

use crate::{
    desk::{Desk, PATIENT, SECRET, clients},
    receiver::{Receiver, Reply, status, until},
};

#[tokio::test]
async fn the_call_under_way_comes_to_its_end_and_no_other_begins() {
    let (end, ending) = watch::channel(false);
    // The stop comes while the first call is under way.
    let receiver = Receiver::start(move |_, _| {
        end.send_replace(true);
        status(200)
    });
    let receiver = receiver.await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1", "T-2"]).await;
    desk.another_sender(PATIENT).run(ending).await;
    assert_eq!(receiver.references(), ["T-1"]);
    assert_eq!(desk.outcomes(), [Outcome::Delivered]);
    assert_eq!(desk.state().await.waiting, 1);
}

#[tokio::test]
async fn a_call_that_hangs_does_not_hold_up_the_stop_and_is_made_again() {
    let answers = Arc::new(Mutex::new(Reply::Hang("")));
    let answer = Arc::clone(&answers);
    let receiver = Receiver::start(move |_, _| answer.lock().unwrap().clone()).await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1"]).await;
    let (end, ending) = watch::channel(false);
    let sending = tokio::spawn(desk.another_sender(PATIENT).run(ending));
    receiver.called(1).await;
    // From here on seconds pass as soon as nothing else is to be done.
    time::pause();
    let asked = time::Instant::now();
    end.send_replace(true);
    sending.await.unwrap();
    let waited = asked.elapsed();
    assert!(waited <= Duration::from_secs(11), "{waited:?}");
    time::resume();

    *answers.lock().unwrap() = status(200);
    desk.pass(Duration::from_secs(30));
    desk.deliver().await;
    assert_eq!(receiver.references(), ["T-1", "T-1"]);
    assert_eq!(desk.outcomes(), [Outcome::Delivered]);
}

#[tokio::test]
async fn a_webhook_that_comes_with_the_next_reading_of_the_file_is_called() {
    let receiver = Receiver::always(200).await;
    let desk = Desk::new(&receiver.url());
    desk.clients.replace(Clients::default());
    desk.happen(&["T-1"]).await;
    let (end, ending) = watch::channel(false);
    let sending = tokio::spawn(desk.another_sender(PATIENT).run(ending));
    desk.clients
        .replace(clients(&[("desk", &receiver.url())], &[SECRET]));
    receiver.called(1).await;
    until(async || desk.state().await.waiting == 0).await;
    end.send_replace(true);
    sending.await.unwrap();
}

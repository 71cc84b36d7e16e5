//! Receivers that answer, and do not take.

use std::time::Duration;

use handover::store::log::{DeadLetter, Outcome};

use crate::{
    desk::{Desk, owner},
    receiver::{Receiver, status, with},
};

async fn dead(desk: &Desk) -> Vec<DeadLetter> {
    let owner = owner("desk");
    let letters = desk.store.dead_letters(&owner, Default::default(), 100);
    letters.await.unwrap()
}

#[tokio::test]
async fn an_event_that_is_refused_ten_times_makes_way_for_the_next() {
    let receiver =
        Receiver::start(|call, _| status(if call.reference() == "bad" { 422 } else { 200 }));
    let receiver = receiver.await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1", "bad", "T-2", "T-3"]).await;
    desk.deliver_to_the_end().await;
    let mut expected = vec!["T-1"];
    expected.extend(["bad"; 10]);
    expected.extend(["T-2", "T-3"]);
    assert_eq!(receiver.references(), expected);
    let letters = dead(&desk).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].event.reference.as_deref(), Some("bad"));
    assert_eq!(
        letters[0].reason,
        "it was refused ten times; the last time, it answered 422"
    );
    let state = desk.state().await;
    assert_eq!((state.waiting, state.dead, state.down_since), (0, 1, None));
}

#[tokio::test]
async fn a_receiver_that_is_only_busy_refuses_nothing() {
    for busy in [408, 425, 429, 301, 503] {
        let receiver =
            Receiver::start(move |_, before| status(if before < 15 { busy } else { 200 }));
        let receiver = receiver.await;
        let desk = Desk::new(&receiver.url());
        desk.happen(&["T-1"]).await;
        desk.deliver_to_the_end().await;
        assert_eq!(receiver.calls().len(), 16, "{busy}");
        assert!(dead(&desk).await.is_empty(), "{busy}");
    }
}

#[tokio::test]
async fn who_answers_410_is_left_alone_until_an_operator_says_otherwise() {
    let receiver = Receiver::start(|_, before| status(if before == 1 { 410 } else { 200 })).await;
    let desk = Desk::new(&receiver.url());
    desk.happen(&["T-1", "T-2", "T-3"]).await;
    desk.deliver_to_the_end().await;
    assert_eq!(receiver.references(), ["T-1", "T-2"]);
    let state = desk.state().await;
    assert_eq!(
        state.off.as_deref(),
        Some("it answered 410: it wants no more events")
    );
    assert_eq!(state.waiting, 2);
    desk.pass(Duration::from_secs(86_400));
    desk.deliver().await;
    assert_eq!(receiver.calls().len(), 2);
    assert!(desk.store.enable_hook(&owner("desk")).await.unwrap());
    desk.deliver().await;
    assert_eq!(receiver.references()[2..], ["T-2", "T-3"]);
}

#[tokio::test]
async fn a_receiver_says_when_to_come_again_and_is_heard_for_an_hour() {
    let hour = Duration::from_secs(3_600);
    // The clock of the test stands at 2030-03-17T17:46:40Z.
    for (said, least, most) in [
        ("1800", 1_800, 1_800),
        ("Sun, 17 Mar 2030 18:16:40 GMT", 1_800, 1_800),
        ("Sun, 17 Mar 2030 17:00:00 GMT", 0, 1),
        ("99999999999999999999", 0, 1),
        ("999999999999", 3_600, 3_600),
        ("Fri, 01 Jan 9999 00:00:00 GMT", 3_600, 3_600),
        ("-5", 0, 1),
        ("soon", 0, 1),
    ] {
        let head = format!("retry-after: {said}\r\n");
        let receiver = Receiver::start(move |_, _| with(503, &head)).await;
        let desk = Desk::new(&receiver.url());
        desk.happen(&["T-1"]).await;
        desk.deliver().await;
        let outcomes = desk.outcomes();
        let [
            Outcome::Later {
                after,
                refused: false,
            },
        ] = outcomes[..]
        else {
            panic!("{said}: {outcomes:?}");
        };
        let (least, most) = (Duration::from_secs(least), Duration::from_secs(most));
        assert!(
            least <= after && after <= most.min(hour),
            "{said}: {after:?}"
        );
        desk.pass(after.saturating_sub(Duration::from_millis(1)));
        desk.deliver().await;
        assert_eq!(
            receiver.calls().len(),
            if after.is_zero() { 2 } else { 1 },
            "{said}"
        );
    }
}

//! Races for a request, between threads that each have a connection of their own.

use std::time::Duration;

use handover::{
    protocol::{token::EnvelopeHash, wire::RequestState},
    store::{Answered, Created, Ended, Seen},
};

use super::{
    ask::{Ask, answer_with, answered_word, wraps},
    fixture::{LIFETIME, Sample, bearer, between, ms},
    races::{at_once, stores},
    world::{World, on_both_stores, run},
};

on_both_stores![
    of_32_answers_exactly_one_is_taken,
    an_answer_and_a_revocation_agree,
    an_answer_and_the_expiry_never_both_win,
    of_racing_requests_one_content_wins,
];

const ASKS: usize = 60;
const RIVALS: usize = 32;
const THREADS: usize = 4;

async fn of_32_answers_exactly_one_is_taken(world: &World) {
    let stores = stores(world, THREADS);
    for _ in 0..ASKS {
        let ask = Ask::new().put(&world.store).await;
        let rivals: Vec<_> = (0..RIVALS).map(|_| (Sample::new(), wraps(1))).collect();
        let words = at_once(&stores, |number, store| {
            let mut words = Vec::new();
            run(async {
                let mine = rivals.iter().skip(number).step_by(THREADS);
                let answers = mine.map(async |(sample, wraps)| {
                    let answer = answer_with(sample, wraps);
                    let first = answered_word(ask.answer(store, &answer).await);
                    (first, answered_word(ask.answer(store, &answer).await))
                });
                words = futures_util::future::join_all(answers).await;
            });
            words
        });
        let mut winner = None;
        for (place, rival) in rivals.iter().enumerate() {
            let (first, again) = &words[place % THREADS][place / THREADS];
            match first.as_str() {
                "new" => assert!(again == "same" && winner.replace(rival).is_none()),
                first => assert_eq!((first, again.as_str()), ("taken", "taken")),
            }
        }
        let (sample, wraps) = winner.unwrap();
        let collector = ask.collector(&world.store).await;
        assert_eq!(collector.state, RequestState::Answered);
        assert!(collector.wraps == *wraps);
        let hash = EnvelopeHash::digest(&sample.envelope);
        assert_eq!(collector.envelope_sha256, Some(hash));
        let link = bearer(sample.link.as_bytes());
        let seen = world.store.look(&ask.id, &link).await.unwrap();
        assert!(matches!(seen, Seen::Link(_)));
    }
}

async fn an_answer_and_a_revocation_agree(world: &World) {
    let stores = stores(world, 2);
    for _ in 0..ASKS {
        let ask = Ask::new().put(&world.store).await;
        let words = at_once(&stores, |number, store| {
            let mut word = String::new();
            run(async {
                word = if number == 0 {
                    answered_word(ask.fill(store).await)
                } else {
                    let revoked = store.revoke_request(&ask.id, &ask.by_owner()).await;
                    assert_eq!(revoked.unwrap(), Ended::Done);
                    "done".to_owned()
                };
            });
            word
        });
        let collector = ask.collector(&world.store).await;
        assert_eq!(collector.state, RequestState::Revoked);
        assert!(collector.wraps.is_empty());
        let answered = collector.times.answered_at.is_some();
        assert_eq!(words[0], if answered { "new" } else { "gone revoked" });
        let receipt = bearer(ask.sample.receipt.as_bytes());
        let seen = world.store.look(&ask.id, &receipt).await.unwrap();
        assert_eq!(seen == Seen::Nothing, !answered);
    }
}

/// In Redis a request is given so little time that it ends while it is being answered.
async fn an_answer_and_the_expiry_never_both_win(world: &World) {
    let stores = stores(world, 2);
    for turn in 0..ASKS as u64 {
        let mut ask = Ask::new();
        if !world.is_memory() {
            ask.sample.lifetime = Duration::from_millis(turn % 4);
        }
        let ask = ask.put(&world.store).await;
        let answers = at_once(&stores, |number, store| {
            let mut answered = None;
            run(async {
                match number {
                    0 => answered = Some(ask.fill(store).await),
                    _ if world.is_memory() => world.pass(LIFETIME),
                    _ => store.poll().await.unwrap(),
                }
            });
            answered
        });
        let times = ask.asked(&world.store).await.times;
        match answers[0].unwrap() {
            Answered::New { expires_at } => {
                let waited = between(times.created_at, times.answered_at.unwrap());
                assert!(waited < ms(ask.sample.lifetime), "{waited}");
                assert_eq!(times.expires_at, expires_at);
            }
            Answered::Gone { state, at } => {
                assert_eq!(state, RequestState::Expired);
                assert_eq!((times.answered_at, times.ended_at), (None, Some(at)));
                assert_eq!(at, times.expires_at);
            }
            other => panic!("{other:?}"),
        }
    }
}

async fn of_racing_requests_one_content_wins(world: &World) {
    let stores = stores(world, THREADS);
    for _ in 0..ASKS {
        let ask = Ask::new();
        let words = at_once(&stores, |number, store| {
            let mut word = "";
            run(async {
                let mut request = ask.request();
                request.document.0[0] = u8::from(number % 2 == 0);
                word = match store.request(&request).await.unwrap() {
                    Created::New { .. } => "new",
                    Created::Same { .. } => "same",
                    Created::Taken => "taken",
                };
            });
            word
        });
        let mut sorted = words.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["new", "same", "taken", "taken"], "{words:?}");
        assert_eq!(words[0] == "taken", words[2] == "taken");
    }
}

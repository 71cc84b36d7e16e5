//! What only Redis can show of requests: their keys, their limits, their faults.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

use handover::{
    protocol::wire::{RequestState, State},
    store::{Answered, Created, Ended, Error, RequestBearer, SeenRequest},
};

use super::{
    ask::{Ask, answered_word},
    fixture::{LIFETIME, Sample, claimed_word, envelope_bytes, granted},
    redis::{holds, key, store_on, store_without},
    server::RedisServer,
    world::{World, run},
};

#[test]
fn the_keys_of_a_request_are_laid_out_as_documented() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let ask = Ask::new().put(&world.store).await;
        let partition = ask.id.as_bytes()[0] & 63;
        let name = |sort| format!("hndo:{{{partition:02x}}}:{sort}:{}", ask.id.to_b64u());
        let [rec, env, wraps, doc] = ["rec", "env", "wraps", "doc"].map(name);
        let end = |key: &str| -> i64 { server.command(&format!("PEXPIRETIME {key}")) };
        let kept = || {
            let until: i64 = server.command(&format!("HGET {rec} until"));
            assert_eq!((end(&rec), end(&doc)), (until, until));
            until
        };
        assert_eq!(server.bundle_keys(), [doc.clone(), rec.clone()]);
        let pending = kept();
        let document: Vec<u8> = server.command(&format!("GET {doc}"));
        assert!(document == ask.document);

        world.pass(LIFETIME / 2);
        let Answered::New { expires_at } = ask.fill(&world.store).await else {
            panic!("not new");
        };
        let all = [&doc, &env, &rec, &wraps].map(String::clone);
        assert_eq!(server.bundle_keys(), all);
        assert_eq!(
            (end(&env), end(&wraps)),
            (expires_at.millis(), expires_at.millis())
        );
        let answered = kept();
        let receipt = ask.sample.receipt(&world.store).await;
        assert_eq!(answered, receipt.receipt_until.millis());
        assert!(answered > pending - 1800 * 1000);
        let stored: Vec<u8> = server.command(&format!("GET {wraps}"));
        assert!(stored == ask.filled().wraps.as_bytes());

        granted(&ask.sample.open(&world.store, &ask.sample.attempt()).await);
        let lease = ask
            .sample
            .view(&world.store)
            .await
            .lease_expires_at
            .unwrap();
        assert_eq!((end(&env), end(&wraps)), (lease.millis(), lease.millis()));
        assert_eq!(kept(), answered);
        let claim = ask.sample.claim.hash();
        assert!(world.store.confirm(&ask.id, &claim, true).await.unwrap());
        assert_eq!(server.bundle_keys(), [doc.clone(), rec.clone()]);
        assert_eq!(kept(), answered);
        let own: Vec<String> = server.command("KEYS *");
        let shared = [":due", ":out", ":meta"];
        for key in own {
            let is_shared = shared.iter().any(|shared| key.ends_with(shared));
            assert!(is_shared || end(&key) > 0, "{key} has no end");
        }
    });
}

/// Bytes as `MONITOR` shows them.
fn shown(bytes: &[u8]) -> String {
    let show = |byte: &u8| match byte {
        b'\\' | b'"' => format!("\\{}", char::from(*byte)),
        b'\n' => "\\n".to_owned(),
        b'\r' => "\\r".to_owned(),
        b'\t' => "\\t".to_owned(),
        7 => "\\a".to_owned(),
        8 => "\\b".to_owned(),
        b' '..=b'~' => char::from(*byte).to_string(),
        byte => format!("\\x{byte:02x}"),
    };
    bytes.iter().map(show).collect()
}

#[test]
fn no_token_comes_to_redis() {
    let server = RedisServer::start();
    let mut monitor = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
    monitor.write_all(b"MONITOR\r\n").unwrap();
    let mut lines = BufReader::new(monitor).lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "+OK");
    let ask = Ask::new();
    let sample = &ask.sample;
    let mut stored = Vec::new();
    run(async {
        let store = store_on(&server);
        store.request(&ask.request()).await.unwrap();
        ask.fill(&store).await;
        ask.asked(&store).await;
        ask.collector(&store).await;
        granted(&sample.open(&store, &sample.attempt()).await);
        sample.open(&store, &sample.rival()).await;
        stored = server.everything();
        store
            .confirm(&ask.id, &sample.claim.hash(), true)
            .await
            .unwrap();
        store
            .finish_request(&ask.id, &ask.by_collect())
            .await
            .unwrap();
        sample.receipt(&store).await;
    });
    server.command::<String>("ECHO end-of-the-test");
    let log: String = lines
        .take_while(|line| !line.contains("end-of-the-test"))
        .collect();
    let seen = |bytes: &[u8]| {
        let text = handover::protocol::token::to_b64u(bytes);
        let logged = [shown(bytes), hex::encode(bytes), text.clone()];
        let held = [bytes, text.as_bytes(), hex::encode(bytes).as_bytes()]
            .iter()
            .any(|needle| stored.windows(needle.len()).any(|window| window == *needle));
        held || logged.iter().any(|word| log.contains(word))
    };
    // What must be found, or the search proves nothing.
    for hash in [
        ask.answer.hash().as_bytes(),
        ask.collect.hash().as_bytes(),
        sample.link.hash().as_bytes(),
        sample.claim.hash().as_bytes(),
    ] {
        assert!(seen(hash));
        assert!(log.contains(&shown(hash)));
    }
    for token in [
        ask.answer.as_bytes(),
        ask.collect.as_bytes(),
        sample.link.as_bytes(),
        sample.open.as_bytes(),
        sample.receipt.as_bytes(),
        sample.claim.as_bytes(),
    ] {
        assert!(!seen(token));
    }
}

#[test]
fn a_full_redis_refuses_requests_and_answers_and_nothing_else() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        store.start().await.unwrap();
        let [pending, withdrawn, filled] = [Ask::new(), Ask::new(), Ask::new()];
        let pending = pending.put(&store).await;
        let withdrawn = withdrawn.put(&store).await;
        let filled = filled.put_filled(&store).await;
        let done = store
            .revoke_request(&withdrawn.id, &withdrawn.by_owner())
            .await;
        assert_eq!(done.unwrap(), Ended::Done);
        let bundle = Sample::new().put(&store).await;
        let requested = pending.asked(&store).await.times.expires_at;
        // Room for what connections need between nine tenths and the limit.
        server.command::<()>("SETRANGE filler 20000000 x");
        let used = store.health().await.unwrap().used_bytes;
        // Refused by the script itself, and where there is no room to run it by Redis.
        for limit in [used * 10 / 9, 1] {
            server.command::<()>(&format!("CONFIG SET maxmemory {limit}"));
            store.poll().await.unwrap();
            let dump = server.dump();
            let refused = store.request(&Ask::new().request()).await;
            assert!(matches!(refused, Err(Error::Full)), "{limit}");
            let proof = pending.answer.hash();
            let refused = store.answer(&pending.id, &proof, &pending.filled()).await;
            assert!(matches!(refused, Err(Error::Full)), "{limit}");

            let same = store.request(&pending.request()).await.unwrap();
            assert_eq!(
                same,
                Created::Same {
                    expires_at: requested
                }
            );
            store.request(&filled.request()).await.unwrap();
            let mut other = Ask::new().request();
            for id in [pending.id, filled.id, bundle.id] {
                other.id = id;
                assert_eq!(store.request(&other).await.unwrap(), Created::Taken);
            }
            let word = async |ask: &Ask, answer| answered_word(ask.answer(&store, &answer).await);
            assert_eq!(word(&filled, filled.filled()).await, "same");
            assert_eq!(word(&filled, filled.rival()).await, "taken");
            assert_eq!(word(&withdrawn, withdrawn.filled()).await, "gone revoked");
            let nobody = Ask::new();
            assert_eq!(word(&nobody, nobody.filled()).await, "nothing");
            let wrong = nobody.answer.hash();
            let wrong = store.answer(&pending.id, &wrong, &pending.filled()).await;
            assert_eq!(wrong.unwrap(), Answered::Nothing);
            assert!(server.dump() == dump, "{limit}");
        }
        granted(&filled.sample.open(&store, &filled.sample.attempt()).await);
        let done = store
            .revoke_request(&pending.id, &pending.by_collect())
            .await;
        assert_eq!(done.unwrap(), Ended::Done);
        let done = store.finish_request(&filled.id, &filled.by_collect()).await;
        assert_eq!(done.unwrap(), Ended::Done);
    });
}

#[test]
fn an_answer_whose_envelope_is_missing_is_lost() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        server.command::<()>(&format!("DEL {}", key(&server, ":env:")));
        assert_eq!(ask.state(&store).await, RequestState::Lost);
        let Ok(Ended::Refused { state, at }) = store.revoke_request(&ask.id, &ask.by_owner()).await
        else {
            panic!("not refused");
        };
        assert_eq!(state, RequestState::Lost);
        server.pass(at);
        let collector = ask.collector(&store).await;
        assert_eq!(collector.times.ended_at, Some(at));
        assert!(collector.wraps.is_empty(), "they open nothing any more");
        assert!(matches!(ask.fill(&store).await, Answered::Same { .. }));
        assert_eq!(ask.sample.view(&store).await.state, State::Lost);
    });
}

#[test]
fn a_damaged_request_is_an_error_and_stays_as_it_is() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        for damage in [
            "SET {rec} text",
            "HSET {rec} state strange",
            "HDEL {rec} state",
            "HDEL {rec} until",
            "HDEL {rec} expires",
        ] {
            server.command::<()>("FLUSHALL");
            let ask = Ask::new().put(&store).await;
            let rec = key(&server, ":rec:");
            server.command::<()>(&damage.replace("{rec}", &rec));
            let dump = server.dump();
            let down = |error: Error| assert!(matches!(error, Error::Down(_)), "{damage}: {error}");
            let proof = ask.answer.hash();
            down(
                store
                    .answer(&ask.id, &proof, &ask.filled())
                    .await
                    .unwrap_err(),
            );
            let authority = ask.by_owner();
            down(store.revoke_request(&ask.id, &authority).await.unwrap_err());
            down(store.finish_request(&ask.id, &authority).await.unwrap_err());
            assert!(server.dump() == dump, "{damage}");
        }
        server.command::<()>("FLUSHALL");
        let ask = Ask::new().put(&store).await;
        server.command::<()>(&format!("DEL {}", key(&server, ":doc:")));
        for token in [ask.answer.as_bytes(), ask.collect.as_bytes()] {
            let bearer = RequestBearer::new(token);
            let looked = store.look_request(&ask.id, &bearer).await;
            assert!(matches!(looked, Err(Error::Down(_))));
        }
        let stranger = RequestBearer::new(ask.sample.link.as_bytes());
        let looked = store.look_request(&ask.id, &stranger).await.unwrap();
        assert!(looked == SeenRequest::Nothing);
    });
}

#[test]
fn forgotten_scripts_of_requests_are_loaded_again() {
    let world = World::redis();
    let server = world.server().unwrap();
    run(async {
        let store = &world.store;
        let forget = || server.command::<()>("SCRIPT FLUSH");
        let ask = Ask::new();
        forget();
        let ask = ask.put(store).await;
        forget();
        assert!(matches!(ask.fill(store).await, Answered::New { .. }));
        forget();
        assert_eq!(ask.state(store).await, RequestState::Answered);
        granted(&ask.sample.open(store, &ask.sample.attempt()).await);
        forget();
        let finished = store.finish_request(&ask.id, &ask.by_collect()).await;
        assert_eq!(finished.unwrap(), Ended::Done);
        let ask = Ask::new().put(store).await;
        forget();
        world.pass(LIFETIME + Duration::from_secs(1));
        store.poll().await.unwrap();
        let due: Vec<String> = server.command("KEYS hndo:*:due");
        assert_eq!(due, [""; 0]);
        assert_eq!(ask.state(store).await, RequestState::Expired);
    });
}

/// An answer is there as a whole or not at all, wherever its script breaks off.
#[test]
fn an_answer_that_broke_off_is_none_until_it_comes_again() {
    let server = RedisServer::start();
    run(async {
        let small = ["zadd", "xadd", "set", "pexpireat", "hset"].map(|command| (command, 1024));
        let large = ["set", "rename", "pexpireat"].map(|command| (command, 65_536));
        for (command, padded) in small.into_iter().chain(large) {
            server.command::<()>("FLUSHALL");
            let mut ask = Ask::new().put(&store_on(&server)).await;
            ask.sample.envelope = envelope_bytes(padded);
            let store = store_without(&server, command);
            let proof = ask.answer.hash();
            for _ in 0..2 {
                let broken = store.answer(&ask.id, &proof, &ask.filled()).await;
                assert!(matches!(broken, Err(Error::Down(_))), "{command}");
                assert_eq!(ask.state(&store_on(&server)).await, RequestState::Pending);
                let claimed = ask
                    .sample
                    .open(&store_on(&server), &ask.sample.attempt())
                    .await;
                assert_eq!(claimed_word(&claimed), "nothing");
            }
            server.command::<()>(&format!("ACL SETUSER app +{command}"));
            assert!(
                matches!(ask.fill(&store).await, Answered::New { .. }),
                "{command}"
            );
            let claimed = ask.sample.open(&store, &ask.sample.attempt()).await;
            assert_eq!(granted(&claimed), ask.sample.envelope);
        }
    });
}

#[test]
fn what_opens_an_answer_goes_when_it_is_taken_back() {
    let server = RedisServer::start();
    run(async {
        let store = store_on(&server);
        let ask = Ask::new().put_filled(&store).await;
        let needles = [
            ask.sample.open.hash().as_bytes().to_vec(),
            ask.sample.envelope.clone(),
            ask.wraps[0].0.clone(),
            ask.wraps[1].0.clone(),
        ];
        for needle in &needles {
            assert!(holds(&server, needle));
        }
        let done = store.revoke_request(&ask.id, &ask.by_owner()).await;
        assert_eq!(done.unwrap(), Ended::Done);
        for needle in &needles {
            assert!(!holds(&server, needle));
        }
        assert!(holds(&server, &ask.document));
    });
}

//! Fuzz target of what a server answers to the command line.

use std::time::Instant;

use reqwest::StatusCode;
use serde::{Serialize, de::DeserializeOwned};

use super::{Base, Error, PATIENCE, coding::decoded, is_in_time, refusal};
use crate::protocol::{
    link::{ShareLink, base_of},
    token::Key,
    wire::{About, AnswererView, CollectorView, Created, Opened, Problem, Receipt, View},
};

/// A `Retry-After` line, then a body: whatever a server says, the command line waits no longer than
/// it told, and an answer that it takes is written as it was read.
pub fn answers(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    let (header, body) = data.split_at(end.unwrap_or(data.len()));
    let deadline = Instant::now() + PATIENCE;
    for status in [StatusCode::SERVICE_UNAVAILABLE, StatusCode::GONE] {
        let refused = refusal(status, str::from_utf8(header).ok(), body);
        for round in [0, 3, usize::MAX] {
            let pause = refused.pause(round);
            let in_time = pause.filter(|pause| is_in_time(*pause, deadline));
            assert!(in_time.is_none_or(|pause| pause <= PATIENCE));
        }
        if let Error::Refused { problem, .. } = refused {
            assert_eq!(
                reread::<Problem>(body).map(|again| again.status),
                Some(problem.status)
            );
        }
    }
    reread::<About>(body);
    reread::<View>(body);
    reread::<Receipt>(body);
    reread::<Created>(body);
    reread::<Opened>(body);
    reread::<AnswererView>(body);
    reread::<CollectorView>(body);
}

fn reread<T: DeserializeOwned + Serialize>(body: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(body).ok()?;
    let written = serde_json::to_vec(&read).expect("texts and numbers");
    let again: T = serde_json::from_slice(&written).expect("it was written just now");
    assert_eq!(serde_json::to_vec(&again).ok(), Some(written));
    Some(again)
}

/// The address of a server is https, or this very machine, and is read as it is written.
pub fn servers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(base) = Base::parse(&text) {
        let written = base.to_string();
        assert_eq!(Base::parse(&written), Ok(base.clone()));
        assert!(written.starts_with("https://") || base.is_loopback());
        let link = ShareLink {
            key: Key::new([7; Key::LENGTH]),
            passphrase: true,
        };
        assert_eq!(base_of(&link.to_url(&written)), Some(&*written));
    }
}

/// A body in each form that browsers take: however small it is, no more comes out than may.
pub fn codings(data: &[u8]) {
    const LONGEST: u64 = 1 << 16;
    for coding in ["br", "gzip", "deflate", "zstd"] {
        if let Ok(bytes) = decoded(data.to_vec(), coding, LONGEST) {
            assert!(bytes.len() as u64 <= LONGEST, "{coding}");
        }
    }
}

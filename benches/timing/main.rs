//! Whether the time of an answer tells a secret: `make bench`. Never part of the tests, because a
//! busy machine decides with.
//!
//! After dudect (Reparaz, Balasch, Verbauwhede, 'Dude, is my code constant time?', DATE 2017): inputs
//! of two classes come in random order, and Welch's t says whether their times differ. Below 5
//! nothing is seen; above 10 something leaks. A planted leak has to be seen, or the run is worth
//! nothing.

#![expect(clippy::print_stdout, reason = "a bench tells by printing")]

mod service;

use std::{hint::black_box, time::Instant};

use handover::{
    clients::Clients,
    protocol::{
        apikey::{ApiKey, KeyId},
        envelope::{Envelope, open, seal},
        key::{LinkKeys, OpenKeys},
        token::{Key, LinkHash, LinkToken, OpenToken, ReceiptToken, random},
    },
};

use service::Service;

/// Which of the two an input is.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Left,
    Right,
}
use Class::{Left, Right};

/// How often the quick ones are timed, and how many of them at once.
const QUICK: (usize, usize) = (400_000, 16);
/// The same for those that derive keys or go through the service.
const SLOW: (usize, usize) = (40_000, 1);

fn main() {
    println!("{:58} {:>8}   left | right", "compared", "|t|");
    planted();
    tokens();
    api_keys();
    commitment();
    answers();
}

/// What must be seen: a comparison that stops at the first difference.
fn planted() {
    let stored = random::<32>();
    let t = told(
        "PLANTED: equal up to the end | different at once",
        QUICK,
        |class| differing(&stored, class),
        |shown| {
            shown
                .iter()
                .zip(&stored)
                .all(|(a, b)| black_box(a) == black_box(b))
        },
    );
    assert!(
        t > 10.0,
        "a planted leak was not seen: the machine is too busy"
    );
}

/// As stored but for its last byte, or but for its first.
fn differing(stored: &[u8; 32], class: Class) -> [u8; 32] {
    let mut shown = *stored;
    shown[if class == Left { 31 } else { 0 }] ^= 0x40;
    shown
}

/// Off by one bit, or altogether: both are refused. Drawn for both, because a call of the system
/// leaves its mark on what is timed next.
fn wrong(right: &[u8; 32], class: Class) -> [u8; 32] {
    let other = random();
    if class == Left {
        differing(right, Left)
    } else {
        other
    }
}

fn tokens() {
    let stored = LinkHash::new(random());
    told(
        "link hash: differs at its end | at its beginning",
        QUICK,
        |class| LinkHash::new(differing(stored.as_bytes(), class)),
        |shown| *shown == stored,
    );
    let secret: [u8; 32] = random();
    let shown = |class| wrong(&secret, class);
    let link = LinkToken::new(secret).hash();
    let (open, receipt) = (
        OpenToken::new(secret).hash(),
        ReceiptToken::new(secret).hash(),
    );
    told(
        "link token: off by a bit | altogether",
        QUICK,
        |class| LinkToken::new(shown(class)),
        |token| token.hash() == link,
    );
    told(
        "open token: off by a bit | altogether",
        QUICK,
        |class| OpenToken::new(shown(class)),
        |token| token.hash() == open,
    );
    told(
        "receipt token: off by a bit | altogether",
        QUICK,
        |class| ReceiptToken::new(shown(class)),
        |token| token.hash() == receipt,
    );
}

fn api_keys() {
    let id = KeyId::parse("BENCH001").expect("an id");
    let secret: [u8; 32] = random();
    let key = ApiKey::new(id, secret);
    let clients = Clients::parse(&format!(
        "[[client]]\nname = \"desk\"\ndisplay = \"Desk\"\nscopes = []\n[[client.key]]\nid = \"{id}\"\n\
         sha256 = \"{}\"\ncreated_at = 2026-01-31T12:00:00Z\n",
        key.hash()
    ));
    let clients = clients.unwrap_or_else(|refused| unreachable!("{refused}"));
    let find = |key: &ApiKey| clients.find(key).is_some();
    told(
        "API key: off by a bit | altogether",
        QUICK,
        |class| ApiKey::new(id, wrong(&secret, class)),
        find,
    );
    told(
        "API key: wrong at its end | at its beginning",
        QUICK,
        |class| ApiKey::new(id, differing(&secret, class)),
        find,
    );
}

fn commitment() {
    let key = Key::random();
    let id = LinkKeys::derive(&key).id();
    let keys = OpenKeys::derive(&key, None);
    let sealed = seal(&keys, &id, b"body").into_bytes();
    told(
        "key commitment: wrong at its end | at its beginning",
        SLOW,
        |class| {
            let mut changed = sealed.clone();
            changed[if class == Left { 63 } else { 32 }] ^= 0x40;
            Envelope::parse(changed).expect("its form is right")
        },
        |envelope| open(&keys, &id, envelope).is_err(),
    );
}

/// Nothing tells an id that is known from one that is not.
fn answers() {
    let service = Service::start();
    let unknown = service.unknown();
    for (name, known) in [
        ("a wrong token", &service.known),
        ("purged", &service.purged),
    ] {
        let id = |class| if class == Left { &unknown } else { known };
        told(
            &format!("GET a bundle: unknown | {name}"),
            SLOW,
            |class| service.look(id(class)),
            |call| service.answer(call) == 404,
        );
        told(
            &format!("POST open: unknown | {name}"),
            SLOW,
            |class| service.open(id(class)),
            |call| service.answer(call) == 404,
        );
    }
}

/// Times both classes, and prints and gives Welch's |t|.
fn told<I, T>(
    name: &str,
    (count, at_once): (usize, usize),
    make: impl Fn(Class) -> I,
    act: impl Fn(&I) -> T,
) -> f64 {
    let mut times = Vec::with_capacity(count);
    for class in classes(count) {
        let input = make(class);
        let start = Instant::now();
        for _ in 0..at_once {
            black_box(act(black_box(&input)));
        }
        times.push((start.elapsed().as_secs_f64() * 1e9, class));
    }
    // What is warmed up counts.
    let times = &mut times[count / 10..];
    times.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let t = largest_t(times);
    let middle = |class| of(times, class).nth(times.len() / 4).unwrap_or(f64::NAN) / at_once as f64;
    let verdict = match t {
        ..5.0 => "",
        ..10.0 => "  look again",
        _ => "  LEAKS",
    };
    println!(
        "{name:58} {t:8.2}   {:.1} ns | {:.1} ns{verdict}",
        middle(Left),
        middle(Right)
    );
    t
}

/// In random order.
fn classes(count: usize) -> Vec<Class> {
    let bits = (0..count.div_ceil(256)).flat_map(|_| random::<32>());
    let classes = bits.flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1));
    classes
        .take(count)
        .map(|bit| if bit == 0 { Left } else { Right })
        .collect()
}

/// Over all of the sorted times, and over the quickest of them: interrupts hide a small difference.
fn largest_t(sorted: &[(f64, Class)]) -> f64 {
    let shares = [50, 75, 90, 95, 99, 100];
    let tests = shares.map(|share| welch(&sorted[..sorted.len() * share / 100]).abs());
    tests.into_iter().fold(0.0, f64::max)
}

/// Welch's t: the difference of the means by what chance would make of it.
fn welch(times: &[(f64, Class)]) -> f64 {
    let moments = |class| {
        let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
        for time in of(times, class) {
            count += 1.0;
            let off = time - mean;
            mean += off / count;
            squares += off * (time - mean);
        }
        (mean, squares / (count - 1.0) / count)
    };
    let ((left, of_left), (right, of_right)) = (moments(Left), moments(Right));
    (left - right) / (of_left + of_right).sqrt().max(f64::MIN_POSITIVE)
}

fn of(times: &[(f64, Class)], class: Class) -> impl Iterator<Item = f64> {
    let of_class = move |(time, other): &(f64, Class)| (*other == class).then_some(*time);
    times.iter().filter_map(of_class)
}

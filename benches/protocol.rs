//! What sealing, opening and the wire cost: `make bench`. Bounded in time, never part of the tests.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use handover::protocol::{
    envelope::{Envelope, open, seal},
    key::{LinkKeys, OpenKeys, stretch},
    token::{Key, random, to_b64u},
    wire::{Bytes, Opened, PutBundle},
};

/// Bytes of a body: one small access, and one with a large file.
const BODIES: [usize; 2] = [1_000, 1_000_000];

fn envelope(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("envelope");
    for length in BODIES {
        let key = Key::random();
        let id = LinkKeys::derive(&key).id();
        let keys = OpenKeys::derive(&key, None);
        let body = vec![0x61; length];
        let sealed = seal(&keys, &id, &body);
        group.throughput(Throughput::Bytes(length as u64));
        group.bench_with_input(BenchmarkId::new("seal", length), &body, |bencher, body| {
            bencher.iter(|| seal(&keys, &id, black_box(body)));
        });
        group.bench_with_input(
            BenchmarkId::new("open", length),
            &sealed,
            |bencher, sealed| {
                bencher.iter(|| open(&keys, &id, black_box(sealed)).is_ok());
            },
        );
    }
    group.finish();
}

fn keys(criterion: &mut Criterion) {
    let key = Key::random();
    criterion.bench_function("keys/derive", |bencher| {
        bencher.iter(|| OpenKeys::derive(black_box(&key), None).open_hash());
    });
    let salt = random();
    criterion.bench_function("keys/stretch", |bencher| {
        bencher.iter(|| stretch(black_box("four words of one list"), &salt).is_ok());
    });
}

fn wire(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("wire");
    for length in BODIES {
        let key = Key::random();
        let link = LinkKeys::derive(&key);
        let keys = OpenKeys::derive(&key, None);
        let sealed = seal(&keys, &link.id(), &vec![0x61; length]);
        let body = serde_json::json!({
            "link_hash": link.link_hash(),
            "open_hash": keys.open_hash(),
            "receipt_hash": to_b64u(&random::<32>()),
            "envelope": Bytes(sealed.as_bytes().to_vec()),
            "expires_in": 3600,
        })
        .to_string();
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", length), &body, |bencher, body| {
            bencher.iter(|| {
                let put: PutBundle = serde_json::from_str(black_box(body)).expect("it is one");
                Envelope::parse(put.envelope.0).is_ok()
            });
        });
        group.bench_with_input(
            BenchmarkId::new("print", length),
            &sealed,
            |bencher, sealed| {
                bencher.iter(|| Opened::json(black_box(sealed.as_bytes()), None));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, envelope, keys, wire);
criterion_main!(benches);

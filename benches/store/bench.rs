//! A store on a Redis of its own, as one worker has it.

use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use handover::store::{Store, redis::Redis};
use tokio::runtime::{Builder, Runtime};

use crate::redis_server::RedisServer;

pub(crate) struct Bench {
    runtime: Runtime,
    server: RedisServer,
    pub(crate) store: Store,
}

impl Bench {
    pub(crate) fn start() -> Self {
        let limits = ["--maxmemory", "2gb", "--maxmemory-policy", "noeviction"];
        let server = RedisServer::start_with(limits.map(str::to_owned).to_vec());
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let store = Store::Redis(Redis::open(&server.url()).unwrap()).for_worker();
        runtime.block_on(async {
            store.start().await.unwrap();
            store.poll().await.unwrap();
        });
        Self {
            runtime,
            server,
            store,
        }
    }

    /// Times `act` on each of as many as `make` makes.
    pub(crate) fn verb<T>(
        &self,
        criterion: &mut Criterion,
        name: &str,
        make: impl AsyncFn() -> T,
        act: impl AsyncFn(&T),
    ) {
        let prepare = async |calls| {
            let mut made = Vec::new();
            for _ in 0..calls {
                made.push(make().await);
            }
            made
        };
        let on_each = async move |made: &Vec<T>, call: usize| act(&made[call]).await;
        self.timed(criterion, name, prepare, on_each);
    }

    /// Times `act` on what is made once.
    pub(crate) fn look<T>(
        &self,
        criterion: &mut Criterion,
        name: &str,
        make: impl AsyncFn() -> T,
        act: impl AsyncFn(&T),
    ) {
        let prepare = async |_| make().await;
        self.timed(criterion, name, prepare, async move |made: &T, _| {
            act(made).await;
        });
    }

    /// The store is empty before and after.
    fn timed<T>(
        &self,
        criterion: &mut Criterion,
        name: &str,
        prepare: impl AsyncFn(u64) -> T,
        act: impl AsyncFn(&T, usize),
    ) {
        let time = async move |calls: u64| -> Duration {
            let made = prepare(calls).await;
            let started = Instant::now();
            for call in 0..usize::try_from(calls).unwrap() {
                act(&made, call).await;
            }
            let taken = started.elapsed();
            self.server.command::<()>("FLUSHALL SYNC");
            self.store.poll().await.unwrap();
            taken
        };
        let mut group = criterion.benchmark_group("store");
        group.sampling_mode(SamplingMode::Flat);
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|calls| self.runtime.block_on(time(calls)));
        });
        group.finish();
    }

    pub(crate) fn ping(&self, criterion: &mut Criterion) {
        let client = redis::Client::open(self.server.url()).unwrap();
        let connect = async || client.get_multiplexed_async_connection().await.unwrap();
        let ping = async |connection: &redis::aio::MultiplexedConnection| {
            let mut connection = connection.clone();
            redis::cmd("PING")
                .exec_async(&mut connection)
                .await
                .unwrap();
        };
        self.look(criterion, "PING", connect, ping);
    }
}

//! Two processes on the machines of one topology, each with links of its own.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::runtime::{Builder, Runtime};

use crate::{
    app::App,
    bundle::Bundle,
    caller::{Caller, Opener},
    chance::Chance,
    history::{Fault, Moment, Said},
    machines::{Machines, Shape},
    nemesis::Step,
    topologies::{PATIENCE, proxy::Mode, until, view::View},
    workload::number,
};

/// How many bundles have to come through before a process counts as serving: more than the
/// primaries of a Cluster, which may be back one after the other.
const SERVING: usize = 4;
/// How long that is tried: for longer than it may take, so that the verdict can tell how late it was.
const TRYING: Duration = PATIENCE.saturating_add(Duration::from_secs(10));

/// Everything there is in a run.
pub struct Stage {
    pub machines: Machines,
    pub views: [View; 2],
    pub apps: [App; 2],
    pub caller: Arc<Caller>,
    pub chance: Chance,
    runtime: Runtime,
}

impl Stage {
    /// The machines with these lines of configuration last, the processes waiting for so many
    /// replicas.
    pub fn set(shape: Shape, settings: &[&str], wait_replicas: &'static str, seed: u64) -> Self {
        let machines = Machines::start(shape, settings);
        let views = [machines.view(), machines.view()];
        let apps = [0, 1].map(|app| App::start(machines.url_in(&views[app]), wait_replicas));
        let urls = [apps[0].url(), apps[1].url()];
        let stage = Self {
            machines,
            views,
            apps,
            caller: Arc::new(Caller::new(urls)),
            chance: Chance::new(seed),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
        };
        stage.serve();
        stage.run(async |caller| {
            for app in 0..2 {
                caller.ask_since(app).await;
            }
        });
        stage
    }

    /// Runs calls to their end.
    pub fn run<T>(&self, calls: impl AsyncFnOnce(&Caller) -> T) -> T {
        self.runtime.block_on(calls(&self.caller))
    }

    /// A bundle that is put, however long it takes.
    pub fn put(&self) -> Arc<Bundle> {
        let bundle = self.caller.new_bundle();
        until("a bundle is put", || {
            self.run(async |caller| caller.create(0, &bundle).await) == Said::Created
        });
        bundle
    }

    /// Breaks something, takes down how it went, and leaves everything whole.
    pub fn suffer(&mut self, step: &Step) {
        let place = self.begin(step.name);
        (step.act)(self);
        let healed = self.caller.recorder.now();
        let served = self.serve();
        self.restart_the_dead();
        self.machines.settle();
        let settled = self.caller.recorder.now();
        let fault = &mut self.caller.recorder.lock().faults[place];
        (fault.healed, fault.served, fault.settled) = (healed, served, settled);
    }

    fn begin(&self, name: &'static str) -> usize {
        let began = self.caller.recorder.now();
        let mut history = self.caller.recorder.lock();
        history.faults.push(Fault {
            name,
            began,
            healed: Moment::MAX,
            settled: Moment::MAX,
            served: [None; 2],
        });
        history.faults.len() - 1
    }

    /// When bundles came through each process, from put to opened; nothing where none did.
    pub fn serve(&self) -> [Option<Moment>; 2] {
        [0, 1].map(|app| {
            let started = Instant::now();
            while started.elapsed() < TRYING {
                if self.run(async |caller| comes_through(caller, app).await) {
                    return Some(self.caller.recorder.now());
                }
            }
            None
        })
    }

    /// Starts every server again that is not there.
    pub fn restart_the_dead(&mut self) {
        let nodes = self.machines.nodes_mut().iter_mut();
        for node in nodes.filter(|node| !node.is_running()) {
            node.run();
        }
    }

    /// Loses every byte between these places (data nodes, then Sentinels) with the first process on
    /// one side, and all others with the second process.
    pub fn split(&self, places: &[usize]) {
        self.machines.isolate(places);
        for place in 0..self.machines.count() {
            let cut_off = usize::from(places.contains(&place));
            self.views[cut_off].set(place, Mode::BlackHole);
        }
    }

    /// Every byte arrives again, between everybody.
    pub fn heal(&self) {
        self.machines.heal();
        for view in &self.views {
            view.set_all(Mode::Pass);
        }
    }

    /// Waits until both processes say that the store is another one than it was.
    pub fn store_is_new_since(&self, moment: Moment) {
        for app in 0..2 {
            until("store_since tells the loss", || {
                let told = self.run(async |caller| caller.ask_since(app).await);
                told.is_some_and(|since| since >= moment)
            });
        }
    }
}

async fn comes_through(caller: &Caller, app: usize) -> bool {
    for _ in 0..SERVING {
        let (bundle, opener) = (caller.new_bundle(), Opener::new(number(), true));
        let there = caller.create(app, &bundle).await == Said::Created;
        if !there || !matches!(caller.open(app, &bundle, &opener).await, Said::Envelope(_)) {
            return false;
        }
    }
    true
}

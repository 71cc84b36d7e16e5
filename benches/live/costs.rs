//! What one bundle and one request take of a Redis, from form to form.

use std::time::Duration;

use handover::{
    protocol::{
        ask::MadeRequest,
        document::Asked,
        kind::Kind,
        lang::Lang,
        link::CollectKey,
        token::{CollectToken, EnvelopeHash, OneOffSeed, PublicKey, TeamSecret, random, sha256},
        wire::{Bytes, Time},
    },
    store::{
        Answered, Authority, Claimed, Created, Ended, NewAnswer, NewRequest, Reference, Wraps,
        log::{REPEATABLE, Repeatable},
    },
};
use serde::Serialize;

use crate::{
    numbered::{Numbered, owner},
    world::{World, each, number},
};

/// Bytes before padding, and how many bundles of that size are measured.
const SIZES: [(usize, usize); 4] = [
    (1_000, 4_096),
    (15_000, 2_048),
    (60_000, 1_024),
    (900_000, 256),
];
const REQUESTS: usize = 4_096;
const LEASE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What a form of something takes.
#[derive(Serialize)]
pub(crate) struct Cost {
    pub(crate) form: String,
    /// Bytes of memory that it holds while it has this form.
    pub(crate) held: f64,
    /// Bytes that Redis got, gave and wrote to its log when it came into this form.
    pub(crate) network_in: f64,
    pub(crate) network_out: f64,
    pub(crate) log: f64,
}

/// Where the counters of a Redis stand.
#[derive(Clone, Copy)]
struct Counters {
    held: u64,
    network_in: u64,
    network_out: u64,
    log: u64,
}

/// A Redis in which every form is measured, one after the other.
struct Scale {
    world: World,
    /// How many there are.
    count: usize,
    /// With nothing in it.
    empty: Counters,
    before: Counters,
}

pub(crate) async fn measure() -> Vec<Cost> {
    let mut costs = Vec::new();
    for (length, count) in SIZES {
        bundles(&mut costs, length, count).await;
    }
    requests(&mut costs).await;
    costs
}

async fn bundles(costs: &mut Vec<Cost>, length: usize, count: usize) {
    let mut scale = Scale::of(count).await;
    let bundle = |number| Numbered {
        number,
        length,
        owned: false,
    };
    let store = scale.world.store.clone();
    let size = bundle(0).envelope().len();
    each(0..count as u64, async |number| {
        let created = store.create(&bundle(number).bundle()).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
    })
    .await;
    costs.push(scale.weigh(&format!("bundle sealed, {size} bytes")));
    each(0..count as u64, async |number| {
        let (id, attempt) = (bundle(number).id(), bundle(number).attempt());
        let claimed = store.claim(&id, &attempt, LEASE).await.unwrap();
        assert!(matches!(claimed, Claimed::Granted { .. }));
        assert!(store.confirm(&id, &attempt.claim, true).await.unwrap());
    })
    .await;
    costs.push(scale.weigh(&format!("bundle opened, {size} bytes")));
}

/// A request of the client's, to a team of one key, with the bundle that answers it.
struct Asking {
    made: MadeRequest,
    answer: Numbered,
}

impl Asking {
    fn new(number: u64, team: &PublicKey) -> Self {
        let asked = Asked {
            keys: vec![team.clone()],
            ask: ["backoffice", "ftp"].map(kind).to_vec(),
            reference: reference(number),
            from: "Support of Example".to_owned(),
            lang: Lang::from_code("fr").unwrap(),
            expires_at: Time::from_millis(1_900_000_000_000),
        };
        let key = CollectKey::Team(TeamSecret::random());
        Self {
            made: MadeRequest::new(&asked, &random(), key).unwrap(),
            answer: Numbered::small(number),
        }
    }

    fn request(&self) -> NewRequest {
        NewRequest {
            id: self.made.id,
            document: Bytes(self.made.sealed_document.clone()),
            answer_hash: self.made.answer_hash,
            collect_hash: CollectToken::new(random()).hash(),
            lifetime: 7 * DAY,
            tries: 5,
            retention: 7 * DAY,
            owner: Some(owner()),
            reference: Reference::parse(&reference(self.answer.number)).ok(),
        }
    }

    fn answer(&self) -> NewAnswer {
        let bundle = self.answer.bundle();
        NewAnswer {
            link_hash: bundle.link_hash,
            open_hash: bundle.open_hash,
            receipt_hash: bundle.receipt_hash,
            envelope_hash: EnvelopeHash::new(sha256(bundle.envelope.as_bytes())),
            envelope: bundle.envelope,
            wraps: Wraps::parse(&[Bytes(vec![0; Wraps::LENGTH])]).unwrap(),
        }
    }
}

fn kind(id: &str) -> &'static Kind {
    Kind::find(id).unwrap()
}

fn reference(number: u64) -> String {
    format!("T-{number:06}")
}

async fn requests(costs: &mut Vec<Cost>) {
    let mut scale = Scale::of(REQUESTS).await;
    let store = scale.world.store.clone();
    let team = OneOffSeed::random().key().public_key();
    let askings: Vec<_> = (0..REQUESTS as u64)
        .map(|number| Asking::new(number, &team))
        .collect();
    each(&askings, async |asking| {
        let call = Repeatable {
            key: *asking.made.answer_hash.as_bytes(),
            content: random(),
            lifetime: 7 * DAY,
        };
        store.repeatable(&owner(), &call).await.unwrap();
    })
    .await;
    costs.push(scale.weigh(&format!(
        "call remembered for {} h",
        REPEATABLE.as_secs() / 3600
    )));
    scale.clear().await;
    each(&askings, async |asking| {
        let created = store.request(&asking.request()).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
    })
    .await;
    scale.relay().await;
    costs.push(scale.weigh("request pending"));
    each(&askings, async |asking| {
        let (id, proof) = (&asking.made.id, &asking.made.answer_hash);
        let answered = store.answer(id, proof, &asking.answer()).await.unwrap();
        assert!(matches!(answered, Answered::New { .. }));
    })
    .await;
    scale.relay().await;
    costs.push(scale.weigh("request answered"));
    each(&askings, async |asking| {
        let (id, attempt) = (&asking.made.id, asking.answer.attempt());
        let claimed = store.claim(id, &attempt, LEASE).await.unwrap();
        assert!(matches!(claimed, Claimed::Granted { .. }));
        assert!(store.confirm(id, &attempt.claim, true).await.unwrap());
        let finished = store.finish_request(id, &Authority::Owner(owner())).await;
        assert!(matches!(finished.unwrap(), Ended::Done));
    })
    .await;
    scale.relay().await;
    costs.push(scale.weigh("request opened and finished"));
    costs.push(scale.event());
}

impl Scale {
    /// An empty one that writes a log, for so many.
    async fn of(count: usize) -> Self {
        let world = World::start().await;
        for setting in ["auto-aof-rewrite-percentage 0", "appendonly yes"] {
            world.server.command::<()>(&format!("CONFIG SET {setting}"));
        }
        while number(&world.server, "persistence", "aof_rewrite_in_progress") > 0
            || number(&world.server, "persistence", "aof_rewrite_scheduled") > 0
        {
            std::thread::yield_now();
        }
        // So that Redis knows the scripts.
        let first = Numbered::small(u64::MAX);
        let created = world.store.create(&first.bundle()).await.unwrap();
        assert!(matches!(created, Created::New { .. }));
        world.purge(&[first.number]).await;
        let empty = Counters::read(&world);
        Self {
            world,
            count,
            empty,
            before: empty,
        }
    }

    async fn clear(&mut self) {
        self.world.server.command::<()>("FLUSHALL SYNC");
        self.world.store.poll().await.unwrap();
        self.before = Counters::read(&self.world);
    }

    /// Brings the client its events, until there are no more.
    async fn relay(&self) {
        self.world.store.relay(&[owner()]).await.unwrap();
    }

    /// What each holds now, without its events, and what has passed since the last time.
    fn weigh(&mut self, form: &str) -> Cost {
        let now = Counters::read(&self.world);
        let each = |now: u64, before: u64| (now as f64 - before as f64) / self.count as f64;
        let cost = Cost {
            form: form.to_owned(),
            held: each(now.held, self.empty.held),
            network_in: each(now.network_in, self.before.network_in),
            network_out: each(now.network_out, self.before.network_out),
            log: each(now.log, self.before.log),
        };
        self.before = now;
        cost
    }

    /// What an event holds in its client's log.
    fn event(&self) -> Cost {
        let log = format!("hndo:{{c:{}}}:log", owner());
        let events: u64 = self.world.server.command(&format!("XLEN {log}"));
        Cost {
            form: "event".to_owned(),
            held: usage(&self.world) as f64 / events as f64,
            network_in: 0.0,
            network_out: 0.0,
            log: 0.0,
        }
    }
}

impl Counters {
    fn read(world: &World) -> Self {
        let told = |section, name| number(&world.server, section, name);
        Self {
            held: told("memory", "used_memory") - usage(world),
            network_in: told("stats", "total_net_input_bytes"),
            network_out: told("stats", "total_net_output_bytes"),
            log: told("persistence", "aof_current_size"),
        }
    }
}

/// Bytes of the client's log of events.
fn usage(world: &World) -> u64 {
    let call = format!("MEMORY USAGE hndo:{{c:{}}}:log SAMPLES 0", owner());
    world.server.command::<Option<u64>>(&call).unwrap_or(0)
}

//! Clients with webhooks, a store with a clock that the test moves, and a sender.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use handover::{
    clients::{Clients, Current},
    events::{Caller, Next, Patience, Sender},
    protocol::{
        token::{AnswerToken, BundleId, CollectToken, random},
        wire::{Bytes, Time},
    },
    store::{
        NewRequest, Owner, Reference, Store,
        log::{HookState, Outcome},
        memory::Memory,
    },
};

pub const SECRET: &str = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
pub const NEXT_SECRET: &str = "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
/// For receivers that answer: longer than any test.
pub const PATIENT: Patience = Patience {
    connect: Duration::from_secs(60),
    whole: Duration::from_secs(60),
};

type Outcomes = Arc<Mutex<Vec<(Owner, Outcome)>>>;

pub struct Desk {
    pub store: Store,
    pub clients: Arc<Current>,
    clock: Arc<AtomicI64>,
    sender: Sender,
    outcomes: Outcomes,
}

impl Desk {
    /// One client, `desk`, with its webhook there.
    pub fn new(url: &str) -> Self {
        Self::of(&[("desk", url)])
    }

    pub fn of(hooks: &[(&str, &str)]) -> Self {
        let clock = Arc::new(AtomicI64::new(1_900_000_000_000));
        let now = Arc::clone(&clock);
        let tell = move || Time::from_millis(now.load(Ordering::Relaxed));
        let store = Store::Memory(Memory::with_clock(64 << 20, tell));
        let clients = Arc::new(Current::new(clients(hooks, &[SECRET])));
        let outcomes = Outcomes::default();
        Self {
            sender: sender(&store, &clients, PATIENT, &outcomes),
            store,
            clients,
            clock,
            outcomes,
        }
    }

    /// As another instance has it.
    pub fn another_sender(&self, patience: Patience) -> Sender {
        sender(&self.store, &self.clients, patience, &self.outcomes)
    }

    pub fn now(&self) -> Time {
        Time::from_millis(self.clock.load(Ordering::Relaxed))
    }

    pub fn pass(&self, span: Duration) {
        let millis = i64::try_from(span.as_millis()).unwrap();
        self.clock.fetch_add(millis, Ordering::Relaxed);
    }

    /// Something happens to each of these tickets of `desk`, in this order.
    pub async fn happen(&self, references: &[&str]) {
        for reference in references {
            request(&self.store, &owner("desk"), reference).await;
        }
    }

    pub async fn state(&self) -> HookState {
        self.store.hook_state(&owner("desk")).await.unwrap()
    }

    /// Delivers to `desk` what is due now.
    pub async fn deliver(&self) {
        while self.sender.deliver_next(&owner("desk")).await == Next::Due {}
    }

    /// Delivers until nothing waits but for an operator; returns after how long.
    pub async fn deliver_to_the_end(&self) -> Duration {
        let began = self.now();
        loop {
            self.deliver().await;
            let Some(next) = self.state().await.next_at else {
                let millis = self.now().millis() - began.millis();
                return Duration::from_millis(u64::try_from(millis).unwrap());
            };
            self.clock.fetch_max(next.millis(), Ordering::Relaxed);
        }
    }

    pub fn outcomes(&self) -> Vec<Outcome> {
        let outcomes = self.outcomes.lock().unwrap();
        outcomes
            .iter()
            .map(|(_, outcome)| outcome.clone())
            .collect()
    }
}

pub fn owner(name: &str) -> Owner {
    Owner::parse(name).unwrap()
}

fn sender(
    store: &Store,
    clients: &Arc<Current>,
    patience: Patience,
    outcomes: &Outcomes,
) -> Sender {
    let outcomes = Arc::clone(outcomes);
    Sender::new(
        store.for_worker(),
        Arc::clone(clients),
        Caller::new(patience).unwrap(),
        Box::new(move |owner, outcome| {
            let told = (owner.clone(), outcome.clone());
            outcomes.lock().unwrap().push(told);
        }),
    )
}

/// A clients file with these webhooks, all with the same secrets.
pub fn clients(hooks: &[(&str, &str)], secrets: &[&str]) -> Clients {
    let tables = hooks.iter().map(|(name, url)| {
        format!(
            "[[client]]\nname = {name:?}\ndisplay = \"D\"\nscopes = []\n\
             [client.webhook]\nurl = {url:?}\nsecrets = {secrets:?}\n"
        )
    });
    Clients::parse(&tables.collect::<String>()).ok().unwrap()
}

/// Makes a request, which is an event of its owner.
pub async fn request(store: &Store, owner: &Owner, reference: &str) -> BundleId {
    let answer = AnswerToken::random();
    let request = NewRequest {
        id: answer.hash().request_id(),
        document: Bytes(random::<700>().to_vec()),
        answer_hash: answer.hash(),
        collect_hash: CollectToken::random().hash(),
        lifetime: Duration::from_secs(14 * 86_400),
        tries: 5,
        retention: Duration::from_secs(7 * 86_400),
        owner: Some(owner.clone()),
        reference: Some(Reference::parse(reference).unwrap()),
    };
    store.request(&request).await.unwrap();
    request.id
}

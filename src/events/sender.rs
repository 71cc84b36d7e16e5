//! Delivers what is waiting, for every client with a webhook.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, watch},
    task::{Id, JoinSet},
    time::{MissedTickBehavior, interval, timeout},
};

use super::{Caller, Exchange, Message, schedule};
use crate::{
    clients::{Client, Current, Webhook},
    protocol::token::random,
    store::{
        Owner, Store,
        log::{Delivery, Due, Outcome, SenderId},
    },
};

/// For so long an event is one instance's: longer than a call can take.
const LEASE: Duration = Duration::from_secs(30);
/// Calls under way at the end have this long to come to theirs.
const GRACE: Duration = Duration::from_secs(10);
/// Every client is looked after so often.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// How many receivers are called at the same time.
const AT_ONCE: usize = 32;

/// Who is told what became of each delivery.
pub type Observer = Box<dyn Fn(&Owner, &Outcome) + Send + Sync>;

/// What may be delivered to a client after a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Perhaps another event, at once.
    Due,
    /// The same event, after this pause.
    After(Duration),
    /// Nothing that is known of.
    Rest,
}

/// Sends the events of all clients, each client's in order and one at a time.
pub struct Sender {
    id: SenderId,
    store: Store,
    clients: Arc<Current>,
    caller: Caller,
    turns: Semaphore,
    observer: Observer,
}

impl Sender {
    /// Sends nothing yet.
    #[must_use]
    pub fn new(store: Store, clients: Arc<Current>, caller: Caller, observer: Observer) -> Self {
        Self {
            id: SenderId::random(),
            store,
            clients,
            caller,
            turns: Semaphore::new(AT_ONCE),
            observer,
        }
    }

    /// Looks each second for what is due, until `ending` is true, or nobody is left to say so. Calls
    /// that are under way then have ten seconds; what they have not told by then is sent again.
    pub async fn run(self, ending: watch::Receiver<bool>) {
        let sender = Arc::new(self);
        let mut end = ending.clone();
        let mut runs = JoinSet::new();
        let mut busy: HashMap<Id, Owner> = HashMap::new();
        let mut seconds = interval(BETWEEN_LOOKS);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = end.wait_for(|ending| *ending) => break,
                Some(ended) = runs.join_next_with_id() => {
                    let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                    busy.remove(&id);
                }
                _ = seconds.tick() => {
                    for name in sender.told() {
                        if !busy.values().any(|other| *other == name) {
                            let run = Arc::clone(&sender).catch_up(name.clone(), ending.clone());
                            busy.insert(runs.spawn(run).id(), name);
                        }
                    }
                }
            }
        }
        let last = async { while runs.join_next().await.is_some() {} };
        let _ = timeout(GRACE, last).await;
    }

    /// The clients that have a webhook now.
    fn told(&self) -> Vec<Owner> {
        let clients = self.clients.get();
        let told = clients.iter().filter(|client| client.webhook().is_some());
        told.map(|client| client.name().clone()).collect()
    }

    /// Delivers one event after the other while that works, over short pauses, too.
    async fn catch_up(self: Arc<Self>, name: Owner, mut ending: watch::Receiver<bool>) {
        while !*ending.borrow() {
            match self.deliver_next(&name).await {
                Next::Due => {}
                Next::After(pause) if pause < BETWEEN_LOOKS => {
                    let _ = timeout(pause, ending.wait_for(|ending| *ending)).await;
                }
                Next::After(_) | Next::Rest => return,
            }
        }
    }

    /// Delivers the client's next event if one is due.
    pub async fn deliver_next(&self, name: &Owner) -> Next {
        let _turn = self.turns.acquire().await.expect("it is never closed");
        // As the clients are now: a SIGHUP counts from the next call on.
        let clients = self.clients.get();
        let Some(webhook) = clients.named(name).and_then(Client::webhook) else {
            return Next::Rest;
        };
        match self.store.next_delivery(name, &self.id, LEASE).await {
            Ok(Delivery::Due(due)) => self.deliver(name, webhook, &due).await,
            Ok(Delivery::Rest) => Next::Rest,
            Err(error) => {
                tracing::debug!(client = %name, %error, "no event could be fetched");
                Next::Rest
            }
        }
    }

    async fn deliver(&self, name: &Owner, webhook: &Webhook, due: &Due) -> Next {
        let exchange = self
            .caller
            .call(webhook, &Message::of(&due.event), due.now)
            .await;
        let outcome = schedule::outcome(&exchange, due, u64::from_le_bytes(random()));
        let written = self.store.delivered(name, &self.id, due.position, &outcome);
        match written.await {
            Ok(true) => {
                say(name, due, &exchange, &outcome);
                (self.observer)(name, &outcome);
                match outcome {
                    Outcome::Delivered | Outcome::Dead { .. } => Next::Due,
                    Outcome::Later { after, .. } => Next::After(after),
                    Outcome::Off { .. } => Next::Rest,
                }
            }
            // Another instance has it now: it may come twice, and never not at all.
            Ok(false) => Next::Rest,
            Err(error) => {
                tracing::debug!(client = %name, %error, "a delivery could not be written down");
                Next::Rest
            }
        }
    }
}

/// One line for each change of a webhook, of all instances together: what came before is in the store.
fn say(name: &Owner, due: &Due, exchange: &Exchange, outcome: &Outcome) {
    match outcome {
        Outcome::Delivered if due.down_since.is_some() => {
            tracing::info!(client = %name, "the webhook takes events again");
        }
        Outcome::Later { .. } if due.down_since.is_none() => tracing::warn!(
            client = %name,
            "the webhook did not take an event: {exchange}; it is tried again"
        ),
        Outcome::Dead { .. } => tracing::warn!(
            client = %name,
            "the webhook refused an event ten times: {exchange}; it is among the dead letters, which \
             handover clients dead {name} shows"
        ),
        Outcome::Off { reason } => tracing::error!(
            client = %name,
            "the webhook is off: {reason}; nothing is lost, and handover clients webhook enable \
             {name} goes on where it stopped"
        ),
        Outcome::Delivered | Outcome::Later { .. } => {}
    }
}

//! What people and machines do all the time, whatever happens to the store: put bundles, ask
//! for them and race to answer, race to open, guess, spam, revoke, look, and ask again for as long as the answer is 503 or none.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use futures_util::future::join_all;
use handover::protocol::token::OpenToken;
use tokio::{
    runtime::Builder,
    task::{LocalSet, spawn_local},
    time::{Instant, sleep},
};

use crate::{
    bundle::{Bundle, Request},
    caller::{Caller, Opener},
    chance::Chance,
    checker::{LEASE, TRIES},
    history::Said,
};

/// For how long somebody goes on asking: as long as a claim is worth anything.
const PATIENT: Duration = Duration::from_millis(LEASE.unsigned_abs());
const BETWEEN_TRIES: Duration = Duration::from_millis(200);
const BETWEEN_BUNDLES: Duration = Duration::from_millis(40);
const RIVALS: usize = 3;
const ANSWERS: usize = 2;

/// Numbers that tell claims and guesses apart in the whole run.
static NUMBERS: AtomicU32 = AtomicU32::new(0);

pub fn number() -> u32 {
    NUMBERS.fetch_add(1, Ordering::Relaxed)
}

/// The workload, in a thread of its own.
pub struct Workload {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Workload {
    pub fn start(caller: Arc<Caller>, mut chance: Chance) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            let everybody = LocalSet::new();
            everybody.spawn_local(async move {
                while !stopped.load(Ordering::Relaxed) {
                    let (caller, fork) = (Arc::clone(&caller), chance.fork());
                    if chance.percent(15) {
                        spawn_local(conversation(caller, fork));
                    } else {
                        spawn_local(life(caller, fork));
                    }
                    sleep(BETWEEN_BUNDLES).await;
                }
            });
            runtime.block_on(everybody);
        });
        Self {
            stop,
            thread: Some(thread),
        }
    }

    /// Nobody begins anything new; returns when everybody has come to an end.
    pub fn finish(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let thread = self.thread.take().unwrap();
        thread.join().expect("the workload does not panic");
    }
}

impl Drop for Workload {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// One person's calls about one bundle.
struct Person {
    caller: Arc<Caller>,
    chance: Chance,
    bundle: Arc<Bundle>,
}

impl Person {
    /// Either of the two processes.
    fn app(&mut self) -> usize {
        self.chance.below(2)
    }

    async fn wait(&mut self, most: usize) {
        let millis = self.chance.below(most);
        sleep(Duration::from_millis(millis.try_into().unwrap())).await;
    }
}

/// Everything that happens to one bundle.
async fn life(caller: Arc<Caller>, mut chance: Chance) {
    let bundle = caller.new_bundle();
    let fate = chance.below(100);
    let mut person = || Person {
        caller: Arc::clone(&caller),
        chance: chance.fork(),
        bundle: Arc::clone(&bundle),
    };
    if !create(person()).await {
        return;
    }
    after(fate, person);
}

/// A request, and the bundles of those who answer it at the same time: one of them comes first.
async fn conversation(caller: Arc<Caller>, mut chance: Chance) {
    let request = Arc::new(Request::new());
    let answers = (0..ANSWERS).map(|_| caller.new_answer(Some(Arc::clone(&request))));
    let mut people: Vec<Person> = answers
        .map(|bundle| Person {
            caller: Arc::clone(&caller),
            chance: chance.fork(),
            bundle,
        })
        .collect();
    if !ask(&mut people[0], &request).await {
        return;
    }
    for mut person in people {
        let fate = chance.below(100);
        spawn_local(async move {
            let (caller, bundle) = (Arc::clone(&person.caller), Arc::clone(&person.bundle));
            let mut chance = person.chance.fork();
            if create(person).await {
                after(fate, || Person {
                    caller: Arc::clone(&caller),
                    chance: chance.fork(),
                    bundle: Arc::clone(&bundle),
                });
            }
        });
    }
}

async fn ask(person: &mut Person, request: &Request) -> bool {
    let said = patiently(async || {
        let app = person.app();
        person.caller.ask(app, &person.bundle, request).await
    });
    said.await == Some(Said::Created)
}

/// What becomes of a bundle that is there.
fn after(fate: usize, mut person: impl FnMut() -> Person) {
    spawn_local(watch(person()));
    spawn_local(spam(person()));
    match fate {
        0..60 => {
            for _ in 0..RIVALS {
                spawn_local(read(person()));
            }
        }
        60..75 => {
            spawn_local(guess(person()));
        }
        75..85 => {
            spawn_local(revoke(person()));
            spawn_local(read(person()));
        }
        // Left alone until the end.
        _ => {}
    }
}

/// Asks until the answer is one.
async fn patiently(mut ask: impl AsyncFnMut() -> Said) -> Option<Said> {
    let deadline = Instant::now() + PATIENT;
    while Instant::now() < deadline {
        match ask().await {
            Said::Later | Said::Unknown => sleep(BETWEEN_TRIES).await,
            said => return Some(said),
        }
    }
    None
}

async fn create(mut person: Person) -> bool {
    let said = patiently(async || {
        let app = person.app();
        person.caller.create(app, &person.bundle).await
    });
    said.await == Some(Said::Created)
}

async fn read(mut person: Person) {
    let opener = Opener::new(number(), person.chance.percent(90));
    person.wait(4_000).await;
    if !opener.keeps_claim() {
        let app = person.app();
        person.caller.open(app, &person.bundle, &opener).await;
        return;
    }
    // Some fetch again what they have; the bytes must be the same.
    let fetches = if person.chance.percent(20) { 2 } else { 1 };
    for _ in 0..fetches {
        let said = patiently(async || {
            let app = person.app();
            match person.caller.open(app, &person.bundle, &opener).await {
                Said::Partial => Said::Unknown,
                said => said,
            }
        });
        if !matches!(said.await, Some(Said::Envelope(_))) {
            return;
        }
    }
    if person.chance.percent(90) {
        patiently(async || {
            let app = person.app();
            person.caller.confirm(app, &person.bundle, &opener).await
        })
        .await;
    }
}

/// More guesses than there are tries, some of them at once.
async fn guess(mut person: Person) {
    person.wait(1_000).await;
    let at_once = person.chance.below(3) + 1;
    for _ in 0..TRIES {
        join_all((0..at_once).map(|turn| guess_once(&person, turn))).await;
    }
}

async fn guess_once(person: &Person, first: usize) {
    let (token, guess) = (OpenToken::random(), number());
    let mut turn = first;
    patiently(async || {
        turn += 1;
        let caller = &person.caller;
        caller.guess(turn % 2, &person.bundle, guess, &token).await
    })
    .await;
}

async fn revoke(mut person: Person) {
    person.wait(3_000).await;
    patiently(async || {
        let app = person.app();
        person.caller.revoke(app, &person.bundle).await
    })
    .await;
}

async fn spam(mut person: Person) {
    for _ in 0..person.chance.below(3) {
        person.wait(3_000).await;
        let app = person.app();
        if person.chance.percent(50) {
            person.caller.open_without_link(app, &person.bundle).await;
        } else {
            person
                .caller
                .revoke_without_receipt(app, &person.bundle)
                .await;
        }
    }
}

async fn watch(mut person: Person) {
    for _ in 0..person.chance.below(8) {
        person.wait(2_000).await;
        let app = person.app();
        person.caller.look(app, &person.bundle).await;
    }
}

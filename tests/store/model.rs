//! Any sequence of verbs and of time: memory, Redis and a model agree, answer by answer.
//!
//! Time goes in units of ten seconds. A step of time is 100 k + 1 units and every span is a
//! multiple of 100, so that within a sequence no moment comes near a limit by less than one unit:
//! the real milliseconds that Redis needs cannot change an answer.

use std::{collections::HashSet, time::Duration};

use handover::{
    protocol::{
        envelope::Envelope,
        token::{Claim, LinkToken, OpenToken, ReceiptToken},
        wire::{Receipt, Time, View},
    },
    store::{Attempt, Claimed, Created, Ended, Seen},
};
use proptest::prelude::*;

use super::{
    fixture::{Sample, TRIES, bearer, envelope_bytes},
    world::{World, run},
};

const UNIT: Duration = Duration::from_secs(10);
const LEASE: u32 = 200;
const LIFETIME: u32 = 400;
const RETENTION: u32 = 600;

#[derive(Debug, Clone)]
enum Act {
    Pass {
        hundreds: u32,
    },
    Create {
        content: usize,
    },
    Look {
        with: usize,
    },
    Claim {
        who: usize,
        guess: usize,
        link: bool,
    },
    Take {
        who: usize,
        guess: usize,
    },
    Confirm {
        who: usize,
        readable: bool,
    },
    Revoke {
        right: bool,
    },
    Finish {
        right: bool,
    },
}

/// Guess 0 is the right open token.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (0..4_u32).prop_map(|hundreds| Act::Pass { hundreds }),
        3 => (0..2_usize).prop_map(|content| Act::Create { content }),
        2 => (0..3_usize).prop_map(|with| Act::Look { with }),
        6 => (0..3_usize, 0..4_usize, prop::bool::weighted(0.9))
            .prop_map(|(who, guess, link)| Act::Claim { who, guess, link }),
        1 => (0..3_usize, 0..4_usize).prop_map(|(who, guess)| Act::Take { who, guess }),
        2 => (0..3_usize, any::<bool>())
            .prop_map(|(who, readable)| Act::Confirm { who, readable }),
        1 => prop::bool::weighted(0.7).prop_map(|right| Act::Revoke { right }),
        1 => prop::bool::weighted(0.7).prop_map(|right| Act::Finish { right }),
    ];
    prop::collection::vec(act, 1..40)
}

/// What the model remembers of the one bundle, as plain facts.
#[derive(Default)]
struct Model {
    now: u32,
    bundle: Option<Facts>,
}

#[derive(Default)]
struct Facts {
    content: usize,
    created: u32,
    winner: Option<(usize, u32)>,
    erased: Option<u32>,
    confirmed: Option<(u32, bool)>,
    finished: Option<u32>,
    revoked: Option<u32>,
    destroyed: Option<u32>,
    wrong: HashSet<(usize, usize)>,
    late: u32,
    last_late: Option<(usize, usize)>,
}

impl Facts {
    fn state(&self, now: u32) -> (&'static str, u32) {
        if let Some(at) = self.revoked {
            ("revoked", at)
        } else if let Some(at) = self.destroyed {
            ("destroyed", at)
        } else if let Some((_, at)) = self.winner {
            match self.erased {
                Some(erased) => ("opened", erased),
                None if now >= at + LEASE => ("opened", at + LEASE),
                None => ("claimed", at),
            }
        } else if now >= self.created + LIFETIME {
            ("expired", self.created + LIFETIME)
        } else {
            ("sealed", self.created)
        }
    }

    fn tries(&self) -> usize {
        TRIES as usize - self.wrong.len()
    }

    fn view(&self, now: u32) -> String {
        let (state, at) = self.state(now);
        let ended = ["expired", "revoked", "destroyed"].contains(&state);
        let claimed = self.winner.map(|(_, at)| at);
        let lease = claimed.filter(|_| state == "claimed").map(|at| at + LEASE);
        let opened = (state == "opened").then_some(at);
        format!(
            "{state} {} tries {} claimed {claimed:?} lease {lease:?} opened {opened:?} ended {:?} \
             finished {:?}",
            self.created + LIFETIME,
            self.tries(),
            ended.then_some(at),
            self.finished,
        )
    }

    fn receipt(&self, now: u32) -> String {
        format!(
            "{} | {} {} {:?} {:?} late {}",
            self.view(now),
            self.created,
            self.created + LIFETIME + RETENTION,
            self.confirmed.map(|(at, _)| at),
            self.confirmed.map(|(_, readable)| readable),
            self.late,
        )
    }

    fn claim(&mut self, now: u32, who: usize, guess: usize) -> String {
        let (state, at) = self.state(now);
        let mine = self.winner.is_some_and(|(winner, _)| winner == who);
        if state == "sealed" && guess == 0 {
            self.winner = Some((who, now));
            return format!("granted {} until {}", self.content, now + LEASE);
        }
        if state == "sealed" {
            self.wrong.insert((who, guess));
            if self.tries() > 0 {
                return format!("wrong {}", self.tries());
            }
            self.destroyed = Some(now);
            return format!("gone destroyed {now}");
        }
        if state == "claimed" && mine {
            return format!("granted {} until {}", self.content, at + LEASE);
        }
        let known = self.wrong.contains(&(who, guess)) || self.last_late == Some((who, guess));
        if !mine && !known {
            self.late += 1;
            self.last_late = Some((who, guess));
        }
        format!("gone {state} {at}")
    }

    fn take(&mut self, now: u32, who: usize, guess: usize) -> String {
        let answer = self.claim(now, who, guess);
        if answer.starts_with("granted") {
            self.erased = Some(now);
            return format!("granted {} and erased", self.content);
        }
        answer
    }

    fn confirm(&mut self, now: u32, who: usize, readable: bool) -> String {
        match self.winner {
            Some((winner, _)) if winner == who => {
                let (state, at) = self.state(now);
                self.erased = Some(if state == "opened" { at } else { now });
                self.confirmed.get_or_insert((now, readable));
                "true".to_owned()
            }
            _ => "false".to_owned(),
        }
    }

    fn revoke(&mut self, now: u32) -> String {
        match self.state(now) {
            ("sealed", _) => {
                self.revoked = Some(now);
                "done".to_owned()
            }
            ("revoked", _) => "done".to_owned(),
            (state, at) => format!("refused {state} {at}"),
        }
    }

    fn finish(&mut self, now: u32) -> String {
        match self.state(now) {
            ("claimed" | "opened", _) => {
                self.finished.get_or_insert(now);
                "done".to_owned()
            }
            (state, at) => format!("refused {state} {at}"),
        }
    }
}

impl Model {
    fn act(&mut self, act: &Act) -> String {
        let now = self.now;
        if let Act::Pass { hundreds } = act {
            self.now += hundreds * 100 + 1;
            return String::new();
        }
        let kept = |facts: &Facts| now < facts.created + LIFETIME + RETENTION;
        self.bundle = self.bundle.take().filter(kept);
        match (act, &mut self.bundle) {
            (Act::Create { content }, None) => {
                self.bundle = Some(Facts {
                    content: *content,
                    created: now,
                    ..Facts::default()
                });
                format!("new {}", now + LIFETIME)
            }
            (Act::Create { content }, Some(facts)) if facts.content == *content => {
                format!("same {}", facts.created + LIFETIME)
            }
            (Act::Create { .. }, Some(_)) => "taken".to_owned(),
            (Act::Confirm { .. }, None) => "false".to_owned(),
            (_, None) => "nothing".to_owned(),
            (Act::Look { with: 0 }, Some(facts)) => facts.view(now),
            (Act::Look { with: 1 }, Some(facts)) => facts.receipt(now),
            (
                Act::Claim {
                    who,
                    guess,
                    link: true,
                },
                Some(facts),
            ) => facts.claim(now, *who, *guess),
            (Act::Take { who, guess }, Some(facts)) => facts.take(now, *who, *guess),
            (Act::Confirm { who, readable }, Some(facts)) => facts.confirm(now, *who, *readable),
            (Act::Revoke { right: true }, Some(facts)) => facts.revoke(now),
            (Act::Finish { right: true }, Some(facts)) => facts.finish(now),
            _ => "nothing".to_owned(),
        }
    }
}

/// The real store, told the same acts.
struct Real<'a> {
    world: &'a World,
    sample: Sample,
    other_envelope: Vec<u8>,
    claims: [Claim; 3],
    guesses: [OpenToken; 3],
}

impl<'a> Real<'a> {
    fn new(world: &'a World) -> Self {
        let mut sample = Sample::new();
        sample.lifetime = UNIT * LIFETIME;
        sample.retention = UNIT * RETENTION;
        Self {
            world,
            sample,
            other_envelope: envelope_bytes(1024),
            claims: std::array::from_fn(|_| Claim::random()),
            guesses: std::array::from_fn(|_| OpenToken::random()),
        }
    }

    async fn act(&self, act: &Act) -> String {
        let (store, id) = (&self.world.store, &self.sample.id);
        match act {
            Act::Pass { hundreds } => {
                self.world.pass(UNIT * (hundreds * 100 + 1));
                String::new()
            }
            Act::Create { content } => {
                let mut bundle = self.sample.bundle();
                if *content == 1 {
                    bundle.envelope = Envelope::parse(self.other_envelope.clone()).unwrap();
                }
                self.created(store.create(&bundle).await.unwrap())
            }
            Act::Look { with } => {
                let token = [
                    *self.sample.link.as_bytes(),
                    *self.sample.receipt.as_bytes(),
                    *self.sample.open.as_bytes(),
                ][*with];
                self.seen(store.look(id, &bearer(&token)).await.unwrap())
            }
            Act::Claim { who, guess, link } => {
                let attempt = self.attempt(*who, *guess, *link);
                let claimed = store.claim(id, &attempt, UNIT * LEASE).await;
                self.claimed(&claimed.unwrap())
            }
            Act::Take { who, guess } => {
                let attempt = self.attempt(*who, *guess, true);
                self.claimed(&store.take(id, &attempt).await.unwrap())
            }
            Act::Confirm { who, readable } => {
                let claim = self.claims[*who].hash();
                let confirmed = store.confirm(id, &claim, *readable).await;
                confirmed.unwrap().to_string()
            }
            Act::Revoke { right } => {
                let other = ReceiptToken::random().hash();
                let receipt = if *right {
                    self.sample.receipt.hash()
                } else {
                    other
                };
                self.ended(store.revoke(id, &receipt).await.unwrap())
            }
            Act::Finish { right } => {
                let other = LinkToken::random().hash();
                let link = if *right {
                    self.sample.link.hash()
                } else {
                    other
                };
                self.ended(store.finish(id, &link).await.unwrap())
            }
        }
    }

    fn attempt(&self, who: usize, guess: usize, link: bool) -> Attempt {
        let open = match guess {
            0 => &self.sample.open,
            guess => &self.guesses[guess - 1],
        };
        let stranger = LinkToken::random();
        let link = if link { &self.sample.link } else { &stranger };
        Attempt::new(link, open, &self.claims[who])
    }

    fn time(&self, time: Time) -> i64 {
        self.world.moment(time, UNIT)
    }

    fn maybe(&self, time: Option<Time>) -> Option<i64> {
        time.map(|time| self.time(time))
    }

    fn created(&self, created: Created) -> String {
        match created {
            Created::New { expires_at } => format!("new {}", self.time(expires_at)),
            Created::Same { expires_at } => format!("same {}", self.time(expires_at)),
            Created::Taken => "taken".to_owned(),
        }
    }

    fn claimed(&self, claimed: &Claimed) -> String {
        match claimed {
            Claimed::Nothing => "nothing".to_owned(),
            Claimed::WrongPassphrase { tries_left } => format!("wrong {tries_left}"),
            Claimed::Gone { state, at } => format!("gone {state} {}", self.time(*at)),
            Claimed::Granted {
                envelope,
                lease_expires_at,
            } => {
                let contents = [&self.sample.envelope, &self.other_envelope];
                let content = contents.iter().position(|content| *content == envelope);
                let content = content.unwrap();
                match lease_expires_at {
                    Some(at) => format!("granted {content} until {}", self.time(*at)),
                    None => format!("granted {content} and erased"),
                }
            }
        }
    }

    fn ended(&self, ended: Ended) -> String {
        match ended {
            Ended::Nothing => "nothing".to_owned(),
            Ended::Done => "done".to_owned(),
            Ended::Refused { state, at } => format!("refused {state} {}", self.time(at)),
        }
    }

    fn seen(&self, seen: Seen) -> String {
        match seen {
            Seen::Nothing => "nothing".to_owned(),
            Seen::Link(view) => self.view(&view),
            Seen::Receipt(receipt) => self.receipt(&receipt),
        }
    }

    fn view(&self, view: &View) -> String {
        format!(
            "{} {} tries {} claimed {:?} lease {:?} opened {:?} ended {:?} finished {:?}",
            view.state,
            self.time(view.expires_at),
            view.tries_left,
            self.maybe(view.claimed_at),
            self.maybe(view.lease_expires_at),
            self.maybe(view.opened_at),
            self.maybe(view.ended_at),
            self.maybe(view.finished_at),
        )
    }

    fn receipt(&self, receipt: &Receipt) -> String {
        format!(
            "{} | {} {} {:?} {:?} late {}",
            self.view(&receipt.view),
            self.time(receipt.created_at),
            self.time(receipt.receipt_until),
            self.maybe(receipt.confirmed_at),
            receipt.readable,
            receipt.late_attempts,
        )
    }
}

fn agree(world: &World, acts: &[Act]) -> Result<(), TestCaseError> {
    let mut model = Model::default();
    world.begin();
    let real = Real::new(world);
    let mut outcome = Ok(());
    run(async {
        for (turn, act) in acts.iter().enumerate() {
            let (expected, answer) = (model.act(act), real.act(act).await);
            if expected != answer {
                let words = format!("turn {turn}, {act:?}: expected {expected}, got {answer}");
                outcome = Err(TestCaseError::fail(words));
                return;
            }
        }
    });
    outcome
}

fn check(world: &World, cases: u32) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&acts(), |acts| agree(world, &acts));
    assert!(result.is_ok(), "{}", result.unwrap_err());
}

#[test]
fn memory_does_what_the_model_does() {
    check(&World::memory(), 1000);
}

#[test]
fn redis_does_what_the_model_does() {
    check(&World::redis(), 100);
}

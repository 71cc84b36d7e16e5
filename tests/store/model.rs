//! Any sequence of verbs and of time: memory, Redis and a model agree, answer by answer.
//!
//! Time goes in units of a hundred seconds. A step of time is 100 k + 1 units and every span is a
//! multiple of 100, so that within a sequence no moment comes near a limit by less than one unit:
//! the real time that Redis needs, if it is less than half a unit, cannot change an answer. The longest
//! sequence is shorter than the log is kept.

mod facts;
mod real;
mod told;

use std::time::Duration;

use proptest::prelude::*;

use self::{
    facts::{AskFacts, Facts},
    real::Real,
    told::told,
};
use super::world::{World, run};

const UNIT: Duration = Duration::from_secs(100);
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
    Request {
        content: usize,
    },
    LookRequest {
        with: usize,
    },
    Answer {
        content: usize,
        right: bool,
    },
    RevokeRequest {
        by: usize,
    },
    FinishRequest {
        by: usize,
    },
}

/// Guess 0 is the right open token. A bundle and a request stand under the same id, as no hash can
/// bring it about: whichever comes first keeps it.
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
        4 => (0..2_usize).prop_map(|content| Act::Request { content }),
        3 => (0..4_usize).prop_map(|with| Act::LookRequest { with }),
        4 => (0..2_usize, prop::bool::weighted(0.9))
            .prop_map(|(content, right)| Act::Answer { content, right }),
        1 => (0..3_usize).prop_map(|by| Act::RevokeRequest { by }),
        1 => (0..3_usize).prop_map(|by| Act::FinishRequest { by }),
    ];
    prop::collection::vec(act, 1..40)
}

/// What the model remembers of the one id.
#[derive(Default)]
struct Model {
    now: u32,
    kept: Option<Kept>,
}

enum Kept {
    Bundle(Facts),
    Request(AskFacts),
}

impl Kept {
    fn until(&self) -> u32 {
        match self {
            Self::Bundle(facts) => facts.created + LIFETIME + RETENTION,
            Self::Request(facts) => facts.kept_until(),
        }
    }

    /// The bundle of this id: its own, or the answer to the request.
    fn bundle(&mut self) -> Option<&mut Facts> {
        match self {
            Self::Bundle(facts) => Some(facts),
            Self::Request(facts) => facts.answer.as_mut(),
        }
    }

    fn created_again(&self, wanted: &Act) -> String {
        match (self, wanted) {
            (Self::Bundle(facts), Act::Create { content }) if facts.content == *content => {
                format!("same {}", facts.created + LIFETIME)
            }
            (Self::Request(facts), Act::Request { content }) if facts.content == *content => {
                format!("same {}", facts.requested + LIFETIME)
            }
            _ => "taken".to_owned(),
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
        self.kept = self.kept.take().filter(|kept| now < kept.until());
        match (act, &mut self.kept) {
            (Act::Create { .. } | Act::Request { .. }, Some(kept)) => kept.created_again(act),
            (Act::Create { content }, None) => {
                self.kept = Some(Kept::Bundle(Facts::new(*content, now)));
                format!("new {}", now + LIFETIME)
            }
            (Act::Request { content }, None) => {
                self.kept = Some(Kept::Request(AskFacts::new(*content, now)));
                format!("new {}", now + LIFETIME)
            }
            (act, Some(Kept::Request(facts))) if act.is_of_requests() => {
                act_on_request(facts, now, act)
            }
            (act, kept) => act_on_bundle(kept.as_mut().and_then(Kept::bundle), now, act),
        }
    }
}

impl Act {
    const fn is_of_requests(&self) -> bool {
        matches!(
            self,
            Self::LookRequest { .. }
                | Self::Answer { .. }
                | Self::RevokeRequest { .. }
                | Self::FinishRequest { .. }
        )
    }
}

fn act_on_request(facts: &mut AskFacts, now: u32, act: &Act) -> String {
    match act {
        Act::LookRequest { with } => facts.look(now, *with),
        Act::Answer {
            content,
            right: true,
        } => facts.fill(now, *content),
        Act::RevokeRequest { by: 0 | 1 } => facts.revoke(now),
        Act::FinishRequest { by: 0 | 1 } => facts.finish(now),
        _ => "nothing".to_owned(),
    }
}

fn act_on_bundle(facts: Option<&mut Facts>, now: u32, act: &Act) -> String {
    match (act, facts) {
        (Act::Confirm { .. }, None) => "false".to_owned(),
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

fn check(cases: u32, test: impl Fn(&[Act]) -> Result<(), TestCaseError>) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&acts(), |acts| test(&acts));
    assert!(result.is_ok(), "{}", result.unwrap_err());
}

#[test]
fn memory_does_what_the_model_does() {
    let world = World::memory();
    check(1000, |acts| agree(&world, acts));
}

#[test]
fn redis_does_what_the_model_does() {
    let world = World::redis();
    check(100, |acts| agree(&world, acts));
}

#[test]
fn both_stores_tell_the_same() {
    let redis = World::redis();
    check(60, |acts| {
        redis.begin();
        let (mut in_redis, mut in_memory) = (Vec::new(), Vec::new());
        run(async {
            in_redis = told(&redis, acts).await;
            in_memory = told(&World::memory(), acts).await;
        });
        prop_assert_eq!(in_redis, in_memory);
        Ok(())
    });
}

//! The real store, told the same acts as the model.

use handover::{
    protocol::{
        envelope::Envelope,
        token::{AnswerToken, Claim, EnvelopeHash, LinkToken, OpenToken, ReceiptToken, random},
        wire::{Receipt, RequestState, RequestTimes, Time, View},
    },
    store::{
        Answered, Attempt, Authority, Claimed, Created, Ended, NewAnswer, RequestBearer, Seen,
        SeenRequest,
    },
};

use super::{Act, LEASE, LIFETIME, RETENTION, UNIT};
use crate::store::{
    ask::{Ask, owner},
    fixture::{bearer, envelope_bytes},
    world::World,
};

pub struct Real<'a> {
    world: &'a World,
    ask: Ask,
    /// A second bundle and a second document under the same tokens.
    other_envelope: Vec<u8>,
    other_document: Vec<u8>,
    claims: [Claim; 3],
    guesses: [OpenToken; 3],
}

impl<'a> Real<'a> {
    pub fn new(world: &'a World) -> Self {
        let mut ask = Ask::new();
        ask.sample.lifetime = UNIT * LIFETIME;
        ask.sample.retention = UNIT * RETENTION;
        Self {
            world,
            ask,
            other_envelope: envelope_bytes(1024),
            other_document: random::<700>().to_vec(),
            claims: std::array::from_fn(|_| Claim::random()),
            guesses: std::array::from_fn(|_| OpenToken::random()),
        }
    }

    pub async fn act(&self, act: &Act) -> String {
        let (store, id) = (&self.world.store, &self.ask.id);
        match act {
            Act::Pass { hundreds } => {
                self.world.pass(UNIT * (hundreds * 100 + 1));
                String::new()
            }
            Act::Create { content } => {
                let mut bundle = self.ask.sample.bundle();
                bundle.owner.clone_from(&self.ask.owner);
                if *content == 1 {
                    bundle.envelope = Envelope::parse(self.other_envelope.clone()).unwrap();
                }
                self.created(store.create(&bundle).await.unwrap())
            }
            Act::Look { with } => {
                let token = [
                    *self.ask.sample.link.as_bytes(),
                    *self.ask.sample.receipt.as_bytes(),
                    *self.ask.sample.open.as_bytes(),
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
                    self.ask.sample.receipt.hash()
                } else {
                    other
                };
                self.ended(store.revoke(id, &receipt).await.unwrap())
            }
            Act::Finish { right } => {
                let other = LinkToken::random().hash();
                let link = if *right {
                    self.ask.sample.link.hash()
                } else {
                    other
                };
                self.ended(store.finish(id, &link).await.unwrap())
            }
            Act::Request { content } => {
                let mut request = self.ask.request();
                if *content == 1 {
                    request.document.0.clone_from(&self.other_document);
                }
                self.created(store.request(&request).await.unwrap())
            }
            Act::LookRequest { with } => {
                let bearer = match with {
                    0 => RequestBearer::new(self.ask.answer.as_bytes()),
                    1 => RequestBearer::new(self.ask.collect.as_bytes()),
                    2 => RequestBearer::Owner(owner("zendesk")),
                    _ => RequestBearer::Owner(owner("other")),
                };
                self.seen_request(store.look_request(id, &bearer).await.unwrap())
            }
            Act::Answer { content, right } => {
                let wrong = AnswerToken::random().hash();
                let proof = if *right {
                    self.ask.answer.hash()
                } else {
                    wrong
                };
                let answer = self.answer(*content);
                self.answered(store.answer(id, &proof, &answer).await.unwrap())
            }
            Act::RevokeRequest { by } => {
                let authority = self.authority(*by);
                self.ended(store.revoke_request(id, &authority).await.unwrap())
            }
            Act::FinishRequest { by } => {
                let authority = self.authority(*by);
                self.ended(store.finish_request(id, &authority).await.unwrap())
            }
        }
    }

    /// The second one differs in its envelope.
    fn answer(&self, content: usize) -> NewAnswer {
        let mut answer = self.ask.filled();
        if content == 1 {
            answer.envelope_hash = EnvelopeHash::digest(&self.other_envelope);
            answer.envelope = Envelope::parse(self.other_envelope.clone()).unwrap();
        }
        answer
    }

    fn authority(&self, by: usize) -> Authority {
        match by {
            0 => self.ask.by_collect(),
            1 => self.ask.by_owner(),
            _ => Authority::Owner(owner("other")),
        }
    }

    fn attempt(&self, who: usize, guess: usize, link: bool) -> Attempt {
        let open = match guess {
            0 => &self.ask.sample.open,
            guess => &self.guesses[guess - 1],
        };
        let stranger = LinkToken::random();
        let link = if link {
            &self.ask.sample.link
        } else {
            &stranger
        };
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
                let contents = [&self.ask.sample.envelope, &self.other_envelope];
                let content = contents.iter().position(|content| *content == envelope);
                let content = content.unwrap();
                match lease_expires_at {
                    Some(at) => format!("granted {content} until {}", self.time(*at)),
                    None => format!("granted {content} and erased"),
                }
            }
        }
    }

    fn ended<S: std::fmt::Display>(&self, ended: Ended<S>) -> String {
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

    fn answered(&self, answered: Answered) -> String {
        match answered {
            Answered::Nothing => "nothing".to_owned(),
            Answered::New { expires_at } => format!("new {}", self.time(expires_at)),
            Answered::Same { expires_at } => format!("same {}", self.time(expires_at)),
            Answered::Taken => "taken".to_owned(),
            Answered::Gone { state, at } => format!("gone {state} {}", self.time(at)),
        }
    }

    fn seen_request(&self, seen: SeenRequest) -> String {
        match seen {
            SeenRequest::Nothing => "nothing".to_owned(),
            SeenRequest::Answerer(asked) => {
                let content = usize::from(asked.document.0 == self.other_document);
                let times = self.times(asked.state, &asked.times);
                format!("answerer {content} {times}")
            }
            SeenRequest::Collector(view) => {
                let content = usize::from(view.document.0 == self.other_document);
                let answer = view
                    .envelope_sha256
                    .map(|hash| usize::from(hash == EnvelopeHash::digest(&self.other_envelope)));
                let wraps = answer.filter(|_| view.wraps == self.ask.wraps);
                let times = self.times(view.state, &view.times);
                format!("collector {content} wraps {wraps:?} of {answer:?} {times}")
            }
            SeenRequest::Owner(view) => format!("owner {}", self.times(view.state, &view.times)),
        }
    }

    fn times(&self, state: RequestState, times: &RequestTimes) -> String {
        format!(
            "{state} {} {} answered {:?} claimed {:?} opened {:?} confirmed {:?} ended {:?} finished \
             {:?}",
            self.time(times.created_at),
            self.time(times.expires_at),
            self.maybe(times.answered_at),
            self.maybe(times.claimed_at),
            self.maybe(times.opened_at),
            self.maybe(times.confirmed_at),
            self.maybe(times.ended_at),
            self.maybe(times.finished_at),
        )
    }
}

//! What becomes of one request, and what is to be told of it.

use handover::protocol::{
    request::RequestKeys,
    token::{Claim, OpenToken, RequestSecret},
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{CLIENTS, desk::Desk};
use crate::app::TestBundle;

/// How a request ends.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Unanswered,
    Withdrawn,
    Expired,
    Answered,
    Uncollected,
    TakenBackByTheMerchant,
    TakenBackByTheDesk,
    Destroyed,
    Collected,
    CollectedAfterAWrongTry,
    FinishedByTheAgent,
    FinishedByTheDesk,
    SecondReader,
    LeaseRanOut,
}

/// A request that has come to its end, and the events that tell of it.
pub struct Story {
    pub fate: Fate,
    pub client: usize,
    pub id: String,
    pub reference: String,
    pub events: Vec<(String, Value)>,
}

impl Fate {
    const ALL: [Self; 14] = [
        Self::Collected,
        Self::Unanswered,
        Self::Withdrawn,
        Self::Expired,
        Self::FinishedByTheDesk,
        Self::Answered,
        Self::Uncollected,
        Self::TakenBackByTheMerchant,
        Self::TakenBackByTheDesk,
        Self::FinishedByTheAgent,
        Self::Destroyed,
        Self::CollectedAfterAWrongTry,
        Self::SecondReader,
        Self::LeaseRanOut,
    ];

    /// Each in turn.
    pub fn of_all(number: usize) -> Vec<Self> {
        Self::ALL.into_iter().cycle().take(number).collect()
    }

    /// Lets it happen. Every call is repeated until a process has answered it, as a client would.
    pub async fn live(self, desk: &Desk, number: usize) -> Story {
        let client = number % CLIENTS.len();
        let reference = format!("T-{number}");
        let document = desk.ask(client, &reference).await;
        let keys = RequestKeys::derive(RequestSecret::of(document.as_bytes()));
        let mut life = Life {
            desk,
            client,
            id: keys.id().to_b64u(),
            bundle: TestBundle::new(),
            claim: Claim::random(),
            events: Vec::new(),
        };
        life.tell("request.created");
        life.before_the_answer(self, &keys).await;
        Story {
            fate: self,
            client,
            id: life.id,
            reference,
            events: life.events,
        }
    }
}

struct Life<'a> {
    desk: &'a Desk,
    client: usize,
    id: String,
    bundle: TestBundle,
    claim: Claim,
    events: Vec<(String, Value)>,
}

impl Life<'_> {
    /// An event about what its name says.
    fn tell(&mut self, event: &str) {
        let subject = event.split('.').next().unwrap();
        self.events
            .push((format!("{event} of a {subject}"), json!({})));
    }

    async fn before_the_answer(&mut self, fate: Fate, keys: &RequestKeys) {
        match fate {
            Fate::Unanswered => {}
            Fate::Withdrawn => {
                self.desk.withdraw(self.client, &self.id).await;
                self.tell("request.revoked");
            }
            Fate::Expired => {
                self.desk.let_time_pass(&self.id, "expires");
                self.tell("request.expired");
            }
            _ => {
                self.answer(keys).await;
                self.before_the_opening(fate).await;
            }
        }
    }

    async fn before_the_opening(&mut self, fate: Fate) {
        match fate {
            Fate::Answered => {}
            Fate::Uncollected => {
                self.desk.let_time_pass(&self.id, "expires");
                self.tell("bundle.expired");
            }
            Fate::TakenBackByTheMerchant => self.take_back().await,
            Fate::TakenBackByTheDesk => {
                self.desk.withdraw(self.client, &self.id).await;
                self.tell("bundle.revoked");
            }
            Fate::Destroyed => {
                for _ in 0..5 {
                    self.wrong_try().await;
                }
                self.events.pop();
                self.tell("bundle.destroyed");
            }
            Fate::CollectedAfterAWrongTry => {
                self.wrong_try().await;
                self.collect(fate).await;
            }
            _ => self.collect(fate).await,
        }
    }

    async fn answer(&mut self, keys: &RequestKeys) {
        let (answer, token) = (self.bundle.answer(1), keys.answer_token.to_b64u());
        let path = format!("/api/v1/requests/{}/answer", self.id);
        let call = self.desk.call(Method::POST, &path, |call| {
            call.bearer_auth(&token).json(&answer)
        });
        let (status, told) = call.await;
        assert!(matches!(status, 200 | 201), "{status} {told}");
        self.tell("request.answered");
    }

    async fn take_back(&mut self) {
        let token = self.bundle.receipt.to_b64u();
        let path = format!("/api/v1/bundles/{}", self.id);
        let call = self
            .desk
            .call(Method::DELETE, &path, |call| call.bearer_auth(&token));
        assert_eq!(call.await.0, 204);
        self.tell("bundle.revoked");
    }

    async fn open(&self, open: &OpenToken, claim: &Claim) -> u16 {
        let (body, token) = (
            json!({"open_token": open, "claim": claim}),
            self.bundle.link.to_b64u(),
        );
        let path = format!("/api/v1/bundles/{}/open", self.id);
        let call = self.desk.call(Method::POST, &path, |call| {
            call.bearer_auth(&token).json(&body)
        });
        call.await.0
    }

    async fn wrong_try(&mut self) {
        let status = self.open(&OpenToken::random(), &Claim::random()).await;
        assert!(matches!(status, 403 | 410), "{status}");
        self.tell("bundle.open_failed");
    }

    async fn collect(&mut self, fate: Fate) {
        assert_eq!(self.open(&self.bundle.open, &self.claim).await, 200);
        self.tell("bundle.claimed");
        if let Fate::LeaseRanOut = fate {
            self.desk.let_time_pass(&self.id, "lease");
            self.tell("bundle.opened");
            self.events.last_mut().unwrap().1 = json!({"confirmed": false, "readable": null});
            return;
        }
        let body = json!({"claim": self.claim, "readable": true});
        let path = format!("/api/v1/bundles/{}/confirm", self.id);
        let call = self.desk.call(Method::POST, &path, |call| call.json(&body));
        assert_eq!(call.await.0, 204);
        self.tell("bundle.opened");
        self.events.last_mut().unwrap().1 = json!({"confirmed": true, "readable": true});
        self.after_the_opening(fate).await;
    }

    async fn after_the_opening(&mut self, fate: Fate) {
        match fate {
            Fate::SecondReader => {
                assert_eq!(self.open(&self.bundle.open, &Claim::random()).await, 410);
                self.tell("bundle.late");
            }
            Fate::FinishedByTheDesk => {
                self.desk.finish(self.client, &self.id).await;
                self.finished("request");
            }
            Fate::FinishedByTheAgent => {
                let token = self.bundle.link.to_b64u();
                let path = format!("/api/v1/bundles/{}/finish", self.id);
                let call = self
                    .desk
                    .call(Method::POST, &path, |call| call.bearer_auth(&token));
                assert_eq!(call.await.0, 204);
                self.finished("bundle");
            }
            _ => {}
        }
    }

    fn finished(&mut self, subject: &str) {
        self.events
            .push((format!("intervention.finished of a {subject}"), json!({})));
    }
}

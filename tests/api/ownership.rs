//! No API key ever sees another client's ids, references or counts: random work of three clients on one
//! server, each answer compared with a model.

use handover::protocol::{link::RequestLink, request::RequestKeys};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, TestRunner},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{EVERYTHING, TestApp, TestBundle, TestClients},
    machines::{team, wish},
};

const CLIENTS: [&str; 3] = ["desk", "help", "hotline"];

#[derive(Debug, Clone)]
enum Work {
    /// With a reference that all have, one that only this client has, or none.
    Make(usize, usize),
    Answer(Index),
    Open(Index),
    /// As this client, whosever it is.
    Finish(usize, Index),
    Revoke(usize, Index),
    Look(usize, Index),
    List(usize, usize, usize),
    Events(usize, usize),
}

fn work() -> impl Strategy<Value = Work> {
    let client = || 0..CLIENTS.len();
    prop_oneof![
        4 => (client(), 0..3_usize).prop_map(|(client, of)| Work::Make(client, of)),
        2 => any::<Index>().prop_map(Work::Answer),
        2 => any::<Index>().prop_map(Work::Open),
        2 => (client(), any::<Index>()).prop_map(|(client, at)| Work::Finish(client, at)),
        2 => (client(), any::<Index>()).prop_map(|(client, at)| Work::Revoke(client, at)),
        2 => (client(), any::<Index>()).prop_map(|(client, at)| Work::Look(client, at)),
        2 => (client(), 0..3_usize, 1..4_usize).prop_map(|(client, of, limit)| Work::List(client, of, limit)),
        2 => (client(), 1..4_usize).prop_map(|(client, limit)| Work::Events(client, limit)),
    ]
}

/// A request as the model knows it.
struct Known {
    owner: usize,
    id: String,
    reference: Option<String>,
    state: &'static str,
    keys: RequestKeys,
    bundle: TestBundle,
}

/// The server, and what it must answer.
struct World {
    app: TestApp,
    keys: Vec<String>,
    requests: Vec<Known>,
    /// Of each client: type, and the id of the subject.
    events: [Vec<(&'static str, String)>; 3],
}

fn reference(client: usize, of: usize) -> Option<String> {
    match of {
        0 => Some("T-1".to_owned()),
        1 => Some(format!("only {}", CLIENTS[client])),
        _ => None,
    }
}

impl World {
    fn new(clients: &TestClients) -> Self {
        Self {
            app: clients.serve(&["--rate-client=off"]),
            keys: clients
                .keys
                .iter()
                .map(|key| key.expose().to_owned())
                .collect(),
            requests: Vec::new(),
            events: Default::default(),
        }
    }

    async fn run(&mut self, work: Work) {
        match work {
            Work::Make(client, of) => self.make(client, of).await,
            Work::List(client, of, limit) => self.list(client, of, limit).await,
            Work::Events(client, limit) => self.follow(client, limit).await,
            _ if self.requests.is_empty() => {}
            Work::Answer(at) => self.answer(at.index(self.requests.len())).await,
            Work::Open(at) => self.open(at.index(self.requests.len())).await,
            Work::Finish(client, at) => self.finish(client, at.index(self.requests.len())).await,
            Work::Revoke(client, at) => self.revoke(client, at.index(self.requests.len())).await,
            Work::Look(client, at) => self.look(client, at.index(self.requests.len())).await,
        }
    }

    fn note(&mut self, at: usize, kind: &'static str) {
        let Known { owner, id, .. } = &self.requests[at];
        self.events[*owner].push((kind, id.clone()));
    }

    async fn call(&self, method: Method, client: usize, at: usize, verb: &str) -> u16 {
        let path = format!("/api/v1/requests/{}{verb}", self.requests[at].id);
        let answer = self.app.call(method, &path, Some(&self.keys[client]), None);
        answer.await.status().as_u16()
    }

    async fn make(&mut self, client: usize, of: usize) {
        let mut wish = wish();
        wish["reference"] = json!(reference(client, of));
        let made = self.app.made(&self.keys[client], &wish).await;
        let link = RequestLink::parse(made["request_link"].as_str().unwrap()).unwrap();
        self.requests.push(Known {
            owner: client,
            id: made["id"].as_str().unwrap().to_owned(),
            reference: reference(client, of),
            state: "pending",
            keys: RequestKeys::derive(link.secret),
            bundle: TestBundle::new(),
        });
        self.note(self.requests.len() - 1, "request.created");
    }

    async fn answer(&mut self, at: usize) {
        let known = &self.requests[at];
        if known.state != "pending" {
            return;
        }
        let path = format!("/api/v1/requests/{}/answer", known.id);
        let (token, body) = (known.keys.answer_token.to_b64u(), known.bundle.answer(1));
        let answer = self
            .app
            .call(Method::POST, &path, Some(&token), Some(&body));
        assert_eq!(answer.await.status(), 201);
        self.requests[at].state = "answered";
        self.note(at, "request.answered");
    }

    async fn open(&mut self, at: usize) {
        let known = &self.requests[at];
        if known.state != "answered" {
            return;
        }
        let path = format!("/api/v1/bundles/{}/open", known.id);
        let token = known.bundle.link.to_b64u();
        let body = json!({ "open_token": known.bundle.open });
        let answer = self
            .app
            .call(Method::POST, &path, Some(&token), Some(&body));
        assert_eq!(answer.await.status(), 200);
        self.requests[at].state = "opened";
        self.note(at, "bundle.claimed");
        self.note(at, "bundle.opened");
    }

    async fn finish(&mut self, client: usize, at: usize) {
        let (owner, state) = (self.requests[at].owner, self.requests[at].state);
        let expected = match (owner == client, state) {
            (false, _) => 404,
            (true, "opened") => 204,
            (true, _) => 409,
        };
        assert_eq!(
            self.call(Method::POST, client, at, "/finish").await,
            expected
        );
        let id = &self.requests[at].id;
        let finished = ("intervention.finished", id.clone());
        if expected == 204 && !self.events[owner].contains(&finished) {
            self.events[owner].push(finished);
        }
    }

    async fn revoke(&mut self, client: usize, at: usize) {
        let (owner, state) = (self.requests[at].owner, self.requests[at].state);
        let expected = match (owner == client, state) {
            (false, _) => 404,
            (true, "opened") => 409,
            (true, _) => 204,
        };
        assert_eq!(self.call(Method::DELETE, client, at, "").await, expected);
        if expected == 204 && state != "revoked" {
            self.requests[at].state = "revoked";
            let pending = state == "pending";
            self.note(
                at,
                if pending {
                    "request.revoked"
                } else {
                    "bundle.revoked"
                },
            );
        }
    }

    async fn look(&self, client: usize, at: usize) {
        let known = &self.requests[at];
        if known.owner != client {
            assert_eq!(self.call(Method::GET, client, at, "").await, 404);
            return;
        }
        let path = format!("/api/v1/requests/{}", known.id);
        assert_known(&self.app.read(&self.keys[client], &path).await, known);
    }

    async fn list(&self, client: usize, of: usize, limit: usize) {
        let searched = reference(client, of);
        let query = searched
            .as_ref()
            .map(|text| format!("&reference={}", text.replace(' ', "+")));
        let query = format!("requests?limit={limit}{}", query.unwrap_or_default());
        let listed = self.pages(client, &query, "requests", "cursor").await;
        let is_meant = |known: &&Known| {
            known.owner == client && (searched.is_none() || known.reference == searched)
        };
        let expected: Vec<&Known> = self.requests.iter().filter(is_meant).collect();
        assert_eq!(listed.len(), expected.len());
        for known in expected {
            let view = listed.iter().find(|view| view["id"] == known.id);
            assert_known(view.unwrap(), known);
        }
    }

    async fn follow(&self, client: usize, limit: usize) {
        let query = format!("events?limit={limit}");
        let events = self.pages(client, &query, "events", "after").await;
        let told = events.iter().map(|event| {
            let subject = event["subject"].as_object().unwrap().values().next();
            (event["type"].clone(), subject.unwrap().clone())
        });
        let happened = self.events[client].iter();
        let happened = happened.map(|(kind, id)| (json!(kind), json!(id)));
        assert_eq!(told.collect::<Vec<_>>(), happened.collect::<Vec<_>>());
    }

    /// Every page, one behind the other.
    async fn pages(&self, client: usize, query: &str, member: &str, cursor: &str) -> Vec<Value> {
        let mut all = Vec::new();
        let mut behind = String::new();
        loop {
            let path = format!("/api/v1/{query}{behind}");
            let page = self.app.read(&self.keys[client], &path).await;
            let items = page[member].as_array().unwrap();
            all.extend(items.iter().cloned());
            match page["next"].as_str() {
                Some(next) if member == "requests" || !items.is_empty() => {
                    behind = format!("&{cursor}={next}");
                }
                _ => return all,
            }
        }
    }
}

fn assert_known(view: &Value, known: &Known) {
    assert_eq!(view["id"], known.id);
    assert_eq!(view["state"], known.state);
    assert_eq!(view["reference"], json!(known.reference));
}

#[test]
fn no_key_sees_anything_of_another_client() {
    let system = actix_web::rt::System::new();
    let clients = TestClients::with_team(&CLIENTS.map(|name| (name, &EVERYTHING[..])), &team(1));
    let mut runner = TestRunner::new(Config {
        cases: 16,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&vec(work(), 10..60), |works| {
        system.block_on(async {
            let mut world = World::new(&clients);
            for work in works {
                world.run(work).await;
            }
            for client in 0..CLIENTS.len() {
                world.list(client, 2, 3).await;
                world.follow(client, 3).await;
            }
        });
        Ok(())
    });
    outcome.unwrap();
}

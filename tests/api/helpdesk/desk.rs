//! Two processes, of which one or both may be down, and the calls of a help desk that does not give up.

use std::{
    cell::RefCell,
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
};

use handover::{
    clients::{edit::NewClient, members::WebhookSecret},
    protocol::token::{OneOffSeed, random},
};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use super::{CLIENTS, receiver::Receiver};
use crate::{
    app::TestClients,
    process::{Process, http_client},
    redis_server::{RedisServer, free_port},
};

pub struct Desk {
    pub redis: RedisServer,
    clients: TestClients,
    team: String,
    addresses: [SocketAddr; 2],
    processes: RefCell<[Option<Process>; 2]>,
    http: Client,
}

/// What happens to the processes while requests are under way.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// One is asked to stop, and comes back.
    Stop(usize),
    /// One is killed, and comes back.
    Kill(usize),
    /// Both are killed before the first comes back.
    KillBoth,
}

impl Order {
    pub fn all() -> [Self; 5] {
        [
            Self::Kill(0),
            Self::Stop(1),
            Self::KillBoth,
            Self::Stop(0),
            Self::Kill(1),
        ]
    }
}

impl Desk {
    pub fn start(receiver: &Receiver) -> Self {
        let scopes: &[&str] = &["requests:write", "requests:read", "events:read"];
        let clients = CLIENTS.map(|name| {
            let url = format!("http://{}/{name}", receiver.address);
            NewClient {
                webhook: Some((url.parse().unwrap(), WebhookSecret::random())),
                ..TestClients::client(name, scopes)
            }
        });
        let addresses = [(); 2].map(|()| SocketAddr::from(([127, 0, 0, 1], free_port())));
        let desk = Self {
            redis: RedisServer::start(),
            clients: TestClients::of(&clients),
            team: OneOffSeed::random().key().public_key().to_b64u(),
            addresses,
            processes: RefCell::default(),
            http: http_client(),
        };
        desk.run(0);
        desk.run(1);
        desk
    }

    fn run(&self, number: usize) {
        let redis = format!("--redis-url={}", self.redis.url());
        let file = format!("--clients={}", self.clients.file.path().display());
        let flags = [&redis, &file, "--rate-client=off"];
        let process = Process::run_at(self.addresses[number], &flags);
        self.processes.borrow_mut()[number] = Some(process);
    }

    /// Comes when a third of the twenty have ended, so that the others are under way.
    pub async fn trouble(&self, order: Order, ended: &AtomicUsize) {
        while ended.load(Ordering::Relaxed) < 6 {
            tokio::task::yield_now().await;
        }
        let down: &[usize] = match &order {
            Order::Stop(number) | Order::Kill(number) => std::slice::from_ref(number),
            Order::KillBoth => &[0, 1],
        };
        for number in down {
            let process = self.processes.borrow_mut()[*number].take().unwrap();
            match order {
                Order::Stop(_) => assert_eq!(process.stop().0, Some(0)),
                Order::Kill(_) | Order::KillBoth => drop(process),
            }
        }
        down.iter().for_each(|number| self.run(*number));
    }

    /// Calls one process or the other until one has answered.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        with: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> (u16, Value) {
        for number in usize::from(random::<1>()[0]).. {
            let url = format!("http://{}{path}", self.addresses[number % 2]);
            let answer = with(self.http.request(method.clone(), url)).send().await;
            let Ok(answer) = answer else {
                tokio::task::yield_now().await;
                continue;
            };
            let status = answer.status().as_u16();
            let Ok(body) = answer.bytes().await else {
                continue;
            };
            if status != 503 {
                return (status, serde_json::from_slice(&body).unwrap_or_default());
            }
        }
        unreachable!("it does not give up");
    }

    fn key(&self, client: usize) -> &str {
        self.clients.keys[client].expose()
    }

    /// Asks for access; the document of the request.
    pub async fn ask(&self, client: usize, reference: &str) -> String {
        let body = json!({
            "ask": ["backoffice", "ftp"], "reference": reference, "from": "Camille", "lang": "fr",
            "expires_in": 3600, "public_keys": [self.team],
        });
        let (status, asked) = self
            .call(Method::POST, "/api/v1/requests", |call| {
                let call = call.header("idempotency-key", reference);
                call.bearer_auth(self.key(client)).json(&body)
            })
            .await;
        assert!(matches!(status, 200 | 201), "{status} {asked}");
        asked["document"].as_str().unwrap().to_owned()
    }

    pub async fn withdraw(&self, client: usize, id: &str) {
        let path = format!("/api/v1/requests/{id}");
        let key = self.key(client);
        let call = self.call(Method::DELETE, &path, |call| call.bearer_auth(key));
        assert_eq!(call.await.0, 204);
    }

    pub async fn finish(&self, client: usize, id: &str) {
        let path = format!("/api/v1/requests/{id}/finish");
        let key = self.key(client);
        let call = self.call(Method::POST, &path, |call| call.bearer_auth(key));
        assert_eq!(call.await.0, 204);
    }

    /// Every event of the client, page by page.
    pub async fn log(&self, client: usize) -> Vec<Value> {
        let (mut log, mut path) = (Vec::new(), "/api/v1/events?limit=100".to_owned());
        loop {
            let key = self.key(client);
            let call = self.call(Method::GET, &path, |call| call.bearer_auth(key));
            let (status, page) = call.await;
            assert_eq!(status, 200, "{page}");
            let events = page["events"].as_array().unwrap();
            if events.is_empty() {
                return log;
            }
            log.extend(events.iter().cloned());
            path = format!(
                "/api/v1/events?limit=100&after={}",
                page["next"].as_str().unwrap()
            );
        }
    }

    /// The ids of every request of the client, page by page, sorted.
    pub async fn list(&self, client: usize) -> Vec<String> {
        let (mut ids, mut path) = (Vec::new(), "/api/v1/requests?limit=20".to_owned());
        loop {
            let key = self.key(client);
            let call = self.call(Method::GET, &path, |call| call.bearer_auth(key));
            let (status, page) = call.await;
            assert_eq!(status, 200, "{page}");
            let requests = page["requests"].as_array().unwrap().iter();
            ids.extend(requests.map(|request| request["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else {
                ids.sort();
                return ids;
            };
            path = format!("/api/v1/requests?limit=20&cursor={next}");
        }
    }

    /// Moves the moment of this field of a record, and its deadline, into the past.
    pub fn let_time_pass(&self, id: &str, field: &str) {
        let keys: Vec<String> = self.redis.command(&format!("KEYS hndo:*:rec:{id}"));
        let (record, past) = (&keys[0], self.redis.now() - 1);
        let _: i64 = self.redis.command(&format!("HSET {record} {field} {past}"));
        let due = record.replace(&format!("rec:{id}"), "due");
        let _: i64 = self.redis.command(&format!("ZADD {due} {past} {id}"));
    }
}

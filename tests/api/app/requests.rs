//! `TestApp` for requests and API keys.

use std::io::Write;

use handover::{
    clients::edit::{Draft, NewClient},
    protocol::{
        apikey::ApiKey,
        token::{AnswerToken, BundleId, CollectToken, PublicKey, random, to_b64u},
        wire::Time,
    },
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::{TestApp, TestBundle};

/// What a requester holds: random tokens, and bytes in place of a sealed document.
pub struct TestRequest {
    pub answer: AnswerToken,
    pub collect: CollectToken,
    pub document: Vec<u8>,
    pub expires_in: u64,
    pub reference: Option<String>,
}

impl TestRequest {
    pub fn new() -> Self {
        Self {
            answer: AnswerToken::random(),
            collect: CollectToken::random(),
            document: random::<600>().to_vec(),
            expires_in: 3600,
            reference: None,
        }
    }

    pub fn id(&self) -> BundleId {
        self.answer.hash().request_id()
    }

    pub fn path(&self, verb: &str) -> String {
        format!("/api/v1/requests/{}{verb}", self.id().to_b64u())
    }

    pub fn body(&self) -> Value {
        let mut body = json!({
            "document": to_b64u(&self.document),
            "answer_hash": self.answer.hash(),
            "collect_hash": self.collect.hash(),
            "expires_in": self.expires_in,
        });
        if let Some(reference) = &self.reference {
            body["reference"] = json!(reference);
        }
        body
    }
}

impl TestBundle {
    /// This bundle as the answer to a request with so many keys.
    pub fn answer(&self, wraps: usize) -> Value {
        let wraps = (0..wraps).map(|_| to_b64u(&random::<1168>()));
        json!({
            "link_hash": self.link.hash(),
            "open_hash": self.open.hash(),
            "receipt_hash": self.receipt.hash(),
            "envelope": to_b64u(&self.envelope),
            "wraps": wraps.collect::<Vec<_>>(),
        })
    }
}

impl TestApp {
    /// A call to a request's path, with this credential if there is one.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        credential: Option<&str>,
        body: Option<&Value>,
    ) -> Response {
        let mut request = self.request(method, path);
        if let Some(credential) = credential {
            request = request.bearer_auth(credential);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        request.send().await.unwrap()
    }

    pub async fn ask(&self, request: &TestRequest, key: Option<&ApiKey>) -> Response {
        let key = key.map(ApiKey::expose);
        let path = request.path("");
        self.call(Method::PUT, &path, key, Some(&request.body()))
            .await
    }

    pub async fn look(&self, request: &TestRequest, credential: &str) -> Response {
        self.call(Method::GET, &request.path(""), Some(credential), None)
            .await
    }

    /// What the holder of the request link sees.
    pub async fn asked(&self, request: &TestRequest) -> Value {
        let response = self.look(request, &request.answer.to_b64u()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    /// What the holder of the collect link sees.
    pub async fn collected(&self, request: &TestRequest) -> Value {
        let response = self.look(request, &request.collect.to_b64u()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub async fn answer(&self, request: &TestRequest, answer: &Value) -> Response {
        let token = request.answer.to_b64u();
        let path = request.path("/answer");
        self.call(Method::POST, &path, Some(&token), Some(answer))
            .await
    }

    pub async fn finish_request(&self, request: &TestRequest, credential: &str) -> Response {
        let path = request.path("/finish");
        self.call(Method::POST, &path, Some(credential), None).await
    }

    pub async fn withdraw(&self, request: &TestRequest, credential: &str) -> Response {
        self.call(Method::DELETE, &request.path(""), Some(credential), None)
            .await
    }

    /// The first open of the bundle that answers a request.
    pub async fn collect(&self, request: &TestRequest, bundle: &TestBundle) -> Response {
        let path = format!("/api/v1/bundles/{}/open", request.id().to_b64u());
        let body = json!({ "open_token": bundle.open });
        let token = bundle.link.to_b64u();
        self.call(Method::POST, &path, Some(&token), Some(&body))
            .await
    }
}

/// Every scope.
pub const EVERYTHING: [&str; 4] = [
    "bundles:write",
    "requests:write",
    "requests:read",
    "events:read",
];

/// A clients file, and a key of each client in it.
pub struct TestClients {
    pub file: NamedTempFile,
    pub keys: Vec<ApiKey>,
}

impl TestClients {
    /// A client of each name, with these scopes, in that order.
    pub fn new(clients: &[(&str, &[&str])]) -> Self {
        Self::with_team(clients, &[])
    }

    /// The same, and each has these team keys.
    pub fn with_team(clients: &[(&str, &[&str])], team_keys: &[PublicKey]) -> Self {
        let clients = clients.iter().map(|(name, scopes)| NewClient {
            team_keys: team_keys.to_vec(),
            ..Self::client(name, scopes)
        });
        Self::of(&clients.collect::<Vec<_>>())
    }

    /// A client without team keys and webhook.
    pub fn client(name: &str, scopes: &[&str]) -> NewClient {
        NewClient {
            name: name.parse().unwrap(),
            display: format!("The desk of {name}").parse().unwrap(),
            scopes: scopes.iter().map(|scope| scope.parse().unwrap()).collect(),
            team_keys: Vec::new(),
            webhook: None,
        }
    }

    /// These clients, each with a key.
    pub fn of(clients: &[NewClient]) -> Self {
        let keys: Vec<ApiKey> = clients.iter().map(|_| ApiKey::random()).collect();
        let mut draft = Draft::of("").unwrap();
        for (client, key) in clients.iter().zip(&keys) {
            draft.add(client, key, Time::now()).unwrap();
        }
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(draft.finish().unwrap().as_bytes()).unwrap();
        Self { file, keys }
    }

    /// One client that may do everything.
    pub fn one() -> Self {
        Self::new(&[("desk", &EVERYTHING)])
    }

    /// A server that knows them, without limits by address, and with these flags.
    pub fn serve(&self, flags: &[&str]) -> TestApp {
        let clients = format!("--clients={}", self.file.path().display());
        let fixed = ["--rate-create=off", "--rate-open=off", &clients];
        TestApp::with(&[&fixed, flags].concat())
    }
}

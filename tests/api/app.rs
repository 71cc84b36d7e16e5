//! `TestApp`: a server in this process with one method an endpoint.

mod requests;

use std::{
    net::SocketAddr,
    sync::{
        Once,
        atomic::{AtomicUsize, Ordering},
    },
    thread::JoinHandle,
};

use clap::Parser;
use handover::{
    config::Config,
    protocol::{
        padding::envelope_length,
        token::{BundleId, Claim, LinkToken, OpenToken, ReceiptToken, random, to_b64u},
    },
    server::{Server, Stop},
};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::oneshot;

pub use self::requests::{EVERYTHING, TestClients, TestRequest};

/// A running server, stopped and checked for panics when dropped.
pub struct TestApp {
    pub address: SocketAddr,
    pub admin: SocketAddr,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    config: Config,
}

/// Panics on the server's own threads, in this whole test run.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn count_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let thread = std::thread::current();
            if thread.name().is_some_and(|name| name.starts_with("actix")) {
                PANICS.fetch_add(1, Ordering::SeqCst);
            }
            usual(panic);
        }));
    });
}

impl TestApp {
    /// A server over the memory store, without rate limits.
    pub fn start() -> Self {
        Self::with(&["--rate-create=off", "--rate-open=off"])
    }

    /// A server with these flags of `handover serve`.
    pub fn with(flags: &[&str]) -> Self {
        count_panics();
        let fixed = ["test", "--bind=127.0.0.1:0", "--admin-bind=127.0.0.1:0"];
        let arguments = Arguments::parse_from(fixed.iter().chain(flags));
        let (stop, stopped) = oneshot::channel();
        let (bound, addresses) = std::sync::mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("actix-test-server".to_owned())
            .spawn(move || {
                actix_web::rt::System::new().block_on(async move {
                    let server = Server::bind(arguments.config).unwrap();
                    let admin = server.admin_address().unwrap();
                    bound.send((server.address(), admin)).unwrap();
                    let stop = async move {
                        let _ = stopped.await;
                        Stop::AtOnce
                    };
                    server.run(stop).await.unwrap();
                });
            })
            .unwrap();
        let (address, admin) = addresses.recv().unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            address,
            admin,
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Any request to a path of the public listener.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("http://{}{path}", self.address))
    }

    pub async fn get_page(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub async fn get_admin(&self, path: &str) -> Response {
        let url = format!("http://{}{path}", self.admin);
        self.client.get(url).send().await.unwrap()
    }

    pub async fn about(&self) -> Value {
        self.get_page("/api/v1/about").await.json().await.unwrap()
    }

    pub async fn put(&self, bundle: &TestBundle) -> Response {
        self.put_body(&bundle.id(), &bundle.body()).await
    }

    pub async fn put_body(&self, id: &BundleId, body: &Value) -> Response {
        let path = format!("/api/v1/bundles/{}", id.to_b64u());
        self.request(Method::PUT, &path)
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub async fn get(&self, id: &BundleId, token: &str) -> Response {
        let path = format!("/api/v1/bundles/{}", id.to_b64u());
        self.request(Method::GET, &path)
            .bearer_auth(token)
            .send()
            .await
            .unwrap()
    }

    /// The state that the link's holder sees.
    pub async fn view(&self, bundle: &TestBundle) -> Value {
        let response = self.get(&bundle.id(), &bundle.link.to_b64u()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub async fn receipt(&self, bundle: &TestBundle) -> Value {
        let response = self.get(&bundle.id(), &bundle.receipt.to_b64u()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub async fn open(&self, bundle: &TestBundle, claim: Option<&Claim>) -> Response {
        self.open_with(bundle, &bundle.open, claim).await
    }

    pub async fn open_with(
        &self,
        bundle: &TestBundle,
        token: &OpenToken,
        claim: Option<&Claim>,
    ) -> Response {
        let mut body = json!({ "open_token": token });
        if let Some(claim) = claim {
            body["claim"] = json!(claim);
        }
        self.post(bundle, "open", &body, Some(&bundle.link.to_b64u()))
            .await
    }

    pub async fn confirm(&self, bundle: &TestBundle, claim: &Claim, readable: bool) -> Response {
        let body = json!({ "claim": claim, "readable": readable });
        self.post(bundle, "confirm", &body, None).await
    }

    pub async fn finish(&self, bundle: &TestBundle) -> Response {
        let path = format!("/api/v1/bundles/{}/finish", bundle.id().to_b64u());
        self.request(Method::POST, &path)
            .bearer_auth(bundle.link.to_b64u())
            .send()
            .await
            .unwrap()
    }

    pub async fn revoke(&self, bundle: &TestBundle) -> Response {
        let path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
        self.request(Method::DELETE, &path)
            .bearer_auth(bundle.receipt.to_b64u())
            .send()
            .await
            .unwrap()
    }

    async fn post(
        &self,
        bundle: &TestBundle,
        verb: &str,
        body: &Value,
        token: Option<&str>,
    ) -> Response {
        let path = format!("/api/v1/bundles/{}/{verb}", bundle.id().to_b64u());
        let mut request = self.request(Method::POST, &path).json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(matches!(ended, Some(Ok(()))), "the server did not end well");
            assert_eq!(PANICS.load(Ordering::SeqCst), 0, "a handler panicked");
        }
    }
}

/// What a sender holds: random tokens around bytes that have the form of an envelope.
pub struct TestBundle {
    pub link: LinkToken,
    pub open: OpenToken,
    pub receipt: ReceiptToken,
    pub envelope: Vec<u8>,
    pub expires_in: u64,
}

impl TestBundle {
    pub fn new() -> Self {
        Self::of_size(1024)
    }

    /// Around a padded body of this size.
    pub fn of_size(padded: usize) -> Self {
        let mut envelope = vec![0x5a; envelope_length(padded)];
        envelope[..8].copy_from_slice(&[0x48, 1, 1, 0, 16, 0, 0, 0]);
        envelope[8..32].copy_from_slice(&random::<24>());
        Self {
            link: LinkToken::random(),
            open: OpenToken::random(),
            receipt: ReceiptToken::random(),
            envelope,
            expires_in: 3600,
        }
    }

    pub fn id(&self) -> BundleId {
        self.link.hash().bundle_id()
    }

    pub fn body(&self) -> Value {
        json!({
            "link_hash": self.link.hash(),
            "open_hash": self.open.hash(),
            "receipt_hash": self.receipt.hash(),
            "envelope": to_b64u(&self.envelope),
            "expires_in": self.expires_in,
        })
    }
}

/// The status and the code of a problem, after a check of its form.
pub async fn problem(response: Response) -> (u16, String) {
    let body = problem_body(response).await;
    let status = body["status"].as_u64().unwrap();
    (
        u16::try_from(status).unwrap(),
        body["code"].as_str().unwrap().to_owned(),
    )
}

/// The body of a problem, after a check of its form.
pub async fn problem_body(response: Response) -> Value {
    let status = response.status().as_u16();
    let mime = response.headers()["content-type"].to_str().unwrap();
    assert_eq!(mime, "application/problem+json");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], json!(status));
    for member in ["type", "code", "title", "detail"] {
        assert!(!body[member].as_str().unwrap().is_empty(), "{member}");
    }
    body
}

//! Calls to the two processes, each taken down with its answer.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use handover::protocol::{
    token::{Claim, LinkToken, OpenToken, from_b64u, sha256},
    wire::{About, State},
};
use reqwest::{Client, RequestBuilder, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    bundle::{Bundle, CANARY, Request, canary},
    history::{Act, Call, Moment, Number, Recorder, Said},
};

/// Longer than a server takes to give up, so that only a broken link leaves no answer.
const ANSWERING: Duration = Duration::from_secs(6);

/// Everybody who calls, and what they remember.
pub struct Caller {
    client: Client,
    urls: [String; 2],
    pub recorder: Arc<Recorder>,
    bundles: Arc<Mutex<Vec<Arc<Bundle>>>>,
}

/// An opener: a claim that it keeps, or none, under a number.
pub struct Opener {
    pub number: u32,
    claim: Option<Claim>,
}

impl Opener {
    pub fn new(number: u32, keeps_claim: bool) -> Self {
        let claim = keeps_claim.then(Claim::random);
        Self { number, claim }
    }

    pub fn keeps_claim(&self) -> bool {
        self.claim.is_some()
    }
}

impl Caller {
    pub fn new(urls: [String; 2]) -> Self {
        Self {
            client: client(),
            urls,
            recorder: Arc::new(Recorder::new()),
            bundles: Arc::default(),
        }
    }

    /// The same with connections of its own. A connection stands still while nobody drives the runtime
    /// of whoever has made it: who has another runtime must not come by it.
    pub fn with_own_connections(&self) -> Self {
        Self {
            client: client(),
            urls: self.urls.clone(),
            recorder: Arc::clone(&self.recorder),
            bundles: Arc::clone(&self.bundles),
        }
    }

    /// A bundle that nobody has put anywhere yet.
    pub fn new_bundle(&self) -> Arc<Bundle> {
        self.new_answer(None)
    }

    /// One that answers this request.
    pub fn new_answer(&self, request: Option<Arc<Request>>) -> Arc<Bundle> {
        let mut bundles = self.bundles.lock().unwrap_or_else(PoisonError::into_inner);
        let bundle = Arc::new(Bundle::new(bundles.len(), request));
        bundles.push(Arc::clone(&bundle));
        self.recorder.lock().bundles.push(bundle.digest());
        bundle
    }

    /// Every bundle there has been.
    pub fn bundles(&self) -> Vec<Arc<Bundle>> {
        let bundles = self.bundles.lock().unwrap_or_else(PoisonError::into_inner);
        bundles.clone()
    }

    /// Puts the request that this bundle is to answer.
    pub async fn ask(&self, app: usize, bundle: &Bundle, request: &Request) -> Said {
        let call = self.client.put(self.request_path(app, request));
        let call = call.json(&request.body());
        self.call(app, bundle.number, Act::Ask, call).await
    }

    /// Puts a bundle, or sends it as an answer.
    pub async fn create(&self, app: usize, bundle: &Bundle) -> Said {
        let call = match &bundle.request {
            None => self.client.put(self.path(app, bundle, "")),
            Some(request) => {
                let path = self.request_path(app, request) + "/answer";
                let token = request.answer.to_b64u();
                self.client.post(path).bearer_auth(token)
            }
        };
        let call = call.json(&bundle.body());
        self.call(app, bundle.number, Act::Create, call).await
    }

    pub async fn open(&self, app: usize, bundle: &Bundle, opener: &Opener) -> Said {
        let body = json!({ "open_token": bundle.open, "claim": opener.claim });
        let act = Act::Open {
            claim: opener.number,
        };
        self.open_with(app, bundle, &bundle.link, &body, act).await
    }

    /// With a wrong passphrase.
    pub async fn guess(&self, app: usize, bundle: &Bundle, guess: u32, token: &OpenToken) -> Said {
        let body = json!({ "open_token": token, "claim": Claim::random() });
        let act = Act::Guess { guess };
        self.open_with(app, bundle, &bundle.link, &body, act).await
    }

    /// With everything but the link.
    pub async fn open_without_link(&self, app: usize, bundle: &Bundle) -> Said {
        let body = json!({ "open_token": bundle.open, "claim": Claim::random() });
        let wrong = LinkToken::random();
        self.open_with(app, bundle, &wrong, &body, Act::WrongLink)
            .await
    }

    async fn open_with(
        &self,
        app: usize,
        bundle: &Bundle,
        link: &LinkToken,
        body: &Value,
        act: Act,
    ) -> Said {
        let request = self.client.post(self.path(app, bundle, "/open"));
        let request = request.bearer_auth(link.to_b64u()).json(body);
        self.call(app, bundle.number, act, request).await
    }

    pub async fn confirm(&self, app: usize, bundle: &Bundle, opener: &Opener) -> Said {
        let act = Act::Confirm {
            claim: opener.number,
        };
        let request = self.client.post(self.path(app, bundle, "/confirm"));
        let request = request.json(&json!({ "claim": opener.claim, "readable": true }));
        self.call(app, bundle.number, act, request).await
    }

    pub async fn revoke(&self, app: usize, bundle: &Bundle) -> Said {
        let request = self.client.delete(self.path(app, bundle, ""));
        let request = request.bearer_auth(bundle.receipt.to_b64u());
        self.call(app, bundle.number, Act::Revoke, request).await
    }

    pub async fn revoke_without_receipt(&self, app: usize, bundle: &Bundle) -> Said {
        let request = self.client.delete(self.path(app, bundle, ""));
        let request = request.bearer_auth(LinkToken::random().to_b64u());
        self.call(app, bundle.number, Act::WrongLink, request).await
    }

    pub async fn look(&self, app: usize, bundle: &Bundle) -> Said {
        let request = self.client.get(self.path(app, bundle, ""));
        let request = request.bearer_auth(bundle.receipt.to_b64u());
        self.call(app, bundle.number, Act::Look, request).await
    }

    /// Asks since when the store has kept everything, and notes it.
    pub async fn ask_since(&self, app: usize) -> Option<Moment> {
        let request = self.client.get(format!("{}/api/v1/about", self.urls[app]));
        let about: About = request.send().await.ok()?.json().await.ok()?;
        Some(self.recorder.told_since(about.store_since))
    }

    fn path(&self, app: usize, bundle: &Bundle, verb: &str) -> String {
        let id = bundle.id().to_b64u();
        format!("{}/api/v1/bundles/{id}{verb}", self.urls[app])
    }

    fn request_path(&self, app: usize, request: &Request) -> String {
        let id = request.id().to_b64u();
        format!("{}/api/v1/requests/{id}", self.urls[app])
    }

    async fn call(&self, app: usize, bundle: Number, act: Act, request: RequestBuilder) -> Said {
        let began = self.recorder.now();
        let said = match request.send().await {
            Ok(answer) => self.understood(bundle, act, answer).await,
            Err(_) => Said::Unknown,
        };
        let call = Call {
            bundle,
            app,
            act,
            began,
            ended: self.recorder.now(),
            said: said.clone(),
        };
        self.recorder.lock().calls.push(call);
        said
    }

    async fn understood(&self, bundle: Number, act: Act, answer: Response) -> Said {
        let status = answer.status().as_u16();
        let Ok(body) = answer.bytes().await else {
            let opened = matches!(act, Act::Open { .. } | Act::Guess { .. }) && status == 200;
            return if opened { Said::Partial } else { Said::Unknown };
        };
        if let Some(stray) = stray_canary(&body, bundle) {
            let leak = format!("bundle {bundle}: {act:?} was answered with {stray}");
            self.recorder.lock().leaks.push(leak);
        }
        meaning(act, status, &body)
    }
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy().timeout(ANSWERING);
    client.build().unwrap()
}

/// The members of the answers that matter here.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    envelope: Option<String>,
    state: Option<State>,
    code: String,
    tries_left: u32,
}

fn meaning(act: Act, status: u16, body: &[u8]) -> Said {
    let body: Body = serde_json::from_slice(body).unwrap_or_default();
    let envelope = body.envelope.and_then(|text| from_b64u(&text).ok());
    match (act, status, body.state, envelope) {
        (Act::Ask | Act::Create, 200 | 201, ..) => Said::Created,
        (Act::Ask | Act::Create, 507, ..) => Said::Full,
        (Act::Create, 409, ..) if body.code == "answered" => Said::Taken,
        (Act::Open { .. } | Act::Guess { .. } | Act::WrongLink, 200, _, Some(envelope)) => {
            Said::Envelope(sha256(&envelope))
        }
        (Act::Look, 200, Some(state), _) => Said::Receipt {
            state,
            tries_left: body.tries_left,
        },
        (Act::Guess { .. }, 403, ..) => Said::Wrong,
        (Act::Revoke | Act::Confirm { .. }, 204, ..) => Said::Done,
        (_, 410, Some(state), _) => Said::Gone(state),
        (Act::Revoke, 409, Some(state), _) => Said::Refused(state),
        (Act::Ask, 404, ..) => Said::Other(404),
        (_, 404, ..) => Said::Nothing,
        (_, 408 | 503, ..) => Said::Later,
        _ => Said::Other(status),
    }
}

/// A canary of another bundle than this one in an answer, as text or in an envelope.
fn stray_canary(body: &[u8], bundle: Number) -> Option<String> {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let envelope = value["envelope"].as_str().map(from_b64u);
    let envelope = envelope.and_then(Result::ok).unwrap_or_default();
    let text = String::from_utf8_lossy(&[body, &envelope].concat()).into_owned();
    let own = canary(bundle);
    let mut canaries = text.match_indices(CANARY).map(|(at, _)| &text[at..]);
    let stray = canaries.find(|rest| rest.len() >= own.len() && !rest.starts_with(&own))?;
    Some(stray.chars().take(own.len()).collect())
}

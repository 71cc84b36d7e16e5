//! Whole calls, as a stranger writes them, to a service that holds one bundle.

use std::{
    rc::Rc,
    sync::{Arc, LazyLock},
    time::Duration,
};

use actix_web::{
    App as Actix, body,
    dev::{Service, ServiceResponse},
    http::{
        Method, Uri,
        header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue},
    },
    rt::{System, SystemRunner},
    test::{TestRequest, init_service},
    web::{self, Bytes},
};
use clap::{Args, Command, FromArgMatches};

use crate::{
    clients::{Clients, Current},
    config::Config,
    http::{App, Limits, head, pages::Pages, routes},
    protocol::{
        apikey::{ApiKey, KeyId},
        envelope::Envelope,
        padding::{envelope_length, pad},
        token::{BundleId, LinkToken, OpenToken, ReceiptToken, random},
        wire::Problem,
    },
    store::{Bearer, NewBundle, Seen, Store, memory::Memory},
};

/// The only API key that there is.
pub(super) static KEY: LazyLock<ApiKey> =
    LazyLock::new(|| ApiKey::new(KeyId::parse("FUZZ0001").expect("an id"), [6; 32]));

thread_local! {
    /// Never dropped: it is needed until the process ends.
    pub(super) static WORLD: &'static World = Box::leak(Box::new(World::new()));
}

/// A request line, header lines, an empty line, a body: whatever it says, the answer is one of those
/// that the API describes, and a bundle whose tokens it does not show stays as it is.
pub fn calls(data: &[u8]) {
    let Some(call) = read(data) else { return };
    WORLD.with(|world| {
        let before = world.receipt();
        let path = call.path.clone();
        let (response, body) = (world.send)(call.request);
        let status = response.status().as_u16();
        assert!(status < 500 || status == 507, "{status}");
        let headers = response.headers();
        assert!(!headers.contains_key("access-control-allow-origin"));
        assert!(!headers.contains_key("set-cookie"));
        if status >= 400 && path.starts_with("/api/v1/") {
            let kind = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
            assert_eq!(kind, Some(&b"application/problem+json"[..]));
            let problem = serde_json::from_slice::<Problem>(&body);
            assert!(body.is_empty() || problem.is_ok_and(|problem| problem.status == status));
        }
        assert_eq!(world.receipt(), before);
    });
}

struct Call {
    path: String,
    request: TestRequest,
}

/// None where no server would come to look at it.
fn read(data: &[u8]) -> Option<Call> {
    let end = data.windows(2).position(|two| two == b"\n\n");
    let (head, body) = data.split_at(end.unwrap_or(data.len()));
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = str::from_utf8(lines.next()?).ok()?;
    let (method, target) = first.split_once(' ')?;
    let target: Uri = target.parse().ok()?;
    let mut request = TestRequest::with_uri(&target.to_string())
        .method(Method::from_bytes(method.as_bytes()).ok()?)
        .set_payload(body.get(2..).unwrap_or_default().to_vec());
    for line in lines {
        let at = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..at]).ok()?;
        let value = HeaderValue::from_bytes(line[at + 1..].trim_ascii()).ok()?;
        request = request.append_header((name, value));
    }
    Some(Call {
        path: target.path().to_owned(),
        request,
    })
}

/// A service with one bundle whose tokens nobody knows.
pub(super) struct World {
    system: Rc<SystemRunner>,
    app: web::Data<App>,
    id: BundleId,
    receipt: Bearer,
    send: Box<dyn Fn(TestRequest) -> (ServiceResponse<()>, Bytes)>,
}

impl World {
    fn new() -> Self {
        let system = Rc::new(System::new());
        let app = web::Data::new(app());
        let receipt = random();
        let bundle = sealed(&receipt);
        let created = app.store.create(&bundle);
        system.block_on(created).expect("there is room");
        Self {
            id: bundle.id,
            receipt: Bearer::new(&receipt),
            send: sender(&system, &app),
            system,
            app,
        }
    }

    /// The statuses of a look at the bundle and of the question whose key it is, with these
    /// credentials.
    pub(super) fn shown(&self, credentials: &[HeaderValue]) -> (u16, u16) {
        let status = |path: &str| {
            let request = credentials
                .iter()
                .fold(TestRequest::with_uri(path), |request, value| {
                    request.append_header((AUTHORIZATION, value.clone()))
                });
            (self.send)(request).0.status().as_u16()
        };
        let look = format!("/api/v1/bundles/{}", self.id.to_b64u());
        (status(&look), status("/api/v1/client"))
    }

    fn receipt(&self) -> Seen {
        let seen = self.app.store.look(&self.id, &self.receipt);
        self.system.block_on(seen).expect("it is in memory")
    }
}

/// Sends to the routes of the public listener.
fn sender(
    system: &Rc<SystemRunner>,
    app: &web::Data<App>,
) -> Box<dyn Fn(TestRequest) -> (ServiceResponse<()>, Bytes)> {
    let routed = Actix::new()
        .app_data(app.clone())
        .app_data(web::Data::new(Pages::embedded()))
        .wrap_fn(head::detach)
        .configure(routes);
    let service = system.block_on(init_service(routed));
    let system = Rc::clone(system);
    Box::new(move |request| {
        system.block_on(async {
            let answer = match service.call(request.to_request()).await {
                Ok(answer) => answer,
                Err(error) => unreachable!("the routes answer everything: {error}"),
            };
            let (request, response) = answer.into_parts();
            let (response, body) = response.into_parts();
            let bytes = body::to_bytes(body).await;
            let bytes = bytes.unwrap_or_else(|_| unreachable!("it is in memory"));
            (ServiceResponse::new(request, response.drop_body()), bytes)
        })
    })
}

fn app() -> App {
    let config = config();
    App {
        brand: None,
        public_url: "https://handover.example".parse().expect("an address"),
        limits: Arc::new(Limits::new(&config)),
        config: Arc::new(config),
        clients: Arc::new(Current::new(clients())),
        store: Store::Memory(Memory::new(64 << 20)),
        metrics: Arc::default(),
        probe: Arc::default(),
        ending: Arc::default(),
        room: Arc::default(),
    }
}

fn config() -> Config {
    let flags = ["serve", "--requests=anyone", "--rate-create=off"];
    let flags = flags
        .into_iter()
        .chain(["--rate-open=off", "--rate-client=off"]);
    let matches = Config::augment_args(Command::new("serve")).get_matches_from(flags);
    Config::from_arg_matches(&matches).expect("its own settings")
}

fn clients() -> Clients {
    let text = format!(
        "[[client]]\nname = \"desk\"\ndisplay = \"Desk\"\nscopes = [\"requests:read\", \"events:read\"]\n\
         [[client.key]]\nid = \"{}\"\nsha256 = \"{}\"\ncreated_at = 2026-01-31T12:00:00Z\n",
        KEY.id(),
        KEY.hash()
    );
    Clients::parse(&text).expect("a clients file")
}

fn sealed(receipt: &[u8; 32]) -> NewBundle {
    let mut envelope = vec![0; envelope_length(pad(0))];
    envelope[..5].copy_from_slice(&[0x48, 1, 1, 0, 16]);
    let link_hash = LinkToken::random().hash();
    NewBundle {
        id: link_hash.bundle_id(),
        link_hash,
        open_hash: OpenToken::random().hash(),
        receipt_hash: ReceiptToken::new(*receipt).hash(),
        envelope: Envelope::parse(envelope).expect("it has the form of one"),
        lifetime: Duration::from_secs(365 * 86_400),
        tries: 5,
        retention: Duration::from_secs(86_400),
        owner: None,
    }
}

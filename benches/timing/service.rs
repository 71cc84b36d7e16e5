//! The routes in this process, with one bundle that is known and one that was purged.

use std::{rc::Rc, sync::Arc, time::Duration};

use actix_web::{
    App as Actix,
    dev::Service as _,
    http::{Method, header::CONTENT_TYPE},
    rt::{System, SystemRunner},
    test::{TestRequest, init_service},
    web,
};
use clap::{Args, Command, FromArgMatches};
use handover::{
    config::Config,
    http::{App, head, limits::Limits, routes},
    protocol::{
        envelope::Envelope,
        padding::{envelope_length, pad},
        token::{BundleId, LinkToken, OpenToken, ReceiptToken, random, to_b64u},
    },
    store::{NewBundle, Store, memory::Memory},
};

pub(crate) struct Service {
    send: Box<dyn Fn(TestRequest) -> u16>,
    pub(crate) known: BundleId,
    pub(crate) purged: BundleId,
}

/// A call that can be made more than once.
pub(crate) struct Call {
    method: Method,
    path: String,
    token: String,
    body: Option<String>,
}

impl Service {
    pub(crate) fn start() -> Self {
        let system = Rc::new(System::new());
        let app = app();
        let [known, purged] = [(); 2].map(|()| {
            let bundle = bundle();
            let created = app.store.create(&bundle);
            system.block_on(created).expect("there is room");
            bundle.id
        });
        let erased = system.block_on(app.store.purge(&purged));
        assert!(erased.expect("it is in memory"));
        Self {
            send: sender(system, app),
            known,
            purged,
        }
    }

    pub(crate) fn unknown(&self) -> BundleId {
        BundleId::new(random())
    }

    pub(crate) fn look(&self, id: &BundleId) -> Call {
        call(Method::GET, id, "", None)
    }

    pub(crate) fn open(&self, id: &BundleId) -> Call {
        let token = OpenToken::random().to_b64u();
        let body = format!("{{\"open_token\":\"{token}\"}}");
        call(Method::POST, id, "/open", Some(body))
    }

    /// The status.
    pub(crate) fn answer(&self, call: &Call) -> u16 {
        let mut request = TestRequest::with_uri(&call.path)
            .method(call.method.clone())
            .append_header(("authorization", call.token.as_str()));
        if let Some(body) = &call.body {
            request = request.append_header((CONTENT_TYPE, "application/json"));
            request = request.set_payload(body.clone());
        }
        (self.send)(request)
    }
}

fn call(method: Method, id: &BundleId, verb: &str, body: Option<String>) -> Call {
    Call {
        method,
        path: format!("/api/v1/bundles/{}{verb}", id.to_b64u()),
        token: format!("Bearer {}", to_b64u(&random::<32>())),
        body,
    }
}

fn sender(system: Rc<SystemRunner>, app: App) -> Box<dyn Fn(TestRequest) -> u16> {
    let routed = Actix::new()
        .app_data(web::Data::new(app))
        .wrap_fn(head::detach)
        .configure(routes);
    let service = system.block_on(init_service(routed));
    Box::new(move |request| {
        let answer = system.block_on(service.call(request.to_request()));
        answer
            .expect("the routes answer everything")
            .status()
            .as_u16()
    })
}

fn app() -> App {
    let flags = ["serve", "--rate-create=off", "--rate-open=off"];
    let matches = Config::augment_args(Command::new("serve")).get_matches_from(flags);
    let config = Config::from_arg_matches(&matches).expect("its own settings");
    App {
        brand: None,
        public_url: "https://handover.example".parse().expect("an address"),
        limits: Arc::new(Limits::new(&config)),
        config: Arc::new(config),
        clients: Arc::default(),
        store: Store::Memory(Memory::new(64 << 20)),
        metrics: Arc::default(),
        probe: Arc::default(),
        ending: Arc::default(),
        room: Arc::default(),
    }
}

fn bundle() -> NewBundle {
    let mut envelope = vec![0; envelope_length(pad(0))];
    envelope[..5].copy_from_slice(&[0x48, 1, 1, 0, 16]);
    let link_hash = LinkToken::random().hash();
    NewBundle {
        id: link_hash.bundle_id(),
        link_hash,
        open_hash: OpenToken::random().hash(),
        receipt_hash: ReceiptToken::random().hash(),
        envelope: Envelope::parse(envelope).expect("it has the form of one"),
        lifetime: Duration::from_secs(86_400),
        tries: 5,
        retention: Duration::from_secs(86_400),
        owner: None,
    }
}

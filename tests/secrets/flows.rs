//! What people and machines do, with everything secret in it written down for the search.

use std::time::Duration;

use handover::{
    client::{Base, Server},
    handover::{Attempt, Opening, Sealed, answer::Answering, ask, collect::Collecting, seal},
    protocol::{
        apikey::ApiKey,
        bundle::{Bundle, Fields, Item, Lang},
        document::Asked,
        key::{LinkKeys, OpenKeys, receipt_token, stretch},
        kind::Kind as Access,
        link::{CollectLink, RequestLink, ShareLink},
        token::{BundleId, Claim, Key, KeySeed, LinkToken, ReceiptSecret, random},
        wire::{AskedFor, Time},
    },
    span::Span,
};
use serde_json::json;
use zeroize::Zeroizing;

use crate::needles::Kind;

const LIFETIME: Span = Span(Duration::from_secs(3600));

/// Somebody who uses the server, and remembers everything.
pub struct People {
    url: String,
    /// Without an API key.
    stranger: Server,
    machine: Server,
    key: ApiKey,
    team: KeySeed,
    pub told: Vec<(Kind, Vec<u8>)>,
}

impl People {
    pub fn new(url: &str, key: &ApiKey, team: KeySeed) -> Self {
        let connect = || Server::new(Base::parse(url).unwrap()).unwrap();
        let copy = || ApiKey::parse(key.expose()).unwrap();
        // In front of the secret stands the key's id, which is public.
        let secret = key.expose().as_bytes()[13..].to_vec();
        let told = vec![
            (Kind::ApiKey, secret),
            (Kind::Key, team.as_bytes().to_vec()),
        ];
        Self {
            url: url.to_owned(),
            stranger: connect(),
            machine: connect().with_key(Some(copy())),
            key: copy(),
            team,
            told,
        }
    }

    /// One of eight stories.
    pub fn live(&mut self, number: usize) {
        match number % 8 {
            0 => self.share_and_open(),
            1 => self.mistype(),
            2 => self.share_and_revoke(),
            3 => self.guess(),
            4 => self.ask_and_collect(),
            5 => self.ask_as_a_machine(),
            6 => self.open_without_a_claim(),
            _ => self.share_as_a_machine(),
        }
    }

    fn tell(&mut self, kind: Kind, bytes: impl AsRef<[u8]>) {
        self.told.push((kind, bytes.as_ref().to_vec()));
    }

    /// A text that nobody else has.
    fn text(&mut self, kind: Kind) -> Zeroizing<String> {
        let text = Zeroizing::new(hex::encode(random::<16>()));
        self.tell(kind, text.as_bytes());
        text
    }

    fn claim(&mut self) -> Claim {
        let claim = Claim::random();
        self.tell(Kind::Claim, claim.as_bytes());
        claim
    }

    fn bundle(&mut self) -> Zeroizing<Vec<u8>> {
        let mut fields = Fields::default();
        fields.set("secret", self.text(Kind::Plaintext));
        let item = Item {
            kind: "other".to_owned(),
            fields,
            note: Some(self.text(Kind::Plaintext)),
            absent: false,
        };
        let bundle = Bundle {
            items: vec![item],
            files: Vec::new(),
            lang: Lang::En,
        };
        bundle.encode().unwrap()
    }

    fn share(&mut self, passphrase: Option<&str>) -> Sealed {
        let body = self.bundle();
        let sealed = seal(&body, passphrase, LIFETIME).ok().unwrap();
        let key = &sealed.share.key;
        self.tell(Kind::Key, key.as_bytes());
        self.tell(Kind::Link, payload(&sealed.share.to_url(&self.url)));
        self.tell(Kind::Link, payload(&sealed.receipt.to_url(&self.url)));
        self.tokens(key, passphrase);
        self.receipt_of(&sealed.receipt.secret);
        self.tell(Kind::Id, sealed.receipt.id.as_bytes());
        sealed
    }

    fn tokens(&mut self, key: &Key, passphrase: Option<&str>) {
        let link = LinkKeys::derive(key);
        let stretched = passphrase.map(|text| stretch(text, &link.salt_pw).ok().unwrap());
        let open = OpenKeys::derive(key, stretched.as_ref());
        self.tell(Kind::Token, link.link_token.as_bytes());
        self.tell(Kind::Token, open.open_token.as_bytes());
    }

    fn receipt_of(&mut self, secret: &ReceiptSecret) {
        self.tell(Kind::LinkSecret, secret.as_bytes());
        self.tell(Kind::Token, receipt_token(secret).as_bytes());
    }

    fn take(&self, attempt: &Attempt<'_>) {
        let opened = attempt.fetch(&self.stranger);
        let opened = opened.unwrap_or_else(|unfetched| panic!("{}", unfetched.error));
        attempt.read(&opened.envelope).ok().unwrap();
        attempt.confirm(&self.stranger, true).unwrap();
    }

    fn open(&mut self, opening: &Opening, passphrase: Option<&str>) {
        let claim = self.claim();
        opening.peek(&self.stranger).unwrap();
        self.take(&opening.prepare(passphrase, claim).ok().unwrap());
        opening.finish(&self.stranger).unwrap();
    }

    fn share_and_open(&mut self) {
        let sealed = self.share(None);
        sealed.upload(&self.stranger).unwrap();
        let (id, token) = (sealed.receipt.id, receipt_token(&sealed.receipt.secret));
        let opening = Opening::new(sealed.share);
        self.open(&opening, None);
        opening.tell_sender(&self.stranger).unwrap();
        self.stranger.receipt(&id, &token).unwrap();
    }

    fn share_as_a_machine(&mut self) {
        let sealed = self.share(None);
        sealed.upload(&self.machine).unwrap();
        self.open(&Opening::new(sealed.share), None);
    }

    fn share_and_revoke(&mut self) {
        let sealed = self.share(None);
        sealed.upload(&self.stranger).unwrap();
        let token = receipt_token(&sealed.receipt.secret);
        self.stranger.revoke(&sealed.receipt.id, &token).unwrap();
    }

    /// Wrong once, then right.
    fn mistype(&mut self) {
        let passphrase = self.text(Kind::Passphrase);
        let opening = self.locked(&passphrase);
        self.fail(&opening);
        self.open(&opening, Some(&passphrase));
    }

    /// Wrong until it is destroyed.
    fn guess(&mut self) {
        let passphrase = self.text(Kind::Passphrase);
        let opening = self.locked(&passphrase);
        self.fail(&opening);
        self.fail(&opening);
    }

    fn locked(&mut self, passphrase: &str) -> Opening {
        let sealed = self.share(Some(passphrase));
        sealed.upload(&self.stranger).unwrap();
        Opening::new(sealed.share)
    }

    fn fail(&mut self, opening: &Opening) {
        let wrong = self.text(Kind::Passphrase);
        let claim = self.claim();
        let attempt = opening.prepare(Some(&wrong), claim).ok().unwrap();
        assert!(attempt.fetch(&self.stranger).is_err());
    }

    fn ask_and_collect(&mut self) {
        let asked = Asked {
            keys: Vec::new(),
            ask: vec![Access::find("other").unwrap()],
            reference: String::new(),
            from: String::new(),
            lang: Lang::En,
            expires_at: Time::now().plus_millis(3_600_000),
        };
        let made = ask::make(asked, Vec::new(), LIFETIME, false).ok().unwrap();
        made.upload(&self.stranger).unwrap();
        let request = made.request.to_url(&self.url);
        let collect = made.collect.to_url(&self.url);
        self.answer_and_collect(&request, &collect);
    }

    fn ask_as_a_machine(&mut self) {
        let call = reqwest::blocking::Client::builder()
            .no_proxy()
            .build()
            .unwrap();
        let call = call
            .post(format!("{}/api/v1/requests", self.url))
            .bearer_auth(self.key.expose())
            .header("idempotency-key", hex::encode(random::<16>()))
            .json(
                &json!({ "ask": ["other"], "lang": "en", "expires_in": 3600, "reference": "T-1" }),
            );
        let made: AskedFor = call.send().unwrap().json().unwrap();
        self.answer_and_collect(&made.request_link, &made.collect_link);
    }

    fn answer_and_collect(&mut self, request: &str, collect: &str) {
        self.tell(Kind::Link, payload(request));
        self.tell(Kind::Link, payload(collect));
        let request = RequestLink::parse(request).unwrap();
        self.tell(Kind::LinkSecret, request.secret.as_bytes());
        let answering = Answering::new(request);
        self.tell(Kind::Id, answering.id().as_bytes());
        let view = answering.look(&self.stranger).unwrap();
        let asked = answering.read(&view, Time::now()).unwrap();
        let body = self.bundle();
        let sealed = answering.seal(&asked, &body).unwrap();
        self.receipt_of(&sealed.receipt.secret);
        sealed.upload(&self.stranger).unwrap();
        self.collect(collect);
    }

    fn collect(&mut self, link: &str) {
        let link = CollectLink::parse(link).unwrap();
        self.tell(Kind::Token, link.key.token().as_bytes());
        let collecting = Collecting::new(link);
        let view = collecting.look(&self.stranger).unwrap();
        let asked = collecting.read(&view).unwrap();
        let own = collecting.one_off().unwrap_or(&self.team);
        let (own, public) = (KeySeed::new(*own.as_bytes()), own.public_key());
        self.tell(Kind::Key, own.as_bytes());
        let opening = collecting.open(&view, &asked, &own, &[public]).unwrap();
        self.open(&opening, None);
        collecting.finish(&self.stranger).unwrap();
    }

    fn open_without_a_claim(&mut self) {
        let sealed = self.share(None);
        sealed.upload(&self.stranger).unwrap();
        let share = ShareLink::parse(&sealed.share.to_url(&self.url)).unwrap();
        let (link, open) = (
            LinkKeys::derive(&share.key),
            OpenKeys::derive(&share.key, None),
        );
        let body = json!({ "open_token": open.open_token });
        for status in [200, 410] {
            assert_eq!(self.post_open(&link.id(), &link.link_token, &body), status);
        }
    }

    fn post_open(&self, id: &BundleId, link: &LinkToken, body: &serde_json::Value) -> u16 {
        let http = reqwest::blocking::Client::builder()
            .no_proxy()
            .build()
            .unwrap();
        let call = http.post(format!("{}/api/v1/bundles/{}/open", self.url, id.to_b64u()));
        let answer = call.bearer_auth(link.to_b64u()).json(body).send().unwrap();
        answer.status().as_u16()
    }
}

/// What stands behind the kind in a link.
fn payload(link: &str) -> &str {
    let fragment = link.split_once('#').unwrap().1;
    &fragment[2..]
}

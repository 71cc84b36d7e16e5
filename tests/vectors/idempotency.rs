//! `idempotency.json`: the request that a machine's repeatable call makes, each time the same.

use handover::protocol::{
    apikey::{ApiKey, KeyId},
    ask::MadeRequest,
    document::Asked,
    idempotency::{Draw, IdempotencyKey},
    kind::Kind,
    lang::Lang,
    link::CollectKey,
    prk::Prk,
    token::PublicKey,
    wire::Time,
};
use serde::Deserialize;

use crate::{Hex, read};

#[derive(Deserialize)]
struct File {
    calls: Vec<Call>,
    malformed: Vec<Malformed>,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the names of the SPEC")]
struct Call {
    name: String,
    api_key: String,
    key_id: String,
    idempotency_key: String,
    digest: Hex,
    s: Hex,
    salt: Hex,
    T: Hex,
    ask: Vec<String>,
    reference: String,
    from: String,
    lang: String,
    expires_at: String,
    keys: Vec<String>,
    D: Hex,
    rid: Hex,
    answer_hash: Hex,
    collect_hash: Hex,
    code: String,
    request_link: String,
    collect_link: String,
}

#[derive(Deserialize)]
struct Malformed {
    name: String,
    text: String,
}

const BASE: &str = "https://handover.example";

impl Call {
    fn draw(&self) -> Draw {
        let key = ApiKey::parse(&self.api_key).unwrap();
        let call = IdempotencyKey::parse(&self.idempotency_key).unwrap();
        Draw::repeatable(&key, &call)
    }

    fn asked(&self) -> Asked {
        let key = |text: &String| PublicKey::parse(text).unwrap();
        let kind = |id: &String| Kind::find(id).unwrap();
        Asked {
            keys: self.keys.iter().map(key).collect(),
            ask: self.ask.iter().map(kind).collect(),
            reference: self.reference.clone(),
            from: self.from.clone(),
            lang: Lang::from_code(&self.lang).unwrap(),
            expires_at: Time::parse(&self.expires_at).unwrap(),
        }
    }
}

fn calls() -> Vec<Call> {
    let calls = read::<File>("idempotency.json").calls;
    assert!(calls.len() >= 5);
    calls
}

#[test]
fn a_call_gives_its_salt_and_its_team_secret() {
    for call in calls() {
        let message = ["handover/1 idempotency", &call.idempotency_key].concat();
        let s = Prk::extract(call.api_key.as_bytes(), &[message.as_bytes()]);
        assert_eq!(s.as_bytes()[..], call.s.0, "{}", call.name);
        let draw = call.draw();
        assert_eq!(draw.salt[..], call.salt.0, "{}", call.name);
        assert_eq!(draw.team.as_bytes()[..], call.T.0, "{}", call.name);
        let name = IdempotencyKey::parse(&call.idempotency_key).unwrap();
        let digest = name.digest(KeyId::parse(&call.key_id).unwrap());
        assert_eq!(digest[..], call.digest.0, "{}", call.name);
    }
}

#[test]
fn and_with_them_the_same_request_each_time() {
    for call in calls() {
        let Draw { salt, team } = call.draw();
        let made = MadeRequest::new(&call.asked(), &salt, CollectKey::Team(team)).unwrap();
        assert_eq!(Hex(made.document), call.D, "{}", call.name);
        assert_eq!(made.id.as_bytes()[..], call.rid.0);
        assert_eq!(made.code.to_string(), call.code);
        assert_eq!(made.answer_hash.as_bytes()[..], call.answer_hash.0);
        let collect_hash = made.collect.key.token().hash();
        assert_eq!(collect_hash.as_bytes()[..], call.collect_hash.0);
        assert_eq!(*made.request.to_url(BASE), call.request_link);
        assert_eq!(*made.collect.to_url(BASE), call.collect_link);
    }
}

#[test]
fn no_two_calls_and_no_two_draws_are_alike() {
    let mut salts: Vec<_> = calls().iter().map(|call| call.draw().salt).collect();
    salts.extend([Draw::random().salt, Draw::random().salt]);
    let all = salts.len();
    salts.sort_unstable();
    salts.dedup();
    assert_eq!(salts.len(), all);
}

#[test]
fn what_names_no_call_is_refused() {
    for Malformed { name, text } in read::<File>("idempotency.json").malformed {
        assert!(IdempotencyKey::parse(&text).is_err(), "{name}");
    }
}

//! Fuzz target of the clients file.

use super::{
    Clients, MOST_KEYS, Scope,
    edit::{Draft, NewClient, NotEdited},
};
use crate::{
    fuzzing::repeats,
    protocol::{
        apikey::{ApiKey, KeyId},
        wire::Time,
    },
};

/// A file that is taken names nobody and no key twice, and takes another client without losing one;
/// the refusal of another repeats none of its secrets.
pub fn clients(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let clients = match Clients::parse(text) {
        Ok(clients) => clients,
        Err(refused) => {
            let secrets = text.split('"').filter(|text| text.starts_with("whsec_"));
            let told = refused.to_string();
            assert!(
                !secrets.into_iter().any(|secret| repeats(&told, secret)),
                "{told}"
            );
            return;
        }
    };
    let names: Vec<_> = clients.iter().map(|client| client.name().clone()).collect();
    for (at, client) in clients.iter().enumerate() {
        assert!(!names[..at].contains(client.name()), "a name stands twice");
        assert!(client.keys().len() <= MOST_KEYS);
        for key in client.keys() {
            let owner = clients.owner_of(key.id()).map(super::Client::name);
            assert_eq!(owner, Some(client.name()));
        }
    }
    edits(text, &clients);
}

fn edits(text: &str, before: &Clients) {
    let mut draft = Draft::of(text).expect("it was taken just now");
    let new = NewClient {
        name: "z-new".parse().expect("a name"),
        display: "New".parse().expect("a display name"),
        scopes: vec![Scope::EventsRead],
        team_keys: Vec::new(),
        webhook: None,
    };
    let key = ApiKey::new(KeyId::parse("FUZZ0002").expect("an id"), [8; 32]);
    match draft.add(&new, &key, Time::from_millis(0)) {
        Ok(()) => {}
        Err(NotEdited::Taken(name)) => return assert!(before.named(&name).is_some()),
        Err(refused) => return assert!(matches!(refused, NotEdited::Inline(_)), "{refused}"),
    }
    let edited = match draft.finish() {
        Ok(edited) => edited,
        Err(refused) => return assert!(before.owner_of(key.id()).is_some(), "{refused}"),
    };
    let after = Clients::parse(&edited).expect("it was read just now");
    assert!(
        after
            .find(&key)
            .is_some_and(|client| *client.name() == new.name)
    );
    let kept = before
        .iter()
        .all(|client| after.named(client.name()).is_some());
    assert!(kept && after.iter().count() == before.iter().count() + 1);
}

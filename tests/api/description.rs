//! `/openapi.json`: every call is there with examples, and the examples are what they say.

use std::collections::BTreeSet;

use handover::protocol::wire::{
    About, AnswerRequest, AnswererView, AskRequest, AskedFor, Build, ClientView, CollectorView,
    Confirm, Created, Event, Events, OpenBundle, OwnerView, PutBundle, PutRequest, Receipt,
    Requests, View,
};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    app::{TestApp, TestClients},
    machines::desk,
};

async fn description(app: &TestApp) -> Value {
    app.get_page("/openapi.json").await.json().await.unwrap()
}

/// Path, method and operation of each call.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item)| {
        let item: &Value = item;
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| {
            let path: &String = path;
            (path.as_str(), method.as_str(), operation)
        })
    };
    paths.iter().flat_map(of_path).collect()
}

fn operation<'a>(document: &'a Value, id: &str) -> &'a Value {
    let mut operations = operations(document).into_iter();
    let found = operations.find(|(_, _, operation)| operation["operationId"] == id);
    found.unwrap().2
}

/// The values of the examples of a body.
fn examples(content: &Value) -> Vec<&Value> {
    let examples = content["examples"].as_object();
    let values = examples
        .into_iter()
        .flatten()
        .map(|(_, example)| &example["value"]);
    values.collect()
}

#[actix_web::test]
async fn every_call_has_examples_and_says_who_may_make_it() {
    let document = description(&TestApp::start()).await;
    assert_eq!(document["openapi"].as_str().unwrap().split_at(3).0, "3.1");
    assert!(operations(&document).len() >= 16);
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(operation["operationId"].is_string(), "{name}");
        let open = ["/about", "/confirm", "/handover.json"];
        let open = open.iter().any(|end| path.ends_with(end));
        assert_eq!(operation["security"].is_array(), !open, "{name}");
        if let Some(body) = operation.get("requestBody") {
            assert!(
                !examples(&body["content"]["application/json"]).is_empty(),
                "{name}"
            );
        }
        for (status, answer) in operation["responses"].as_object().unwrap() {
            for (_, content) in answer["content"].as_object().into_iter().flatten() {
                assert!(!examples(content).is_empty(), "{name} {status}");
            }
        }
        // Where there is none, the member is missing: null would be no OpenAPI.
        assert_ne!(operation.get("parameters"), Some(&Value::Null), "{name}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let has_example = !parameter["example"].is_null();
            assert!(has_example || parameter["name"] != "id", "{name}");
        }
    }
}

#[actix_web::test]
async fn every_method_that_a_path_takes_is_described() {
    let app = TestApp::start();
    let document = description(&app).await;
    for path in document["paths"].as_object().unwrap().keys() {
        let patch = app
            .call(Method::PATCH, &path.replace("{id}", "x"), None, None)
            .await;
        assert_eq!(patch.status(), 405, "{path}");
        let allowed = patch.headers()["allow"].to_str().unwrap().to_lowercase();
        // HEAD is GET without its body.
        let allowed: BTreeSet<_> = allowed.split(", ").filter(|name| *name != "head").collect();
        let described = document["paths"][path].as_object().unwrap().keys();
        let described: BTreeSet<_> = described.map(String::as_str).collect();
        assert_eq!(described, allowed, "{path}");
    }
}

/// That each example of an answer is of one of these types.
fn assert_answers(document: &Value, id: &str, fits: &[fn(&Value) -> bool]) {
    let responses = operation(document, id)["responses"].as_object().unwrap();
    for status in ["200", "201"] {
        let content = responses
            .get(status)
            .map(|answer| &answer["content"]["application/json"]);
        for example in content.map_or(Vec::new(), examples) {
            assert!(fits.iter().any(|fit| fit(example)), "{id}: {example}");
        }
    }
}

fn is<T: DeserializeOwned>(example: &Value) -> bool {
    serde_json::from_value::<T>(example.clone()).is_ok()
}

fn assert_bodies<T: DeserializeOwned>(document: &Value, id: &str) {
    let body = &operation(document, id)["requestBody"]["content"]["application/json"];
    for example in examples(body) {
        assert!(is::<T>(example), "{id}: {example}");
    }
}

#[actix_web::test]
async fn the_examples_are_of_the_types_that_they_show() {
    let document = description(&TestApp::start()).await;
    assert_bodies::<PutBundle>(&document, "put");
    assert_bodies::<OpenBundle>(&document, "open");
    assert_bodies::<Confirm>(&document, "confirm");
    assert_bodies::<PutRequest>(&document, "put_request");
    assert_bodies::<AnswerRequest>(&document, "answer");
    assert_bodies::<AskRequest>(&document, "make_request");
    assert_answers(&document, "about", &[is::<About>]);
    assert_answers(&document, "build", &[is::<Build>]);
    assert_answers(&document, "put", &[is::<Created>]);
    assert_answers(&document, "get", &[is::<View>, is::<Receipt>]);
    assert_answers(&document, "put_request", &[is::<Created>]);
    let views: [fn(&Value) -> bool; 3] = [is::<AnswererView>, is::<CollectorView>, is::<OwnerView>];
    assert_answers(&document, "get_request", &views);
    assert_answers(&document, "answer", &[is::<Created>]);
    assert_answers(&document, "make_request", &[is::<AskedFor>]);
    assert_answers(&document, "list_requests", &[is::<Requests>]);
    assert_answers(&document, "list_events", &[is::<Events>]);
    assert_answers(&document, "get_client", &[is::<ClientView>]);
}

#[actix_web::test]
async fn the_webhook_shows_an_event_of_each_type() {
    let document = description(&TestApp::start()).await;
    let webhook = &document["webhooks"]["event"]["post"];
    let events = examples(&webhook["requestBody"]["content"]["application/json"]);
    assert!(events.iter().all(|event| is::<Event>(event)));
    let shown: BTreeSet<_> = events.iter().map(|event| event["type"].as_str()).collect();
    let kinds = document["components"]["schemas"]["EventKind"]["enum"].as_array();
    let kinds: BTreeSet<_> = kinds.unwrap().iter().map(Value::as_str).collect();
    assert_eq!((kinds.len(), &shown), (13, &kinds));
}

#[actix_web::test]
async fn the_examples_can_be_sent_as_they_are() {
    let clients: TestClients = desk();
    let app = clients.serve(&["--requests=anyone"]);
    let document = description(&app).await;
    let key = clients.keys[0].expose();
    for (id, method, credential) in [
        ("put", Method::PUT, None),
        ("put_request", Method::PUT, Some(key)),
        ("make_request", Method::POST, Some(key)),
    ] {
        let operations = operations(&document).into_iter();
        let mut found = operations.filter(|(_, _, operation)| operation["operationId"] == id);
        let (path, _, operation) = found.next().unwrap();
        let parameter = &operation["parameters"][0]["example"];
        let path = path.replace("{id}", parameter.as_str().unwrap());
        let content = &operation["requestBody"]["content"]["application/json"];
        // What another example has stored under the same id is other content.
        for body in examples(content).into_iter().take(1) {
            let answer = app
                .call(method.clone(), &path, credential, Some(body))
                .await;
            assert_eq!(answer.status(), 201, "{id}");
        }
    }
}

//! Examples of every call: written in `examples.json` under the operation's id, and the description of
//! the webhook, which is no call of ours, in `webhooks.json`.

use serde_json::{Map, Value, json};

const EXAMPLES: &str = include_str!("examples.json");
const WEBHOOKS: &str = include_str!("webhooks.json");

/// Adds both to the description.
pub(super) fn add(document: &mut Value) {
    document["webhooks"] = read(WEBHOOKS);
    let examples = read(EXAMPLES);
    for place in ["paths", "webhooks"] {
        let items = document[place].as_object_mut().into_iter().flatten();
        for (_, item) in items {
            for (_, operation) in item.as_object_mut().into_iter().flatten() {
                let id = operation["operationId"].as_str().unwrap_or_default();
                if let Some(examples) = examples.get(id) {
                    add_to(operation, examples);
                }
            }
        }
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("the tests read this file")
}

/// `body` and `answers` are named examples; every other member is the example of a parameter.
fn add_to(operation: &mut Value, examples: &Value) {
    if let Some(bodies) = examples.get("body").and_then(Value::as_object) {
        operation["requestBody"]["content"]["application/json"]["examples"] = named(bodies);
    }
    for (status, answers) in examples["answers"].as_object().into_iter().flatten() {
        if let Some(answers) = answers.as_object() {
            let answer = &mut operation["responses"][status];
            answer["content"]["application/json"]["examples"] = named(answers);
        }
    }
    let parameters = operation.get_mut("parameters");
    for parameter in parameters
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let name = parameter["name"].as_str().unwrap_or_default();
        if let Some(example) = examples.get(name).cloned() {
            parameter["example"] = example;
        }
    }
}

fn named(examples: &Map<String, Value>) -> Value {
    let with_name = |(name, value): (&String, &Value)| (name.clone(), json!({ "value": value }));
    Value::Object(examples.iter().map(with_name).collect())
}

//! What may be wrong with a body: tables of changes to a right one, and what is said of each.

use handover::protocol::token::{LinkToken, from_b64u, to_b64u};
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{TestApp, problem_body};

/// A name, the change, the status, the code, and what the detail mentions.
pub type Case = (&'static str, Change, u16, &'static str, &'static str);

/// How a right body becomes a wrong one.
pub enum Change {
    /// This text in its place.
    Raw(&'static str),
    /// Its first bytes only.
    Cut(usize),
    /// The same behind it.
    Twice,
    /// The values of its members, in their order and without names.
    Listed,
    /// `expires_in` a second time, in front.
    Doubled,
    /// Without this member.
    Without(&'static str),
    /// This JSON as this member.
    With(&'static str, &'static str),
    /// This member, a text, turned into another.
    Turned(&'static str, fn(&str) -> String),
    /// Another hash as this member.
    AnotherHash(&'static str),
    /// This member is so many bytes.
    Bytes(&'static str, usize),
    /// This byte of the envelope is another.
    Byte(usize, u8),
    /// The envelope is cut or filled up to so many bytes.
    Sized(usize),
    /// Wraps of these lengths.
    Wraps(&'static [usize]),
}

impl Change {
    fn apply(&self, right: &Value) -> String {
        match self {
            Self::Raw(text) => (*text).to_owned(),
            Self::Cut(length) => right.to_string()[..*length].to_owned(),
            Self::Twice => format!("{right}{right}"),
            Self::Listed => {
                let members = right.as_object().unwrap().values();
                json!(members.collect::<Vec<_>>()).to_string()
            }
            Self::Doubled => right.to_string().replacen('{', "{\"expires_in\":60,", 1),
            _ => self.to_member(right).to_string(),
        }
    }

    /// The changes of one member.
    fn to_member(&self, right: &Value) -> Value {
        let mut body = right.clone();
        match self {
            Self::Without(member) => {
                body.as_object_mut().unwrap().remove(*member).unwrap();
            }
            Self::With(member, text) => body[*member] = serde_json::from_str(text).unwrap(),
            Self::Turned(member, turn) => {
                body[*member] = json!(turn(right[*member].as_str().unwrap_or_default()));
            }
            Self::AnotherHash(member) => body[*member] = json!(LinkToken::random().hash()),
            Self::Bytes(member, length) => body[*member] = json!(to_b64u(&vec![7; *length])),
            Self::Byte(at, byte) => {
                let mut envelope = envelope(right);
                envelope[*at] = *byte;
                body["envelope"] = json!(to_b64u(&envelope));
            }
            Self::Sized(length) => {
                let mut envelope = envelope(right);
                envelope.resize(*length, 0);
                body["envelope"] = json!(to_b64u(&envelope));
            }
            Self::Wraps(lengths) => {
                let wraps = lengths.iter().map(|length| to_b64u(&vec![9; *length]));
                body["wraps"] = json!(wraps.collect::<Vec<_>>());
            }
            _ => unreachable!("the others change the whole"),
        }
        body
    }
}

fn envelope(body: &Value) -> Vec<u8> {
    from_b64u(body["envelope"].as_str().unwrap()).unwrap()
}

/// The same bytes with a set bit where canonical `b64u` has none.
pub fn loose(text: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (most, last) = text.split_at(text.len() - 1);
    let last = alphabet.find(last).unwrap();
    format!("{most}{}", &alphabet[last + 1..=last + 1])
}

/// The call that the cases are made to.
pub struct Call<'a> {
    pub app: &'a TestApp,
    pub method: Method,
    pub path: &'a str,
    pub credential: Option<&'a str>,
    /// What would be right.
    pub right: &'a Value,
}

impl Call<'_> {
    /// Makes each change, sends it, and checks what is said of it.
    pub async fn refuses(&self, cases: &[Case]) {
        for (name, change, status, code, mention) in cases {
            let mut call = self
                .app
                .request(self.method.clone(), self.path)
                .header("content-type", "application/json")
                .body(change.apply(self.right));
            if let Some(credential) = self.credential {
                call = call.bearer_auth(credential);
            }
            let refused = problem_body(call.send().await.unwrap()).await;
            assert_eq!(refused["status"], *status, "{name}: {refused}");
            assert_eq!(refused["code"], *code, "{name}: {refused}");
            let detail = refused["detail"].as_str().unwrap();
            assert!(detail.contains(mention), "{name}: {detail}");
        }
    }
}

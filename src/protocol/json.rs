//! JSON as the protocol wants it: of two members with one name readers keep either the first or the
//! last, so two of them could see two contents in the same bytes. Here a duplicate is an error.

use std::{collections::BTreeSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use zeroize::Zeroizing;

/// A JSON value; its texts are wiped on drop. Members keep their order.
pub(super) enum Json {
    /// `{…}`, no name twice.
    Object(Vec<(String, Self)>),
    /// `[…]`
    List(Vec<Self>),
    /// `"…"`
    Text(Zeroizing<String>),
    /// A number from 0 to 2⁶⁴ − 1, written without sign, fraction and exponent.
    Whole(u64),
    /// `true` or `false`
    #[cfg_attr(
        not(feature = "client"),
        expect(dead_code, reason = "only a bundle has flags")
    )]
    Flag(bool),
    /// `null`, and every other number.
    Other,
}

/// Why text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotJson {
    /// It breaks the grammar of RFC 8259.
    Syntax,
    /// Two members of one object have the same name.
    Duplicate,
}

impl Json {
    /// Parses text; the grammar is checked before the names.
    pub(super) fn parse(text: &str) -> Result<Self, NotJson> {
        let json: Self = serde_json::from_str(text).map_err(|_| NotJson::Syntax)?;
        if json.has_duplicates() {
            return Err(NotJson::Duplicate);
        }
        Ok(json)
    }

    pub(super) fn into_text(self) -> Option<Zeroizing<String>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn has_duplicates(&self) -> bool {
        match self {
            Self::Object(members) => {
                let names: BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
                names.len() < members.len() || members.iter().any(|(_, v)| v.has_duplicates())
            }
            Self::List(values) => values.iter().any(Self::has_duplicates),
            _ => false,
        }
    }
}

/// The members of an object, taken one by one; what is not taken is left alone.
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    pub(super) fn new(value: Json) -> Option<Self> {
        match value {
            Json::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Json> {
        let at = self.0.iter().position(|(member, _)| member == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// A text that is no secret.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let mut text = self.take(name)?.into_text()?;
        Some(std::mem::take(&mut *text))
    }

    pub(super) fn list(&mut self, name: &str) -> Option<Vec<Json>> {
        match self.take(name)? {
            Json::List(values) => Some(values),
            _ => None,
        }
    }

    #[cfg(feature = "client")]
    pub(super) fn into_members(self) -> Vec<(String, Json)> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(Zeroizing::new(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }
}

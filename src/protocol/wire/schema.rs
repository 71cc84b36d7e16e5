//! How ids, hashes, tokens, keys and times look in the description of the API.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        KnownFormat, RefOr, Schema, SchemaFormat,
        schema::{ArrayBuilder, ObjectBuilder, Type},
    },
};

use super::{Bytes, Time};
use crate::protocol::{
    kind::KINDS,
    lang::Lang,
    token::{
        AnswerHash, BundleId, Claim, CollectHash, EnvelopeHash, LinkHash, OpenHash, OpenToken,
        PublicKey, ReceiptHash,
    },
};

/// Canonical `b64u`: what a last character can be depends on how many bits of it are filled.
const BYTES_16: &str = "^[A-Za-z0-9_-]{21}[AQgw]$";
const BYTES_32: &str = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$";
const BYTES_1168: &str = "^[A-Za-z0-9_-]{1557}[AQgw]$";
const BYTES_1216: &str = "^[A-Za-z0-9_-]{1621}[AQgw]$";
const ANY_BYTES: &str =
    "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$";

macro_rules! text {
    ($($type:ty => $name:literal, $description:literal, $pattern:expr;)*) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new().schema_type(Type::String);
                text.description(Some($description)).pattern(Some($pattern)).into()
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    )*};
}

text! {
    BundleId => "Id", "16 bytes as canonical base64url", BYTES_16;
    LinkHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    OpenHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    ReceiptHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    AnswerHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    CollectHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    EnvelopeHash => "Hash", "A SHA-256: 32 bytes as canonical base64url", BYTES_32;
    OpenToken => "Token", "A secret: 32 bytes as canonical base64url", BYTES_32;
    Claim => "Token", "A secret: 32 bytes as canonical base64url", BYTES_32;
    PublicKey => "PublicKey", "An X-Wing public key: 1216 bytes as canonical base64url", BYTES_1216;
    Bytes => "Bytes", "Canonical base64url", ANY_BYTES;
}

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("RFC 3339, in UTC with milliseconds and Z"))
            .into()
    }
}

impl ToSchema for Time {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Time")
    }
}

/// The ids of kinds: at least one, none twice.
pub(super) fn kinds() -> RefOr<Schema> {
    let ids = KINDS.iter().map(|kind| kind.id);
    let kind = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(ids));
    let kinds = ArrayBuilder::new()
        .items(kind)
        .min_items(Some(1))
        .unique_items(true);
    kinds.description(Some("What is asked for")).into()
}

/// One for each key of the document.
pub(super) fn wraps() -> RefOr<Schema> {
    let wrap = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(BYTES_1168));
    let wraps = ArrayBuilder::new()
        .items(wrap)
        .min_items(Some(1))
        .max_items(Some(8));
    wraps
        .description(Some(
            "The answer's key, wrapped to each key of the document, in its order",
        ))
        .into()
}

/// A sealed document: 16 to 16400 bytes.
pub(super) fn document() -> RefOr<Schema> {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(ANY_BYTES));
    text.min_length(Some(22))
        .max_length(Some(21_867))
        .description(Some("`D_sealed`"))
        .into()
}

/// The codes of the languages.
pub(super) fn languages() -> RefOr<Schema> {
    let codes = [Lang::En, Lang::Fr].map(Lang::code);
    let language = ObjectBuilder::new().schema_type(Type::String);
    language
        .enum_values(Some(codes))
        .description(Some("The merchant's language"))
        .into()
}

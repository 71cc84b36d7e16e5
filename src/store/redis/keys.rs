//! The names of a bundle's keys and of the partitions.
//!
//! ```text
//! p = first byte of id & 63, as two hex digits
//! hndo:{p}:rec:<id>   hndo:{p}:env:<id>   hndo:{p}:meta        id as b64u
//! ```

use std::io::Write;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::protocol::token::BundleId;

/// How many partitions there are: one hash slot each, whatever the topology.
pub(super) const PARTITIONS: u8 = 64;

const ID_TEXT: usize = 22;
const PREFIX: usize = "hndo:{00}:rec:".len();

/// The keys of one bundle. They share a hash slot.
pub(super) struct Keys {
    /// The record.
    pub(super) rec: [u8; PREFIX + ID_TEXT],
    /// The hash of the open token with the envelope behind it.
    pub(super) env: [u8; PREFIX + ID_TEXT],
}

impl Keys {
    pub(super) fn of(id: &BundleId) -> Self {
        Self {
            rec: key("rec", id),
            env: key("env", id),
        }
    }
}

/// `hndo:{p}:meta`.
pub(super) fn meta(partition: u8) -> String {
    format!("hndo:{{{partition:02x}}}:meta")
}

fn key(sort: &str, id: &BundleId) -> [u8; PREFIX + ID_TEXT] {
    let mut key = [0; PREFIX + ID_TEXT];
    let (mut prefix, text) = key.split_at_mut(PREFIX);
    let partition = id.as_bytes()[0] % PARTITIONS;
    write!(prefix, "hndo:{{{partition:02x}}}:{sort}:").expect("a sort has three letters");
    URL_SAFE_NO_PAD
        .encode_slice(id.as_bytes(), text)
        .expect("16 bytes are 22 characters of b64u");
    key
}

//! Where an id belongs.

use crate::protocol::token::BundleId;

/// How many partitions there are: in Redis one hash slot each, whatever the topology.
pub(super) const PARTITIONS: u8 = 64;

/// The partition of an id: it is also the beginning of the names of its events.
pub(super) fn partition(id: &BundleId) -> u8 {
    id.as_bytes()[0] % PARTITIONS
}

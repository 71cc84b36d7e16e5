//! Cursors: a place in a client's list or log, as text that says nothing to its reader.
//!
//! ```text
//! cursor = b64u(place ‖ first 9 bytes of H(L("cursor") ‖ sort ‖ client ‖ 0x00 ‖ reference))
//! place  = of the list: created_at in milliseconds (8) ‖ id (16); of the log: milliseconds (8) ‖ number (8)
//! ```
//!
//! The hash is no proof: a client could make a cursor, and would still see nothing but its own. It
//! finds the cursor that was mixed up, before it shows the wrong page.

use sha2::{Digest, Sha256};

use super::error::Error;
use crate::{
    protocol::{
        token::{BundleId, array_from_b64u, to_b64u},
        wire::Time,
    },
    store::{
        Owner, Reference,
        log::{ListPlace, Position},
    },
};

/// Bytes of the hash.
const BOUND: usize = 9;
/// Bytes of a place in a list, and of the text around it.
const LIST: usize = 8 + BundleId::LENGTH;
/// Bytes of a place in a log.
const LOG: usize = 16;

/// The cursor of a place in the list of this client's requests, of this reference if there is one.
pub(super) fn of_list(owner: &Owner, reference: Option<&Reference>, place: ListPlace) -> String {
    let millis = place.created_at.millis().to_be_bytes();
    let bound = list_bound(owner, reference);
    to_b64u(&[&millis[..], place.id.as_bytes(), &bound].concat())
}

/// The place that [`of_list`] wrote for the same client and the same reference.
pub(super) fn read_list(
    text: &str,
    owner: &Owner,
    reference: Option<&Reference>,
) -> Result<ListPlace, Error> {
    let reason = "cursor is not one that this list gave: send next of an answer to the same client, \
                  with the same reference, as it is; without cursor the list begins anew";
    let bytes: [u8; LIST + BOUND] =
        array_from_b64u(text).map_err(|_| Error::Invalid(reason.to_owned()))?;
    let (millis, rest) = take(&bytes);
    let (id, bound) = take(rest);
    let created_at = Time::from_millis(i64::from_be_bytes(millis));
    // A moment that no request was made at would be taken for another one.
    if bound != list_bound(owner, reference) || created_at.millis().to_be_bytes() != millis {
        return Err(Error::Invalid(reason.to_owned()));
    }
    Ok(ListPlace {
        created_at,
        id: BundleId::new(id),
    })
}

/// The cursor of a place in this client's log.
pub(super) fn of_log(owner: &Owner, position: Position) -> String {
    let millis = position.millis.to_be_bytes();
    let number = position.number.to_be_bytes();
    to_b64u(&[&millis[..], &number, &log_bound(owner)].concat())
}

/// The place that [`of_log`] wrote for the same client.
pub(super) fn read_log(text: &str, owner: &Owner) -> Result<Position, Error> {
    let reason = "after is not one that this log gave: send next of an answer to the same client, as it \
                  is; without after the log begins anew";
    let bytes: [u8; LOG + BOUND] =
        array_from_b64u(text).map_err(|_| Error::Invalid(reason.to_owned()))?;
    let (millis, rest) = take(&bytes);
    let (number, bound) = take(rest);
    if bound != log_bound(owner) {
        return Err(Error::Invalid(reason.to_owned()));
    }
    Ok(Position {
        millis: u64::from_be_bytes(millis),
        number: u64::from_be_bytes(number),
    })
}

fn list_bound(owner: &Owner, reference: Option<&Reference>) -> [u8; BOUND] {
    match reference {
        Some(reference) => bound(b"list of a reference", owner, reference.as_str()),
        None => bound(b"list", owner, ""),
    }
}

fn log_bound(owner: &Owner) -> [u8; BOUND] {
    bound(b"log", owner, "")
}

fn bound(sort: &[u8], owner: &Owner, reference: &str) -> [u8; BOUND] {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"handover/1 cursor")
        .chain_update(sort)
        .chain_update([0])
        .chain_update(owner.as_str())
        .chain_update([0])
        .chain_update(reference)
        .finalize()
        .into();
    take(&digest).0
}

/// The first bytes, and the others.
fn take<const N: usize>(bytes: &[u8]) -> ([u8; N], &[u8]) {
    let (first, rest) = bytes.split_at(N);
    (first.try_into().expect("split there"), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(name: &str) -> Owner {
        Owner::parse(name).expect("a name")
    }

    fn reference(text: &str) -> Option<Reference> {
        Reference::parse(text).ok()
    }

    fn place() -> ListPlace {
        ListPlace {
            created_at: Time::from_millis(1_800_000_000_000),
            id: BundleId::new([7; 16]),
        }
    }

    #[test]
    fn a_place_in_a_list_comes_back_to_its_own_list_only() {
        let lists = [
            ("desk", None),
            ("desk", reference("T-1")),
            ("desk", reference("T-2")),
            ("other", None),
            ("other", reference("T-1")),
        ];
        for (at, (name, of)) in lists.iter().enumerate() {
            let cursor = of_list(&owner(name), of.as_ref(), place());
            for (other, (name, of)) in lists.iter().enumerate() {
                let read = read_list(&cursor, &owner(name), of.as_ref()).ok();
                assert_eq!(read, (at == other).then_some(place()), "{at} {other}");
            }
            assert!(read_log(&cursor, &owner(name)).is_err());
        }
    }

    #[test]
    fn a_moment_that_cannot_be_is_no_place() {
        let bound = list_bound(&owner("desk"), None);
        for millis in [-1, i64::MIN, i64::MAX, 253_402_300_800_000] {
            let cursor = to_b64u(&[&millis.to_be_bytes()[..], &[7; 16], &bound].concat());
            assert!(
                read_list(&cursor, &owner("desk"), None).is_err(),
                "{millis}"
            );
        }
    }

    #[test]
    fn a_place_in_a_log_comes_back_to_its_own_client_only() {
        for (millis, number) in [(0, 0), (1_800_000_000_000, 3), (u64::MAX, u64::MAX)] {
            let position = Position { millis, number };
            let cursor = of_log(&owner("desk"), position);
            assert_eq!(read_log(&cursor, &owner("desk")).ok(), Some(position));
            assert!(read_log(&cursor, &owner("other")).is_err());
            assert!(read_list(&cursor, &owner("desk"), None).is_err());
        }
    }

    #[test]
    fn what_was_changed_is_none() {
        let cursor = of_list(&owner("desk"), None, place());
        let longer = format!("{cursor}A");
        for text in ["", "0-0", &cursor[1..], &longer, &cursor.replace('B', "=")] {
            assert!(read_list(text, &owner("desk"), None).is_err(), "{text}");
            assert!(read_log(text, &owner("desk")).is_err(), "{text}");
        }
    }
}

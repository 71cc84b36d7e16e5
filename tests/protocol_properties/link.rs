//! Links.

use handover::protocol::{
    link::{CollectKey, CollectLink, Link, ReceiptLink, RequestLink, ShareLink, base_of},
    token::{
        BundleId, Key, OneOffSeed, ReceiptSecret, RequestSecret, TeamSecret, from_b64u, to_b64u,
    },
};
use proptest::{collection::vec, prelude::*};

const BASE: &str = "https://handover.example/a";

fn share(key: [u8; 32], passphrase: bool) -> ShareLink {
    let key = Key::new(key);
    ShareLink { key, passphrase }
}

fn receipt(id: [u8; 16], secret: [u8; 32]) -> ReceiptLink {
    ReceiptLink {
        id: BundleId::new(id),
        secret: ReceiptSecret::new(secret),
    }
}

fn request(secret: [u8; 32]) -> RequestLink {
    RequestLink {
        secret: RequestSecret::new(secret),
    }
}

fn collect(secret: [u8; 32], key: CollectKey) -> CollectLink {
    CollectLink {
        secret: RequestSecret::new(secret),
        key,
    }
}

/// One link of each shape, without what stands before the fragment.
pub(super) fn fragments() -> [String; 6] {
    let fragment = |url: &str| url.split_once('#').unwrap().1.to_owned();
    let key = std::array::from_fn(|i| u8::try_from(i * 7 % 256).unwrap());
    [
        fragment(&share(key, false).to_url(BASE)),
        fragment(&share(key, true).to_url(BASE)),
        fragment(&receipt([200; 16], key).to_url(BASE)),
        fragment(&request(key).to_url(BASE)),
        fragment(&collect(key, CollectKey::OneOff(OneOffSeed::new([201; 32]))).to_url(BASE)),
        fragment(&collect(key, CollectKey::Team(TeamSecret::new([202; 16]))).to_url(BASE)),
    ]
}

fn refused(fragment: &str) -> bool {
    Link::parse(&format!("{BASE}/open#{fragment}")).is_err() && Link::parse(fragment).is_err()
}

/// What a slip of the finger or a program may put in the place of a character.
fn characters() -> impl Iterator<Item = char> {
    let alphabet = ('0'..='9').chain('A'..='Z').chain('a'..='z');
    alphabet.chain("-_=+/%.#?& \t\n\u{ad}\u{200b}é".chars())
}

#[test]
fn every_proper_prefix_is_refused() {
    for fragment in fragments() {
        for length in 0..fragment.len() {
            assert!(refused(&fragment[..length]), "{length} of {fragment}");
        }
    }
}

#[test]
fn every_changed_lost_or_added_character_is_refused() {
    for fragment in fragments() {
        for at in 0..fragment.len() {
            let (before, behind) = (&fragment[..at], &fragment[at + 1..]);
            let lost = [before, behind].concat();
            assert!(refused(&lost), "{lost}");
            for character in characters() {
                let changed = format!("{before}{character}{behind}");
                assert!(changed == fragment || refused(&changed), "{changed}");
                let added = format!("{before}{character}{}", &fragment[at..]);
                let tail = added.starts_with(&fragment);
                assert!(tail || at == 0 || refused(&added), "{added}");
            }
        }
    }
}

#[test]
fn every_two_neighbours_that_changed_places_are_refused() {
    for fragment in fragments() {
        for at in 1..fragment.len() {
            let mut swapped = fragment.clone().into_bytes();
            swapped.swap(at - 1, at);
            let swapped = String::from_utf8(swapped).unwrap();
            assert!(swapped == fragment || refused(&swapped), "{swapped}");
        }
    }
}

#[test]
fn no_token_goes_to_a_server_that_its_link_does_not_name() {
    let [share, _, receipt, ..] = fragments();
    let here = format!("https://here.example/a/open#{share}");
    let there = format!("https://there.example/receipt#{receipt}");
    assert_eq!(base_of(&here), Some("https://here.example/a"));
    assert_eq!(base_of(&format!("{here} {there}")), None);
    assert_eq!(base_of(&format!("{there} {share}")), None);
    assert_eq!(base_of(&share), None);
    let shown = format!("[here.example/a/open#{share}]({here})");
    assert_eq!(base_of(&shown), Some("https://here.example/a"));
    let tracked = format!("HTTP://[::1]:8080/open?utm_source=mail#{share}");
    assert_eq!(base_of(&tracked), Some("HTTP://[::1]:8080"));
    let elsewhere = format!("https://here.example@there.example/open#{share}");
    assert_eq!(base_of(&elsewhere), None);
}

proptest! {
    #[test]
    fn links_are_read_in_any_text(
        key: [u8; 32],
        passphrase: bool,
        id: [u8; 16],
        base in "https?://[a-z]{1,9}(\\.[a-z]{2,5}){0,2}(:[0-9]{2,5})?(/[a-z]{1,5}){0,2}",
        before: String,
        behind: String,
    ) {
        let url = share(key, passphrase).to_url(&base);
        let text = format!("{before}{}{behind}", *url);
        let link = ShareLink::parse(&text).unwrap();
        prop_assert!(link.key == Key::new(key) && link.passphrase == passphrase);
        prop_assert_eq!(base_of(&text), Some(base.as_str()));

        let text = format!("{before}{}{behind}", *receipt(id, key).to_url(&base));
        let link = ReceiptLink::parse(&text).unwrap();
        prop_assert!(link.id == BundleId::new(id) && link.secret == ReceiptSecret::new(key));
        prop_assert!(matches!(Link::parse(&text), Ok(Link::Receipt(_))));

        let text = format!("{before}{}{behind}", *request(key).to_url(&base));
        prop_assert!(RequestLink::parse(&text).unwrap().secret == RequestSecret::new(key));
        prop_assert_eq!(base_of(&text), Some(base.as_str()));
        for secret in [CollectKey::Team(TeamSecret::new(id)), CollectKey::OneOff(OneOffSeed::new(key))] {
            let token = secret.token();
            let text = format!("{before}{}{behind}", *collect(key, secret).to_url(&base));
            let link = CollectLink::parse(&text).unwrap();
            prop_assert!(link.secret == RequestSecret::new(key) && link.key.token() == token);
            prop_assert_eq!(base_of(&text), Some(base.as_str()));
        }
    }

    #[test]
    fn any_text_is_a_link_or_refused(
        before: String,
        marks in "(#|%23|_)[0-9][a-z][A-Za-z0-9_-]{0,99}",
    ) {
        let text = [before, marks].concat();
        let url = match Link::parse(&text) {
            Ok(Link::Share(link)) => link.to_url(BASE),
            Ok(Link::Receipt(link)) => link.to_url(BASE),
            Ok(Link::Request(link)) => link.to_url(BASE),
            Ok(Link::Collect(link)) => link.to_url(BASE),
            Err(_) => return Ok(()),
        };
        prop_assert!(text.contains(url.split_once('#').unwrap().1));
    }

    #[test]
    fn b64u_is_the_same_both_ways(bytes in vec(any::<u8>(), 0..200), text in "[A-Za-z0-9_-]{0,50}") {
        prop_assert_eq!(from_b64u(&to_b64u(&bytes)).unwrap(), bytes);
        if let Ok(bytes) = from_b64u(&text) {
            prop_assert_eq!(to_b64u(&bytes), text);
        }
    }
}

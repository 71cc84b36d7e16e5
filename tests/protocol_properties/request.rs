//! Requests: documents, wraps and team keys, and that nothing but the whole opens.

use handover::protocol::{
    collect::{check_answer, check_envelope, open_answer},
    document::{Asked, MAX_DOCUMENT, RequestRefused},
    kind::KINDS,
    lang::Lang,
    request::RequestKeys,
    team_key::{TeamKeyFile, TeamKeyRefused},
    token::{BundleId, EnvelopeHash, Key, KeySeed, PublicKey, RequestSecret},
    wire::{Bytes, Time},
    wrap::{Binding, WRAP, check_key, open_wrap, seal_wrap},
};
use proptest::{collection::vec, prelude::*, sample::subsequence};
use serde_json::{Value, json};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn seed(n: u8) -> KeySeed {
    KeySeed::new([n; 32])
}

fn asked_of(keys: &[PublicKey]) -> Asked {
    Asked {
        keys: keys.to_vec(),
        ask: vec![&KINDS[0], &KINDS[1]],
        reference: "T-4711".to_owned(),
        from: "Support".to_owned(),
        lang: Lang::Fr,
        expires_at: Time::from_millis(1_800_000_000_000),
    }
}

/// `D` of [`asked_of`] one key, as JSON to be changed.
fn members() -> Value {
    let document = asked_of(&[seed(1).public_key()]).encode(&[9; 32]).unwrap();
    serde_json::from_slice(&document).unwrap()
}

fn refusal(members: &Value) -> Option<RequestRefused> {
    Asked::decode(members.to_string().as_bytes()).err()
}

fn keys_of(document: &[u8]) -> RequestKeys {
    RequestKeys::derive(RequestSecret::of(document))
}

#[test]
fn a_document_is_refused_for_the_right_reason() {
    use RequestRefused::{Document, Limit, Update};
    let key = members()["keys"][0].clone();
    let cases = [
        ("v", json!(2), Update),
        ("v", json!(0), Document),
        ("v", json!("1"), Document),
        ("salt", json!("AAAA"), Document),
        ("keys", json!([]), Limit),
        ("keys", json!(vec![key.clone(); 9]), Limit),
        ("keys", json!(key), Document),
        ("keys", json!(["AAAA"]), Document),
        ("keys", json!([key, 1]), Document),
        ("ask", json!([]), Document),
        ("ask", json!(["backoffice", "backoffice"]), Document),
        ("ask", json!(["safe"]), Document),
        ("ask", json!("ftp"), Document),
        ("reference", json!(null), Document),
        ("from", json!(7), Document),
        ("lang", json!("de"), Document),
        ("expires_at", json!("tomorrow"), Document),
        ("expires_at", json!("2030-01-02 03:04:05Z"), Document),
        ("expires_at", json!("2030-01-02T03:04:05"), Document),
        ("expires_at", json!(1_800_000_000), Document),
    ];
    for (name, value, expected) in cases {
        let mut changed = members();
        changed[name] = value;
        assert_eq!(
            refusal(&changed),
            Some(expected),
            "{name}: {}",
            changed[name]
        );
        changed.as_object_mut().unwrap().remove(name);
        let missing = refusal(&changed);
        assert_eq!(missing, Some(Document), "without {name}");
    }
}

#[test]
fn a_key_that_is_not_canonical_is_refused() {
    let mut changed = members();
    let key = changed["keys"][0].as_str().unwrap().to_owned();
    // 1216 bytes leave two bits in the last character, which have to be zero.
    let last = key.chars().last().unwrap();
    let other = char::from(u8::try_from(last).unwrap() + 1);
    changed["keys"][0] = json!(format!("{}{other}", &key[..key.len() - 1]));
    assert_eq!(refusal(&changed), Some(RequestRefused::Document));
}

#[test]
fn a_document_takes_what_it_does_not_know_and_no_name_twice() {
    let mut changed = members();
    changed["later"] = json!({"more": [1, 2.5, null]});
    assert_eq!(refusal(&changed), None);
    let twice = changed.to_string().replacen('{', "{\"lang\":\"en\",", 1);
    let refused = Asked::decode(twice.as_bytes()).err();
    assert_eq!(refused, Some(RequestRefused::Duplicate));
    let latin = [&b"{\"from\":\""[..], &[0xe9], b"\"}"].concat();
    assert_eq!(Asked::decode(&latin).err(), Some(RequestRefused::Utf8));
}

#[test]
fn a_document_has_at_most_sixteen_kibibytes() {
    let mut asked = asked_of(&[seed(1).public_key()]);
    let without = asked.encode(&[9; 32]).unwrap().len() - asked.from.len();
    asked.from = "x".repeat(MAX_DOCUMENT - without);
    let document = asked.encode(&[9; 32]).unwrap();
    assert_eq!(document.len(), MAX_DOCUMENT);
    let keys = keys_of(&document);
    assert!(keys.open_document(&keys.seal_document(&document)).is_ok());
    asked.from.push('x');
    assert_eq!(asked.encode(&[9; 32]).err(), Some(RequestRefused::Limit));
    let longer = keys.seal_document(&[&document[..], b" "].concat());
    assert_eq!(
        keys.open_document(&longer).err(),
        Some(RequestRefused::Limit)
    );
}

#[test]
fn another_document_under_the_same_key_is_refused() {
    let document = asked_of(&[seed(1).public_key()]).encode(&[9; 32]).unwrap();
    let swapped = asked_of(&[seed(2).public_key()]).encode(&[9; 32]).unwrap();
    let keys = keys_of(&document);
    let opened = keys.open_document(&keys.seal_document(&swapped));
    assert_eq!(opened.err(), Some(RequestRefused::Hash));
    let opened = keys.open_document(&keys_of(&swapped).seal_document(&swapped));
    assert_eq!(opened.err(), Some(RequestRefused::Sealed));
}

#[test]
fn clocks_may_differ_by_a_day() {
    let asked = asked_of(&[]);
    let end = asked.expires_at;
    let check =
        |now: i64, served: i64| asked.check_times(end.plus_millis(now), end.plus_millis(served));
    for (now, served) in [(0, 0), (DAY, DAY), (-30 * DAY, -DAY), (DAY, -DAY)] {
        assert_eq!(check(now, served), Ok(()), "{now} {served}");
    }
    assert_eq!(check(DAY + 1, 0), Err(RequestRefused::Expired));
    assert_eq!(check(0, DAY + 1), Err(RequestRefused::Clock));
    assert_eq!(check(0, -DAY - 1), Err(RequestRefused::Clock));
}

/// A request to two keys, and its answer.
struct Answered {
    request: RequestKeys,
    asked: Asked,
    envelope: EnvelopeHash,
    wraps: Vec<Bytes>,
}

const KEY: [u8; 32] = [77; 32];

fn answered() -> Answered {
    let asked = asked_of(&[seed(1).public_key(), seed(2).public_key()]);
    let request = keys_of(&asked.encode(&[9; 32]).unwrap());
    let envelope = EnvelopeHash::digest(b"envelope");
    let binding = Binding::new(&request.secret, &request.id(), &envelope);
    let wraps = asked
        .keys
        .iter()
        .map(|key| seal_wrap(key, &binding, &Key::new(KEY)).unwrap());
    let wraps = wraps.map(Bytes).collect();
    Answered {
        request,
        asked,
        envelope,
        wraps,
    }
}

impl Answered {
    fn open(&self, own: &KeySeed, known: &[u8]) -> Result<Key, RequestRefused> {
        let known: Vec<_> = known.iter().map(|n| seed(*n).public_key()).collect();
        let Self {
            request,
            asked,
            envelope,
            wraps,
        } = self;
        open_answer(request, asked, wraps, envelope, own, &known)
    }
}

#[test]
fn an_answer_opens_with_each_key_and_only_where_all_are_known() {
    let answered = answered();
    for own in [1, 2] {
        assert!(answered.open(&seed(own), &[3, 2, 1]).unwrap() == Key::new(KEY));
    }
    for (own, known) in [(1, &[1][..]), (2, &[2, 3]), (1, &[]), (3, &[1, 2, 3])] {
        let refused = answered.open(&seed(own), known).err();
        assert_eq!(refused, Some(RequestRefused::UnknownKey), "{own} {known:?}");
    }
    let known = [seed(1).public_key()];
    assert_eq!(
        check_answer(&answered.asked, &answered.wraps, &known),
        Err(RequestRefused::UnknownKey)
    );
    assert_eq!(check_envelope(b"envelope", &answered.envelope), Ok(()));
    let other = check_envelope(b"Envelope", &answered.envelope);
    assert_eq!(other, Err(RequestRefused::Envelope));
}

#[test]
fn an_answer_is_refused_where_its_wraps_are_not_one_for_each_key() {
    let mut answered = answered();
    let open = |answered: &Answered| answered.open(&seed(1), &[1, 2]).err();
    answered.wraps.push(answered.wraps[0].clone());
    assert_eq!(open(&answered), Some(RequestRefused::Wraps));
    answered.wraps.truncate(1);
    assert_eq!(open(&answered), Some(RequestRefused::Wraps));
    answered.wraps.clear();
    assert_eq!(open(&answered), Some(RequestRefused::Wraps));
}

#[test]
fn wraps_that_changed_places_or_belong_elsewhere_do_not_open() {
    let mut swapped = answered();
    swapped.wraps.swap(0, 1);
    assert_eq!(
        swapped.open(&seed(1), &[1, 2]).err(),
        Some(RequestRefused::Wrap)
    );
    let mut moved = answered();
    moved.envelope = EnvelopeHash::digest(b"another");
    assert_eq!(
        moved.open(&seed(1), &[1, 2]).err(),
        Some(RequestRefused::Wrap)
    );
    let mut cut = answered();
    cut.wraps[0].0.pop();
    assert_eq!(
        cut.open(&seed(1), &[1, 2]).err(),
        Some(RequestRefused::Wrap)
    );
}

#[test]
fn nothing_is_sealed_to_what_is_no_key() {
    let envelope = EnvelopeHash::digest(b"envelope");
    let binding = Binding::new(&RequestSecret::of(b""), &BundleId::new([0; 16]), &envelope);
    // ML-KEM's coefficients are below 3329 (FIPS 203 §7.2).
    let sealed = seal_wrap(&PublicKey::new([0xff; 1216]), &binding, &Key::new(KEY));
    assert_eq!(sealed.err(), Some(RequestRefused::Key));
}

#[test]
fn a_team_key_file_opens_with_its_passphrase_only() {
    let now = Time::from_millis(1_800_000_000_000);
    let file = TeamKeyFile::new("night shift", "words", now).unwrap();
    let read = TeamKeyFile::read(&file.to_text()).unwrap();
    assert!(read.open("words").unwrap().public_key() == file.public_key);
    assert_eq!(read.open("Words").err(), Some(TeamKeyRefused::Passphrase));
    let other = TeamKeyFile::new("night shift", "words", now).unwrap();
    let (key, foreign) = (file.public_key.to_b64u(), other.public_key.to_b64u());
    let swapped = TeamKeyFile::read(&file.to_text().replace(&key, &foreign)).unwrap();
    assert_eq!(
        swapped.open("words").err(),
        Some(TeamKeyRefused::Passphrase)
    );
}

#[test]
fn what_is_no_team_key_file_is_refused() {
    let now = Time::from_millis(1_800_000_000_000);
    let text = TeamKeyFile::new("team", "words", now).unwrap().to_text();
    let members: Value = serde_json::from_str(&text).unwrap();
    for name in members.as_object().unwrap().keys() {
        let mut changed = members.clone();
        changed[name] = json!("");
        // A team may have no name.
        let fine = name == "name";
        assert_eq!(
            TeamKeyFile::read(&changed.to_string()).is_ok(),
            fine,
            "{name}"
        );
        changed.as_object_mut().unwrap().remove(name);
        let read = TeamKeyFile::read(&changed.to_string()).err();
        assert_eq!(read, Some(TeamKeyRefused::File), "without {name}");
    }
    let mut later = members;
    later["v"] = json!(2);
    let read = TeamKeyFile::read(&later.to_string()).err();
    assert_eq!(read, Some(TeamKeyRefused::Update));
    for text in [
        "",
        "{}",
        "[]",
        &text.replace("{", "{\"v\":1,"),
        &format!("{text} {}", " ".repeat(16 * 1024)),
    ] {
        assert_eq!(
            TeamKeyFile::read(text).err(),
            Some(TeamKeyRefused::File),
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_comes_back(
        reference: String,
        from: String,
        french: bool,
        ask in subsequence((0..KINDS.len()).collect::<Vec<_>>(), 1..=KINDS.len()).prop_shuffle(),
        keys in vec(vec(any::<u8>(), 1216), 1..=8),
        salt: [u8; 32],
        millis in 0..4_000_000_000_000_i64,
    ) {
        let asked = Asked {
            keys: keys.into_iter().map(|key| PublicKey::new(key.try_into().unwrap())).collect(),
            ask: ask.into_iter().map(|i| &KINDS[i]).collect(),
            reference,
            from,
            lang: if french { Lang::Fr } else { Lang::En },
            expires_at: Time::from_millis(millis),
        };
        let document = asked.encode(&salt).unwrap();
        let keys = keys_of(&document);
        let read = keys.open_document(&keys.seal_document(&document)).unwrap();
        prop_assert!(read.keys == asked.keys);
        prop_assert_eq!(&read.ask, &asked.ask);
        prop_assert_eq!((&read.reference, &read.from), (&asked.reference, &asked.from));
        prop_assert_eq!((read.lang, read.expires_at), (asked.lang, asked.expires_at));
    }

    #[test]
    fn a_server_tells_the_keys_that_nothing_can_be_sealed_to(
        n: u8,
        noise in vec(any::<u8>(), 1216),
        at in 0_usize..576,
        number in 3320_u16..3340,
    ) {
        let sound = seed(n).public_key();
        prop_assert!(sound.is_sound());
        let mut bytes = *sound.as_bytes();
        let [low, high] = number.to_le_bytes();
        match at % 2 {
            0 => {
                bytes[at / 2 * 3] = low;
                bytes[at / 2 * 3 + 1] = bytes[at / 2 * 3 + 1] & 0xf0 | high;
            }
            _ => {
                bytes[at / 2 * 3 + 1] = bytes[at / 2 * 3 + 1] & 0x0f | low << 4;
                bytes[at / 2 * 3 + 2] = low >> 4 | high << 4;
            }
        }
        for bytes in [bytes, noise.try_into().unwrap()] {
            let key = PublicKey::new(bytes);
            prop_assert_eq!(key.is_sound(), check_key(&key).is_ok());
        }
    }

    #[test]
    fn any_bytes_are_a_document_or_refused(bytes in vec(any::<u8>(), 0..600), text: String) {
        prop_assert!(Asked::decode(&bytes).is_err());
        prop_assert!(Asked::decode(text.as_bytes()).is_err());
        prop_assert!(TeamKeyFile::read(&text).is_err());
    }

    #[test]
    fn one_changed_bit_of_a_sealed_document_is_refused(at: prop::sample::Index, bit in 0..8) {
        let document = asked_of(&[seed(1).public_key()]).encode(&[9; 32]).unwrap();
        let keys = keys_of(&document);
        let mut sealed = keys.seal_document(&document);
        let at = at.index(sealed.len());
        sealed[at] ^= 1_u8 << bit;
        prop_assert_eq!(keys.open_document(&sealed).err(), Some(RequestRefused::Sealed));
    }

    #[test]
    fn one_changed_bit_of_a_wrap_or_of_what_it_is_bound_to_is_refused(
        at in 0..WRAP + 32 + 16 + 32,
        bit in 0..8,
    ) {
        let (request, id, envelope) = ([3; 32], [4; 16], [5; 32]);
        let bind = |bytes: &[u8]| Binding::new(
            &RequestSecret::new(bytes[..32].try_into().unwrap()),
            &BundleId::new(bytes[32..48].try_into().unwrap()),
            &EnvelopeHash::new(bytes[48..].try_into().unwrap()),
        );
        let mut bound = [&request[..], &id, &envelope].concat();
        let sealed = seal_wrap(&seed(1).public_key(), &bind(&bound), &Key::new(KEY)).unwrap();
        prop_assert!(open_wrap(&seed(1), &bind(&bound), &sealed).unwrap() == Key::new(KEY));
        let mut wrap = sealed;
        match at.checked_sub(WRAP) {
            None => wrap[at] ^= 1_u8 << bit,
            Some(at) => bound[at] ^= 1_u8 << bit,
        }
        let opened = open_wrap(&seed(1), &bind(&bound), &wrap);
        prop_assert_eq!(opened.err(), Some(RequestRefused::Wrap));
    }
}

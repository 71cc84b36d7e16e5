//! The bytes of the calls, made once for a connection; from cycle to cycle only the id changes.

use handover::protocol::{
    envelope::seal,
    key::OpenKeys,
    token::{BundleId, Key, LinkToken, OpenToken, ReceiptToken, random, to_b64u},
};
use serde::Serialize;

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum System {
    /// The raw ceiling.
    Ceiling,
    /// `handover serve`.
    Handover,
}

/// Where the id, the link token and its hash will stand: characters that nothing else has.
const ID: &str = "~~~~~~~~~~~~~~~~~~~~~~";
const TOKEN: &str = "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!";
const HASH: &str = "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^";

/// The calls of one connection.
pub(crate) struct Calls {
    /// Tells the ids of this connection from all others'.
    seed: [u8; 24],
    number: u64,
    put: Call,
    open: Call,
    /// The body that answers the first opening.
    opened: Vec<u8>,
}

/// A request, and where in it stands what changes.
struct Call {
    bytes: Vec<u8>,
    id: usize,
    token: Option<usize>,
    hash: Option<usize>,
}

impl Calls {
    /// With an envelope around a body of so many KiB.
    pub(crate) fn new(system: System, kib: usize) -> Self {
        let body: Vec<u8> = (0..kib * 32).flat_map(|_| random::<32>()).collect();
        let keys = OpenKeys::derive(&Key::random(), None);
        let envelope = seal(&keys, &BundleId::new(random()), &body);
        let (put, open, opened) = match system {
            System::Ceiling => raw(envelope.as_bytes()),
            System::Handover => api(envelope.as_bytes()),
        };
        Self {
            seed: random(),
            number: 0,
            put: Call::new(put),
            open: Call::new(open),
            opened,
        }
    }

    /// Takes the next id.
    pub(crate) fn turn(&mut self) {
        self.number += 1;
        let mut token = [0; 32];
        token[..24].copy_from_slice(&self.seed);
        token[24..].copy_from_slice(&self.number.to_be_bytes());
        let token = LinkToken::new(token);
        let hash = token.hash();
        let texts = [hash.bundle_id().to_b64u(), token.to_b64u(), hash.to_b64u()];
        self.put.write(&texts);
        self.open.write(&texts);
    }

    /// Stores it.
    pub(crate) fn put(&self) -> &[u8] {
        &self.put.bytes
    }

    /// Opens it.
    pub(crate) fn open(&self) -> &[u8] {
        &self.open.bytes
    }

    /// What the first opening must be answered with.
    pub(crate) fn opened(&self) -> &[u8] {
        &self.opened
    }
}

impl Call {
    fn new(bytes: Vec<u8>) -> Self {
        let place = |of: &str| {
            let of = of.as_bytes();
            bytes.windows(of.len()).position(|window| window == of)
        };
        Self {
            id: place(ID).expect("every call has an id"),
            token: place(TOKEN),
            hash: place(HASH),
            bytes,
        }
    }

    fn write(&mut self, [id, token, hash]: &[String; 3]) {
        let mut put = |place: usize, text: &str| {
            self.bytes[place..place + text.len()].copy_from_slice(text.as_bytes());
        };
        put(self.id, id);
        self.token.into_iter().for_each(|place| put(place, token));
        self.hash.into_iter().for_each(|place| put(place, hash));
    }
}

/// Bodies as they are, under the id alone.
fn raw(envelope: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let length = envelope.len();
    let head = format!("PUT /{ID} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n");
    let open = format!("POST /{ID} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
    let put = [head.as_bytes(), envelope].concat();
    (put, open.into_bytes(), envelope.to_vec())
}

/// The API: JSON, tokens and hashes.
fn api(envelope: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let envelope = to_b64u(envelope);
    let open_token = OpenToken::random();
    let (open_hash, receipt_hash) = (
        open_token.hash().to_b64u(),
        ReceiptToken::random().hash().to_b64u(),
    );
    let put = with_body(
        &format!("PUT /api/v1/bundles/{ID} HTTP/1.1\r\n"),
        &format!(
            "{{\"link_hash\":\"{HASH}\",\"open_hash\":\"{open_hash}\",\"receipt_hash\":\
             \"{receipt_hash}\",\"envelope\":\"{envelope}\",\"expires_in\":3600}}"
        ),
    );
    let open = with_body(
        &format!("POST /api/v1/bundles/{ID}/open HTTP/1.1\r\nauthorization: Bearer {TOKEN}\r\n"),
        &format!("{{\"open_token\":\"{}\"}}", open_token.to_b64u()),
    );
    let opened = format!("{{\"envelope\":\"{envelope}\"}}");
    (put, open, opened.into_bytes())
}

fn with_body(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let more = "host: x\r\ncontent-type: application/json\r\n";
    format!("{head}{more}content-length: {length}\r\n\r\n{body}").into_bytes()
}

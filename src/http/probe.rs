//! How `handover doctor` proves that a proxy tells from where people come.
//!
//! On the operator's listener it asks for a word (`POST /probe`), shows that word at the public address,
//! in a header of a call of `about`, and asks on the operator's listener again (`GET /probe/{word}`) how
//! that call has come: it was this server, and through the proxy. What is kept and told is one of four
//! words, never an address; on the public listener nothing can be asked and nothing shows. The word is
//! good for one minute, and there is one at a time.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, http::header::HeaderName, web};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{App, error::Error};
use crate::protocol::token::random;

/// The header that carries the word.
pub const PROBE: HeaderName = HeaderName::from_static("handover-probe");

/// The address that a doctor's call claims to come from, as a stranger would forge one: nobody has it
/// (RFC 5737).
pub const FORGED: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

const GOOD_FOR: Duration = Duration::from_secs(60);

/// How a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forwarding {
    /// From somebody who is no trusted proxy.
    UntrustedPeer,
    /// From a trusted proxy that says nothing.
    NotForwarded,
    /// From a trusted proxy that hands on what its clients say of themselves.
    HandedOn,
    /// From a trusted proxy that says who called it.
    Forwarded,
}

/// The probe that is going on, if there is one.
#[derive(Default)]
pub struct Probe(Mutex<Option<Asked>>);

struct Asked {
    word: String,
    at: Instant,
    seen: Option<Forwarding>,
}

/// What the operator's listener answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct Probed {
    /// To be shown at the public address.
    pub word: String,
    /// How the call with it has come; null if none came here.
    pub seen: Option<Forwarding>,
}

impl Probe {
    fn current(&self) -> MutexGuard<'_, Option<Asked>> {
        // Nothing panics while it is held.
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.take_if(|asked| asked.at.elapsed() > GOOD_FOR);
        asked
    }

    /// Notes how this call has come, if it shows the word.
    pub(super) fn note(&self, request: &HttpRequest, app: &App) {
        let Some(shown) = request.headers().get(PROBE) else {
            return;
        };
        if let Some(asked) = &mut *self.current()
            && asked.word.as_bytes() == shown.as_bytes()
        {
            asked.seen = app.limits.forwarding(request);
        }
    }
}

/// Draws a word. An older one is forgotten.
pub(super) async fn begin(app: web::Data<App>) -> HttpResponse {
    let word = URL_SAFE_NO_PAD.encode(random::<16>());
    *app.probe.current() = Some(Asked {
        word: word.clone(),
        at: Instant::now(),
        seen: None,
    });
    HttpResponse::Created().json(Probed { word, seen: None })
}

/// What was seen of it.
pub(super) async fn look(
    app: web::Data<App>,
    word: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let seen = match &*app.probe.current() {
        Some(asked) if asked.word == *word => asked.seen,
        _ => return Err(Error::NothingHere),
    };
    let word = word.into_inner();
    Ok(HttpResponse::Ok().json(Probed { word, seen }))
}

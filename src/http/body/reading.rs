//! How a body comes: piece by piece, against a deadline, and with room for what is large.

use std::time::Duration;

use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::{
    super::{
        error::Error,
        room::{FREE, Place, Room},
    },
    Announced, MINIMUM_RATE,
};

/// Every body has this long, and a second more for each [`MINIMUM_RATE`] bytes.
const PATIENCE: Duration = Duration::from_secs(10);
/// While others wait for room, who has some has this long from when it was given, and a second more for
/// each [`HURRIED_RATE`] bytes.
const HURRY: Duration = Duration::from_secs(5);
/// Bytes a second.
const HURRIED_RATE: usize = 256 * 1024;
/// How soon a body that has room learns that others wait.
const GLANCE: Duration = Duration::from_secs(1);

/// How long a body of so many bytes may take to come.
pub(super) fn patience(length: usize) -> Duration {
    PATIENCE + at_rate(length, MINIMUM_RATE)
}

const fn at_rate(length: usize, rate: usize) -> Duration {
    Duration::from_secs((length / rate) as u64)
}

/// The whole body, and its room if it needs some.
pub(super) async fn read(
    mut payload: Payload,
    announced: &Announced,
    room: &Room,
) -> Result<(BytesMut, Option<Place>), Error> {
    let mut bytes = BytesMut::with_capacity(announced.length.min(FREE));
    let mut pace = Pace::new(announced.length, room);
    let mut place = None;
    while let Some(piece) = pace.next(&mut payload).await? {
        let length = bytes.len() + piece.len();
        if length > announced.limit {
            return Err(Error::TooLarge(announced.largest));
        }
        if length > FREE && place.is_none() {
            place = Some(pace.take_room().await?);
            bytes.reserve(announced.length.max(length) - bytes.len());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok((bytes, place))
}

/// Until when the body has to be there.
struct Pace<'a> {
    length: usize,
    room: &'a Room,
    deadline: Instant,
    /// The deadline while others wait; none before there is room.
    hurried: Option<Instant>,
}

impl<'a> Pace<'a> {
    fn new(length: usize, room: &'a Room) -> Self {
        Self {
            length,
            room,
            deadline: Instant::now() + patience(length),
            hurried: None,
        }
    }

    /// Takes the body's room; what that takes is not the client's time.
    async fn take_room(&mut self) -> Result<Place, Error> {
        let asked = Instant::now();
        let place = self.room.take(self.length).await.ok_or(Error::Busy)?;
        self.deadline += asked.elapsed();
        self.hurried = Some(Instant::now() + HURRY + at_rate(self.length, HURRIED_RATE));
        Ok(place)
    }

    /// The next piece; none at the end.
    async fn next(&self, payload: &mut Payload) -> Result<Option<Bytes>, Error> {
        loop {
            let now = Instant::now();
            if now >= self.deadline {
                return Err(Error::Timeout);
            }
            if self.room.is_wanted() && self.hurried.is_some_and(|hurried| now >= hurried) {
                return Err(Error::Busy);
            }
            let glance = self.hurried.map_or(self.deadline, |_| now + GLANCE);
            if let Ok(piece) = timeout_at(glance.min(self.deadline), payload.next()).await {
                return piece.transpose().map_err(|_| Error::Json);
            }
        }
    }
}

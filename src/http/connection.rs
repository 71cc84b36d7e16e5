//! A connection that does not wait for ever: the bounds that the framework leaves open.
//!
//! actix times the head of a connection's first request and idle connections. What it does not
//! time is the head of a later request, the rest of a body that its answer did not wait for, and a
//! client that reads its answer slowly or never. All are bounded here, at the stream, where no
//! request can escape.

use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

use super::body::MINIMUM_RATE;

/// How long a reader may stand still, and a second more for each [`MINIMUM_RATE`] bytes it took.
const READER_PATIENCE: Duration = Duration::from_secs(30);
/// How long a connection may be silent once it was answered: longer than the framework's own
/// keep-alive, which knows how to say goodbye but does not know of a body that is still to come.
const SILENCE: Duration = Duration::from_secs(20);

/// A stream that fails with `TimedOut` when the other side keeps it waiting for too long.
pub struct Bounded<T> {
    stream: T,
    /// From the first byte of a request to the first byte of its answer.
    exchange: Duration,
    /// When the first byte came that has no answer yet.
    asked: Option<Instant>,
    /// When the last byte was written, if none has come since.
    answered: Option<Instant>,
    /// Since when the other side has been slow to read, and what it took since.
    stalled: Option<Stalled>,
    alarm: Pin<Box<Sleep>>,
}

#[derive(Clone, Copy)]
struct Stalled {
    since: Instant,
    taken: usize,
}

impl<T> Bounded<T> {
    /// Bounds `stream`: an exchange may take so long before its answer begins.
    pub fn new(stream: T, exchange: Duration) -> Self {
        Self {
            stream,
            exchange,
            asked: None,
            answered: None,
            stalled: None,
            alarm: Box::pin(sleep_until(Instant::now())),
        }
    }

    fn deadline(&self) -> Option<Instant> {
        let answer = self.asked.map(|asked| asked + self.exchange);
        let reader = self.stalled.map(|Stalled { since, taken }| {
            since + READER_PATIENCE + Duration::from_secs((taken / MINIMUM_RATE) as u64)
        });
        let silence = self.answered.map(|answered| answered + SILENCE);
        answer.into_iter().chain(reader.or(silence)).min()
    }

    /// Pending, and woken when the deadline passes; then an error.
    fn wait<R>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<R>> {
        let Some(deadline) = self.deadline() else {
            return Poll::Pending;
        };
        // A deadline that moved away is found out when the alarm rings.
        if self.alarm.deadline() > deadline {
            self.alarm.as_mut().reset(deadline);
        }
        while self.alarm.as_mut().poll(context).is_ready() {
            if deadline <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.alarm.as_mut().reset(deadline);
        }
        Poll::Pending
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Bounded<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => self.wait(context),
            Poll::Ready(outcome) => {
                if buffer.filled().len() > before {
                    self.asked.get_or_insert_with(Instant::now);
                    self.answered = None;
                }
                Poll::Ready(outcome)
            }
        }
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Bounded<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Pending => {
                self.stalled.get_or_insert_with(|| Stalled {
                    since: Instant::now(),
                    taken: 0,
                });
                self.wait(context)
            }
            Poll::Ready(outcome) => {
                let written = outcome?;
                self.asked = None;
                self.answered = Some(Instant::now());
                self.stalled = self
                    .stalled
                    .filter(|_| written < bytes.len())
                    .map(|stalled| Stalled {
                        taken: stalled.taken + written,
                        ..stalled
                    });
                // Nobody may ask for more bytes before the silence is over.
                let _: Poll<io::Result<()>> = self.wait(context);
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_shutdown(context))?;
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const EXCHANGE: Duration = Duration::from_secs(15);

    #[tokio::test(start_paused = true)]
    async fn a_connection_on_which_nothing_was_said_is_not_ours_to_close() {
        let (server, _client) = duplex(64);
        let mut server = Bounded::new(server, EXCHANGE);
        let read = tokio::time::timeout(EXCHANGE * 100, server.read_u8()).await;
        assert!(read.is_err(), "still waiting");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answered_connection_that_falls_silent_ends() {
        let (server, mut client) = duplex(64);
        let mut server = Bounded::new(server, 2 * SILENCE);
        client.write_u8(b'?').await.expect("open");
        server.read_u8().await.expect("open");
        let more = tokio::time::timeout(EXCHANGE, server.read_u8()).await;
        assert!(more.is_err(), "still waiting for the rest");
        server.write_u8(b'!').await.expect("open");
        let start = Instant::now();
        let error = server.read_u8().await.expect_err("nothing comes");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(start.elapsed(), SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_never_becomes_whole_ends_even_while_it_drips() {
        let (server, mut client) = duplex(64);
        let mut server = Bounded::new(server, EXCHANGE);
        let start = Instant::now();
        let drip = tokio::spawn(async move {
            while client.write_u8(b'x').await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let error = loop {
            if let Err(error) = server.read_u8().await {
                break error;
            }
        };
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(start.elapsed().as_secs(), EXCHANGE.as_secs());
        drop(server);
        drip.await.expect("the client saw the end");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_ends_the_exchange() {
        let (server, mut client) = duplex(64);
        let mut server = Bounded::new(server, EXCHANGE);
        for _ in 0..5 {
            client.write_u8(b'?').await.expect("open");
            server.read_u8().await.expect("open");
            tokio::time::sleep(EXCHANGE - Duration::from_secs(1)).await;
            server.write_u8(b'!').await.expect("open");
            client.read_u8().await.expect("open");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_stands_still_is_given_up() {
        let (server, _client) = duplex(64);
        let mut server = Bounded::new(server, EXCHANGE);
        let start = Instant::now();
        let error = server
            .write_all(&[0; 1000])
            .await
            .expect_err("nobody reads");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(start.elapsed(), READER_PATIENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_drips_is_given_up_and_a_steady_one_is_served() {
        for (bytes_a_second, served) in [(64, false), (2 * MINIMUM_RATE, true)] {
            let (server, mut client) = duplex(bytes_a_second);
            let mut server = Bounded::new(server, EXCHANGE);
            let reader = tokio::spawn(async move {
                let mut buffer = vec![0; bytes_a_second];
                while client.read(&mut buffer).await.is_ok_and(|n| n > 0) {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            });
            let outcome = server.write_all(&vec![0; 100 * MINIMUM_RATE]).await;
            assert_eq!(outcome.is_ok(), served, "{bytes_a_second} bytes a second");
            drop(server);
            reader.await.expect("the reader saw the end");
        }
    }
}

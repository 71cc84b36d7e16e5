//! A worker's connections to one node, made on first use in the worker's own runtime: a multiplexed one,
//! and a few for steps that replicas are waited for.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use redis::{
    Client, ConnectionInfo, Pipeline, ProtocolVersion, RedisError, ServerError, ServerErrorKind,
    Value,
    aio::{ConnectionManager, ConnectionManagerConfig},
    io::tcp::TcpSettings,
};

use super::{durable::Durable, scripts, wait::Patience};
use crate::store::Error;

/// How long bytes may stay unacknowledged before the connection counts as broken.
const UNACKNOWLEDGED: Duration = Duration::from_secs(5);
const RETRIES: usize = 2;
const FIRST_DELAY: Duration = Duration::from_millis(20);
/// Requests that may wait for the socket on one connection.
const QUEUE: usize = 1024;

/// A worker's connections to one node.
pub(super) struct Node {
    client: Client,
    patience: Patience,
    current: Mutex<Current>,
    /// How often somebody has tried to bring the scripts, and whose turn it is.
    brought: AtomicU64,
    bringing: tokio::sync::Mutex<()>,
    durable: Durable,
}

/// The connection in use. The number tells it from the ones before.
#[derive(Default)]
struct Current {
    number: u64,
    manager: Option<ConnectionManager>,
}

/// Why an exchange brought no answer.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// Redis was not reached, or refused: nothing has happened.
    NotDone(String),
    /// It has acted, and too few replicas have it: another primary may not know of it.
    NotDurable(String),
    /// Redis was asked, and it is not known whether it acted.
    Unknown {
        cause: String,
        /// The connection broke, at the latest now.
        dropped: bool,
    },
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotDone(cause) | Trouble::Unknown { cause, .. } => Self::Down(cause),
            Trouble::NotDurable(cause) => Self::NotDurable(cause),
        }
    }
}

impl From<RedisError> for Trouble {
    fn from(error: RedisError) -> Self {
        let cause = error.to_string();
        if error.is_connection_refusal() {
            Self::NotDone(cause)
        } else {
            let dropped = error.is_connection_dropped();
            Self::Unknown { cause, dropped }
        }
    }
}

impl Node {
    /// Nothing is connected yet.
    pub(super) fn new(info: ConnectionInfo, patience: Patience) -> Result<Self, RedisError> {
        let client = client(info)?;
        Ok(Self {
            durable: Durable::new(client.clone(), patience),
            client,
            patience,
            current: Mutex::default(),
            brought: AtomicU64::default(),
            bringing: tokio::sync::Mutex::default(),
        })
    }

    /// [`Self::exchange_many`], answered only once so many replicas have what was written.
    pub(super) async fn durably(
        &self,
        pipeline: &Pipeline,
        replicas: u32,
        timeout: Duration,
    ) -> Result<Vec<Value>, Trouble> {
        match self.durable.ask(pipeline, replicas, timeout).await {
            Err(Trouble::Unknown { dropped: true, .. }) => {
                self.durable.ask(pipeline, replicas, timeout).await
            }
            other => other,
        }
    }

    /// [`Self::ask_many`], and once more over a new connection if the old one turns out to be broken:
    /// everything that is asked here is safe to repeat.
    pub(super) async fn exchange_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        match self.ask_many(pipeline).await {
            Err(Trouble::Unknown { dropped: true, .. }) => self.ask_many(pipeline).await,
            other => other,
        }
    }

    /// Sends a pipeline and returns one reply for each command.
    ///
    /// A server that has lost the scripts gets them, and the pipeline again.
    pub(super) async fn ask_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        let brought = self.brought.load(Ordering::Acquire);
        let mut replies = self.send(pipeline).await?;
        if replies.iter().any(lacks_script) {
            self.bring_scripts(brought).await?;
            replies = self.send(pipeline).await?;
        }
        Ok(replies)
    }

    /// Brings the scripts, unless somebody has tried to since this was how often: after a restart of the
    /// server all who call miss them at the same moment, and they are large. Where it was in vain, those
    /// who waited do not try again one after the other.
    async fn bring_scripts(&self, known: u64) -> Result<(), Trouble> {
        let _turn = self.bringing.lock().await;
        if self.brought.load(Ordering::Acquire) != known {
            return Ok(());
        }
        let answer = self.send(&scripts::load_all()).await;
        self.brought.fetch_add(1, Ordering::AcqRel);
        answer.map(|_| ())
    }

    async fn send(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        let (number, mut manager) = self.current()?;
        let result = manager
            .send_packed_commands(pipeline, 0, pipeline.len())
            .await;
        if result.is_err() {
            self.forget(number);
        }
        Ok(result?)
    }

    fn current(&self) -> Result<(u64, ConnectionManager), RedisError> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(manager) = &current.manager {
            return Ok((current.number, manager.clone()));
        }
        let manager =
            ConnectionManager::new_lazy_with_config(self.client.clone(), config(self.patience))?;
        current.number += 1;
        current.manager = Some(manager.clone());
        Ok((current.number, manager))
    }

    /// The next exchange makes a connection anew.
    ///
    /// The manager itself would come back from a closed socket, but not from a server that refused
    /// the handshake once, nor from a peer that has gone silent.
    fn forget(&self, number: u64) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.number == number {
            current.manager = None;
        }
    }
}

/// What the connections of all workers are made from.
fn client(info: ConnectionInfo) -> Result<Client, RedisError> {
    // CLIENT SETINFO is unknown before 7.2 and would have to stand in the ACL of the user.
    let settings = info
        .redis_settings()
        .clone()
        .set_skip_set_lib_name()
        .set_protocol(ProtocolVersion::RESP3);
    let tcp = TcpSettings::default().set_nodelay(true);
    #[cfg(target_os = "linux")]
    let tcp = tcp.set_user_timeout(UNACKNOWLEDGED);
    Client::open(info.set_redis_settings(settings).set_tcp_settings(tcp))
}

fn config(patience: Patience) -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_connection_timeout(Some(patience.connecting))
        .set_response_timeout(Some(patience.answering))
        .set_number_of_retries(RETRIES)
        .set_min_delay(FIRST_DELAY)
        .set_pipeline_buffer_size(QUEUE)
}

pub(super) fn lacks_script(reply: &Value) -> bool {
    matches!(reply, Value::ServerError(error) if error.kind() == Some(ServerErrorKind::NoScript))
}

/// What an error reply means: out of memory is full, too few replicas is not durable, everything else
/// (`LOADING`, `READONLY`, `CLUSTERDOWN`, a damaged record …) is down, with the server's own words.
pub(super) fn refused(error: &ServerError) -> Error {
    match error.code() {
        "OOM" => Error::Full,
        "NOREPLICAS" => Error::NotDurable("too few replicas are connected".to_owned()),
        code => Error::Down(format!("{code} {}", error.details().unwrap_or_default())),
    }
}

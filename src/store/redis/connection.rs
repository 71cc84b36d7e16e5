//! One multiplexed connection of a worker, made on first use in the worker's own runtime.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use redis::{
    Client, ConnectionInfo, Pipeline, ProtocolVersion, RedisError, ServerError, ServerErrorKind,
    Value,
    aio::{ConnectionManager, ConnectionManagerConfig},
    io::tcp::TcpSettings,
};

use super::scripts;
use crate::store::Error;

const CONNECTING: Duration = Duration::from_secs(1);
const RESPONSE: Duration = Duration::from_secs(2);
/// How long bytes may stay unacknowledged before the connection counts as broken.
const UNACKNOWLEDGED: Duration = Duration::from_secs(5);
const RETRIES: usize = 2;
const FIRST_DELAY: Duration = Duration::from_millis(20);
/// Requests that may wait for the socket on one connection.
const QUEUE: usize = 1024;

/// A worker's connection.
pub(super) struct Connection {
    client: Client,
    current: Mutex<Current>,
}

/// The connection in use. The number tells it from the ones before.
#[derive(Default)]
struct Current {
    number: u64,
    manager: Option<ConnectionManager>,
}

/// Why an exchange brought no answer.
pub(super) enum Trouble {
    /// Redis was not reached, or refused: nothing has happened.
    NotDone(String),
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

impl Connection {
    /// Nothing is connected yet.
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            current: Mutex::default(),
        }
    }

    /// Another connection to the same server.
    pub(super) fn another(&self) -> Self {
        Self::new(self.client.clone())
    }

    /// The address, for messages and to tell a local server from a remote one.
    pub(super) fn address(&self) -> &redis::ConnectionAddr {
        self.client.get_connection_info().addr()
    }

    /// [`Self::ask`], and once more over a new connection if the old one turns out to be broken:
    /// everything that is asked here is safe to repeat.
    pub(super) async fn exchange<const N: usize>(
        &self,
        pipeline: &Pipeline,
    ) -> Result<[Value; N], Trouble> {
        sized(self.exchange_many(pipeline).await?)
    }

    /// [`Self::exchange`] with as many replies as there are commands.
    pub(super) async fn exchange_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        match self.ask_many(pipeline).await {
            Err(Trouble::Unknown { dropped: true, .. }) => self.ask_many(pipeline).await,
            other => other,
        }
    }

    /// Sends a pipeline and returns one reply for each command.
    pub(super) async fn ask<const N: usize>(
        &self,
        pipeline: &Pipeline,
    ) -> Result<[Value; N], Trouble> {
        sized(self.ask_many(pipeline).await?)
    }

    /// [`Self::ask`] with as many replies as there are commands.
    ///
    /// A server that has lost the scripts gets them, and the pipeline again.
    pub(super) async fn ask_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        let mut replies = self.send(pipeline).await?;
        if replies.iter().any(lacks_script) {
            self.send(&scripts::load_all()).await?;
            replies = self.send(pipeline).await?;
        }
        Ok(replies)
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
        let manager = ConnectionManager::new_lazy_with_config(self.client.clone(), config())?;
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
pub(super) fn client(info: ConnectionInfo) -> Result<Client, RedisError> {
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

fn config() -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_connection_timeout(Some(CONNECTING))
        .set_response_timeout(Some(RESPONSE))
        .set_number_of_retries(RETRIES)
        .set_min_delay(FIRST_DELAY)
        .set_pipeline_buffer_size(QUEUE)
}

fn sized<const N: usize>(replies: Vec<Value>) -> Result<[Value; N], Trouble> {
    <[Value; N]>::try_from(replies).map_err(|_| Trouble::Unknown {
        cause: "Redis sent another number of replies".to_owned(),
        dropped: false,
    })
}

fn lacks_script(reply: &Value) -> bool {
    matches!(reply, Value::ServerError(error) if error.kind() == Some(ServerErrorKind::NoScript))
}

/// What an error reply means: out of memory is full, everything else (`LOADING`, `READONLY`,
/// `CLUSTERDOWN`, a damaged record …) is down, with the server's own words.
pub(super) fn refused(error: &ServerError) -> Error {
    match error.code() {
        "OOM" => Error::Full,
        code => Error::Down(format!("{code} {}", error.details().unwrap_or_default())),
    }
}

//! Steps that are answered only once replicas have them.
//!
//! The step and `WAIT` go in one pipeline on one connection: on another one `WAIT` knows nothing of the
//! step and may tell that it is safe. The connection belongs to one call at a time, because `WAIT` keeps
//! everything behind it waiting. It is never mended in the middle of a call.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use redis::{
    AsyncConnectionConfig, Client, Pipeline, RedisError, Value, aio::MultiplexedConnection,
};
use tokio::sync::Semaphore;

use super::{
    connection::{Trouble, lacks_script},
    scripts,
    wait::Patience,
};

/// Connections of one worker to one node.
const CONNECTIONS: usize = 16;

pub(super) struct Durable {
    client: Client,
    patience: Patience,
    idle: Mutex<Vec<MultiplexedConnection>>,
    room: Semaphore,
}

impl Durable {
    /// Nothing is connected yet.
    pub(super) fn new(client: Client, patience: Patience) -> Self {
        Self {
            client,
            patience,
            idle: Mutex::default(),
            room: Semaphore::new(CONNECTIONS),
        }
    }

    /// One reply for each command; [`Trouble::NotDurable`] unless so many replicas have what was
    /// written before the time is over.
    pub(super) async fn ask(
        &self,
        pipeline: &Pipeline,
        replicas: u32,
        timeout: Duration,
    ) -> Result<Vec<Value>, Trouble> {
        let patience = timeout + self.patience.answering;
        let room = tokio::time::timeout(patience, self.room.acquire()).await;
        let Ok(Ok(_room)) = room else {
            let cause = "every connection is waiting for replicas";
            return Err(Trouble::NotDone(cause.to_owned()));
        };
        let mut connection = self.connection(patience).await?;
        let asked = waited_for(&mut connection, pipeline, replicas, timeout).await;
        match asked {
            Ok(replies) => {
                self.idle().push(connection);
                judged(replies, replicas)
            }
            Err(error) => {
                // The others were made at the same server: they are as broken.
                self.idle().clear();
                Err(error.into())
            }
        }
    }

    async fn connection(&self, patience: Duration) -> Result<MultiplexedConnection, RedisError> {
        let idle = self.idle().pop();
        if let Some(mut connection) = idle {
            connection.set_response_timeout(patience);
            return Ok(connection);
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.patience.connecting))
            .set_response_timeout(Some(patience));
        self.client
            .get_multiplexed_async_connection_with_config(&config)
            .await
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<MultiplexedConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The replies to the pipeline and, as the last one, to `WAIT`.
async fn waited_for(
    connection: &mut MultiplexedConnection,
    pipeline: &Pipeline,
    replicas: u32,
    timeout: Duration,
) -> Result<Vec<Value>, RedisError> {
    let mut whole = pipeline.clone();
    let millis = u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX);
    whole.cmd("WAIT").arg(replicas).arg(millis);
    let mut replies = connection
        .send_packed_commands(&whole, 0, whole.len())
        .await?;
    if replies.iter().any(lacks_script) {
        let scripts = scripts::load_all();
        connection
            .send_packed_commands(&scripts, 0, scripts.len())
            .await?;
        replies = connection
            .send_packed_commands(&whole, 0, whole.len())
            .await?;
    }
    Ok(replies)
}

/// Takes the reply to `WAIT` from the others. Where everything was refused there is nothing to be kept,
/// and the caller reads why.
fn judged(mut replies: Vec<Value>, replicas: u32) -> Result<Vec<Value>, Trouble> {
    let waited = replies.pop();
    let is_refusal = |reply: &Value| matches!(reply, Value::ServerError(_));
    match waited {
        _ if replies.iter().all(is_refusal) => Ok(replies),
        Some(Value::Int(count)) if count >= i64::from(replicas) => Ok(replies),
        Some(Value::Int(count)) => Err(Trouble::NotDurable(format!(
            "{count} of {replicas} replicas have it"
        ))),
        Some(Value::ServerError(error)) => Err(Trouble::NotDurable(format!(
            "WAIT was refused: {} {}",
            error.code(),
            error.details().unwrap_or_default()
        ))),
        _ => Err(Trouble::NotDurable(
            "Redis sent an unexpected answer to WAIT".to_owned(),
        )),
    }
}

//! One Redis, asked over a connection of our own: nothing is written.

use std::time::Duration;

use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ConnectionInfo, RedisConnectionInfo,
    RedisError, RedisResult, Value, aio::MultiplexedConnection,
};

use crate::{
    finding::is_this_machine,
    protocol::wire::Time,
    store::redis::info::{Config, Info},
};

const PATIENCE: Duration = Duration::from_secs(10);

/// A node that answers.
pub(super) struct Node {
    connection: MultiplexedConnection,
    pub(super) info: Info,
    pub(super) config: Config,
    /// By how much its clock is before ours at the least, in milliseconds.
    pub(super) ahead: i64,
}

impl Node {
    /// Asks what it tells of itself; its settings in the name of the operator, if there is one.
    pub(super) async fn ask(
        info: &ConnectionInfo,
        operator: Option<&RedisConnectionInfo>,
    ) -> RedisResult<Self> {
        let mut connection = connect(info).await?;
        let text: String = redis::cmd("INFO").query_async(&mut connection).await?;
        let ahead = ahead(&mut connection).await?;
        let mut settings = redis::cmd("CONFIG");
        settings.arg("GET").arg(&Config::ASKED);
        let asked = match operator {
            Some(operator) => {
                let info = info.clone().set_redis_settings(operator.clone());
                call(&info, &settings).await
            }
            None => settings.query_async(&mut connection).await,
        };
        Ok(Self {
            connection,
            info: Info::of(text),
            // Refused to most users.
            config: Config::read(&asked.unwrap_or(Value::Nil)),
            ahead,
        })
    }

    pub(super) async fn call(&mut self, command: &Cmd) -> RedisResult<Value> {
        command.query_async(&mut self.connection).await
    }
}

async fn connect(info: &ConnectionInfo) -> RedisResult<MultiplexedConnection> {
    // What neither needs an entry in the ACL nor a new Redis.
    let settings = info.redis_settings().clone().set_skip_set_lib_name();
    let client = Client::open(info.clone().set_redis_settings(settings))?;
    let patience = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE));
    client
        .get_multiplexed_async_connection_with_config(&patience)
        .await
}

/// What the way there and back cannot explain: a busy machine may take seconds for it.
async fn ahead(connection: &mut MultiplexedConnection) -> RedisResult<i64> {
    let before = Time::now().millis();
    let (seconds, micros): (i64, i64) = redis::cmd("TIME").query_async(connection).await?;
    let after = Time::now().millis();
    let there = seconds * 1000 + micros / 1000;
    // Our own clock may be set back meanwhile.
    Ok(there - there.clamp(before, after.max(before)))
}

/// One question over a connection of its own.
pub(super) async fn call(info: &ConnectionInfo, command: &Cmd) -> RedisResult<Value> {
    command.query_async(&mut connect(info).await?).await
}

/// Whether it takes commands of somebody who shows no password.
pub(super) async fn is_open(info: &ConnectionInfo) -> bool {
    let stranger = RedisConnectionInfo::default();
    let Ok(mut connection) = connect(&info.clone().set_redis_settings(stranger)).await else {
        return false;
    };
    let known: RedisResult<Value> = redis::cmd("INFO")
        .arg("server")
        .query_async(&mut connection)
        .await;
    known.is_ok()
}

/// `host:port`.
pub(super) fn name(info: &ConnectionInfo) -> String {
    info.addr().to_string()
}

/// Not this very machine.
pub(super) fn is_remote(info: &ConnectionInfo) -> bool {
    match info.addr() {
        ConnectionAddr::Tcp(host, _) | ConnectionAddr::TcpTls { host, .. } => {
            !is_this_machine(host)
        }
        _ => false,
    }
}

/// Why it gave no answer.
pub(super) enum Silence {
    /// It wants a password, or another one.
    Stranger,
    /// The user may not ask.
    Forbidden(String),
    /// Anything else, in words.
    Unreachable(String),
}

impl From<RedisError> for Silence {
    fn from(error: RedisError) -> Self {
        match error.code() {
            Some("NOAUTH" | "WRONGPASS") => Self::Stranger,
            Some("NOPERM") => Self::Forbidden(error.detail().unwrap_or_default().to_owned()),
            _ if error.kind() == redis::ErrorKind::AuthenticationFailed => Self::Stranger,
            _ => Self::Unreachable(error.to_string()),
        }
    }
}

//! What a node says of its replicas: the section `replication` of `INFO`.

use std::collections::BTreeSet;

use redis::Value;

use crate::store::redis::{
    address::Place,
    connection::{Node, Trouble},
    replies,
};

/// A replica that has been silent for so many seconds is not heard from.
const SILENCE: u64 = 5;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Replication {
    connected: usize,
    heard: BTreeSet<Place>,
}

impl Replication {
    pub(super) async fn of(node: &Node) -> Result<Self, Trouble> {
        let mut question = redis::pipe();
        question.cmd("INFO").arg("replication");
        let reply = node.exchange_many(&question).await?.pop();
        Self::read(reply.unwrap_or(Value::Nil))
    }

    pub(super) fn read(reply: Value) -> Result<Self, Trouble> {
        let text = replies::bytes(reply).map_err(|error| Trouble::NotDone(error.to_string()))?;
        Ok(Self::parse(&String::from_utf8_lossy(&text)))
    }

    fn parse(text: &str) -> Self {
        let lines = || text.lines().filter_map(|line| line.trim().split_once(':'));
        let is_replica = |name: &str| {
            let number = name.strip_prefix("slave");
            number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        let replicas: Vec<_> = lines().filter(|(name, _)| is_replica(name)).collect();
        Self {
            connected: replicas.len(),
            heard: (replicas.iter())
                .filter_map(|(_, fields)| heard(fields))
                .collect(),
        }
    }

    /// How many there are, whatever they do.
    pub(super) const fn connected(&self) -> usize {
        self.connected
    }

    /// Those that acknowledge.
    pub(super) fn heard(self) -> BTreeSet<Place> {
        self.heard
    }
}

/// `ip=…,port=…,state=online,offset=…,lag=seconds`
fn heard(fields: &str) -> Option<Place> {
    let field = |name: &str| {
        let mut fields = fields.split(',').filter_map(|field| field.split_once('='));
        fields.find_map(|(key, value)| (key == name).then_some(value))
    };
    let lag: u64 = field("lag")?.parse().ok()?;
    let alive = field("state")? == "online" && lag < SILENCE;
    let place = Place::new(field("ip")?, field("port")?.parse().ok()?);
    alive.then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicas_that_acknowledge_are_heard() {
        let text = "# Replication\r\nrole:master\r\nconnected_slaves:4\r\n\
            slave0:ip=127.0.0.1,port=7001,state=online,offset=99,lag=0\r\n\
            slave1:ip=::1,port=7002,state=online,offset=99,lag=4\r\n\
            slave2:ip=h,port=7003,state=online,offset=9,lag=5\r\n\
            slave3:ip=h,port=7004,state=wait_bgsave,offset=0,lag=0\r\n\
            slave_read_only:1\r\nmaster_replid:abc\r\n";
        let replication = Replication::parse(text);
        assert_eq!(replication.connected(), 4);
        let heard: Vec<_> = replication.heard().into_iter().collect();
        assert_eq!(
            heard,
            [Place::new("127.0.0.1", 7001), Place::new("::1", 7002)]
        );
        assert_eq!(Replication::parse("").connected(), 0);
    }
}

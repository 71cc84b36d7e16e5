//! Calls of a webhook from the command line.

use std::path::Path;

use super::{super::failure::Failure, file};
use crate::{
    clients::Clients,
    events::{Caller, Exchange, Message, Patience},
    protocol::wire::Time,
    store::Owner,
};

/// A client's webhook, to be called from here.
pub(super) struct Calls<'a> {
    clients: Clients,
    name: &'a Owner,
    caller: Caller,
}

impl<'a> Calls<'a> {
    /// Reads it from the clients file.
    pub(super) fn of(path: &Path, name: &'a Owner) -> Result<Self, Failure> {
        let clients = file::parsed(path)?;
        file::webhook(&clients, name)?;
        let caller = Caller::new(Patience::default()).map_err(|error| {
            let next = "nothing was sent: mend that, and run it again";
            Failure::usage(error.to_string(), next)
        })?;
        Ok(Self {
            clients,
            name,
            caller,
        })
    }

    /// Waits for the head of the answer.
    pub(super) async fn call(&self, message: &Message) -> Result<Exchange, Failure> {
        let webhook = file::webhook(&self.clients, self.name)?;
        Ok(self.caller.call(webhook, message, Time::now()).await)
    }
}

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
pub(super) struct Calls {
    clients: Clients,
    name: Owner,
    caller: Caller,
}

impl Calls {
    /// Reads it from the clients file.
    pub(super) fn of(path: &Path, name: &Owner) -> Result<Self, Failure> {
        let clients = file::parsed(path)?;
        let client = file::client(&clients, name)?;
        if client.webhook().is_none() {
            return Err(Failure::usage(
                format!("{name} has no webhook"),
                format!("handover clients webhook set {name} URL gives it one"),
            ));
        }
        let caller = Caller::new(Patience::default())
            .map_err(|error| Failure::usage(error.to_string(), "then run it again"))?;
        let name = name.clone();
        Ok(Self {
            clients,
            name,
            caller,
        })
    }

    /// Waits for the head of the answer.
    pub(super) async fn call(&self, message: &Message) -> Exchange {
        let client = self.clients.named(&self.name);
        let webhook = client.and_then(crate::clients::Client::webhook);
        let webhook = webhook.expect("`of` has seen it, and nothing changes it");
        self.caller.call(webhook, message, Time::now()).await
    }
}

/// Runs a command's calls to their end.
pub(super) fn run<T>(calls: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Failure::trouble(format!("nothing can be sent: {error}"), "run it again")
    })?;
    Ok(runtime.block_on(calls))
}

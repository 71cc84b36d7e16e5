//! The clients as they are now, shared by everything that serves.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use super::{Client, Clients};
use crate::protocol::{
    apikey::{ApiKey, KeyId},
    wire::Time,
};

/// The clients as the file named them when it was last read and could be used.
#[derive(Default)]
pub struct Current {
    clients: RwLock<Arc<Clients>>,
    noted: Mutex<Noted>,
}

/// What an operator wants to know of them.
#[derive(Default)]
struct Noted {
    /// Why the file could not be used when it was read last.
    refused: Option<String>,
    /// Of the keys that were shown to this process.
    last_uses: HashMap<KeyId, Time>,
}

impl Current {
    /// Begins with these.
    #[must_use]
    pub fn new(clients: Clients) -> Self {
        Self {
            clients: RwLock::new(Arc::new(clients)),
            noted: Mutex::default(),
        }
    }

    /// As they are now; a later change does not reach what is returned.
    #[must_use]
    pub fn get(&self) -> Arc<Clients> {
        // Nothing panics between two states of a pointer.
        let clients = self.clients.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&clients)
    }

    /// The client whose API key this is; the key has been used now.
    #[must_use]
    pub fn find(&self, key: &ApiKey) -> Option<Arc<Client>> {
        let client = self.get().find(key).cloned()?;
        self.noted().last_uses.insert(key.id(), Time::now());
        Some(client)
    }

    /// From now on it is these. What is noted of keys that are gone is forgotten.
    pub fn replace(&self, clients: Clients) {
        let mut noted = self.noted();
        noted.refused = None;
        noted
            .last_uses
            .retain(|id, _| clients.owner_of(*id).is_some());
        *self.clients.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(clients);
    }

    /// The file was read again and cannot be used; the clients stay as they are.
    pub fn refuse(&self, reason: String) {
        self.noted().refused = Some(reason);
    }

    /// Why the file could not be used when it was read last; none if it could.
    #[must_use]
    pub fn refused(&self) -> Option<String> {
        self.noted().refused.clone()
    }

    /// When this key was last shown to this process, if it was.
    #[must_use]
    pub fn last_use(&self, key: KeyId) -> Option<Time> {
        self.noted().last_uses.get(&key).copied()
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        // Every change of it is one assignment.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

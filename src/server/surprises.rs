//! What is no mistake in the settings, and may surprise.

use crate::{
    clients::{Clients, Scope},
    config::Config,
    protocol::wire::Openness,
};

/// Where API keys are needed and nobody has one, and where a machine's links lead to this machine:
/// nothing is broken, but it may surprise.
pub(super) fn say_what_may_surprise(config: &Config, clients: &Clients) {
    if config.create == Openness::Keys && !clients.any_may(Scope::BundlesWrite) {
        tracing::warn!(
            "nobody can create bundles: no client has an API key with the scope bundles:write; \
             make one with handover clients add, or set HANDOVER_CREATE=anyone"
        );
    }
    if config.requests == Openness::Keys && !clients.any_may(Scope::RequestsWrite) {
        tracing::info!(
            "nobody can create requests: no client has an API key with the scope requests:write; \
             make one with handover clients add, or set HANDOVER_REQUESTS=anyone"
        );
    }
    if config.public_url.is_none() && clients.any_may(Scope::RequestsWrite) {
        tracing::warn!(
            "the links of requests that machines make lead to http://{}: name the address that people \
             type with HANDOVER_PUBLIC_URL",
            config.bind
        );
    }
}

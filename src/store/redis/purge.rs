//! The operator's kill switch.

use super::{Redis, keys::Keys, replies, scripts::PURGE};
use crate::{protocol::token::BundleId, store::Error};

impl Redis {
    pub(in crate::store) async fn purge(&self, id: &BundleId) -> Result<bool, Error> {
        let before = self.links.before().await?;
        let purged = self.durable_step(PURGE.on(&Keys::of(id))).await?;
        let purged = replies::flag(purged, "purge")?;
        before.sure(purged, |purged| !purged).await
    }
}

//! What the owner of the one id is told, step by step.

use handover::store::log::Position;

use super::{Act, UNIT, real::Real};
use crate::store::{ask::owner, logs::word, world::World};

/// Every event with the moment it names, behind the number of the step that brought it.
pub async fn told(world: &World, acts: &[Act]) -> Vec<(usize, String, i64)> {
    let (real, zendesk) = (Real::new(world), owner("zendesk"));
    let (mut place, mut told) = (Position::default(), Vec::new());
    for (turn, act) in acts.iter().enumerate() {
        real.act(act).await;
        world.settle().await;
        let page = world.store.read_log(&zendesk, place, 100).await.unwrap();
        place = page.next;
        for event in &page.events {
            told.push((turn, word(event), world.moment(event.time, UNIT)));
        }
    }
    told
}

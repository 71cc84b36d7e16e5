//! Which program this is, and since when it runs.

use prometheus_client::{
    metrics::{gauge::ConstGauge, info::Info},
    registry::Registry,
};

use crate::protocol::wire::Time;

pub(super) fn register(registry: &mut Registry) {
    registry.register(
        "build",
        "The version of this instance",
        Info::new([("version", env!("CARGO_PKG_VERSION"))]),
    );
    registry.register(
        "start_time_seconds",
        "When this instance was started, in seconds since 1970",
        ConstGauge::new(Time::now().millis() / 1_000),
    );
}

//! Which program this is, since when it runs, and whether its log is whole.

use std::fmt;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::ConstCounter, gauge::ConstGauge, info::Info},
    registry::Registry,
};

use super::logging;
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
    registry.register_collector(Box::new(LostLines));
}

/// Counted where the log is written.
#[derive(Debug)]
struct LostLines;

impl Collector for LostLines {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let lost = ConstCounter::new(logging::lost_lines());
        lost.encode(encoder.encode_descriptor(
            "log_lines_lost",
            "Lines of the log that were lost because nobody read it for too long",
            None,
            lost.metric_type(),
        )?)
    }
}

//! The figures as text, or as JSON.

use std::fmt;

use serde::Serialize;

use crate::{
    costs::Cost,
    rounds::{Growth, Step},
};

/// All that was measured.
#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) growth: Growth,
    pub(crate) costs: Vec<Cost>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.growth.fmt(formatter)?;
        writeln!(
            formatter,
            "\n{:28} {:>9} {:>9} {:>9} {:>9}   bytes each",
            "form", "memory", "in", "out", "log"
        )?;
        for Cost {
            form,
            held,
            network_in,
            network_out,
            log,
        } in &self.costs
        {
            writeln!(
                formatter,
                "{form:28} {held:>9.0} {network_in:>9.0} {network_out:>9.0} {log:>9.0}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            bundles,
            beside: [some, few, _],
            rounds,
            filled_in_seconds,
            redis,
            used_bytes_a_bundle,
            resident_bytes_a_bundle,
            steps,
        } = self;
        writeln!(
            formatter,
            "{bundles} live bundles beside {some}, {few} and {few}; Redis {redis}; {rounds} rounds, median (min–max)\n\
             filled in {filled_in_seconds:.0} s through the store; {used_bytes_a_bundle:.0} bytes of Redis a \
             bundle, {resident_bytes_a_bundle:.0} resident; every key ends\n\n\
             {:23} {:>8} {:>27}  {:>18}  {:>18}  {:>18}   µs of Redis' processor",
            "",
            "commands",
            format!("µs with {few}"),
            format!("{bundles} : {few}"),
            format!("{bundles} : {some}"),
            format!("{few} : {few}")
        )?;
        steps.iter().try_for_each(|step| step.fmt(formatter))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spreads = [
            self.micros,
            self.full_to_few,
            self.full_to_some,
            self.few_to_few,
        ];
        let [micros, few, some, noise] = spreads.map(|spread| spread.to_string());
        let [redis_full, redis_some, redis_few, redis_again] = self.redis_micros;
        writeln!(
            formatter,
            "{:23} {:8.1} {micros:>27}  {few:>18}  {some:>18}  {noise:>18}   {redis_full:.1}  {redis_some:.1}  {redis_few:.1}  {redis_again:.1}",
            self.name, self.commands
        )
    }
}

//! `handover clients webhook test`.

use std::{path::Path, time::Instant};

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::super::{
    super::{failure::Failure, output::Output, redis},
    calling::Calls,
};
use crate::{
    events::{Exchange, Message},
    protocol::wire::Time,
    store::Owner,
};

/// Call a webhook from this machine with an event of the type handover.test, which is in no log:
/// exit 0 if it is taken, 1 if it is refused, 3 if there is no answer
#[derive(Args)]
pub(in super::super) struct Test {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Taken<'a> {
    client: &'a str,
    id: &'a str,
    status: u16,
    millis: u128,
}

impl Test {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let calls = Calls::of(path, &self.name)?;
        let message = Message::test(Time::now());
        let since = Instant::now();
        let exchange = redis::block_on(calls.call(&message))?;
        let millis = since.elapsed().as_millis();
        let told = format!(
            "the receiver of {}: {exchange}, after {millis} ms",
            self.name
        );
        match exchange {
            Exchange::Answered { status, .. } if exchange.is_success() => {
                let taken = Taken {
                    client: self.name.as_str(),
                    id: message.id(),
                    status,
                    millis,
                };
                self.output.print(&taken, || Zeroizing::new(told + "\n"))
            }
            Exchange::Answered { .. } => Err(Failure::refused(
                told,
                "see what the receiver says about it: it wants the secret that it was given, and \
                 must answer 2xx also to an event whose type it does not know",
            )),
            Exchange::Silent(_) => Err(Failure::trouble(
                told,
                "check the address with handover clients list, and whether this machine reaches it",
            )),
        }
    }
}

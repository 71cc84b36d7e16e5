//! The log, on standard error.

use std::{
    io::{self, BufWriter, Stderr, Write},
    sync::OnceLock,
    thread,
    time::Duration,
};

use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::config::{LogFormat, LogLevel};

/// Lines of the log that may wait to be written. Who reads them slowly loses some, and stops nobody.
const LINES: usize = 8_192;

/// Counts those that were lost; a process has one log.
static LOST: OnceLock<ErrorCounter> = OnceLock::new();

/// How long the thread that writes the log rests after a line.
const REST: Duration = Duration::from_millis(10);

/// What is left of the log is written when it is dropped.
pub struct Logging {
    #[cfg(feature = "otel")]
    spans: Option<super::otel::Spans>,
    _writer: WorkerGuard,
}

/// Starts logging on standard error.
///
/// Other crates' lines are kept to warnings, since theirs might quote a request.
///
/// # Errors
/// When logging was started before, or spans cannot be sent to where they are to go.
pub fn start_logging(level: LogLevel, format: LogFormat) -> Result<Logging, String> {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let filter = Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_target("handover", level);
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(LINES)
        .finish(InBatches(BufWriter::new(std::io::stderr())));
    LOST.get_or_init(|| writer.error_counter());
    let registry = tracing_subscriber::registry().with(filter);
    #[cfg(feature = "otel")]
    let spans = super::otel::Spans::start()?;
    #[cfg(feature = "otel")]
    let registry = registry.with(spans.clone());
    let lines = fmt::layer().with_writer(writer);
    match format {
        LogFormat::Text => registry.with(lines.with_ansi(false)).try_init(),
        LogFormat::Json => registry
            .with(lines.json().with_current_span(false))
            .try_init(),
    }
    .map_err(|error| error.to_string())?;
    Ok(Logging {
        #[cfg(feature = "otel")]
        spans,
        _writer: guard,
    })
}

/// How many lines of this process' log were lost, because nobody read it for too long.
pub(super) fn lost_lines() -> u64 {
    let lost = LOST.get().map_or(0, ErrorCounter::dropped_lines);
    u64::try_from(lost).unwrap_or(u64::MAX)
}

/// Lines that come one upon the other are written together. The thread of the log flushes whenever no
/// line is left; were it to wait for the next one at once, each line of a busy server would wake it.
struct InBatches(BufWriter<Stderr>);

impl Write for InBatches {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        thread::sleep(REST);
        Ok(())
    }
}

#[cfg(feature = "otel")]
impl Drop for Logging {
    fn drop(&mut self) {
        if let Some(spans) = &self.spans {
            spans.finish();
        }
    }
}

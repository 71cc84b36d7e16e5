//! What this machine allows, and who may read the files.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use super::report::Report;
use crate::{clients::file::Exposure, config::Config, finding::Finding, server::descriptors};

pub(super) fn examine(config: &Config, report: &mut Report) {
    report.add(few_descriptors(descriptors::most()));
    if let Some(path) = &config.clients {
        report.looked_at("the clients file");
        match config.clients() {
            Ok(_) => report.add(readable("clients", "HANDOVER_CLIENTS", path)),
            Err(invalid) => {
                let why = "the server does not start with it";
                let fix = "mend the file: handover clients list shows what is in it";
                report.add([Finding::error("clients", invalid.to_string(), why, fix)]);
            }
        }
    }
    if let Some(path) = &config.redis_url_file {
        report.add(readable("redis-url", "HANDOVER_REDIS_URL_FILE", path));
    }
}

fn few_descriptors(most: Option<u64>) -> Option<Finding> {
    let needed = descriptors::NEEDED;
    most.filter(|most| *most < needed).map(|most| {
        Finding::warning(
            "descriptors",
            format!("a process may open {most} files and sockets here, and the server takes connections for {needed}"),
            "when as many are open, nobody else is served",
            format!("raise the hard limit: ulimit -H -n {needed}, or LimitNOFILE={needed} in its unit"),
        )
    })
}

/// A file with secrets that others than its owner may read.
fn readable(check: &'static str, name: &str, path: &Path) -> Option<Finding> {
    let mode = fs::metadata(path).ok()?.permissions().mode();
    let who = match Exposure::of_mode(mode) {
        Exposure::None => return None,
        Exposure::Group => "its group",
        Exposure::Anybody | Exposure::Writable => "anybody on this machine",
    };
    let path = path.display();
    Some(Finding::warning(
        check,
        format!("{name} is {path}, which {who} may read"),
        "secrets stand in it",
        format!("chmod 600 {path}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_descriptors_as_connections() {
        let needed = descriptors::NEEDED;
        assert_eq!(few_descriptors(None), None);
        assert_eq!(few_descriptors(Some(needed)), None);
        let told = few_descriptors(Some(needed - 1)).map(|found| found.to_string());
        assert!(told.is_some_and(|told| told.contains("LimitNOFILE=4672")));
    }
}

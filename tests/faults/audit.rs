//! The end of a run: where each bundle is, what the nodes still have, and what has leaked.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    sync::Arc,
};

use futures_util::future::join_all;
use handover::protocol::wire::State;

use crate::{
    bundle::{Bundle, CANARY},
    caller::{Caller, Opener},
    history::{Act, Kept, Number, Said},
    stage::Stage,
    topologies::{PATIENCE, node::Node, until},
    workload::number,
};

/// How many bundles are asked for at once.
const AT_ONCE: usize = 16;

/// Notes every envelope that some node still has.
pub fn sweep(stage: &Stage) {
    let mut keys = Vec::new();
    for node in stage.machines.nodes() {
        let at = stage.caller.recorder.now();
        let found: Vec<String> = node.command("KEYS hndo:*:env:*");
        keys.extend(found.into_iter().map(|key| (key, at)));
    }
    // Asked for last: the workload goes on. The answers to one request share its id.
    let mut numbers: HashMap<String, Vec<Number>> = HashMap::new();
    for bundle in stage.caller.bundles() {
        let of_id = numbers.entry(bundle.id().to_b64u()).or_default();
        of_id.push(bundle.number);
    }
    let kept = keys.into_iter().flat_map(|(key, at)| {
        let of_id = &numbers[key.rsplit(':').next().unwrap()];
        of_id.iter().map(move |bundle| Kept {
            bundle: *bundle,
            at,
            in_file: false,
        })
    });
    stage.caller.recorder.lock().kept.extend(kept);
}

/// The same for what is in the files of the nodes, once they are rewritten.
pub fn search_files(stage: &Stage) {
    let sealed = stage.put();
    let at = stage.caller.recorder.now();
    for node in stage.machines.nodes() {
        rewrite(node);
    }
    let mut found = HashSet::new();
    for node in stage.machines.nodes() {
        search(node.directory(), &mut found);
    }
    assert!(
        found.contains(&sealed.number),
        "what is sealed is in the files"
    );
    let kept = found.into_iter().map(|bundle| Kept {
        bundle,
        at,
        in_file: true,
    });
    stage.caller.recorder.lock().kept.extend(kept);
}

fn rewrite(node: &Node) {
    let is = |member, value| node.info(member).as_deref() == Some(value);
    let idle = || is("aof_rewrite_in_progress", "0") && is("aof_rewrite_scheduled", "0");
    // One that Redis has begun by itself, as after a full synchronization, may have begun too early.
    until("no rewrite is under way", idle);
    until("a rewrite is begun", || {
        node.ask::<()>("BGREWRITEAOF").is_ok()
    });
    until("the files are rewritten", idle);
    until("it went well", || is("aof_last_bgrewrite_status", "ok"));
}

/// The numbers behind the canaries in every file below this directory.
fn search(directory: &Path, found: &mut HashSet<Number>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, found);
        // A file that a rewrite has done away with in the meantime has nothing in it.
        } else if let Ok(bytes) = fs::read(&path) {
            found.extend(numbers_in(&bytes));
        }
    }
}

fn numbers_in(bytes: &[u8]) -> impl Iterator<Item = Number> {
    let canaries = bytes.windows(CANARY.len() + 8);
    canaries.filter_map(|window| {
        let digits = window.strip_prefix(CANARY.as_bytes())?.strip_suffix(b";")?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    })
}

/// Asks where each bundle is, and opens what is still sealed.
pub fn ask_for_all(stage: &Stage) {
    let mut created = HashSet::new();
    for call in &stage.caller.recorder.lock().calls {
        if call.act == Act::Create && call.said == Said::Created {
            created.insert(call.bundle);
        }
    }
    let mut bundles = stage.caller.bundles();
    bundles.retain(|bundle| created.contains(&bundle.number));
    stage.run(async |caller| {
        for some in bundles.chunks(AT_ONCE) {
            join_all(some.iter().map(|bundle| ask_for(caller, bundle))).await;
        }
    });
}

async fn ask_for(caller: &Caller, bundle: &Arc<Bundle>) {
    let app = bundle.number % 2;
    let deadline = std::time::Instant::now() + PATIENCE;
    let pending = |said: &Said| matches!(said, Said::Later | Said::Unknown | Said::Partial);
    let mut said = caller.look(app, bundle).await;
    while pending(&said) && std::time::Instant::now() < deadline {
        said = caller.look(app, bundle).await;
    }
    let sealed = matches!(
        said,
        Said::Receipt {
            state: State::Sealed,
            ..
        }
    );
    let opener = Opener::new(number(), true);
    while sealed && std::time::Instant::now() < deadline {
        if !pending(&caller.open(app, bundle, &opener).await) {
            break;
        }
    }
}

/// What the logs of the processes tell of any bundle.
pub fn search_logs(stage: &Stage) {
    let secrets: HashMap<String, Number> = stage
        .caller
        .bundles()
        .iter()
        .flat_map(|bundle| bundle.secrets().map(|secret| (secret, bundle.number)))
        .collect();
    let mut leaks = Vec::new();
    for app in &stage.apps {
        let log = app.log();
        assert!(
            log.contains("/api/v1/bundles/{id}/open"),
            "it logs calls: {log}"
        );
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let words = log.split(|c| !letter(c));
        let told = words.filter_map(|word| secrets.get(word));
        leaks.extend(told.map(|number| format!("a secret of bundle {number} is in a log")));
        if log.contains(CANARY) {
            leaks.push("an envelope is in a log".to_owned());
        }
    }
    stage.caller.recorder.lock().leaks.extend(leaks);
}

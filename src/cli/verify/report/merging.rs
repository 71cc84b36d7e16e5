//! Many findings, in few lines: what the same visitors have met, in the same words, at several paths.

use std::collections::BTreeMap;

use crate::{cli::verify::visit::Visit, client::browser::Visitor};

/// Of each: the words, the paths, and which of the visits.
pub(super) type Merged<K> = Vec<(K, Vec<String>, Vec<usize>)>;

pub(super) fn merged<K: Ord + Clone>(
    visits: &[(&'static Visitor, Visit)],
    of: impl Fn(&Visit) -> Vec<(K, String)>,
) -> Merged<K> {
    let mut by_path: BTreeMap<(K, String), Vec<usize>> = BTreeMap::new();
    for (at, (_, visit)) in visits.iter().enumerate() {
        for met in of(visit) {
            by_path.entry(met).or_default().push(at);
        }
    }
    let mut by_visitors: BTreeMap<(K, Vec<usize>), Vec<String>> = BTreeMap::new();
    for ((key, path), visitors) in by_path {
        by_visitors.entry((key, visitors)).or_default().push(path);
    }
    let merged = by_visitors.into_iter();
    merged
        .map(|((key, visitors), paths)| (key, paths, visitors))
        .collect()
}

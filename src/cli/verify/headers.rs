//! The headers of an answer: each that must be there, and each that must not.

use std::collections::BTreeMap;

use crate::served::headers::{Header, holds};

/// Headers that carry an answer, or tell of the machines on its way: no browser lets a page do more
/// because of them. Names that begin with `x-` and `cf-` are no more than that either, but for
/// [`OBEYED`].
const HARMLESS: [&str; 19] = [
    "accept-ranges",
    "age",
    "alt-svc",
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "pragma",
    "priority",
    "server",
    "server-timing",
    "transfer-encoding",
    "upgrade",
    "vary",
    "via",
];

/// What some browser does as it says.
const OBEYED: [&str; 7] = [
    "x-content-security-policy",
    "x-dns-prefetch-control",
    "x-permitted-cross-domain-policies",
    "x-sourcemap",
    "x-ua-compatible",
    "x-webkit-csp",
    "x-xss-protection",
];

/// By what an answer may vary.
const VARIES: &str = "accept-encoding";

/// What is wrong, one sentence each.
pub(super) fn judge(expected: &[Header], sent: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let values = |name: &str| -> Vec<&str> {
        let values = sent.get(name).into_iter().flatten();
        values.map(String::as_str).collect()
    };
    let wrong = expected.iter().filter_map(|header| {
        let values = values(header.0);
        (!holds(*header, &values)).then(|| fault(*header, &values))
    });
    let known = |name: &str| expected.iter().any(|(expected, _)| *expected == name);
    let foreign = sent
        .iter()
        .filter(|(name, _)| !known(name) && !is_harmless(name));
    let foreign = foreign.map(|(name, values)| {
        format!(
            "has the header {name}, which the server never sends: {}",
            values.join(" | ")
        )
    });
    let varies = values("vary").join(", ").to_lowercase();
    let varies = (!varies.is_empty() && varies.split(',').any(|by| by.trim() != VARIES))
        .then(|| format!("is another one for other visitors, as the header vary says: {varies}"));
    wrong.chain(foreign).chain(varies).collect()
}

fn fault((name, value): Header, sent: &[&str]) -> String {
    match sent {
        [] => format!("comes without the header {name}: {value}"),
        [one] => format!("has the header {name} as {one:?}, not as {value:?}"),
        several => format!(
            "has the header {name} more than once: {}",
            several.join(" | ")
        ),
    }
}

fn is_harmless(name: &str) -> bool {
    let vendor = ["x-", "cf-"].iter().any(|start| name.starts_with(start));
    HARMLESS.contains(&name) || vendor && !OBEYED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::served::headers::of_file;

    fn sent(more: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
        let mut sent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in of_file("open.html").iter().chain(more) {
            sent.entry((*name).to_owned())
                .or_default()
                .push((*value).to_owned());
        }
        sent
    }

    fn faults(sent: &BTreeMap<String, Vec<String>>) -> Vec<String> {
        judge(&of_file("open.html"), sent)
    }

    #[test]
    fn what_the_server_sends_and_what_proxies_add_is_well() {
        let usual = [
            ("server", "nginx"),
            ("date", "now"),
            ("vary", "Accept-Encoding"),
            ("via", "2 caddy"),
            ("alt-svc", "h3=\":443\""),
            ("x-trace-id", "1"),
            ("x-cache", "MISS"),
            ("cf-ray", "1"),
        ];
        assert_eq!(faults(&sent(&usual)), [""; 0]);
    }

    #[test]
    fn each_header_is_missed_and_may_neither_change_nor_come_twice() {
        for (name, _) in of_file("open.html") {
            let mut without = sent(&[]);
            without.remove(name);
            let told = faults(&without);
            assert!(
                told.len() == 1 && told[0].starts_with("comes without"),
                "{told:?}"
            );
            let mut other = sent(&[]);
            other.insert(name.to_owned(), vec!["*".to_owned()]);
            assert_eq!(faults(&other).len(), 1, "{name}");
            let twice = faults(&sent(&[(name, "*")]));
            assert!(
                twice.len() == 1 && twice[0].contains("more than once"),
                "{twice:?}"
            );
        }
    }

    #[test]
    fn what_a_browser_would_obey_is_never_overlooked() {
        for name in [
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "set-cookie",
            "link",
            "refresh",
            "sourcemap",
            "x-sourcemap",
            "content-security-policy-report-only",
            "nel",
            "report-to",
            "reporting-endpoints",
            "service-worker-allowed",
            "clear-site-data",
            "speculation-rules",
            "origin-trial",
            "timing-allow-origin",
            "content-disposition",
            "feature-policy",
            "use-as-dictionary",
            "x-xss-protection",
            "a-header-of-next-year",
        ] {
            let told = faults(&sent(&[(name, "x")]));
            assert!(
                told.len() == 1 && told[0].contains(name),
                "{name}: {told:?}"
            );
        }
    }

    #[test]
    fn an_answer_that_varies_by_who_asks_is_told() {
        for by in [
            "User-Agent",
            "Accept-Encoding, Accept-Language",
            "*",
            "Cookie",
        ] {
            assert_eq!(faults(&sent(&[("vary", by)])).len(), 1, "{by}");
        }
        assert_eq!(
            faults(&sent(&[("vary", "Accept-Encoding, accept-encoding")])),
            [""; 0]
        );
    }
}

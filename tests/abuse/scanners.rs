//! Previews, scanners and prefetchers look at every address a hundred times, and nothing changes.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use handover::served::{BUILD, PAGES};

use crate::{
    app::{TestBundle, TestClients, TestRequest},
    raw::Caller,
    redis_server::RedisServer,
    target::Target,
};

/// How often each address is looked at, in each way.
const TIMES: usize = 100;
const WAYS: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

/// What a page names of this server.
fn named(page: &str) -> BTreeSet<String> {
    let attributes = ["src=\"./", "href=\"./"].map(|attribute| page.split(attribute).skip(1));
    let paths = attributes.into_iter().flatten();
    let paths = paths.filter_map(|rest| rest.split_once('"'));
    paths.map(|(path, _)| format!("/{path}")).collect()
}

/// Every page, and what they are made of.
async fn pages(target: &Target) -> BTreeSet<String> {
    let others = [
        "/robots.txt",
        "/favicon.svg",
        "/openapi.json",
        BUILD,
        "/nowhere",
    ];
    let mut paths: BTreeSet<String> = others.map(str::to_owned).into();
    for (path, _) in PAGES {
        let page = target
            .client
            .get(format!("http://{}{path}", target.address));
        let page = page.send().await.unwrap();
        assert_eq!(page.status(), 200, "{path}");
        paths.extend(named(&page.text().await.unwrap()));
        paths.insert(path.to_owned());
    }
    assert!(paths.iter().any(|path| path.ends_with(".js")), "{paths:?}");
    paths
}

/// Every address of the API about these two, with each credential that there is, and with none.
fn calls(bundle: &TestBundle, request: &TestRequest, key: &str) -> Vec<(String, String)> {
    let (bundle_id, request_id) = (bundle.id().to_b64u(), request.id().to_b64u());
    let mut paths = vec!["about".to_owned(), "client".to_owned(), "events".to_owned()];
    paths.push("requests".to_owned());
    for verb in ["", "/open", "/confirm", "/finish"] {
        paths.push(format!("bundles/{bundle_id}{verb}"));
    }
    for verb in ["", "/answer", "/finish"] {
        paths.push(format!("requests/{request_id}{verb}"));
    }
    let credentials = [
        bundle.link.to_b64u(),
        bundle.receipt.to_b64u(),
        request.answer.to_b64u(),
        request.collect.to_b64u(),
        key.to_owned(),
    ];
    let shown = credentials.map(|credential| format!("authorization: Bearer {credential}\r\n"));
    let shown = [&[String::new()], &shown[..]].concat();
    let each = paths.iter().flat_map(|path| {
        let path = format!("/api/v1/{path}");
        shown.iter().map(move |shown| (path.clone(), shown.clone()))
    });
    each.collect()
}

/// Looks at it often, in every way.
async fn look(target: &Target, path: &str, headers: &str) {
    let mut caller = Caller::to(target.address).await;
    for way in WAYS {
        let text = format!("{way} {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n");
        let texts = vec![text; TIMES];
        for texts in texts.chunks(Caller::AT_ONCE) {
            for answer in caller.call(texts).await {
                let fits = matches!(answer.status, 200 | 401 | 403 | 404 | 405);
                assert!(fits, "{way} {path}: {answer:?}");
            }
        }
    }
}

#[tokio::test]
async fn looking_a_hundred_times_at_every_address_changes_nothing() {
    let redis = RedisServer::start();
    let clients = TestClients::one();
    let file = format!("--clients={}", clients.file.path().display());
    let flags = ["--redis-url", &redis.url(), "--requests=anyone", &file];
    // A key has its own limit.
    let target = Target::start(&[&flags[..], &["--rate-client=off"]].concat());
    let (bundle, request) = (TestBundle::new(), TestRequest::new());
    assert_eq!(target.put(&bundle).await.status(), 201);
    let key = clients.keys[0].expose();
    assert_eq!(target.ask_as(key, &request).await, 201);
    let before = redis.dump_all();
    assert!(before.iter().any(|(name, ..)| name.contains(":env:")));

    let pages = pages(&target).await;
    join_all(pages.iter().map(|path| look(&target, path, ""))).await;
    let calls = calls(&bundle, &request, key);
    let looks = calls
        .iter()
        .map(|(path, headers)| look(&target, path, headers));
    join_all(looks).await;

    assert_eq!(changed(&before, &redis.dump_all()), [""; 0]);
    assert_eq!(
        target.open(&bundle, None).await.status(),
        200,
        "the first open"
    );
    assert_eq!(target.collected(&request).await["state"], "pending");
    target.ends_well();
}

type Dump = [(String, Vec<u8>, i64)];

/// The keys that differ, but those of the log, into which the events from before are moved meanwhile.
fn changed(before: &Dump, after: &Dump) -> Vec<String> {
    let of = |dump: &Dump| dump.iter().cloned().collect::<BTreeSet<_>>();
    let (before, after) = (of(before), of(after));
    let names = before
        .symmetric_difference(&after)
        .map(|(name, ..)| name.clone());
    let is_log = |name: &str| name.starts_with("hndo:{c:") || name.ends_with(":out");
    names.filter(|name| !is_log(name)).collect()
}

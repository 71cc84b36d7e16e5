//! However calls look, `/metrics` has the same series.

use handover::protocol::token::{LinkToken, random};

use crate::{
    app::TestClients,
    raw::Caller,
    target::{Target, scaled},
};

const METHODS: [&str; 9] = [
    "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "BREW",
];
const PATHS: [&str; 12] = [
    "/",
    "/open",
    "/api/v1/about",
    "/api/v1/bundles/{}",
    "/api/v1/bundles/{}/open",
    "/api/v1/bundles/{}/confirm",
    "/api/v1/bundles/{}/finish",
    "/api/v1/requests",
    "/api/v1/requests/{}",
    "/api/v1/requests/{}/answer",
    "/api/v1/requests/{}/finish",
    "/{}",
];

/// Random text of characters that a token may have (RFC 9110 section 5.6.2).
fn word() -> String {
    random::<12>()
        .map(|byte| char::from(b'A' + byte % 26))
        .iter()
        .collect()
}

/// A call of this form, with random words wherever one can be.
fn call(number: usize) -> String {
    let method = METHODS[number % METHODS.len()];
    let path = PATHS[number / METHODS.len() % PATHS.len()].replace("{}", &word());
    let token = LinkToken::random().to_b64u();
    let method = if method == "BREW" {
        word()
    } else {
        method.to_owned()
    };
    format!(
        "{method} {path}?{0}={0} HTTP/1.1\r\nhost: {0}.example\r\nx-{0}: {0}\r\nuser-agent: {0}\r\n\
         authorization: Bearer {token}\r\nx-trace-id: {0}\r\ncontent-length: 0\r\n\r\n",
        word()
    )
}

async fn storm(target: &Target, count: usize) {
    let calls: Vec<String> = (0..count).map(call).collect();
    for calls in calls.chunks(1_000) {
        let mut caller = Caller::to(target.address).await;
        for call in calls {
            caller.call(std::slice::from_ref(call)).await;
        }
    }
}

#[tokio::test]
async fn random_methods_paths_hosts_and_headers_make_no_new_series() {
    let clients = TestClients::one();
    let file = format!("--clients={}", clients.file.path().display());
    let target = Target::start(&[&file]);
    storm(&target, METHODS.len() * PATHS.len()).await;
    let series = target.series().await;
    assert!(series.len() < 300, "{}", series.len());
    storm(&target, scaled(4_000, 100_000)).await;
    assert_eq!(target.series().await, series);
    target.ends_well();
}

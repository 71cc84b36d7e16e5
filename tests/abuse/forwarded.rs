//! Whatever a caller says about where it comes from, only a trusted proxy's word counts.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{app::TestBundle, target::Target};

/// Every header by which programs have been told another address than the peer's.
const NAMES: [&str; 12] = [
    "x-forwarded-for",
    "x_forwarded_for",
    "forwarded",
    "forwarded-for",
    "x-forwarded",
    "x-real-ip",
    "x_real_ip",
    "x-client-ip",
    "client-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "x-original-forwarded-for",
];

/// The lines of `X-Forwarded-For` in the first call and in the second, and whether both count as one
/// caller, when the peer is a trusted proxy.
const BEHIND_A_PROXY: &[(&[&str], &[&str], bool)] = &[
    (&["198.51.100.1"], &["198.51.100.2"], false),
    (&["198.51.100.1"], &["198.51.100.1"], true),
    (&["198.51.100.1:5000"], &["198.51.100.1:6000"], true),
    // What a caller writes itself stands to the left of what the proxy adds.
    (
        &["10.1.1.1, 198.51.100.1"],
        &["10.1.1.2, 198.51.100.1"],
        true,
    ),
    (
        &["10.1.1.1", "198.51.100.1"],
        &["10.1.1.2", "198.51.100.1"],
        true,
    ),
    (
        &["198.51.100.1, 127.0.0.9"],
        &["198.51.100.2, 127.0.0.9"],
        false,
    ),
    (&["127.0.0.8, 127.0.0.9"], &["127.0.0.7, 127.0.0.9"], false),
    // An address that is none hides what stands before it.
    (&["198.51.100.1, unknown"], &["198.51.100.2, unknown"], true),
    (&["198.51.100.1, "], &["198.51.100.2, "], true),
    (&["198.51.100.1, 0x7f.1"], &["198.51.100.2, 0x7f.1"], true),
    (&["\u{e9}"], &["\u{e8}"], true),
    (&[""], &[], true),
    // IPv6: a network of 64 bits is one caller, an IPv4 address in IPv6 is itself.
    (&["2001:db8::1"], &["2001:db8::ffff:ffff:ffff:ffff"], true),
    (&["2001:db8::1"], &["2001:db8:0:1::1"], false),
    (&["[2001:db8::1]:5000"], &["2001:db8::2"], true),
    (&["::ffff:198.51.100.1"], &["198.51.100.1"], true),
    (&["::ffff:198.51.100.1"], &["::ffff:198.51.100.2"], false),
];

fn headers(lines: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        headers.append(name.parse::<HeaderName>().unwrap(), value);
    }
    headers
}

/// The status of a call about nothing, with these headers.
async fn call(target: &Target, headers: HeaderMap) -> u16 {
    let bundle = TestBundle::new();
    let id = bundle.id().to_b64u();
    let url = format!("http://{}/api/v1/bundles/{id}", target.address);
    let call = target.client.get(url).headers(headers);
    let call = call.bearer_auth(bundle.link.to_b64u());
    call.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_stranger_is_one_caller_whatever_he_says_of_himself() {
    for (bind, trusted) in [
        ("127.0.0.1:0", "10.0.0.0/8"),
        ("127.0.0.1:0", "::/0"),
        ("[::1]:0", "127.0.0.0/8"),
        ("[::1]:0", "0.0.0.0/0"),
    ] {
        let trusted = format!("--trusted-proxies={trusted}");
        let target = Target::limited_at(bind, &["--rate-open=1/h", &trusted]);
        assert_eq!(call(&target, HeaderMap::new()).await, 404);
        for name in NAMES {
            for value in [
                "198.51.100.1",
                "for=198.51.100.2",
                "127.0.0.1",
                "2001:db8::9",
            ] {
                for lines in [
                    &[(name, value)][..],
                    &[(name, value), (name, "203.0.113.9")],
                ] {
                    let status = call(&target, headers(lines)).await;
                    assert_eq!(status, 429, "{bind}, {trusted}: {lines:?}");
                }
            }
        }
        target.ends_well();
    }
}

#[tokio::test]
async fn behind_a_trusted_proxy_the_last_address_that_is_none_counts() {
    for (first, second, one) in BEHIND_A_PROXY {
        let target = Target::limited(&["--rate-open=1/h", "--trusted-proxies=127.0.0.0/8"]);
        let lines = |values: &[&'static str]| {
            let lines: Vec<_> = values
                .iter()
                .map(|value| ("x-forwarded-for", *value))
                .collect();
            headers(&lines)
        };
        assert_eq!(call(&target, lines(first)).await, 404);
        let expected = if *one { 429 } else { 404 };
        assert_eq!(
            call(&target, lines(second)).await,
            expected,
            "{first:?}, {second:?}"
        );
    }
}

#[tokio::test]
async fn of_a_trusted_proxy_no_other_header_is_believed() {
    let target = Target::limited(&["--rate-open=1/h", "--trusted-proxies=127.0.0.0/8"]);
    let known = ("x-forwarded-for", "198.51.100.1");
    assert_eq!(call(&target, headers(&[known])).await, 404);
    for name in NAMES.into_iter().filter(|name| *name != known.0) {
        for value in ["198.51.100.2", "for=198.51.100.2"] {
            let lines = headers(&[(name, value), known]);
            assert_eq!(call(&target, lines).await, 429, "{name}: {value}");
        }
    }
    target.ends_well();
}

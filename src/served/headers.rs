//! One table of response headers for each sort of answer. Names are in small letters.

/// A header: its name and its value.
pub type Header = (&'static str, &'static str);

/// What a page may do: load our own scripts and styles and call our own API, nothing else.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types handover-worker";

/// What anything that is not a page may do.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
     clipboard-read=(), clipboard-write=(self), display-capture=(), encrypted-media=(), \
     fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
     idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
     storage-access=(), usb=(), xr-spatial-tracking=()";

const POLICY: &str = "content-security-policy";
const CACHE: &str = "cache-control";
const HTTPS: &str = "strict-transport-security";

/// On every answer.
pub const EVERYWHERE: [Header; 8] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    (HTTPS, "max-age=63072000"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    // A worker's script needs it, too, or an isolated page may not start it.
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-robots-tag", "noindex, nofollow, noarchive"),
];

/// On pages, beside those.
pub const PAGE: [Header; 3] = [
    (POLICY, PAGE_POLICY),
    ("permissions-policy", PERMISSIONS),
    (CACHE, NEVER),
];

/// On what is neither page nor asset, unless it says otherwise.
pub const DATA: [Header; 2] = [(POLICY, DATA_POLICY), (CACHE, NEVER)];

const NEVER: &str = "no-store";

/// Kept, and shown only after the server has said that it is still the same.
pub const ASK_FIRST: &str = "no-cache";

/// What has a hash in its name never changes; a page is never kept; the rest is kept for a day.
#[must_use]
pub fn cache(name: &str) -> &'static str {
    if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else if name.ends_with(".html") {
        NEVER
    } else {
        "public, max-age=86400"
    }
}

/// Every header of a file of the web build on which something rests.
#[must_use]
pub fn of_file(name: &str) -> Vec<Header> {
    let mut headers = EVERYWHERE.to_vec();
    if name.ends_with(".html") {
        headers.extend(PAGE);
    } else {
        headers.extend([DATA[0], (CACHE, cache(name))]);
    }
    headers.push(("content-type", super::mime(name)));
    headers
}

/// Every such header of an answer in JSON.
#[must_use]
pub fn of_json() -> Vec<Header> {
    let mut headers = EVERYWHERE.to_vec();
    headers.extend(DATA);
    headers.push(("content-type", "application/json"));
    headers
}

/// Every such header of the operator's logo, which is no part of the build.
#[must_use]
pub fn of_logo() -> Vec<Header> {
    let mut headers = EVERYWHERE.to_vec();
    headers.extend([DATA[0], (CACHE, ASK_FIRST)]);
    headers.push(("content-type", super::mime(super::LOGO)));
    headers
}

/// Whether a header came once, and as it should; HTTPS may be asked for more strictly.
#[must_use]
pub fn holds((name, value): Header, sent: &[&str]) -> bool {
    match sent {
        [one] if name == HTTPS => max_age(one) >= max_age(value),
        [one] => *one == value,
        _ => false,
    }
}

fn max_age(value: &str) -> Option<u64> {
    let mut parts = value.split(';').map(str::trim);
    parts.find_map(|part| part.strip_prefix("max-age=")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_may_be_asked_for_more_strictly_and_not_less() {
        for (sent, good) in [
            ("max-age=63072000", true),
            ("max-age=99999999; includeSubDomains; preload", true),
            ("includeSubDomains; max-age=63072000", true),
            ("max-age=300", false),
            ("nonsense", false),
        ] {
            assert_eq!(holds((HTTPS, "max-age=63072000"), &[sent]), good, "{sent}");
        }
        assert!(!holds((HTTPS, "max-age=63072000"), &[]));
    }

    #[test]
    fn everything_else_comes_once_and_as_it_is() {
        assert!(holds((CACHE, NEVER), &["no-store"]));
        for sent in [&["no-store", "no-store"][..], &["no-store, public"], &[]] {
            assert!(!holds((CACHE, NEVER), sent), "{sent:?}");
        }
    }
}

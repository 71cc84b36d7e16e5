//! The names of the routes: what logs and counters may know of a path.

use super::pages::PAGES;

/// What anybody may know of a server.
pub const ABOUT: &str = "/api/v1/about";
/// What it was built with.
pub use crate::served::BUILD;
/// A bundle.
pub const BUNDLE: &str = "/api/v1/bundles/{id}";
/// Opens it.
pub const OPEN: &str = "/api/v1/bundles/{id}/open";
/// Confirms that it is there.
pub const CONFIRM: &str = "/api/v1/bundles/{id}/confirm";
/// Ends the intervention.
pub const FINISH: &str = "/api/v1/bundles/{id}/finish";
/// Requests that machines make.
pub const REQUESTS: &str = "/api/v1/requests";
/// A request.
pub const REQUEST: &str = "/api/v1/requests/{id}";
/// Answers it.
pub const ANSWER: &str = "/api/v1/requests/{id}/answer";
/// Ends the intervention.
pub const FINISH_REQUEST: &str = "/api/v1/requests/{id}/finish";
/// What has happened.
pub const EVENTS: &str = "/api/v1/events";
/// Whose API key it is.
pub const CLIENT: &str = "/api/v1/client";
/// The description of the API.
pub const DESCRIPTION: &str = "/openapi.json";

/// The name of every path that is neither a call nor a page.
const ASSET: &str = "asset";

/// The pattern that a path fits; never a part of the path itself.
#[must_use]
pub fn name(path: &str) -> &'static str {
    let Some(call) = path.strip_prefix("/api/v1/") else {
        return page(path);
    };
    let mut parts = call.split('/');
    let parts = (parts.next(), parts.next(), parts.next(), parts.next());
    let (Some(kind), id, verb, None) = parts else {
        return ASSET;
    };
    match (kind, id, verb) {
        (_, Some(""), _) => ASSET,
        ("bundles", Some(_), None) => BUNDLE,
        ("bundles", Some(_), Some("open")) => OPEN,
        ("bundles", Some(_), Some("confirm")) => CONFIRM,
        ("bundles", Some(_), Some("finish")) => FINISH,
        ("requests", None, None) => REQUESTS,
        ("requests", Some(_), None) => REQUEST,
        ("requests", Some(_), Some("answer")) => ANSWER,
        ("requests", Some(_), Some("finish")) => FINISH_REQUEST,
        ("about", None, None) => ABOUT,
        ("events", None, None) => EVENTS,
        ("client", None, None) => CLIENT,
        _ => ASSET,
    }
}

fn page(path: &str) -> &'static str {
    let pages = PAGES.iter().map(|(page, _)| *page);
    let mut names = pages.chain([DESCRIPTION, BUILD]);
    names.find(|name| *name == path).unwrap_or(ASSET)
}

/// Whether this is the name of a call.
#[must_use]
pub fn is_call(name: &str) -> bool {
    name.starts_with("/api/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_known_by_its_pattern_alone() {
        for (path, expected) in [
            ("/api/v1/about", ABOUT),
            ("/api/v1/bundles/AAECAwQFBgcICQoLDA0ODw", BUNDLE),
            ("/api/v1/bundles/x/open", OPEN),
            ("/api/v1/bundles/open", BUNDLE),
            ("/api/v1/bundles/x/confirm", CONFIRM),
            ("/api/v1/bundles/x/finish", FINISH),
            ("/api/v1/requests", REQUESTS),
            ("/api/v1/requests/x", REQUEST),
            ("/api/v1/requests/x/answer", ANSWER),
            ("/api/v1/requests/x/finish", FINISH_REQUEST),
            ("/api/v1/events", EVENTS),
            ("/api/v1/client", CLIENT),
            ("/openapi.json", DESCRIPTION),
            ("/.well-known/handover.json", BUILD),
            ("/.well-known/security.txt", ASSET),
            ("/", "/"),
            ("/open", "/open"),
            ("/api", "/api"),
            ("/api/v1/bundles/", ASSET),
            ("/api/v1/bundles//open", ASSET),
            ("/api/v1/bundles/x/", ASSET),
            ("/api/v1/bundles/x/y", ASSET),
            ("/api/v1/bundles/x/y/open", ASSET),
            ("/api/v1/about/", ASSET),
            ("/assets/index-AAECAwQF.js", ASSET),
            ("", ASSET),
        ] {
            assert_eq!(name(path), expected, "{path}");
        }
        assert!(is_call(BUNDLE) && is_call(CLIENT));
        assert!(!is_call("/api") && !is_call(ASSET) && !is_call(DESCRIPTION));
    }
}

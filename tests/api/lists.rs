//! Pages of requests and of events: where each begins, and what is refused.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{EVERYTHING, TestApp, TestClients, problem_body},
    machines::{desk, team, wish},
};

/// The ids of a page of requests, and its `next`.
async fn page(app: &TestApp, key: &str, query: &str) -> (Vec<Value>, Option<String>) {
    let page = app.read(key, &format!("/api/v1/requests{query}")).await;
    let requests = page["requests"].as_array().unwrap();
    let ids = requests.iter().map(|request| request["id"].clone());
    (ids.collect(), page["next"].as_str().map(str::to_owned))
}

/// Makes so many requests; their ids, the newest first.
async fn make(app: &TestApp, key: &str, reference: &str, count: usize) -> Vec<Value> {
    let mut ids = Vec::new();
    for _ in 0..count {
        let mut wish = wish();
        wish["reference"] = json!(reference);
        ids.insert(0, app.made(key, &wish).await["id"].clone());
    }
    ids
}

#[actix_web::test]
async fn pages_follow_one_another_without_gap_or_repeat() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    assert_eq!(page(&app, key, "").await, (vec![], None));
    let old = make(&app, key, "T-1", 3).await;
    let new = make(&app, key, "Tête & 2+2", 4).await;
    let mut all = [new.clone(), old].concat();
    let order = |id: &Value| id.as_str().unwrap().to_owned();

    for limit in [1, 2, 3, 7, 100] {
        let (mut found, mut next) = page(&app, key, &format!("?limit={limit}")).await;
        while let Some(cursor) = next {
            let query = format!("?cursor={cursor}&limit={limit}");
            let (ids, behind) = page(&app, key, &query).await;
            assert!(ids.len() <= limit, "{limit}");
            found.extend(ids);
            next = behind;
        }
        // What was made in the same millisecond has an order of its own.
        found.sort_by_key(order);
        all.sort_by_key(order);
        assert_eq!(found, all, "{limit}");
    }
    let searched = "?reference=T%C3%AAte+%26+2%2B2&limit=3";
    let (found, next) = page(&app, key, searched).await;
    assert_eq!(found.len(), 3);
    let (rest, next) = page(&app, key, &format!("{searched}&cursor={}", next.unwrap())).await;
    assert_eq!((rest.len(), next), (1, None));
    assert!(found.iter().chain(&rest).all(|id| new.contains(id)));
    assert_eq!(page(&app, key, "?reference=T").await, (vec![], None));
}

#[actix_web::test]
async fn a_listed_request_is_the_one_that_is_seen_alone() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    let made = app.made(key, &wish()).await;
    let listed = app.read(key, "/api/v1/requests").await;
    let path = format!("/api/v1/requests/{}", made["id"].as_str().unwrap());
    assert_eq!(listed["requests"], json!([app.read(key, &path).await]));
    assert_eq!(listed["requests"][0]["reference"], "T-4711");
}

#[actix_web::test]
async fn events_go_on_where_a_reader_stopped() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    let empty = app.read(key, "/api/v1/events").await;
    assert_eq!(empty["events"], json!([]));
    let ids = make(&app, key, "T-1", 3).await;
    app.call(
        Method::DELETE,
        &format!("/api/v1/requests/{}", ids[0].as_str().unwrap()),
        Some(key),
        None,
    )
    .await;

    let whole = app.read(key, "/api/v1/events").await;
    let events = whole["events"].as_array().unwrap();
    let types: Vec<_> = events.iter().map(|event| &event["type"]).collect();
    assert_eq!(
        types,
        [
            "request.created",
            "request.created",
            "request.created",
            "request.revoked"
        ]
    );
    assert_eq!(events[3]["subject"], json!({ "request": ids[0] }));
    assert_eq!(events[3]["reference"], "T-1");
    let mut next = empty["next"].as_str().unwrap().to_owned();
    for event in events {
        let one = app
            .read(key, &format!("/api/v1/events?limit=1&after={next}"))
            .await;
        assert_eq!(one["events"], json!([event]));
        next = one["next"].as_str().unwrap().to_owned();
    }
    assert_eq!(whole["next"], next);
    let none = app.read(key, &format!("/api/v1/events?after={next}")).await;
    assert_eq!(none, json!({ "events": [], "next": next }));
    assert_eq!(app.read(key, "/api/v1/events").await, whole);
}

/// A path, and what the refusal mentions.
const REFUSED: &[(&str, &str)] = &[
    (
        "requests?limit=0",
        "limit must be a whole number from 1 to 100",
    ),
    ("requests?limit=101", "from 1 to 100"),
    ("requests?limit=-1", "from 1 to 100"),
    ("requests?limit=", "from 1 to 100"),
    ("requests?limit=S3CRET", "from 1 to 100"),
    ("requests?limit=1&limit=2", "limit stands twice"),
    (
        "requests?reference=",
        "reference must have 1 to 128 characters",
    ),
    ("requests?state=S3CRET", "known: reference, cursor, limit"),
    ("requests?S3CRET", "known: reference, cursor, limit"),
    ("requests?cursor=", "cursor is not one that this list gave"),
    (
        "requests?cursor=S3CRET",
        "cursor is not one that this list gave",
    ),
    ("events?limit=0", "from 1 to 1000"),
    ("events?limit=1001", "from 1 to 1000"),
    ("events?after=", "after is not one that this log gave"),
    ("events?after=0-0", "after is not one that this log gave"),
    (
        "events?after=00-1800000000000-0",
        "after is not one that this log gave",
    ),
    ("events?cursor=S3CRET", "known: after, limit"),
];

async fn assert_refused(app: &TestApp, key: &str, path: &str, mention: &str) {
    let path = format!("/api/v1/{path}");
    let refused = app.call(Method::GET, &path, Some(key), None).await;
    let body = problem_body(refused).await;
    assert_eq!(
        (&body["status"], &body["code"]),
        (&json!(422), &json!("invalid")),
        "{path}"
    );
    let detail = body["detail"].as_str().unwrap();
    assert!(detail.contains(mention), "{path}: {detail}");
    assert!(!detail.contains("S3CRET"), "{detail}");
}

#[actix_web::test]
async fn what_is_no_search_is_refused_by_name() {
    let clients = desk();
    let app = clients.serve(&[]);
    let key = clients.keys[0].expose();
    for (path, mention) in REFUSED {
        assert_refused(&app, key, path, mention).await;
    }
    let long = format!("requests?reference={}", "x".repeat(129));
    assert_refused(&app, key, &long, "1 to 128 characters").await;
}

#[actix_web::test]
async fn a_cursor_leads_into_its_own_search_only() {
    let clients =
        TestClients::with_team(&[("desk", &EVERYTHING), ("other", &EVERYTHING)], &team(1));
    let app = clients.serve(&[]);
    let [desk, other] = [0, 1].map(|at| clients.keys[at].expose());
    make(&app, desk, "T-1", 2).await;
    make(&app, other, "T-1", 2).await;
    let cursor = page(&app, desk, "?limit=1").await.1.unwrap();
    let of_reference = page(&app, desk, "?limit=1&reference=T-1").await.1.unwrap();
    let next = app.read(desk, "/api/v1/events").await["next"]
        .as_str()
        .unwrap()
        .to_owned();
    for (key, path) in [
        (other, format!("requests?cursor={cursor}")),
        (desk, format!("requests?cursor={cursor}&reference=T-1")),
        (desk, format!("requests?cursor={of_reference}")),
        (
            desk,
            format!("requests?cursor={of_reference}&reference=T-2"),
        ),
        (desk, format!("requests?cursor={next}")),
        (other, format!("events?after={next}")),
        (desk, format!("events?after={cursor}")),
    ] {
        assert_refused(&app, key, &path, "gave").await;
    }
}

#[actix_web::test]
async fn other_methods_are_told_which_there_are() {
    let app = TestApp::start();
    for (path, allow) in [
        ("/api/v1/requests", "GET, HEAD, POST"),
        ("/api/v1/events", "GET, HEAD"),
        ("/api/v1/client", "GET, HEAD"),
    ] {
        let refused = app.call(Method::DELETE, path, None, None).await;
        assert_eq!(refused.headers()["allow"], allow, "{path}");
        assert_eq!(problem_body(refused).await["status"], 405, "{path}");
    }
}

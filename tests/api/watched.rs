//! What `deploy/METRICS.md` says is what `/metrics` says, and what the alerts and the dashboard ask for is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use handover::clients::edit::NewClient;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    app::{EVERYTHING, TestApp, TestBundle, TestClients, TestRequest},
    process::eventually,
    redis_server::free_port,
};

const PAGE: &str = include_str!("../../deploy/METRICS.md");
const ALERTS: &str = include_str!("../../deploy/prometheus/alerts.yml");
const ALERTS_TEST: &str = include_str!("../../deploy/prometheus/alerts_test.yml");
const DASHBOARD: &str = include_str!("../../deploy/grafana/handover.json");

/// The type and the labels of each metric.
type Metrics = BTreeMap<String, (String, BTreeSet<String>)>;

/// The cells of each row of a table of the page.
fn table(name: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) = PAGE.split_once(&format!("<!-- {name} -->\n")).unwrap();
    let (table, _) = rest.split_once("<!-- end -->").unwrap();
    let rows = table.lines().skip(2);
    rows.map(|row| row.split('|').skip(1).map(str::trim).collect())
        .collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn documented() -> Metrics {
    let row = |row: Vec<&str>| {
        let name = quoted(row[0]).next().unwrap().to_owned();
        let labels = quoted(row[2]).map(str::to_owned).collect();
        (name, (row[1].to_owned(), labels))
    };
    table("metrics").into_iter().map(row).collect()
}

/// The labels of a line of `/metrics`, and their values.
fn labels(line: &str) -> Vec<(&str, &str)> {
    let Some((_, rest)) = line.split_once('{') else {
        return Vec::new();
    };
    let (labels, _) = rest.rsplit_once('}').unwrap();
    let parted = labels
        .split("\",")
        .map(|label| label.split_once("=\"").unwrap());
    parted
        .map(|(name, value)| (name, value.trim_end_matches('"')))
        .collect()
}

fn told(metrics: &str) -> Metrics {
    let mut told = Metrics::new();
    let mut name = String::new();
    for line in metrics.lines() {
        if let Some(line) = line.strip_prefix("# TYPE ") {
            let (family, kind) = line.split_once(' ').unwrap();
            let suffix = match kind {
                "counter" => "_total",
                "info" => "_info",
                _ => "",
            };
            name = format!("{family}{suffix}");
            told.insert(name.clone(), (kind.to_owned(), BTreeSet::new()));
        } else if !line.starts_with('#') {
            let names = labels(line).into_iter().map(|(name, _)| name.to_owned());
            told.get_mut(&name).unwrap().1.extend(names);
        }
    }
    told
}

/// A server on which everything has happened once that is counted.
async fn busy() -> (TestClients, TestApp) {
    let nobody = free_port();
    let clients = TestClients::of(&[NewClient {
        webhook: Some((
            format!("http://127.0.0.1:{nobody}/").parse().unwrap(),
            handover::clients::members::WebhookSecret::random(),
        )),
        ..TestClients::client("desk", &EVERYTHING)
    }]);
    let app = clients.serve(&[]);
    let (bundle, request) = (TestBundle::new(), TestRequest::new());
    app.put(&bundle).await;
    app.open(&bundle, None).await;
    assert_eq!(
        app.ask(&request, Some(&clients.keys[0])).await.status(),
        201
    );
    app.answer(&request, &TestBundle::new().answer(1)).await;
    (clients, app)
}

async fn metrics(app: &TestApp) -> String {
    app.get_admin("/metrics").await.text().await.unwrap()
}

#[actix_web::test]
async fn every_metric_is_documented_and_every_documented_metric_is_there() {
    let (_clients, app) = busy().await;
    let called = async || {
        metrics(&app)
            .await
            .contains("handover_webhook_deliveries_total{")
    };
    eventually("the webhook was called, in vain", called).await;
    let all = metrics(&app).await;
    assert_eq!(told(&all), documented());
    assert!(all.contains(concat!("{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1\n")));
}

#[actix_web::test]
async fn every_outcome_that_comes_is_documented() {
    let (_clients, app) = busy().await;
    let all = metrics(&app).await;
    let mut seen = 0;
    for line in all.lines().filter(|line| line.contains("outcome=")) {
        let name = line.split('{').next().unwrap();
        let rows = table("labels");
        let row = rows.iter().find(|row| quoted(row[1]).any(|of| of == name));
        let row = row.unwrap_or_else(|| panic!("no row for {name}"));
        let labels = labels(line);
        let (_, value) = labels.iter().find(|(name, _)| *name == "outcome").unwrap();
        assert!(quoted(row[2]).any(|known| known == *value), "{line}");
        seen += 1;
    }
    assert!(seen >= 4, "{all}");
}

/// The metrics that a query names, as they are documented.
fn asked(query: &str, documented: &Metrics) -> BTreeSet<String> {
    let words = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let names = words.filter(|word| word.starts_with("handover_"));
    let parts = ["_bucket", "_sum", "_count"];
    let base = |name: &str| {
        let base = parts.iter().find_map(|part| name.strip_suffix(part));
        base.filter(|base| documented.contains_key(*base))
            .unwrap_or(name)
            .to_owned()
    };
    names.map(base).collect()
}

/// Every query in the dashboard.
fn queries(dashboard: &Value) -> Vec<&str> {
    match dashboard {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("expr" | "definition", Value::String(query)) => vec![query.as_str()],
                _ => queries(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(queries).collect(),
        _ => Vec::new(),
    }
}

fn assert_known(query: &str, documented: &Metrics) {
    for name in asked(query, documented) {
        assert!(documented.contains_key(&name), "{name} in {query}");
    }
    let rows = table("labels");
    let words: BTreeSet<&str> = rows.iter().flat_map(|row| quoted(row[2])).collect();
    for value in query.split("outcome").skip(1) {
        let Some((operator, rest)) = value.split_once('"') else {
            continue;
        };
        if matches!(operator, "=" | "!=") {
            let (value, _) = rest.split_once('"').unwrap();
            assert!(words.contains(value), "outcome {value} in {query}");
        }
    }
}

#[test]
fn the_alerts_ask_for_metrics_that_are_there() {
    assert_known(ALERTS, &documented());
    let names: Vec<&str> = ALERTS
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- alert: "))
        .collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let fires = format!("alertname=\"{name}\"");
        assert!(ALERTS_TEST.contains(&fires), "no test of {name}");
    }
}

#[test]
fn the_dashboard_shows_every_metric_and_no_other() {
    let (dashboard, documented) = (serde_json::from_str(DASHBOARD).unwrap(), documented());
    let mut shown = BTreeSet::new();
    for query in queries(&dashboard) {
        assert_known(query, &documented);
        shown.extend(asked(query, &documented));
    }
    let all: BTreeSet<String> = documented.into_keys().collect();
    assert_eq!(shown, all);
    let ids: Vec<u64> = dashboard["panels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|panel| panel["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

fn promtool(directory: &Path, arguments: &[&str]) {
    let output = Command::new("promtool")
        .current_dir(directory)
        .args(arguments)
        .output()
        .unwrap_or_else(|_| {
            panic!(
                "install promtool (Debian: apt-get install prometheus), or run make test, which does"
            )
        });
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
}

fn prometheus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/prometheus")
}

#[test]
fn prometheus_takes_the_alerts_and_they_come_when_they_should() {
    promtool(&prometheus(), &["check", "rules", "alerts.yml"]);
    promtool(&prometheus(), &["test", "rules", "alerts_test.yml"]);
}

#[test]
fn prometheus_takes_the_settings_of_the_page() {
    let (_, rest) = PAGE.split_once("```yaml\n").unwrap();
    let (settings, _) = rest.split_once("```").unwrap();
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("prometheus.yml"), settings).unwrap();
    fs::write(directory.path().join("alerts.yml"), ALERTS).unwrap();
    promtool(directory.path(), &["check", "config", "prometheus.yml"]);
}

#[test]
fn prometheus_understands_every_query_of_the_dashboard() {
    let dashboard: Value = serde_json::from_str(DASHBOARD).unwrap();
    let mut rules = "groups:\n  - name: dashboard\n    rules:\n".to_owned();
    let queries = queries(&dashboard).into_iter();
    for (n, query) in queries
        .filter(|query| !query.starts_with("label_values("))
        .enumerate()
    {
        let query = query
            .replace("$__rate_interval", "5m")
            .replace("$instance", ".*");
        // A text of JSON is one of YAML.
        let query = Value::from(query).to_string();
        rules += &format!("      - {{record: 'query:{n}', expr: {query}}}\n");
    }
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("rules.yml"), rules).unwrap();
    promtool(directory.path(), &["check", "rules", "rules.yml"]);
}

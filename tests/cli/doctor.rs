//! `handover doctor`: each misconfiguration is found on a server that has it, and nothing else is.

mod groups;
mod machine;
pub mod peers;
mod public;
mod store;

use serde_json::Value;

use crate::helpers::{Outcome, User};

/// What doctor says with these flags and nothing else.
fn doctor(flags: &[&str]) -> Outcome {
    User::of("").run(&[&["doctor"][..], flags].concat())
}

/// `error[check]` or `warning[check]` of each finding.
fn found(flags: &[&str]) -> Vec<String> {
    let json = doctor(&[flags, &["-o", "json"]].concat()).json();
    let words = |finding: &Value| {
        let word = |name: &str| finding[name].as_str().unwrap().to_owned();
        for name in ["what", "why", "fix"] {
            assert!(
                !word(name).is_empty() && !word(name).contains('\n'),
                "{finding}"
            );
        }
        format!("{}[{}]", word("severity"), word("check"))
    };
    json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(words)
        .collect()
}

#[test]
fn warnings_alone_are_no_failure() {
    let told = doctor(&["--rate-open", "off"]).exits(0);
    let lines: Vec<_> = told.stdout().lines().map(str::to_owned).collect();
    let [finding, unchecked, looked_at, sum] = &lines[..] else {
        panic!("{lines:#?}");
    };
    assert!(
        finding.starts_with("warning[rate]: HANDOVER_RATE_OPEN is off: "),
        "{finding}"
    );
    assert!(
        unchecked.starts_with("not checked[public]: "),
        "{unchecked}"
    );
    assert_eq!(
        looked_at,
        "looked at: the settings, no Redis: the memory store"
    );
    assert_eq!(sum, "0 errors, 1 warning");
    assert_eq!(told.stderr(), "");
    let none = doctor(&[]).exits(0);
    assert!(
        none.stdout().ends_with("\nnothing to mend\n"),
        "{}",
        none.stdout()
    );
}

#[test]
fn an_error_is_said_in_one_line_and_by_the_exit_code() {
    let flags = [
        "--public-url",
        "http://handover.example",
        "--url",
        "http://127.0.0.1:9",
    ];
    let told = doctor(&flags).exits(1).says("2 errors");
    let stdout = told.stdout();
    let errors = stdout.lines().filter(|line| line.starts_with("error["));
    assert_eq!(errors.count(), 2, "{stdout}");
    let json = doctor(&[&flags[..], &["-o", "json"]].concat())
        .exits(1)
        .json();
    assert_eq!((&json["errors"], &json["warnings"]), (&2.into(), &0.into()));
}

#[test]
fn wrong_usage_is_told_apart() {
    doctor(&["--url", "nonsense"]).exits(2).says("--url");
    doctor(&["--rate-open", "often"])
        .exits(2)
        .says("--rate-open");
}

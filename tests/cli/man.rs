//! The manual pages.

use std::{collections::BTreeSet, fs};

use clap::{Command, CommandFactory};
use handover::cli::Cli;

use crate::helpers::User;

fn user_with_pages() -> User {
    let user = User::of("http://127.0.0.1:1");
    user.run(&["man", "share/man1"]).exits(0);
    user
}

fn page(user: &User, name: &str) -> String {
    fs::read_to_string(user.path("share/man1").join(name)).unwrap()
}

/// The command and those in it, by the name of the page that each should have.
fn pages_of(command: &Command) -> Vec<(String, Command)> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    let inner = command.get_subcommands().flat_map(pages_of);
    std::iter::once((format!("{name}.1"), command.clone()))
        .chain(inner)
        .collect()
}

#[test]
fn each_command_has_a_page_with_each_of_its_flags() {
    let user = user_with_pages();
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let expected = pages_of(&root);
    let written = fs::read_dir(user.path("share/man1")).unwrap();
    let written: BTreeSet<_> = written
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        written,
        expected.iter().map(|(name, _)| name.clone()).collect()
    );
    assert!(written.contains("handover-clients-key-add.1"));
    for (name, command) in expected {
        let text = page(&user, &name).replace("\\-", "-");
        for flag in command.get_arguments().filter_map(|flag| flag.get_long()) {
            assert!(
                text.contains(&format!("--{flag}")),
                "{flag} is not in {name}"
            );
        }
        for variable in command.get_arguments().filter_map(|flag| flag.get_env()) {
            let variable = variable.to_str().unwrap();
            assert!(text.contains(variable), "{variable} is not in {name}");
        }
    }
}

#[test]
fn a_page_says_its_version_and_leaves_examples_as_they_are() {
    let user = user_with_pages();
    let text = page(&user, "handover-man.1").replace("\\-", "-");
    let version = concat!("handover ", env!("CARGO_PKG_VERSION"));
    assert!(
        text.contains(&format!(".TH handover-man 1  \"{version}\" Handover")),
        "{text}"
    );
    let (_, notes) = text.split_once(".SH NOTES\n").unwrap();
    assert!(
        notes.starts_with("Example:\n.nf\n  handover man "),
        "{notes}"
    );
}

#[test]
fn where_no_folder_can_be_nothing_is_written() {
    let user = User::of("http://127.0.0.1:1");
    fs::write(user.path("file"), "").unwrap();
    user.run(&["man", "file/man1"])
        .exits(3)
        .says("file/man1 could not be written");
}

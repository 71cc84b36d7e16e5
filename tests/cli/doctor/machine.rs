//! Settings and files.

use std::{fs, os::unix::fs::PermissionsExt};

use super::{doctor, found};
use crate::helpers::User;

#[test]
fn each_setting_that_is_amiss() {
    let fine: &[&str] = &["--trusted-proxies", "127.0.0.1"];
    for (flags, expected) in [
        (&["--bind", "0.0.0.0:80"][..], "error[settings]"),
        (
            &["--bind", "0.0.0.0:80", "--store", "memory"],
            "warning[store]",
        ),
        (&["--memory-limit", "3MiB"], "error[settings]"),
        (&["--admin-bind", "0.0.0.0:9090"], "warning[admin]"),
        (&["--admin-bind", "[::]:9090"], "warning[admin]"),
        (&["--admin-bind", "203.0.113.7:9090"], "error[admin]"),
        (&["--trusted-proxies", "0.0.0.0/0"], "error[proxy]"),
        (&["--trusted-proxies", "::/0"], "error[proxy]"),
        (&["--rate-create", "off"], "warning[rate]"),
        (&["--rate-open", "off"], "warning[rate]"),
        (&["--rate-client", "off"], "warning[rate]"),
        (&["--redis-url", "http://127.0.0.1"], "error[redis-url]"),
        (&["--redis-url-file", "no-such-file"], "error[redis-url]"),
        (&["--clients", "no-such-file"], "error[clients]"),
        (
            &["--redis-url", "redis+sentinel://127.0.0.1"],
            "error[redis-url]",
        ),
    ] {
        let flags = [
            if flags[0] == "--trusted-proxies" {
                &[]
            } else {
                fine
            },
            flags,
        ]
        .concat();
        assert_eq!(found(&flags), [expected], "{flags:?}");
    }
    for flags in [
        &["--admin-bind", "127.0.0.1:9090"][..],
        &["--admin-bind", "10.0.0.7:9090"],
        &["--admin-bind", "[fd00::7]:9090"],
    ] {
        assert_eq!(found(flags), [""; 0], "{flags:?}");
    }
}

#[test]
fn the_public_address() {
    let nowhere = ["--url", "http://127.0.0.1:9"];
    let proxy = ["--trusted-proxies", "127.0.0.1"];
    for (url, expected) in [
        (
            "http://handover.example",
            &["error[https]", "error[public]"][..],
        ),
        ("http://localhost:9", &["error[public]"]),
        ("http://[::1]:9", &["error[public]"]),
        ("https://handover.example", &["error[public]"]),
    ] {
        let flags = [&["--public-url", url], &nowhere[..], &proxy].concat();
        assert_eq!(found(&flags), expected, "{url}");
    }
    let flags = [&["--public-url", "https://handover.example"], &nowhere[..]].concat();
    assert_eq!(found(&flags), ["error[proxy]", "error[public]"]);
}

#[test]
fn files_that_others_may_read() {
    let user = User::of("");
    let path = user.path("file");
    let name = path.to_str().unwrap();
    for (flag, text, check) in [
        ("--clients", "", "clients"),
        ("--redis-url-file", "redis://127.0.0.1:9", "redis-url"),
    ] {
        fs::write(&path, text).unwrap();
        for (mode, expected) in [
            (0o600, None),
            (0o640, Some("warning")),
            (0o644, Some("warning")),
        ] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let mut told = found(&[flag, name]);
            told.retain(|finding| finding != "error[reach]");
            let expected: Vec<_> = expected
                .map(|word| format!("{word}[{check}]"))
                .into_iter()
                .collect();
            assert_eq!(told, expected, "{flag} {mode:o}");
        }
    }
    fs::write(&path, "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    let told = doctor(&["--clients", name]).exits(1).stdout();
    assert!(
        told.contains("error[clients]") && told.contains("chmod 600"),
        "{told}"
    );
}

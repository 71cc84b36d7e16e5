//! Nothing that is in memory gets to the disk in a crash, nor to other programs of the same user.

use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::helpers::HANDOVER;

/// Somebody who is not root, whose processes the kernel keeps from them only when asked to.
const NOBODY: u32 = 65_534;

/// The program, where everybody may run it. Another process copies it: a file that is open for writing
/// here could be so in a process that another test starts just then, and would not run (ETXTBSY).
fn program(directory: &TempDir) -> std::path::PathBuf {
    let path = directory.path().join("handover");
    let mut install = Command::new("install");
    install.arg("--mode=755").arg(HANDOVER).arg(&path);
    assert!(install.status().unwrap().success());
    fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
    path
}

/// A process of an ordinary user.
fn start(program: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(program);
    command.env_clear().args(arguments).current_dir("/");
    if rustix::process::getuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    let piped = command.stdin(Stdio::piped()).stderr(Stdio::piped());
    piped.stdout(Stdio::null()).spawn().unwrap()
}

/// What a process that may be dumped has in /proc is its user's; else it is root's.
fn assert_undumpable(child: &mut Child) {
    let directory = format!("/proc/{}", child.id());
    let owner = || fs::metadata(format!("{directory}/environ")).unwrap().uid();
    let started = Instant::now();
    while owner() != 0 {
        assert!(
            started.elapsed() < Duration::from_secs(120),
            "it may be dumped"
        );
        assert_eq!(child.try_wait().unwrap(), None, "it ended");
        std::thread::yield_now();
    }
    let limits = fs::read_to_string(format!("{directory}/limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<_> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{limits}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn no_process_can_be_dumped() {
    let directory = TempDir::new().unwrap();
    let program = program(&directory);
    let mut server = start(&program, &["serve", "--bind", "127.0.0.1:0"]);
    let log = BufReader::new(server.stderr.take().unwrap());
    assert!(log.lines().any(|line| line.unwrap().contains("serving on")));
    assert_undumpable(&mut server);
    // Waits for a secret on standard input.
    let share = [
        "share",
        "--server",
        "http://127.0.0.1:9",
        "--item",
        "other",
        "--field",
        "secret=-",
    ];
    assert_undumpable(&mut start(&program, &share));
    assert_undumpable(&mut start(&program, &["open"]));
}

/// The directory of the files that a process has open is root's then, and it reads its own all the same.
#[test]
fn what_a_shell_substitutes_can_still_be_read() {
    let directory = TempDir::new().unwrap();
    let line = format!(
        "{} share --item other --field secret=x --passphrase-file <(echo word) --server http://127.0.0.1:9",
        program(&directory).display()
    );
    let said = start(Path::new("bash"), &["-c", &line])
        .wait_with_output()
        .unwrap();
    // It got as far as the network.
    assert_eq!(
        said.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

//! A store that is away: every command goes on when it is back, or says how to go on.

use std::{
    fs,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use crate::{
    helpers::{Outcome, Server, User, asking},
    retry::BadLine,
};

/// How long nobody notices it.
const UNNOTICED: Duration = Duration::from_secs(10);

const NOT_DURABLE: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\
    Retry-After: 1\r\n\r\n{\"type\":\"\",\"status\":503,\"code\":\"not_durable\",\"title\":\"\",\
    \"detail\":\"Not enough replicas.\"}";

/// Asks for a longer wait than any command has.
const AWAY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\
    Retry-After: 60\r\n\r\n{\"type\":\"\",\"status\":503,\"code\":\"store_down\",\"title\":\"\",\
    \"detail\":\"The store is away.\"}";

/// A command that comes to a call which the store is needed for.
struct Case {
    name: &'static str,
    /// What the call's request line contains.
    call: &'static str,
    /// The server is the real one; the user and the address are before the bad line.
    run: fn(&Server, &User, &str) -> Outcome,
    /// The exit code where the store stays away, and what is said then.
    told: (i32, &'static str),
}

const RESUMES: &str = "nothing is lost: run the same command again at once, and it resumes";
const UNMADE: &str = "nothing was lost, and no link was made: run it again";
const REPEAT: &str = "run it again in a moment";

const CASES: [Case; 10] = [
    Case {
        name: "share",
        call: "PUT ",
        run: |_, user, _| {
            let item = ["share", "--item", "other", "--field", "secret=-"];
            user.pipe(&item, "s3same")
        },
        told: (3, UNMADE),
    },
    Case {
        name: "open",
        call: "/open ",
        run: |server, user, url| with(user, &["open", "--yes"], &shared(server)[0], server, url),
        told: (3, RESUMES),
    },
    Case {
        name: "open, to say that it is done",
        call: "/confirm ",
        run: |server, user, url| with(user, &["open", "--yes"], &shared(server)[0], server, url),
        told: (0, "you have everything; the server could not be told"),
    },
    Case {
        name: "request",
        call: "PUT ",
        run: |_, user, _| user.run(&["request", "--ask", "other"]),
        told: (3, UNMADE),
    },
    Case {
        name: "answer",
        call: "/answer ",
        run: |server, user, url| user.answer(&asked(server)[0].replace(&server.url, url), "s3same"),
        told: (3, "nothing was lost: run it again"),
    },
    Case {
        name: "collect",
        call: "/open ",
        run: |server, user, url| {
            let [request, collect] = asked(server);
            User::of(&server.url).answer(&request, "s3same").exits(0);
            with(user, &["collect", "--yes"], &collect, server, url)
        },
        told: (3, RESUMES),
    },
    Case {
        name: "revoke",
        call: "DELETE ",
        run: |server, user, url| with(user, &["revoke"], &shared(server)[1], server, url),
        told: (3, REPEAT),
    },
    Case {
        name: "revoke of a request",
        call: "DELETE ",
        run: |server, user, url| with(user, &["revoke"], &asked(server)[1], server, url),
        told: (3, REPEAT),
    },
    Case {
        name: "finish",
        call: "/finish ",
        run: |server, user, url| {
            let [share, _] = shared(server);
            User::of(&server.url)
                .run(&["open", "--yes", &share])
                .exits(0);
            with(user, &["finish"], &share, server, url)
        },
        told: (3, REPEAT),
    },
    Case {
        name: "receipt",
        call: "GET ",
        run: |server, user, url| with(user, &["receipt"], &shared(server)[1], server, url),
        told: (3, REPEAT),
    },
];

fn shared(server: &Server) -> [String; 2] {
    User::of(&server.url).share("s3same")
}

fn asked(server: &Server) -> [String; 2] {
    User::of(&server.url).ask(&["--ask", "other"])
}

/// The command with a link of the server, by way of another address.
fn with(user: &User, command: &[&str], link: &str, server: &Server, url: &str) -> Outcome {
    user.run(&[command, &[&link.replace(&server.url, url)]].concat())
}

/// Each command beside the others, as most of the time goes by with waiting.
fn for_each_case(check: impl Fn(&Case) + Sync) {
    thread::scope(|all| {
        for case in &CASES {
            let check = &check;
            thread::Builder::new()
                .name(case.name.to_owned())
                .spawn_scoped(all, move || check(case))
                .unwrap();
        }
    });
}

#[test]
fn a_store_that_is_away_for_ten_seconds_is_not_noticed() {
    let server = asking();
    for_each_case(|case| {
        let mut began = None;
        let line = BadLine::while_bad(&server, case.call, NOT_DURABLE, move || {
            began.get_or_insert_with(Instant::now).elapsed() < UNNOTICED
        });
        let outcome = (case.run)(&server, &User::of(&line.url), &line.url).exits(0);
        let told = outcome.stderr();
        assert!(!told.contains("error"), "{}: {told}", case.name);
        assert!(line.assert_all_alike() > 1, "{} was repeated", case.name);
    });
}

#[test]
fn one_that_stays_away_is_told_with_the_next_step() {
    let server = asking();
    for_each_case(|case| {
        let line = BadLine::while_bad(&server, case.call, AWAY, || true);
        let (code, next) = case.told;
        (case.run)(&server, &User::of(&line.url), &line.url)
            .exits(code)
            .says(next);
        assert_eq!(line.assert_all_alike(), 1, "{}", case.name);
    });
}

#[test]
fn ctrl_c_while_it_is_away_leaves_what_resumes() {
    let server = Server::start();
    let line = BadLine::while_bad(&server, "/open ", NOT_DURABLE, || true);
    let user = User::of(&line.url);
    let [share, receipt] = shared(&server);
    let waiting = user.command(&["open", "--yes", &share.replace(&server.url, &line.url)]);
    let mut waiting = { waiting }.spawn().unwrap();
    while line.assert_all_alike() < 2 {
        assert_eq!(waiting.try_wait().unwrap(), None, "it goes on trying");
        thread::yield_now();
    }
    let interrupt = ["-INT".to_owned(), waiting.id().to_string()];
    assert!(
        Command::new("kill")
            .args(interrupt)
            .status()
            .unwrap()
            .success()
    );
    assert!(!waiting.wait().unwrap().success());
    assert_eq!(fs::read_dir(user.path("run/handover")).unwrap().count(), 1);

    let opened = user
        .run(&["open", "--yes", &share])
        .exits(0)
        .says("a claim was kept here: trying to resume");
    assert_eq!(opened.stdout(), "other\n  secret         s3same\n");
    let seen = user.run(&["receipt", "-o", "json", &receipt]).json();
    assert_eq!(seen["state"], "opened");
    assert_eq!(seen["late_attempts"], 0);
}

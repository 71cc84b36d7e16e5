"""deploy/README.md says what is so: settings, commands, links, and what is kept where for how long."""

import re
import subprocess

import pytest

from server import BINARY, ROOT

PAGE = ROOT / "deploy/README.md"
TEXT = PAGE.read_text()


def helped(*command: str) -> str:
    done = subprocess.run([BINARY, *command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"handover {' '.join(command)}: {done.stderr}"
    return done.stdout


def section(heading: str) -> str:
    """From a heading of the second level to the next."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found.group(1)


def anchor(heading: str) -> str:
    """As a page of the repository names it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def number(source: str, pattern: str) -> str:
    """A number of the program, as the manual writes it."""
    found = re.search(pattern, (ROOT / source).read_text())
    assert found, f"{source}: {pattern}"
    return f"{int(found.group(1).replace('_', '')):,}".replace(",", " ")


def test_every_setting_is_one() -> None:
    named = set(re.findall(r"\bHANDOVER_[A-Z_]+\b", TEXT))
    known = set(re.findall(r"\bHANDOVER_[A-Z_]+\b", helped("serve") + helped("doctor") + helped("share")))
    assert len(named) > 15
    assert named <= known, named - known


def test_every_command_is_one() -> None:
    """Wherever it is quoted: in a line, in a fence, in a cell; a unit is none, nor a user."""
    quoted = "\n".join(re.findall(r"```sh.*?\n(.*?)```", TEXT, re.DOTALL) + re.findall(r"`([^`\n]+)`", TEXT))
    quoted = re.sub(r"(systemctl|for user in) [^;&\n]*", "", quoted)
    named = set(re.findall(r"(?<![\w/.-])handover ((?:(?:clients|team-key) )?(?:(?:key|webhook) )?[a-z][a-z-]*)", quoted))
    assert {"doctor", "purge", "clients key revoke", "clients webhook rotate", "share", "open"} <= named
    for command in named:
        helped(*command.split())


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)\s]+)\)", TEXT))))
def test_every_link_leads_somewhere(link: str) -> None:
    if link.startswith("https:"):
        return
    path, _, fragment = link.partition("#")
    page = PAGE.parent / path if path else PAGE
    assert page.exists(), f"{link}: there is no such file"
    if fragment:
        headings = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
        assert fragment in map(anchor, headings), f"{link}: there is no such heading"


def test_the_installation_is_a_script() -> None:
    """`deploy/try-install` runs it on a machine of its own; here it is only read."""
    lines = "".join(re.findall(r"^ *```sh install\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE))
    assert "systemctl enable --now handover" in lines
    read = subprocess.run(["bash", "-n"], input=lines, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_nothing_is_kept_that_is_not_listed() -> None:
    """Each family of keys that the store writes has its row."""
    head = (ROOT / "src/store/redis/keys.rs").read_text().split("use base64")[0]
    families = set(re.findall(r":([a-z]+)(?=:<|[ \n`])", head.split("```text")[1].split("```")[0]))
    assert len(families) > 10, families
    rows = [line.split("|")[2] for line in section("What is kept where, and for how long").splitlines() if line.startswith("| ")]
    listed = {name for cell in rows for name in re.findall(r"`([a-z]+)`", cell)}
    assert families <= listed, families - listed


def test_it_is_kept_as_long_as_listed() -> None:
    kept = section("What is kept where, and for how long")
    days = number("src/store/log.rs", r"KEPT: Duration = Duration::from_secs\((\d+) \* 24 \* 3600\)")
    hours = number("src/store/log.rs", r"REPEATABLE: Duration = Duration::from_secs\((\d+) \* 3600\)")
    events = number("src/store/log.rs", r"MOST_EVENTS: usize = ([\d_]+)")
    dead = number("src/store/log.rs", r"MOST_DEAD: usize = ([\d_]+)")
    losses = number("src/telemetry/store.rs", r"MOST_KNOWN: usize = ([\d_]+)")
    receipts, requests = number("web/src/memory.ts", r"MOST = (\d+)"), number("web/src/requests.ts", r"MOST = (\d+)")
    for row, words in [
        ("log of a client", f"{days} days, and the newest {events}"),
        ("dead letters", f"{days} days, and the newest {dead}"),
        ("repeatable calls", f"{hours} h"),
        ("losses", f"at most {losses}"),
        ("the merchant's browser", f"up to {receipts} receipt links"),
        ("the agent's browser", f"up to {requests} requests"),
    ]:
        (line,) = [line for line in kept.splitlines() if line.startswith(f"| {row} |")]
        assert words in line
    assert "redis.call('PEXPIRE', HOOK, 2 * KEPT)" in (ROOT / "src/store/redis/scripts/lend.lua").read_text()
    assert f"{2 * int(days)} days after its last use" in kept


def test_defaults_are_the_defaults() -> None:
    manual = helped("serve")
    for setting, default, words in [
        ("MAX_LIFETIME", "14d", "14 d, 7 d and 60 s are the defaults"),
        ("RECEIPT_RETENTION", "7d", "7 d after the expiry"),
        ("LEASE", "60s", "at the latest 60 s after the first opening"),
        ("TRIES", "5", "destroyed by 5 wrong passphrases"),
        ("RATE_CREATE", "20/min", "the twenty-first bundle of a minute gets 429"),
    ]:
        assert re.search(rf"HANDOVER_{setting}=\]\s+\[default: {re.escape(default)}\]", manual), setting
        assert words in TEXT

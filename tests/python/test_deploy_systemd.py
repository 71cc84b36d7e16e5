"""deploy/systemd and deploy/redis as on a machine of the operator's: installed, started and looked at by a real systemd."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from machine import Machine, machine
from server import BINARY, ROOT, eventually

UNITS = [ROOT / "deploy/systemd/handover.service", ROOT / "deploy/systemd/handover.socket"]
UNITS += [ROOT / "deploy/redis/redis-rewrite.service", ROOT / "deploy/redis/redis-rewrite.timer"]
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
URL = "http://127.0.0.1:8080"
MOST_EXPOSED = 20
"""In tenths, as `systemd-analyze security` takes it: 2.0 of 10."""


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """What the operator has installed, with Debian's own unit for Redis; nothing is started yet."""
    folder = tmp_path_factory.mktemp("machine")
    _install(folder / "files")
    with machine(folder) as booted:
        booted.do("systemd-sysusers", "/etc/sysusers.d/handover.conf")
        booted.do("chown", "redis", "/etc/redis/users.acl")
        booted.do("install", "-d", "-o", "redis", "-g", "redis", "-m", "750", "/run/redis", "/var/log/redis", "/var/lib/redis")
        booted.do("rm", "-rf", "/var/lib/redis/appendonlydir", "/var/lib/redis/dump.rdb")
        yield booted


def _install(files: Path) -> None:
    for unit in UNITS:
        _put(files / "etc/systemd/system" / unit.name, unit.read_text())
    _put(files / "etc/sysusers.d/handover.conf", (ROOT / "deploy/systemd/handover.sysusers").read_text())
    _put(files / "etc/handover/handover.env", (ROOT / "deploy/systemd/handover.env").read_text())
    _put(files / "etc/handover/redis-url", "redis://handover:of-handover@127.0.0.1:6379\n", 0o600)
    _put(files / "etc/redis/redis.conf", (ROOT / "deploy/redis/durable.conf").read_text())
    _put(files / "etc/redis/users.acl", _users(), 0o600)
    _put(files / "etc/redis/rewriter", "of-rewriter\n", 0o600)
    (files / "usr/local/bin").mkdir(parents=True)
    shutil.copy(BINARY, files / "usr/local/bin/handover")


def _put(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


def _users() -> str:
    """users.acl with a password for each, `of-` and the name."""
    users = (ROOT / "deploy/redis/users.acl").read_text()
    for name in ("handover", "replica", "sentinel", "rewriter", "operator"):
        users = users.replace(f"#sha256-of-{name}", "#" + sha256(f"of-{name}".encode()).hexdigest())
    return users


def test_each_unit_is_sound(operated: Machine) -> None:
    done = operated.run("systemd-analyze", "verify", *(f"/etc/systemd/system/{unit.name}" for unit in UNITS))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.stem)
def test_a_service_exposes_little(service: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", "--no-pager", service]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8"}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Overall exposure level" in done.stdout


@pytest.fixture
def running(operated: Machine) -> Machine:
    operated.do("systemctl", "start", "redis-server", "handover")
    return operated


def _process(running: Machine) -> str:
    """The id of the service's process, which must be there."""
    process = running.shows("handover", "MainPID")
    assert process != "0", "the service is not running"
    return process


def _asked(asked: Machine, path: str) -> str:
    """The status of a GET, asked there."""
    return asked.do("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", f"{URL}{path}")


def test_it_starts_and_is_well(running: Machine) -> None:
    """Behind every fence of the unit: Redis is reached, the pages are served, and it is a user of its own."""
    assert _asked(running, "/") == "200"
    running.do("handover", "healthcheck", "--admin-bind", "127.0.0.1:8081")
    process = _process(running)
    status = dict(line.split(":", 1) for line in running.do("cat", f"/proc/{process}/status").splitlines())
    assert running.do("stat", "--format=%U", f"/proc/{process}").strip() == "handover"
    assert {name: status[name].strip() for name in ("CapEff", "CapBnd", "NoNewPrivs", "Seccomp")} == {
        "CapEff": "0000000000000000",
        "CapBnd": "0000000000000000",
        "NoNewPrivs": "1",
        "Seccomp": "2",
    }


def test_the_address_of_redis_is_for_the_service_alone(running: Machine) -> None:
    process = _process(running)
    assert "of-handover" not in running.do("cat", f"/proc/{process}/environ")
    credential = "/run/credentials/handover.service/redis-url"
    assert "of-handover" in running.do("runuser", "-u", "handover", "--", "cat", credential)
    for place in (credential, "/etc/handover/redis-url"):
        refused = running.run("runuser", "-u", "nobody", "--", "cat", place)
        assert "Permission denied" in refused.stderr, place


def test_who_connects_while_it_is_away_waits_for_it(running: Machine) -> None:
    running.do("systemctl", "stop", "handover.service")
    assert running.shows("handover", "ActiveState") == "inactive"
    assert _asked(running, "/api/v1/about") == "200"
    assert running.shows("handover", "ActiveState") == "active"


def test_a_reload_reads_the_clients_again_and_ends_nothing(running: Machine) -> None:
    process = _process(running)
    running.do("systemctl", "reload", "handover")
    eventually("the service has heard it", lambda: "SIGHUP" in running.do("journalctl", "--unit=handover", "--no-pager"))
    assert _process(running) == process


def test_a_service_that_hangs_is_started_again(running: Machine) -> None:
    """With less patience than the unit's, so that the test need not have it."""
    assert running.shows("handover", "WatchdogUSec") == "30s"
    _set(running, "watchdog", "[Service]\nWatchdogSec=10s\nTimeoutAbortSec=1s")
    running.do("systemctl", "restart", "handover")
    hanging = _process(running)
    running.do("kill", "-STOP", hanging)
    eventually("another one runs", lambda: running.shows("handover", "MainPID") not in ("0", hanging))
    eventually("it is ready", lambda: running.shows("handover", "ActiveState") == "active")
    assert "Watchdog timeout" in running.do("journalctl", "--unit=handover", "--no-pager")
    running.do("systemctl", "revert", "handover.service")


def test_a_wrong_setting_is_said_and_not_tried_again(running: Machine) -> None:
    _set(running, "wrong", "[Service]\nEnvironment=HANDOVER_TRIES=0")
    assert running.run("systemctl", "restart", "handover").returncode != 0
    # Who is waiting at the socket makes systemd try as often as its limit of starts allows.
    eventually("it is given up", lambda: running.shows("handover", "ActiveState") == "failed")
    assert running.shows("handover", "NRestarts") == "0"
    said = running.do("journalctl", "--unit=handover", "--no-pager", "--lines=20")
    assert "'0'" in said and "--tries" in said
    running.do("systemctl", "revert", "handover.service")
    running.do("systemctl", "reset-failed", "handover.service", "handover.socket")
    running.do("systemctl", "start", "handover")


def _set(of: Machine, name: str, lines: str) -> None:
    """What `systemctl edit` would write."""
    folder = "/etc/systemd/system/handover.service.d"
    of.do("sh", "-c", f'mkdir -p {folder} && printf "%s\\n" "$1" >{folder}/{name}.conf && systemctl daemon-reload', "set", lines)


def test_what_was_erased_leaves_the_disk_within_the_hour(running: Machine) -> None:
    large = 600_000
    running.do("sh", "-c", f"head -c {large} /dev/urandom >/tmp/large")
    share = ["share", "--server", URL, "--item", "other", "--field", "title=t", "--field", "secret=s", "--file", "/tmp/large"]
    link = json.loads(running.do("handover", *share, "-o", "json"))["share_link"]
    running.do("handover", "open", link, "--yes", "--out", "/tmp/opened")
    assert _on_the_disk(running) > large
    running.do("systemctl", "start", "redis-rewrite.service")
    eventually("the log is rewritten", lambda: _on_the_disk(running) < large // 10)
    running.do("systemctl", "start", "redis-rewrite.timer")
    next_time = running.do("systemctl", "list-timers", "--output=json", "redis-rewrite.timer")
    [timer] = json.loads(next_time)
    now = int(running.do("date", "+%s%6N"))
    assert now < timer["next"] <= now + (60 + 10) * 60 * 1_000_000


def _on_the_disk(of: Machine) -> int:
    """Of a file that goes away meanwhile, `du` says so, and the sum all the same."""
    return int(of.run("du", "--summarize", "--bytes", "/var/lib/redis").stdout.split()[0])


def test_a_rewrite_that_redis_refuses_is_a_failure(running: Machine) -> None:
    running.do("sh", "-c", "echo wrong >/etc/redis/rewriter")
    running.run("systemctl", "start", "--no-block", "redis-rewrite.service")
    try:
        eventually("it has failed", lambda: "WRONGPASS" in running.do("journalctl", "--unit=redis-rewrite", "--no-pager"))
        eventually("it counts as failed", lambda: running.shows("redis-rewrite", "Result") == "exit-code")
    finally:
        running.do("systemctl", "stop", "redis-rewrite.service")

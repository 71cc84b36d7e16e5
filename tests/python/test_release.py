"""What a release is made of: one version everywhere, an archive that is always the same, and what keeps the rest up to date."""

import json
import os
import re
import subprocess
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import yaml

from server import BINARY, ROOT

CHANGELOG = ROOT / ".github/CHANGELOG.md"


def version() -> str:
    return str(tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"])


def packed(folder: Path) -> Path:
    """The archive that is made with the binary under test, or rather with what calls it: that takes less time."""
    folder.mkdir()
    binary = folder.parent / "binary"
    binary.write_text(f'#!/bin/sh\nexec {BINARY} "$@"\n')
    binary.chmod(0o755)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1900000000", "TMPDIR": str(folder.parent)}
    done = subprocess.run([ROOT / "deploy/pack", binary, folder], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_there_is_one_version() -> None:
    said = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=True).stdout
    assert said == f"handover {version()}\n"
    assert json.loads((ROOT / "web/package.json").read_text())["version"] == version()
    newest = re.search(r"^## (\S+)", CHANGELOG.read_text(), re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == version()


def test_the_archive_is_whole_and_always_the_same(tmp_path: Path) -> None:
    first, second = packed(tmp_path / "first"), packed(tmp_path / "second")
    assert first.read_bytes() == second.read_bytes()
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=first.parent, check=True, capture_output=True)
    with tarfile.open(first) as archive:
        members = archive.getmembers()
    top = first.name.removesuffix(".tar.gz")
    assert top.startswith(f"handover-{version()}-")
    names = {member.name.removeprefix(f"{top}/") for member in members}
    expected = {"handover", "LICENSE", "CHANGELOG.md", "man/man1/handover.1", "man/man1/handover-clients-key-add.1"}
    expected |= {f"completions/{shell}" for shell in ("handover.bash", "handover.fish", "_handover")}
    expected |= {f"deploy/{file}" for file in ("README.md", "Caddyfile", "nginx.conf", "redis/users.acl", "systemd/handover.service")}
    assert expected <= names, expected - names
    assert not [name for name in names if re.search(r"pycache|/(pack|dist|audit|capacity)$", name)]
    assert {(member.uid, member.gid, member.uname, member.mtime) for member in members} == {(0, 0, "", 1_900_000_000)}
    assert {member.mode for member in members} <= {0o755, 0o644}
    assert [member.name for member in members] == sorted(member.name for member in members)


def test_the_workflow_runs_the_same_gates_with_actions_that_nobody_can_change() -> None:
    text = (ROOT / ".github/workflows/test.yml").read_text()
    workflow: dict[str, Any] = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    steps = {name: job["steps"] for name, job in workflow["jobs"].items()}
    assert {"run": "make test"} in steps["test"]
    assert {"run": "make audit"} in steps["audit"]
    used = re.findall(r"uses: (.*)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action), action
    oldest = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["rust-version"]
    assert {job["container"]["image"] for job in workflow["jobs"].values()} == {f"rust:{oldest}-bookworm"}


def test_renovate_sees_what_our_scripts_install() -> None:
    settings = json.loads((ROOT / ".github/renovate.json").read_text())
    (manager,) = settings["customManagers"]
    (files,), (pattern,) = manager["managerFilePatterns"], manager["matchStrings"]
    pattern = pattern.replace("(?<", "(?P<")
    installed = set()
    for path in (ROOT / "deploy").iterdir():
        if path.is_file():
            found = {(one["depName"], one["currentValue"]) for one in re.finditer(pattern, path.read_text())}
            seen = re.search(files.strip("/"), f"deploy/{path.name}")
            assert seen or not found, f"{path} installs what nobody keeps up to date"
            installed |= found
    names = [name for name, _ in installed]
    assert sorted(names) == ["cargo-auditable", "cargo-chef", "cargo-cyclonedx", "cargo-deny"], "each in one version"

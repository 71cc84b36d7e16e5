"""deploy/Dockerfile: as hadolint sees it, what it is built from, and the container that it describes, really run."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pathspec
import pytest

from server import BINARY, ROOT, eventually, free_port, redis
from tools import called, tool

DOCKERFILE = ROOT / "deploy/Dockerfile"
IGNORED = ROOT / "deploy/Dockerfile.dockerignore"
ENTER = 'mount --bind -o ro "$1" "$1" && exec setpriv --no-new-privs chroot --userspec="$2" "$1" "${@:3}"'


def test_hadolint_finds_nothing() -> None:
    called(tool("hadolint"), "--failure-threshold", "style", DOCKERFILE)


@pytest.fixture(scope="module")
def sent() -> list[str]:
    """The files of the project that the builder is sent."""
    lines = [line for line in IGNORED.read_text().splitlines() if line and not line.startswith("#")]
    # Git would find a name without a slash in every folder; a builder finds it in the first alone.
    anchored = [re.sub(r"^(!?)(?=\w)", r"\1/", line) for line in lines]
    ignored = pathspec.PathSpec.from_lines("gitignore", anchored)
    known = called("git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    return [path for path in known if not ignored.match_file(path)]


def test_what_is_copied_is_sent_and_nothing_else(sent: list[str]) -> None:
    """A file that is missed stops the build; one too many builds everything anew when it changes."""
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    sources = {source for copy in copies for source in copy.split()}
    for source in sources:
        assert any(path == source or path.startswith(f"{source}/") for path in sent), source
    assert [path for path in sent if not any(path == one or path.startswith(f"{one}/") for one in sources)] == []


def test_no_source_is_left_behind(sent: list[str]) -> None:
    needed = called("git", "-C", ROOT, "ls-files", "src", "web/src", "web/public", "web/samples", "web/scripts").splitlines()
    assert len(needed) > 100
    assert sorted(set(needed) - set(sent)) == []


def test_every_target_that_cargo_is_told_of_is_sent(sent: list[str]) -> None:
    """Tests it finds by itself, and does without; a bench that Cargo.toml names and that is not there stops it."""
    told = called("cargo", "metadata", "--offline", "--locked", "--no-deps", "--format-version=1", "--manifest-path", ROOT / "Cargo.toml")
    [package] = json.loads(told)["packages"]
    sources = {str(Path(target["src_path"]).relative_to(ROOT)) for target in package["targets"] if target["kind"] != ["test"]}
    assert {"src/lib.rs", "src/main.rs", "build.rs", "benches/load/main.rs"} <= sources
    assert sorted(sources - set(sent)) == []


@dataclass(frozen=True)
class Image:
    """What the last stage says of the container."""

    root: Path
    user: str
    environment: dict[str, str]
    command: list[str]
    health: list[str]

    def start(self, command: list[str], **more: str) -> subprocess.Popen[str]:
        """Starts a command in it: nothing but what it holds, nothing to write on, its own user, no privilege."""
        whole = ["unshare", "--mount", "--propagation=private", "bash", "-euc", ENTER, "bash", self.root, self.user, *command]
        pipe = subprocess.PIPE
        return subprocess.Popen(whole, env={"PATH": os.environ["PATH"], **self.environment, **more}, stderr=pipe, text=True)

    @contextmanager
    def running(self, **more: str) -> Iterator[None]:
        child = self.start(self.command, **more)
        try:
            yield
            assert child.poll() is None, child.communicate()
        finally:
            child.terminate()
            child.communicate()

    def is_well(self, **more: str) -> bool:
        """What HEALTHCHECK says."""
        child = self.start(self.health, **more)
        child.communicate()
        return child.returncode == 0


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    root = tmp_path_factory.mktemp("image") / "root"
    called(ROOT / "deploy/container-root", BINARY, root)
    stage = DOCKERFILE.read_text().replace("\\\n", " ").rpartition("\nFROM ")[2]
    assert stage.startswith("scratch\n")

    def stated(pattern: str) -> str:
        found = re.search(pattern, stage, re.MULTILINE)
        assert found is not None, pattern
        return found[1]

    run = json.loads(stated(r"^ENTRYPOINT (\[.*\])$")) + json.loads(stated(r"^CMD (\[.*\])$"))
    health = json.loads(stated(r"^HEALTHCHECK .*CMD (\[.*\])$"))
    environment = dict(re.findall(r"(HANDOVER_\w+)=(\S+)", stage))
    return Image(root, stated(r"^USER (\d+:\d+)$"), environment, run, health)


def test_it_holds_the_binary_and_what_that_needs(image: Image) -> None:
    held = sorted(str(path.relative_to(image.root)) for path in image.root.rglob("*") if not path.is_dir())
    others = [path for path in held if not re.fullmatch(r"lib(64)?/.*\.so(\.\d+)?", path)]
    assert others == ["etc/group", "etc/nsswitch.conf", "etc/passwd", "etc/ssl/certs/ca-certificates.crt", "usr/bin/handover"]


def test_its_healthcheck_tells_of_it_and_of_its_redis(image: Image, tmp_path: Path) -> None:
    """Redis by a name, as compose gives it: from the file in which an engine writes the neighbours."""
    shutil.copytree(image.root, tmp_path / "root")
    (tmp_path / "root/etc/hosts").write_text("127.0.0.1 redis\n")
    here = Image(tmp_path / "root", image.user, {**image.environment, **_free_ports()}, image.command, image.health)
    assert not here.is_well(), "nothing runs yet"
    with redis(tmp_path) as url:
        # Of a Redis on another machine it wants to know how much it holds.
        called("redis-cli", "-u", url, "config", "set", "maxmemory", "64mb")
        named = {"HANDOVER_REDIS_URL": url.replace("127.0.0.1", "redis")}
        with here.running(**named):
            eventually("it is well", here.is_well)
            called("redis-cli", "-u", url, "shutdown", "nosave", "force")
            eventually("it is not well without its Redis", lambda: not here.is_well())


def _free_ports() -> dict[str, str]:
    return {"HANDOVER_BIND": f"127.0.0.1:{free_port()}", "HANDOVER_ADMIN_BIND": f"127.0.0.1:{free_port()}"}


def test_it_refuses_to_keep_what_people_hand_over_in_memory_unasked(image: Image) -> None:
    """`docker run` without a Redis says what is missing, and does not half work."""
    child = image.start(image.command)
    said = child.communicate()[1]
    assert child.returncode == 2 and "HANDOVER_REDIS_URL" in said

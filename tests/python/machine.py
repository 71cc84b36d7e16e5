"""A machine of its own, with the systemd of this one as its first process: what is installed there is really started."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server import PATIENCE, eventually

BOOT = Path(__file__).parent / "machine/boot"
# It starts nothing by itself but what every machine has.
TARGET = "[Unit]\nRequires=sysinit.target\nAfter=sysinit.target\n"


@dataclass(frozen=True)
class Machine:
    """A booted machine, by the process id under which its first process is known here."""

    first: int

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command there, as root."""
        enter = ["nsenter", f"--target={self.first}", "--all"]
        return subprocess.run([*enter, *command], capture_output=True, text=True, timeout=PATIENCE, check=False)

    def do(self, *command: str) -> str:
        """The same, and gives what it printed; a failure shows what it said, and the end of the journal."""
        done = self.run(*command)
        if done.returncode != 0:
            journal = self.run("journalctl", "--no-pager", "--lines=50").stdout
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}\n{journal}")
        return done.stdout

    def shows(self, unit: str, name: str) -> str:
        """One property of a unit."""
        return self.do("systemctl", "show", "--value", f"--property={name}", unit).strip()


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """Boots one that has the files below `folder`/files, and ends it with everything that runs there."""
    if os.geteuid() != 0:
        raise PermissionError("the units are started by a systemd of their own, which needs root: run the tests as root")
    files = folder / "files"
    (files / "etc/systemd/system").mkdir(parents=True, exist_ok=True)
    (files / "etc/systemd/system/machine.target").write_text(TARGET)
    # No disk of this one is looked for.
    (files / "etc/fstab").touch()
    group = _group_of_processes(folder.name)
    with (folder / "console").open("w+") as console:
        child = subprocess.Popen([BOOT, folder, group], stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        try:
            eventually("a machine of its own starts", lambda: _first_of(child, folder / "console") is not None)
            first = _first_of(child, folder / "console")
            assert first is not None
            booted = Machine(first)
            eventually("its systemd is up", lambda: booted.run("systemctl", "is-active", "machine.target").returncode == 0)
            yield booted
        finally:
            child.kill()
            child.wait()
            eventually("all its processes have ended", lambda: _removed(group))


def _group_of_processes(name: str) -> Path:
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    places = [place for _, place, kind, *_ in mounts if kind == "cgroup2"]
    if not places:
        raise FileNotFoundError("no cgroup2 is mounted here: a systemd of its own cannot start")
    group = Path(places[0]) / f"{name}-{os.getpid()}"
    group.mkdir()
    return group


def _first_of(child: subprocess.Popen[bytes], console: Path) -> int | None:
    if child.poll() is not None:
        raise RuntimeError(f"the machine ended ({child.returncode}): {console.read_text()}")
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    return int(children[0]) if children else None


def _removed(group: Path) -> bool:
    try:
        for folder in sorted(group.rglob("*/"), reverse=True):
            folder.rmdir()
        group.rmdir()
    except OSError:
        return False
    return True

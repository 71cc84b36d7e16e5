"""The real server, and a real Redis, each on a free loopback port; they end by their process id."""

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("HANDOVER_BIN", ROOT / "target/debug/handover"))
PATIENCE = 180.0
"""Seconds for a busy machine; nothing waits for a time to pass."""


def eventually(what: str, condition: Callable[[], bool]) -> None:
    """Waits until it is so, and says what was not so in the end."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {PATIENCE:.0f} s: {what}")
        time.sleep(0.02)


@contextmanager
def serving(settings: Mapping[str, str]) -> Iterator[str]:
    """Starts `handover serve` with these environment variables, and gives its URL."""
    if not BINARY.exists():
        raise FileNotFoundError(f"There is no server at {BINARY}: build it, or name another in HANDOVER_BIN.")
    environment = {"PATH": os.environ["PATH"], "HANDOVER_BIND": "127.0.0.1:0", **settings}
    child = subprocess.Popen([BINARY, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said: list[str] = []
    reader = threading.Thread(target=_keep_reading, args=(child, said), daemon=True)
    reader.start()
    try:
        eventually(f"the server says where it serves: {said}", lambda: _address(child, said) is not None)
        url = _address(child, said)
        assert url is not None
        eventually("it answers", lambda: httpx.get(f"{url}/api/v1/about", timeout=PATIENCE).status_code == 200)
        yield url
    finally:
        _end(child)
        reader.join()
        if child.stdout is not None:
            child.stdout.close()


def _keep_reading(child: subprocess.Popen[str], said: list[str]) -> None:
    assert child.stdout is not None
    said.extend(iter(child.stdout.readline, ""))


def _address(child: subprocess.Popen[str], said: list[str]) -> str | None:
    if child.poll() is not None:
        raise RuntimeError(f"the server ended ({child.returncode}): {''.join(said)}")
    found = re.search(r"serving on (http://127\.0\.0\.1:\d+)", "".join(said))
    return found.group(1) if found else None


def _end(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.wait(PATIENCE)
    finally:
        child.kill()
        child.wait()


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Starts a redis-server as the README asks for one, and gives its URL."""
    port = free_port()
    arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    child = subprocess.Popen(["redis-server", *arguments], stdout=subprocess.DEVNULL, text=True)
    try:
        eventually("Redis answers", lambda: _pongs(port))
        yield f"redis://127.0.0.1:{port}"
    finally:
        _end(child)


_marks: list[socket.socket] = []


def free_port() -> int:
    """A loopback port that nobody has, below those that the system gives to callers. It stays with this
    process: who looks for one at the same time is told by the same port of UDP."""
    for port in range(11_000, 20_000):
        mark = socket.socket(type=socket.SOCK_DGRAM)
        try:
            mark.bind(("127.0.0.1", port))
            with socket.socket() as listener:
                listener.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
            continue
        _marks.append(mark)
        return port
    raise OSError("9 000 ports are taken")


def _pongs(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
    except OSError:
        return False

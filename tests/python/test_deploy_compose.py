"""deploy/compose.yaml: as the real `docker compose` reads it, and what it starts beside Handover, really started."""

import os
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from server import PATIENCE, ROOT, eventually, free_port
from tools import called, tool

COMPOSE = ROOT / "deploy/compose.yaml"
SECRETS = ROOT / "deploy/container-secrets"


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The whole project, every profile, as `docker compose` understands it."""
    command = [tool("docker-compose"), "--file", COMPOSE, "--profile", "*", "config"]
    read: dict[str, Any] = yaml.safe_load(called(*command, PATH=os.environ["PATH"], HANDOVER_SITE="handover.example.com"))
    return read


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compose") / "secrets"
    called(SECRETS, folder)
    return folder


def test_it_is_tidy() -> None:
    called(tool("yamllint"), "--strict", "--config-file", ROOT / "deploy/.yamllint", COMPOSE)


def test_it_asks_for_the_name_that_people_type() -> None:
    command = [tool("docker-compose"), "--file", COMPOSE, "config", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, check=False)
    assert done.returncode != 0 and "export the name that people type" in done.stderr


def test_every_container_is_fenced_in(project: dict[str, Any]) -> None:
    assert set(project["services"]) == {"app", "redis", "rewriter", "caddy"}
    for name, service in project["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "caddy" else []), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert int(service["mem_limit"]) > 0 and service["pids_limit"] > 0, name
        assert service["ulimits"]["core"] == {"soft": 0, "hard": 0}, name


def test_nobody_but_the_proxy_is_reached_from_outside(project: dict[str, Any]) -> None:
    services = project["services"]
    ports = {(name, port.get("host_ip"), port["target"]) for name, service in services.items() for port in service.get("ports", [])}
    assert ports == {("app", "127.0.0.1", 8080), ("caddy", None, 80), ("caddy", None, 443)}
    assert project["networks"]["inside"]["internal"] is True
    assert {name for name, service in services.items() if "front" in service["networks"]} == {"app", "caddy"}
    [subnet] = project["networks"]["front"]["ipam"]["config"]
    assert services["app"]["environment"]["HANDOVER_TRUSTED_PROXIES"] == subnet["subnet"]


def test_every_file_that_is_handed_in_is_there(project: dict[str, Any], secrets: Path) -> None:
    """No secret in the environment: each is a file, which container-secrets makes, or one of this folder."""
    for secret in project["secrets"].values():
        assert (secrets / Path(secret["file"]).name).is_file(), secret
    binds = [mount for service in project["services"].values() for mount in service.get("volumes", []) if mount["type"] == "bind"]
    for mount in binds:
        assert Path(mount["source"]).is_file() and mount["read_only"] is True, mount


def test_passwords_are_drawn_and_nobody_else_comes_to_them(secrets: Path, tmp_path: Path) -> None:
    called(SECRETS, tmp_path / "others")
    assert (secrets / "redis-url").read_text() != (tmp_path / "others/redis-url").read_text()
    assert secrets.stat().st_mode & 0o777 == 0o700
    again = subprocess.run([SECRETS, secrets], capture_output=True, text=True, check=False)
    assert again.returncode != 0 and "File exists" in again.stderr, "passwords that are in use are not written over"


def test_its_redis_lets_in_whom_it_should(project: dict[str, Any], secrets: Path, tmp_path: Path) -> None:
    """The command of the service, with Debian's Redis; callers from elsewhere, as the app's container is."""
    service, port = project["services"]["redis"], str(free_port())
    places = {"valkey-server": "redis-server", "/etc/redis/redis.conf": str(ROOT / "deploy/redis/durable.conf"), "/data": str(tmp_path)}
    command = [places.get(word, word) for word in service["command"]]
    # In the place of the mounted file; and loopback alone, of which 127.0.0.2 is not what Redis calls local.
    command += ["--aclfile", str(secrets / "users.acl"), "--bind", "127.0.0.1 127.0.0.2", "--port", port]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        eventually("its healthcheck passes", lambda: _is_healthy(service, port))
        of_handover = (secrets / "redis-url").read_text().split(":")[2].split("@")[0]
        assert _says(port, f"AUTH handover {of_handover}") == "+OK"
        assert _says(port, "AUTH handover wrong").startswith("-WRONGPASS")
        assert _says(port, "INFO").startswith("-NOAUTH")
        assert _rewrites(project, secrets, port) == "Background append only file rewriting started\n"
    finally:
        child.terminate()
        child.wait(PATIENCE)


def _is_healthy(service: dict[str, Any], port: str) -> bool:
    kind, shell = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    asked = shell.replace("valkey-cli", f"redis-cli -p {port}")
    return subprocess.run(["sh", "-c", asked], capture_output=True, check=False).returncode == 0


def _says(port: str, command: str) -> str:
    with socket.create_connection(("127.0.0.2", int(port)), source_address=("127.0.0.2", 0)) as connection:
        connection.sendall(f"{command}\r\n".encode())
        return connection.makefile().readline().strip()


def _rewrites(project: dict[str, Any], secrets: Path, port: str) -> str:
    """One round of the rewriter."""
    [script] = project["services"]["rewriter"]["command"]
    assert "while sleep 3600; do" in script
    script = script.replace("$$", "$").replace("while sleep 3600; do", "").replace("; done", "")
    script = script.replace("/run/secrets", str(secrets)).replace("valkey-cli -e -h redis", f"redis-cli -e -p {port}")
    return called("sh", "-euc", script)

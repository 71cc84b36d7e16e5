"""The description at /openapi.json against the live server: schemathesis with all its checks, and ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import house_with
from server import ROOT

CONTRACT = ROOT / "tests/python/contract"


@pytest.mark.parametrize(("store", "who"), [("redis", "credentials"), ("memory", "nothing")])
def test_every_call_is_as_described(tmp_path: Path, store: str, who: str) -> None:
    with house_with(store, tmp_path) as house:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(CONTRACT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HANDOVER_URL": house.url,
            "DESK_KEY": house.desk.key,
            "STRANGERS_KEY": house.stranger.key,
            "TEAM_KEY": house.team.public_key,
            "WITH": who,
        }
        schemathesis = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONTRACT / "schemathesis.toml")]
        command = [*schemathesis, "run", f"{house.url}/openapi.json", "--checks", "all", "--no-color"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr

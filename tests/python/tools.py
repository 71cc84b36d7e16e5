"""What looks at files of deploy/, from this folder's requirements: beside the Python that runs the tests."""

import subprocess
import sys
from pathlib import Path


def tool(name: str) -> Path:
    """The path of one."""
    found = Path(sys.executable).parent / name
    if not found.exists():
        raise FileNotFoundError(f"{name} is missing: run make test-python, which installs tests/python/requirements.txt")
    return found


def called(*command: str | Path, **environment: str) -> str:
    """Runs it, and gives what it printed; a failure shows what it said."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment or None, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ended with {done.returncode}: {done.stdout[-20_000:]}{done.stderr}")
    return done.stdout

"""Files that are made to do harm: each soon read, or one clear sentence; in little memory, and nothing else is opened.

The office formats have their own (`test_hostile_office.py`). Time is the processor's, for the machine may be busy.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hostile import BESIDE, hostile

FILES = hostile()
SECONDS, MEGABYTES = 10, 500


def test_hostile(tmp_path: Path) -> None:
    """One test for all: the rules are loaded once, and each file is checked in a process of its own."""
    folder = tmp_path / "essays"
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    for name, data in BESIDE.items():
        (folder / name).write_bytes(data)
    script = Path(__file__).with_name("hostile.py")
    done = subprocess.run([sys.executable, str(script), str(folder), "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    results = {result["name"]: result for result in map(json.loads, done.stdout.splitlines())}
    assert set(results) == set(FILES)
    failures = [f"{name}: {', '.join(wrong)}: {results[name]}" for name in FILES if (wrong := list(_wrong(results[name], FILES[name][1])))]
    assert not failures, "\n".join(failures)
    assert not (folder / "pwned").exists()


def _wrong(result: dict[str, Any], said: str) -> Iterator[str]:
    """What is not as it should be; `said` is a piece of the one sentence that is expected (empty: the file is read)."""
    if result["cpu"] >= SECONDS:
        yield "slow"
    if result["megabytes"] >= MEGABYTES:
        yield "much memory"
    if result["opened"] != []:
        yield "opens something else"
    if "Traceback" in result["said"]:
        yield "a traceback"
    if result["code"] != (2 if said else 0):
        yield "exit code"
    if said and (result["lines"] != 1 or not re.search(said, result["said"])):
        yield "not the one sentence"

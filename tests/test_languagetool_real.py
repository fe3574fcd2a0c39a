"""The real LanguageTool server: one for all of a user's processes, none left behind, and nothing of ours lost with it.

These tests run where ESSAYLINT_LANGUAGETOOL names the folder of its jars, as in CI (`.ci/run` fetches them); elsewhere they are
deselected.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import essaylint
from essaylint import Config, languagetool
from essaylint.backends import grammar, grammar_jars, grammar_server
from essaylint.engine import Linter, Report

pytestmark = pytest.mark.languagetool
TEXT = (
    "She don't like it, and he could of gone. 🐝 They has an problem (Smith, 2010) with there mill.\n\n"
    "According to observers, it burned. The the roof fell.\n"
)
OURS = {"vague-sourcing", "repeated-word"}
# Most of what LanguageTool says here our own rules say too, and then it is said once: these few say nothing of it.
SELECT = ("lt", *sorted(OURS))
HOLD = "import sys; from essaylint.backends import grammar_server as s; print(s.address('auto'), flush=True); sys.stdin.read()"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of our own for the server and the cache, and a `java` that counts how often it is started."""
    real = shutil.which("java")
    assert real, "these tests need Java 17"
    script = tmp_path / "java" / "bin" / "java"
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\necho started >> "{tmp_path}/starts"\nexec "{real}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    for name, value in (
        ("JAVA_HOME", tmp_path / "java"),
        ("XDG_DATA_HOME", tmp_path / "data"),
        ("XDG_CONFIG_HOME", tmp_path / "config"),
        ("ESSAYLINT_CACHE_DIR", tmp_path / "cache"),
        (grammar_jars.VARIABLE, Path(os.environ[grammar_jars.VARIABLE]).absolute()),
    ):
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    languagetool.forget()
    yield tmp_path
    languagetool.forget()
    grammar_server.forget()
    assert until(lambda: not servers(tmp_path)), "a server was left behind"


def starts(data: Path) -> int:
    """How many servers were started."""
    return len((data / "starts").read_text().splitlines()) if (data / "starts").exists() else 0


def servers(data: Path) -> list[int]:
    """The servers of this test that run now."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if "org.languagetool.server.HTTPServer" in command and str(data) in command:
            found.append(int(path.parent.name))
    return found


def until(condition: Any, seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def report(text: str) -> Report:
    return Linter(Config(languagetool="auto", select=SELECT)).run(essaylint.read(text))


def rules(found: Report) -> set[str]:
    return {one.rule for one in found.diagnostics}


def command(*more: str) -> Any:
    """What the command line says of the essay in this folder, as JSON."""
    arguments = ["check", "essay.txt", "--languagetool", "auto", "--select", ",".join(SELECT), "--output-format", "json", "--exit-zero", *more]
    done = subprocess.run([sys.executable, "-P", "-m", "essaylint", *arguments], capture_output=True, text=True, check=True, timeout=300)
    (file,) = json.loads(done.stdout)["files"]
    return file


def test_the_same_essay_twice_starts_one_server_and_leaves_none(data: Path) -> None:
    """By the command line: from the cache the second time; beside another user even without the cache."""
    (data / "essay.txt").write_text(TEXT, encoding="utf-8")
    first = command()
    assert not first["skipped"]
    assert {"lt/MODAL_OF", "lt/EN_A_VS_AN", *OURS} <= {one["rule"] for one in first["diagnostics"]}
    assert [one["text"] for one in first["diagnostics"] if one["rule"] == "lt/EN_A_VS_AN"] == ["an"]
    assert until(lambda: not servers(data)), "the first run left its server behind"
    assert command() == first
    assert starts(data) == 1

    user = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert user.stdout
    url = user.stdout.readline().strip()
    assert grammar.is_healthy(url)
    assert starts(data) == 2
    assert command("--no-cache") == first
    assert command("--no-cache") == first
    assert starts(data) == 2
    assert len(servers(data)) == 1
    user.kill()  # the last user is killed, not ended
    user.communicate()
    assert until(lambda: not servers(data)), "the server outlived its last user"


def test_killed_in_the_middle_of_a_run(data: Path) -> None:
    """Killed once it is started again and says all; killed for good there is one notice. Ours is told either way."""
    alone = report(TEXT)
    assert not alone.skipped
    long = "\n\n".join(f"{TEXT}\n\nThis are the {number} of times." for number in range(300))
    found: list[Report] = []
    languagetool.forget()
    thread = threading.Thread(target=lambda: found.append(report(long)))
    before = starts(data)
    thread.start()
    time.sleep(0.5)
    for pid in servers(data):
        os.kill(pid, signal.SIGKILL)
    thread.join(240)
    assert found
    assert not found[0].skipped
    assert rules(alone) <= rules(found[0])
    assert starts(data) == before + 1

    languagetool.forget()
    stop = threading.Event()

    def kill() -> None:
        while not stop.is_set():
            for pid in servers(data):
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        begun = time.monotonic()
        last = report(TEXT + "\n\nOne more of it.")
        assert time.monotonic() - begun < 60
    finally:
        stop.set()
        killer.join()
    assert [one.rule for one in last.skipped] == ["languagetool"]
    assert rules(last) >= OURS

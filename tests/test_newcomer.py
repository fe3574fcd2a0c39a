"""A newcomer's path (docs/newcomer.md), walked; and the hooks, as git runs them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from essaylint.cli import main

ROOT = Path(__file__).parent.parent
ESSAY = "The the dikes held.\n\nAccording to observers, the Waterkant was was flooded.\n"
COMMANDS = re.findall(r"^\$ essaylint (.*)$", (ROOT / "docs" / "newcomer.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ESSAYLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "essay.md").write_text(ESSAY)
    return tmp_path


def test_the_path_is_walked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(shlex.split(command)) for command in COMMANDS]
    assert codes == [1, 0, 1, 1, 0, 0, 0, 0], capsys.readouterr()
    assert "The dikes held." in (folder / "essay.md").read_text()
    assert "<!-- essaylint allow vague-sourcing: checked in March -->" in (folder / "essay.md").read_text()
    assert "Waterkant" in (folder / "essaylint.toml").read_text()


def _hooks() -> dict[str, str]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return dict(re.findall(r"- id: (\S+)\n(?:  .*\n)*?  entry: (.*)\n", text))


def test_the_hooks_entries_are_commands(folder: Path) -> None:
    hooks = _hooks()
    assert set(hooks) == {"essaylint", "essaylint-full", "essaylint-fix"}
    for entry in hooks.values():
        name, *arguments = shlex.split(entry)
        assert name == "essaylint"
        assert main([*arguments, "--quick", "essay.md"]) in (0, 1)


def test_a_commit_is_blocked(folder: Path) -> None:
    entry = _hooks()["essaylint"].replace("essaylint", f"{shlex.quote(sys.executable)} -m essaylint", 1)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "-q"], check=True)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {entry} --quick essay.md\n")
    hook.chmod(0o755)
    subprocess.run([*git, "add", "essay.md"], check=True)
    blocked = subprocess.run([*git, "commit", "-qm", "one"], capture_output=True, text=True, check=False)
    assert blocked.returncode == 1
    assert "repeated-word" in blocked.stdout + blocked.stderr
    (folder / "essay.md").write_text("The dikes held.\n")
    subprocess.run([*git, "add", "essay.md"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], capture_output=True, check=True)

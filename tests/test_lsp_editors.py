"""Neovim and Emacs themselves, without a window: exact places, a quick fix applied, a finding allowed, the right file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LINE = "😀 Cafe\u0301 owners say: according to observers, the the policy failed. 👩‍👩‍👧 We recieved it."


def drive(command: list[str], folder: Path) -> list[dict[str, Any]]:
    """What an editor that runs one of the scripts in tests/editors saw."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    out = folder.parent / "seen.jsonl"
    (folder.parent / "own").mkdir()
    environment = os.environ | {
        "ESSAY_FOLDER": str(folder), "EDITORS": str(ROOT / "editors"), "PYTHON": sys.executable, "ESSAY_OUT": str(out),
        "XDG_CONFIG_HOME": str(folder.parent / "own"), "XDG_STATE_HOME": str(folder.parent / "own"), "HOME": str(folder.parent / "own"), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=180)
    assert out.exists(), done.stderr[-2000:]
    seen = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert not [one for one in seen if "problem" in one], seen
    return seen


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "essay.md").write_text(f"# One\n\n{LINE}\n", encoding="utf-8")
    seen = drive(["nvim", "--headless", "-u", "NONE", "-n", "-i", "NONE", "+luafile " + str(ROOT / "tests/editors/neovim.lua")], folder)
    places = {one["code"]: LINE.encode()[one["from"] : one["to"]].decode() for one in seen if "code" in one}
    assert places == {"vague-sourcing": "according to observers", "repeated-word": "the the", "misspelling": "recieved"}
    assert all(one["line"] == 2 and one["href"].endswith(one["code"]) for one in seen if "code" in one)
    assert seen[-1] == {"left": ["repeated-word"]}
    mended = LINE.replace("recieved", "received")
    assert (folder / "essay.md").read_text(encoding="utf-8") == f"# One\n\n<!-- essaylint allow vague-sourcing: meant -->\n\n{mended}\n"



@pytest.mark.skipif(not shutil.which("emacs") or not any(Path("/usr/share/emacs/site-lisp").glob("elpa*/eglot-*")), reason="Emacs with eglot is not installed")
def test_emacs(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "essay.txt").write_text(f"{LINE}\n", encoding="utf-8")
    seen = drive(["emacs", "-Q", "--batch", "-l", str(ROOT / "tests/editors/emacs.el")], folder)
    assert {one["text"] for one in seen if "text" in one} == {"according to observers", "the the", "recieved"}
    assert seen[-1] == {"left": 1}
    assert (folder / "essay.txt").read_text(encoding="utf-8") == LINE.replace("recieved", "received") + "\n"
    assert 'quote = "according to observers"' in (folder / "essaylint.toml").read_text(encoding="utf-8")

"""Docstring examples run; the README's Python example runs; the names that it promises exist."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import essaylint

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(module.name for module in pkgutil.walk_packages(essaylint.__path__, "essaylint."))


@pytest.mark.parametrize("name", ["essaylint", *MODULES])
def test_docstring_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_all_public_names_exist_and_are_documented() -> None:
    for name in essaylint.__all__:
        if name != "__version__":
            assert getattr(essaylint, name).__doc__, name


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_readme_python(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "vague-sourcing" in done.stdout


def test_readme_commands(tmp_path: Path) -> None:
    """Every essaylint command of the README runs, on an essay made for it."""
    (tmp_path / "essay.md").write_text("According to observers, the policy has weakened the army.\n", encoding="utf-8")
    block = re.search(r"```sh\n(essaylint check essay.*?)```", README, re.DOTALL)
    assert block
    for line in block.group(1).splitlines():
        words = line.split("#")[0].split()
        done = subprocess.run(
            [sys.executable, "-m", "essaylint.cli", *words[1:]], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.returncode in (0, 1), (line, done.stderr)
        assert done.stdout.strip()


def test_readme_essay_shows_what_it_says() -> None:
    """The three lines of the first screen hold the faults that the product is for."""
    lines = re.search(r"((?:^    .*\n)+)\n    \$ essaylint", README, re.MULTILINE)
    assert lines
    text = " ".join(line.strip() for line in lines.group(1).splitlines())
    assert {"vague-sourcing"} <= {one.rule for one in essaylint.lint(text)}


def test_public_contract() -> None:
    (one,) = [d for d in essaylint.lint("According to observers, it failed.") if d.rule == "vague-sourcing"]
    assert (one.category, str(one.severity), one.span) == ("sourcing", "warning", (0, 22))
    assert one.url
    assert one.related == ()
    assert isinstance(one.fixes, tuple)

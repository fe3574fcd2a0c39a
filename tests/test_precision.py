"""docs/precision.md and the figures on every card's page: a row for every rule, and both say the same."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from essaylint import cli, measured, rulebook

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "precision.md"


def test_page_figures_and_rulebook_agree() -> None:
    said = runpy.run_path(str(ROOT / "bench" / "precision.py"))["wrong"]()
    assert not said, f"{said}; run: python bench/precision.py --new"


def test_a_row_for_every_rule() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(rulebook.shipped()) == sorted(measured.figures())


def test_figures_are_figures() -> None:
    assert measured.clean_words() > 3000
    for name, one in measured.figures().items():
        assert 0 <= one.right <= one.found, name
        assert one.clean >= 0, name
        assert one.milliseconds > 0, name
        assert one.share is None or 0 <= one.share <= 1, name


def test_every_page_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(rulebook.shipped().keys() & measured.figures().keys())
    assert cli.main(["explain", "--isolated", *names]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for name in names:
        assert " ".join(str(measured.figures()[name]).split()) in shown, name
    assert cli.main(["explain", "--isolated", "--output-format", "markdown", "wordy"]) == 0
    assert f"## Measured\n\n{measured.figures()['wordy']}" in capsys.readouterr().out
    assert cli.main(["rules", "--isolated", "--output-format", "json"]) == 0
    listed = {one["name"]: one["measured"] for one in json.loads(capsys.readouterr().out)}
    assert listed == {name: one.as_table() for name, one in measured.figures().items()}

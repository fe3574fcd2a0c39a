"""docs/precision.md has a row for every rule, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from essaylint import rulebook

PAGE = Path(__file__).parent.parent / "docs" / "precision.md"


def test_a_row_for_every_rule() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    wrong = sorted(set(rows) ^ set(rulebook.shipped()))
    assert not wrong, f"new or gone: {', '.join(wrong)}; run: python bench/precision.py"
    assert len(rows) == len(set(rows))

"""What was measured of every rule: how often it speaks on clean text, how often it is right, and what it costs.

The figures are those of docs/precision.md; both are made by `bench/precision.py`, from text that other people marked.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "measured.tsv"
WORDS = "# clean words: "


class Measured(NamedTuple):
    """Findings per 1,000 words of clean text; how many of those on marked text were right; milliseconds per 1,000 words."""

    clean: float
    right: int
    found: int
    milliseconds: float

    @property
    def share(self) -> float | None:
        """The share that was right, None where nothing was found."""
        return self.right / self.found if self.found else None

    def as_table(self) -> dict[str, float | int | None]:
        """The figures as plain values."""
        share = None if self.share is None else round(self.share, 3)
        return {
            "flags_per_1000_clean_words": self.clean,
            "right": share,
            "n": self.found,
            "ms_per_1000_words": self.milliseconds,
        }

    def __str__(self) -> str:
        right = f"right in {self.share:.0%} of {self.found} findings" if self.share is not None else "never seen"
        return (
            f"{self.clean:.2f} findings in 1,000 words of clean text · {right} on text that others marked"
            f" · {self.milliseconds:.1f} ms for 1,000 words"
        )


@cache
def figures() -> dict[str, Measured]:
    """The figures by rule; rules that are not ours have none."""
    rows = [line.split("\t") for line in _lines() if line and not line.startswith("#")]
    return {name: Measured(float(clean), int(right), int(found), float(cost)) for name, clean, right, found, cost in rows}


def clean_words() -> int:
    """How many words of clean text the figures were counted on."""
    return next((int(line.removeprefix(WORDS)) for line in _lines() if line.startswith(WORDS)), 0)


def _lines() -> list[str]:
    return FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []

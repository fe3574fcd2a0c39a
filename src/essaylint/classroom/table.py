"""The class as a table for a spreadsheet: a line an essay."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from essaylint.classroom.rows import Row, per_1000
from essaylint.rulebook import CATEGORIES

FIGURES = ("sentences", "words_per_sentence", "grade", "vocabulary", "passive_share", "citations", "cited_share", "sources")
COLUMNS = (
    "essay", "words", "errors", "warnings", "hints", *(f"{name}_per_1000" for name in CATEGORIES), *FIGURES, "flags", "not_read",
)  # fmt: skip


def table(rows: Sequence[Row]) -> bytes:
    """The CSV file, in UTF-8 with the mark that spreadsheets want; findings are errors and warnings for 1,000 words."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(value) for value in _line(row)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _line(row: Row) -> list[object]:
    if "error" in row:
        return [row["path"], *[""] * (len(COLUMNS) - 2), row["error"]]
    words, counts, categories, figures = row["words"], row["counts"], row["categories"], row["figures"]
    return [
        row["path"],
        words,
        *(counts[name] for name in ("error", "warning", "hint")),
        *(round(per_1000(categories.get(name, 0), words), 2) for name in CATEGORIES),
        *(figures.get(name) for name in FIGURES),
        "; ".join(row["flags"]),
        "",
    ]


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, “CSV injection”)."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value

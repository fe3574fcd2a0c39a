"""The table of `essaylint citations ESSAY`: what is cited, what it was found to cite, and what is never cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from essaylint.essay.document import Document
from essaylint.essay.linking import link


class Row(TypedDict):
    """A citation, or an entry nobody cites; `start` and `end` count code points of the document's prose.

    `status` is matched, doubtful, missing, unlisted (needs no entry, or nobody can tell) or unused; `differs` says in what
    a doubtful one differs from its entry: year, spelling or authors. An entry of a .bib file has its place in `entry_file`
    and `entry_line`; an unused one of them has no `start`.
    """

    status: str
    differs: str
    text: str
    start: int | None
    end: int | None
    entry: str
    entry_start: int | None
    entry_file: str
    entry_line: int


def rows(document: Document) -> list[Row]:
    """One row a citation, in order, then one for each entry that is never cited. Dumps as JSON as it is."""
    links = link(document)
    table: list[Row] = []
    for one in links.links:
        doubtful = one.status in ("year", "spelling", "authors")
        table.append(
            Row(
                status="doubtful" if doubtful else one.status,
                differs=one.status if doubtful else "",
                text=" ".join(one.cited.text.split()),
                start=one.cited.span.start,
                end=one.cited.span.end,
                entry=" ".join(one.entry.text.split()) if one.entry else one.work.text if one.work else "",
                entry_start=one.entry.span.start if one.entry else None,
                entry_file=one.work.file if one.work else "",
                entry_line=one.work.line if one.work else 0,
            )
        )
    for entry in links.unused:
        text = " ".join(entry.text.split())
        start, end = entry.span
        table.append(Row(status="unused", differs="", text=text, start=start, end=end, entry=text, entry_start=start, entry_file="", entry_line=0))
    for work in links.unused_works:
        text = f"@{work.key}"
        table.append(Row(status="unused", differs="", text=text, start=None, end=None, entry=work.text, entry_start=None, entry_file=work.file, entry_line=work.line))
    return table


def as_text(table: Sequence[Row], where: Callable[[int], str], width: int = 100) -> str:
    """The table as aligned lines and a line of totals; `where` gives the place of an offset, as "12:5".

    >>> row = Row(status="missing", differs="", text="Ostrow, 2009", start=4, end=16, entry="", entry_start=None, entry_file="", entry_line=0)
    >>> print(as_text([row], lambda offset: f"1:{offset + 1}"))
    1:5  missing   Ostrow, 2009
    1 missing
    """
    places = [f"{row['entry_file']}:{row['entry_line']}" if row["start"] is None else where(row["start"]) for row in table]
    first = max(map(len, places), default=0)
    lines = []
    for place, row in zip(places, table, strict=True):
        status = f"{row['status']} ({row['differs']})" if row["differs"] else row["status"]
        line = f"{place:<{first}}  {status:<9} {row['text']}"
        if row["entry"] and row["entry"] != row["text"]:
            line += f"  ->  {row['entry']}"
        lines.append(line if len(line) <= width else line[: width - 1] + "…")
    counts: dict[str, int] = {}
    for row in table:
        counts[row["status"]] = counts.get(row["status"], 0) + 1
    return "\n".join([*lines, ", ".join(f"{number} {status}" for status, number in counts.items()) or "no citations"])

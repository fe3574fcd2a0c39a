"""`essaylint citations ESSAY`: every citation and the entry that it was found to cite; every entry that nobody cites."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from essaylint.commands.fresh import document_of
from essaylint.commands.output import Output, add_output, terminal_width
from essaylint.essay.citation_table import Row, as_text, rows
from essaylint.essay.document import Document
from essaylint.reports.terminal import visible
from essaylint.span import Span


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `citations`."""
    parser.add_argument("paths", nargs="+", metavar="ESSAY")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    add_output(parser)


def run(options: Namespace) -> int:
    """List them; in JSON `start`, `end` and `entry_start` count code points of the essay's file."""
    told: list[dict[str, object]] = []
    with Output(options) as output:
        for path in options.paths:
            document = document_of(path)
            table = rows(document)
            for row in table:
                told.append({"path": path, **row, **_places(document, row)})
            if options.output_format == "text":
                if len(options.paths) > 1:
                    output.stream.write(f"{visible(path)}\n")
                text = as_text(table, lambda offset, document=document: _place(document, offset), terminal_width())  # type: ignore[misc]
                output.stream.write("".join(visible(line) + "\n" for line in text.splitlines()))
        if options.output_format == "json":
            output.stream.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return 0


def _places(document: Document, row: Row) -> dict[str, int | None]:
    """A row's places in the file; those that it does not have are None."""
    start, end, entry = row["start"], row["end"], row["entry_start"]
    entry_start = None if entry is None else _in_file(document, entry, entry + 1).start
    if start is None or end is None:
        return {"start": None, "end": None, "entry_start": entry_start, "line": None, "column": None}
    span = _in_file(document, start, end)
    line, column = document.source.position(span.start)
    return {"start": span.start, "end": span.end, "entry_start": entry_start, "line": line, "column": column}


def _in_file(document: Document, start: int, end: int) -> Span:
    return document.map.to_file(Span(start, end))


def _place(document: Document, offset: int) -> str:
    line, column = document.source.position(_in_file(document, offset, offset + 1).start)
    return f"{line}:{column}"

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
    found: list[dict[str, object]] = []
    with Output(options) as output:
        for path in options.paths:
            document = document_of(path)
            for row in rows(document) if options.output_format == "json" else ():
                found.append({"path": path, **row, **_places(document, row)})
            if options.output_format == "text":
                if len(options.paths) > 1:
                    output.stream.write(f"{visible(path)}\n")
                output.stream.write(told(document, terminal_width()))
        if options.output_format == "json":
            output.stream.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    return 0


def told(document: Document, width: int) -> str:
    """The citations of an essay as a table of so many columns."""
    text = as_text(rows(document), lambda offset: _place(document, offset), width)
    return "".join(visible(line) + "\n" for line in text.splitlines())


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

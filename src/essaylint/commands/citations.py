"""`essaylint citations ESSAY`: every citation and the entry that it was found to cite; every entry that nobody cites."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from essaylint.commands.fresh import document_of
from essaylint.commands.output import Output, add_output
from essaylint.essay.linking import link, rows
from essaylint.reports.terminal import visible
from essaylint.span import Span


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `citations`."""
    parser.add_argument("paths", nargs="+", metavar="ESSAY")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    add_output(parser)


def run(options: Namespace) -> int:
    """List them; `start`, `end` and `entry_start` count code points of the file."""
    table = []
    with Output(options) as output:
        for path in options.paths:
            document = document_of(path)
            for row in rows(link(document), document):
                place = document.map.to_file(Span(_number(row["start"]), _number(row["end"])))
                line, column = document.source.position(place.start)
                entry = row["entry_start"]
                at = document.map.to_file(Span(entry, entry)).start if isinstance(entry, int) else None
                table.append({**row, "path": path, "start": place.start, "end": place.end, "entry_start": at, "line": line, "column": column})
                if options.output_format == "text":
                    output.stream.write(f"{visible(f'{path}:{line}:{column}: {_told(row)}')}\n")
        if options.output_format == "json":
            output.stream.write(json.dumps(table, ensure_ascii=False, indent=2) + "\n")
    return 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _told(row: dict[str, object]) -> str:
    if row["status"] == "unused":
        return f"unused    {_short(row['text'])}"
    differs = f" ({row['differs']} differs)" if row["differs"] else ""
    entry = f" -> {_short(row['entry'])}" if row["entry"] else ""
    return f"{row['status']:9} {_short(row['text'], 40)}{entry}{differs}"


def _short(value: object, most: int = 70) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= most else f"{text[: most - 2]} …"

"""`check --add-allow=REASON`: what is told now is meant; a comment or an entry in the config says so from now on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from essaylint.allowing import comment_place
from essaylint.commands.output import complain
from essaylint.config import Allow
from essaylint.fixing import encoded, write_atomically
from essaylint.formats import format_of, read
from essaylint.remembering import add_allows, config_to_write
from essaylint.reports.records import FileRecord
from essaylint.reports.terminal import visible
from essaylint.source import SourceError, decode
from essaylint.span import Span

COMMENTED = ("markdown", "quarto", "html", "latex")


def add_allows_for(files: Sequence[FileRecord], reason: str) -> int:
    """Allow every finding of `files`, with a comment where the format has comments, else in the nearest config.

    The exit code: 2 if a file could not be written.
    """
    reason = " ".join(reason.replace("--", "–").split())
    failed = False
    for file in files:
        found = file.get("diagnostics", [])
        if "error" in file or not found:
            failed |= "error" in file
            continue
        path = Path(file["path"])
        try:
            if format_of(path) in COMMENTED:
                _comment(path, file, reason)
            else:
                config = config_to_write(path)
                where = path.absolute().relative_to(config.absolute().parent).as_posix()
                add_allows(config, [Allow(one["rule"], " ".join(one["text"].split()), reason, where) for one in found])
        except (OSError, SourceError) as error:
            complain(str(error) if isinstance(error, SourceError) else f"{path}: could not be written ({error.strerror})")
            failed = True
            continue
        many = "1 finding is" if len(found) == 1 else f"{len(found)} findings are"
        print(f"{visible(str(path))}: {many} allowed: {visible(reason)}")
    return 2 if failed else 0


def _comment(path: Path, file: FileRecord, reason: str) -> None:
    data = path.read_bytes()
    source = decode(data, file["path"])
    document = read(source, format_of(path))
    wanted: dict[int, tuple[bool, list[str]]] = {}
    for one in file.get("diagnostics", []):
        span, alone = comment_place(document, Span(one["start"]["offset"], one["end"]["offset"]))
        at = span.start if alone else source.line_span(source.position(max(span.end - 1, span.start)).line).end
        rules = wanted.setdefault(at, (alone, []))[1]
        if one["rule"] not in rules:
            rules.append(one["rule"])
    text = source.text
    newline = "\r\n" if "\r\n" in text else "\n"
    for at, (alone, rules) in sorted(wanted.items(), reverse=True):
        said = f"essaylint allow {', '.join(rules)}{': ' + reason if reason else ''}"
        comment = f"% {said}" if document.format == "latex" else f"<!-- {said} -->"
        blank = newline if document.format == "markdown" else ""
        text = text[:at] + (f"{comment}{newline}{blank}" if alone else f" {comment}") + text[at:]
    write_atomically(path, encoded(text, data, source))

"""`check --since`: only the paragraphs that changed since a git revision, or since an earlier file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from essaylint.allowing import file_spans
from essaylint.configfile import ConfigError
from essaylint.formats import decode, load, read, text_format_of
from essaylint.reports.records import DiagnosticRecord, FileRecord
from essaylint.source import Source, SourceError
from essaylint.span import Span


def changed_only(file: FileRecord, text: str, since: str) -> FileRecord:
    """A file's record with only the findings that touch a paragraph which was not there before.

    `since` is a revision of git, or a file. Raises `ConfigError` if it is neither.
    """
    if "diagnostics" not in file:
        return file
    before = _before(Path(file["path"]), since)
    if before is None:
        return file
    old = {block.paragraph.text for block in read(Source(before.text, before.path), text_format_of(before.path)).blocks}
    document = read(Source(text, file["path"]), text_format_of(file["path"]))
    spans = zip(document.blocks, file_spans(document), strict=True)
    changed = [span for block, span in spans if block.paragraph.text not in old]
    return {**file, "diagnostics": [one for one in file["diagnostics"] if _touches(one, changed)]}


def _touches(one: DiagnosticRecord, changed: list[Span]) -> bool:
    places = [(one["start"], one["end"]), *((place["start"], place["end"]) for place in one["related"])]
    return any(span.overlaps(Span(start["offset"], end["offset"])) for start, end in places for span in changed)


def _before(path: Path, since: str) -> Source | None:
    """What the file was; None if there was none."""
    if Path(since).is_file():
        return load(Path(since))
    folder = path.absolute().parent
    if since.startswith("-") or _git(folder, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}") is None:
        raise ConfigError(f"--since: “{since}” is neither a revision of git here nor a file; name one, such as HEAD or main")
    data = _git(folder, "show", f"{since}:./{path.name}")
    try:
        return decode(data, str(path)) if data is not None else None
    except SourceError:
        return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git says; None if it fails. Raises `ConfigError` if there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError:
        raise ConfigError("--since: git is not installed; name an earlier file instead") from None
    return done.stdout if done.returncode == 0 else None

"""Fixes, applied: from left to right, never two at one place, until nothing is left to fix."""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from essaylint.diagnostic import Diagnostic, Edit, Fix, Safety
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.formats import read
from essaylint.source import Source, SourceError

ROUNDS = 20
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


class Fixed(NamedTuple):
    """A text with its fixes made, and the rules whose fixes they were, one for every fix."""

    text: str
    rules: tuple[str, ...] = ()


def chosen(diagnostics: Iterable[Diagnostic], *, suggested: bool = False) -> list[Fix]:
    """The fixes to apply: the safe ones, or with `suggested` the first of every finding; none overlaps another."""
    return [fix for _, fix in chosen_with_rules(diagnostics, suggested=suggested)]


def chosen_with_rules(diagnostics: Iterable[Diagnostic], *, suggested: bool = False) -> list[tuple[str, Fix]]:
    """The same, each with the rule whose fix it is."""
    fixes: list[tuple[str, Fix]] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        for fix in diagnostic.fixes[:1]:
            wanted = fix.edits and (suggested or fix.safety is Safety.SAFE)
            if wanted and not any(_clash(new, old) for new in fix.edits for old in taken):
                fixes.append((diagnostic.rule, fix))
                taken.extend(fix.edits)
    return fixes


def _clash(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with all edits of `fixes` made."""
    parts: list[str] = []
    at = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span):
        parts += [text[at : edit.span.start], edit.new]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def fix_text(text: str, linter: Linter, *, format: str = "plain", suggested: bool = False, quick: bool = False) -> str:
    """The text with fixes applied round after round until it is quiet; a text that comes back ends it."""
    return fix_source(Source(text), linter, format=format, suggested=suggested, quick=quick).text


def fix_source(
    source: Source,
    linter: Linter,
    *,
    format: str = "plain",
    suggested: bool = False,
    quick: bool = False,
    reader: Callable[[Source, str], Document] = read,
) -> Fixed:
    """The same, and which rules' fixes were made. Fixes of a round see the same text and never touch one another.

    `reader` is `formats.read`, or `formats.read_file` for a source that is a file.
    """
    text, made = source.text, ()
    seen = {text}
    for _ in range(ROUNDS):
        report = linter.run(reader(Source(text, source.path, source.encoding), format), quick=quick)
        fixes = chosen_with_rules(report.diagnostics, suggested=suggested)
        after = apply(text, [fix for _, fix in fixes])
        if after == text:
            break
        text, made = after, (*made, *(rule for rule, _ in fixes))  # type: ignore[assignment]
        if text in seen:
            break
        seen.add(text)
    return Fixed(text, made)


def encoded(text: str, before: bytes, source: Source) -> bytes:
    """The bytes of a mended text, encoded as the file was, its byte order mark kept.

    Raises `SourceError` if the file's own bytes would not come back, or its encoding lacks a character.
    """
    known = _MARKS if source.encoding == "utf-32" else _MARKS[2:]
    mark, encoding = next(((mark, name) for mark, name in known if before.startswith(mark)), (b"", source.encoding))
    try:
        if mark + source.text.encode(encoding) != before:
            raise SourceError(f"{source.path}: has bytes that are not {source.encoding}; save it as UTF-8, then it can be mended")
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        lacking = text[error.start] if error.start < len(text) else ""
        raise SourceError(f"{source.path}: its encoding {source.encoding} has no “{lacking}”; save it as UTF-8, then it can be mended") from None


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in place of the file, whole or not at all, with the mode that it has; a link stays a link.

    What is no file (a device, a pipe) is written to and stays what it is. Raises `OSError`; the file is then as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            file.write(data)
        return
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".essaylint")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None  # the name that the user knows
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

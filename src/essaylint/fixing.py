"""Fixes, applied: from left to right, never two at one place, until nothing is left to fix."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from essaylint.diagnostic import Diagnostic, Edit, Fix, Safety
from essaylint.engine import Linter
from essaylint.formats import read
from essaylint.source import Source

ROUNDS = 10


def chosen(diagnostics: Iterable[Diagnostic], *, suggested: bool = False) -> list[Fix]:
    """The fixes to apply: the safe ones, or with `suggested` the first of every finding; none overlaps another."""
    fixes: list[Fix] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        for fix in diagnostic.fixes[:1]:
            if (suggested or fix.safety is Safety.SAFE) and not any(_clash(new, old) for new in fix.edits for old in taken):
                fixes.append(fix)
                taken.extend(fix.edits)
    return fixes


def _clash(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with all edits of `fixes` made."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span, reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    return text


def fix_text(text: str, linter: Linter, *, format: str = "plain", suggested: bool = False, quick: bool = False) -> str:
    """The text with fixes applied round after round until it is quiet; a text that comes back ends it."""
    seen = {text}
    for _ in range(ROUNDS):
        fixes = chosen(linter.run(read(Source(text), format), quick=quick).diagnostics, suggested=suggested)
        after = apply(text, fixes)
        if after in seen:
            return text if not fixes else after
        seen.add(after)
        text = after
    return text


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in place of the file, whole or not at all, with the mode that it has; a link stays a link."""
    target = path.resolve()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(name, stat.S_IMODE(target.stat().st_mode))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise

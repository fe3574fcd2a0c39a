"""Two rules that say the same of one place: one stays."""

from __future__ import annotations

from collections.abc import Iterable

from essaylint.diagnostic import Diagnostic

# Categories whose findings at one place say the same; the others each say something of their own.
_ALIKE = frozenset({"spelling", "grammar", "wording", "style"})
_NEAR = 12


def without_repeats(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by place, without those that a louder or surer one at the same place makes needless.

    Two findings are of one place when one span holds the other and is at most a few characters longer. The louder
    one stays; then the one with a fix; then the longer.
    """
    ordered = sorted(diagnostics, key=lambda one: (one.span.start, one.span.end, one.rule))
    kept: list[Diagnostic] = []
    for one in ordered:
        rival = next((other for other in reversed(kept[-8:]) if _same_place(one, other)), None)
        if rival is None:
            kept.append(one)
        elif _weight(one) > _weight(rival):
            kept[kept.index(rival)] = one
    return sorted(kept, key=lambda one: (one.span.start, one.span.end, one.rule))


def _same_place(one: Diagnostic, other: Diagnostic) -> bool:
    if one.rule == other.rule:
        return one.span == other.span and one.message == other.message
    if one.category not in _ALIKE or other.category not in _ALIKE:
        return False
    nested = one.span.contains(other.span) or other.span.contains(one.span)
    return nested and abs(one.span.length - other.span.length) <= _NEAR


def _weight(one: Diagnostic) -> tuple[int, bool, int]:
    return one.severity.rank, bool(one.fixes), one.span.length

"""Citations that are marks and not names: numbers in brackets, superscripts, notes, pandoc keys, LaTeX commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.essay import citation_patterns as patterns
from essaylint.essay.citation import Citation
from essaylint.span import Span


def marks_in(text: str) -> Iterator[Citation]:
    """The citations of `text` that are numbers, notes, keys or commands."""
    if "[" in text:
        yield from _square(text)
    if "@" in text:
        yield from _keys(text)
    if "\\" in text:
        for match in patterns.LATEX.finditer(text):
            keys = tuple(key.strip() for key in match.group(1).split(","))
            yield Citation(Span(*match.span()), "key", keys, group=Span(*match.span()))
    for match in patterns.SUPERSCRIPT.finditer(text):
        if not patterns.BEFORE_POWER.search(text[: match.start()]):
            digits = match.group().translate(_DIGITS)
            yield Citation(Span(*match.span()), "numeric", _numbers(digits), group=Span(*match.span()))


_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")


def brackets(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Outermost bracketed stretches of at most 600 characters, brackets included."""
    depth, start = 0, -1
    for match in re.finditer(rf"[{re.escape(opening + closing)}]", text):
        if match.group() == opening:
            if depth and match.start() - start > 600:
                depth = 0
            if not depth:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.end()


def _square(text: str) -> Iterator[Citation]:
    """Numbers and notes in square brackets."""
    last: tuple[int, int] | None = None
    for match in patterns.NUMERIC.finditer(text):
        numbers = _numbers(match.group(1))
        first = int(numbers[0]) if numbers else 0
        if last and numbers and text[last[0] : match.start()].strip() in ("-", "–") and 0 < first - last[1] < 100:
            numbers = (*(str(n) for n in range(last[1] + 1, first)), *numbers)  # "[4]-[6]"
        yield Citation(Span(*match.span()), "numeric", numbers, group=Span(*match.span()))
        last = (match.end(), int(numbers[-1])) if numbers else None
    for match in patterns.NOTE.finditer(text):
        yield Citation(Span(*match.span()), "note", group=Span(*match.span()))


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers a bracket stands for, ranges written out: "2-5, 8" gives 2 3 4 5 8."""
    out: list[str] = []
    for part in re.split(r"\s*[,;]\s*", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] < 100:
            out.extend(str(n) for n in range(ends[0], ends[1] + 1))
        else:
            out.extend(str(n) for n in ends)
    return tuple(out)


def _keys(text: str) -> Iterator[Citation]:
    """Pandoc keys: "[@smith2010, p. 3; @lee]", and "@smith2010" in running prose."""
    bracketed = [Span(*span) for span in brackets(text, "[", "]")]
    for match in patterns.KEY.finditer(text):
        key = match.group(1).strip("{}").rstrip(".:?")
        group = next((span for span in bracketed if span.start <= match.start() < span.end), None)
        if group is None and not re.search(r"[a-z][a-z:_-]*\d{4}|\w:\w", key, re.I):
            continue
        span = Span(match.start(), match.start() + len(match.group().rstrip(".:?")))
        yield Citation(span, "key", (key,), group=group or span)

"""Shares of one whole that add up to more than the whole, and parts that outnumber their total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.quantities import Number, find_numbers
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_SHARE = re.compile(r"\b(?:ma[kd]es? up|account(?:s|ed)? for|constitutes?d?|comprises?d?|represents?|represented)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_REST = re.compile(r"\b(?:the (?:rest|remainder|remaining|others?)|what is left)\b[^.!?]{0,40}$", re.IGNORECASE)
_FIRST_PART = re.compile(r"\s?of (?:them|these)\b", re.IGNORECASE)
_PART = re.compile(r"\s?(?:of (?:them|these|the \w+)|(?:are|were|show|showed|have|had|came|come|went)\b)", re.IGNORECASE)
_OVERLAP = re.compile(r"\b(?:both|also|overlap|more than one|several answers|multiple|respectively|each of them)\b", re.IGNORECASE)
_END = re.compile(r"[.!?;]\s|\n|\Z")
_REACH = 400
# What every finding has: the word for what is left of a whole and a share soon after it, or a number and "of them".
_HINT = Pattern(r"\b(?:the (?:rest|rem|other)|what is left)|of the(?:m|se)\b", re.IGNORECASE)
_SHARED = re.compile(r"%|per ?cent", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion|trillion|dozen))\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Adds up "A makes up 40 %, B accounts for 38 %, the rest, 31 %" and "fifty of them ..., thirty are ...".

    `slack` is how many points above 100 rounding may explain.
    """

    slack: float = 1.5

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield the first share, or the total, with the others that do not fit."""
        text = document.prose
        hints = [
            block.start + match.start()
            for block in document.running
            for match in _HINT.finditer(block.paragraph)
            if _is_hint(text, block.start + match.start(), block.start + match.end())
        ]
        blocks = (Span(block.start, block.start + len(block.paragraph.text)) for block in document.running if hints)
        running = [one for one in blocks if any(one.start - 2 * _REACH < at < one.end + 2 * _REACH for at in hints)]
        numbers = [one for span in running for one in _shifted(find_numbers(span.of(text)), span.start)]
        for place, number in enumerate(numbers):
            before = [one for one in numbers[:place] if number.span.start - one.span.start < _REACH]
            if number.kind == "percent" and _REST.search(text, max(0, number.span.start - 60), number.span.start):
                yield from self._shares(text, before, number)
            elif number.kind == "count" and _FIRST_PART.match(text, number.span.end) and before:
                yield from _parts(text, before, [one for one in numbers[place:] if one.span.start - number.span.start < _REACH])

    def _shares(self, text: str, before: list[Number], rest: Number) -> Iterator[Finding]:
        parts = [one for one in before if one.kind == "percent"]
        if not parts or not any(_SHARE.search(text, max(0, one.span.start - 30), one.span.start) for one in parts):
            return
        if _OVERLAP.search(text, parts[0].span.start, rest.span.end):
            return
        total = rest.value + sum(one.value for one in parts)
        if total > 100 + self.slack:
            yield _finding(parts[0], [*parts[1:], rest], f"{total:g} %", "100 %")


def _is_hint(text: str, start: int, end: int) -> bool:
    """Whether a number stands where a finding with this hint has one."""
    if text[start : start + 2].lower() == "of":
        return _COUNTED.search(text, max(start - 16, 0), start) is not None
    return _SHARED.search(text, end, end + 120) is not None


def _parts(text: str, before: list[Number], after: list[Number]) -> Iterator[Finding]:
    """The parts that stand in the sentence of the first one, and the one number before it as their total."""
    end = _END.search(text, after[0].span.end)
    parts = [one for one in after if one.kind == "count" and end and one.span.start < end.start()]
    if len(parts) < 3 or len(before) != 1 or before[0].bound or before[0].kind != "count":
        return
    if not all(_PART.match(text, one.span.end) for one in parts) or _OVERLAP.search(text, parts[0].span.start, parts[-1].span.end + 40):
        return
    total = sum(one.value for one in parts)
    if total > before[0].value:
        yield _finding(before[0], parts, f"{total:g}", f"{before[0].value:g}")


def _shifted(numbers: tuple[Number, ...], by: int) -> Iterator[Number]:
    return (number._replace(span=number.span.shift(by)) for number in numbers)


def _finding(first: Number, others: list[Number], total: str, whole: str) -> Finding:
    places = tuple(Place(one.span, "one part") for one in others[:8])
    return Finding(first.span, {"sum": total, "whole": whole}, places)

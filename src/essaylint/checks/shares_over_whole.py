"""Shares of one whole that add up to more than the whole, and parts that outnumber their total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.quantities import Number, find_numbers
from essaylint.span import Span

_SHARE = re.compile(r"\b(?:ma[kd]es? up|account(?:s|ed)? for|constitutes?d?|comprises?d?|represents?|represented)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_REST = re.compile(r"\b(?:the (?:rest|remainder|remaining|others?)|what is left)\b[^.!?]{0,40}$", re.IGNORECASE)
_PARTS = re.compile(r"\s?(?:of (?:them|these|the \w+)|(?:are|were|show|showed|have|had|came|come)\b)", re.IGNORECASE)
_OVERLAP = re.compile(r"\b(?:both|also|overlap|more than one|several answers|multiple|respectively|each)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Adds up "A makes up 40 %, B accounts for 38 %, the rest, 31 %" and "fifty of them ..., thirty are ...".

    `slack` is how many points above 100 rounding may explain.
    """

    slack: float = 1.5

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the share, or total, with the parts that do not fit it."""
        if _OVERLAP.search(paragraph.text):
            return
        numbers = find_numbers(paragraph.text)
        yield from self._shares(paragraph, numbers)
        yield from self._parts(paragraph, numbers)

    def _shares(self, paragraph: Paragraph, numbers: tuple[Number, ...]) -> Iterator[Finding]:
        shares = [number for number in numbers if number.kind == "percent" and number.value <= 100]
        rest = next((one for one in shares if _REST.search(paragraph.text, max(0, one.span.start - 60), one.span.start)), None)
        if rest is None:
            return
        parts = [one for one in shares if one.span.start < rest.span.start and rest.span.start - one.span.start < 400]
        if not parts or not any(_SHARE.search(paragraph.text, max(0, one.span.start - 30), one.span.start) for one in parts):
            return
        total = rest.value + sum(one.value for one in parts)
        if total > 100 + self.slack:
            yield Finding(parts[0].span, {"sum": f"{total:g} %", "whole": "100 %"}, _places([*parts[1:], rest]))

    def _parts(self, paragraph: Paragraph, numbers: tuple[Number, ...]) -> Iterator[Finding]:
        for sentence, following in zip(paragraph.sentences, paragraph.sentences[1:], strict=False):
            parts = [one for one in numbers if following.contains(one.span) and one.kind == "count"]
            before = [one for one in numbers if sentence.contains(one.span) and one.kind == "count"]
            if len(parts) < 3 or len(before) != 1 or before[0].bound:
                continue
            if not re.match(r"\s?of (?:them|these)\b", paragraph.text[parts[0].span.end :]) or parts[0].span.start != following.start:
                continue
            if not all(_PARTS.match(paragraph.text, one.span.end) for one in parts):
                continue
            total = sum(one.value for one in parts)
            if total > before[0].value:
                yield Finding(before[0].span, {"sum": f"{total:g}", "whole": f"{before[0].value:g}"}, _places(parts))


def _places(parts: list[Number]) -> tuple[Place, ...]:
    return tuple(Place(Span(*one.span), "one part") for one in parts[:8])

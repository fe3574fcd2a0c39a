"""Words that go in pairs, with the wrong partner: “both … as well as”, “although …, but”, “more … in comparison to”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_Pair = tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], re.Pattern[str], str]


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report the second half of a pair that does not go with its first half in the same sentence.

    Each line of `pairs` is `first | second | right`: two lists of phrases parted by commas, and what the second should be
    (empty: it goes). `within` is how many words may lie between; `start` takes only firsts that open the sentence; `stop`
    are words that, between the two, make the pair right; `clause` asks for one clause without a comma between them.
    """

    pairs: tuple[str, ...]
    within: int = 12
    start: bool = False
    stop: tuple[str, ...] = ()
    clause: bool = False

    @cached_property
    def _read(self) -> tuple[_Pair, ...]:
        lines = [_parts(line) for line in self.pairs]
        return tuple(
            (_split(first), _split(second), _any(first), _any(second), right) for first, second, right in lines
        )

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the second half, with the first as its related place."""
        folded = paragraph.folded
        for firsts, seconds, first, second, right in self._read:
            if not (any(phrase in folded for phrase in firsts) and any(phrase in folded for phrase in seconds)):
                continue
            for match in first.finditer(folded):
                sentence = paragraph.sentence_at(match.start())
                if self.start and folded[sentence.start : match.start()].strip(" \"'("):
                    continue
                partner = second.search(folded, match.end(), sentence.end)
                if partner is None or not self._pairs(folded[match.end() : partner.start()]):
                    continue
                span = Span(*partner.span())
                if folded[span.start] == ",":
                    span = Span(span.start + 2, span.end)
                fix = (_delete(paragraph, span),) if not right else (Fix.replace(span, right),)
                place = Place(Span(*match.span()), f"goes with “{match.group()}”")
                yield Finding(span, {"first": match.group(), "right": right}, (place,), fix)

    def _pairs(self, between: str) -> bool:
        words = between.split()
        if not words or len(words) > self.within or any(mark in between for mark in ';:()—–"'):
            return False
        if self.clause and ("," in between or len(words) < 3):
            return False
        return not any(re.search(rf"\b{re.escape(stop)}\b", between) for stop in self.stop)


def _parts(line: str) -> tuple[str, str, str]:
    first, second, right = (part.strip() for part in line.split("|"))
    return first, second, right


def _split(phrases: str) -> tuple[str, ...]:
    return tuple(phrase.strip().replace("COMMA", ",") for phrase in phrases.split(","))


def _any(phrases: str) -> re.Pattern[str]:
    options = "|".join(re.escape(phrase) for phrase in _split(phrases))
    return re.compile(rf"(?:(?<![\w'-])|(?=,))(?:{options})(?![\w'-])")


def _delete(paragraph: Paragraph, span: Span) -> Fix:
    end = span.end + 1 if paragraph.text[span.end : span.end + 1] == " " else span.end
    return Fix.replace(Span(span.start, end), "")

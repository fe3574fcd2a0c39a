"""An essay that promises three reasons and gives two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.quantities import number_of, ordinal
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_NUMBER = r"(?P<number>two|three|four|five|six|seven|[2-7])"
_OPENER = re.compile(
    r"(?:^|(?<=[.!?;:]\s)|(?<=[.!?][”\"’)]\s))(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh)(?:ly)?,?\s"
    r"|(?P<the>the (?:first|second|third|fourth|fifth|sixth|seventh|last|final) (?P<noun>\w+)|my (?:first|second|third|last|final) \w+)\s"
    r"|(?P<last>finally|lastly|last but not least|last of all),?\s"
    r"|(?P<more>another|also|besides|moreover|furthermore|in addition|additionally|next|then)\b)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Compares a promised number with the "first", "second" and "finally" that follow.

    `nouns` are what is promised (plurals), `reach` how many characters further a list may go on.
    """

    nouns: tuple[str, ...] = ("reasons", "arguments", "points", "ways")
    reach: int = 6000

    @cached_property
    def _promise(self) -> Pattern:
        return Pattern(
            rf"\b(?:for|there are|has|have|are|discuss|present|give|offer|see|name|of|following|these|the following)\s(?:these |the )?{_NUMBER}"
            rf"(?: \w+)? (?P<noun>{'|'.join(self.nouns)})\b",
            re.IGNORECASE,
        )

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield each promise that the list after it does not keep, with the list's openers."""
        if not any(self._promise.may_match(block.paragraph) for block in document.running):
            return
        promise = self._promise.pattern
        prose = document.prose
        running = [Span(block.start, block.start + len(block.paragraph.text)) for block in document.running]
        promises = [match for match in promise.finditer(prose) if any(span.start <= match.start() < span.end for span in running)]
        for place, match in enumerate(promises):
            end = promises[place + 1].start() if place + 1 < len(promises) else len(prose)
            wanted = int(number_of(match["number"]) or 0)
            openers = self._openers(prose, match.end(), min(end, match.end() + self.reach))
            if openers and len(openers) >= 2 and len(openers) != wanted:
                span = Span(match.start("number"), match.end())
                related = tuple(Place(opener, f"number {index + 1}") for index, opener in enumerate(openers))
                yield Finding(span, {"promised": str(wanted), "given": str(len(openers))}, related)

    def _openers(self, prose: str, start: int, end: int) -> list[Span]:
        """The places that open one item each, or none where the list cannot be followed."""
        found: list[Span] = []
        for match in _OPENER.finditer(prose, start, end):
            word = (match["ordinal"] or "").lower()
            if match["the"]:
                word = match["the"].split()[1].lower()
            place = ordinal(word)
            if match["more"] and found:
                return []
            if place == len(found) + 1:
                found.append(Span(match.start(), match.end() - 1))
            elif place or ((match["last"] or word in ("last", "final")) and not found):
                return [] if place != 1 else found
            elif match["last"] or word in ("last", "final"):
                found.append(Span(match.start(), match.end() - 1))
                break
        return found

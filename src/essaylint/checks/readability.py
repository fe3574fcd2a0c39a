"""Paragraphs that are hard to read, by a readability score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a paragraph of `words` words or more whose Flesch reading ease is below `flesch` (100 easy, 0 hard).

    The finding is its longest sentence. The message may use {flesch} and {grade} (years of school, Flesch-Kincaid).
    """

    flesch: float = 10.0
    words: int = 60
    # textstat comes with the parser ("essaylint[parse]").
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        if len(paragraph.words) < self.words:
            return
        from essaylint.backends.readability import available, scores  # textstat and its dictionary cost two seconds

        if not available():
            return
        found = scores(paragraph.text)
        if found.flesch < self.flesch:
            longest = max(paragraph.sentences, key=lambda span: span.length)
            yield Finding(longest, {"flesch": f"{found.flesch:.0f}", "grade": f"{found.grade:.0f}"})

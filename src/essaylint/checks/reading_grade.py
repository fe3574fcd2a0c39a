"""A whole essay that is harder or easier to read than it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck, Need
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.metrics import Metrics
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report an essay whose Flesch-Kincaid grade (years of school) is below `least` or above `most`; silent below `words` words.

    The finding is its longest sentence. The message may use {grade} and {bounds}.
    """

    least: float = 0.0
    most: float = 18.0
    words: int = 250
    # textstat comes with the parser ("essaylint[parse]").
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.word_count < self.words:
            return
        grade = Metrics(document).scores.get("flesch_kincaid_grade")
        if grade is not None and not self.least <= grade <= self.most:
            sentences = [block.place(span) for block in document.running for span in block.paragraph.sentences]
            yield Finding(max(sentences, key=lambda span: span.length), {"grade": f"{grade:.0f}", "bounds": f"{self.least:.0f} to {self.most:.0f}"})

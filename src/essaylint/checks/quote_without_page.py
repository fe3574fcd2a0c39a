"""Word-for-word quotations whose citation gives no page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a citation of author and year without a page right after a quotation of `least_words` words or more."""

    least_words: int = 6

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        for quotation in paragraph.quotations:
            if len(quotation.of(paragraph.text).split()) < self.least_words:
                continue
            for citation in paragraph.citations:
                between = paragraph.text[quotation.end : citation.group.start]
                if citation.kind != "parenthetical" or citation.group.start < quotation.end or between.strip(" .,"):
                    continue
                group = paragraph.text[citation.group.start : citation.group.end]
                rest = group[citation.span.end - citation.group.start :]
                if not citation.pages and not re.search(r"\d|p\.|para", rest) and group.count(";") == 0:
                    yield Finding(citation.span, {"quote": quotation.of(paragraph.text)[:60]})

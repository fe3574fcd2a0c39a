"""A page in brackets where nothing says of which work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_PAGE = re.compile(r"\((?:pp?\.|pages?|para\.)\s*\d+(?:\s*[–-]\s*\d+)?\)")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report “(p. 12)” in an essay of author-year citations, where its paragraph has named no work before it."""

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        if not any(one.cited.citation.kind in ("parenthetical", "narrative") for one in links.links):
            return
        cited = {name for one in links.links for name in one.cited.citation.authors}
        for block in document.running:
            for span in _pages(block.paragraph, cited):
                yield Finding(block.place(span))


def _pages(paragraph: Paragraph, cited: set[str]) -> Iterator[Span]:
    for match in _PAGE.finditer(paragraph.text):
        before = paragraph.text[: match.start()]
        named = any(one.group.start < match.start() for one in paragraph.citations)
        if not named and not any(name in before for name in cited):
            yield Span(*match.span())

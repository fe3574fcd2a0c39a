"""A work that is cited for the first time in the conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Block, Document
from essaylint.essay.linking import link
from essaylint.essay.matching import norm
from essaylint.values import dataclass

_OPENS = re.compile(r"(?:In conclusion|To conclude|In summary|To sum up|In sum|To summari[sz]e)\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:\d+\.?\s*)?(?:conclusions?|summary(?: and conclusions?)?|concluding remarks)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report each work first cited in the concluding paragraphs, in an essay with `least` works cited before."""

    least: int = 2

    def find_in(self, document: Document) -> Iterator[Finding]:
        start = _conclusion(document)
        if start is None:
            return
        before: set[tuple[str, str]] = set()
        for one in sorted(link(document).links, key=lambda one: one.cited.span):
            citation = one.cited.citation
            if not citation.authors or not citation.certain:
                continue
            work = (norm(citation.authors[0]), citation.year)
            if one.cited.span.start < start:
                before.add(work)
            elif work not in before and len(before) >= self.least:
                before.add(work)
                yield Finding(one.cited.span)


def _conclusion(document: Document) -> int | None:
    """Where the conclusion starts: under its heading, or the last paragraphs from “In conclusion” on."""
    blocks: list[Block] = [block for block in document.blocks if block.paragraph.kind in ("heading", "body")]
    for block in reversed(blocks[-8:]):
        text = block.paragraph.text
        if (block.paragraph.kind == "heading" and _HEADING.match(text)) or (block.paragraph.kind == "body" and _OPENS.match(text)):
            return block.start
    return None

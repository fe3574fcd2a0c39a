"""A study or report that is named by who made it and not cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.attribution import has_address
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_NAME = r"(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s+(?:of|for|the|and|on|in|de|&)\b|\s+[A-Z][\w’'.-]+){0,8}"
_WORK = r"(?:study|report|survey|poll|analysis|review|article|paper|investigation|census)"
_SAYS = r"(?:found|finds|reported|reports|shows|showed|indicates|indicated|suggests|suggested|revealed|reveals|concluded|concludes|estimates|estimated|states|stated|claims|claimed|discovered|demonstrated|demonstrates|argues|argued)"
# What all of them have something of.
_HINT = Pattern(rf"{_WORK}|[Tt]he (?:Journal|Bureau|Institute|Department|Cent|Association|Foundation|Ministry|Office|Council|Organi|Agency|University|Academy)")
_PATTERNS = (
    Pattern(rf"\b(?:[Aa]|[Oo]ne|[Aa]nother|[Tt]he) (?:(?:recent|new|latest|\d{{4}}|large|major|joint) )*{_NAME} {_WORK}s?\b[^.;]{{0,40}}?\b{_SAYS}\b"),
    Pattern(rf"\b(?:[Aa]|[Tt]he) (?:(?:recent|new|latest|\d{{4}}|large|major|joint) )*{_WORK} (?:by|from|of|published by|conducted by|published in|carried out by) (?:the )?{_NAME}[^.;]{{0,60}}?\b{_SAYS}\b"),
    Pattern(rf"\b(?:[Tt]he )?{_NAME}(?: also)? (?:conducted|published|released|carried out|issued|commissioned) (?:a|an|its|their|another) (?:[\w-]+ )?{_WORK}\b"),
    Pattern(rf"\b[Tt]he (?:Journal|Bureau|Institute|Department|Center|Centre|Centers|Association|Foundation|Ministry|Office|Council|Organization|Organisation|Agency|University|Academy)\b[^.;,]{{0,60}}? (?:also |has |have )?{_SAYS}\b"),
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report named studies and reports in sentences without a citation, unless the essay cites that name elsewhere."""

    def find_in(self, document: Document) -> Iterator[Finding]:
        cited = " ".join(one.cited.text for one in link(document).links)
        listed = " ".join(entry.text for entry in link(document).entries)
        for block in document.running:
            for span in sorted(_reports(block.paragraph)):
                name = re.search(rf"{_NAME}", span.of(block.paragraph.text)[2:])
                words = re.findall(r"[A-Z]\w{3,}", name.group() if name else "")
                if words and not all(word in cited or word in listed for word in words):
                    yield Finding(block.place(span))


def _reports(paragraph: Paragraph) -> Iterator[Span]:
    last = 0
    if not _HINT.may_match(paragraph):
        return
    found = sorted(Span(*match.span()) for pattern in _PATTERNS for match in pattern.finditer(paragraph))
    for span in found:
        sentence = paragraph.sentence_at(span.start)
        if span.start >= last and not paragraph.is_cited(span) and not has_address(paragraph, sentence):
            last = span.end
            yield span

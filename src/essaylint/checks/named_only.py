"""A listed author who is named in the text without a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.span import Span
from essaylint.values import dataclass

_SAYS = (
    r"(?: and [A-Z][\w’'-]+| et al\.)?(?: also| further| rightly)? (?:says?|said|argue[sd]?|claim(?:s|ed)?|states?|stated"
    r"|notes?|noted|writes?|wrote|suggest(?:s|ed)?|shows?|showed|finds?|found|believe[sd]?|explain(?:s|ed)?|describe[sd]?"
    r"|define[sd]?|contend(?:s|ed)?|maintain(?:s|ed)?|observe[sd]?|report(?:s|ed)?|assert(?:s|ed)?|conclude[sd]?"
    r"|propose[sd]?|discuss(?:es|ed)?)\b"
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report “Keller argues” where neither its sentence nor one before it in the paragraph cites Keller."""

    def find_in(self, document: Document) -> Iterator[Finding]:
        names = {entry.authors[0].surname for entry in link(document).entries if entry.authors}
        if not names:
            return
        named = re.compile(rf"\b({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))}){_SAYS}")
        for block in document.running:
            paragraph = block.paragraph
            for match in named.finditer(paragraph.text):
                end = paragraph.sentence_at(match.start()).end
                cited = {name for one in paragraph.citations if one.span.start < end for name in one.authors}
                if match.group(1) not in cited:
                    start, stop = match.span(1)
                    yield Finding(block.place(Span(start, stop)))

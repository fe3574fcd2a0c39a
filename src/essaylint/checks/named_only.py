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

_SAYS = re.compile(
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
        for block in document.running:
            paragraph = block.paragraph
            for span in _named(names, paragraph.text):
                end = paragraph.sentence_at(span.start).end
                cited = {name for one in paragraph.citations if one.span.start < end for name in one.authors}
                if span.of(paragraph.text) not in cited:
                    yield Finding(block.place(span))


def _named(names: set[str], text: str) -> Iterator[Span]:
    """Where one of the names stands and says something, the longest of those that begin together; without a pattern for each essay."""
    found: list[tuple[int, int, int]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            says = _SAYS.match(text, end) if at == 0 or _is_word(text[at - 1]) is not _is_word(name[0]) else None
            if says:
                found.append((at, -end, says.end()))
            at = text.find(name, at + 1)
    last = 0
    for start, end, after in sorted(found):
        if start >= last:
            last = after
            yield Span(start, -end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"

"""Headings in title case, and words that break it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Block, Document
from essaylint.essay.words import Word
from essaylint.span import Span
from essaylint.values import dataclass

_SMALL = frozenset(
    "a an the and or but nor for so yet of in on at to by up as off per via with from into onto over under than between among "
    "about after before through during without within against toward towards upon is vs".split()
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the words that break the case that most headings have.

    `at_least` headings of two words or more are needed, and `share` of them in title case, where every word but the small
    ones has a capital. A small word with a capital in one heading only is told too.
    """

    at_least: int = 3
    share: float = 0.6

    def find_in(self, document: Document) -> Iterator[Finding]:
        headings = [block for block in document.of_kind("heading") if not block.paragraph.text.isupper()]
        told = [block for block in headings if _major(block)]
        titled = [block for block in told if _is_title(block)]
        if len(told) < self.at_least or len(titled) < self.share * len(told):
            return
        wrong = [(block, word) for block in told for word in _major(block) if word.text[0].islower()]
        wrong += _unlike(headings)
        if not wrong:
            return
        wrong.sort(key=lambda pair: pair[0].place(pair[1].span))
        spans = [block.place(word.span) for block, word in wrong]
        edits = tuple(
            Edit(Span(span.start, span.start + 1), word.text[0].swapcase()) for (_, word), span in zip(wrong, spans, strict=True)
        )
        words = {"count": str(len(titled)), "word": wrong[0][1].text}
        yield Finding(spans[0], words, tuple(Place(span) for span in spans[1:]), (Fix(Safety.SUGGESTED, edits),))


def _unlike(headings: list[Block]) -> list[tuple[Block, Word]]:
    """Small words with a capital in one heading and none in another: the rarer way, or the odd one."""
    uses: dict[str, list[tuple[Block, Word]]] = defaultdict(list)
    for block in headings:
        for word in block.paragraph.words[1:]:
            if word.text.lower() in _SMALL:
                uses[word.text.lower()].append((block, word))
    wrong: list[tuple[Block, Word]] = []
    for small, places in uses.items():
        capital = [pair for pair in places if pair[1].text[0].isupper()]
        lower = [pair for pair in places if pair[1].text[0].islower()]
        if capital and lower:
            wrong += lower if len(lower) < len(capital) or (len(lower) == len(capital) and len(small) > 4) else capital
    return wrong


def _major(block: Block) -> list[Word]:
    """The words of a heading after the first that a title would give a capital."""
    words = block.paragraph.words[1:]
    return [word for word in words if word.text.lower() not in _SMALL and word.text[0].isalpha() and len(word.text) > 1]


def _is_title(block: Block) -> bool:
    return all(word.text[0].isupper() for word in _major(block))

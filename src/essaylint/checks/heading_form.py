"""Two headings that differ only in their form: “The Town’s Water” and “The Town Water”."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Block, Document
from essaylint.lexicon.stems import stem
from essaylint.span import Span
from essaylint.values import dataclass

_LIGHT = frozenset("a an the of for in on to and".split())


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report headings that have the words of an earlier one in another form; `same = true`: in the very same form.

    One finding for the essay, at the first such heading. The message may use {other}, the earlier heading.
    """

    same: bool = False

    def find_in(self, document: Document) -> Iterator[Finding]:
        seen: dict[tuple[int, tuple[str, ...]], list[Block]] = {}
        pairs: list[tuple[Block, Block]] = []
        for block in document.of_kind("heading"):
            key = (block.paragraph.level, _roots(block))
            twins = [other for other in seen.get(key, []) if (_plain(other) == _plain(block)) is self.same]
            if key[1] and twins:
                pairs.append((block, twins[0]))
            seen.setdefault(key, []).append(block)
        if pairs:
            block, other = pairs[0]
            places = [Place(_whole(other), "the first"), *(Place(_whole(later)) for later, _ in pairs[1:])]
            yield Finding(_whole(block), {"other": other.paragraph.text}, tuple(places))


def _whole(block: Block) -> Span:
    return block.place(Span(0, len(block.paragraph.text)))


def _plain(block: Block) -> str:
    return block.paragraph.folded.strip(" .:")


def _roots(block: Block) -> tuple[str, ...]:
    words = (word.text.lower().replace("’", "'").removesuffix("'s") for word in block.paragraph.words)
    return tuple(stem(word) for word in words if word not in _LIGHT and not word.isdigit())

"""A sentence that says nearly word for word what an earlier one said."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.stems import stem
from essaylint.span import Span
from essaylint.values import dataclass

_LIGHT = frozenset(
    "a an the and or but nor so yet of in on at to for from by with as is are was were be been being has have had do does "
    "did it its this that these those which who whom whose there their they them he his she her we our i my you your not no "
    "also can could may might will would should must into than then thus".split()
)


class Said(NamedTuple):
    """A sentence: where it stands in the document, and the roots of its words that carry meaning."""

    span: Span
    roots: frozenset[str]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a sentence of at least `words` words of meaning that shares `overlap` of them with an earlier one: one
    finding for all that repeat the same sentence, at the first of them.

    Overlap is the part of all words of the two that both have. The earlier sentence and later repeats are its places.
    """

    overlap: float = 0.75
    words: int = 6

    def find_in(self, document: Document) -> Iterator[Finding]:
        every = [
            Said(block.place(sentence), roots)
            for block in document.running
            for sentence in block.paragraph.sentences
            if len(roots := _roots(block.paragraph, sentence)) >= self.words
        ]
        often = Counter(root for said in every for root in said.roots)
        earlier: list[Said] = []
        by_root: dict[str, list[int]] = {}
        again: dict[int, list[Span]] = {}
        for said in every:
            # Of two sentences that share so many of their words, each has one of the other's among its rarest few.
            if sum([often[root] > 1 for root in said.roots]) < self.overlap * len(said.roots):
                earlier.append(said)
                continue
            few = len(said.roots) - math.ceil(self.overlap * len(said.roots)) + 1
            rarest = sorted(said.roots, key=lambda root: (often[root], root))[:few]
            twin = self._twin(said, rarest, earlier, by_root)
            if twin is not None:
                again.setdefault(twin, []).append(said.span)
                continue
            for root in rarest:
                if often[root] > 1:
                    by_root.setdefault(root, []).append(len(earlier))
            earlier.append(said)
        for twin, spans in again.items():
            yield Finding(spans[0], {}, (Place(earlier[twin].span, "said here first"), *map(Place, spans[1:])))

    def _twin(self, said: Said, rarest: list[str], earlier: list[Said], by_root: dict[str, list[int]]) -> int | None:
        for index in sorted({index for root in rarest for index in by_root.get(root, ())}):
            common = len(said.roots & earlier[index].roots)
            if common >= self.overlap * (len(said.roots) + len(earlier[index].roots) - common):
                return index
        return None


def _roots(paragraph: Paragraph, sentence: Span) -> frozenset[str]:
    return frozenset([stem(word) for word in paragraph.lowered_in(sentence) if word not in _LIGHT])

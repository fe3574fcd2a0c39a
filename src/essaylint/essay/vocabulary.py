"""The words of one essay: where each form stands, which are names, which the reference list knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Paragraph, fold
from essaylint.essay.words import Word
from essaylint.span import Span
from essaylint.values import dataclass

_OPENERS = "\"'“‘([{*_—–:;/•·>!?…"
_WORDY = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Use(NamedTuple):
    """A word of the essay's own text: its place in the prose and how it stands there.

    `opening` means that a capital says nothing here (start of a sentence, a heading's or title's words).
    """

    block: Block
    number: int
    word: Word
    opening: bool

    @property
    def span(self) -> Span:
        return self.block.place(self.word.span)

    @property
    def paragraph(self) -> Paragraph:
        return self.block.paragraph


@dataclass(frozen=True)
class Vocabulary:
    """What is known of an essay's words before any of them is judged.

    `listed` are the words of its reference list, `references` those and the words of its in-text citations.
    """

    uses: dict[str, tuple[Use, ...]]
    references: frozenset[str]
    listed: frozenset[str] = frozenset()

    @cached_property
    def lower(self) -> Counter[str]:
        """How often each folded form occurs in running text."""
        totals: dict[str, int] = {}
        for form, uses in self.uses.items():
            low = form.lower() if form.isascii() else fold(form)
            totals[low] = totals.get(low, 0) + len(uses)
        return Counter(totals)

    @cached_property
    def names(self) -> Counter[str]:
        """How often each form is capitalised where a capital means something."""
        totals: Counter[str] = Counter()
        for form, uses in self.uses.items():
            if form[:1].isupper():
                totals[form] += sum(not use.opening for use in uses)
        return +totals


def _openings(paragraph: Paragraph) -> set[int]:
    """Offsets of words before which a sentence, a quotation or the like begins."""
    found = set()
    text, last = paragraph.text, -1
    for start, end, _ in paragraph.words:
        # Behind a word and a blank nothing opens, but for a word that ends in an apostrophe.
        if start != last + 1 or text[last] != " " or text[last - 1] == "'":
            before = text[max(start - 3, 0) : start].rstrip(" ")
            if not before or before[-1] in _OPENERS:
                found.add(start)
        last = end
    found |= {span.start for span in paragraph.sentences}
    return found


def vocabulary(document: Document) -> Vocabulary:
    """The essay's vocabulary; made once a document."""
    kept = document.__dict__.get("_vocabulary")
    if kept is None:
        kept = document.__dict__["_vocabulary"] = _read(document)
    assert isinstance(kept, Vocabulary)
    return kept


def _read(document: Document) -> Vocabulary:
    uses: dict[str, list[Use]] = defaultdict(list)
    new = tuple.__new__
    references: set[str] = set()
    listed: set[str] = set()
    for block in document.blocks:
        paragraph = block.paragraph
        if paragraph.kind == "reference":
            listed |= set(_WORDY.findall(paragraph.text))
        if paragraph.kind not in ("title", "heading", "body", "item", "caption", "table"):
            continue
        capitals = paragraph.kind in ("title", "heading", "table", "caption")
        openings = _openings(paragraph)
        for index, word in enumerate(paragraph.words):
            uses[word[2]].append(new(Use, (block, index, word, capitals or word[0] in openings)))
        for citation in paragraph.citations:
            references |= set(_WORDY.findall(Span(*citation.span).of(paragraph.text)))
    return Vocabulary({form: tuple(places) for form, places in uses.items()}, frozenset(references | listed), frozenset(listed))

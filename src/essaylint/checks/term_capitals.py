"""A term with a capital here and without one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Block, Document
from essaylint.essay.words import Word
from essaylint.span import Span


class Use(NamedTuple):
    """A term of one or two words inside a sentence: where, whether it has capitals, and its text."""

    span: Span
    capital: bool
    text: str


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the rarer form of a term that stands both with and without capitals inside sentences.

    A capital counts only where no capital stands beside it (else it is part of a name), and not after a colon, a quotation
    mark or a bracket. The common form needs `majority` places; the other is told when it is at most `share` of all.
    `pairs = true` looks at terms of two words, else at single words of `letters` letters or more. A rarer form without
    capitals is told only with `small_too`: a name may well have a common noun beside it.
    """

    majority: int = 3
    share: float = 0.34
    pairs: bool = False
    small_too: bool = False
    letters: int = 5

    def find_in(self, document: Document) -> Iterator[Finding]:
        uses: dict[str, list[Use]] = defaultdict(list)
        for block in document.running:
            for use in _pairs(block) if self.pairs else _words(block, self.letters):
                uses[use.text.lower()].append(use)
        for _term, group in uses.items():
            capitals = [use for use in group if use.capital]
            small = [use for use in group if not use.capital]
            if not capitals or not small:
                continue
            rare, common = (capitals, small) if len(capitals) <= len(small) else (small, capitals)
            if rare is small and not self.small_too:
                continue
            if len(common) < self.majority or len(rare) > self.share * len(group):
                continue
            model = common[0].text
            edits = tuple(Edit(use.span, model) for use in rare)
            words = {"rule": model, "other": rare[0].text, "count": str(len(common))}
            yield Finding(rare[0].span, words, tuple(Place(use.span) for use in rare[1:]), (Fix(Safety.SUGGESTED, edits),))


def _inside(block: Block) -> Iterator[tuple[Word | None, Word, Word | None]]:
    """Every word inside a sentence with its neighbours; the first word of a sentence is nobody's."""
    paragraph = block.paragraph
    for sentence in paragraph.sentences:
        words = paragraph.words_in(sentence)
        for at, word in enumerate(words[1:], 1):
            if paragraph.is_masked(word.span) or any(span.contains(word.span) for span in paragraph.quotations):
                continue
            if paragraph.text[word.start - 1] not in " -":
                continue
            before = paragraph.text[words[at - 1].end : word.start].strip()
            if before in (":", ".", "?", "!", ";", "•", "–", "—"):
                continue
            yield words[at - 1], word, words[at + 1] if at + 1 < len(words) else None


def _named(word: Word | None) -> bool:
    return word is not None and (word.text[0].isupper() or word.text[0].isdigit())


def _words(block: Block, letters: int) -> Iterator[Use]:
    for before, word, after in _inside(block):
        if len(word.text) < letters or not word.text.isalpha() or word.text.isupper() or not word.text[1:].islower():
            continue
        capital = word.text[0].isupper()
        if capital and (_named(before) or _named(after)):
            continue
        yield Use(block.place(word.span), capital, word.text)


def _pairs(block: Block) -> Iterator[Use]:
    text = block.paragraph.text
    for before, word, after in _inside(block):
        if after is None or text[word.end : after.start] != " " or not (word.text.isalpha() and after.text.isalpha()):
            continue
        if len(word.text) < 4 or len(after.text) < 4 or word.text[0].isupper() != after.text[0].isupper():
            continue
        if not word.text[1:].islower() or not after.text[1:].islower():
            continue
        capital = word.text[0].isupper()
        following = text[after.end : after.end + 2].strip()
        if capital and (_named(before) or following[:1].isupper()):
            continue
        span = Span(word.start, after.end)
        yield Use(block.place(span), capital, span.of(text))

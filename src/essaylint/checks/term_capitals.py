"""A term with a capital here and without one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Block, Document
from essaylint.essay.words import Word
from essaylint.span import Span
from essaylint.values import dataclass


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
        blocks = list(document.running)
        find = _pairs if self.pairs else partial(_words, letters=self.letters)
        found = [use for block in blocks for use in find(block)]
        known = frozenset(use.text.lower() for use in found)
        if known:
            found += [use for block in blocks for use in find(block, known)]
        uses: dict[str, list[Use]] = defaultdict(list)
        for use in sorted(found):
            uses[use.text.lower()].append(use)
        for group in uses.values():
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


def _inside(block: Block, at: int) -> bool:
    """Whether the word number `at` stands inside a sentence where a capital would say something."""
    paragraph = block.paragraph
    word = paragraph.words[at]
    if paragraph.text[word.start - 1] not in " -" or paragraph.sentence_at(word.start).start == word.start:
        return False
    before = paragraph.text[paragraph.words[at - 1].end : word.start].strip()
    if before in (":", ".", "?", "!", ";", "•", "–", "—"):
        return False
    return not paragraph.is_masked(word.span) and not any(span.contains(word.span) for span in paragraph.quotations)


def _named(word: Word | None) -> bool:
    return word is not None and (word.text[0].isupper() or word.text[0].isdigit())


def _words(block: Block, known: frozenset[str] | None = None, *, letters: int) -> Iterator[Use]:
    """Single words with a capital, or (given `known`) the words of `known` without one."""
    words = block.paragraph.words
    for at, (_, _, text) in enumerate(words):
        if not at or (known is None and (text[0].islower() or not text[0].isupper())) or (known is not None and text not in known):
            continue
        if text[0].isupper() is (known is not None) or len(text) < letters:
            continue
        if not text.isalpha() or not text[1:].islower():
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        if (known is not None or not (_named(words[at - 1]) or _named(after))) and _inside(block, at):
            yield Use(block.place(words[at].span), known is None, text)


def _pairs(block: Block, known: frozenset[str] | None = None) -> Iterator[Use]:
    """Pairs of words with capitals, or (given `known`) the pairs of `known` without any."""
    text, words = block.paragraph.text, block.paragraph.words
    capital = known is None
    if known is None:
        upper = [word[2][0].isupper() for word in words]
        places = [at for at in range(1, len(words) - 1) if upper[at] and upper[at + 1]]
    else:
        firsts = {pair.partition(" ")[0] for pair in known}
        places = [at for at in range(1, len(words) - 1) if words[at][2] in firsts and not words[at + 1][2][0].isupper()]
    for at in places:
        word, after = words[at], words[at + 1]
        span = Span(word.start, after.end)
        if len(word.text) < 4 or len(after.text) < 4 or (known is not None and text[word.start : after.end] not in known):
            continue
        if text[word.end : after.start] != " " or not all(one.text.isalpha() and one.text[1:].islower() for one in (word, after)):
            continue
        following = text[after.end : after.end + 2].strip()
        if not (capital and (_named(words[at - 1]) or following[:1].isupper())) and _inside(block, at):
            yield Use(block.place(span), capital, span.of(text))

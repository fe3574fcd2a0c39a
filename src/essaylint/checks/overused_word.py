"""An adjective or verb that comes back too often for a word that is not the topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from essaylint.backends.parser import Token
from essaylint.checks.base import DocumentCheck, Need
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.lexicon.words import zipf
from essaylint.span import Span
from essaylint.values import dataclass


class Use(NamedTuple):
    """Where a word is used, and the word after it."""

    span: Span
    following: str


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a word of `tags` that is used `times` times and `per_thousand` times in 1,000 words.

    Only words that are neither rare nor very common in English (`rarest` to `commonest` on the Zipf scale) are looked at;
    words of the title and headings, those of `but_not`, and words that mostly stand in one phrase (a term) are left alone.
    One finding a word, at its first place. The message may use {word} and {count}.
    """

    times: int = 4
    per_thousand: float = 4.0
    rarest: float = 3.2
    commonest: float = 5.0
    tags: tuple[str, ...] = ("ADJ", "VERB")
    at_least: int = 250
    but_not: tuple[str, ...] = ()
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.word_count < self.at_least:
            return
        document.parse()
        topic = set(self.but_not) | {token.lemma.lower() for block in document.of_kind("title", "heading") for token in block.paragraph.parse}
        uses: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for block in document.running:
            paragraph = block.paragraph
            tokens = paragraph.parse
            for token in tokens:
                if token.pos in self.tags and _plain(token) and not paragraph.in_long_quotation(token.span):
                    following = tokens[token.index + 1].lemma.lower() if token.index + 1 < len(tokens) else ""
                    uses[token.pos, token.lemma.lower()].append(Use(block.place(token.span), following))
        for (_, lemma), places in uses.items():
            many = len(places) >= self.times and 1000 * len(places) >= self.per_thousand * document.word_count
            if many and lemma not in topic and self.rarest <= zipf(lemma) <= self.commonest and not _is_term(places):
                related = places[1:]
                words = {"word": lemma, "count": str(len(places))}
                yield Finding(places[0].span, words, tuple(Place(use.span) for use in related))


def _plain(token: Token) -> bool:
    return len(token.lemma) >= 5 and token.text.isalpha() and token.text.islower()


def _is_term(places: list[Use]) -> bool:
    """Whether the same word follows at half of the places or more."""
    following = Counter(use.following for use in places if use.following.isalpha() and len(use.following) > 3)
    return bool(following) and following.most_common(1)[0][1] * 2 >= len(places)

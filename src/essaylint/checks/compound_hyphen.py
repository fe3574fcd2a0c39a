"""Compound modifiers before a noun without their hyphen: “military first policy”, “a five year plan”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of
from essaylint.lexicon.inflection import data_lines
from essaylint.values import dataclass

_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
)
_NOUNS = ("NN", "NNS")
_FIRSTS = frozenset("military safety people party family customer mobile economy america digital children women community privacy cloud army education".split())  # fmt: skip


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report two words that together modify the noun after them; `file` lists which pairs."""

    file: str = "grammar_hyphens"
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        lists: dict[str, set[str]] = {}
        for line in data_lines(f"{self.file}.txt"):
            name, _, words = line.partition(":")
            items = (word.strip() for word in words.split(",")) if name == "fixed" else iter(words.split())
            lists.setdefault(name, set()).update(items)
        return {name: frozenset(words) for name, words in lists.items()}

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(pair.split()[0] for pair in self._lists["fixed"]) | self._lists["well"] | _NUMBERS

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield both words; the fix joins them."""
        tree, text = paragraph.tree, paragraph.text
        last = -1
        firsts = self._firsts
        for token in tree.tokens:
            one = lower(token)
            second = (
                tree.after(token) if one in firsts or one.isdigit() or token.tag in _NOUNS or one in _FIRSTS else None
            )
            if (
                second is None
                or token.index <= last
                or (token.tag in _NOUNS and one not in firsts and lower(second) != "first")
                or text[token.end : second.start] != " "
            ):
                continue
            noun = tree.after(second)
            if noun is None or text[second.end : noun.start] != " ":
                continue
            words: tuple[Token, ...] = (token, second)
            if self._joins(tree, token, second, noun):
                third = second if lower(second) in self._lists["units"] and lower(noun) == "old" else None
                if third is not None:
                    after = tree.after(noun)
                    if after is None or after.tag not in _NOUNS:
                        continue
                    words = (token, second, noun)
                    noun = after
                span = span_of(words[0], words[-1])
                new = "-".join(word.text for word in words)
                last = words[-1].index
                yield Finding(span, {"right": new, "noun": noun.text}, fixes=(Fix.replace(span, new),))

    def _joins(self, tree: Tree, first: Token, second: Token, noun: Token) -> bool:
        one, two = lower(first), lower(second)
        before = tree.before(first)
        if two == "first":
            return lower(noun) in self._lists["heads"] and (first.tag in _NOUNS or one in _FIRSTS)
        if two in self._lists["units"] and (one in _NUMBERS or (first.text.isdigit() and len(first.text) < 4)):
            if lower(noun) == "old":
                return True
            return noun.tag in _NOUNS and noun.pos == "NOUN" and _is_modified(tree, first, noun)
        if not _is_noun_end(tree, noun):
            return False
        if one in self._lists["well"]:
            return two in self._lists["participles"] and lower(before) in (
                "a",
                "an",
                "the",
                "most",
                "this",
                "these",
                "many",
                "of",
                "such",
                "other",
            )
        if f"{one} {two}" not in self._lists["fixed"]:
            return False
        return lower(before) not in ("in", "over", "the") or lower(tree.before(first, 2)) not in (
            "in",
            "over",
            "for",
            "on",
            "at",
        )


def _is_modified(tree: Tree, first: Token, noun: Token) -> bool:
    """Whether a determiner stands before the number, so that it counts no plural ("in two year groups")."""
    return lower(tree.before(first)) not in ("of", "than", "page") and noun.tag in _NOUNS


def _is_noun_end(tree: Tree, noun: Token) -> bool:
    """Whether the word after the pair is the noun, or an adjective or noun before it."""
    if noun.tag in _NOUNS:
        return True
    after = tree.after(noun)
    return noun.tag in ("JJ", "NN") and after is not None and after.tag in _NOUNS

"""A list in which some of the singular nouns have their article and some lack it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of
from essaylint.values import dataclass

_ARTICLES = frozenset({"a", "an"})
# Endings of nouns that often stand without an article, and those with them that do not.
_MASS = (
    "ing",
    "ness",
    "ity",
    "ism",
    "ment",
    "tion",
    "sion",
    "ance",
    "ence",
    "ics",
    "ship",
    "hood",
    "cy",
    "age",
    "dom",
    "th",
)
_COUNTED = frozenset(
    "acquaintance audience conference sentence city university entity apartment document department village building".split()
)
_DETERMINERS = frozenset({"det", "poss", "nummod"})


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report lists of three or more singular nouns with “a” before some of them, in no order that grammar allows.

    All with an article, or only the first, is in order.
    """

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the whole list."""
        tree = paragraph.tree
        for first in tree.tokens:
            if first.tag != "NN" or first.dep == "conj":
                continue
            items = _items(tree, first)
            items = [item for item in items if item.tag != "NNS" or tree.child(item, "det", "poss")]
            if len(items) < 3 or any(item.tag != "NN" for item in items):
                continue
            marked = [_article(tree, item) for item in items]
            if None in marked or marked == [True] * len(items) or not any(marked):
                continue
            if marked == [True] + [False] * (len(items) - 1):
                continue
            start = tree.tokens[tree.left(items[0])]
            if items[-1].end - start.start > 110:
                continue
            yield Finding(span_of(start, items[-1]))


def _items(tree: Tree, first: Token) -> list[Token]:
    items, at = [first], first
    while (following := next((kid for kid in tree.children(at, "conj") if kid.index > at.index), None)) is not None:
        items.append(following)
        at = following
    return items


def _article(tree: Tree, item: Token) -> bool | None:
    """Whether “a” stands before it, or nothing (False); None for another determiner, or for a noun with a plural or mass look."""
    before = [kid for kid in tree.children(item) if kid.index < item.index]
    determiners = [kid for kid in before if kid.dep in _DETERMINERS]
    if any(lower(kid) not in _ARTICLES for kid in determiners):
        return None
    if not determiners and lower(item).endswith(_MASS) and lower(item) not in _COUNTED:
        return None
    return bool(determiners)

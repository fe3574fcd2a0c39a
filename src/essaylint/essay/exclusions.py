"""What a sentence includes and excludes in so many words: "men but not women", "both men and women"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from essaylint.essay.nounphrases import lemma
from essaylint.essay.tree import Tree
from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

_NOUNS = ("NOUN", "PROPN", "ADJ")
_REACH = 6


class Scope(NamedTuple):
    """A pair of words of a sentence, whether the second is left out, and the verbs of the sentence."""

    span: Span
    first: str
    second: str
    excluded: bool
    verbs: frozenset[str]


def find_scopes(paragraph: Paragraph) -> Iterator[Scope]:
    """The scopes of a paragraph: "A but not B" leaves B out; "both A and B" and "more A than B" do not."""
    folded = paragraph.folded
    if "but not " not in folded and "both " not in folded and " than " not in folded:
        return
    tree = Tree(paragraph.parse)
    for first, last in tree.sentences:
        verbs = frozenset(lemma(tree, one) for one in range(first, last) if tree.tokens[one].pos == "VERB")
        if verbs:
            yield from _scopes(tree, first, last, verbs)


def _scopes(tree: Tree, first: int, last: int, verbs: frozenset[str]) -> Iterator[Scope]:
    words = [tree.tokens[one].text.lower() for one in range(first, last)]
    for place, word in enumerate(words):
        at = first + place
        if word == "but" and words[place + 1 : place + 2] == ["not"]:
            before, after = _noun(tree, at - 1, first, -1), _noun(tree, at + 2, last, 1)
            excluded = True
        elif word == "and" and "both" in words[max(0, place - 3) : place]:
            before, after = _noun(tree, at - 1, first, -1), _noun(tree, at + 1, last, 1)
            excluded = False
        elif word == "than" and {"more", "rather"} & set(words[max(0, place - _REACH) : place]):
            before, after = _noun(tree, at - 1, first, -1), _noun(tree, at + 1, last, 1)
            excluded = False
            if "rather" in words[max(0, place - 2) : place]:
                continue
        else:
            continue
        if before >= 0 and after >= 0 and lemma(tree, before) != lemma(tree, after):
            yield Scope(tree.span(before, after), lemma(tree, before), lemma(tree, after), excluded, verbs)


def _noun(tree: Tree, start: int, end: int, step: int) -> int:
    """The nearest noun or adjective from `start` on, at most two words away, or -1."""
    for one in range(start, end + (step < 0 and -1), step)[:2]:
        if tree.tokens[one].pos in _NOUNS:
            return one
    return -1


def opposed_scopes(one: Scope, other: Scope) -> bool:
    """Whether one leaves out what the other includes, of the same action."""
    if one.excluded == other.excluded or not one.verbs & other.verbs - {"be", "have", "do", "make", "say"}:
        return False
    out, kept = (one, other) if one.excluded else (other, one)
    return (out.first, out.second) in ((kept.first, kept.second), (kept.second, kept.first))

"""Sentences that say nearly the same, word for word, and differ in a "not", an antonym or a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from essaylint.essay.nounphrases import lemma
from essaylint.essay.quantities import Date, Number, find_dates, find_numbers
from essaylint.essay.tree import Tree
from essaylint.lexicon.opposites import opposites
from essaylint.span import Span
from essaylint.values import dataclass

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON"})
_NOT = frozenset("not n't n’t never no none nobody nothing neither nor cannot without".split())
_EMPTY = frozenset("be have do will not n't so very really just also then there it that this which who actually absolutely clearly".split())
_HEDGES = frozenset(
    "may might could would should must if whether unless although though however only most some many several few critics than ? until instead rather sure "
    "certain how why trying".split()
)
LEAST = 4
RAREST = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a bag of lemmas, with its names, numbers, dates and how often it says no."""

    span: Span
    words: frozenset[str]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    noes: int
    hedged: bool


def find_bags(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """The sentences of a paragraph as bags. Needs the parse."""
    tree = Tree(paragraph.parse)
    numbers, dates = find_numbers(paragraph.text), find_dates(paragraph.text)
    found = []
    for first, last in tree.sentences:
        span = tree.span(first, last - 1)
        tokens = tree.tokens[first:last]
        words = frozenset(lemma(tree, one.index) for one in tokens if one.pos in _CONTENT) - _EMPTY
        names = frozenset(one.text.lower() for one in tokens if one.pos == "PROPN" and one.index > first)
        noes = sum(one.text.lower() in _NOT and not _sideways(tree, one.index) for one in tokens)
        held = tuple(number for number in numbers if span.contains(number.span))
        hedged = any(one.text.lower() in _HEDGES for one in tokens)
        found.append(Sentence(span, words, names, held, tuple(date for date in dates if span.contains(date.span)), noes, hedged))
    return tuple(found)


def _sideways(tree: Tree, index: int) -> bool:
    """Whether a "not" denies no more than a word beside it: "but not", "not only"."""
    before = tree.tokens[index - 1].text.lower() if index else ""
    after = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    return before in ("but", "if", "or") or after in ("only", "just", "merely", "to", "all", "every")


def twins(sentences: list[Sentence]) -> Iterator[tuple[int, int, str]]:
    """Pairs of sentences that differ in one telling thing, and the thing."""
    counts = Counter(word for sentence in sentences for word in sentence.words)
    index: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        if len(sentence.words) < LEAST:
            continue
        seen: set[int] = set()
        for word in sorted(sentence.words, key=lambda one: (counts[one], one))[:RAREST]:
            seen.update(index[word][-50:])
            index[word].append(place)
        for earlier in sorted(seen):
            difference = _difference(sentences[earlier], sentence)
            if difference:
                yield earlier, place, difference


def _difference(first: Sentence, second: Sentence) -> str:
    """What sets two nearly equal sentences apart, or ""."""
    only, other = first.words - second.words, second.words - first.words
    shared = len(first.words & second.words)
    if _denied_whole(first, second):
        return "the one denies what the other says"
    if shared < LEAST - 1 or first.names != second.names:
        return ""
    same_values = _values(first) == _values(second)
    if abs(first.noes - second.noes) == 1 and same_values and len(only) + len(other) <= shared // 4:
        return "the one denies what the other says"
    if first.noes == second.noes and same_values and len(only) == len(other) == 1 and shared >= LEAST:
        one, another = next(iter(only)), next(iter(other))
        if any(another in opposites(one, pos) for pos in "anrv"):
            return f"“{one}” here, “{another}” there"
    return ""


def _denied_whole(first: Sentence, second: Sentence) -> bool:
    """Whether all that a short denial speaks of stands in one other sentence that denies nothing and hedges nothing."""
    denied, said = (first, second) if first.noes else (second, first)
    if (denied.noes, said.noes) != (1, 0) or denied.hedged or said.hedged or denied.dates:
        return False
    if any(number.value > 1 for number in denied.numbers):
        return False
    missing = denied.words - said.words
    shared = denied.words & said.words
    return len(shared) >= LEAST - 1 and len(missing) <= len(shared) // LEAST and denied.names <= said.names


def _values(sentence: Sentence) -> tuple[object, ...]:
    return tuple(number.value for number in sentence.numbers), tuple(date[:3] for date in sentence.dates)

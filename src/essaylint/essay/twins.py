"""Sentences that say nearly the same, word for word, and differ in a "not", an antonym or a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from essaylint.essay.nounphrases import lemma
from essaylint.essay.quantities import Date, Number, find_dates, find_numbers
from essaylint.essay.tree import Tree
from essaylint.lexicon.opposites import opposed_roots, word_root
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
# Words that deny all of it, and what stands for all.
_ABSOLUTE = frozenset("never no none nobody nothing neither nor any anything anyone anybody ever".split())
_WHOLE = frozenset(
    word_root(word)
    for word in "anything anyone anybody anywhere ever never nothing nobody none one all at after even really still yet i we you they it he she "
    "them us me him her now ever way".split()
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
    absolute: bool = False
    verbs: frozenset[str] = frozenset()


def find_bags(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """The sentences of a paragraph as bags. Needs the parse."""
    tree = Tree(paragraph.parse)
    numbers, dates = find_numbers(paragraph.text), find_dates(paragraph.text)
    found = []
    for first, last in tree.sentences:
        span = tree.span(first, last - 1)
        if any(span.overlaps(quoted) for quoted in paragraph.long_quotations):
            continue
        tokens = tree.tokens[first:last]
        told = [one for one in tokens if one.pos in _CONTENT and lemma(tree, one.index) not in _EMPTY and one.text.lower() not in _NOT]
        words = frozenset(word_root(lemma(tree, one.index)) for one in told)
        verbs = frozenset(word_root(lemma(tree, one.index)) for one in told if one.pos == "VERB")
        names = frozenset(one.text.lower() for one in tokens if one.pos == "PROPN" and one.index > first)
        noes = sum(one.text.lower() in _NOT and not _sideways(tree, one.index) for one in tokens)
        held = tuple(number for number in numbers if span.contains(number.span))
        hedged = any(one.text.lower() in _HEDGES for one in tokens)
        absolute = any(one.text.lower() in _ABSOLUTE for one in tokens)
        found.append(Sentence(span, words, names, held, tuple(date for date in dates if span.contains(date.span)), noes, hedged, absolute, verbs))
    return tuple(found)


def _sideways(tree: Tree, index: int) -> bool:
    """Whether a "not" denies no more than a word beside it: "but not", "not only"."""
    before = tree.tokens[index - 1].text.lower() if index else ""
    after = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    token = tree.tokens[index]
    if token.dep == "intj" or (token.text.lower() == "no" and (after in (",", ".", "no", "nobody", "not", "never") or token.dep not in ("det", "advmod", "neg"))):
        return True  # "no, it is not"
    if any(one.text == "?" for one in tree.tokens[index : index + 4]):
        return True  # "isn't it?"
    return before in ("but", "if", "or") or after in ("only", "just", "merely", "to", "all", "every")


def twins(sentences: list[Sentence]) -> Iterator[tuple[int, int, str]]:
    """Pairs of sentences that differ in one telling thing, and the thing."""
    counts = Counter(word for sentence in sentences for word in sentence.words)
    index: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        if len(sentence.words) < (2 if sentence.absolute else LEAST - 1):
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
    if first.noes == second.noes and same_values and len(only) == len(other) == 1 and shared >= LEAST - 1:
        one, another = next(iter(only)), next(iter(other))
        if another in opposed_roots().get(one, ()):
            return f"“{one}” here, “{another}” there"
    return ""


def _denied_whole(first: Sentence, second: Sentence) -> bool:
    """Whether all that a short denial speaks of stands in one other sentence that denies nothing and hedges nothing."""
    denied, said = (first, second) if first.noes else (second, first)
    if (denied.noes, said.noes) != (1, 0) or denied.hedged or said.hedged or denied.dates:
        return False
    if any(number.value > 1 for number in denied.numbers):
        return False
    missing, shared = denied.words - said.words, denied.words & said.words
    if not denied.names <= said.names or len(shared) < 2:
        return False
    if not missing - _WHOLE:
        return denied.absolute or len(shared) >= LEAST - 1
    if len(shared) < LEAST - 1 or len(missing) > 1:
        return False
    return (denied.absolute or len(shared) >= LEAST) and missing <= denied.verbs | _WHOLE


def _values(sentence: Sentence) -> tuple[object, ...]:
    return tuple(number.value for number in sentence.numbers), tuple(date[:3] for date in sentence.dates)

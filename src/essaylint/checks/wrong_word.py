"""A word that occurs once, where the essay elsewhere has a commoner one that looks much like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.document import Document
from essaylint.essay.neighbours import EMPTY, Beside, sides
from essaylint.essay.vocabulary import Use, vocabulary
from essaylint.lexicon import trigrams
from essaylint.lexicon.distance import distance
from essaylint.lexicon.morphology import jaro_winkler, related
from essaylint.lexicon.near import mask
from essaylint.lexicon.words import is_common, zipf
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`times` is how often the likelier word must occur; `commoner` how much commoner it must be, in powers of ten."""

    times: int = 3
    commoner: float = 0.9
    shortest: int = 5

    def find_in(self, document: Document) -> Iterator[Finding]:
        known = vocabulary(document)
        counts = known.lower
        topics: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
        for word, count in counts.items():
            if count >= self.times and len(word) >= self.shortest and word.isalpha():
                for size in range(len(word) - 2, len(word) + 3):
                    topics[size].append((word, mask(word), zipf(word)))
        beside = Beside(known)
        for form, uses in known.uses.items():
            if len(uses) == 1 and len(form) >= self.shortest and form.islower() and form.isalpha() and counts[form] == 1:
                found = self._likelier(form, uses[0], topics.get(len(form), []), beside)
                if found is not None:
                    yield _finding(uses[0], found, beside)

    def _likelier(self, form: str, use: Use, topics: list[tuple[str, int, float]], beside: Beside) -> str | None:
        if not topics or not is_common(form):
            return None
        bits, least = mask(form), zipf(form) + 0.7
        reach = 2 if len(form) < 7 else 4
        for word, common in [(word, common) for word, other, common in topics if common >= least and (bits ^ other).bit_count() <= reach]:
            more = common - least + 0.7
            if not _alike(form, word) or related(form, word):
                continue
            slot = more >= self.commoner and beside.slot(use, word) is not None and not _attested(use, form)
            if slot or _fits_better(use, form, word, more, beside.count(word)):
                return word
        return None


def _fold(word: str) -> str:
    return word.replace("ence", "ense").replace("ance", "anse")


def _alike(form: str, word: str) -> bool:
    size = min(len(form), len(word))
    most = 1 if size < 7 else 2 if max(len(form), len(word)) < 9 or form[0] != word[0] else 3
    apart = distance(form, word, most)
    if apart > 1 and ("ence" in form or "ance" in form or "ence" in word or "ance" in word):
        apart = min(apart, distance(_fold(form), _fold(word), most))
    if apart == 1:
        return True
    if apart > most:
        return False
    return jaro_winkler(form, word) >= (0.85 if apart == 2 else 0.88)


def _fit(use: Use, word: str) -> float:
    """How much likelier a word is beside its two neighbours than anywhere."""
    alone = trigrams.one(word)
    if alone is None:
        return 0.0
    left, right = sides(use)
    score = 0.0
    if left and trigrams.knows(left):
        score += max(-1.0, trigrams.two(left, word) - alone)
    if right and (expected := trigrams.one(right)) is not None:
        score += max(-1.0, trigrams.two(word, right) - expected)
    return score


def _fits_better(use: Use, form: str, word: str, more: float, count: int) -> bool:
    """Whether the essay's word fits the place better, by what is usual in English, than the one that stands there."""
    own, other = _fit(use, form), _fit(use, word)
    return own <= 0.0 and other > 0.0 and other - own > 1.2 and (more >= 2.0 or count >= 4)


def _attested(use: Use, form: str) -> bool:
    """Whether the word as written is usual before its right-hand neighbour, or after its left one."""
    left, right = sides(use)
    if right and trigrams.is_usual(form, right):
        return True
    return bool(left) and left not in EMPTY and trigrams.is_usual(left, form)


def _finding(use: Use, word: str, beside: Beside) -> Finding:
    span = use.span
    slot = beside.slot(use, word)
    related_places = (Place(slot.span, f"“{word}” stands beside the same word here"),) if slot else ()
    return Finding(span, {"other": word}, related_places, (Fix.replace(span, word),))

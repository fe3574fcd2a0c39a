"""A word that was taken for another one like it, judged by how likely each is among its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon import confusion, trigrams
from essaylint.lexicon.morphology import related
from essaylint.lexicon.near import one_edit
from essaylint.lexicon.words import COMMON, entry, zipf
from essaylint.values import dataclass

_BREAK = re.compile(r"[;:()\[\]—–/*\"“”]|\.\.\.|…")
_GLUE = frozenset("+=<>_\\|{}[")
_HOME = 2.0  # where a word is at home beside its neighbours by so much, no other one is likelier
_PREPOSITIONS = frozenset("of to in for with by on from at into under over about despite because".split())
_COMPARING = frozenset("more less rather other fewer worse else sooner different".split())
Run = tuple[list[Word | None], list[str | None]]


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """`gain` is how many natural logarithms likelier the other word must be; `pairs` are more lines of confusable words.

    A line is `then than` (each for each) or `fro > for` (the first for the second), `| 8` after it asks for a gain of 8.
    `rare` also looks at words that are rare and one letter away from a common one that is at home in their place.
    """

    gain: float = 5.5
    pairs: tuple[str, ...] = ()
    rare: bool = False

    @cached_property
    def _pairs(self) -> confusion.Pairs:
        shipped = confusion.shipped()
        return {**shipped, **confusion.parse(self.pairs)} if self.pairs else shipped

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        pairs, fit = self._pairs, trigrams.fit
        for words, forms in _runs(paragraph):
            for at, form in enumerate(forms):
                others = pairs.get(form) if form is not None else None
                if others is None and not self.rare:
                    continue
                word = words[at] if at < len(words) else None
                if word is None:
                    continue
                if form is None or others is None:
                    if _is_glued(paragraph.text, word) or _is_cut_off(paragraph.text, word):
                        continue
                    meant = _commoner(word.text, forms[at - 1], forms[at + 1])
                    if meant:
                        yield Finding(word.span, {"other": meant}, fixes=(Fix.replace(word.span, meant),))
                    continue
                before, after = forms[at - 1], forms[at + 1]
                if _is_judged(word, before, after, at) and fit(before, form, after) < _HOME:
                    if _is_glued(paragraph.text, word) or _is_cut_off(paragraph.text, word) or _is_topic(paragraph, form):
                        continue
                    other = self._likelier(forms, at, form, others)
                    if other and not (form == "than" and _compares(forms[max(at - 14, 0) : at])):
                        new = _like(word.text, other)
                        yield Finding(word.span, {"other": new}, fixes=(Fix.replace(word.span, new),))

    def _likelier(self, forms: Sequence[str | None], at: int, own: str, others: Mapping[str, float]) -> str:
        # The commoner a word is, the more often it is right where the model is surprised by it.
        here = trigrams.likelihood(forms, at, own) + _common(own)
        best, most, before = "", 0.0, forms[at - 1]
        first = forms[at - 2] if at > 1 else None
        for other, asked in others.items():
            if other == "it's" and forms[at - 1] in _PREPOSITIONS:
                continue
            floor = here + (asked if asked > self.gain else self.gain)
            # The first of three parts by itself tells of most that they are not likelier.
            if before is not None and first is not None and trigrams.three(first, before, other) < floor:
                continue
            gain = trigrams.likelihood(forms, at, other, floor) - floor
            if gain > most:
                best, most = other, gain
        return best


@lru_cache(maxsize=8192)
def _common(word: str) -> float:
    return max(0.0, 0.8 * (zipf(word) - 5.8))


def _is_glued(text: str, word: Word) -> bool:
    """Whether a word is part of code or of a formula."""
    return text[word.end : word.end + 1] in _GLUE and word.end < len(text)


def _is_cut_off(text: str, word: Word) -> bool:
    """Whether an ellipsis took a piece of the word (“…he customs”)."""
    return text.endswith(("...", "…"), 0, word.start) or text.startswith("...", word.end)


@lru_cache(maxsize=8192)
def _rivals(form: str) -> tuple[str, ...]:
    """Common words that a rare one may be a slip of."""
    known = entry(form) if len(form) > 3 and form.isalpha() and form.islower() else None
    if known is None or known.level != COMMON or known.zipf > 3.3:
        return ()
    return tuple(
        near.word
        for near in one_edit(form)
        if near.cost < 1.15 and near.zipf >= max(4.3, known.zipf + 1.5) and near.word.islower() and not related(form, near.word)
    )


def _commoner(form: str, before: str | None, after: str | None) -> str:
    """The common word that is at home where a rare one stands that is not, or an empty string."""
    if zipf(form) > 3.3 or trigrams.fit(before, form, after) > 0.5:
        return ""
    fits = [(trigrams.fit(before, other, after), other) for other in _rivals(form)]
    most, best = max(fits, default=(0.0, ""))
    return best if most > 2.5 else ""


def _compares(before: Sequence[str | None]) -> bool:
    """Whether a comparative stands before, however far: “less for what it says than for …”."""
    return any(form and (form in _COMPARING or (form.endswith("er") and len(form) > 4)) for form in before)


def _is_topic(paragraph: Paragraph, form: str) -> bool:
    """Whether a word of meaning recurs in the paragraph: then it is its subject, and no slip."""
    return len(form) > 3 and zipf(form) < 5 and paragraph.lowered.count(form) > 1


def _like(old: str, new: str) -> str:
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    """Stretches of a sentence without strong punctuation inside: words, and their forms as the model knows them.

    A comma, like an unknown word, has the form None; the first and the last form are the edges.
    """
    text, known_form, start = paragraph.text, trigrams.known_form, trigrams.START
    ends = iter([span.end for span in paragraph.sentences])
    end, last = next(ends, 0), 0
    words: list[Word | None] = [None]
    forms: list[str | None] = [start]
    for word in paragraph.words:
        between = text[last : word.start]
        last = word.end
        if between != " " and len(words) > 1:
            ended = word.start >= end
            if ended or _BREAK.search(between):
                yield words, [*forms, trigrams.END]
                words, forms = [None], [start]
            elif "," in between:
                words.append(None)
                forms.append(None)
        while word.start >= end and (following := next(ends, None)) is not None:
            end = following
        words.append(word)
        forms.append(known_form(word.text))
    if len(words) > 1:
        yield words, [*forms, trigrams.END]


def _is_judged(word: Word, before: str | None, after: str | None, at: int) -> bool:
    """Enough neighbours are known, and the word is no name."""
    if word.text[:1].isupper() and at > 1 and (len(word.text) < 4 or not word.text.isupper()):
        return False
    if before is None or after is None:
        return (before or after or trigrams.START) not in (trigrams.START, trigrams.END)
    return True

"""A word that was taken for another one like it, judged by how likely each is among its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon import confusion, trigrams
from essaylint.lexicon.words import plain, zipf

_BREAK = re.compile(r"[;:()\[\]—–/*\"“”]|\.\.\.|…")


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """`gain` is how many natural logarithms likelier the other word must be; `pairs` are more lines of confusable words.

    A line is `then than` (each for each) or `fro > for` (the first for the second), `| 8` after it asks for a gain of 8.
    """

    gain: float = 5.5
    pairs: tuple[str, ...] = ()

    @cached_property
    def _pairs(self) -> confusion.Pairs:
        shipped = confusion.shipped()
        return {**shipped, **confusion.parse(self.pairs)} if self.pairs else shipped

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        pairs = self._pairs
        for sentence in paragraph.sentences:
            words = paragraph.words_in(sentence)
            for run in _runs(paragraph.text, words):
                forms = _forms(run)
                for at, (word, form) in enumerate(zip(run, forms[1:], strict=False), 1):
                    if word is not None and form is not None and form in pairs:
                        yield from self._judge(word, forms, at, pairs[form])

    def _judge(self, word: Word, forms: Sequence[str | None], at: int, others: Mapping[str, float]) -> Iterator[Finding]:
        own = forms[at] or ""
        if not _is_judged(word, forms, at) or trigrams.fit(forms[at - 1], own, forms[at + 1]) > 2.0:
            return  # where a word is at home beside its neighbours, no other one is likelier
        # The commoner a word is, the more often it is right where the model is surprised by it.
        here = trigrams.likelihood(forms, at, own) + max(0.0, 0.8 * (zipf(own) - 5.8))
        best, most = "", 0.0
        for other, asked in others.items():
            asked = max(asked, self.gain)
            gain = trigrams.likelihood(forms, at, other, here + asked) - here - asked
            if gain > most:
                best, most = other, gain
        if best:
            new = best[:1].upper() + best[1:] if word.text[:1].isupper() else best
            new = new.upper() if word.text.isupper() and len(word.text) > 1 else new
            yield Finding(word.span, {"other": new}, fixes=(Fix.replace(word.span, new),))


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word | None]]:
    """Stretches of a sentence without strong punctuation inside; None stands for a comma."""
    run: list[Word | None] = []
    end = 0
    for word in words:
        between = text[end : word.start]
        if between == " ":
            pass
        elif run and _BREAK.search(between):
            yield run
            run = []
        elif run and "," in between:
            run.append(None)
        run.append(word)
        end = word.end
    if run:
        yield run


def _forms(run: Sequence[Word | None]) -> list[str | None]:
    knows = trigrams.knows
    forms = [plain(word.text).lower() if word else "" for word in run]
    known = [form if form and knows(form) else None for form in forms]
    return [trigrams.START, *known, trigrams.END]


def _is_judged(word: Word, forms: Sequence[str | None], at: int) -> bool:
    """Enough neighbours are known, and the word is no name."""
    if word.text[:1].isupper() and at > 1 and (len(word.text) < 4 or not word.text.isupper()):
        return False
    around = [form for form in (forms[at - 1], forms[at + 1]) if form is not None]
    return len(around) == 2 or (len(around) == 1 and around[0] not in (trigrams.START, trigrams.END))

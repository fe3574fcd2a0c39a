"""One root twice within a few words: “assistance in assisting”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon.stems import stem
from essaylint.span import Span
from essaylint.values import dataclass

_LIGHT = frozenset(
    "there their these those which would should could about other others after before every where being between without within "
    "because himself herself itself themselves among during first second third thing things something nothing anything".split()
)
_PAIRED = re.compile(r"[,;:()“”\"—–/-]|^ (?:and|to|or|by|of|after|for|in|on|upon|with|from|vs|versus|not|than|as|and the|or the) $")


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report two words of one root with at most `within` words from one to the other in a sentence.

    `forms = "other"` takes different forms only ("organized … organization"), `"same"` the same word again. Pairs that belong
    together ("day by day", "more and more"), plurals of the first word, names and words of fewer than `letters` letters are
    left alone. The finding is the second word, its place the first.
    """

    within: int = 3
    letters: int = 5
    forms: Literal["other", "same"] = "other"

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        for sentence in paragraph.sentences:
            last: dict[str, tuple[int, Word]] = {}
            for at, word in enumerate(paragraph.words_in(sentence)):
                text = word[2]
                if len(text) < self.letters or text in _LIGHT or (at and text[0].isupper()):
                    continue
                low = _bare(word)
                if len(low) < self.letters or low in _LIGHT or not low.isalpha():
                    continue
                root = stem(low)
                before, first = last.get(root, (-99, word))
                last[root] = (at, word)
                if at - before <= self.within and self._counts(paragraph, first, word):
                    yield Finding(word.span, {"first": first.text}, (Place(first.span),))

    def _counts(self, paragraph: Paragraph, first: Word, second: Word) -> bool:
        one, other = _bare(first), _bare(second)
        if _PAIRED.search(paragraph.text[first.end : second.start]) or paragraph.is_masked(Span(first.start, second.end)):
            return False
        if self.forms == "same":
            return one == other
        return one != other and one.rstrip("s") != other.rstrip("s")


def _bare(word: Word) -> str:
    return word.text.lower().replace("’", "'").removesuffix("'s")

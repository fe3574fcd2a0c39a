"""Which words stand directly beside each other in an essay."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from essaylint.essay.vocabulary import Use, Vocabulary

# Words too empty to say which word belongs beside them.
EMPTY = frozenset(
    "the a an and or but of to in on at by for from with as is are was were be been has have had do does did not no it its he she they we you i his "
    "her their our my your this that these those which who whom whose what when where why how than then there here also very more most much many so "
    "such some any all both each every other another one two will would can could should may might must about into over under between through "
    "during after before against without within because if while although however only even just still".split()
)


def sides(use: Use) -> tuple[str, str]:
    """The words before and after, in small letters, where only a blank lies between."""
    words, text = use.paragraph.words, use.paragraph.text
    left = right = ""
    if use.number and text[words[use.number - 1].end : use.word.start] == " ":
        left = words[use.number - 1].text.lower()
    if use.number + 1 < len(words) and text[use.word.end : words[use.number + 1].start] == " ":
        right = words[use.number + 1].text.lower()
    return left, right


class Beside:
    """Which words stand directly before and after each word of the essay."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._places: dict[tuple[str, str, bool], Use] = {}
        self._done: set[str] = set()

    @cached_property
    def _by_word(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = defaultdict(list)
        for form, uses in self._known.uses.items():
            found[form.lower()] += uses
        return found

    def count(self, word: str) -> int:
        """How often a word occurs."""
        return len(self._by_word[word])

    def slot(self, use: Use, word: str) -> Use | None:
        """A place of `word` with the same content word on the same side as at `use`."""
        if word not in self._done:
            self._done.add(word)
            for other in self._by_word[word]:
                left, right = sides(other)
                self._places.setdefault((word, left, False), other)
                self._places.setdefault((word, right, True), other)
        left, right = sides(use)
        for side, after in ((right, True), (left, False)):
            if side and side not in EMPTY and len(side) > 2 and (word, side, after) in self._places:
                return self._places[word, side, after]
        return None

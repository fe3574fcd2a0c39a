"""A plural before the noun that it owns, without its apostrophe: “workers rights”, “todays society”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import best
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report `owners` before `things` (both lists in `file`), and names with a bare s before a noun.

    A name counts when the essay writes it at least `least` times without the s and the form with s is no word.
    """

    file: str = "grammar_owners"
    least: int = 2

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        found: dict[str, list[str]] = {}
        for line in data_lines(f"{self.file}.txt"):
            name, _, words = line.partition(":")
            found.setdefault(name, []).extend(words.split())
        return {name: frozenset(words) for name, words in found.items()}

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield the owner; the fix gives it its apostrophe."""
        names = Counter(
            word.text for block in document.running for word in block.paragraph.words if word.text[0].isupper()
        )
        for block in document.running:
            words = block.paragraph.words
            for at, (owner, thing) in enumerate(zip(words, words[1:], strict=False)):
                if owner.text[-1] != "s" or _is_verb(block.paragraph, at + 1):
                    continue
                if self._owns(owner, thing, words[at - 1].text.lower() if at else "", names):
                    right = _owning(owner.text)
                    span = owner.span.shift(block.start)
                    yield Finding(span, {"right": right, "thing": thing.text}, fixes=(Fix.replace(span, right),))

    def _owns(self, owner: Word, thing: Word, before: str, names: Mapping[str, int]) -> bool:
        lists, low = self._lists, owner.text.lower()
        if thing.start - owner.end != 1:
            return False
        if low in lists["plural"] or low in lists["single"]:
            return thing.text.lower() in lists["things"] and before not in _GIVES
        name = owner.text[:-1]
        if (
            names[name] < self.least
            or not name[0].isupper()
            or len(name) < 4
            or not thing.text.islower()
            or not name.isalpha()
        ):
            return False
        return thing.text not in _VERBLIKE and best(owner.text) is None


_GIVES = frozenset(
    "give gives gave giving grant grants granted offer offers offered help helps deny denies denied teach cost".split()
)
_VERBLIKE = frozenset(
    "and are were have will who that from with for can could would should must may did had the this these those into".split()
)


def _is_verb(paragraph: Paragraph, at: int) -> bool:
    """Whether the word is read as a verb because an object follows ("its customers needs less luck")."""
    words = paragraph.words
    after = words[at + 1] if at + 1 < len(words) else None
    joined = after is not None and after.start - words[at].end == 1
    return words[at].text.lower() in _BOTH and joined and after is not None and after.text.lower() in _OBJECTS


# Things that are owned and verbs in -s as well, and the words that show an object after a verb.
_BOTH = frozenset(
    "needs lives views trust experiences minds wages homes houses hearts responses influences future".split()
)
_OBJECTS = frozenset(
    "a an the this these those my your his her its our their some any no more less much many fewer enough it them him me us "
    "to two three".split()
)


def _owning(owner: str) -> str:
    """The possessive of a plural that lacks its apostrophe, or of a singular with a bare s."""
    low = owner.lower()
    if not owner[:-1].islower() and best(owner) is None:
        return owner[:-1] + "’s"
    if low in ("childrens", "womens", "mens", "peoples") or low.startswith(
        ("today", "yester", "tomorrow", "someone", "everyone", "nation", "countrys", "world", "else")
    ):
        return owner[:-1] + "’s"
    return owner + "’"

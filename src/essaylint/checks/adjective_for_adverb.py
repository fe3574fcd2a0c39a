"""An adjective where an adverb is needed: “significant higher”, “extreme difficult”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import lower, span_of
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report adjectives of degree (`degrees`) right before an adjective that no noun follows, or before a comparative.

    With `verbs`, report `manner` adjectives at the end of a clause after those verbs.
    """

    degrees: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _adverbs(self) -> dict[str, str]:
        return {word: adverb(word) for word in self.degrees}

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the adjective; the fix is its adverb."""
        tree = paragraph.tree
        for token in tree.tokens:
            text = lower(token)
            if text not in self._adverbs and text not in self.manner:
                continue
            after, before = tree.after(token), tree.before(token)
            right = None
            if (
                text in self._adverbs
                and after is not None
                and after.tag in ("JJ", "JJR")
                and token.end + 1 == after.start
            ):
                later = tree.after(after)
                end = later is None or (
                    later.tag in (".", ",", "IN", "TO", "CC") and later.text not in ("and", "or", ",")
                )
                compares = after.tag == "JJR" and lower(after) not in (
                    "more",
                    "less",
                    "fewer",
                    "other",
                    "former",
                    "elder",
                    "later",
                    "older",
                )
                if (
                    (compares or end)
                    and (before is None or before.tag not in ("DT", "PRP$", "POS"))
                    and before is not None
                ):
                    right = self._adverbs[text] if before.lemma in _LINKS or before.tag == "RB" else None
            elif (
                text in self.manner
                and before is not None
                and before.lemma in self.verbs
                and before.pos == "VERB"
                and (after is None or (after.tag in (".", ",", "IN") and lower(after) not in ("of", "for", "to")))
            ):
                right = adverb(text)
            if right:
                span = span_of(token, token)
                yield Finding(span, {"right": right}, fixes=(Fix.replace(span, right),))


_LINKS = frozenset("be become seem look feel get remain appear".split())


def adverb(word: str) -> str:
    """The adverb of an adjective.

    >>> [adverb(word) for word in ("easy", "possible", "dramatic", "good")]
    ['easily', 'possibly', 'dramatically', 'well']
    """
    if word == "good":
        return "well"
    if word.endswith("ic"):
        return word + "ally"
    if word.endswith("le") and word[-3] not in "aeiou":
        return word[:-1] + "y"
    return word[:-1] + "ily" if word.endswith("y") else word + "ly"

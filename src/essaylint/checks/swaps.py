"""Phrases with a better one to put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from essaylint.checks.base import PhraseCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.automaton import Hit
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.phrases import expand_swap, literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass, field

_SUPERLATIVES = ("most ", "least ")
_OF_TIME = frozenset("from in since by until till at on before after between during for to".split())


@dataclass(frozen=True)
class Check(PhraseCheck):
    """Report every left side of `swaps` (`"wrong" = "right"`, or a list of them) and offer the right sides.

    `file` names a lexicon file of lines `wrong -> right | other right`; an empty right side deletes. `safe` fixes may be
    applied unseen. `but_not` are longer phrases in which the match is fine. The message may use {right}, the first offer.
    """

    swaps: Mapping[str, str | list[str]] = field(default_factory=dict)
    file: str = ""
    safe: bool = False
    unless_cited: bool = False
    but_not: tuple[str, ...] = ()

    @cached_property
    def expanded(self) -> dict[str, tuple[str, ...]]:
        """Wrong literal -> right ones; kept in the compiled rulebook."""
        found: dict[str, list[str]] = {}
        for wrong, right in self._pairs():
            for one in right:
                for left, better in expand_swap(wrong, one):
                    offers = found.setdefault(left, [])
                    if better not in offers and better != left:
                        offers.append(better)
        return {left: tuple(offers) for left, offers in found.items()}

    def _pairs(self) -> list[tuple[str, list[str]]]:
        pairs = [(wrong, [right] if isinstance(right, str) else right) for wrong, right in self.swaps.items()]
        for line in data_lines(f"{self.file}.txt") if self.file else ():
            wrong, _, right = line.partition("->")
            pairs.append((wrong.strip(), [one.strip() for one in right.split("|")]))
        return pairs

    @cached_property
    def _excused(self) -> tuple[str, ...]:
        return literals_of(self.but_not) if self.but_not else ()

    def _is_excused(self, paragraph: Paragraph, hit: Hit) -> bool:
        """Whether the hit lies in a longer phrase in which it is fine."""
        for longer in self._excused:
            if hit.literal in longer:
                start = paragraph.folded.find(longer, max(hit.span.start - len(longer), 0), hit.span.end + len(longer))
                if 0 <= start <= hit.span.start and hit.span.end <= start + len(longer):
                    return True
        return False

    @property
    def literals(self) -> tuple[str, ...]:
        return tuple(self.expanded)

    def judge(self, paragraph: Paragraph, hit: Hit) -> Finding | None:
        """A finding with a fix for every offer."""
        if self.unless_cited and paragraph.is_cited(hit.span):
            return None
        if self._excused and self._is_excused(paragraph, hit):
            return None
        if paragraph.text[hit.span.end : hit.span.end + 2].strip().isdigit() and hit.literal.rsplit(" ", 1)[-1] in _OF_TIME:
            return None  # “jealous from 2010 to 2015”
        if hit.literal.endswith(" of") and paragraph.text[: hit.span.start].lower().endswith(_SUPERLATIVES):
            return None  # “the most famous of them”
        old = hit.span.of(paragraph.text)
        if _is_title(old):
            return None
        safety = Safety.SAFE if self.safe else Safety.SUGGESTED
        fixes = []
        for right in self.expanded[hit.literal]:
            if right:
                fixes.append(Fix.replace(hit.span, like(old, right), safety))
            else:
                fixes.append(deletion(paragraph, hit, safety))
        offers = self.expanded[hit.literal]
        return Finding(hit.span, {"right": offers[0] if offers else ""}, fixes=tuple(fixes))


def _is_title(old: str) -> bool:
    """Whether every word of a phrase has a capital, and not every letter: part of a name or title (The Exact Same Moon)."""
    words = old.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not old.isupper() and words[0] != "I"


def like(old: str, new: str) -> str:
    """`new` with the capitals of `old`: first letter or all letters."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def deletion(paragraph: Paragraph, hit: Hit, safety: Safety) -> Fix:
    """The fix that takes a phrase out with one blank and a comma after it, and keeps the sentence's capital."""
    text, (start, end) = paragraph.text, hit.span
    if text[start].isupper():
        if text[end : end + 1] == ",":
            end += 1
        while text[end : end + 1] == " ":
            end += 1
        if end < len(text):
            return Fix.replace(Span(start, end + 1), text[end].upper(), safety)
    elif start and text[start - 1] == " ":
        start -= 1
    return Fix.replace(Span(start, end), "", safety)

"""Two spellings or names of one thing that both are right, but not in one essay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.automaton import Hit, Trie, lay
from essaylint.essay.document import Document
from essaylint.essay.phrases import literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.memo import kept
from essaylint.span import Span
from essaylint.values import dataclass


@kept
def _groups_of(file: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(tuple(literals_of((part.strip(),)) for part in line.split(" | ")) for line in data_lines(f"{file}.txt"))


@kept
def _laid(file: str) -> dict[str, Any]:
    return lay([[literal for group in _groups_of(file) for variant in group for literal in variant]])


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the rarer variants of one word or term; each line of the lexicon `file` is a group, variants split by `|`.

    A variant may be written in the phrase language; the n-th form of one stands for the n-th of the others. The common
    variant needs one place more than the others. The message may use {rule}, {other} and {count}.
    """

    file: str
    majority: int = 2

    @cached_property
    def _groups(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return _groups_of(self.file)

    @cached_property
    def _trie(self) -> Trie:
        return Trie(_laid(self.file))

    @cached_property
    def _places(self) -> dict[str, tuple[int, int, int]]:
        """Literal -> its group, variant and form."""
        return {
            literal: (g, v, f)
            for g, group in enumerate(self._groups)
            for v, variant in enumerate(group)
            for f, literal in enumerate(variant)
        }

    def find_in(self, document: Document) -> Iterator[Finding]:
        found: dict[int, dict[int, list[tuple[Span, str, int]]]] = defaultdict(lambda: defaultdict(list))
        for block in document.running:
            paragraph = block.paragraph
            for _, hit in self._trie.hits(paragraph):
                if paragraph.is_masked(hit.span) or paragraph.in_long_quotation(hit.span) or _is_name(paragraph.text, hit):
                    continue
                group, variant, form = self._places[hit.literal]
                found[group][variant].append((block.place(hit.span), hit.span.of(paragraph.text), form))
        for group, variants in found.items():
            rule = max(variants, key=lambda variant: len(variants[variant]))
            rest = sorted(use for variant, uses in variants.items() if variant != rule for use in uses)
            if not rest or len(variants[rule]) < self.majority or len(rest) >= len(variants[rule]):
                continue
            forms = self._groups[group][rule]
            edits = tuple(Edit(span, _like(text, forms[min(form, len(forms) - 1)])) for span, text, form in rest)
            words = {"rule": variants[rule][0][1], "other": rest[0][1], "count": str(len(variants[rule]))}
            related = tuple(Place(span) for span, _, _ in rest[1:])
            yield Finding(rest[0][0], words, related, (Fix(Safety.SUGGESTED, edits),))


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _is_name(text: str, hit: Hit) -> bool:
    """Whether the words have a capital inside, as in the name of an office."""
    return any(word[:1].isupper() for word in hit.span.of(text).split()[1:])

"""Citations and entries that are not of the style that the assignment asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.citation import Citation
from essaylint.essay.document import Document
from essaylint.essay.linking import cited_in, link
from essaylint.span import Span
from essaylint.values import dataclass

Style = Literal["any", "apa", "harvard", "chicago", "mla", "numeric"]
_YEARS = frozenset({"parenthetical", "narrative"})
# The kinds of citation and the styles of entry that a style has; Chicago has notes or years.
_KINDS = {"apa": _YEARS, "harvard": _YEARS, "chicago": _YEARS | {"numeric"}, "mla": frozenset({"mla"}), "numeric": frozenset({"numeric"})}
_ENTRIES = {"apa": ("apa", "harvard"), "harvard": ("apa", "harvard"), "chicago": ("chicago", "mla"), "mla": ("mla",)}
_LOOKS = {
    "apa": "(Keller & Ostrow, 2014)", "harvard": "(Keller and Ostrow, 2014)", "chicago": "(Keller and Ostrow 2014)",
    "mla": "(Keller 14)", "numeric": "[1]",
}  # fmt: skip
_NAMES = {"apa": "APA", "harvard": "Harvard", "chicago": "Chicago", "mla": "MLA", "numeric": "numbers"}


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report once what is plainly not of a `style`: first the citations, the entries where all citations are right.

    The message may use {style}, {example} and {count}.
    """

    style: Style = "any"

    def find_in(self, document: Document) -> Iterator[Finding]:
        if self.style == "any":
            return
        wrong = [one.span for one in cited_in(document) if self._is_other(one.citation)]
        if not wrong and self.style in _ENTRIES:
            right = ("", *_ENTRIES[self.style])
            wrong = [_head(entry.span, entry.author_span) for entry in link(document).entries if entry.style not in right]
        if wrong:
            first, *more = sorted(wrong)
            words = {"style": _NAMES[self.style], "example": _LOOKS[self.style], "count": str(len(wrong))}
            yield Finding(first, words, tuple(Place(span, "nor is this") for span in more[:20]))

    def _is_other(self, citation: Citation) -> bool:
        if not citation.certain or citation.kind == "key" or citation.personal:
            return False
        if citation.kind not in _KINDS[self.style]:
            return True
        return self.style == "apa" and citation.kind == "parenthetical" and citation.connector == "and"


def _head(entry: Span, authors: Span | None) -> Span:
    return authors or entry

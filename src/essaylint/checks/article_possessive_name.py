"""An article before a possessive name: “the Assad’s regime”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.document import Document
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import entry
from essaylint.span import Span
from essaylint.values import dataclass

_POSSESSIVE = re.compile(
    r"\b(?P<the>[Tt]he)\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?P<own>['’]s)\s+(?P<thing>[a-z]+)"
)
_KIN = frozenset("family brothers sisters clan dynasty".split())  # what bears the name: “the Ortega family”
_BARE = r"(?<![Tt]he\s)(?<![\w’'-])"
_LAST = re.compile(r"[A-Z][a-z]+$")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report “the” before a person's or country's name with 's.

    A capitalised word counts as such a name when it is no ordinary word and the essay nowhere writes it with “the”
    outside these possessives; `file` lists names that take no article.
    """

    file: str = "grammar_names"

    @cached_property
    def _bare(self) -> frozenset[str]:
        lines = (line.partition(":") for line in data_lines(f"{self.file}.txt"))
        return frozenset(word.strip() for group, _, words in lines if group == "bare" for word in words.split(","))

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield article and name; the fix keeps the name."""
        for block in document.running:
            text = block.paragraph.text
            for match in _POSSESSIVE.finditer(text):
                name = match["name"]
                if name in self._bare or not _is_person(name) or _with_article(document, name):
                    continue
                kin = match["thing"] in _KIN
                span = Span(match.start(), match.end("thing" if kin else "own")).shift(block.start)
                right = f"{match['the']} {name} {match['thing']}" if kin else name + match["own"]
                yield Finding(span, {"name": name, "thing": match["thing"]}, fixes=(Fix.replace(span, right),))


def _is_person(name: str) -> bool:
    """Whether no word of the name is an ordinary word of the language."""
    for word in name.split():
        plain = entry(word.lower())
        if (plain is not None and plain.level <= 1) or word.endswith(("ian", "ese", "ish")):
            return False
    last = name.split()[-1]
    own = entry(last)
    return own is None or own.name


def _with_article(document: Document, name: str) -> bool:
    """Whether the essay also writes the name with “the” where no 's follows."""
    counts: Counter[str] = Counter()
    pattern = re.compile(rf"\b([Tt]he\s+)?{re.escape(name)}\b(?!['’]s)")
    for block in document.running:
        counts.update("the" if match[1] else "bare" for match in pattern.finditer(block.paragraph.text))
    return counts["the"] > counts["bare"]

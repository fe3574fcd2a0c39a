"""A name before a noun where the essay elsewhere writes its possessive: “Russia defense policy”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Kind
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass

_NAME = r"(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
_OWNED = re.compile(rf"\b{_NAME}['’]s?\s+(?P<rest>[A-Za-z]+(?:\s[a-z]+)?)")
_ZONES: tuple[Kind, ...] = ("title", "heading", "body", "item")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a country's name directly before nouns that the essay elsewhere gives it with 's.

    `file` lists the names; `least` is how often the essay must write the possessive of the name.
    """

    least: int = 2
    file: str = "grammar_names"

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        lines = (line.partition(":") for line in data_lines(f"{self.file}.txt"))
        names = {word.strip() for group, _, words in lines if group == "bare" for word in words.split(",")}
        return tuple(sorted((name for name in names if not name.isupper()), key=len, reverse=True))

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield name and noun; the fix puts the name in the possessive."""
        owned, heads = _owned(document)
        names = [name for name in self._countries if owned[name] >= self.least]
        if not names:
            return
        every = "|".join(map(re.escape, names))
        bare = re.compile(
            rf"(?<![\w’'-])(?:(?P<other>{'|'.join(map(re.escape, self._countries))})\s+and\s+)?(?P<name>{every})"
            rf"\s+(?P<rest>[A-Za-z]+(?:\s[A-Za-z]+)?)"
        )
        for block in document.of_kind(*_ZONES):
            for match in bare.finditer(block.paragraph.text):
                noun = _things(match["rest"]) & heads
                if noun:
                    yield self._finding(block, match)

    def _finding(self, block: Block, match: re.Match[str]) -> Finding:
        rest = match["rest"]
        span = Span(match.start("other" if match["other"] else "name"), match.end()).shift(block.start)
        first = f"{match['other']} and " if match["other"] else ""
        right = f"{first}{match['name']}’s {rest}"
        return Finding(span, {"name": match["name"], "right": right}, fixes=(Fix.replace(span, right),))


def _things(rest: str) -> set[str]:
    """The thing that is owned, as one or two words, in lower case and the singular."""
    words = rest.lower().split()
    words[-1] = words[-1].removesuffix("ies") + "y" if words[-1].endswith("ies") else words[-1].removesuffix("s")
    return {" ".join(words)} if len(words) > 1 else set()


def _owned(document: Document) -> tuple[Counter[str], set[str]]:
    """How often each name stands in the possessive, and the pairs of words that follow one."""
    owned: Counter[str] = Counter()
    heads: set[str] = set()
    for block in document.of_kind(*_ZONES):
        if "’" not in block.paragraph.text and "'" not in block.paragraph.text:
            continue
        for match in _OWNED.finditer(block.paragraph.text):
            name = match["name"]
            for one in {name, name.split()[-1]}:
                owned[one] += 1
            heads |= _things(match["rest"])
    return owned, heads

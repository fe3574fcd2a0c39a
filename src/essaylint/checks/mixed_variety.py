"""American and British spellings in one essay, or -ise and -ize: the majority says which the essay uses."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Document
from essaylint.essay.english import Mark, marks
from essaylint.essay.vocabulary import Use
from essaylint.values import dataclass

_US = frozenset({"us", "american", "en-us"})
_GB = frozenset({"gb", "british", "uk", "en-gb"})


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`variety` is `auto` (the essay's majority), `us` or `gb` (also `gb-ize`), or `any`: then nothing is found.

    Without `ize` British -ize is as good as -ise.
    """

    variety: str = "auto"
    ize: bool = True

    def find_in(self, document: Document) -> Iterator[Finding]:
        if self.variety == "any":
            return
        us, gb, ise, ize = marks(document)
        wanted = self.variety.lower()
        if wanted in _US:
            sides = [(gb + ise, us + ize, "American")]
        elif wanted in _GB or wanted.startswith("gb"):
            sides = [(us, gb, "British")]
            if self.ize:
                sides += [(ise, ize, "-ize")] if wanted == "gb-ize" else [(ize, ise, "-ise")]
        else:
            sides = [_minority(us, gb, "American", "British"), _minority(ise, ize, "-ise", "-ize")]
        for few, many, name in sides:
            if few and (many or wanted != "auto"):
                yield _finding(sorted(few, key=lambda one: one[0].span), name, many)


def _minority(one: list[Mark], other: list[Mark], first: str, second: str) -> tuple[list[Mark], list[Mark], str]:
    """The rarer side, the commoner one, and its name; at a tie the side that came first is taken for the essay's."""
    opens = min((use.span for use, _ in one), default=None), min((use.span for use, _ in other), default=None)
    first_wins = len(one) > len(other) or (len(one) == len(other) and opens[0] is not None and (opens[1] is None or opens[0] < opens[1]))
    return (other, one, first) if first_wins else (one, other, second)


def _finding(few: list[Mark], name: str, many: list[Mark]) -> Finding:
    use, other = few[0]
    new = _like(use, other)
    edits = tuple(Edit(one.span, _like(one, another)) for one, another in few)
    related = [Place(one.span, f"“{another}”") for one, another in few[1:]]
    example = many[0][0].word.text if many else other
    words = {"other": new, "variety": name, "example": example}
    return Finding(use.span, words, tuple(related), (Fix(Safety.SUGGESTED, edits),))


def _like(use: Use, other: str) -> str:
    return other[:1].upper() + other[1:] if use.word.text[:1].isupper() else other

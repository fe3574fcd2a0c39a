"""American and British spellings in one essay, or -ise and -ize: the majority says which the essay uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Document
from essaylint.essay.vocabulary import Use, vocabulary
from essaylint.lexicon.variety import american, british, s_form, z_form
from essaylint.lexicon.words import plain

Mark = tuple[Use, str]  # a place and the other spelling
_US = frozenset({"us", "american", "en-us"})
_GB = frozenset({"gb", "british", "uk", "en-gb"})


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`variety` is `auto` (the essay's majority), `us` or `gb` (also `gb-ize`)."""

    variety: str = "auto"

    def find_in(self, document: Document) -> Iterator[Finding]:
        us, gb, ise, ize = _marks(document)
        wanted = self.variety.lower()
        if wanted in _US:
            sides = [(gb + ise, us + ize, "American")]
        elif wanted in _GB or wanted.startswith("gb"):
            sides = [(us, gb, "British"), *([(ise, ize, "-ize")] if wanted == "gb-ize" else [(ize, ise, "-ise")])]
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


def _marks(document: Document) -> tuple[list[Mark], list[Mark], list[Mark], list[Mark]]:
    us: list[Mark] = []
    gb: list[Mark] = []
    ise: list[Mark] = []
    ize: list[Mark] = []
    to_british, to_american = british(), american()
    for form, uses in vocabulary(document).uses.items():
        low = plain(form).lower()
        if len(low) < 5:
            continue
        row: list[Mark] | None = None
        other: str | None = None
        if low in to_british:
            row, other = us, to_british[low]
        elif low in to_american:
            row, other = gb, to_american[low]
        elif "is" in low and (other := z_form(low)):
            row = ise
        elif "iz" in low and (other := s_form(low)):
            row = ize
        if row is not None and other is not None:
            row += [(use, other) for use in uses if _counts(form, use)]
    return us, gb, ise, ize


def _counts(form: str, use: Use) -> bool:
    """A word of the writer's own: no name (Labour Party, World Trade Center), no quotation."""
    here = use.word.span
    if form[:1].isupper() and (not use.opening or use.paragraph.kind in ("title", "heading", "table", "caption")):
        return False
    return not use.paragraph.is_masked(here) and not any(span.contains(here) for span in use.paragraph.quotations)


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

"""Which English an essay is written in: its American and British spellings, and its -ise and -ize."""

from __future__ import annotations

from typing import Literal, NamedTuple

from essaylint.essay.document import Document
from essaylint.essay.vocabulary import Use, vocabulary
from essaylint.lexicon.variety import american, british, s_form, z_form
from essaylint.lexicon.words import plain

Mark = tuple[Use, str]  # a place and the other spelling
English = Literal["us", "gb", "mixed", ""]


class Marks(NamedTuple):
    """The words that tell American from British English, and -ise from -ize."""

    us: list[Mark]
    gb: list[Mark]
    ise: list[Mark]
    ize: list[Mark]


def english_of(document: Document) -> English:
    """The essay's variety: `us`, `gb`, `mixed` where neither is three quarters, empty where nothing tells."""
    found = marks(document)
    us, gb = len(found.us), len(found.gb) + len(found.ise)
    if not us + gb:
        return ""
    if max(us, gb) * 4 < (us + gb) * 3:
        return "mixed"
    return "us" if us > gb else "gb"


def marks(document: Document) -> Marks:
    """Every place where a spelling tells the variety."""
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
    return Marks(us, gb, ise, ize)


def _counts(form: str, use: Use) -> bool:
    """A word of the writer's own: no name (Labour Party, World Trade Center), no quotation."""
    here = use.word.span
    if form[:1].isupper() and (not use.opening or use.paragraph.kind in ("title", "heading", "table", "caption")):
        return False
    if form[:1].isupper() and use.paragraph.text[here.end : here.end + 2].strip().isupper():
        return False  # Labor Party
    return not use.paragraph.is_masked(here) and not any(span.contains(here) for span in use.paragraph.quotations)

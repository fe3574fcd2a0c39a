"""Words that do not go together: a verb with an object, an adjective with a noun, a word with a preposition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety, Severity
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.slots import Pair
from essaylint.essay.substitutes import edits_for
from essaylint.lexicon.pairs import PREPOSITIONS, Entry, Table, noun_classes, table_of
from essaylint.span import Span
from essaylint.values import dataclass

_WIDE = 45  # a finding that would be longer is reported on its first word, with the other one beside it

# What follows a preposition that belongs to the sentence and not to the word before: "rely, to a degree, on".
_ADJUNCTS = noun_classes()["@time"] | frozenset(
    "part measure degree extent example instance case fact way least most all once first last addition course contrast turn end means "
    "manner regard respect reason percent % average effect point rate level scale which whom what that who".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report pairs of words that the tables in `files` say no writer joins.

    `pairs` are further lines of the same language (see `lexicon/pairs.py`): `["[verb+object]", "make : homework -> do"]`.
    The message may use {word}, {partner} (the other word) and {instead}, which says what may be meant.
    """

    files: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _table(self) -> Table:
        return table_of(self.files, self.pairs)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield a finding for every pair that has an entry, one a place."""
        seen: set[tuple[int, int]] = set()
        for pair in paragraph.pairs:
            entry = next(
                (one for one in self._table.get((pair.slot, pair.key), ()) if _fits(one, pair, paragraph)), None
            )
            if entry is None or entry.fine or _is_name(pair):
                continue
            place = (pair.fault.index, pair.partner.index)
            if place not in seen and place[::-1] not in seen:
                seen.add(place)
                yield _finding(paragraph, pair, entry)


def _fits(entry: Entry, pair: Pair, paragraph: Paragraph) -> bool:
    partner = pair.partner
    if pair.fault.text.lower() in entry.fixes:  # "means" for the lemma "mean", "lay" for "lie"
        return False
    if not entry.partners.holds(partner.lemma.lower(), partner.text.lower()):
        return False
    if pair.slot not in PREPOSITIONS:
        return True
    noun = pair.tail
    if noun is None or not 0 < partner.index - pair.fault.index <= 3:
        return False
    if any(other.text.lower() in entry.fixes for other in paragraph.tree.children(pair.fault, "prep")):
        return False
    if partner.text.lower() == "of" and any(one.text.lower() in ("most", "least") for one in paragraph.tree.children(pair.fault)):
        return False  # "the most famous of them"
    between = paragraph.tree.tokens[pair.fault.index + 1 : partner.index]
    if any(one.text == "," or one.tag == "CC" for one in between):
        return False
    if entry.objects is None:
        return partner.text.lower() == "of" or (noun.lemma.lower() not in _ADJUNCTS and noun.pos != "NUM")
    return entry.objects.holds(noun.lemma.lower(), noun.text.lower(), *(["+ing"] if noun.dep == "pcomp" else []))


def _is_name(pair: Pair) -> bool:
    """Whether one of the two is part of a name."""
    return pair.fault.pos == "PROPN" or (pair.partner.pos == "PROPN" and pair.slot not in PREPOSITIONS)


def _finding(paragraph: Paragraph, pair: Pair, entry: Entry) -> Finding:
    tokens = [pair.fault, pair.partner]
    span = Span(min(one.start for one in tokens), max(one.end for one in tokens))
    related: tuple[Place, ...] = ()
    if span.length > _WIDE:
        span, related = pair.fault.span, (Place(pair.partner.span, "with this word"),)
    edits = [edits for new in entry.fixes if (edits := edits_for(paragraph, pair, new))]
    if edits and not related:  # the article, where it changes too
        span = Span(min(span.start, edits[0][0][0].start), span.end)
    fixes = tuple(Fix(Safety.SUGGESTED, tuple(Edit(*edit) for edit in one)) for one in edits)
    left_out = pair.fault.text if pair.slot == "det+noun" else pair.partner.text
    offers = dict.fromkeys(" … ".join(new for _, new in one).strip() for one in edits[:2])
    shown = " or ".join(f"“{offer}”" for offer in offers if offer)
    instead = f"; {shown} may be meant" if shown else f"; leave out “{left_out}”" if edits else ""
    words = {"partner": pair.partner.text, "word": pair.fault.text, "instead": instead}
    return Finding(span, words, related, fixes, Severity.HINT if entry.hint else None)

"""Words that no dictionary and nothing in the essay knows, judged after the essay's own names are learned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.document import Document
from essaylint.essay.vocabulary import Use, Vocabulary, vocabulary
from essaylint.lexicon.speller import Suspect, suspect
from essaylint.span import Span

_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
_TITLES = frozenset("mr mrs ms miss dr prof sir lord lady saint st president king queen captain general senator uncle aunt".split())
_GLUED = frozenset("@#/\\_=<>~^|+")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """One finding for each unknown word, with all its places.

    `words` are known besides; a word that occurs `own` times or more and is like no other is taken for the writer's own.
    """

    words: tuple[str, ...] = ()
    variety: str = "auto"
    own: int = 3

    def find_in(self, document: Document) -> Iterator[Finding]:
        known = vocabulary(document)
        mine = frozenset(word.lower() for word in self.words)
        places: dict[str, list[tuple[Span, Use]]] = defaultdict(list)
        for form, uses in known.uses.items():
            if any(char.isdigit() for char in form) or len(form) < 2 or "." in form or form.lower() in mine:
                continue
            for at, part in _parts(form):
                if len(part) > 1 and part.lower() not in mine and suspect(part) is not None:
                    key = part.rstrip("'’").lower().removesuffix("'s").removesuffix("’s")
                    places[key] += [(Span(use.span.start + at, use.span.start + at + len(part)), use) for use in uses]
        for found in places.values():
            found = [(span, use) for span, use in found if _is_prose(span, use)]
            if found:
                finding = _finding(sorted(found, key=lambda one: one[0]), known, self.own, document.prose)
                if finding is not None:
                    yield finding


def _parts(form: str) -> list[tuple[int, str]]:
    if suspect(form) is None:
        return []
    return [(match.start(), match.group()) for match in _PART.finditer(form)] if "-" in form else [(0, form)]


def _is_prose(span: Span, use: Use) -> bool:
    """Not a piece of an address, a handle, code or a foreign phrase in italics."""
    text, here = use.paragraph.text, span.shift(-use.block.start)
    if text[here.start - 1 : here.start] in _GLUED and here.start or text[here.end : here.end + 1] in _GLUED and here.end < len(text):
        return False
    if text[here.end : here.end + 1] == "." and text[here.end + 1 : here.end + 2].isalpha():
        return False
    if use.paragraph.is_masked(here) or use.paragraph.in_long_quotation(here):
        return False
    return not any(mark.kind == "emphasis" and mark.start <= here.start < mark.end for mark in use.paragraph.marks)


def _finding(found: list[tuple[Span, Use]], known: Vocabulary, own: int, prose: str) -> Finding | None:
    span, use = found[0]
    form = span.of(prose)
    verdict = suspect(form)
    for one, other in found:  # a lower-case use says most
        text = one.of(prose)
        if text[:1].islower():
            span, use, form, verdict = one, other, text, suspect(text)
            break
    if verdict is None or not _is_slip(form, verdict, found, known, own, prose):
        return None
    new = [_cased(form, word) for word in verdict.suggestions]
    first = found[0][0]
    form = first.of(prose)
    new = list(dict.fromkeys(_cased(form, word) for word in verdict.suggestions))[:4]
    hint = f"; did you mean “{new[0]}”?" if new else ""
    related = tuple(Place(one, "the same word") for one, _ in found[1:])
    return Finding(first, {"hint": hint}, related, tuple(Fix.replace(first, word) for word in new))


def _cased(form: str, word: str) -> str:
    ending = next((end for end in ("'s", "’s") if form.endswith(end) and not word.endswith("s")), "")
    if form.isupper() and len(form) > 1:
        return (word + ending).upper()
    return (word[:1].upper() + word[1:] if form[:1].isupper() else word) + ending


def _is_slip(form: str, verdict: Suspect, found: list[tuple[Span, Use]], known: Vocabulary, own: int, prose: str) -> bool:
    bare = form.removesuffix("'s").removesuffix("’s")
    if bare in known.references or bare.capitalize() in known.references:
        return False
    count = len(found)
    if form.islower():
        if verdict.kind in ("slip", "joined", "capital"):
            return not (verdict.gap < 1.5 and count >= own and verdict.kind == "slip")
        if verdict.kind == "rare":
            return count < own or verdict.gap > 2.5
        return count < own and not _name_nearby(found[0], prose)
    if form.isupper() and len(form) > 1:
        return _shouted(found[0], prose) and verdict.kind in ("slip", "joined", "unknown")
    if any(char.isupper() for char in form[1:]) or verdict.kind not in ("slip", "joined"):
        return False
    best = verdict.near[0]
    if any(not use.opening for _, use in found):
        calendar = best.word[:1].isupper() and best.zipf >= 4.2 and best.cost <= 1.0
        return count < own and verdict.own < 1.9 and calendar and not _name_nearby(found[0], prose)
    return verdict.own < 2.4 and best.cost <= 1.6 and best.zipf >= 3.5 and not best.word[:1].isupper() and count < own


def _neighbours(place: tuple[Span, Use]) -> tuple[str, str]:
    _, use = place
    words = use.paragraph.words
    before = words[use.index - 1].text if use.index else ""
    after = words[use.index + 1].text if use.index + 1 < len(words) else ""
    return before, after


def _name_nearby(place: tuple[Span, Use], prose: str) -> bool:
    before, after = _neighbours(place)
    return before.lower() in _TITLES or any(word[:1].isupper() and word != "I" and not word.isupper() for word in (after,)) or (
        before[:1].isupper() and place[1].index > 1 and before != "I"
    )


def _shouted(place: tuple[Span, Use], prose: str) -> bool:
    """Whether a word in capitals stands among words in capitals."""
    return any(len(word) > 2 and word.isupper() and suspect(word) is None for word in _neighbours(place))

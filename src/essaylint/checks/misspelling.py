"""Words that no dictionary and nothing in the essay knows, judged after the essay's own names are learned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety, Severity
from essaylint.essay.document import Document
from essaylint.essay.misspelt import Place as Found
from essaylint.essay.misspelt import is_prose, is_shouted, weigh
from essaylint.essay.vocabulary import Vocabulary, vocabulary
from essaylint.lexicon.distance import distance
from essaylint.lexicon.speller import Suspect, is_plainly_known, suspect
from essaylint.lexicon.words import best, is_common
from essaylint.span import Span
from essaylint.values import dataclass

_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")


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
        places: dict[str, list[Found]] = defaultdict(list)
        for form, uses in known.uses.items():
            if len(form) < 2 or "." in form or (form.islower() and is_plainly_known(form)) or form.lower() in mine:
                continue
            if form.isupper() and len(form) > 2:
                verdict = suspect(form.lower()) if any(is_shouted((use.span, use)) for use in uses[:3]) else None
                if verdict is not None and verdict.kind != "capital":
                    places[form.lower()] += [(use.span, use) for use in uses]
                continue
            quick = form[:1].isupper() and not form.isupper() and any(not use.opening for use in uses)
            for at, part in _parts(form, quick):
                if len(part) > 1 and part.lower() not in mine and suspect(part, quick) is not None:
                    key = part.rstrip("'’").lower().removesuffix("'s").removesuffix("’s")
                    places[key] += [(Span(use.span.start + at, use.span.start + at + len(part)), use) for use in uses]
        for every in places.values():
            found = [(span, use) for span, use in every if is_prose(span, use)]
            if found:
                finding = _finding(sorted(found, key=lambda one: one[0]), known, self.own, document.prose)
                if finding is not None:
                    yield finding


def _parts(form: str, quick: bool) -> list[tuple[int, str]]:
    if "-" not in form and suspect(form, quick) is None:
        return []
    if "-" not in form or any(char.isdigit() for char in form):
        return [(0, form)] if "-" not in form else []
    return [(match.start(), match.group()) for match in _PART.finditer(form) if len(match.group()) > 3]


def _finding(found: list[Found], known: Vocabulary, own: int, prose: str) -> Finding | None:
    form = found[0][0].of(prose)
    name = form[:1].isupper() and not form.isupper() and any(not use.opening for _, use in found)
    verdict = suspect(form.lower() if form.isupper() else form, name)
    for one, _ in found:  # a lower-case use says most
        text = one.of(prose)
        if text[:1].islower():
            form, verdict = text, suspect(text)
            break
    severity = weigh(form, verdict, found, known, own) if verdict else None
    if verdict is None or severity is None:
        return None
    first = found[0][0]
    near = _likely(verdict, form)
    if severity is Severity.HINT and (own_word := _elsewhere(form, known)):
        near, severity = (own_word, *near), Severity.ERROR
    hint = f"; “{_cased(first.of(prose), near[0])}” is near" if near else ""
    related = tuple(Place(one, "the same word") for one, _ in found[1:])
    fixes = tuple(
        Fix(Safety.SUGGESTED, tuple(Edit(one, _cased(one.of(prose), word)) for one, _ in found)) for word in near[:4]
    )
    return Finding(first, {"hint": hint}, related, fixes, severity)


def _likely(verdict: Suspect, form: str) -> tuple[str, ...]:
    """The suggestions; a word that only doubles a letter of the form, or does not double one, goes first."""
    near = verdict.suggestions
    if verdict.kind in ("slip", "rare", "unknown") and verdict.near and verdict.near[0].cost > 1:
        low = form.lower()
        doubled = [low[: at + 1] + low[at:] for at in range(1, len(low) - 1)]
        known = [word for word in dict.fromkeys(doubled) if is_common(word) and word not in near]
        return (*known[:1], *near)
    return near


def _elsewhere(form: str, known: Vocabulary) -> str:
    """A word that the essay uses elsewhere and that a long unknown form is a letter or two away from."""
    low = form.lower()
    if len(low) < 8 or not low.isalpha():
        return ""
    for word, count in known.lower.items():
        if abs(len(word) - len(low)) > 1 or word[0] != low[0] or word == low or word[-2:] != low[-2:] or not word.isalpha():
            continue
        if distance(word, low, 1) == 1 and (best(word) is not None or count > known.lower[low] + 1):
            return word
    return ""


def _cased(form: str, word: str) -> str:
    ending = next((end for end in ("'s", "’s") if form.endswith(end) and not word.endswith("s")), "")
    if form.isupper() and len(form) > 1:
        return (word + ending).upper()
    return (word[:1].upper() + word[1:] if form[:1].isupper() else word) + ending

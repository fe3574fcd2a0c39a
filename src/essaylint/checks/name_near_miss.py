"""A known name with one word slightly off: Korea People's Army, Nelson Mandella."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.document import Document
from essaylint.essay.proper_names import Run, names
from essaylint.lexicon import gazetteer
from essaylint.lexicon.distance import distance
from essaylint.lexicon.morphology import related
from essaylint.lexicon.variety import same_word
from essaylint.lexicon.words import best, is_name, plain
from essaylint.span import Span
from essaylint.values import dataclass

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*['’]?")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`names` are more names, written as in the gazetteer: `Korea Foundation = Korea Fund / KF`."""

    names: tuple[str, ...] = ()

    @cached_property
    def _known(self) -> gazetteer.Gazetteer:
        shipped = gazetteer.shipped()
        return gazetteer.Gazetteer(shipped.entries + gazetteer.parse(self.names).entries) if self.names else shipped

    def find_in(self, document: Document) -> Iterator[Finding]:
        told: set[tuple[str, ...]] = set()
        found = names(document)
        for run in (*found.runs, *found.listed):
            if not self._may_miss(run):
                continue
            pieces = _pieces(run)
            if len(pieces) < 2:
                continue
            folded = [plain(text).lower() for text, _ in pieces]
            folded = [part.rstrip("'") if at + 1 == len(folded) or part.endswith("s'") else part for at, part in enumerate(folded)]
            folded[-1] = folded[-1].removesuffix("'s")
            for start, size, entry, form, off in self._misses(folded, pieces):
                if run.block.paragraph.kind == "reference" and entry.kind == "person":
                    continue
                key = tuple(folded[start : start + size])
                if key not in told:
                    told.add(key)
                    span = Span(pieces[start][1].start, pieces[start][1].start + _length(pieces, start, size, document))
                    yield Finding(span, {"name": entry.written(form), "part": pieces[off][0]}, fixes=(Fix.replace(span, entry.written(form)),))

    def _may_miss(self, run: Run) -> bool:
        """Whether a run has two parts or more, and one of a known name; what is not plain letters is looked at closely."""
        parts = [word.text for word in run.words]
        if not all(part.isalpha() for part in parts):
            return True
        return len(parts) > 1 and any(plain(part).lower() in self._known.by_part for part in parts)

    def _misses(self, folded: list[str], pieces: list[tuple[str, Span]]) -> Iterator[tuple[int, int, gazetteer.Entry, tuple[str, ...], int]]:
        known, seen = self._known, set()
        for at, part in enumerate(folded):
            for entry, form, place in known.places(part):
                start, size = at - place, len(form)
                if start < 0 or start + size > len(folded) or (start, entry.name) in seen:
                    continue
                window = tuple(folded[start : start + size])
                off = [i for i in range(size) if window[i] != form[i]]
                if len(off) != 1 or known.accepts(window) or self._is_inside_known(folded, start, size):
                    continue
                if self._is_slip(entry, form, window, off[0], pieces[start + off[0]][0]):
                    seen.add((start, entry.name))
                    yield start, size, entry, form, start + off[0]

    def _is_inside_known(self, folded: list[str], start: int, size: int) -> bool:
        """Whether a longer or overlapping accepted name covers the word that is off."""
        accepts = self._known.accepts
        return any(
            accepts(folded[left:right])
            for left in range(max(0, start - 2), start + 1)
            for right in range(start + size, min(len(folded), start + size + 2) + 1)
            if (left, right) != (start, start + size)
        )

    @staticmethod
    def _is_slip(entry: gazetteer.Entry, form: tuple[str, ...], window: tuple[str, ...], at: int, written: str) -> bool:
        wrong, right = window[at], form[at]
        if min(len(wrong), len(right)) < 4 or not written[:1].isupper() or same_word(wrong, right):
            return False
        if at == len(form) - 1 and wrong.rstrip("s") == right.rstrip("s"):
            return False  # Opium War, Opium Wars
        apart = distance(wrong, right, 2)
        if apart > 2 or (apart == 2 and len(right) < 8):
            return len(form) >= 3 and entry.kind != "person" and len(right) >= 5 and related(wrong, right) and apart <= 3
        if entry.kind == "person" or len(form) == 2:
            return not _is_other(written, form, at)
        others = [part for i, part in enumerate(form) if i != at and len(part) > 3]
        return len(others) >= 2 or not _is_other(written, form, at)


def _is_other(written: str, form: tuple[str, ...], at: int) -> bool:
    """Whether the word that is off may well be another person's name, or another word."""
    known = best(written)
    if known is not None and known.level < 3:
        return True
    return is_name(written) or (at == 0 and len(form) == 2 and len(written) < 5)


def _pieces(run: Run) -> list[tuple[str, Span]]:
    return [
        (match.group(), run.block.place(Span(word.start + match.start(), word.start + match.end())))
        for word in run.words
        for match in _PIECE.finditer(word.text)
    ]


def _length(pieces: list[tuple[str, Span]], start: int, size: int, document: Document) -> int:
    last = pieces[start + size - 1]
    end = last[1].end - (2 if re.search(r"['’]s$", last[0]) else 1 if last[0][-1] in "'’" else 0)
    return end - pieces[start][1].start

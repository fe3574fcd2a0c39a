"""A name of several words that lost capitals: the Vietnam war, the united nations, an orthodox Christian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon import gazetteer
from essaylint.lexicon.words import DATA, capitals, is_common, plain
from essaylint.memo import kept
from essaylint.span import Span
from essaylint.values import dataclass

_SMALL = frozenset("of the and for in on a an to de la le von van der da di du al el bin against".split())
# Last words that are often written small after a name: the Amazon river, the Bosnian genocide.
_LATER = frozenset(
    "river rivers sea mountains strait syndrome disease movement genocide subcontinent police empire dynasty peninsula disorder statistics".split()
)
Names = dict[str, tuple[tuple[str, ...], ...]]


def _by_first(names: Iterator[tuple[str, ...]]) -> Names:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in names:
        if len(words) > 1:
            found[plain(words[0]).lower()].append(words)
    return {first: tuple(sorted(set(rows), key=len, reverse=True)) for first, rows in found.items()}


@kept
def _partial() -> Names:
    """Names whose later words may lose their capitals, by first word."""
    kinds = ("war", "treaty", "event", "place", "army")
    entries = (tuple(entry.name.split()) for entry in gazetteer.shipped().entries if entry.kind in kinds)
    return _by_first(words for words in entries if words[-1].lower() not in _LATER)


@kept
def _whole(more: tuple[str, ...]) -> Names:
    """Names that take capitals in any context, by first word."""
    lines = (DATA / "proper_phrases.txt").read_text(encoding="utf-8").splitlines()
    always = (phrase for line in lines if not line.startswith("#") for phrase in line.split("; "))
    return _by_first(tuple(phrase.split()) for phrase in (*always, *more))


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """`names` are more names of several words that take capitals in any context, written with them."""

    names: tuple[str, ...] = ()

    @cached_property
    def _whole(self) -> Names:
        return _whole(self.names)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        partial, whole, end = _partial(), self._whole, -1
        for at, word in enumerate(paragraph.words):
            low = word.text.lower()
            if (low not in whole and low not in partial) or word.start < end:
                continue
            first = plain(word.text)
            rows = whole.get(low, ())
            if first[:1].isupper() and (first in capitals() or not is_common(low)):
                rows += partial.get(low, ())
            name = next((row for row in rows if _same(paragraph, at, row)), None)
            if name is not None:
                span = _span(paragraph, at, name)
                end = span.end
                if _lacks_capital(paragraph, at, name):
                    yield Finding(span, {"name": " ".join(name)}, fixes=(Fix.replace(span, " ".join(name)),))


def _texts(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> list[str]:
    texts = [plain(word.text) for word in paragraph.words[at : at + len(name)]]
    if texts and not name[-1].endswith("'s"):
        texts[-1] = texts[-1].removesuffix("'s")
    return texts


def _same(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> bool:
    texts = _texts(paragraph, at, name)
    if len(texts) != len(name) or any(one.lower() != plain(other).lower() for one, other in zip(texts, name, strict=True)):
        return False
    words = paragraph.words[at : at + len(name)]
    return all(paragraph.text[one.end : other.start] == " " for one, other in zip(words, words[1:], strict=False))


def _lacks_capital(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> bool:
    return any(
        one[:1].islower() and other[:1].isupper() and other.lower() not in _SMALL
        for one, other in zip(_texts(paragraph, at, name), name, strict=True)
    )


def _span(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> Span:
    last = paragraph.words[at + len(name) - 1]
    return Span(paragraph.words[at].start, last.start + len(_texts(paragraph, at, name)[-1]))

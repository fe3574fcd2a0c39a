"""A name of several words whose later words lost their capitals: the Vietnam war, the Suez canal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon import gazetteer
from essaylint.lexicon.speller import capitals
from essaylint.lexicon.words import is_common, plain
from essaylint.span import Span

_SMALL = frozenset("of the and for in on a an to de la le von van der da di du al el bin against".split())
_LATER = frozenset("river rivers sea mountains strait syndrome disease movement party genocide subcontinent police empire dynasty peninsula disorder statistics".split())


@lru_cache(maxsize=1)
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a name -> the names' words as written, longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for entry in gazetteer.shipped().entries:
        words = tuple(entry.name.split())
        if len(words) > 1 and entry.kind in ("war", "treaty", "event", "place", "army") and words[-1].lower() not in _LATER:
            found[plain(words[0])].append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Only names whose first word is a name by itself (Vietnam, Suez, Marshall) are looked at."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        words = paragraph.words
        for at, word in enumerate(words):
            if word.text[:1].isupper() and (word.text in capitals() or not is_common(word.text.lower())):
                for name in _by_first().get(plain(word.text), ()):
                    found = _match(paragraph, at, name)
                    if found is not None:
                        yield Finding(found, {"name": " ".join(name)}, fixes=(Fix.replace(found, " ".join(name)),))
                    if found is not None or _is_written(paragraph, at, name):
                        break


def _same(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> list[str] | None:
    words = paragraph.words[at : at + len(name)]
    texts = [plain(word.text).removesuffix("'s") if i == len(name) - 1 else plain(word.text) for i, word in enumerate(words)]
    same = len(texts) == len(name) and all(one.lower() == plain(other).lower() for one, other in zip(texts, name, strict=True))
    return texts if same else None


def _is_written(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> bool:
    return _same(paragraph, at, name) is not None


def _match(paragraph: Paragraph, at: int, name: tuple[str, ...]) -> Span | None:
    """The place of a name written with a small letter where it has a capital, or None."""
    texts = _same(paragraph, at, name)
    if texts is None:
        return None
    small = [one for one, other in zip(texts, name, strict=True) if one[:1].islower() and other[:1].isupper() and other.lower() not in _SMALL]
    if not small:
        return None
    last = paragraph.words[at + len(name) - 1]
    return Span(paragraph.words[at].start, last.start + len(texts[-1]))

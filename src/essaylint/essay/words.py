"""Words and sentences, found without a parser; every offset counts code points of the paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from essaylint.span import Span

_WORDS = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’‑-][^\W_]+)*(?:(?<=s)['’](?![\w’]))?")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[.!?]+[\"”](?=\s|$)")
_ABBREVIATIONS = frozenset(
    
        "mr mrs ms dr prof rev hon st gen col capt lt sgt maj cmdr adm sen rep gov pres jr sr messrs mt ft no nos "
        "vol vols ed eds trans p pp fig figs eq eqs ch chap sec vs v cf e.g i.e viz ca c approx est al inc ltd co "
        "corp bros dept univ assn jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
        "a.m p.m u.s u.k u.n e.u d.c ph.d m.a b.a b.c a.d op cit ibid et".split()
    
)
# Abbreviations after which a sentence may end: the next word's capital decides nothing for the others.
_MAY_END = frozenset(
    "etc al inc ltd co corp jr sr a.m p.m u.s u.k u.n e.u d.c ph.d m.a b.a b.c a.d".split()
)
_STARTERS = frozenset(
    
        "the this that these those it he she they we you i in on at but and however moreover therefore thus "
        "although while when if there his her their our its a an some many most for as since because after before "
        "nevertheless furthermore".split()
    
)


class Word(NamedTuple):
    """A word and where it stands; `text` is as written."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def find_words(text: str) -> tuple[Word, ...]:
    """The words of `text`: letters and digits, with inner apostrophes and hyphens kept.

    >>> [word.text for word in find_words("The U.S. well-known teachers' aren’t 3rd.")]
    ['The', 'U.S.', 'well-known', "teachers'", 'aren’t', '3rd']
    """
    return tuple(Word(match.start(), match.end(), match.group()) for match in _WORDS.finditer(text))


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` without the blanks between them.

    A full stop ends one unless it follows an abbreviation, an initial, or stands before a lower-case word, or lies
    inside brackets that close later.

    >>> text = "Dr. J. Smith came to the U.S. in 1990. He stayed (cf. Fig. 2). “Why?” she asked."
    >>> [span.of(text) for span in find_sentences(text)]
    ['Dr. J. Smith came to the U.S. in 1990.', 'He stayed (cf. Fig. 2).', '“Why?” she asked.']
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _ends(text, start, match):
            continue
        spans.append(_trimmed(text, start, match.end()))
        start = match.end()
    spans.append(_trimmed(text, start, len(text)))
    return tuple(span for span in spans if span.length)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


_NEXT = re.compile(r"\s+[\"'“‘(\[]*(\S+)")
_BEFORE = re.compile(r"([\w.]+)$")


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    after = _NEXT.match(text, match.end())
    following = after.group(1) if after else ""
    if following[:1].islower():
        return False
    if text.count("(", start, match.end()) > text.count(")", start, match.end()):
        closing = text.find(")", match.end())
        if 0 <= closing - match.end() < 200:
            return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _BEFORE.search(text, max(start, match.start() - 12), match.start())
    word = before.group(1).lower() if before else ""
    bare = following.strip("\"'“”‘’()[],;:").lower()
    if word in _MAY_END:
        return bare in _STARTERS or word in ("etc", "jr", "sr") or (word == "al" and not following[:1].isdigit())
    if len(word) == 1 and word.isalpha() and word != "i":
        # An initial, unless a plain word such as "plan A." ends here and a usual opener follows.
        return bare in _STARTERS
    if word in ("no", "p", "pp", "vol", "ch", "fig", "sec", "eq"):
        return not (following[:1].isdigit() or word != "no")
    return word not in _ABBREVIATIONS or (word in ("c", "v", "st", "ed", "mar", "sat", "sun") and bare in _STARTERS)


def sentence_at(sentences: Sequence[Span], offset: int) -> Span | None:
    """The sentence that holds the character at `offset`."""
    for span in sentences:
        if span.start <= offset < span.end:
            return span
    return None

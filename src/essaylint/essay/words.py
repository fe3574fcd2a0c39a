"""Words and sentences, found without a parser; every offset counts code points of the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from essaylint.span import Span

# The second alternative is the third one for plain words, and quicker.
_WORDS = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?!['’‑\w-])|[^\W_]+(?:['’‑-][^\W_]+)*(?:(?<=s)['’](?![\w’]))?"
)
# An end: marks, the quotes and brackets they stand in, and the notes that hang on them ("clear.[1]", "clear.12", "clear.¹").
_END = re.compile(
    r"(?:\.(?: \.){2,3}|[.!?…]+)[\"'”’“‘)\]»]*(?:\[\d{1,3}(?:[,–-] ?\d{1,3})*\])*(?:[¹²³⁰-⁹]+|(?<=[a-z”\"’)]\.)\d{1,2}(?=\s+[A-Z“\"]))?(?=\s|$)"
)
_CITED = re.compile(r"\s*\((?:[^()]{0,90}\d{4}[a-z]?(?:[,:;][^()]{0,60})?|[A-Z][^()]{0,40} \d{1,4}(?:[–-]\d{1,4})?|\d{1,4}(?:[–-]\d{1,4})?)\)(\.?)(?=\s|$)")
# Titles and the like: the sentence always goes on.
_OPEN = frozenset(
    """mr mrs ms dr prof rev hon gen capt lt sgt maj cmdr adm sen rep gov messrs mt fig figs eq eqs vs viz cf e.g i.e eg ie ca approx
    pp nos vols eds trans chap sec p""".split()
)
# After these a sentence ends if a word follows that opens sentences; else the name or the date goes on.
_MAY_END = frozenset(
    """st col pres jr sr ft no vol ed ch v c est al etc inc ltd co corp bros dept univ assn jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m am pm u.s u.k u.n e.u d.c ph.d m.a b.a b.sc m.sc m.d b.c a.d b.c.e
    c.e op cit ibid et lb lbs oz in min hr hrs sq ave blvd rd u.s.a u.s.s.r ser pt esp incl fl""".split()
)
_ORDINARY = frozenset("no in min co am pm fri sat sun mar sec est fl v c ed ch al st mon wed ser".split())
_STARTERS = frozenset(
    """the this that these those it he she they we you i in on at but and however moreover therefore although while when if
    there his her their our its a an some many most for as since because after before nevertheless furthermore thus then to
    what who why how where which yes no not another one by with from during despite unlike according every each all both so
    nobody everyone others people perhaps still yet instead finally first second third next also until once""".split()
)
_NEXT = re.compile(r"\s+[\"'“‘„«(\[]*(\S+)")
_BEFORE = re.compile(r"([\w.]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")


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
    found = []
    new, find, end = tuple.__new__, text.find, 0
    for word in _WORDS.findall(text):  # between words no letter stands, so the next occurrence is the match
        start = find(word, end)
        end = start + len(word)
        found.append(new(Word, (start, end, word)))
    return tuple(found)


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` without the blanks between them.

    A full stop ends one unless it follows an abbreviation, an initial or a list number, or stands before a lower-case
    word, or lies inside brackets that close later. A citation in brackets belongs to the sentence before it.

    >>> text = "Dr. J. Smith came to the U.S. in 1990. He stayed (cf. Fig. 2). “Why?” she asked."
    >>> [span.of(text) for span in find_sentences(text)]
    ['Dr. J. Smith came to the U.S. in 1990.', 'He stayed (cf. Fig. 2).', '“Why?” she asked.']
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if end < len(text):
            if end <= start or not _ends(text, start, match):
                continue
            cited = _CITED.match(text, end)
            if cited and text[end - 1] in "\"”'’“»" and not cited.group().endswith(".)"):
                end = cited.end()
        spans.append(_trimmed(text, start, end))
        start = end
    last = _trimmed(text, start, len(text))
    if last.length:
        spans.append(last)
    return tuple(_with_loose_marks(text, spans))


def _with_loose_marks(text: str, spans: list[Span]) -> Iterator[Span]:
    """The sentences, with marks that stand alone between two of them added to the first ("it ends. ” Then")."""
    held: Span | None = None
    for span in spans:
        if held and not any(char.isalnum() for char in span.of(text)):
            held = Span(held.start, span.end)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the marks of `match` end the sentence that starts at `start`."""
    after = _NEXT.match(text, match.end())
    following = after.group(1) if after else ""
    if following[:1].islower() and not following[1:2].isupper():  # but "iPhone" opens one
        return False
    if text.find("(", start, match.end()) >= 0 and text.count("(", start, match.end()) > text.count(")", start, match.end()):
        closing = text.find(")", match.end())
        if 0 <= closing - match.end() < 200:
            return False
    marks = match.group()
    if marks[0] != "." or marks[1:2] in (".", " "):
        return following[:1] not in ".…"
    before = _BEFORE.search(text, max(start, match.start() - 12), match.start())
    word = before.group(1).lower() if before else ""
    if not word or len(marks) > 1:  # a quotation mark or a bracket stands beside it
        return len(word) != 1 or not word.isalpha()
    if word.isdigit():
        return len(word) > 3 or bool(text[start : match.start() - len(word)].strip())
    bare = following.strip("\"'“”‘’()[],;:").lower()
    if word in _OPEN:
        return False
    if word in _MAY_END:
        return _after_abbreviation(word, following, bare)
    if (len(word) == 1 and word.isalpha() and word != "i") or _INITIALS.match(word):
        # An initial, unless a plain word such as "plan A." ends here and a usual opener follows.
        return bare in _STARTERS
    return True


def _after_abbreviation(word: str, following: str, bare: str) -> bool:
    if word == "al":
        return not following[:1].isdigit()
    if word in ("etc", "jr", "sr"):
        return True
    if word in ("no", "vol", "ch", "pt"):
        return word == "no" and not following[:1].isdigit()
    if word in _ORDINARY and word not in ("st", "c", "v", "ed", "co"):
        return not following[:1].isdigit()
    return bare in _STARTERS


def sentence_at(sentences: Sequence[Span], offset: int) -> Span | None:
    """The sentence that holds the character at `offset`."""
    for span in sentences:
        if span.start <= offset < span.end:
            return span
    return None

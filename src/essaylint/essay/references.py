"""Reference lists: telling their heading and entries from prose, and reading an entry into fields.

Everything here is a pure function over strings. Nothing raises on odd input: an entry that cannot be
read has empty fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from essaylint.essay.authorlist import LOWER, UPPER
from essaylint.span import Span

_HEADING_NAMES = (
    """references|reference|reference list|list of references|references list|bibliography|bibliographies
    selected bibliography|annotated bibliography|works cited|work cited|works consulted|works referenced
    literature cited|literature|sources|sources cited|sources consulted|cited sources|cited works|citations
    cited literature|references cited|references and notes|notes and references|references and further reading
    references and bibliography|bibliography and references|primary sources|secondary sources|further reading
    list of works cited|list of sources|source list|resources|web references|online sources"""
)
_HEADINGS = frozenset(name.strip() for name in _HEADING_NAMES.replace("\n", "|").split("|"))

_NUMBERING = re.compile(r"^\s*(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|[IVX]{1,5}\.|[-*•–])\s*")
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|el|al|bin|ibn|af|zu|zur|y|and)"
_SURNAME = (
    rf"(?:{_PARTICLE}\s+|[dDlLO]['’]|[aA]l-)*[{UPPER}][{UPPER}{LOWER}'’‐‑-]+"
    rf"(?:[\s-](?:{_PARTICLE}\s+)*[{UPPER}][{UPPER}{LOWER}'’‐‑-]+){{0,2}}"
)
_INITIALS = rf"(?:[{UPPER}][{LOWER}]?\.(?:\s?-?\s?[{UPPER}][{LOWER}]?\.){{0,4}}|[{UPPER}]{{1,3}}(?=[\s,.;(&]|$))"
_GIVEN = rf"(?:{_INITIALS}|[{UPPER}][{LOWER}'’-]+(?:\s+(?:{_INITIALS}|[{UPPER}][{LOWER}'’-]+)){{0,3}}(?=\s*[.,;(&]|\s+and\b|\s*$))"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)[a-z]?"
_DATE = rf"(?:{_YEAR}(?:[–/-]\d{{2,4}})?|n\.\s?d\.(?:-?[a-z])?|n\.d|in press|forthcoming|no date)"

_SOME_YEAR = re.compile(_YEAR)
_INVERTED = re.compile(rf"^{_SURNAME},\s*(?:Jr\.,\s*|Sr\.,\s*)?{_GIVEN}")
_INITIALS_FIRST = re.compile(rf"^(?:{_INITIALS})\s*{_SURNAME}(?:,|\s+and\b|\s+&|\s+et al|\.)")
_AUTHOR_DATE = re.compile(rf"^(?P<who>.{{2,400}}?)[.,:;]?\s*\(\s*(?:{_DATE})[^()]{{0,40}}\)\s*(?P<after>[.,:;]?)")
_DATE_BARE = re.compile(rf"(?:^|[.,:]\s*){_YEAR}\.\s+[\"“‘'{UPPER}]")
_URL = re.compile(r"(?:https?://|www\.|doi\s*:\s*10\.|doi\.org/)", re.I)
_ENDS_WITH_YEAR = re.compile(
    rf"[,.(:]\s*(?:(?:\d{{1,2}}\s+)?[A-Z][a-z]{{2,8}}\.?\s+(?:\d{{1,2}},?\s+)?)?{_YEAR}\)?"
    r"(?:\s*[,:;]\s*(?:pp?\.?\s*)?\d+(?:[–-]\d+)?\+?)?\s*\.?\s*(?:(?:Print|Web|DVD|Film)\b.*)?$"
)
_WEB = re.compile(r"\b(?:Web|Print|Accessed|Retrieved|Available (?:at|from))\b", re.I)
_IMPRINT = re.compile(r"(?:[A-Z][\w.’' -]+(?:,\s*[A-Z][\w.]+)?:\s*[A-Z][^.]{2,60},?\s*(?:1[5-9]|20)\d\d|\b\d+\s*\(\d+\)|\b\d+\s*[,:]\s*\d+\s*[–-]\s*\d+|\bvol\.|\bpp\.)")


def is_reference_heading(text: str) -> bool:
    """Whether a heading's text opens a reference list ("References", "7. WORKS CITED:", "**Bibliography**")."""
    if len(text) > 400:
        return False
    plain = _NUMBERING.sub("", text.strip().strip("#*_=- \t"), count=1)
    plain = " ".join(plain.split()).rstrip(":.").strip().lower()
    return plain in _HEADINGS


_DIGIT = re.compile(r"\d")
# What an entry without a figure has: a date in words, an address, an imprint or a volume.
_UNDATED = ("(", "://", "www.", ": ", "doi.org/", "vol.", "pp.")


@lru_cache(maxsize=4096)  # asked of the same lines again and again
def looks_like_entry(text: str) -> bool:
    """Whether one paragraph has the shape of a reference entry, in any of the usual styles.

    Prose that merely opens with a narrative citation ("Smith (2010) argues that ...") is not one.
    """
    entry = _NUMBERING.sub("", " ".join(text.split()), count=1)
    if not 15 <= len(entry) <= 900:
        return False
    if not _DIGIT.search(entry):
        folded = entry.lower()
        if not any(mark in folded for mark in _UNDATED):
            return False
    if re.match(rf"\(\s*{_DATE}[^()]{{0,40}}\)\.\s*[{UPPER}\"“]", entry):
        return True
    if re.match(r"(?:https?://|www\.)\S+\s*$", entry):
        return True
    inverted = _INVERTED.match(entry) is not None
    dated = _AUTHOR_DATE.match(entry) if "(" in entry else None
    if inverted and dated and not dated["after"] and re.match(r"\s*[a-z]", entry[dated.end() :]):
        inverted = bool(re.search(rf",\s*[{UPPER}]\.", dated["who"]))
    if dated and (inverted or _opens_like_authors(dated["who"], entry[dated.start("after") :])):
        return True
    initials_first, vancouver = _INITIALS_FIRST.match(entry), _VANCOUVER.match(entry)
    has_year = _SOME_YEAR.search(entry) is not None
    if not (dated or inverted or initials_first or vancouver or entry[0] in "\"“"):
        return has_year and _organisation_then_year(entry)
    ends_dated = _ENDS_WITH_YEAR.search(entry) is not None or (_URL.search(entry) is not None and has_year)
    imprint_last = re.search(rf"\. [{UPPER}][\w., ]{{2,40}}: [{UPPER}][^.:]{{1,60}}\.?$", entry)
    published = ends_dated or imprint_last or re.search(r"\bp{1,2}\.\s?\w?\d+(?:[–-]\d+)?\.?$", entry) or _URL.search(entry) or (has_year and (_WEB.search(entry) or _IMPRINT.search(entry)))
    if dated and published and not dated["after"] and _harvard_organisation(dated["who"], entry[dated.end() :]):
        return True
    if inverted and (published or _DATE_BARE.search(entry[:250])):
        return True
    if initials_first and (ends_dated or _IMPRINT.search(entry)):
        return True
    if vancouver and has_year and published and entry.split()[0].lower() not in _VERBS | _LINKING_WORDS:
        return True
    if entry[0] in "\"“" and ends_dated and _quoted_title(entry):
        return True
    return _organisation_then_year(entry)


def _opens_like_authors(who: str, after: str) -> bool:
    """Whether what stands before "(2010)" names authors or an organisation and is not the start of a sentence."""
    words = re.findall(rf"[{UPPER}{LOWER}'’-]+", who)
    if not words or len(words) > 14 or not re.match(rf"(?:[.:]|,(?=\s*[\"“‘]))\s*[\"“‘({UPPER}\d]", after):
        return False
    return not any(w in _VERBS for w in words)


_VANCOUVER = re.compile(rf"^{_SURNAME}\s+(?:[{UPPER}]\.?\s?){{1,3}}(?:,|\.|\s+and\b|\s+et al)")
_VERBS = frozenset(
    (
        "is are was were be has have had does did do can could will would may might must should argues argued "
        "states stated suggests suggested shows showed shown found finds claims claimed writes wrote says said "
        "notes noted this these those that it they he she we i there his her their its our my in however although "
        "when while"
    ).split()
)
_LINKING_WORDS = frozenset(
    "of the for and in on to at de la van von der et al by with a an y del du des und für".split()
)


def _harvard_organisation(who: str, after: str) -> bool:
    """ "BBC (2011) Coffee prices. Available at: …": capitalised words, the year, then a title and not a verb."""
    words = re.findall(rf"[{UPPER}{LOWER}'’-]+", who)
    named = 0 < len(words) <= 8 and all(w[0].isupper() or w in _LINKING_WORDS for w in words)
    return named and re.match(rf"\s*(?:[‘“\"']|[{UPPER}\d])", after) is not None


def _organisation_then_year(entry: str) -> bool:
    """ "World Health Organization. 2014. Title." or "… , 2014. Title"; every word before the year capitalised."""
    found = re.match(rf"^(?P<who>[^.]{{3,90}})[.,]\s*{_YEAR}\.\s+[\"“‘{UPPER}]", entry)
    if not found and _URL.search(entry) and re.search(_YEAR, entry):
        found = re.match(r"^(?P<who>[^.]{6,90})\.\s", entry)
    if not found:
        return False
    words = re.findall(rf"[{UPPER}{LOWER}'’-]+", found["who"])
    return bool(words) and all(w[0].isupper() or w in _LINKING_WORDS for w in words)


def _quoted_title(entry: str) -> bool:
    """Whether an entry without an author opens with a quoted title that ends in a stop or comma."""
    return bool(re.match(r"[\"“][^\"”]{3,200}(?:[.,?!][\"”]|[\"”][.,])", entry))


_NEXT_ENTRY = re.compile(
    rf"(?<=[\w)/”\"’][.)])\s+(?={_SURNAME},\s*(?:{_INITIALS})[^()]{{0,200}}\((?:{_DATE})[^()]{{0,30}}\))"
    rf"|(?<=[.\w/])\s+(?=\[\d{{1,3}}\]\s+[{UPPER}\"“])"
)


def split_entries(text: str) -> tuple[Span, ...]:
    """The entries that stand in one paragraph of a reference list: one, or several run together."""
    starts = [0]
    for match in _NEXT_ENTRY.finditer(text):
        before = text[starts[-1] : match.start()]
        if len(before) > 40 and re.search(_DATE, before) and not re.search(r"(?:\bIn|\bby|[&,]|\s[A-Z]\.)$", before):
            starts.append(match.end())
    ends = [*starts[1:], len(text)]
    return tuple(Span(a, a + len(text[a:b].rstrip())) for a, b in zip(starts, ends, strict=True))


def reference_block(paragraphs: Sequence[str]) -> range:
    """Which paragraphs are the reference list (its heading left out), by the heading or else by their shape.

    Without a heading it is the last run of two or more entry-shaped paragraphs in which at most one in four is not.
    """
    for index in range(len(paragraphs) - 1, -1, -1):
        if is_reference_heading(paragraphs[index]):
            end = index + 1
            while end < len(paragraphs) and (looks_like_entry(paragraphs[end]) or any(map(looks_like_entry, paragraphs[end + 1 : end + 3]))):
                end += 1
            if end > index + 1:
                return range(index + 1, end)
    end = len(paragraphs)
    while end and not looks_like_entry(paragraphs[end - 1]):
        end -= 1
    start = end
    while start and (looks_like_entry(paragraphs[start - 1]) or (start > 1 and looks_like_entry(paragraphs[start - 2]) and len(paragraphs[start - 1]) < 250)):
        start -= 1
    return range(start, end) if end - start >= 2 else range(0)

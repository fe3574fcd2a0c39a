"""In-text citations of every usual style, found in one paragraph of text.

`find_citations` reads parenthetical and narrative author-year (APA, Chicago, Harvard), MLA (Author page), and by
`citation_marks` numbers, superscripts, pandoc keys and LaTeX commands. It is a pure function and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from essaylint.essay import citation_patterns as patterns
from essaylint.essay.authorlist import (
    LOWER,
    MONTHS,
    OPENING_IN,
    SIGNALS,
    UPPER,
    Authors,
    authors_before,
    is_organisation,
    read_authors,
)
from essaylint.essay.citation import Citation, CitationKind
from essaylint.essay.citation_marks import brackets, marks_in
from essaylint.span import Span

__all__ = ["Citation", "CitationKind", "find_citations"]



def find_citations(text: str, *, doubtful: bool = False) -> tuple[Citation, ...]:
    """The citations of a paragraph, by place; with `doubtful` also those that may be none.

    >>> [c.authors + (c.year,) for c in find_citations("Smith (2010) agrees with others (Lee & Park, 2011a, 2012).")]
    [('Smith', '2010'), ('Lee', 'Park', '2011a'), ('Lee', 'Park', '2012')]
    """
    found = _every(text)
    return found if doubtful else tuple([citation for citation in found if citation.certain])


@lru_cache(maxsize=2048)
def _every(text: str) -> tuple[Citation, ...]:
    found: list[Citation] = []
    if "(" in text:
        for start, end in brackets(text, "(", ")"):
            found.extend(_in_bracket(text, start, end))
    found.extend(marks_in(text))
    found.sort(key=lambda citation: citation.span)
    return tuple(found)


def _in_bracket(text: str, start: int, end: int) -> Iterator[Citation]:
    """Citations of the bracket at text[start:end]."""
    content = text[start + 1 : end - 1]
    lead = patterns.YEAR.match(text, start + 1 + len(content) - len(content.lstrip()), end - 1)
    if lead:
        yield from _narrative(text, start, end, lead)
    elif patterns.YEAR.search(content):
        for segment in _segments(content, start + 1):
            yield from _segment(text, *segment, Span(start, end))
    elif len(content) < 120 and content[-1:].isdigit():
        for segment in _segments(content, start + 1):
            yield from _mla(text, *segment, Span(start, end))


def _segments(content: str, offset: int) -> Iterator[tuple[int, int]]:
    """The parts between semicolons outside inner brackets and quotes."""
    begin = 0
    for match in re.finditer(r"[(\[“][^()\[\]“”]*[)\]”]|;", content):
        if match.group() == ";":
            yield offset + begin, offset + match.start()
            begin = match.end()
    yield offset + begin, offset + len(content)


def _segment(text: str, begin: int, end: int, group: Span) -> Iterator[Citation]:
    """The works of one stretch between semicolons: authors, years, and what follows the year."""
    authors: Authors | None = None
    here = begin
    start = begin
    signal = ""
    years = [year for year in patterns.YEAR.finditer(text, begin, end) if text.count("“", begin, year.start()) == text.count("”", begin, year.start())]
    for number, year in enumerate(years):
        before = text[here : year.start()]
        stripped = before.strip(" ,(:").strip()
        following = years[number + 1] if number + 1 < len(years) else None
        if stripped.lower() not in ("", "and", "&", "or"):
            if following and _is_part_of_title(text, here, year, following):
                continue
            named = _authors_in(text, here, year.start(), end)
            if named is None:
                if re.fullmatch(r"(?:pp?\.?|pages?)?\s*[\d–-]*\s*", stripped):
                    continue
                authors, here = None, year.end()
                continue
            start, authors, signal = named
        elif authors is None:
            here = year.end()
            continue
        else:
            start = year.start()
        if patterns.RANGE.search(year.group()) and not authors.organisation and not authors.title:
            authors, here = None, year.end()
            continue
        located = patterns.LOCATOR.match(text, year.end(), end)
        stop, pages = year.end(), ""
        if located and not patterns.PLAIN_YEAR.fullmatch(located.group("pages")[:4]):
            stop, pages = located.end(), located.group("pages")
        told = "original" if patterns.SECOND_HAND.match(text, stop, end) else signal
        if patterns.SPOKEN.search(text[start:stop]):
            told = "personal"
        yield _citation(Span(start, stop), "parenthetical", authors, year.group(), pages, group, signal=told)
        here = stop


def _is_part_of_title(text: str, here: int, year: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a year belongs to the name of a work: "Dry Harbours 2010, 2002"."""
    name = text[here : year.start()]
    plain = re.fullmatch(rf"\s*(?:[{UPPER}]\w+\s+){{2,6}}", name) is not None
    return plain and re.fullmatch(r"\s*,\s*", text[year.end() : following.start()]) is not None


def _authors_in(text: str, begin: int, year_start: int, end: int) -> tuple[int, Authors, str] | None:
    """Where the authors before a year start, who they are, and the signal ("see", "as cited in") before them."""
    before = text[begin:year_start]
    dated = patterns.DAY_BEFORE.search(before)
    if dated:
        before = before[: dated.start()] + " " * len(dated.group())
    tail = len(before) - len(before.rstrip(" ,(:"))
    stop = year_start - tail
    comma = dated is not None or ("," in before[len(before) - tail :] if tail else False)
    place = authors_before(text[begin:stop], stop - begin, narrative=False)
    named: Authors | None = None
    start = begin
    if place is not None:
        start = begin + place
        prefix = text[begin:start].strip(" ;").lstrip(",").strip()
        named = read_authors(text[start:stop])
        if prefix.lower() in ("and", "or", "&"):
            prefix = ""
        if prefix and named and not _signalled(prefix) and not prefix.endswith((",", "–", "—", ";", "“", '"')):
            named = None if prefix.endswith(":") or not (named.et_al or named.connector) else named
    whole = text[begin:stop]
    opening = re.match(r"\s*(?:(?:see also|see|e\.\s?g\.|cf\.|as cited in|cited in|in)[,:]?\s+)?", whole, re.I)
    skip = opening.end() if opening else 0
    if named is None or (comma and start > begin + skip and not _signalled(text[begin:start])):
        candidate = whole[skip:].strip()
        if comma and patterns.LOWER_CASE_ORGANISATION.match(candidate) and not patterns.SENTENCE_WORDS.search(candidate):
            start = begin + skip + (len(whole[skip:]) - len(whole[skip:].lstrip()))
            named = Authors((candidate,), organisation=True) if named is None or len(named.names) == 1 else named
    if named is None or _dated_thing(named) or re.search(r"\b(?:in|on|of|for|at|to|the|and)$", text[start:stop]):
        return None
    signal = SIGNALS.search(text[begin:start])
    return start, named, signal.group().strip(" ,:").lower() if signal else ""


def _signalled(prefix: str) -> bool:
    """Whether what stands before the authors introduces them ("see also", "as cited in")."""
    return SIGNALS.search(prefix.rstrip() + " ") is not None or OPENING_IN.search(prefix) is not None


def _dated_thing(authors: Authors) -> bool:
    """Whether the "author" is an event, law or date: "Civil Rights Act", "Summer"."""
    if authors.title or authors.et_al:
        return False
    name = authors.names[0]
    if len(authors.names) == 1 and patterns.NOT_ORGANISATIONS.search(name) and not re.search(r"\b(?:committee|commission|department|office|council)\b", name, re.I):
        return True
    return (name.lower().split()[0].rstrip(".") in MONTHS and name.split()[-1].isdigit()) or name.lower() in MONTHS or name.lower() in patterns.PLACES_AND_THINGS


def _narrative(text: str, start: int, end: int, year: re.Match[str]) -> Iterator[Citation]:
    """Authors in running prose before a bracket that opens with a year."""
    stop = start
    while stop and text[stop - 1] in " \u00a0":
        stop -= 1
    if not stop or patterns.RANGE.search(year.group()):
        return
    place = authors_before(text, stop, narrative=True)
    if place is None:
        return
    article = text.rfind(", the ", place, stop)
    if article >= 0:
        place = article + len(", the ")
    named = read_authors(text[place:stop])
    if named is None or _dated_thing(named) or named.title:
        return
    rest = text[year.end() : end - 1]
    if rest.strip() and not re.match(r"\s*(?:[,:;]|and\b|&|\))", rest):
        return
    before, after = text[:place], text[end : end + 60]
    if re.search(r"\b(?:v|vs)\.?\s+$", before[-6:]):
        return
    sure = _is_sure(named, before, after)
    if sure is None:
        return
    sure = sure or re.search(r"\w['’]s$", text[place:stop]) is not None
    if named.organisation and " " in named.names[0] and not is_organisation(named.names[0]):
        # "Robert Putnam (2000)": a person with a given name, whose surname is the last word.
        place += text[place:stop].rfind(" ") + 1
        named = Authors((named.names[0].split()[-1],), et_al=named.et_al)
    located = patterns.LOCATOR.match(text, year.end(), end - 1)
    pages = located.group("pages") if located and not patterns.PLAIN_YEAR.fullmatch(located.group("pages")[:4]) else ""
    group = Span(start, end)
    second = patterns.SECOND_HAND.search(text, year.end(), end - 1)
    told = "original" if second else ""
    yield _citation(Span(place, end), "narrative", named, year.group(), pages, group, certain=sure, signal=told)
    if second:
        yield from _segment(text, second.start(), end - 1, group)
        return
    here = year.end()
    for more in patterns.YEAR.finditer(text, year.end(), end - 1):
        if re.fullmatch(r"\s*(?:[,;&]|and)?\s*(?:and\s*)?", text[here : more.start()]) and more.group()[0].isdigit():
            yield _citation(Span(*more.span()), "narrative", named, more.group(), "", group, certain=sure)
            here = more.end()


def _is_sure(named: Authors, before: str, after: str) -> bool | None:
    """True for a citation by its form, False where only the list can tell, None for what is none."""
    if named.et_al or named.connector or len(named.names) > 1:
        return True
    name = named.names[0]
    if named.acronym:
        return True
    if is_organisation(name):
        if patterns.INTRODUCED.search(before[-40:]) is None and not patterns.ATTRIBUTION.match(after):
            return False
        return not re.search(r"^(?:Treaty|Battle|Siege|War|Fall|Peace|Convention|Act|Lord|King|Queen)\b", name)
    if patterns.WORKS.search(before[-40:]) or re.search(r"\b[A-Z]\w+ of (?:the )?$", before[-30:]) or before.rstrip()[-1:] in ("“", '"', "‘"):
        return None
    introduced = patterns.INTRODUCED.search(before[-40:])
    if re.search(r"\b[Tt]he $", before[-5:]) and not introduced and not (name.isupper() and len(name) > 1):
        return None
    if introduced or patterns.ATTRIBUTION.match(after):
        return True
    return False


def _citation(
    span: Span, kind: CitationKind, authors: Authors, year: str, pages: str, group: Span, *, signal: str = "", certain: bool = True
) -> Citation:
    year = re.sub(r"\s", "", year) if year[0] in "nN[" or year[0].isdigit() else year.lower()
    return Citation(
        span, kind, authors.names, year.strip("[]"), pages.strip(" .,"), authors.et_al, authors.connector, authors.initials,
        authors.acronym, authors.organisation, authors.title, signal, group, certain,
    )  # fmt: skip


def _mla(text: str, begin: int, end: int, group: Span) -> Iterator[Citation]:
    """Author and page: "(Smith 23)", "(Smith and Jones 23-25)", "(“A Title” 4)"."""
    raw = text[begin:end]
    found = patterns.MLA.match(raw.strip())
    if not found or patterns.MLA_NOT.search(found.group("who").strip()) or not re.match(rf"(?:{patterns.PARTICLES}\s+)*[{UPPER}\"“]", found.group("who")):
        return
    who = found.group("who").strip()
    if len(who.split()) > 8 or patterns.SENTENCE_WORDS.search(who):
        return
    named = read_authors(re.sub(r",\s*[\"“].*$", "", who) or who)
    if named is None:
        return
    lead = len(raw) - len(raw.lstrip())
    sure = bool(named.et_al or named.connector or named.title or re.search(r"[–-]", found.group("pages")) or (len(named.names) == 1 and re.fullmatch(rf"(?:{patterns.PARTICLES}\s+)*[{UPPER}][{LOWER}'’{UPPER}-]*[{LOWER}]", who)))
    start = begin + lead + found.start("who")
    yield _citation(Span(start, begin + lead + found.end()), "mla", named, "n", found.group("pages"), group, certain=sure)



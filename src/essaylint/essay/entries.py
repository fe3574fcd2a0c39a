"""A reference entry read into its fields: authors, year, title, container, publisher, DOI, address ...

`parse_reference` is tolerant: it takes APA, Harvard, Chicago, MLA and Vancouver entries, never raises, and leaves
empty what it cannot find. All spans count code points of the text that was given.
"""

from __future__ import annotations

import re
from typing import Literal

from essaylint.essay.authorlist import LOWER, UPPER, is_organisation
from essaylint.essay.entry_authors import EntryAuthor, read_entry_authors
from essaylint.span import Span
from essaylint.values import dataclass, replace

Style = Literal["apa", "harvard", "chicago", "mla", "vancouver", ""]

_NUMBER = re.compile(r"^\s*(?:\[(\d{1,3})\]|\(?(\d{1,3})[.)]|[-*•–])\s+")
_YEAR = r"(?:1[5-9]\d\d|20\d\d)[a-z]?"
_NO_YEAR = r"n\.?\s?d\.?(?:-?[a-z])?|no date|in press|forthcoming|in preparation|under review|submitted"
_IN_BRACKETS = re.compile(rf"\(\s*(?:[A-Z][a-z]+\.?,?\s+)?(?P<year>{_YEAR}(?:\s?[–/-]\s?(?:\d\d){{1,2}})?|{_NO_YEAR})(?P<rest>[^()]*)\)", re.I)
_BARE = re.compile(rf"(?<=[.,:])\s*(?P<year>{_YEAR}|n\.d\.)(?=[.,:]?\s+[\"“‘'\[{UPPER}]|[.,]\s)")
_ANYWHERE = re.compile(rf"(?<![\d/.:_=-])(?P<year>{_YEAR})(?![\d/_=-]|\.\d)")
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|\bdoi\b(?:\s*:|(?=\s+(?:10|http)))\s*(?:https?://(?:dx\.)?doi\.org/)?)"
    r"\s*(?P<doi>10\.\s?\S+|[^\s,;]*)",
    re.I,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|edu|gov|net|int|co\.uk|ac\.uk|info|eu|io)\b(?:/[^\s<>\"]*)?", re.I)
_RETRIEVED = re.compile(
    r"\b(?:Retrieved|Accessed|Available|Viewed|Last accessed|Date accessed|Cited)\b[:,]?(?P<on>(?:\s+(?:on\s+)?)?(?P<date>(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?\s*(?:\d{1,2}(?:st|nd|rd|th)?,?\s*)?(?:1[5-9]|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d[, ]+[A-Z][a-z]+ \d{1,2})))?,?\s*(?P<from>(?:from|at|on|via|online)\b:?(?: (?:from|at)\b:?)?)?",
)
_MLA_AUTHOR = re.compile(
    rf"[{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+)?, (?:[{UPPER}][{LOWER}'’-]+(?: [{UPPER}]\.| [{UPPER}][{LOWER}]+)?|[{UPPER}]\. ?[{UPPER}]\.)"
    rf"(?=\.? [{UPPER}][{LOWER}]+ (?![{UPPER}]\.))(?:(?<=\.)|\.)"
)
_PERSON = rf"(?:[{UPPER}]\.[\s-]?){{1,3}}(?:(?:van|von|der|den|de|del|da|di|la|le) ){{0,2}}[{UPPER}][\w'’-]+"
# "A. Keller, P. Moreno, and T. Vance, Rivers …": IEEE and others that write initials first.
_INITIALLED = re.compile(rf"(?P<who>{_PERSON}(?:, {_PERSON}){{0,8}}(?:,? (?:and|&) {_PERSON})?(?:,? et al\.)?),\s+(?=[\"“‘{UPPER}])")
_EDITORS = re.compile(r"\(?\b(?:eds?|editors?|trans|dir|producer|director|comp)s?\b\.?\)?\.?", re.I)
_VOLUME = re.compile(r"(?:\bvol(?:ume)?\.?\s*|,\s*|\s)(?P<volume>\d{1,4})(?:\s*\((?P<issue>[^()]{1,25})\)|,?\s*no\.\s*(?P<number>\d+))?\s*[,:]\s*(?:pp?\.?\s*)?(?P<pages>[A-Za-z]?\d+(?:\s*[–—-]\s*[A-Za-z]?\d+)?)?", re.I)
_PAGES = re.compile(r"\bpp?\.?\s*(?P<pages>\d+(?:\s*[–—-]\s*\d+)?)|(?P<plain>\b\d{1,5}\s*[–—-]\s*\d{1,5})(?=\.?\s*(?:$|https?:|doi|Retrieved|\())", re.I)
_PLACE_PUBLISHER = re.compile(rf"(?P<place>[{UPPER}][\w.’' -]{{1,40}}(?:,\s*[{UPPER}][\w.]{{1,20}}(?:\.[A-Z]\.)?)?)\s*:\s*(?P<publisher>[{UPPER}][^.;:()]{{1,80}})")
_PUBLISHER = re.compile(
    r"\b(?:press|publish(?:ing|ers?|ed)|publications?|books|university|universit\w+|wiley|sage|elsevier|springer|routledge|pearson|macmillan|penguin|mcgraw-hill|harper\w*|random house|norton|houghton|oxford|cambridge|verlag|palgrave|institute|centre|center|association|agency|ministry|department|office|organi[sz]ation|foundation|bureau|council|services?|inc|ltd|llc|co|group|academic|learning|house|sons)\b\.?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a reference list. Empty strings and None stand for what it does not have.

    `retrieved` is the "Retrieved ... from" phrase; `dangling` says that nothing follows it.
    """

    text: str
    span: Span
    number: str = ""
    authors: tuple[EntryAuthor, ...] = ()
    organisation: str = ""
    acronym: str = ""
    more_authors: bool = False
    author_span: Span | None = None
    year: str = ""
    year_span: Span | None = None
    title: str = ""
    title_span: Span | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    doi_span: Span | None = None
    url: str = ""
    url_span: Span | None = None
    retrieved: Span | None = None
    accessed: str = ""
    dangling: bool = False
    rest: str = ""
    style: Style = ""

    @property
    def first(self) -> str:
        """The first author's surname, the organisation, or else the title."""
        return self.authors[0].surname if self.authors else self.organisation or self.title

    def shift(self, by: int) -> Reference:
        """The same entry, `by` code points later."""

        def moved(span: Span | None) -> Span | None:
            return span.shift(by) if span else None

        return replace(
            self,
            span=self.span.shift(by),
            author_span=moved(self.author_span),
            year_span=moved(self.year_span),
            title_span=moved(self.title_span),
            doi_span=moved(self.doi_span),
            url_span=moved(self.url_span),
            retrieved=moved(self.retrieved),
        )


def parse_reference(text: str) -> Reference:
    """The fields of one entry.

    >>> entry = parse_reference("Kim, S.-J. (2013). Harbour policy. Journal of Policy, 8(3), 41–62.")
    >>> entry.first, entry.year, entry.title, entry.container, entry.volume, entry.pages
    ('Kim', '2013', 'Harbour policy', 'Journal of Policy', '8', '41–62')
    """
    numbered = _NUMBER.match(text)
    start = numbered.end() if numbered else len(text) - len(text.lstrip())
    number = (numbered.group(1) or numbered.group(2) or "") if numbered else ""
    body_end = len(text.rstrip())
    doi = _DOI.search(text, start)
    retrieved = _RETRIEVED.search(text, start)
    url = _URL.search(text, doi.end() if doi and doi.start() == start else start)
    while url and doi and doi.start() <= url.start() < doi.end():
        url = _URL.search(text, url.end())
    cut = min([m.start() for m in (doi, retrieved, url) if m and m.start() > start], default=body_end)

    dated = _date(text, start, cut, body_end)
    authors_end, title_start = _split(text, start, cut, dated)
    head = text[start:authors_end].strip()
    if re.search(rf"(?:[\s.-]|^)[{UPPER}]$", head) and text[authors_end : authors_end + 1] == ".":
        head += "."
    authors, organisation, acronym, more = read_entry_authors(head)
    title_span = _title(text, title_start, cut)
    if ". " in organisation and len(organisation) > 40:
        organisation = organisation.split(". ")[0]
    rest_start = title_span.end if title_span else title_start
    rest = text[rest_start:cut].strip(" .,;:”\"'’)")
    fields = _publication(rest, dated is not None and dated.start() >= title_start)
    dangling = bool(
        retrieved
        and retrieved.group("from")
        and not re.search(r"[\w]", text[retrieved.end() : body_end])
    )
    return Reference(
        text=text,
        span=Span(0, len(text)),
        number=number,
        authors=authors,
        organisation=organisation,
        acronym=acronym,
        more_authors=more,
        author_span=Span(start, start + len(head)) if head else None,
        year=re.sub(r"\s", "", dated.group("year").lower()) if dated else "",
        year_span=Span(dated.start("year"), dated.end("year")) if dated else None,
        title=title_span.of(text).strip(" .,“”\"'’") if title_span else "",
        title_span=title_span,
        doi=doi.group("doi").rstrip(".,;)") if doi else "",
        doi_span=Span(doi.start(), doi.start() + len(doi.group().rstrip(" .,;"))) if doi else None,
        url=url.group().rstrip(".,;)") if url else "",
        url_span=Span(url.start(), url.start() + len(url.group().rstrip(".,;)"))) if url else None,
        retrieved=Span(retrieved.start(), retrieved.start() + len(retrieved.group().rstrip(" ,:"))) if retrieved else None,
        accessed=(retrieved.group("date") or "") if retrieved else "",
        dangling=dangling,
        rest=rest,
        style=_style(text, start, dated, authors, authors_end),
        **fields,
    )


def _date(text: str, start: int, cut: int, end: int) -> re.Match[str] | None:
    """The entry's year: in brackets near the front, bare near the front, or the last one before the address."""
    limit = min(start + 420, end)
    for match in _IN_BRACKETS.finditer(text, start, limit):
        return match
    bare = _BARE.search(text, start, min(start + 300, cut))
    if bare and not re.search(r"\b(?:vol|no|pp?)\.?\s*$", text[start : bare.start()], re.I):
        return bare
    years = [m for m in _ANYWHERE.finditer(text, start, cut) if not re.search(r"\bpp?\.?\s*$|[–-]$", text[: m.start()])]
    if years:
        return years[-1]
    unknown = re.search(r"\b(?P<year>n\.\s?d\.|no date)", text[start:end], re.I)
    if unknown:
        return re.compile(r"(?P<year>n\.\s?d\.|no date)", re.I).search(text, start, end)
    return None


def _split(text: str, start: int, cut: int, dated: re.Match[str] | None) -> tuple[int, int]:
    """Where the authors end and where the title starts."""
    initialled = _INITIALLED.match(text, start, cut)
    if initialled and not (dated and dated.start() <= initialled.end() + 1):
        return initialled.end("who"), initialled.end()
    first_stop = _sentence_stop(text, start, cut)
    opening = re.compile(r"[\"“]").search(text, start, min(start + 300, cut))
    before_quote = opening is not None and (not dated or dated.start() > opening.start())
    if opening and before_quote and (opening.start() <= first_stop + 2 or _authorish(text[start : opening.start()])):
        return opening.start(), opening.start()
    named = _MLA_AUTHOR.match(text, start, cut)
    if named and not (dated and dated.start() <= named.end() + 1):
        return named.end(), named.end() + len(text[named.end() : cut]) - len(text[named.end() : cut].lstrip(" ."))
    if dated and dated.start() - start < 400:
        between = text[start : dated.start()]
        bracketed = text[dated.start()] == "("
        front = dated.start() <= first_stop + 3 or (bracketed and not re.search(r"[\"“]", between) and len(between) < 300 and _authorish(between))
        if front or (not bracketed and _BARE.match(text, dated.start()) and _authorish(between)):
            after = dated.end()
            while after < len(text) and text[after] in " .,:;)":
                after += 1
            return dated.start(), after
    after = first_stop
    while after < cut and text[after] in " .":
        after += 1
    return first_stop, after


def _authorish(text: str) -> bool:
    """Whether text reads as a list of authors: initials, or capitalised words only."""
    words = re.findall(rf"[{UPPER}{LOWER}'’-]+", _EDITORS.sub("", text))
    small = [w for w in words if w[0].islower() and len(w) > 3 and w not in {"with", "from", "other", "others"}]
    return len(small) * 5 <= len(words) or is_organisation(text.strip(" .,"))


def _sentence_stop(text: str, start: int, end: int) -> int:
    """The first full stop after `start` that does not follow an initial or a usual abbreviation."""
    for match in re.compile(r"[.?!](?=\s|$|[\"”])").finditer(text, start, end):
        before = re.search(r"([\w'’&-]+)$", text[start : match.start()])
        word = before.group(1) if before else ""
        following = text[match.end() : match.end() + 30].lstrip()
        if (len(word) == 1 and word.isupper()) or word in {"Jr", "Sr", "St", "Dr", "Ma", "al", "ed", "eds", "Ed", "Eds", "vol", "Vol", "no", "pp"} or re.search(r"-[A-Z]$", word):
            if len(word) == 1 and re.match(rf"[{UPPER}\"“][{LOWER}’'\w]+", following) and not re.match(rf"(?:[{UPPER}][\w'’-]+,\s*[{UPPER}]\.|&|and\b|[{UPPER}]\.)", following):
                return match.start()
            continue
        return match.start()
    return end


def _title(text: str, start: int, cut: int) -> Span | None:
    """The title: the quoted stretch, or the text to the first full stop."""
    if start >= cut:
        return None
    quoted = re.compile(r"[\"“‘']([^\"“”]{2,300}?)[.,?!]?[\"”’'](?=[\s.,]|$)").match(text, start, cut)
    if quoted:
        return Span(start, quoted.end())
    end = start
    for match in re.compile(r"[.?!](?=\s|$)").finditer(text, start, cut):
        word = re.search(r"(\w+)$", text[start : match.start()])
        if match.group() == "." and word and ((len(word.group(1)) == 1 and word.group(1).isupper()) or word.group(1) in {"vs", "St", "Dr", "Vol", "No", "vol", "no", "U.S", "ed"}):
            continue
        end = match.start() if match.group() == "." else match.end()
        break
    else:
        end = cut
    span = Span(start, start + len(text[start:end].rstrip(" ,.")))
    return span if span.length else None


def _publication(rest: str, date_in_rest: bool) -> dict[str, str]:
    """Container, volume, pages, publisher and place from what follows the title."""
    fields = dict.fromkeys(("container", "volume", "issue", "pages", "publisher", "place"), "")
    volume = _VOLUME.search(rest)
    if volume and not re.fullmatch(r"(?:1[5-9]|20)\d\d", volume.group("volume")) and (volume.group("pages") or volume.group("issue") or volume.group("number")):
        fields["volume"] = volume.group("volume")
        fields["issue"] = volume.group("issue") or volume.group("number") or ""
        fields["pages"] = volume.group("pages") or ""
        fields["container"] = rest[: volume.start()].strip(" ,.")
    pages = _PAGES.search(rest)
    if pages and not fields["pages"]:
        fields["pages"] = pages.group("pages") or pages.group("plain") or ""
    placed = _PLACE_PUBLISHER.search(rest)
    if placed and not fields["volume"]:
        fields["place"], fields["publisher"] = placed.group("place").strip(), placed.group("publisher").strip(" ,")
    elif not fields["volume"]:
        tail = re.sub(rf",?\s*{_YEAR}.*$", "", rest).strip(" ,.")
        tail = re.sub(r"^\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*", "", tail).strip(" ,.")
        if tail and _PUBLISHER.search(tail):
            fields["publisher"] = tail.rsplit(". ", 1)[-1].strip()
        elif tail:
            fields["container"] = tail
    return fields


def _style(text: str, start: int, dated: re.Match[str] | None, authors: tuple[EntryAuthor, ...], authors_end: int) -> Style:
    """Which family of styles the entry follows, by where its year stands and how its names are written."""
    if not dated:
        return ""
    if dated.start() <= authors_end + 1:
        if text[dated.start()] == "(":
            return "apa" if text[dated.end() : dated.end() + 1] in (".", ",") else "harvard"
        return "chicago"
    if re.search(r"[;.]\s*$|;\s*$", text[: dated.start()]) and re.match(r"\s*(?:[A-Z][a-z]{2})?\s*\d*;\d", text[dated.end() :]):
        return "vancouver"
    if authors and authors[0].given and len(authors[0].given.strip(". ")) > 1 and not re.fullmatch(r"(?:[A-Z]\.[\s-]?)+", authors[0].given):
        return "mla"
    return ""

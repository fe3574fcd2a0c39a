"""In-text citations of every usual style, found in one paragraph of text.

`find_citations` reads parenthetical and narrative author-year (APA, Chicago, Harvard), MLA (Author page), numbers
in brackets and superscripts, pandoc keys and LaTeX commands. It is a pure function and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

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
from essaylint.span import Span

CitationKind = Literal["parenthetical", "narrative", "numeric", "mla", "key"]

YEAR = re.compile(
    r"(?<![\w.$€£-])(?:\[?(?:1[5-9]\d\d|20\d\d)(?:\s?[–/-]\s?(?:1[5-9]\d\d|20\d\d|\d\d))?[a-z]?\]?(?![\w%]|[.,:]\d|-\w)"
    r"|n\.\s?d\.?(?:-[a-z])?|no date|in press|forthcoming|in preparation|personal communication)",
    re.I,
)
_PLAIN_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_RANGE = re.compile(r"\d{4}\s?[–-]\s?\d{2,4}$")
_LOCATOR = re.compile(
    r"\s*[,:;]?\s*(?P<pages>(?:(?:pp?|pgs?|paras?|ch|chap|chapter|sec|section|vol|lines?|ll?|slide|fig|table|eqs?|min|art|ex|no|bk|book|act|scene|canto"
    r"|part|appendix|stanza|verse|footnote|fn|n|pages?|paragraphs?|§|¶)\b\.?\s*)?[ivxlcA-Z]*\.?\d[\w.:–—-]*(?:\s*(?:,|[–-]|and|&)\s*\d[\w.:–-]*)*)",
    re.I,
)
_ATTRIBUTION = re.compile(
    r"^[\s,]*(?:(?:also|further|rightly|clearly|similarly|has|have|had|first|then|later|recently|even|thus|therefore|who|both|all|correctly|convincingly|explicitly|famously|notably|instead)[\s,]+){0,2}"
    r"(?:acknowledg|add(?:s|ed)?\b|address|admit|advis|advocat|affirm|agree|alleg|analy|announc|answer|appl(?:y|ie)|argu|ask|assert|assess|assum|attribut|believ"
    r"|calculat|call|caution|challeng|characteri|cit(?:e|es|ed)\b|claim|classif|coin|comment|compar|conced|conceiv|conceptuali|conclud|conduct|confirm|consider|contend|contrast"
    r"|contribut|counter|critici|criti|deal|declar|defend|defin|demonstrat|den(?:y|ie)|describ|develop|devis|differentiat|disagree|discover|discuss|disput|distinguish|document"
    r"|draw|elaborat|emphasi|employ|endors|establish|estimat|evaluat|examin|explain|explor|express|extend|finds?\b|found|focus|formulat|g[ai]ve|highlight|hold|hypothe"
    r"|identif|illustrat|impl(?:y|ie)|indicat|inform|insist|interpret|introduc|investigat|judg|listed|maintain|mention|measur|not(?:e|es|ed)\b|observ|offer|oppos|outlin|point|portray"
    r"|posit|postulat|predict|present|propos|prov(?:e|ide)|publish|question|reason|recogni|recommend|refer|refut|reject|remark|remind|report|respond|reveal|review|sa(?:y|id)|see"
    r"|show|stat(?:e|es|ed)\b|stress|stud(?:y|ie)|suggest|summari|support|surmis|survey|synthesi|tell|told|test|theori|thinks?\b|thought|trac|underlin|underscor|us(?:e|es|ed)\b|view|warn|wrote|writ|observes"
    r"|have shown|has shown|do(?:es)? not|did not|s\b|in (?:his|her|their)\b)",
    re.I,
)
_INTRODUCED = re.compile(
    r"\b(?:by|according to|see|cf\.?|following|per|as|(?:work|study|studies|theory|findings?|research|analysis|model|definition|view|views|argument|words|review|book|article|paper|report|survey|data|example|case|method|protocols?|approach|framework) (?:of|by|from|in))\s+(?:the\s+)?$",
    re.I,
)
_WORKS = re.compile(
    r"\b(?:films?|movies?|novels?|albums?|songs?|books?|plays?|series|shows?|games?|paintings?|poems?|operas?|musicals?|documentary|episodes?|singles?|sitcoms?|cartoons?|tracks?|ships?|treaty|act|war|battle|cup|olympics|amendment|constitution|hurricane|election|elections|revolution|festival|championship|season|sequel|prequel|drama|comedy|thriller)\s*,?\s*[\"“'‘]?$",
    re.I,
)
_NOT_ORGANISATIONS = re.compile(
    r"\b(?:act|treaty|accords?|convention|war|wars|battle|cup|olympics|games|amendment|declaration|constitution|revolution|hurricane|olympiad|summit|protocol|crisis|election|directive|regulation|v|vs)\b\.?(?! (?:on|committee|commission))",
    re.I,
)
_LOWER_CASE_ORGANISATION = re.compile(rf"^[{UPPER}][{LOWER}\w'’.&-]+(?:[\s–—-]+[\w'’.&-]+){{1,11}}$")
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|born|died|he|she|it|they|we|which|that|who|this|these|when|since|until|did|does|will|would|can|could|published|released|opened|founded|began|ended|came|made|from|table|figure|about|around|before|after|during|see|under|between|over|throughout)\b",
    re.I,
)
_NUMERIC = re.compile(r"(?<=[\w.,;:!?”\"'’)\]\s])\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)(?:,\s*(?:pp?\.\s*)?\d+(?:[–-]\d+)?)?\](?!\()")
_SUPERSCRIPT = re.compile(r"(?<=[\w.,;:!?”\"'’)])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻˒,–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?!\w)")
_NOTE = re.compile(r"\[\^[\w-]+\](?!:)")
_KEY = re.compile(r"(?<![\w@.])-?@(?!(?:fig|sec|tbl|tab|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|rem|sol|nte|tip|wrn|imp|cau|supp|note)[-:])(\{[^{}\s]+\}|[\w][\w:.#$%&+?<>~/-]*\w)")
_LATEX = re.compile(r"\\(?:[a-zA-Z]*[cC]ite[a-zA-Z]*\*?)(?:\[[^\]]*\]){0,2}\{([^{}]+)\}")
_MLA = re.compile(
    r"^(?:qtd\. in |quoted in |see |see also |cf\. )?(?P<who>.+?),?\s+(?P<pages>(?:\d+:)?\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:,\s?\d{1,4}(?:[–-]\d{1,4})?)*)$"
)
_PARTICLES = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)"
_MLA_NOT = re.compile(
    r"\b(?:apollo|boeing|psalms?|john|mark|luke|matthew|genesis|exodus|chapter|table|figure|fig|age|aged|type|phase|stage|level|class|grade|room|flight|route|highway|windows|covid|sars|top|over|under|about|nearly|approximately|only|number|no|vol|volume|page|lines?|act|scene|section|article|part|point|question|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ww|channel|unit|step|day|week|year|month|group|case|study|experiment|appendix|picture|image|exhibit|photo|slide|lab|day|n|m|sd|r|t|f|p|df|chi)\b\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited at one place.

    `span` is the citation itself ("Smith, 2010, p. 3", or "Smith (2010)" in running prose), `group` the whole bracket.
    `authors` are surnames, or one organisation or title; `year` is as written with its letter; `et_al` and `connector`
    are the forms used. `certain` is False where only the reference list can tell ("Titanic (1997)").
    """

    span: Span
    kind: CitationKind
    authors: tuple[str, ...] = ()
    year: str = ""
    pages: str = ""
    et_al: str = ""
    connector: str = ""
    initials: tuple[str, ...] = ()
    acronym: str = ""
    organisation: bool = False
    title: bool = False
    signal: str = ""
    group: Span = Span(0, 0)
    certain: bool = True

    @property
    def personal(self) -> bool:
        """Whether it is personal communication, which no reference list holds."""
        return self.year.lower() == "personal communication"


def find_citations(text: str, *, doubtful: bool = False) -> tuple[Citation, ...]:
    """The citations of a paragraph, by place; with `doubtful` also those that may be none.

    >>> [c.authors + (c.year,) for c in find_citations("Smith (2010) and others (Lee & Park, 2011a, 2012) agree.")]
    [('Smith', '2010'), ('Lee', 'Park', '2011a'), ('Lee', 'Park', '2012')]
    """
    found: list[Citation] = []
    if "(" in text:
        for start, end in _brackets(text, "(", ")"):
            found.extend(_in_bracket(text, start, end))
    if "[" in text:
        found.extend(_square(text))
    if "@" in text:
        found.extend(_keys(text))
    if "\\" in text:
        for match in _LATEX.finditer(text):
            keys = tuple(key.strip() for key in match.group(1).split(","))
            found.append(Citation(Span(*match.span()), "key", keys, group=Span(*match.span())))
    for match in _SUPERSCRIPT.finditer(text):
        if not re.search(r"(?:\b(?:k?m|cm|mm|ft|km|x|y|r|s|n|mi|yd|R)|\d)$", text[: match.start()]):
            digits = match.group().translate(_DIGITS)
            found.append(Citation(Span(*match.span()), "numeric", _numbers(digits), group=Span(*match.span())))
    found.sort(key=lambda citation: citation.span)
    return tuple(citation for citation in found if doubtful or citation.certain)


_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")


def _brackets(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Outermost bracketed stretches of at most 600 characters, brackets included."""
    depth, start = 0, -1
    for match in re.finditer(rf"[{re.escape(opening + closing)}]", text):
        if match.group() == opening:
            if depth and match.start() - start > 600:
                depth = 0
            if not depth:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.end()


def _in_bracket(text: str, start: int, end: int) -> Iterator[Citation]:
    """Citations of the bracket at text[start:end]."""
    content = text[start + 1 : end - 1]
    lead = YEAR.match(text, start + 1 + len(content) - len(content.lstrip()), end - 1)
    if lead:
        yield from _narrative(text, start, end, lead)
    elif YEAR.search(content):
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
    years = [year for year in YEAR.finditer(text, begin, end) if text.count("“", begin, year.start()) == text.count("”", begin, year.start())]
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
        if _RANGE.search(year.group()) and not authors.organisation and not authors.title:
            authors, here = None, year.end()
            continue
        located = _LOCATOR.match(text, year.end(), end)
        stop, pages = year.end(), ""
        if located and not _PLAIN_YEAR.fullmatch(located.group("pages")[:4]):
            stop, pages = located.end(), located.group("pages")
        yield _citation(Span(start, stop), "parenthetical", authors, year.group(), pages, group, signal=signal)
        here = stop


def _is_part_of_title(text: str, here: int, year: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a year belongs to the name of a work: "Healthy People 2010, 2001"."""
    name = text[here : year.start()]
    plain = re.fullmatch(rf"\s*(?:[{UPPER}]\w+\s+){{2,6}}", name) is not None
    return plain and re.fullmatch(r"\s*,\s*", text[year.end() : following.start()]) is not None


def _authors_in(text: str, begin: int, year_start: int, end: int) -> tuple[int, Authors, str] | None:
    """Where the authors before a year start, who they are, and the signal ("see", "as cited in") before them."""
    before = text[begin:year_start]
    tail = len(before) - len(before.rstrip(" ,(:"))
    stop = year_start - tail
    comma = "," in before[len(before) - tail :] if tail else False
    place = authors_before(text[begin:stop], stop - begin, narrative=False)
    named: Authors | None = None
    start = begin
    if place is not None:
        start = begin + place
        prefix = text[begin:start].strip()
        named = read_authors(text[start:stop])
        if prefix.lower() in ("and", "or", "&"):
            prefix = ""
        if prefix and named and not _signalled(prefix) and not prefix.endswith((",", ":", "–", "—", ";", "“", '"')):
            named = None if not named.et_al and not named.connector else named
    whole = text[begin:stop]
    opening = re.match(r"\s*(?:(?:see also|see|e\.\s?g\.|cf\.|as cited in|cited in|in)[,:]?\s+)?", whole, re.I)
    skip = opening.end() if opening else 0
    if named is None or (comma and start > begin + skip and not _signalled(text[begin:start])):
        candidate = whole[skip:].strip()
        if comma and _LOWER_CASE_ORGANISATION.match(candidate) and not _SENTENCE_WORDS.search(candidate):
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
    if len(authors.names) == 1 and _NOT_ORGANISATIONS.search(name) and not re.search(r"\b(?:committee|commission|department|office|council)\b", name, re.I):
        return True
    return (name.lower().split()[0].rstrip(".") in MONTHS and name.split()[-1].isdigit()) or name.lower() in MONTHS or name.lower() in _PLACES_AND_THINGS


_PLACES_AND_THINGS = frozenset(
    
        "london paris berlin rome vienna geneva brussels moscow beijing tokyo delhi madrid chicago boston "
        "washington america england france germany russia china japan india spain italy europe africa asia "
        "australia canada brazil mexico egypt iraq iran israel turkey greece sweden norway kyoto copenhagen ww1 "
        "ww2 wwi wwii bc ad ce bce covid episode".split()
    
)


def _narrative(text: str, start: int, end: int, year: re.Match[str]) -> Iterator[Citation]:
    """Authors in running prose before a bracket that opens with a year."""
    stop = start
    while stop and text[stop - 1] in " \u00a0":
        stop -= 1
    if not stop or _RANGE.search(year.group()):
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
    if named.organisation and " " in named.names[0] and not is_organisation(named.names[0]):
        # "Robert Putnam (2000)": a person with a given name, whose surname is the last word.
        place += text[place:stop].rfind(" ") + 1
        named = Authors((named.names[0].split()[-1],), et_al=named.et_al)
    located = _LOCATOR.match(text, year.end(), end - 1)
    pages = located.group("pages") if located and not _PLAIN_YEAR.fullmatch(located.group("pages")[:4]) else ""
    group = Span(start, end)
    yield _citation(Span(place, end), "narrative", named, year.group(), pages, group, certain=sure)
    here = year.end()
    for more in YEAR.finditer(text, year.end(), end - 1):
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
        if _INTRODUCED.search(before[-40:]) is None and not _ATTRIBUTION.match(after):
            return False
        return not re.search(r"^(?:Treaty|Battle|Siege|War|Fall|Peace|Convention|Act|Lord|King|Queen)\b", name)
    if _WORKS.search(before[-40:]) or re.search(r"\b[A-Z]\w+ of (?:the )?$", before[-30:]) or before.rstrip()[-1:] in ("“", '"', "‘"):
        return None
    introduced = _INTRODUCED.search(before[-40:])
    if re.search(r"\b[Tt]he $", before[-5:]) and not introduced and not (name.isupper() and len(name) > 1):
        return None
    if introduced or _ATTRIBUTION.match(after):
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
    found = _MLA.match(raw.strip())
    if not found or _MLA_NOT.search(found.group("who").strip()) or not re.match(rf"(?:{_PARTICLES}\s+)*[{UPPER}\"“]", found.group("who")):
        return
    who = found.group("who").strip()
    if len(who.split()) > 8 or _SENTENCE_WORDS.search(who):
        return
    named = read_authors(re.sub(r",\s*[\"“].*$", "", who) or who)
    if named is None:
        return
    lead = len(raw) - len(raw.lstrip())
    sure = bool(named.et_al or named.connector or named.title or re.search(r"[–-]", found.group("pages")) or (len(named.names) == 1 and re.fullmatch(rf"(?:{_PARTICLES}\s+)*[{UPPER}][{LOWER}'’{UPPER}-]*[{LOWER}]", who)))
    start = begin + lead + found.start("who")
    yield _citation(Span(start, begin + lead + found.end()), "mla", named, "n", found.group("pages"), group, certain=sure)


def _square(text: str) -> Iterator[Citation]:
    """Numbers and notes in square brackets."""
    for match in _NUMERIC.finditer(text):
        yield Citation(Span(*match.span()), "numeric", _numbers(match.group(1)), group=Span(*match.span()))
    for match in _NOTE.finditer(text):
        yield Citation(Span(*match.span()), "numeric", (), group=Span(*match.span()))


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers a bracket stands for, ranges written out: "2-5, 8" gives 2 3 4 5 8."""
    out: list[str] = []
    for part in re.split(r"\s*[,;]\s*", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] < 100:
            out.extend(str(n) for n in range(ends[0], ends[1] + 1))
        else:
            out.extend(str(n) for n in ends)
    return tuple(out)


def _keys(text: str) -> Iterator[Citation]:
    """Pandoc keys: "[@smith2010, p. 3; @lee]", and "@smith2010" in running prose."""
    bracketed = [Span(*span) for span in _brackets(text, "[", "]")]
    for match in _KEY.finditer(text):
        key = match.group(1).strip("{}").rstrip(".:?")
        group = next((span for span in bracketed if span.start <= match.start() < span.end), None)
        if group is None and not re.search(r"[a-z][a-z:_-]*\d{4}|\w:\w", key, re.I):
            continue
        span = Span(match.start(), match.start() + len(match.group().rstrip(".:?")))
        yield Citation(span, "key", (key,), group=group or span)

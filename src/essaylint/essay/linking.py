"""Each citation to its entry in the reference list: matched, doubtful, missing; and the entries nobody cites.

Works on a whole document, on facts that its paragraphs keep. `link(document)` gives a `Links`; the checks about
citations and the table of `essaylint citations` read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from essaylint.essay.citations import Citation, find_citations
from essaylint.essay.document import Block, Document
from essaylint.essay.entries import Reference, parse_reference
from essaylint.essay.references import is_reference_heading, looks_like_entry, reference_block, split_entries
from essaylint.span import Span

Status = Literal["matched", "year", "spelling", "authors", "missing", "unlisted"]

_CITING: tuple[Literal["body", "item", "quote", "caption", "table", "heading"], ...] = ("body", "item", "quote", "caption", "table", "heading")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation at its place in the document's prose."""

    citation: Citation
    span: Span
    group: Span
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a citation was found to cite. `entry` is the matched or nearest entry, None when there is none.

    `status`: matched; year, spelling, authors (the doubtful: what differs); missing (not in the list);
    unlisted (needs no entry: personal communication, a note number, a key).
    """

    cited: Cited
    status: Status
    entry: Reference | None = None


@dataclass(frozen=True)
class Links:
    """All citations and entries of a document, linked. Spans count code points of the document's prose."""

    links: tuple[Link, ...]
    entries: tuple[Reference, ...]
    unused: tuple[Reference, ...]
    heading: Span | None
    acronyms: dict[str, str]

    def of(self, *statuses: Status) -> Iterator[Link]:
        """The links with one of these statuses."""
        return (link for link in self.links if link.status in statuses)


def link(document: Document) -> Links:
    """Link every citation of `document`; kept on the document, so that many checks pay once."""
    kept = document.__dict__.get("_links")
    if isinstance(kept, Links):
        return kept
    made = _link(document)
    document.__dict__["_links"] = made
    return made


def list_blocks(document: Document) -> tuple[Block, ...]:
    """The paragraphs of the reference list: those read as such, else the last run of entries by shape."""
    kept = tuple(document.of_kind("reference"))
    if kept:
        return kept
    run = reference_block([block.paragraph.text for block in document.blocks])
    return document.blocks[run.start : run.stop]


def entries_of(document: Document) -> tuple[Reference, ...]:
    """The entries of the reference list, in order, at their places."""
    found: list[Reference] = []
    for block in list_blocks(document):
        if is_reference_heading(block.paragraph.text):
            continue
        for span in split_entries(block.paragraph.text):
            entry = _parsed(span.of(block.paragraph.text))
            named = bool(entry.authors and entry.authors[0].given)
            if entry.first and (entry.year or entry.url or named or looks_like_entry(entry.text)):
                found.append(entry.shift(block.start + span.start))
    return tuple(found)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Reference:
    return parse_reference(text)


@lru_cache(maxsize=2048)
def _doubtful(text: str) -> tuple[Citation, ...]:
    return find_citations(text, doubtful=True)


def cited_in(document: Document) -> tuple[Cited, ...]:
    """All citations of the essay, those too that only the list can confirm."""
    out: list[Cited] = []
    listed = {block.start for block in list_blocks(document)}
    for block in document.of_kind(*_CITING):
        if block.start in listed:
            continue
        for citation in _doubtful(block.paragraph.text):
            span = block.place(citation.span)
            out.append(Cited(citation, span, block.place(citation.group), citation.span.of(block.paragraph.text)))
    return tuple(out)


def _link(document: Document) -> Links:
    entries = entries_of(document)
    cited = cited_in(document)
    acronyms = _acronyms(document, entries)
    keyed = [Keyed(entry, acronyms) for entry in entries]
    used: set[int] = set()
    links: list[Link] = []
    for one in cited:
        status, entry = _resolve(one, keyed, acronyms)
        if status == "missing" and not one.citation.certain:
            continue
        if status in ("year", "spelling", "authors") and not one.citation.certain and one.citation.kind != "narrative":
            continue
        links.append(Link(one, status, entry.entry if entry else None))
        if entry:
            used.update(i for i, k in enumerate(keyed) if k is entry)
    numeric = [c for c in cited if c.citation.kind == "numeric"]
    if numeric and not any(c.citation.kind in ("parenthetical", "narrative", "mla") for c in cited):
        links, used = _numeric(numeric, entries)
    unused = tuple(entry for i, entry in enumerate(entries) if i not in used)
    heading = next((b.place(Span(0, len(b.paragraph.text))) for b in document.blocks if b.paragraph.kind in ("heading", "reference", "body") and is_reference_heading(b.paragraph.text)), None)
    return Links(tuple(links), entries, unused, heading, acronyms)


def _numeric(cited: Iterable[Cited], entries: tuple[Reference, ...]) -> tuple[list[Link], set[int]]:
    """Numbers to entries, by their printed numbers or by their order."""
    by_number = {entry.number or str(i): i for i, entry in enumerate(entries, 1)}
    links, used = [], set()
    for one in cited:
        places = [by_number.get(number) for number in one.citation.authors]
        if not entries or not one.citation.authors:
            links.append(Link(one, "unlisted"))
        elif None in places:
            links.append(Link(one, "missing"))
        else:
            links.append(Link(one, "matched", entries[(places[0] or 1) - 1]))
        used.update(place - 1 for place in places if place)
    return links, used


@lru_cache(maxsize=8192)
def norm(name: str) -> str:
    """Letters and digits only, lower case, without accents: "O’Neil" and "ONeil" are one."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def base_year(year: str) -> str:
    """The year without its letter: "2010a" and "2010" share "2010"; all undated are "nd"."""
    lowered = year.lower()
    if lowered.startswith(("n.", "nd", "no date")):
        return "nd"
    if lowered in ("in press", "forthcoming", "in preparation", "inpress", "inpreparation"):
        return "press"
    found = re.search(r"\d{4}", lowered)
    return found.group() if found else lowered


_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "de", "la"])


@dataclass(frozen=True, eq=False)
class Keyed:
    """An entry with the normalised names it can be cited by."""

    entry: Reference
    acronyms: dict[str, str]

    def __post_init__(self) -> None:
        entry = self.entry
        firsts = set()
        if entry.authors:
            firsts |= _name_keys(entry.authors[0].surname)
        elif entry.organisation:
            firsts |= _organisation_keys(entry.organisation)
            if entry.acronym:
                firsts.add(norm(entry.acronym))
        firsts |= {norm(short) for short, full in self.acronyms.items() if norm(full) in firsts}
        object.__setattr__(self, "firsts", frozenset(firsts - {""}))
        object.__setattr__(self, "others", frozenset(k for a in entry.authors[1:] for k in _name_keys(a.surname)) - {""})
        object.__setattr__(self, "everyone", [_name_keys(a.surname) for a in entry.authors])

    firsts: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    everyone: tuple[frozenset[str], ...] = ()


def _name_keys(surname: str) -> frozenset[str]:
    """A surname as it may be cited: whole, without particles, its last part."""
    parts = surname.split()
    bare = [p for p in parts if p.lower() not in {"van", "von", "der", "den", "de", "del", "della", "di", "da", "la", "le", "du", "el", "al"}]
    return frozenset({norm(surname), norm("".join(bare)), norm(parts[-1]) if parts else ""}) - {""}


def _organisation_keys(name: str) -> frozenset[str]:
    """An organisation as it may be cited: whole, without "the", by initials."""
    words = [w for w in re.findall(r"[^\s,.()\[\]&–—-]+", name)]
    long = [w for w in words if w.lower() not in _SMALL]
    keys = {norm(name), norm(re.sub(r"^the\s+", "", name, flags=re.I))}
    if len(long) > 1:
        keys.add("".join(w[0] for w in long).lower())
        keys.add("".join(c for w in words for c in w if c.isupper()).lower())
        keys.add("".join(w[0] for w in words).lower())
    return frozenset(k for k in keys if len(k) > 1)


_DEFINED = re.compile(r"((?:[A-Z][\w'’&-]*\s+(?:(?:of|for|the|and|on|in|to|&|de|la)\s+){0,3}){1,9}[A-Z][\w'’-]*|[A-Z][\w'’-]*(?:\s+[\w'’-]+){1,6})\s+[(\[]([A-Z][A-Za-z&-]{1,9})(?:[)\],;])")


def _acronyms(document: Document, entries: tuple[Reference, ...]) -> dict[str, str]:
    """Short forms and what they stand for, as the essay or its list defines them."""
    found: dict[str, str] = {entry.acronym: entry.organisation for entry in entries if entry.acronym}
    for block in document.of_kind(*_CITING):
        text = block.paragraph.text
        if "(" not in text and "[" not in text:
            continue
        for match in _DEFINED.finditer(text):
            full, short = match.groups()
            if len(short) > 1 and short.isupper():
                whole = _expansion(full, short)
                if whole:
                    found.setdefault(short, whole)
    for one in (c for block in document.of_kind(*_CITING) for c in _doubtful(block.paragraph.text)):
        if one.acronym and one.authors:
            found.setdefault(one.acronym, one.authors[0])
    return found


def _expansion(full: str, short: str) -> str:
    """The last words of `full` whose initials are `short`, or nothing."""
    words = full.split()
    for start in range(len(words)):
        tail = words[start:]
        if words[start][0].isupper() and short.lower() in _organisation_keys(" ".join(tail)):
            return " ".join(tail)
    for start in range(len(words) - 1):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper())
        if len(short) > 2 and initials[:1] == short[0] and initials[-1:] == short[-1] and _inside(short, initials):
            return " ".join(words[start:])
    return ""


def _inside_words(short: str, name: str) -> bool:
    """Whether `short` abbreviates words that follow one another in `name`: "CDC" in "Centers for Disease Control"."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return short in initials


def _inside(short: str, long: str) -> bool:
    """Whether the letters of `short` occur in `long` in that order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _resolve(one: Cited, keyed: list[Keyed], acronyms: dict[str, str]) -> tuple[Status, Keyed | None]:
    citation = one.citation
    if citation.personal or citation.kind == "key" or not citation.authors:
        return "unlisted", None
    if citation.kind == "numeric":
        return "unlisted", None
    exact = [k for k in keyed if _names_match(citation, k, acronyms)]
    dated = [k for k in exact if _years_match(citation, k.entry)]
    if dated:
        return "matched", max(dated, key=lambda k: _score(citation, k))
    if exact and citation.kind != "mla":
        near = [k for k in keyed if _years_match(citation, k.entry) and k not in exact and _near_names(citation, k)]
        if near:
            return "spelling", near[0]
        return "year", max(exact, key=lambda k: _score(citation, k))
    same_year = [k for k in keyed if _years_match(citation, k.entry)]
    inside = [k for k in same_year if _in_text(citation, k.entry, acronyms)]
    if inside:
        return "matched", inside[0]
    if any(_in_text(citation, k.entry, acronyms) for k in keyed):
        return "unlisted", None  # the organisation behind an entry of another year: nothing is certain
    near = [k for k in same_year if _near_names(citation, k)]
    if near:
        return "spelling", near[0]
    keys = [_name_keys(name) for name in citation.authors]
    swapped = [k for k in same_year if keys and keys[0] & k.others]
    if swapped:
        return "authors", swapped[0]
    if len(keys) > 1:
        shared = [k for k in same_year if any(key & (k.others | k.firsts) for key in keys[1:])]
        if shared:
            return "authors", shared[0]
    if citation.organisation or citation.title or citation.et_al:
        loose = [k for k in same_year if _loosely(citation, k)]
        if loose:
            return "matched", loose[0]
        other = [k for k in keyed if _loosely(citation, k)]
        if other and citation.kind != "mla":
            return "year", other[0]
    near = [k for k in keyed if _near_names(citation, k, limit=1)]
    if near and citation.kind != "mla":
        return "spelling", near[0]
    return "missing", None


def _names_match(citation: Citation, keyed: Keyed, acronyms: dict[str, str]) -> bool:
    name = citation.authors[0]
    if citation.title:
        wanted = norm(name)
        return bool(wanted) and norm(keyed.entry.title or keyed.entry.first).startswith(wanted)
    keys = _name_keys(name) if not citation.organisation else {norm(name), norm(re.sub(r"^the\s+", "", name, flags=re.I))}
    if citation.organisation and " " in name and name.split()[-1][0].isupper():
        if keyed.entry.authors:
            keys = keys | _name_keys(name)
    elif " " in name and keyed.entry.authors and " " in keyed.entry.authors[0].surname:
        keys = frozenset({norm(name)})  # "Delgado de Snyder" is not "Salgado de Snyder" by its last part
    if citation.acronym:
        keys = keys | {norm(citation.acronym)}
    if name in acronyms:
        keys = keys | {norm(acronyms[name])}
    if keys & keyed.firsts:
        return True
    joined = norm(" ".join(citation.authors))
    return len(citation.authors) > 1 and joined in {norm(re.sub(r"\b(?:and|&)\b|&", "", keyed.entry.organisation))}


def _in_text(citation: Citation, entry: Reference, acronyms: dict[str, str]) -> bool:
    """Whether an organisation or title is named somewhere in the entry, as its publisher or web site."""
    if not (citation.organisation or citation.title):
        return False
    name = citation.authors[0]
    full = acronyms.get(name, name)
    if len(full) > 6:
        return norm(full) in norm(entry.text)
    if not (name.isupper() and len(name) > 2):
        return False
    capitals = re.findall(r"\b[A-Z][\w'’]+(?:\s+(?:of|for|the|and|on|in|to|&)\b|\s+[A-Z][\w'’]+)+", entry.text)
    return any(_inside_words(name, one) for one in capitals)


def _years_match(citation: Citation, entry: Reference) -> bool:
    if citation.kind == "mla" or not entry.year:
        return True
    if citation.year == entry.year:
        return True
    if base_year(citation.year) == base_year(entry.year):
        letters = citation.year[-1:].isalpha() and citation.year[:1].isdigit(), entry.year[-1:].isalpha() and entry.year[:1].isdigit()
        return not all(letters)
    return base_year(citation.year) in entry.year or (bool(re.match(r"\d{4}\D\d{4}", citation.year)) and base_year(entry.year) in citation.year)


def _score(citation: Citation, keyed: Keyed) -> int:
    """How well further authors, the letter and the initials agree, to choose among entries of one name."""
    score = 3 * (citation.year == keyed.entry.year)
    cited = [_name_keys(name) for name in citation.authors]
    score += sum(bool(a & b) for a, b in zip(cited, keyed.everyone, strict=False))
    score -= abs(len(cited) - len(keyed.everyone)) if not citation.et_al else 2 * (len(keyed.everyone) < 2)
    if citation.initials and citation.initials[0] and keyed.entry.authors:
        score += 4 * (norm(citation.initials[0])[:1] == norm(keyed.entry.authors[0].given)[:1])
    return score


def _near_names(citation: Citation, keyed: Keyed, limit: int = 2) -> bool:
    """Whether the first name cited is a misspelling of the entry's first name."""
    if not citation.authors or citation.title:
        return False
    name = norm(citation.authors[0])
    return any(near(name, key, limit) for key in keyed.firsts if len(key) > 3)


def near(one: str, other: str, limit: int = 2) -> bool:
    """Whether two different names are a slip apart: one edit, or two in names of seven letters or more."""
    if one == other or min(len(one), len(other)) < 4:
        return False
    allowed = min(limit, 2 if min(len(one), len(other)) >= 7 else 1)
    return abs(len(one) - len(other)) <= allowed and distance(one, other) <= allowed


def distance(one: str, other: str) -> int:
    """Edit distance where two neighbouring letters swapped count once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _loosely(citation: Citation, keyed: Keyed) -> bool:
    """Whether an organisation or title is cited by part of its name: "County Profile", "Oakland et al."."""
    cited = {w for w in re.findall(r"\w+", citation.authors[0].lower()) if w not in _SMALL}
    listed = keyed.entry.organisation or (keyed.entry.title if not keyed.entry.authors else "")
    words = {w for w in re.findall(r"\w+", listed.lower()) if w not in _SMALL}
    if citation.title or not listed:
        words |= {w for w in re.findall(r"\w+", keyed.entry.title.lower()) if w not in _SMALL}
    if not cited or not words:
        return False
    if len(cited) == 1:
        return bool(cited & {next(iter(re.findall(r"\w+", listed.lower())), "")}) and bool(citation.et_al or citation.kind == "mla")
    return cited <= words or (words <= cited and len(words) > 1)


def rows(links: Links, document: Document) -> list[dict[str, object]]:
    """The table of `essaylint citations`: one row a citation or unused entry, with its place in the prose."""
    table: list[dict[str, object]] = []
    for one in links.links:
        table.append(
            {
                "status": {"year": "doubtful", "spelling": "doubtful", "authors": "doubtful"}.get(one.status, one.status),
                "differs": one.status if one.status in ("year", "spelling", "authors") else "",
                "text": one.cited.text,
                "start": one.cited.span.start,
                "end": one.cited.span.end,
                "entry": one.entry.text.strip() if one.entry else "",
                "entry_start": one.entry.span.start if one.entry else None,
            }
        )
    for entry in links.unused:
        table.append(
            {
                "status": "unused", "differs": "", "text": entry.text.strip(), "start": entry.span.start,
                "end": entry.span.end, "entry": entry.text.strip(), "entry_start": entry.span.start,
            }
        )  # fmt: skip
    return table


def block_of(document: Document, span: Span) -> Block:
    """The block a span of the prose lies in."""
    return document.block_at(span.start)

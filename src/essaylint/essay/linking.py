"""Each citation to its entry in the reference list: matched, doubtful, missing; and the entries nobody cites.

Works on a whole document, on facts that its paragraphs keep. `link(document)` gives a `Links`; the checks about
citations and the table of `essaylint citations` read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from essaylint.essay.citations import Citation, find_citations
from essaylint.essay.document import Block, Document
from essaylint.essay.entries import Reference, parse_reference
from essaylint.essay.keys import entries_by_key, near_key, unused
from essaylint.essay.library import Library, Work
from essaylint.essay.matching import Keyed, Status, norm, organisation_keys, resolve
from essaylint.essay.notes import NoteWork, notes_of, read_note
from essaylint.essay.references import is_reference_heading, looks_like_entry, reference_block, split_entries
from essaylint.span import Span
from essaylint.values import dataclass, replace

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
    unlisted (needs no entry: personal communication; or nobody can tell: a key whose .bib file was not read).
    `work` is what a key stands for in a .bib file.
    """

    cited: Cited
    status: Status
    entry: Reference | None = None
    work: Work | None = None


@dataclass(frozen=True)
class Links:
    """All citations and entries of a document, linked. Spans count code points of the document's prose."""

    links: tuple[Link, ...]
    entries: tuple[Reference, ...]
    unused: tuple[Reference, ...]
    heading: Span | None
    acronyms: dict[str, str]
    unused_works: tuple[Work, ...] = ()

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
    """The paragraphs of the reference list: those read as such, else the last run of entries by shape; kept on the document."""
    found = document.__dict__.get("_list_blocks")
    if found is None:
        found = document.__dict__["_list_blocks"] = _list_blocks(document)
    assert isinstance(found, tuple)
    return found


def _list_blocks(document: Document) -> tuple[Block, ...]:
    notes = {note.block.start for note in notes_of(document).notes}
    kept = tuple(block for block in document.of_kind("reference") if block.start not in notes)
    if kept or notes:
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
    """All citations of the essay, those too that only the list can confirm; kept on the document."""
    found = document.__dict__.get("_cited_in")
    if found is None:
        found = document.__dict__["_cited_in"] = _cited_in(document)
    assert isinstance(found, tuple)
    return found


def _cited_in(document: Document) -> tuple[Cited, ...]:
    out: list[Cited] = []
    listed = {block.start for block in list_blocks(document)}
    for block in document.of_kind(*_CITING):
        if block.start in listed:
            continue
        for citation in _doubtful(block.paragraph.text):
            span = block.place(citation.span)
            out.append(Cited(citation, span, block.place(citation.group), citation.span.of(block.paragraph.text)))
    for note in notes_of(document).notes:
        block = note.block
        for work in read_note(block.paragraph.text):
            if not work.again:
                span = block.place(work.span)
                out.append(Cited(_noted(work), span, span, work.span.of(block.paragraph.text)))
    return tuple(sorted(out, key=lambda one: one.span))


def _noted(work: NoteWork) -> Citation:
    return Citation(work.span, "note", work.authors, work.year, group=work.span)


def _link(document: Document) -> Links:
    entries = entries_of(document)
    cited = cited_in(document)
    acronyms = _acronyms(document, entries)
    keyed = [Keyed(entry, acronyms) for entry in entries]
    used: set[int] = set()
    links: list[Link] = []
    commas = bool(entries) and _uses_commas(cited)
    keys = entries_by_key(document, entries)
    labels = {note.label for note in notes_of(document).notes}
    for one in cited:
        if one.citation.kind == "key":
            links.append(_by_key(one, document.library, keys))
            used.update(i for i, entry in enumerate(entries) if links[-1].entry is entry or any(keys.get(key) is entry for key in one.citation.authors))
            continue
        if one.citation.kind == "note":
            noted = _of_note(one, keyed)
            links.append(noted)
            used.update(i for i, entry in enumerate(entries) if noted.entry is entry)
            continue
        if labels and one.citation.kind == "numeric":
            links.append(Link(one, "matched" if labels.issuperset(one.citation.authors) else "unlisted"))
            continue
        status, entry = resolve(one.citation, keyed, acronyms)
        if status == "missing" and (not one.citation.certain or (commas and _may_be_an_event(one))):
            continue
        if status in ("year", "spelling", "authors") and not one.citation.certain and one.citation.kind != "narrative":
            continue
        links.append(Link(one, status, entry.entry if entry else None))
        if entry:
            used.update(i for i, k in enumerate(keyed) if k is entry)
    numbered = any(entry.number for entry in entries)
    numeric = [c for c in cited if c.citation.kind == "numeric" and (numbered or c.text.startswith("["))]
    if numeric and not labels and not any(c.citation.kind in ("parenthetical", "narrative", "mla", "key") for c in cited):
        links, used = _numeric(numeric, entries, _printed_numbers(document))
    listed = document.library.listed
    left = tuple(entry for i, entry in enumerate(entries) if i not in used and not any(keys.get(key) is entry for key in listed))
    headings = (
        block.place(Span(0, len(block.paragraph.text)))
        for block in document.of_kind("heading", "reference", "body", "title")
        if is_reference_heading(block.paragraph.text)
    )
    heading = next(headings, None)
    by_key = [key for one in cited if one.citation.kind == "key" for key in one.citation.authors]
    by_key += [one.work.key for one in links if one.work]
    return Links(tuple(links), entries, left, heading, acronyms, unused(document, by_key) if by_key else ())


def _of_note(one: Cited, keyed: Sequence[Keyed]) -> Link:
    """A work cited in a note, to its entry in a bibliography; a note that is a full reference needs none."""
    if not one.citation.authors:
        return Link(one, "unlisted")
    name = norm(one.citation.authors[0])
    found = [k.entry for k in keyed if name in k.firsts]
    titled = [entry for entry in found if norm(entry.title) and norm(entry.title)[:12] in norm(one.text)]
    dated = [entry for entry in found if one.citation.year and one.citation.year == entry.year[:4]]
    entry = next(iter((*titled, *dated)), found[0] if len(found) == 1 and not one.citation.year else None)
    return Link(one, "matched" if entry else "unlisted", entry)


def _by_key(one: Cited, library: Library, entries: dict[str, Reference]) -> Link:
    """A citation by key, to the first of its works."""
    keys = one.citation.authors
    wrong = [key for key in keys if key not in library.by_key] if library.is_known else []
    if wrong:
        near = near_key(wrong[0], library)
        return Link(one, "spelling", entries.get(near), library.by_key[near]) if near else Link(one, "missing")
    works = [library.by_key[key] for key in keys if key in library.by_key]
    if not works:
        return Link(one, "unlisted")
    return Link(one, "matched", entries.get(works[0].key), works[0])


def _uses_commas(cited: Iterable[Cited]) -> bool:
    """Whether most citations in brackets have a comma before the year."""
    forms = [re.search(r",\s*\d{4}", one.text) is not None for one in cited if one.citation.kind == "parenthetical"]
    return sum(forms) * 2 > len(forms)


def _may_be_an_event(one: Cited) -> bool:
    """Whether a citation without a comma may be a place or event and its year: "(Rio 2016)"."""
    plain = len(one.citation.authors) == 1 and not one.citation.et_al and one.citation.kind == "parenthetical"
    return plain and re.fullmatch(r"[\w .&'’-]+?\s\d{4}", one.text) is not None


def _printed_numbers(document: Document) -> frozenset[str]:
    """The numbers at the front of the list's paragraphs, those too of entries that could not be read."""
    found = (re.match(r"\s*(?:\[(\d{1,3})\]|\(?(\d{1,3})[.)]|(\d{1,3})\s)", block.paragraph.text) for block in list_blocks(document))
    return frozenset(next(filter(None, match.groups())) for match in found if match)


def _numeric(cited: Iterable[Cited], entries: tuple[Reference, ...], printed: frozenset[str]) -> tuple[list[Link], set[int]]:
    """Numbers to entries, by their printed numbers or by their order; of a bracket only the numbers that are not there."""
    by_number = {entry.number or str(i): i for i, entry in enumerate(entries, 1)}
    links: list[Link] = []
    used: set[int] = set()
    for one in cited:
        places = [by_number.get(number) for number in one.citation.authors]
        if not entries or not one.citation.authors:
            links.append(Link(one, "unlisted"))
        else:
            wrong = [n for n, place in zip(one.citation.authors, places, strict=True) if not place and n not in printed]
            links += [Link(one, "matched", entries[place - 1]) for place in places if place]
            links += [Link(one, "matched")] if not wrong and not any(places) else []
            links += [Link(_narrowed(one, wrong), "missing")] if wrong else []
        used.update(place - 1 for place in places if place)
    return links, used


def _narrowed(one: Cited, numbers: Sequence[str]) -> Cited:
    """A bracket of several numbers as the citation of some of them, at the first of these if it is written out."""
    citation = replace(one.citation, authors=tuple(numbers))
    at = re.search(rf"(?<!\d){numbers[0]}(?!\d)", one.text)
    if not at or len(one.citation.authors) == 1:
        return replace(one, citation=citation)
    return replace(one, citation=citation, span=Span(*at.span()).shift(one.span.start), text=at.group())


_DEFINED = re.compile(r"(?<![\w'’&-])((?:[A-Z][\w'’&-]*\s+(?:(?:of|for|the|and|on|in|to|&|de|la)\s+){0,3}){1,9}[A-Z][\w'’-]*|[A-Z][\w'’-]*(?:\s+[\w'’-]+){1,6})\s+[(\[]([A-Z][A-Za-z&-]{1,9})(?:[)\],;])")


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
        if words[start][0].isupper() and short.lower() in organisation_keys(" ".join(tail)):
            return " ".join(tail)
    for start in range(len(words) - 1):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper())
        if len(short) > 2 and initials[:1] == short[0] and initials[-1:] == short[-1] and _inside(short, initials):
            return " ".join(words[start:])
    return ""


def _inside(short: str, long: str) -> bool:
    """Whether the letters of `short` occur in `long` in that order."""
    letters = iter(long)
    return all(letter in letters for letter in short)

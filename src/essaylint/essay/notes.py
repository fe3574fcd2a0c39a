"""Footnotes and endnotes: whether a note names a source, what it cites, and which numbers and notes belong together.

Notes are known for certain in Markdown ([^1] and its definition) and in a numbered section headed “Notes”, “Endnotes” or
“Footnotes” whose numbers stand in the text, raised or after its full stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from essaylint.essay.authorlist import LOWER, UPPER
from essaylint.essay.citation_patterns import BEFORE_POWER
from essaylint.essay.citations import find_citations
from essaylint.essay.document import Block, Document
from essaylint.essay.references import looks_like_entry
from essaylint.span import Span

_WORD = rf"[{UPPER}][{LOWER}{UPPER}’'-]*[{LOWER}{UPPER}]"
_NAME = rf"(?:(?:{_WORD}|[{UPPER}]\.(?:-?[{UPPER}]\.)*)\s+){{0,3}}(?:(?:van|von|der|den|de|del|della|di|da|du|la|le|al|el|bin)\s+){{0,2}}{_WORD}"
_NAMES = re.compile(rf"(?P<first>{_NAME})(?P<more>(?:,\s+{_NAME}){{0,6}}(?:,?\s+(?:and|&)\s+{_NAME})?)(?P<etal>,?\s+et al\.?)?(?:,\s+(?:eds?|trans)\.)?,\s+(?=[\"“‘‹«*_{UPPER}])")
_SIGNAL = re.compile(r"\s*(?:(?:See also|See|Cf\.|Compare|Quoted in|Cited in|As cited in|For example|E\.g\.|But see|In)[,:]?\s+)?", re.IGNORECASE)
_AGAIN = re.compile(r"\s*(?:See\s+)?(?:Ibid|Idem|Id\.|Op\.? cit|Loc\.? cit)\b", re.IGNORECASE)
_IMPRINT = re.compile(r"\([^()]{0,120}\b(?:1[5-9]|20)\d\d[a-z]?\)|,\s*(?:1[5-9]|20)\d\d\b|\bn\.d\.|\bno\.\s*\d|\bvol\.\s*\d|\bpp?\.\s*\d|\bopcit\b|\bop\. cit", re.IGNORECASE)
_PLACE = re.compile(r",[”\"’]?\s*(?:pp?\.\s*)?\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:,\s*\d{1,4}(?:[–-]\d{1,4})?)*\.?\s*$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ADDRESS = re.compile(r"https?://|www\.|\bdoi:\s*10\.")
_KEY = re.compile(r"\[[^\]]*@\w")
_PARTS = re.compile(r"[(“\"][^()“”\"]*[)”\"]|;\s")


class NoteWork(NamedTuple):
    """A work that a note cites: its place in the note, its authors' surnames, year and title as far as it tells them."""

    span: Span
    authors: tuple[str, ...]
    year: str
    title: str
    again: bool = False


def _bare(text: str) -> str:
    """A note without its number."""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def is_citation(text: str) -> bool:
    """Whether the text of a note is a citation and little else, so that it is no prose.

    >>> is_citation("Smith, Rivers, 24."), is_citation("This was contested at the time (see Keller, 2014).")
    (True, False)
    """
    text = _bare(text)
    if looks_like_entry(text) or (_AGAIN.match(text) and len(text) < 60):
        return True
    works = read_note(text)
    return bool(works) and works[0].span.start < 30 and len(text) - works[-1].span.end < 120


def names_source(text: str) -> bool:
    """Whether the text of a note cites, and does not merely explain.

    >>> names_source("John Smith, Rivers of the Plain (New York: Norton, 2014), 23."), names_source("It rained in May.")
    (True, False)
    """
    text = _bare(text)
    if _AGAIN.match(text) or _ADDRESS.search(text) or _KEY.search(text) or looks_like_entry(text):
        return True
    return bool(read_note(text)) or bool(find_citations(text))


def read_note(text: str) -> tuple[NoteWork, ...]:
    """The works that a note cites in the manner of Chicago's notes: in full, short (“Smith, Rivers, 24”), or “Ibid.”.

    >>> [(work.authors, work.year) for work in read_note("See Ann Lee and Jo de Vries, *Walls* (Hull: Dover, 2001), 3; Smith, Rivers, 24.")]
    [(('Lee', 'de Vries'), '2001'), (('Smith',), '')]
    """
    found = []
    for span in _parts(text):
        number = _NUMBER.match(text) if span.start == 0 else None
        signal = _SIGNAL.match(text, number.end() if number else span.start, span.end)
        start = signal.end() if signal else span.start
        part = text[start : span.end]
        if _AGAIN.match(part):
            found.append(NoteWork(Span(start, start + len(part.rstrip())), (), "", "", again=True))
            continue
        named = _NAMES.match(part)
        rest = part[named.end() :] if named else ""
        if not named or not (_IMPRINT.search(rest) or (_PLACE.search(rest) and len(rest) < 120)) or len(part) > 500:
            continue
        people = [named["first"], *re.split(r",?\s+(?:and|&)\s+|,\s+", named["more"].strip(" ,"))]
        years = _YEAR.findall(rest)
        title = re.match(r"[\"“‘]([^\"”]{2,200}?)[,.]?[\"”’]|([^(\d“\"]{2,200}?)(?=\s*[(\d]|,\s*(?:pp?\.|vol|\d)|$)", rest)
        name = next((one for one in title.groups() if one), "") if title else ""
        found.append(NoteWork(Span(start, start + len(part.rstrip())), tuple(_surname(one) for one in people if one), years[-1] if years else "", name.strip(" ,*_")))
    return tuple(found)


def _parts(text: str) -> Iterator[Span]:
    """The stretches between semicolons outside brackets and quotations."""
    begin = 0
    for match in _PARTS.finditer(text):
        if match.group()[0] == ";":
            yield Span(begin, match.start())
            begin = match.end()
    yield Span(begin, len(text))


def _surname(name: str) -> str:
    words = name.replace("and ", "").strip().split()
    first = next((at for at, word in enumerate(words[:-1]) if at and word[0].islower()), max(len(words) - 1, 0))
    return " ".join(words[first:])


class Note(NamedTuple):
    """A note: its label (“1”), the block that it begins, and whether anything in the text points to it."""

    label: str
    block: Block
    called: bool


class Notes(NamedTuple):
    """The notes of an essay, and the places of numbers in its text that have none, with their labels."""

    notes: tuple[Note, ...] = ()
    lost: tuple[tuple[str, Span], ...] = ()


_CALL = re.compile(r"(?<!\\)\[\^([^\]\s^]{1,40})\](?!:)")
_DEFINED = re.compile(r"\[\^([^\]\s^]{1,40})\]:[ \t]*$")
_OPENS = re.compile(r"^\[\^([^\]\s^]{1,40})\]:[ \t]*")
_HEADING = re.compile(r"(?:\d+\.?\s+|[#*_]+)?(?:notes|endnotes|end notes|footnotes|foot notes)[:.]?[*_]*", re.IGNORECASE)
_NUMBER = re.compile(r"\[?\(?(\d{1,3}|[¹²³⁴-⁹⁰]{1,3})[\]).:]{0,2}[ \t\u00a0]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HIGH = re.compile(r"(?<=[\w.,;:!?”\"'’)])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁰¹²³⁴⁵⁶⁷⁸⁹])")
_BRACKETED = re.compile(r"(?<=[\w.,;:!?”\"'’) ])\[(\d{1,3})\](?!\()")
_GLUED = re.compile(rf"(?:(?<=[{LOWER}][.!?,;:])|(?<=[{LOWER})][.!?,][”\"’'])|(?<=[”\")])|(?<=\d\d\d\d[.!?,]))(\d{{1,3}})(?=\s+[{UPPER}“\"‘(]|\s*$|\s+[{LOWER}])")


def notes_of(document: Document) -> Notes:
    """The notes of a document; kept on it."""
    kept = document.__dict__.get("_notes")
    if not isinstance(kept, Notes):
        kept = document.__dict__["_notes"] = _of_commands(document) or _marked(document) or _numbered(document)
    return kept


def _file_start(document: Document, block: Block) -> int:
    return document.map.to_file(Span(block.start, block.start + 1)).start


_COMMAND = re.compile(r"\\(?:footnote|endnote|footnotetext)\s{0,9}(?:\[[^\]]{0,20}\])?\s{0,9}\{[\s{]*(?:\\[a-zA-Z]+\s{0,9}\{?)?$")


def _of_commands(document: Document) -> Notes | None:
    """LaTeX's notes, which have no numbers that could be wrong."""
    if document.format != "latex":
        return None
    text = document.source.text
    found: list[Note] = []
    for block in document.of_kind("item", "reference"):
        at = _file_start(document, block)
        if _COMMAND.search(text, max(at - 80, 0), at):
            found.append(Note(str(len(found) + 1), block, True))
    return Notes(tuple(found))


def _marked(document: Document) -> Notes | None:
    """Markdown's notes; in a plain text only where it has both numbers and notes of this kind."""
    text = document.source.text
    if "[^" not in text:
        return None
    calls = {match[1].casefold() for match in _CALL.finditer(text)}
    notes = []
    for block in document.blocks:
        at = _file_start(document, block)
        defined = _DEFINED.search(text, max(at - 60, 0), at) or _OPENS.match(block.paragraph.text)
        if defined:
            notes.append(Note(defined[1], block, defined[1].casefold() in calls))
    if document.format != "markdown" and not any(note.called for note in notes):
        return None
    labels = {note.label.casefold() for note in notes}
    lost = [
        (match[1], block.place(Span(*match.span())))
        for block in document.of_kind("body", "item", "quote", "caption")
        for match in _CALL.finditer(block.paragraph.text)
        if match[1].casefold() not in labels and not block.paragraph.is_masked(Span(*match.span()))
    ]
    return Notes(tuple(notes), tuple(lost))


def _numbered(document: Document) -> Notes:
    """A numbered section of notes, where most of its numbers stand in the text."""
    blocks = document.blocks
    heads = [at for at, block in enumerate(blocks) if block.paragraph.kind in ("heading", "body", "title") and _HEADING.fullmatch(block.paragraph.text)]
    if not heads:
        return Notes()
    found: list[tuple[int, Block]] = []
    text = document.source.text
    for block in blocks[heads[-1] + 1 :]:
        at = _file_start(document, block)
        line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        opening = _NUMBER.match(text, line) if at - line < 12 else None
        number = int(opening[1].translate(_RAISED)) if opening else 0
        if number == len(found) + 1:
            found.append((number, block))
        elif block.paragraph.kind == "heading" or (number and found):
            break
    found = found if len(found) > 1 else []
    before = blocks[: heads[-1]]
    high = [(int(match.group().translate(_RAISED)), block.place(Span(*match.span()))) for block in before for match in _HIGH.finditer(block.paragraph.text) if not BEFORE_POWER.search(block.paragraph.text, 0, match.start())]
    low = numbers_of([block.paragraph.text for block in before], len(found))
    high = high or [
        (int(match[1]), block.place(Span(*match.span()))) for block in before for match in _BRACKETED.finditer(block.paragraph.text)
    ]
    calls = high or [(number, before[at].place(span)) for at, span, number in low]
    numbers = {number for number, _ in calls}
    if len(found) < 2 or len(numbers & {number for number, _ in found}) * 2 < len(found):
        return Notes()
    notes = tuple(Note(str(number), block, number in numbers) for number, block in found)
    return Notes(notes, tuple((str(number), span) for number, span in calls if number > len(found)))


def section_of(texts: Sequence[str], kinds: Sequence[str | None]) -> dict[int, int]:
    """Which paragraphs are the notes of a numbered section at the end, and their numbers; two or more, or none."""
    heads = [at for at, text in enumerate(texts) if kinds[at] in ("heading", "body", "title", None) and _HEADING.fullmatch(text)]
    found: dict[int, int] = {}
    for at in range(heads[-1] + 1 if heads else len(texts), len(texts)):
        opening = _NUMBER.match(texts[at])
        number = int(opening[1].translate(_RAISED)) if opening else 0
        if number == len(found) + 1:
            found[at] = number
        elif kinds[at] == "heading" or number:
            break
    return found if len(found) > 1 else {}


def numbers_of(texts: Sequence[str], notes: int) -> Iterator[tuple[int, Span, int]]:
    """Numbers of notes that lost their height (“the end.1”), by paragraph: a run that counts up from 1 or nearly so."""
    run: list[tuple[int, Span, int]] = []
    for at, text in enumerate(texts):
        for match in _GLUED.finditer(text):
            number = int(match[1])
            last = run[-1][2] if run else 0
            if last < number <= min(last + 2, notes + 1):
                run.append((at, Span(*match.span(1)), number))
    return iter(run if len(run) >= max(2, notes * 0.6) else ())

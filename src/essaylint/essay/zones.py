"""What every paragraph is in the essay: title, heading, body, item, quotation, caption, reference, furniture, foreign.

Readers hand over drafts: what the format itself says is kept, the rest is told by shape and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from essaylint.essay.furniture import find_furniture
from essaylint.essay.language import is_foreign
from essaylint.essay.notes import is_citation, names_source, numbers_of, section_of
from essaylint.essay.paragraph import InlineMark, Kind
from essaylint.essay.references import is_reference_heading, looks_like_entry
from essaylint.sourcemap import Piece
from essaylint.values import dataclass, replace

# Data that stands in a text, and no word of any language.
_GIANT, _KEPT = 2000, 40
_GIANT_WORD = re.compile(rf"\S{{{_GIANT},}}")


@dataclass(frozen=True)
class Draft:
    """A paragraph as a reader found it. `kind` is None where the format does not say what it is.

    `marker` counts the leading characters of `text` that are a list marker: kept for a reference ("[1] Smith"), cut
    from an item. `alone` tells that it is a line of its own, so that it may be a heading. `where` names its place where a
    line does not: "page 3", "cell 4", "footnote 2". `note` tells that it is a note, which the format knows.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    kind: Kind | None = None
    level: int = 0
    marks: tuple[InlineMark, ...] = ()
    marker: int = 0
    alone: bool = True
    where: str = ""
    note: bool = False

    def cut(self, start: int, end: int) -> Draft:
        """The same draft with only the characters from `start` to `end` of its text."""
        if start == 0 and end == len(self.text):
            return self
        pieces = [part for piece in self.pieces if (part := _part(piece, start, end))]
        marks = [
            InlineMark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
            for mark in self.marks
            if mark.start < end and mark.end > start
        ]
        marker = max(self.marker - start, 0)
        return replace(self, text=self.text[start:end], pieces=tuple(pieces), marks=tuple(marks), marker=marker)

    def without_giants(self) -> Draft:
        """The same draft without what is no word: of 2,000 characters and more without a blank the first few are kept."""
        if len(self.text) < _GIANT or _GIANT_WORD.search(self.text) is None:
            return self
        text, pieces, marks, at = "", [], [], 0  # type: tuple[str, list[Piece], list[InlineMark], int]
        for match in [*_GIANT_WORD.finditer(self.text), None]:
            part = self.cut(at, match.start() + _KEPT if match else len(self.text))
            by = len(text)
            text += part.text
            pieces += [piece._replace(prose=piece.prose + by) for piece in part.pieces]
            marks += [InlineMark(mark.start + by, mark.end + by, mark.kind) for mark in part.marks]
            at = match.end() if match else at
        return replace(self, text=text, pieces=tuple(pieces), marks=tuple(marks))

    def stripped(self) -> Draft:
        """The same draft without blanks at its ends."""
        text = self.text
        return self.cut(min(len(text) - len(text.lstrip()), len(text.rstrip())), len(text.rstrip()))


def _part(piece: Piece, start: int, end: int) -> Piece | None:
    """What of a piece lies between two offsets of the prose, as seen from `start`."""
    first, last = max(piece.prose, start), min(piece.prose + piece.length, end)
    if first >= last:
        return None
    if not piece.verbatim:
        return Piece(first - start, piece.file, last - first, piece.file_length, False)
    return Piece(first - start, piece.file + first - piece.prose, last - first, last - first)


def _with_notes(drafts: Sequence[Draft], kinds: list[Kind]) -> Sequence[Draft]:
    """Mark the notes of a numbered section that are citations, and the numbers in the text that lost their height."""
    texts = [draft.text for draft in drafts]
    section = section_of(texts, kinds)
    if not section:
        return drafts
    citing = {number for at, number in section.items() if names_source(texts[at])}
    for at in section:
        kinds[at] = "reference" if is_citation(texts[at]) else "item"
    marked = list(drafts)
    for at, span, number in numbers_of(texts[: min(section)], len(section)):
        mark = InlineMark(span.start, span.end, "source" if number in citing else "note")
        marked[at] = replace(marked[at], marks=(*marked[at].marks, mark))
    return marked


_CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|graph|image|picture|photo|photograph|illustration|map|exhibit|diagram|plate|box|video)\s*"
    r"(?:[A-Z]?\d{1,3}(?:[.-]\d{1,2})?|[IVX]{1,5}|[A-Z])[a-z]?\s*(?:[.:–—-]\s|$)",
    re.IGNORECASE,
)
_PLAIN_HEADINGS = frozenset(
    """abstract introduction background summary conclusion conclusions discussion results findings method methods
    methodology analysis overview appendix acknowledgements acknowledgments contents objectives purpose rationale
    recommendations limitations implications preface foreword prologue epilogue notes thesis aims definitions
    description problem solution hypothesis procedure materials data evaluation reflection scope history context
    "table of contents" "literature review" "executive summary" "works cited" "problem statement" "future work"
    "thesis statement" "research question" "case study" "introduction and background"
    """.replace('"', "").split()
)
_NUMBERED = re.compile(r"(?:(?:chapter|section|part|appendix)\s+(?:\d+|[ivxlc]+|[a-z])\b|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s|[IVX]{1,5}\.\s)", re.I)
_LETTER = re.compile(
    r"(?:dear|yours|sincerely|best|kind|warm|regards|respectfully|hello|hi|thank you|cheers|love|to whom)\b", re.IGNORECASE
)
_SMALL = frozenset(
    "a an the of in on at to for and or but nor as by with from into over under via per vs is are it its".split()
)


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their kinds: every `kind` set, list markers cut from items; those without text are left out."""
    drafts = [draft.without_giants() for draft in drafts if draft.text.strip()]
    kinds: list[Kind] = [draft.kind or _by_shape(drafts, at) for at, draft in enumerate(drafts)]
    furniture = find_furniture([draft.text for draft in drafts], kinds)
    for at in furniture:
        kinds[at] = "furniture"
    drafts = _with_notes(drafts, kinds)
    _mark_references(drafts, kinds)
    beside = set(_mark_title(drafts, kinds))
    settled = []
    for at, (draft, kind) in enumerate(zip(drafts, kinds, strict=True)):
        if kind in ("title", "heading", "body", "item", "quote", "caption") and is_foreign(draft.text):
            kind = "foreign"
        level = (draft.level or _level(draft.text, kind)) if kind in ("title", "heading") and at not in beside else 0
        settled.append(replace(draft.cut(draft.marker if kind == "item" else 0, len(draft.text)), kind=kind, level=level))
    return settled


def _by_shape(drafts: Sequence[Draft], at: int) -> Kind:
    draft = drafts[at]
    if draft.marker:
        return "heading" if _is_numbered_heading(drafts, at) else "item"
    text = draft.text
    if len(text) < 400 and _CAPTION.match(text):
        return "caption"
    if draft.alone and looks_like_heading(text):
        after = drafts[at + 1].text if at + 1 < len(drafts) else ""
        if is_reference_heading(text) or is_plain_heading(text) or _is_title_case(text) or len(after) > len(text):
            return "heading"
    return "body"


def _is_numbered_heading(drafts: Sequence[Draft], at: int) -> bool:
    """Whether "1. Introduction" is a heading and not the first item of a list."""
    text = drafts[at].text
    if not text[0].isdigit() or not drafts[at].alone or not looks_like_heading(text):
        return False
    if is_plain_heading(text):
        return True
    beside = [drafts[place] for place in (at - 1, at + 1) if 0 <= place < len(drafts)]
    after = drafts[at + 1].text if at + 1 < len(drafts) else ""
    return _is_title_case(text) and len(after) > 2 * len(text) and not any(draft.marker for draft in beside)


def is_plain_heading(text: str) -> bool:
    """Whether `text` is a heading of every second essay, as "Introduction" or "2. Results:"."""
    bare = _NUMBERED.sub("", text.strip(), count=1).strip(" .:").lower()
    return bare in _PLAIN_HEADINGS


def looks_like_heading(text: str) -> bool:
    """Whether a line of its own has the shape of a heading: short, opening with a capital, not ending as a sentence."""
    if len(text) > 110:
        return False
    words = text.split()
    if not words or len(words) > 14 or not any(char.isalpha() for char in text):
        return False
    if text[-1] in ".,;!…" or text[-2:] in ('."', ".”", ",”"):
        return bool(_NUMBERED.match(text)) and len(words) <= 2 and is_plain_heading(text)
    if text[-1] == ":" and (len(words) > 5 or not (is_reference_heading(text) or is_plain_heading(text) or _is_title_case(text))):
        return False
    first = next(char for char in text if char.isalnum())
    if (first.islower() and not re.match(r"by [A-Z][a-z]+ [A-Z]", text)) or _LETTER.match(text):
        return False
    return len(words) <= 8 or _is_title_case(text) or bool(_NUMBERED.match(text)) or text.isupper()


def _is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _level(text: str, kind: Kind) -> int:
    if kind == "title":
        return 1
    number = re.match(r"\d{1,2}((?:\.\d{1,2}){0,3})\.?\s", text)
    return 2 + number.group(1).count(".") if number else 2


def _mark_title(drafts: Sequence[Draft], kinds: list[Kind]) -> list[int]:
    """Make the title's kind `title`, and that of the lines about author, course and date beside it; these are returned."""
    opening = []
    for at, kind in enumerate(kinds):
        if kind == "heading" and drafts[at].level <= 1:
            opening.append(at)
        elif kind != "furniture":
            break
    texts = [drafts[at].text for at in opening]
    about = [_is_about(text) for text in texts]
    for at in range(len(texts) - 2, -1, -1):
        about[at] = about[at] or (about[at + 1] and _is_person(texts[at]) and any(about[at + 1 :]) and len(texts) > 2)
    title = -1
    for place, text, meta in zip(opening, texts, about, strict=True):
        if not meta and (is_plain_heading(text) or is_reference_heading(text) or _NUMBERED.match(text)):
            break
        if not meta and title < 0:
            title = place
        elif not meta and not _is_person(text):
            break
        kinds[place] = "title"
    return [place for place in opening if kinds[place] == "title" and place != title]


_ABOUT = re.compile(
    r"(?:by|author|professor|prof\.?|dr\.?|instructor|teacher|tutor|lecturer|supervisor|student|course|class|module|name|date|due|submitted"
    r"|word count|candidate|department|school|faculty|college|university)\b|.*\b(?:university|college)$"
    r"|[A-Z]{2,5}[ -]?\d{2,4}[A-Z]?\b|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}$|[A-Z][a-z]+ \d{1,2},? \d{4}$|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$",
    re.IGNORECASE,
)


def _is_about(text: str) -> bool:
    """Whether a line names the author's course, teacher, school or the date, as title pages do."""
    return len(text.split()) <= 9 and bool(_ABOUT.match(text))


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and not any(char.isdigit() for char in text)


def _mark_references(drafts: Sequence[Draft], kinds: list[Kind]) -> None:
    headed = [at for at, kind in enumerate(kinds) if kind == "heading" and is_reference_heading(drafts[at].text)]
    found = False
    for at in headed:
        found |= _mark_after_heading(drafts, kinds, at)
    if not found:
        _mark_trailing_run(drafts, kinds)


# The number of an entry: "[3] " or "3. ".
_ENTRY_NUMBER = re.compile(r"\[?(\d{1,3})[\].)]\s")


def _mark_after_heading(drafts: Sequence[Draft], kinds: list[Kind], heading: int) -> bool:
    """Mark the entries under a heading of references; whether there was one."""
    last = heading
    number = 0
    marked: list[int] = []
    for at in range(heading + 1, len(drafts)):
        text, kind = drafts[at].text, kinds[at]
        if kind in ("furniture", "table") or drafts[at].note:
            continue
        numbered = _ENTRY_NUMBER.match(text)
        follows = numbered is not None and int(numbered[1]) == number + 1 and not _is_prose(text)
        number = int(numbered[1]) if numbered else number
        if looks_like_entry(text) or follows:
            marked.append(at)
            last = at
        elif kind == "heading" or drafts[at].kind == "heading" or at - last > 3:
            break
        elif not _is_prose(text):
            marked.append(at)
    marked = [at for at in marked if at <= last] if last > heading else []
    if not marked and heading + 1 < len(drafts) and len(drafts) - heading <= 30:
        marked = [
            at for at in range(heading + 1, len(drafts))
            if kinds[at] in ("body", "item") and not drafts[at].note and not _is_prose(drafts[at].text)
        ]
    for at in marked:
        kinds[at] = "reference"
    return bool(marked)


def _is_prose(text: str) -> bool:
    """Whether a paragraph that is no entry is the writer's own prose, as an annotation."""
    return len(text.split()) >= 40 or (len(text.split()) >= 15 and not re.search(r"\b(?:1[5-9]|20)\d\d\b|https?:|www\.", text))


def _mark_trailing_run(drafts: Sequence[Draft], kinds: list[Kind]) -> None:
    """Without a heading, the longest run of entries at the end, furniture after it, is the reference list."""
    at = len(drafts) - 1
    while at >= 0 and (kinds[at] == "furniture" or drafts[at].note or (kinds[at] in ("heading", "caption") and not looks_like_entry(drafts[at].text))):
        at -= 1
    entries: list[int] = []
    gap = 0
    while at >= 0 and gap < 2:
        if drafts[at].note:
            break
        if kinds[at] in ("body", "item", "heading") and looks_like_entry(drafts[at].text):
            entries.append(at)
            gap = 0
        elif kinds[at] != "furniture":
            if len(drafts[at].text) > 250 or kinds[at] == "heading":
                break
            gap += 1
        at -= 1
    if len(entries) >= 2:
        for place in range(entries[-1], entries[0] + 1):
            if kinds[place] != "furniture":
                kinds[place] = "reference"

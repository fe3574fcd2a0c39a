"""Plain text: paragraphs between blank lines or one a line; hard-wrapped lines are joined again."""

from __future__ import annotations

from collections.abc import Sequence

from essaylint.essay.references import is_reference_heading, looks_like_entry
from essaylint.essay.zones import Draft, looks_like_heading
from essaylint.formats.lines import MARKER, Line, groups_of, paragraphs_of, wrapping_of
from essaylint.formats.prose import add, join
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span


def drafts(source: Source, within: Span | None = None) -> list[Draft]:
    """The paragraphs of a plain text (or of a part of it), in order."""
    within = within or Span(1 if source.text.startswith("\ufeff") else 0, len(source.text))
    groups = list(groups_of(source.text, within))
    wrapping = wrapping_of(groups)
    deep = _stands_out(groups)
    found: list[Draft] = []
    listed = False
    for at, group in enumerate(groups):
        beside = groups[max(at - 1, 0) : at] + groups[at + 1 : at + 2]
        apart = any(looks_like_entry(" ".join(line.text for line in other[:3])) for other in beside) if listed or _cites(group) else False
        for lines in paragraphs_of(group, wrapping, listed, apart):
            draft = _draft(lines, len(group) == len(lines) or len(lines) == 1)
            if looks_like_heading(draft.text) and not looks_like_entry(draft.text):
                listed = is_reference_heading(draft.text)
            quoted = lines[0].quoted or (deep and not draft.marker and all(line.indent >= 3 for line in lines))
            if quoted and len(draft.text) > 60 and not looks_like_entry(draft.text):
                draft = Draft(draft.text, draft.pieces, "quote")
            found.append(draft)
    return found


def _cites(group: Sequence[Line]) -> bool:
    return len(group) > 1 and looks_like_entry(" ".join(line.text for line in group[:3]))


def _stands_out(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether an indented paragraph stands out, because most are not indented."""
    firsts = [group[0].indent >= 3 for group in groups if len(group[0].text) > 40]
    return sum(firsts) * 3 < len(firsts)


def _draft(lines: Sequence[Line], alone: bool) -> Draft:
    builder = MapBuilder()
    for at, line in enumerate(lines):
        if at:
            join(builder, lines[at - 1].text, line.text, Span(lines[at - 1].end, line.start))
        add(builder, line.text, line.start)
    text, pieces = builder.build()
    marker = MARKER.match(text)
    return Draft(text, pieces, marker=marker.end() if marker else 0, alone=alone and len(lines) <= 2)

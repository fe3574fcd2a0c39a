"""The comments of a Word file: which are ours, what they are about, and which the writer resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.formats.comments import AUTHOR, rule_of
from essaylint.formats.docx_styles import local, value
from essaylint.formats.extracted import Allowed
from essaylint.span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from essaylint.formats.docx import Opened


class Comment(NamedTuple):
    """A comment of ours: its id, element, rule, whether it is resolved and whether somebody answered it."""

    id: str
    element: Any
    rule: str
    resolved: bool
    answered: bool
    paragraphs: tuple[str, ...]


def own_comments(opened: Opened) -> Iterator[Comment]:
    """The comments of earlier runs."""
    if "comments" not in opened.parts:
        return
    root = opened.parts["comments"].root
    done, parents = set(), set()
    if "commentsExtended" in opened.parts:
        for one in opened.parts["commentsExtended"].root:
            if value(one, "done") in ("1", "true"):
                done.add(value(one, "paraId"))
            parents.add(value(one, "paraIdParent"))
    for element in root:
        if local(element) != "comment" or value(element, "author") != AUTHOR:
            continue
        paragraphs = [one for one in element if local(one) == "p"]
        ids = tuple(name for one in paragraphs if (name := value(one, "paraId")))
        rule = rule_of("".join(part.text or "" for part in paragraphs[-1].iter() if local(part) == "t")) if paragraphs else ""
        yield Comment(value(element, "id"), element, rule, bool(done & set(ids)), bool(parents & set(ids)), ids)


def spans_of(opened: Opened, comment: Comment) -> list[Span]:
    """What a comment is about: the words it is set at, and the notes and text boxes that hang there."""
    flow = opened.flow
    start, end = flow.points.get(("start", comment.id)), flow.points.get(("end", comment.id))
    if start is None or end is None or end < start:
        return []
    found = [Span(start, end)]
    for offset, host in flow.hosts:
        if start <= offset <= end:
            atoms = [atom for atom in flow.atoms if atom.host is host]
            found += [Span(atoms[0].start, atoms[-1].end)] if atoms else []
    return found


def allowed(opened: Opened) -> Iterator[Allowed]:
    """What the writer allowed by resolving a comment of ours."""
    for comment in own_comments(opened):
        if comment.resolved and comment.rule:
            for span in spans_of(opened, comment):
                yield Allowed(comment.rule, span)

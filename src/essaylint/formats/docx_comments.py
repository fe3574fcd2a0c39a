"""The comments of a Word file: which are ours, what they are about, and which the writer resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.formats.comments import AUTHOR, rule_of
from essaylint.formats.docx_styles import local, value
from essaylint.formats.extracted import Allowed

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


def allowed(opened: Opened) -> Iterator[Allowed]:
    """What the writer allowed by resolving a comment of ours."""
    for comment in own_comments(opened):
        if comment.resolved and comment.rule:
            for span in opened.flow.commented(comment.id):
                yield Allowed(comment.rule, span)

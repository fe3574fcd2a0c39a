"""What a comment says: the finding's message, what would mend it, where its other places are, its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from essaylint.diagnostic import Diagnostic, Place, Severity
from essaylint.formats.comments import rule_line
from essaylint.span import Span

SUMMARY = "summary"
_MOST_PLACES = 12
# Word shows no more than nine letters of an author's initials.
_INITIALS = {"contradiction": "contradic", "consistency": "consist", "readability": "readabil"}


class Remark(NamedTuple):
    """A comment to set: the stretch of the text it is about, its lines, its rule and the initials of its author."""

    span: Span
    lines: tuple[str, ...]
    rule: str
    initials: str


def initials_of(category: str) -> str:
    """A category as the initials of an author.

    >>> initials_of("sourcing"), initials_of("contradiction")
    ('sourcing', 'contradic')
    """
    return _INITIALS.get(category, category)[:9]


def remarks_of(one: Diagnostic, text: str, where: Callable[[int], str]) -> Iterator[Remark]:
    """The comments of a finding: at its own place, and at each other one. `where` names an offset's place."""
    initials, last = initials_of(one.category), rule_line(one.rule, str(one.severity))
    others = one.related[:_MOST_PLACES]
    lines = [one.message, *_mended(one, text)]
    lines += [f"{place.message or 'See also'}: {_quoted(place, text, where)}" for place in others]
    if len(one.related) > len(others):
        lines.append(f"And {len(one.related) - len(others)} more places.")
    yield Remark(one.span, (*lines, last), one.rule, initials)
    for place in others:
        said = [place.message] if place.message else []
        own = _quoted(Place(one.span), text, where)
        yield Remark(place.span, (*said, f"This goes with {own}: {one.message}", last), one.rule, initials)


def _quoted(place: Place, text: str, where: Callable[[int], str]) -> str:
    words = " ".join(place.span.of(text).split())
    short = words if len(words) <= 80 else words[:79].rstrip() + "…"
    name = where(place.span.start)
    return f"“{short}” ({name})" if name else f"“{short}”"


def _mended(one: Diagnostic, text: str) -> list[str]:
    """What would mend it, in words."""
    news = []
    for fix in one.fixes[:3]:
        if len(fix.edits) == 1:
            edit = fix.edits[0]
            if edit.span.start >= one.span.start and edit.span.end <= one.span.end:
                own = one.span.of(text)
                at, to = edit.span.start - one.span.start, edit.span.end - one.span.start
                news.append((own[:at] + edit.new + own[to:]).strip())
            elif not edit.new:
                return [f"Leave out “{edit.span.of(text).strip()}”."]
    if news and not news[0]:
        return ["Leave it out."]
    return [f"Write {' or '.join(f'“{new}”' for new in dict.fromkeys(news) if new)}."] if news else []


def rest(left: Sequence[Diagnostic]) -> str:
    """What is said of the findings that have no comment of their own; nothing if there are none."""
    if not left:
        return ""
    counts = Counter(one.rule for one in left)
    listed = ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:12])
    more = f" and {len(counts) - 12} more rules" if len(counts) > 12 else ""
    things = "finding has" if len(left) == 1 else "findings have"
    return f"{len(left)} more {things} no comment here: {listed}{more}."


def worst(diagnostics: Iterable[Diagnostic], limit: int | None) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings to comment, so that there are at most `limit` comments, the loudest first; and those that are left.

    A finding whose other places have no room any more keeps its own place.
    """
    found = list(diagnostics)
    if limit is None:
        return found, []
    room, chosen, left = limit, {}, []
    for at, one in sorted(enumerate(found), key=lambda pair: (-pair[1].severity.rank, pair[0])):
        if room <= 0:
            left.append(at)
            continue
        places = one.related[: min(room - 1, _MOST_PLACES)]
        if len(places) < min(len(one.related), _MOST_PLACES):
            places = ()
        chosen[at] = one if places or not one.related else _alone(one)
        room -= 1 + len(places)
    return [chosen[at] for at in sorted(chosen)], [found[at] for at in sorted(left)]


def _alone(one: Diagnostic) -> Diagnostic:
    from essaylint.values import replace

    return replace(one, related=())


def summary_remark(text: str, span: Span) -> Remark:
    """The comment at the beginning that says what has no comment."""
    return Remark(span, (text, rule_line(SUMMARY, str(Severity.HINT))), SUMMARY, "essaylint")

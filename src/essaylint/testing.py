"""Cards, tested: every block quote of a card is linted with its rule and must be found exactly as marked.

For pytest, in a package of cards:

    import pytest
    from essaylint.testing import cases, failure

    @pytest.mark.parametrize("case", cases(FOLDER), ids=str)
    def test_card(case):
        assert failure(case) is None
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from essaylint import critic, fixing
from essaylint.config import Config
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Linter
from essaylint.formats import read
from essaylint.rulebook import Rule, read_folder
from essaylint.source import Source
from essaylint.span import Span

_QUOTE = re.compile(r"(?:^>.*(?:\n|\Z))+", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A block quote of a card and the rule that it tests."""

    rule: Rule
    quote: str
    flagged: bool

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.quote[:50]}"




def cases(folder: Path | str, *, package: str = "") -> list[Case]:
    """Every block quote of every card in a folder. Raises `CardError`."""
    return [case for rule in read_folder(Path(folder), package=package).values() for case in cases_of(rule)]


def cases_of(rule: Rule) -> Iterator[Case]:
    """The block quotes of a card."""
    flagged = False
    for line_block in re.split(r"(?m)^(?=## )", rule.text):
        flagged = line_block.startswith("## Flagged") or (flagged and not line_block.startswith("## "))
        for match in _QUOTE.finditer(line_block):
            lines = [re.sub(r"^> ?", "", line) for line in match.group().splitlines()]
            yield Case(rule, "\n".join(lines), flagged)


def lint_with(rule: Rule, text: str, *, format: str = "plain") -> list[Diagnostic]:
    """What one rule alone says of a text."""
    linter = Linter(Config())
    linter.__dict__["rules"] = (rule,)
    return linter.lint(read(Source(text), format))


def format_of_quote(text: str) -> str:
    r"""Plain text; Markdown where a quote opens with front matter, LaTeX where it has a `\begin{…}` or `\cite{…}`.

    >>> format_of_quote("---\nbibliography: refs.bib\n---\n"), format_of_quote("It rained.")
    ('markdown', 'plain')
    """
    if text.startswith("---\n"):
        return "markdown"
    return "latex" if "\\begin{" in text or "\\footnote{" in text else "plain"


def failure(case: Case) -> str | None:
    """What is wrong with a case: None when its marks are exactly what the rule finds."""
    text, marks = critic.read(case.quote)
    found = lint_with(case.rule, text, format=format_of_quote(text))
    wanted, related = _wanted(marks)
    got = [one.span for one in found]
    if [_anchor(span, text, got) for span in wanted] != got:
        return f"{case}\n  marked: {_shown(wanted, text)}\n  found:  {_shown(got, text)}"
    for one, numbers in zip(found, related, strict=True):
        places = {place.span for place in one.related}
        if numbers and not all(any(place.overlaps(mark) for place in places) for mark in numbers):
            return f"{case}\n  marked as related: {_shown(numbers, text)}\n  found: {_shown(sorted(places), text)}"
    return _fix_failure(case, text, marks, found)


def _wanted(marks: tuple[critic.Mark, ...]) -> tuple[list[Span], list[list[Span]]]:
    """The places of findings, and for each the marks that carry its number."""
    groups: dict[str, list[Span]] = {}
    singles: list[tuple[Span, str]] = []
    for mark in marks:
        if mark.kind == "note":
            continue
        number = next((note for note in mark.notes if note.isdigit()), "")
        if number and number in groups:
            groups[number].append(mark.span)
            continue
        if number:
            groups[number] = []
        singles.append((mark.span, number))
    return [span for span, _ in singles], [groups.get(number, []) for _, number in singles]


def _anchor(span: Span, text: str, found: list[Span]) -> Span:
    """An insertion is anchored on the word beside it: it equals the finding that it touches."""
    if span.length:
        return span
    return next((other for other in found if other.start <= span.start <= other.end), span)


def _fix_failure(case: Case, text: str, marks: tuple[critic.Mark, ...], found: list[Diagnostic]) -> str | None:
    edited = [mark for mark in marks if mark.kind in ("replace", "delete", "insert")]
    if not edited:
        return None
    wanted = critic.accept(text, edited)
    fixes = [
        one.fixes[0]
        for one in found
        if one.fixes and any(mark.span.overlaps(one.span) or one.span.start <= mark.span.start <= one.span.end for mark in edited)
    ]
    got = fixing.apply(text, fixes)
    if got != wanted:
        return f"{case}\n  marked fix: {wanted!r}\n  found fix:  {got!r}"
    if len(edited) == len(found):
        left = lint_with(case.rule, got, format=format_of_quote(got))
        if left:
            return f"{case}\n  the fixed text is not silent: {_shown([one.span for one in left], got)}"
    return None


def _shown(spans: list[Span], text: str) -> str:
    return ", ".join(f"“{span.of(text)}” {span.start}-{span.end}" for span in spans) or "nothing"


def failures_of(rule: Rule) -> list[str]:
    """What is wrong with a card's examples; a card without a flagged and a silent example fails too."""
    every = list(cases_of(rule))
    found = [why for case in every if (why := failure(case))]
    for flagged, heading in ((True, "Flagged"), (False, "Not flagged")):
        if not any(case.flagged is flagged for case in every):
            found.append(f"{rule.name}: has no example under “## {heading}”")
    return found

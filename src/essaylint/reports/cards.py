"""A card's page in parts, for whoever shows it: a terminal, a web page, an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from essaylint.critic import Mark, read
from essaylint.measured import Measured, figures
from essaylint.rulebook import SHIPPED, Rule

_BLOCK = re.compile(r"^```toml.*?^```[ \t]*\n", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\{>>.*?<<\}")
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")


class Part(NamedTuple):
    """A heading, paragraph, list item or example; an example's text is without its marks."""

    kind: Literal["heading", "text", "item", "example"]
    text: str
    marks: tuple[Mark, ...] = ()

    def pieces(self) -> Iterator[tuple[str, str | None, bool]]:
        """An example in pieces: the text, what is to stand for it (None: nothing said), and whether it is a fault."""
        at = 0
        for mark in self.marks:
            yield self.text[at : mark.span.start], None, False
            yield mark.span.of(self.text), mark.new, True
            at = max(mark.span.end, at)
        yield self.text[at:], None, False


def measured(rule: Rule) -> Measured | None:
    """What was measured of a rule; None for one that is not ours."""
    return figures().get(rule.name) if rule.package == SHIPPED else None


def page_of(rule: Rule) -> str:
    """A rule's page as it is shown: the card, and what was measured of it."""
    found = measured(rule)
    return f"{rule.text.rstrip()}\n\n## Measured\n\n{found}.\n" if found else rule.text


def parts(page: str) -> Iterator[Part]:
    """The parts of a card's page after its title, without the TOML block."""
    body = _BLOCK.sub("", page.partition("\n")[2]).strip()
    for block in map(str.strip, re.split(r"\n[ \t]*\n", body)):
        if block.startswith("#"):
            yield Part("heading", block.lstrip("# ").strip())
        elif block.startswith(">"):
            text, marks = read(_NOTE.sub("", _joined(line.lstrip("> ") for line in block.splitlines())))
            yield Part("example", text, tuple(mark for mark in marks if mark.kind != "note"))
        elif _ITEM.match(block):
            for item in re.split(r"\n(?=(?:[-*]|\d+\.) )", block):
                yield Part("item", _joined(_ITEM.sub("", item, count=1).splitlines()))
        elif block.strip():
            yield Part("text", _joined(block.splitlines()))


def _joined(lines: Iterator[str] | list[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())



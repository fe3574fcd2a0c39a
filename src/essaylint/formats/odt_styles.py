"""What an OpenDocument text's styles and lists say of a paragraph or a span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.essay.paragraph import Kind
from essaylint.formats.docx_styles import Level, child, local, value
from essaylint.values import dataclass, field

_CODED = re.compile(r"_([0-9a-f]{1,5})_")
_HEADING = re.compile(r"heading (\d{1,2})$")
_KINDS: dict[str, Kind] = {
    "quotations": "quote", "quotation": "quote", "quote": "quote", "block quotation": "quote", "block text": "quote", "intense quote": "quote",
    "illustration": "caption", "figure": "caption", "drawing": "caption", "caption": "caption", "bibliography 1": "reference",
    "bibliography": "reference", "references": "reference", "works cited": "reference", "subtitle": "title", "author": "title",
    "contents heading": "furniture", "index heading": "furniture", "header": "furniture", "footer": "furniture",
}  # fmt: skip
_CODE = frozenset(("preformatted text", "source code", "code", "html preformatted"))
_CODE_RUNS = frozenset(("source text", "teletype", "user entry", "example", "verbatim char"))
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(cm|mm|in|pt|pc)?")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0}
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SET_IN = 25.0


class Style(NamedTuple):
    """A style: its name as it is shown, in lower case; its parent; its properties of paragraphs and of text."""

    name: str
    parent: str
    paragraph: Any
    text: Any
    outline: str


@dataclass()
class Styles:
    """The styles and list styles of a file."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)

    def chain(self, family: str, name: str) -> Iterator[Style]:
        """A style and its parents."""
        for _ in range(20):
            style = self.styles.get((family, name))
            if style is None:
                if name:
                    yield Style(shown(name), "", None, None, "")
                return
            yield style
            name = style.parent

    def kind(self, name: str) -> tuple[Kind | None, int]:
        """What a paragraph's style makes of it, and the level of a heading."""
        for style in self.chain("paragraph", name):
            match = _HEADING.match(style.name)
            if match:
                return "heading", max(1, min(int(match[1]), 6))
            if style.name == "title":
                return "title", 1
            if style.name in _KINDS:
                return _KINDS[style.name], 0
            if style.name.startswith("contents "):
                return "furniture", 0
            if style.outline.isdecimal():
                return "heading", max(1, min(int(style.outline), 6))
        return None, 0

    def is_code(self, name: str) -> bool:
        """Whether a paragraph's style is one for code."""
        return any(style.name in _CODE for style in self.chain("paragraph", name))

    def is_set_in(self, name: str) -> bool:
        """Whether a paragraph is set in at the left as a whole."""
        for style in self.chain("paragraph", name):
            left, first = (_points(value(style.paragraph, side)) for side in ("margin-left", "text-indent"))
            if left is not None:
                return left >= _SET_IN and (first or 0) >= 0
        return False

    def is_strong(self, name: str) -> bool:
        """Whether a paragraph's style is bold."""
        return "strong" in self._look("paragraph", name)

    def look(self, name: str) -> frozenset[str]:
        """What a span is set in: of emphasis, strong, code, raised, hidden."""
        return self._look("text", name)

    def _look(self, family: str, name: str) -> frozenset[str]:
        found: dict[str, bool] = {}
        for style in self.chain(family, name):
            if style.name in _CODE_RUNS:
                found.setdefault("code", True)
            for key, look, on in (
                ("font-style", "emphasis", ("italic", "oblique")), ("font-weight", "strong", ("bold", "600", "700", "800", "900")),
                ("display", "hidden", ("none",)),
            ):  # fmt: skip
                said = value(style.text, key)
                if said:
                    found.setdefault(look, said in on)
            position = value(style.text, "text-position")
            if position:
                found.setdefault("raised", position.startswith("super") or bool(re.match(r"[1-9]", position)))
        return frozenset(look for look, on in found.items() if on)


def shown(name: str) -> str:
    """A style's name as it is shown: "Text_20_body" is "text body"."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name).lower()


def _points(length: str) -> float | None:
    match = _LENGTH.match(length)
    return float(match[1]) * _POINTS.get(match[2] or "pt", 1.0) if match else None


def styles_of(*roots: Any) -> Styles:
    """The styles in the roots of `styles.xml` and `content.xml`; either may be missing."""
    made = Styles()
    for root in roots:
        for place in root if root is not None else ():
            if local(place) in ("styles", "automatic-styles"):
                for one in place:
                    if local(one) == "style":
                        _add(made, one)
                    elif local(one) == "list-style":
                        made.lists[value(one, "name")] = _levels(one)
    return made


def _add(made: Styles, one: Any) -> None:
    name = value(one, "name")
    made.styles[value(one, "family"), name] = Style(
        (value(one, "display-name") or shown(name)).lower(),
        value(one, "parent-style-name"),
        child(one, "paragraph-properties"),
        child(one, "text-properties"),
        value(one, "default-outline-level"),
    )


def _levels(style: Any) -> dict[int, Level]:
    found = {}
    for one in style:
        depth = value(one, "level")
        if depth.isdecimal():
            number = local(one) == "list-level-style-number" and value(one, "num-format")
            pattern = f"{value(one, 'num-prefix')}%1{value(one, 'num-suffix')}" if number else ""
            start = value(one, "start-value")
            found[int(depth)] = Level(_FORMATS.get(number or "", "bullet" if not number else "decimal"), pattern, int(start) if start.isdecimal() else 1)
    return found

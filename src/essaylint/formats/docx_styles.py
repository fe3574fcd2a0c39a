"""What a Word file's styles and lists say of a paragraph: heading, quotation, item and its number, italics of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.essay.paragraph import Kind
from essaylint.values import dataclass, field

_HEADING = re.compile(r"heading ([1-9])$")
_KINDS: dict[str, Kind] = {
    "quote": "quote", "intense quote": "quote", "block text": "quote", "block quotation": "quote", "block quote": "quote",
    "blockquote": "quote", "quotations": "quote", "quotation": "quote", "caption": "caption", "image caption": "caption",
    "table caption": "caption", "bibliography": "reference", "bibliography 1": "reference", "references": "reference",
    "works cited": "reference", "literature": "reference", "endnote bibliography": "reference", "subtitle": "title",
    "author": "title", "date": "title", "affiliation": "title", "toc heading": "furniture", "table of figures": "furniture",
    "table of authorities": "furniture", "header": "furniture", "footer": "furniture",
}  # fmt: skip
_CODE = frozenset("source code|html preformatted|code|preformatted text|macro text|verbatim|plain code".split("|"))
_CODE_RUNS = frozenset("verbatim char|html code|html keyboard|html sample|source text|code char|inline code".split("|"))
_SET_IN = 500  # twentieths of a point: a block quotation is set in by half an inch or a centimetre


_LOCAL: dict[Any, str] = {}


def local(element: Any) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag = element.tag
    name = _LOCAL.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_LOCAL) < 5000:
            _LOCAL[tag] = name
    return name


def child(element: Any, *path: str) -> Any:
    """The first descendant by a path of local names, None if there is none."""
    for name in path:
        if element is None:
            return None
        for one in element:
            if local(one) == name:
                element = one
                break
        else:
            return None
    return element


def value(element: Any, name: str = "val") -> str:
    """An attribute by its local name; empty if it is missing."""
    if element is None:
        return ""
    for key, found in element.items():
        if key.rpartition("}")[2] == name:
            return str(found)
    return ""


def is_on(element: Any) -> bool:
    """Whether a switch such as `<w:i/>` is there and not turned off."""
    return element is not None and value(element).lower() not in ("0", "false", "off", "none")


class Style(NamedTuple):
    """A style: its name in lower case, the id of the one it is based on, its properties of paragraphs and runs."""

    name: str
    based: str
    paragraph: Any
    run: Any


class Level(NamedTuple):
    """How a list numbers a level: "decimal", "bullet" and so on, the pattern ("%1."), the first number."""

    format: str
    pattern: str
    start: int


@dataclass()
class Styles:
    """The styles and lists of a file; counts list items as the paragraphs go by."""

    styles: dict[str, Style] = field(default_factory=dict)
    normal: str = ""
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    bold: dict[str, bool] = field(default_factory=dict)

    def chain(self, name: str) -> Iterator[Style]:
        """A style and those it is based on."""
        for _ in range(20):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = style.based

    def property(self, own: Any, name: str, *path: str) -> Any:
        """A property of a paragraph: its own (`w:pPr`), else that of its style `name`."""
        found = child(own, *path) if own is not None else None
        if found is not None:
            return found
        return next((one for style in self.chain(name) if (one := child(style.paragraph, *path)) is not None), None)

    def kind(self, own: Any, name: str) -> tuple[Kind | None, int]:
        """What a style makes of a paragraph, and the level of a heading; level 1 for the title."""
        for style in self.chain(name):
            match = _HEADING.match(style.name)
            if match:
                return "heading", min(int(match[1]), 6)
            if style.name == "title":
                return "title", 1
            if style.name in _KINDS:
                return _KINDS[style.name], 0
            if style.name.startswith(("toc ", "index ", "contents ")):
                return "furniture", 0
        outline = value(self.property(own, name, "outlineLvl"))
        return ("heading", min(int(outline) + 1, 6)) if outline.isdecimal() and int(outline) < 9 else (None, 0)

    def is_code(self, name: str) -> bool:
        """Whether a paragraph's style is one for code."""
        return any(style.name in _CODE for style in self.chain(name))

    def is_strong(self, name: str) -> bool:
        """Whether a paragraph's style is bold."""
        if name not in self.bold:
            self.bold[name] = any(is_on(child(one.run, "b")) for one in self.chain(name))
        return self.bold[name]

    def is_set_in(self, own: Any, name: str) -> bool:
        """Whether a paragraph is set in at the left as a whole."""
        indent = self.property(own, name, "ind")
        if indent is None or value(indent, "hanging").strip("0"):
            return False
        left = value(indent, "left") or value(indent, "start")
        return left.isdecimal() and int(left) >= _SET_IN

    def marker(self, own: Any, name: str) -> str | None:
        """The number of a list item ("3. "), empty for a bullet; None for what is no item. Counts on."""
        numbering = self.property(own, name, "numPr")
        number = value(child(numbering, "numId"))
        if numbering is None or number in ("", "0"):
            return None
        depth = value(child(numbering, "ilvl")) or "0"
        if not depth.isdecimal():
            return None
        levels = self.lists.get(number, {})
        level = levels.get(int(depth), Level("bullet", "", 1))
        counts = self.counts.setdefault(self.same.get(number, number), {})
        counts[int(depth)] = counts.get(int(depth), level.start - 1) + 1
        for deeper in [one for one in counts if one > int(depth)]:
            del counts[deeper]
        if level.format in ("bullet", "none", ""):
            return ""
        text = re.sub(r"%(\d)", lambda match: number_shown(levels.get(int(match[1]) - 1, level), counts.get(int(match[1]) - 1, 1)), level.pattern)
        return f"{text} " if text.strip() else ""

    def look(self, run: Any) -> frozenset[str]:
        """What a run is set in, by its own properties (`w:rPr`) and its style: of emphasis, strong, code, raised, hidden."""
        own = {local(one): one for one in run} if run is not None else {}
        if not own:
            return _PLAIN
        found = set()
        styles = list(self.chain(value(own["rStyle"]))) if "rStyle" in own else []
        if any(style.name in _CODE_RUNS for style in styles):
            found.add("code")
        for tag, name in (("i", "emphasis"), ("b", "strong"), ("vanish", "hidden")):
            if is_on(own.get(tag) if tag in own else _inherited(styles, tag)):
                found.add(name)
        if value(own.get("vertAlign") if "vertAlign" in own else _inherited(styles, "vertAlign")) == "superscript":
            found.add("raised")
        return frozenset(found)


_PLAIN: frozenset[str] = frozenset()


def _inherited(styles: list[Style], tag: str) -> Any:
    """A property of runs that the first style to have one gives."""
    return next((one for style in styles if (one := child(style.run, tag)) is not None), None)


def styles_of(styles: Any, numbering: Any) -> Styles:
    """The styles in the roots of `styles.xml` and `numbering.xml`; either may be missing."""
    made = Styles()
    for one in styles if styles is not None else ():
        if local(one) == "style":
            name = value(child(one, "name")).lower()
            made.styles[value(one, "styleId")] = Style(name, value(child(one, "basedOn")), child(one, "pPr"), child(one, "rPr"))
            if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true"):
                made.normal = value(one, "styleId")
    if numbering is None:
        return made
    abstract = {value(one, "abstractNumId"): _levels(one) for one in numbering if local(one) == "abstractNum"}
    for one in numbering:
        if local(one) == "num":
            number, base = value(one, "numId"), value(child(one, "abstractNumId"))
            own = {int(depth): level for change in one if (level := _override(change)) and (depth := value(change, "ilvl")).isdecimal()}
            made.lists[number] = {**abstract.get(base, {}), **own}
            made.same[number] = number if any(local(change) == "lvlOverride" for change in one) else f"abstract {base}"
    return made


def _levels(abstract: Any) -> dict[int, Level]:
    found = {}
    for one in abstract:
        depth = value(one, "ilvl")
        if local(one) == "lvl" and depth.isdecimal():
            start = value(child(one, "start"))
            found[int(depth)] = Level(value(child(one, "numFmt")), value(child(one, "lvlText")), int(start) if start.isdecimal() else 1)
    return found


def _override(change: Any) -> Level | None:
    return next(iter(_levels(change).values()), None) if local(change) == "lvlOverride" else None


def number_shown(level: Level, number: int) -> str:
    """A number as its list writes it."""
    if level.format in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (max(number, 1) - 1) % 26)
        return letter if level.format == "lowerLetter" else letter.upper()
    if level.format in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if level.format == "lowerRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    number = max(1, min(number, 3999))
    text = ""
    for size, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        text += sign * (number // size)
        number %= size
    return text

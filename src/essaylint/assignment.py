"""What a teacher set: the table `[assignment]` of a config, and the rules that each of its keys turns on.

    [assignment]               # or: assignment = "assignment.toml", a file with these keys
    min-words = 1500           # of the body: headings, quotations, references and captions are not counted
    max-words = 2000
    min-sources = 5
    citation-style = "apa"
    sections = ["Introduction", "Conclusion"]
    variety = "gb"
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from essaylint.configfile import ConfigError
from essaylint.rulebook import near

STYLES = ("apa", "harvard", "chicago", "mla", "numeric")
VARIETIES = ("us", "gb")


class _Key(NamedTuple):
    """The rules that a key is about, and the option of their checks that it sets."""

    rules: tuple[str, ...]
    option: str


_KEYS = {
    "min-words": _Key(("under-word-limit",), "least"),
    "max-words": _Key(("over-word-limit",), "most"),
    "count-quotations": _Key(("under-word-limit", "over-word-limit"), "quotations"),
    "min-sources": _Key(("too-few-sources",), "sources"),
    "citation-style": _Key(("wrong-citation-style",), "style"),
    "sections": _Key(("missing-section",), "sections"),
    "variety": _Key(("wrong-variety",), "variety"),
}
# The options with which each of these rules finds nothing: so it runs where no assignment says more.
NOTHING: Mapping[str, Mapping[str, Any]] = {
    "under-word-limit": {"least": 0}, "over-word-limit": {"most": 0}, "too-few-sources": {"sources": 0},
    "wrong-citation-style": {"style": "any"}, "missing-section": {"sections": []}, "wrong-variety": {"variety": "any"},
}  # fmt: skip


def read(table: Any, path: Path) -> dict[str, dict[str, Any]]:
    """The options of each rule that an assignment turns on. Raises `ConfigError` for what is no assignment.

    >>> read({"max-words": 2000}, Path("essaylint.toml"))
    {'over-word-limit': {'most': 2000}}
    """
    if not isinstance(table, Mapping):
        raise ConfigError(f"{path}: assignment should be a table, or the path of a file that holds one")
    for key, value in table.items():
        if key not in _KEYS:
            known = f" (there are: {', '.join(_KEYS)})"
            raise ConfigError(f"{path}: assignment: there is no setting “{key}”{near(key, _KEYS) or known}")
        if wrong := _wrong(key, value):
            raise ConfigError(f"{path}: assignment.{key} = {value!r} should be {wrong}")
    least, most = table.get("min-words", 0), table.get("max-words", 0)
    if least and most and least > most:
        raise ConfigError(f"{path}: assignment: min-words = {least} is more than max-words = {most}; change one")
    found: dict[str, dict[str, Any]] = {}
    for key, value in table.items():
        if key != "count-quotations":
            for rule in _KEYS[key].rules:
                found[rule] = {_KEYS[key].option: value}
    for rule in _KEYS["count-quotations"].rules:
        if rule in found and "count-quotations" in table:
            found[rule]["quotations"] = table["count-quotations"]
    return found


def _wrong(key: str, value: Any) -> str:
    """What a value should be, or an empty string where it is right."""
    if key in ("min-words", "max-words", "min-sources"):
        return "" if type(value) is int and value > 0 else "a number above 0"
    if key == "count-quotations":
        return "" if isinstance(value, bool) else "true or false"
    if key == "sections":
        right = isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value)
        return "" if right else 'a list of headings, such as ["Introduction", "Conclusion"]'
    choices = STYLES if key == "citation-style" else VARIETIES
    if value in choices:
        return ""
    return f"one of {', '.join(choices)}" + near(str(value), choices)

"""What a user decides is put into a config file: a word that is right, a finding that is meant, a rule that is off.

A file is changed as little as can be, and only if reading it again gives exactly what was wanted; comments stay.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from essaylint.config import Allow
from essaylint.configfile import FILES, ConfigError, find_file, read_table, user_file
from essaylint.fixing import write_atomically

_LIST = re.compile(r"^(?P<key>[\w-]+)[ \t]*=[ \t]*\[(?P<items>[^\[\]]*)\]", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def config_to_write(near: Path, *, user: bool = False) -> Path:
    """The config that a decision about the file or folder `near` goes into; it need not exist yet.

    The nearest one, else a new `essaylint.toml` beside it, or in the root of its repository; or the user's own.
    """
    if user:
        return user_file()
    found = find_file(near)
    if found is not None:
        return found
    folder = near.absolute() if near.is_dir() else near.absolute().parent
    root = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)
    return root / FILES[0]


def add_words(path: Path, words: Iterable[str]) -> list[str]:
    """Put words on a config's list of known words; those that were not there. Raises `ConfigError`."""
    return _add(path, "words", words)


def add_ignored(path: Path, rules: Iterable[str]) -> list[str]:
    """Put rules on a config's list of ignored ones; those that were not there. Raises `ConfigError`."""
    return _add(path, "ignore", rules)


def _add(path: Path, key: str, items: Iterable[str]) -> list[str]:
    before = _table(path)
    old = before.get(key, [])
    new = [item for item in dict.fromkeys(items) if item not in old]
    if new:
        _change(path, lambda text: _with_items(text, key, new, path), {**before, key: [*old, *new]})
    return new


def add_allows(path: Path, allows: Iterable[Allow]) -> list[Allow]:
    """Put `[[allow]]` entries at the end of a config; those that were not there. Raises `ConfigError`."""
    before = _table(path)
    old = before.get("allow", [])
    plain = {allow: {key: value for key, value in _parts(allow) if value} for allow in allows}
    new = [allow for allow, entry in plain.items() if entry not in old]
    if new:
        head = "[[tool.essaylint.allow]]" if path.name == "pyproject.toml" else "[[allow]]"
        entries = "".join(f"\n{head}\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in plain[one].items()) for one in new)
        wanted = {**before, "allow": [*old, *(plain[one] for one in new)]}
        _change(path, lambda text: text.rstrip("\n") + "\n" * bool(text.strip()) + entries, wanted)
    return new


def _parts(allow: Allow) -> list[tuple[str, str]]:
    return [("rule", allow.rule), ("quote", allow.quote), ("reason", allow.reason), ("path", allow.path)]


def _table(path: Path) -> dict[str, Any]:
    return dict(read_table(path) or {}) if path.exists() else {}


def _change(path: Path, change: Callable[[str], str], wanted: Mapping[str, Any]) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    after = change(text)
    if _of_us(after, path) != wanted:
        raise ConfigError(f"{path}: could not be changed without touching what else is in it; change it by hand")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, after.encode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: could not be written ({error.strerror}); change its permissions") from None


def _of_us(text: str, path: Path) -> Any:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return table.get("tool", {}).get("essaylint") if path.name == "pyproject.toml" else table


def _with_items(text: str, key: str, items: list[str], path: Path) -> str:
    start, end = _section(text, path)
    match = next((one for one in _LIST.finditer(text, start, end) if one["key"] == key), None)
    if match is None:
        line = f"{key} = [{', '.join(map(_toml, items))}]\n"
        if path.name == "pyproject.toml" and not start:
            return f"{text.rstrip()}\n\n[tool.essaylint]\n{line}"
        kept = text[start:end].rstrip()
        return f"{text[:start]}{kept}{chr(10) if kept else ''}{line}{text[start + len(kept) :].removeprefix(chr(10))}"
    inner = match["items"].rstrip()
    broken = "\n" in match["items"]
    added = (",\n  " if broken else ", ").join(map(_toml, items))
    if inner and not inner.endswith(","):
        inner += ","
    gap = "" if not inner and not broken else ("\n  " if broken else " ")
    after = f"{inner}{gap}{added}" + (",\n" if broken else "")
    return text[: match.start("items")] + after + text[match.end("items") :]


def _section(text: str, path: Path) -> tuple[int, int]:
    """Where our own keys stand: the top of the file, or below `[tool.essaylint]`; (0, …) there if it is missing."""
    start = 0
    if path.name == "pyproject.toml":
        head = re.search(r"^\[tool\.essaylint\][^\n]*\n", text, re.MULTILINE)
        if head is None:
            return 0, 0
        start = head.end()
    following = _TABLE.search(text, start)
    # A line that continues a list may begin with a bracket too; the check on the whole file finds that out.
    return start, following.start() if following else len(text)


def _toml(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")

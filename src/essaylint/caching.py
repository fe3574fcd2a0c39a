"""Records on disk, so that an essay that did not change need not be read again.

An entry's name is a digest of all that its record depends on: the essay's bytes and place, the settings, the config files
near it, the rules and the code, and what is installed. What else it depends on (a config that is extended, a folder of
cards) is written in it and looked at before it is used. Entries are JSON and are checked when they are read: a broken or
hostile one is as good as none. This module loads nothing heavy: an essay in the cache is told before any rule is loaded.
"""

from __future__ import annotations

import os
import sys

from essaylint.places import cache_folder, config_folder
from essaylint.version import VERSION

try:
    from _sha256 import sha256  # type: ignore[import-not-found]  # a fifth of what hashlib costs to load
except ImportError:
    from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from essaylint.reports.records import FileRecord

FORMAT = 1
MOST = 4000
_CONFIGS = ("essaylint.toml", ".essaylint.toml", "pyproject.toml")
_HERE = os.path.dirname(os.path.abspath(__file__))


def key(data: bytes, path: str, settings: str) -> str:
    """The name of the entry for a file's bytes at a place, linted with these settings."""
    import json

    whole = os.path.abspath(path)
    parts = [FORMAT, VERSION, sys.version, path == whole, whole, settings, _code(), _installed(), list(_near(whole))]
    digest = sha256(json.dumps(parts).encode("utf-8", "surrogateescape"))
    digest.update(b"\0" + data)
    return str(digest.hexdigest())


def stamp(path: str) -> list[object] | None:
    """What tells that a file or folder changed; None where there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return [path, stat.st_mtime_ns, stat.st_size]


def _near(path: str) -> Iterator[object]:
    """The stamps of all files that could be the config of `path`, and of the user's own."""
    yield stamp(os.path.join(config_folder(), "essaylint.toml"))
    place = os.path.dirname(path)
    while True:
        for name in _CONFIGS:
            found = stamp(os.path.join(place, name))
            if found:
                yield found
        parent = os.path.dirname(place)
        if parent == place:
            return
        place = parent


_CODE: list[object] = []


def _code() -> object:
    """What changes when the rules or the code do: in a checkout every file, in an installation the version's file."""
    if not _CODE:
        rules = os.path.join(_HERE, "rules")
        if os.path.isdir(rules):
            _CODE.append(stamp(os.path.join(_HERE, "version.py")))
        else:
            roots = (_HERE, os.path.join(os.path.dirname(os.path.dirname(_HERE)), "rules"))
            _CODE.append([sorted(_stamps(root)) for root in roots])
    return _CODE[0]


def _stamps(root: str) -> Iterator[tuple[str, int]]:
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            elif not entry.name.endswith((".bin", ".pyc")):
                yield entry.path, entry.stat().st_mtime_ns


def _installed() -> list[object]:
    """What changes when a package is installed or removed: a plug-in, the parser."""
    return [stamp(path) for path in sys.path if path]


def load(name: str) -> tuple[FileRecord, str, str, str] | None:
    """An entry's record, the parser's model and the baseline that belong to it, if it is there, whole and still true.

    The last is the text that was taken out of a file that is no text; for others it is empty.
    """
    import json  # only where the cache is used

    try:
        with open(_path(name), "rb") as file:
            entry = json.load(file)
        model, baseline = entry["beside"]
        text = entry.get("text", "")
        if not _is_true(entry["depends"]) or not isinstance(model + baseline + text, str) or not is_record(entry["record"]):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return entry["record"], model, baseline, text


def _is_true(depends: list[list[object]]) -> bool:
    return all(stamp(str(one[0])) == one for one in depends)


def save(name: str, record: FileRecord, model_and_baseline: tuple[str, str], depends: Iterable[str], text: str = "") -> None:
    """Write an entry, whole or not at all; a folder that cannot be written to is left alone. `text`: see `load`."""
    import json

    stamps = [found for path in depends if (found := stamp(path))]
    path = _path(name)
    try:
        for place in (cache_folder(), os.path.dirname(path)):
            os.makedirs(place, mode=0o700, exist_ok=True)
        beside = f"{path}.{os.getpid()}"
        with open(beside, "w", encoding="utf-8", errors="surrogatepass", opener=_private) as file:
            json.dump({"record": record, "beside": model_and_baseline, "depends": stamps, "text": text}, file)
        os.replace(beside, path)
    except OSError:
        return
    if int(name[2:4], 16) == 0:
        prune(os.path.dirname(os.path.dirname(path)))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _path(name: str) -> str:
    return os.path.join(cache_folder(), name[:2], f"{name[2:]}.json")


def prune(root: str, most: int = MOST) -> None:
    """Take the oldest entries out when there are more than `most`."""
    found = []
    for shelf in os.scandir(root):
        if shelf.is_dir() and len(shelf.name) == 2:
            found += [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(shelf.path)]
    for _, path in sorted(found)[: max(len(found) - most, 0)]:
        try:
            os.unlink(path)
        except OSError:
            continue


def is_record(value: Any) -> bool:
    """Whether a value that was read is a record of a file that could be read, with every field of its kind."""
    return (
        isinstance(value, dict)
        and set(value) == {"path", "words", "language", "per_1000_words", "diagnostics", "skipped"}
        and isinstance(value["path"], str)
        and isinstance(value["words"], int)
        and isinstance(value["language"], str)
        and isinstance(value["per_1000_words"], float)
        and all(_is_texts(one, ("rule", "why")) and len(one) == 2 for one in value["skipped"])
        and all(_is_diagnostic(one) for one in value["diagnostics"])
    )


def _is_diagnostic(value: Any) -> bool:
    return (
        _is_texts(value, ("rule", "category", "message", "text", "url", "severity"))
        and len(value) == 10 + ("where" in value)
        and isinstance(value.get("where", ""), str)
        and value["severity"] in ("error", "warning", "hint")
        and _is_place(value)
        and all(_is_place(one) and _is_texts(one, ("message",)) for one in value["related"])
        and all(fix["safety"] in ("safe", "suggested") and all(map(_is_edit, fix["edits"])) for fix in value["fixes"])
    )


def _is_edit(value: Any) -> bool:
    return _is_place(value) and _is_texts(value, ("new",))


def _is_texts(value: Any, keys: Iterable[str]) -> bool:
    return isinstance(value, dict) and all(isinstance(value[key], str) for key in keys)


def _is_place(value: Any) -> bool:
    """Whether it has a start and an end of whole numbers, the end not before the start."""
    start, end = value["start"], value["end"]
    numbers = [place[name] for place in (start, end) for name in ("offset", "line", "column")]
    return all(type(one) is int and one >= 0 for one in numbers) and start["offset"] <= end["offset"]

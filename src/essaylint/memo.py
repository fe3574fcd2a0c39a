"""What functions of the word lists gave, kept from run to run as compiled patterns are (see `regexes`).

Reading a gazetteer or writing out phrases takes as long as linting a page, and gives the same every time. A function that is
`kept` is asked once; then its result is read from a file next to the cache. It must be a function of its arguments and of
files and code of this package alone, and give plain values: strings, numbers, tuples, lists, dictionaries, bytes. Nothing is
kept until `warm` says where; like a `.pyc`, the file is trusted, so it is read only if it is the user's own and nobody else
may write to it.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import update_wrapper
from itertools import accumulate
from mmap import ACCESS_READ, mmap

from essaylint.regexes import is_own, write_whole
from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])

MOST = 2000
# The folders of a checkout where a change makes everything be asked anew.
_SOURCES = ("", "lexicon", os.path.join("lexicon", "data"), "essay", "checks")
_HERE = os.path.dirname(os.path.abspath(__file__))
# Where in the data the results stand; None before `warm`.
_old: dict[str, tuple[int, int]] | None = None
_data: memoryview | bytes = b""
_new: dict[str, bytes] = {}
_asking: list[str] = []


def kept(function: F) -> F:
    """Keep what `function` gives, in this process and from run to run."""
    name = f"{function.__module__}.{function.__qualname__}"
    known: dict[tuple[Any, ...], Any] = {}

    def asked(*args: Any) -> Any:
        try:
            return known[args]
        except KeyError:
            if len(known) > MOST:
                known.clear()
            found = known[args] = _found(name, function, args)
            return found

    return update_wrapper(asked, function)  # type: ignore[return-value]


def _found(name: str, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    if _old is None:
        return function(*args)
    key = f"{name}{_digest(args) if args else ''}"
    place = _old.get(key)
    if place is not None:
        return marshal.loads(_data[place[0] : place[1]])
    _asking.append(key)
    try:
        found = function(*args)
    finally:
        _asking.pop()
    if not _asking:  # what was asked on the way to another result need not be kept
        _new[key] = marshal.dumps(found)
    return found


def _digest(args: tuple[Any, ...]) -> str:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # a fifth of what hashlib costs to load
    except ImportError:
        from hashlib import sha256
    return str(sha256(repr(args).encode("utf-8", "surrogatepass")).hexdigest())


def _path(folder: str) -> str:
    return os.path.join(folder, f"memo-{VERSION}-{sys.implementation.cache_tag}.bin")


def _stamp() -> list[Any]:
    """What changes when the package does: in a checkout every file's time, in an installation the version file's."""
    if os.path.isdir(os.path.join(_HERE, "rules")):
        return [_HERE, os.stat(os.path.join(_HERE, "version.py")).st_mtime_ns]
    return [_HERE, *sorted(_times())]


def _times() -> Iterator[tuple[str, int]]:
    for folder in _SOURCES:
        with os.scandir(os.path.join(_HERE, folder)) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".txt")):
                    yield folder + entry.name, entry.stat().st_mtime_ns


def warm(folder: str) -> None:
    """Use what is kept in `folder`, and let `keep` keep what is new."""
    global _old, _data
    if _old is not None:
        return
    _old = {}
    try:
        with open(_path(folder), "rb") as file:
            if is_own(file.fileno()) and marshal.load(file) == _stamp():
                places = marshal.load(file)
                start = file.tell()
                _data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[start:]
                _old = places
    except Exception:  # whatever is odd about the file: then all is asked anew
        return


def keep(folder: str) -> None:
    """Write what was asked in this run beside what is kept."""
    if not _new:
        return
    try:
        every = {key: bytes(_data[start:end]) for key, (start, end) in (_old or {}).items()} | _new
        ends = list(accumulate(map(len, every.values())))
        places = {key: (end - len(every[key]), end) for key, end in zip(every, ends, strict=True)}
        if len(every) <= MOST:
            write_whole(_path(folder), marshal.dumps(_stamp()) + marshal.dumps(places) + b"".join(every.values()))
            _new.clear()
    except Exception:  # a start that is no faster is no reason to fail
        return

"""Compiled regular expressions, kept from run to run as Python keeps compiled modules: compiling them is a fifth of a start.

`re` compiles a pattern to a list of numbers and then makes the pattern from it; only the first part is slow. The numbers
are kept in one file for each version of Python, next to the cache, and put where `re.compile` looks first. They depend
on nothing but pattern, flags and Python. `re`'s inner parts are touched here alone: where they are not as they are known
to be, nothing is done and patterns are compiled as ever.
"""

from __future__ import annotations

import json
import os
import re
import sys
from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST = 480
# So many new patterns make it worth writing the file anew.
_FEW = 8
_KNOWN: dict[tuple[str, int], list[Any]] = {}


def _path(folder: str) -> str:
    return os.path.join(folder, f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin")


def warm(folder: str) -> None:
    """Put the patterns that are kept in `folder` where `re.compile` finds them."""
    if _KNOWN or sys.implementation.name != "cpython":
        return
    try:
        import _sre  # type: ignore[import-not-found]

        cache: dict[Any, Any] = re._cache  # type: ignore[attr-defined]
        with open(_path(folder), "rb") as file:
            head = json.loads(file.readline())
            numbers = array("I")
            numbers.frombytes(file.read())
        if head["magic"] != [_sre.MAGIC, _sre.CODESIZE, numbers.itemsize]:
            return
        at = 0
        for pattern, flags, all_flags, size, groups, names, indexes in head["patterns"]:
            code = numbers[at : at + size].tolist()
            at += size
            made = _sre.compile(pattern, all_flags, code, groups, names, tuple(indexes))
            cache.setdefault((str, pattern, flags), made)
            _KNOWN[pattern, flags] = [all_flags, code, groups, names, indexes]
    except Exception:  # whatever is odd about the file or about `re`: then they are compiled as ever
        return


def keep(folder: str) -> None:
    """Write the patterns that were compiled in this run beside those that are kept, if there are more than a few."""
    if sys.implementation.name != "cpython":
        return
    try:
        cache: dict[Any, Any] = re._cache  # type: ignore[attr-defined]
        fresh = [(key[1], key[2]) for key in cache if key[0] is str and type(key[2]) is int and key[1:] not in _KNOWN]
        if len(fresh) < _FEW or len(_KNOWN) >= MOST:
            return
        for pattern, flags in fresh[: MOST - len(_KNOWN)]:
            _KNOWN[pattern, flags] = _coded(pattern, flags)
        _write(_path(folder))
    except Exception:  # a start that is no faster is no reason to fail
        return


def _coded(pattern: str, flags: int) -> list[Any]:
    """What `re` makes a pattern from."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    names = parsed.state.groupdict
    indexes: list[str | None] = [None] * parsed.state.groups
    for name, at in names.items():
        indexes[at] = name
    return [flags | parsed.state.flags, code, parsed.state.groups - 1, dict(names), indexes]


def _write(path: str) -> None:
    import _sre

    numbers = array("I")
    patterns = []
    for (pattern, flags), (all_flags, code, groups, names, indexes) in _KNOWN.items():
        patterns.append([pattern, flags, all_flags, len(code), groups, names, indexes])
        numbers.extend(code)
    head = {"magic": [_sre.MAGIC, _sre.CODESIZE, numbers.itemsize], "patterns": patterns}
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    beside = f"{path}.{os.getpid()}"
    with open(beside, "wb") as file:
        file.write(json.dumps(head).encode() + b"\n" + numbers.tobytes())
    os.replace(beside, path)

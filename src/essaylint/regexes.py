"""Compiled regular expressions, kept from run to run as Python keeps compiled modules: compiling them is a fifth of a start.

`re` compiles a pattern to a list of numbers and then makes the pattern from it; only the first part is slow. The numbers
are kept in one file for each version of Python, next to the cache, and `re` finds them where it looks before it compiles.
They depend on nothing but pattern, flags and Python. `re`'s inner parts are touched here alone: where they are not as
they are known to be, nothing is done and patterns are compiled as ever. Like a `.pyc`, the file is trusted, so it is
read only if it is the user's own and nobody else may write to it.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # Where the numbers of a pattern begin, how many they are, all its flags, its groups, their names and numbers.
    Entry = tuple[int, int, int, int, dict[str, int], tuple[str | None, ...]]

MOST = 3000
# So many new patterns make it worth writing the file anew.
_FEW = 8


class _Kept(dict):  # type: ignore[type-arg]
    """`re`'s own cache, which makes a pattern that is asked for from the numbers that were kept."""

    index: dict[tuple[str, int], Entry]
    numbers: bytes

    def __missing__(self, key: tuple[type, str, int]) -> Any:
        at, size, flags, groups, names, indexes = self.index[key[1:]]  # a KeyError here is what `re` expects
        import _sre  # type: ignore[import-not-found]

        code = array("I", self.numbers[at : at + size]).tolist()
        self[key] = made = _sre.compile(key[1], flags, code, groups, names, indexes)
        return made

    def pop(self, key: tuple[type, str, int], default: Any = None) -> Any:
        """What Python 3.12 and later ask with."""
        try:
            found = self[key]
        except KeyError:
            return default
        del self[key]
        return found


def _path(folder: str) -> str:
    return os.path.join(folder, f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin")


def _magic() -> list[int]:
    import _sre

    return [2, _sre.MAGIC, _sre.CODESIZE, array("I").itemsize]


def warm(folder: str) -> None:
    """Let `re.compile` find the patterns that are kept in `folder`."""
    if sys.implementation.name != "cpython" or isinstance(re._cache, _Kept):  # type: ignore[attr-defined]
        return
    kept = _Kept(re._cache)  # type: ignore[attr-defined]
    kept.index, kept.numbers = {}, b""
    re._cache = kept  # type: ignore[attr-defined]
    try:
        with open(_path(folder), "rb") as file:
            if is_own(file.fileno()):
                magic, index, numbers = marshal.load(file)
                if magic == _magic():
                    kept.index, kept.numbers = index, numbers
    except Exception:  # whatever is odd about the file or about `re`: then they are compiled as ever
        return


def is_own(number: int) -> bool:
    stat = os.fstat(number)
    return not hasattr(os, "geteuid") or (stat.st_uid == os.geteuid() and not stat.st_mode & 0o022)


def keep(folder: str) -> None:
    """Write the patterns that were compiled in this run beside those that are kept, if there are more than a few."""
    try:
        cache: dict[Any, Any] = re._cache  # type: ignore[attr-defined]
        if not isinstance(cache, _Kept) and os.path.exists(_path(folder)):
            return  # what is kept there was not read in this run, and would be lost
        index: dict[tuple[str, int], Entry] = dict(getattr(cache, "index", {}))
        fresh = [key[1:] for key in cache if key[0] is str and type(key[2]) is int and key[1:] not in index]
        if sys.implementation.name != "cpython" or len(fresh) < _FEW or len(index) >= MOST:
            return
        numbers = array("I", getattr(cache, "numbers", b""))
        for pattern, flags in fresh:
            code, all_flags, groups, names, indexes = _coded(pattern, flags)
            at, size = len(numbers) * numbers.itemsize, len(code) * numbers.itemsize
            index[pattern, flags] = (at, size, all_flags, groups, names, indexes)
            numbers.extend(code)
        write_whole(_path(folder), marshal.dumps([_magic(), index, numbers.tobytes()]))
    except Exception:  # a start that is no faster is no reason to fail
        return


def _coded(pattern: str, flags: int) -> tuple[list[int], int, int, dict[str, int], tuple[str | None, ...]]:
    """What `re` makes a pattern from."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    names: dict[str, int] = parsed.state.groupdict
    indexes: list[str | None] = [None] * parsed.state.groups
    for name, at in names.items():
        indexes[at] = name
    return _compiler._code(parsed, flags), flags | parsed.state.flags, parsed.state.groups - 1, dict(names), tuple(indexes)


def write_whole(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    beside = f"{path}.{os.getpid()}"
    with open(beside, "wb", opener=lambda name, how: os.open(name, how, 0o600)) as file:
        file.write(data)
    os.replace(beside, path)

"""Patterns that were kept are those that `re` would have made."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from essaylint import regexes

PATTERNS = [
    (r"a", 0), (r"(?P<x>a+)|(b)(?:c)", re.I.value), (r"(?<!\w)[^\W\d_]{2,9}?(?=\s|$)", re.M.value), (r"[é-ü“”😀]+\b(?i:x)", 0),
    (r"(?x) a # b", 0), (r"(?:(a)|b)\1?", re.S.value), (r"a{3,5}+(?>b|c)", 0), (r"d1", 0), (r"d2", 0), (r"d3", 0),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "_cache", {})


def test_kept_patterns_equal_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    regexes.keep(str(tmp_path))
    monkeypatch.setattr(re, "_cache", {})
    regexes.warm(str(tmp_path))
    assert len(re._cache.index) >= len(PATTERNS)  # type: ignore[attr-defined]
    for (pattern, flags), one in zip(PATTERNS, made, strict=True):
        again = re.compile(pattern, flags)
        assert again == one
        assert (again.flags, again.groups, again.groupindex) == (one.flags, one.groups, one.groupindex)
        assert [match.groups() for match in again.finditer("aab abc Aaa é😀x “")] == [
            match.groups() for match in one.finditer("aab abc Aaa é😀x “")
        ]


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff" * 100])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    Path(regexes._path(str(tmp_path))).write_bytes(damage)
    regexes.warm(str(tmp_path))
    assert re.compile("(a)").match("a")
    for pattern, flags in PATTERNS:
        re.compile(pattern, flags)
    regexes.keep(str(tmp_path))


def test_a_file_that_others_may_write_is_not_read(tmp_path: Path) -> None:
    for pattern, flags in PATTERNS:
        re.compile(pattern, flags)
    regexes.keep(str(tmp_path))
    Path(regexes._path(str(tmp_path))).chmod(0o666)
    re._cache = {}  # type: ignore[attr-defined]
    regexes.warm(str(tmp_path))
    assert not re._cache.index  # type: ignore[attr-defined]


def test_a_process_keeps_and_uses_them(tmp_path: Path) -> None:
    code = (
        f"import re, sys; from essaylint import regexes; regexes.warm({str(tmp_path)!r})\n"
        "made = [re.compile('x%d(a|b)' % n) for n in range(20)]\n"
        f"regexes.keep({str(tmp_path)!r}); print(len(re._cache.index))"
    )
    told = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told[0] == "0\n"
    assert int(told[1]) >= 20


def test_a_run_that_did_not_read_the_file_leaves_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An essay that comes from the cache compiles a few patterns and must not put them in place of a thousand."""
    path = Path(regexes._path(str(tmp_path)))
    path.write_bytes(b"kept")
    monkeypatch.setattr(re, "_cache", {(str, f"few{number}", 0): None for number in range(20)})
    regexes.keep(str(tmp_path))
    assert path.read_bytes() == b"kept"

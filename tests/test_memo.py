"""What is kept from run to run is what would be worked out anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from essaylint import memo


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_old", None)
    monkeypatch.setattr(memo, "_new", {})


def test_kept_from_run_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads what the first worked out; arguments count."""
    asked: list[str] = []

    def double(word: str) -> tuple[str, ...]:
        asked.append(word)
        return (word, word)

    memo.warm(str(tmp_path))
    assert memo.kept(double)("a") == ("a", "a")
    assert memo.kept(double)("b") == ("b", "b")
    memo.keep(str(tmp_path))
    monkeypatch.setattr(memo, "_old", None)
    memo.warm(str(tmp_path))
    assert memo.kept(double)("a") == ("a", "a")
    assert asked == ["a", "b"]


@pytest.mark.parametrize("damage", [b"", b"\0\0", b"[1, 2]", b"\xe9" * 40])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the file, functions are asked."""
    Path(memo._path(str(tmp_path))).write_bytes(damage)
    memo.warm(str(tmp_path))
    assert memo.kept(lambda: (1,))() == (1,)


def test_a_file_of_others_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that others may write to is not trusted."""
    memo.warm(str(tmp_path))
    kept = memo.kept(_one)
    kept()
    memo.keep(str(tmp_path))
    Path(memo._path(str(tmp_path))).chmod(0o666)
    monkeypatch.setattr(memo, "_old", None)
    memo.warm(str(tmp_path))
    assert memo._old == {}


def _one() -> tuple[int, ...]:
    return (1,)

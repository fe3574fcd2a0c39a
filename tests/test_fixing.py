"""Fixes: what is applied, that it ends, and that a file is never broken on the way."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint.cli import main
from essaylint.config import Config
from essaylint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from essaylint.engine import Linter
from essaylint.fixing import apply, chosen, encoded, fix_text, write_atomically
from essaylint.source import SourceError, decode
from essaylint.span import Span
from test_cli import folder

__all__ = ["folder"]
LINTER = Linter(Config())
WORDS = "The the army recieved  utilise of of this this According to observers, in order to it is is clear that . , \n\n “ ” ( ) 😀 more better a an hour apple".split(" ")


def found(*edits: tuple[int, int, str], safety: Safety = Safety.SAFE) -> Diagnostic:
    fix = Fix(safety, tuple(Edit(Span(start, end), new) for start, end, new in edits))
    return Diagnostic("a", "style", Severity.HINT, "", Span(edits[0][0], edits[0][1]), fixes=(fix,))


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    fixes = chosen([found((0, 2, "x")), found((2, 4, "y")), found((6, 7, "z"), (1, 2, "q")), found((8, 9, ""))])
    assert apply("0123456789", fixes) == "x2345679"


def test_only_safe_fixes_unless_asked_for() -> None:
    both = [found((0, 1, "x"), safety=Safety.SUGGESTED), found((4, 5, "y"))]
    assert apply("01234", chosen(both)) == "0123y"
    assert apply("01234", chosen(both, suggested=True)) == "x123y"


MARKED = [*WORDS, "*", "**", "`a an`", "[the the](x)", "\n\n# ", "\n\n> ", "\n- ", "{{ the the }}", "<!-- a -->", "&amp;", "could of", "Kim Jonh-il", "between 5 to 6", "1990's"]


@pytest.mark.parametrize(("format", "words", "suggested"), [
    ("plain", WORDS, False), ("plain", WORDS[::-1], True), ("markdown", MARKED, False), ("markdown", MARKED[::-1], True),
])  # fmt: skip
def test_fixing_ends_and_is_idempotent(format: str, words: list[str], suggested: bool) -> None:
    """Four times 500 texts."""

    @settings(deadline=None, max_examples=500)
    @given(st.lists(st.sampled_from(words), max_size=40).map(" ".join))
    def mended(text: str) -> None:
        once = fix_text(text, LINTER, format=format, quick=True, suggested=suggested)
        assert fix_text(once, LINTER, format=format, quick=True, suggested=suggested) == once

    mended()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_line_ends_and_mode_are_kept(folder: Path, encoding: str) -> None:
    text = "They utilise it – the “café”.\r\nThey utilise it.\r\rAnd so on.\n"
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    path = folder / "essay.txt"
    path.write_bytes(bom + text.encode(encoding))
    path.chmod(0o640)
    link = folder / "link.txt"
    link.symlink_to(path)
    main(["link.txt", "--fix"])
    assert path.read_bytes() == bom + text.replace("utilise", "use").encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(one.name for one in folder.iterdir() if "essaylint" in one.suffix) == []


def test_bytes_that_would_not_come_back_are_not_touched() -> None:
    data = b"caf\xe9 \x81 more\n"
    source = decode(data, "a.txt")
    with pytest.raises(SourceError, match="save it as UTF-8"):
        encoded("other", data, source)
    cp1252 = decode(b"caf\xe9", "a.txt")
    with pytest.raises(SourceError, match="has no “→”"):
        encoded("→", b"caf\xe9", cp1252)


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/null` by root must leave the device a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_atomically(pipe, b"new")
    reader.join(10)
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_disk_that_is_full(folder: Path) -> None:
    """The system itself refuses the write in the middle of a file (a limit of file size stands for the full disk)."""
    old = "They utilise it. " * 4000 + "\n"
    (folder / "big.txt").write_text(old)
    (folder / "small.txt").write_text("They utilise it.\n")
    before = sorted(path.name for path in folder.iterdir())
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192));"
        "from essaylint.cli import main; sys.exit(main(['check', '--fix', '--quick', '--no-cache', '-q', 'big.txt', 'small.txt']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "essaylint: big.txt: could not be written (File too large); it is as it was\n" in done.stderr
    assert (folder / "big.txt").read_text() == old
    assert (folder / "small.txt").read_text() == "They use it.\n"
    assert sorted(path.name for path in folder.iterdir() if path.name != "cache") == before


def test_killed_at_any_moment_every_file_is_whole(folder: Path) -> None:
    """`--fix` of 200 files is killed (SIGKILL) at random moments; every file is then as it was, or mended."""
    old = "They utilise it. " * 400 + "\n"
    new = old.replace("utilise", "use")
    paths = [folder / "essays" / f"{number}.txt" for number in range(200)]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_text(old)
    chance = random.Random(5)
    mended = 0
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "essaylint", "check", "--fix", "--quick", "essays"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        # Killed when some more files are done, a random moment after.
        goal, until = mended + chance.randint(1, 25), time.monotonic() + 20
        while process.poll() is None and time.monotonic() < until:
            mended = sum(path.stat().st_size == len(new) for path in paths)
            if mended >= goal:
                break
            time.sleep(0.002)
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        texts = [path.read_text() for path in paths]
        assert set(texts) <= {old, new}
        mended = texts.count(new)
    assert mended
    left = [path.name for path in paths[0].parent.iterdir() if not path.name.endswith(".txt")]
    assert all(name.startswith(".") for name in left)  # what a kill leaves is hidden, and no essay


@pytest.mark.parametrize("path", sorted((Path(__file__).parent.parent / "fixtures").glob("*/*.[mt][dx]*")), ids=lambda path: path.name)
def test_every_fixture_is_fixed_once(path: Path) -> None:
    format = "markdown" if path.suffix == ".md" else "plain"
    once = fix_text(path.read_text(encoding="utf-8"), LINTER, format=format, quick=True, suggested=True)
    assert fix_text(once, LINTER, format=format, quick=True, suggested=True) == once

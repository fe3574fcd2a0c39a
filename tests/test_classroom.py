"""A class's essays: `essaylint report FOLDER -o MARKED`."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from essaylint.classroom.ledger import NAME, Ledger
from essaylint.cli import main

FORMATS = Path(__file__).parent.parent / "fixtures" / "formats"
FAULTY = "# {title}\n\nAccording to observers, the policy has has weakened the army of the country. At the end of the day it failed.\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a Word file, an OpenDocument text, two texts in a folder, and four files that cannot be read."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "course"
    (folder / "late").mkdir(parents=True)
    for name in ("canal.docx", "canal.odt"):
        (folder / name).write_bytes((FORMATS / name).read_bytes())
    (folder / "anna.md").write_text(FAULTY.format(title="Armies"))
    (folder / "late" / "=bob.txt").write_text(FAULTY.format(title="Bob").replace("# ", ""))
    (folder / "broken.docx").write_bytes((FORMATS / "canal.docx").read_bytes()[:2000])
    (folder / "random.odt").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.txt").write_text("")
    (folder / "drawing.pages").write_text("x")
    (folder / "french.txt").write_text("Le chat est sur la table et il regarde par la fenêtre. La maison est grande et belle.\n")
    return folder


def report(*arguments: str) -> int:
    return main(["report", *arguments, "--quick", "--isolated", "--jobs", "1"])


def table(out: Path) -> dict[str, dict[str, str]]:
    with (out / "class.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["essay"]: row for row in csv.DictReader(file)}


def test_every_file_is_marked_in_its_own_kind_or_told_of(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert report("course", "-o", "marked") == 2
    out = course.parent / "marked"
    told = capsys.readouterr()
    assert "Marked 5 essays" in told.out
    for name in ("broken.docx", "random.odt", "empty.txt", "drawing.pages"):
        assert f"essaylint: {name}: " in told.err
    assert {path: path.read_bytes() for path in before} == before
    assert b"comments.xml" in (out / "canal.docx").read_bytes()
    assert (out / "canal.odt").exists()
    assert "{~~has has~>has~~}" in (out / "anna.md").read_text()
    assert "vague-sourcing" in (out / "late" / "=bob.txt.html").read_text()
    page = (out / "index.html").read_text()
    assert "late/%3Dbob.txt.html" in page
    assert "not English" in page
    assert "is empty" in page
    assert "What most of them get wrong" in page
    assert "<script" not in page
    rows = table(out)
    assert rows["anna.md"]["sourcing_per_1000"] > "0"
    assert rows["french.txt"]["flags"] == "not English"
    assert "no reader" in rows["drawing.pages"]["not_read"]
    assert len(rows) == 9


def test_a_spreadsheet_takes_no_cell_for_a_formula(course: Path) -> None:
    report("course/late", "-o", "marked")
    assert list(table(course.parent / "marked")) == ["'=bob.txt"]


def test_a_second_run_does_only_what_is_new(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report("course", "-o", "marked")
    out = course.parent / "marked"
    old = (out / "anna.md").stat().st_mtime_ns
    first = table(out)
    capsys.readouterr()
    assert report("course", "-o", "marked") == 2
    assert "Marked 5 essays (5 as before)" in capsys.readouterr().out
    assert table(out) == first
    (course / "late" / "=bob.txt").write_text("A short new text about the army and its long history.\n")
    (out / "canal.odt").unlink()
    report("course", "-o", "marked")
    assert "(3 as before)" in capsys.readouterr().out
    assert (out / "anna.md").stat().st_mtime_ns == old
    assert (out / "canal.odt").exists()
    assert table(out)["late/=bob.txt"]["words"] != first["late/=bob.txt"]["words"]


def test_a_teachers_own_words_in_a_marked_file_are_kept(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report("course", "-o", "marked")
    marked = course.parent / "marked" / "anna.md"
    marked.write_text(marked.read_text() + "\nWell done, Anna!\n")
    (course / "anna.md").write_text(FAULTY.format(title="Armies again"))
    report("course", "-o", "marked")
    assert "Well done, Anna!" in marked.read_text()
    assert "Armies again" in (marked.parent / "anna (2).md").read_text()
    assert "anna.md was changed since it was written and stays" in capsys.readouterr().err


def test_at_most_so_many_comments_and_one_for_the_rest(course: Path) -> None:
    report("course", "-o", "marked", "--limit", "1")
    text = (course.parent / "marked" / "anna.md").read_text()
    assert text.startswith("{>>")
    assert "no comment here" in text
    assert text.count("{>>") + text.count("{~~") + text.count("{==") <= 4


def test_the_teachers_own_wording(course: Path) -> None:
    (course / "essaylint.toml").write_text('[rules.vague-sourcing]\nmessage = "Who? See the handout."\n')
    assert main(["report", "course", "-o", "marked", "--quick", "--jobs", "1"]) == 2
    assert "Who? See the handout." in (course.parent / "marked" / "anna.md").read_text()


@pytest.mark.parametrize("make", [lambda out: out.write_text("x"), lambda out: (out.mkdir(), (out / "thesis.md").write_text("x"))])
def test_nothing_of_anybody_is_written_over(course: Path, make: object, capsys: pytest.CaptureFixture[str]) -> None:
    out = course.parent / "marked"
    make(out)  # type: ignore[operator]
    assert report("course", "-o", "marked/") == 2
    assert "name " in capsys.readouterr().err
    assert not (out / "index.html").exists()


def test_the_output_may_lie_in_the_folder(course: Path) -> None:
    report("course", "-o", "course/marked")
    report("course", "-o", "course/marked")
    assert not any(name.startswith("marked/") for name in table(course / "marked"))


def test_a_ledger_that_was_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add({"path": "a.md", "words": 3}, "k", {})
    ledger.add({"path": "b.md", "words": 4}, "k", {})
    path = tmp_path / NAME
    path.write_text(path.read_text()[:-20] + '\n{"version": 1}\nnull\n[1]\n')
    again = Ledger(tmp_path)
    assert again.done("a.md", "k", tmp_path) == {"path": "a.md", "words": 3}
    assert again.done("b.md", "k", tmp_path) is None
    again.close(["a.md"])
    assert [json.loads(line)["row"]["path"] for line in path.read_text().splitlines()] == ["a.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_stopped_by_hand_and_taken_up_again(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(FAULTY.format(title=f"Essay {number}") * 6)
    command = [sys.executable, "-m", "essaylint", "report", "course", "-o", "marked", "--quick", "--isolated", "--jobs", "2"]
    def listen() -> None:  # whoever runs the tests in the background has Ctrl-C ignored, which is inherited
        signal.signal(signal.SIGINT, signal.default_int_handler)

    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=listen)
    ledger = tmp_path / "marked" / NAME
    limit = time.monotonic() + 60
    while time.monotonic() < limit and not (ledger.exists() and ledger.read_text().count("\n") > 3):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "run it again to go on" in said
    assert "Traceback" not in said
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Marked 24 essays (" in done.stdout
    assert len(list((tmp_path / "marked").glob("*.html"))) == 25


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked, so that they see what the test put in")
def test_a_file_that_ends_its_process_is_told_of(course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from essaylint.commands import classroom

    mark = classroom.marked_file

    def deadly(path: Path, name: str, *rest: object, **more: object) -> object:
        if name == "anna.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return mark(path, name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(classroom, "marked_file", deadly)
    assert main(["report", "course", "-o", "marked", "--quick", "--isolated", "--jobs", "2"]) == 2
    assert "anna.md: the process that read it ended" in capsys.readouterr().err
    assert {name for name, row in table(course.parent / "marked").items() if row["words"]} == {"canal.docx", "canal.odt", "late/=bob.txt", "french.txt"}

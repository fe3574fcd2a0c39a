"""Word files and OpenDocument texts on the command line."""

from __future__ import annotations

import builtins
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import essaylint
from essaylint import caching
from essaylint.cli import main
from essaylint.commands import fresh
from office import accepted, commented, odt, p, part, r, word

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
BODY = p("Low Water", style="Titel") + p("The Year", style="berschrift1") + p("According to observers, the the river was low.") + p(r("It rained.", "<w:i/>"))
CONCISE = ("--isolated", "--quick", "--output-format", "concise", "-q")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESSAYLINT_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "essays"
    place.mkdir()
    monkeypatch.chdir(place)
    (place / "essay.docx").write_bytes(word(BODY))
    (place / "essay.odt").write_bytes(odt("<text:p>According to observers, the the river was low.</text:p>"))
    (place / "~$essay.docx").write_bytes(b"\x05Ann")
    return place


def test_check_names_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([".", *CONCISE]) == 1
    out = capsys.readouterr().out
    lines = [line for line in out.splitlines() if "vague-sourcing" in line]
    assert lines[0].startswith("essay.docx:5:1: warning vague-sourcing: Who?")
    assert lines[0].endswith(" (“The Year”, paragraph 1)")
    assert lines[1].startswith("essay.odt:1:1: warning vague-sourcing: Who?")
    assert lines[1].endswith(" (paragraph 1)")
    assert "~$" not in out
    assert main(["essay.docx", "--isolated", "--quick"]) == 1
    out = capsys.readouterr().out
    assert " --> essay.docx:5:25 (“The Year”, paragraph 1)\n5 | According to observers, the the river was low.\n  |                         ^^^^^^^\n" in out
    assert main(["essay.docx", "--isolated", "--quick", "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["files"][0]["diagnostics"]
    assert found[0]["where"] == "“The Year”, paragraph 1"
    assert found[0]["text"] == "According to observers"
    text = essaylint.read(folder / "essay.docx").source.text
    assert text[found[0]["start"]["offset"] : found[0]["end"]["offset"]] == "According to observers"


def test_every_report_can_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format in ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "critic"):
        assert main(["essay.docx", "essay.odt", "--isolated", "--quick", "--output-format", format]) == 1
        assert capsys.readouterr().out
    assert main(["report", "essay.docx", "--isolated", "--quick", "-o", "page.html"]) == 0
    assert "According to observers" in (folder / "page.html").read_text(encoding="utf-8")
    for command in ("metrics", "claims", "citations"):
        assert main([command, "essay.docx"]) == 0
    assert main(["essay.docx", "--isolated", "--quick", "--since", "essay.odt"]) == 0


def test_the_cache_keeps_the_text(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["essay.docx", "--isolated", "--quick"])
    first = capsys.readouterr().out

    def fail(*_: Any) -> None:
        raise AssertionError("it is in the cache")

    monkeypatch.setattr(fresh, "lint", fail)
    main(["essay.docx", "--isolated", "--quick"])
    assert capsys.readouterr().out == first
    assert list(Path(caching.cache_folder()).glob("*/*.json"))


def test_report_sets_comments(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "essay.docx").read_bytes()
    assert main(["report", "--docx", "essay.docx", "--isolated", "--quick", "-o", "marked.docx"]) == 0
    assert capsys.readouterr().out == "Wrote marked.docx: 2 comments.\n"
    assert [words for _, _, _, words in commented((folder / "marked.docx").read_bytes())] == ["According to observers", "the the"]
    assert (folder / "essay.docx").read_bytes() == before
    assert main(["report", "--docx", "marked.docx", "--isolated", "--quick", "-o", "marked.docx", "--limit", "1"]) == 0
    assert capsys.readouterr().out == "Wrote marked.docx: 2 comments, 1 findings without one.\n"
    assert main(["report", "--odt", "essay.odt", "--isolated", "--quick", "-o", "marked.odt"]) == 0
    assert b'office:name="essaylint2"' in part((folder / "marked.odt").read_bytes(), "content.xml")
    capsys.readouterr()
    for wrong, said in (
        (["--docx", "essay.docx"], "wants one file, and where its copy goes"),
        (["--docx", "essay.odt", "-o", "x.docx"], "essay.odt: --docx reads and writes files named .docx"),
        (["--docx", "essay.docx", "-o", "x.odt"], "x.odt: --docx reads and writes"),
        (["--docx", "essay.docx", "-o", "x.docm"], "x.docm: name it .docx"),
        (["--docx", "none.docx", "-o", "x.docx"], "none.docx: there is no such file"),
        (["--docx", "essay.docx", "-o", "essay.docx"], "stays as it is"),
        (["--docx", "essay.docx", "-o", "no/folder/x.docx"], "could not be written"),
        (["--docx", "~$essay.docx", "-o", "x.docx"], "is not a Word document"),
    ):
        assert main(["report", *wrong, "--isolated", "--quick"]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1
    assert not (folder / "x.docx").exists()


def test_fix_tracks_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "essay.docx").read_bytes()
    assert main(["essay.docx", "--diff", *CONCISE]) == 1
    out = capsys.readouterr().out
    assert "-According to observers, the the river was low." in out
    assert "+According to observers, the river was low." in out
    assert (folder / "essay.docx").read_bytes() == before
    assert main(["essay.docx", "--fix", *CONCISE]) == 1
    captured = capsys.readouterr()
    assert captured.err == "Mended essay.docx: 1 repeated-word.\n"
    assert "repeated-word" not in captured.out
    after = (folder / "essay.docx").read_bytes()
    assert accepted(after) == "Low Water\nThe Year\nAccording to observers, the river was low.\nIt rained."
    assert accepted(after, accept=False) == accepted(before)
    assert main(["essay.docx", "--fix", *CONCISE]) == 1
    assert (folder / "essay.docx").read_bytes() == after
    assert main(["essay.odt", "--fix", *CONCISE]) == 2
    assert "essay.odt: is not mended in place; mark it with `essaylint report --odt`, or save it as .docx" in capsys.readouterr().err


def test_allowing_in_the_config(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["essay.docx", "--quick", "--add-allow", "as in the lecture"]) == 0
    capsys.readouterr()
    assert main(["essay.docx", "--quick", "--fail-on", "hint", "--output-format", "concise", "-q"]) == 0


def test_git_and_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["init", "-q"], ["add", "essay.docx"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "one"]):
        subprocess.run(["git", *arguments], check=True)
    (folder / "essay.docx").write_bytes(word(BODY + p("Observers agree that it is so.")))
    main(["essay.docx", "--since", "HEAD", *CONCISE])
    out = capsys.readouterr().out
    assert "essay.docx:9:1: warning vague-sourcing" in out
    assert "essay.docx:5:" not in out
    done = subprocess.run([sys.executable, "-m", "essaylint", "-", "--stdin-filename", "a.docx", *CONCISE], input=word(BODY), capture_output=True, check=False)
    assert b"a.docx:5:1: warning vague-sourcing" in done.stdout


def test_without_lxml(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "lxml":
            raise ImportError(name)
        return found(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["essay.docx", *CONCISE]) == 2
    assert capsys.readouterr().err == 'essaylint: essay.docx: needs lxml to be read; run: pip install "essaylint[formats]"\n'


def test_the_api(folder: Path) -> None:
    shutil.copy(FORMATS / "canal.docx", "canal.docx")
    found = essaylint.lint_file("canal.docx", quick=True, config=essaylint.Config())
    document = essaylint.read(Path("canal.docx"))
    assert {one.span.of(document.source.text) for one in found} >= {"According to observers", "the the", "alot"}
    assert document.format == "docx"

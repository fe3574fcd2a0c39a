"""The command line, as a user meets it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from badinputs import bad_inputs
from essaylint.cli import main
from essaylint.commands.parsing import COMMANDS

ESSAY = "It failed. According to nobody, the policy has weakened the army.\n\nThey utilise it, and they utilise it.\n"
VAGUE = """# vague-claim

A claim leans on a source the reader cannot look up.

```toml
check    = "phrases"
severity = "warning"
message  = "Who? “{match}” names no source."
phrases  = ["according to nobody"]
```

## Why

A reader cannot look it up.

## Flagged

> {==According to nobody==}, the policy has weakened the army.

## Not flagged

> According to Vorontsov (2006), the army distributes food.

## What to do

Name it.
"""
PLAIN = """# plainer-word

A long word stands where a short one would do.

```toml
check    = "swaps"
severity = "hint"
message  = "“{match}” is a long word for “{right}”."
safe     = true
swaps    = {utilise = "use"}
```

## Why

It is shorter.

## Flagged

> They {~~utilise~>use~~} it.

## Not flagged

> They use it.

## What to do

Use it.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two rules of its own and an essay; we are in it."""
    for category, name, page in (("sourcing", "vague-claim", VAGUE), ("style", "plainer-word", PLAIN)):
        (tmp_path / "cards" / category).mkdir(parents=True)
        (tmp_path / "cards" / category / f"{name}.md").write_text(page)
    (tmp_path / "essaylint.toml").write_text('rulebooks = ["cards"]\nselect = ["vague-claim", "plainer-word"]\n')
    (tmp_path / "essay.txt").write_text(ESSAY)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_shows_the_line_and_the_worst_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["essay.txt"]) == 1
    assert capsys.readouterr().out == (
        "warning vague-claim: Who? “According to nobody” names no source.\n"
        " --> essay.txt:1:12\n"
        "1 | It failed. According to nobody, the policy has weakened the army.\n"
        "  |            ^^^^^^^^^^^^^^^^^^^\n"
        "\n"
        "hint plainer-word: “utilise” is a long word for “use”.\n"
        " --> essay.txt:3:6\n"
        "3 | They utilise it, and they utilise it.\n"
        "  |      ^^^^^^^\n"
        "  = write “use” (--fix does it)\n"
        "\n"
        "hint plainer-word: “utilise” is a long word for “use”.\n"
        " --> essay.txt:3:27\n"
        "3 | They utilise it, and they utilise it.\n"
        "  |                           ^^^^^^^\n"
        "  = write “use” (--fix does it)\n"
        "\n"
        "1 warning, 2 hints in 18 words. The worst first: vague-claim (line 1).\n"
        "--fix mends 2 of them.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["essay.txt"], 1),
        (["check", "essay.txt"], 1),
        (["--exit-zero", "essay.txt"], 0),
        (["essay.txt", "--fail-on", "error"], 0),
        (["essay.txt", "--ignore", "vague-claim"], 0),
        (["essay.txt", "--ignore", "vague-claim", "--fail-on", "hint"], 1),
        (["essay.txt", "--select", "style,sourcing"], 1),
        (["essay.txt", "--isolated", "--select", "furniture"], 0),
        (["essay.txt", "nothing.txt"], 2),
        (["nothing.txt", "--exit-zero"], 2),
        (["essay.txt", "--select", "vage-claim"], 2),
        (["essay.txt", "--config", "nothing.toml"], 2),
        (["essay.txt", "--no-such"], 2),
        (["--version"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
        ([], 2),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    assert main(arguments) == code


def test_other_files_are_still_linted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing.txt", "essay.txt", "--output-format", "concise"]) == 2
    out, err = capsys.readouterr()
    assert err == "essaylint: nothing.txt: there is no such file; check the path\n"
    assert "essay.txt:1:12: warning vague-claim" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["essay.txt", "--select", "vage-claim"], "there is no rule or category “vage-claim”; did you mean “vague-claim”"),
        (["essay.txt", "--config", "nothing.toml"], "nothing.toml: could not be read"),
        (["essay.txt", "--ouput-format", "json"], "there is no option --ouput-format; did you mean “--output-format”"),
        (["explain", "vage-claim"], "there is no rule “vage-claim”; did you mean “vague-claim”"),
        (["new", "sourcing"], "is not CATEGORY/NAME"),
        (["new", "sorcing/x"], "there is no category “sorcing”; did you mean “sourcing”"),
        (["test", "nowhere"], "nowhere: there is no such folder of cards"),
    ],
)
def test_errors_say_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert err.count("\n") == 1
    assert out == ""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("essaylint.toml", b"select = [", "essaylint.toml: is not TOML"),
        ("essaylint.toml", b"\xff\xfe", "essaylint.toml: is not UTF-8; save it as UTF-8"),
        ("essaylint.toml", b'genre = "novel"', "is not one of essay"),
        ("essaylint.toml", b'selct = ["a"]', "there is no setting “selct”; did you mean “select”?"),
        ("essaylint.toml", b'rulebooks = ["nowhere"]', "rulebooks: there is no folder"),
        ("cards/sourcing/vague-claim.md", VAGUE.replace('= "phrases"', "= phrases").encode(), "the TOML block is broken"),
        ("cards/sourcing/vague-claim.md", VAGUE.replace("phrases  =", "phrase =").encode(), "no option “phrase”"),
        ("cards/sourcing/vague-claim.md", VAGUE.replace("to nobody", "to (nobody").encode(), "is not closed"),
        ("cards/sourcing/vague-claim.md", VAGUE.replace("## Why", "## Because").encode(), "has no heading “## Why”"),
    ],
)
def test_bad_configs_and_cards(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, sentence: str
) -> None:
    (folder / name).write_bytes(content)
    assert main(["essay.txt"]) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert Path(name).name in err
    assert err.count("\n") == 1
    assert out == ""


def test_every_bad_input_is_read_or_told_in_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = bad_inputs()
    for name, data in inputs.items():
        (folder / name).write_bytes(data)
    (folder / "closed.txt").write_text("no")
    (folder / "closed.txt").chmod(0)
    code = main([*inputs, "essay.txt", "--output-format", "json"])
    out, err = capsys.readouterr()
    files = json.loads(out)["files"]
    assert code == 2
    assert [file["path"] for file in files] == [*inputs, "essay.txt"]
    broken = [file for file in files if "error" in file]
    assert len(broken) == len(err.splitlines()) > 3
    assert all(file["error"] and "\n" not in file["error"] for file in broken)
    assert [one["rule"] for one in files[-1]["diagnostics"]] == ["vague-claim", "plainer-word", "plainer-word"]


def test_a_closed_file_and_an_empty_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert main(["empty"]) == 0
    assert "empty" in capsys.readouterr().err
    if os.geteuid():
        (folder / "closed.txt").touch(0)
        assert main(["closed.txt"]) == 2
        assert "closed.txt: may not be read" in capsys.readouterr().err


def test_json_is_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["essay.txt", "--output-format", "json", "--quick"])
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["essaylint", "model", "files"]
    (file,) = found["files"]
    assert list(file) == ["path", "words", "language", "per_1000_words", "diagnostics", "skipped"]
    first, second, _ = file["diagnostics"]
    assert first == {
        "rule": "vague-claim", "category": "sourcing", "severity": "warning",
        "message": "Who? “According to nobody” names no source.",
        "start": {"offset": 11, "line": 1, "column": 12}, "end": {"offset": 30, "line": 1, "column": 31},
        "text": "According to nobody", "related": [], "fixes": [], "url": "",
    }  # fmt: skip
    edit = {"start": second["start"], "end": second["end"], "new": "use"}
    assert second["fixes"] == [{"safety": "safe", "edits": [edit]}]


def test_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(ESSAY.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["-", "--stdin-filename", "mine.md", "--output-format", "concise", "-q"]) == 1
    assert capsys.readouterr().out.splitlines()[0].startswith("mine.md:1:12: warning vague-claim")


def test_severity_and_most(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["essay.txt", "--severity", "warning", "--output-format", "concise", "-q"])
    assert len(capsys.readouterr().out.splitlines()) == 1
    main(["essay.txt", "--max-findings", "2", "--output-format", "concise", "-q"])
    assert len(capsys.readouterr().out.splitlines()) == 2
    main(["essay.txt", "--statistics", "--output-format", "concise"])
    assert "2  plainer-word\n1  vague-claim\n" in capsys.readouterr().out


def test_colours(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["essay.txt"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["essay.txt"])
    assert "\x1b[33;1mwarning" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["essay.txt"])
    assert "\x1b" not in capsys.readouterr().out
    main(["essay.txt", "--color", "always"])
    assert "\x1b" in capsys.readouterr().out


def test_what_the_essay_says_does_nothing_to_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "essay.txt").write_text("\x1b[2J According to nobody \x1b]0;x\x07 it\u202e \x9b31m failed.\n")
    (folder / "a\x1b[31m.txt").write_text(ESSAY)
    main(["essay.txt", "a\x1b[31m.txt", "no\x1bthing"])
    out, err = capsys.readouterr()
    assert not set("\x1b\x07\x9b\u202e") & set(out + err)


def test_fix_and_diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    essay = folder / "essay.txt"
    assert main(["essay.txt", "--diff"]) == 1
    out = capsys.readouterr().out
    assert "-They utilise it, and they utilise it.\n+They use it, and they use it.\n" in out
    assert essay.read_text() == ESSAY
    assert main(["essay.txt", "--fix", "--output-format", "concise"]) == 1
    out, err = capsys.readouterr()
    assert err == "Mended essay.txt: 2 plainer-word.\n"
    assert essay.read_text() == ESSAY.replace("utilise", "use")
    assert main(["essay.txt", "--diff"]) == 0


def test_fix_of_standard_input(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"They utilise it.\r\n")))
    assert main(["-", "--fix"]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"They use it.\r\n"


def test_explain_rules_new_and_test(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "vague-claim"]) == 0
    page = capsys.readouterr().out
    assert "vague-claim  sourcing · warning" in page
    assert "| [According to nobody], the policy" in page
    assert "toml" not in page
    assert main(["explain", "unused-allow", "rule-failed"]) == 0
    assert "allows nothing" in capsys.readouterr().out
    assert main(["explain", "vague-claim", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["page"] == VAGUE
    assert main(["rules", "--output-format", "json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["vague-claim"]["on"] is True
    assert main(["rules"]) == 0
    assert "  plainer-word" in capsys.readouterr().out
    assert main(["new", "wording/my-word", "--folder", "cards"]) == 0
    assert main(["new", "wording/my-word", "--folder", "cards"]) == 2
    assert main(["test", "cards"]) == 0
    assert "6 examples are found as marked." in capsys.readouterr().out
    card = folder / "cards" / "wording" / "my-word.md"
    card.write_text(card.read_text().replace("{==a phrase that", "a phrase {==that"))
    assert main(["test", "cards"]) == 1


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        assert f"essaylint {command}" in capsys.readouterr().out


def test_folders_are_walked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a/essay.md", "a/LICENSE.txt", "a/b/draft.txt", "a/.hidden/x.txt", "a/code.py", "a/out/x.md", "c/y.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ESSAY)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("/a/out/\ndraft*\n")
    (folder / "a" / "b" / ".gitignore").write_text("!draft.txt\n")
    (folder / "essaylint.toml").write_text('rulebooks = ["cards"]\nexclude = ["c"]\n')
    main([".", "--output-format", "json"])
    paths = [file["path"] for file in json.loads(capsys.readouterr().out)["files"]]
    assert paths == ["essay.txt", "a/essay.md", "a/b/draft.txt"]


def test_a_reader_that_stops_is_no_failure(folder: Path) -> None:
    (folder / "long.txt").write_text(ESSAY * 300)
    command = f"{sys.executable} -m essaylint long.txt --output-format concise | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""

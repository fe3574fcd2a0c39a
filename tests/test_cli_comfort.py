"""What makes the command line pleasant, and the snippets for GitHub and GitLab, run as those run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from essaylint.cli import main
from essaylint.commands.output import Progress
from test_cli import ESSAY, folder

__all__ = ["folder"]
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "essay.txt"], "there is no command and no file “chek”; did you mean “check”?"),
        (["explian", "vague-claim"], "did you mean “explain”?"),
        (["explain", "sourcing"], "“sourcing” is a category; essaylint rules --select sourcing lists its rules"),
        (["essay.txt", "--add-allow", " "], "--add-allow: say why"),
    ],
)
def test_what_was_meant(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_summary_tells_what_can_be_mended_and_what_is_hidden(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["essay.txt", "--max-findings", "1"])
    assert capsys.readouterr().out.endswith("(line 1).\n2 more are not shown (--max-findings).\n")
    main(["essay.txt", "--output-format", "concise"])
    assert capsys.readouterr().out.endswith("--fix mends 2 of them.\n")
    main(["essay.txt", "--unsafe-fixes"])
    assert "--unsafe-fixes changes nothing without --fix or --diff" in capsys.readouterr().err


def test_rules_of_languagetool_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "lt/COMMA_AFTER_A_MONTH", "lt/EN_A_VS_AN"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert re.search(r"off unless it is asked for: right \d+ times of \d+", first)
    assert second.endswith("rule/show/EN_A_VS_AN?lang=en")


def test_a_pattern_that_is_none(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "essaylint.toml").write_text("ignore-patterns = ['(']\n")
    assert main(["essay.txt"]) == 2
    err = capfd.readouterr().err
    assert err == f"essaylint: {folder}/essaylint.toml: ignore-patterns: “(” is no pattern: missing ): (\n"


def test_a_bar_on_a_terminal_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    options: Any = type("Options", (), {"verbose": False, "quiet": False})
    Progress(20, options).step("a.txt")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress(20, options)
    progress.step("a.txt")
    progress.end()
    assert capsys.readouterr().err == "\r[#...................] 1/20\r\x1b[K"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out + (
        'essaylint() { printf "  repeated-word  warning\\n"; }\n'
        't() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); COMPREPLY=(); _essaylint; echo "${COMPREPLY[@]}"; }\n'
        "t essaylint expl; t essaylint check --out; t essaylint check --output-format js; t essaylint explain rep; "
        "t essaylint check --select sty; t essaylint essay.; t essaylint init --genre m\n"
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["explain", "--output-format --output-file", "json jsonl", "repeated-word", "style", "essay.txt", "magazine"]


@pytest.fixture
def programs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`essaylint` on the path, as an action or a job finds it."""
    script = folder / "bin" / "essaylint"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m essaylint "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_the_github_action(programs: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [one for one in action["runs"]["steps"] if one.get("name") == "Lint"]
    assert set(re.findall(r"inputs\.(\w+)", json.dumps(action["runs"]))) == set(action["inputs"])
    summary = tmp_path / "summary.md"
    (programs / "essay.txt").write_text(ESSAY + "According to nobody, it rained.\n" * 3)

    def run(paths: str, arguments: str = "") -> tuple[int, list[str]]:
        summary.unlink(missing_ok=True)
        variables = {**os.environ, "PATHS": paths, "ARGS": arguments, "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], env=variables, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    code, lines = run("essay.txt")
    assert code == 1
    assert [line.partition(" ")[0] for line in lines] == ["::warning"] * 4 + ["::notice"] * 2  # the worst first
    assert all("file=essay.txt,line=" in line for line in lines)
    told = summary.read_text()
    assert told.startswith("### essaylint\n```text\nessay.txt:1:12: warning vague-claim")
    assert "4  vague-claim\n" in told
    assert told.endswith("```\n")
    assert run("essay.txt", "--ignore vague-claim")[0] == 0
    assert run("essay.txt; touch evil")[0] == 2
    assert run("$(touch evil)")[0] == 2
    assert not (programs / "evil").exists()


def test_the_gitlab_job(programs: Path) -> None:
    page = (ROOT / "docs" / "newcomer.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "codequality" in one]
    job = yaml.safe_load(block)["essaylint"]
    install, lint = job["script"]
    assert install == "pip install essaylint"
    subprocess.run(["sh", "-ec", lint], check=True)
    found = json.loads((programs / job["artifacts"]["reports"]["codequality"]).read_text())
    jsonschema.validate(found, json.loads((ROOT / "tests" / "schemas" / "gitlab.json").read_text()))
    assert {one["location"]["path"] for one in found} == {"essay.txt"}

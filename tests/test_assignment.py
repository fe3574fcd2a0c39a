"""What a teacher set: each key turns its rule on, and nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import essaylint
from essaylint import Config, ConfigError
from essaylint.assignment import NOTHING
from essaylint.diagnostic import Diagnostic

ESSAY = """\
# Mills

The mills grew along the canal [1]. The color of the river changed. Nobody who lived there forgot the fire of that year.
"""


def found(table: dict[str, Any], text: str = ESSAY, **settings: Any) -> dict[str, Diagnostic]:
    config = Config.of({"assignment": table, **settings}, Path("essaylint.toml"))
    every = essaylint.lint(text, format="markdown", config=config, quick=True)
    return {one.rule: one for one in every if one.rule in NOTHING}


def test_silent_unless_set() -> None:
    assert found({}) == {}
    assert found({}, **{"extend-select": ["all"]}) == {}
    assert found({}, select=[*NOTHING]) == {}


@pytest.mark.parametrize(
    ("table", "rule", "text"),
    [
        ({"min-words": 100}, "under-word-limit", "year"),
        ({"max-words": 10}, "over-word-limit", "The color of the river changed."),
        ({"min-sources": 3}, "too-few-sources", "year"),
        ({"citation-style": "mla"}, "wrong-citation-style", "[1]"),
        ({"sections": ["Conclusion"]}, "missing-section", "The mills grew along the canal [1]."),
        ({"variety": "gb"}, "wrong-variety", "color"),
    ],
)
def test_each_key_turns_its_rule_on(table: dict[str, Any], rule: str, text: str) -> None:
    told = found(table)
    assert list(told) == [rule]
    assert told[rule].span.of(ESSAY) == text


def test_what_is_met_is_not_told() -> None:
    table = {"min-words": 20, "max-words": 30, "min-sources": 1, "citation-style": "numeric", "sections": ["mill"], "variety": "us"}
    assert found(table) == {}


def test_bounds_are_exact() -> None:
    words = len("The mills grew along the canal [1]. The color of the river changed. Nobody who lived there forgot the fire of that year.".split())
    assert found({"min-words": words, "max-words": words}) == {}
    assert list(found({"min-words": words + 1})) == ["under-word-limit"]
    assert list(found({"max-words": words - 1})) == ["over-word-limit"]


def test_rules_of_an_assignment_can_be_turned_off_and_down() -> None:
    assert found({"min-words": 100}, rules={"under-word-limit": "off"}) == {}
    assert found({"min-words": 100}, ignore=["under-word-limit"]) == {}
    assert str(found({"min-words": 100}, rules={"under-word-limit": "hint"})["under-word-limit"].severity) == "hint"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"max-word": 9}, "there is no setting “max-word”; did you mean “max-words”"),
        ({"pages": 9}, r"there is no setting “pages” \(there are: min-words"),
        ({"max-words": "many"}, "max-words = 'many' should be a number"),
        ({"max-words": True}, "should be a number"),
        ({"min-words": -3}, "should be a number above 0"),
        ({"min-words": 9, "max-words": 8}, "min-words = 9 is more than max-words = 8"),
        ({"citation-style": "apaa"}, "should be one of apa, harvard, chicago, mla, numeric; did you mean “apa”"),
        ({"sections": "Conclusion"}, "should be a list of headings"),
        ({"sections": []}, "should be a list of headings"),
        ({"variety": "au"}, "should be one of us, gb"),
        ({"count-quotations": "yes"}, "should be true or false"),
        ([1], "should be a table"),
    ],
)
def test_wrong_assignments_say_what_to_do(table: Any, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        Config.of({"assignment": table}, Path("essaylint.toml"))


def test_a_file_beside_the_essay(tmp_path: Path) -> None:
    (tmp_path / "essaylint.toml").write_text('assignment = "assignment.toml"\n', encoding="utf-8")
    (tmp_path / "assignment.toml").write_text("min-words = 500\n", encoding="utf-8")
    essay = tmp_path / "essay.md"
    essay.write_text(ESSAY, encoding="utf-8")
    assert "under-word-limit" in {one.rule for one in essaylint.lint_file(essay, quick=True)}
    (tmp_path / "assignment.toml").unlink()
    with pytest.raises(ConfigError, match="could not be read"):
        essaylint.lint_file(essay)


def test_a_file_outside_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "assignment.toml").write_text("min-words = 500\n", encoding="utf-8")
    (inner / "essaylint.toml").write_text('assignment = "../assignment.toml"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="outside of"):
        Config.discover(inner)


def test_the_variety_of_the_assignment_is_the_essays() -> None:
    assert Config.of({"assignment": {"variety": "gb"}}, Path("x")).english == "gb"
    assert Config.of({"assignment": {"variety": "gb"}, "variety": "us"}, Path("x")).english == "us"
    assert Config().english == "auto"

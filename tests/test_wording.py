"""The wording rules: every entry of every list is found in a sentence made for it, and their lists are in good order."""

from __future__ import annotations

import pytest

from essaylint import rulebook
from essaylint.checks.base import PhraseCheck
from essaylint.essay.automaton import Automaton
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.inflection import data_lines
from essaylint.testing import lint_with

RULES = rulebook.shipped()
LISTS = {
    name: rule
    for name, rule in RULES.items()
    if rule.category == "wording" and isinstance(rule.check, PhraseCheck) and rule.options.get("file")
}


def entries(name: str) -> list[str]:
    """The left sides of a lexicon file."""
    return [line.partition("->")[0].strip() for line in data_lines(f"{name}.txt")]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_literal_is_found(name: str) -> None:
    """A sentence is made round each literal; the automaton of the rule finds it there, whole or inside a longer one."""
    check = LISTS[name].check
    assert isinstance(check, PhraseCheck)
    automaton = Automaton((check.literals,))
    missed = []
    for literal in check.literals:
        paragraph = Paragraph(f"We saw {literal} there.")
        start = len("We saw ")
        if not any(hit.span.start <= start and start + len(literal) <= hit.span.end for _, hit in automaton.hits(paragraph)):
            missed.append(literal)
    assert not missed, missed[:10]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_have_an_origin_and_no_doubles(name: str) -> None:
    """Every list says where it comes from, and names nothing twice."""
    from importlib.resources import files

    file = LISTS[name].options["file"]
    text = files("essaylint.lexicon").joinpath(f"{file}.txt").read_text(encoding="utf-8")
    assert "Origin: written for essaylint" in text
    lines = entries(file)
    assert len(lines) == len(set(lines)), [line for line in lines if lines.count(line) > 1]


def test_lists_are_large() -> None:
    """What the lists promise."""
    assert len(entries("cliches")) >= 100
    assert len(entries("worn-idioms")) >= 200
    assert sum(len(rulebook.shipped()[name].check.literals) for name in ("loaded-wording", "overclaim")) >= 5000  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("loaded-wording", "“The puppet regime and its cronies will fall within the year,” the paper wrote."),
        ("informal-wording", "The ship carried tons of wheat."),
        ("overclaim", "The always open gate never closed."),
        ("cliche", "The bottom of the line was red."),
        ("archaic-word", "The maiden flight was short."),
        ("euphemism", "He passed the old mill."),
        ("unmeasured-superlative", "It is the longest river in the world."),
    ],
)
def test_good_text_is_left_alone(rule: str, text: str) -> None:
    """Words that look like an entry and are none."""
    assert not lint_with(RULES[rule], text)


def test_straight_and_curly_quotes_are_alike() -> None:
    """A phrase with an apostrophe is found with both kinds."""
    for mark in "'’":
        assert len(lint_with(RULES["worn-idiom"], f"You can{mark}t judge a book by its cover.")) == 1

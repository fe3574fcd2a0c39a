"""Every block quote on every card is linted with its rule and found exactly as marked."""

from __future__ import annotations

import string

import pytest

from essaylint import critic, rulebook
from essaylint.backends import parser
from essaylint.config import Config
from essaylint.diagnostic import Severity
from essaylint.engine import Linter
from essaylint.testing import cases_of, failures_of

RULES = rulebook.read_folder(rulebook.shipped_folder(), package=rulebook.SHIPPED)


@pytest.mark.parametrize("name", sorted(RULES))
def test_examples(name: str) -> None:
    rule = RULES[name]
    if "parse" in rule.check.needs and not parser.available():
        pytest.skip("the parser is not installed")
    failures = failures_of(rule)
    assert not failures, "\n".join(failures)


def test_catalogue() -> None:
    """There is a rulebook: many cards, over at least eight categories, no two of one name or alias."""
    assert len(RULES) >= 25
    assert len({rule.category for rule in RULES.values()}) >= 8
    names = [name for rule in RULES.values() for name in (rule.name, *rule.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(RULES))
def test_summary_and_message(name: str) -> None:
    """A summary is one sentence; a message is spoken to the writer and ends as a sentence does."""
    rule = RULES[name]
    assert rule.summary.endswith(".")
    assert rule.message.endswith((".", "?", "!", "”"))
    for _, field, _, _ in string.Formatter().parse(rule.message):
        assert field is None or field.isidentifier() or field.replace("-", "_").isidentifier()


def test_compiled_rulebook_equals_the_pages() -> None:
    """What was compiled is what the pages say."""
    compiled = rulebook.shipped()
    assert compiled == RULES
    for name, rule in compiled.items():
        assert rule.check == RULES[name].check


def test_every_shipped_rule_resolves() -> None:
    """With everything turned on, every rule can be used."""
    active = Config(select=("all",), extend_select=("all",)).active
    assert {rule.name for rule in active} == set(RULES)


def test_cards_are_silent_about_each_other() -> None:
    """What one card calls right, no other's paragraph check flags; a few quotes carry a fault of another kind on purpose."""
    linter = Linter(Config())
    paragraph_rules = {rule.name for rule in linter.rules if rule.shape != "document"}
    quotes = alarms = 0
    shown: list[str] = []
    for rule in linter.rules:
        for case in cases_of(rule):
            text, marks = critic.read(case.quote)
            if any(mark.kind != "note" for mark in marks):
                continue
            quotes += 1
            for one in linter.lint(text, quick=True):
                if one.rule in paragraph_rules - {rule.name} and one.severity is not Severity.HINT:
                    alarms += 1
                    shown.append(f"{rule.name}: {one.rule}: {one.span.of(text)}")
    assert alarms <= quotes * 0.06, "\n".join(shown)

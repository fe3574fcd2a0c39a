"""Properties of a lint, whatever the rules: places are real, a re-lint is a fresh lint, wrapping changes nothing."""

from __future__ import annotations

import pickle
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import essaylint
from essaylint import engine
from essaylint.checks.base import ParagraphCheck
from essaylint.config import Config
from essaylint.diagnostic import Diagnostic, Finding, Severity
from essaylint.engine import Linter
from essaylint.essay.paragraph import Paragraph
from essaylint.rulebook import Rule
from essaylint.span import Span

FIXTURES = Path(__file__).parent.parent / "fixtures"
LINTER = Linter()

SENTENCES = (
    "According to observers, the policy has weakened the army.",
    "It is widely believed that the economy grew (Smith, 2010).",
    "The the teacher has the ability to utilise alot of methods.",
    "Due to the fact that it rained, the the match was cancelled.",
    "Smith (2010) argues that the tariff failed.",
    "In 2015, 45 % of all voters stayed at home.",
    "Kim Jong-il ruled the country. Later Kim Jonh-il died.",
    "This is a an example — with “curly quotes”, and it's \"straight\" ones 😀.",
    "École café naïve e\u0301tude.",
    "He said nothing; she said something!",
)
texts = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4
).map("\n\n".join)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def shown(diagnostics: list[Diagnostic], shift: int = 0) -> list[tuple[Any, ...]]:
    return [(one.rule, one.message, one.span.start - shift, one.span.end - shift) for one in diagnostics]


@given(st.one_of(texts, st.text(max_size=300)))
@quick
def test_spans_lie_in_the_text_and_are_not_blank(text: str) -> None:
    for one in LINTER.lint(text, quick=True):
        for span in (one.span, *(place.span for place in one.related)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        for fix in one.fixes:
            assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in fix.edits)


@given(texts, texts)
@quick
def test_a_relint_is_a_fresh_lint(before: str, after: str) -> None:
    old = essaylint.read(before)
    LINTER.lint(old, quick=True)
    new = essaylint.read(after, previous=old)
    assert shown(LINTER.lint(new, quick=True)) == shown(Linter().lint(after, quick=True))


@given(texts)
@quick
def test_a_paragraph_before_shifts_findings_of_paragraph_checks(text: str) -> None:
    neutral = "Rivers carry water from the hills to the sea, and towns grow beside them."
    names = {rule.name for rule in LINTER.rules if isinstance(rule.check, ParagraphCheck)}
    linter = Linter(Config(select=tuple(names)))
    text = f"{neutral}\n\n{text}"
    before = [one for one in linter.lint(text, quick=True) if one.rule in names]
    longer = f"{neutral}\n\n{text}"
    after = [one for one in linter.lint(longer, quick=True) if one.rule in names]
    assert shown(before) == shown(after, len(longer) - len(text))


@given(texts, st.integers(40, 90))
@quick
def test_wrapping_changes_nothing(text: str, width: int) -> None:
    long = "\n\n".join(f"{one} {one}" for one in text.split("\n\n"))
    wrapped = "\n\n".join(
        textwrap.fill(one, width, break_on_hyphens=False, break_long_words=False) for one in long.split("\n\n")
    )
    # A line that ends where a sentence ends may as well be a paragraph: only lines broken inside sentences are wrapped.
    inner = [line for one in wrapped.split("\n\n") for line in one.splitlines()[:-1]]
    assume(not any(line.endswith((".", "!", "😀")) for line in inner))
    one_line, hard = LINTER.lint(long, quick=True), LINTER.lint(wrapped, quick=True)
    assert [(one.rule, " ".join(one.span.of(long).split())) for one in one_line] == [
        (one.rule, " ".join(one.span.of(wrapped).split())) for one in hard
    ]


@given(texts)
@quick
def test_line_ends_change_nothing(text: str) -> None:
    def words(text: str) -> list[tuple[str, str]]:
        return [(one.rule, one.span.of(text)) for one in LINTER.lint(text, quick=True)]

    assert words(text) == words(text.replace("\n", "\r\n")) == words(text.replace("\n", "\r"))


@given(texts)
@quick
def test_fixing_is_idempotent(text: str) -> None:
    once = essaylint.fix(text, suggested=False)
    assert essaylint.fix(once, suggested=False) == once


def test_a_linter_pickles() -> None:
    copy = pickle.loads(pickle.dumps(LINTER))
    assert shown(copy.lint(SENTENCES[0])) == shown(LINTER.lint(SENTENCES[0]))


def test_diagnostics_and_documents_pickle() -> None:
    document = essaylint.read("\n\n".join(SENTENCES))
    found = LINTER.lint(document)
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(document)).prose == document.prose


def test_threads_share_a_linter() -> None:
    text = "\n\n".join(SENTENCES)
    expected = shown(Linter().lint(text))
    linter, results = Linter(), []
    threads = [threading.Thread(target=lambda: results.append(shown(linter.lint(text)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


@dataclass(frozen=True)
class Raises(ParagraphCheck):
    """A check that fails on every paragraph."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        raise KeyError("broken")
        yield


def test_a_rule_that_raises_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "raise_failures", False)
    rule = Rule("broken-rule", "wording", "Breaks.", Severity.HINT, "…", "none")
    rule.__dict__["check"] = Raises()
    linter = Linter(Config(select=("vague-sourcing",)))
    linter.__dict__["rules"] = (*linter.rules, rule)
    found = {one.rule: one for one in linter.lint(SENTENCES[0])}
    assert set(found) == {"vague-sourcing", "rule-failed"}
    assert found["rule-failed"].category == "wording"
    assert "broken-rule" in found["rule-failed"].message
    assert "KeyError" in found["rule-failed"].message


def test_lint_reads_no_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "essaylint.toml").write_text('ignore = ["vague-sourcing"]\n', encoding="utf-8")
    (tmp_path / "essay.txt").write_text(SENTENCES[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "vague-sourcing" in [one.rule for one in essaylint.lint(SENTENCES[0])]
    assert "vague-sourcing" not in [one.rule for one in essaylint.lint_file(tmp_path / "essay.txt")]


def test_quick_leaves_the_parser_out() -> None:
    names = {rule.name for rule in LINTER.rules if rule.needs}
    text = "\n\n".join(SENTENCES)
    assert not names & {one.rule for one in LINTER.lint(text, quick=True)}


def test_a_masked_place_is_silent() -> None:
    assert Paragraph("See https://according.to/observers now.").is_masked(Span(10, 20))

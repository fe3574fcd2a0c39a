"""Phrases read word by word are found where RE2 finds them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaylint.essay import word_pattern
from essaylint.essay.paragraph import fold
from essaylint.essay.phrase_pattern import pattern_of

PHRASES = (
    "it {be} [widely] (said|held) that",
    "(some|many) [of the] [<word>] (critics|media reports) [have] {argue}",
    "(everyone|everybody) knows",
    "often",
)
HARD = ("(crit|cynic)s say", "it is [said] [often]")
WORDS = (
    "it is was widely said held that some many of the old-time critics media reports have argue argued argues everyone knows often "
    "critics' o'er x- — é"
).split()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from([" ", "  ", ", ", "-", "’", " (", ". "]), min_size=14, max_size=14))
def test_as_re2(words: list[str], gaps: list[str]) -> None:
    """Whatever stands between the words: blanks, hyphens, stops, apostrophes."""
    text = fold("".join(word + gap for word, gap in zip(words, gaps, strict=False)))
    own = [tuple(span) for span in word_pattern.spans_of(PHRASES, text)]
    assert own == [match.span() for match in pattern_of(PHRASES).finditer(text)]


def test_both_ways_were_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    """The phrases above are read word by word; those with a bracket in a word are not; many texts are RE2's."""
    assert word_pattern._automaton(PHRASES) is not None
    assert all(word_pattern._automaton((phrase,)) is None for phrase in HARD)
    monkeypatch.setattr(word_pattern, "MANY", 0)
    assert [tuple(span) for span in word_pattern.spans_of(PHRASES, "it is said that")] == [(0, 15)]


@pytest.fixture(autouse=True)
def _ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_pattern, "MANY", 10**9)

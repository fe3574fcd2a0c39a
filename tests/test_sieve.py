"""What a sieve lets through: never too little, whatever the pattern and the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint.essay import automaton, sieve
from essaylint.essay.automaton import Gates, Trie, lay
from essaylint.essay.checkworthy import FEATURES
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.sieve import Pattern, Sieve, loosened

PATTERNS = [
    *(one.pattern for one in FEATURES),
    *map(re.compile, (
        r"\bé\w+", r"\w+é\b", r"(?<!a)b(?!c)", r"[^a-c\d]x", r"(?:a|bc){2,3}d", r"a{0,40}b", r"\S+ \w* the", r"^a|b$", r"(?P<x>a)(?P=x)",
        r"a.*?b", r"(?:ab|c\w+d) e", r"\W-\D", r"[“\"]a", r"\bI\b", r"(?:a[^.]{0,30}b|ccc)+d", r"\u00a0a|\sb",
    )),
    re.compile(r"the\b [ab]", re.IGNORECASE),
    re.compile(r"\b(?:ſa|kb)", re.IGNORECASE),
]  # fmt: skip
LETTERS = "abcdex .-“\"éK1 \u00a0ıſI\n’"
FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(scope="module")
def ready() -> Sieve:
    """A sieve that has read so much that it sifts."""
    made = Sieve(PATTERNS)
    for _ in range(sieve.MANY):
        made.among("")
    assert len(made.among("")) < len(PATTERNS)
    return made


@settings(max_examples=300)
@given(text=st.text(st.sampled_from(LETTERS), max_size=30))
def test_nothing_is_lost(ready: Sieve, text: str) -> None:
    among = ready.among(text)
    assert [one.pattern for at, one in enumerate(PATTERNS) if one.search(text) and at not in among] == []


def test_nothing_is_lost_of_essays(ready: Sieve) -> None:
    for path in sorted(FIXTURES.rglob("*.txt"))[:8]:
        for line in path.read_text(encoding="utf-8").lower().splitlines():
            among = ready.among(line)
            assert [one.pattern for at, one in enumerate(PATTERNS) if one.search(line) and at not in among] == []


def test_it_sifts(ready: Sieve) -> None:
    assert len(ready.among("Nothing that anybody looks for.")) < len(PATTERNS) / 3


@pytest.mark.parametrize("pattern", ["\\w+", "", "a*", "(", "(?m)^a", "(?:a|\\w)"])
def test_what_cannot_be_sifted(pattern: str) -> None:
    assert loosened(pattern) == ""


def test_patterns_of_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "_WRITTEN", sieve._Pool(folded=False))
    monkeypatch.setattr(sieve, "_FOLDED", sieve._Pool(folded=True))
    pattern, other = Pattern(r"\bbig (?P<x>\w+)"), Pattern("straight's", folded=True)
    for number in range(sieve.MANY + 1):
        paragraph = Paragraph(f"A big {number} and a straight’s end.")
        assert [match["x"] for match in pattern.finditer(paragraph)] == [str(number)]
        assert other.search(paragraph)
    assert not pattern.may_match(Paragraph("Nothing."))
    assert not pattern.search(Paragraph("Nothing."))
    late = Pattern("late")
    assert late.search(Paragraph("It is late."))


def test_gates_and_trie_go_on_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = (("in fact", "fact"), (), ("facts", "in fact"))
    gates, trie = Gates(lists), Trie(lay(lists))
    before = gates.open("as a fact"), sorted(trie.found("in fact, facts"))
    monkeypatch.setattr(automaton, "MANY", 0)
    monkeypatch.setattr(automaton, "MANY_GATED", 0)
    assert before == (gates.open("as a fact"), sorted(trie.found("in fact, facts")))

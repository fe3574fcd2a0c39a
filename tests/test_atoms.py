"""Atoms: no pattern matches where none of its atoms is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaylint.config import Config
from essaylint.essay.atoms import atoms_of
from essaylint.essay.paragraph import fold

_LEAVES = st.sampled_from(["ab", "Ca", "b", " ", "['’]", "[ab]", r"\d", ".", "é", "x?", r"\bab", "a{2,3}", "(?:b+)"])
PATTERNS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{1,2}?"])).map(lambda pair: f"(?P<at>{pair[0]}){pair[1]}".replace("?P<at>", "?:")),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text(alphabet="abcxC 1’'é", max_size=30), st.booleans())
def test_a_match_holds_an_atom(pattern: str, text: str, ignore_case: bool) -> None:
    atoms = atoms_of(pattern)
    for match in re.finditer(pattern, text, re.IGNORECASE if ignore_case else 0):
        assert not atoms or any(atom in fold(match.group()) for atom in atoms)


@pytest.mark.parametrize("pattern", ["", "a", "(", r"\pL+", "(?i)a(b|)", "(?:ab)?", "(a|b)c?"])
def test_where_nothing_can_be_told(pattern: str) -> None:
    assert atoms_of(pattern) == ()


def test_the_compiled_rulebook_knows_them() -> None:
    rules = [rule for rule in Config().book.values() if rule.check_name == "pattern"]
    assert rules
    assert all(rule.atoms == atoms_of(rule.options["pattern"]) for rule in rules)
    assert sum(bool(rule.atoms) for rule in rules) * 2 > len(rules)

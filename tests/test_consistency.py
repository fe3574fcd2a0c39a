"""The consistency rules: the majority decides, and what only looks like a variant is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint import rulebook
from essaylint.checks import (
    consistency,
    heading_case,
    heading_form,
    hyphen_variant,
    quoted_term,
    term_capitals,
    term_variant,
)
from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.formats import read
from essaylint.lexicon.inflection import data_lines
from essaylint.source import Source
from essaylint.testing import lint_with

RULES = rulebook.shipped()


def found(check: DocumentCheck, text: str, format: str = "plain") -> list[Finding]:
    """What a document check finds."""
    return list(check.find_in(read(Source(text), format)))


@given(st.integers(0, 6), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_the_majority_is_never_told(curly: int, straight: int) -> None:
    """Whatever the counts, only the rarer kind is told, once, with all its places; a tie is silence."""
    text = "It is the town’s wool. " * curly + "It is the town's wool. " * straight
    findings = lint_with(RULES["mixed-apostrophes"], text)
    if curly == straight or min(curly, straight) == 0 or max(curly, straight) < 3:
        assert not findings
    else:
        (finding,) = findings
        rare = "'" if straight < curly else "’"
        assert text[finding.span.start] == rare
        assert len(finding.related) == min(curly, straight) - 1


def test_a_fix_writes_the_other_form() -> None:
    """Groups of the pattern are kept, and letters beyond ASCII stay whole."""
    check = consistency.Check(forms={"a": r"(\d+)%", "b": r"(\d+) per cent"}, puts={"a": r"\1%", "b": r"\1 per cent — é"})
    (finding,) = found(check, "It rose 4 per cent, 5 per cent and 6%.")
    assert [edit.new for edit in finding.fixes[0].edits] == ["6 per cent — é"]


@pytest.mark.parametrize("line", data_lines("term-variants.txt"))
def test_every_variant_is_found(line: str) -> None:
    """Each variant of each group is told beside two of the first."""
    check = RULES["mixed-term"].check
    assert isinstance(check, term_variant.Check)
    variants = [next(iter(check._groups[data_lines("term-variants.txt").index(line)][at])) for at in range(line.count("|") + 1)]
    for odd in variants[1:]:
        text = f"We saw the {variants[0]} here. We saw the {variants[0]} there. We saw the {odd} too."
        assert lint_with(RULES["mixed-term"], text), text


def test_a_compound_before_a_noun_is_no_variant() -> None:
    """“A long-term plan” and “in the long term” live together."""
    check = hyphen_variant.Check()
    assert not found(check, "It was a long-term plan, a long-term loan and a long-term lease. In the long term, it failed.")
    assert found(check, "The bookkeeper met a bookkeeper. The bookkeeper left. A book-keeper came.")


def test_names_and_starts_are_no_stray_capitals() -> None:
    """A capital at the start of a sentence, in a name, after a colon or in quotation marks says nothing."""
    check = term_capitals.Check(majority=3, share=0.5)
    small = "The farmer sold wool. A farmer came. Every farmer left. "
    assert not found(check, small + "Farmer after farmer left. He met Farmer Brown. It said: Farmer. The word “Farmer” is old.")
    assert found(check, small + "Then the Farmer left.")


def test_title_case_is_compared_over_headings() -> None:
    """A heading that breaks the case of the others is told word by word."""
    text = "# A Town and Its Wool\n\nText.\n\n## The Cost of Water\n\nText.\n\n## The Price of Land\n\nText.\n\n## The price of wool\n\nText."
    (finding,) = found(heading_case.Check(), text, "markdown")
    assert finding.words["word"] == "price"
    assert len(finding.related) == 1
    assert not found(heading_case.Check(), text.replace("price of wool", "Price of Wool"), "markdown")


def test_headings_that_differ_in_form() -> None:
    """Possessive or not: one subject, two headings. The very same heading is another rule's."""
    text = "# A Town\n\nText.\n\n## The Town’s Water\n\nText.\n\n## Town Water\n\nText."
    assert found(heading_form.Check(), text, "markdown")
    assert not found(heading_form.Check(same=True), text, "markdown")


def test_terms_are_quoted_in_one_way() -> None:
    """Three ways of marking one word are one finding."""
    text = "The term ‘wool’ is old. The term ‘wool’ is short. The word “wool” is new, and the word wool is rare."
    (finding,) = found(quoted_term.Check(), text)
    assert len(finding.related) == 1
    assert not found(quoted_term.Check(), "It’s the farmers’ wool. It’s the millers’ flour.")

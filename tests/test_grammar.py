"""The grammar rules: their lists hold no slips, and their checks know the borders that cards cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from essaylint import rulebook
from essaylint.backends import parser
from essaylint.checks.a_an import sounds_vowel
from essaylint.checks.adjective_for_adverb import adverb
from essaylint.checks.swaps import Check as Swaps
from essaylint.checks.verb_after_auxiliary import Check as VerbForm
from essaylint.config import Config
from essaylint.engine import Linter
from essaylint.essay.automaton import Automaton
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.inflection import data_lines

RULES = {
    name: rule
    for name, rule in rulebook.read_folder(rulebook.shipped_folder(), package=rulebook.SHIPPED).items()
    if rule.category == "grammar"
}
LISTS = (
    "grammar_extra_preposition",
    "grammar_missing_preposition",
    "grammar_preposition",
    "grammar_set_phrase",
    "grammar_uncountable",
    "grammar_verb_form",
)
parsed = pytest.mark.skipif(not parser.available(), reason="the parser is not installed")


def found(rule: str, text: str) -> list[str]:
    """The places that one rule finds in a text."""
    linter = Linter(Config(select=(rule,)))
    return [text[one.span.start : one.span.end] for one in linter.lint(text)]


def test_the_lists_are_large() -> None:
    lines = sum(len(data_lines(f"{name}.txt")) for name in LISTS)
    assert lines >= 1500


@pytest.mark.parametrize("name", LISTS)
def test_a_list_mends_every_entry(name: str) -> None:
    """No entry is its own mend, none is listed twice, and no mend is wrong by the same list."""
    lefts = [line.partition("->")[0].strip() for line in data_lines(f"{name}.txt")]
    assert len(lefts) == len(set(lefts))
    check = Swaps(file=name)
    assert all(rights for rights in check.expanded.values())
    machine = Automaton((check.literals,))

    def hits(phrase: str) -> set[str]:
        return {hit.literal for _, hit in machine.hits(Paragraph(f"Here {phrase} stands"))}

    for wrong, rights in check.expanded.items():
        assert wrong in hits(wrong) or any(wrong in other for other in hits(wrong)), wrong
        assert not any(hits(right) for right in rights), (wrong, rights)


def test_every_rule_says_what_it_needs() -> None:
    quick = {name for name, rule in RULES.items() if not rule.check.needs}
    assert {"a-an", "repeated-word", "wrong-preposition", "wrong-verb-form", "pronoun-verb-mismatch"} <= quick
    assert {"comma-splice", "subject-verb-agreement", "one-of-singular"}.isdisjoint(quick)


@pytest.mark.parametrize(
    ("word", "vowel"),
    [
        ("hour", True), ("honest", True), ("university", False), ("unit", False), ("uninformed", True), ("umbrella", True),
        ("European", False), ("one", False), ("onerous", True), ("8", True), ("80", True), ("11", True), ("18", True),
        ("1895", True), ("1100", True), ("110", False), ("1,100", False), ("11,000", True), ("FBI", None), ("EU", True),
        ("U", False), ("F", True), ("x64", None), ("useful", False), ("usher", True), ("heir", True), ("historic", None),
    ],
)  # fmt: skip
def test_sounds(word: str, vowel: bool | None) -> None:
    lists = {"vowel": set(), "consonant": set()}  # type: ignore[var-annotated]
    for line in data_lines("grammar_a_an.txt"):
        name, _, words = line.partition(":")
        lists[name] |= set(words.split())
    assert sounds_vowel(word, frozenset(lists["vowel"]), frozenset(lists["consonant"])) is vowel


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("She did not went home.", ["did not went"]),
        ("Did they went home?", ["Did they went"]),
        ("He could have went home.", ["have went"]),
        ("She wants to goes home.", ["to goes"]),
        ("They can goes home.", ["can goes"]),
        ("What he did went unnoticed at the can works.", ["did went"]),
        ("His will has a clause, and her might has grown.", []),
        ("The tin can holds water, and he saw the can.", []),
        ("She used to read, and she read to him.", []),
        ("They have cut the cost and put it off.", []),
    ],
)
def test_verb_forms(text: str, places: list[str]) -> None:
    check = VerbForm()
    assert [text[one.span.start : one.span.end] for one in check.find(Paragraph(text))] == places


def test_adverbs() -> None:
    assert [adverb(word) for word in ("real", "terrible", "drastic", "angry")] == [
        "really",
        "terribly",
        "drastically",
        "angrily",
    ]


@parsed
@pytest.mark.parametrize(
    ("rule", "text", "places"),
    [
        ("compound-hyphen", "A long term plan in the long term.", ["long term"]),
        ("compound-hyphen", "It took its first policy. The party first policy failed.", ["party first"]),
        ("one-of-singular", "One of the first results. One of the country's rivers.", []),
        ("subject-verb-agreement", "The list of names were long.", ["were"]),
        ("subject-verb-agreement", "A number of names were on the list, and the rest are lost.", []),
        ("subject-verb-agreement", "It is here. There have been a change. There has been a man and a dog.", ["have"]),
        ("subject-verb-agreement", "Here is some reasons. Here are the man and his dog.", ["is"]),
        ("subject-verb-agreement", "When a guest leave, the number of beds grow.", ["leave", "grow"]),
        ("subject-verb-agreement", "He must go. Old friends asks too much; this informations is new.", ["asks"]),
        ("subject-verb-agreement", "If there were a king, he would ask that this make sense.", []),
        ("subject-verb-agreement", "One of the men who know him left. A crew which have a boat left.", ["have"]),
        ("subject-verb-agreement", "Two men and ten dollars makes a team, but ten dollars is enough.", ["makes"]),
        ("semicolon-after-subordinate", "They left; because it rained, the fair was over.", []),
        ("missing-apostrophe", "Its customers needs less. Its customers needs matter.", ["customers"]),
        ("subject-verb-agreement", "Neither the mayor nor the clerk know the list.", ["know"]),
        ("determiner-number", "A few days and these series; every ten years.", []),
        ("since-with-past", "Since 1990, the town grew.", ["grew"]),
        ("name-with-that", "They left the Security Council that failed. The plan of the Security Council that failed.", ["Council that"]),
        ("article-before-possessive-name", "He opposed the Gorski's plan and the Church's plan.", ["the Gorski's"]),
        ("missing-comma-opener", "However the plan failed. However hard they tried, it failed.", ["However the"]),
        ("their-for-group", "NATO moved their office, and the members moved their offices.", ["their"]),
    ],
)
def test_with_the_parse(rule: str, text: str, places: list[str]) -> None:
    assert found(rule, text) == places


def test_a_possessive_is_learned_from_the_essay() -> None:
    text = (
        "Russia’s defense policy is old. Russia’s army likes it.\n\n"
        "Russia defense policy has changed, but the Russia desk has not."
    )
    assert found("noun-for-possessive", text) == ["Russia defense policy"]


def test_pages_are_in_their_folder() -> None:
    assert all(Path(rule.page).parent.name == "grammar" for rule in RULES.values())
    assert len(RULES) >= 45

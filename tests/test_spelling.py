"""Spelling rules on whole texts: what the essay itself knows, one finding with all its places, both quotes, user's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint import Config, Diagnostic, Linter

LINTER = Linter(Config(select=("spelling",)))


def told(text: str, config: Config | None = None) -> list[tuple[str, str]]:
    found: list[Diagnostic] = (Linter(config) if config else LINTER).lint(text, quick=True)
    return [(one.rule, text[one.span.start : one.span.end]) for one in found if one.severity != "hint"]


SENTENCES = """The court showed deference to the legislature.
World War II ended.
Pope John Paul II.
Elizabeth II.
Henry VIII.
Malcolm X.
It was a Phase II trial.
Nicholas II Romanov was shot.
The World War II Memorial is in Washington.
The Queen Elizabeth II Bridge crosses the Thames.
This is Type II.
The Vatican II Council met.
Kim II Smith lives here.
The Vietnam People's Army fought.
Kim Jong-un succeeded Kim Jong-il.
Iran and Iraq fought.
Korea is divided, and Korean families are too.
The Merrimac and the Merrimack are names.
The states sent stale crackers to the state.
Conferees met at the conference.
She exclaimed what he explained.
Communicative people value communication.
"The langwage of olde bokes is lyke this," he wrote.""".splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_must_not_flag(sentence: str) -> None:
    assert told(sentence) == []
    assert told(sentence.replace("'", "’").replace('"', "“", 1).replace('"', "”")) == []


def test_all_must_not_flag_sentences_in_one_essay() -> None:
    assert told("\n\n".join(SENTENCES)) == []


def test_the_slips_that_the_essay_gives_away() -> None:
    text = (
        "Russia's defense policy changed. Its defense cooperation with Korea grew, and the defense budget rose.\n\n"
        "It was a partner in deference cooperation. Kim Jong-il ruled, and Kim Jong-il died; the plan of Kim Jonh-il stayed.\n\n"
        "The alliance of Kim II Sung was older, and the Korea People's Army was its arm."
    )
    assert told(text) == [
        ("wrong-word", "deference"),
        ("name-inconsistent", "Jonh"),
        ("ocr-name", "Kim II Sung"),
        ("name-near-miss", "Korea People's Army"),
    ]


def test_one_finding_with_all_places_and_a_fix_for_all() -> None:
    text = "My freind came. Your freind left. Freinds stay, and a freind helps."
    [found] = [one for one in LINTER.lint(text, quick=True) if text[one.span.start : one.span.end] == "freind"]
    assert len(found.related) == 2
    assert {edit.new for edit in found.fixes[0].edits} == {"friend"}
    assert len(found.fixes[0].edits) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nasser spoke, and they cheered Nasser. Naser smiled.", "Naser"),
        ("They read Gorbachev, and they met Gorbachev. In May Gorbachov came.", "Gorbachov"),
        ("Frau Lehmann sang. Frau Lehman is old. Frau Lehmann left.", "Lehman"),
        ("Marta knew Halvey's brother, and all knew Halvey. Nobody saw Halveys brother.", "Halveys"),
        ("They read Nasser, and they met Nasser. When Naser left, it rained.", "Naser"),
    ],
)
def test_a_name_spelt_otherwise_once(text: str, name: str) -> None:
    assert ("name-inconsistent", name) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran is large. Iran fought, and Iraq fought Iran.",
        "Korea is divided. Korea has Korean ports, and a Korean sails to Korea.",
        "Petrov met Petrova, and Petrov wrote. Petrovna left Petrov.",
        "Mauritius is small. Mauritius has one Mauritian poet.",
        "Antonio met Antonia; Antonio smiled.",
        "Marion saw Marian, and Marion waved.",
        "Lehmann sang, and all heard Lehmann. Nobody knew Mark Lehman.",
        "Wilson works for LinkedIn. McIntyre left BioInvent.",
    ],
)
def test_names_that_are_two(text: str) -> None:
    assert told(text) == []


def test_words_of_the_reference_list_are_known() -> None:
    text = "As Gjermeni argues, it failed (Gjermeni, 2010).\n\nReferences\n\nGjermeni, A. (2010). Kanuni i maleve. Tirana: Toena."
    assert told(text) == []


def test_words_of_the_user() -> None:
    assert told("The florbinator recieved it.", Config(select=("misspelling",), words=("recieved",))) == []


def test_addresses_code_and_handles_are_left_alone() -> None:
    assert told("See https://recieve.example/wich, mail wich@freind.org, and @freind #becouse.") == []


def test_variety_can_be_set() -> None:
    text = "The colour of the harbor."
    assert told(text, Config(select=("mixed-variety",), variety="us")) == [("mixed-variety", "colour")]


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("abcdefIl01 .,-'’ÀéKS\n"), max_size=80))
def test_nothing_raises_and_spans_are_inside(text: str) -> None:
    for one in LINTER.lint(text, quick=True):
        assert one.rule != "rule-failed", one.message
        assert 0 <= one.span.start < one.span.end <= len(text)

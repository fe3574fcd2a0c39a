"""The lexicon: words and their varieties, slips and suggestions, trigrams, the gazetteer."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaylint.lexicon import confusion, gazetteer, trigrams, variety, words
from essaylint.lexicon.distance import distance, slip
from essaylint.lexicon.morphology import jaro_winkler, related
from essaylint.lexicon.near import nearest, one_edit
from essaylint.lexicon.speller import stray_digit, suspect

letters = st.text("abcdeiorst", min_size=1, max_size=9)


@pytest.mark.parametrize(
    "form",
    "colour color organise organize travelling traveling well-being teachers' Korea NATO didn't o'clock naïve café McDonald policymaker "
    "cyberattacks antiviral status quo priori doppelganger Khomeini blockchain Xi Beijing's James’s".split(),
)
def test_known_words_are_not_suspect(form: str) -> None:
    assert all(suspect(part) is None for part in form.split("-"))


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("recieve", "receive"), ("definately", "definitely"), ("goverment", "government"), ("untill", "until"), ("wich", "which"),
        ("becouse", "because"), ("alot", "a lot"), ("monday", "Monday"), ("t6hat", "that"), ("Mcdonald", "McDonald"), ("you'r", "you're"),
        ("occured", "occurred"), ("seperate", "separate"), ("tommorow", "tomorrow"), ("pyschology", "psychology"), ("facebook", "Facebook"),
    ],
)  # fmt: skip
def test_slips_and_what_was_meant(form: str, meant: str) -> None:
    found = suspect(form)
    assert found is not None
    assert meant in found.suggestions


def test_varieties_of_a_word() -> None:
    colour, color = words.entry("colour"), words.entry("color")
    assert colour is not None
    assert color is not None
    assert not colour.variety & words.US
    assert color.variety == words.US
    assert variety.british()["defense"] == "defence"
    assert variety.z_form("realised") == "realized"
    assert variety.s_form("realized") == "realised"
    assert variety.z_form("exercise") is None
    assert variety.z_form("surprised") is None


def test_frequencies_are_ordered() -> None:
    assert words.zipf("the") > words.zipf("policy") > words.zipf("deference") > words.zipf("qwrtz")


@given(letters, letters)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other, 1) == min(distance(one, other), 2)
    assert slip(one, other, 99) <= 1.3 * distance(one, other, 20) + 0.61


@given(letters)
def test_suggestions_are_known_words(form: str) -> None:
    for near in (*nearest(form), *one_edit(form)):
        assert words.is_common(near.word)
        assert near.word.lower() != form


@given(st.text(max_size=12))
def test_nothing_raises(form: str) -> None:
    suspect(form)
    suspect(form, True)
    stray_digit(form)
    words.best(form)
    gazetteer.parts_of(form)


def test_word_families() -> None:
    assert related("conferees", "conference")
    assert related("explained", "explanation") or related("explain", "explained")
    assert not related("deference", "defense")
    assert jaro_winkler("dixon", "dicksonx") == pytest.approx(0.813, abs=0.001)


def test_trigrams_prefer_what_is_written() -> None:
    row = ["<s>", "they", "left", "their", "house", "</s>"]
    assert trigrams.likelihood(row, 3, "their") > trigrams.likelihood(row, 3, "there") + 3
    assert not trigrams.knows("qwrtz")


def test_there_are_many_confusable_sets() -> None:
    pairs = confusion.shipped()
    assert sum(len(row) for row in pairs.values()) >= 600
    assert "there" in pairs["their"]
    unknown = [word for word in confusion.members() if "'" not in word and words.best(word) is None]
    assert not unknown, f"no words: {unknown}"


def test_gazetteer_is_large_and_without_repeats() -> None:
    shipped = gazetteer.shipped()
    assert len(shipped.entries) >= 1500
    assert {entry.kind for entry in shipped.entries} >= {"person", "organisation", "treaty", "war", "army", "place"}
    names = [entry.name for entry in shipped.entries]
    repeated = sorted({name for name in names if names.count(name) > 1})
    assert not repeated
    assert ("kim", "jong", "il") in shipped.exact


def test_loading_is_cheap() -> None:
    """A cold start of the words costs a few milliseconds of processor time; generous here, since machines differ."""
    code = (
        "import time; start = time.process_time(); from essaylint.lexicon import words; words.best('defence');"
        "print(time.process_time() - start)"
    )
    best = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(3))
    assert best < 0.15
    start = time.process_time()
    for _ in range(20_000):
        words.best("defence")
    assert time.process_time() - start < 0.2

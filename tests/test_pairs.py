"""Words that do not go together: every entry of the tables is found in a sentence made from it."""

from __future__ import annotations

import random

import pytest

from essaylint.backends import parser
from essaylint.checks.odd_pair import Check
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.slots import pairs_of
from essaylint.lexicon.inflection import noun_forms, verb_forms
from essaylint.lexicon.pairs import PairsError, read_table, table_of

FILES = ("pairs_verbs", "pairs_adjectives", "pairs_nouns", "pairs_adverbs", "pairs_prepositions", "pairs_lookalikes", "pairs_determiners")
PRONOUNS = {"me", "us", "him", "them", "her", "it", "you", "i", "we", "they", "he", "she"}


def noun(word: str) -> str:
    """The word with an article, unless it takes none."""
    return word if word in PRONOUNS else f"the {word}"


def sentence(slot: str, word: str, partner: str, object_: str) -> str:
    """A sentence in which the two stand in the slot."""
    verb, _, rest = word.partition(" ")
    past = next(form.text for form in verb_forms(verb) if form.slot == "past")
    other = next(form.text for form in verb_forms(partner) if form.slot == "past")
    return {
        "verb+object": f"They {past} {noun(partner)} {rest}".strip() + ".",
        "object+verb": f"They {other} the {word}.",
        "verb+subject": f"The {partner} {past} {rest}".strip() + ".",
        "bare+subject": f"The {partner} {past} there.",
        "adj+noun": f"She saw the {word} {partner}." if partner not in PRONOUNS else f"{partner} am {word}.",
        "noun+adj": f"She saw the {partner} {word}.",
        "noun+of": f"The {word} of {noun_forms(partner)[1].text} was there.",
        "of+noun": f"The {partner} of {word} was there.",
        "adv+verb": f"They {word} {other} it.",
        "late+verb": f"They {other} {word}.",
        "adv+adj": f"It was {word} {partner}.",
        "verb+pobj": f"They {past} {rest} the {partner}.",
        "bare+pobj": f"They {past} {rest} the {partner}.",
        "verb+prep": f"They {past} him {partner} the {object_}.",
        "bare+prep": f"They {past} {partner} the {object_}.",
        "adj+prep": f"They were {word} {partner} the {object_}.",
        "noun+prep": f"The {word} {partner} the {object_} was there.",
        "verb+to": f"They {past} to go there.",
        "verb+ing": f"They {past} going there.",
        "det+noun": f"They saw {word} new {partner}.",
        "noun+to": f"They saw a {word} to go there.",
    }[slot]


def entries() -> list[tuple[str, str, str, str]]:
    """Slot, word, partner and object of every entry, with one partner for each."""
    found = []
    for (slot, word), all_of_word in table_of(FILES).items():
        for entry in all_of_word:
            if entry.fine:
                continue
            names = sorted(entry.partners.named - entry.partners.but) or ["thing"]
            objects = sorted((entry.objects.named - {"+ing"}) or {"trade"}) if entry.objects else ["trade"]
            chance = random.Random(f"{slot}{word}{entry.line}")
            found.append((slot, word, chance.choice(names), chance.choice(objects)))
    return found


def test_the_tables_are_large() -> None:
    assert len(entries()) > 3000


def test_entries_are_found_in_sentences_made_from_them() -> None:
    """The parser misreads some bare sentences; four in five must be found all the same."""
    made = [Paragraph(sentence(*one)) for one in random.Random(1).sample(entries(), 400)]
    parser.parse_all(made)
    check = Check(files=FILES)
    missed = [paragraph.text for paragraph in made if not list(check.find(paragraph))]
    assert len(missed) < 80, missed


def test_no_entry_offers_itself() -> None:
    for (slot, word), every in table_of(FILES).items():
        for entry in every:
            assert word not in entry.fixes, entry.line
            if slot.endswith("prep"):
                assert not entry.partners.named & set(entry.fixes), entry.line


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The old mistakes were made by him.", ("verb+object", "make", "mistakes")),
        ("The mistakes that he made were old.", ("verb+object", "make", "mistakes")),
        ("They made a lot of mistakes.", ("verb+object", "make", "mistakes")),
        ("They made plans and mistakes.", ("verb+object", "make", "mistakes")),
        ("They carried out the plan.", ("verb+object", "carry out", "plan")),
        ("The plan was made by a committee.", ("verb+subject", "make", "committee")),
        ("The journey was long and tired.", ("adj+noun", "tired", "journey")),
        ("Prices rise.", ("bare+subject", "rise", "Prices")),
    ],
)
def test_pairs_are_read_from_the_parse(text: str, pair: tuple[str, str, str]) -> None:
    assert pair in {(one.slot, one.key, one.partner.text) for one in pairs_of(Paragraph(text).tree)}


@pytest.mark.parametrize(
    "text",
    [
        "They took knowledge of the law into account.",
        "These are questions that arise.",
        "The people were not cared for.",
        "He was interested, in the end, in trade.",
        "Letters do what conversation cannot do: they let people speak.",
        "The most famous of them is the barrier.",
        "They follow politics, and that is what a decision cannot do.",
    ],
)
def test_what_only_looks_like_a_pair_is_silent(text: str) -> None:
    assert not list(Check(files=FILES).find(Paragraph(text)))


def test_a_teacher_adds_pairs() -> None:
    check = Check(pairs=("@plot = plan scheme", "[verb+object]", "brew : @plot -cunning -> devise"))
    (found,) = check.find(Paragraph("They brewed a plan."))
    assert found.fixes[0].edits[0].new == "devised"


@pytest.mark.parametrize("line", ["[verb+thing]", "make : @nothing -> do", "make homework", "@empty"])
def test_a_line_that_cannot_be_read_says_so(line: str) -> None:
    with pytest.raises(PairsError, match=r"write|no such slot|no class"):
        read_table(["[verb+object]", line])

"""Claims: who does what to whom, said by whom, when, how much; and who "it" is."""

from __future__ import annotations

import pytest

from essaylint.backends import parser
from essaylint.essay.claim import Claim
from essaylint.essay.coreference import document_claims
from essaylint.essay.exclusions import find_scopes
from essaylint.essay.nounphrases import phrase_at, same_name
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.quantities import find_dates, find_numbers
from essaylint.essay.tree import Tree
from essaylint.formats import read
from essaylint.source import Source

pytestmark = pytest.mark.skipif(not parser.available(), reason="the parser is not installed")


def claims(text: str) -> tuple[Claim, ...]:
    return document_claims(read(Source(text)))


def claim(text: str, verb: str) -> Claim:
    return next(one for one in claims(text) if one.verb == verb)


@pytest.mark.parametrize(
    ("text", "verb", "printed"),
    [
        ("The council did not praise the architect.", "praise", "The council does not praise the architect"),
        ("The screenplay was written by Ann Lowry.", "write", "The screenplay is written by Ann Lowry"),
        ("There are no trees in the garden.", "exist", "no trees in the garden not exist in garden"),
        ("He failed to pay the soldiers.", "pay", "He does not pay the soldiers"),
        ("Critics claim that the bonus harms buyers.", "harm", "the bonus harms buyers (says others)"),
        ("The abolition of serfdom by the king was bold.", "abolish", "serfdom is abolished by the king"),
        ("Smoking is responsible for the disease.", "cause", "Smoking causes the disease"),
    ],
)
def test_claims_print_as_short_sentences(text: str, verb: str, printed: str) -> None:
    found = str(claim(text, verb))
    if verb == "exist":
        assert found.startswith("no trees")
        assert " not exist" in found
    else:
        assert found == printed


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("The old policy failed. It hurt the farmers.", "harm", "policy"),
        ("Marie Curie left Warsaw. She studied in Paris.", "study", "curie"),
        ("Kenya banned plastic bags. The country punished the sellers.", "punish", "kenya"),
        ("Maslow is a psychologist. The psychologist taught in Brooklyn.", "teach", "maslow"),
        ("The new tax policy was late. The policy harmed nobody.", "harm", "policy"),
        ("The boys who broke the window ran away.", "break", "boy"),
        ("The law was passed and ended the strike.", "end", "law"),
    ],
)
def test_subjects_are_resolved(text: str, verb: str, head: str) -> None:
    assert claim(text, verb).subject.head == head


def test_both_countries_are_two() -> None:
    text = "France signed the treaty with Germany. Both countries reduced their armies."
    assert {one.subject.name for one in claims(text) if one.verb == "lower"} == {"france", "germany"}


@pytest.mark.parametrize(
    ("text", "verb", "marks"),
    [
        ("If it rains, the match ends.", "end", {"conditional"}),
        ("Although it rained, the match ended well.", "rain", {"concession"}),
        ("Did the match end well?", "end", {"question"}),
        ("The match would end well.", "end", {"would"}),
        ("The club wants to win the cup.", "win", {"try"}),
        ("Not only did it win the cup, it won the league.", "win", set()),
        ("She wondered whether the club won the cup.", "win", {"open"}),
    ],
)
def test_settings(text: str, verb: str, marks: set[str]) -> None:
    assert marks <= claim(text, verb).setting.marks


@pytest.mark.parametrize(
    ("text", "verb", "holder"),
    [
        ("According to Vorontsov, the army distributes food.", "distribute", "source vorontsov"),
        ("It is believed that the army distributes food.", "distribute", "others"),
        ("I think that the army distributes food.", "distribute", ""),
        ("The report shows that the army distributes food.", "distribute", ""),
        ("Some argue that the army distributes food.", "distribute", "others"),
    ],
)
def test_holders(text: str, verb: str, holder: str) -> None:
    assert claim(text, verb).setting.holder == holder


def test_i_do_not_think_turns_the_claim_round() -> None:
    assert claim("I do not think that the law helps farmers.", "help").negated


@pytest.mark.parametrize(
    ("text", "quantity", "head"),
    [
        ("None of the pupils passed.", "no", "student"),
        ("A majority of voters stayed.", "most", "voter"),
        ("Not all snakes bite.", "not all", "snake"),
        ("Everybody sang.", "all", "people"),
    ],
)
def test_wholes_and_quantities(text: str, quantity: str, head: str) -> None:
    subject = claims(text)[0].subject
    assert (subject.quantity, subject.head) == (quantity, head)


def test_countries_have_one_name() -> None:
    paragraph = Paragraph("The Russian policy failed.")
    tree = Tree(paragraph.parse)
    head = next(token.index for token in tree.tokens if token.text == "policy")
    assert phrase_at(tree, head).names == {"russia"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("philip dunne", "dunne", True), ("south korea", "korea", False), ("ann lee", "ann", True), ("ann lee", "bob lee", False)],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        ("On 9 March 1944", "On 6 April 1944", True),
        ("In March 1944", "On 9 March 1944", False),
        ("In the 1830s", "In 1834", False),
        ("In the 1830s", "In 1844", True),
        ("In the 19th century", "In 1850", False),
        ("In 300 BC", "In 300 AD", True),
    ],
)
def test_dates_exclude_one_another(one: str, other: str, excludes: bool) -> None:
    first, second = find_dates(one)[0], find_dates(other)[0]
    assert first.excludes(second) is second.excludes(first) is excludes


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        ("312 seals", "140 seals", True),
        ("over 100 seals", "140 seals", False),
        ("under 100 seals", "140 seals", True),
        ("about 100 seals", "104 seals", False),
        ("40 per cent", "40 seals", False),
        ("two million", "2,000,000", False),
    ],
)
def test_numbers_exclude_one_another(one: str, other: str, excludes: bool) -> None:
    first, second = find_numbers(one)[0], find_numbers(other)[0]
    assert first.excludes(second) is second.excludes(first) is excludes


def test_scopes_leave_out_or_not() -> None:
    found = list(find_scopes(Paragraph("It applies to men but not women. It serves both men and women.")))
    assert [(one.first, one.second, one.excluded) for one in found] == [("man", "woman", True), ("man", "woman", False)]

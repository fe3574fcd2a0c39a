"""Claims and their sources: what is vague, what needs a source, and what excuses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import essaylint
from essaylint import Config, Linter
from essaylint.essay.checkworthy import CLAIM, FEATURES, claims_of, core_of, features_of, worth
from essaylint.essay.phrase_pattern import pattern_of, source_of, word_classes
from essaylint.essay.phrases import PhraseError
from essaylint.rulebook import read_card
from essaylint.span import Span

LINTER = Linter(Config(select=("sourcing",)))
FILLER = "The river has drawn people for as long as there have been towns, and it has driven them away again. " * 14


def told(text: str) -> list[tuple[str, str]]:
    """Rule and marked text of every finding that is not a hint."""
    return [(one.rule, one.span.of(text)) for one in LINTER.lint(text) if str(one.severity) != "hint"]


@pytest.mark.parametrize(
    "text",
    [
        "The study shows that voters moved.",
        "These critics argue that the tariff failed.",
        "Critics such as Edward Said argue that the tariff failed.",
        "Researchers at Oxford found that voters moved.",
        "The experts who testified before Congress said so.",
        "According to the defense ministry, it fell.",
        "According to Smith (2010), it fell.",
        "A matrix A is said to be singular if its determinant is zero.",
        "It is agreed that the goods shall be delivered in May.",
        "Particles were assumed to be spherical.",
        "Students must consider the cost.",
        "Scientists study the climate.",
        "Many people live in cities.",
        "In recent years (2015-2019) the river rose.",
        "“Experts say this is safe,” the advertisement promised.",
        "Russian historians argue so. His critics say so. The two experts agree.",
        "We are often told that it was found that the wall held.",
        "Studies show that children read less (Keller, 2014).",
        "According to experts at the University of Hull, it fell.",
        "The wall is widely regarded as a failure by the Water Board.",
    ],
)
def test_what_is_not_vague(text: str) -> None:
    """Sources that are named, known, cited or quoted, and passives that hide nobody."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("According to observers, the army is weak.", "vague-sourcing", "According to observers"),
        ("It has been observed that both are weak.", "vague-sourcing", "It has been observed that"),
        ("Studies show that walls fail.", "vague-study", "Studies show"),
        ("Many scholars believe that it fell.", "vague-sourcing", "Many scholars believe"),
        ("Experts agree that it fell.", "vague-sourcing", "Experts agree"),
        ("It is widely believed that it fell.", "vague-sourcing", "It is widely believed that"),
        ("However, some leading historians have argued for it.", "vague-sourcing", "some leading historians have argued"),
        ("It is considered to be strategic.", "hidden-agent", "is considered to be"),
        ("Some believe it fell, and others claim that it stands.", "anonymous-people", "Some believe"),
    ],
)
def test_what_is_vague(text: str, rule: str, marked: str) -> None:
    """Sources that nobody could look up."""
    assert (rule, marked) in told(text)


def test_a_citation_makes_a_hint_of_it() -> None:
    """With a citation in the sentence only the style is left to mend."""
    text = "It has been argued that both are weak (Keller, 2014)."
    (one,) = [one for one in LINTER.lint(text) if one.rule == "vague-sourcing"]
    assert str(one.severity) == "hint"
    later = "It has been argued that both are weak. Both are poor (Keller, 2014)."
    assert told(later) == [("vague-sourcing", "It has been argued that")]


def test_people_once_for_the_essay() -> None:
    """“Some people believe” is told once, with the others related."""
    text = "Some people believe in walls. Many people think they fail. Others say nothing helps."
    (one,) = [one for one in LINTER.lint(text) if one.rule == "anonymous-people"]
    assert len(one.related) == 2


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("More than 40% of adults reported pain.", "statistic"),
        ("One in ten adults reported pain.", "statistic"),
        ("The vast majority of adults had pain.", "statistic"),
        ("In 2015, it began a policy.", "dated"),
        ("The war led to hunger.", "cause"),
        ("The policy is motivated by fear.", "motive"),
        ("Most states are afraid.", "general"),
        ("It is one of the largest ports.", "comparison"),
        ("Trade increased.", "change"),
        ("It was closed by Norland.", "actor"),
        ("I saw it fall.", "first person"),
        ("Did it fall?", "question"),
        ("It may have fallen.", "hedge"),
        ("This essay argues that it fell.", "own work"),
        ("This means that it fell.", "inference"),
        ("The author argues that it fell.", "reported"),
        ("A wall is defined as a barrier.", "definition"),
    ],
)
def test_features(sentence: str, feature: str) -> None:
    """Every feature of the score, by an example."""
    assert feature in features_of(sentence)


def test_the_country_is_not_a_pronoun() -> None:
    """“US” is no first person."""
    assert "first person" not in features_of("The US and NATO have expanded.")
    assert "first person" in features_of("It helps us.")


def test_worth() -> None:
    """Claims score high, the writer's own thoughts low; the features have one name each."""
    assert worth("In 2015, Norland adopted a new policy to expand its influence.") >= CLAIM
    assert worth("I think that walls might help.") < 0
    assert len({one.name for one in FEATURES}) == len(FEATURES)


def test_core() -> None:
    """The claim is marked without its connective and its stop, and is cut where it runs on."""
    text = "Besides, Norland closed its ports."
    assert core_of(text, Span(0, len(text))).of(text) == "Norland closed its ports"
    long = "Norland closed all of its ports on the northern coast in the autumn of that year, which brought hunger to every town that had lived from the sea."
    cut = core_of(long, Span(0, len(long)))
    assert cut.length <= 130
    assert cut.of(long).endswith("every town")


def test_claims_and_their_gaps() -> None:
    """A claim knows how far the next citation of its paragraph is."""
    text = "In 1952, Norland adopted a policy to expand. In 1953, Norland closed all of its ports. They fell (Keller, 2014). In 1960, Norland adopted another."
    (claims,) = claims_of(essaylint.read(text))
    assert [one.gap for one in claims] == [2, 1, 99]


def test_one_finding_a_paragraph() -> None:
    """The strongest claim is told, the others are related."""
    text = (
        "Keller (2014) has told how the towns grew.\n\nIn 1952, Norland adopted a new policy to expand its influence. "
        "Its policy is motivated by a desire to weaken Sweden. Most states are afraid of Norland."
    )
    (one,) = [one for one in LINTER.lint(text) if one.rule == "uncited-claim"]
    assert len(one.related) == 2


def test_no_sources_is_one_finding() -> None:
    """An essay that cites nothing gets one finding, and none about single claims."""
    text = FILLER + (
        "In 1952, more than 40% of the towns in Norland had lost their harbour. In 1961, the government of Norland adopted a "
        "new policy to expand its influence. The closing of the ports was caused by the refusal of Sweden to trade with Norland."
    )
    assert [rule for rule, _ in told(text)] == ["no-sources"]
    assert told(FILLER) == []
    assert told(text.replace("The river", "My river, I say,").replace("people", "me")) == []


def test_a_link_is_a_source() -> None:
    """A link in the sentence excuses it."""
    assert LINTER.lint("According to [observers](https://a.example.org), it fell.", format="markdown") == []


def sample(phrase: str) -> str:
    """One literal of a phrase: the first of alternatives, nothing optional."""
    tokens = re.findall(r"<[\w-]+>|\{[^{}]*\}|[()\[\]|]|[^{}()\[\]|<>]+", phrase)

    def alternatives(at: int) -> tuple[int, str]:
        out, first = "", ""
        done = False
        while at < len(tokens) and tokens[at] not in ")]":
            token = tokens[at]
            at += 1
            if token == "|":
                if not done:
                    first, done = out, True
                out = ""
            elif token in "([":
                at, inner = alternatives(at)
                at += 1
                out += inner if token == "(" else ""
            elif token == "<word>":
                out += "local"
            elif token.startswith("<"):
                out += word_classes()[token.strip("<>")].strip("()").split("|")[0].replace("{", "").replace("}", "")
            elif token.startswith("{"):
                out += "is" if token == "{be}" else token.strip("{}").split(":")[-1]
            else:
                out += token
        return at, first if done else out

    return " ".join(alternatives(0)[1].split())


CARDS = Path(__file__).parent.parent / "rules" / "sourcing"


@pytest.mark.parametrize("name", ["vague-sourcing", "vague-study", "hidden-agent", "anonymous-people", "vague-time", "private-source"])
def test_every_phrase_is_found(name: str) -> None:
    """A sentence made of each line of a card's lists is flagged by the card's rule."""
    check = read_card(CARDS / f"{name}.md", package="essaylint").check
    linter = Linter(Config(select=(name,)))
    filler = FILLER if name == "vague-time" else "It fell (Keller, 2014). " if name == "private-source" else ""
    for field in ("people", "agentless", "phrases"):
        for phrase in getattr(check, field, ()):
            words = sample(phrase)
            text = f"{filler}{words[0].upper()}{words[1:]} the wall fell down."
            if words.split()[0] in ("is", "considered"):
                text = f"{filler}The old wall {words} the army in that land."
            assert linter.lint(text), (name, phrase, text)


def test_phrase_patterns() -> None:
    """The phrase language as a regular expression."""
    assert pattern_of(("according to [some] (experts|critics)",)).search("so according to critics").group() == "according to critics"
    assert pattern_of(("<many> <people>",)).search("a number of historians")
    assert pattern_of(("{be} seen",)).search("it was seen")
    assert "people" in word_classes()
    for broken in ("(a", "a)", "{be", "<nobody>"):
        with pytest.raises(PhraseError):
            source_of(broken)

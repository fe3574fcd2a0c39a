"""The structure rules: headings, introductions, paragraphs and endings."""

from __future__ import annotations

import pytest

from essaylint import rulebook
from essaylint.checks import announced_topic, ending, heading_order, length
from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Severity
from essaylint.essay.phrases import literals_of
from essaylint.formats import read
from essaylint.lexicon.inflection import data_lines
from essaylint.source import Source

RULES = rulebook.shipped()
BODY = "The farmers of the valley went to the mill in spring and found the gate closed. Nobody had told them of the sale. " * 2


def found(check: DocumentCheck, text: str, format: str = "plain") -> list[Finding]:
    """What a document check finds."""
    return list(check.find_in(read(Source(text), format)))


def test_a_heading_over_a_deeper_one_is_not_empty() -> None:
    """Only a heading followed by one of its own level or nothing is empty."""
    check = heading_order.Check(fault="empty")
    assert not found(check, "# Town\n\n## Water\n\nText is here.", "markdown")
    (finding,) = found(check, "# Town\n\nText.\n\n## Water\n\n## Land\n\nText is here.", "markdown")
    assert finding.severity is None
    assert found(check, "# Town\n\nText is here.\n\n## Land", "markdown")


def test_plain_text_is_unsure_of_levels() -> None:
    """Where levels are guessed, an empty heading is a hint."""
    text = f"The Town\n\n{BODY}\n\nThe Cost of Water\n\nThe Price of Land\n\n{BODY}"
    findings = found(heading_order.Check(fault="empty"), text)
    assert all(finding.severity is Severity.HINT for finding in findings)


def test_a_level_left_out() -> None:
    """From 1 to 3."""
    check = heading_order.Check(fault="skipped")
    (finding,) = found(check, "# Town\n\nText.\n\n### Water\n\nText.", "markdown")
    assert finding.words == {"level": "3", "before": "1"}


def test_an_announcement_with_a_claim_is_a_thesis() -> None:
    """“This essay argues that …” says something."""
    rule = RULES["announced-topic"].check
    assert isinstance(rule, announced_topic.Check)
    rest = f"\n\n{BODY}" * 6
    assert found(rule, f"This essay will discuss the mill and the town at some length.{rest}")
    assert not found(rule, f"This essay will discuss the mill and show that the town ruined it.{rest}")
    assert not found(rule, "This essay will discuss the mill and the town.")
    assert not found(rule, f"The town ruined its mill, as old books of the parish tell.{rest}This essay will discuss it.")


def test_the_first_and_last_paragraph_may_be_short() -> None:
    """Paragraph rules speak of the middle, and only in an essay."""
    check = length.Check(unit="paragraph", fewest=2)
    assert not found(check, f"It rained for days on end.\n\n{BODY}\n\n{BODY}\n\nIt dried in the end, they say.")
    assert len(found(check, f"{BODY}\n\nIt rained for days on end.\n\n{BODY}\n\n{BODY}")) == 1


def test_endings() -> None:
    """An essay that draws nothing together is told; a closing word is enough."""
    check = ending.Check(fault="missing", words=50, paragraphs=3)
    assert found(check, "\n\n".join([BODY] * 4))
    assert not found(check, "\n\n".join([BODY] * 3 + ["In conclusion, the mill was the life of the valley, and its sale the end of it."]))
    check = ending.Check(fault="repeats", words=50, paragraphs=3)
    start = "The railway brought coal, iron and strangers; it carried wool, timber, children away; schools, banks, shops, farms grew rich near stations."
    assert found(check, "\n\n".join([start, BODY, BODY, start]))
    assert not found(check, "\n\n".join([start, BODY, BODY, "Nobody foresaw what became of those who stayed behind without land, tools, credit or hope."]))


@pytest.mark.parametrize("line", data_lines("announcements.txt"))
def test_every_announcement_is_told(line: str) -> None:
    """Each way to announce a topic is told at the start of an essay."""
    rule = RULES["announced-topic"].check
    assert isinstance(rule, announced_topic.Check)
    for phrase in literals_of((line,))[:40]:
        assert found(rule, f"{phrase.capitalize()} the mill and the town. {BODY}" + f"\n\n{BODY}" * 6), phrase

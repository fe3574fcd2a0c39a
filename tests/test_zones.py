"""What every paragraph is: titles, headings, lists, quotations, captions, references, furniture, other languages."""

from __future__ import annotations

import pytest

from essaylint.essay.language import language_of
from essaylint.formats import read
from essaylint.source import Source

ESSAY = """\
The Tulip Bubble: A Reappraisal

by Jane Doe

1. Introduction

Tulips came to the Low Countries in the sixteenth century, and for decades they were
grown by scholars alone. The trade of 1636 and 1637 has been told as a madness ever
since, although few people lost money in it.

    The price of a single bulb rose from twelve florins to sixty, and men of every
    trade gave up their work to sign contracts for bulbs that were in the ground.

Three reasons have been given:

- greed, which explains little
- the plague, which made people careless of
  tomorrow
(a) a change of law

Figure 1. Prices of bulbs, 1634-1637.

Table 2: Florists by town

2.1 The Contracts

Most contracts were never paid. What became of them is the subject of the next section,
where the records of Haarlem are read.

CONCLUSION

The bubble was small.

Works Cited

Doe, J. (1999). Bulbs and bubbles. Economic History Review, 52(3), 44–61.
Garber, P. M. (1989). Tulipmania. Journal of Political Economy, 97(3),
    535–560.
Thompson, E. A. (2007). The tulipmania: Fact or artifact? Public Choice,
    130(1–2), 99–114.

Appendix A

The records of the town are given here in full, as they were copied by hand in the year 1740.
"""
BODY = (
    "The wolves came back to the valley in 1995, and the deer moved up the slopes within ten years. Trees grew again "
    "along the river, and with them came the beavers."
)


def kinds(text: str, format: str = "plain") -> list[tuple[str, str]]:
    """Every paragraph's kind (with the level of headings) and how it starts."""
    blocks = read(Source(text), format).blocks
    return [(b.paragraph.kind + (str(b.paragraph.level) if b.paragraph.level else ""), b.paragraph.text[:13]) for b in blocks]


def test_a_whole_essay() -> None:
    assert kinds(ESSAY) == [
        ("title1", "The Tulip Bub"), ("title", "by Jane Doe"), ("heading2", "1. Introducti"), ("body", "Tulips came t"),
        ("quote", "The price of "), ("body", "Three reasons"), ("item", "greed, which "), ("item", "the plague, w"),
        ("item", "a change of l"), ("caption", "Figure 1. Pri"), ("caption", "Table 2: Flor"), ("heading3", "2.1 The Contr"),
        ("body", "Most contract"), ("heading2", "CONCLUSION"), ("body", "The bubble wa"), ("heading2", "Works Cited"),
        ("reference", "Doe, J. (1999"), ("reference", "Garber, P. M."), ("reference", "Thompson, E. "),
        ("heading2", "Appendix A"), ("body", "The records o"),
    ]  # fmt: skip


def test_references_without_a_heading() -> None:
    entries = ESSAY[ESSAY.index("Doe, J.") : ESSAY.index("Appendix")]
    found = kinds(f"{BODY}\n\n{entries}\n\nLeave a comment\n\nShare this")
    assert [kind for kind, _ in found] == ["body", "reference", "reference", "reference", "furniture", "furniture"]
    assert [kind for kind, _ in kinds(f"{BODY}\n\nDoe, J. (1999). Bulbs. Oxford: Blackwell.\n\n{BODY}")] == ["body"] * 3


@pytest.mark.parametrize(
    ("page", "furniture"),
    [
        (["Jane Doe", "Professor Smith", "ENGL 101", "12 March 2021", "Wolves in the Valley", BODY, "Word count: 1204"], []),
        (["Wolves", "Jane Doe", "Department of Biology", "March 12, 2021", "Abstract", BODY, "Keywords: wolves, rivers"], []),
        (["Home > Essays > Ecology", "Wolves", "Words: 1204", "Pages: 5", "Free essay samples", BODY], [0, 2, 3, 4]),
        ([BODY, "Advertisement", BODY, "Image source, Getty Images", BODY], [1, 3]),
        ([BODY, "Share this:", "Twitter", "Facebook", "Tagged beavers, rivers", "Leave a Reply"], [1, 2, 3, 4, 5]),
        (["Turnitin Originality Report", "Submission ID: 1", "Wolves", BODY, "Page 2 of 7", BODY], [0, 1, 4]),
        ([BODY, "Order now", "Our experts will write a custom essay for you!", "4.8 out of 5"], [1, 2, 3]),
        ([BODY, "June 3, 2020", "Nature Rivers", "Subject area:", "Number of pages", "Hire Writer"], [1, 2, 3, 4, 5]),
        ([BODY, "I hope for a quick answer.", "Yours faithfully,", "Jane Doe"], []),
        (["We use cookies. By continuing to use this site you agree to our privacy policy.", "Wolves", BODY], [0]),
        (["Wolves", "The first page had 300 views and 12 comments, which pleased him.", BODY], []),
    ],
)
def test_furniture(page: list[str], furniture: list[int]) -> None:
    found = kinds("\n\n".join(page))
    assert [at for at, (kind, _) in enumerate(found) if kind == "furniture"] == furniture


@pytest.mark.parametrize(
    "line",
    ["Participants", "Search Results", "Feedback", "Advertising", "Privacy Policy", "Attachment", "Further Reading", "Topics",
     "Essay writing services promise original papers for $15 per page, and many students believe that our schools cannot tell.",
     "We use cookies as an example of how companies track us.",
     "You can buy an essay online within three hours, and nobody will know that you did."],
)  # fmt: skip
def test_an_essay_may_speak_of_pages(line: str) -> None:
    assert "furniture" not in [kind for kind, _ in kinds(f"Wolves\n\n{BODY}\n\n{line}\n\n{BODY}")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le roi est mort et la reine ne le sait pas encore dans la ville.", "French"),
        ("El perro come la carne en la casa de su dueño todos los días.", "Spanish"),
        ("Der Hund frisst das Fleisch im Haus und der Mann sieht ihm zu.", "German"),
        ("Il cane mangia la carne nella casa del suo padrone ogni giorno.", "Italian"),
        ("Это предложение написано по-русски.", "Other script"),
        ("这是中文", "Other script"),
        ("שלום עולם", "Other script"),
        ("α + β = γ", "English"),
        ("Le roi est mort.", "English"),
        ("Jong-un (김정은) is the leader.", "English"),
        ("The “coup d’état” of the “ancien régime” in the Palais de la Cité was a “fait accompli”.", "English"),
        ("Crop yields fell; prices rose; wages stagnated; unrest spread; governments collapsed; famine followed.", "English"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_markdown_zones() -> None:
    text = "---\ntitle: x\n---\n# The Wolves\n\n> A quotation.\n\n1. First\n2. Second\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    text += "![A wolf](w.png)\n\n```\ncode\n```\n\n## References\n\n1. Doe, J. (1999). *Wolves*. Oxford: Blackwell.\n"
    assert kinds(text, "markdown") == [
        ("title1", "The Wolves"), ("quote", "A quotation."), ("item", "First"), ("item", "Second"), ("table", "a"),
        ("table", "b"), ("table", "c"), ("table", "d"), ("caption", "A wolf"), ("heading2", "References"),
        ("reference", "1. Doe, J. (1"),
    ]  # fmt: skip


def test_inline_marks() -> None:
    text = "He read *Wolves* and **bears** in [a book](http://a.b) with `code`, $x^2$ and http://c.de/f for a claim.[^1]\n\n[^1]: Doe.\n"
    paragraph = read(Source(text), "markdown").blocks[0].paragraph
    assert [(mark.kind, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks] == [
        ("emphasis", "Wolves"), ("strong", "bears"), ("link", "a book"), ("code", "code"), ("math", "$x^2$"),
        ("url", "http://c.de/f"), ("note", "."),
    ]  # fmt: skip

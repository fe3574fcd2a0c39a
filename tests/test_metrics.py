"""What is counted, told apart by what it is part of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import essaylint
from essaylint import cli
from essaylint.backends import parser, readability
from essaylint.essay.metrics import Metrics, body_words

ESSAY = """\
# Mills on the canal

## How they grew

The mills were built by the town (Keller, 2014). The owner said that “the mill was the whole of my life” and left.

> Nobody who saw it forgot the fire.

The centre of the town changed colour. It grew.

## References

Keller, A. (2014). Towns on the canal. Lowell: Mill Press.
"""


def metrics() -> Metrics:
    return Metrics(essaylint.read(ESSAY, format="markdown"))


def test_words_are_told_apart() -> None:
    found = metrics()
    assert found.words == {
        "body": 24, "quotations": 15, "headings": 8, "captions and tables": 0, "references": 10, "furniture": 0, "not English": 0,
    }  # fmt: skip
    assert sum(found.words.values()) == sum(len(block.paragraph.words) for block in found.document.blocks)


def test_quotations_may_count() -> None:
    document = metrics().document
    assert sum(1 for _ in body_words(document)) == 24
    assert sum(1 for _ in body_words(document, quotations=True)) == 39


def test_shares_and_sources() -> None:
    found = metrics()
    assert (found.sentences, found.paragraphs, found.citations, found.sources) == (4, 2, 1, 1)
    assert found.cited_share == 0.25
    assert found.english == "gb"
    if parser.available():
        assert found.passive_share == 0.25


def test_vocabulary_is_larger_for_varied_text() -> None:
    same = Metrics(essaylint.read("The mill burned and the mill fell. " * 20))
    varied = Metrics(essaylint.read((Path(__file__).parent.parent / "fixtures/clean/tides.md").read_text(encoding="utf-8"), format="markdown"))
    assert 0 < same.vocabulary < 10 < varied.vocabulary


@pytest.mark.parametrize("text", ["", "   \n\n", "# Only a heading", "Один два три четыре пять.", "😀"])
def test_nothing_to_count_is_no_error(text: str) -> None:
    found = Metrics(essaylint.read(text, format="markdown")).as_table()
    assert json.loads(json.dumps(found)) == found


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    essay = tmp_path / "essay.md"
    essay.write_text(ESSAY, encoding="utf-8")
    assert cli.main(["metrics", str(essay)]) == 0
    shown = capsys.readouterr().out
    assert "words: body             24\n" in shown
    assert "British" in shown
    assert cli.main(["metrics", str(essay), "--output-format", "json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)
    assert table["words"]["quotations"] == 15
    assert (table["scores"] is not None) == readability.available()


def test_command_without_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["metrics", str(tmp_path / "no.md")]) == 2
    assert "no such file" in capsys.readouterr().err


# Counted by hand, a paragraph after the other: what stands between blanks, without lone dashes and marks; citations with it, the
# words of quotations of four words or more apart.
BY_HAND = {
    "demo.md": ((68, 82, 24, 65, 90, 52, 47, 64, 48), 0, 8 + 5 + 2 + 2 + 1 + 1, 13 + 14, 7 + 19),
    "clean/insulin.md": ((73, 90, 77, 99, 53, 86, 69), 0, 11 + 2 + 4 + 4 + 1 + 1, 13 + 18 + 17, 0),
    "clean/letters.md": ((72, 121 - 9, 134 - 9, 126 - 10, 103), 9 + 9 + 10, 7 + 2, 10 + 14 + 11, 0),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_words_by_hand(name: str) -> None:
    """The body within one in a hundred, every other part within two words and the numbers of pages and issues."""
    body, quotations, headings, references, furniture = BY_HAND[name]
    path = Path(__file__).parent.parent / "fixtures" / name
    found = Metrics(essaylint.read(path.read_text(encoding="utf-8"), format="markdown"))
    assert found.words["body"] == pytest.approx(sum(body), rel=0.01)
    assert found.paragraphs == len(body)
    assert found.words["quotations"] == quotations
    assert found.words["headings"] == headings
    assert found.words["references"] == pytest.approx(references, abs=6)
    assert found.words["furniture"] == pytest.approx(furniture, abs=2)

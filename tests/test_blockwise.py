"""Markdown that is read again after an edit is what a fresh reading finds, whatever the text and the edit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint.essay.document import Document
from essaylint.formats import blockwise, read
from essaylint.source import Source

ROOT = Path(__file__).parent.parent
# What opens, closes, goes on or defines something in Markdown.
BITS = st.sampled_from([
    "A line of text.", "We say so [a] and [b][a], [so](x), and again.[^1]", "**Bold Line**", "# Heading", "Heading\n===", "Title\n---",
    "- item", "  more of it", "    code or more", "1. one", "12) two", "2009. A year", "* * *", "> quoted", "> - both", "```", "~~~", "  ```", "````x",
    "- ```", "> ```", "<!-- open", "closed -->", "<div>", "</div>", "<pre>", "</pre>", "<script>", "<?php", "?>", "<![CDATA[", "]]>", "<b>x</b>",
    "[a]: /to", "[b]:", "/there", "  'title'", "[^1]: Smith, J. (2010). *Rivers*. Norton.", "[^1]: It rained.", "[^n]:", "[^n]", "    [c]: /in",
    "| a | b |", "|---|---|", "| 1 | 2 |", ":::", "::: {.note}", "---", "+++", "title: x", "...", "\ufeff", "$$", "$x$ and $$y$$", "&amp; \\*",
    "[x]", "- [ ] task", "\t", "\tcode", "\u2028", "\x0c", "\x85", "\xa0", "\x00", "![alt](i.png)", "![alt][a]", "\\", "  ", "=", "-", "x",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\r", "\n \n", "\n\t\n", "", " "])
TEXTS = st.lists(st.tuples(BITS, ENDS), max_size=12).map(lambda parts: "".join(bit + end for bit, end in parts))


def parted(document: Document) -> blockwise.Parts:
    assert isinstance(document.parts, blockwise.Parts)
    return document.parts


def same(text: str, before: Document | None) -> Document:
    """The text read after `before`, which is what is read without it."""
    source = Source(text)
    fresh, again = read(source, "markdown"), read(source, "markdown", before)
    assert fresh.blocks == again.blocks, text
    assert fresh.pieces == again.pieces, text
    return again


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(BITS, ENDS, TEXTS)), max_size=4))
def test_reading_again_is_reading_afresh(text: str, edits: list[tuple[float, int, str]]) -> None:
    document = same(text, Document(Source(""), (), ()))
    for part, deleted, typed in edits:
        at = int(part * len(text))
        text = text[:at] + typed + text[at + deleted :]
        document = same(text, document)


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures").rglob("*.md"))[::3], ids=lambda path: path.stem)
def test_the_essays_read_again(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = same(text, Document(Source(""), (), ()))
    for at in range(0, len(text), max(len(text) // 3, 1)):
        document = same(text[:at] + "x" + text[at:], document)
        document = same(text[:at] + "\n\n" + text[at:], document)


def test_only_the_touched_part_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Paragraph {number} says [so].[^1]\n\n- item\n\n  more of it\n\n- another" for number in range(20)) + "\n\n[^1]: It rained.\n"
    first = read(Source(text), "markdown", Document(Source(""), (), ()))
    asked: list[str] = []
    parse = blockwise.markdown.parse
    monkeypatch.setattr(blockwise.markdown, "parse", lambda text, *more: asked.append(text) or parse(text, *more))
    changed = re.sub("Paragraph 7", "Paragraphs 7", text)
    again = read(Source(changed), "markdown", first)
    assert len(asked) == 1
    assert parted(again).known.keys() - parted(first).known.keys() == {key for key in parted(again).known if "Paragraphs 7" in key.text}
    asked.clear()
    read(Source(changed.replace("rained", "rained a lot")), "markdown", again)
    assert len(asked) == 1, "what a note says is nobody else's business"
    read(Source(changed.replace("It rained.", "Smith, J. (2010). *Rivers*. Norton.")), "markdown", again)
    assert len(asked) > 20, "but whether it cites is"

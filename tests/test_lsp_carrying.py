"""After an edit only what it touched is looked at again, and what is told at once is what a fresh look finds."""

from __future__ import annotations

import threading
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaylint.config import Config
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Linter
from essaylint.lsp import essay
from essaylint.lsp.essay import Told
from essaylint.lsp.settings import AtOnce, Linters
from essaylint.source import Source

BITS = st.sampled_from([
    "We recieved it.", "According to observers, the the policy failed.", "# A *heading*", "It is very unique, and the the end.", "- in order to go",
    "> It is widely believed that the army grew in size.", "\n", "\n\n", " ", "x", "*", "`", "<!-- ", " -->", "```\n", "[a]", "[a]: /to\n", "😀", "e\u0301", "\r\n\r\n",
    "<!-- essaylint allow repeated-word: meant -->", "Smith, J. (2010). *Rivers*. Norton.", "# References", "the the", "\n\nthe the\n\n",
])  # fmt: skip


@cache
def linters() -> Linters:
    return Linters(AtOnce(Config()), Linter(Config()))


def told(text: str, before: Told, format: str) -> Told:
    return essay.at_once(Source(text, "essay"), before.version + 1, format, linters(), before, threading.Event())


def plain(found: tuple[Diagnostic, ...]) -> list[object]:
    return sorted((one.span, one.rule, one.message, [place.span for place in one.related], [fix.edits for fix in one.fixes]) for one in found)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["markdown", "plain"]), st.lists(BITS, max_size=12), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), BITS), min_size=1, max_size=6))
def test_at_once_is_what_a_fresh_look_finds(format: str, bits: list[str], edits: list[tuple[float, int, str]]) -> None:
    text = "\n\n".join(bits)
    now = told(text, Told(-1, Source("")), format)
    for part, deleted, typed in edits:
        at = int(part * len(text))
        text = text[:at] + typed + text[at + deleted :]
        now = told(text, now, format)
        assert plain(now.diagnostics) == plain(told(text, Told(-1, Source("")), format).diagnostics), text


def test_only_the_touched_paragraph_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = [f"We recieved letter {number}, in order to know the the end of it." for number in range(50)]
    now = told("\n\n".join(paragraphs), Told(-1, Source("")), "markdown")
    looked: list[str] = []
    kept = Linter._kept
    monkeypatch.setattr(Linter, "_kept", lambda self, paragraph, *more: looked.append(paragraph.text) or kept(self, paragraph, *more))
    paragraphs[20] += " Teh end."
    now = told("\n\n".join(paragraphs), now, "markdown")
    assert looked == [paragraphs[20]]
    assert len([one for one in now.diagnostics if one.rule == "repeated-word"]) == 50

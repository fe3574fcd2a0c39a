"""An essay edited at random through the server: once all is settled, what is published is what a fresh lint finds."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from essaylint.engine import Linter
from essaylint.formats import read
from essaylint.source import Source
from lspclient import EMACS, NEOVIM, VSCODE, Client
from test_lsp import start

EDITORS = (VSCODE, NEOVIM, EMACS)
PARAGRAPHS = st.sampled_from([
    "# A heading 😀", "According to observers, the the policy failed.", "We recieved it, and they recieved it too.",
    "<!-- essaylint allow misspelling: meant -->", "- An item, which is very unique", "Kim Jong-il met Kim Jonh-il. 𝒳 e\u0301.",
    "> It is widely believed that the army grew in size.", "The organisation organized it.", "", "```\ncode the the code\n```",
    "We say [so][a] and so.[^1]", "[a]: /to", "[^1]: It rained, and the the end came.", "[^1]: Smith, J. (2010). *Rivers*. Norton.", "```", "<!--", "-->", "---\ntitle: the the\n---",
    "  more of the the item", "| a | the the |\n|---|---|\n| 1 | 2 |", "# References",
])  # fmt: skip
LETTERS = st.text(alphabet="ab \n😀e\u0301#>`.[]-", min_size=1, max_size=6)
NUMBERS = count()


@cache
def linter() -> Linter:
    return Linter()


class Edits(RuleBasedStateMachine):
    """The editor; `clients` is filled by the test."""

    clients: tuple[tuple[Client, str], ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.uri, self.version, self.text = f"file:///nowhere/essay{next(NUMBERS)}.md", 1, "# One\n\nWe recieved it.\n"
        for client, _ in self.clients:
            client.open(self.uri, self.text)

    def change(self, text: str) -> None:
        self.version, self.text = self.version + 1, text
        for client, _ in self.clients:
            client.change(self.uri, text, self.version)

    def at(self, part: float) -> int:
        return int(part * len(self.text))

    @rule(part=st.floats(0, 1), letters=LETTERS)
    def typed(self, part: float, letters: str) -> None:
        self.change(self.text[: self.at(part)] + letters + self.text[self.at(part) :])

    @rule(part=st.floats(0, 1), length=st.integers(1, 30))
    def deleted(self, part: float, length: int) -> None:
        self.change(self.text[: self.at(part)] + self.text[self.at(part) + length :])

    @rule(part=st.floats(0, 1), paragraph=PARAGRAPHS)
    def pasted(self, part: float, paragraph: str) -> None:
        blocks = self.text.split("\n\n")
        blocks.insert(int(part * len(blocks)), paragraph)
        self.change("\n\n".join(blocks))

    @rule()
    def settled(self) -> None:
        self.check()

    @invariant()
    def text_is_short(self) -> None:
        assert len(self.text) < 20_000

    def check(self) -> None:
        source = Source(self.text)
        fresh = linter().run(read(source, "markdown"), quick=True).diagnostics
        for client, encoding in self.clients:
            wanted = [(one.rule, one.message, *(source.encoded_column(at, encoding) for at in one.span)) for one in fresh]  # type: ignore[arg-type]
            found = client.settled(self.uri, self.version)
            assert sorted(map(_plain, found)) == sorted((code, start, end) for code, _, start, end in wanted), self.text

    def teardown(self) -> None:
        self.check()
        for client, _ in self.clients:
            client.notify("textDocument/didClose", {"textDocument": {"uri": self.uri}})
            client.notices.clear()


def _plain(one: dict[str, Any]) -> tuple[str, tuple[int, int], tuple[int, int]]:
    start, end = one["range"]["start"], one["range"]["end"]
    return one["code"], (start["line"], start["character"]), (end["line"], end["character"])


def test_edits_at_random_end_in_what_a_fresh_lint_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    started = [start(one, [tmp_path], debounce=0)[0] for one in EDITORS]
    Edits.clients = tuple((client, client.server["positionEncoding"]) for client in started)
    assert {encoding for _, encoding in Edits.clients} == {"utf-8", "utf-16", "utf-32"}
    try:
        run_state_machine_as_test(
            Edits,
            settings=settings(max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)),
        )
    finally:
        for client in started:
            client.close()

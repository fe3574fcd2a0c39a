"""The server lives, says so once and leaks nothing, whatever rules, texts and editors do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from essaylint import engine
from essaylint.lsp.server import LOOK
from lspclient import VSCODE, Client
from test_lsp import Starts, begin, home, named, uri_of  # noqa: F401  (fixtures)

RAISES = "spelling", "misspelling"


def said(client: Client, words: str) -> int:
    """How many messages to the writer hold some words."""
    return sum(words in one["message"] for one in client.told("window/showMessage"))


def lives(client: Client, uri: str, version: int) -> None:
    client.change(uri, "We recieved teh letter.\n", version)
    assert [one["code"] for one in client.settled(uri, version)] == ["misspelling"] * 2


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("essaylint/nothing", {}),
        ("textDocument/hover", {"textDocument": {"uri": "file:///nowhere"}, "position": {"line": 99, "character": 9}}),
        ("textDocument/hover", {"textDocument": 5}),
        ("workspace/executeCommand", {"command": "rm -rf"}),
        ("workspace/executeCommand", {"command": "essaylint.turnOff", "arguments": [{}]}),
        ("workspace/executeCommand", {"command": "essaylint.showClaims", "arguments": [{"uri": "http://evil.example/x.md"}]}),
        ("workspace/executeCommand", {"command": "essaylint.addWords", "arguments": ["x", 5]}),
    ],
)
def test_an_unknown_or_wrong_request_is_answered(begin: Starts, home: Path, method: str, params: Any) -> None:  # noqa: F811
    client, uri = begin(), uri_of(home)
    client.open(uri, "It is so.\n")
    number = client.post(method, params)
    answer = client.until(lambda: client.answers.get(number))
    assert "error" in answer or answer["result"] is None or isinstance(answer["result"], str)
    lives(client, uri, 2)


def test_notices_that_make_no_sense_are_let_go(begin: Starts, home: Path) -> None:  # noqa: F811
    client, uri = begin(), uri_of(home)
    client.change("file:///never/opened.md", "x", 1)
    client.notify("textDocument/didChange", {"textDocument": "?"})
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///never/opened.md"}})
    client.notify("essaylint/nothing", {"a": 1})
    client.open(uri, "\ud83d half a pair, and \0 and teh\u2029.\r\rOld line ends.\n")
    assert named(client.settled(uri, 1), "misspelling")["range"]["start"]["line"] == 0
    lives(client, uri, 2)


def test_a_rule_that_raises_hides_no_other(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    client, uri = begin(), uri_of(home)
    monkeypatch.setattr(engine, "raise_failures", False)
    monkeypatch.setattr("essaylint.checks.misspelling.Check.find_in", lambda *_: 1 / 0)
    client.open(uri, "According to observers, teh letter came.\n")
    for version in (1, 2, 3):
        client.change(uri, f"According to observers, teh {version} letters came.\n", version)
    told = client.settled(uri, 3)
    assert {one["code"] for one in told} == {"vague-sourcing", "rule-failed"}
    assert "misspelling" in named(told, "rule-failed")["message"]
    monkeypatch.undo()
    lives(client, uri, 4)


def test_a_reader_that_raises_is_told_once(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    client, uri = begin(), uri_of(home)
    client.open(uri, "It is so.\n")
    client.settled(uri, 1)
    monkeypatch.setattr("essaylint.lsp.essay.read", lambda *_: 1 / 0)
    for version in range(2, 6):
        client.change(uri, f"It is so {version}.\n", version)
        client.until(lambda: said(client, "could not be linted"))
    monkeypatch.undo()
    lives(client, uri, 9)
    assert said(client, "could not be linted") == 1


def test_without_the_parser_it_says_once_what_it_leaves_out(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("essaylint.backends.parser.available", lambda: False)
    client, uri = begin(quick=False), uri_of(home)
    client.open(uri, "We recieved it.\n")
    assert [one["code"] for one in client.settled(uri, 1)] == ["misspelling"]
    lives(client, uri, 2)
    assert said(client, "pip install") == 1
    assert not client.told("$/progress")


def test_a_model_that_cannot_be_loaded_is_told(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def broken(*_: object) -> None:
        raise OSError("the model is broken")

    monkeypatch.setattr(engine, "raise_failures", False)
    monkeypatch.setattr("essaylint.backends.parser.parse_all", broken)
    monkeypatch.setattr("essaylint.backends.parser.parse", broken)
    client, uri = begin(quick=False), uri_of(home)
    client.open(uri, "We recieved it.\n")
    assert [one["code"] for one in client.settled(uri, 1)] == ["misspelling"]
    client.change(uri, "We recieved teh end.\n", 2)
    assert [one["code"] for one in client.settled(uri, 2)] == ["misspelling"] * 2, "what needs no parse goes on"
    assert said(client, "the model is broken") == 1
    monkeypatch.undo()
    lives(client, uri, 3)


def test_a_text_of_ten_megabytes_is_let_alone_and_said_so_once(begin: Starts, home: Path) -> None:  # noqa: F811
    client, uri = begin(), uri_of(home)
    text = "We recieved it, and so on and so on.\n\n" * 270_000
    assert len(text) > 10_000_000
    client.open(uri, text)
    assert client.settled(uri, 1) == []
    client.change(uri, text + "x", 2)
    assert client.settled(uri, 2) == []
    assert said(client, "longer than") == 1
    lives(client, uri, 3)


def test_it_ends_with_an_editor_that_was_killed(home: Path) -> None:  # noqa: F811
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = subprocess.Popen([sys.executable, "-m", "essaylint", "server", "--quick"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin
    assert process.stdout
    client = Client(process.stdout, process.stdin)
    client.ask("initialize", {"processId": editor.pid, "rootUri": home.as_uri(), "capabilities": VSCODE})
    client.notify("initialized", {})
    editor.kill()
    editor.wait()
    assert process.wait(LOOK * 10) != 0, "the streams are still open, and nobody is there"

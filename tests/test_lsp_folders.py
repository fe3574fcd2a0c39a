"""What is asked for: every essay of the open folders linted, the claims, citations and figures of one shown, .bib files read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from essaylint.commands.server import TABLES
from lspclient import Client
from test_lsp import Starts, begin, home, uri_of  # noqa: F401  (fixtures)

ESSAY = "# T\n\nThe army has grown since 2010 (Smith, 2011). We recieved it.\n\n## References\n\nSmith, J. (2011). *Rivers*. Norton.\n"


def command(client: Client, name: str, *about: Any) -> Any:
    return client.ask("workspace/executeCommand", {"command": f"essaylint.{name}", "arguments": list(about)})


@pytest.mark.parametrize("editor", ["neovim", "vscode"])
def test_the_essays_of_the_folders_are_linted(begin: Starts, home: Path, editor: str) -> None:  # noqa: F811
    (home / "essaylint.toml").write_text('exclude = ["drafts"]\n')
    (home / "drafts").mkdir()
    for name, text in {
        "one.md": "We recieved it.\n", "two.txt": "It is so.\n", "three.tex": "We recieved teh letter.\n", "drafts/four.md": "Teh end.\n",
        "open.md": "Teh end.\n", "code.py": "recieved\n",
    }.items():  # fmt: skip
        (home / name).write_text(text)
    (home / "broken.md").write_bytes(b"%PDF-1.4 \x00\x01\x02" * 50)
    client = begin(editor)
    client.open(uri_of(home, "open.md"), "Teh end.\n")
    client.settled(uri_of(home, "open.md"), 1)
    client.notices.clear()
    assert command(client, "lintFolders") == {"files": 3, "findings": 3, "unreadable": 1}
    told = {one["uri"]: [found["code"] for found in one["diagnostics"]] for one in client.told("textDocument/publishDiagnostics")}
    assert told == {uri_of(home, "one.md"): ["misspelling"], uri_of(home, "two.txt"): [], uri_of(home, "three.tex"): ["misspelling"] * 2}
    values = [one["value"] for one in client.told("$/progress")]
    assert [one["kind"] for one in values] == ["begin", *["report"] * 5, "end"]
    assert values[0]["cancellable"]
    assert any("broken.md was left out" in one["message"] for one in client.told("window/showMessage"))
    client.notices.clear()
    (home / "one.md").write_text("We received it.\n")
    assert command(client, "lintFolders")["findings"] == 2
    assert client.published(uri_of(home, "one.md")) == []
    client.open(uri_of(home, "three.tex"), "It is so.\n", "latex")
    client.settled(uri_of(home, "three.tex"), 1)
    assert client.published(uri_of(home, "three.tex")) == [], "what was told of the file is not told of the text"


def test_it_can_be_stopped(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    for number in range(30):
        (home / f"{number:02}.md").write_text("We recieved it.\n")
    client = begin("vscode")
    asked = client.post("workspace/executeCommand", {"command": "essaylint.lintFolders", "arguments": []})
    token = client.until(lambda: next((one["token"] for one in client.told("$/progress")), None))
    client.notify("window/workDoneProgress/cancel", {"token": token})
    assert client.until(lambda: client.answers.get(asked))["result"]["files"] < 30
    client.until(lambda: client.told("$/progress")[-1]["value"]["kind"] == "end")
    assert not client.inside.work_done_progress.tokens  # type: ignore[attr-defined]
    asked = client.post("workspace/executeCommand", {"command": "essaylint.lintFolders", "arguments": []})
    client.notify("$/cancelRequest", {"id": asked})
    answer = client.until(lambda: client.answers.get(asked))
    assert "error" in answer or answer["result"]["files"] == 30


def test_tables_are_told_and_shown(begin: Starts, home: Path) -> None:  # noqa: F811
    client, uri = begin("vscode", tables=TABLES), uri_of(home)
    client.open(uri, ESSAY)
    client.settled(uri, 1)
    assert "matched   Smith, 2011  ->  Smith, J. (2011). Rivers. Norton." in command(client, "showCitations", {"uri": uri})
    assert "words: body             11" in command(client, "showMetrics", {"uri": uri})
    assert "essay.md:3:1: The army grows since 2010" in command(client, "showClaims", {"uri": uri})
    (home / "other.md").write_text(ESSAY.replace("Smith, 2011", "Jones, 2011"))
    told = command(client, "showCitations", {"uri": uri_of(home, "other.md"), "show": True})
    assert "Jones, 2011" in told
    shown = next(params for name, params in client.asked if name == "window/showDocument")["uri"]
    assert Path(shown.removeprefix("file://").replace("%20", " ")).read_text() == told
    assert "broken.md" in command(client, "showMetrics", {"uri": uri_of(home, "broken.md")})


def test_the_works_in_a_bib_file_are_known(begin: Starts, home: Path) -> None:  # noqa: F811
    (home / "works.bib").write_text("@book{smith, author = {Smith, Jane}, title = {Rivers}, year = 2011, publisher = {Norton}}\n")
    client, uri = begin("neovim"), uri_of(home)
    client.open(uri, "---\nbibliography: works.bib\n---\n\nThe army has grown [@smith]. It shrank again [@jones].\n")
    assert ["jones" in one["message"] for one in client.settled(uri, 1) if one["code"] == "unknown-key"] == [True]
    client.notices.clear()
    with (home / "works.bib").open("a") as file:
        file.write("@book{jones, author = {Jones, Ann}, title = {Walls}, year = 2012, publisher = {Dover}}\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(home, "works.bib"), "type": 2}]})
    assert not [one for one in client.settled(uri, 1) if one["code"] == "unknown-key"]

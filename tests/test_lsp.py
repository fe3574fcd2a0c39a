"""The language server, as three editors see it: places, fixes, decisions, settings, and that it lives."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol.types import Position

from essaylint import engine, lint, read
from essaylint.commands import fresh
from essaylint.commands.linting import Settings
from essaylint.config import Config
from essaylint.essay.document import Document
from essaylint.lsp.carrying import Change, carried
from essaylint.lsp.essay import LONG, LONGEST
from essaylint.lsp.positions import Positions
from essaylint.lsp.server import EssayServer
from essaylint.lsp.settings import Settings as EditorSettings
from essaylint.source import Source
from essaylint.span import Span
from lspclient import EMACS, NEOVIM, VSCODE, Client, applied, edits_of

EDITORS = {"vscode": (VSCODE, "utf-16"), "neovim": (NEOVIM, "utf-8"), "emacs": (EMACS, "utf-32")}
TEXT = (
    "# The letter 😀\n\n😀 Cafe\u0301 owners say: according to observers, the policy has weakened the army. 👩‍👩‍👧 We recieved it.\n\n"
    "A line\u2028with a separator, and 𝒳 the the end.\n"
)


def start(capabilities: dict[str, Any], folders: list[Path], *, quick: bool = True, tables: Any = {}, **options: Any) -> tuple[Client, EssayServer]:  # noqa: B006
    """A server in a thread, and a client of it."""
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    fresh.forget()
    server = EssayServer(lambda path: fresh.config_for(path, Settings()), fresh.forget, quick=quick, tables=tables)

    def serve() -> None:
        with os.fdopen(to_server, "rb") as stdin, os.fdopen(from_server, "wb") as stdout:
            server.start_io(stdin, stdout)

    threading.Thread(target=serve, daemon=True).start()
    client = Client(os.fdopen(to_client, "rb"), os.fdopen(from_client, "wb"))
    return client.start(capabilities, folders, quick=quick, **options), server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, and none of the user's own settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    folder = tmp_path / "work"
    (folder / ".git").mkdir(parents=True)
    return folder


Starts = Callable[..., Client]


@pytest.fixture
def begin(home: Path) -> Iterator[Starts]:
    clients: list[Client] = []

    def begin(editor: str = "neovim", folders: list[Path] | None = None, capabilities: Any = None, **options: Any) -> Client:
        client, server = start(capabilities or EDITORS[editor][0], folders or [home], **options)
        client.inside = server  # type: ignore[attr-defined]
        clients.append(client)
        return client

    yield begin
    for client in clients:
        client.close()


def named(diagnostics: list[dict[str, Any]], rule: str) -> dict[str, Any]:
    return next(one for one in diagnostics if one["code"] == rule)


def uri_of(home: Path, name: str = "essay.md") -> str:
    return (home / name).as_uri()


@pytest.mark.parametrize("editor", EDITORS)
def test_places_are_exact_and_a_fix_gives_the_right_text(begin: Starts, home: Path, editor: str) -> None:
    client, uri, encoding = begin(editor), uri_of(home), EDITORS[editor][1]
    assert client.server["positionEncoding"] == encoding
    client.open(uri, TEXT)
    told = client.settled(uri, 1)
    marked = {one["code"]: applied(TEXT, [{"range": one["range"], "newText": "<>"}], encoding) for one in told}
    assert marked["vague-sourcing"] == TEXT.replace("according to observers", "<>")
    assert marked["misspelling"] == TEXT.replace("recieved", "<>")
    assert marked["repeated-word"] == TEXT.replace("the the", "<>")
    wrong = named(told, "misspelling")
    # Neovim 0.7 sends byte columns here: what it sends as the place of a diagnostic must not matter.
    lie = {**wrong, "range": {"start": {"line": 2, "character": 1}, "end": {"line": 2, "character": 9}}}
    fixes = [one for one in client.actions(uri, wrong["range"], [lie]) if "edit" in one and "“received”" in one["title"]]
    assert applied(TEXT, edits_of(fixes[0], uri), encoding) == TEXT.replace("recieved", "received")
    assert applied(TEXT, wrong["data"]["fixes"][0]["edits"], encoding) == TEXT.replace("recieved", "received")
    by_name = [one for one in client.actions(uri, {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, [wrong]) if "“received”" in one["title"]]
    assert edits_of(by_name[0], uri) == edits_of(fixes[0], uri)
    mended = client.actions(uri, wrong["range"], only=["source.fixAll"])
    assert [one["kind"] for one in mended] == ["source.fixAll.essaylint"]
    assert "𝒳 the end." in applied(TEXT, edits_of(mended[0], uri), encoding)


@pytest.mark.parametrize("editor", EDITORS)
def test_push_or_pull_and_never_both(begin: Starts, home: Path, editor: str) -> None:
    client, uri = begin(editor), uri_of(home)
    client.open(uri, TEXT, version=7)
    assert len(client.settled(uri, 7)) == 3
    pushed = client.told("textDocument/publishDiagnostics")
    if editor == "vscode":
        assert not pushed
        client.until(lambda: any(name == "workspace/diagnostic/refresh" for name, _ in client.asked))
        report = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        again = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}, "previousResultId": report["resultId"]})
        assert (report["kind"], again["kind"]) == ("full", "unchanged")
    else:
        assert "diagnosticProvider" not in client.server
        assert all(one.get("version") == (7 if editor == "neovim" else None) for one in pushed)
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        client.until(lambda: client.published(uri) == [])


def test_a_diagnostic_has_all_its_parts(begin: Starts, home: Path) -> None:
    client, uri = begin(), uri_of(home)
    text = "My freind came late. That freind was very unique, and another freind was tired.\n"
    client.open(uri, text)
    told = client.settled(uri, 1)
    one = named(told, "misspelling")
    assert one["codeDescription"]["href"].endswith("misspelling")
    assert one["source"] == "essaylint"
    assert one["severity"] == 1
    places = [place["location"]["range"]["start"]["character"] for place in one["relatedInformation"]]
    assert places == [text.index("freind", 4), text.rindex("freind")]
    hints = [one for one in told if one["severity"] == 4]
    assert all(one["severity"] in (1, 2, 4) for one in told) or hints


def test_an_editor_without_related_places_has_them_in_the_message(begin: Starts, home: Path) -> None:
    client, uri = begin("emacs"), uri_of(home)
    client.open(uri, "My freind came late.\n\nThat freind was tired, and another freind slept.\n")
    one = named(client.settled(uri, 1), "misspelling")
    assert "relatedInformation" not in one
    assert "line 3" in one["message"]


def test_words_to_take_out_are_faded(begin: Starts, home: Path) -> None:
    client, uri = begin(), uri_of(home)
    client.open(uri, "The committee met in order to decide. The the end came.\n")
    told = client.settled(uri, 1)
    for one in told:
        deletes = bool(one["data"]["fixes"]) and all(not edit["newText"].strip() for edit in one["data"]["fixes"][0]["edits"])
        assert not deletes or one["tags"] == [1]


def test_allowing_here_and_in_the_file(begin: Starts, home: Path) -> None:
    client, uri = begin("vscode"), uri_of(home)
    text = TEXT
    client.open(uri, text)
    place = named(client.settled(uri, 1), "vague-sourcing")["range"]
    actions = {one["title"]: one for one in client.actions(uri, place)}
    for version, title in ((2, "Allow vague-sourcing here (a comment)"), (3, "Allow vague-sourcing in this file (a comment)")):
        action = actions[title]
        after = applied(text, edits_of(action, uri), "utf-16")
        client.change(uri, after, version)
        codes = {one["code"] for one in client.settled(uri, version)}
        assert "vague-sourcing" not in codes, after
        assert "misspelling" in codes, after
        client.ask("workspace/executeCommand", action["command"] | {"arguments": action["command"]["arguments"]})
        selected = next(params for name, params in reversed(client.asked) if name == "window/showDocument")["selection"]
        assert applied(after, [{"range": selected, "newText": "because"}], "utf-16") == after.replace(": meant", ": because")


@pytest.mark.parametrize(
    ("rule", "title", "holds"),
    [
        ("misspelling", "Add “recieved” to the words of", 'words = ["recieved"]'),
        ("misspelling", "Turn misspelling off in the project", 'ignore = ["misspelling"]'),
        ("misspelling", "Allow “recieved” in the project", 'quote = "recieved"'),
        ("misspelling", "Allow “recieved” in this file", 'path = "essay.txt"'),
    ],
)
def test_decisions_are_written_by_the_server_and_hold_at_once(begin: Starts, home: Path, rule: str, title: str, holds: str) -> None:
    client, uri, other = begin(), uri_of(home, "essay.txt"), uri_of(home, "other.txt")
    client.open(other, "They recieved another letter.\n", "text")
    client.open(uri, "We recieved the letter.\n", "text")
    place = named(client.settled(uri, 1), rule)["range"]
    client.settled(other, 1)
    client.notices.clear()
    action = next(one for one in client.actions(uri, place) if one["title"].startswith(title))
    client.ask("workspace/executeCommand", action["command"])
    assert holds in (home / "essaylint.toml").read_text()
    assert not client.settled(uri, 1)
    assert bool(client.settled(other, 1)) is ("this file" in title)


def test_an_allow_with_a_reason_is_a_comment_put_in_by_the_server(begin: Starts, home: Path) -> None:
    client, uri = begin("vscode"), uri_of(home)
    client.open(uri, TEXT)
    client.settled(uri, 1)
    about = {"uri": uri, "rule": "misspelling", "quote": "recieved", "here": True, "reason": "so -- it -->\nis"}
    client.ask("workspace/executeCommand", {"command": "essaylint.allow", "arguments": [about]})
    edit = next(params for name, params in client.asked if name == "workspace/applyEdit")
    after = applied(TEXT, edits_of(edit, uri), "utf-16")
    assert "<!-- essaylint allow misspelling: so – it – is -->" in after
    client.change(uri, after, 2)
    assert {one["code"] for one in client.settled(uri, 2)} == {"vague-sourcing", "repeated-word"}


def test_own_words_go_into_the_users_config(begin: Starts, home: Path, tmp_path: Path) -> None:
    client, uri = begin(), uri_of(home, "essay.txt")
    client.open(uri, "We recieved the letter.\n", "text")
    place = client.settled(uri, 1)[0]["range"]
    client.notices.clear()
    action = next(one for one in client.actions(uri, place) if "your own words" in one["title"])
    client.ask("workspace/executeCommand", action["command"])
    assert "recieved" in (tmp_path / "own" / "essaylint" / "essaylint.toml").read_text()
    assert not client.settled(uri, 1)


def test_hover_tells_why_and_nothing_in_it_comes_to_life(begin: Starts, home: Path) -> None:
    client, uri = begin("vscode"), uri_of(home)
    client.open(uri, TEXT)
    place = named(client.settled(uri, 1), "vague-sourcing")["range"]
    shown = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place["start"]})
    assert shown["range"] == place
    assert "**vague-sourcing** (warning)" in shown["contents"]["value"]
    assert "The page of this rule" in shown["contents"]["value"]
    assert client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 0}}) is None
    assert client.ask("workspace/executeCommand", {"command": "essaylint.openCard", "arguments": [{"rule": "vague-sourcing", "uri": uri}]}).endswith("vague-sourcing.md")


def test_headings_are_symbols(begin: Starts, home: Path) -> None:
    client, uri = begin(), uri_of(home)
    client.open(uri, "# One 😀\n\nText.\n\n## Two\n\nText.\n\n# Three\n\nText.\n")
    client.settled(uri, 1)
    found = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [(one["name"], [child["name"] for child in one["children"]]) for one in found] in (
        [("One 😀", ["Two"]), ("Three", [])],
        [("One 😀", ["Two", "Three"])],
        [("One 😀", ["Two"]), ("Three", [])],
    )


def test_every_folder_has_its_own_config(begin: Starts, home: Path) -> None:
    for name, config in (("one", 'ignore = ["misspelling"]'), ("two", 'words = ["recieved"]'), ("three", "")):
        (home / name).mkdir()
        (home / name / "essaylint.toml").write_text(config)
    client = begin(folders=[home / "one", home / "two"])
    found = {}
    for name in ("one", "two", "three"):
        uri = uri_of(home, f"{name}/essay.md")
        client.open(uri, "We recieved teh letter.\n")
        found[name] = [one["code"] for one in client.settled(uri, 1)]
    assert found == {"one": [], "two": ["misspelling"], "three": ["misspelling"] * 2}


def test_a_mistake_in_a_config_is_shown_in_it_and_goes_when_it_is_mended(begin: Starts, home: Path) -> None:
    config = home / "essaylint.toml"
    config.write_text('genre = "essay"\nignore = ["mispelling"]\n')
    client, uri = begin(), uri_of(home)
    client.open(uri, "We recieved the letter.\n")
    assert client.settled(uri, 1), "what can be linted is linted"
    shown = client.published(config.as_uri())[0]
    assert (shown["range"]["start"]["line"], shown["range"]["start"]["character"]) == (1, 11)
    assert "misspelling" in shown["message"]
    assert len([one for one in client.told("window/showMessage") if "mispelling" in one["message"]]) == 1
    config.write_text('ignore = ["misspelling"]\n')
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 2}]})
    client.until(lambda: client.published(config.as_uri()) == [] and client.published(uri) == [])
    config.write_text("ignore = [\n")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.until(lambda: client.published(config.as_uri()))
    assert client.published(uri) == [], "what held before goes on holding"


def test_wrong_settings_are_told_once(begin: Starts, home: Path) -> None:
    assert EditorSettings.of({"hints": "loud", "debouce": 3, "most": True, "quick": True}) == (
        EditorSettings(quick=True),
        [
            "essaylint.hints = 'loud' is no str that can be used",
            "there is no setting essaylint.debouce (there are: hints, debounce, quick, most)",
            "essaylint.most = True is no int that can be used",
        ],
    )
    client, uri = begin(), uri_of(home)
    client.open(uri, "We recieved teh letter.\n")
    assert len(client.settled(uri, 1)) == 2
    client.notices.clear()
    client.notify("workspace/didChangeConfiguration", {"settings": {"essaylint": {"most": 1, "quick": True, "colour": 1}}})
    assert len(client.settled(uri, 1)) == 1
    assert [one["message"].count("colour") for one in client.told("window/showMessage")] == [1, 0]


def test_what_is_no_essay_is_let_alone(begin: Starts, home: Path) -> None:
    (home / "essaylint.toml").write_text('exclude = ["drafts"]\n')
    client = begin()
    for name, language in (("a.py", "python"), ("essaylint.toml", "toml")):
        client.open(uri_of(home, name), "recieved", language)
    for name in ("drafts/essay.md", "requirements.txt"):
        client.open(uri_of(home, name), "We recieved the letter.\n")
        assert client.settled(uri_of(home, name), 1) == []
    client.open("untitled:Untitled-1", "We recieved the letter.\n", "plaintext")
    assert len(client.settled("untitled:Untitled-1", 1)) == 1
    assert not [one for one in client.told("essaylint/status") if one["uri"].endswith((".py", ".toml"))]


def test_a_card_of_a_folder_names_no_address(begin: Starts, home: Path) -> None:
    (home / "essaylint.toml").write_text('rulebooks = ["house"]\n')
    (home / "house" / "style").mkdir(parents=True)
    (home / "house" / "style" / "no-zorkify.md").write_text(
        "# no-zorkify\n\nSay use. ![x](http://spy.example/x.png)\n\n```toml\ncheck = \"phrases\"\nseverity = \"warning\"\n"
        "message = \"Say use.\"\nphrases = [\"zorkify\"]\nurl = \"http://spy.example/\"\n```\n\n## Why\n\nShort [words](http://spy.example/).\n\n"
        "## Flagged\n\n> They {==zorkify==} tools.\n\n## Not flagged\n\n> They use tools.\n\n## What to do\n\nSay use.\n"
    )  # fmt: skip
    client, uri = begin("neovim"), uri_of(home)
    client.open(uri, "They zorkify tools every day.\n")
    one = named(client.settled(uri, 1), "no-zorkify")
    assert one["codeDescription"]["href"].startswith("file:")
    shown = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": one["range"]["start"]})["contents"]["value"]
    assert r"\](http" in shown
    assert "](http" not in shown.replace(r"\](", "")


def test_nothing_but_the_protocol_is_on_standard_output() -> None:
    code = (
        "import os, sys; from essaylint.commands.server import _streams; i, o = _streams(); print('x'); os.write(1, b'y');"
        "os.system('echo z'); sys.stdin.read(); o.write(i.read()); o.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"protocol", capture_output=True, check=True)
    assert done.stdout == b"protocol"


def test_the_command_serves_and_ends(home: Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "essaylint", "server", "--quick"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    assert process.stdin
    client = Client(process.stdout, process.stdin).start(VSCODE, [home], quick=True)
    client.open(uri_of(home), TEXT)
    assert len(client.settled(uri_of(home), 1)) == 3
    client.ask("shutdown", None)
    client.notify("exit", None)
    assert process.wait(20) == 0
    assert not client.garbage
    process = subprocess.Popen([sys.executable, "-m", "essaylint", "server", "--quick"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin
    process.stdin.close()  # an editor that died
    process.wait(20)


def test_a_flood_of_changes_leaves_only_the_last_and_leaks_nothing(begin: Starts, home: Path) -> None:
    client, uri = begin(), uri_of(home)
    text = "We recieved the letter. " * 3
    client.open(uri, text)
    for version in range(2, 400):
        client.change(uri, f"{text} Number {version}.\n\nThe the end.", version)
    told = client.settled(uri, 399)
    assert [one["code"] for one in told] == [one.rule for one in lint(f"{text} Number 399.\n\nThe the end.", format="markdown", quick=True)]
    server: EssayServer = client.inside  # type: ignore[attr-defined]
    assert len(server.protocol._request_futures) < 5
    opened = server.essays[uri]
    assert opened.linters is not None
    assert max(len(linter._found) for linter in opened.linters) <= 4


def test_a_text_of_a_megabyte_is_linted_and_a_longer_one_is_said_to_be_too_long(begin: Starts, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "essaylint.toml").write_text('select = ["misspelling", "vague-sourcing"]\n')
    client, uri = begin(), uri_of(home, "long.txt")
    client.open(uri, ("😀 It is so. " * 20 + "\n\n") * 4_000 + "\nAccording to observers, we recieved it.\n", "text")
    assert {one["code"] for one in client.settled(uri, 1)} == {"misspelling", "vague-sourcing"}
    monkeypatch.setattr("essaylint.lsp.essay.LONGEST", 1000)
    client.change(uri, "It is so. " * 200, 2)
    assert client.settled(uri, 2) == []
    assert any("longer than" in one["message"] for one in client.told("window/showMessage"))


def test_all_rules_run_and_the_parser_is_loaded_with_progress(begin: Starts, home: Path) -> None:
    client, uri = begin("neovim", quick=False), uri_of(home)
    text = "The army has grown since 2010, as everyone in the country knows. However the army has not grown since 2010.\n"
    client.open(uri, text)
    told = client.settled(uri, 1)
    assert {one["code"] for one in told} == {one.rule for one in lint(text, format="markdown")}
    kinds = [one["value"]["kind"] for one in client.told("$/progress")]
    assert kinds in ([], ["begin"], ["begin", "end"])
    client.change(uri, text + "\nWe recieved it.\n", 2)
    assert [(one["code"], one["range"]["start"]["line"]) for one in client.settled(uri, 2)].count(("misspelling", 2)) == 1


WILD = st.text(alphabet="ab é\u0301😀𝒳\u2028\n\r", max_size=40)


@given(WILD, st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
def test_positions_are_those_of_the_source(text: str, encoding: Any, data: Any) -> None:
    source = Source(text)
    positions = Positions(source, encoding)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.encoded_column(offset, encoding)
    assert positions.position(offset) == Position(line, column)
    wanted = Position(data.draw(st.integers(0, 5)), data.draw(st.integers(0, 60)))
    assert positions.offset(wanted) == source.offset(wanted.line, wanted.character, encoding)


@settings(max_examples=60)
@given(WILD, WILD, WILD, st.text("xy", max_size=3), st.text("xy", max_size=3))
def test_what_is_carried_over_an_edit_is_at_the_same_words(before: str, after: str, word: str, old: str, new: str) -> None:
    from essaylint.diagnostic import Diagnostic, Edit, Fix, Place, Safety, Severity

    texts = [f"{before}recieved{word}{middle}{after}letter" for middle in (old, new)]
    one, two = Span(len(before), len(before) + 8), Span(len(texts[0]) - 6, len(texts[0]))
    diagnostic = Diagnostic("r", "spelling", Severity.HINT, "m", one, (Place(two),), (Fix(Safety.SAFE, (Edit(two, "x"),)),))
    (moved,) = carried((diagnostic,), Change.between(*texts)) or [None]
    if moved is not None:
        assert moved.span.of(texts[1]) == "recieved"
        assert moved.related[0].span.of(texts[1]) == moved.fixes[0].edits[0].span.of(texts[1]) == "letter"


def test_a_comment_allows_wherever_a_finding_stands() -> None:
    from essaylint.lsp.remember import allow_file, allow_here

    word = "recieved"
    texts = {
        "markdown": [f"We {word} it.\n", f"# We {word}\n", f"- one\n- we {word} it\n\nEnd.\n", f"> We {word} it in a very long quotation.\n", f"Text.\n\n1. We {word}\n   it.\n"],
        "latex": [f"\\section{{We {word} it}}\n\nText.\n", f"Text.\n\nWe {word} it\nwith two lines.\n"],
        "html": [f"<p>We {word} it.</p>\n"],
    }
    linter = engine.Linter(Config(select=("misspelling",)))
    for format, essays in texts.items():
        for text in essays:
            for newline in ("\n", "\r\n"):
                whole = text.replace("\n", newline)
                document: Document = read(whole, format=format)
                found = [one for one in linter.run(document, quick=True).diagnostics if one.rule == "misspelling"]
                for make in (allow_here, allow_file):
                    for one in found:
                        edit = make(document, one, "a -- > reason").edit
                        after = whole[: edit.span.start] + edit.new + whole[edit.span.end :]
                        left = [other.rule for other in linter.run(read(after, format=format), quick=True).diagnostics]
                        assert "misspelling" not in left, after
                        assert "\n" not in after.replace("\r\n", "") or newline == "\n"


def test_combining_characters_count_as_they_are() -> None:
    assert len(unicodedata.normalize("NFD", "é")) == 2
    assert Positions(Source("e\u0301x"), "utf-8").position(2) == Position(0, 3)


def test_docs_and_the_extension_name_what_there_is() -> None:
    from dataclasses import fields

    from essaylint.lsp.features import _COMMANDS

    root = Path(__file__).parent.parent
    page = (root / "docs" / "editors.md").read_text(encoding="utf-8")
    package = json.loads((root / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))
    set_there = {name.removeprefix("essaylint."): one["default"] for name, one in package["contributes"]["configuration"]["properties"].items()}
    known = {one.name: one.default for one in fields(EditorSettings)}
    assert set_there == {**known, "command": ["essaylint", "server"]}
    assert all(f"| `{name}` | `{json.dumps(value)}` |" in page for name, value in known.items())
    assert set(re.findall(r"^\| `(essaylint\.\w+)`", page, re.MULTILINE)) == set(_COMMANDS)
    assert all(f"{limit:,}" in page for limit in (LONG, LONGEST))

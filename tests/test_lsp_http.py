"""`essaylint server --http`: LanguageTool's clients are answered as LanguageTool answers, and nobody else is."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import language_tool_python
import pytest

from essaylint import lint
from essaylint.config import Config
from essaylint.lsp import http as served
from essaylint.lsp.http import Checker, Server
from essaylint.lsp.settings import Configs

TEXT = "😀 Cafe\u0301 owners say: according to observers, the the policy failed. 👩‍👩‍👧 We recieved it.\n\nHe came, and the army grew in size in order to win.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    config = Config()
    checker = Checker(Configs(lambda _: config, lambda: None), tmp_path_factory.mktemp("here") / "text.txt", quick=True)
    with Server(0, checker) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def ask(server: Server, path: str = "check", headers: dict[str, str] = {}, *, post: bool = True, **values: str) -> Any:  # noqa: B006
    """The answer, or the code of a refusal."""
    body = urllib.parse.urlencode(values)
    address = f"{server.url}/{path}" + ("" if post or not values else f"?{body}")
    request = urllib.request.Request(address, data=body.encode() if post else None, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answered:
            data = answered.read().decode()
            return json.loads(data) if answered.headers["Content-Type"].startswith("application/json") else data
    except urllib.error.HTTPError as error:
        sentence = error.read().decode()
        assert sentence.startswith("Error: "), sentence
        return error.code


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, match: dict[str, Any]) -> str:
    data = text.encode("utf-16-le")
    return data[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")


def test_places_count_as_java_does_and_replacements_fit(server: Server) -> None:
    for post in (True, False):
        answer = ask(server, post=post, text=TEXT, language="en-US")
        found = {match["rule"]["id"]: match for match in answer["matches"]}
        told = [one for one in lint(TEXT, quick=True) if one.severity != "hint"]
        assert list(found) == [one.rule for one in told]
        assert cut(TEXT, found["misspelling"]) == "recieved"
        assert found["misspelling"]["replacements"][0] == {"value": "received"}
        assert cut(TEXT, found["vague-sourcing"]) == "according to observers"
    misspelt = found["misspelling"]
    assert misspelt["rule"]["category"] == {"id": "TYPOS", "name": "Possible Typo"}
    assert (misspelt["rule"]["issueType"], misspelt["type"]["typeName"]) == ("misspelling", "UnknownWord")
    assert cut(misspelt["context"]["text"], misspelt["context"]) == "recieved"
    assert misspelt["sentence"].strip().endswith("We recieved it.")
    assert answer["language"]["code"] == "en-US"
    assert answer["language"]["detectedLanguage"]["code"] == "en-US"
    assert all(0 <= start <= end <= units(TEXT) for start, end in answer["sentenceRanges"])


def test_the_client_of_others(server: Server) -> None:
    tool = language_tool_python.LanguageTool("en-US", remote_server=server.url.removesuffix("/v2"))
    found = {match.rule_id: match for match in tool.check("We recieved it. It was was late.")}
    assert found["misspelling"].replacements[0] == "received"
    assert found["repeated-word"].matched_text == "was was"
    assert tool.correct("It was was late.") == "It was late."
    tool.disabled_rules = {"misspelling"}
    assert [match.rule_id for match in tool.check("We recieved it. It was was late.")] == ["repeated-word"]
    tool.close()


def test_markup_is_not_read_and_its_places_count(server: Server) -> None:
    parts = [{"text": "We "}, {"markup": "<b>😀", "interpretAs": ""}, {"text": "recieved"}, {"markup": "</b>"}, {"text": " it"}, {"markup": "<p/>", "interpretAs": "\n\n"}, {"text": "The the<br> end came. It rec"}, {"markup": "<i>"}, {"text": "ieved it."}]
    whole = "".join(str(part.get("text", part.get("markup"))) for part in parts)
    answer = ask(server, data=json.dumps({"annotation": parts}), language="en-US")
    found = [(match["rule"]["id"], cut(whole, match), match["replacements"][:1]) for match in answer["matches"]]
    assert ("misspelling", "recieved", [{"value": "received"}]) in found
    assert ("misspelling", "rec<i>ieved", []) in found, "no replacement may take markup away"
    plain = ask(server, data=json.dumps({"text": "We recieved it."}), language="auto", preferredVariants="de-DE,en-GB")
    assert plain["language"]["code"] == "en-GB"
    assert len(plain["matches"]) == 1


def test_what_a_client_turns_off_and_on(server: Server) -> None:
    def ids(**more: str) -> set[str]:
        return {match["rule"]["id"] for match in ask(server, text=TEXT, language="en-US", **more)["matches"]}

    everything, usual = ids(level="picky"), ids()
    assert everything > usual
    assert ids(disabledRules="misspelling,repeated-word") == usual - {"misspelling", "repeated-word"}
    assert ids(disabledCategories="spelling") == usual - {"misspelling"}
    assert ids(enabledOnly="true", enabledRules="misspelling") == {"misspelling"}


def test_the_other_questions(server: Server) -> None:
    assert ask(server, "healthcheck", post=False) == "OK"
    assert {"name": "English (US)", "code": "en", "longCode": "en-US"} in ask(server, "languages", post=False)
    assert ask(server, "info", post=False)["software"]["apiVersion"] == 1
    assert int(ask(server, "maxtextlength", post=False)) == served.LONGEST
    assert ask(server, "words", post=False) == 404
    german = ask(server, text="Das ist ein Haus mit mit einem Dach.", language="de-DE")
    assert (german["matches"], german["warnings"], german["language"]["code"]) == ([], {"incompleteResults": True}, "de-DE")


@pytest.mark.parametrize(
    "values",
    [
        {}, {"language": "en-US"}, {"text": "x"}, {"text": "x", "language": "../etc"}, {"text": "x", "data": "{}", "language": "en"},
        {"data": "[", "language": "en"}, {"data": "[1]", "language": "en"}, {"data": '{"annotation": [1]}', "language": "en"},
        {"data": '{"annotation": [{"text": "a", "markup": "b"}]}', "language": "en"}, {"data": '{"text": 3}', "language": "en"},
        {"data": '{"annotation": "abc"}', "language": "en"}, {"data": "[" * 100_000, "language": "en"},
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_so(server: Server, values: dict[str, str]) -> None:
    assert ask(server, **values) == 400


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:8081"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:3000"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "localhost:9"}, 200),
        ({"Origin": "chrome-extension://abc", "Sec-Fetch-Site": "cross-site"}, 200),
        ({"Origin": "moz-extension://abc"}, 200),
    ],
)
def test_web_pages_get_no_answer(server: Server, headers: dict[str, str], code: int) -> None:
    for post in (True, False):
        answer = ask(server, headers=headers, post=post, text="It is so.", language="en")
        assert (answer if isinstance(answer, int) else 200) == code


def test_a_browser_may_ask_whether_its_extension_may(server: Server) -> None:
    connection = http.client.HTTPConnection(*server.server_address[:2])
    connection.request("OPTIONS", "/v2/check", headers={"Origin": "chrome-extension://abc"})
    answered = connection.getresponse()
    assert (answered.status, answered.read()) == (204, b"")
    assert answered.headers["Access-Control-Allow-Origin"] == "chrome-extension://abc"
    connection.request("OPTIONS", "/v2/check", headers={"Origin": "https://evil.example"})
    answered = connection.getresponse()
    assert answered.status == 403
    assert "Access-Control-Allow-Origin" not in answered.headers


def test_what_is_too_long_or_too_much_is_refused_and_the_server_lives(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LONGEST", 100)
    assert ask(server, text="It is so. " * 20, language="en") == 413
    monkeypatch.setattr(served, "MOST_BYTES", 1000)
    assert ask(server, text="It is so. " * 200, language="en") == 413
    connection = http.client.HTTPConnection(*server.server_address[:2])
    connection.putrequest("POST", "/v2/check")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    assert connection.getresponse().status == 411
    for _ in range(served.WAITING):
        assert server.RequestHandlerClass.checker._room.acquire(blocking=False)  # type: ignore[attr-defined]
    assert ask(server, text="It is so.", language="en") == 503
    for _ in range(served.WAITING):
        server.RequestHandlerClass.checker._room.release()  # type: ignore[attr-defined]
    monkeypatch.setattr(Checker, "_lint", lambda *_: 1 / 0)
    assert ask(server, text="It is so.", language="en") == 500
    monkeypatch.undo()
    assert len(ask(server, text="We recieved it.", language="en")["matches"]) == 1


def test_many_ask_at_once(server: Server) -> None:
    found: list[int] = []
    askers = [threading.Thread(target=lambda n=n: found.append(len(ask(server, text=f"We recieved {n} letters.", language="en")["matches"]))) for n in range(served.WAITING)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(60)
    assert found == [1] * served.WAITING


def test_the_command_answers_and_ends(tmp_path: Path) -> None:
    (tmp_path / "essaylint.toml").write_text('words = ["recieved"]\n')
    process = subprocess.Popen([sys.executable, "-m", "essaylint", "server", "--quick", "--http", "0"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    address = re.search(r"http://127\.0\.0\.1:\d+/v2", process.stderr.readline())
    assert address
    with urllib.request.urlopen(f"{address[0]}/check?" + urllib.parse.urlencode({"text": "We recieved teh letter.", "language": "en-US"}), timeout=60) as answered:
        assert [match["rule"]["id"] for match in json.load(answered)["matches"]] == ["misspelling"]
    taken = subprocess.run([sys.executable, "-m", "essaylint", "server", "--http", address[0].split(":")[2].removesuffix("/v2")], capture_output=True, text=True, timeout=60)
    assert taken.returncode == 2
    assert "cannot be used" in taken.stderr
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0

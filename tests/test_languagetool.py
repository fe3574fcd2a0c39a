"""LanguageTool: what it says is told once and at its place; every way in which it fails is one notice and loses nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import essaylint
from essaylint import Config, ConfigError, cli, languagetool
from essaylint.backends import grammar, grammar_install, grammar_jars, grammar_server
from essaylint.backends.grammar import GrammarError, Part
from essaylint.backends.grammar_jars import Jar
from essaylint.engine import Linter, Report
from fakelanguagetool import FakeLanguageTool

TEXT = "According to observers, the mistaek was theirs."


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test sees what another asked, nor the user's own LanguageTool."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "ltp"))
    monkeypatch.delenv(grammar_jars.VARIABLE, raising=False)
    languagetool.forget()
    yield
    languagetool.forget()
    grammar_server.forget()


def report(text: str, url: str, *, format: str = "plain", **settings: Any) -> Report:
    settings.setdefault("ignore", ("misspelling", "wrong-word", "confused-word"))
    return Linter(Config(languagetool=url, **settings)).run(essaylint.read(text, format=format))


def lt(found: Report) -> list[tuple[str, str]]:
    text = found.document.source.text
    return [(one.rule, one.span.of(text)) for one in found.diagnostics if one.rule.startswith("lt/")]


def test_a_match_becomes_a_diagnostic() -> None:
    with FakeLanguageTool() as fake:
        found = report(TEXT, fake.url)
    (one,) = [one for one in found.diagnostics if one.rule.startswith("lt/")]
    assert one.rule == "lt/MORFOLOGIK_RULE_FAKE"
    assert (one.category, str(one.severity), one.url) == ("spelling", "warning", "https://languagetool.org/x")
    assert one.span.of(TEXT) == "mistaek"
    assert one.message == "Did you mean mistake?"
    assert [fix.edits[0].new for fix in one.fixes] == ["mistake", "mistakes"]
    assert {str(fix.safety) for fix in one.fixes} == {"suggested"}
    assert "vague-sourcing" in {one.rule for one in found.diagnostics}
    assert found.skipped == () or all(skip.rule != "languagetool" for skip in found.skipped)


def test_off_unless_asked_for() -> None:
    with FakeLanguageTool() as fake:
        assert lt(report(TEXT, "")) == []
        Linter(Config(languagetool=fake.url)).run(essaylint.read(TEXT), quick=True)
        assert fake.asked == []


def test_what_our_rules_say_is_said_once() -> None:
    with FakeLanguageTool() as fake:
        found = report(TEXT, fake.url, ignore=())
    assert [one.rule for one in found.diagnostics if one.span.of(TEXT) == "mistaek"] == ["misspelling"]


@pytest.mark.parametrize("text", ["A 🐝 bee made a mistaek.", "🐝🐝🐝 A mistaek.", "A mistaek 🐝."])
def test_offsets_after_an_emoji(text: str) -> None:
    with FakeLanguageTool() as fake:
        assert ("lt/MORFOLOGIK_RULE_FAKE", "mistaek") in lt(report(text, fake.url))


@pytest.mark.parametrize(
    "text",
    [
        "The captain was Dreyfuss then. We met Dreyfuss again.",
        "The levee broke (Mistaek, 2010). So wrote mistaek (2010) too.",
        "He said “it was a mistaek of mine and of yours” to her.",
        "See `mistaek` there.",
        "See https://example.org/mistaek there.",
    ],
)
def test_names_citations_quotations_and_code_are_left_alone(text: str) -> None:
    with FakeLanguageTool() as fake:
        assert lt(report(text, fake.url, format="markdown")) in ([], [("lt/MORFOLOGIK_RULE_FAKE", "mistaek")][: text.count("So wrote")])


def test_references_and_furniture_are_not_sent() -> None:
    text = "# Trade\n\nThe mistaek was small.\n\n## References\n\nKeller, A. (2014). A muddle on the canal. Lowell: Mill Press.\n"
    with FakeLanguageTool() as fake:
        assert lt(report(text, fake.url, format="markdown")) == [("lt/MORFOLOGIK_RULE_FAKE", "mistaek")]
        assert all("Lowell" not in asked["data"] for asked in fake.asked)


def test_markup_maps_back_to_the_file() -> None:
    text = "It *was* a [mistaek](https://example.org) &amp; a **very** big mistaek.\n"
    with FakeLanguageTool() as fake:
        found = report(text, fake.url, format="markdown")
    assert [one.span.start for one in found.diagnostics if one.rule.startswith("lt/")] == [text.index("mistaek"), text.rindex("mistaek")]


def test_citations_are_sent_as_markup() -> None:
    parts = languagetool.parts_of(essaylint.read("The levee broke (Smith, 2010).").blocks[0].paragraph)
    assert parts == (Part("The levee broke"), Part(" (Smith, 2010)", True, ""), Part("."))


def test_the_variety_is_the_essays() -> None:
    for text, config, code in (
        ("The colour of the centre.", Config(), "en-GB"),
        ("The color of the center.", Config(), "en-US"),
        ("The color of the center.", Config(variety="gb"), "en-GB"),
        ("It rained.", Config(), "en-US"),
    ):
        assert languagetool.language_of(essaylint.read(text), config) == code


def test_a_paragraph_is_asked_about_once() -> None:
    with FakeLanguageTool() as fake:
        linter = Linter(Config(languagetool=fake.url))
        linter.lint(f"{TEXT}\n\nAnother one.")
        linter.lint(f"{TEXT}\n\nAnother two.")
        assert len(fake.asked) == 3


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"ignore": ("lt",)}, 0),
        ({"ignore": ("lt/MORFOLOGIK_RULE_FAKE",)}, 0),
        ({"rules": {"lt": "off"}}, 0),
        ({"rules": {"lt/MORFOLOGIK_RULE_FAKE": "off"}}, 0),
        ({"select": ("lt",)}, 1),
        ({"select": ("lt/MORFOLOGIK_RULE_FAKE",)}, 1),
        ({"select": ("vague-sourcing",)}, 0),
        ({"words": ("mistaek",)}, 0),
    ],
)
def test_settings(settings: dict[str, Any], told: int) -> None:
    with FakeLanguageTool() as fake:
        settings.setdefault("ignore", ("misspelling", "wrong-word", "confused-word"))
        found = report(TEXT, fake.url, **settings)
    assert len(lt(found)) == told


def test_severity_by_config() -> None:
    assert str(languagetool.severity_of("X", "grammar", Config())) == "warning"
    assert str(languagetool.severity_of("X", "style", Config())) == "hint"
    assert str(languagetool.severity_of("X", "style", Config(rules={"lt": "error"}))) == "error"
    for rule in sorted(languagetool.off())[:1]:
        assert languagetool.severity_of(rule, "grammar", Config()) is None
        assert languagetool.severity_of(rule, "grammar", Config(extend_select=(f"lt/{rule}",))) is not None


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("slow", "did not answer in 0.5 seconds"),
        ("drip", "did not answer in 0.5 seconds"),
        ("silent", "did not answer in 0.5 seconds"),
        ("404", "has no LanguageTool (HTTP 404); check the address"),
        ("500", "HTTP 500"),
        ("redirect", "HTTP 302"),
        ("dies", "cannot be reached"),
        ("garbage", "is not LanguageTool’s"),
        ("huge", "is not LanguageTool’s"),
        ("shape", "is not LanguageTool’s"),
        ("version", "speaks version 2"),
    ],
)
def test_every_failure_is_one_notice(fault: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool, "REMOTE_TIMEOUT", 0.5)
    with FakeLanguageTool(fault) as fake:
        started = time.monotonic()
        found = report(f"{TEXT}\n\nMore of it.\n\nAnd more.", fake.url)
        assert time.monotonic() - started < 30
        (notice,) = [one for one in found.skipped if one.rule == "languagetool"]
        assert told in notice.why
        assert "vague-sourcing" in {one.rule for one in found.diagnostics}
        assert lt(found) == []
        asked = len(fake.asked)
        again = report("Another text.", fake.url)  # it is not asked again at once
        assert len(fake.asked) == asked
        assert [one.why for one in again.skipped if one.rule == "languagetool"] == [notice.why]


@pytest.mark.parametrize("fault", ["odd", "evil"])
def test_odd_matches_are_dropped(fault: str) -> None:
    with FakeLanguageTool(fault) as fake:
        found = report(TEXT, fake.url)
    assert lt(found) == []
    assert not [one for one in found.skipped if one.rule == "languagetool"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://[::1", "http://no host/", "https://127.0.0.1:1"])
def test_addresses_where_nothing_is(url: str) -> None:
    with pytest.raises(GrammarError):
        grammar.check(url, [Part("Text.")], "en-US", timeout=5)


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with FakeLanguageTool() as fake:
        assert len(lt(report(TEXT, fake.url))) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_is_named(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", "http://me:secret@127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    found = report(TEXT, f"{scheme}://languagetool.invalid/")
    (notice,) = [one for one in found.skipped if one.rule == "languagetool"]
    assert f"it was asked through the proxy that {scheme}_proxy names" in notice.why
    assert "secret" not in notice.why
    assert "vague-sourcing" in {one.rule for one in found.diagnostics}


def test_a_config_of_a_folder_may_not_name_a_server(tmp_path: Path) -> None:
    for value in ("auto", "http://example.org"):
        (tmp_path / "essaylint.toml").write_text(f'languagetool = "{value}"\n', encoding="utf-8")
        with pytest.raises(ConfigError, match="may start no server"):
            Config.discover(tmp_path)
    (tmp_path / "essaylint.toml").write_text('languagetool = "off"\n', encoding="utf-8")
    assert Config.discover(tmp_path).languagetool == ""


def test_the_users_own_config_may(tmp_path: Path) -> None:
    own = tmp_path / "config" / "essaylint" / "essaylint.toml"
    own.parent.mkdir(parents=True)
    own.write_text('languagetool = "auto"\n', encoding="utf-8")
    assert Config.discover(tmp_path).languagetool == "auto"
    with pytest.raises(ConfigError, match="should be"):
        Config.of({"languagetool": "ftp://x"}, own)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text(TEXT, encoding="utf-8")
    with FakeLanguageTool() as fake:
        arguments = ["check", str(essay), "--languagetool", fake.url, "--select", "lt", "--output-format"]
        assert cli.main([*arguments, "json"]) == 1
        (file,) = json.loads(capsys.readouterr().out)["files"]
        assert [one["rule"] for one in file["diagnostics"]] == ["lt/MORFOLOGIK_RULE_FAKE"]
        for format in ("text", "concise", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "critic"):
            assert cli.main([*arguments, format]) == 1, format
            assert "MORFOLOGIK_RULE_FAKE" in capsys.readouterr().out, format


def test_a_failure_is_told_and_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text(TEXT, encoding="utf-8")
    with FakeLanguageTool("500") as fake:
        arguments = ["check", str(essay), "--languagetool", fake.url]
        assert cli.main(arguments) == 1
        shown = capsys.readouterr().out
        assert "Left out: languagetool (LanguageTool at" in shown
        assert "vague-sourcing" in shown
        fake.fault = ""
        languagetool.forget()
        cli.main([*arguments, "--ignore", "misspelling"])
        assert "lt/MORFOLOGIK" in capsys.readouterr().out


def test_a_wrong_setting_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text(TEXT, encoding="utf-8")
    assert cli.main(["check", "--languagetool", "yes", str(essay)]) == 2
    assert "should be" in capsys.readouterr().err


# The server that we start


def folder_of_jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, java: str) -> None:
    """A folder with one jar, and a `java` that is a script of ours."""
    jars = tmp_path / "jars"
    jars.mkdir(exist_ok=True)
    (jars / "languagetool-server-6.8.jar").write_bytes(b"")
    monkeypatch.setenv(grammar_jars.VARIABLE, str(jars))
    home = tmp_path / "java" / "bin"
    home.mkdir(parents=True, exist_ok=True)
    script = home / "java"
    script.write_text(f"#!{sys.executable}\n" + textwrap.dedent(java), encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))


SERVER = f"""\
import sys, time, pathlib
sys.path.insert(0, {str(Path(__file__).parent)!r})
from http.server import ThreadingHTTPServer
import fakelanguagetool as fake
port = int(sys.argv[sys.argv.index("--port") + 1])
with open(pathlib.Path(sys.argv[sys.argv.index("--config") + 1]).parent / "starts", "a") as file:
    file.write("x")
class Fixed(fake.FakeLanguageTool):
    def __init__(self):
        self.fault, self.asked = "", []
        ThreadingHTTPServer(("127.0.0.1", port), self._handler()).serve_forever()
Fixed()
"""


def is_listening(url: str) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1])), timeout=1):
        return True
    return False


def until(condition: Any, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_two_users_share_one_server_and_the_last_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    code = "import sys; from essaylint.backends import grammar_server as s; print(s.address('auto'), flush=True); sys.stdin.read()"
    users = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert all(user.stdout for user in users)
    urls = {user.stdout.readline().strip() for user in users if user.stdout}
    assert len(urls) == 1
    url = urls.pop()
    assert grammar_server.address("auto") == url
    assert (grammar_server.run_folder() / "starts").read_text() == "x"
    users[0].kill()  # not even a killed user is counted on
    users[1].communicate("")
    users[0].communicate()
    assert len(lt(report(TEXT, "auto"))) == 1
    grammar_server.forget()
    assert until(lambda: not is_listening(url))
    assert until(lambda: not (grammar_server.run_folder() / "keeper.json").exists())


def test_a_server_that_is_killed_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    url = grammar_server.address("auto")
    assert is_listening(url)
    os.kill(json.loads((grammar_server.run_folder() / "keeper.json").read_text())["pid"], signal.SIGKILL)
    if sys.platform.startswith("linux"):
        assert until(lambda: not is_listening(url))  # it dies with its keeper
    found = report(TEXT, "auto")
    assert len(lt(found)) == 1
    assert (grammar_server.run_folder() / "starts").read_text() == "xx"


def test_a_keeper_ends_though_its_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    url = grammar_server.address("auto")
    keeper = json.loads((grammar_server.run_folder() / "keeper.json").read_text())["pid"]
    shutil.rmtree(grammar_server.run_folder())
    grammar_server.forget()
    assert until(lambda: not is_listening(url))
    if sys.platform.startswith("linux"):
        assert until(lambda: not Path(f"/proc/{keeper}").exists() or "Z" in Path(f"/proc/{keeper}/stat").read_text().split(")")[1][:3])


@pytest.mark.parametrize("note", ['{"port": 1, "token": "x"}', "", "nonsense", '{"port": 99999999, "token": "x"}', "[]"])
def test_a_stale_note_is_taken_away(note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    grammar_server.run_folder().mkdir(parents=True)
    (grammar_server.run_folder() / "keeper.json").write_text(note, encoding="utf-8")
    assert is_listening(grammar_server.address("auto"))


@pytest.mark.parametrize(
    ("java", "told"),
    [
        ("import sys; sys.exit('java.lang.UnsupportedClassVersionError: x')", "too old for LanguageTool; install Java 17"),
        ("import sys; sys.exit('Error: could not find or load: ClassNotFoundException')", "incomplete or broken"),
        ("import sys; sys.exit('java.net.BindException: Address already in use')", "was taken by another program"),
        ("import sys; sys.exit('java.util.zip.ZipException: zip END header not found')", "incomplete or broken; run: essaylint languagetool install"),
        ("import sys; sys.exit('no memory')", "ended at its start (no memory)"),
        ("raise SystemExit", "it said nothing"),
        ("import time; time.sleep(60)", "did not start in 2 seconds"),
    ],
)
def test_a_java_that_fails(java: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, java)
    if "60" in java:
        monkeypatch.setattr(grammar_server, "START_SECONDS", 2.0)
    found = report(TEXT, "auto")
    (notice,) = [one for one in found.skipped if one.rule == "languagetool"]
    assert told in notice.why
    assert "vague-sourcing" in {one.rule for one in found.diagnostics}


def test_nothing_installed() -> None:
    (notice,) = [one for one in report(TEXT, "auto").skipped if one.rule == "languagetool"]
    assert notice.why == "LanguageTool is not installed; run: essaylint languagetool install"


def test_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    monkeypatch.setattr(grammar_jars, "java", lambda: None)
    (notice,) = [one for one in report(TEXT, "auto").skipped if one.rule == "languagetool"]
    assert "needs Java 17" in notice.why


def test_half_an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = grammar_jars.own_folder()
    folder.mkdir(parents=True)
    (notice,) = [one for one in report(TEXT, "auto").skipped if one.rule == "languagetool"]
    assert "is missing; run: essaylint languagetool install" in notice.why
    monkeypatch.setenv(grammar_jars.VARIABLE, str(folder))
    languagetool.forget()
    (notice,) = [one for one in report(TEXT, "auto").skipped if one.rule == "languagetool"]
    assert "no languagetool-server jar is" in notice.why


def test_a_jar_that_was_half_downloaded() -> None:
    folder = grammar_jars.own_folder()
    folder.mkdir(parents=True)
    for jar in grammar_jars.pinned():
        with (folder / jar.name).open("wb") as file:
            file.truncate(jar.size)
    last = grammar_jars.pinned()[-1]
    with (folder / last.name).open("wb") as file:
        file.truncate(last.size // 2)
    (notice,) = [one for one in report(TEXT, "auto").skipped if one.rule == "languagetool"]
    assert f"{last.name} has {last.size // 2:,} bytes and not {last.size:,}; run: essaylint languagetool install" in notice.why


def test_a_stale_lock_of_a_dead_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody died while starting the server: the system let go of the lock, and its file is no obstacle."""
    folder_of_jars(tmp_path, monkeypatch, SERVER)
    grammar_server.run_folder().mkdir(parents=True)
    code = (
        "import sys, time; from pathlib import Path; from essaylint.backends import grammar_server as s\n"
        "with s._locked(Path(sys.argv[1]), time.monotonic() + 5): print('locked', flush=True); time.sleep(60)"
    )
    lock = grammar_server.run_folder() / "start.lock"
    dead = subprocess.Popen([sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE, text=True)
    assert dead.stdout
    assert dead.stdout.readline() == "locked\n"
    with pytest.raises(GrammarError, match="has been starting LanguageTool for too long"), grammar_server._locked(lock, time.monotonic()):
        pass
    dead.kill()
    dead.communicate()
    assert lock.exists()
    assert is_listening(grammar_server.address("auto"))


def test_one_of_language_tool_python_is_used(tmp_path: Path) -> None:
    jar = tmp_path / "ltp" / "LanguageTool-6.8" / "languagetool-server.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()
    program = grammar_jars.find()
    assert program is not None
    assert program.classpath == str(jar)


# Fetching it


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "mirror")))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def jars_in(tmp_path: Path) -> list[Jar]:
    found = []
    for name in ("a/b/1/one-1.jar", "c/2/two-2.jar"):
        path = tmp_path / "mirror" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 1000)
        found.append(Jar(name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()))
    return found


def test_install(tmp_path: Path, mirror: str) -> None:
    jars, told = jars_in(tmp_path), list[str]()
    target = tmp_path / "data" / "6.8"
    grammar_install.install(target, mirror=mirror, progress=lambda name, *_: told.append(name), jars=jars)
    assert sorted(path.name for path in target.iterdir()) == ["one-1.jar", "two-2.jar"]
    assert all(grammar_jars.is_whole(target / jar.name, jar) for jar in jars)
    assert told == ["one-1.jar", "two-2.jar"]
    assert [path.name for path in target.parent.iterdir()] == ["6.8"]
    (target / "one-1.jar").write_bytes(b"broken")
    grammar_install.install(target, mirror=mirror, progress=lambda name, *_: told.append(name), jars=jars)
    assert told == ["one-1.jar", "two-2.jar", "one-1.jar"]
    assert [path.name for path in target.parent.iterdir()] == ["6.8"]


def test_install_checks_what_it_is_sent(tmp_path: Path, mirror: str) -> None:
    jars = jars_in(tmp_path)
    (tmp_path / "mirror" / jars[1].path).write_bytes(b"x" * jars[1].size)
    target = tmp_path / "data" / "6.8"
    with pytest.raises(GrammarError, match="its checksum is wrong"):
        grammar_install.install(target, mirror=mirror, progress=print, jars=jars)
    assert not target.exists()
    jars_in(tmp_path)
    told: list[str] = []
    grammar_install.install(target, mirror=mirror, progress=lambda name, *_: told.append(name), jars=jars)
    assert told == ["two-2.jar"]  # it goes on from where it was


@pytest.mark.parametrize(("damage", "told"), [("shorter", "could not be fetched"), ("gone", "HTTP 404")])
def test_install_from_a_broken_mirror(damage: str, told: str, tmp_path: Path, mirror: str) -> None:
    jars = jars_in(tmp_path)
    path = tmp_path / "mirror" / jars[0].path
    path.write_bytes(b"a/b") if damage == "shorter" else path.unlink()
    with pytest.raises(GrammarError, match=told):
        grammar_install.install(tmp_path / "data" / "6.8", mirror=mirror, progress=print, jars=jars)


def test_install_goes_on_in_the_middle_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jars = jars_in(tmp_path)[:1]
    data = (tmp_path / "mirror" / jars[0].path).read_bytes()
    asked: list[str] = []

    class Answer:
        def __init__(self, request: Any) -> None:
            asked.append(request.get_header("Range", ""))
            self.status, self.left = (206, data[500:]) if asked[-1] else (200, data[:500])

        def __enter__(self) -> Answer:
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, size: int) -> bytes:
            piece, self.left = self.left[:size], self.left[size:]
            return piece

    monkeypatch.setattr("urllib.request.urlopen", lambda request, timeout: Answer(request))
    grammar_install.install(tmp_path / "6.8", progress=print, jars=jars)
    assert asked == ["", "bytes=500-"]
    assert grammar_jars.is_whole(tmp_path / "6.8" / "one-1.jar", jars[0])


def test_install_where_nothing_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GrammarError, match="could not be written"):
        grammar_install.install(tmp_path / "file" / "6.8", progress=print, jars=jars_in(tmp_path))


def test_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["languagetool"]) == 2
    assert "not installed; run: essaylint languagetool install" in capsys.readouterr().out
    part = grammar_jars.own_folder().with_name(f"{grammar_jars.VERSION}.part")
    part.mkdir(parents=True)
    (part / grammar_jars.pinned()[0].name).touch()
    assert cli.main(["languagetool"]) == 2
    assert "1 of 130 files are fetched; run: essaylint languagetool install" in capsys.readouterr().out
    assert cli.main(["languagetool", "install", "--mirror", "ftp:x"]) == 2
    assert cli.main(["languagetool", "uninstall"]) == 0
    assert not part.exists()


def test_the_page_lists_what_is_off() -> None:
    root = Path(__file__).parent.parent
    made = runpy.run_path(str(root / "bench" / "languagetool.py"))["page"]()
    assert (root / "docs" / "languagetool.md").read_text(encoding="utf-8") == made
    for rule in languagetool.off() | languagetool.quiet():
        assert f"| `{rule}` | " in made


def test_the_pinned_list() -> None:
    jars = grammar_jars.pinned()
    assert len({jar.name for jar in jars}) == len(jars) > 100
    assert all(len(jar.digest) == 64 and jar.size > 0 and ".." not in jar.path for jar in jars)
    assert {"languagetool-server-6.8.jar", "language-en-6.8.jar"} <= {jar.name for jar in jars}

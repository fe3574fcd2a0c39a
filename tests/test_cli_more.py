"""The command line's other commands: allowing, baselines, changes only, words, settings, caches."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from essaylint import caching
from essaylint.cli import main
from essaylint.config import Allow, Config
from essaylint.configfile import ConfigError
from essaylint.remembering import add_allows, add_words, config_to_write
from test_cli import ESSAY, folder

__all__ = ["folder"]
CONCISE = ("--output-format", "concise", "-q")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESSAYLINT_CACHE_DIR", str(tmp_path / "cache"))


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_add_allow_to_plain_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["essay.txt", "--add-allow", "house style"]) == 0
    lines(capsys)
    assert main(["essay.txt", "--fail-on", "hint", *CONCISE]) == 0
    assert lines(capsys) == []
    assert Config.discover(folder).allow[0] == Allow("vague-claim", "According to nobody", "house style", "essay.txt")


def test_add_allow_to_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# According to nobody\n\nIt failed. According to nobody,\nit works.\n\n- They utilise it.\n- Not they.\n"
    (folder / "a.md").write_text(text)
    assert main(["a.md", "--add-allow", "a name -- really"]) == 0
    assert (folder / "a.md").read_text() == (
        "# According to nobody\n\n"
        "<!-- essaylint allow vague-claim: a name – really -->\n\nIt failed. According to nobody,\nit works.\n\n"
        "- They utilise it. <!-- essaylint allow plainer-word: a name – really -->\n- Not they.\n"
    )
    lines(capsys)
    assert main(["a.md", "--fail-on", "hint", "--extend-select", "unused-allow", *CONCISE]) == 0
    assert lines(capsys) == []


def test_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "create", "essay.txt"]) == 0
    assert main(["baseline", "create", "essay.txt"]) == 0
    config = folder / "essaylint.toml"
    config.write_text('baseline = "essaylint-baseline.json"\n' + config.read_text())
    lines(capsys)
    assert main(["essay.txt", "--fail-on", "hint", *CONCISE]) == 0
    essay = folder / "essay.txt"
    essay.write_text("A new paragraph.\n\nThey utilise that, too.\n\n" + ESSAY)
    assert main(["essay.txt", "--fail-on", "hint", *CONCISE]) == 1
    assert [line.partition(": ")[0] for line in lines(capsys)] == ["essay.txt:3:6"]
    essay.write_text("They utilise that, too.\n\nThey utilise it, and they utilise it.\n")
    assert main(["baseline", "update", "essay.txt"]) == 0
    table = json.loads((folder / "essaylint-baseline.json").read_text())["files"]
    assert sum(table["essay.txt"].values()) == 2
    (folder / "essaylint-baseline.json").write_text("{}")
    assert main(["essay.txt"]) == 2
    assert "is no baseline" in capsys.readouterr().err


def test_since_a_revision_and_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(folder)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "essay.txt"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    (folder / "before.txt").write_text(ESSAY)
    (folder / "essay.txt").write_text("A new beginning.\n\n" + ESSAY.replace("They utilise it", "We utilise it"))
    for since in ("HEAD", "before.txt"):
        main(["essay.txt", "--since", since, *CONCISE])
        assert [line.partition(": ")[0] for line in lines(capsys)] == ["essay.txt:5:4", "essay.txt:5:25"]
    for since in ("nowhere", "--help"):
        assert main(["essay.txt", f"--since={since}"]) == 2
        assert "neither a revision" in capsys.readouterr().err


def test_force_exclude(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "LICENSE.txt").write_text(ESSAY)
    (folder / "build").mkdir()
    (folder / "build" / "a.txt").write_text(ESSAY)
    assert main(["LICENSE.txt", *CONCISE]) == 1
    assert main(["LICENSE.txt", "build/a.txt", "--force-exclude", *CONCISE]) == 0


def test_several_processes_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (folder / f"essay{number}.txt").write_text(ESSAY * (number + 1))
    main([".", "--no-cache", "--jobs", "1", "--output-format", "json", "--quick"])
    alone = capsys.readouterr().out
    main([".", "--no-cache", "--jobs", "2", "--output-format", "json", "--quick"])
    assert capsys.readouterr().out == alone


def test_words_are_added(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dict", "add", "Juche", "songun"]) == 0
    assert main(["dict", "add", "Juche"]) == 0
    assert main(["dict", "add"]) == 2
    assert main(["dict", "add", "chaebol", "--user"]) == 0
    lines(capsys)
    assert main(["dict", "list"]) == 0
    assert lines(capsys) == ["chaebol", "Juche", "songun"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("essaylint.toml", "", 'words = ["a"]\n'),
        ("essaylint.toml", "# mine\n[rules]\nx = 'off'\n", "# mine\nwords = [\"a\"]\n[rules]\nx = 'off'\n"),
        ("essaylint.toml", 'words = ["b"] # known\n', 'words = ["b", "a"] # known\n'),
        ("essaylint.toml", 'words = [\n  "b",\n  "c"\n]\n', 'words = [\n  "b",\n  "c",\n  "a",\n]\n'),
        ("essaylint.toml", "words = []\n", 'words = ["a"]\n'),
        ("pyproject.toml", "[project]\nname='x'\n", "[project]\nname='x'\n\n[tool.essaylint]\nwords = [\"a\"]\n"),
        ("pyproject.toml", "[tool.essaylint]\ngenre='docs'\n[z]\n", "[tool.essaylint]\ngenre='docs'\nwords = [\"a\"]\n[z]\n"),
    ],
)
def test_a_config_is_changed_as_little_as_can_be(tmp_path: Path, name: str, before: str, after: str) -> None:
    path = tmp_path / name
    path.write_text(before)
    add_words(path, ["a"])
    assert path.read_text() == after
    assert add_words(path, ["a"]) == []


def test_a_config_that_cannot_be_changed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "essaylint.toml"
    path.write_text('words = ["b]", "c"]\n')
    with pytest.raises(ConfigError, match="change it by hand"):
        add_words(path, ["a"])
    assert path.read_text() == 'words = ["b]", "c"]\n'


def test_allows_are_added_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.essaylint]\ngenre = 'docs'\n")
    allow = Allow("a", 'say "so" \\ \x7f', "why", "b.txt")
    assert add_allows(path, [allow, allow]) == [allow]
    assert add_allows(path, [allow]) == []
    assert Config.load(path).allow == (allow,)


def test_where_a_decision_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config_to_write(tmp_path / "a" / "b" / "essay.md") == tmp_path / "a" / "b" / "essaylint.toml"
    (tmp_path / "a" / ".git").mkdir()
    assert config_to_write(tmp_path / "a" / "b") == tmp_path / "a" / "essaylint.toml"
    assert config_to_write(tmp_path, user=True) == tmp_path / "home" / "essaylint" / "essaylint.toml"


def test_config_shows_where_settings_come_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "essaylint.toml").write_text('genre = "docs"\n[rules]\nstyle = "off"\n')
    main(["config", "--ignore", "wording", "--output-format", "json"])
    settings = json.loads(capsys.readouterr().out)["settings"]
    assert settings["genre"] == {"value": "docs", "from": str(folder / "essaylint.toml")}
    assert settings["rules.style"]["value"] == "off"
    assert settings["variety"]["from"] == "default"
    assert settings["ignore"] == {"value": ["wording"], "from": "--ignore"}
    assert main(["config"]) == 0
    assert main(["doctor"]) == 0


def test_the_cache_is_used_and_never_stale(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*more: str) -> list[str]:
        main(["essay.txt", *CONCISE, *more])
        return lines(capsys)

    first = told()
    (entry,) = (folder / "cache").glob("??/*.json")
    assert told() == first == told("--no-cache")
    changed = json.loads(entry.read_text())
    changed["record"]["diagnostics"] = []
    entry.write_text(json.dumps(changed))
    assert told() == []  # it was the cache that spoke
    for damage in (b"", b"{", b"[]", b"[" * 100_000, entry.read_bytes()[:-30], b'{"record": 1, "beside": ["", ""], "depends": []}'):
        entry.write_bytes(damage)
        assert told() == first
    card = folder / "cards" / "style" / "plainer-word.md"
    card.write_text(card.read_text().replace('"hint"', '"error"'))
    assert any("error plainer-word" in line for line in told())
    (folder / "essaylint.toml").write_text('rulebooks = ["cards"]\nselect = ["vague-claim"]\n')
    assert len(told()) == 1
    (folder / "essay.txt").write_text("Nothing.\n")
    assert told() == []


def test_a_cache_that_cannot_be_written_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("ESSAYLINT_CACHE_DIR", str(folder / "file"))
    assert main(["essay.txt", *CONCISE]) == 1


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    for number in range(6):
        path = tmp_path / f"{number:02}" / "a.json"
        path.parent.mkdir()
        path.touch()
    caching.prune(str(tmp_path), most=4)
    assert len(list(tmp_path.glob("*/*.json"))) == 4


def test_claims_citations_completion_and_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("It rained (Bosma, 2009).\n\n# References\n\nBosma, K. (2007). *Rain*. Waterkant.\n")
    assert main(["citations", "a.md", "--output-format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["path"], row["status"], row["line"], row["column"]) == ("a.md", "doubtful", 1, 12)
    assert main(["citations", "a.md", "essay.txt"]) == 0
    assert "no citations" in capsys.readouterr().out
    assert main(["citations", "none.md"]) == 2
    for shell in ("bash", "zsh", "fish"):
        assert main(["completion", shell]) == 0
        assert "output-format" in capsys.readouterr().out
    assert main(["report", "essay.txt", "-o", "page.html"]) == 0
    page = (folder / "page.html").read_text()
    assert "vague-claim" in page
    assert "http" not in page.replace("http-equiv", "")


def test_init(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 2
    (folder / "essaylint.toml").unlink()
    assert main(["init", "essay.txt"]) == 0
    assert Config.load(folder / "essaylint.toml").genre == "essay"
    assert main(["init", "essay.txt", "--force", "--genre", "docs"]) == 0
    assert Config.load(folder / "essaylint.toml").genre == "docs"


def test_an_old_name_goes_on_working(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = folder / "cards" / "sourcing" / "vague-claim.md"
    card.write_text(card.read_text().replace("message  =", 'aliases  = ["old-claim"]\nmessage  ='))
    assert main(["essay.txt", "--select", "old-claim", *CONCISE]) == 1
    out, err = capsys.readouterr()
    assert "vague-claim" in out
    assert err.count("“old-claim” is now called “vague-claim”") == 1


def test_a_message_that_wants_what_nobody_gives_is_one_failed_rule(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from essaylint import engine

    monkeypatch.setattr(engine, "raise_failures", False)
    card = folder / "cards" / "sourcing" / "vague-claim.md"
    card.write_text(card.read_text().replace("“{match}”", "“{nobody}”"))
    assert main(["essay.txt", *CONCISE]) == 2
    out = capsys.readouterr().out
    assert "error rule-failed: The rule “vague-claim” failed here: its message wants 'nobody'" in out
    assert "plainer-word" in out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<html><body>\n<p>It failed. According to nobody, it works.</p>\n<p>It rained.</p>\n</body></html>\n"),
        ("a.tex", "\\begin{document}\nIt failed.\nAccording to nobody, it works.\n\nIt rained.\n\\end{document}\n"),
    ],
)
def test_add_allow_to_other_formats(folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    (folder / name).write_text(text)
    assert main([name, *CONCISE]) == 1
    assert main([name, "--add-allow", "meant"]) == 0
    lines(capsys)
    assert main([name, "--fail-on", "hint", "--extend-select", "unused-allow", *CONCISE]) == 0
    assert lines(capsys) == []
    assert len((folder / name).read_text().splitlines()) - len(text.splitlines()) <= 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "essay.txt", "-o", "nowhere/x.txt"],
        ["check", "essay.txt", "-o", "cards"],
        ["report", "essay.txt", "-o", "nowhere/x.html"],
        ["baseline", "create", "essay.txt", "--baseline", "nowhere/b.json"],
        ["metrics", "essay.txt", "-o", "nowhere/x.txt"],
        ["rules", "-o", "nowhere/x.txt"],
    ],
)
def test_a_report_that_cannot_be_written_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert "could not be written" in err
    assert arguments[-1] in err
    assert err.count("\n") == 1
    assert out == ""

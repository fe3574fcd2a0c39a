"""Config files: which is found, what they say together, and what one that came with a folder may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from essaylint.config import Config, matches
from essaylint.configfile import ConfigError, find_file


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own config."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "essaylint").mkdir(parents=True)
    return tmp_path / "home" / "essaylint"


def test_the_nearest_config_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "essaylint.toml").write_text('genre = "docs"')
    (deep / "pyproject.toml").write_text("[project]\n")
    assert find_file(deep / "essay.md") == tmp_path / "essaylint.toml"
    (deep / "pyproject.toml").write_text('[tool.essaylint]\ngenre = "research"\n')
    assert find_file(deep / "essay.md") == deep / "pyproject.toml"
    assert Config.discover(deep / "essay.md").genre == "research"
    (deep / "pyproject.toml").write_text("this is not TOML, and not about us")
    assert Config.discover(deep / "essay.md").genre == "docs"


def test_extends_and_the_users_own(tmp_path: Path, home: Path) -> None:
    (home / "essaylint.toml").write_text('variety = "gb"\nwords = ["juche"]\nignore = ["style"]\nrules = {wording = "off"}')
    (tmp_path / "base.toml").write_text('words = ["songun"]\ngenre = "docs"\n[rules]\nstyle = {severity = "hint"}\nwording = "error"')
    (tmp_path / "essaylint.toml").write_text('extends = "base.toml"\nwords = ["chaebol"]\ngenre = "research"\n[rules.style]\nseverity = "off"')
    config = Config.discover(tmp_path)
    assert config.words == ("juche", "songun", "chaebol")
    assert (config.genre, config.variety, config.ignore) == ("research", "gb", ("style",))
    assert config.rules == {"wording": "error", "style": {"severity": "off"}}
    assert config.origins["variety"] == str(home / "essaylint.toml")
    assert config.origins["rules.wording"] == str(tmp_path / "base.toml")
    assert [Path(one).name for one in config.files] == ["essaylint.toml", "base.toml", "essaylint.toml"]


def test_a_config_that_extends_itself(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = ["b.toml"]')
    (tmp_path / "b.toml").write_text('extends = "a.toml"')
    with pytest.raises(ConfigError, match="extends itself"):
        Config.load(tmp_path / "a.toml")


@pytest.mark.parametrize("setting", ['extends = "../other.toml"', 'rulebooks = ["../cards"]', 'baseline = "/etc/passwd"'])
def test_a_found_config_names_nothing_outside(tmp_path: Path, setting: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "other.toml").write_text("")
    config = tmp_path / "in" / "essaylint.toml"
    config.write_text(setting)
    with pytest.raises(ConfigError, match=r"is outside of .*name it in your own config"):
        Config.discover(tmp_path / "in" / "essay.md")
    Config.load(config)
    (tmp_path / ".git").mkdir()
    if "etc" not in setting:
        Config.discover(tmp_path / "in" / "essay.md")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("genre = 3", "is not one of"),
        ("words = 'a'", "should be a list of texts"),
        ("rules = []", "rules should be a table"),
        ("rules = {a = 'loud'}", "'loud' is not one of off, on"),
        ("allow = [{quote = 'x'}]", "has no rule"),
        ("allow = [{rul = 'x'}]", "takes the texts"),
        ("per-file-ignores = []", "should be a table of patterns"),
        ("extends = 3", "extends should be"),
        ("baseline = 3", "baseline should be"),
        ("no-such = 3", "there is no setting “no-such”"),
    ],
)
def test_errors_name_the_file_and_the_key(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "essaylint.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"essaylint\.toml: ") as caught:
        Config.discover(tmp_path)
    assert sentence in str(caught.value)


def test_no_config_is_the_default(tmp_path: Path) -> None:
    assert Config.discover(tmp_path) == Config()


@pytest.mark.parametrize(
    ("path", "glob", "matched"),
    [
        ("a/b.md", "*.md", True),
        ("a/b.md", "a", True),
        ("a/b.md", "a/*.md", True),
        ("a/b.md", "a/", True),
        ("a/b/c.md", "a/b", True),
        ("a/b.md", "b", False),
        ("a/b.md", "c/*.md", False),
    ],
)
def test_patterns(path: str, glob: str, matched: bool) -> None:
    assert matches(Path(path), glob, Path()) is matched

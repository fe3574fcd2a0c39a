"""What loads when, and how others' rules plug in; each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CARD = """\
# house-word

A word that this house does not print.

```toml
check    = "{check}"
severity = "error"
message  = "“{{match}}” is not printed here."
{options}
```

## Why

The house says so.

## Flagged

> We {{==leverage synergies==}} every day.

## Not flagged

> We work together every day.

## What to do

Say it plainly.
"""


def run(code: str, *, path: Path | None = None) -> str:
    env = dict(os.environ)
    if path:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, env=env, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_is_light() -> None:
    heavy = ("spacy", "textstat", "pygls", "rich", "marko", "language_tool_python", "click")
    assert run(f"import sys, essaylint; print([one for one in {heavy} if one in sys.modules])") == "[]"


def test_quick_rules_leave_spacy_unimported() -> None:
    code = """
        import sys, essaylint
        essaylint.lint("According to observers, it failed. It is a an test.", quick=True)
        print([one for one in ("spacy", "textstat", "pygls", "rich", "numpy") if one in sys.modules])
    """
    assert run(code) == "[]"


def test_a_folder_of_cards_works_by_config_alone(tmp_path: Path) -> None:
    card = tmp_path / "house" / "wording" / "house-word.md"
    card.parent.mkdir(parents=True)
    card.write_text(CARD.format(check="phrases", options='phrases  = ["leverage [our] synergies"]'), encoding="utf-8")
    (tmp_path / "essaylint.toml").write_text('rulebooks = ["house"]\n', encoding="utf-8")
    essay = tmp_path / "essay.txt"
    essay.write_text("We leverage our synergies every day.\n", encoding="utf-8")
    import essaylint

    found = [one for one in essaylint.lint_file(essay) if one.rule == "house-word"]
    assert [one.message for one in found] == ["“leverage our synergies” is not printed here."]


def test_a_folder_cannot_name_code(tmp_path: Path) -> None:
    card = tmp_path / "house" / "wording" / "house-word.md"
    card.parent.mkdir(parents=True)
    card.write_text(CARD.format(check="os.path", options=""), encoding="utf-8")
    import essaylint

    with pytest.raises(essaylint.CardError, match="only a card inside an installed package"):
        essaylint.Linter(essaylint.Config(rulebooks=(str(tmp_path / "house"),))).lint("x")


def _acme(folder: Path) -> None:
    package = folder / "acme_rules"
    (package / "wording").mkdir(parents=True)
    (package / "__init__.py").write_text('"""Rules of Acme."""\n', encoding="utf-8")
    (package / "tone.py").write_text(
        textwrap.dedent('''
            """A check of our own."""
            from dataclasses import dataclass

            from essaylint.checks.base import ParagraphCheck
            from essaylint.diagnostic import Finding
            from essaylint.span import Span


            @dataclass(frozen=True)
            class Check(ParagraphCheck):
                """Report a text."""

                text: str

                def find(self, paragraph):
                    at = paragraph.folded.find(self.text)
                    if at >= 0:
                        yield Finding(Span(at, at + len(self.text)))
        '''),
        encoding="utf-8",
    )
    (package / "wording" / "house-word.md").write_text(
        CARD.format(check="acme_rules.tone", options='text = "leverage synergies"'), encoding="utf-8"
    )
    (folder / "pyproject.toml").write_text(
        textwrap.dedent("""
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"

            [project]
            name = "acme-rules"
            version = "1.0"

            [project.entry-points."essaylint.rules"]
            acme = "acme_rules"

            [tool.hatch.build.targets.wheel]
            packages = ["acme_rules"]
        """),
        encoding="utf-8",
    )


def test_a_package_of_cards_works_by_its_entry_point(tmp_path: Path) -> None:
    """A real package is built and installed into a folder of its own, with a check of its own in Python."""
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    _acme(project)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "install", "--no-build-isolation", "--no-deps", "--target", str(site), str(project)], check=True
    )
    code = """
        import essaylint
        print([(one.rule, one.span) for one in essaylint.lint("We leverage synergies daily.") if one.rule == "house-word"])
    """
    assert run(code, path=site) == "[('house-word', Span(start=3, end=21))]"
    assert run(code) == "[]"


def test_the_wheel_holds_the_rulebook(tmp_path: Path) -> None:
    """The wheel brings cards, lexicon and type marker, and lints when it is all there is."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True
    )
    (wheel,) = tmp_path.glob("essaylint-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    cards = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").glob("*/*.md")}
    assert {f"essaylint/{card}" for card in cards} <= set(names)
    assert "essaylint/py.typed" in names
    code = """
        import essaylint
        print(essaylint.__file__, [one.rule for one in essaylint.lint("According to observers, it failed.", quick=True)])
    """
    for _ in range(2):  # the second time from the compiled rulebook
        shown = run(code, path=tmp_path / "site")
        assert str(tmp_path / "site") in shown
        assert "vague-sourcing" in shown

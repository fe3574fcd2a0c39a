"""Allows: comments, entries by quotation, what they are about, and those that are of no use."""

from __future__ import annotations

from pathlib import Path

import pytest

from essaylint.allowing import find
from essaylint.config import Allow, Config
from essaylint.configfile import ConfigError
from essaylint.engine import Linter, Report
from essaylint.formats import read
from essaylint.source import Source

CARD = """# {name}

A word.

```toml
check    = "phrases"
severity = "warning"
message  = "“{{match}}”"
aliases  = ["old-{name}"]
phrases  = ["{name}"]
```

## Why

## Flagged

## Not flagged

## What to do
"""
MARKDOWN = """# A title

Here is alpha. <!-- essaylint allow alpha: on purpose -->
It goes on with alpha and beta.

<!-- essaylint allow beta -->

The beta is here, and alpha.

The last beta.
"""


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    (folder / "wording").mkdir()
    for name in ("alpha", "beta"):
        (folder / "wording" / f"{name}.md").write_text(CARD.format(name=name))
    return folder


def lint(cards: Path, text: str, format: str = "markdown", path: str = "essay.md", **settings: object) -> Report:
    values = {"rulebooks": (str(cards),), "select": ("alpha", "beta", "unused-allow"), **settings}
    return Linter(Config(**values)).run(read(Source(text, path), format))  # type: ignore[arg-type]


def told(report: Report) -> list[tuple[str, int]]:
    return [(one.rule, report.document.source.position(one.span.start).line) for one in report.diagnostics]


def test_comments_are_about_a_paragraph(cards: Path) -> None:
    report = lint(cards, MARKDOWN)
    assert told(report) == [("beta", 4), ("alpha", 8), ("beta", 10)]
    assert [one.rule for one in report.allowed] == ["alpha", "alpha", "beta"]


def test_the_comment_is_read(cards: Path) -> None:
    (first, second) = find(read(Source(MARKDOWN), "markdown"))
    assert (first.rules, first.reason) == (("alpha",), "on purpose")
    assert second.about.of(MARKDOWN) == "The beta is here, and alpha."


@pytest.mark.parametrize("name", ["alpha", "wording", "*", "all", "old-alpha", "beta, alpha"])
def test_names(cards: Path, name: str) -> None:
    text = f"<!-- essaylint allow-file {name}: all of it -->\n\nAn alpha.\n\nAn alpha.\n"
    assert [rule for rule, _ in told(lint(cards, text)) if rule != "unused-allow"] == []


def test_unused_allows_are_told(cards: Path) -> None:
    text = "<!-- essaylint allow alpha, beta: why -->\nAn alpha.\n\nNo such thing. <!-- essaylint allow beta -->\n"
    report = lint(cards, text)
    assert told(report) == [("unused-allow", 1), ("unused-allow", 4)]
    assert [str(one.severity) for one in report.diagnostics] == ["hint", "hint"]
    assert report.diagnostics[0].message == "Nothing here needs the allow of “beta” any more; take it out."
    (edit,) = report.diagnostics[1].fixes[0].edits
    assert edit.span.of(text) == " <!-- essaylint allow beta -->"


def test_an_allow_of_a_rule_that_did_not_run_is_not_unused(cards: Path) -> None:
    text = "<!-- essaylint allow beta: why -->\n\nAn alpha.\n"
    assert told(lint(cards, text, select=("alpha", "unused-allow"))) == [("alpha", 3)]


def test_an_unknown_rule_is_told(cards: Path) -> None:
    report = lint(cards, "<!-- essaylint allow alpa: why -->\n\nAn alpha.\n")
    assert "There is no rule “alpa” to allow; did you mean “alpha”" in report.diagnostics[0].message


def test_code_is_not_a_comment(cards: Path) -> None:
    text = "```\n<!-- essaylint allow-file alpha -->\n```\n\nAn alpha.\n"
    assert told(lint(cards, text)) == [("alpha", 5)]


def test_entries_by_quotation(cards: Path) -> None:
    text = "The “alpha” of\nall things.\n\nAnother alpha.\n"
    allow = (Allow("alpha", 'The "alpha" of all things', "a name"),)
    assert told(lint(cards, text, "plain", allow=allow)) == [("alpha", 4)]
    assert told(lint(cards, text, "plain", allow=(Allow("alpha"),))) == []
    assert told(lint(cards, text, "plain", "b.txt", allow=(Allow("*", path="a.txt"),))) == [("alpha", 1), ("alpha", 4)]
    entry = (Allow("beta", "things", path="a.txt"),)
    assert told(lint(cards, text, "plain", "a.txt", allow=entry))[0] == ("unused-allow", 1)


def test_per_file_ignores_and_patterns(cards: Path) -> None:
    text = "An alpha and a {{< alpha >}} and beta.\n"
    assert told(lint(cards, text, per_file_ignores={"*.md": ("beta",)})) == [("alpha", 1), ("alpha", 1)]
    assert told(lint(cards, text, ignore_patterns=(r"\{\{<.*?>\}",))) == [("alpha", 1), ("beta", 1)]
    with pytest.raises(ConfigError, match="is no pattern"):
        lint(cards, text, ignore_patterns=("(",))


def test_the_other_side_of_a_finding_may_carry_the_allow(cards: Path) -> None:
    from essaylint.allowing import apply
    from essaylint.diagnostic import Diagnostic, Place, Severity
    from essaylint.span import Span

    text = "One alpha.\n\nAnother beta. <!-- essaylint allow alpha: both are meant -->\n"
    document = read(Source(text), "markdown")
    one = Diagnostic("alpha", "wording", Severity.WARNING, "", Span(4, 9), (Place(Span(20, 24)),))
    left, allowed = apply([one], document, Config(rulebooks=(str(cards),)))
    assert (left, allowed) == ([], [one])


def test_html(cards: Path) -> None:
    text = (
        "<html><body>\n<!-- essaylint allow alpha: why -->\n<p>An alpha and\nmore alpha.</p>\n"
        "<p>An alpha. <!-- essaylint allow alpha --></p>\n<p>An alpha.</p>\n</body></html>\n"
    )
    assert told(lint(cards, text, "html", "a.html")) == [("alpha", 6)]


def test_latex(cards: Path) -> None:
    text = (
        "\\begin{document}\n% essaylint allow alpha: 100\\% meant\nAn alpha and\nmore alpha.\n\n"
        "An alpha. % essaylint allow alpha\n\nAn alpha, 50\\% essaylint allow alpha.\n\\end{document}\n"
    )
    assert told(lint(cards, text, "latex", "a.tex")) == [("alpha", 8), ("alpha", 8)]

"""The page: it holds the essay, its links lead somewhere, nothing that is said in it is markup, and its script runs."""

from __future__ import annotations

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaylint.diagnostic import Diagnostic, Severity
from essaylint.reports import Run, write
from essaylint.reports.recording import diagnostics_of
from essaylint.rulebook import parse_card
from essaylint.source import Source
from essaylint.span import Span
from test_reports import DIAGNOSTICS, OTHER, TEXT, run

VOID = {"meta", "input", "br", "link"}


class Page(HTMLParser):
    """What a page holds: its tags in order, ids, links, and the text of its essays."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.essays: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        if "id" in values:
            self.ids.append(values["id"] or "")
        self.links += [values[name] or "" for name in ("href", "src") if name in values]
        assert not any(name.startswith("on") for name in values)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "article":
            self.essays.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.essays[-1] += data


def test_the_page_holds_the_essay_and_its_links_lead_somewhere() -> None:
    page = Page("".join(write(run(), "html")))
    assert page.essays == [TEXT.replace("\r\n", "\n"), OTHER] or page.essays == [TEXT, OTHER]
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert {f"f0-{number}" for number in range(len(DIAGNOSTICS))} <= set(page.ids)


@given(st.text(alphabet=st.sampled_from("<>&\"'a/! \n-=`")), st.data())
def test_what_is_said_is_never_markup(text: str, data: st.DataObject) -> None:
    plain = {*Page("".join(write(Run([], {}), "html"))).tags}
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one = Diagnostic(text or "a", "style", Severity.HINT, text, Span(start, end), url=text)
    record = {
        "path": text, "words": 1, "language": text, "per_1000_words": 1.0,
        "diagnostics": diagnostics_of([one], Source(text)), "skipped": [{"rule": text, "why": text}],
    }  # fmt: skip
    page = Page("".join(write(Run([record], {text: text}), "html")))  # type: ignore[list-item]
    assert page.open == []
    assert "".join(page.essays) == text
    known = {"section", "h2", "article", "aside", "ol", "li", "h3", "p", "a", "b", "span", "fieldset", "legend", "label", "input"}
    assert page.tags <= plain | known | {"figure", "svg", "title", "rect", "text", "figcaption"}


def test_a_card_of_somebodys_is_escaped(tmp_path: Path) -> None:
    card = tmp_path / "style" / "two-places.md"
    card.parent.mkdir()
    card.write_text(
        "# two-places\n\n<script>alert(1)</script>\n\n```toml\ncheck = 'phrases'\nseverity = 'hint'\nmessage = ''\n```\n\n"
        "## Why\n\n<img src=x onerror=alert(1)>\n\n## Flagged\n\n> {~~<b>~><i>~~}\n\n## Not flagged\n\n## What to do\n"
    )
    rule = parse_card(card.read_text(), card)
    whole = run()
    whole.book = lambda: {"two-places": rule}
    page = "".join(write(whole, "html"))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert '<span class="gone">&lt;b&gt;</span>' in page


def test_the_script_runs_in_a_browser(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("needs Chromium: the page's script was not run")
    path = tmp_path / "page.html"
    path.write_text("".join(write(run(), "html")), encoding="utf-8", newline="")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"--user-data-dir={tmp_path}/p", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "4 of 4 shown" in done.stdout

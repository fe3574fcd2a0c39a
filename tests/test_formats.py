"""What every reader keeps: places, paragraphs whatever the line breaks, and never an exception."""

from __future__ import annotations

import json
import os
import re
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from essaylint.config import Config
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.fixing import encoded, fix_text
from essaylint.formats import FORMATS, decode, format_of, load, read, written
from essaylint.source import Source, SourceError

WORDS = ["the", "army", "of", "North", "Korea", "defense", "policy", "has", "was", "and", "it", "in", "1994", "Smith",
         "re-elected", "people’s", "economy", "however", "grew", "“songun”", "not", "well"]  # fmt: skip
MARKUP = ["*", "**", "_", "`", "[", "]", "](http://a.b)", "![", "(", ")", "> ", "- ", "1. ", "# ", "\n", "\n\n", "\n    ",
          "&amp;", "&nbsp;", "&lt;", "\\*", "\\", "|", "|---|\n", "<b>", "</b>", "<!-- ", " -->", "$", "x", " ", "  \n",
          "\t", "é", "e\u0301", "😀", "\u2028", "\x0b", "\x0c", "\x00", "\r\n", "\r", "[^1]", "[^1]: ", "```\n", "---\n",
          "~~", "http://a.bc/d", "<http://a.b>", "\ufeff", "{#id}", ":::", "שלום", "\u200b", "table", "<br>", "\\|",
          "<p>", "</p>", "<div class='a'>", "&#38;", "<script>", "</script>", "%", "\\emph{", "}", "{", "\\cite{a}",
          "\\begin{quote}\n", "\\end{quote}\n", "\\section{", "``", "''", "~", "\\[", "\\]", "\\$", "\\footnote{",
          "\\item ", "\\begin{equation}", "\\end{equation}", "\\'e", "\\caption{", "--", "\\verb|", "\\(", "\\)", "$$", "\\\\", "\\url{", "<sup>", "</sup>", "<nav>", "</nav>",
          "`_", "`__", ":emphasis:`", ":cite:`", "|", ".. ", ".. [1] ", " [1]_", "::\n\n", "====\n", ".. note:: ", "\\ ", "[a]_", ".. list-table::\n",
          "   ", "* ", "** ", "#+TITLE: ", "#+BEGIN_QUOTE\n", "#+END_QUOTE\n", "/", "=", "[[a][", "]]", "[fn:1]", "[fn:1] ", "[fn::", "[cite:@a]",
          "{{< x >}}", "{{< var y >}}", "```{r}\n", "#| fig-cap: ", "]{.a}", ":PROPERTIES:\n", ":END:\n", "\\@ref(a)", "+---+\n", "\\u2019", '\\"', "term :: ",
          "\ud800", "hire our writers", "<li>", "<q>", "</q>", "&shy;", '"', "'"]  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=16))
    return "Then " + " ".join(words) + draw(st.sampled_from(".?!"))


paragraphs = st.lists(sentences(), min_size=2, max_size=8).map(" ".join)
essays = st.lists(paragraphs, min_size=1, max_size=5)
markup = st.lists(st.sampled_from(MARKUP + WORDS), max_size=60).map("".join)
# So many examples of random markup are tried for each format: .ci/run asks for 2,000, and with ESSAYLINT_RANDOM=1 for others each time.
EXAMPLES = int(os.environ.get("ESSAYLINT_EXAMPLES", "200"))


@st.composite
def notebooks(draw: st.DrawFn, text: st.SearchStrategy[str] = markup) -> str:
    """A notebook whose cells hold random markup, written as this or that program writes JSON."""
    cells = []
    for kind in draw(st.lists(st.sampled_from(["markdown", "markdown", "code", "raw"]), max_size=4)):
        source = draw(text)
        cells.append({"cell_type": kind, "metadata": {"source": "x"}, "source": source.splitlines(keepends=True) if draw(st.booleans()) else source})
    return json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1, 4])))


def texts(format: str) -> st.SearchStrategy[str]:
    """Random text of a format: what its reader takes for markup, and what it does not."""
    return st.one_of(notebooks(), markup) if format == "notebook" else markup


def check_places(document: Document) -> None:
    """Every character of the prose that is said to be the file's is that character of the file."""
    text, prose, at = document.source.text, document.prose, 0
    covered = [False] * len(prose)
    for piece in document.pieces:
        assert piece.prose >= at
        at = piece.prose + piece.length
        covered[piece.prose : at] = [True] * piece.length
        if piece.verbatim:
            assert piece.length == piece.file_length
            assert prose[piece.prose : at] == text[piece.file : piece.file + piece.length]
        else:
            assert 0 <= piece.file <= piece.file + piece.file_length <= len(text)
    files = [piece.file for piece in document.pieces]
    # A footnote follows the paragraph that it stands in; cells of a table stand side by side.
    assert files == sorted(files) or document.format in ("latex", "rst", "org")
    for block in document.blocks:
        assert all(covered[block.start : block.start + len(block.paragraph.text)])
        assert block.paragraph.text.strip()
        assert not re.search("[\n\r\x0b\x0c\x85\u2028\u2029]", block.paragraph.text)
        for mark in block.paragraph.marks:
            assert 0 <= mark.start <= mark.end <= len(block.paragraph.text)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_places_are_true_for_any_markup(format: str, data: st.DataObject) -> None:
    check_places(read(Source(data.draw(texts(format))), format))


@pytest.mark.parametrize("format", FORMATS)
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_readers_never_raise(format: str, text: str) -> None:
    check_places(read(Source(text), format))


@pytest.mark.parametrize("format", ["plain", "markdown"])
@given(essay=essays, width=st.integers(45, 90))
@settings(max_examples=60, deadline=None)
def test_wrapped_lines_read_as_one_line_paragraphs(format: str, essay: list[str], width: int) -> None:
    long = read(Source("\n\n".join(essay)), format)
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in essay)
    breaks = re.findall(r"(.)\n(\S)", text)
    assume(sum(before not in ".?!" for before, _ in breaks) * 2 >= len(breaks))  # lines are broken inside sentences
    wrapped = read(Source(text), format)
    assert long.prose == "\n\n".join(essay)
    assert wrapped.prose == long.prose
    assert [block.paragraph for block in wrapped.blocks] == [block.paragraph for block in long.blocks]


@given(essay=essays)
@settings(max_examples=60, deadline=None)
def test_a_paragraph_a_line_needs_no_blank_lines(essay: list[str]) -> None:
    assert read(Source("\n".join(essay))).prose == read(Source("\n\n".join(essay))).prose


@pytest.mark.parametrize("format", FORMATS)
@given(text=markup)
@settings(max_examples=60, deadline=None)
def test_all_line_breaks_are_the_same(format: str, text: str) -> None:
    text = re.sub(r"\r\n|\r", "\n", text)
    prose = read(Source(text), format).prose
    assert read(Source(text.replace("\n", "\r\n")), format).prose == prose
    assert read(Source(text.replace("\n", "\r")), format).prose == prose


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[a](" * 25_000, "*a " * 50_000, "> " * 50_000, "- " * 50_000, "<" * 100_000, "`" * 100_000, "{" * 100_000,
     "<b>" * 30_000, "$" * 100_000, "\\" * 100_000, "&" * 100_000, "![" * 50_000, "<!--" * 25_000, "\\begin{a}" * 10_000,
     "(" * 100_000, '"' * 100_000, "A. " * 30_000, "Smith, J. (2010). " * 5_000, "1." * 50_000, "   " * 50_000, "—" * 100_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_odd_text_is_read_quickly(format: str, text: str) -> None:
    start = time.process_time()
    document = read(Source(text), format)
    for block in document.blocks:
        assert block.paragraph.words is not None
        assert block.paragraph.sentences is not None
    assert time.process_time() - start < 3


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "notebook"])
def test_five_megabytes_of_one_line(format: str) -> None:
    text = "The army of the North grew, and the economy did not (Smith, 2010). " * 75_000
    start = time.process_time()
    document = read(Source(text), format)
    assert time.process_time() - start < 6
    assert document.prose == text.strip()


ESSAY = [
    ("title", "The Wolves of the Valley"),
    ("heading", "Introduction"),
    ("body", "The wolves came back in 1995, and *nobody* had asked for them. Trees grew & rivers moved by 5 %."),
    ("body", "“Who asked?” was the question of the day – and it was not answered until 2010, said O’Neill."),
    ("quote", "The deer moved up the slopes within ten years, and they have never come down again since."),
    ("item", "the beavers, who built their dams again"),
    ("item", "the ducks, who came with the beavers"),
    ("heading", "References"),
    ("reference", "Smith, J. (2010). Wolves and men. Oxford: Blackwell."),
    ("reference", "Lee, K. (2011). Rivers. Paris: Gallimard."),
]


def _written(format: str) -> str:
    """The essay above in a format."""
    kinds: dict[str, tuple[str, str, str]] = {
        "title": ("# {}", "<h1>{}</h1>", "\\title{{{}}}"),
        "heading": ("## {}", "<h2>{}</h2>", "\\section{{{}}}"),
        "quote": ("> {}", "<blockquote>{}</blockquote>", "\\begin{{quote}}{}\\end{{quote}}"),
        "item": ("- {}", "<ul><li>{}</li></ul>", "\\begin{{itemize}}\\item {}\\end{{itemize}}"),
    }
    column = {"markdown": 0, "html": 1, "latex": 2}[format]
    marks = [(r"*\1*", "&"), (r"<em>\1</em>", "&amp;"), (r"\\emph{\1}", r"\&")][column]
    written = []
    for kind, text in ESSAY:
        text = re.sub(r"\*(\w+)\*", marks[0], text.replace("&", marks[1]))
        text = text.replace("%", "\\%") if format == "latex" else text
        text = text.replace("–", "--").replace("“", "``").replace("”", "\'\'") if format == "latex" else text
        written.append(kinds.get(kind, ("{}", "<p>{}</p>", "{}"))[column].format(textwrap.fill(text, 60) if format != "markdown" else text))
    return "\n\n".join(written)


@pytest.mark.parametrize("format", ["markdown", "html", "latex"])
def test_an_essay_is_the_same_in_all_formats(format: str) -> None:
    document = read(Source(_written(format)), format)
    check_places(document)
    found = [(block.paragraph.kind, block.paragraph.text) for block in document.blocks]
    assert found == [(kind, text.replace("*", "")) for kind, text in ESSAY]
    marks = [(mark.kind, block.paragraph.text[mark.start : mark.end]) for block in document.blocks for mark in block.paragraph.marks]
    assert marks == [("emphasis", "nobody")]


def test_html_page() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><nav><a href="/">Home</a></nav><main><h1>The  <i>Wolf</i></h1>
    <p>A claim,<br>made twice.<sup><a href="#1">1</a></sup> He said <q>no</q>.<p hidden>Not shown.<script>if (a<b) "<p>"</script>
    <pre>code</pre><div>More <!-- a > comment --> text &amp; so&shy;on &bogus; AT&T.</div></main><footer>Copyright</footer></body></html>"""
    document = read(Source(page), "html")
    check_places(document)
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
        ("furniture", "Home"), ("title", "The Wolf"), ("body", "A claim, made twice. He said “no”."),
        ("body", "More text & soon &bogus; AT&T."), ("furniture", "Copyright"),
    ]  # fmt: skip


def test_latex_file() -> None:
    text = r"""\documentclass{article}\newcommand{\x}{y}
\title{The Wolf of Z\"urich}
\begin{document}
\maketitle
\section*{One}\label{s}
They came~\cite[p.~3]{smith,lee} --- see Figure~\ref{f}.\footnote{Not \textbf{all}.} % a comment
We have $x_1$ and \[ a = b \] where \LaTeX{} is na\"{\i}ve, fran\c cais and 5\% of \verb|a_b|.
\begin{equation} c \end{equation}
\begin{tabular}{ll} a & b \end{tabular}
\begin{figure}\includegraphics[width=1cm]{f.png}\caption{A wolf.}\end{figure}
\begin{thebibliography}{9}\bibitem{smith} Smith, J. (2010). \emph{Wolves}. Oxford: Blackwell.\end{thebibliography}
\end{document} Not read."""
    document = read(Source(text), "latex")
    check_places(document)
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
        ("title", "The Wolf of Zürich"), ("heading", "One"),
        ("body", "They came [@smith; @lee, p. 3] — see Figure 1. We have $x_1$ and $x$ where LaTeX is naïve, français and 5% of a_b. $x$"),
        ("item", "Not all."), ("caption", "A wolf."), ("reference", "Smith, J. (2010). Wolves. Oxford: Blackwell."),
    ]  # fmt: skip


def test_paragraphs_are_reused() -> None:
    before = read(Source("The first one is here.\n\nThe second one is there."))
    before.blocks[1].paragraph.words  # noqa: B018
    after = read(Source("The first one was here.\n\nThe second one is there."), previous=before)
    assert after.blocks[1].paragraph is before.blocks[1].paragraph
    assert "words" in after.blocks[1].paragraph.__dict__
    assert after.blocks[0].paragraph is not before.blocks[0].paragraph


def test_formats_by_suffix() -> None:
    assert [format_of(name) for name in ("a.txt", "b.MD", "c", "d.docx.markdown", "e.unknown")] == [
        "plain", "markdown", "plain", "markdown", "plain"
    ]  # fmt: skip
    with pytest.raises(ValueError, match="there is: plain"):
        read(Source(""), "wordstar")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\ufeff\n", "\x00", "\u200b"])
def test_nothing_to_read(format: str, text: str) -> None:
    assert len(read(Source(text), format).prose.strip("\x00\u200b\ufffd")) == 0


def _cell(*sources: str, indent: int | None = 1, ascii: bool = False) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=indent, ensure_ascii=ascii)


def test_notebook() -> None:
    text = json.dumps(
        {"cells": [
            {"cell_type": "markdown", "source": ["# The *Wolf*\n", "\n", 'He said "no" – it is\n', "the café 😀 here."], "attachments": {"source": ["no"]}},
            {"cell_type": "code", "source": ["# not read\n"], "outputs": [{"data": {"source": ["no"], "cells": [{"source": "no"}]}}]},
            {"cell_type": "markdown", "source": "A \\$ sign, don\u2019t.\n\n- an item"},
        ]}, indent=1, ensure_ascii=True,
    )  # fmt: skip
    document = read(Source(text), "notebook")
    check_places(document)
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
        ("title", "The Wolf"), ("body", 'He said "no" – it is the café 😀 here.'), ("body", "A $ sign, don’t."), ("item", "an item"),
    ]  # fmt: skip
    assert {document.where(offset) for offset, _ in document.landmarks} == {"cell 1", "cell 3"}
    with pytest.raises(SourceError, match=r"is not a notebook: its JSON breaks off at line 2 \("):
        decode(b'{"cells":\n[', "a.ipynb")
    with pytest.raises(SourceError, match="nested too deep"):
        decode(b"[" * 100_000 + b"]" * 100_000, "a.ipynb")
    for odd in (b"[]", b"{}", b'{"cells": 1}', b"null"):
        with pytest.raises(SourceError, match="has no cells"):
            decode(odd, "a.ipynb")


def test_a_fix_is_written_as_its_format_wants() -> None:
    linter = Linter(Config(select=("inflated-word",)))
    before = _cell('They utilise \\"it\\" – "a café".\n', "They utilise it.", ascii=True)
    after = fix_text(before, linter, format="notebook", suggested=True)
    assert after == before.replace("utilise", "use")
    assert json.loads(after)["cells"][1]["source"] == ["They use it."]
    assert written("notebook", 'a "b"\\') == 'a \\"b\\"\\\\'
    assert written("latex", "5% of R&D") == "5\\% of R\\&D"
    assert written("html", "R&D <b>") == "R&amp;D &lt;b&gt;"


def test_quarto() -> None:
    text = """---
title: "The Wolf, Again"
subtitle: A second look
abstract: |
    The wolves came back. They were
    not asked.
bibliography: [a.bib]
---

# Intro {#sec-intro .unnumbered}

{{< include _x.qmd >}}

It is `r nrow(x)` and {{< var version >}} today [@smith2010]. See \\@ref(fig:plot) and @fig-plot {{< fa star >}} now.

A [small caps]{.smallcaps} word and `code`{.r} here, `{{< x >}}`.

::: {.callout-note title="Note"}
This is a callout.
:::

```{r plot, echo=FALSE}
#| fig-cap: "A plot of the wolves."
plot(x) # {{< not >}}
```

![A figure of wolves](w.png){#fig-w width=50%}

(ref:cap) A caption by reference.

\\newpage

Last one.
"""
    for document in (read(Source(text), "quarto"), read(Source(text.replace("\n", "\r\n")), "quarto")):
        check_places(document)
        assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
            ("title", "The Wolf, Again"), ("heading", "A second look"), ("body", "The wolves came back. They were not asked."), ("heading", "Intro"),
            ("body", "It is r nrow(x) and {< var version >} today [@smith2010]. See @ref(fig:plot and @fig-plot now."),
            ("body", "A small caps word and code here, {{< x >}}."), ("body", "This is a callout."), ("caption", "A plot of the wolves."),
            ("caption", "A figure of wolves"), ("body", "A caption by reference."), ("body", "Last one."),
        ]  # fmt: skip
        code = [block.paragraph.text[mark.start : mark.end] for block in document.blocks for mark in block.paragraph.marks if mark.kind == "code"]
        assert code == ["r nrow(x)", "{< var version >}", "@ref(fig:plot", "code", "{{< x >}}"]


def test_rst() -> None:
    text = """=============
The *Wolf* is
=============

:Author: Somebody

It has *emphasis*, **strong**, ``code x``, a `link <http://a.b>`_ and
simple_, :ref:`see this <x>`, |sub| and [1]_, [smith]_ http://x.y/z end\\*s.

- item one
  goes on
- item two

    A block quote.

.. note:: A *note*.

.. figure:: a.png

   The caption.

.. [1] Smith, J., *Wolves* (Oxford: Blackwell, 2010), 24.
.. |sub| replace:: what stands for it
.. include:: /etc/passwd
.. raw:: html

   <p>no</p>

.. essaylint allow x: a comment

Last paragraph::

   literal
"""
    document = read(Source(text), "rst")
    check_places(document)
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
        ("title", "The Wolf is"),
        ("body", "It has emphasis, strong, code x, a link and simple, see this, what stands for it and, [@smith] http://x.y/z end*s."),
        ("item", "item one goes on"), ("item", "item two"), ("quote", "A block quote."), ("body", "A note."), ("caption", "The caption."),
        ("reference", "Smith, J., Wolves (Oxford: Blackwell, 2010), 24."), ("body", "Last paragraph:"),
    ]  # fmt: skip


def test_org() -> None:
    text = """#+TITLE: The /Wolf/ Again
#+AUTHOR: X
* TODO [#A] One :tag:
:PROPERTIES:
:ID: 3
:END:
SCHEDULED: <2024-01-01 Mon>
It has *bold /and nested/* and =code x= and ~verb~ in a
second line -- a dash [cite:@smith p. 3] and [[http://a.b][a link]].[fn:1] Not a*b*c or 2/3 a_b.[fn::A note here.]

- item one
  goes on
- [ ] item two

#+BEGIN_QUOTE
Somebody said this.
#+END_QUOTE
#+begin_src python
x = "not read"
#+end_src
#+CAPTION: A caption.
[[file:a.png]]

# a comment
| A | B |
|---+---|

[fn:1] Smith, J., /Wolves/ (Oxford: Blackwell, 2010), 24.
"""
    document = read(Source(text), "org")
    check_places(document)
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks] == [
        ("title", "The Wolf Again"), ("heading", "One"),
        ("body", "It has bold and nested and code x and verb in a second line – a dash [@smith p. 3] and a link. Not a*b*c or 2/3 a_b."),
        ("item", "A note here."), ("item", "item one goes on"), ("item", "item two"), ("quote", "Somebody said this."), ("caption", "A caption."),
        ("table", "A"), ("table", "B"), ("reference", "Smith, J., Wolves (Oxford: Blackwell, 2010), 24."),
    ]  # fmt: skip
    marks = [(mark.kind, block.paragraph.text[mark.start : mark.end]) for block in document.blocks[2:3] for mark in block.paragraph.marks]
    assert marks == [("emphasis", "and nested"), ("strong", "bold and nested"), ("code", "code x"), ("code", "verb"), ("link", "a link"), ("source", "."), ("note", ".")]


@pytest.mark.parametrize("suffix", ["md", "qmd", "ipynb", "html", "tex", "rst", "org", "txt"])
def test_nearly_all_prose_is_verbatim(suffix: str) -> None:
    path = Path(__file__).parents[1] / "fixtures" / "formats" / f"canal.{suffix}"
    document = read(load(path), format_of(path))
    assert sum(piece.length for piece in document.pieces if piece.verbatim) > 0.97 * sum(len(block.paragraph.text) for block in document.blocks)


ALLOWED = "essaylint allow vague-sourcing: so"
VAGUE = "According to observers, it failed badly."


@pytest.mark.parametrize(
    ("format", "text"),
    [("markdown", f"<!-- {ALLOWED} -->\n\n{VAGUE}\n\n{VAGUE}\n"), ("quarto", f"<!-- {ALLOWED} -->\n\n{VAGUE}\n\n{VAGUE}\n"),
     ("html", f"<!-- {ALLOWED} -->\n<p>{VAGUE}</p>\n<p>{VAGUE}</p>\n"), ("latex", f"% {ALLOWED}\n{VAGUE}\n\n{VAGUE}\n"),
     ("rst", f".. {ALLOWED}\n\n{VAGUE}\n\n{VAGUE}\n"), ("org", f"# {ALLOWED}\n{VAGUE}\n\n{VAGUE}\n"),
     ("notebook", _cell(f"<!-- {ALLOWED} -->\n\n{VAGUE}\n\n{VAGUE}"))],
)  # fmt: skip
def test_comments_allow_in_every_format(format: str, text: str) -> None:
    report = Linter(Config(select=("vague-sourcing",))).run(read(Source(text), format))
    assert len(report.allowed) == len(report.diagnostics) == 1


FRENCH = "Les fleuves et les frontières : à côté, l’été où un pêcheur a reçu « rien ».\n" * 6
RUSSIAN = "Привет, мир. Это текст о реке и о границе.\n" * 6


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [(FRENCH, "cp1252", "cp1252"), (FRENCH, "utf-16", "utf-16"), (FRENCH, "utf-32", "utf-32"), (FRENCH, "utf-8-sig", "utf-8-sig"),
     (FRENCH.replace("’", "'").replace("«", '"').replace("»", '"'), "mac_roman", None), (RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8-r", "koi8_r"),
     (f'<meta charset="windows-1251"><p>{RUSSIAN}', "cp1251", "windows-1251")],
)  # fmt: skip
def test_encodings(text: str, encoding: str, name: str | None) -> None:
    data = text.encode(encoding)
    source = decode(data, "a.txt")
    assert source.text == text
    assert name is None or source.encoding == name
    assert encoded(source.text + "ok", data, source) == (text + "ok").encode(encoding)


def test_broken_utf8_is_utf8_still() -> None:
    source = decode(("He said “no”, didn’t he? " * 9).encode() + b"caf\xe9", "a.txt")
    assert source.text.endswith("“no”, didn’t he? caf\ufffd")


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"%PDF-1.7\n", "is a PDF"), (b"PK\x03\x04abc", "is a zip"), (b"{\\rtf1 a}", "is rich text"), (b"\xd0\xcf\x11\xe0", "is an old Word file"),
     (b"a\x00b", "a NUL byte at 1"), (b"\x01\x02\x80\x03" * 99, "control bytes"), (b"\xff\xfea", "starts like utf-16")],
)  # fmt: skip
def test_what_is_no_text_is_told_as_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        decode(data, "a.txt")

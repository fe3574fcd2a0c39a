"""What every reader keeps: places, paragraphs whatever the line breaks, and never an exception."""

from __future__ import annotations

import re
import textwrap
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from essaylint.essay.document import Document
from essaylint.formats import FORMATS, format_of, read
from essaylint.source import Source

WORDS = ["the", "army", "of", "North", "Korea", "defense", "policy", "has", "was", "and", "it", "in", "1994", "Smith",
         "re-elected", "people’s", "economy", "however", "grew", "“songun”", "not", "well"]  # fmt: skip
MARKUP = ["*", "**", "_", "`", "[", "]", "](http://a.b)", "![", "(", ")", "> ", "- ", "1. ", "# ", "\n", "\n\n", "\n    ",
          "&amp;", "&nbsp;", "&lt;", "\\*", "\\", "|", "|---|\n", "<b>", "</b>", "<!-- ", " -->", "$", "x", " ", "  \n",
          "\t", "é", "e\u0301", "😀", "\u2028", "\x0b", "\x0c", "\x00", "\r\n", "\r", "[^1]", "[^1]: ", "```\n", "---\n",
          "~~", "http://a.bc/d", "<http://a.b>", "\ufeff", "{#id}", ":::", "שלום", "\u200b", "table", "<br>", "\\|",
          "<p>", "</p>", "<div class='a'>", "&#38;", "<script>", "</script>", "%", "\\emph{", "}", "{", "\\cite{a}",
          "\\begin{quote}\n", "\\end{quote}\n", "\\section{", "``", "''", "~", "\\[", "\\]", "\\$", "\\footnote{",
          "\\item ", "\\begin{equation}", "\\end{equation}", "\\'e", "\\caption{", "--", "\\verb|", "\\(", "\\)", "$$", "\\\\", "\\url{", "<sup>", "</sup>", "<nav>", "</nav>",
          "\ud800", "hire our writers", "<li>", "<q>", "</q>", "&shy;", '"', "'"]  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=16))
    return "Then " + " ".join(words) + draw(st.sampled_from(".?!"))


paragraphs = st.lists(sentences(), min_size=2, max_size=8).map(" ".join)
essays = st.lists(paragraphs, min_size=1, max_size=5)
markup = st.lists(st.sampled_from(MARKUP + WORDS), max_size=60).map("".join)


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
@given(text=markup)
@settings(max_examples=150, deadline=None)
def test_places_are_true_for_any_markup(format: str, text: str) -> None:
    check_places(read(Source(text), format))


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

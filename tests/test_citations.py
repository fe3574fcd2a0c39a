"""In-text citations: what is read as one, what is not, and the way from each to its entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import essaylint
from essaylint import Config
from essaylint.backends.bibliography import entries
from essaylint.essay.citation_table import as_text, rows
from essaylint.essay.citations import Citation, find_citations
from essaylint.essay.linking import entries_of, link
from essaylint.essay.notes import notes_of, read_note
from essaylint.formats import read_file
from essaylint.source import load


def read(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Authors and year of every citation in `text`."""
    return [(one.authors, one.year) for one in find_citations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nelson Mandela (1918-2013) died.",
        "The film Titanic (1997) won.",
        "The Treaty of Rome (1957).",
        "The World Cup (2018).",
        "Obama (born 1961).",
        "the war (1939-1945)",
        "It rained (May 2016).",
        "See the numbers (Table 2).",
        "See the curve (Fig 3).",
        "The Civil Rights Act (1964) was signed.",
        "In Brown v. Board of Education (1954) the court spoke.",
        "It was (published in Berlin, 1936).",
        "in the summer (Summer 2010) and the fall (Fall, 2011)",
        "as shown below (p. 23), with (n = 34) and (see Chapter 3)",
        "the county road (CR 12), (Apollo 11) and (Boeing 747)",
        "write to me@example.org or @keller, and see @fig-one and [@sec-two]",
        "in 1973 (Canada in 1973) it fell",
        "it was closed (Monday, March 3, 2010) in (FY 2015), (est. 1990)",
        "(Lexington: University of Kentucky Press, 1966)",
        "an array x = [a, b] and a year [2010]",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    """Lives, laws, films, dates, tables and cross-references are not citations."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x (Smith, 2010).", [(("Smith",), "2010")]),
        ("x (Smith, 2010a, 2012).", [(("Smith",), "2010a"), (("Smith",), "2012")]),
        ("x (as cited in Adams, 2001).", [(("Adams",), "2001")]),
        ("x (Faure, 1986, Eqs. (9.2) and (9.10)).", [(("Faure",), "1986")]),
        ("x (the limit for Azolla, Brinkhuis et al., 2006).", [(("Brinkhuis",), "2006")]),
        ("Pogge von Strandmann et al. (2013) show it.", [(("Pogge von Strandmann",), "2013")]),
        (
            "x (World Health Organization [WHO], 2014) then (WHO, 2014).",
            [(("World Health Organization",), "2014"), (("WHO",), "2014")],
        ),
        ("Smith and Jones (2010, 2012) argue.", [(("Smith", "Jones"), "2010"), (("Smith", "Jones"), "2012")]),
        ("However, Smith (2010) argues that.", [(("Smith",), "2010")]),
        ("According to van der Berg (2006), it fell.", [(("van der Berg",), "2006")]),
        ("Rowe-Hill & Eden’s (1992) theory holds.", [(("Rowe-Hill", "Eden"), "1992")]),
        ("x (van der Berg, O'Neil, and McDonald, 2004).", [(("van der Berg", "O'Neil", "McDonald"), "2004")]),
        ("x (see also de la Cruz, 1999; Lee & Park, in press).", [(("de la Cruz",), "1999"), (("Lee", "Park"), "in press")]),
        ("The Harbour Institute (2017) said so.", [(("Harbour Institute",), "2017")]),
        ("x (“About,” n.d.).", [(("About",), "n.d.")]),
        ("x (Zeller et al., 2003, Hart et al., 1991).", [(("Zeller",), "2003"), (("Hart",), "1991")]),
        ("x (U.S. Department of Education, 2010).", [(("U.S. Department of Education",), "2010")]),
        ("x (Dry Harbours 2010, 2002).", [(("Dry Harbours 2010",), "2002")]),
        ("x (e.g., Wallis, Neame, and Kost, 1994).", [(("Wallis", "Neame", "Kost"), "1994")]),
        ("x (Weber, R.S, & Alba, S., 2003).", [(("Weber", "Alba"), "2003")]),
        ("x (Page 1981, 12).", [(("Page",), "1981")]),
        ("x (Smith, personal communication, May 5, 2010).", [(("Smith",), "personal communication")]),
        ("Wallis et al.'s (1994) study held.", [(("Wallis",), "1994")]),
        ("Robert Putnam (2000) argued that.", [(("Putnam",), "2000")]),
        ("x (Gonçalves, 1998; and Müller-Ødegård, 2003).", [(("Gonçalves",), "1998"), (("Müller-Ødegård",), "2003")]),
        ("x (see Brown, 2009, and Smith, 2010).", [(("Brown",), "2009"), (("Smith",), "2010")]),
        ("x (Brown, 1990, as cited in Smith, 2010).", [(("Brown",), "1990"), (("Smith",), "2010")]),
        ("x (Brown, March 5, 2009).", [(("Brown",), "2009")]),
        ("Chen, Wu, and Li (2010) found it.", [(("Chen", "Wu", "Li"), "2010")]),
        ("In Smith’s (2010) words it fell.", [(("Smith",), "2010")]),
        ("x (Census Bureau, 2000-2005).", [(("Census Bureau",), "2000-2005")]),
    ],
)
def test_author_and_year(text: str, wanted: list[tuple[tuple[str, ...], str]]) -> None:
    """Authors and years of parenthetical and narrative citations."""
    assert read(text) == wanted


def only(text: str) -> Citation:
    (citation,) = find_citations(text)
    return citation


def test_parts_of_a_citation() -> None:
    """Pages, “et al.”, the connector, the signal and the places are kept."""
    text = "So it is (see Harper-Lane, Rowe, & Novak, 2015, pp. 34-36)."
    one = only(text)
    assert (one.kind, one.connector, one.pages, one.signal) == ("parenthetical", "&", "pp. 34-36", "see")
    assert one.span.of(text) == "Harper-Lane, Rowe, & Novak, 2015, pp. 34-36"
    assert one.group.of(text) == text[9:-1]
    narrative = only("As Moreno et. al (2011, p. 3) show, it fell.")
    assert (narrative.kind, narrative.et_al, narrative.pages) == ("narrative", "et. al", "p. 3")


def test_other_styles() -> None:
    """MLA, numbers, superscripts, pandoc keys and LaTeX commands."""
    assert [(c.kind, c.authors, c.pages) for c in find_citations("x (Smith 23). y (Lee and Poe 34-36).")] == [
        ("mla", ("Smith",), "23"),
        ("mla", ("Lee", "Poe"), "34-36"),
    ]
    assert [c.authors for c in find_citations("It fell [3], [2-5] and [1, 4].")] == [("3",), ("2", "3", "4", "5"), ("1", "4")]
    assert only("It fell.²").authors == ("2",)
    assert [c.authors for c in find_citations("so [@smith2010; @lee:b, p. 3], as @poe1999 says")] == [
        ("smith2010",),
        ("lee:b",),
        ("poe1999",),
    ]
    assert only(r"It fell \citep[p.~3]{smith2010,lee}.").authors == ("smith2010", "lee")


def test_what_only_the_list_can_tell() -> None:
    """A single capitalised word before a year is doubtful, and left out unless asked for."""
    assert find_citations("Keller (2004) is on the shelf.") == ()
    (one,) = find_citations("Keller (2004) is on the shelf.", doubtful=True)
    assert not one.certain


@pytest.mark.parametrize("text", ["(", ")", "((((", "(a, 2010", "[@", "\\cite{", "(, 2010)", "(&, 2010)", "(2010)", "(et al., 2010)", "²"])
def test_broken_text(text: str) -> None:
    """Nothing raises."""
    assert isinstance(find_citations(text), tuple)


# Keys: bibliographies beside a file, and what the text itself says of its works.

BIB = r"""@string{np = "Norton Press"}
@book{keller2014, author={Keller, Anna and M{\"u}ller, J.}, title={Rivers of the {Plain}}, year=2014, publisher=np}
@article{moreno2011, author={Pia Moreno}, title={Floods and towns}, journal={Water}, date={2011-05}}
@misc{wb2009, author={{World Bank}}, title={Walls}, year=2009, crossref={parent}}
@collection{parent, title={Walls of the world}, ids={other:key}}
@article{broken, title={x
@book{idle2001, author={Ludwig van der Berg}, title={Idle}, year=2001}
"""
MARKDOWN = """---
bibliography: {name}
---

Towns grew along the river [@keller2014, p. 3]. It is so [-@moreno2011; @wb2009; @other:key]. It broke [@broken].
Levees came late [@moreno2012].
"""
KEYS = Config(select=("unknown-key", "unused-key", "repeated-key", "one-work-two-keys", "bibliography-not-read"))


def told_of(path: Path, text: str) -> list[tuple[str, str]]:
    """The rules about keys that speak of a file, and what their findings stand on."""
    path.write_text(text, encoding="utf-8")
    return [(one.rule, one.span.of(text)) for one in essaylint.lint_file(path, config=KEYS)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an essay's .bib file, and one above it that is nobody's business."""
    inside = tmp_path / "essay"
    (inside / "sources").mkdir(parents=True)
    for place in (tmp_path / "outside.bib", inside / "refs.bib", inside / "sources" / "below.bib"):
        place.write_text(BIB, encoding="utf-8")
    return inside


@pytest.mark.parametrize("name", ["refs.bib", '"sources/below.bib"', "[refs.bib]", "\n  - refs.bib", "./refs.bib  # all of it"])
def test_a_bibliography_beside_or_below(folder: Path, name: str) -> None:
    """The keys of a file are looked up in the .bib files that its front matter names, however it names them."""
    told = told_of(folder / "essay.md", MARKDOWN.replace("{name}", name))
    assert told == [("unused-key", "keller2014"), ("unknown-key", "moreno2012")]
    (unknown,) = essaylint.lint_file(folder / "essay.md", config=Config(select=("unknown-key",)))
    assert [edit.new for edit in unknown.fixes[0].edits] == ["moreno2011"]


@pytest.mark.parametrize(
    "name", ["../outside.bib", "{above}/outside.bib", "none.bib", "https://example.org/refs.bib", "file:///etc/hosts", "link.bib", "refs.json", "sources", "a\\..\\..\\b.bib", "[refs.bib, none.bib]"]
)
def test_a_bibliography_that_is_not_read(folder: Path, name: str) -> None:
    """Nothing outside the essay's folder is read, nothing is fetched, and what is not there makes one hint."""
    (folder / "link.bib").symlink_to(folder.parent / "outside.bib")
    told = told_of(folder / "essay.md", MARKDOWN.replace("{name}", name.replace("{above}", str(folder.parent))))
    assert told == [("bibliography-not-read", "keller2014")]


def test_a_text_reads_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`lint` of a text looks at no file, even if one of that name is in the current folder."""
    monkeypatch.chdir(folder)
    text = MARKDOWN.replace("{name}", "refs.bib")
    assert essaylint.lint(text, format="markdown", config=KEYS) == []
    assert essaylint.read(text, format="markdown").library.named == ("refs.bib",)


@pytest.mark.parametrize("named", [r"\bibliography{refs}", r"\addbibresource[location=local]{refs.bib}", r"\bibliography{sources/below, refs}"])
def test_latex(folder: Path, named: str) -> None:
    r"""\cite and its kin, with a note, several keys, and keys that are no words."""
    text = f"\\begin{{document}}\nTowns grew \\citep[see][p.~3]{{keller2014, moreno2O11}}. Or \\cite{{O'Neil 2010}}.\n{named}\n\\end{{document}}\n"
    told = [one for one in told_of(folder / "essay.tex", text) if one[0] == "unknown-key"]
    assert told == [("unknown-key", "moreno2O11"), ("unknown-key", "O'Neil 2010")]
    commented = text.replace(named, f"% {named}")
    assert told_of(folder / "essay.tex", commented) == []


def test_bibitems() -> None:
    r"""\bibitem gives an entry of the essay's own list its key."""
    entries = "\n".join(f"\\bibitem[X({{\\'e}}{n})]{{key{n}}} {name}, A. (200{n}). Rivers of the plain. Norton." for n, name in enumerate(("Keller", "Moreno", "Ostrow")))
    text = f"\\begin{{document}}\nTowns grew \\cite{{key0,key2}}, they say.\n\\begin{{thebibliography}}{{9}}\n{entries}\n\\end{{thebibliography}}\n\\end{{document}}\n"
    document = essaylint.read(text, format="latex")
    links = link(document)
    assert [(one.status, one.entry.first if one.entry else "") for one in links.links] == [("matched", "Keller"), ("matched", "Ostrow")]
    assert [entry.first for entry in links.unused] == ["Moreno"]
    assert [one.rule for one in essaylint.lint(text, format="latex", config=Config(select=("citation",))) if str(one.severity) != "hint"] == ["listed-not-cited"]


def test_what_a_bib_file_holds() -> None:
    """Names, years and titles are read, accents and braces resolved; a broken entry keeps its key."""
    found = {entry.key: entry for entry in entries(BIB)}
    assert list(found) == ["keller2014", "moreno2011", "wb2009", "parent", "broken", "idle2001"]
    assert found["keller2014"].fields["author"] == "Keller, Anna and Müller, J."
    assert found["keller2014"].fields["publisher"] == "Norton Press"
    assert [entry.line for entry in entries("\n\n@book{a, title={b}}\n@book{a, title={c}}")] == [3, 4]


@given(st.text(alphabet="@{}(),=\"#%\\ab1 \n", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_bib_file_is_read(text: str) -> None:
    """No text raises."""
    assert isinstance(entries(text), tuple)


def test_the_table_of_keys(folder: Path) -> None:
    """A key's row names the work and the line of the .bib file; an unused entry has its place there alone."""
    (folder / "essay.md").write_text(MARKDOWN.replace("{name}", "refs.bib"), encoding="utf-8")
    document = read_file(load(folder / "essay.md"), "markdown")
    table = rows(document)
    assert [(row["status"], row["entry_line"]) for row in table] == [
        ("matched", 2), ("matched", 3), ("matched", 4), ("matched", 5), ("matched", 6), ("doubtful", 3), ("unused", 7),
    ]  # fmt: skip
    assert "refs.bib:7  unused    @idle2001  ->  van der Berg (2001). Idle" in as_text(table, lambda offset: f"1:{offset}")


# Notes.

FULL = "John Smith, Rivers of the Plain (New York: Norton, 2014), 23."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FULL, [(("Smith",), "2014")]),
        ("3. Smith, Rivers, 40.", [(("Smith",), "")]),
        ("Smith and Lee, “Walls,” 3–4.", [(("Smith", "Lee"), "")]),
        ("Ann B. Lee, “A Title of Weight,” Journal of Things 3, no. 2 (2010): 23-45.", [(("Lee",), "2010")]),
        ("See Ann Lee and Jo de Vries, Walls (Hull: Dover, 2001), 3; Smith, Rivers, 24.", [(("Lee", "de Vries"), "2001"), (("Smith",), "")]),
        ("Ibid., 25.", [((), "")]),
        ("It rained in May, 1999, and the walls broke.", []),
        ("However, Smith, as the mayor of the town, was there.", []),
        ("", []),
    ],
)
def test_what_a_note_cites(text: str, wanted: list[tuple[tuple[str, ...], str]]) -> None:
    """Full notes, short ones and “Ibid.”; a note that explains cites nothing."""
    assert [(work.authors, work.year) for work in read_note(text)] == wanted


NOTED = {
    "markdown": f"Most towns lost half of their people.[^1] Others grew.[^b]\n\n[^1]: {FULL}\n[^b]: This is a long story.\n",
    "latex": f"\\begin{{document}}\nMost towns lost half of their people.\\footnote{{{FULL}}} Others grew.\\footnote{{This is a long story.}}\n\\end{{document}}\n",
    "plain": f"Most towns lost half of their people.1 Others grew.2\n\nNotes\n\n1. {FULL}\n\n2. This is a long story.\n",
}


@pytest.mark.parametrize("format", NOTED)
def test_a_note_that_cites_is_a_citation(format: str) -> None:
    """The sentence with its number is cited; that of a note that explains is not; the note itself is no prose."""
    document = essaylint.read(NOTED[format], format=format)
    first = document.blocks[0].paragraph
    assert [first.is_cited(sentence) for sentence in first.sentences] == [True, False]
    assert [block.paragraph.kind for block in document.blocks if "Norton" in block.paragraph.text] == ["reference"]
    assert not entries_of(document)


def test_notes_and_a_bibliography() -> None:
    """A note's work is matched to the entry of its author and title; one that is not listed needs no entry."""
    text = f"It fell.¹ It rose.² It fell.³\n\nNotes\n\n1. {FULL}\n\n2. Lee, Walls, 4.\n\n3. Smith, Rivers of the Plain, 25.\n\nBibliography\n\nSmith, John. Rivers of the Plain. New York: Norton, 2014.\n\nOstrow, Rolf. Levees. Hull: Dover, 2009.\n"
    links = link(essaylint.read(text))
    noted = [one for one in links.links if one.cited.citation.kind == "note"]
    assert [(one.status, one.entry.first if one.entry else "") for one in noted] == [("matched", "Smith"), ("unlisted", ""), ("matched", "Smith")]
    assert [entry.first for entry in links.unused] == ["Ostrow"]


@pytest.mark.parametrize("text", ["[^1", "[^]:", "[^1]:", "x[^1]\n\n[^1]:", "Notes\n\n1. ", "Notes\n\n1.\n\n2.", "a.1 b.2\n\nNotes\n\n1. a\n\n2. b", "[^a]: [^a]: [^a]"])
@pytest.mark.parametrize("format", ["plain", "markdown"])
def test_odd_notes(text: str, format: str) -> None:
    """Nothing raises."""
    assert isinstance(notes_of(essaylint.read(text, format=format)).notes, tuple)

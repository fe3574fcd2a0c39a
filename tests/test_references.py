"""Reference lists: headings, entries and their fields, and lists that the essay answers or does not."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import essaylint
from essaylint import Config, Linter
from essaylint.essay.citation_table import as_text, rows
from essaylint.essay.entries import parse_reference
from essaylint.essay.linking import link
from essaylint.essay.matching import distance, near
from essaylint.essay.references import is_reference_heading, looks_like_entry, reference_block, split_entries

APA = "Kim, S.-J. (2013). Harbour policy under the mayors. Journal of Coastal Policy, 8(3), 41–62. https://doi.org/10.1000/182"


@pytest.mark.parametrize("text", ["References", "7. WORKS CITED:", "**Bibliography**", "Reference list", "Literature cited"])
def test_headings(text: str) -> None:
    """The headings of a list, however they are dressed."""
    assert is_reference_heading(text)


@pytest.mark.parametrize("text", ["Reference to the past", "Conclusion", "Sources of the river", ""])
def test_other_headings(text: str) -> None:
    """Other headings."""
    assert not is_reference_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        APA,
        "Harbour Institute. (2012). A book of tides. Retrieved May 3, 2014, from",
        "Bell, L. R., and D. Ames. 1962. Harbours of the north. Tidewater Books, Hull.",
        "Adams, A., 2004. Tides. Lecture at the University of Hull.",
        "Price, Bernard I. Harbours in Decline. Boston: Tidewater Press, 1981.",
        "Smith, John, and Mary Lee. “A Title of Weight.” Journal of Things, vol. 3, no. 2, 2010, pp. 23-45.",
        "[3] J. Smith and K. Lee, “A title of weight,” Journal of Things, vol. 3, pp. 23-45, 2010.",
        "4. Pascoe L, Perry J, Tanner R. The cost of walls. Coast Eng. 2003;11(4):401-12.",
        "“How Rivers Move.” Water Watch, 3 May 2014, www.water.example.org/move.",
        "(2002). Harbour profile. Retrieved May 3, 2009, from http://www.harbour.example.org/profile.pdf",
        "World Health Organization. 2014. Report on walls. Geneva: WHO.",
    ],
)
def test_entries(text: str) -> None:
    """Entries of every usual style."""
    assert looks_like_entry(text)


@pytest.mark.parametrize(
    "text",
    [
        "Smith (2010) argues that the wall was never meant to hold, and others agree.",
        "Curran and Usher (2003), in their history of the harbour, point out that it was never safe.",
        "Unlike South Norland, Sweden has a harbour on the lake. It was built in 1999.",
        "In 2010, the wall fell. It had been built in 1950 by the Water Board.",
        "The U.S. Lighthouse closed its doors in Maine on June 4, 1971, in the middle of a storm.",
        "Furthermore, Jensen tells of a flood in the harbour. (Jensen 1974, 12).",
    ],
)
def test_prose(text: str) -> None:
    """Prose that names authors and years is not an entry."""
    assert not looks_like_entry(text)


def test_fields() -> None:
    """An entry's fields and their places."""
    entry = parse_reference(APA)
    assert (entry.first, entry.authors[0].given, entry.year, entry.title) == ("Kim", "S.-J.", "2013", "Harbour policy under the mayors")
    assert (entry.container, entry.volume, entry.issue, entry.pages) == ("Journal of Coastal Policy", "8", "3", "41–62")
    assert entry.doi == "10.1000/182"
    assert entry.year_span
    assert entry.year_span.of(APA) == "2013"
    assert entry.title_span
    assert entry.title_span.of(APA) == "Harbour policy under the mayors"


@pytest.mark.parametrize(
    ("text", "first", "year", "others"),
    [
        ("Center for Coastal and Harbour Affairs. (2007). Wall policy.", "Center for Coastal and Harbour Affairs", "2007", 0),
        ("Soto de Vries, V.N., Paz-Romero, Ma. De J., & Ortiz, V.D. (2001). Mareas.", "Soto de Vries", "2001", 2),
        ("von Kessel, G., Dahl, C., & Nolan, D. (2003). A harbour.", "von Kessel", "2003", 2),
        ("Bell, L. R., and D. Ames. 1962. Harbours of the north. Hull: Tidewater Books.", "Bell", "1962", 1),
        ("Pascoe L, Perry J, & Kato Y. (2003). The cost.", "Pascoe", "2003", 2),
        ("Smith, John, and Mary Lee. “A Title.” Journal of Things, vol. 3, 2010, pp. 23-45.", "Smith", "2010", 1),
        ("Price, Bernard I. Harbours in Decline. 1981 Boston, MA: Tidewater Press.", "Price", "1981", 0),
        ("Doyle, J. M. & Burke, G. M. (Eds.). (2002). Harbours (2nd ed.). St. Paul: Tidewater.", "Doyle", "2002", 1),
        ("O'Neil, P., & McDonald, R. (n.d.). Walls. Norton.", "O'Neil", "n.d.", 1),
        ("American Harbour Association. A code for the masters of ports.2004. http://www.aha.example.org/", "American Harbour Association", "2004", 0),
    ],
)
def test_authors_and_years(text: str, first: str, year: str, others: int) -> None:
    """First author, year and number of further authors."""
    entry = parse_reference(text)
    assert (entry.first, entry.year, max(len(entry.authors) - 1, 0)) == (first, year, others)


def test_empty_retrieval() -> None:
    """“Retrieved from” with nothing after it dangles; with an address or a name it does not."""
    assert parse_reference("Keller, A. (2014). Rivers. Retrieved July 15, 2017, from").dangling
    assert not parse_reference("Keller, A. (2014). Rivers. Retrieved from https://rivers.example.org").dangling
    assert not parse_reference("Keller, A. (2014). Rivers. Retrieved from the archive.").dangling


def test_entries_run_together() -> None:
    """Several entries in one paragraph are told apart; one entry stays whole."""
    two = "Keller, A. (2014). Rivers of the plain. Norton. Moreno, P., & Vance, T. (2011). Floods. Water, 7(2), 11–30."
    assert [span.of(two)[:6] for span in split_entries(two)] == ["Keller", "Moreno"]
    assert len(split_entries(APA)) == 1
    numbered = "[1] A. Keller, Rivers of the plain, Norton, 2014. [2] P. Moreno, Floods and towns, Dover, 2011."
    assert len(split_entries(numbered)) == 2


def test_reference_block() -> None:
    """The list is found by its heading or by its shape."""
    prose = "Towns grew along the river, and nobody asked who would pay for the walls in the end."
    assert reference_block([prose, "References", APA, APA]) == range(2, 4)
    assert reference_block([prose, prose, APA, APA, "Hire a writer"]) == range(2, 4)
    assert not reference_block([prose, prose])


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_never_raises(text: str) -> None:
    """Any text is read without an exception, and fields lie inside it."""
    entry = parse_reference(text)
    looks_like_entry(text)
    split_entries(text)
    for span in (entry.author_span, entry.year_span, entry.title_span, entry.doi_span, entry.url_span, entry.retrieved):
        assert span is None or 0 <= span.start <= span.end <= len(text)


def test_distance() -> None:
    """A swap of neighbours is one slip; short names must be equal."""
    assert distance("hartwig", "hatrwig") == 1
    assert near("takahasi", "takahashi")
    assert near("reye", "reyes")
    assert not near("lee", "les")
    assert not near("park", "park")


# A list that the essay answers: random entries in each style, cited at random, give no finding.

SURNAMES = (
    "Abernathy", "Bukowski", "Castellanos", "Dziedzic", "Eriksson", "Fitzgerald", "Gundersen", "Hathaway", "Ivanova",
    "Jankowitz", "Kowalczyk", "Lindqvist", "Montgomery", "Nakamura", "O'Sullivan", "Petrosyan", "Quintero", "Rasmussen",
    "Schwarzkopf", "Tanaka-Hill", "Underwood", "Vasquez", "Whittaker", "Xenakis", "Yamaguchi", "Zimmermann",
    "van der Berg", "von Kessel", "de la Cruz", "McAllister",
)  # fmt: skip
TITLES = ("Rivers of the plain", "A history of walls", "Towns and their floods", "The price of staying", "Harbours in decline")
JOURNALS = ("Journal of Water Studies", "Historical Review", "Annals of Geography")
STYLES = ("apa", "harvard", "chicago")
GIVEN = ("Anna", "Bernard", "Clara")


@dataclass(frozen=True)
class Work:
    """A made-up work."""

    names: tuple[str, ...]
    year: int
    title: str
    journal: str

    def entry(self, style: str) -> str:
        """Its entry in the list."""
        given = [f"{name}, {'ABCDEFGH'[i]}." for i, name in enumerate(self.names)]
        joined = given[0] if len(given) == 1 else f"{', '.join(given[:-1])}, {'&' if style == 'apa' else 'and'} {given[-1]}"
        if style == "apa":
            return f"{joined} ({self.year}). {self.title}. {self.journal}, 7(2), 11–30."
        if style == "mla":
            first = [f"{name}, {GIVEN[i]}" if i == 0 else f"{GIVEN[i]} {name}" for i, name in enumerate(self.names)]
            people = first[0] if len(first) == 1 else f"{', '.join(first[:-1])}, and {first[-1]}"
            return f"{people}. “{self.title}.” {self.journal}, vol. 7, no. 2, {self.year}, pp. 11-30."
        if style == "numeric":
            people = " and ".join(f"{GIVEN[i][0]}. {name}" for i, name in enumerate(self.names))
            return f"{people}, “{self.title},” {self.journal}, vol. 7, no. 2, pp. 11–30, {self.year}."
        if style == "harvard":
            return f"{joined} ({self.year}) ‘{self.title}’, {self.journal}, 7(2), pp. 11–30."
        return f"{joined} {self.year}. “{self.title}.” {self.journal} 7, no. 2: 11–30."

    def cite(self, style: str, form: int, number: int = 0) -> str:
        """One way to cite it."""
        if style == "numeric":
            return f"Floods shaped the towns [{number}]."
        if style == "mla":
            who = f"{self.names[0]} et al." if len(self.names) > 2 else " and ".join(self.names)
            return f"Floods shaped the towns ({who} {11 + form})."
        comma = "" if style == "chicago" else ","
        if len(self.names) > 2 or (form == 3 and len(self.names) > 2):
            inside = outside = f"{self.names[0]} et al."
        else:
            inside = f" {'&' if style == 'apa' else 'and'} ".join(self.names)
            outside = " and ".join(self.names)
        return (
            f"Floods shaped the towns ({inside}{comma} {self.year}).",
            f"As {outside} ({self.year}) argue, floods shaped the towns.",
            f"Walls came late ({inside}{comma} {self.year}, p. 12).",
            f"The study by {outside} ({self.year}) tells of walls.",
        )[form]


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """Two to six works by different people."""
    names = draw(st.permutations(SURNAMES))
    made, used = [], 0
    for number in range(draw(st.integers(2, 6))):
        count = draw(st.integers(1, 3))
        authors = tuple(names[used : used + count])
        used += count
        made.append(Work(authors, draw(st.integers(1960, 2020)), TITLES[number % 5], draw(st.sampled_from(JOURNALS))))
    return made


LINTER = Linter(Config(select=("citation",)))


def essay(made: list[Work], listed: list[Work], style: str, seed: int) -> str:
    """An essay that cites `made` and lists `listed`."""
    chance = random.Random(seed)
    sentences = [work.cite(style, chance.randrange(4), number) for number, work in enumerate(made, 1)]
    if style == "numeric":
        entries = [f"[{number}] {work.entry(style)}" for number, work in enumerate(listed, 1)]
    else:
        entries = sorted((work.entry(style) for work in listed), key=str.lower)
    return " ".join(sentences) + "\n\nReferences\n\n" + "\n\n".join(entries) + "\n"


def told(text: str) -> list[str]:
    """The rules that speak of a text, hints left out."""
    return [one.rule for one in LINTER.lint(text) if str(one.severity) != "hint"]


@given(works(), st.sampled_from((*STYLES, "mla", "numeric")), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_a_list_that_answers_is_silent(made: list[Work], style: str, seed: int) -> None:
    """Every citation is matched, every entry used, nothing told."""
    text = essay(made, made, style, seed)
    links = link(essaylint.read(text))
    assert [one.status for one in links.links] == ["matched"] * len(made)
    assert not links.unused
    assert len(links.entries) == len(made)
    assert told(text) == []


@given(works(), st.sampled_from((*STYLES, "mla", "numeric")), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_a_dropped_entry(made: list[Work], style: str, seed: int) -> None:
    """A work that is cited and not listed is told, and nothing else."""
    extra = Work(("Okonkwo",), 1999, "Another title", "Historical Review")
    assert told(essay([*made, extra], made, style, seed)) == ["cited-not-listed"]


@given(works(), st.sampled_from(STYLES), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_a_changed_year(made: list[Work], style: str, seed: int) -> None:
    """A citation with another year than its entry is told, and nothing else."""
    cited = [replace(made[0], year=made[0].year - 7), *made[1:]]
    assert told(essay(cited, made, style, seed)) == ["citation-year-mismatch"]


@given(works(), st.sampled_from((*STYLES, "mla")), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_a_misspelt_surname(made: list[Work], style: str, seed: int) -> None:
    """A citation with a misspelt name is told, and nothing else."""
    first = made[0].names[0]
    wrong = first[:-3] + first[-2] + first[-3] + first[-1] if first[-2] != first[-3] else first[:-1]
    cited = [replace(made[0], names=(wrong, *made[0].names[1:])), *made[1:]]
    assert told(essay(cited, made, style, seed)) == ["citation-name-mismatch"]


@given(works(), st.sampled_from((*STYLES, "mla", "numeric")), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_an_uncited_entry(made: list[Work], style: str, seed: int) -> None:
    """A work that is listed and never cited is told, and nothing else."""
    extra = Work(("Okonkwo",), 1999, "Another title", "Historical Review")
    assert told(essay(made, [*made, extra], style, seed)) == ["listed-not-cited"]


def test_the_table() -> None:
    """One row a citation, and one for each unused entry, with their places."""
    text = (
        "Towns grew (Keller, 2014). Walls came (Ostrow, 2009). Floods came (Moreno, 2012). They left (R. Hill, personal communication, "
        "May 5, 2010).\n\nReferences\n\nKeller, A. (2014). Rivers. Norton.\n\nMoreno, P. (2011). Floods. Norton.\n\nVance, T. (2001). Walls. Norton."
    )
    document = essaylint.read(text)
    table = rows(document)
    assert [(row["status"], row["text"]) for row in table] == [
        ("matched", "Keller, 2014"),
        ("missing", "Ostrow, 2009"),
        ("doubtful", "Moreno, 2012"),
        ("unlisted", "R. Hill, personal communication"),
        ("unused", "Vance, T. (2001). Walls. Norton."),
    ]
    assert all(document.prose[row["start"] : row["end"]].startswith(str(row["text"])[:5]) for row in table)
    shown = as_text(table, lambda offset: f"1:{offset + 1}")
    assert "doubtful (year) Moreno, 2012  ->  Moreno, P. (2011). Floods. Norton." in shown
    assert shown.splitlines()[-1] == "1 matched, 1 missing, 1 doubtful, 1 unlisted, 1 unused"

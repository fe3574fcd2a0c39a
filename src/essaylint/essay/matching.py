"""Whether a citation and an entry name the same work: names, years, initials, acronyms and slips of the pen.

Pure functions over citations and entries; `essay.linking` asks them for a whole document.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from essaylint.essay.citations import Citation
from essaylint.essay.entries import Reference
from essaylint.values import dataclass

Status = Literal["matched", "year", "spelling", "authors", "missing", "unlisted"]

@lru_cache(maxsize=8192)
def norm(name: str) -> str:
    """Letters and digits only, lower case, without accents: "O’Neil" and "ONeil" are one."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def base_year(year: str) -> str:
    """The year without its letter: "2010a" and "2010" share "2010"; all undated are "nd"."""
    lowered = year.lower()
    if lowered.startswith(("n.", "nd", "no date")):
        return "nd"
    if lowered in ("in press", "forthcoming", "in preparation", "inpress", "inpreparation"):
        return "press"
    found = re.search(r"\d{4}", lowered)
    return found.group() if found else lowered


_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "de", "la"])


@dataclass(frozen=True, eq=False)
class Keyed:
    """An entry with the normalised names it can be cited by."""

    entry: Reference
    acronyms: dict[str, str]

    def __post_init__(self) -> None:
        entry = self.entry
        firsts: set[str] = set()
        if entry.authors:
            firsts |= _name_keys(entry.authors[0].surname)
        elif entry.organisation:
            firsts |= organisation_keys(entry.organisation)
            if entry.acronym:
                firsts.add(norm(entry.acronym))
        firsts |= {norm(short) for short, full in self.acronyms.items() if norm(full) in firsts}
        object.__setattr__(self, "firsts", frozenset(firsts - {""}))
        object.__setattr__(self, "others", frozenset(k for a in entry.authors[1:] for k in _name_keys(a.surname)) - {""})
        object.__setattr__(self, "everyone", [_name_keys(a.surname) for a in entry.authors])

    firsts: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    everyone: tuple[frozenset[str], ...] = ()


def _name_keys(surname: str) -> frozenset[str]:
    """A surname as it may be cited: whole, without particles, its last part."""
    parts = surname.split()
    bare = [p for p in parts if p.lower() not in {"van", "von", "der", "den", "de", "del", "della", "di", "da", "la", "le", "du", "el", "al"}]
    return frozenset({norm(surname), norm("".join(bare)), norm(parts[-1]) if parts else ""}) - {""}


def organisation_keys(name: str) -> frozenset[str]:
    """An organisation as it may be cited: whole, without "the", by initials."""
    words = re.findall(r"[^\s,.()\[\]&–—-]+", name)
    long = [w for w in words if w.lower() not in _SMALL]
    keys = {norm(name), norm(re.sub(r"^the\s+", "", name, flags=re.I))}
    if len(long) > 1:
        keys.add("".join(w[0] for w in long).lower())
        keys.add("".join(c for w in words for c in w if c.isupper()).lower())
        keys.add("".join(w[0] for w in words).lower())
    return frozenset(k for k in keys if len(k) > 1)


def _inside_words(short: str, name: str) -> bool:
    """Whether `short` abbreviates words that follow one another in `name`: "CDC" in "Centers for Disease Control"."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return short in initials


def resolve(citation: Citation, keyed: list[Keyed], acronyms: dict[str, str]) -> tuple[Status, Keyed | None]:
    if citation.personal or citation.kind == "key" or not citation.authors:
        return "unlisted", None
    if citation.kind == "numeric":
        return "unlisted", None
    if citation.signal == "original":
        return _second_hand(citation, keyed, acronyms)
    exact = [k for k in keyed if _names_match(citation, k, acronyms)]
    dated = [k for k in exact if _years_match(citation, k.entry)]
    if dated:
        return "matched", max(dated, key=lambda k: _score(citation, k))
    if exact and citation.kind != "mla":
        near = [k for k in keyed if _years_match(citation, k.entry) and k not in exact and _near_names(citation, k)]
        if near:
            return "spelling", near[0]
        return "year", max(exact, key=lambda k: _score(citation, k))
    same_year = [k for k in keyed if _years_match(citation, k.entry)]
    inside = [k for k in same_year if _in_text(citation, k.entry, acronyms)]
    if inside:
        return "matched", inside[0]
    if any(_in_text(citation, k.entry, acronyms) for k in keyed):
        return "unlisted", None  # the organisation behind an entry of another year: nothing is certain
    near = [k for k in same_year if _near_names(citation, k)]
    if near:
        return "spelling", near[0]
    keys = [_name_keys(name) for name in citation.authors]
    swapped = [k for k in same_year if keys and keys[0] & k.others]
    if swapped:
        return "authors", swapped[0]
    if len(keys) > 1:
        shared = [k for k in same_year if any(key & (k.others | k.firsts) for key in keys[1:])]
        if shared:
            return "authors", shared[0]
    if citation.organisation or citation.title or citation.et_al:
        loose = [k for k in same_year if _loosely(citation, k)]
        if loose:
            return "matched", loose[0]
        other = [k for k in keyed if _loosely(citation, k)]
        if other and citation.kind != "mla":
            return "year", other[0]
    near = [k for k in keyed if _near_names(citation, k, limit=1)]
    if near and citation.kind != "mla":
        return "spelling", near[0]
    return "missing", None


def _second_hand(citation: Citation, keyed: list[Keyed], acronyms: dict[str, str]) -> tuple[Status, Keyed | None]:
    """A work known from another one: matched where it is listed all the same, else in no need of an entry."""
    for one in keyed:
        if _names_match(citation, one, acronyms) and _years_match(citation, one.entry):
            return "matched", one
    return "unlisted", None


def _names_match(citation: Citation, keyed: Keyed, acronyms: dict[str, str]) -> bool:
    name = citation.authors[0]
    if citation.title:
        wanted = norm(name)
        return bool(wanted) and norm(keyed.entry.title or keyed.entry.first).startswith(wanted)
    keys = _name_keys(name) if not citation.organisation else {norm(name), norm(re.sub(r"^the\s+", "", name, flags=re.I))}
    if citation.organisation and " " in name and name.split()[-1][0].isupper():
        if keyed.entry.authors:
            keys = keys | _name_keys(name)
    elif " " in name and keyed.entry.authors and " " in keyed.entry.authors[0].surname:
        keys = frozenset({norm(name)})  # "Soto de Vries" is not "Sosa de Vries" by its last part
    if citation.acronym:
        keys = keys | {norm(citation.acronym)}
    if name in acronyms:
        keys = keys | {norm(acronyms[name])}
    if keys & keyed.firsts:
        return True
    joined = norm(" ".join(citation.authors))
    return len(citation.authors) > 1 and joined in {norm(re.sub(r"\b(?:and|&)\b|&", "", keyed.entry.organisation))}


def _in_text(citation: Citation, entry: Reference, acronyms: dict[str, str]) -> bool:
    """Whether an organisation or title is named somewhere in the entry, as its publisher or web site."""
    if not (citation.organisation or citation.title):
        return False
    name = citation.authors[0]
    full = acronyms.get(name, name)
    if len(full) > 6:
        return norm(full) in norm(entry.text)
    if not (name.isupper() and len(name) > 2):
        return False
    capitals = re.findall(r"\b[A-Z][\w'’]+(?:\s+(?:of|for|the|and|on|in|to|&)\b|\s+[A-Z][\w'’]+)+", entry.text)
    return any(_inside_words(name, one) for one in capitals)


def _years_match(citation: Citation, entry: Reference) -> bool:
    if citation.kind == "mla" or not entry.year:
        return True
    if citation.year == entry.year:
        return True
    if base_year(citation.year) == base_year(entry.year):
        letters = citation.year[-1:].isalpha() and citation.year[:1].isdigit(), entry.year[-1:].isalpha() and entry.year[:1].isdigit()
        return not all(letters)
    return base_year(citation.year) in entry.year or (bool(re.match(r"\d{4}\D\d{4}", citation.year)) and base_year(entry.year) in citation.year)


def _score(citation: Citation, keyed: Keyed) -> int:
    """How well further authors, the letter and the initials agree, to choose among entries of one name."""
    score = 3 * (citation.year == keyed.entry.year)
    cited = [_name_keys(name) for name in citation.authors]
    score += sum(bool(a & b) for a, b in zip(cited, keyed.everyone, strict=False))
    score -= abs(len(cited) - len(keyed.everyone)) if not citation.et_al else 2 * (len(keyed.everyone) < 2)
    if citation.initials and citation.initials[0] and keyed.entry.authors:
        score += 4 * (norm(citation.initials[0])[:1] == norm(keyed.entry.authors[0].given)[:1])
    return score


def _near_names(citation: Citation, keyed: Keyed, limit: int = 2) -> bool:
    """Whether the first name cited is a misspelling of the entry's first name."""
    if not citation.authors or citation.title:
        return False
    name = norm(citation.authors[0])
    return any(near(name, key, limit) for key in keyed.firsts if len(key) > 3)


def near(one: str, other: str, limit: int = 2) -> bool:
    """Whether two different names are a slip apart: one edit, or two in names of seven letters or more."""
    if one == other or min(len(one), len(other)) < 4:
        return False
    allowed = min(limit, 2 if min(len(one), len(other)) >= 7 else 1)
    return abs(len(one) - len(other)) <= allowed and distance(one, other) <= allowed


def distance(one: str, other: str) -> int:
    """Edit distance where two neighbouring letters swapped count once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _loosely(citation: Citation, keyed: Keyed) -> bool:
    """Whether an organisation or title is cited by part of its name: "Harbour Profile", "Norland et al."."""
    cited = {w for w in re.findall(r"\w+", citation.authors[0].lower()) if w not in _SMALL}
    listed = keyed.entry.organisation or (keyed.entry.title if not keyed.entry.authors else "")
    words = {w for w in re.findall(r"\w+", listed.lower()) if w not in _SMALL}
    if citation.title or not listed:
        words |= {w for w in re.findall(r"\w+", keyed.entry.title.lower()) if w not in _SMALL}
    if not cited or not words:
        return False
    if len(cited) == 1:
        return bool(cited & {next(iter(re.findall(r"\w+", listed.lower())), "")}) and bool(citation.et_al or citation.kind == "mla")
    return cited <= words or (words <= cited and len(words) > 1)



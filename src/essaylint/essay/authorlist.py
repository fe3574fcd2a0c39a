"""The author part of an in-text citation: "Smith, Jones, and Lee", "Park et al.", "World Health Organization [WHO]".

`authors_before` walks back from a place (a year, an opening bracket) over everything that can belong to
authors; `read_authors` reads that text into names. Pure functions over strings.
"""

from __future__ import annotations

import re

from essaylint.values import dataclass

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺľłńņňōőœŕřśşšţťūůűųźżžșț"
MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug sep sept oct nov dec spring summer autumn fall winter early late mid "
        "monday tuesday wednesday thursday friday saturday sunday fy q1 q2 q3 q4"
    ).split()
)
PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ten ter el al bin ibn af zu zur y".split()
)
SMALL = frozenset(
    "of for the on in at to and a an und für des et per with against".split()
)
ORGANISATION_WORDS = frozenset(
    (
        "academy administration agency alliance assembly association authority bank board bureau center centre "
        "centers centres chamber church club coalition college commission committee community company "
        "confederation conference congress consortium corporation council court department directorate embassy "
        "federation forum foundation fund government group hospital inc initiative institute institution "
        "institutes laboratory laboratories league library ltd llc media ministry museum nations network news "
        "observatory office organisation organization parliament partners partnership party post press project "
        "school secretariat senate service services society state states survey survey team times today treasury "
        "tribunal trust union university watch workshop herald tribune journal magazine"
    ).split()
)
_NOT_AUTHORS = frozenset(
    (
        "table tables figure figures fig figs chapter chapters section sections appendix equation eq eqs part "
        "volume vol number no step phase stage type level grade class version model article item question exhibit "
        "box act scene room born died circa ca approximately around since until before after between during from "
        "by in on at to as approx est founded established season episode copyright isbn track"
    ).split()
)
_STARTERS = frozenset(
    (
        "however moreover furthermore additionally similarly likewise consequently therefore thus hence finally "
        "first firstly second secondly third thirdly lastly next then also besides indeed meanwhile nevertheless "
        "nonetheless instead conversely for in as but and or so yet while whereas although though because since "
        "when where if unlike like both according by from with see later recently earlier overall again still "
        "perhaps even only even following psychologist psychologists sociologist economist historian philosopher "
        "professor prof dr doctor researcher researchers author authors scholar scholars theorist critic writer "
        "journalist senator president mr mrs ms sir study studies work research to of on at after before during "
        "through among the this that these those his her their its our a an it he she they we here there more "
        "most many some several specifically notably interestingly importantly accordingly subsequently "
        "ultimately today what who which how why did does do can using based e.g i.e cf"
    ).split()
)
SIGNALS = re.compile(
    r"(?:^|(?<=[\s(;,]))(?:see also|see|e\.\s?g\.|i\.\s?e\.|cf\.|as cited in|cited in|as quoted in|quoted in|qtd\. in"
    r"|as discussed in|discussed in|as reported in|reported in|adapted from|reprinted from|retrieved from|reviewed in"
    r"|reviewed by|but see|compare|also|for (?:a |an )?(?:review|overview|example|instance|discussion)|by|as in"
    r"|as reported by|as described in|source|sources|data from|for a review of|according to|translated by|trans\. by"
    r"|a[fs]ter|following|for more|per)[,:]?\s*$",
    re.I,
)
OPENING_IN = re.compile(r"(?:^|[,;(])\s*(?:in|from)\s*$", re.I)
ET_AL = re.compile(r",?\s*\b(?P<form>(?:et|at)\.?\s*al\b\.?,?|and others|and (?:his |her |their )?(?:colleagues|associates|co-?workers|co-?authors))$", re.I)
_WORD = re.compile(
    rf"(?:[dDlLO]['’])?[{UPPER}{LOWER}\d]+(?:[.'’‐‑/-]+[{UPPER}{LOWER}\d]+)*\.?|&|,|\[[^\[\]]{{1,40}}\]|\([A-Z][A-Za-z-]{{1,12}}\)"
    r"|[\"“][^\"“”]{2,120}[\"”]|[–—]|[^\s]"
)
_JOINED = re.compile(rf"(?:van|von|de|di|le|la|mac|mc|del|du|el|al)[{UPPER}][{LOWER}]")
_INITIALS = re.compile(rf"^(?:[{UPPER}](?:[{LOWER}]?\.|(?![{LOWER}]))[- ]?){{1,4}}$")


@dataclass(frozen=True)
class Authors:
    """Who is cited: surnames (or one organisation, or a title), and how the list of names is written."""

    names: tuple[str, ...]
    organisation: bool = False
    et_al: str = ""
    connector: str = ""
    initials: tuple[str, ...] = ()
    acronym: str = ""
    title: bool = False


def authors_before(text: str, end: int, *, narrative: bool) -> int | None:
    """Where the author list that ends at `end` begins, or None when nothing there can be one.

    `narrative` is for names in running prose, where sentence openers ("However, Smith") are left out.
    """
    window = max(0, end - 240)
    if window:
        window = text.find(" ", window, end) + 1 or window
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, window, end)]
    first = len(tokens)
    capital = False
    while first:
        token = tokens[first - 1][0]
        lowered = token.lower()
        if (token[0].isupper() or _JOINED.match(token)) and lowered.rstrip(".") not in MONTHS and not (capital and _ends_sentence(token)):
            capital = True
        elif token in ",&–—" or token[0] in "[(\"“" or lowered in PARTICLES or lowered in SMALL:
            if token[0] in "\"“" and (narrative or capital):
                break
        elif lowered in {"al.", "al", "al.'s", "al.’s", "al's", "al’s", "et", "et.", "et.al", "et.al.", "others", "colleagues", "associates", "his", "her", "their"}:
            if lowered in {"his", "her", "their"} and (first == len(tokens) or tokens[first][0] not in {"colleagues", "associates"}):
                break
        elif token.isdigit() and first < len(tokens) and not narrative and len(token) <= 4 and capital is False:
            pass
        else:
            break
        first -= 1
    kept = tokens[first:]
    before = tokens[first - 1][0] if first else ""
    kept = _trimmed(kept, before, narrative)
    if not kept:
        return None
    return kept[0][1]


def _ends_sentence(token: str) -> bool:
    """Whether a capitalised token with a stop ends a sentence rather than being an initial or a title."""
    return token.endswith(".") and len(token) > 3 and token.lower().rstrip(".") not in {"etc", "prof", "inc", "ltd", "jr", "sr"}


def _trimmed(kept: list[tuple[str, int, int]], before: str, narrative: bool) -> list[tuple[str, int, int]]:
    """The tokens without what cannot open an author list; `before` is the token that stopped the walk."""
    unclean = bool(before) and before[0].islower() and before.lower() not in {"by", "in", "see", "from", "cf.", "e.g.", "also", "to", "with", "as"}
    while kept:
        token, lowered = kept[0][0], kept[0][0].lower().rstrip(".")
        if token in ",&–—" or token[0] in "[(" or token.isdigit():
            kept = kept[1:]
        elif ((narrative or unclean) and lowered in _STARTERS) or lowered in SMALL - {"a"} or lowered in {"his", "her", "their", "et", "al"}:
            unclean = unclean and not narrative and lowered not in {"in", "by", "from"}
            kept = kept[1:]
        elif narrative and len(kept) > 1 and kept[1][0] == "," and lowered.endswith("ly"):
            kept = kept[2:]
        elif unclean and not narrative:
            comma = next((i for i, t in enumerate(kept) if t[0] == ","), None)
            if comma is None or comma + 1 >= len(kept):
                return []
            kept, unclean = kept[comma + 1 :], False
        else:
            return kept
    return kept


def read_authors(text: str) -> Authors | None:
    """The authors a piece of text names ("Smith & Jones", "Smith et al.'s"), or None when it names none."""
    rest = re.sub(r"(?:['’]s?|,)?\s*$", "", text.strip()).strip(" ,")
    rest = re.sub(r"\s+", " ", rest)
    if not rest:
        return None
    if rest[0] in "\"“":
        title = rest.strip("\"“”,. ")
        return Authors((title,), title=True) if title else None
    acronym = ""
    short = re.search(r"\s*[\[(]([A-Z][A-Za-z&-]{1,12})[\])]$", rest)
    if short:
        acronym, rest = short.group(1), rest[: short.start()].strip(" ,")
    et_al = ""
    others = ET_AL.search(rest)
    if others:
        et_al, rest = others.group("form").strip(), rest[: others.start()].strip(" ,")
    words = re.findall(rf"[{UPPER}{LOWER}'’.-]+", rest)
    if not words or not any(w[0].isupper() for w in words):
        return None
    if words[0].lower().rstrip(".") in _NOT_AUTHORS | MONTHS or re.search(r"\bv(?:s?\.|s)? ", rest):
        return None
    if not et_al and (is_organisation(rest) or "–" in rest or "—" in rest):
        return Authors((rest,), organisation=True, acronym=acronym)
    names, initials, connector = _split_names(rest)
    if not names:
        return None
    single = len(names) == 1 and not et_al and not all(part in PARTICLES for part in names[0].split()[:-1] or ["-"])
    return Authors(
        names,
        organisation=single and (" " in names[0] or (names[0].isupper() and len(names[0]) > 1)) and not initials[0],
        et_al=et_al,
        connector=connector,
        initials=initials,
        acronym=acronym,
    )


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's by its words: "Ministry of Defence", "Pew Research Center"."""
    words = [w.lower().strip(".,") for w in name.split()]
    if len(words) > 1 and "," not in name and any(w in {"of", "for", "on", "in", "the", "at", "to"} for w in words[1:]):
        return True
    if len(words) > 1 and words[-1] in ORGANISATION_WORDS and "," not in name:
        return True
    return len(words) > 2 and any(w in ORGANISATION_WORDS for w in words) and "," not in name


def _split_names(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Surnames, their initials, and the connector before the last name."""
    joined = re.findall(r"\s(&|and)\s|,\s*(&|and)\s", text)
    connector = next((a or b for a, b in reversed(joined)), "")
    names: list[str] = []
    initials: list[str] = []
    for part in re.split(r"\s*,?\s+(?:&|and)\s+|\s*,\s*(?:&|and)?\s*|\s*&\s*", text):
        part = re.sub(r"['’]s?$", "", part.strip())
        if not part or part in {"Jr.", "Jr", "Sr.", "III", "II"}:
            continue
        if _INITIALS.match(part) and (len(part) <= 3 or "." in part) and names and not initials[-1]:
            initials[-1] = part
            continue
        lead = re.match(rf"^((?:[{UPPER}]\.(?:-?[{UPPER}]\.)*\s?)+)(?=\S)", part)
        trail = re.search(rf"\s((?:[{UPPER}]\.\s?-?){{1,3}})$", part)
        given = lead.group(1).strip() if lead else ""
        name = part[lead.end() :] if lead else part
        if trail and not lead:
            given, name = trail.group(1).strip(), part[: trail.start()]
        if not any(c.isupper() for c in name):
            continue
        names.append(name.strip(" ."))
        initials.append(given)
    return tuple(names), tuple(initials), connector

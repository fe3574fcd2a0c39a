"""Is a written form a slip? Judged by itself: the words known, how common they are, and what is near.

What the essay knows besides (its names, its own terms) is the check's to weigh.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from essaylint.lexicon import words
from essaylint.lexicon.near import Near, nearest, one_edit, two_words
from essaylint.lexicon.words import COMMON, DATA, OBSCURE, RARE, SEEN, best, entry

# A longer form is no word: suggestions for it would cost time and memory by the square of it.
LONGEST = 60
Kind = Literal["slip", "rare", "unknown", "joined", "capital"]

_PREFIXES = (
    "anti auto bi bio co counter cyber de eco electro euro ex extra geo hetero hyper il im in infra inter intra ir macro mega meta "
    "micro mid mini mis mono multi nano neo neuro non out over para photo poly post pre pro proto pseudo psycho quasi re self semi "
    "socio sub super supra techno tele thermo trans tri ultra un under uni up vice"
).split()
_FREE = (
    "anti bio counter cyber eco electro geo hydro hyper inter macro mega micro multi nano neo neuro non over photo post pre psycho semi socio sub super "
    "techno tele thermo ultra un under"
).split()
_SUFFIXES = (
    ("ization", "ize"), ("isation", "ise"), ("ability", "able"), ("ibility", "ible"), ("fulness", "ful"), ("lessness", "less"),
    ("like", ""), ("wise", ""), ("less", ""), ("ness", ""), ("ship", ""), ("hood", ""), ("ism", ""), ("ist", ""), ("ists", ""), ("ish", ""),
    ("able", ""), ("able", "e"), ("ably", "able"), ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ic", "y"), ("ize", ""), ("ized", ""),
    ("proof", ""), ("ward", ""), ("wards", ""), ("fold", ""), ("most", ""), ("esque", ""), ("gate", ""), ("phobia", ""), ("phobic", ""), ("s", ""), ("es", ""),
    ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("y", ""), ("ality", "al"), ("ities", "ity"), ("ity", "e"), ("iness", "y"), ("'s", ""),
)  # fmt: skip
_CLITICS = frozenset("s d ll ve re m t".split())


class Suspect(NamedTuple):
    """A form that is no known word, or one that is likelier a slip of another.

    `gap` is how much commoner (in powers of ten) the nearest word is, less the cost of the slip.
    """

    kind: Kind
    near: tuple[Near, ...]
    own: float
    gap: float

    @property
    def suggestions(self) -> tuple[str, ...]:
        return tuple(near.word for near in self.near)


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    lines = (DATA / "slips.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" -> ") for line in lines if " -> " in line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _modern() -> frozenset[str]:
    lines = (DATA / "modern.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_modern(form: str) -> bool:
    """Whether a form is a word of `modern.txt`, or its plural.

    >>> is_modern("dropdown"), is_modern("dropdowns"), is_modern("recieve")
    (True, True, False)
    """
    low = form.lower()
    return low in _modern() or (low.endswith("s") and len(low) > 4 and low[:-1] in _modern())


def _capital(form: str) -> str | None:
    """The form with the capitals that it lacks, or None."""
    if form.islower():
        return words.capitals_by_lower().get(form)
    if form[:2] == "Mc" and len(form) > 4 and form[2:].islower():
        full = "Mc" + form[2:].capitalize()
        return full if entry(full) is not None and entry(form) is None else None
    return None


@lru_cache(maxsize=65536)
def is_plainly_known(form: str) -> bool:
    """Whether a form in small letters is an ordinary word, without further thought."""
    known = entry(form)
    return known is not None and known.level == COMMON and form not in words.capitals_by_lower()


def stray_digit(form: str) -> str | None:
    """The common word that a form is without the one digit inside it, or None.

    >>> stray_digit("t6hat"), stray_digit("co2"), stray_digit("h5n")
    ('that', None, None)
    """
    digits = [i for i, char in enumerate(form) if char.isdigit()]
    if len(digits) != 1 or not 0 < digits[0] < len(form) - 1 or len(form) < 5:
        return None
    bare = form[: digits[0]] + form[digits[0] + 1 :]
    known = best(bare.lower())
    return bare if bare.isalpha() and known is not None and known.level == COMMON and known.zipf >= 4 else None


@lru_cache(maxsize=32768)
def suspect(form: str, quick: bool = False) -> Suspect | None:
    """Why a form (one word, without hyphens) is suspect, or None for a known word; `quick` looks only one letter away.

    >>> suspect("receive") is None, suspect("recieve").kind, suspect("recieve").suggestions[0]
    (True, 'slip', 'receive')
    """
    form = words.plain(form)
    if any(char.isdigit() for char in form):
        bare = stray_digit(form)
        return Suspect("slip", (Near(bare, 0.8, 5.0),), 0.0, 3.0) if bare else None
    if form.endswith("'s") or form.endswith("s'"):
        form = form[:-2] if form.endswith("'s") else form[:-1]
    if not 2 <= len(form) <= LONGEST or not any(char.isalpha() for char in form):
        return None
    capital = _capital(form)
    if capital is not None:
        return Suspect("capital", (Near(capital, 0.0, 5.0),), 0.0, 5.0)
    known = best(form)
    if known is not None and known.level == COMMON:
        return None
    if is_modern(form):
        return None
    meant = _slips().get(form.lower())
    if meant is not None:
        near = tuple(other for other in (() if quick else nearest(form)) if other.word != meant)
        return Suspect("slip", (Near(meant, 0.5, 5.0), *near), known.zipf if known else 0.0, 3.0)
    if "'" in form:
        return _with_apostrophe(form)
    if any(ord(char) > 0x24F for char in form):
        return None  # another script
    slip = _near_suspect(form, known, quick)
    if slip is not None:
        return slip
    if known is not None and (known.level in (RARE, OBSCURE) or known.zipf >= 2.8):
        return None
    if form[:1].islower() and (name := entry(form.capitalize())) is not None and name.level == COMMON:
        return None  # a name in lower case (frisbee, java) is no misspelling
    joined = two_words(form)
    if joined and len(form) < 14:
        return Suspect("joined", (Near(joined, 0.8, 4.0),), known.zipf if known else 0.0, 2.0)
    if _is_derived(form.lower()):
        return None
    return Suspect("unknown", () if quick else nearest(form), known.zipf if known else 0.0, 0.0)


def _near_suspect(form: str, known: words.Entry | None, quick: bool) -> Suspect | None:
    if len(form) < 3 or _is_prefixed(form.lower()):
        return None
    rare = known is not None and known.level in (RARE, OBSCURE)
    near = one_edit(form) if rare or quick else nearest(form.lower())
    if not near:
        return None
    first = near[0]
    own = known.zipf if known else 0.0
    gap = first.zipf - max(own, 1.0) - 1.2 * first.cost
    long = len(form) >= 7
    needed = (-0.6 if len(form) >= 8 else 0.3) if known is None else {SEEN: 0.8, RARE: 1.4 if long else 1.7, OBSCURE: 1.1 if long else 1.6}[known.level]
    if known is None and _is_derived(form.lower()):
        needed = 1.4
    if known is not None and known.level in (RARE, OBSCURE) and (first.cost > 1.0 or len(form) < 4):
        return None
    if gap < needed or (len(form) <= 4 and first.zipf < 4):
        return None
    return Suspect("slip" if known is None or known.level == SEEN else "rare", near, own, gap)


def _with_apostrophe(form: str) -> Suspect | None:
    left, _, right = form.rpartition("'")
    if right.lower() == "r" and best(left):
        return Suspect("slip", (Near(f"{left}'re", 0.5, 5.0),), 0.0, 3.0)
    if right.lower() in _CLITICS and (not left or best(left) is not None or left.lower().endswith("n")):
        if right.lower() == "t" and not left.lower().endswith("n"):
            return Suspect("unknown", (), 0.0, 0.0)
        return None
    if left.lower() in ("o", "d", "l", "y", "ma", "al") or form[:1].isupper():
        return None
    parts = [suspect(part) for part in form.split("'") if len(part) > 2]
    return next((part for part in parts if part is not None), None)


@lru_cache(maxsize=8192)
def _is_prefixed(form: str) -> bool:
    """Whether a form is a usual word behind a prefix that goes with any word (uncited, cyberdefence)."""
    for prefix in _FREE:
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) >= 5 and words.zipf(rest) >= 3 and words.is_common(rest):
            return True
    return False


def _is_word(form: str) -> bool:
    known = best(form)
    return known is not None and known.level <= RARE and len(form) > 2


@lru_cache(maxsize=8192)
def _is_derived(form: str) -> bool:
    """Whether a form is built from known parts: a prefix, a suffix, or two whole words."""
    for prefix in _PREFIXES:
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) >= 4 and words.is_common(rest):
            return True
    for suffix, instead in _SUFFIXES:
        stem = form[: len(form) - len(suffix)]
        if form.endswith(suffix) and len(stem) >= 3:
            if _is_word(stem + instead) and (len(stem) >= 5 or len(suffix) >= 4):
                return True
            if len(stem) > 4 and stem[-1] == stem[-2] and _is_word(stem[:-1]) and suffix in ("ing", "ed", "er", "ers"):
                return True
    for i in range(4, len(form) - 3):
        if words.zipf(form[:i]) >= 3.6 and words.zipf(form[i:]) >= 3.6 and words.is_common(form[:i]) and words.is_common(form[i:]):
            return True
    return False

"""English inflection: the forms of a verb or noun, each with the slot that it fills."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_VOWELS = "aeiou"
# Verbs of two syllables or more that double their last consonant (stress on the last syllable, or British -l).
_DOUBLING = frozenset(
    "admit begin commit compel concur confer control defer deter equip excel expel forbid forget incur infer occur omit "
    "patrol permit prefer propel rebel rebut recur refer regret remit repel submit transfer transmit upset".split()
)
_NO_DOUBLING = frozenset(["w", "x", "y", "h", "c", "q", "j", "v", "k", "s"])


class Form(NamedTuple):
    """A form of a word and its slot: base third past participle gerund, or singular plural."""

    slot: str
    text: str


# Not importlib.resources: it loads tempfile and shutil, and with them compression.
_FOLDER = Path(__file__).parent


def data_lines(name: str) -> list[str]:
    """The lines of a lexicon file without comments and blanks. Raises `FileNotFoundError`."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    lines = (line.split(" #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _irregular_verbs() -> dict[str, tuple[str, str]]:
    return {line.split()[0]: (line.split()[1], line.split()[2]) for line in data_lines("irregular_verbs.txt")}


@cache
def _irregular_nouns() -> dict[str, str]:
    return {line.split()[0]: line.split()[1] for line in data_lines("irregular_nouns.txt")}


@cache
def verb_forms(lemma: str) -> tuple[Form, ...]:
    """Every form of a verb; a phrasal verb keeps its particle.

    >>> [form.text for form in verb_forms("carry out")]
    ['carry out', 'carries out', 'carried out', 'carried out', 'carrying out']
    """
    verb, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    if verb == "be":
        pairs = "base be|base am|base are|third is|past was|past were|participle been|gerund being"
        return tuple(Form(slot, text + tail) for slot, text in (pair.split() for pair in pairs.split("|")))
    past, participle = _irregular_verbs().get(verb, ("", ""))
    third = {"have": "has", "do": "does", "go": "goes"}.get(verb) or _add_s(verb)
    stem = verb + verb[-1] if _doubles(verb) else verb
    gerund = f"{stem.removesuffix('e') if not verb.endswith(('ee', 'oe', 'ye')) else stem}ing"
    if verb.endswith("ie"):
        gerund = f"{verb[:-2]}ying"
    if not past:
        if verb.endswith("e"):
            past = verb + "d"
        elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
            past = verb[:-1] + "ied"
        else:
            past = stem + "ed"
        participle = past
    texts = (("base", verb), ("third", third), ("past", past), ("participle", participle), ("gerund", gerund))
    return tuple(Form(slot, text + tail) for slot, text in texts)


@cache
def noun_forms(lemma: str) -> tuple[Form, ...]:
    """Singular and plural of a noun; of several words the last one changes.

    >>> [form.text for form in noun_forms("case study")]
    ['case study', 'case studies']
    """
    head, _, noun = lemma.rpartition(" ")
    plural = _irregular_nouns().get(noun) or _add_s(noun)
    return Form("singular", lemma), Form("plural", f"{head} {plural}".strip())


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _doubles(verb: str) -> bool:
    if len(verb) < 3 or verb[-1] in _VOWELS or (verb[-1] in _NO_DOUBLING and verb[-1] not in "sk") or verb[-2] not in _VOWELS:
        return False
    if verb in _DOUBLING:
        return True
    if (verb[-3] in _VOWELS and not verb.startswith("qu")) or verb[-1] in "sk":
        return False
    return sum(char in _VOWELS for char in verb) == 1 or (verb.startswith("qu") and len(verb) == 4)

"""What is opposed to what: antonyms, opposed verbs, good and bad effects, words of rhetoric.

The lists are data files of this package; lines are documented at the head of each file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.pairs import noun_classes


@cache
def sections(name: str) -> Mapping[str, frozenset[str]]:
    """The words of a file of `[sections]`; an underscore in a word stands for a blank.

    >>> "critic" in sections("rhetoric")["other side"]
    True
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in data_lines(f"{name}.txt"):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        else:
            current.update(word.replace("_", " ") for word in line.split())
    return {key: frozenset(words) for key, words in found.items()}


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


@lru_cache(maxsize=1)
def _antonyms() -> Mapping[str, Mapping[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = {pos: {} for pos in "anrv"}
    off = {tuple(sorted(line.split())) for line in data_lines("not_antonyms.txt")}
    for line in data_lines("antonyms.txt"):
        pos, first, second = line.split()
        if (first, second) not in off:
            found[pos].setdefault(first, set()).add(second)
            found[pos].setdefault(second, set()).add(first)
    for name, pos in (("opposed_adjectives", "a"), ("opposed_clusters", "a"), ("opposed_verbs", "v"), ("opposed_nouns", "n")):
        for line in data_lines(f"{name}.txt"):
            left, right = (_words(side) for side in line.split("|"))
            for one in left:
                for other in right:
                    found[pos].setdefault(one, set()).add(other)
                    found[pos].setdefault(other, set()).add(one)
    for verb, first in same_verbs().items():  # the verb that stands for all has the opposites of all
        for other in tuple(found["v"].get(verb, ())):
            found["v"].setdefault(first, set()).add(same_verbs().get(other, other))
            found["v"].setdefault(same_verbs().get(other, other), set()).add(first)
    return {pos: {word: frozenset(words - {word}) for word, words in table.items()} for pos, table in found.items()}


def opposites(word: str, pos: str) -> frozenset[str]:
    """The lemmas opposed to a lemma; `pos` is a (adjective), n, r (adverb) or v.

    >>> "forbid" in opposites("allow", "v"), "poor" in opposites("rich", "a")
    (True, True)
    """
    return _antonyms()[pos].get(word, frozenset())


@lru_cache(maxsize=1)
def opposed_roots() -> Mapping[str, frozenset[str]]:
    """Roots of words and of those opposed to them, of any part of speech: growth is opposed to shrink.

    >>> "shrink" in opposed_roots()["grow"]
    True
    """
    found: dict[str, set[str]] = {}
    for table in _antonyms().values():
        for word, others in table.items():
            if " " not in word:
                found.setdefault(word_root(word), set()).update(word_root(other) for other in others if " " not in other)
    return {word: frozenset(others - {word}) for word, others in found.items()}


_SUFFIX = re.compile(r"(?:ically|ical|ics|ic|ally|al|ies|ied|ing|ions?|ed|ous|ian|ity|ive|ary|ness|ly|e|y|s)$")


@lru_cache(maxsize=16384)
def word_root(word: str) -> str:
    """A word without its ending, to tell that "economy" and "economic" are one thing.

    >>> word_root("economy") == word_root("economic")
    True
    """
    word = actions().get(word, word)
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) >= 4 else word


def opposed(first: str, second: str, pos: str) -> bool:
    """Whether two lemmas are opposed."""
    return second in opposites(first, pos) or (pos in "an" and _prefixed(first, second))


_PREFIXES = ("un", "non", "non-", "in", "im", "ir", "il", "dis", "anti-", "anti")


def _prefixed(first: str, second: str) -> bool:
    """Whether one word is the other with a prefix that denies it: pro-war and anti-war, faithful and unfaithful."""
    less, more = (first, second) if len(first) < len(second) else (second, first)
    if len(less) < 5 or more[-4:] != less[-4:]:
        return False
    if {first[:4], second[:5]} == {"pro-", "anti-"} or {second[:4], first[:5]} == {"pro-", "anti-"}:
        return first.split("-", 1)[1] == second.split("-", 1)[1]
    return any(more == prefix + less for prefix in _PREFIXES)


@lru_cache(maxsize=1)
def same_verbs() -> Mapping[str, str]:
    """A verb and the one that stands for it and its like.

    >>> same_verbs()["start"]
    'begin'
    """
    lines = ([word.replace("_", " ") for word in line.split()] for line in data_lines("same_verbs.txt"))
    return {verb: first for first, *others in lines for verb in others}


class Plain(NamedTuple):
    """A way to say a verb: whether only in the passive, the role and noun that belong to it, the preposition before its object."""

    passive: bool
    role: str
    noun: str
    preposition: str
    verb: str


@lru_cache(maxsize=1)
def plain_verbs() -> Mapping[str, tuple[Plain, ...]]:
    """Each verb with the ways of saying another one that begin with it.

    >>> [way.verb for way in plain_verbs()["consist"]]
    ['have']
    """
    found: dict[str, list[Plain]] = {}
    for line in data_lines("plain_verbs.txt"):
        left, right = line.split(" = ")
        words = left.split()
        passive = words[0] == "passive"
        verb, *rest = _words(" ".join(words[passive:]))
        role, _, noun = next((word for word in rest if ":" in word), "").partition(":")
        preposition = next((word for word in rest if ":" not in word), "")
        found.setdefault(verb, []).append(Plain(passive, role, noun, preposition, right.strip().replace("_", " ")))
    return {verb: tuple(ways) for verb, ways in found.items()}


class Event(NamedTuple):
    """The names of events by their verbs and by their nouns."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]


@lru_cache(maxsize=1)
def events() -> Event:
    """What happens once to a thing.

    >>> events().verbs["establish"], events().nouns["opening"]
    ('found', 'open')
    """
    by_verb: dict[str, str] = {}
    by_noun: dict[str, str] = {}
    for line in data_lines("events.txt"):
        name, verbs, nouns = (side.strip() for side in line.split("|"))
        by_verb |= {verb: name for verb in _words(verbs) if verb not in by_verb}
        by_noun |= {noun: name for noun in _words(nouns) if noun not in by_noun}
    return Event(by_verb, by_noun)


@lru_cache(maxsize=1)
def actions() -> Mapping[str, str]:
    """The verb behind a noun that names its action.

    >>> actions()["abolition"]
    'abolish'
    """
    lines = (line.split() for line in data_lines("actions.txt"))
    return {noun: verb.replace("_", " ") for verb, *nouns in lines for noun in nouns}


@lru_cache(maxsize=1)
def nations() -> Mapping[str, str]:
    """Adjectives and other names of a country, and of its people, with the country's name, all in lower case.

    >>> nations()["russian"], nations()["u.s."]
    ('russia', 'united states')
    """
    found = {}
    for line in data_lines("nations.txt"):
        name, *others = (part.strip().lower() for part in line.split(","))
        found.update(dict.fromkeys([name, *others], name))
    return found


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """The nouns that name a person in their first sense.

    >>> "captain" in persons(), "river" in persons()
    (True, False)
    """
    names = {word for line in data_lines("not_persons.txt") for word in line.split()}
    return sections("rhetoric")["person"] | (noun_classes()["@person"] - names)


@lru_cache(maxsize=1)
def classes() -> Mapping[str, frozenset[str]]:
    """Each noun that names a kind of thing, with the nouns of other kinds: nothing is both.

    >>> "song" in classes()["novel"]
    True
    """
    found: dict[str, set[str]] = {}
    for line in data_lines("kinds.txt"):
        sides = [set(side.split()) for side in line.split("|")]
        for side in sides:
            others = set().union(*(other for other in sides if other is not side))
            for word in side:
                found.setdefault(word, set()).update(others - side)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=1)
def statuses() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """What one of a status does not have, and what such a one does not do.

    >>> "widow" in statuses()["bachelor"][0], "see" in statuses()["blind"][1]
    (True, True)
    """
    found = {}
    for line in data_lines("statuses.txt"):
        words, nouns, verbs = (frozenset(_words(side)) for side in line.split("|"))
        found.update(dict.fromkeys(words, (nouns, verbs)))
    return found


@lru_cache(maxsize=1)
def covered_by() -> Mapping[str, frozenset[str]]:
    """The nouns that cover a kind.

    >>> sorted(covered_by()["gull"])
    ['bird']
    """
    found: dict[str, set[str]] = {}
    for head, kinds in covers().items():
        for kind in kinds:
            found.setdefault(kind, set()).add(head)
    return {kind: frozenset(heads) for kind, heads in found.items()}


@lru_cache(maxsize=1)
def makers() -> Mapping[str, str]:
    """The verb of one who made something.

    >>> makers()["founder"]
    'found'
    """
    return {noun: verb for line in data_lines("makers.txt") for noun, verb in [line.split()]}


@lru_cache(maxsize=1)
def covers() -> Mapping[str, frozenset[str]]:
    """The kinds that a noun covers.

    >>> sorted(covers()["spouse"])
    ['husband', 'wife']
    """
    return {head: frozenset(kinds) for line in data_lines("covers.txt") for head, *kinds in [line.split()]}

"""What binds a verb to a time: dates, "in the winter", "now", "when it rained"."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.essay.nounphrases import lemma
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import sections

_MONTHS = frozenset("january february march april may june july august september october november december".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tonight".split())
_ORDINAL = frozenset("first second third last next final previous same".split())
_EVERY = frozenset("every each entire whole all".split())
_LIMITS = frozenset("during since until till before after".split())
_CLAUSES_OF_TIME = frozenset("when after before until once".split())
_IDLE = frozenset({"say", "weigh", "consider", "do", "compare", "count", "think", "look"})
_TALK = frozenset("end conclusion beginning first last".split())


def times_of(tree: Tree, index: int, below: bool = True) -> Iterator[str]:
    """The times of a verb as short keys ("1990", "winter 1916", "now", "every day", "clause rain").

    With `below`, those inside its object count too.
    """
    rhetoric = sections("rhetoric")
    for child in tree.children[index]:
        token = tree.tokens[child]
        word = token.lemma.lower()
        if token.dep in ("advmod", "neg") and word == "longer":
            yield "longer"
        elif token.dep == "advmod" and word in rhetoric["now"] | rhetoric["then"] and not _enumerates(tree, child):
            yield "now" if word in rhetoric["now"] else word
        elif token.dep in ("npadvmod", "nmod") and _is_time(tree, child) and not _always(tree, child) and not _lasting(tree, child):
            yield _key(tree, child)
        elif token.dep in ("prep", "agent", "advmod", "mark", "pcomp") and token.pos in ("ADP", "SCONJ", "ADV"):
            yield from _after_preposition(tree, child, word)
        elif below and token.dep in ("dobj", "attr", "acomp"):
            for prep in tree.deps(child, "prep"):
                yield from (_key(tree, one.index) for one in tree.deps(prep.index, "pobj") if _is_time(tree, one.index))
        elif token.dep == "advcl" and _of_time(tree, child, index):
            yield "clause " + lemma(tree, child)


def _after_preposition(tree: Tree, index: int, word: str) -> Iterator[str]:
    for thing in tree.deps(index, "pobj", "pcomp"):
        for one in tree.conjuncts(thing.index)[:3]:
            if word == "at" and tree.tokens[one].text.lower() in ("first", "beginning", "start", "end"):
                yield tree.tokens[one].text.lower()
                continue
            talk = (word == "in" and lemma(tree, one) in _TALK) or (word == "after" and tree.tokens[one].text.lower() == "all")  # "in the end", "in conclusion"
            if not talk and not (word == "for" and _lasting(tree, one)) and (word in _LIMITS or _is_time(tree, one, word in ("at", "in", "on", "for"))):
                yield _key(tree, one)


def _is_time(tree: Tree, index: int, counted: bool = False) -> bool:
    """Whether a noun is a time; with `counted`, "at the first ball" is one too."""
    token = tree.tokens[index]
    word = token.lemma.lower()
    if word in sections("rhetoric")["period"] or word in _MONTHS or word.rstrip("s") in _DAYS:
        return True
    if token.text[:4].isdigit() and len(token.text.rstrip("s'’")) == 4 and token.text[0] in "12":
        return True
    if counted and any(child.lemma.lower() in _ORDINAL for child in tree.deps(index, "amod")):
        return True
    return token.text.lower() in ("today", "present", "past", "future")


def _of_time(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a clause says when; after a present ("goats eat bark when they are hungry") it says how."""
    if not any(one.lemma.lower() in _CLAUSES_OF_TIME for one in tree.deps(clause, "advmod", "mark")):
        return False
    return (clause < verb and lemma(tree, clause) not in _IDLE) or (tree.tokens[verb].tag not in ("VBZ", "VBP") and lemma(tree, clause) not in _IDLE)


def _enumerates(tree: Tree, index: int) -> bool:
    """"Finally," and "First," at the start of a sentence count the points of the essay."""
    token = tree.tokens[index]
    starts = index == 0 or tree.tokens[index - 1].sentence != token.sentence
    return starts and token.lemma.lower() in ("finally", "first", "then", "eventually") and tree.tokens[min(index + 1, len(tree.tokens) - 1)].text == ","


def _lasting(tree: Tree, index: int) -> bool:
    """"Eleven months", "for nine nights": how long, and not when."""
    counted = lemma(tree, index) != "time" and any(child.pos == "NUM" or child.text.lower() in ("many", "several", "few") for child in tree.deps(index, "nummod", "amod"))
    return counted and not any(child.text.lower() in ("ago", "later", "before", "after", "earlier") for child in tree.deps(index, "advmod", "prep", "npadvmod"))


def _always(tree: Tree, index: int) -> bool:
    """"All the time", "every time": no time apart."""
    return lemma(tree, index) == "time" and any(child.text.lower() in ("all", "every") for child in tree.deps(index, "predet", "det"))


def _key(tree: Tree, index: int) -> str:
    kept = [one for one in tree.under(index, CLAUSES | {"punct", "cc", "conj", "det"}) if tree.tokens[one].pos not in ("ADP", "PUNCT")]
    every = "every " if any(child.text.lower() in _EVERY for child in tree.deps(index, "det", "amod")) else ""
    return every + " ".join(lemma(tree, one) for one in kept if tree.tokens[one].text.lower() not in _EVERY)

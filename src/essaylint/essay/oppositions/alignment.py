"""Whether two claims speak of the same thing, and what the tests give back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import APART, Phrase, is_human
from essaylint.lexicon.opposites import covers, word_root
from essaylint.values import dataclass

root = word_root

# Phrases of these roles say when or by whose word, not what.
_OUTSIDE = frozenset({"according", "despite", "like", "unlike", "as"})
_RESTRICTING = frozenset("over under among without outside inside within beyond above below except besides between".split())


@dataclass(frozen=True, slots=True)
class Opposition:
    """That two claims are opposed: the test's name, what they differ in, and whether it was measured sure."""

    kind: str
    reason: str
    sure: bool = True


def roots(words: frozenset[str]) -> frozenset[str]:
    """The roots of several words."""
    return frozenset(map(word_root, words))


Made = TypeVar("Made")
_KEPT = 8192


def kept(make: Callable[[Claim], Made]) -> Callable[[Claim], Made]:
    """`make`, with what it made of each claim kept by the claim's identity: to compare claims costs more than to ask again."""
    found: dict[int, tuple[Claim, Made]] = {}

    @wraps(make)
    def kept_make(claim: Claim) -> Made:
        pair = found.get(id(claim))
        if pair is not None and pair[0] is claim:
            return pair[1]
        if len(found) > _KEPT:
            found.clear()
        made = make(claim)
        found[id(claim)] = (claim, made)
        return made

    return kept_make


def same_subject(first: Claim, second: Claim) -> bool:
    """Whether both claims are about one thing."""
    return first.subject.may_be(second.subject)


def same_thing(first: Phrase, second: Phrase) -> bool:
    """Whether two phrases of one essay surely mean one thing: two that point, of which one may say more than the other."""
    if first.may_be(second):
        return first.definite == second.definite or first.plural or not (first.words or second.words)
    if first.name or second.name or first.head != second.head or not first.head or first.plural != second.plural:
        return False
    less, more = (first, second) if len(first.content) <= len(second.content) else (second, first)
    if not (less.definite and more.definite and less.words <= more.words and less.names <= more.names):
        return False
    return bool(less.words or less.names) and not more.content - less.content & APART


@kept
def timeless(claim: Claim) -> tuple[tuple[str, Phrase], ...]:
    """The arguments that do not say when; a preposition is one role wherever the parser hung it."""
    return tuple(
        (role.split(":")[-1], phrase)
        for role, phrase in claim.arguments
        if role not in _OUTSIDE and not role.endswith(":of") and not phrase.text[:4].isdigit() and not any(phrase.head in time.split() for time in claim.setting.times)
    )


def content(claim: Claim, *roles: str) -> frozenset[str]:
    """The lemmas and names of its arguments (of these roles, or of all), times left out."""
    found: set[str] = set()
    for role, phrase in timeless(claim):
        if not roles or role in roles:
            found |= phrase.content
    return frozenset(found - {""})


def narrower(first: Phrase, second: Phrase) -> bool:
    """Whether `second` is the same as `first` or one kind of it."""
    if first.pronoun and not first.head:
        return first.pronoun == second.pronoun
    if first.name or second.name:
        return first.may_be(second)
    if not (first.words <= second.words and first.names <= second.names):
        return False
    pointing = first.quantity in ("the", "this", "that", "poss") and not first.plural and not first.pronoun
    if pointing and first.words != second.words and not (first.names & second.names):
        return False
    if first.head in ("people", "thing") and first.quantity in ("all", "no", "any"):
        return first.head == "thing" or is_human(second)
    if first.quantity in ("all", "no", "every", "each", "any") and second.head in covers().get(first.head, ()):
        return True
    return first.head == second.head


def arguments_agree(first: Claim, second: Claim, but: frozenset[str] = frozenset()) -> bool:
    """Whether each role that both have is filled with the same, those in `but` apart."""
    for role, phrase in timeless(first):
        if role in but:
            continue
        others = [other for other_role, other in timeless(second) if other_role == role]
        if others and not any(phrase.may_be(other) or narrower(phrase, other) or narrower(other, phrase) for other in others):
            return False
    return True


def restrictions_agree(first: Claim, second: Claim) -> bool:
    """Whether "patients over seventy" meets "patients under seventy": what narrows one narrows the other."""
    one = {role: phrase.content for role, phrase in timeless(first) if role in _RESTRICTING}
    other = {role: phrase.content for role, phrase in timeless(second) if role in _RESTRICTING}
    return one == other


def quantities_agree(first: Phrase, second: Phrase, generic: bool = False) -> bool:
    """Whether "some" on one side does not leave room for the other; `generic`: "a" stands for every one."""
    loose = {"some", "many", "most", "few", "several", "other", "another", "any", "various", "half", "only", "sole"}
    loose |= set() if generic else {"a"}
    if first.quantity == second.quantity == "most":
        return True
    return not ({first.quantity, second.quantity} & loose)

"""Claims of the same words but for one that is turned round, whatever part the words play in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from essaylint.essay.claim import Claim
from essaylint.essay.oppositions.alignment import (
    Opposition,
    kept,
    quantities_agree,
    restrictions_agree,
    root,
    same_subject,
    same_thing,
)
from essaylint.lexicon.opposites import opposed_roots, sections

_IDLE = frozenset(
    "be have do make get become seem remain thing way people lot very much really also just even still so too quite can will may must it there "
    "own other such many more most some all every each no not never always only one say give take show find exist cause".split()
)
LEAST = 2


@kept
def bag(claim: Claim) -> frozenset[str]:
    """The roots of what a claim says of its subject."""
    mine = claim.subject.content
    found = {claim.verb, *claim.adverbs, *(word for word in claim.words if word not in mine)}
    for role, phrase in claim.arguments:
        if role not in ("because", "due", "according"):
            found |= {word for word in phrase.content if not word.startswith("that ")}
    timed = {word for time in claim.setting.times for word in time.split()}
    return frozenset(root(word) for word in found - timed - _IDLE - {""} if not word[:1].isdigit())


def turned_words(first: Claim, second: Claim) -> Opposition | None:
    """"Its growth was a success" and "it failed to grow": two claims of one subject whose words differ in two that are opposed."""
    if not _one_subject(first, second):
        return None
    one, other = bag(first), bag(second)
    mine, theirs = one - other, other - one
    if len(one & other) < 1 or min(len(mine), len(theirs)) > 1 or max(len(mine), len(theirs)) > 3:
        return None
    for here in sorted(mine):
        for there in sorted(theirs):
            if there in opposed_roots().get(here, ()) and not {here, there} & _side_by_side() and first.negated == second.negated and _less(mine - {here}, theirs - {there}):
                return Opposition("antonym", f"“{here}” here, “{there}” there", sure=bool(one & other))
    return None


@lru_cache(maxsize=1)
def _side_by_side() -> frozenset[str]:
    return frozenset(map(root, sections("logic")["side by side"]))


def _less(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether at most one of the claims says something more."""
    return not mine or not theirs


def _one_subject(first: Claim, second: Claim) -> bool:
    if not (same_subject(first, second) or same_thing(first.subject, second.subject)):
        return False
    generic = first.setting.tense == second.setting.tense == "present"
    return quantities_agree(first.subject, second.subject, generic) and restrictions_agree(first, second)


@lru_cache(maxsize=1)
def _good_and_bad() -> tuple[frozenset[str], frozenset[str]]:
    effects, verdicts = sections("effects"), sections("verdicts")
    good = effects["help"] | effects["help noun"] | effects["help adjective"] | verdicts["praise"]
    bad = effects["harm"] | effects["harm noun"] | effects["harm adjective"] | verdicts["blame"]
    return good, bad


@kept
def stance_of(claim: Claim) -> int:
    """Whether what a claim says is good (1) or bad (-1) for what it speaks of; 0 if neither or both."""
    good, bad = _good_and_bad()
    words = {claim.verb, claim.verb.removeprefix("make "), *claim.words, *(phrase.head for _, phrase in claim.arguments)} - claim.subject.content
    plus, minus = bool(words & good), bool(words & bad)
    if plus == minus:
        return 0
    sign = 1 if plus else -1
    return -sign if claim.negated else sign


def opposed_stances(first: Claim, second: Claim) -> Opposition | None:
    """Good is said of one thing's part in another here, and bad there."""
    if stance_of(first) * stance_of(second) != -1 or not _one_subject(first, second):
        return None
    targets, others = _targets(first), _targets(second)
    if not targets & others or not (targets <= others or others <= targets):
        return None
    return Opposition("effect", "good here, bad there", sure=first.subject.definite and second.subject.definite)


@kept
def _targets(claim: Claim) -> frozenset[str]:
    good, bad = _good_and_bad()
    found: set[str] = set()
    for role, phrase in claim.arguments:
        if role.split(":")[-1] in ("object", "to", "for", "on", "of") and phrase.head:
            found |= {word for word in phrase.content - good - bad - _IDLE if not word.startswith("that ")}
    return frozenset(root(word) for word in found)


def _subject(claim: Claim) -> str:
    if not claim.setting.asserted:
        return ""
    return claim.subject.name.split()[-1] if claim.subject.name else claim.subject.head or claim.subject.pronoun


def good_or_bad(claim: Claim) -> Iterator[str]:
    """What a claim is filed under: its subject, what it speaks of, and whether it is good for it."""
    subject, stance = _subject(claim), stance_of(claim)
    return (f"{subject} {target} {stance}" for target in (_targets(claim) if subject and stance else ()))


def bad_or_good(claim: Claim) -> Iterator[str]:
    """Where the opposite of it is filed."""
    subject, stance = _subject(claim), stance_of(claim)
    return (f"{subject} {target} {-stance}" for target in (_targets(claim) if subject and stance else ()))


def words_said(claim: Claim) -> Iterator[str]:
    """What a claim is filed under: its subject and each word that has an opposite."""
    subject = _subject(claim)
    return (f"{subject} {word}" for word in (bag(claim) if subject else ()) if word in opposed_roots())


def words_opposed(claim: Claim) -> Iterator[str]:
    """Where the opposites of its words are filed."""
    subject = _subject(claim)
    return (f"{subject} {other}" for word in (bag(claim) if subject else ()) for other in opposed_roots().get(word, ()))

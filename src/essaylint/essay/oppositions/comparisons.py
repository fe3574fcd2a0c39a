"""Comparisons turned round, more against less, and one first place for two."""

from __future__ import annotations

from typing import NamedTuple

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, same_name
from essaylint.essay.oppositions.alignment import (
    Opposition,
    arguments_agree,
    content,
    kept,
    root,
    same_subject,
    timeless,
)
from essaylint.lexicon.opposites import opposed, sections
from essaylint.values import replace

_SUPERLATIVES = frozenset({"first", "last", "only", "sole", "superlative"})
_FRACTIONS = frozenset({"third", "half", "quarter", "fifth", "tenth", "much", "time"})
_HOW = frozenset(
    "well better badly worse long longer often early earlier late later fast faster slow slowly hard harder high low deep soon sooner quickly far "
    "much more less little".split()
)
_ADVERBS = {"better": "good", "well": "good", "worse": "bad", "badly": "bad", "faster": "fast", "quickly": "fast", "slowly": "slow", "longer": "long",
            "earlier": "early", "sooner": "early", "soon": "early", "later": "late", "harder": "hard", "more": "", "less": "", "much": "", "little": ""}  # fmt: skip
_BARE = frozenset({"one", "first", "second", "third", "last", "other", "former", "latter", "old", "new"})
_MORE = {"more": 1, "less": -1, "fewer": -1}


class Comparison(NamedTuple):
    """Of two things the one has more (1), less (-1) or as much (0) of a quality."""

    quality: str
    sign: int
    one: Phrase
    other: Phrase


@kept
def comparison_of(claim: Claim) -> Comparison | None:
    """The comparison that a claim makes: "is heavier than iron", "outweighs", "prefers tea to coffee"."""
    words = sections("comparing")
    thing = claim.object
    if claim.verb in words["surpass"] and claim.actor is not None and thing is not None:
        return Comparison("much" if claim.verb != "outnumber" else "number", 1, claim.actor, thing)
    if claim.verb == "prefer" and thing is not None and (other := claim.argument("to", "object:to", "over", "object:over")) is not None:
        return Comparison(f"liked by {claim.subject.head or claim.subject.pronoun}", 1, thing, other)
    if claim.verb == "be":
        for phrase in claim.attributes:
            beside = claim.argument("attribute:to", "to")
            if beside is not None and phrase.head in ("superior", "inferior", "preferable"):
                return Comparison("good", -1 if phrase.head == "inferior" else 1, claim.subject, beside)
    than = next((phrase for role, phrase in claim.arguments if role.split(":")[-1] == "than"), None)
    if than is not None and "rather" not in claim.adverbs:
        return _than_it(claim, _whole(claim, than), 1)
    for word, step in (("before", 1), ("after", -1)):
        later = claim.argument(word)
        if later is not None and later.name and claim.subject.name and claim.verb != "be" and not later.name[0].isdigit():
            return Comparison(f"{claim.verb} early", step, claim.subject, later)
    like = next((phrase for role, phrase in claim.arguments if role.split(":")[-1] == "as"), None)
    if like is not None and (claim.adverbs & {"as", "so"} or claim.argument("attribute:as", "object:as")):
        return _than_it(claim, _whole(claim, like), 0)
    return None


def _whole(claim: Claim, than: Phrase) -> Phrase:
    """"Than the old one", "than the first", "than the group with ...": the thing itself."""
    if than.head == claim.subject.head and not than.words and not than.names and not than.name:
        beside = [phrase for role, phrase in claim.arguments if role in ("with", "in", "without", "from") and phrase.index > than.index >= 0]
        if beside:
            return replace(than, words=than.words | frozenset(word for phrase in beside for word in phrase.words | {phrase.head}))
    if than.head in _BARE:
        words = (than.words | than.names | ({than.head} - {"one"})) - {"one"}
        return replace(than, head=claim.subject.head, words=words, names=frozenset(), pronoun="", name="")
    return than


def _than_it(claim: Claim, other: Phrase, sign: int) -> Comparison | None:
    if claim.verb == "exist":
        step = _MORE.get(claim.subject.quantity, 1 if "twice" in claim.adverbs else 0)
        if sign == 0 and step == 0:
            return Comparison("number", 0, claim.subject, other)
        return Comparison("number", step, claim.subject, other) if step else None
    state = next((phrase for role, phrase in claim.arguments if role == "attribute"), None)
    thing = claim.argument("object")
    how = claim.adverbs & _HOW
    if state is not None and claim.verb in ("be", "seem", "become", "remain", "prove", "appear"):
        sign = -sign if state.quantity == "less" or "less" in claim.adverbs else sign
        return Comparison(state.head, sign, claim.subject, other)
    if thing is not None and (thing.head in _MORE or thing.quantity in _MORE):
        step = _MORE[thing.head if thing.head in _MORE else thing.quantity]
        quality = f"{claim.verb} {thing.head if thing.head not in _MORE else ''}"
        if other.head != thing.head and thing.head not in _MORE and _kind_of_object(claim, other, thing):
            return Comparison(f"{claim.verb} of {claim.subject.head}", step, thing, other)
        return Comparison(quality, step, claim.subject, other)
    if thing is not None and thing.head in ("much", "many") and sign == 0:
        return Comparison(f"{claim.verb} ", 0, claim.subject, other)
    if how or sign == 0:
        step = -sign if "less" in how or "little" in how else sign
        quality = " ".join(sorted({_ADVERBS.get(root(one), _ADVERBS.get(one, one)) for one in how} - {""}))
        return Comparison(f"{claim.verb} {quality}" if quality else f"{claim.verb} ", step, claim.subject, other)
    return None


def _kind_of_object(claim: Claim, other: Phrase, thing: Phrase) -> bool:
    """Whether "has more sheep than people" compares sheep with people, and not who has them."""
    return any(role == "object:than" and phrase is other for role, phrase in claim.arguments) and other.name == "" and thing.plural == other.plural and claim.subject.plural != other.plural


def comparison_turned_round(first: Claim, second: Claim) -> Opposition | None:
    """"A is heavier than B" and "B is heavier than A" or "A is lighter than B"; "more sheep than people"."""
    if first.negated or second.negated:
        return None
    here, there = comparison_of(first), comparison_of(second)
    if here is None or there is None:
        return _first_and_higher(first, second)
    straight = _meets(here.one, there.one) and _meets(here.other, there.other)
    turned = _meets(here.one, there.other) and _meets(here.other, there.one)
    if not straight and not turned:
        return None
    same, counter = _same(here.quality, there.quality), _counter(here.quality, there.quality)
    if not (same or counter):
        return None
    if here.sign == 0 or there.sign == 0:
        if here.sign == there.sign or (first.verb == "be" and not same):
            return None
        return Opposition("comparison", "equal here, one has more there")
    if not arguments_agree(first, second, _COMPARED) or _beside(first) != _beside(second):
        return None
    sign = there.sign * (1 if same else -1) * (1 if straight else -1)
    return Opposition("comparison", "the comparison is turned round") if sign != here.sign else None


_COMPARED = frozenset({"than", "as", "attribute", "object", "to", "agent", "over"})


_RESPECTS = frozenset({"per", "in", "at", "on", "for", "among", "under", "within", "by"})


def _beside(claim: Claim) -> frozenset[str]:
    """In what respect and where the comparison holds: "per head", "in the mountains"."""
    return frozenset(f"{role} {phrase.head}" for role, phrase in timeless(claim) if role in _RESPECTS)


def _meets(first: Phrase, second: Phrase) -> bool:
    if first.may_be(second):
        return True
    return bool(first.head and first.head == second.head and first.words == second.words and first.names == second.names)


def _same(quality: str, other: str) -> bool:
    if quality == other:
        return True
    amounts = sections("comparing")["amount"]
    return quality in amounts and other in amounts


def _counter(quality: str, other: str) -> bool:
    if " " not in quality and " " not in other:
        return opposed(quality, other, "a")
    verb, _, how = quality.partition(" ")
    other_verb, _, other_how = other.partition(" ")
    return verb == other_verb and bool(how and other_how) and (opposed(how, other_how, "a") or opposed(how, other_how, "r"))


def _first_and_higher(first: Claim, second: Claim) -> Opposition | None:
    """"Everest is the highest mountain" and "another mountain is higher than Everest"."""
    for most, more in ((first, second), (second, first)):
        compared = comparison_of(more)
        if compared is None or compared.sign != 1 or most.verb != "be" or not compared.other.may_be(most.subject) or not compared.other.definite:
            continue
        for phrase in most.attributes:
            if "superlative" in phrase.words and compared.quality in phrase.words and not compared.one.may_be(most.subject) and phrase.quantity == "the" and not _bounded(most, phrase):
                return Opposition("comparison", f"“{phrase.text}” here, something else there")
    return None


def _bounded(claim: Claim, phrase: Phrase) -> bool:
    """Whether a superlative holds in one place or group only: "the highest mountain in Wales", "the second highest"."""
    places = {"world", "earth", "all", "planet", "town", "city", "village", "country", "transport", "class", "school", "family"}
    inside = any(role.split(":")[-1] in ("in", "of", "on", "among") and other.head not in places for role, other in claim.arguments)
    return inside or bool(phrase.words & {"second", "third", "fourth", "fifth"}) or bool(phrase.names)


def more_and_less(first: Claim, second: Claim) -> Opposition | None:
    """"Used less water than before" and "used more water than before"."""
    if first.negated or second.negated or first.verb != second.verb or not same_subject(first, second):
        return None
    one, other = first.argument("object"), second.argument("object")
    if one is None or other is None or one.head != other.head or one.words - _FRACTIONS != other.words - _FRACTIONS:
        return None
    if {one.quantity, other.quantity} not in ({"more", "less"}, {"more", "fewer"}):
        return None
    if _than(first, "object").content != _than(second, "object").content:
        return None
    return Opposition("comparison", f"“{one.quantity}” here, “{other.quantity}” there")


def _than(claim: Claim, role: str) -> Phrase:
    """What it is compared with: "than before" is an adverb, "than the one in Ghent" the thing itself."""
    found = claim.argument(f"{role}:than", "than")
    if found is None:
        return Phrase(-1, "", claim.span, "before" if "before" in claim.adverbs else "")
    if found.head == "one":
        return Phrase(-1, "", claim.span, claim.subject.head, found.words - found.names, found.names)
    return found


def superlative_twice(first: Claim, second: Claim) -> Opposition | None:
    """"X was the first woman in space" and "Y was the first woman in space"."""
    if first.verb != second.verb or first.negated or second.negated:
        return None
    if first.verb == "be":
        first, second = _turned(first), _turned(second)
    if not _two_things(first.subject, second.subject):
        return None
    if first.verb == "have":
        most, also = first.argument("object"), second.argument("object")
        alike = most and also and most.quantity == also.quantity == "most" and most.head == also.head
        if most and also and alike and (most.words <= also.words or also.words <= most.words):
            return _two("most", first.subject, second.subject)
    if first.verb != "be":
        return None
    for one in first.attributes:
        for other in second.attributes:
            if one.quantity != "the" or other.quantity != "the" or one.head != other.head or one.plural or other.plural or not _unique(one):
                continue
            here, there = content(first) | one.content, content(second) | other.content
            if here - {"be"} == there - {"be"}:
                return _two("first", first.subject, second.subject)
    return None


def _unique(phrase: Phrase) -> bool:
    words = phrase.words | {phrase.head}
    return bool(words & _SUPERLATIVES and len(words) > 1)


def _turned(claim: Claim) -> Claim:
    """"The first to cross the ice was Ross" as "Ross was the first to cross the ice"."""
    if len(claim.attributes) == 1 and claim.attributes[0].name and not claim.subject.name and _unique(claim.subject):
        rest = tuple((role, phrase) for role, phrase in claim.arguments if role != "attribute")
        return replace(claim, subject=claim.attributes[0], arguments=(*rest, ("attribute", claim.subject)))
    return claim


def _two_things(first: Phrase, second: Phrase) -> bool:
    """Whether two phrases are surely about two things: two names, or two different nouns."""
    if first.name and second.name:
        return not same_name(first.name, second.name)
    if first.name or second.name or not first.head or not second.head:
        return False
    return first.head != second.head and not (first.pronoun or second.pronoun) and first.plural == second.plural


def _two(kind: str, first: Phrase, second: Phrase) -> Opposition:
    return Opposition(kind, f"{first.text} here, {second.text} there")

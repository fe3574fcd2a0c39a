"""Facts: what a claim says fills a slot that has room for one value: a date, a number, a place, a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase
from essaylint.essay.quantities import Date, Number
from essaylint.lexicon.opposites import events, makers, persons, sections

_BEGINS = frozenset({"begin", "come", "happen", "be", "follow", "fall", "occur"})
_WHERE = frozenset({"in", "at", "near", "on", "from", "to", "off"})
_INTRANSITIVE = frozenset({"die", "bear", "end", "begin", "erupt", "collapse", "happen", "become independent", "land", "premiere", "retire", "sink"})
_LENGTHS = frozenset("kilometre kilometer metre meter mile foot inch centimetre centimeter km m cm yard millimetre".split())
_TIMES = frozenset("second minute hour day week month year decade century".split())


class Fact(NamedTuple):
    """The value of a slot of a thing; `keys` are words under which it is filed, `thing` the phrase where there is one."""

    slot: str
    thing: Phrase
    value: Date | Number | Phrase
    noun: str = ""


def facts_of(claim: Claim) -> Iterator[Fact]:
    """The facts that a plain claim states."""
    if claim.negated:
        return
    yield from _dated(claim)
    yield from _measured(claim)
    yield from _counted(claim)
    yield from _made(claim)
    yield from _lasted(claim)


def happening(claim: Claim) -> tuple[str, Phrase] | None:
    """The event that a claim tells of, and whose or of what it is: ("build", the cathedral)."""
    event = events().verbs.get(claim.verb)
    if event is not None:
        thing = claim.object if claim.object is not None or event not in _INTRANSITIVE else claim.subject
        if thing is None and not claim.passive:
            thing = claim.subject
        if event == "begin" and claim.subject.head in events().nouns:
            return _of_noun(claim.subject, "begin ")
        return None if thing is None else (event, thing)
    if claim.verb in _BEGINS and claim.subject.head in events().nouns:
        return _of_noun(claim.subject, "")
    return None


def _of_noun(phrase: Phrase, prefix: str) -> tuple[str, Phrase] | None:
    """"The construction of the cathedral": of what the noun tells, as far as its words say."""
    inner = phrase.inner
    return None if inner is None else (prefix + events().nouns[phrase.head], inner)


def _dated(claim: Claim) -> Iterator[Fact]:
    told = happening(claim)
    if told is not None and len(claim.dates) == 1:
        yield Fact(f"when {told[0]}", told[1], claim.dates[0])
    for phrase in (claim.subject, *(phrase for _, phrase in claim.arguments)):
        event = events().nouns.get(phrase.head)
        if event and phrase.inner is not None:
            inside = [date for date in claim.dates if phrase.span.contains(date.span)]
            if len(inside) == 1:
                yield Fact(f"when {event}", phrase.inner, inside[0])


def _measured(claim: Claim) -> Iterator[Fact]:
    dimensions = sections("dimensions")
    if claim.verb in ("be", "reach", "total", "amount", "stand", "number", "measure", "average", "come") and claim.subject.head in dimensions["noun"]:
        for number, noun, _ in claim.numbers[:1]:
            if claim.subject.inner is not None:
                yield Fact(f"how much {_dimension(claim.subject.head)}", claim.subject.inner, number, noun)
    if claim.verb == "have":
        for role, phrase in claim.arguments:
            if role == "object" and phrase.head in dimensions["noun"]:
                for number, noun, _ in claim.numbers[:1]:
                    yield Fact(f"how much {_dimension(phrase.head)}", claim.subject, number, noun)
    if claim.verb in ("cost", "weigh", "last", "measure", "take") and len(claim.numbers) == 1:
        number, noun, _ = claim.numbers[0]
        kind = {"cost": "price", "weigh": "weight", "last": "duration", "take": "duration", "measure": "length"}[claim.verb]
        if claim.verb != "take" or noun in _TIMES:
            yield Fact(f"how much {kind}", claim.subject, number, noun)
    if claim.verb == "pay" and len(claim.numbers) == 1:
        for role, phrase in claim.arguments:
            if role.endswith("for"):
                yield Fact("how much price", phrase, claim.numbers[0][0], claim.numbers[0][1])
    if claim.verb == "be":
        for phrase in claim.attributes:
            kind = _ADJECTIVES.get(phrase.head, "")
            if kind and len(claim.numbers) == 1:
                number, noun, _ = claim.numbers[0]
                yield Fact(f"how much {kind if noun != 'year' else 'age'}", claim.subject, number, noun)
        if claim.adverbs & {"away"} and len(claim.numbers) == 1:
            yield Fact("how much distance", claim.subject, claim.numbers[0][0], claim.numbers[0][1])


_ADJECTIVES = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "broad": "width", "deep": "depth", "heavy": "weight", "old": "age",
    "thick": "thickness",
}  # fmt: skip
_SAME = {"cost": "price", "fee": "price", "speed": "speed", "top speed": "speed", "duration": "duration", "inhabitant": "population"}


def _dimension(noun: str) -> str:
    return _SAME.get(noun, noun)


def _counted(claim: Claim) -> Iterator[Fact]:
    """How many members a committee has."""
    parts = [phrase for role, phrase in claim.arguments if role == "object" and phrase.count is not None]
    if claim.verb in ("have", "include", "employ", "number") and parts and len(parts) == 1:
        yield _count(parts[0], claim.subject, parts[0], claim)
    theme = claim.object
    if claim.verb not in ("have", "be") and theme is not None and theme.count is not None and theme.inner is not None and theme.inner.definite:
        if claim.setting.tense == "past" and not theme.definite and theme.words <= theme.inner.content:
            yield Fact(f"how many {claim.verb} {theme.head}", theme.inner, Number(theme.count, "count", "", theme.span))
    if claim.verb == "exist" and claim.subject.count is not None:
        for role, phrase in claim.arguments:
            if role.split(":")[-1] in ("in", "on", "at"):
                yield _count(claim.subject, phrase, claim.subject, claim)
    for phrase in (claim.subject, *(phrase for _, phrase in claim.arguments)):
        if phrase.count is not None and phrase.definite and phrase.inner is not None and phrase.quantity != "this" and not phrase.name:
            yield _count(phrase, phrase.inner, phrase, claim)


def _lasted(claim: Claim) -> Iterator[Fact]:
    """"Lasted from 1914 to 1918" and "the six years of the war": how many years."""
    if claim.verb in ("last", "run", "reign", "rule", "govern") and len(claim.dates) == 2:
        start, end = claim.dates
        if start.width == end.width == 1 and start.year < end.year:
            years = Number(float(end.year - start.year), "count", "rough", claim.span)
            yield Fact("how long", claim.subject, years)
    if claim.verb == "last" and len(claim.numbers) == 1 and claim.numbers[0][1] == "year":
        yield Fact("how long", claim.subject, claim.numbers[0][0])
    for phrase in (claim.subject, *(phrase for _, phrase in claim.arguments)):
        if phrase.head == "year" and phrase.count and phrase.count > 1 and phrase.quantity == "the" and phrase.inner is not None:
            yield Fact("how long", phrase.inner, Number(phrase.count, "count", "", phrase.span))


def _count(part: Phrase, whole: Phrase, counted: Phrase, claim: Claim) -> Fact:
    bound = next((number for number, *_ in claim.numbers if counted.span.overlaps(number.span)), None)
    number = bound or Number(counted.count or 0.0, "count", "", counted.span)
    words = part.words - whole.content if part.inner is not None else part.words
    return Fact("how many " + " ".join(sorted(words | {part.head})), whole, number)


def _made(claim: Claim) -> Iterator[Fact]:
    """Who wrote, founded, invented it; who is whose husband."""
    actor = claim.actor
    known = actor is not None and (actor.name or (actor.quantity == "a" and actor.head in persons() - _ANYBODY))
    if claim.verb in sections("rhetoric")["maker"] and claim.object is not None and actor is not None and known and claim.object.definite:
        if not any(role in ("object", "agent") and phrase is not claim.object and phrase is not actor for role, phrase in claim.arguments):
            yield Fact(f"who {_make(claim.verb)}", claim.object, actor)
    if claim.verb != "be":
        return
    for phrase in claim.attributes:
        work = _WORKS.get(phrase.head, "")
        by = claim.argument("attribute:by", "by")
        if work and by is not None and by.name and claim.subject.definite:
            yield Fact(f"who {work}", claim.subject, by)
        if phrase.head == "married" and (other := claim.argument("attribute:to", "to")) is not None and other.name:
            yield Fact("who marry", claim.subject, other)
    for one, other in ((claim.subject, claim.attributes[:1]), *((phrase, (claim.subject,)) for phrase in claim.attributes[:1])):
        if one.inner is None or not one.definite or one.name or one.plural:
            continue
        for name in other:
            if name.name and (one.head in makers() or one.head in _ROLES):
                yield Fact(f"who {_make(makers().get(one.head, _ROLES.get(one.head, '')))}", one.inner, name)


_ANYBODY = frozenset("man woman person artist child boy girl friend colleague student scientist inventor author writer composer founder".split())
_WORKS = {
    "novel": "write", "poem": "write", "play": "write", "book": "write", "story": "write", "essay": "write", "painting": "paint", "song": "compose",
    "opera": "compose", "symphony": "compose", "film": "direct", "movie": "direct", "sculpture": "sculpt", "fresco": "paint", "ballad": "write",
    "tragedy": "write", "comedy": "write", "drama": "write", "sonnet": "write", "portrait": "paint", "ballet": "compose",
    "idea": "invent", "invention": "invent", "work": "make", "brainchild": "invent",
}  # fmt: skip
_ROLES = {"husband": "marry", "wife": "marry", "spouse": "marry", "father": "father", "mother": "mother", "idea": "invent"}


def _make(verb: str) -> str:
    return {"establish": "found", "create": "make", "author": "write", "pioneer": "invent", "develop": "invent", "set up": "found"}.get(verb, verb)

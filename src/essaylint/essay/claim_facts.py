"""Facts: what a claim says fills a slot that has room for one value: a date, a number, a place, a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, is_human
from essaylint.essay.quantities import Date, Number, number_of
from essaylint.lexicon.opposites import events, makers, sections
from essaylint.lexicon.opposites import nations as known
from essaylint.values import replace

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
    yield from _more(claim)
    yield from _whence(claim)


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
    if claim.verb in ("cost", "weigh", "measure", "take") and len(claim.numbers) == 1:
        number, noun, _ = claim.numbers[0]
        kind = {"cost": "price", "weigh": "weight", "take": "duration", "measure": "length"}[claim.verb]
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
    if claim.verb not in ("have", "be") and theme is not None and theme.count is not None and theme.inner is not None and theme.inner.definite and claim.setting.tense == "past" and not theme.definite and theme.words <= theme.inner.content:
        yield Fact(f"how many {claim.verb} {theme.head}", theme.inner, Number(theme.count, "count", "", theme.span))
    if claim.verb == "exist" and claim.subject.count is not None:
        for role, phrase in claim.arguments:
            if role.split(":")[-1] in ("in", "on", "at"):
                yield _count(claim.subject, phrase, claim.subject, claim)
    for phrase in (claim.subject, *(phrase for _, phrase in claim.arguments)):
        if phrase.count is not None and phrase.definite and phrase.inner is not None and phrase.quantity != "this" and not phrase.name:
            yield _count(phrase, phrase.inner, phrase, claim)


_BRITISH = frozenset({"britain", "england", "scotland", "wales", "ireland"})
_EASTERN = frozenset({"soviet union", "russia", "ukraine", "belarus", "georgia", "lithuania", "latvia", "estonia"})
_GERMAN = frozenset({"germany", "austria", "prussia", "switzerland"})
_BORN = frozenset("writer author poet composer painter scientist physicist chemist philosopher novelist playwright singer actor actress director "
                  "politician king queen emperor general explorer inventor mathematician artist architect sculptor musician player footballer".split())  # fmt: skip


def _more(claim: Claim) -> Iterator[Fact]:
    """Nationalities, ideas and their fathers, children of a father, how often."""
    for phrase in claim.attributes:
        nations = phrase.names & frozenset(known().values())
        if claim.verb == "be" and claim.subject.name and phrase.head in _BORN and len(nations) == 1 and phrase.quantity == "a":
            nation = next(iter(nations))
            family = next((one for one in (_BRITISH, _EASTERN, _GERMAN) if nation in one), None)
            yield Fact("who nation", claim.subject, Phrase(-1, min(family) if family else nation, claim.span, "", name=min(family) if family else nation))
        if claim.verb == "be" and phrase.head in ("father", "mother") and phrase.inner is not None and phrase.inner.count:
            yield Fact(f"how many {phrase.inner.head}", claim.subject, Number(phrase.inner.count, "count", "", phrase.span))
        if claim.verb == "be" and phrase.head in ("idea", "brainchild", "invention", "creation") and phrase.inner is not None and phrase.inner.name:
            yield Fact("who invent", claim.subject, phrase.inner)
    source = claim.argument("to", "from", "with")
    if claim.verb in ("go back", "come", "originate", "begin") and claim.subject.head in ("idea", "concept", "notion", "theory") and claim.subject.inner is not None and source is not None and source.name:
        yield Fact("who invent", claim.subject.inner, source)
    if claim.verb == "make up" and claim.object is not None:
        for number, noun, _ in claim.numbers:
            if number.kind in ("percent", "share"):
                whole = claim.argument("object:of") or claim.object
                yield Fact(f"how much {claim.subject.head} of", replace(whole, quantity="the"), number, noun)
    for time in claim.setting.times:
        words = time.split()
        if words[-1] in ("day", "week", "month", "year") and (words[0] in _OFTEN or (len(words) == 3 and words[1] == "time")):
            often = _OFTEN.get(words[0]) or number_of(words[0])
            if often:
                yield Fact(f"how often {claim.verb} {words[-1]}", claim.subject, Number(often, "count", "", claim.span))


_OFTEN = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


_WHENCE = {"come": ("from",), "go back": ("to",), "originate": ("in", "from"), "derive": ("from",), "stem": ("from",), "hail": ("from",), "date back": ("to",)}


def _whence(claim: Claim) -> Iterator[Fact]:
    """Where a thing comes from: "goes back to a game from India", "has its origin in China", "is of Greek origin"."""
    sources = [phrase for role, phrase in claim.arguments if role in _WHENCE.get(claim.verb, ())]
    if claim.verb == "have":
        roots = any(role == "object" and phrase.head in ("origin", "root", "source") for role, phrase in claim.arguments)
        sources = [phrase for role, phrase in claim.arguments if roots and role in ("object:in", "in")]
    if claim.verb == "be":
        sources = [phrase for role, phrase in claim.arguments if role == "of" and phrase.head == "origin"]
    for phrase in sources[:1]:
        names = {phrase.name} | phrase.names if phrase.name else set(phrase.names)
        countries = names & frozenset(known().values())
        if len(countries) == 1 and not claim.subject.name and claim.subject.head not in ("people", "idea") and not is_human(claim.subject):
            place = next(iter(countries))
            yield Fact("where origin", claim.subject, Phrase(-1, place, claim.span, "", name=place))


def _lasted(claim: Claim) -> Iterator[Fact]:
    """"Lasted from 1914 to 1918" and "the six years of the war": how many years."""
    if claim.verb in ("last", "run", "reign", "rule", "govern") and len(claim.dates) == 2:
        start, end = claim.dates
        if start.width == end.width == 1 and start.year < end.year:
            years = Number(float(end.year - start.year), "count", "rough", claim.span)
            yield Fact("how long", claim.subject, years)
    if claim.verb == "last" and len(claim.numbers) == 1 and claim.numbers[0][1] in _LONG:
        number, unit, _ = claim.numbers[0]
        yield Fact("how long", claim.subject, number._replace(value=number.value * _LONG[unit]))
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
    known = actor is not None and (actor.name or ((actor.quantity == "a" or (actor.plural and not actor.quantity)) and is_human(actor) and actor.head not in _ANYBODY))
    brings = claim.verb == "bring" and claim.argument("to", "object:to") is not None
    if ((brings or claim.verb in sections("rhetoric")["maker"]) and claim.object is not None and actor is not None and known and claim.object.definite) and not any(role in ("object", "agent") and phrase is not claim.object and phrase is not actor for role, phrase in claim.arguments):
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
    for one, names in ((claim.subject, claim.attributes[:1]), *((phrase, (claim.subject,)) for phrase in claim.attributes[:1])):
        if one.inner is None or not one.definite or one.name or one.plural:
            continue
        for name in names:
            if (name.name or (name.quantity == "a" and is_human(name) and name.head not in _ANYBODY)) and (one.head in makers() or one.head in _ROLES):
                yield Fact(f"who {_make(makers().get(one.head, _ROLES.get(one.head, '')))}", one.inner, name)


_LONG = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365, "decade": 10.0, "century": 100.0}
_ANYBODY = frozenset("man woman person artist child boy girl friend colleague student scientist inventor author writer composer founder".split())
_WORKS = {
    "novel": "write", "poem": "write", "play": "write", "book": "write", "story": "write", "essay": "write", "painting": "paint", "song": "compose",
    "opera": "compose", "symphony": "compose", "film": "direct", "movie": "direct", "sculpture": "sculpt", "fresco": "paint", "ballad": "write",
    "tragedy": "write", "comedy": "write", "drama": "write", "sonnet": "write", "portrait": "paint", "ballet": "compose",
    "idea": "invent", "invention": "invent", "work": "make", "brainchild": "invent",
}  # fmt: skip
_ROLES = {"husband": "marry", "wife": "marry", "spouse": "marry", "father": "father", "mother": "mother", "idea": "invent"}


def _make(verb: str) -> str:
    return {"establish": "found", "author": "write", "set up": "found"}.get(verb, verb)

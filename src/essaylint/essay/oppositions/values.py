"""One slot, two values: dates, numbers, names, kinds."""

from __future__ import annotations

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, same_name
from essaylint.essay.oppositions.alignment import Opposition, arguments_agree, content, narrower, same_subject, timeless
from essaylint.essay.quantities import Number, number_of, shown_number
from essaylint.lexicon.opposites import classes, covers, makers, nations, sections
from essaylint.values import replace

_ORIGIN = frozenset({"come", "originate", "derive", "stem", "hail", "spring", "go back", "date back"})
_BEGINNING = frozenset({"appear", "come out", "play", "arrive", "meet"})
_NATIVE = frozenset({"native", "indigenous", "endemic"})
_CHIEF = frozenset("main only sole chief primary principal real true central key single first last biggest greatest".split())
_TIMED = frozenset("open close begin end leave arrive start meet rise depart".split())
_REPEATED = frozenset("win receive earn lose defeat introduce happen play".split())


def dates_differ(first: Claim, second: Claim) -> Opposition | None:
    """What happens once (a birth, a founding, a release) at two dates."""
    if first.negated or second.negated or first.verb != second.verb or not _happened_once(first):
        return None
    if not _same_event(first, second) or not arguments_agree(first, second, frozenset({"object", "agent", "in", "at", "on", "by"})):
        return None
    if first.dates and second.dates:
        clash = len(first.dates) == len(second.dates) == 1 and first.dates[0].excludes(second.dates[0])
        return Opposition("date", "the dates differ") if clash else None
    return _days_differ(first, second)


def times_of_day_differ(first: Claim, second: Claim) -> Opposition | None:
    """"The library closes at six" and "the library closes at nine"."""
    if first.negated or second.negated or first.verb != second.verb or first.verb not in _TIMED or not same_subject(first, second):
        return None
    here, there = (number_of(phrase.head) if (phrase := claim.argument("at")) is not None else None for claim in (first, second))
    if here is None or there is None or here == there or not arguments_agree(first, second, frozenset({"at"})):
        return None
    return Opposition("time", f"at {shown_number(here)} here, at {shown_number(there)} there") if first.subject.definite else None


def _days_differ(first: Claim, second: Claim) -> Opposition | None:
    """"On a Tuesday" and "on a Friday"."""
    for role, phrase in first.arguments:
        for other_role, other in second.arguments:
            day, another = phrase.head.removesuffix("s"), other.head.removesuffix("s")
            if role == other_role and role in ("on", "in", "at") and another in classes().get(day, ()):
                sure = role == "on" or len(first.arguments) == len(second.arguments) == 1
                return Opposition("date", f"“{day}” here, “{another}” there", sure)
    return None


def _once(verb: str) -> bool:
    once = sections("rhetoric")["once"]
    return verb in once or (verb.split()[0] in once and " " not in verb)


def _happened_once(claim: Claim) -> bool:
    """Whether a verb is of what happens once, or its subject is "the first ..."."""
    if claim.setting.tense == "past" and claim.subject.definite and claim.subject.words & {"first", "last"} and claim.verb != "be":
        return True
    return _once(claim.verb) or (claim.verb in _BEGINNING and bool(claim.subject.words & {"first", "last", "second", "third"}))


def _same_event(first: Claim, second: Claim) -> bool:
    if first.passive == second.passive:
        if not same_subject(first, second):
            return False
        one, other = first.argument("object"), second.argument("object")
        if one is None or other is None:
            return one is other
        return (one.may_be(other) or narrower(one, other) or narrower(other, one)) and one.definite == other.definite
    return first.object is not None and second.object is not None and first.object.may_be(second.object)


def numbers_differ(first: Claim, second: Claim) -> Opposition | None:
    """One thing measured or counted twice with two results."""
    if first.negated or second.negated or first.verb != second.verb or not same_subject(first, second):
        return None
    if {first.subject.quantity, second.subject.quantity} & {"another", "other"} or first.subject.head in ("%", "cent", "percent"):
        return None
    if len(first.numbers) > 1 and len(second.numbers) > 1 and not {one[0].value for one in first.numbers} & {one[0].value for one in second.numbers}:
        return None  # "at 80 boxes 4 dollars", "at 60 boxes 5 dollars"
    for number, noun, path in first.numbers:
        for other, other_noun, other_path in second.numbers:
            if noun != other_noun or path != other_path or not number.excludes(other):
                continue
            if not (first.arguments or second.arguments):
                continue
            if not noun and not path and first.verb not in ("be", "cost", "number", "stand", "total", "measure", "weigh", "make up", "reach"):
                continue
            if any(number.value == third.value for third, *_ in second.numbers) or any(
                other.value == third.value for third, *_ in first.numbers
            ):
                continue
            if not arguments_agree(first, second, _holding(first, number) | _holding(second, other)):
                continue
            if not _counted_agree(first, second, noun):
                continue
            if _is_share(number, noun, first) and content(first) != content(second):
                continue  # parts of one whole: “66 percent live with both”, “9 percent live with one”
            sure = bool(noun or path or first.subject.head in sections("rhetoric")["unique"])
            return Opposition("number", f"{shown_number(number.value)} here, {shown_number(other.value)} there", sure)
    return None


def _is_share(number: Number, noun: str, claim: Claim) -> bool:
    """Whether a number says how large a part of something is."""
    return noun in ("percent", "%", "cent", "share") or any(word in ("percent", "%") for _, phrase in claim.arguments for word in phrase.text.split()[:3]) or "percent" in claim.subject.text.lower() or "%" in claim.subject.text


def _holding(claim: Claim, number: Number) -> frozenset[str]:
    """The roles of the phrases in which a number stands."""
    held = {role for role, phrase in claim.arguments if phrase.span.overlaps(number.span)}
    return frozenset(role.split(":")[-1] for role in held) | held


def _counted_agree(first: Claim, second: Claim, noun: str) -> bool:
    """Whether "three red cars" does not meet "two blue cars"."""
    one = next((phrase for _, phrase in first.arguments if phrase.head == noun), None)
    other = next((phrase for _, phrase in second.arguments if phrase.head == noun), None)
    if one is None or other is None:
        return True
    return one.words == other.words and one.names == other.names


def counted_twice(first: Claim, second: Claim) -> Opposition | None:
    """"The family had six children" and "the family's four children"."""
    for having, other in ((first, second), (second, first)):
        thing = having.argument("object")
        if having.verb != "have" or having.negated or thing is None or thing.count is None or (having.numbers and _bounded(having)):
            continue
        owner = having.subject.name or having.subject.head
        for phrase in (other.subject, *(phrase for _, phrase in other.arguments)):
            if phrase.head != thing.head or phrase.count is None or phrase.count == thing.count or not (phrase.definite or phrase.quantity == "all"):
                continue
            if owner in phrase.words | phrase.names and phrase.words - {owner} == thing.words and not phrase.names - {owner}:
                return Opposition("number", f"{shown_number(thing.count)} here, {shown_number(phrase.count)} there")
    return None


def more_than_there_are(first: Claim, second: Claim) -> Opposition | None:
    """"There are three rivers" and "the four rivers"."""
    for there, other in ((first, second), (second, first)):
        thing = there.subject
        if there.verb != "exist" or there.negated or thing.count is None or _bounded(there):
            continue
        for phrase in (other.subject, *(phrase for _, phrase in other.arguments)):
            if phrase.quantity == "the" and phrase.count and phrase.count != thing.count and phrase.head == thing.head:
                if phrase.count < thing.count and not (thing.words or thing.names):
                    continue
                if phrase.words == thing.words and phrase.names == thing.names:
                    return Opposition("number", f"{shown_number(thing.count)} here, {shown_number(phrase.count)} there")
    return None


def _bounded(claim: Claim) -> bool:
    return any(number.bound for number, *_ in claim.numbers)


def names_differ(first: Claim, second: Claim) -> Opposition | None:
    """Two makers of one work, two capitals of one country, two birthplaces."""
    if first.negated or second.negated:
        return None
    if first.verb == second.verb and first.verb in ("call", "name", "title") and first.passive and second.passive:
        return _called(first, second)
    return _makers_differ(first, second) or _identities_differ(first, second) or _places_differ(first, second)


def _makers_differ(first: Claim, second: Claim) -> Opposition | None:
    if first.verb != second.verb or first.verb not in sections("rhetoric")["maker"]:
        return None
    one, other, made, also_made = first.actor, second.actor, first.object, second.object
    if not (one and other and made and also_made and one.name and other.name):
        return None
    if not (made.may_be(also_made) and made.definite and also_made.definite):
        return None
    makers, others = _all(first, "agent", one), _all(second, "agent", other)
    return _clash("maker", makers, others)


def _called(first: Claim, second: Claim) -> Opposition | None:
    """"The hero is called Emma" and "is called Clara"."""
    if not same_subject(first, second) or not first.subject.definite:
        return None
    ones, others = ([phrase.name for phrase in claim.attributes if phrase.name] for claim in (first, second))
    return _clash("name", ones, others)


def roles_differ(first: Claim, second: Claim) -> Opposition | None:
    """"The founder of the order was Bernard" and "the order was founded by Louis"."""
    for told, done in ((first, second), (second, first)):
        role = _identity(told) if told.verb == "be" else None
        made, maker = done.object, done.actor
        if role is None or told.negated or done.negated or made is None or maker is None or not maker.name:
            continue
        if makers().get(role[0].head) != done.verb or not made.definite:
            continue
        if (made.name or made.head) in role[0].words | role[0].names and made.words <= role[0].words:
            return _clash("maker", role[1], _all(done, "agent", maker))
    return None


def _all(claim: Claim, role: str, phrase: Phrase) -> list[str]:
    return [other.name for other_role, other in claim.arguments if other_role == role and other.name] or [phrase.name]


def _clash(kind: str, ones: list[str], others: list[str]) -> Opposition | None:
    if not ones or not others or any(same_name(one, other) for one in ones for other in others):
        return None
    return Opposition(kind, f"{ones[0].title()} here, {others[0].title()} there")


def _identities_differ(first: Claim, second: Claim) -> Opposition | None:
    if first.verb != "be" or second.verb != "be":
        return None
    one, other = _identity(first), _identity(second)
    if one is None or other is None or not one[0].may_be(other[0]):
        return None
    if not (one[0].words or one[0].names or one[0].pronoun) or not (other[0].words or other[0].names or other[0].pronoun):
        return None
    return _clash(one[0].head, one[1], other[1])


def main_things_differ(first: Claim, second: Claim) -> Opposition | None:
    """"The main cause of the war was slavery" and "the main cause of the war was the tariff"."""
    if first.verb != "be" or second.verb != "be" or first.negated or second.negated:
        return None
    one, other = first.subject, second.subject
    if not (one.head == other.head and one.may_be(other) and one.quantity == other.quantity == "the" and not one.plural and not other.plural):
        return None
    chief = _chief(one) & _chief(other)
    if not chief or len(first.attributes) != 1 or len(second.attributes) != 1:
        return None
    here, there = first.attributes[0], second.attributes[0]
    if here.name or there.name or not here.head or not there.head or here.content & there.content or here.pronoun or there.pronoun:
        return None
    if here.quantity == "a" or there.quantity == "a" or there.head in covers().get(here.head, ()) or here.head in covers().get(there.head, ()):
        return None
    return Opposition("identity", f"“{here.text}” here, “{there.text}” there")


def _chief(phrase: Phrase) -> frozenset[str]:
    """The words that leave room for one only: "the main", "the only", "the first"."""
    return frozenset(phrase.text.lower().split()) & _CHIEF


def _identity(claim: Claim) -> tuple[Phrase, list[str]] | None:
    """The role and who has it: "the capital of Peru" and ["lima"]."""
    unique = sections("rhetoric")["unique"]
    attributes = claim.attributes
    names = [name for phrase in attributes if phrase.name for name in (phrase.name, *sorted(phrase.names))]
    if (claim.subject.head in unique or _chief(claim.subject)) and not claim.subject.name and claim.subject.definite and names and not claim.subject.plural:
        return claim.subject, names
    if claim.subject.name and not claim.subject.names and len(attributes) == 1:
        role = attributes[0]
        if (role.head in unique or _chief(role) - {"first", "last", "single", "only"}) and role.definite and not role.name and not role.plural:
            return role, [claim.subject.name]
    return None


def _places_differ(first: Claim, second: Claim) -> Opposition | None:
    """Two birthplaces, two scenes of one story, two homes at one time."""
    if first.verb != second.verb or first.passive != second.passive or not same_subject(first, second):
        return None
    roles = _place_roles(first, second)
    if not roles or not arguments_agree(first, second, frozenset({"in", "at", "from", "on", "by", "agent", "to", *roles})):
        return None
    for role in roles:
        ones = [_spot(phrase) for other_role, phrase in timeless(first) if other_role == role and _spot(phrase).name]
        others = [_spot(phrase) for other_role, phrase in timeless(second) if other_role == role and _spot(phrase).name]
        if not ones or not others or any(not one.name[0].isalpha() for one in (*ones, *others)):
            continue
        countries = set(nations().values())
        level = {phrase.name in countries for phrase in (*ones, *others)}
        named = {name for phrase in (*ones, *others) for name in phrase.names}
        if (len(level) == 1 or role == "to") and not any(one.name in named for one in (*ones, *others)):
            return _clash("place", [one.name for one in ones], [other.name for other in others])
    return _sources_differ(first, second)


def _place_roles(first: Claim, second: Claim) -> tuple[str, ...]:
    """The prepositions after which one verb has one place only, or none."""
    if first.verb == "lie" and first.setting.tense == second.setting.tense:
        return ("on",)
    if first.verb == "be":
        natives = {phrase.head for phrase in first.attributes} & {phrase.head for phrase in second.attributes} & _NATIVE
        return ("to",) if natives else ()
    if first.verb == "reach" and first.subject.definite and not first.subject.plural and not first.subject.name:
        return ("from",)
    if first.verb in ("write", "publish", "compose", "sing", "film") and first.passive and first.subject.definite:
        return ("in", "at", "near")
    if first.verb.endswith("back"):
        return ("to",) if first.verb in _ORIGIN else ()
    if first.verb in sections("logic")["standing place"]:
        now = first.setting.tense == second.setting.tense == "present"
        return (("for",) if first.verb in ("play", "work") else ("in",)) if now else ()
    if first.verb in ("set", "hold"):
        return ("in", "at") if first.passive and first.subject.definite else ()
    if first.verb in _ORIGIN or (_happened_once(first) and first.verb not in _REPEATED):
        return ("in", "at", "from", "near", "off")
    return ()


def _sources_differ(first: Claim, second: Claim) -> Opposition | None:
    """"The idea came from the pupils" and "from the parents' council"."""
    one, other = first.argument("from"), second.argument("from")
    if first.verb not in _ORIGIN or one is None or other is None or not first.subject.definite:
        return None
    if one.name or other.name or not one.head or not other.head or not (one.definite and other.definite):
        return None
    if one.content & other.content:
        return None
    return Opposition("origin", f"from {one.text} here, from {other.text} there")


def _spot(phrase: Phrase) -> Phrase:
    """Of "a village near Warsaw" the village's name."""
    if not phrase.name and phrase.head in sections("rhetoric")["spot"] and len(phrase.names) == 1:
        return replace(phrase, name=next(iter(phrase.names)), names=frozenset())
    return phrase


def kinds_differ(first: Claim, second: Claim) -> Opposition | None:
    """One thing said to be a song and a film."""
    if first.negated or second.negated or first.verb != second.verb or not same_subject(first, second):
        return None
    if first.verb == "make" and first.passive and second.passive:
        one, other = first.argument("of", "from"), second.argument("of", "from")
        if one and other and other.head in classes().get(one.head, ()):
            return Opposition("material", f"{one.head} here, {other.head} there")
    if first.verb != "be":
        return None
    if not first.subject.definite or not second.subject.definite:
        return None
    if len(first.attributes) != 1 or len(second.attributes) != 1:
        return None
    one, other = first.attributes[0], second.attributes[0]
    if one.quantity == other.quantity and one.quantity in ("a", "") and not one.plural and other.head in classes().get(one.head, ()):
        return Opposition("kind", f"a {one.head} here, a {other.head} there")
    return None

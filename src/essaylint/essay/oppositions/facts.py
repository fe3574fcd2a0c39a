"""Two facts that fill one slot of one thing with two values."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.essay.claim import Claim
from essaylint.essay.claim_facts import Fact, facts_of
from essaylint.essay.nounphrases import Phrase, same_name
from essaylint.essay.oppositions.alignment import Opposition, arguments_agree, kept, same_thing
from essaylint.essay.quantities import Date, Number, shown_number

_FREE = frozenset({"object", "attribute", "in", "on", "at", "from", "to", "of", "with"})
_KINDS = {"when": "date", "how": "number", "who": "maker", "where": "origin"}


@kept
def facts(claim: Claim) -> tuple[Fact, ...]:
    """The facts of a claim, kept."""
    return tuple(facts_of(claim))


def fact_keys(claim: Claim) -> Iterator[str]:
    """What a claim's facts are filed under."""
    return (f"{fact.slot} {fact.thing.name.split()[-1] if fact.thing.name else fact.thing.head}" for fact in facts(claim))


def facts_differ(first: Claim, second: Claim) -> Opposition | None:
    """"The end of the war came in 1478" and "the war ended in 1491"; "has forty members" and "its thirty members"."""
    for one in facts(first):
        for other in facts(second):
            if one.slot == other.slot and one.noun == other.noun and same_thing(one.thing, other.thing):
                told = _differ(one, other)
                if told and arguments_agree(first, second, _FREE) and not _as_well(first, second, one, other):
                    kind = "count" if one.slot.startswith("how many ") else _KINDS[one.slot.split()[0]]
                    return Opposition(kind, told)
    return None


def _as_well(first: Claim, second: Claim, one: Fact, other: Fact) -> bool:
    """Whether one of the claims gives the other's value, too."""
    if isinstance(one.value, Number) and isinstance(other.value, Number):
        return any(number.value == other.value.value for number, *_ in first.numbers) or any(
            number.value == one.value.value for number, *_ in second.numbers
        )
    if isinstance(one.value, Date):
        return len(first.dates) > 1 or len(second.dates) > 1
    return False


def _differ(one: Fact, other: Fact) -> str:
    """How two values differ, or ""."""
    here, there = one.value, other.value
    if isinstance(here, Date) and isinstance(there, Date):
        return "the dates differ" if here.excludes(there) else ""
    if isinstance(here, Number) and isinstance(there, Number):
        low, high = sorted((here.value, there.value))
        apart = high > 1.2 * low + (1 if high >= 2 else 0) if one.slot == "how long" else here.excludes(there)
        return f"{shown_number(here.value)} here, {shown_number(there.value)} there" if apart else ""
    if isinstance(here, Phrase) and isinstance(there, Phrase):
        if bool(here.name) != bool(there.name) or (here.name and same_name(here.name, there.name)) or (not here.name and here.head == there.head):
            return ""
        return f"{here.text} here, {there.text} there"
    return ""

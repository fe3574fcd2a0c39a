"""Which claims are worth comparing: each group of tests files claims under its own keys, so that long essays stay cheap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, is_human
from essaylint.essay.oppositions.alignment import Opposition, root
from essaylint.essay.oppositions.comparisons import (
    comparison_of,
    comparison_turned_round,
    more_and_less,
    superlative_twice,
)
from essaylint.essay.oppositions.effects import effect_of, opposed_effects
from essaylint.essay.oppositions.facts import fact_keys, facts_differ
from essaylint.essay.oppositions.logic import (
    alone_and_with,
    begun_or_not,
    cause_denied,
    every_and_only,
    every_from_one,
    exclusive_and_other,
    existence_denied,
    had_and_lost,
    isolated_and_engaged,
    never_and_no_more,
    one_and_several,
    only_and_another,
    only_cause,
    only_place,
    practice_denied,
    sole_cause,
    status_denied,
    statuses_of,
    unanimous_or_not,
)
from essaylint.essay.oppositions.polarity import (
    adverbs_opposed,
    antonyms_in_one_place,
    bond_denied,
    changes,
    described,
    opposed_prepositions,
    opposed_properties,
    opposed_verbs,
    opposed_verdicts,
    properties,
    quantities_clash,
    said_and_denied,
    unchanged_and_changed,
)
from essaylint.essay.oppositions.stance import (
    bad_or_good,
    good_or_bad,
    opposed_stances,
    turned_words,
    words_opposed,
    words_said,
)
from essaylint.essay.oppositions.values import (
    counted_twice,
    dates_differ,
    kinds_differ,
    main_things_differ,
    more_than_there_are,
    names_differ,
    numbers_differ,
    roles_differ,
    times_of_day_differ,
)
from essaylint.lexicon.opposites import covered_by, covers, makers, opposites, sections
from essaylint.values import dataclass

Test = Callable[[Claim, Claim], Opposition | None]
Keys = Callable[[Claim], Iterable[str]]

# A claim is compared with so many earlier ones under one key.
MOST = 48
_EXCLUSIVE = frozenset({"only", "sole", "another", "other"})


@dataclass(frozen=True)
class Group:
    """Tests that are tried on two claims where the keys that one looks under meet those the other is filed under."""

    tests: tuple[Test, ...]
    filed: Keys
    looked: Keys


def topics(claim: Claim) -> set[str]:
    """The heads of what a claim is about: its subject, agent and object, "the ..." that it is said to be, "than ..."."""
    found = {phrase.head or phrase.pronoun for phrase in (claim.subject, claim.actor, claim.object) if phrase is not None}
    for role, phrase in claim.arguments:
        if (role == "attribute" and phrase.quantity == "the") or role.endswith("than"):
            found.add(phrase.head)
    found.update(covered_by().get(claim.subject.head, ()))
    if is_human(claim.subject) or claim.subject.head == "people":
        found.add("people!")
    return found - {""}


def _phrases(claim: Claim) -> tuple[Phrase, ...]:
    return (claim.subject, *(phrase for _, phrase in claim.arguments))


def _same_verb(claim: Claim) -> Iterator[str]:
    return iter(()) if claim.negated else (f"{topic} {claim.verb}" for topic in topics(claim))


def _only_verb(claim: Claim) -> Iterator[str]:
    """"Only Cordelia refuses": filed under the verb and what it is done to, whoever does it."""
    thing = claim.object
    rest = (thing.head or thing.pronoun) if thing is not None else ""
    return iter([f"{claim.verb} {claim.negated} {rest}"] if rest or claim.arguments or claim.subject.quantity == "only" else ())


def _only_having(claim: Claim) -> Iterator[str]:
    return _only_verb(claim) if any(phrase.quantity in ("only", "sole") for phrase in _phrases(claim)) else iter(())


def _soles(claim: Claim) -> Iterator[str]:
    for phrase in (claim.subject, *claim.attributes):
        if phrase.quantity in ("only", "sole") or (phrase.quantity == "the" and phrase.words & {"single", "sole", "only"}):
            yield phrase.head


def _severals(claim: Claim) -> Iterator[str]:
    for phrase in _phrases(claim):
        if phrase.quantity in ("several", "many", "various", "both") or phrase.count or phrase.words & {"second", "third", "further", "additional"}:
            yield phrase.head


def _polarity(claim: Claim) -> Iterator[str]:
    return (f"{topic} {claim.verb} {claim.negated}" for topic in topics(claim))


def _other_polarity(claim: Claim) -> Iterator[str]:
    return (f"{topic} {claim.verb} {not claim.negated}" for topic in topics(claim))


def _opposed_verb(claim: Claim) -> Iterator[str]:
    return iter(()) if claim.negated else (f"{topic} {verb}" for verb in opposites(claim.verb, "v") for topic in topics(claim))


def _effects(claim: Claim) -> Iterator[str]:
    if claim.verb == "influence" and claim.negated and claim.object is not None:
        return iter([f"{claim.subject.head} {root(claim.object.head)}"])
    effect = effect_of(claim)
    return (f"{effect.cause.head} {target}" for target in effect.targets) if effect else iter(())


def _verdict(claim: Claim) -> Iterator[str]:
    words = sections("verdicts")
    judged = any(phrase.head in words["praise"] or phrase.head in words["blame"] for phrase in claim.attributes)
    return iter(topics(claim) if judged else ())


def _exclusive(claim: Claim) -> Iterator[str]:
    if not any(phrase.quantity in _EXCLUSIVE for phrase in _phrases(claim)):
        return iter(())
    return iter(sorted({word for phrase in _phrases(claim) for word in phrase.content} - {""}))


def _heads(claim: Claim) -> Iterator[str]:
    for phrase in _phrases(claim):
        if phrase.head:
            yield phrase.head
        if phrase is claim.subject:
            yield from phrase.words


def _unanimous(claim: Claim) -> Iterator[str]:
    return iter([claim.subject.head] if any(phrase.head == "unanimous" for phrase in claim.attributes) else ())


def _verb_alone(claim: Claim) -> Iterator[str]:
    return iter([f"{claim.subject.head} {claim.verb}"] if (claim.argument("from", "for") and claim.subject.plural) or claim.subject.quantity in ("all", "some") else ())


def _tie(claim: Claim) -> Iterator[str]:
    words = sections("logic")
    thing = claim.argument("object")
    alone = claim.verb in words["isolate"] or any(phrase.head in words["isolated"] for phrase in claim.attributes)
    apart = claim.argument("in")
    alone = alone or (apart is not None and apart.head in words["isolation"])
    return iter(topics(claim) if alone or (thing is not None and thing.head in words["tie"]) else ())


def _lacked(claim: Claim) -> Iterator[str]:
    thing = claim.argument("object", "without")
    if thing is not None and (claim.verb == "lack" or claim.argument("without") is thing or (claim.negated and claim.verb == "have")):
        for kind in covers().get(thing.head, frozenset()) | {thing.head}:
            yield f"{claim.subject.name or claim.subject.head} {kind}"
    elif claim.verb == "exist" and claim.negated:
        places = {phrase.name or phrase.head for _, phrase in claim.arguments} | claim.subject.words
        yield from (f"{place} {claim.subject.head}" for place in places)
        yield claim.subject.head


def _owners(claim: Claim) -> Iterator[str]:
    for phrase in () if claim.negated else _phrases(claim):
        if phrase.quantity in ("poss", "the", "this"):
            yield from (f"{owner} {phrase.head}" for owner in phrase.words | phrase.names)
        if phrase.plural and (phrase.count or phrase.quantity in ("the", "several", "many")):
            yield phrase.head


def _lost(claim: Claim) -> Iterator[str]:
    thing = claim.argument("object")
    if claim.verb in sections("logic")["losing"] and thing is not None:
        yield from (f"{claim.subject.head} {word}" for word in thing.content)
    elif claim.verb == "be":
        yield from (f"{claim.subject.head} {word}" for phrase in claim.attributes for word in phrase.content)


def _practice(claim: Claim) -> Iterator[str]:
    thing = claim.argument("object")
    if claim.negated and thing is not None and claim.verb in sections("logic")["practising"]:
        yield thing.head
    elif claim.subject.head in sections("logic")["practice"]:
        yield from claim.subject.words


def _frequency(claim: Claim) -> Iterator[str]:
    return (f"{claim.subject.head} {time.split()[-1]}" for time in claim.setting.times if time.startswith(("every ", "only ")))


def _counts(claim: Claim) -> Iterator[str]:
    return (phrase.head for phrase in _phrases(claim) if phrase.count is not None)


def _status(claim: Claim) -> Iterator[str]:
    return iter([claim.subject.name.split()[-1] if claim.subject.name else claim.subject.head] if statuses_of(claim) else ())


def _never(claim: Claim) -> Iterator[str]:
    if claim.negated:
        yield claim.verb
        yield claim.subject.head
        return
    if claim.verb in ("give up", "stop", "quit", "cease", "resume", "abandon"):
        yield claim.subject.head
    yield from (makers()[phrase.head] for phrase in _phrases(claim) if phrase.head in makers())


def _begun(claim: Claim) -> Iterator[str]:
    if claim.verb in ("begin", "happen"):
        yield claim.subject.head
    elif claim.verb in sections("logic")["going on"] and claim.object is not None:
        yield claim.object.head


def _persons(claim: Claim) -> Iterator[str]:
    for phrase in _phrases(claim):
        yield phrase.head
        if phrase.quantity == "poss":
            yield from phrase.words
            yield from (name.split()[-1] for name in phrase.names)


def _made(claim: Claim) -> Iterator[str]:
    if claim.verb == "be":
        for phrase in (claim.subject, *claim.attributes):
            if phrase.head in makers():
                yield from (f"{makers()[phrase.head]} {word}" for word in phrase.words | phrase.names)
    elif claim.object is not None and claim.actor is not None:
        yield f"{claim.verb} {claim.object.name or claim.object.head}"


def _causes(claim: Claim) -> Iterator[str]:
    if claim.argument("because", "due") or any(phrase.head == "due" for phrase in claim.attributes) or claim.subject.head in ("reason", "cause") or claim.verb in ("relate", "cause"):
        yield from {root(word) for word in claim.words | claim.subject.content | {claim.verb}}


def _bonds(claim: Claim) -> Iterator[str]:
    return iter(topics(claim) if claim.verb in ("relate", "cause") else ())


def _described(claim: Claim) -> Iterator[str]:
    if properties(claim):
        thing = described(claim)
        yield thing.name.split()[-1] if thing.name else thing.head or thing.pronoun


def _moves(claim: Claim) -> Iterator[str]:
    if changes(claim):
        yield claim.subject.head


def _compared(claim: Claim) -> Iterator[str]:
    compared = comparison_of(claim)
    if compared is not None:
        yield from {phrase.name.split()[-1] if phrase.name else phrase.head for phrase in (compared.one, compared.other)} - {""}
    elif claim.verb == "be" and any("superlative" in phrase.words for phrase in claim.attributes):
        yield claim.subject.name.split()[-1] if claim.subject.name else claim.subject.head


GROUPS = (
    Group((said_and_denied,), _polarity, _other_polarity),
    Group(
        (
            antonyms_in_one_place, adverbs_opposed, quantities_clash, opposed_prepositions, more_and_less,
            only_and_another, only_cause, only_place, alone_and_with, dates_differ, numbers_differ, names_differ, superlative_twice, kinds_differ, times_of_day_differ, main_things_differ,
        ), _same_verb, _same_verb,
    ),
    Group((only_and_another,), _only_verb, _only_having),
    Group((only_and_another,), _only_having, _only_verb),
    Group((opposed_verbs,), _same_verb, _opposed_verb),
    Group((roles_differ,), _made, _made),
    Group((opposed_effects,), _effects, _effects),
    Group((opposed_verdicts,), _verdict, _verdict),
    Group((exclusive_and_other,), _exclusive, _exclusive),
    Group((one_and_several,), _soles, _severals),
    Group((one_and_several,), _severals, _soles),
    Group((unanimous_or_not,), _unanimous, _heads),
    Group((unanimous_or_not,), _heads, _unanimous),
    Group((every_from_one,), _verb_alone, _verb_alone),
    Group((isolated_and_engaged,), _tie, _tie),
    Group((existence_denied,), _lacked, _owners),
    Group((existence_denied,), _owners, _lacked),
    Group((had_and_lost,), _lost, _lost),
    Group((practice_denied,), _practice, _practice),
    Group((every_and_only,), _frequency, _frequency),
    Group((counted_twice, more_than_there_are), _counts, _counts),
    Group((begun_or_not,), _begun, _begun),
    Group((never_and_no_more,), _never, _never),
    Group((status_denied,), _status, _persons),
    Group((status_denied,), _persons, _status),
    Group((sole_cause, cause_denied), _causes, _causes),
    Group((bond_denied,), _bonds, _bonds),
    Group((facts_differ,), fact_keys, fact_keys),
    Group((opposed_properties,), _described, _described),
    Group((unchanged_and_changed,), _moves, _moves),
    Group((turned_words,), words_said, words_opposed),
    Group((opposed_stances,), good_or_bad, bad_or_good),
    Group((comparison_turned_round,), _compared, _compared),
)  # fmt: skip


def opposed_claims(claims: tuple[Claim, ...]) -> list[tuple[Claim, Claim, Opposition]]:
    """Every two claims of different sentences that a test finds opposed, in the order of the text."""
    found: dict[tuple[int, int, int], Opposition] = {}
    for rank, group in enumerate(GROUPS):
        filed: dict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            keys = set(group.looked(claim))
            for earlier in {other for key in keys for other in filed.get(key, ())[-MOST:]}:
                if claims[earlier].sentence != claim.sentence:
                    for place, test in enumerate(group.tests):
                        opposition = test(claims[earlier], claim)
                        if opposition is not None:
                            found[earlier, number, 20 * rank + place] = opposition
                            break
            for key in keys if group.filed is group.looked else set(group.filed(claim)):
                filed[key].append(number)
    return [(claims[one], claims[other], found[one, other, rank]) for one, other, rank in sorted(found)]

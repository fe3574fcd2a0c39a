"""Help against harm of one thing by one thing."""

from __future__ import annotations

from typing import NamedTuple

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase
from essaylint.essay.oppositions.alignment import Opposition, arguments_agree, restrictions_agree, root
from essaylint.lexicon.opposites import sections


class Effect(NamedTuple):
    """What does good (1) or harm (-1) to what; `denied` if the claim says that it does not."""

    cause: Phrase
    sign: int
    denied: bool
    heads: frozenset[str]
    targets: frozenset[str]
    things: tuple[Phrase, ...] = ()


def effect_of(claim: Claim) -> Effect | None:
    """The good or harm that a claim tells of."""
    words = sections("effects")
    if claim.actor is None:
        return None
    source = claim.argument("from")
    if source is not None and claim.verb in ("suffer", "benefit", "profit", "gain") and not claim.passive:
        sign = -1 if claim.verb == "suffer" else 1
        return _effect(claim, sign, [claim.subject], [], source)
    if claim.verb in words["light"]:
        return _through_noun(claim)
    if claim.verb == "cause" and (thing := claim.argument("object")) is not None:
        sign = (thing.head in words["help noun"]) - (thing.head in words["harm noun"])
        below = [phrase for role, phrase in claim.arguments if role in ("object:to", "to", "object:in")]
        return _effect(claim, sign, below, []) if sign and below else None
    sign = (claim.verb in words["help"]) - (claim.verb in words["harm"])
    if claim.verb.startswith("make "):
        state = claim.verb.removeprefix("make ")
        sign = (state in words["help adjective"]) - (state in words["harm adjective"])
    if not sign:
        return None
    roles = ("to",) if claim.verb == "contribute" else ("object",)
    things = [claim.object] if claim.passive else [phrase for role, phrase in claim.arguments if role in roles]
    below = [phrase for role, phrase in claim.arguments if role.startswith("object:") and not claim.passive]
    return _effect(claim, sign, [thing for thing in things if thing], below)


def _through_noun(claim: Claim) -> Effect | None:
    """"Has a positive effect on", "exerts pressure on", "is good for", "the harm done to ... by"."""
    words = sections("effects")
    if claim.passive:
        sign = (claim.subject.head in words["help noun"]) - (claim.subject.head in words["harm noun"])
        targets = [phrase for role, phrase in claim.arguments if role in ("to", "on")]
        return _effect(claim, sign, targets, []) if sign and targets else None
    for role, phrase in claim.arguments:
        if role not in ("object", "attribute"):
            continue
        sign = 0
        for name, value in (("help", 1), ("harm", -1)):
            adjective = words[f"{name} adjective"]
            if phrase.head in words[f"{name} noun"] or (role == "attribute" and phrase.head in adjective) or (phrase.head in words["carrier"] and phrase.words & adjective):
                sign = value
        if sign:
            things = [
                other
                for other_role, other in claim.arguments
                if other_role in (f"{role}:on", f"{role}:for", f"{role}:to", f"{role}:of", "on", "for", "to")
            ]
            if things:
                return _effect(claim, sign, things, [])
    return None


def _effect(
    claim: Claim, sign: int, things: list[Phrase], below: list[Phrase], cause: Phrase | None = None
) -> Effect | None:
    general = sections("effects")["aspect"] | sections("rhetoric")["country"] | {"", "life", "world", "society", "people", "way"}
    heads = {root(thing.name or thing.head) for thing in things if thing.head not in general}
    targets = {root(word) for thing in [*things, *below] for word in thing.content if word not in general}
    cause = cause or claim.actor
    if not targets or cause is None:
        return None
    return Effect(cause, sign, claim.negated, frozenset(heads or targets), frozenset(targets), tuple(things))


def opposed_effects(first: Claim, second: Claim) -> Opposition | None:
    """One thing is said to harm what elsewhere it is said to help, or not to harm."""
    one, other = effect_of(first), effect_of(second)
    if one is None or other is None:
        return _no_effect(first, second)
    if one is None or other is None or (one.denied and other.denied):
        return None
    if one.denied != other.denied:
        if one.sign != other.sign:
            return None
    elif one.sign == other.sign:
        return None
    if not one.cause.may_be(other.cause) or not restrictions_agree(first, second) or not arguments_agree(
        first, second, frozenset({"object", "attribute", "on", "to", "for", "from", "of", "agent", "by"})
    ):
        return None
    if any(_sorts_differ(here, there) for here in one.things for there in other.things):
        return None
    shared = one.targets & other.targets
    if not shared or not (shared & one.heads or shared & other.heads):
        return None
    words = ["", "help", "harm"]
    reason = f"“{words[one.sign]}” here, “{'not ' if other.denied else ''}{words[other.sign]}” there"
    if one.denied:
        reason = f"“not {words[one.sign]}” here, “{words[other.sign]}” there"
    return Opposition("effect", reason)


def _no_effect(first: Claim, second: Claim) -> Opposition | None:
    """"Had no effect on the air" and "improved the air"."""
    for none, some in ((first, second), (second, first)):
        effect = effect_of(some)
        if none.verb != "influence" or not none.negated or none.object is None or effect is None or effect.denied:
            continue
        if effect.cause.may_be(none.subject) and none.object.head and root(none.object.head) in effect.heads:
            return Opposition("effect", f"no effect here, “{some.said or some.verb}” there")
    return None


def _sorts_differ(first: Phrase, second: Phrase) -> bool:
    """Whether "large firms" meets "small firms": one head, and words on both sides of which none is shared."""
    return first.head == second.head and bool(first.words and second.words) and not first.words & second.words

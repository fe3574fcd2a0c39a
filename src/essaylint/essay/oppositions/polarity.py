"""Opposed by a denial, by an antonym, by a verb, or by turning a comparison round."""

from __future__ import annotations

from dataclasses import replace

from essaylint.essay.claims import Claim
from essaylint.essay.nounphrases import Phrase
from essaylint.essay.oppositions.alignment import (
    Opposition,
    arguments_agree,
    content,
    narrower,
    quantities_agree,
    restrictions_agree,
    root,
    same_subject,
    timeless,
)
from essaylint.lexicon.opposites import opposed, opposites, sections

_HARMLESS = frozenset("not never really actually also even ever simply at all clearly certainly indeed thus therefore then so however".split())
_UNIVERSAL = frozenset({"no", "all", "every", "each", "any", ""})
_NO_OBJECT = frozenset({"be", "have", "do", "say", "make", "get", "go", "take", "know", "think", "see", "come", "mean", "need", "want"})


def said_and_denied(first: Claim, second: Claim) -> Opposition | None:
    """The same said once plainly and once with "not", "never" or "no"."""
    if first.negated == second.negated or first.verb != second.verb or first.passive != second.passive:
        return None
    denied, said = (first, second) if first.negated else (second, first)
    if "partly" in denied.setting.marks or denied.subject.quantity.startswith("not "):
        return None
    universal = said.subject.quantity in ("all", "every", "each") and narrower(said.subject, denied.subject)
    if not (universal or narrower(denied.subject, said.subject) or same_subject(first, second)):
        return None
    if not universal and denied.subject.quantity != "no" and not quantities_agree(
        first.subject, second.subject, first.setting.tense != "past"
    ):
        return None
    if universal and not _within(said, denied):
        return None
    if (denied.adverbs - said.adverbs) - _HARMLESS:
        return None
    if not _covered(denied, said):
        return None
    rest = content(denied)
    if not rest and denied.verb in _NO_OBJECT:
        return None
    return Opposition("denial", "the one denies what the other says", sure=bool(rest) or denied.verb not in _NO_OBJECT)


def _within(said: Claim, denied: Claim) -> bool:
    """Whether what narrows "all" narrows the exception too: "all pupils in my course", "four pupils in another"."""
    return all(
        any(role == other_role and phrase.may_be(other) for other_role, other in denied.arguments)
        for role, phrase in said.arguments
        if role in ("in", "at", "on", "among", "from")
    )


def _covered(denied: Claim, said: Claim) -> bool:
    """Whether every argument of the denial is in the other claim too, at least as narrow."""
    if (denied.object is None) != (said.object is None) and (said.object is None or denied.setting.modality != "can"):
        return False
    for role, phrase in timeless(denied):
        others = [other for other_role, other in timeless(said) if other_role == role]
        if not any(narrower(phrase, other) or phrase.may_be(other) for other in others):
            return False
    return True


def antonyms_in_one_place(first: Claim, second: Claim) -> Opposition | None:
    """Antonyms said of one subject: "is rich", "is poor"; or in one slot: "in wet soil", "in dry soil"."""
    if first.verb != second.verb or first.negated != second.negated or first.negated or not same_subject(first, second):
        return None
    if not quantities_agree(first.subject, second.subject):
        return None
    if not restrictions_agree(first, second):
        return None
    for role, phrase in timeless(first):
        for other_role, other in timeless(second):
            if role != other_role:
                continue
            pair = _antonyms(phrase, other)
            if pair and arguments_agree(first, second, frozenset({role})):
                only = "only" in first.adverbs & second.adverbs
                kinds = set(pair) & sections("logic")["side by side"] and role != "attribute"
                sure = only or not kinds and (role != "object" or first.verb in sections("logic")["having"] or _single(phrase, other))
                return Opposition("antonym", f"“{pair[0]}” here, “{pair[1]}” there", sure)
    return None


def _single(first: Phrase, second: Phrase) -> bool:
    return first.definite and second.definite and not first.plural


def _antonyms(first: Phrase, second: Phrase) -> tuple[str, str] | None:
    """The two antonyms that set two phrases apart which else are alike."""
    if first.name or second.name:
        return None
    if first.words == second.words and first.names == second.names:
        for pos in "an":
            if opposed(first.head, second.head, pos):
                return first.head, second.head
    if first.head == second.head and first.names == second.names:
        one, other = first.words - second.words, second.words - first.words
        if len(one) == 1 or len(other) == 1:
            for left in sorted(one):
                for right in sorted(other):
                    if opposed(left, right, "a"):
                        return left, right
    return None


def opposed_verbs(first: Claim, second: Claim) -> Opposition | None:
    """"Banned plastic bags" and "permitted plastic bags"; "rose" and "fell"."""
    if first.negated or second.negated or not opposed(first.verb, second.verb, "v"):
        return None
    if first.passive == second.passive:
        if not same_subject(first, second) or not quantities_agree(first.subject, second.subject):
            return None
        one, other = first.argument("object"), second.argument("object")
    else:
        if first.actor is None or second.actor is None or not first.actor.may_be(second.actor):
            return None
        one, other = first.object, second.object
    if (one is None) != (other is None):
        return None
    if one is not None and other is not None and not (one.may_be(other) and quantities_agree(one, other)):
        return None
    if not arguments_agree(first, second, frozenset({"object", "agent"})) or not restrictions_agree(first, second):
        return None
    sure = one is not None or first.verb in opposites(second.verb, "v")
    return Opposition("opposed verbs", f"“{first.verb}” here, “{second.verb}” there", sure)


def for_and_against(first: Claim, second: Claim) -> Opposition | None:
    """"All judges voted for the film" and "three judges voted against the film"."""
    if first.negated or second.negated or first.verb != second.verb:
        return None
    for one, other in ((first, second), (second, first)):
        pro, contra = one.argument("for"), other.argument("against")
        if pro and contra and pro.may_be(contra):
            every = one.subject.quantity in ("all", "every", "each") and narrower(one.subject, other.subject)
            if every or same_subject(first, second) and quantities_agree(first.subject, second.subject):
                return Opposition("for and against", "“for” here, “against” there")
    return None


def comparison_turned_round(first: Claim, second: Claim) -> Opposition | None:
    """"A is heavier than B" and "B is heavier than A" or "A is lighter than B"."""
    one, other = _comparison(first), _comparison(second)
    if one is None or other is None or first.negated or second.negated:
        return None
    quality, than = one
    other_quality, other_than = other
    straight = first.subject.may_be(second.subject) and than.may_be(other_than)
    turned = first.subject.may_be(other_than) and than.may_be(second.subject)
    same, counter = quality == other_quality, opposed(quality, other_quality, "a")
    if (turned and same) or (straight and counter):
        return Opposition("comparison", "the comparison is turned round")
    return None


def _comparison(claim: Claim) -> tuple[str, Phrase] | None:
    than = next((phrase for role, phrase in claim.arguments if role.split(":")[-1] == "than"), None)
    if than is None:
        return None
    if than.head == "one":
        than = replace(than, head=claim.subject.head)
    quality = next((phrase.head for role, phrase in claim.arguments if role == "attribute"), "")
    quality = "good" if quality == "well" else quality
    return (quality or f"{claim.verb} {' '.join(sorted(map(root, claim.adverbs)))}", than)

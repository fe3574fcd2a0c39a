"""Opposed by a denial, by an antonym, by a verb, or by turning a comparison round."""

from __future__ import annotations

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase
from essaylint.essay.oppositions.alignment import (
    Opposition,
    arguments_agree,
    content,
    narrower,
    quantities_agree,
    restrictions_agree,
    same_subject,
    timeless,
)
from essaylint.lexicon.opposites import opposed, sections
from essaylint.values import replace

_OPPOSED_PREPOSITIONS = (("for", "against"), ("before", "after"), ("above", "below"), ("inside", "outside"), ("with", "without"))
_UNIVERSAL = frozenset({"all", "every", "each"})
_SEEMING = frozenset({"be", "seem", "appear", "look", "remain", "prove", "sound"})
_NO_OBJECT = frozenset({"be", "have", "do", "say", "make", "get", "go", "take", "know", "think", "see", "come", "mean", "need", "want"})


def said_and_denied(first: Claim, second: Claim) -> Opposition | None:
    """The same said once plainly and once with "not", "never" or "no"."""
    if first.negated == second.negated or first.verb != second.verb:
        return None
    if first.passive != second.passive:
        return _denied_in_other_voice(first, second)
    denied, said = (first, second) if first.negated else (second, first)
    if ("partly" in denied.setting.marks and not _same_degree(denied, said)) or denied.subject.quantity.startswith("not "):
        return None
    universal = said.subject.quantity in _UNIVERSAL and narrower(said.subject, denied.subject)
    if not (universal or narrower(denied.subject, said.subject) or same_subject(first, second)):
        return None
    if not universal and denied.subject.quantity != "no" and not quantities_agree(
        first.subject, second.subject, first.setting.tense != "past"
    ):
        return None
    if universal and not _within(said, denied):
        return None
    if any(_narrowing(adverb) for adverb in denied.adverbs - said.adverbs) or "because" in denied.setting.marks:
        return None
    if not _covered(denied, said):
        return None
    rest = content(denied)
    if not rest and denied.verb in _NO_OBJECT:
        return None
    return Opposition("denial", "the one denies what the other says", sure=bool(rest) or denied.verb not in _NO_OBJECT)


def _same_degree(denied: Claim, said: Claim) -> bool:
    """Whether "not too high" meets "too high"."""
    partly = sections("rhetoric")["partly"]
    return bool(denied.adverbs & partly) and denied.adverbs & partly <= said.adverbs


def _narrowing(adverb: str) -> bool:
    """Whether "not ... {adverb}" denies the manner and not the thing."""
    words = sections("rhetoric")
    return adverb in words["manner"] or (adverb.endswith("ly") and adverb not in words["comment"])


def _denied_in_other_voice(first: Claim, second: Claim) -> Opposition | None:
    """"Did not abolish serfdom" and "the abolition of serfdom by"."""
    no, yes = (first, second) if first.negated else (second, first)
    if no.object is None or yes.object is None or not (no.object.may_be(yes.object) or narrower(no.object, yes.object)):
        return None
    nobody = no.actor is not None and no.actor.quantity == "no" and no.actor.head == "people"
    if no.actor is None or not (nobody or (yes.actor is not None and no.actor.may_be(yes.actor))):
        return None
    return Opposition("denial", "the one denies what the other says")


def _within(said: Claim, denied: Claim) -> bool:
    """Whether what narrows "all" narrows the exception too: "all pupils in my course", "four pupils in another"."""
    return all(
        any(role == other_role and phrase.may_be(other) for other_role, other in denied.arguments)
        for role, phrase in said.arguments
        if role in ("in", "at", "on", "among", "from") and phrase.index < said.index
    )


def _covered(denied: Claim, said: Claim) -> bool:
    """Whether every argument of the denial is in the other claim too, at least as narrow."""
    thing = denied.object
    if thing is not None and thing.quantity == "any" and thing.head in ("thing", "people"):
        thing = said.object
    elif (thing is None) != (said.object is None) and (said.object is None or denied.setting.modality != "can"):
        return False
    for role, phrase in timeless(denied):
        others = [other for other_role, other in timeless(said) if other_role == role]
        if phrase.quantity in ("most", "many", "all", "every", "both", "half", "much") and all(phrase.quantity != other.quantity for other in others):
            return False
        if phrase.quantity == "any" and phrase.head in ("thing", "people") and (others or role == "object"):
            continue
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
                only = "only" in first.adverbs & second.adverbs or "always" in first.adverbs | second.adverbs
                kinds = set(pair) & sections("logic")["side by side"] and role != "attribute"
                sure = only or (not kinds and (role != "object" or first.verb in sections("logic")["having"] or _single(phrase, other)))
                return Opposition("antonym", f"“{pair[0]}” here, “{pair[1]}” there", sure)
    return None


def adverbs_opposed(first: Claim, second: Claim) -> Opposition | None:
    """"Sound travels slowly in water" and "sound travels fast in water"."""
    if first.verb != second.verb or first.negated or second.negated or not same_subject(first, second):
        return None
    one, other = first.adverbs - second.adverbs, second.adverbs - first.adverbs
    if not one or not other or not quantities_agree(first.subject, second.subject) or not restrictions_agree(first, second):
        return None
    for here in sorted(one):
        for there in sorted(other):
            if _adverbs(here, there) and arguments_agree(first, second) and content(first) == content(second):
                return Opposition("antonym", f"“{here}” here, “{there}” there")
    return None


def _adverbs(first: str, second: str) -> bool:
    if opposed(first, second, "r"):
        return True
    one, other = (_HOW.get(word, word.removesuffix("ly").removesuffix("i")) for word in (first, second))
    return len(one) > 2 and len(other) > 2 and opposed(one, other, "a")


_HOW = {"faster": "fast", "quickly": "fast", "slowly": "slow", "well": "good", "badly": "bad", "better": "good", "worse": "bad", "easily": "easy",
        "happily": "happy", "heavily": "heavy", "harder": "hard"}  # fmt: skip
_FEW = frozenset({"few", "no", "only one", "neither"})
_MANY = frozenset({"many", "most", "all", "every", "both", "each"})


def quantities_clash(first: Claim, second: Claim) -> Opposition | None:
    """"Few people came" and "many people came"; "only one of the twins survived" and "both twins survived"."""
    if first.verb != second.verb or first.negated or second.negated:
        return None
    one, other = first.subject, second.subject
    if one.head != other.head or not one.head or one.words != other.words or one.names != other.names:
        return None
    for here, there in ((one, other), (other, one)):
        if (here.quantity in _FEW and there.quantity in _MANY and here.quantity != "no" and (here.quantity != "few" or there.quantity != "every")) and content(first) and content(first) == content(second) and arguments_agree(first, second):
            return Opposition("quantity", f"“{here.quantity}” here, “{there.quantity}” there")
    return None


def _single(first: Phrase, second: Phrase) -> bool:
    return first.definite and second.definite and not first.plural


def _antonyms(first: Phrase, second: Phrase) -> tuple[str, str] | None:
    """The two antonyms that set two phrases apart which else are alike."""
    if first.name or second.name:
        return None
    first, second = _unrestricted(first), _unrestricted(second)
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


def _unrestricted(phrase: Phrase) -> Phrase:
    """"A villain who lives by crime" is a villain."""
    if any(word.startswith("that ") for word in phrase.words) and phrase.quantity in ("a", ""):
        return replace(phrase, words=frozenset(word for word in phrase.words if not word.startswith("that ")))
    return phrase


def properties(claim: Claim) -> frozenset[str]:
    """What a subject is said to be: "dangerous", also of "a dangerous place"."""
    found: set[str] = set()
    if claim.verb in _SEEMING:
        for phrase in claim.attributes:
            if not phrase.name:
                found.add(phrase.head)
                if phrase.quantity in ("a", "") and not phrase.names:
                    found.update(word for word in phrase.words if not word.startswith("that "))
    elif claim.verb.startswith("find ") and claim.object is not None:
        found.add(claim.verb.removeprefix("find "))
    return frozenset(found)


def _somebodys(claim: Claim) -> bool:
    """"Many tourists find the city dirty": their opinion only."""
    return claim.verb.startswith("find ") and (claim.subject.quantity in ("many", "some", "most", "few", "other") or claim.subject.head in sections("rhetoric")["other side"])


def described(claim: Claim) -> Phrase:
    """Who or what has the `properties`."""
    return claim.object if claim.verb.startswith("find ") and claim.object is not None else claim.subject


def opposed_properties(first: Claim, second: Claim) -> Opposition | None:
    """"Remained calm" and "was nervous"; "is a cheap material" and "is expensive"; "all metals are solid" and "a metal that is liquid"."""
    if (first.negated or second.negated or (first.verb == second.verb == "be" and not _of_kind(first) and not _of_kind(second))) and (first.negated or second.negated or not _every(first, second)):
        return None
    if _somebodys(first) != _somebodys(second) or any(_complemented(claim) for claim in (first, second)):
        return None
    here, there = described(first), described(second)
    every = _every(first, second)
    if not every and not (here.may_be(there) and quantities_agree(here, there, first.setting.tense == second.setting.tense == "present")):
        return None
    if not restrictions_agree(first, second) or not arguments_agree(first, second, frozenset({"attribute", "object"})):
        return None
    for one in sorted(properties(first)):
        for other in sorted(properties(second)):
            if opposed(one, other, "a") and one not in properties(second) and other not in properties(first):
                return Opposition("antonym", f"“{one}” here, “{other}” there")
    return None


def _complemented(claim: Claim) -> bool:
    """"Wrong to suppose": not wrong in general."""
    return claim.verb == "be" and any(phrase.words and not phrase.quantity and not phrase.plural and phrase.words & {"suppose", "think", "believe", "say"} for phrase in claim.attributes)


def _of_kind(claim: Claim) -> bool:
    return claim.verb != "be" or any(phrase.words for phrase in claim.attributes)


def _every(first: Claim, second: Claim) -> bool:
    return any(one.subject.quantity in _UNIVERSAL and narrower(one.subject, other.subject) for one, other in ((first, second), (second, first)))


def opposed_verbs(first: Claim, second: Claim) -> Opposition | None:
    """"Banned plastic bags" and "permitted plastic bags"; "rose" and "fell"."""
    if first.negated or second.negated or not opposed(first.verb, second.verb, "v"):
        return None
    if first.setting.tense == second.setting.tense == "present" and first.verb in sections("logic")["trade"] and second.verb in sections("logic")["trade"]:
        return None
    universal = any(
        one.subject.quantity in _UNIVERSAL and narrower(one.subject, other.subject) and _within(one, other)
        for one, other in ((first, second), (second, first))
    )
    if first.passive == second.passive:
        if not universal and not (same_subject(first, second) and quantities_agree(first.subject, second.subject)):
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
    everywhere = "everywhere" in first.adverbs | second.adverbs
    but = frozenset({"object", "agent", "in", "at", "on"} if everywhere else {"object", "agent"})
    if not arguments_agree(first, second, but) or not restrictions_agree(first, second):
        return None
    sure = one is not None or universal or (first.passive and second.passive) or bool(first.dates and second.dates) or not {first.verb, second.verb} & sections("logic")["phase"]
    return Opposition("opposed verbs", f"“{first.verb}” here, “{second.verb}” there", sure)


def changes(claim: Claim) -> str:
    """Whether a claim says that its subject "moves" or "stays" as it is; "" if neither."""
    if claim.verb in sections("logic")["move"]:
        return ("stays" if claim.negated else "moves") if claim.passive or claim.argument("object") is None else ""
    if claim.verb in ("be", "remain", "stay", "keep") and not claim.negated:
        return "stays" if any(phrase.head in sections("logic")["steady"] for phrase in claim.attributes) else ""
    return ""


def unchanged_and_changed(first: Claim, second: Claim) -> Opposition | None:
    """"Prices remained stable" and "prices rose"."""
    if {changes(first), changes(second)} != {"stays", "moves"} or not same_subject(first, second) or first.verb == second.verb:
        return None
    if not arguments_agree(first, second, frozenset({"attribute", "by", "to", "from"})) or not restrictions_agree(first, second):
        return None
    return Opposition("change", "as it was here, changed there")


def opposed_prepositions(first: Claim, second: Claim) -> Opposition | None:
    """"All judges voted for the film" and "three judges voted against the film"; "opened before Paris" and "after"."""
    if first.negated or second.negated or first.verb != second.verb:
        return None
    for one, other in ((first, second), (second, first)):
        every = one.subject.quantity in _UNIVERSAL and narrower(one.subject, other.subject)
        if not every and not (same_subject(first, second) and quantities_agree(first.subject, second.subject)):
            continue
        for left, right in _OPPOSED_PREPOSITIONS:
            here, there = one.argument(left), other.argument(right)
            if here and there and here.may_be(there) and arguments_agree(first, second):
                return Opposition("preposition", f"“{left}” here, “{right}” there")
    return None


def opposed_verdicts(first: Claim, second: Claim) -> Opposition | None:
    """"Was brilliant" and "was a disaster"."""
    if first.negated or second.negated or not same_subject(first, second) or not restrictions_agree(first, second):
        return None
    if not ({first.verb, second.verb} <= _SEEMING) or not quantities_agree(first.subject, second.subject):
        return None
    if not arguments_agree(first, second, frozenset({"attribute"})):
        return None
    for one in first.attributes:
        for other in second.attributes:
            if {_verdict(one.head), _verdict(other.head)} == {"praise", "blame"}:
                return Opposition("verdict", f"“{one.head}” here, “{other.head}” there")
    return None


def _verdict(word: str) -> str:
    words = sections("verdicts")
    return "praise" if word in words["praise"] else "blame" if word in words["blame"] else ""


def _is_in(first: Phrase, second: Phrase) -> bool:
    return narrower(first, second) or (first.head in second.words and first.words <= second.words)


def bond_denied(first: Claim, second: Claim) -> Opposition | None:
    """"There is no link between tea and sleep" and "tea causes sleep"."""
    for denied, said in ((first, second), (second, first)):
        if denied.verb != "relate" or not denied.negated or said.negated or said.verb not in ("cause", "relate") or said.passive:
            continue
        one, other = denied.subject, denied.argument("object")
        thing = said.argument("object")
        if other is None or thing is None:
            continue
        straight = _is_in(one, said.subject) and _is_in(other, thing)
        if straight or (_is_in(one, thing) and _is_in(other, said.subject)):
            return Opposition("bond", "no bond here, one there")
    return None

"""Comparisons turned round, more against less, and one first place for two."""

from __future__ import annotations

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, same_name
from essaylint.essay.oppositions.alignment import Opposition, content, root, same_subject
from essaylint.lexicon.opposites import opposed
from essaylint.values import replace

_SUPERLATIVES = frozenset({"first", "last", "only", "sole", "superlative"})
_FRACTIONS = frozenset({"third", "half", "quarter", "fifth", "tenth", "much", "time"})
_HOW = frozenset("well better badly worse long longer often early earlier late later fast faster slowly hard harder".split())
_BARE = frozenset({"one", "first", "second", "third", "last", "other", "former", "latter", "old", "new"})


def comparison_turned_round(first: Claim, second: Claim) -> Opposition | None:
    """"A is heavier than B" and "B is heavier than A" or "A is lighter than B"; "more sheep than people"."""
    if first.negated or second.negated:
        return None
    one, other = _comparison(first), _comparison(second)
    if one is None or other is None:
        return _more_of_which(first, second)
    quality, than = one
    other_quality, other_than = other
    straight = first.subject.may_be(second.subject) and than.may_be(other_than)
    turned = first.subject.may_be(other_than) and than.may_be(second.subject)
    same, counter = quality == other_quality, opposed(quality, other_quality, "a")
    if (turned and same) or (straight and counter):
        return Opposition("comparison", "the comparison is turned round")
    return _more_of_which(first, second)


def _comparison(claim: Claim) -> tuple[str, Phrase] | None:
    """The quality compared, and with what: "is heavier than iron", "conducts heat better than iron"."""
    than = next((phrase for role, phrase in claim.arguments if role.split(":")[-1] == "than"), None)
    if than is None:
        return None
    if than.head in _BARE:  # "than the old one", "than the first"
        words = (than.words | than.names | ({than.head} - {"one"})) - {"one"}
        than = replace(than, head=claim.subject.head, words=words, names=frozenset(), pronoun="", name="")
    thing = claim.argument("object")
    quality = next((phrase.head for role, phrase in claim.arguments if role == "attribute"), "")
    if thing is not None:
        quality = f"{claim.verb} {thing.quantity if thing.quantity in ('more', 'less', 'fewer') else ''} {thing.head}"
    adverbs = " ".join(sorted(root(adverb) for adverb in claim.adverbs & _HOW))
    quality = "good" if quality == "well" else quality
    return (quality if quality and " " not in quality else f"{claim.verb} {quality} {adverbs}", than)


def _more_of_which(first: Claim, second: Claim) -> Opposition | None:
    """"Has more sheep than people" and "has more people than sheep"."""
    one, other = first.argument("object"), second.argument("object")
    than, also = first.argument("object:than", "than"), second.argument("object:than", "than")
    if first.verb != second.verb or not (one and other and than and also) or not same_subject(first, second):
        return None
    if one.quantity != other.quantity or one.quantity not in ("more", "less", "fewer"):
        return None
    if one.head == also.head and other.head == than.head and one.head != other.head:
        return Opposition("comparison", "the comparison is turned round")
    return None


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
            if one.quantity != "the" or other.quantity != "the" or one.head != other.head or one.words != other.words:
                continue
            if one.names != other.names or one.plural or not _unique(one):
                continue
            if content(first) == content(second):
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

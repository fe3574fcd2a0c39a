"""What takes an opposition away: other times, other voices, hedges, concessions, contrasts that the writer makes."""

from __future__ import annotations

from essaylint.essay.claim import Claim
from essaylint.essay.oppositions.alignment import Opposition, restrictions_agree, timeless

# Kinds that are about a time themselves, and kinds that hold whatever the tense.
_DATED = frozenset({"date", "lost", "every and only"})
_PLACED = frozenset({"place", "origin", "relation", "existence", "denial", "status"})
_CASES = frozenset({"for", "with", "without", "among", "under", "over"})
_ANOTHER = frozenset({"again", "further", "anew", "afresh"})
_WHERE = frozenset({"in", "at", "on", "near", "along", "around", "inside", "outside", "under", "above", "below"})
_COMING = ("come", "originate", "stem", "derive", "go back")
_FRAMING = frozenset({"for", "in", "at", "among", "with", "without", "under", "by"})
_FACTS = frozenset("fact reality truth year end opinion view case way sense summer winter spring autumn conclusion".split())
# Verbs that say little without what completes them.
_OPEN = frozenset("seem tend appear refuse reject promise try want wish hope need begin continue manage fail help let make allow".split())
_IT = frozenset({"it", "they", "this", "these"})
_STANDING = frozenset({"exclusive", "relation", "existence", "begun", "count", "maker", "twins"})
# What happens once: a time in one of the claims alone does not set it apart.
_ONCE = frozenset({"maker", "origin", "place", "language"})
_ONCE_WORDS = frozenset({"originally", "initially", "first"})


def veto(first: Claim, second: Claim, found: Opposition) -> str:
    """Why two opposed claims are no contradiction, or "" if nothing says so."""
    one, other = first.setting, second.setting
    if not first.subject.head and second.paragraph - first.paragraph > 1:
        return "nobody knows who it is"
    if not (one.asserted and other.asserted):
        return "not both are asserted"
    if (one.marks | other.marks) & {"concession", "try", "conditional", "not only"}:
        return "conceded or conditional"
    if first.clause - second.clause and second.clause - first.clause:
        return "what completes them differs"
    if bool(first.clause) != bool(second.clause) and (first.verb in _OPEN or second.verb in _OPEN):
        return "one is not complete"
    if found.kind not in _PLACED and _framed(first) != _framed(second) and not (_framed(first) <= second.words and _framed(second) <= first.words):
        return "one is framed"
    near = second.paragraph == first.paragraph or second.sentence.start - first.sentence.end < 300
    if near and "hand" in one.marks | other.marks:
        return "the one and the other hand"
    never = bool((first.adverbs if first.negated else second.adverbs) & {"never", "ever"})
    if found.kind not in _DATED and not never and ("when" in one.marks) != ("when" in other.marks):
        return "one holds at a time"
    if one.holder and other.holder and one.holder != other.holder:
        return "two voices"
    if one.holder != other.holder and not (one.holder or other.holder).startswith("source"):
        return "somebody else says so"
    denied, said = (first, second) if first.negated else (second, first)
    unable = denied.setting.modality in ("can", "could") and denied.negated and not said.negated and not said.setting.modality
    able = {one.modality, other.modality} == {"can", "could"} and found.kind in ("denial", "exclusive", "universal")
    if (one.modality != other.modality and not unable and not able) or one.modality in ("may", "would"):
        return "one is only possible"
    if one.modality in ("can", "could") and found.kind not in ("denial", "exclusive", "universal"):
        return "both are possible"
    if found.kind in ("antonym", "verdict") and first.subject.pronoun in _IT and second.subject.pronoun in _IT and first.paragraph != second.paragraph and not (first.arguments[1:] or second.arguments[1:]):
        return "two pronouns far apart"
    if found.kind not in _PLACED and "everywhere" not in first.adverbs | second.adverbs and _places_differ(first, second):
        return "other places"
    if found.kind not in ("preposition", "place", "denial") and _cases_differ(first, second):
        return "other cases"
    if (first.adverbs ^ second.adverbs) & _ANOTHER and found.kind != "denial":
        return "another time"
    later, earlier = (second, first) if second.sentence.start > first.sentence.start else (first, second)
    if "contrast" in later.setting.marks and later.sentence.start - earlier.sentence.end <= 3:
        return "the writer sets them against each other"
    if found.kind not in _DATED:
        if _times_differ(first, second, found.kind):
            return "other times"
        tenses = {one.tense, other.tense}
        if (tenses == {"past", "present"} and found.kind not in _STANDING and not first.verb.startswith(_COMING)) or ("future" in tenses and len(tenses) > 1):
            return "past and present"
    return ""


def _framed(claim: Claim) -> frozenset[str]:
    """What a claim is framed by at its beginning: "for holiday homes", "in France"."""
    return frozenset(
        phrase.head
        for role, phrase in timeless(claim)
        if role in _FRAMING and 0 <= phrase.index < claim.subject.index and not claim.subject.pronoun and phrase.head not in _FACTS
    )


def whole_veto(first: Claim, second: Claim, found: Opposition) -> str:
    """As `veto`, for two sentences of which the one denies, word for word, what the other tells: fewer things make room for both."""
    one, other = first.setting, second.setting
    if not (one.asserted and other.asserted) or one.holder == "others" or other.holder == "others":
        return "not both are asserted"
    if (one.marks | other.marks) & {"concession", "conditional", "not only", "partly", "because", "hand"}:
        return "conceded or conditional"
    denied, said = (first, second) if first.negated else (second, first)
    if denied.setting.modality not in ("", "can", "could", said.setting.modality) or (said.setting.modality in ("must", "would", "may") and not denied.setting.modality):
        return "one is only possible"
    if not restrictions_agree(first, second) or _cases_differ(first, second) or _places_differ(first, second):
        return "other cases"
    if _times_differ(first, second, found.kind):
        return "other times"
    return "what completes them differs" if first.clause - second.clause and second.clause - first.clause else ""


def others(first: Claim, second: Claim) -> bool:
    """Whether two claims of like words are surely about two things: the workers and the owners."""
    one, other = first.subject, second.subject
    if one.pronoun or other.pronoun or first.verb != second.verb or not one.head or not other.head:
        return False
    return one.head != other.head and one.head not in other.content and other.head not in one.content


def _places_differ(first: Claim, second: Claim) -> bool:
    """Whether one is said of the middle and the other of the shore."""
    one, other = ([phrase for role, phrase in timeless(claim) if role in _WHERE] for claim in (first, second))
    return bool(one and other) and not any(here.may_be(there) or here.head == there.head for here in one for there in other)


def _cases_differ(first: Claim, second: Claim) -> bool:
    """Whether one is said of short trips and the other of long ones."""
    return any(
        role == other_role and role in _CASES and not here.may_be(there)
        for role, here in first.arguments
        for other_role, there in second.arguments
    )


def _times_differ(first: Claim, second: Claim, kind: str) -> bool:
    one, other = (frozenset(time for time in one.setting.times if not time.startswith(("every ", "once ", "twice ")) and " time " not in time) for one in (first, second))
    nobody = any(claim.subject.quantity == "no" and claim.adverbs & {"ever"} for claim in (first, second))
    limited = any(claim.negated and claim.argument("before", "until", "till", "by") for claim in (first, second))
    if limited:
        return True
    if nobody or (first.adverbs | second.adverbs) & {"never", "always"}:
        return bool({"now", "longer"} & (one | other))
    if kind in _ONCE:
        one, other = one - _ONCE_WORDS, other - _ONCE_WORDS
        return bool(one and other) and one != other
    return one != other

"""Words that are taken for one another, judged by what the parse says of their place: one function a word.

Each takes a tree and a token and gives the word that is meant, or an empty string.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from essaylint.essay.syntax import FINITE_TAGS, NOUN_TAGS, Tree, lower, verb_form

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

Judge = Callable[[Tree, "Token"], str]

_OBJECTS = frozenset("me him her us them".split())
_OWN = frozenset("my your his her its our their".split())
_HELPERS = frozenset("is was are were has had does did can could will would must should may might".split())
# After these “it's” is never a clause; “for” and “as” may begin one.
_BEFORE_NOUN = frozenset("of in on with by from into through within at to under over against throughout upon behind around".split())
_MASS = frozenset("time nature sense fun hell love life history luck winter summer work money politics science art truth people".split())
_SAYING = frozenset(
    "think say know believe mean hope feel see hear guess suppose forget realize realise show prove find claim admit argue "
    "learn notice understand agree assume bet wish fear tell suggest imagine remember seem appear happen go come leave look "
    "conclude decide discover doubt explain expect insist note observe predict pretend report reveal state swear write".split()
)
_WHENEVER = frozenset("when if while as because since once after before whenever where although though unless until".split())


def _noun_after(tree: Tree, token: Token) -> Token | None:
    """The noun after a token and its adjectives, the last of its compound; None where something else follows."""
    at = tree.after(token)
    for _ in range(3):
        if at is not None and at.tag in ("JJ", "JJS") and at.pos == "ADJ":
            at = tree.after(at)
    if at is None or at.tag not in ("NN", "NNS"):
        return None
    following = tree.after(at)
    while following is not None and following.tag in ("NN", "NNS") and following.start == at.end + 1:
        at, following = following, tree.after(following)
    return at


def _finite(token: Token | None) -> bool:
    """Whether a token is surely a finite verb and no participle."""
    if token is None or token.tag not in FINITE_TAGS:
        return False
    if lower(token) in _HELPERS:
        return True
    return token.tag == "VBD" and not lower(token).endswith("ed") and verb_form(token.lemma, "past") != verb_form(token.lemma, "participle")


def _clitic(tree: Tree, token: Token) -> Token | None:
    after = tree.after(token)
    return after if lower(after) == "'s" and after is not None and after.start == token.end else None


def _it(tree: Tree, it: Token) -> str:
    """It's + noun, where a possessive is asked for."""
    clitic, before = _clitic(tree, it), tree.before(it)
    noun = _noun_after(tree, clitic) if clitic is not None else None
    if clitic is None or noun is None or tree.tokens[clitic.index + 1].start == clitic.end:
        return ""
    if _finite(tree.after(noun)) and noun.lemma not in _MASS:
        return "its"
    first = lower(before)
    if before is None or not first.isalpha():
        return ""
    if first in _BEFORE_NOUN and before.tag in ("IN", "TO", "RP"):
        return "its"
    if first == "for":
        earlier = tree.before(before)
        ordinary = noun.tag == "NN" and noun.lemma not in _MASS and noun.index - clitic.index > 1
        return "its" if earlier is not None and earlier.pos in ("VERB", "NOUN", "ADJ", "NUM", "PROPN") and ordinary else ""
    if before.pos != "VERB" or before.tag not in ("VB", "VBD", "VBZ", "VBP", "VBG", "VBN") or noun.lemma in _MASS:
        return ""
    if before.lemma in _SAYING:
        return "its" if before.lemma in ("forget", "find", "know", "lose") and noun.lemma == "way" else ""
    started = any(lower(token) in _WHENEVER for token in tree.tokens[: it.index] if token.sentence == it.sentence)
    return "" if started else "its"


def _its(tree: Tree, its: Token) -> str:
    """Its + article."""
    after, last = tree.after(its), tree.after(its, 2)
    fits = after is not None and after.text in ("a", "an", "the") and last is not None and last.text[:1].isalpha()
    return "it's" if fits and after is not None and after.start == its.end + 1 else ""


def _who(tree: Tree, who: Token) -> str:
    """Who's + noun + verb."""
    clitic = _clitic(tree, who)
    noun = _noun_after(tree, clitic) if clitic is not None else None
    return "whose" if noun is not None and noun.lemma != "friend" and _finite(tree.after(noun)) else ""


def _there(tree: Tree, there: Token) -> str:
    """Preposition + there + noun."""
    before, noun = tree.before(there), _noun_after(tree, there)
    owned = lower(before) in ("of", "with", "by", "about", "into", "on") and noun is not None
    return "their" if owned and noun is not None and not _finite(tree.after(noun)) else ""


def _clause_follows(tree: Tree, token: Token) -> bool:
    """Whether a finite verb comes after a token before the next mark, other than be, do and have as a stop-gap."""
    at = tree.after(token)
    while at is not None and at.pos not in ("PUNCT", "CCONJ"):
        if at.tag in FINITE_TAGS:
            return True
        at = tree.after(at)
    return False


def _then(tree: Tree, then: Token) -> str:
    """Comparative + then + what is compared."""
    before, after = tree.before(then), tree.after(then)
    if before is None or after is None or before.tag not in ("JJR", "RBR") or lower(before) in ("earlier", "later"):
        return ""
    if lower(after) in _OBJECTS or lower(after) in ("ever", "expected", "usual"):
        return "than"
    compared = after.tag in ("DT", "PRP$", "NNP", "CD", "NN", "NNS") and after.tag != "WDT"
    return "than" if compared and not _clause_follows(tree, then) else ""


def _as(tree: Tree, word: Token) -> str:
    """Be + comparative + as + what is compared."""
    before, after = tree.before(word), tree.after(word)
    if before is None or after is None or before.tag != "JJR" or before.dep != "acomp" or tree.head(before).lemma not in ("be", "look"):
        return ""
    form = lower(before)
    if form.endswith("er") and form not in ("better", "other", "former", "further"):
        compared = lower(after) in _OBJECTS or lower(after) in _OWN or after.text in ("the", "in", "on", "at") or after.tag == "NNP"
    elif form in ("better", "worse"):
        compared = lower(after) in _OBJECTS or lower(after) in ("in", "on", "at", "before", "without")
    else:
        return ""
    return "than" if compared and not _clause_follows(tree, word) else ""


_BROUGHT_ABOUT = frozenset(
    "change cure reform compromise revolution escape repair release entry exit shift savings saving return sale purchase cut "
    "peace result end union turnaround rescue arrest reduction transfer outcome switch difference goal purpose transaction".split()
)


def _effect(tree: Tree, word: Token) -> str:
    """To effect somebody or something that cannot be brought about."""
    thing = tree.child(word, "dobj")
    if word.pos != "VERB" or thing is None or thing.index < word.index or thing.tag not in (*NOUN_TAGS, "PRP"):
        return ""
    lemma = thing.lemma.lower()
    made = thing.tag != "PRP" and (lemma in _BROUGHT_ABOUT or lemma.endswith(("ion", "ment", "ance", "ence", "al", "ure", "y", "ing", "sis")))
    if made or (thing.tag == "PRP" and lower(thing) not in _OBJECTS | {"you", "everyone", "people"}):
        return ""
    return lower(word).replace("e", "a", 1)


def _other(tree: Tree, other: Token) -> str:
    """Some like it, other hate it."""
    before, after = tree.before(other), tree.after(other)
    if before is None or after is None or lower(before) not in (",", ";", "and", "but", "while", "whereas"):
        return ""
    some = any(
        lower(one) == "some" and (one.dep == "nsubj" or tree.head(one).dep == "nsubj")
        for one in tree.tokens[: other.index]
        if one.sentence == other.sentence
    )
    verb = after.tag in ("VBP", "VBD", "MD") and after.pos in ("VERB", "AUX")
    last = tree.after(other, 2)
    return "others" if some and verb and last is not None and last.tag in ("PRP", "DT", "TO", "IN", "VB", "PRP$", "RB", "VBN") else ""


def _peoples(tree: Tree, word: Token) -> str:
    """Peoples who are alone: people, not nations."""
    after = tree.after(word)
    bare = not tree.children(word, "det", "amod", "poss", "compound", "nummod", "prep", "conj", "cc")
    opens = tree.before(word) is None
    fits = (opens or word.dep in ("nsubj", "nsubjpass")) and bare and after is not None
    return "people" if fits and after is not None and (lower(after) == "who" or after.lemma in ("think", "say", "like", "want", "need")) else ""


_PERSONS = frozenset(
    "child man woman person people boy girl student pupil teacher friend mother father parent brother sister worker employee "
    "doctor nurse patient driver writer author reader lawyer politician voter citizen tourist visitor customer neighbor "
    "neighbour scientist researcher soldier farmer boss manager player singer actor guest immigrant refugee adult teenager kid".split()
)
_DOING = frozenset(
    "need want think know like love hate live work say learn study speak believe feel go come try play drive smoke read write "
    "suffer buy use earn teach eat drink wear travel attend dream hope worry ask help".split()
)


def _which(tree: Tree, word: Token) -> str:
    """Every child which needs it."""
    person, verb = tree.before(word), tree.head(word)
    if person is None or person.lemma.lower() not in _PERSONS or word.dep != "nsubj" or verb.dep != "relcl" or verb.head != person.index:
        return ""
    return "who" if verb.lemma in _DOING and tree.child(verb, "auxpass") is None and lower(tree.before(person)) not in _NATION else ""


_NATION = frozenset({"a", "one", "chosen", "ancient"})
_MOVING = frozenset("walk march drive run go come fly ride rush hurry sail swim stroll race speed sweep slip flow jog stride creep sneak".split())


def _passed(tree: Tree, word: Token) -> str:
    """They marched passed the house; half passed six."""
    before, after = tree.before(word), tree.after(word)
    if before is None or after is None:
        return ""
    if lower(before) == "half" and after.tag == "CD":
        return "past"
    moving = before.pos == "VERB" and before.lemma in _MOVING and before.dep not in ("relcl", "acl", "csubj")
    return "past" if moving and (after.tag in ("DT", "PRP$", "NNP") or lower(after) in _OBJECTS) else ""


def _block(tree: Tree, word: Token) -> str:
    """The Soviet block."""
    before, after = tree.before(word), lower(tree.after(word))
    side = before is not None and (before.text in ("Eastern", "Western") or lower(before) in ("soviet", "communist", "socialist", "capitalist"))
    built = after in ("of", "housing", "building", "buildings", "house", "houses", "with", "apartment", "-")
    return "bloc" + lower(word).removeprefix("block") if side and not built and word.pos in ("NOUN", "PROPN") else ""


def _secrete(tree: Tree, word: Token) -> str:
    """Kept secrete; a secrete."""
    before = tree.before(word)
    if before is None or (word.tag in ("VBP", "VBD") and before.pos in ("NOUN", "PRON")):
        return ""
    return "secret" if before.lemma in ("be", "keep", "remain", "stay") or lower(before) in {"a", "the", "in", "no", "top", "this"} | _OWN else ""


def _flour(tree: Tree, word: Token) -> str:
    """They flour from spring to autumn."""
    before, after = tree.before(word), tree.after(word)
    subject = before is not None and (before.tag in ("MD", "TO") or lower(before) in ("they", "we", "plants", "trees", "which", "that"))
    return "flower" if subject and word.tag in ("VB", "VBP") and (after is None or after.pos in ("ADP", "ADV", "PUNCT", "CCONJ")) else ""


def _practise(tree: Tree, word: Token) -> str:
    """In practise; the practise of."""
    noun = {"in", "into", "a", "the", "of", "common", "good", "best", "daily", "some"} | _OWN
    return "practice" if word.pos == "NOUN" and lower(tree.before(word)) in noun else ""


def _advice(tree: Tree, word: Token) -> str:
    """I would advice you."""
    before, after = tree.before(word), tree.after(word)
    asked = before is not None and (before.tag in ("MD", "TO") or lower(before) in ("i", "we", "they"))
    return "advise" if asked and after is not None and (lower(after) in _OBJECTS or lower(after) in ("you", "people", "everyone")) else ""


JUDGES: Mapping[str, Judge] = {
    "it": _it,
    "its": _its,
    "who": _who,
    "there": _there,
    "then": _then,
    "as": _as,
    "effect": _effect,
    "effects": _effect,
    "effected": _effect,
    "other": _other,
    "peoples": _peoples,
    "which": _which,
    "passed": _passed,
    "block": _block,
    "blocks": _block,
    "secrete": _secrete,
    "flour": _flour,
    "practise": _practise,
    "advice": _advice,
}

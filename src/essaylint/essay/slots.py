"""The pairs of words that a parse joins: a verb and its object, an adjective and its noun, a word and its preposition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from essaylint.essay.syntax import Tree, lower
from essaylint.lexicon.pairs import noun_classes

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

# Nouns that only measure out another: "a lot of knowledge" has knowledge as its object.
_MEASURES = frozenset(
    "lot lots number amount deal kind type sort piece bit variety range set series couple plenty majority rest part form some many "
    "most one all each any few several both none loads quantity volume level degree pair dozen hundred thousand million".split()
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_WORDS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_RELATIVES = frozenset({"which", "that", "who", "whom"})
_PEOPLE = noun_classes()["@person"] | noun_classes()["@group"]


class Pair(NamedTuple):
    """Two words in a slot such as `verb+object`; the first word's half of the slot is what may be at fault.

    `key` is the lemma of the first word with its particle or preposition ("carry out"); `tail` that particle's token.
    """

    slot: str
    key: str
    fault: Token
    partner: Token
    tail: Token | None = None


def pairs_of(tree: Tree) -> Iterator[Pair]:
    """Every pair of words that stand in a slot, in the order of the first word. The slots:

    verb+object object+verb verb+subject subject+verb bare+subject adj+noun noun+adj noun+of of+noun adv+verb late+verb adv+adj
    verb+pobj bare+pobj pobj+verb det+noun, and with the governor as the first word verb+prep bare+prep noun+prep adj+prep verb+to
    verb+ing noun+to. `bare` is a verb in the active without object or clause, `late` an adverb that follows its verb.
    """
    for token in tree.tokens:
        if token.pos == "VERB" or (token.pos == "AUX" and token.lemma in ("do", "have")):
            yield from _of_verb(tree, token)
        elif token.pos in _NOUNS:
            yield from _of_noun(tree, token)
        elif token.pos == "ADJ":
            yield from _of_adjective(tree, token)
        elif token.pos == "ADV" and token.dep == "advmod":
            head = tree.head(token)
            if head.pos in ("VERB", "AUX") or (head.pos == "ADJ" and token.index < head.index):
                yield Pair("adv+adj" if head.pos == "ADJ" else "adv+verb", token.text.lower(), token, head)
        if token.pos in ("ADV", "ADJ") and token.dep in ("advmod", "acomp"):
            before = tree.before(token)
            nearest = before if before is not None and before.pos == "VERB" else tree.head(token)
            if nearest.pos == "VERB" and nearest.index < token.index:
                yield Pair("late+verb", token.text.lower(), token, nearest)


def _of_verb(tree: Tree, verb: Token) -> Iterator[Pair]:
    particle = tree.child(verb, "prt")
    key = f"{verb.lemma.lower()} {particle.text.lower()}" if particle else verb.lemma.lower()
    bare = is_bare(tree, verb)
    for noun in objects(tree, verb):
        yield Pair("verb+object", key, verb, noun, particle)
        yield Pair("object+verb", noun.lemma.lower(), noun, verb)
    for noun in subjects(tree, verb):
        yield Pair("verb+subject", key, verb, noun, particle)
        yield Pair("subject+verb", noun.lemma.lower(), noun, verb)
        if bare and verb.dep != "acl":
            yield Pair("bare+subject", key, verb, noun, particle)
    for prep in tree.children(verb, "prep"):
        if prep.index > verb.index:
            inner = tree.child(prep, "pobj", "pcomp")
            yield Pair("verb+prep", key, verb, prep, inner)
            if bare:
                yield Pair("bare+prep", key, verb, prep, inner)
            elif verb.tag == "VBN":
                yield Pair("adj+prep", verb.text.lower(), verb, prep, inner)
            for one in _meant(tree, inner) if inner is not None and inner.dep == "pobj" else ():
                yield Pair("verb+pobj", f"{key} {prep.text.lower()}", verb, one, prep)
                if bare:
                    yield Pair("bare+pobj", f"{key} {prep.text.lower()}", verb, one, prep)
                yield Pair("pobj+verb", one.lemma.lower(), one, verb)
    for clause in tree.children(verb, "xcomp"):
        to = tree.child(clause, "aux")
        if tree.child(verb, "auxpass") or (verb.tag == "VBN" and not tree.child(verb, "aux")) or tree.child(verb, "dobj"):
            continue
        if to is not None and to.tag == "TO":
            if clause.tag != "VBG" and lower(tree.before(to)) not in ("how", "what", "where", "when", "whether", "who"):
                yield Pair("verb+to", key, verb, clause, to)
        elif clause.tag == "VBG" and clause.index > verb.index:
            yield Pair("verb+ing", key, verb, clause)


def _of_noun(tree: Tree, noun: Token) -> Iterator[Pair]:
    for prep in tree.children(noun, "prep"):
        inner = tree.child(prep, "pobj", "pcomp")
        yield Pair("noun+prep", noun.lemma.lower(), noun, prep, inner)
        if prep.text.lower() == "of" and inner is not None and inner.dep == "pobj":
            for one in [inner, *_conjuncts(tree, inner)]:
                yield Pair("noun+of", noun.lemma.lower(), noun, one, prep)
                yield Pair("of+noun", one.lemma.lower(), one, noun)
    for word in tree.children(noun, "det"):
        if noun.dep != "compound" and lower(tree.after(word)) not in ("little", "few") and not tree.child(noun, "nummod"):
            yield Pair("det+noun", word.text.lower(), word, noun)
    for clause in tree.children(noun, "acl"):
        to = tree.child(clause, "aux")
        if to is not None and to.tag == "TO" and to.index == noun.index + 1 and noun.dep in ("dobj", "pobj"):
            yield Pair("noun+to", noun.lemma.lower(), noun, clause, to)
    for word in tree.children(noun, "amod", "compound", "nmod"):
        for one in [word, *_conjuncts(tree, word)]:
            if one.index < noun.index:
                for meant in [noun, *(other for other in _conjuncts(tree, noun) if not tree.children(other))]:
                    yield Pair("adj+noun", one.text.lower(), one, meant)
            yield Pair("noun+adj", noun.lemma.lower(), noun, one)


def _of_adjective(tree: Tree, word: Token) -> Iterator[Pair]:
    for prep in tree.children(word, "prep"):
        yield Pair("adj+prep", word.text.lower(), word, prep, tree.child(prep, "pobj", "pcomp"))
    first = word
    while first.dep == "conj" and tree.head(first).pos == "ADJ":
        first = tree.head(first)
    verb = tree.head(first)
    if first.dep in ("acomp", "attr") and verb.lemma in ("be", "become", "seem", "remain", "feel", "appear", "look", "get"):
        for noun in subjects(tree, verb):
            yield Pair("adj+noun", word.text.lower(), word, noun)
            yield Pair("noun+adj", noun.lemma.lower(), noun, word)


def is_bare(tree: Tree, verb: Token) -> bool:
    """Whether a verb stands in the active without object, complement or clause of its own."""
    if tree.child(verb, "dobj", "obj", "dative", "nsubjpass", "auxpass", "ccomp", "xcomp", "acomp", "attr", "oprd"):
        return False
    if verb.tag == "VBN" and not any(aux.lemma == "have" for aux in tree.children(verb, "aux")):
        return False
    if verb.dep == "acl" and verb.tag != "VBG":  # “the quantity demanded of it”
        return False
    return verb.dep not in ("amod", "compound") and not objects(tree, verb)


def objects(tree: Tree, verb: Token) -> list[Token]:
    """What the verb acts on: its objects, the subject of its passive, the noun that a relative clause hangs on."""
    found = [noun for noun in tree.children(verb, "dobj", "obj") if noun.index > verb.index or lower(noun) in _RELATIVES]
    if len(found) > 1 or verb.dep in ("amod", "compound") or tree.child(verb, "expl") or _is_set_phrase(tree, verb):
        return []
    if not found and not _is_stranded(tree, verb):
        found = tree.children(verb, "nsubjpass")
    if not found and verb.dep == "acl" and verb.tag == "VBN":
        found = [tree.head(verb)]
    nouns = [noun for one in found for noun in _resolved(tree, verb, one)]
    doers = [noun for noun in tree.children(verb, "nsubj") if lower(noun) not in _RELATIVES]
    if not found and verb.dep == "relcl" and doers and not _is_complete(tree, verb):
        nouns = [tree.head(verb)]  # "the goals [that] he fulfilled"
    return [meant for noun in nouns for meant in _meant(tree, noun)]


def subjects(tree: Tree, verb: Token) -> list[Token]:
    """Who or what does it: the subject of an active verb, the agent of a passive one."""
    passive = bool(tree.child(verb, "auxpass", "nsubjpass"))
    if passive:
        agent = tree.child(verb, "agent")
        found = tree.children(agent, "pobj") if agent else []
    else:
        found = tree.children(verb, "nsubj")
        if len(found) > 1:  # "that the clinics solved": the first one is the object
            found = [noun for noun in found if lower(noun) not in _RELATIVES]
        if not found and verb.dep == "acl" and verb.tag == "VBG":
            found = [tree.head(verb)]
        if not found and verb.dep == "conj" and tree.head(verb).pos in ("VERB", "AUX") and verb.tag == tree.head(verb).tag:
            return subjects(tree, tree.head(verb))
    return [meant for one in found for noun in _resolved(tree, verb, one) for meant in _meant(tree, noun)]


def _is_complete(tree: Tree, verb: Token) -> bool:
    """Whether a relative clause has no place for the noun that it hangs on."""
    if verb.lemma == "do" or tree.child(verb, "ccomp", "xcomp", "advmod", "acomp") or _is_stranded(tree, verb):
        return True
    inside = [tree.child(prep, "pobj") for prep in tree.children(verb, "prep")]  # “in which he engages”
    owners = [tree.child(noun, "poss") for noun in tree.children(verb, "nsubj")]  # “whose members met”
    return any(word is not None and word.tag in ("WDT", "WP", "WP$") for word in (*inside, *owners))


def _is_stranded(tree: Tree, verb: Token) -> bool:
    """Whether a preposition of the verb has lost its noun: "people were cared for"."""
    return any(not tree.child(prep, "pobj", "pcomp") for prep in tree.children(verb, "prep"))


def _is_set_phrase(tree: Tree, verb: Token) -> bool:
    """Whether the object belongs to a phrase: "take knowledge into account", "make treatment a duty"."""
    if tree.child(verb, "oprd", "acomp"):
        return True
    after = {"take": ("into", "for", "to", "off", "out"), "bring": ("to", "into"), "put": ("into", "on", "to", "in", "at", "under"), "have": ("in",)}.get(verb.lemma, ())
    return any(prep.text.lower() in after for prep in tree.children(verb, "prep"))


def _resolved(tree: Tree, verb: Token, noun: Token) -> list[Token]:
    text = lower(noun)
    if text not in _RELATIVES:
        return [noun]
    head = tree.head(verb)
    if verb.dep != "relcl" or verb.lemma == "do" or (text.startswith("who") and head.lemma.lower() not in _PEOPLE):
        return []
    return [head]


def _meant(tree: Tree, noun: Token) -> list[Token]:
    """A noun and those joined to it; behind a measure the noun that is measured."""
    if noun.text.lower() in _MEASURES or noun.lemma.lower() in _MEASURES:
        prep = tree.child(noun, "prep")
        inner = tree.child(prep, "pobj") if prep is not None and prep.text.lower() == "of" else None
        if inner is not None:
            return _meant(tree, inner)
    return [one for one in [noun, *_conjuncts(tree, noun)] if one.pos in _WORDS]


def _conjuncts(tree: Tree, token: Token) -> list[Token]:
    found = [token]
    for one in found:
        found.extend(tree.children(one, "conj"))
    return found[1:]
